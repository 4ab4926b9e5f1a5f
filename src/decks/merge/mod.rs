//! Brings a new edition of a deck, or new drafts of a document, into a deck that people edited.
//!
//! Three ways: what was merged last ([`Merged::base`]), what stands in the deck
//! now, and what comes new. A field that nobody touched takes the new value; a
//! field that a person changed keeps theirs. What was rejected stays rejected,
//! what was accepted keeps its id and with it its progress. Merging the same
//! twice changes nothing.
//!
//! What two documents say alike is one fact with the evidence of both, and its
//! draft has the wording that does not depend on which of them came first.

mod agreeing;
mod bringing_facts;
mod bringing_items;
mod contradiction;
mod drafts;
mod matching;
mod retire;
mod standing;
mod three_way;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::facts::FactId;
use crate::facts::Span;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Status;

use super::Deck;
use super::Source;
use super::id::fresh;
use super::id::is_id;
use three_way::merge_meta;

pub use contradiction::Asked;
pub use contradiction::asks;
pub use contradiction::contradict;
pub use drafts::deck_of;
pub use drafts::with_facts;
pub use matching::answer;

/// What came of a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The deck as it is now.
    pub deck: Deck,
    /// What to remember for the next merge, under the ids of the deck.
    pub base: Deck,
    /// What is different.
    pub changes: Changes,
}

impl Merged {
    /// Notes in what is new that it came `now`, RFC 3339 in UTC, where it does not say that it changed then. When
    /// it came elsewhere does not count.
    pub fn note_arrival(&mut self, now: &str) {
        let new: BTreeSet<&ItemId> = self.changes.new.iter().collect();
        let items = self.deck.items.iter_mut();
        let items = items.map(|item| (&item.id, &item.changed, &mut item.added));
        let terms = self.deck.terms.iter_mut();
        let terms = terms.map(|term| (&term.id, &term.changed, &mut term.added));
        for (_, changed, added) in items.chain(terms).filter(|(id, _, _)| new.contains(*id)) {
            *added = (changed.as_deref() != Some(now)).then(|| now.to_owned());
        }
    }
}

/// What a merge did to items and terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Came in.
    pub new: Vec<ItemId>,
    /// Took new content.
    pub changed: Vec<ItemId>,
    /// Are no longer asked.
    pub retired: Vec<ItemId>,
    /// Are studied, and their sentence is gone from the document; a person decides what becomes of them.
    pub unsupported: Vec<ItemId>,
    /// Rest on one more document than before.
    pub seconded: Vec<ItemId>,
    /// Keep what a person changed in them, where something else came in.
    pub kept: Vec<ItemId>,
    /// Were there and stay as they are.
    pub same: usize,
    /// How many a document gives that came from it before and that a person deleted: they stay away.
    pub deleted: usize,
}

impl Changes {
    /// Whether the deck is as it was.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.retired.is_empty()
    }
}

/// Where the other side comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    /// An edition of the same deck: its ids are ours.
    Edition,
    /// A document: its ids mean nothing here.
    Document,
}

/// Merges a new edition of the same deck; entries are known by their ids.
///
/// What the last edition had and the new one lacks is retired, unless a person
/// changed it. `now` is noted in items whose content changes, RFC 3339 in UTC.
pub fn merge_edition(mine: &Deck, base: Option<&Deck>, theirs: &Deck, now: &str) -> Merged {
    let mut merge = Merge::new(mine, base, From::Edition, now);
    if let Some(base) = base {
        merge_meta(&mut merge.deck.meta, &base.meta, &theirs.meta);
    }
    merge.base.meta = theirs.meta.clone();
    merge.everything(theirs);
    merge.retire(theirs);
    merge.finish()
}

/// Merges what was drawn from a document, as [`deck_of`] gives it; entries are
/// known by their facts, then by their wording.
///
/// Where the document itself is a new version, drafts that it no longer
/// supports and nobody touched are retired.
pub fn merge_document(mine: &Deck, base: Option<&Deck>, theirs: &Deck, now: &str) -> Merged {
    merge_version(mine, base, theirs, Version::default(), now)
}

