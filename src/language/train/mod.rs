//! From treebanks to a model: what `examples/train_model.rs` runs.
//!
//! Two threads, one for each direction of reading; a fixed order of sentences and
//! sums in whole numbers: the same treebanks give the same bytes.

pub mod file;
pub mod labelling;
pub mod learner;
pub mod lemmas;
pub mod oracle;
pub mod parsing;
pub mod tagging;
pub mod treebank;

use std::io;
use std::thread;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::language::conllu::Sentence;
use crate::language::line::Line;
use crate::language::tagger;
use crate::language::tagset::TagId;
use crate::language::weights::ClassWeights;
use crate::language::weights::Row;
use file::Tables;
use learner::Learner;
use treebank::Tree;
use treebank::Treebank;

/// Makes every order of sentences the same in every training.
const SEED: u64 = 1;
/// Parts that the training sentences are cut into; each is tagged by a tagger of the others.
const FOLDS: usize = 6;
/// Rounds of a tagger that tags the sentences others learn from.
const FOLD_EPOCHS: usize = 5;

/// A sentence to learn from, in reading direction.
pub struct Lesson {
    /// The tokens.
    pub line: Line,
    /// Their heads; the number of tokens is the root.
    pub heads: Vec<usize>,
    /// How they are related to them.
    pub relations: Vec<u8>,
}

/// How one of the models is trained and how large it may be.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Rounds over all sentences with every feature.
    pub open: usize,
    /// Rounds with the weightiest features alone.
    pub closed: usize,
    /// How many features are kept.
    pub rows: usize,
}

const TAGGER: Plan = Plan {
    open: 5,
    closed: 5,
    rows: 170_000,
};
const FORWARDS: Plan = Plan {
    open: 6,
    closed: 14,
    rows: 820_000,
};
const BACKWARDS: Plan = Plan {
    open: 5,
    closed: 11,
    rows: 600_000,
};
const LABELS: Plan = Plan {
    open: 4,
    closed: 4,
    rows: 220_000,
};
const LABELS_BACKWARDS: Plan = Plan {
    rows: 150_000,
    ..LABELS
};
/// Derivations side by side in training.
const WIDTH: usize = 4;

/// Goes through `count` lessons as often as `plan` says, in an order that is shuffled anew each time.
///
/// `told` hears of each round as it begins, from 1; `learn` takes the lesson with a number.
fn rounds<const CLASSES: usize>(
    plan: Plan,
    count: usize,
    told: impl Fn(usize),
    mut learn: impl FnMut(usize, &mut Learner<CLASSES>),
) -> Vec<Row> {
    let mut learner = Learner::default();
    let mut order: Vec<usize> = (0..count).collect();
    let mut chance = ChaCha8Rng::seed_from_u64(SEED);
    for round in 0..plan.open + plan.closed {
        told(round + 1);
        if round == plan.open {
            learner.close(plan.rows);
        }
        order.shuffle(&mut chance);
        for &lesson in &order {
            learn(lesson, &mut learner);
        }
    }
    learner.averaged(plan.rows)
}

/// Trains a model on `sentences`, their hyphen groups joined, and returns its file; `told` hears what
/// is being done.
///
/// # Errors
///
/// The sentences have more tags or relations than there is room for, or the file could not be packed.
pub fn train(sentences: &[Sentence], told: impl Fn(&str) + Sync) -> io::Result<Vec<u8>> {
    let bank = Treebank::new(sentences);
    told(&format!(
        "{} sentences, {} tags, {} relations",
        bank.trees.len(),
        bank.tagset.len(),
        bank.relations.len()
    ));
    if bank.tagset.len() > tagging::CLASSES || bank.relations.len() > labelling::CLASSES {
        return Err(io::Error::other(
            "the treebanks have more tags or relations than a model holds",
        ));
    }
    let tags = jackknifed(&bank.trees);
    told("every sentence tagged by taggers that have not seen it");
    let ((forwards, labels), (backwards, labels_backwards, tagger)) = side_by_side(
        || {
            let forwards = parser_of(&bank, &tags, false, FORWARDS, &told);
            (forwards, labels(&bank, &tags, false, LABELS))
        },
        || {
            let backwards = parser_of(&bank, &tags, true, BACKWARDS, &told);
            let trees: Vec<&Tree> = bank.trees.iter().collect();
            let tagger = tagging::learn(&trees, TAGGER);
            let labels = labels(&bank, &tags, true, LABELS_BACKWARDS);
            (backwards, labels, tagger)
        },
    );
    let tables = Tables {
        tagger,
        forwards,
        backwards,
        labels,
        labels_backwards,
    };
    file::write(&bank, &tables)
}

