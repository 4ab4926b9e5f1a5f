//! Heads for the tokens of a tagged sentence: a beam of arc-hybrid derivations.
//!
//! All moves of a derivation add up to its score; the best few go on together.
//! Which token is whose head is decided here; how they are related is not, that
//! is [`super::labels`].
//!
//! Source: Zhang and Clark 2008 (beam), Zhang and Nivre 2011 (features).

use super::feature::Features;
use super::feature::join;
use super::line::Line;
use super::transition::Arena;
use super::transition::MOVES;
use super::transition::Move;
use super::transition::State;
use super::weights::Score;
use super::weights::Weigh;

/// Tells the parsers' features from the tagger's.
const KIND: u64 = 2;

/// Longer sentences are parsed in pieces of this many tokens, so that memory stays small.
pub const LONGEST: usize = 400;

/// Derivations of a trained parser that are further behind seldom win any more. In units of its weights,
/// ours: on dev parts of treebanks 10,000 changed no figure by more than 0.1, 5,000 cost 0.3 on one.
const LAG: i64 = 8000;

/// A token's head as a parser sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Place of the head; the number of tokens stands for the root.
    pub head: usize,
    /// How much better the move that made the arc scored than any other there; below 0 where the
    /// beam preferred it for what came later.
    pub margin: i32,
}

/// A derivation's last step.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Where it led.
    pub state: State,
    /// Sum of all moves so far.
    pub score: i64,
    /// Number of the step before, among all kept.
    pub previous: u32,
    /// The move.
    pub by: Move,
    /// Its lead over the next best move there.
    pub margin: i32,
}

/// Derivations side by side, each step of the kept ones.
pub struct Beam {
    /// The stacks.
    pub arena: Arena,
    /// All steps kept, in the order of the moves.
    pub steps: Vec<Step>,
    /// Where the last round begins in `steps`; best first.
    pub round: usize,
    features: Features,
    width: usize,
    lag: i64,
}

/// A move that a derivation of the beam may make.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Score of the derivation with it.
    pub score: i64,
    /// The derivation, in `steps`.
    pub from: u32,
    /// The move.
    pub by: Move,
    /// Lead over the next best move there.
    pub margin: i32,
}

impl Beam {
    /// Begins a sentence of `count` tokens; the `width` best derivations are kept, if they are not more
    /// than `lag` behind the best.
    pub fn new(count: usize, width: usize, lag: i64) -> Beam {
        let arena = Arena::new(count);
        let start = Step {
            state: arena.start(),
            score: 0,
            previous: 0,
            by: Move::Shift,
            margin: 0,
        };
        Beam {
            steps: vec![start],
            arena,
            round: 0,
            features: Features::default(),
            width,
            lag,
        }
    }

    /// Lists what the derivations of the last round may do next, the best `width` of it, best first.
    pub fn candidates(&mut self, weights: &impl Weigh, line: &Line) -> Vec<Candidate> {
        let mut candidates = Vec::with_capacity(self.width * MOVES.len());
        for from in self.round..self.steps.len() {
            let Step { state, score, .. } = self.steps[from];
            look(line, &self.arena, &state, &mut self.features);
            let scores = weigh(weights, &self.features);
            for by in MOVES.into_iter().filter(|&by| self.arena.allows(&state, by)) {
                let own = scores[by as usize];
                let rival = MOVES
                    .into_iter()
                    .filter(|&other| other != by && self.arena.allows(&state, other))
                    .map(|other| scores[other as usize])
                    .max();
                candidates.push(Candidate {
                    score: score + i64::from(own),
                    from: from as u32,
                    by,
                    margin: rival.map_or(Score::MAX, |rival| own.saturating_sub(rival)),
                });
            }
        }
        // Stable: of equals the one of the better derivation and the first move stays ahead.
        candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.score));
        candidates.truncate(self.width);
        let floor = candidates
            .first()
            .map_or(0, |best| best.score.saturating_sub(self.lag));
        candidates.retain(|candidate| candidate.score >= floor);
        candidates
    }

    /// Makes the moves; they are the next round.
    pub fn advance(&mut self, candidates: &[Candidate]) {
        self.round = self.steps.len();
        for candidate in candidates {
            let state = self.steps[candidate.from as usize].state;
            let state = self.arena.make(&state, candidate.by);
            self.steps.push(Step {
                state,
                score: candidate.score,
                previous: candidate.from,
                by: candidate.by,
                margin: candidate.margin,
            });
        }
    }
}