/// What is known of a document beside what was drawn from it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Version<'a> {
    /// The document of a source of the deck: the text that stood in the same file before, whatever title or
    /// date it gives itself now.
    pub earlier: Option<&'a str>,
    /// What it says: a sentence that stands in it word for word is still said, whether it was drawn this time or
    /// not.
    pub wording: Option<Wording<'a>>,
    /// Whether questions that a person deleted come in again, under the ids they had.
    pub with_deleted: bool,
}

/// A document as it is now.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where its sentences stand.
    pub sentences: &'a [Span],
}

/// Merges as [`merge_document`] does, where more is known of the document.
pub fn merge_version(
    mine: &Deck,
    base: Option<&Deck>,
    theirs: &Deck,
    version: Version<'_>,
    now: &str,
) -> Merged {
    let mut merge = Merge::new(mine, base, From::Document, now);
    merge.before = version.earlier.map(str::to_owned);
    merge.with_deleted = version.with_deleted;
    merge.everything(theirs);
    if let Some(wording) = version.wording {
        merge.keep_standing(wording, &theirs.facts);
    }
    merge.retire_unsupported();
    merge.keep_earlier_sources();
    merge.note_seconded(mine);
    merge.keep_rest();
    merge.finish()
}

/// Merges entries that a person brings for a deck, such as an edited table; they are known by their ids.
///
/// What is not among them is left alone. An entry that was never merged before
/// takes what is brought: there is nothing to tell an older hand from a newer
/// one. What a table cannot carry, such as the fact of an item, stays.
pub fn merge_part(mine: &Deck, base: Option<&Deck>, theirs: &Deck, now: &str) -> Merged {
    let mut base = base.cloned().unwrap_or_default();
    let brought: BTreeSet<&ItemId> = theirs.items.iter().map(|item| &item.id).collect();
    let brought_terms: BTreeSet<&ItemId> = theirs.terms.iter().map(|term| &term.id).collect();
    let known: BTreeSet<ItemId> = base.items.iter().map(|item| item.id.clone()).collect();
    let known_terms: BTreeSet<ItemId> = base.terms.iter().map(|term| term.id.clone()).collect();
    let items = mine
        .items
        .iter()
        .filter(|item| brought.contains(&item.id) && !known.contains(&item.id));
    base.items.extend(items.cloned());
    let terms = mine.terms.iter();
    let terms = terms.filter(|term| brought_terms.contains(&term.id) && !known_terms.contains(&term.id));
    base.terms.extend(terms.cloned());
    let mut theirs = theirs.clone();
    let ours: BTreeMap<&ItemId, &Item> = mine.items.iter().map(|item| (&item.id, item)).collect();
    for item in &mut theirs.items {
        if let Some(mine) = ours.get(&item.id) {
            keep_what_tables_lack(item, mine);
        }
    }
    let mut merge = Merge::new(mine, Some(&base), From::Edition, now);
    merge.everything(&theirs);
    merge.keep_rest();
    merge.finish()
}

fn keep_what_tables_lack(item: &mut Item, mine: &Item) {
    item.fact = item.fact.take().or_else(|| mine.fact.clone());
    let hint = item.detail.kept_mut().and_then(|detail| detail.hint.take());
    if item.detail == crate::items::Detail::default() {
        item.detail = mine.detail.clone();
    }
    if let Some(hint) = hint.or_else(|| mine.detail.hint.clone()) {
        item.detail.hint = Some(hint);
    }
}

struct Merge<'a> {
    from: From,
    now: &'a str,
    deck: Deck,
    old_base: Deck,
    base: Deck,
    changes: Changes,
    /// Id of a source over there, and the one it has here.
    sources: BTreeMap<String, String>,
    /// Sources whose document is another one than before.
    renewed: BTreeSet<String>,
    /// These sources as they were, with the document that earlier facts were taken from.
    earlier: BTreeMap<String, Source>,
    /// The document that the one that comes in takes the place of, where that is known.
    before: Option<String>,
    /// Whether what a person deleted comes in again.
    with_deleted: bool,
    facts: BTreeMap<FactId, FactId>,
    /// Facts of a changed document that come as they were merged before, sentence and all.
    unchanged: BTreeSet<FactId>,
    /// Facts that were not drawn this time, and whose sentences stand in the document as it is now.
    standing: BTreeSet<FactId>,
    /// Facts that no document gave any longer before this merge.
    gone: BTreeSet<FactId>,
    /// Facts that other documents give as well.
    shared: BTreeSet<FactId>,
    /// Items and terms that the other side has, by their ids here.
    met: BTreeSet<ItemId>,
}

