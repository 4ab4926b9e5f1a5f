//! The twenty-four question types, by number and by name.

use std::fmt;

/// A question type. The slug stands in decks and on the command line, the number in reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the table below says what each is called and asks
pub enum Kind {
    Who,
    Which,
    When,
    Where,
    HowMany,
    Office,
    Succession,
    Cause,
    Term,
    Expansion,
    Affiliation,
    Speaker,
    Requirement,
    Renaming,
    Rank,
    Content,
    Outcome,
    Earlier,
    Timeline,
    Matching,
    TrueFalse,
    Estimate,
    Cloze,
    Compare,
}

/// Every kind with its number and slug, in order.
pub const KINDS_BY_NUMBER: &[(Kind, &str, &str)] = &[
    (Kind::Who, "T01", "who"),
    (Kind::Which, "T02", "which"),
    (Kind::When, "T03", "when"),
    (Kind::Where, "T04", "where"),
    (Kind::HowMany, "T05", "how-many"),
    (Kind::Office, "T06", "office"),
    (Kind::Succession, "T07", "succession"),
    (Kind::Cause, "T08", "cause"),
    (Kind::Term, "T09", "term"),
    (Kind::Expansion, "T10", "expansion"),
    (Kind::Affiliation, "T11", "affiliation"),
    (Kind::Speaker, "T12", "speaker"),
    (Kind::Requirement, "T13", "requirement"),
    (Kind::Renaming, "T14", "renaming"),
    (Kind::Rank, "T15", "rank"),
    (Kind::Content, "T16", "content"),
    (Kind::Outcome, "T17", "outcome"),
    (Kind::Earlier, "T18", "earlier"),
    (Kind::Timeline, "T19", "timeline"),
    (Kind::Matching, "T20", "matching"),
    (Kind::TrueFalse, "T21", "true-false"),
    (Kind::Estimate, "T22", "estimate"),
    (Kind::Cloze, "T23", "cloze"),
    (Kind::Compare, "T24", "compare"),
];

impl Kind {
    /// Returns the number, `T01` to `T24`.
    pub fn number(self) -> &'static str {
        KINDS_BY_NUMBER[self as usize].1
    }

    /// Returns the name used in decks and on the command line.
    pub fn slug(self) -> &'static str {
        KINDS_BY_NUMBER[self as usize].2
    }

    /// Finds a kind by its slug.
    pub fn from_slug(slug: &str) -> Option<Kind> {
        KINDS_BY_NUMBER
            .iter()
            .find(|(_, _, known)| *known == slug)
            .map(|(kind, _, _)| *kind)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS_BY_NUMBER, Kind};

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for (index, (kind, number, slug)) in KINDS_BY_NUMBER.iter().enumerate() {
            assert_eq!(*kind as usize, index);
            assert_eq!(*number, format!("T{:02}", index + 1));
            assert_eq!(Kind::from_slug(slug), Some(*kind));
        }
    }
}
