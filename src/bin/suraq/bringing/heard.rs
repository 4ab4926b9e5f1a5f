//! What earlier imports from Anki told and offered, kept beside the editions of decks so that it comes once.
//!
//! It is only a memory: where it is lost, or cannot be read, the next import tells and offers all of it once more.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use suraq::decks::edit::base_path;
use suraq::items::ItemId;

use super::strayed::Moved;
use crate::app::App;

/// Its name among the editions, which no deck has.
const NAME: &str = "anki.json";

/// The values that decks over there had for settings, and where cards lay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    #[serde(default)]
    offered: BTreeMap<String, String>,
    /// Names of decks over there, by the cards that lie in another one here.
    #[serde(default)]
    lying: BTreeMap<String, String>,
}

impl Heard {
    /// Reads it.
    pub fn read(app: &App) -> Heard {
        let text = fs::read_to_string(place(app)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Notes a value for a setting; says whether the last import offered another, or none.
    pub fn note_offer(&mut self, setting: &str, value: &str) -> bool {
        let before = self.offered.insert(setting.to_owned(), value.to_owned());
        before.as_deref() != Some(value)
    }

    /// Whether it was told that a card lies in a deck over there.
    pub fn knows(&self, item: &ItemId, deck: &str) -> bool {
        self.lying.get(&item.0).is_some_and(|known| known == deck)
    }

    /// Notes where cards lie.
    pub fn note_moved(&mut self, moved: &[Moved]) {
        for one in moved.iter().filter(|one| one.fresh > 0) {
            let cards = one.cards.iter();
            self.lying
                .extend(cards.map(|card| (card.item.0.clone(), one.there.name.clone())));
        }
    }

    /// Its file and what that will say; nothing where it is as `before`.
    pub fn file(&self, app: &App, before: &Heard) -> Option<(PathBuf, String)> {
        if self == before {
            return None;
        }
        let text = serde_json::to_string_pretty(self).ok()?;
        Some((place(app), text + "\n"))
    }
}

fn place(app: &App) -> PathBuf {
    base_path(&app.paths.decks().join(NAME))
}
