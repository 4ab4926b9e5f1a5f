//! From facts to items: stem, key, distractors, explanation, and what the lint says of them.
//!
//! An item is one question as content. It is realised from a fact, never by
//! moving the words of a sentence, and dropped, never repaired, when a check
//! blocks it. Nothing here knows a file, a card or a learner.

pub mod alike;
pub mod anatomy;
pub mod as_there;
mod at_odds;
mod beside;
mod bodies;
mod detail;
pub mod difficulty;
pub mod distractors;
mod doubt;
pub mod english;
pub mod form;
pub mod gapped;
mod gaps;
mod home_nations;
mod introduced;
pub mod keywords;
pub mod kind;
pub mod kinds;
pub mod label;
mod leaning;
pub mod left_there;
mod letters;
pub mod lint;
mod lives;
pub mod media;
pub mod origin;
pub mod others;
pub mod phrasings;
pub mod rank;
pub mod record;
pub mod sets;
pub mod share;
mod stated;
pub mod typing;
pub mod unique;
mod wanting;
mod wars;
pub mod write;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use crate::facts::{Assertion, Evidence, Fact, FactId, PartialDate};
pub use detail::{Detail, Particulars};
pub use kind::Kind;
pub use record::{ClassAnswers, Record};
pub use write::{Draft, Dropped, Options, Written, write};

/// Names an item within its deck. Reviews are stored under it, so it is given once
/// and never derived from the wording.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub String);

impl fmt::Display for ItemId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One question as content. Stem and key suffice; the rest is empty where nothing is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Given once.
    pub id: ItemId,
    /// The fact it rests on; items of one fact are siblings.
    pub fact: Option<FactId>,
    /// Which of the twenty-four question types; `None` for a hand-written card that does not say.
    pub kind: Option<Kind>,
    /// What is asked. A cloze stem holds its blank as `____`.
    pub stem: String,
    /// The right answer. Empty for kinds that keep theirs in `detail`.
    pub key: String,
    /// Other right answers that folding does not find by itself.
    pub accept: Vec<String>,
    /// Wrong options; none, or at least two.
    pub distractors: Vec<Distractor>,
    /// What only some kinds need.
    pub detail: Detail,
    /// Shown after the answer.
    pub explanation: Option<String>,
    /// 3 core, 2 useful, 1 detail.
    pub importance: u8,
    /// Estimated before anyone answered, 1 easy to 5 hard.
    pub difficulty: Option<u8>,
    /// Words to find and group it by.
    pub tags: Vec<String>,
    /// For what can change: the date for which it is right.
    pub as_of: Option<PartialDate>,
    /// Disputed.
    pub contested: bool,
    /// Where it stands on the way from draft to retirement.
    pub status: Status,
    /// When the content of this item last changed, RFC 3339 in UTC; `None` when not recorded.
    pub changed: Option<String>,
    /// When it came here, RFC 3339 in UTC, where that was not when it last changed.
    pub added: Option<String>,
    /// What classes answered it.
    pub record: Record,
}

impl Item {
    /// An accepted item of stem and key alone, of usual importance and without an id.
    pub fn new(stem: &str, key: &str) -> Item {
        Item {
            id: ItemId::default(),
            fact: None,
            kind: None,
            stem: stem.to_owned(),
            key: key.to_owned(),
            accept: Vec::new(),
            distractors: Vec::new(),
            detail: Detail::default(),
            explanation: None,
            importance: 2,
            difficulty: None,
            tags: Vec::new(),
            as_of: None,
            contested: false,
            status: Status::Accepted,
            changed: None,
            added: None,
            record: Default::default(),
        }
    }
}

/// A wrong option, and why it is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distractor {
    /// As shown.
    pub text: String,
    /// Shown after the answer: `the independents among them`.
    pub why: Option<String>,
}

/// Where an item stands on the way from draft to retirement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Waits in the inbox; never studied.
    Draft,
    /// Studied.
    #[default]
    Accepted,
    /// A person turned it down; kept so that it does not come back.
    Rejected {
        /// In the person's words, or one of the inbox's reasons.
        reason: String,
    },
    /// No longer true or no longer wanted; shown with a notice.
    Retired {
        /// The item that takes its place.
        successor: Option<ItemId>,
    },
}
