//! Cards of a package that were here and that a person deleted.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::DeckId;
use suraq::decks::OnShelf;
use suraq::decks::edit::last_merged;
use suraq::import::anki::PackageCard;
use suraq::items::ItemId;
use suraq::items::origin::note_of;

use super::heard::Heard;
use super::own_names::OwnNames;
use super::own_names::is_imported;

/// Cards that were here and that a person deleted.
#[derive(Default)]
pub(super) struct Deleted {
    /// Ids of items that packages gave.
    items: BTreeSet<ItemId>,
    /// Names over there of cards that Suraq wrote.
    guids: BTreeSet<String>,
}

impl Deleted {
    /// What a deck was merged with and is in no deck any more, and what was exported from a deck that is
    /// here and lacks it.
    pub(super) fn of(
        decks: &[OnShelf],
        here: &BTreeMap<String, DeckId>,
        own: &OwnNames,
        heard: &Heard,
    ) -> Deleted {
        let merged = decks.iter().filter(|deck| !deck.is_builtin());
        let items = merged
            .flat_map(|deck| last_merged(&deck.path).unwrap_or_default().items)
            .map(|item| item.id)
            .chain(heard.deleted_items().map(|item| ItemId(item.to_owned())))
            .filter(|item| note_of(&item.0).is_some() && !here.contains_key(&item.0));
        let was_on_shelf = |card: &str| {
            let deck = card.split('/').next().unwrap_or(card);
            decks.iter().any(|one| one.id.0 == deck) || heard.deleted_decks().any(|one| one == deck)
        };
        // Those that came from there are known by their items.
        let guids = own
            .gone
            .iter()
            .filter(|(guid, card)| was_on_shelf(card) && !is_imported(card) && !own.here.contains_key(*guid));
        Deleted {
            items: items.collect(),
            guids: guids.map(|(guid, _)| guid.clone()).collect(),
        }
    }

    pub(super) fn has(&self, card: &PackageCard) -> bool {
        self.items.contains(&card.item.id) || self.guids.contains(&card.guid)
    }
}
