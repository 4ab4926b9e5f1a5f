//! What the index keeps of a deck file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::Serialize;
use twox_hash::XxHash3_64;

use crate::facts::Fact;
use crate::facts::FactId;
use crate::items::Item;
use crate::items::Status;

use super::super::Deck;
use super::super::DeckId;
use super::super::Direction;
use super::super::Parsed;
use super::super::Place;
use super::super::Problem;
use super::super::Term;
use super::super::confusable::circles;
use super::super::file::parse;

/// The key of an entry: the hash of its full name.
pub(in super::super) fn key(name: &str) -> i64 {
    XxHash3_64::oneshot(name.as_bytes()).cast_signed()
}

pub(in super::super) fn item_key(deck: &DeckId, item: &str) -> i64 {
    key(&format!("{deck}/{item}"))
}

pub(in super::super) fn fact_key(deck: &DeckId, fact: &str) -> i64 {
    key(&format!("{deck}#fact/{fact}"))
}

pub(in super::super) fn source_key(deck: &DeckId, source: &str) -> i64 {
    key(&format!("{deck}#source/{source}"))
}

/// The number that stands for a term in the column of kinds.
pub(in super::super) const TERM: i64 = -1;

/// What a deck says of itself, and how many cards it holds, by their state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Summary {
    pub(in super::super) title: String,
    pub(in super::super) group: Option<String>,
    pub(in super::super) language: Option<String>,
    pub(in super::super) description: Option<String>,
    pub(in super::super) version: Option<i64>,
    pub(in super::super) counts: Counts,
    /// The dates that accepted items were right as of, and how many items have each.
    pub(in super::super) as_of: BTreeMap<String, usize>,
    /// Accepted items whose sentence is gone from their documents.
    pub(in super::super) gone: usize,
}

/// How many there are in a deck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Cards that can be studied; a term has one for each direction.
    pub cards: usize,
    /// Items and terms that are accepted.
    pub accepted: usize,
    /// Items and terms that wait in the inbox.
    pub drafts: usize,
    /// Items and terms that a person turned down.
    pub rejected: usize,
    /// Items and terms that are no longer asked.
    pub retired: usize,
    /// Facts.
    pub facts: usize,
    /// Sources.
    pub sources: usize,
}

pub(in super::super) struct ItemRow {
    pub(in super::super) k: i64,
    pub(in super::super) start: i64,
    pub(in super::super) len: i64,
    pub(in super::super) status: i64,
    pub(in super::super) kind: Option<i64>,
    pub(in super::super) as_of: Option<String>,
    pub(in super::super) contested: bool,
    pub(in super::super) gone: bool,
    pub(in super::super) importance: u8,
    pub(in super::super) id: String,
    pub(in super::super) fact: Option<FactId>,
    pub(in super::super) fact_key: Option<i64>,
    pub(in super::super) stem: String,
    pub(in super::super) key: String,
    pub(in super::super) tags: String,
    pub(in super::super) sources: String,
}

/// A deck file as the index keeps it.
pub(in super::super) struct Rows {
    pub(in super::super) deck: Option<DeckId>,
    pub(in super::super) summary: Summary,
    pub(in super::super) problems: Vec<Problem>,
    pub(in super::super) items: Vec<ItemRow>,
    /// Key and place of facts and sources.
    pub(in super::super) others: Vec<(i64, Place)>,
}

/// Reads a deck file into rows.
pub(in super::super) fn rows(path: &Path, text: &str) -> Rows {
    let mut parsed = parse(path, text);
    let problems = std::mem::take(&mut parsed.problems);
    let Some(mut deck) = parsed.deck.take() else {
        return Rows {
            deck: None,
            summary: Summary::default(),
            problems,
            items: Vec::new(),
            others: Vec::new(),
        };
    };
    let counts = counts(&deck);
    // Texts move into their rows: of a deck of a million cards nothing is held twice.
    let items = std::mem::take(&mut deck.items);
    let items = item_rows(&deck, items, &parsed);
    Rows {
        summary: summary(&deck, counts, &items),
        others: other_places(&deck, &parsed),
        deck: Some(deck.meta.id),
        problems,
        items,
    }
}

fn other_places(deck: &Deck, parsed: &Parsed) -> Vec<(i64, Place)> {
    let id = &deck.meta.id;
    let facts = deck.facts.iter().map(|fact| fact_key(id, &fact.id.0));
    let sources = deck.sources.iter().map(|source| source_key(id, &source.id));
    let mut others: Vec<(i64, Place)> = facts
        .zip(parsed.fact_places.iter().copied())
        .chain(sources.zip(parsed.source_places.iter().copied()))
        .collect();
    others.sort_by_key(|(k, _)| *k);
    others
}

