//! Questions for which one fact is not enough: order, match, compare, true or false, estimate.
//!
//! A set type looks over the questions that a document has already, each with
//! its fact, and makes more of them. What it asks of several facts rests on a
//! fact of its own that keeps the evidence of all. One set type a file, all of
//! them in [`SETS`].

use std::collections::{BTreeMap, BTreeSet};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use twox_hash::XxHash3_64;

use super::{Detail, Distractor, Draft, Fact, FactId, Item, ItemId, Kind, Status};
use crate::facts::{Assertion, Findings, Found};
use crate::text::Document;

mod compare;
mod earlier;
mod estimate;
mod matching;
mod timeline;
mod told;
mod true_false;

/// Every set type, in the order in which they take their facts.
pub const SETS: &[&dyn SetType] = &[
    &timeline::Timeline,
    &matching::Matching,
    &earlier::Earlier,
    &compare::Compare,
    &true_false::TrueFalse,
    &estimate::Estimate,
];

/// Asks facts of one document beside each other.
pub trait SetType: Sync {
    /// Which of the twenty-four types.
    fn kind(&self) -> Kind;

    /// Returns the questions the document allows; none when it has too little.
    fn write<'a>(&self, material: &mut Material<'a>, chance: &mut ChaCha8Rng) -> Vec<SetQuestion<'a>>;
}

/// What a document has: its questions of single facts, best first, and the facts they rest on.
pub struct Material<'a> {
    /// Questions of single facts that are fit to print.
    pub singles: Vec<Single<'a>>,
    /// Dated events that may be ordered, best first.
    pub told: Vec<told::Told<'a>>,
    /// Two events whose order a question asks already.
    pub together: BTreeSet<(&'a str, &'a str)>,
    /// Facts that a matching asks: a statement to be judged would show what belongs to them.
    pub matched: BTreeSet<&'a str>,
    findings: &'a Findings,
}

/// A question of a single fact, with the fact taken apart.
#[derive(Clone, Copy)]
pub struct Single<'a> {
    /// The question.
    pub draft: &'a Draft,
    /// Its fact.
    pub found: &'a Found,
}

/// A question of this module before it is checked and ranked.
#[derive(Clone, Debug)]
pub struct SetQuestion<'a> {
    /// What is asked.
    pub stem: String,
    /// The right answer; empty where `detail` keeps it.
    pub key: String,
    /// Wrong options.
    pub distractors: Vec<Distractor>,
    /// What the kind needs.
    pub detail: Detail,
    /// The facts it rests on, at least one.
    pub facts: Vec<&'a Found>,
    /// Which part of its fact is asked, where it is an alternative to a question of one fact.
    pub part: &'static str,
    /// Rank: the score of the questions it is made from, with what this form adds or takes.
    pub score: u16,
}

impl<'a> Material<'a> {
    /// Looks over `drafts`, which rest on facts of `findings` and are sorted best first.
    pub fn new(drafts: &'a [Draft], findings: &'a Findings) -> Self {
        let by_id: BTreeMap<&str, &Found> = stated(findings)
            .map(|found| (found.fact.id.0.as_str(), found))
            .collect();
        let singles: Vec<Single<'a>> = drafts
            .iter()
            .filter_map(|draft| {
                let found = by_id.get(draft.fact.id.0.as_str())?;
                Some(Single { draft, found })
            })
            .collect();
        Material {
            told: told::all(&singles),
            together: BTreeSet::new(),
            matched: BTreeSet::new(),
            singles,
            findings,
        }
    }

    /// Notes that a question asks the order of the events at `places`: no other shall ask that of two of them.
    pub fn stand_together(&mut self, places: &[usize]) {
        for (at, one) in places.iter().enumerate() {
            for other in &places[at + 1..] {
                let pair = told::pair(&self.told[*one], &self.told[*other]);
                self.together.insert(pair);
            }
        }
    }

    /// The facts of the document that nobody else answers for, in reading order.
    pub fn facts(&self) -> impl Iterator<Item = &'a Found> + use<'a> {
        stated(self.findings)
    }
}

/// What the document tells in its own voice: a set has no room for a speaker.
fn stated(findings: &Findings) -> impl Iterator<Item = &Found> {
    let facts = findings.facts.iter();
    facts.filter(|found| found.fact.assertion == Assertion::Stated)
}

