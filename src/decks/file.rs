//! Reads a deck file whole: the deck, where its entries stand, and every problem in one run.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::hash_map;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;
use twox_hash::XxHash3_64;

use crate::facts::Fact;
use crate::facts::FactId;
use crate::facts::Span;
use crate::items::Item;

use super::Deck;
use super::DeckError;
use super::Fault;
use super::Problem;
use super::Source;
use super::blocks::Block;
use super::blocks::blocks;
use super::read::Entry;
use super::read::Reading;
use super::read::Unsaid;
use super::read::read_block;

/// A deck file as read: what can be used, and what is wrong with the rest.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The deck with its good entries; `None` when nothing can be stored under its id.
    pub deck: Option<Deck>,
    /// Line of the header of `[deck]`, from 1; 0 where there is none.
    pub deck_line: usize,
    /// Everything that is wrong, in the order of the file.
    pub problems: Vec<Problem>,
    /// Where the items of the deck stand, in their order.
    pub item_places: Vec<Place>,
    /// Where its terms stand, in their order.
    pub term_places: Vec<Place>,
    /// Where its facts stand, in their order.
    pub fact_places: Vec<Place>,
    /// Where its sources stand, in their order.
    pub source_places: Vec<Place>,
}

/// Where an entry stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From its header to the next.
    pub span: Span,
    /// Line of its header, from 1.
    pub line: usize,
}

/// From how many blocks on a file is read on all cores.
const PARALLEL: usize = 200;

/// Blocks that are read together.
const AT_ONCE: usize = 4_096;

/// Reads the deck file at `path`.
///
/// Errors: the file cannot be read or is no UTF-8.
pub fn read(path: &Path) -> Result<Parsed, DeckError> {
    Ok(parse(path, &read_text(path)?))
}

/// Reads many deck files on all cores and gives what `look` makes of each, in the order of `paths`.
///
/// Only what `look` returns is kept, so that the memory does not grow with the decks.
pub fn read_each<T: Send>(
    paths: &[PathBuf],
    look: impl Fn(&Path, Result<Parsed, DeckError>) -> T + Sync,
) -> Vec<T> {
    paths.par_iter().map(|path| look(path, read(path))).collect()
}

/// Reads a deck file as text. A byte order mark is left out.
pub(super) fn read_text(path: &Path) -> Result<String, DeckError> {
    let bytes = fs::read(path).map_err(|error| DeckError::Read {
        path: path.to_owned(),
        error,
    })?;
    let text = String::from_utf8(bytes).map_err(|error| DeckError::NotText {
        path: path.to_owned(),
        offset: error.utf8_error().valid_up_to(),
    })?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok(rest.to_owned()),
        None => Ok(text),
    }
}

/// Reads the text of a deck file; `path` only names it in problems.
///
/// One bad entry does not hide the others: it is left out with its problems, and
/// the rest of the deck can be used. A file of a newer format is refused whole.
pub fn parse(path: &Path, text: &str) -> Parsed {
    let blocks = blocks(text);
    let mut assembly = Assembly {
        path,
        parsed: Parsed::default(),
        deck: Deck::default(),
        unsaid: Vec::new(),
        taken: Taken::default(),
        has_meta: false,
    };
    // Part by part, so that of a large deck only a part is there both as read and in the deck.
    for part in blocks.chunks(AT_ONCE) {
        let readings: Vec<Reading> = match blocks.len() >= PARALLEL {
            true => part.par_iter().map(|block| read_block(text, block)).collect(),
            false => part.iter().map(|block| read_block(text, block)).collect(),
        };
        for (block, reading) in part.iter().zip(readings) {
            if matches!(reading.entry, Some(Entry::Newer)) {
                assembly.note(text, block, &reading);
                return assembly.parsed;
            }
            // Of a deck in several parts a copy: what other threads allocated goes back to them and serves the
            // next part, and what this one let go before is used again. It takes a third less memory.
            let reading = match blocks.len() > AT_ONCE {
                true => reading.clone(),
                false => reading,
            };
            assembly.add(text, block, reading);
        }
    }
    assembly.finish()
}

