//! What came of uniting results, and why they cannot be united.

use std::fmt;

use crate::quiz::scores::Results;
use crate::quiz::scores::Sheet;

/// What one file brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// How many sheets came in.
    pub new: usize,
    /// How many were here already.
    pub known: usize,
    /// How many were here with other answers, and were changed there since.
    pub later: usize,
    /// How many were taken away since, here or elsewhere.
    pub gone: usize,
    /// Names here of those that an older program kept, which are known by name and answers alone: two pupils of one
    /// name with the same answers cannot be told apart among them.
    pub by_name: Vec<String>,
}

/// Results that were united.
#[derive(Clone, Debug, PartialEq)]
pub struct United {
    /// All that counts now.
    pub results: Results,
    /// Names of new sheets that another one had.
    pub doubled: Vec<Doubled>,
    /// Sheets whose answers are others now, before and after.
    pub corrected: Vec<[Sheet; 2]>,
    /// Sheets that were taken away elsewhere, and are so here from now on.
    pub taken: Vec<Sheet>,
    /// Names of sheets that came in and stay away.
    pub away: Vec<String>,
    /// Names of sheets that were taken away here, and are back because they were changed elsewhere since.
    pub back: Vec<String>,
}

/// A name that came in and that another sheet has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// Without the number that tells sheets apart.
    pub name: String,
    /// Where all its sheets stand among those of the results.
    pub sheets: Vec<usize>,
}

/// Why results cannot be united.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JoinError {
    /// They are of another paper.
    OtherPaper {
        /// Code of the paper.
        code: String,
        /// Code of the results.
        found: String,
    },
    /// They are of another paper of the same code.
    OtherMake,
    /// A sheet does not fit the paper.
    Sheet {
        /// By whom it is.
        pupil: String,
    },
    /// A question was given one key here and another there.
    Key {
        /// Which, in the order of the paper.
        question: usize,
        /// Where it stands on the first version.
        place: String,
        /// The options that are right here; `None` where it does not count.
        ours: Option<Vec<usize>>,
        /// Those that are right there.
        theirs: Option<Vec<usize>>,
    },
}

impl fmt::Display for JoinError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JoinError::OtherPaper { code, found } => {
                write!(out, "these are results of paper {found}, not of {code}")
            }
            JoinError::OtherMake => write!(
                out,
                "these are results of another paper of this code, with other keys or its options in another order"
            ),
            JoinError::Sheet { pupil } => write!(out, "the sheet of `{pupil}` does not fit the paper"),
            JoinError::Key { place, .. } => {
                write!(
                    out,
                    "the key of {place} was changed in one way here and in another there"
                )
            }
        }
    }
}

impl std::error::Error for JoinError {}
