//! What is wrong with a query, and where.

use std::fmt;

use crate::facts::Span;

/// Words of a search word that an error lists at most; more are in the help.
const MOST_LISTED: usize = 16;

/// A query that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The whole query.
    pub text: String,
    /// Byte range of what is wrong.
    pub span: Span,
    /// What is wrong.
    pub fault: QueryFault,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryFault {
    /// A word before a colon that means nothing.
    UnknownKey {
        /// As written.
        key: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A word of Anki's browser that can mean nothing here.
    Foreign {
        /// As one types it there, up to its sign: `nid:`, `prop:ease`.
        word: &'static str,
        /// What is otherwise here, and what to type.
        instead: &'static str,
    },
    /// A word after a colon that the key does not know.
    UnknownWord {
        /// The key.
        key: &'static str,
        /// As written.
        word: String,
        /// What was probably meant.
        nearest: Option<String>,
        /// The words it knows.
        known: Box<[&'static str]>,
    },
    /// No deck has this id, title or group.
    UnknownDeck {
        /// As written.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// No query was saved under this name.
    UnknownSaved {
        /// As written.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A saved query that cannot be read.
    InSaved {
        /// Its name.
        name: String,
        /// What is wrong in it.
        fault: Box<QueryFault>,
    },
    /// A saved query that uses itself, perhaps by way of others.
    Circle {
        /// Its name.
        name: String,
    },
    /// Nothing stands after the colon.
    NothingAfter {
        /// The key.
        key: String,
    },
    /// A number was expected.
    NoNumber {
        /// The key.
        key: String,
        /// As written.
        word: String,
        /// What it should look like.
        example: &'static str,
    },
    /// A number that is too small or too great.
    OutOfRange {
        /// The key.
        key: String,
        /// As written.
        word: String,
        /// What it may be, as a sentence: `flags go from 0 to 7`.
        range: &'static str,
    },
    /// A quote is not closed.
    OpenQuote,
    /// A bracket is not closed.
    OpenBracket,
    /// A bracket is closed that was not opened.
    NotOpened,
    /// A word that joins two terms has nothing on one side.
    NothingToJoin {
        /// `or`, `and` or `-`.
        word: String,
    },
    /// Brackets within brackets, more than anyone means.
    TooDeep,
}

impl QueryError {
    pub(super) fn new(text: &str, span: Span, fault: QueryFault) -> Self {
        QueryError {
            text: text.to_owned(),
            span,
            fault,
        }
    }

    /// The query, and below it a caret under every letter of what is wrong.
    pub fn caret(&self) -> String {
        // One line, whatever was typed, so that the caret stands below its letter.
        let line: String = self
            .text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let before = self.text.get(..self.span.start).unwrap_or("").chars().count();
        let wrong = self.span.of(&self.text).chars().count().max(1);
        format!("{line}\n{}{}", " ".repeat(before), "^".repeat(wrong))
    }

    /// The word the program may suggest instead.
    pub fn nearest(&self) -> Option<&str> {
        self.fault.nearest()
    }
}

impl QueryFault {
    fn nearest(&self) -> Option<&str> {
        match self {
            QueryFault::UnknownKey { nearest, .. }
            | QueryFault::UnknownWord { nearest, .. }
            | QueryFault::UnknownSaved { nearest, .. }
            | QueryFault::UnknownDeck { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(out)
    }
}

impl fmt::Display for QueryFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            QueryFault::UnknownKey { key, nearest: None } => {
                write!(
                    out,
                    "`{key}:` is no search word; to find the text, put it in quotes"
                )
            }
            QueryFault::UnknownKey { key, .. } => write!(out, "`{key}:` is no search word"),
            QueryFault::Foreign { word, instead } => write!(out, "`{word}` means nothing here: {instead}"),
            QueryFault::UnknownWord {
                key,
                word,
                nearest: None,
                known,
            } if known.len() <= MOST_LISTED => {
                write!(out, "`{key}:` knows no `{word}`; it knows {}", known.join(", "))
            }
            QueryFault::UnknownWord { key, word, .. } => write!(out, "`{key}:` knows no `{word}`"),
            QueryFault::UnknownDeck { name, .. } => write!(out, "there is no deck `{name}`"),
            QueryFault::UnknownSaved { name, .. } => write!(out, "there is no saved query `{name}`"),
            QueryFault::InSaved { name, fault } => write!(out, "the saved query `{name}`: {fault}"),
            QueryFault::Circle { name } => write!(out, "the saved query `{name}` stands for itself"),
            QueryFault::NothingAfter { key } => write!(out, "nothing stands after `{key}:`"),
            QueryFault::NoNumber { key, word, example } => {
                write!(
                    out,
                    "`{key}:` needs a number, as in `{example}`, and `{word}` is none"
                )
            }
            QueryFault::OutOfRange { key, word, range } => write!(out, "`{key}:{word}`: {range}"),
            QueryFault::OpenQuote => write!(out, "the quote is not closed"),
            QueryFault::OpenBracket => write!(out, "the bracket is not closed"),
            QueryFault::NotOpened => write!(out, "the bracket was not opened"),
            QueryFault::NothingToJoin { word } => write!(out, "`{word}` has nothing to stand with"),
            QueryFault::TooDeep => write!(out, "the brackets are nested too deep"),
        }?;
        match self.nearest() {
            Some(nearest) => write!(out, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}
