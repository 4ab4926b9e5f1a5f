//! The numbers that cards have in Anki, kept beside the editions of decks so that the next import knows each again.
//!
//! They stay where an import is taken back: which card over there is which here is true all the same, and an import
//! that is done again gives each the id that it had. Where the file is lost, or cannot be read, the next import learns
//! them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use suraq::decks::Shelf;
use suraq::decks::edit::base_path;
use suraq::decks::save::save;
use suraq::import::anki::CardIds;
use suraq::items::origin::note_of;

use crate::app::App;
use crate::report::Failure;

/// Its name among the editions, which no deck has.
const NAME: &str = "anki-cards.txt";

/// Reads them.
pub fn read(app: &App) -> CardIds {
    CardIds::parse(&fs::read_to_string(place(app)).unwrap_or_default())
}

/// Keeps those that are `known`, with what is new.
///
/// Errors: the system refuses.
pub fn keep(app: &App, mut known: CardIds, new: CardIds) -> Result<(), Failure> {
    if new.is_empty() {
        return Ok(());
    }
    known.learn(new);
    Ok(save(&place(app), known.text().as_bytes())?)
}

/// All items that came from Anki. Where they cannot be read that is told by whoever needs them next.
pub fn items_of(shelf: &Shelf) -> BTreeSet<String> {
    let ids = shelf.ids("", usize::MAX).unwrap_or_default();
    let items = ids.iter().filter_map(|id| id.split_once('/'));
    let from_there = items.filter(|(_, item)| note_of(item).is_some());
    from_there.map(|(_, item)| item.to_owned()).collect()
}

fn place(app: &App) -> PathBuf {
    base_path(&app.paths.decks().join(NAME))
}
