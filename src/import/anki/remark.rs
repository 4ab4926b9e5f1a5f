//! What is told of single cards: why one was left out, or what is missing on it.

use std::fmt;

use crate::items::ItemId;

/// Why a card was left out, or what a person should know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// Parts of a picture are covered.
    Occlusion,
    /// Its front says nothing.
    EmptyFront,
    /// Its front is spoken, not shown.
    Spoken,
    /// Its back says nothing.
    NoAnswer,
    /// A cloze card whose number hides nothing.
    NoDeletion,
    /// Its note type has no such card.
    NoTemplate,
    /// Its note type is not in the collection.
    NoNoteType,
    /// Its note is not in the collection.
    NoNote,
    /// Another card has its identity already.
    Doubled,
    /// A side is a picture or a sound and nothing else; asked all the same.
    MediaAlone,
    /// A side is a formula and nothing else; asked all the same, with the formula as it was typed.
    FormulaAlone,
    /// Its answer is typed and names two that are too long to be taken one by one.
    Alternatives,
}

impl Reason {
    /// Whether the card is left out.
    pub fn leaves_out(self) -> bool {
        !matches!(
            self,
            Reason::MediaAlone | Reason::FormulaAlone | Reason::Alternatives
        )
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Reason::Occlusion => "parts of a picture are covered, which a terminal cannot show",
            Reason::EmptyFront => "the front is empty",
            Reason::Spoken => "Anki speaks the front, which a terminal cannot",
            Reason::NoAnswer => "the back has no answer",
            Reason::NoDeletion => "the cloze hides nothing",
            Reason::NoTemplate => "the note type has no such card",
            Reason::NoNoteType => "the note type is missing",
            Reason::NoNote => "the note is missing",
            Reason::Doubled => "another card of the package has the same identity",
            Reason::MediaAlone => "a side is only a picture or a sound; open it with o",
            Reason::FormulaAlone => "a side is only a formula; it is shown as it was typed",
            Reason::Alternatives => "the answer has a / between long parts, and is typed whole",
        })
    }
}

/// A card that a person should know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Number of its note over there, by which Anki's browser finds it: `nid:…`.
    pub note: i64,
    /// The beginning of its first field.
    pub start: String,
    /// What there is to know.
    pub reason: Reason,
    /// The item that came of the card; none where it was left out.
    pub item: Option<ItemId>,
    /// The id of the item that it would have been where it was left out.
    pub left_out: Option<ItemId>,
    /// The name of its note over there, where Suraq wrote it; empty for others.
    pub guid: String,
}

/// How a card is plainer than it was, with nothing of its words lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plainer {
    /// It had bold, italics or colour, which went.
    pub is_styled: bool,
    /// It had tables or lists, which are lines of text.
    pub is_laid_out: bool,
    /// It had links, whose addresses stand at the end of the explanation where the text does not show them.
    pub is_linked: bool,
}

impl Plainer {
    /// Whether nothing of it went.
    pub fn is_whole(self) -> bool {
        self == Plainer::default()
    }
}
