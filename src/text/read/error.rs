//! Why bytes are no document: what is wrong, where, and with which value.

use std::fmt;

/// Why bytes are no document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no letter or digit in it.
    Empty {
        /// File name as given.
        name: String,
    },
    /// It is something else than text.
    NotText {
        /// File name as given.
        name: String,
        /// What it looks like, such as `a sound`.
        looks: &'static str,
    },
    /// It is larger than a document may be.
    TooLarge {
        /// File name as given.
        name: String,
        /// Its size in bytes.
        bytes: usize,
        /// How many bytes it may have.
        most: usize,
    },
    /// It is of a format that is read, and cannot be taken apart.
    Damaged {
        /// File name as given.
        name: String,
        /// Its format, such as `EPUB`.
        format: &'static str,
        /// The file inside it; empty where it is the whole.
        place: String,
        /// What is wrong there.
        problem: String,
    },
    /// It opens with a password or a licence only.
    Encrypted {
        /// File name as given.
        name: String,
        /// Its format, such as `EPUB`.
        format: &'static str,
        /// The file inside it; empty where it is the whole.
        place: String,
    },
    /// Unpacked it is larger than a document may be.
    Swells {
        /// File name as given.
        name: String,
        /// Its format, such as `EPUB`.
        format: &'static str,
        /// The file inside it where that was seen; empty where it is the whole.
        place: String,
        /// How many bytes may be unpacked.
        most: usize,
    },
    /// Reading this format is a feature that was left out when the program was built.
    LeftOut {
        /// File name as given.
        name: String,
        /// The format, such as `PDF`.
        format: &'static str,
        /// The feature of the package that reads it.
        feature: &'static str,
    },
}

impl ReadError {
    /// Returns the same error of a document that is called `name`, such as its path.
    pub fn renamed(mut self, name: String) -> ReadError {
        match &mut self {
            ReadError::Empty { name: own }
            | ReadError::NotText { name: own, .. }
            | ReadError::TooLarge { name: own, .. }
            | ReadError::Damaged { name: own, .. }
            | ReadError::Encrypted { name: own, .. }
            | ReadError::Swells { name: own, .. }
            | ReadError::LeftOut { name: own, .. } => *own = name,
        }
        self
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MEGABYTE: usize = 1024 * 1024;
        match self {
            ReadError::Empty { name } => write!(out, "{name}: the document is empty"),
            ReadError::NotText { name, looks } => write!(out, "{name}: this is {looks}, not text"),
            ReadError::TooLarge { name, bytes, most } => write!(
                out,
                "{name}: the document has {} MB, and at most {} MB can be read",
                bytes.div_ceil(MEGABYTE),
                most / MEGABYTE
            ),
            ReadError::Damaged {
                name,
                format,
                place,
                problem,
            } => {
                write!(out, "{name}: the {format} file is damaged")?;
                inside(out, place)?;
                write!(out, ": {problem}")
            }
            ReadError::Encrypted { name, format, place } => {
                write!(out, "{name}: the {format} file is encrypted")?;
                inside(out, place)
            }
            ReadError::Swells {
                name,
                format,
                place,
                most,
            } => {
                write!(
                    out,
                    "{name}: unpacked, the {format} file has more than the {} MB that can be read",
                    most / MEGABYTE
                )?;
                inside(out, place)
            }
            ReadError::LeftOut { name, format, .. } => {
                write!(
                    out,
                    "{name}: this is a {format} file, and this suraq was built without reading them"
                )
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// The place inside a packed file, where there is one.
fn inside(out: &mut fmt::Formatter<'_>, place: &str) -> fmt::Result {
    match place {
        "" => Ok(()),
        place => write!(out, " at {place}"),
    }
}
