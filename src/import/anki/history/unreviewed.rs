//! What became of a card over there without a review: marks, and a day that was set by hand.
//!
//! How well a card is known follows from its reviews, so that without a new one it stays what it is here, whatever
//! was computed for it over there. Of the rest the side decides that changed the card later. When a card was flagged
//! Anki does not note: that the later package says.

use super::BY_HAND;
use super::Brought;
use super::Card;
use super::CardState;
use super::Here;
use super::Learner;
use super::There;
use super::with_what_is_kept;

/// The kind of entries over there that other options gave another day.
const RESCHEDULED: u8 = 5;

/// Returns what is to be brought of a card without new reviews, or nothing where it is here already.
///
/// `is_ours` says that the last review was made here, so that only marks can come.
pub(super) fn brought(
    item: String,
    there: &There<'_>,
    here: &Here<'_>,
    is_ours: bool,
    learner: &Learner<'_>,
) -> Option<Brought> {
    let kept = here.kept;
    let known = here.last_at();
    let is_later = there.row.is_changed_after(known);
    let stood = there
        .standing
        .card(there.row, kept.state.memory, kept.state.last, kept, learner);
    let mut card = with_what_is_kept(stood, here);
    card.state = match is_later && !is_ours && is_moved_after(there, known) {
        true => CardState {
            memory: kept.state.memory,
            last: kept.state.last,
            ..card.state
        },
        false => kept.state,
    };
    let is_flag_later = is_later || there.made.is_some_and(|made| made > known);
    match is_later {
        true => {
            let is_over = |card: &Card| {
                card.marks
                    .buried_until
                    .is_none_or(|until| until <= learner.now.day)
            };
            if is_over(&card) && is_over(kept) {
                card.marks.buried_until = kept.marks.buried_until;
            }
        }
        false => {
            let (face, flag) = (card.marks.face.take(), card.marks.flag);
            card.marks.clone_from(&kept.marks);
            card.marks.face = face;
            if is_flag_later {
                card.marks.flag = flag;
            }
        }
    }
    (card != *kept).then(|| Brought {
        item,
        reviews: Vec::new(),
        since: there.since(None, learner).filter(|_| is_later),
        card,
    })
}

/// Whether its day was set without a review after a moment.
fn is_moved_after(there: &There<'_>, at: i64) -> bool {
    if there.row.kind == 0 {
        return false;
    }
    let mut entries = there.reviews.iter().rev().take_while(|entry| entry.at > at);
    entries.any(|entry| entry.kind == RESCHEDULED || entry.kind == BY_HAND && entry.factor != 0)
}
