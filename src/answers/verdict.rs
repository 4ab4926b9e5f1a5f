//! What the grader says of an answer: an outcome, a credit, a reason and the marked difference.

use std::fmt;

use super::difference::Part;

/// How good an answer is, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The answer, in any of its spellings, scripts or forms.
    Right,
    /// The answer with a slip of the hand that points to nothing else.
    Typo,
    /// A true part of the answer: the month without the day, one of two names.
    Partial,
    /// Not the answer, but so near that asking again is fair.
    Close,
    /// Another thing, or nothing.
    Wrong,
    /// Words the grader cannot judge; the learner compares and says.
    SelfGrade,
}

impl Outcome {
    /// Every outcome with the word shown for it.
    pub const ALL: [(Outcome, &'static str); 6] = [
        (Outcome::Right, "right"),
        (Outcome::Typo, "typo"),
        (Outcome::Partial, "partial"),
        (Outcome::Close, "close"),
        (Outcome::Wrong, "wrong"),
        (Outcome::SelfGrade, "self-grade"),
    ];

    /// Whether the answer counts as known.
    pub fn is_accepted(self) -> bool {
        matches!(self, Outcome::Right | Outcome::Typo)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(Outcome::ALL[*self as usize].1)
    }
}

/// The grader's word on one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which of the six it is.
    pub outcome: Outcome,
    /// Share of the answer that was given, 0 to 1000. For `SelfGrade` a guess that decides nothing.
    pub credit: u16,
    /// One plain sentence for the learner, without a full stop.
    pub reason: String,
    /// The answer letter by letter beside the nearest right form; empty when they are the same.
    pub difference: Vec<Part>,
}

impl Verdict {
    /// A verdict without a marked difference; [`grade`](super::grade) adds that at the end.
    pub(super) fn new(outcome: Outcome, credit: u16, reason: impl Into<String>) -> Self {
        Verdict {
            outcome,
            credit,
            reason: reason.into(),
            difference: Vec::new(),
        }
    }

    /// The answer is right, and why.
    pub(crate) fn right(reason: impl Into<String>) -> Self {
        Verdict::new(Outcome::Right, FULL, reason)
    }

    pub(super) fn typo(reason: impl Into<String>) -> Self {
        Verdict::new(Outcome::Typo, FULL, reason)
    }

    pub(super) fn partial(credit: u16, reason: impl Into<String>) -> Self {
        Verdict::new(Outcome::Partial, credit, reason)
    }

    pub(super) fn close(reason: impl Into<String>) -> Self {
        Verdict::new(Outcome::Close, 0, reason)
    }

    pub(super) fn wrong(reason: impl Into<String>) -> Self {
        Verdict::new(Outcome::Wrong, 0, reason)
    }

    pub(super) fn self_grade(credit: u16, reason: impl Into<String>) -> Self {
        Verdict::new(Outcome::SelfGrade, credit, reason)
    }

    /// The better of two verdicts: by outcome, then by credit; the first when they are equal.
    pub(super) fn or_better(self, other: Verdict) -> Verdict {
        let rank = |verdict: &Verdict| (verdict.outcome.preference(), u16::MAX - verdict.credit);
        if rank(&other) < rank(&self) { other } else { self }
    }
}

impl Outcome {
    /// What is offered to the learner first when several readings of an answer are possible:
    /// a judgement that cannot be made is still better than a wrong one.
    fn preference(self) -> u8 {
        match self {
            Outcome::Right => 0,
            Outcome::Typo => 1,
            Outcome::Partial => 2,
            Outcome::Close => 3,
            Outcome::SelfGrade => 4,
            Outcome::Wrong => 5,
        }
    }
}

/// The whole credit.
pub(super) const FULL: u16 = 1000;

#[cfg(test)]
mod tests {
    use super::Outcome;

    #[test]
    fn the_words_stand_in_the_order_of_the_outcomes() {
        for (index, (outcome, word)) in Outcome::ALL.iter().enumerate() {
            assert_eq!(*outcome as usize, index);
            assert_eq!(&outcome.to_string(), word);
        }
    }
}
