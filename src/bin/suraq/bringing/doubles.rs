//! Cards of a package that ask what cards here ask already.

use suraq::decks::DeckId;
use suraq::decks::Shelf;
use suraq::import::anki::PackageCard;
use suraq::lexicon::fold::normalise;

use crate::report::Failure;

/// The deck of a card that asks already, letter for letter, what a card without a name asks.
pub(super) fn double_of(shelf: &Shelf, card: &PackageCard) -> Result<Option<DeckId>, Failure> {
    let asked = shelf.answered_by(&card.item.key)?;
    let stem = normalise(&card.item.stem);
    let same = asked.into_iter().find(|(_, other)| normalise(other) == stem);
    Ok(same.map(|(card, _)| card.deck))
}

/// Whether a card asks, letter for letter, what the card called `name` asks here.
pub(super) fn asks_the_same(shelf: &Shelf, card: &PackageCard, name: &str) -> Result<bool, Failure> {
    let asked = shelf.answered_by(&card.item.key)?;
    let stem = normalise(&card.item.stem);
    let mut same = asked.iter().filter(|(_, other)| normalise(other) == stem);
    Ok(same.any(|(known, _)| known.to_string() == name))
}