struct Assembly<'a> {
    path: &'a Path,
    parsed: Parsed,
    deck: Deck,
    /// For every item, what it leaves to its fact.
    unsaid: Vec<Unsaid>,
    taken: Taken,
    has_meta: bool,
}

impl Assembly<'_> {
    fn note(&mut self, text: &str, block: &Block<'_>, reading: &Reading) {
        for (at, fault) in &reading.faults {
            let inner = block.span.of(text).as_bytes();
            let lines = inner[..(*at).min(inner.len())]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            self.parsed.problems.push(Problem {
                path: self.path.to_owned(),
                line: block.line + lines,
                entry: label(block.name, &reading.id),
                fault: fault.clone(),
                left_out: reading.entry.is_none(),
            });
        }
    }

    /// Adds an entry, unless an earlier one has its id.
    fn add(&mut self, text: &str, block: &Block<'_>, mut reading: Reading) {
        if let Some(first) = self.taken.first_with(block, &reading.id) {
            reading.entry = None;
            let id = reading.id.clone();
            reading.faults.insert(0, (0, Fault::DuplicateId { id, first }));
        }
        self.note(text, block, &reading);
        let place = Place {
            span: block.span,
            line: block.line,
        };
        match reading.entry {
            Some(Entry::Meta(meta)) if !self.has_meta => {
                self.deck.meta = meta;
                self.parsed.deck_line = block.line;
                self.has_meta = true;
            }
            Some(Entry::Source(source)) => {
                self.deck.sources.push(source);
                self.parsed.source_places.push(place);
            }
            Some(Entry::Fact(fact)) => {
                self.deck.facts.push(fact);
                self.parsed.fact_places.push(place);
            }
            Some(Entry::Item(item, unsaid)) => {
                self.deck.items.push(item);
                self.unsaid.push(unsaid);
                self.parsed.item_places.push(place);
            }
            Some(Entry::Term(term)) => {
                self.deck.terms.push(term);
                self.parsed.term_places.push(place);
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Parsed {
        self.check_sources();
        self.join_items_and_facts();
        if self.has_meta {
            self.parsed.deck = Some(self.deck);
        } else if !self.is_deck_told() {
            self.parsed.problems.push(Problem {
                path: self.path.to_owned(),
                line: 1,
                entry: String::new(),
                fault: Fault::NoDeck,
                left_out: true,
            });
        }
        self.parsed.problems.sort_by_key(|problem| problem.line);
        self.parsed
    }

    /// Whether it was said already why there is no `[deck]` that can be used.
    fn is_deck_told(&self) -> bool {
        self.parsed
            .problems
            .iter()
            .any(|problem| problem.entry == "deck" || problem.fault.nearest() == Some("[deck]"))
    }

    fn check_sources(&mut self) {
        let known: BTreeSet<&str> = self
            .deck
            .sources
            .iter()
            .map(|source| source.id.as_str())
            .collect();
        for (fact, place) in self.deck.facts.iter().zip(&self.parsed.fact_places) {
            for source in fact
                .evidence
                .iter()
                .filter_map(|evidence| evidence.source.as_deref())
            {
                if !known.contains(source) {
                    self.parsed.problems.push(Problem {
                        path: self.path.to_owned(),
                        line: place.line,
                        entry: label("fact", &fact.id.0),
                        fault: Fault::UnknownSource {
                            source: source.to_owned(),
                        },
                        left_out: false,
                    });
                }
            }
        }
    }

    /// Notes items whose fact is not there, and gives the others what they leave to it: date,
    /// dispute, importance.
    fn join_items_and_facts(&mut self) {
        let places = FactPlaces::new(&self.deck.facts);
        let mut next = 0;
        let items = self.deck.items.iter_mut().zip(&self.unsaid);
        for ((item, unsaid), place) in items.zip(&self.parsed.item_places) {
            let Some(id) = &item.fact else { continue };
            let Some(found) = places.find(id, next) else {
                self.parsed.problems.push(Problem {
                    path: self.path.to_owned(),
                    line: place.line,
                    entry: label("item", &item.id.0),
                    fault: Fault::UnknownFact { fact: id.0.clone() },
                    left_out: false,
                });
                continue;
            };
            let fact = &self.deck.facts[found];
            next = found + 1;
            item.as_of = item.as_of.or(fact.as_of);
            if unsaid.contested {
                item.contested = fact.contested;
            }
            if unsaid.importance {
                item.importance = fact.importance;
            }
        }
    }
}

/// Where the facts of a deck are, by their id.
struct FactPlaces<'a> {
    facts: &'a [Fact],
    by_id: OnceCell<BTreeMap<&'a str, usize>>,
}

impl<'a> FactPlaces<'a> {
    fn new(facts: &'a [Fact]) -> Self {
        FactPlaces {
            facts,
            by_id: OnceCell::new(),
        }
    }

    /// Looks at `likely` and the place before it first: items mostly stand in the order of their facts.
    fn find(&self, id: &FactId, likely: usize) -> Option<usize> {
        let near = [likely, likely.wrapping_sub(1)];
        let is_it = |place: &usize| self.facts.get(*place).is_some_and(|fact| fact.id == *id);
        near.into_iter().find(is_it).or_else(|| {
            let by_id = self.by_id.get_or_init(|| {
                let places = self.facts.iter().enumerate();
                places.map(|(place, fact)| (fact.id.0.as_str(), place)).collect()
            });
            by_id.get(id.0.as_str()).copied()
        })
    }
}

/// The ids that are taken, by two hashes of each, with the line of the entry that has it.
#[derive(Default)]
#[expect(
    clippy::disallowed_types,
    reason = "it is asked by key and never gone through"
)]
struct Taken(hash_map::HashMap<[u64; 2], usize>);

