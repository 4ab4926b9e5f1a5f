//! Why the note of a card is left as it is in Anki, whatever is edited here: an export that wrote over it would take
//! away what somebody made of it there.

use serde::Deserialize;
use serde::Serialize;

/// What somebody made of a note there that a note from here cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeftThere {
    /// It has this note type of Suraq there; empty where it has none of these.
    OfType(String),
    /// It has words in fields that Suraq does not write.
    WithFields,
    /// The gap of the card is not in its text, and others are.
    WithoutGap,
}
