//! Which of the days that fit a card gets: the less busy, the easy and the days away.
//!
//! An interval may move a little either way, and on one of those days there is
//! less to do than on another. Whole numbers are weighed, so that the same days
//! are chosen on every machine. Nothing is moved beyond what fuzz allows.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::StudyDay;

/// How much is studied on each day of the week, in per cent of a usual day; Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EasyDays(pub [u8; 7]);

impl EasyDays {
    /// No day is easier than another.
    pub const NONE: EasyDays = EasyDays([100; 7]);

    /// Returns the per cent of a day.
    pub fn of(&self, day: StudyDay) -> u8 {
        self.0[weekday(day)]
    }

    /// Returns the share of `number` that a day has, rounded up: an easy day is not a free one.
    pub fn share_of(&self, number: u32, day: StudyDay) -> u32 {
        let share = u64::from(number) * u64::from(self.of(day));
        u32::try_from(share.div_ceil(100)).unwrap_or(u32::MAX)
    }
}

/// Returns the place of a day in its week; Monday is 0.
pub fn weekday(day: StudyDay) -> usize {
    // Day 0 was a Thursday.
    (i64::from(day.0) + 3).rem_euclid(7) as usize
}

/// Days on which nothing is studied, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Away {
    /// The first day.
    pub from: StudyDay,
    /// The last day, not before the first.
    pub to: StudyDay,
}

impl Away {
    /// Whether `day` is one of them.
    pub fn contains(&self, day: StudyDay) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Returns how many days there are.
    pub fn days(&self) -> u32 {
        u32::try_from(self.to.days_since(self.from) + 1).unwrap_or(0)
    }
}

/// `2031-07-01..2031-07-14`
impl fmt::Display for Away {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}..{}", self.from, self.to)
    }
}

/// Text that names no days away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAway;

impl FromStr for Away {
    type Err = NotAway;

    fn from_str(text: &str) -> Result<Away, NotAway> {
        let day = |text: &str| text.parse::<Date>().map(day_of).map_err(|_| NotAway);
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let away = Away {
            from: day(from)?,
            to: day(to)?,
        };
        if away.from <= away.to {
            Ok(away)
        } else {
            Err(NotAway)
        }
    }
}

/// Returns the study day of a calendar date.
pub fn day_of(date: Date) -> StudyDay {
    let epoch = Date::constant(1970, 1, 1);
    // Any two dates of the calendar are fewer days apart than this can hold.
    let days = epoch.until(date).map_or(0, |span| span.get_days());
    StudyDay(days)
}

/// How full the coming days are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    from: StudyDay,
    cards: Vec<u32>,
}

impl Load {
    /// `cards` fall due on `from` and each day after it.
    pub fn new(from: StudyDay, cards: Vec<u32>) -> Load {
        Load { from, cards }
    }

    /// One more card is due on `day`.
    pub fn add(&mut self, day: StudyDay) {
        if let Some(cards) = self.place(day).and_then(|place| self.cards.get_mut(place)) {
            *cards = cards.saturating_add(1);
        }
    }

    /// Returns the cards due on a day; `None` where it is beyond what is known.
    pub fn on(&self, day: StudyDay) -> Option<u32> {
        self.cards.get(self.place(day)?).copied()
    }

    fn place(&self, day: StudyDay) -> Option<usize> {
        usize::try_from(day.days_since(self.from)).ok()
    }
}

/// What speaks for one day and against another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar<'a> {
    pub easy: &'a EasyDays,
    pub away: &'a [Away],
    pub load: Option<&'a Load>,
}