impl Taken {
    /// Takes the id of a block; returns the line of an earlier entry that has it. Items and terms share one
    /// space of names.
    fn first_with(&mut self, block: &Block<'_>, id: &str) -> Option<usize> {
        let (space, id) = match block.name {
            "source" => (1, id),
            "fact" => (2, id),
            "item" | "term" => (3, id),
            // A second `[deck]` is doubled whatever its id.
            "deck" => (4, "the deck"),
            _ => return None,
        };
        if id.is_empty() {
            return None;
        }
        let hash = |seed| XxHash3_64::oneshot_with_seed(seed, id.as_bytes());
        match self.0.entry([hash(space), hash(space + 4)]) {
            hash_map::Entry::Occupied(first) => Some(*first.get()),
            hash_map::Entry::Vacant(free) => {
                free.insert(block.line);
                None
            }
        }
    }
}

fn label(name: &str, id: &str) -> String {
    match (name, id) {
        ("deck", _) => "deck".to_owned(),
        ("source" | "fact" | "item" | "term", "") => name.to_owned(),
        ("source" | "fact" | "item" | "term", id) => format!("{name} `{id}`"),
        _ => String::new(),
    }
}

/// Reads the text of one item, as cut out of a file by its place.
pub(super) fn lone_item(text: &str) -> Option<Item> {
    match lone(text)? {
        Entry::Item(item, _) => Some(item),
        _ => None,
    }
}

/// Reads the text of one fact, as cut out of a file by its place.
pub(super) fn lone_fact(text: &str) -> Option<Fact> {
    match lone(text)? {
        Entry::Fact(fact) => Some(fact),
        _ => None,
    }
}

/// Reads the text of one source, as cut out of a file by its place.
pub(super) fn lone_source(text: &str) -> Option<Source> {
    match lone(text)? {
        Entry::Source(source) => Some(source),
        _ => None,
    }
}

fn lone(text: &str) -> Option<Entry> {
    let blocks = blocks(text);
    let block = blocks.first().filter(|_| blocks.len() == 1)?;
    read_block(text, block).entry
}