/// Finds the head of every token of `line`, looking at `width` derivations at a time.
pub fn heads(weights: &impl Weigh, line: &Line, width: usize) -> Vec<Arc> {
    let count = line.len();
    let mut arcs = vec![
        Arc {
            head: count,
            margin: 0
        };
        count
    ];
    let mut beam = Beam::new(count, width, LAG);
    for _ in 0..2 * count {
        let candidates = beam.candidates(weights, line);
        beam.advance(&candidates);
    }
    let mut at = beam.round;
    for _ in 0..2 * count {
        let step = beam.steps[at];
        at = step.previous as usize;
        if let Some((dependent, head)) = beam.arena.arc(&beam.steps[at].state, step.by) {
            arcs[dependent as usize] = Arc {
                head: head as usize,
                margin: step.margin,
            };
        }
    }
    arcs
}

/// Turns the arcs of a sentence that was read backwards round, to be counted from its front.
pub fn turned(arcs: &[Arc]) -> Vec<Arc> {
    let count = arcs.len();
    let turn = |arc: &Arc| Arc {
        head: match arc.head {
            head if head == count => count,
            head => count - 1 - head,
        },
        margin: arc.margin,
    };
    arcs.iter().rev().map(turn).collect()
}

/// Adds up what the features say of each move.
pub fn weigh(weights: &impl Weigh, features: &Features) -> [Score; 3] {
    let mut scores = [0; 3];
    weights.sum(features.keys(), &mut scores);
    scores
}

/// Distances above this are one.
const FAR: u64 = 10;

fn distance(from: u32, to: u32, line: &Line) -> u64 {
    if from as usize > line.len() || to as usize > line.len() {
        return FAR + 1;
    }
    u64::from(to.abs_diff(from)).min(FAR)
}

