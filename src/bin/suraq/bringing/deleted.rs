//! Cards of a package that were here and that a person deleted, and the decks that went with them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::DeckId;
use suraq::decks::Meta;
use suraq::decks::OnShelf;
use suraq::decks::edit::last_merged;
use suraq::decks::parse;
use suraq::import::anki::PackageCard;
use suraq::items::ItemId;
use suraq::items::origin::note_of;

use super::heard::Heard;
use super::own_names::OwnNames;
use super::own_names::is_imported;
use crate::app::App;
use crate::cards::deeds;
use crate::report::Failure;

/// Cards that were here and that a person deleted.
#[derive(Default)]
pub(super) struct Deleted {
    /// Ids of items that packages gave.
    items: BTreeSet<ItemId>,
    /// Names over there of cards that Suraq wrote.
    guids: BTreeSet<String>,
}

/// Finds what decks were called that are not on the shelf and that `gone` cards were in, by their ids: the deletion
/// can be taken back, and so knows it.
pub(super) fn deleted_decks(
    app: &mut App,
    on_shelf: &[OnShelf],
    gone: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Meta>, Failure> {
    let decks = gone.values().filter_map(|card| card.split('/').next());
    let decks: BTreeSet<&str> = decks
        .filter(|deck| on_shelf.iter().all(|one| one.id.0 != *deck))
        .collect();
    let mut found = BTreeMap::new();
    for deck in decks {
        let path = app.paths.decks().join(format!("{deck}.toml"));
        let meta = deeds::last_text(app, &path)?.and_then(|text| parse(&path, &text).deck);
        if let Some(meta) = meta.map(|deck| deck.meta).filter(|meta| meta.id.0 == deck) {
            found.insert(deck.to_owned(), meta);
        }
    }
    Ok(found)
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
