//! Cards of a package that ask what cards here ask already.

use suraq::decks::DeckId;
use suraq::decks::Shelf;
use suraq::import::anki::PackageCard;
use suraq::items::Item;
use suraq::lexicon::fold::normalise;

use crate::report::Failure;

/// The deck of a card that asks already, letter for letter, what a card without a name asks.
pub(super) fn double_of(shelf: &Shelf, card: &PackageCard) -> Result<Option<DeckId>, Failure> {
    let key = key_of(&card.item);
    if key.is_empty() {
        return Ok(None);
    }
    let asked = shelf.answered_by(&key)?;
    let stem = normalise(&card.item.stem);
    let same = asked.into_iter().find(|(_, other)| normalise(other) == stem);
    Ok(same.map(|(card, _)| card.deck))
}

/// Whether a card asks, letter for letter, what the card called `name` asks here.
pub(super) fn asks_the_same(shelf: &Shelf, card: &PackageCard, name: &str) -> Result<bool, Failure> {
    let asked = shelf.answered_by(&key_of(&card.item))?;
    let stem = normalise(&card.item.stem);
    let mut same = asked.iter().filter(|(_, other)| normalise(other) == stem);
    Ok(same.any(|(known, _)| known.to_string() == name))
}

/// The key as the shelf finds it; of several hidden words all of them.
fn key_of(item: &Item) -> String {
    match item.key.is_empty() {
        true => item.detail.keys.join("; "),
        false => item.key.clone(),
    }
}
