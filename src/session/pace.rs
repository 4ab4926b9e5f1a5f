//! How long cards take: one estimate, wherever minutes are told.

/// How long the last answers took, as far as they are known.
///
/// Nothing answered yet, it is ten seconds a card.
///
/// ```
/// use suraq::session::Pace;
///
/// assert_eq!(Pace::default().minutes(12), 2);
/// assert_eq!(Pace::of(1_000, 4_000_000).minutes(30), 3);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    answers: i64,
    milliseconds: i64,
}

/// So many answers of ten seconds are assumed before the first: one quick answer says little of those to come.
const ASSUMED: i64 = 5;

/// Milliseconds each of them takes.
const USUAL: i64 = 10_000;

/// Shortest and longest time that a card is taken to need, in milliseconds.
const RANGE: (i64, i64) = (2_000, 120_000);

impl Pace {
    /// The last answers look back no further than this many: the pace of last year is not that of today.
    pub const LAST: u32 = 1_000;

    /// The pace of so many answers, which took so many milliseconds together.
    pub fn of(answers: u32, milliseconds: i64) -> Pace {
        Pace {
            answers: answers.into(),
            milliseconds,
        }
    }

    /// The pace with one more answer.
    pub(super) fn with(self, milliseconds: i64) -> Pace {
        Pace {
            answers: self.answers + 1,
            milliseconds: self.milliseconds.saturating_add(milliseconds),
        }
    }

    /// Returns the minutes that so many cards take, rounded up.
    pub fn minutes(self, cards: usize) -> usize {
        let took = self.milliseconds.max(0).saturating_add(ASSUMED * USUAL);
        let each = (took / (self.answers + ASSUMED)).clamp(RANGE.0, RANGE.1);
        let cards = i64::try_from(cards).unwrap_or(i64::MAX);
        let all = each.saturating_mul(cards);
        usize::try_from(all / 60_000 + i64::from(all % 60_000 > 0)).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;

    #[test]
    fn the_first_answers_move_it_little_and_many_settle_it() {
        assert_eq!(Pace::default().minutes(0), 0);
        assert_eq!(Pace::default().minutes(1), 1);
        assert_eq!(Pace::default().with(1_000).minutes(60), 9);
        assert_eq!(Pace::of(1_000, 60_000_000).minutes(10), 10);
        // Who leaves a card open, or answers at once, is not taken at their word.
        assert_eq!(Pace::of(1_000, 1_000).minutes(30), 1);
        assert_eq!(Pace::of(1_000, i64::MAX / 2).minutes(3), 6);
    }
}
