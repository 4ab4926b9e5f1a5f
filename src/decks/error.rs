//! Why something could not be done with a deck as a whole.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::Problem;

/// Why something could not be done with a deck as a whole. What is wrong inside
/// a deck that can still be used is a [`Problem`].
#[derive(Debug)]
#[non_exhaustive]
pub enum DeckError {
    /// A file or folder could not be read.
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A file could not be written; the old one is as it was.
    Write {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The bytes are no UTF-8.
    NotText {
        /// Which file.
        path: PathBuf,
        /// First byte that fits no character.
        offset: usize,
    },
    /// The file holds no deck that can be used.
    Unusable {
        /// Why; the first says most.
        problems: Vec<Problem>,
    },
    /// The file is no longer what was read: another program wrote it.
    ChangedOnDisk {
        /// Which.
        path: PathBuf,
    },
    /// No deck on the shelf has this id.
    UnknownDeck {
        /// As asked for.
        id: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// The deck has no such item or term.
    UnknownCard {
        /// `deck/item`.
        id: String,
    },
    /// Text that is no `deck/item` or `deck/item/direction`.
    NoCardId {
        /// As given.
        text: String,
    },
    /// The index could be neither read nor built again.
    Index {
        /// Its path.
        path: PathBuf,
        /// What SQLite says.
        error: rusqlite::Error,
    },
}

impl fmt::Display for DeckError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeckError::Read { path, error } => write!(out, "{}: cannot be read: {error}", path.display()),
            DeckError::Write { path, error } => {
                write!(out, "{}: cannot be written: {error}", path.display())
            }
            DeckError::NotText { path, offset } => {
                write!(out, "{}: not UTF-8 text from byte {offset} on", path.display())
            }
            DeckError::Unusable { problems } => match problems.split_first() {
                None => write!(out, "no usable deck"),
                Some((first, [])) => write!(out, "{first}"),
                Some((first, rest)) => write!(out, "{first} (and {} more)", rest.len()),
            },
            DeckError::ChangedOnDisk { path } => write!(
                out,
                "{}: changed by another program since it was read; nothing was written",
                path.display()
            ),
            DeckError::UnknownDeck { id, nearest } => {
                write!(out, "there is no deck `{id}`")?;
                match nearest {
                    Some(nearest) => write!(out, "; did you mean `{nearest}`?"),
                    None => Ok(()),
                }
            }
            DeckError::UnknownCard { id } => write!(out, "there is no card `{id}`"),
            DeckError::NoCardId { text } => {
                write!(out, "`{text}` is no card id of the form deck/item")
            }
            DeckError::Index { path, error } => {
                write!(out, "{}: the index cannot be built: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for DeckError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            DeckError::Read { error, .. } | DeckError::Write { error, .. } => Some(error),
            DeckError::Index { error, .. } => Some(error),
            _ => None,
        }
    }
}
