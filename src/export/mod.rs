//! From decks to the bytes other programs read.
//!
//! Every format says what it cannot carry, item by item. Nothing here knows a
//! disk, or a learner unless it is handed one in the [`Context`]: the caller brings
//! the decks, already narrowed to the items that are meant, and writes the bytes.

mod archive;
pub mod context;
pub mod formats;
mod question;
mod xml;

use std::collections::BTreeMap;
use std::fmt;

use crate::decks::Deck;
use crate::items::ItemId;
use crate::progress::ExportRecord;

pub use context::Context;
pub use context::Learner;
pub use context::Scratch;
pub use formats::FORMATS;
pub use formats::anki::wordings as wordings_for_anki;

/// A way to write decks for other programs.
pub trait Format: Sync {
    /// What it is called on the command line.
    fn name(&self) -> &'static str;

    /// Ending of its files, without the dot.
    fn extension(&self) -> &'static str;

    /// What it is for, in one line.
    fn about(&self) -> &'static str;

    /// Whether its files are bytes that no terminal can show.
    fn is_binary(&self) -> bool {
        false
    }

    /// What it knows to do with more than the decks.
    fn extras(&self) -> Extras {
        Extras::default()
    }

    /// Writes the decks. The same decks and context give the same bytes.
    ///
    /// Errors when a file of the format cannot hold so much.
    fn write(&self, decks: &[Deck], context: &Context) -> Result<Exported, ExportError>;

    /// Tells what [`Format::write`] would, without the bytes; of media only the names need to be there.
    ///
    /// Errors: as `write`.
    fn preview(&self, decks: &[Deck], context: &Context) -> Result<Exported, ExportError> {
        self.write(decks, context)
    }
}

/// What a format does with the [`Context`]; most do nothing with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// It updates what an earlier export left in the other program, and keeps a record for that.
    pub updates: bool,
    /// It carries the learner's progress.
    pub progress: bool,
    /// The other program writes over all that is in a file, so what did not change is left out of it.
    pub writes_over: bool,
}

/// What an export gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// A name for it.
    pub file_name: String,
    /// How many questions stand in the file; `None` where each card is one and `losses` tells which are missing.
    pub questions: Option<usize>,
    /// What the format cannot carry, in the order of the decks.
    pub losses: Vec<Loss>,
    /// Cards that read as the last export wrote them and are not in the file, where the format leaves such out.
    pub unchanged: Vec<String>,
    /// What a later export must know of this one; empty where the format keeps no record.
    pub record: ExportRecord,
    /// The first and the last number that notes have in the file, by the ids of their decks; empty where they have none.
    pub numbers: BTreeMap<String, (i64, i64)>,
}

/// Something a format cannot carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The item or term.
    pub item: ItemId,
    /// What is lost, and why: `its pairs: a row has one key`.
    pub reason: String,
    /// Whether the whole item is missing from the file.
    pub is_missing: bool,
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportError {
    /// What the file is made with refused: there is too much of it.
    Refused {
        /// In its words.
        detail: String,
    },
}

impl fmt::Display for ExportError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExportError::Refused { detail } => write!(out, "the file cannot be made: {detail}"),
        }
    }
}

impl std::error::Error for ExportError {}

/// Finds a format by its name.
pub fn format(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// Names a file after its deck, or after the program where there are several.
fn file_name(decks: &[Deck], extension: &str) -> String {
    match decks {
        [deck] => format!("{}.{extension}", deck.meta.id),
        _ => format!("suraq.{extension}"),
    }
}
