//! Where the answer of a note of ours is from: its words and its source, as a fact of the deck that it comes into.

use twox_hash::XxHash3_64;

use crate::decks::Deck;
use crate::decks::Source;
use crate::items;
use crate::items::Assertion;
use crate::items::Fact;
use crate::items::FactId;
use crate::items::Item;

/// Where a note's answer is from, for the deck that it comes into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The words of the source.
    pub quote: String,
    /// The source in a line: title, publisher, date.
    pub source: String,
}

impl Evidence {
    /// Puts a fact with this evidence into a deck; returns its id for the item that rests on it.
    pub(super) fn put_into(&self, deck: &mut Deck, item: &Item) -> FactId {
        let title = if self.source.is_empty() {
            "Anki"
        } else {
            &self.source
        };
        let known = deck.sources.iter().find(|source| source.title == title);
        let source = known.map(|source| source.id.clone()).unwrap_or_else(|| {
            // Made from the title, so that the same source has the same id at the next import.
            let id = format!("anki-{:x}", XxHash3_64::oneshot(title.as_bytes()));
            deck.sources.push(Source {
                id: id.clone(),
                title: title.to_owned(),
                ..Source::default()
            });
            id
        });
        let id = FactId(item.id.0.clone());
        deck.facts.push(Fact {
            id: id.clone(),
            subject: item.stem.clone(),
            relation: "answer".to_owned(),
            object: item.key.clone(),
            time: None,
            statement: String::new(),
            assertion: Assertion::Stated,
            as_of: item.as_of,
            contested: item.contested,
            importance: item.importance,
            evidence: vec![items::Evidence {
                document: None,
                source: Some(source),
                span: None,
                quote: self.quote.clone(),
            }],
        });
        id
    }
}
