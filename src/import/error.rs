//! Why a file could not be imported, and what is wrong with parts of it.

use std::fmt;

use crate::decks::Fault;

/// Why nothing of a file could be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// The file holds nothing.
    Empty,
    /// The bytes are no UTF-8.
    NotText {
        /// Line of the first byte that fits no character, from 1.
        line: usize,
    },
    /// No column holds questions, or none holds answers.
    NoColumn {
        /// The field that is wanted.
        field: String,
        /// The names in the first line.
        found: Vec<String>,
    },
    /// A column that was to be mapped is not there.
    NoSuchColumn {
        /// As asked for.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A column was to be mapped to something an item does not have.
    NoSuchField {
        /// As asked for.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// Two columns hold one field.
    TwoColumns {
        /// The field.
        field: String,
        /// The columns.
        columns: [String; 2],
    },
    /// A quote is opened and never closed, so nobody knows where the rows end.
    OpenQuote {
        /// Line of the row it opens in, from 1.
        line: usize,
    },
    /// The file is no JSON.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// In the words of the reader.
        message: String,
    },
    /// The file is JSON of some other kind.
    NoDecks,
    /// The file is of a format this program does not know yet.
    NewerFormat {
        /// The number in the file.
        found: i64,
    },
}

impl ImportError {
    /// The word the program may suggest instead.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            ImportError::NoSuchColumn { nearest, .. } | ImportError::NoSuchField { nearest, .. } => {
                nearest.as_deref()
            }
            _ => None,
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::Empty => write!(out, "the file is empty"),
            ImportError::NotText { line } => write!(out, "line {line}: not UTF-8 text"),
            ImportError::NoColumn { field, found } => write!(
                out,
                "line 1: no column is named `{field}`; the columns are `{}`",
                found.join("`, `")
            ),
            ImportError::NoSuchColumn { name, .. } => write!(out, "line 1: there is no column `{name}`"),
            ImportError::NoSuchField { name, .. } => write!(out, "an item has no field `{name}`"),
            ImportError::TwoColumns { field, columns } => write!(
                out,
                "line 1: the columns `{}` and `{}` both hold `{field}`",
                columns[0], columns[1]
            ),
            ImportError::OpenQuote { line } => {
                write!(out, "line {line}: a quote is opened in this row and never closed")
            }
            ImportError::NotJson {
                line,
                column,
                message,
            } => {
                write!(out, "line {line}, column {column}: not JSON: {message}")
            }
            ImportError::NoDecks => write!(out, "the file has no list `decks`"),
            ImportError::NewerFormat { found } => {
                write!(
                    out,
                    "the file is of format {found}, and this program reads formats up to 1"
                )
            }
        }?;
        match self.nearest() {
            Some(nearest) => write!(out, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ImportError {}

/// What is wrong with one entry of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// Line, from 1; `None` where the format has no use for lines.
    pub line: Option<usize>,
    /// Kind and id of the entry, where it has one.
    pub entry: String,
    /// What is wrong.
    pub fault: Fault,
    /// Whether the entry is left out.
    pub left_out: bool,
}

impl fmt::Display for ImportProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(out, "line {line}: ")?;
        }
        if !self.entry.is_empty() {
            write!(out, "{}: ", self.entry)?;
        }
        write!(out, "{}", self.fault)
    }
}
