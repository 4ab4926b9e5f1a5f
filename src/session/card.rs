//! A card as a sitting needs it: its item, and what stands around it on the screen.

use super::KnownWords;
use super::faces::asks_correction;
use crate::items::Item;
use std::sync::Arc;

/// A card as a sitting needs it.
#[derive(Clone, Debug)]
pub struct StudyCard {
    /// deck/item or deck/item/direction; reviews are stored under it.
    pub id: String,
    /// Title of the deck.
    pub deck: String,
    /// What is asked.
    pub item: Item,
    /// The fact as a sentence that stands alone; lets the card be asked as a cloze.
    pub statement: Option<String>,
    /// Where it is from, in a line: title, publisher, date.
    pub source: Option<String>,
    /// Other names and keys of the deck, which a misspelling must not be taken for.
    pub rivals: Arc<Vec<String>>,
    /// The words of all language decks, where the card asks one.
    pub words: Arc<KnownWords>,
}

impl StudyCard {
    /// A card with nothing around its item.
    pub fn new(id: impl Into<String>, deck: impl Into<String>, item: Item) -> StudyCard {
        StudyCard {
            id: id.into(),
            deck: deck.into(),
            item,
            statement: None,
            source: None,
            rivals: Arc::default(),
            words: Arc::default(),
        }
    }

    /// Returns the right answer as it is shown: the key, or what the kind keeps instead of one.
    pub fn answer(&self) -> String {
        let detail = &self.item.detail;
        let asked_beside = detail.correction.as_ref().filter(|_| asks_correction(&self.item));
        if let Some(correction) = asked_beside {
            format!("{}: {correction}", self.item.key)
        } else if !self.item.key.is_empty() {
            self.item.key.clone()
        } else if !detail.keys.is_empty() {
            detail.keys.join(if detail.ordered { " → " } else { ", " })
        } else {
            let pairs: Vec<String> = detail
                .pairs
                .iter()
                .map(|(left, right)| format!("{left}: {right}"))
                .collect();
            pairs.join("; ")
        }
    }
}
