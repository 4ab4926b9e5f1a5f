//! What is known of a card: its ratings' names, its phase, when it comes back and how strong it is.

use jiff::Timestamp;

use super::Memory;
use super::Moment;
use super::StudyDay;

/// How well a card was remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// Not remembered.
    Again,
    /// Remembered with trouble.
    Hard,
    /// Remembered.
    Good,
    /// Remembered at once.
    Easy,
}

impl Rating {
    /// All four, worst first.
    pub const ALL: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

    /// Returns 1 for Again to 4 for Easy.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Finds the rating of a number from 1 to 4.
    pub fn from_number(number: u8) -> Option<Rating> {
        Rating::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// Returns the word on the key.
    pub fn word(self) -> &'static str {
        match self {
            Rating::Again => "Again",
            Rating::Hard => "Hard",
            Rating::Good => "Good",
            Rating::Easy => "Easy",
        }
    }
}

/// Where a card is on its way into memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Never rated.
    New,
    /// On the learning steps.
    Learning,
    /// Learned; comes back after days.
    Review,
    /// Lapsed; on the relearning steps.
    Relearning,
}

impl Phase {
    /// Returns the number the phase is stored as, 0 to 3.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Finds the phase of a stored number.
    pub fn from_number(number: u8) -> Option<Phase> {
        [Phase::New, Phase::Learning, Phase::Review, Phase::Relearning]
            .get(usize::from(number))
            .copied()
    }

    /// Whether the card comes back within the sitting.
    pub fn is_learning(self) -> bool {
        matches!(self, Phase::Learning | Phase::Relearning)
    }
}

/// When a card comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// It has no date: a new card.
    Never,
    /// At a moment of the given study day: a card on its steps.
    At(Timestamp, StudyDay),
    /// At any time of a study day.
    On(StudyDay),
}

impl Due {
    /// Returns the study day it falls on.
    pub fn day(self) -> Option<StudyDay> {
        match self {
            Due::Never => None,
            Due::At(_, day) | Due::On(day) => Some(day),
        }
    }

    /// Whether the card may be shown now.
    pub fn has_come(self, now: Moment) -> bool {
        match self {
            Due::Never => false,
            Due::At(at, _) => at <= now.at,
            Due::On(day) => day <= now.day,
        }
    }
}

/// Everything the schedule knows of a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CardState {
    /// Where it is on its way.
    pub phase: Phase,
    /// Which learning or relearning step it waits on, from 0.
    pub step: u8,
    /// How strong the memory is; `None` before the first rating.
    pub memory: Option<Memory>,
    /// When it comes back.
    pub due: Due,
    /// The last rating's moment and study day.
    pub last: Option<(Timestamp, StudyDay)>,
    /// Ratings so far.
    pub repetitions: u32,
    /// Times it was forgotten after it had been learned.
    pub lapses: u32,
}

impl CardState {
    /// A card never rated.
    pub const NEW: CardState = CardState {
        phase: Phase::New,
        step: 0,
        memory: None,
        due: Due::Never,
        last: None,
        repetitions: 0,
        lapses: 0,
    };

    /// Returns the whole study days since the last rating; 0 for a new card or a clock set back.
    pub fn elapsed_days(&self, today: StudyDay) -> u32 {
        let days = self.last.map_or(0, |(_, day)| today.days_since(day));
        u32::try_from(days.max(0)).unwrap_or(u32::MAX)
    }
}