impl Calendar<'_> {
    /// Returns an interval from `lower` to `upper` days after `today`, drawn by `chance`; `None` where no
    /// day is better than another, or none is allowed.
    pub fn pick(&self, today: StudyDay, lower: u32, upper: u32, chance: u32) -> Option<u32> {
        let is_plain = self.easy == &EasyDays::NONE && self.away.is_empty() && self.load.is_none();
        if is_plain || lower == 0 || lower >= upper {
            return None;
        }
        let last = today.plus(i64::from(upper));
        let load = self.load.filter(|load| load.on(last).is_some());
        let weights: Vec<u128> = (lower..=upper)
            .map(|days| self.weight(today.plus(i64::from(days)), days, lower, load))
            .collect();
        let total: u128 = weights.iter().sum();
        if total == 0 {
            return None;
        }
        let mut place = (total * u128::from(chance)) >> 32;
        for (days, weight) in (lower..=upper).zip(&weights) {
            if place < *weight {
                return Some(days);
            }
            place -= weight;
        }
        Some(upper)
    }

    /// A day twice as full is four times as rarely chosen; of two days as full the nearer one rather,
    /// for the farther days are always the emptier ones.
    fn weight(&self, day: StudyDay, days: u32, lower: u32, load: Option<&Load>) -> u128 {
        if self.away.iter().any(|away| away.contains(day)) {
            return 0;
        }
        let easy = u128::from(self.easy.of(day));
        let Some(cards) = load.and_then(|load| load.on(day)) else {
            return easy << 40;
        };
        let (near, far, full) = (u128::from(lower), u128::from(days), u128::from(cards) + 1);
        ((easy << 64) * near.pow(3) / far.pow(3)) / (full * full)
    }
}

#[cfg(test)]
mod tests {
    use super::Away;
    use super::Calendar;
    use super::EasyDays;
    use super::Load;
    use super::StudyDay;
    use super::weekday;

    const TODAY: StudyDay = StudyDay(20_000);

    /// How often each of the days 8 to 12 is drawn, of 1,000 draws.
    fn drawn(calendar: &Calendar<'_>) -> [u32; 5] {
        let mut drawn = [0; 5];
        for draw in 0..1_000u64 {
            let chance = ((draw << 32) / 1_000) as u32;
            let days = calendar.pick(TODAY, 8, 12, chance).unwrap();
            drawn[(days - 8) as usize] += 1;
        }
        drawn
    }

    #[test]
    fn the_less_busy_day_is_drawn_more_often() {
        let mut load = Load::new(TODAY, vec![10; 30]);
        for _ in 0..30 {
            load.add(TODAY.plus(9));
        }
        let calendar = Calendar {
            easy: &EasyDays::NONE,
            away: &[],
            load: Some(&load),
        };
        let drawn = drawn(&calendar);
        assert!(drawn[1] * 4 < drawn[0] && drawn[1] * 4 < drawn[2], "{drawn:?}");
        assert!(drawn[0] > drawn[4], "the nearer one rather: {drawn:?}");
    }

    #[test]
    fn no_card_is_sent_to_a_day_away_or_of_rest() {
        let away = [Away {
            from: TODAY.plus(8),
            to: TODAY.plus(9),
        }];
        let mut easy = EasyDays::NONE;
        easy.0[weekday(TODAY.plus(11))] = 0;
        easy.0[weekday(TODAY.plus(12))] = 50;
        let calendar = Calendar {
            easy: &easy,
            away: &away,
            load: None,
        };
        let drawn = drawn(&calendar);
        assert_eq!([drawn[0], drawn[1], drawn[3]], [0, 0, 0]);
        assert!(drawn[4].abs_diff(333) < 3, "{drawn:?}");
    }

    #[test]
    fn where_no_day_is_left_or_better_nothing_is_said() {
        let everything = [Away {
            from: TODAY,
            to: TODAY.plus(400),
        }];
        let with = |away| Calendar {
            easy: &EasyDays::NONE,
            away,
            load: None,
        };
        assert_eq!(with(&everything).pick(TODAY, 8, 12, 5), None);
        assert_eq!(with(&[]).pick(TODAY, 8, 12, 5), None);
        assert_eq!(with(&everything[..]).pick(TODAY, 1, 1, 5), None);
    }

    #[test]
    fn days_away_are_read_as_they_are_written() {
        let away: Away = "2031-07-01..2031-07-14".parse().unwrap();
        assert_eq!(
            (away.to_string().as_str(), away.days()),
            ("2031-07-01..2031-07-14", 14)
        );
        assert_eq!("2031-07-01".parse::<Away>().unwrap().days(), 1);
        assert!("2031-07-14..2031-07-01".parse::<Away>().is_err());
        assert!("soon".parse::<Away>().is_err());
    }
}
