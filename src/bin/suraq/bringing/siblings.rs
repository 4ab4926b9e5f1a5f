//! Cards that are new of a note that is here: they go where the note's other cards are.

use std::collections::BTreeMap;

use suraq::decks::DeckId;
use suraq::import::anki::Package;
use suraq::import::anki::PackageCard;
use suraq::items::origin::note_of;

/// The decks here of notes, by note and by the deck that their cards lie in over there: a note may have cards in
/// several.
#[derive(Debug, Default)]
pub struct Siblings(BTreeMap<(String, usize), DeckId>);

impl Siblings {
    /// Finds them of the cards of `package` that are `here`, where any of the others may need them.
    pub fn of<R>(package: &Package<R>, here: &BTreeMap<String, DeckId>) -> Siblings {
        let is_here = |card: &&PackageCard| here.contains_key(&card.item.id.0);
        if here.is_empty() || package.cards.iter().all(|card| is_here(&card)) {
            return Siblings::default();
        }
        let known = package.cards.iter().filter_map(|card| {
            let deck = here.get(&card.item.id.0)?;
            Some(((note_of(&card.item.id.0)?.to_owned(), card.deck), deck.clone()))
        });
        Siblings(known.collect())
    }

    /// The deck here of a new card's siblings that lie with it over there.
    pub fn deck_of(&self, card: &PackageCard) -> Option<&DeckId> {
        match self.0.is_empty() {
            true => None,
            false => self.0.get(&(note_of(&card.item.id.0)?.to_owned(), card.deck)),
        }
    }
}
