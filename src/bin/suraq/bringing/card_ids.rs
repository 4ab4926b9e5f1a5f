//! The numbers that cards have in Anki, kept beside the editions of decks so that the next import knows each again.
//!
//! They stay where an import is taken back: which card over there is which here is true all the same, and an import
//! that is done again gives each the id that it had. Where the file is lost, or cannot be read, the next import learns
//! them anew.

use std::fs;
use std::path::PathBuf;

use suraq::decks::edit::base_path;
use suraq::decks::save::save;
use suraq::import::anki::CardIds;

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

fn place(app: &App) -> PathBuf {
    base_path(&app.paths.decks().join(NAME))
}
