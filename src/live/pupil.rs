//! A pupil in a room: who they are to the host, what they were asked, and what they answered.

use serde::Deserialize;
use serde::Serialize;

/// How much more time a pupil has than the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extra {
    /// None.
    #[default]
    Usual,
    /// Half as much again.
    Half,
    /// Twice as much.
    Double,
    /// No limit.
    Unlimited,
}

impl Extra {
    /// Returns how long `limit` milliseconds are with it; none without an end.
    pub fn of(self, limit: u64) -> Option<u64> {
        match self {
            Extra::Usual => Some(limit),
            Extra::Half => Some(limit + limit / 2),
            Extra::Double => Some(limit * 2),
            Extra::Unlimited => None,
        }
    }
}

/// Whether a pupil takes part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// They do.
    #[default]
    In,
    /// Sent out; they may come back.
    Kicked,
    /// Sent out for good.
    Banned,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Which option, in the order of the paper.
    pub option: usize,
    /// Milliseconds the question was open for.
    pub elapsed: u64,
    /// More time than the others that the pupil had for the question.
    pub extra: Extra,
}

/// A pupil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pupil {
    /// As it is shown.
    pub name: String,
    /// What their phone shows to be known again.
    pub token: String,
    /// What brings them back on another phone.
    pub rejoin: String,
    /// Language of their page.
    pub lang: String,
    /// Where the orders on their phone come from.
    pub chance: u64,
    /// Whether they take part.
    pub standing: Standing,
    /// More time than the others.
    pub extra: Extra,
    /// For each question of the paper, whether it came to them.
    pub asked: Vec<bool>,
    /// For each question of the paper, what they answered.
    pub given: Vec<Option<Given>>,
    /// At their own pace: where they are, from 0 in their own order.
    pub place: usize,
    /// At their own pace: they handed in.
    pub has_finished: bool,
}

impl Pupil {
    /// Whether they take part.
    pub fn is_in(&self) -> bool {
        self.standing == Standing::In
    }
}
