//! From documents to typed facts, each with its time, its speaker and its evidence.
//!
//! A fact is one checked statement of the text. What no rule understands is not
//! an error: it is listed as skipped, with the reason. Nothing here knows a
//! question, a card or a learner.

pub mod aliases;
pub mod amount;
pub mod assertion;
mod calling;
pub mod classes;
pub mod clause;
pub mod commas;
pub mod find;
pub mod frame;
pub mod names;
pub mod parts;
pub mod people;
pub mod quantity;
pub mod rules;
pub mod scene;
pub mod statement;
pub mod structure;
pub mod time;
pub mod topic;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use crate::text::{DocumentId, PartialDate, Span};
pub use find::{Findings, Found, Skipped, find};
pub use frame::Frame;

/// Names a fact within its deck; given once, never derived again from the wording.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FactId(pub String);

impl fmt::Display for FactId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One statement, as a deck keeps it: readable by people, enough for checks and distractors.
///
/// Names are canonical full forms. The extractor keeps a typed frame beside it
/// for the question writer; a deck does not need that.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Given once.
    pub id: FactId,
    /// What the fact is about.
    pub subject: String,
    /// How subject and object hang together, in words: `number of candidates`.
    pub relation: String,
    /// The value: a name, number, date or phrase, as it would be printed.
    pub object: String,
    /// When it was so, or when it happened.
    pub time: Option<PartialDate>,
    /// The whole fact as one sentence that stands alone.
    pub statement: String,
    /// How the source puts it.
    pub assertion: Assertion,
    /// For what can change: the date for which it is known. `None` when it no longer changes or is not said.
    pub as_of: Option<PartialDate>,
    /// Disputed; decks let a learner leave such facts out.
    pub contested: bool,
    /// 3 core, 2 useful, 1 detail.
    pub importance: u8,
    /// Where it stands in the sources.
    pub evidence: Vec<Evidence>,
}

/// How a source puts a fact. Only `Stated` may be asked as plain fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assertion {
    /// In the source's own voice.
    Stated,
    /// As somebody's words; may be asked only with the speaker.
    Attributed {
        /// Full name or description of who says so.
        speaker: String,
    },
    /// With doubt: may, reportedly, is believed to.
    Hedged,
    /// As a plan or expectation.
    Planned,
    /// As not being so.
    Denied,
}

/// A place in a source document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The document the span belongs to, where it is kept.
    pub document: Option<DocumentId>,
    /// Id of a deck's source, where the fact stands in a deck.
    pub source: Option<String>,
    /// Byte range of the quote in the document's text, where known.
    pub span: Option<Span>,
    /// The words themselves, exactly as in the document; empty where only the source is known.
    pub quote: String,
}
