//! How each token is related to its head, once all heads are known.
//!
//! From the root downwards and, under one head, from left to right: each choice
//! sees how the head itself is related and what its other dependents are.

use super::feature::Features;
use super::feature::join;
use super::line::Line;
use super::tagger::best;
use super::weights::Weigh;

/// Tells these features from the tagger's and the parsers'.
const KIND: u64 = 4;

/// No relation yet.
const NONE: u8 = 255;

/// A tree with what hangs where, and the relations found so far.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    line: &'a Line,
    heads: &'a [usize],
    /// Dependents of each token and, last, of the root; in order.
    dependents: Vec<Vec<usize>>,
    relations: Vec<u8>,
}

impl<'a> Tree<'a> {
    /// Takes a sentence and the head of each token; the number of tokens stands for the root.
    pub fn new(line: &'a Line, heads: &'a [usize]) -> Tree<'a> {
        let mut dependents = vec![Vec::new(); line.len() + 1];
        for (token, &head) in heads.iter().enumerate() {
            dependents[head].push(token);
        }
        Tree {
            line,
            heads,
            dependents,
            relations: vec![NONE; line.len() + 1],
        }
    }

    /// Tokens in the order of labelling: each after its head, under one head from left to right.
    pub fn order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.line.len());
        order.extend(&self.dependents[self.line.len()]);
        let mut at = 0;
        while let Some(&token) = order.get(at) {
            order.extend(&self.dependents[token]);
            at += 1;
        }
        order
    }

    /// Notes how `token` is related to its head.
    pub fn set(&mut self, token: usize, relation: u8) {
        self.relations[token] = relation;
    }

    /// Collects what decides the relation of token `d` to its head.
    pub fn look(&self, d: usize, features: &mut Features) {
        let line = self.line;
        let nothing = line.len() + 1;
        let Line {
            word: w,
            tag: t,
            coarse: u,
            both: wt,
            sort: c,
            ..
        } = line;
        let h = self.heads[d];
        let hh = self.heads.get(h).copied().unwrap_or(nothing);
        let at = |place: usize, offset: isize| {
            place
                .checked_add_signed(offset)
                .filter(|&place| place < nothing)
                .unwrap_or(nothing)
        };
        let siblings = &self.dependents[h];
        let own_place = siblings.partition_point(|&sibling| sibling < d);
        let sibling = |offset: isize| {
            own_place
                .checked_add_signed(offset)
                .and_then(|place| siblings.get(place))
                .copied()
                .unwrap_or(nothing)
        };
        let relation = |place: usize| u64::from(self.relations.get(place).copied().unwrap_or(NONE));
        let own = &self.dependents[d];
        let first = own.first().copied().filter(|&child| child < d).unwrap_or(nothing);
        let second = own.get(1).copied().filter(|&child| child < d).unwrap_or(nothing);
        let last = own.last().copied().filter(|&child| child > d).unwrap_or(nothing);
        // The head's dependent just before it: an auxiliary, an article.
        let near = siblings[..siblings.partition_point(|&sibling| sibling < h)]
            .last()
            .copied()
            .unwrap_or(nothing);
        let side = u64::from(d < h);
        let gap = match d.abs_diff(h) {
            far @ 0..5 => far as u64,
            5..10 => 5,
            _ => 6,
        } << 1
            | side;
        let between = line.between(d as u32, h as u32);
        let is_outermost = u64::from(own_place == 0 || own_place + 1 == siblings.len());
        let (before, after) = (sibling(-1), sibling(1));
        let before_side = u64::from(before < h);
        let f = features;

        f.begin(KIND);
        f.one(gap);
        f.two(wt[d], side);
        f.two(w[d], side);
        f.two(t[d], gap);
        f.two(c[d], side);
        f.two(wt[h], side);
        f.two(t[h], gap);
        f.two(c[h], side);
        f.three(t[h], t[d], side);
        f.three(t[h], t[d], gap);
        f.three(wt[h], t[d], side);
        f.three(t[h], wt[d], side);
        f.three(w[h], w[d], side);
        f.three(c[h], c[d], side);
        f.three(w[h], c[d], side);
        f.three(c[h], w[d], side);
        f.four(t[h], t[d], between, side);
        f.three(t[d], t[at(d, -1)], t[at(d, 1)]);
        f.two(t[d], w[at(d, -1)]);
        f.two(t[d], w[at(d, 1)]);
        f.three(t[d], t[at(d, -1)], side);
        f.three(t[d], t[at(d, 1)], side);
        f.three(t[d], t[h], t[at(h, 1)]);
        f.three(t[d], t[h], t[at(h, -1)]);
        // Its own dependents: prepositions, conjunctions, articles, auxiliaries.
        f.three(t[d], w[first], t[h]);
        f.three(t[d], w[first], side);
        f.three(w[d], w[first], t[h]);
        f.three(w[h], w[first], t[d]);
        f.three(c[d], w[first], u[h]);
        f.three(c[h], w[first], c[d]);
        f.four(t[d], t[first], t[second], t[h]);
        f.three(t[d], w[first], w[second]);
        f.three(t[d], w[last], t[h]);
        f.three(t[d], t[last], side);
        f.four(t[d], t[h], own.len().min(4) as u64, side);
        // What else hangs from the head, and how.
        f.four(t[d], t[h], relation(before), join(side, before_side));
        f.four(t[d], t[h], join(relation(before), relation(sibling(-2))), side);
        f.four(w[d], t[before], t[after], side);
        f.four(t[d], t[before], t[after], side);
        f.four(t[d], t[h], t[after], side);
        f.four(t[d], t[h], w[after], side);
        f.four(t[d], t[h], w[before], side);
        f.four(t[d], t[h], w[near], side);
        f.four(wt[h], t[near], t[d], side);
        f.four(t[d], t[h], is_outermost, side);
        f.four(w[d], t[h], is_outermost, side);
        f.four(t[d], t[h], siblings.len().min(5) as u64, own_place.min(4) as u64);
        // Further up.
        f.four(t[d], t[h], relation(h), side);
        f.three(w[d], relation(h), side);
        f.four(t[d], t[h], t[hh], side);
        f.four(c[d], u[h], relation(h), w[first]);
    }
}

/// Finds the relations of a tree with the numbers of all its relations; `count` is how many there are.
pub fn relations(weights: &impl Weigh, count: usize, mut tree: Tree<'_>) -> Vec<u8> {
    let mut features = Features::default();
    let mut scores = vec![0; count];
    for token in tree.order() {
        tree.look(token, &mut features);
        let relation = best(weights, &features, &mut scores);
        tree.set(token, relation);
    }
    tree.relations.pop();
    tree.relations
}
