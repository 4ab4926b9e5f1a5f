//! One learner, one sitting: which card is on screen, and what a key does to it.
//!
//! A [`Session`] is a state machine without a screen. It is given cards, an
//! action and the time; it says what to draw ([`Session::view`]) and what
//! happened ([`Effect`]). Every rating is on disk before the next card is
//! current. Nothing here sleeps, reads keys or writes decks: a change of an
//! item's wording is handed to the caller.

mod action;
mod agenda;
mod answering;
mod card;
mod faces;
mod history;
mod judging;
mod known_words;
mod listed;
mod options;
mod pace;
mod plan;
mod proposal;
mod rating;
mod refusal;
mod showing;
mod sitting;
mod summary;
mod time_box;
mod undoing;
mod view;

pub use action::{Action, Effect};
pub use agenda::LEARN_AHEAD;
pub use card::StudyCard;
pub use faces::{Face, options_of};
pub use known_words::KnownWords;
pub use listed::listed_of;
pub use options::{Buttons, Mode, Options};
pub use pace::Pace;
pub use plan::{HeldBack, NewCard, Plan, plan, sibling_number};
pub use refusal::Refusal;
pub use sitting::Session;
pub use summary::{Missed, Summary};
pub use view::{Answered, Help, Key, Left, Stage, View};
