//! What a learner does, and what comes of it.

use super::Face;
use super::refusal::Refusal;
use crate::items::Item;
use crate::progress::Undone;
use crate::schedule::LeechStep;
use crate::schedule::Rating;
use crate::schedule::Wait;

/// What a learner does.
#[derive(Clone, Debug)]
pub enum Action<'a> {
    /// Shows the answer.
    Reveal,
    /// Shows one more letter.
    Hint,
    /// Asks the card in another way.
    Ask(Face),
    /// Gives a typed answer; an empty one says "I do not know".
    Type(&'a str),
    /// Chooses an option, from 0.
    Choose(usize),
    /// Rates the card.
    Rate(Rating),
    /// Rates the card as proposed.
    Accept,
    /// Says that the typed answer was right after all.
    WasRight,
    /// Takes back the last change.
    Undo,
    /// Brings back what was taken back.
    Redo,
    /// Hides the card until tomorrow.
    Bury,
    /// Takes the card out until it is resumed.
    Suspend,
    /// Sets the card's flag; the one it has, or 0, takes it off.
    Flag(u8),
    /// Leaves the card for another sitting.
    NotNow,
    /// The caller has changed the card's item.
    Edited(Box<Item>),
    /// Shows the card that waits for its minute.
    GoOn,
    /// Ends the sitting.
    Quit,
}

/// What an action did, for the status line and for the caller to act on.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Only the screen changed.
    Shown,
    /// The rating is kept and the next card is current.
    Rated {
        /// Which card.
        id: String,
        /// The rating.
        rating: Rating,
        /// How long the card is away; `None` where the schedule stays.
        wait: Option<Wait>,
        /// What was done because it keeps lapsing.
        leech: Option<LeechStep>,
    },
    /// An answer counts from now on: the caller adds it to the item's accepted forms.
    AcceptedForm {
        /// Which card.
        id: String,
        /// The answer.
        form: String,
    },
    /// An answer that was checked and not rated is open again; what was typed is in it, or nothing where an
    /// option was chosen.
    Reopened(String),
    /// A change was taken back. With a payload, the caller puts a file back.
    TakenBack(Undone),
    /// A change was brought back. With a payload, the caller changes the file again.
    BroughtBack(Undone),
    /// The card is hidden until tomorrow.
    Buried(String),
    /// The card is out until it is resumed.
    Suspended(String),
    /// The card has this flag now.
    Flagged(String, u8),
    /// The card is left for another sitting.
    PutOff(String),
    /// Nothing was done.
    Refused(Refusal),
    /// The sitting is over.
    Ended,
}