/// Puts trained rows into a table that can be asked.
fn class_weights(rows: &[Row]) -> ClassWeights {
    let mut weights = ClassWeights::with_room(rows.len());
    for row in rows {
        weights.push(row.key, row.weights.iter().copied());
    }
    weights
}

/// Runs two tasks at once.
fn side_by_side<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Tags each tree with a tagger that was trained without it.
///
/// A parser must learn from tags as good as it will get, and no better.
fn jackknifed(trees: &[Tree]) -> Vec<Vec<TagId>> {
    let fold = |fold: usize| -> Vec<(usize, Vec<TagId>)> {
        let others: Vec<&Tree> = (0..trees.len())
            .filter(|at| at % FOLDS != fold)
            .map(|at| &trees[at])
            .collect();
        let plan = Plan {
            open: FOLD_EPOCHS,
            closed: 0,
            rows: usize::MAX,
        };
        let rows = tagging::learn(&others, plan);
        let weights = class_weights(&rows);
        (fold..trees.len())
            .step_by(FOLDS)
            .map(|at| (at, tagger::tag(&weights, tagging::CLASSES, &trees[at].forms)))
            .collect()
    };
    let half = |first: usize| move || (first..FOLDS).step_by(2).flat_map(&fold).collect::<Vec<_>>();
    let (even, odd) = side_by_side(half(0), half(1));
    let mut tags = vec![Vec::new(); trees.len()];
    for (at, tagged) in even.into_iter().chain(odd) {
        tags[at] = tagged;
    }
    tags
}

fn parser_of(
    bank: &Treebank,
    tags: &[Vec<TagId>],
    backwards: bool,
    plan: Plan,
    told: &(impl Fn(&str) + Sync),
) -> Vec<Row> {
    let name = if backwards { "backwards" } else { "forwards" };
    let lessons = lessons(bank, tags, backwards);
    let lessons: Vec<&Lesson> = lessons.iter().collect();
    parsing::learn(&lessons, WIDTH, plan, |epoch| {
        told(&format!("{name}: round {epoch} of {}", plan.open + plan.closed));
    })
}

/// Heads counted from the end; the root stays the number of tokens.
fn turned(heads: &[usize]) -> Vec<usize> {
    let count = heads.len();
    let turn = |&head: &usize| if head == count { count } else { count - 1 - head };
    heads.iter().rev().map(turn).collect()
}

fn labels(bank: &Treebank, tags: &[Vec<TagId>], backwards: bool, plan: Plan) -> Vec<Row> {
    labelling::learn(&lessons(bank, tags, backwards), plan)
}

/// The sentences with their trees in reading direction.
fn lessons(bank: &Treebank, tags: &[Vec<TagId>], backwards: bool) -> Vec<Lesson> {
    let lesson = |(tree, tags): (&Tree, &Vec<TagId>)| {
        let (mut heads, mut relations) = (tree.heads.clone(), tree.relations.clone());
        if backwards {
            heads = turned(&heads);
            relations.reverse();
        }
        Lesson {
            line: Line::new(&tree.forms, tags, &bank.tagset, backwards),
            heads,
            relations,
        }
    };
    bank.trees.iter().zip(tags).map(lesson).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Model;
    use crate::language::Parse;
    use crate::language::conllu;

    /// "The dog sees a cat." with other words each time.
    fn sentences() -> Vec<Sentence> {
        let mut text = String::new();
        for (subject, verb, object) in [
            ("dog", "sees", "cat"),
            ("cat", "hears", "bird"),
            ("bird", "feeds", "goat"),
            ("goat", "finds", "dog"),
            ("horse", "sees", "bird"),
            ("dog", "feeds", "horse"),
            ("cat", "finds", "goat"),
        ] {
            text.push_str(&format!(
                "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\t{subject}\t_\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n\
                 3\t{verb}\t_\tVERB\tVBZ\t_\t0\troot\t_\t_\n4\ta\ta\tDET\tDT\t_\t5\tdet\t_\t_\n\
                 5\t{object}\t_\tNOUN\tNN\t_\t3\tobj\t_\tSpaceAfter=No\n6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n"
            ));
        }
        conllu::read(&text).unwrap()
    }

    #[test]
    fn the_same_sentences_give_the_same_model_and_it_parses() {
        let sentences = sentences();
        let file = train(&sentences, |_| {}).unwrap();
        assert_eq!(file, train(&sentences, |_| {}).unwrap());
        let model = Model::read(&file).unwrap();
        let parse = Parse::of(&model, &["The", "horse", "hears", "a", "dog", "."]);
        let relations: Vec<&str> = parse.nodes.iter().map(|node| node.relation).collect();
        assert_eq!(relations, ["det", "nsubj", "root", "det", "obj", "punct"]);
        assert!(parse.nodes.iter().all(|node| node.is_agreed));
    }
}
