//! What happened in a room: the lines of its journal.
//!
//! Pupils count from 0 in the order in which they joined, questions from 0 in the order of the paper,
//! places from 0 in the order in which questions are asked.

use serde::Deserialize;
use serde::Serialize;

use super::pupil::Extra;
use crate::quiz::scores::Change;

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Milliseconds since the room was opened; time while no host ran does not count.
    pub at: u64,
    /// What happened.
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// A pupil came in.
    Joined {
        /// As it is shown; a number where names are not kept.
        name: String,
        /// What their phone shows to be known again; 32 hexadecimal digits.
        token: String,
        /// What brings them back on another phone: six digits.
        rejoin: String,
        /// Language of their page.
        lang: String,
        /// Where the orders on their phone come from.
        chance: u64,
    },
    /// A pupil who was sent out came back.
    Returned {
        /// Which.
        pupil: usize,
    },
    /// A pupil has another name.
    Renamed {
        /// Which.
        pupil: usize,
        /// The new one.
        name: String,
    },
    /// A pupil was sent out.
    SentOut {
        /// Which.
        pupil: usize,
        /// Whether for good.
        for_good: bool,
    },
    /// A pupil has more time.
    Extra {
        /// Which.
        pupil: usize,
        /// How much.
        extra: Extra,
    },
    /// Nobody new may join, or they may again.
    Locked(bool),
    /// Names are hidden on the projector, or shown again.
    Hidden(bool),
    /// Places are shown at the end, or not.
    Places(bool),
    /// The question at this place is open; at the pupils' own pace all of them are.
    Asked {
        /// Where.
        place: usize,
    },
    /// An answer was given.
    Answered {
        /// By whom.
        pupil: usize,
        /// To which question.
        question: usize,
        /// Which option, in the order of the paper.
        option: usize,
        /// Milliseconds the question was open for.
        elapsed: u64,
    },
    /// No more answers to the open question.
    Closed,
    /// What is right is shown.
    Revealed,
    /// The open question waits.
    Paused,
    /// It is open again.
    WentOn,
    /// It is open for longer; one that was closed is open again.
    Added {
        /// Milliseconds.
        ms: u32,
    },
    /// The question at hand counts for nobody, as if it was not asked.
    Skipped,
    /// What is right was changed.
    Changed(Change),
    /// At their own pace: a pupil is at this place.
    Went {
        /// Who.
        pupil: usize,
        /// Where, from 0 in their own order.
        to: usize,
    },
    /// At their own pace: a pupil handed in.
    Finished {
        /// Who.
        pupil: usize,
    },
    /// The end.
    Ended,
}
