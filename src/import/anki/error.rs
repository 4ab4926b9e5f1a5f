//! Why a package was refused.

use std::fmt;
use std::io;

/// Why nothing of a package could be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum PackageError {
    /// A web page stands in the file, as when a download asked for a login.
    WebPage,
    /// The file is no archive, or only a part of one.
    NotAnArchive,
    /// An archive without a collection.
    NoCollection,
    /// The package says it is of a format that is not known here.
    TooNew {
        /// Its number.
        version: u64,
    },
    /// A part of the package cannot be read.
    Damaged {
        /// The part, as it is named in the archive.
        part: String,
        /// What is wrong with it.
        problem: String,
    },
    /// More than is read of one package.
    TooLarge {
        /// The part, as it is named in the archive.
        part: String,
        /// What there is too much of: `bytes`, `notes`.
        what: &'static str,
        /// Most that is read.
        most: u64,
    },
    /// The system refused to read the file or to keep its collection for the moment.
    System {
        /// What was being done.
        doing: &'static str,
        /// In the words of the system.
        error: io::Error,
    },
    /// A text of cards as they are shown, which says nothing of their notes.
    CardsAsShown,
    /// The caller wanted to stop.
    Stopped,
}

impl PackageError {
    pub(super) fn damaged(part: &str, problem: impl Into<String>) -> PackageError {
        PackageError::Damaged {
            part: part.to_owned(),
            problem: problem.into(),
        }
    }

    pub(super) fn too_large(part: &str, what: &'static str, most: u64) -> PackageError {
        PackageError::TooLarge {
            part: part.to_owned(),
            what,
            most,
        }
    }
}

impl fmt::Display for PackageError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackageError::WebPage => write!(out, "this is a web page and not an Anki package"),
            PackageError::NotAnArchive => {
                write!(out, "this is not an Anki package, or only the beginning of one")
            }
            PackageError::NoCollection => write!(out, "there is no Anki collection in this archive"),
            PackageError::TooNew { version } => write!(
                out,
                "the package is of format {version}, and this program reads formats 1 to 3"
            ),
            PackageError::Damaged { part, problem } => write!(out, "`{part}` is damaged: {problem}"),
            PackageError::TooLarge { part, what, most } => {
                write!(
                    out,
                    "`{part}` holds more than {most} {what}, the most that is read"
                )
            }
            PackageError::System { doing, error } => write!(out, "{doing}: {error}"),
            PackageError::CardsAsShown => write!(
                out,
                "these are cards as Anki shows them, and nothing says which notes they are of"
            ),
            PackageError::Stopped => write!(out, "stopped"),
        }
    }
}

impl std::error::Error for PackageError {}