/// Collects what decides the move in `state`.
pub fn look(line: &Line, arena: &Arena, state: &State, features: &mut Features) {
    let nothing = line.len() + 1;
    let s0 = arena.node(state.top);
    let s1 = arena.node(s0.below);
    let s2 = arena.node(s1.below);
    let ahead = |by: usize| (state.front as usize + by).min(nothing);
    let (b0, b1, b2, b3) = (ahead(0), ahead(1), ahead(2), ahead(3));
    let (n0, n1, n2) = (s0.token as usize, s1.token as usize, s2.token as usize);
    let [s0l, s0l2] = s0.left.map(|at| at as usize);
    let [s0r, s0r2] = s0.right.map(|at| at as usize);
    let [s1l, _] = s1.left.map(|at| at as usize);
    let [s1r, s1r2] = s1.right.map(|at| at as usize);
    let [b0l, b0l2] = state.left.map(|at| at as usize);
    let Line {
        word: w,
        tag: t,
        coarse: u,
        both: wt,
        sort: c,
        ..
    } = line;
    let gap = distance(s0.token, state.front, line);
    let below = distance(s1.token, s0.token, line);
    let [s0lv, s0rv] = s0.counts.map(u64::from);
    let [_, s1rv] = s1.counts.map(u64::from);
    let b0lv = u64::from(state.count);
    let f = features;

    f.begin(KIND);
    f.bias();
    // One token.
    f.one(wt[n0]);
    f.one(t[n0]);
    f.one(w[n0]);
    f.one(wt[n1]);
    f.one(t[n1]);
    f.one(w[n1]);
    f.one(t[n2]);
    f.one(wt[b0]);
    f.one(t[b0]);
    f.one(w[b0]);
    f.one(wt[b1]);
    f.one(t[b1]);
    f.one(w[b1]);
    f.one(wt[b2]);
    f.one(t[b2]);
    f.one(c[n0]);
    f.one(c[b0]);
    // Two tokens.
    f.two(wt[n0], wt[b0]);
    f.two(wt[n0], t[b0]);
    f.two(t[n0], wt[b0]);
    f.two(w[n0], w[b0]);
    f.two(t[n0], t[b0]);
    f.two(wt[n1], t[n0]);
    f.two(t[n1], wt[n0]);
    f.two(t[n1], t[n0]);
    f.two(w[n1], w[n0]);
    f.two(wt[n1], wt[n0]);
    f.two(wt[n1], t[b0]);
    f.two(t[n1], wt[b0]);
    f.two(w[n1], w[b0]);
    f.two(t[b0], t[b1]);
    f.two(wt[b0], t[b1]);
    f.two(w[n0], t[b1]);
    f.two(c[n0], c[b0]);
    f.two(c[n1], c[n0]);
    f.two(w[n1], c[n0]);
    f.two(w[n0], c[b0]);
    f.two(c[n0], w[b0]);
    // Three tokens.
    f.three(t[b0], t[b1], t[b2]);
    f.three(t[n0], t[b0], t[b1]);
    f.three(wt[n0], t[b0], t[b1]);
    f.three(t[n0], wt[b0], t[b1]);
    f.three(t[n1], t[n0], t[b0]);
    f.three(wt[n1], t[n0], t[b0]);
    f.three(t[n1], wt[n0], t[b0]);
    f.three(t[n1], t[n0], wt[b0]);
    f.three(t[n2], t[n1], t[n0]);
    f.three(w[n1], w[n0], t[b0]);
    f.four(t[n1], t[n0], t[b0], t[b1]);
    f.four(t[n0], t[b0], t[b1], t[b2]);
    f.four(u[b0], u[b1], u[b2], u[b3]);
    f.three(c[n1], c[n0], t[b0]);
    // Dependents.
    f.three(t[n0], t[s0l], t[b0]);
    f.three(t[n0], t[s0r], t[b0]);
    f.three(t[n0], t[b0l], t[b0]);
    f.three(t[n0], w[b0l], w[b0]);
    f.three(w[n0], w[b0l], t[b0]);
    f.three(c[n0], w[b0l], c[b0]);
    f.three(t[n1], t[s1r], t[n0]);
    f.three(t[n1], t[s1l], t[n0]);
    f.three(t[n1], t[n0], t[s0l]);
    f.three(t[n1], t[n0], t[s0r]);
    f.three(w[n1], w[s0l], t[n0]);
    f.three(c[n1], w[s0l], c[n0]);
    f.three(w[n1], w[s0l], w[n0]);
    f.two(t[n0], w[s0l]);
    f.two(t[n0], w[s0r]);
    f.two(t[b0], w[b0l]);
    f.two(t[n1], w[s1r]);
    f.three(t[n0], t[s0l], t[s0l2]);
    f.three(t[n0], t[s0r], t[s0r2]);
    f.three(t[b0], t[b0l], t[b0l2]);
    f.three(t[n1], t[s1r], t[s1r2]);
    f.three(w[s1r], t[n1], t[n0]);
    f.three(w[s0r], t[n0], t[b0]);
    // How far, and how many.
    f.three(t[n0], t[b0], gap);
    f.two(w[n0], gap);
    f.two(w[b0], gap);
    f.three(t[n1], t[n0], below);
    f.two(w[n1], below);
    f.two(w[n0], join(s0lv, s0rv));
    f.two(t[n0], join(s0lv, s0rv));
    f.two(t[n0], s0rv);
    f.three(t[n1], s1rv, t[n0]);
    f.two(w[n1], s1rv);
    f.two(w[b0], b0lv);
    f.two(t[b0], b0lv);
    f.three(t[n0], t[b0], join(s0rv, b0lv));
    f.three(w[n0], t[b0], gap);
    f.two(t[n0], t[b1]);
    f.three(t[n0], t[b0l2], t[b0]);
    f.four(t[n2], t[n1], t[n0], t[b0]);
    let punct = line.between(s0.token, state.front);
    f.three(t[n0], t[b0], punct);
    f.three(w[n0], t[b0], punct);
    let punct1 = line.between(s1.token, s0.token);
    f.three(t[n1], t[n0], punct1);
    f.two(t[b0], u64::from(state.depth.min(6)));
}