fn item_rows(deck: &Deck, items: Vec<Item>, parsed: &Parsed) -> Vec<ItemRow> {
    let facts: BTreeMap<&FactId, &Fact> = deck.facts.iter().map(|fact| (&fact.id, fact)).collect();
    let items = items.into_iter().zip(&parsed.item_places).map(|(item, place)| {
        let fact = item.fact.as_ref().and_then(|id| facts.get(id).copied());
        item_row(deck, item, fact, place)
    });
    // Cards of one circle are kept apart as those of one fact are.
    let circles = circles(&deck.terms).into_iter();
    let circles = circles.map(|first| first.map(|at| deck.terms[at].id.0.as_str()));
    let terms = deck.terms.iter().zip(&parsed.term_places).zip(circles);
    let terms = terms.map(|((term, place), circle)| term_row(&deck.meta.id, term, circle, place));
    let mut rows: Vec<ItemRow> = items.chain(terms).collect();
    rows.sort_by_key(|row| row.start);
    rows
}

fn item_row(whole: &Deck, item: Item, fact: Option<&Fact>, place: &Place) -> ItemRow {
    let deck = &whole.meta.id;
    let sources: Vec<&str> = fact
        .map(|fact| {
            fact.evidence
                .iter()
                .filter_map(|one| one.source.as_deref())
                .collect()
        })
        .unwrap_or_default();
    ItemRow {
        k: item_key(deck, &item.id.0),
        start: place.span.start as i64,
        len: place.span.len() as i64,
        status: status_number(&item.status),
        kind: item.kind.map(|kind| kind as i64),
        as_of: item.as_of.map(|date| date.to_string()),
        contested: item.contested,
        gone: fact.is_some_and(|fact| whole.is_gone(fact)),
        importance: item.importance,
        id: item.id.0,
        fact_key: item.fact.as_ref().map(|fact| fact_key(deck, &fact.0)),
        fact: item.fact,
        stem: item.stem,
        key: if item.key.is_empty() {
            item.detail.keys.join("; ")
        } else {
            item.key
        },
        tags: item.tags.join("\n"),
        sources: sources.join("\n"),
    }
}

fn term_row(deck: &DeckId, term: &Term, circle: Option<&str>, place: &Place) -> ItemRow {
    let mut english = vec![term.en.clone()];
    english.extend(term.definition.clone());
    let mut kazakh = vec![term.kk_cyrl.clone()];
    kazakh.extend(term.kk_latn.clone());
    ItemRow {
        k: item_key(deck, &term.id.0),
        start: place.span.start as i64,
        len: place.span.len() as i64,
        status: status_number(&term.status),
        kind: Some(TERM),
        as_of: None,
        contested: false,
        gone: false,
        importance: term.importance,
        id: term.id.0.clone(),
        fact_key: circle.map(|first| item_key(deck, first)),
        fact: None,
        stem: english.join(": "),
        key: kazakh.join(" "),
        tags: term.all_tags().join("\n"),
        sources: term.sources.join("\n"),
    }
}

fn status_number(status: &Status) -> i64 {
    match status {
        Status::Accepted => 0,
        Status::Draft => 1,
        Status::Rejected { .. } => 2,
        Status::Retired { .. } => 3,
    }
}

fn counts(deck: &Deck) -> Counts {
    let mut counts = Counts {
        facts: deck.facts.len(),
        sources: deck.sources.len(),
        ..Counts::default()
    };
    let items = deck.items.iter().map(|item| (&item.status, 1));
    let terms = deck.terms.iter().map(|term| (&term.status, Direction::ALL.len()));
    for (status, cards) in items.chain(terms) {
        match status {
            Status::Accepted => {
                counts.accepted += 1;
                counts.cards += cards;
            }
            Status::Draft => counts.drafts += 1,
            Status::Rejected { .. } => counts.rejected += 1,
            Status::Retired { .. } => counts.retired += 1,
        }
    }
    counts
}

fn summary(deck: &Deck, counts: Counts, rows: &[ItemRow]) -> Summary {
    let mut as_of = BTreeMap::new();
    let accepted = rows
        .iter()
        .filter(|row| row.status == status_number(&Status::Accepted));
    for date in accepted.clone().filter_map(|row| row.as_of.as_ref()) {
        *as_of.entry(date.clone()).or_insert(0) += 1;
    }
    Summary {
        as_of,
        gone: accepted.filter(|row| row.gone).count(),
        title: deck.meta.title.clone(),
        group: deck.meta.group.clone(),
        language: deck.meta.language.clone(),
        description: deck.meta.description.clone(),
        version: deck.meta.version,
        counts,
    }
}