impl<'a> Merge<'a> {
    fn new(mine: &Deck, base: Option<&Deck>, from: From, now: &'a str) -> Self {
        Merge {
            from,
            now,
            deck: mine.clone(),
            old_base: base.cloned().unwrap_or_default(),
            base: Deck {
                meta: mine.meta.clone(),
                ..Deck::default()
            },
            changes: Changes::default(),
            sources: BTreeMap::new(),
            renewed: BTreeSet::new(),
            earlier: BTreeMap::new(),
            before: None,
            with_deleted: false,
            facts: BTreeMap::new(),
            unchanged: BTreeSet::new(),
            standing: BTreeSet::new(),
            gone: mine
                .facts
                .iter()
                .filter(|fact| mine.is_gone(fact))
                .map(|fact| fact.id.clone())
                .collect(),
            shared: BTreeSet::new(),
            met: BTreeSet::new(),
        }
    }

    fn everything(&mut self, theirs: &Deck) {
        self.all_sources(&theirs.sources);
        self.all_facts(theirs);
        self.all_items(&theirs.items);
        self.all_terms(&theirs.terms);
    }

    fn taken_items(&self) -> BTreeSet<String> {
        let items = self.deck.items.iter().map(|item| item.id.0.clone());
        items
            .chain(self.deck.terms.iter().map(|term| term.id.0.clone()))
            .collect()
    }

    /// Remembers what was merged before, beside what came now.
    fn keep_rest(&mut self) {
        let old = std::mem::take(&mut self.old_base);
        let sources: BTreeSet<String> = self.base.sources.iter().map(|one| one.id.clone()).collect();
        let facts: BTreeSet<FactId> = self.base.facts.iter().map(|one| one.id.clone()).collect();
        self.base
            .sources
            .extend(old.sources.into_iter().filter(|one| !sources.contains(&one.id)));
        self.base
            .facts
            .extend(old.facts.into_iter().filter(|one| !facts.contains(&one.id)));
        let met = &self.met;
        self.base
            .items
            .extend(old.items.into_iter().filter(|one| !met.contains(&one.id)));
        self.base
            .terms
            .extend(old.terms.into_iter().filter(|one| !met.contains(&one.id)));
    }

    fn finish(self) -> Merged {
        Merged {
            deck: self.deck,
            base: self.base,
            changes: self.changes,
        }
    }
}

fn note(changes: &mut Changes, id: ItemId, before: &Status, after: &Status) {
    if is_asked(before) && matches!(after, Status::Retired { .. }) {
        changes.retired.push(id);
    } else {
        changes.changed.push(id);
    }
}

fn is_asked(status: &Status) -> bool {
    matches!(status, Status::Accepted | Status::Draft)
}

/// For each of theirs the place of ours with the same id.
fn by_id<T, K: Ord>(theirs: &[T], mine: &[T], id: impl Fn(&T) -> K) -> Vec<Option<usize>> {
    let places: BTreeMap<K, usize> = mine.iter().enumerate().map(|(at, one)| (id(one), at)).collect();
    theirs
        .iter()
        .map(|their| places.get(&id(their)).copied())
        .collect()
}

/// The id itself where it is one and free, another one otherwise.
fn fresh_id<T: Ord + std::borrow::Borrow<str>>(id: &str, fallback: &str, taken: &BTreeSet<T>) -> String {
    if is_id(id) && !taken.contains(id) {
        return id.to_owned();
    }
    fresh(id, fallback, &|candidate| taken.contains(candidate))
}
