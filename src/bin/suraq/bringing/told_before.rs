//! Cards that were edited on both sides and stayed as here: the edition remembers them, so that `--take all` means
//! them also when they are told no more.

use std::collections::BTreeSet;

use suraq::decks::Deck;
use suraq::items::ItemId;
use suraq::items::Status;

/// How such a card stands in the edition.
const KEPT: &str = "edited here and in Anki, kept as here";

/// Returns those that `base` remembers; in it they are as they came again.
pub fn recalled(base: &mut Deck) -> BTreeSet<ItemId> {
    let mut cards = BTreeSet::new();
    for item in &mut base.items {
        if matches!(&item.status, Status::Rejected { reason } if reason == KEPT) {
            item.status = Status::Accepted;
            cards.insert(item.id.clone());
        }
    }
    cards
}

/// Notes them in `base`, the edition that is written. One that is not asked any more has nothing to take.
pub fn remember(base: &mut Deck, cards: &BTreeSet<ItemId>) {
    for item in &mut base.items {
        if cards.contains(&item.id) && item.status == Status::Accepted {
            item.status = Status::Rejected {
                reason: KEPT.to_owned(),
            };
        }
    }
}
