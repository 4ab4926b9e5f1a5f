//! From foreign bytes to decks.
//!
//! An import gives a deck of what could be read and every problem with its
//! place. The caller merges it into a deck of its own. Tables and JSON know no
//! learner; what comes from [`anki`] brings one along.

pub mod anki;
mod cells;
mod columns;
mod corrected;
pub mod error;
mod filling;
pub mod formats;
mod row;
mod written;

use std::collections::BTreeMap;

use crate::decks::Deck;
use crate::text::Span;
use crate::text::read::Emphasis;

pub use corrected::Alike;
pub use corrected::know_reworded;
pub use error::ImportError;
pub use error::ImportProblem;
pub use filling::fill;
pub use formats::FORMATS;
pub use written::NO_KEY;

/// A way to read what other programs write.
pub trait Format: Sync {
    /// What it is called on the command line.
    fn name(&self) -> &'static str;

    /// Endings of its files, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether its files hold questions and answers alone, and cards that are there keep what these lack: see [`fill`].
    fn has_questions_alone(&self) -> bool {
        false
    }

    /// Whether a file of text whose ending does not tell looks as if it were of this format.
    fn looks_like(&self, _text: &str) -> bool {
        false
    }

    /// Reads a file.
    ///
    /// Errors: nothing in it can be used. One bad entry does not stop the others.
    fn read(&self, bytes: &[u8], options: &Options) -> Result<Imported, ImportError>;
}

/// How to read what does not say it by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// For tables: which column is which field, where the names do not tell; `question` → `stem`.
    pub columns: BTreeMap<String, String>,
    /// For tables: the sign between cells, where it should not be guessed.
    pub delimiter: Option<u8>,
    /// For tables: whether the first line is a row; the columns are then stem, key, accept, distractors.
    pub no_header: bool,
    /// For questions with lettered options: words that stand out, and where they stand in the text.
    pub emphasised: Vec<(Emphasis, Span)>,
}

/// What an import gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// What could be read. A table gives one deck without id and title.
    pub decks: Vec<Deck>,
    /// What could not, or only in part, in the order of the file.
    pub problems: Vec<ImportProblem>,
    /// Columns that mean nothing here and were passed over.
    pub ignored: Vec<String>,
    /// By which type the right options of questions were known that name none, and of how many.
    pub by_type: Option<(Emphasis, usize)>,
}

/// Finds the format of a file by its name's ending.
pub fn format_of(file_name: &str) -> Option<&'static dyn Format> {
    let (_, extension) = file_name.rsplit_once('.')?;
    let extension = extension.to_lowercase();
    FORMATS
        .iter()
        .copied()
        .find(|format| format.extensions().contains(&extension.as_str()))
}

/// Finds the format of a text whose ending does not tell.
pub fn format_like(text: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.looks_like(text))
}
