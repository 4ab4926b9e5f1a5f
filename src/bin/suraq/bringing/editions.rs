//! What the edition that a deck was merged with last knows beyond its words: cards that went missing in the package,
//! cards that lie elsewhere here, and cards that came into another deck first.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use suraq::decks::Deck;
use suraq::decks::OnShelf;
use suraq::decks::edit::last_merged;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Status;
use suraq::items::origin::note_of;

/// How a card stands in the edition that the package lacked when it was read last.
const MISSING: &str = "not in the package any more";

/// What the deck at `path` was merged with last. When a card came is no part of it: no package says that.
pub fn edition_of(path: &Path) -> Option<Deck> {
    let mut edition = last_merged(path)?;
    for item in &mut edition.items {
        item.added = None;
    }
    Some(edition)
}

/// Cards of a deck that came from Anki and that the package has no longer.
#[derive(Debug, Default)]
pub struct Gone {
    /// Those that nobody was told of yet.
    pub fresh: Vec<ItemId>,
    /// All.
    pub all: Vec<ItemId>,
}

/// Finds them in `base`, and notes there that they are told; `is_here` says whether a card is in the deck.
///
/// Where most of the deck is not in the package, it is another one that has a deck of this name, or a part, unless it
/// `is_whole`: all of the collection that the deck came from.
pub fn note_gone(base: &mut Deck, theirs: &Deck, is_whole: bool, is_here: &dyn Fn(&ItemId) -> bool) -> Gone {
    let brought: BTreeSet<&ItemId> = theirs.items.iter().map(|item| &item.id).collect();
    let is_imported = |item: &&mut Item| note_of(&item.id.0).is_some() && is_here(&item.id);
    let missing = base.items.iter_mut().filter(|item| !brought.contains(&item.id));
    let missing: Vec<&mut Item> = missing.filter(is_imported).collect();
    let mut gone = Gone::default();
    if missing.len() > brought.len() && !is_whole {
        return gone;
    }
    for item in missing {
        gone.all.push(item.id.clone());
        match &item.status {
            Status::Rejected { reason } if reason == MISSING => {}
            // What is no longer asked there was told by its own tag.
            Status::Retired { .. } => drop(gone.all.pop()),
            _ => {
                item.status = Status::Rejected {
                    reason: MISSING.to_owned(),
                };
                gone.fresh.push(item.id.clone());
            }
        }
    }
    gone
}

/// Notes in `base` of cards that are in the package again that they are; says whether there were any.
pub fn note_back(base: &mut Deck, theirs: &Deck) -> bool {
    let is_missing = |item: &Item| matches!(&item.status, Status::Rejected { reason } if reason == MISSING);
    let mut missing: Vec<&mut Item> = base.items.iter_mut().filter(|item| is_missing(item)).collect();
    if missing.is_empty() {
        return false;
    }
    let brought: BTreeSet<&ItemId> = theirs.items.iter().map(|item| &item.id).collect();
    missing.retain(|item| brought.contains(&item.id));
    let is_any = !missing.is_empty();
    for item in missing {
        item.status = Status::Accepted;
    }
    is_any
}

/// Keeps in `base` cards that lie in its deck over there, and elsewhere here, as they are now. Returns those that it
/// had already, and whether anything is different.
pub fn note_lying(base: &mut Deck, lying: Vec<Item>) -> (BTreeSet<ItemId>, bool) {
    let mut known = BTreeSet::new();
    if lying.is_empty() {
        return (known, false);
    }
    let mut is_changed = false;
    let mut places: BTreeMap<ItemId, usize> = BTreeMap::new();
    for (place, item) in base.items.iter().enumerate() {
        places.insert(item.id.clone(), place);
    }
    for item in lying {
        match places.get(&item.id) {
            Some(place) => {
                known.insert(item.id.clone());
                is_changed |= base.items[*place] != item;
                base.items[*place] = item;
            }
            None => {
                is_changed = true;
                base.items.push(item);
            }
        }
    }
    (known, is_changed)
}

/// The editions of all decks, for a card that moved here after it came: what was merged last lies with the deck that
/// it left, and without it nobody could tell the learner's own words from older ones of the package.
#[derive(Debug, Default)]
pub struct Editions(Option<BTreeMap<ItemId, Item>>);

impl Editions {
    /// Adds to `base` what other editions say of cards that `theirs` brings and the deck has; says whether any did.
    pub fn complete(
        &mut self,
        base: &mut Deck,
        theirs: &Deck,
        decks: &[OnShelf],
        is_here: &dyn Fn(&ItemId) -> bool,
    ) -> bool {
        let known: BTreeSet<&ItemId> = base.items.iter().map(|item| &item.id).collect();
        let unknown = theirs.items.iter().map(|item| &item.id);
        let unknown: Vec<&ItemId> = unknown.filter(|id| !known.contains(id) && is_here(id)).collect();
        if unknown.is_empty() {
            return false;
        }
        let others = self.0.get_or_insert_with(|| of_all(decks));
        let found: Vec<Item> = unknown.iter().filter_map(|id| others.get(*id).cloned()).collect();
        let is_any = !found.is_empty();
        base.items.extend(found);
        is_any
    }
}

/// What the editions of all decks say of cards from Anki, the newest of each.
fn of_all(decks: &[OnShelf]) -> BTreeMap<ItemId, Item> {
    let own = decks.iter().filter(|deck| !deck.is_builtin());
    let items = own.flat_map(|deck| edition_of(&deck.path).unwrap_or_default().items);
    let mut newest: BTreeMap<ItemId, Item> = BTreeMap::new();
    for item in items.filter(|item| note_of(&item.id.0).is_some()) {
        let is_older = newest
            .get(&item.id)
            .is_some_and(|known| known.changed >= item.changed);
        if !is_older {
            newest.insert(item.id.clone(), item);
        }
    }
    newest
}
