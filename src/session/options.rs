//! How a sitting is to go.

use std::collections::BTreeMap;

use super::Face;
use super::Pace;
use crate::schedule::Due;
use crate::schedule::Scheduler;

/// What becomes of the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Each rating moves the schedule.
    #[default]
    Review,
    /// Every card once; answers are logged, and move the schedule only with `rate`.
    Quiz {
        /// Whether answers move the schedule.
        rate: bool,
    },
    /// Again and again until each is known; logged, the schedule is never touched.
    Cram,
}

impl Mode {
    /// Whether answers move the schedule.
    pub fn moves_schedule(self) -> bool {
        matches!(self, Mode::Review | Mode::Quiz { rate: true })
    }
}

/// How many rating keys there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Buttons {
    /// Again and Good.
    Two,
    /// Again, Hard, Good and Easy.
    #[default]
    Four,
}

/// How a sitting is to go.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What becomes of the answers.
    pub mode: Mode,
    /// How cards are asked unless they have a face of their own, where they can be asked so.
    pub face: Option<Face>,
    /// Whether cards without a face of their own get the one that suits them: see [`Face::suited`].
    pub suited_faces: bool,
    /// Which rating keys there are.
    pub buttons: Buttons,
    /// How long the last answers took, for the minutes that are left.
    pub pace: Pace,
    /// Minutes after which no further card is shown.
    pub minutes: Option<u32>,
    /// Whether the learner reads 05/06 as the fifth of June.
    pub day_first: bool,
    /// The schedule.
    pub scheduler: Scheduler,
    /// Schedules of decks that have their own, by deck id.
    pub deck_schedulers: BTreeMap<String, Scheduler>,
    /// How cards of decks that say so themselves are asked, by deck id; `None` is the suited face.
    pub deck_faces: BTreeMap<String, Option<Face>>,
}

impl Options {
    /// Returns the schedule of the deck a card belongs to.
    pub(super) fn scheduler_of(&self, card: &str) -> &Scheduler {
        let deck = card.split_once('/').map_or(card, |(deck, _)| deck);
        self.deck_schedulers.get(deck).unwrap_or(&self.scheduler)
    }

    /// Returns the face a card's deck is asked with, and whether the suited one is meant where there is none.
    pub(super) fn face_of(&self, card: &str) -> (Option<Face>, bool) {
        let deck = card.split_once('/').map_or(card, |(deck, _)| deck);
        match self.deck_faces.get(deck) {
            Some(face) => (*face, face.is_none()),
            None => (self.face, self.suited_faces),
        }
    }

    /// Takes note of the day a card comes back, so that the next one rather goes to another.
    pub(super) fn note_due(&mut self, due: Due) {
        self.scheduler.note_due(due);
        for scheduler in self.deck_schedulers.values_mut() {
            scheduler.note_due(due);
        }
    }
}
