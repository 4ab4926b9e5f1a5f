//! A sentence analysed: for each token its tag, its head and its relation to it,
//! and whether two parsers agree on that.
//!
//! Two parsers read the sentence, one from either end. Where both give a token
//! the same head and the same relation, the arc is right far more often than
//! where they differ: that is what a rule may ask before it trusts one.

use std::borrow::Cow;

use super::form::Form;
use super::labels;
use super::labels::Tree;
use super::lemma::lemma;
use super::line::Line;
use super::model::Model;
use super::parser;
use super::parser::Arc;
use super::tagger;
use super::weights::ClassWeights;

/// Derivations the forward parser keeps at a time.
pub const FORWARDS: usize = 4;
/// Derivations the backward parser keeps at a time.
pub const BACKWARDS: usize = 4;

/// A token's place in the sentence's tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node<'m> {
    /// Universal tag: `VERB`.
    pub upos: &'m str,
    /// Penn Treebank tag: `VBD`.
    pub xpos: &'m str,
    /// The token it depends on, from 0; none for the root of the sentence.
    pub head: Option<usize>,
    /// How it depends on it, with subtype: `nsubj:pass`; `root` for the root.
    pub relation: &'m str,
    /// By how much the parser preferred the move that gave this head to its other moves, in units of its
    /// weights; below 0 where only the rest of the sentence spoke for it, [`i32::MAX`] where it had no choice.
    pub margin: i32,
    /// Whether the parser that reads backwards gives the same head and the same relation.
    ///
    /// Both parsers see the same tags: where a tag is wrong, they may agree on what follows from it.
    pub is_agreed: bool,
}

impl Node<'_> {
    /// The dictionary form of the token, which is written `form`.
    pub fn lemma<'a>(&self, form: &'a str) -> Cow<'a, str> {
        lemma(form, self.xpos)
    }

    /// The relation without its subtype: `nsubj`.
    pub fn base(&self) -> &str {
        self.relation.split(':').next().unwrap_or(self.relation)
    }
}

/// A sentence's tree: a node for each token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parse<'m> {
    /// In the order of the tokens.
    pub nodes: Vec<Node<'m>>,
}

impl<'m> Parse<'m> {
    /// Analyses a sentence, given as tokens.
    ///
    /// Sentences longer than [`parser::LONGEST`] are analysed in pieces; the root of each later
    /// piece depends on the first root, as `parataxis`, without agreement.
    pub fn of(model: &'m Model, tokens: &[&str]) -> Parse<'m> {
        let mut nodes: Vec<Node<'m>> = Vec::with_capacity(tokens.len());
        let mut first_root = None;
        for piece in tokens.chunks(parser::LONGEST) {
            let start = nodes.len();
            for mut node in analyse(model, piece) {
                match (node.head, first_root) {
                    (Some(head), _) => node.head = Some(head + start),
                    (None, None) => first_root = Some(nodes.len()),
                    (None, Some(root)) => {
                        node.head = Some(root);
                        node.relation = "parataxis";
                        node.is_agreed = false;
                    }
                }
                nodes.push(node);
            }
        }
        Parse { nodes }
    }

    /// The token that depends on none.
    pub fn root(&self) -> Option<usize> {
        self.nodes.iter().position(|node| node.head.is_none())
    }

    /// The tokens that depend on `head`, in order.
    pub fn dependents(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(move |&token| self.nodes[token].head == Some(head))
    }

    /// The dependents of `head` whose relation, without its subtype, is `base`, in order.
    pub fn related<'a>(&'a self, head: usize, base: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.dependents(head)
            .filter(move |&token| self.nodes[token].base() == base)
    }
}

/// Analyses one piece.
fn analyse<'m>(model: &'m Model, tokens: &[&str]) -> Vec<Node<'m>> {
    let forms = Form::of_all(tokens.iter().copied());
    let tags = tagger::tag(&model.tagger, model.tagset.len(), &forms);
    let line = Line::new(&forms, &tags, &model.tagset, false);
    let arcs = parser::heads(&model.forwards, &line, FORWARDS);
    let turned = Line::new(&forms, &tags, &model.tagset, true);
    let backwards = parser::heads(&model.backwards, &turned, BACKWARDS);
    let relations = related(model, &model.labels, &line, &arcs);
    let mut other = related(model, &model.labels_backwards, &turned, &backwards);
    other.reverse();
    let other_arcs = parser::turned(&backwards);
    (0..tokens.len())
        .map(|at| Node {
            upos: model.tagset.upos(tags[at]),
            xpos: model.tagset.xpos(tags[at]),
            head: Some(arcs[at].head).filter(|&head| head < tokens.len()),
            relation: &model.relations[usize::from(relations[at])],
            margin: arcs[at].margin,
            is_agreed: arcs[at].head == other_arcs[at].head && relations[at] == other[at],
        })
        .collect()
}

fn related(model: &Model, weights: &ClassWeights, line: &Line, arcs: &[Arc]) -> Vec<u8> {
    let heads: Vec<usize> = arcs.iter().map(|arc| arc.head).collect();
    labels::relations(weights, model.relations.len(), Tree::new(line, &heads))
}
