//! Which cards are to read here as in Anki, where the two differ.

use suraq::decks::DeckId;
use suraq::items::ItemId;

/// What stands for every card that the import tells of, or an import before it told.
const ALL: &str = "all";

/// The cards that a person named.
#[derive(Debug, Default)]
pub struct Takes {
    is_all: bool,
    names: Vec<String>,
}

impl Takes {
    /// Reads ids of cards, deck/item or the item alone, and `all`.
    pub fn new(words: &[String]) -> Takes {
        Takes {
            is_all: words.iter().any(|word| word == ALL),
            names: words.iter().filter(|word| *word != ALL).cloned().collect(),
        }
    }

    /// Whether all are meant.
    pub fn is_all(&self) -> bool {
        self.is_all
    }

    /// Whether any card is meant.
    pub fn is_any(&self) -> bool {
        self.is_all || !self.names.is_empty()
    }

    /// Whether a card that the import tells of is meant.
    pub fn has(&self, card: &str) -> bool {
        self.is_all || self.names(card)
    }

    /// Whether a card was named.
    pub fn names(&self, card: &str) -> bool {
        self.names.iter().any(|name| is_called(card, name))
    }

    /// Whether an item of a deck was named.
    pub fn names_item(&self, deck: &DeckId, item: &ItemId) -> bool {
        !self.names.is_empty() && self.names(&format!("{deck}/{item}"))
    }

    /// The first name that none of `cards` has.
    pub fn unknown<'a>(&self, cards: impl Iterator<Item = &'a str> + Clone) -> Option<&str> {
        let is_unknown = |name: &&String| !cards.clone().any(|card| is_called(card, name));
        self.names.iter().find(is_unknown).map(String::as_str)
    }
}

fn is_called(card: &str, name: &str) -> bool {
    card == name || card.split_once('/').is_some_and(|(_, item)| item == name)
}
