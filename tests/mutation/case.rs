//! An item of a shipped deck with the facts of its deck, and handles to change it by.

use std::fs;
use std::path::{Path, PathBuf};

use suraq::decks;
use suraq::items::anatomy::{ValueKind, read_value};
use suraq::items::lint::{Context, Finding, lint};
use suraq::items::{Distractor, Fact, Item, Kind};

#[derive(Clone, Debug)]
pub struct Case {
    pub item: Item,
    pub facts: Vec<Fact>,
}

/// All items of the shipped decks that ask about facts, in the order of the decks.
pub fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let decks = paths.iter().filter_map(|path| decks::read(path).unwrap().deck);
    let cases = decks.flat_map(|deck| {
        let facts = deck.facts;
        deck.items.into_iter().map(move |item| Case {
            item,
            facts: facts.clone(),
        })
    });
    cases.collect()
}

impl Case {
    /// Findings as if the program had written the item.
    pub fn findings(&self) -> Vec<Finding> {
        lint(&self.item, &Context::new("en", &self.facts).generated())
    }

    pub fn findings_by_hand(&self) -> Vec<Finding> {
        lint(&self.item, &Context::new("en", &self.facts))
    }

    pub fn is_cloze(&self) -> bool {
        self.item.kind == Some(Kind::Cloze)
    }

    pub fn key_kind(&self) -> ValueKind {
        read_value(&self.item.key).kind
    }

    pub fn is_worded(&self) -> bool {
        self.key_kind() == ValueKind::Words
    }

    pub fn is_number(&self) -> bool {
        matches!(self.key_kind(), ValueKind::Number | ValueKind::Share)
    }

    /// A name of a person, party or place: capitals only.
    pub fn is_name(&self) -> bool {
        let texts = self
            .item
            .distractors
            .iter()
            .map(|wrong| wrong.text.as_str())
            .chain([self.item.key.as_str()]);
        self.is_worded()
            && texts
                .into_iter()
                .all(|text| text.split(' ').all(|word| word.starts_with(char::is_uppercase)))
    }

    /// The same item with this stem; `None` if nothing changed.
    pub fn with_stem(&self, stem: impl Into<String>) -> Option<Case> {
        let stem = stem.into();
        if stem == self.item.stem {
            return None;
        }
        let mut case = self.clone();
        case.item.stem = stem;
        Some(case)
    }

    /// The stem with `words` before its question mark.
    pub fn ending(&self, words: &str) -> Option<Case> {
        let stem = self.item.stem.strip_suffix('?')?;
        self.with_stem(format!("{stem}{words}?"))
    }

    /// The stem with `words` before it, and a small letter after them.
    pub fn opening(&self, words: &str) -> Option<Case> {
        if self.is_cloze() {
            return None;
        }
        let mut letters = self.item.stem.chars();
        let first = letters.next()?.to_lowercase();
        let rest: String = first.chain(letters).collect();
        self.with_stem(format!("{words} {rest}"))
    }

    /// The item changed by `change`.
    pub fn changed(&self, change: impl FnOnce(&mut Item)) -> Option<Case> {
        let mut case = self.clone();
        change(&mut case.item);
        Some(case)
    }

    /// The item with its last distractor replaced.
    pub fn offering(&self, text: impl Into<String>) -> Option<Case> {
        let text = text.into();
        let mut case = self.clone();
        let last = case.item.distractors.last_mut()?;
        *last = Distractor { text, why: None };
        Some(case)
    }

    pub fn fact_at(&self) -> Option<usize> {
        let id = self.item.fact.as_ref()?;
        self.facts.iter().position(|fact| fact.id == *id)
    }

    /// The deck with the item's fact changed.
    pub fn told(&self, change: impl FnOnce(&mut Fact)) -> Option<Case> {
        let at = self.fact_at()?;
        let mut case = self.clone();
        change(&mut case.facts[at]);
        Some(case)
    }

    /// The deck with one more fact, made from the item's own.
    pub fn knowing(&self, change: impl FnOnce(&mut Fact)) -> Option<Case> {
        let at = self.fact_at()?;
        let mut case = self.clone();
        let mut fact = case.facts[at].clone();
        fact.id.0.push_str("-rival");
        change(&mut fact);
        case.facts.push(fact);
        Some(case)
    }
}
