//! Items made of written questions, and what is wrong with those that cannot be.

use std::collections::BTreeSet;

use crate::decks::Deck;
use crate::decks::DeckId;
use crate::decks::Fault;
use crate::decks::Source;
use crate::decks::id::fresh;
use crate::decks::id::is_id;
use crate::decks::same_option;
use crate::items::Assertion;
use crate::items::Distractor;
use crate::items::Evidence;
use crate::items::Fact;
use crate::items::FactId;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Kind;

use super::ImportError;
use super::ImportProblem;
use super::Imported;

/// What is wrong with a question that has options and none that is marked as right.
pub const NO_KEY: &str = "no right option is marked";

/// A deck that is being read.
#[derive(Default)]
pub(super) struct Reading {
    deck: Deck,
    problems: Vec<ImportProblem>,
    taken: BTreeSet<String>,
    /// Names of questions begin with the id of their deck, as `export` writes them: `lakes/deepest`.
    names_decks: bool,
}

impl Reading {
    /// Begins a deck whose questions have names that begin with its id, as `export` writes them.
    pub fn of_export() -> Reading {
        Reading {
            names_decks: true,
            ..Reading::default()
        }
    }

    /// Notes an entry that is left out.
    pub fn leave_out(&mut self, line: usize, what: impl Into<String>) {
        self.note(line, what, true);
    }

    /// Notes what is wrong with an entry, or what is lost of it.
    pub fn note(&mut self, line: usize, what: impl Into<String>, left_out: bool) {
        self.problems.push(ImportProblem {
            line: Some(line),
            entry: String::new(),
            fault: Fault::NotCarried { what: what.into() },
            left_out,
        });
    }

    /// Adds an item; `name` becomes its id where it can, its words where there is none.
    pub fn add(&mut self, name: &str, mut item: Item) {
        let mut wanted = name.rsplit('/').next().unwrap_or_default().to_owned();
        if let (true, Some((deck, rest))) = (self.names_decks, name.split_once('/')) {
            if self.deck.meta.id.0.is_empty() && is_id(deck) {
                self.deck.meta.id = DeckId(deck.to_owned());
            }
            // A word of a language deck has its direction as a third part.
            wanted = rest.replace('/', "-");
        }
        item.id = ItemId(match is_id(&wanted) && !self.taken.contains(&wanted) {
            true => wanted,
            false => {
                let words = if name.is_empty() { &item.stem } else { name };
                fresh(words, "item", &|id| self.taken.contains(id))
            }
        });
        self.taken.insert(item.id.0.clone());
        self.deck.items.push(item);
    }

    /// Adds a question with options, of which `keys` are right. Two options that read alike are one.
    pub fn add_choice(&mut self, line: usize, name: &str, stem: &str, options: Vec<Choice>) {
        let keys: Vec<&Choice> = options.iter().filter(|option| option.is_key).collect();
        let [key] = keys[..] else {
            let what = match keys.len() {
                0 => NO_KEY,
                _ => "several options are right at once",
            };
            return self.leave_out(line, what);
        };
        let mut item = Item::new(stem, &key.text);
        let truth = |text: &str| text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
        if options.len() == 2 && options.iter().all(|option| truth(&option.text)) {
            item.kind = Some(Kind::TrueFalse);
            item.key = key.text.to_lowercase();
            return self.add(name, item);
        }
        let mut wrong: Vec<Distractor> = Vec::new();
        for option in options.iter().filter(|option| !option.is_key) {
            let is_known = same_option(&option.text, &key.text)
                || wrong.iter().any(|known| same_option(&known.text, &option.text));
            if !is_known {
                wrong.push(Distractor {
                    text: option.text.clone(),
                    why: option.why.clone(),
                });
            }
        }
        match wrong.len() {
            0 => return self.leave_out(line, "there is no wrong option"),
            1 => self.note(
                line,
                "one wrong option is too few; it is asked without options",
                false,
            ),
            _ => item.distractors = wrong,
        }
        self.add(name, item);
    }

    /// Names the deck, where it has no title yet.
    pub fn title(&mut self, title: &str) {
        if self.deck.meta.title.is_empty() {
            title.clone_into(&mut self.deck.meta.title);
        }
    }

    /// Lets the last item rest on a source, given in a line: the fact is what the question and its key say.
    pub fn rest_on(&mut self, source: &str) {
        let Some(item) = self.deck.items.last_mut().filter(|item| item.fact.is_none()) else {
            return;
        };
        let known = self.deck.sources.iter().find(|known| known.title == source);
        let id = match known {
            Some(known) => known.id.clone(),
            None => {
                let is_taken = |id: &str| self.deck.sources.iter().any(|known| known.id == id);
                let id = fresh(source, "source", &is_taken);
                self.deck.sources.push(Source {
                    id: id.clone(),
                    title: source.to_owned(),
                    ..Source::default()
                });
                id
            }
        };
        let fact = FactId(item.id.0.clone());
        item.fact = Some(fact.clone());
        self.deck.facts.push(Fact {
            id: fact,
            subject: item.stem.clone(),
            relation: "answer".to_owned(),
            object: answer(item),
            time: None,
            statement: String::new(),
            assertion: Assertion::Stated,
            as_of: item.as_of,
            contested: false,
            importance: item.importance,
            evidence: vec![Evidence {
                document: None,
                source: Some(id),
                span: None,
                quote: String::new(),
            }],
        });
    }

    /// What was read.
    ///
    /// Errors: nothing at all.
    pub fn finish(self) -> Result<Imported, ImportError> {
        Reading::finish_all(vec![self])
    }

    /// What was read of several decks.
    ///
    /// Errors: nothing at all.
    pub fn finish_all(readings: Vec<Reading>) -> Result<Imported, ImportError> {
        let is_empty = |reading: &Reading| reading.deck.items.is_empty() && reading.problems.is_empty();
        if readings.iter().all(is_empty) {
            return Err(ImportError::Empty);
        }
        let (decks, problems): (Vec<Deck>, Vec<Vec<ImportProblem>>) = readings
            .into_iter()
            .map(|reading| (reading.deck, reading.problems))
            .unzip();
        Ok(Imported {
            decks,
            problems: problems.into_iter().flatten().collect(),
            ignored: Vec::new(),
            by_type: None,
        })
    }

    /// How many items there are.
    pub fn count(&self) -> usize {
        self.deck.items.len()
    }

    /// The last item, to add to it.
    pub fn last(&mut self) -> Option<&mut Item> {
        self.deck.items.last_mut()
    }
}

/// What is right, in words.
fn answer(item: &Item) -> String {
    let detail = &item.detail;
    let pairs = detail
        .pairs
        .iter()
        .map(|(left, right)| format!("{left} – {right}"));
    match item.key.is_empty() {
        false => item.key.clone(),
        true => pairs
            .chain(detail.keys.iter().cloned())
            .collect::<Vec<_>>()
            .join("; "),
    }
}

/// An option as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub text: String,
    pub is_key: bool,
    pub why: Option<String>,
}

/// The text of bytes, without a byte order mark.
///
/// Errors: not UTF-8.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        ImportError::NotText {
            line: good.iter().filter(|byte| **byte == b'\n').count() + 1,
        }
    })
}