/// Writes the set items of a document whose single questions are `drafts`, best first; not yet checked.
pub fn write(drafts: &[Draft], findings: &Findings, document: &Document, seed: u64) -> Vec<Draft> {
    let mut material = Material::new(drafts, findings);
    let mut written = Vec::new();
    for set_type in SETS {
        let kind = set_type.kind();
        let named = XxHash3_64::oneshot(format!("{}\n{}", document.id, kind.slug()).as_bytes());
        let mut chance = ChaCha8Rng::seed_from_u64(seed ^ named);
        let questions = set_type.write(&mut material, &mut chance);
        written.extend(
            questions
                .into_iter()
                .map(|question| draft(question, kind, document)),
        );
    }
    written
}

fn draft(question: SetQuestion<'_>, kind: Kind, document: &Document) -> Draft {
    let first = question.facts[0];
    let fact = match &question.facts[..] {
        [one] => one.fact.clone(),
        facts => joined(facts, kind),
    };
    let named = format!("{}\n{}", fact.id, kind.slug());
    let hash = XxHash3_64::oneshot(named.as_bytes());
    let item = Item {
        id: ItemId(format!("{}-{:06x}", kind.slug(), hash >> 40)),
        fact: Some(fact.id.clone()),
        kind: Some(kind),
        stem: question.stem,
        key: question.key,
        accept: Vec::new(),
        distractors: question.distractors,
        detail: question.detail,
        explanation: Some(explanation(&question.facts, &fact, document)),
        importance: fact.importance,
        difficulty: None,
        tags: Vec::new(),
        as_of: fact.as_of,
        contested: fact.contested,
        status: Status::Draft,
        changed: None,
        added: None,
        record: Default::default(),
    };
    Draft {
        score: question.score,
        item,
        fact,
        document: document.id.clone(),
        name: document.name.clone(),
        quote: first.span,
        rule: first.rule,
        part: question.part,
    }
}

/// The sentences of the facts one after the other, with the source; of a single fact the words of the source too.
fn explanation(facts: &[&Found], fact: &Fact, document: &Document) -> String {
    match facts {
        [one] => super::write::explanation(one, document, &one.fact.object),
        _ => format!(
            "{} Source: {}.",
            fact.statement,
            super::write::source(facts[0], document)
        ),
    }
}

/// One fact that says what several say, with the evidence of all.
fn joined(facts: &[&Found], kind: Kind) -> Fact {
    let list = |part: &dyn Fn(&Fact) -> &str| -> String {
        let parts: Vec<&str> = facts.iter().map(|found| part(&found.fact)).collect();
        parts.join("; ")
    };
    let ids = list(&|fact| fact.id.0.as_str());
    let told: Vec<String> = facts
        .iter()
        .map(|found| crate::facts::statement::capitalised(&found.fact.statement))
        .collect();
    let first = &facts[0].fact;
    Fact {
        id: FactId(format!(
            "{}-{:08x}",
            kind.slug(),
            XxHash3_64::oneshot(ids.as_bytes()) >> 32
        )),
        subject: list(&|fact| &fact.subject),
        relation: kind.slug().to_owned(),
        object: list(&|fact| &fact.object),
        time: None,
        statement: told.join(" "),
        assertion: first.assertion.clone(),
        as_of: facts.iter().filter_map(|found| found.fact.as_of).min(),
        contested: facts.iter().any(|found| found.fact.contested),
        importance: facts.iter().map(|found| found.fact.importance).min().unwrap_or(2),
        evidence: facts
            .iter()
            .flat_map(|found| found.fact.evidence.clone())
            .collect(),
    }
}

/// A document read, with its questions of single facts; for the tests of this folder.
#[cfg(test)]
mod sample {
    use super::super::{Draft, Kind, Options, write};
    use crate::facts::find;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    /// The items of a kind that a text gives.
    pub fn of_kind(kind: Kind, text: &str, seed: u64) -> Vec<Draft> {
        let document = read("sample.txt", text.as_bytes()).unwrap();
        let findings = find(&document, Lexicon::shipped());
        let options = Options {
            seed,
            per_thousand: None,
            ..Options::default()
        };
        let drafts = write(&findings, &document, options).drafts;
        drafts
            .into_iter()
            .filter(|draft| draft.item.kind == Some(kind))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::SETS;

    #[test]
    fn every_file_of_this_folder_stands_in_the_list() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/items/sets");
        let files = std::fs::read_dir(folder).unwrap().count();
        // The list itself and what is told of events are no set types.
        assert_eq!(SETS.len() + 2, files);
    }
}
