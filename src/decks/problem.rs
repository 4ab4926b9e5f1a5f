//! What is wrong with a deck file, and where.

use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;

/// One thing wrong in one place of a deck file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The deck file; `builtin:…` for a shipped deck.
    pub path: PathBuf,
    /// Line, counted from 1.
    pub line: usize,
    /// Kind and id of the entry it stands in: ``item `senate-seats` ``; empty outside of entries.
    pub entry: String,
    /// What is wrong.
    pub fault: Fault,
    /// Whether the entry cannot be used; otherwise it is studied all the same.
    pub left_out: bool,
}

impl Problem {
    /// Whether nothing of the file can be used: it is no deck without what is wrong here.
    pub fn loses_file(&self) -> bool {
        match &self.fault {
            // A second `[deck]` is passed over.
            Fault::DuplicateId { .. } => false,
            Fault::Unreadable { .. } | Fault::NotText { .. } | Fault::NewerFormat { .. } | Fault::NoDeck => {
                self.left_out
            }
            fault => self.left_out && (self.entry == "deck" || fault.nearest() == Some("[deck]")),
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Fault {
    /// The text is not TOML here.
    Syntax {
        /// In the words of the TOML reader.
        message: String,
    },
    /// The file cannot be read.
    Unreadable {
        /// In the words of the system.
        message: String,
    },
    /// The file is no UTF-8 text.
    NotText {
        /// First byte that fits no character.
        offset: usize,
    },
    /// The file is of a format this program does not know yet.
    NewerFormat {
        /// The number in the file.
        found: i64,
        /// The newest number known here.
        known: i64,
    },
    /// There is no `[deck]` with an id, so nothing could be stored under it.
    NoDeck,
    /// Two decks on the shelf have one id.
    DuplicateDeck {
        /// The id.
        id: String,
        /// The file that is used.
        first: PathBuf,
    },
    /// A deck of the home has the id of a shipped one, and is no copy of it.
    HidesShipped {
        /// The id.
        id: String,
        /// Title of the deck that is hidden.
        title: String,
    },
    /// A table no deck has.
    UnknownTable {
        /// As written.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A field this entry does not have.
    UnknownField {
        /// As written.
        field: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A question of another program that cannot be asked here, or only in part.
    NotCarried {
        /// What of it.
        what: String,
    },
    /// A field that must be there is not, or is empty.
    MissingField {
        /// Its name.
        field: String,
    },
    /// A value of the wrong type.
    WrongType {
        /// The field.
        field: String,
        /// What it should be, in words.
        expected: String,
        /// What it is or holds, with the value: ``is the number `5` ``.
        found: String,
    },
    /// A list holds a text that says nothing.
    EmptyText {
        /// The field.
        field: String,
    },
    /// Two entries of one kind have one id, so a stored review could belong to either.
    DuplicateId {
        /// The id.
        id: String,
        /// Line of the entry that keeps it.
        first: usize,
    },
    /// An id that cannot stand in `deck/item/direction`.
    BadId {
        /// As written.
        id: String,
    },
    /// The right answer stands among the wrong ones.
    KeyAmongDistractors {
        /// The key.
        key: String,
    },
    /// A wrong option stands there twice.
    RepeatedDistractor {
        /// The option.
        text: String,
    },
    /// No date of the forms 2021, 2021-07, 2021-07-25.
    BadDate {
        /// The field.
        field: String,
        /// As written.
        value: String,
    },
    /// A word outside a closed list: kind, status, assertion, order.
    UnknownWord {
        /// The field.
        field: String,
        /// As written.
        value: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A number outside its range.
    OutOfRange {
        /// The field.
        field: String,
        /// As written.
        value: String,
        /// The range, in words.
        range: String,
    },
    /// An item rests on a fact the deck does not hold.
    UnknownFact {
        /// Its id.
        fact: String,
    },
    /// Evidence names a source the deck does not hold.
    UnknownSource {
        /// Its id.
        source: String,
    },
    /// A row of a table has more cells than there are columns.
    TooManyCells {
        /// How many it has.
        found: usize,
        /// How many there are columns.
        width: usize,
    },
    /// The words to hide do not occur in the stem.
    BlankNotInStem {
        /// The words.
        blank: String,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: ", self.path.display(), self.line)?;
        if !self.entry.is_empty() {
            write!(out, "{}: ", self.entry)?;
        }
        write!(out, "{}", self.fault)
    }
}

impl std::error::Error for Problem {}

impl Fault {
    /// The word the program may suggest instead, where there is one.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Fault::UnknownTable { nearest, .. }
            | Fault::UnknownField { nearest, .. }
            | Fault::UnknownWord { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Syntax { message } => write!(out, "not readable as TOML: {message}")?,
            Fault::Unreadable { message } => write!(out, "the file cannot be read: {message}")?,
            Fault::NotText { offset } => write!(out, "not UTF-8 text from byte {offset} on")?,
            Fault::NewerFormat { found, known } => write!(
                out,
                "the file is of format {found}, and this program reads formats up to {known}"
            )?,
            Fault::NoDeck => write!(out, "there is no `[deck]` with an `id`")?,
            Fault::DuplicateDeck { id, first } => {
                write!(out, "deck `{id}` is already defined in {}", first.display())?;
            }
            Fault::HidesShipped { id, title } => write!(
                out,
                "`{id}` is the id of a deck that came with Suraq, “{title}”, which this one hides"
            )?,
            Fault::UnknownTable { name, .. } => write!(out, "a deck has no table `{name}`")?,
            Fault::UnknownField { field, .. } => write!(out, "unknown field `{field}`")?,
            Fault::NotCarried { what } => out.write_str(what)?,
            Fault::MissingField { field } => write!(out, "`{field}` is missing")?,
            Fault::WrongType {
                field,
                expected,
                found,
            } => write!(out, "`{field}` {found} and should be {expected}")?,
            Fault::EmptyText { field } => write!(out, "`{field}` holds an empty text")?,
            Fault::DuplicateId { first, .. } => write!(out, "already defined at line {first}")?,
            Fault::BadId { id } => write!(
                out,
                "`{id}` cannot be an id: it may hold letters, digits, `-`, `_` and `.` only"
            )?,
            Fault::KeyAmongDistractors { key } => write!(out, "the key `{key}` is among the distractors")?,
            Fault::RepeatedDistractor { text } => write!(out, "the distractor `{text}` stands there twice")?,
            Fault::BadDate { field, value } => write!(
                out,
                "`{field}` is `{value}`, which is no date of the form 2021, 2021-07 or 2021-07-25"
            )?,
            Fault::UnknownWord { field, value, .. } => write!(out, "`{field}` cannot be `{value}`")?,
            Fault::OutOfRange { field, value, range } => {
                write!(out, "`{field}` is {value} and should be {range}")?;
            }
            Fault::UnknownFact { fact } => write!(out, "the deck has no fact `{fact}`")?,
            Fault::UnknownSource { source } => write!(out, "the deck has no source `{source}`")?,
            Fault::TooManyCells { found, width } => write!(
                out,
                "the row has {found} cells and the header {width}; a cell with the separator in it needs quotes"
            )?,
            Fault::BlankNotInStem { blank } => write!(out, "the blank `{blank}` does not occur in the stem")?,
        }
        match self.nearest() {
            Some(nearest) => write!(out, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}
