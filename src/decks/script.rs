//! Which script of Kazakh stands first on a card.

use std::collections::BTreeMap;

/// Which script of Kazakh stands first on a card; the other one stands in brackets, and both are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// The reference.
    #[default]
    Cyrillic,
    /// The Latin script of the deck, where it has one.
    Latin,
}

impl Script {
    /// Both, with the words of the setting.
    pub const ALL: [(Script, &'static str); 2] = [(Script::Cyrillic, "cyrillic"), (Script::Latin, "latin")];

    /// Returns its word.
    pub fn word(self) -> &'static str {
        Script::ALL[self as usize].1
    }

    /// Finds a script by its word.
    pub fn from_word(word: &str) -> Option<Script> {
        let found = Script::ALL.into_iter().find(|(_, known)| *known == word);
        found.map(|(script, _)| script)
    }
}

/// The script that stands first in each deck.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scripts {
    /// In decks that do not say.
    pub usual: Script,
    /// In those that do, by id.
    pub of_decks: BTreeMap<String, Script>,
}

impl Scripts {
    /// Returns the script that stands first in `deck`.
    pub fn of(&self, deck: &str) -> Script {
        self.of_decks.get(deck).copied().unwrap_or(self.usual)
    }
}
