//! The study day: a day that begins at four in the morning, or whenever the learner says.

use std::fmt;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// A study day, counted in days since 1970-01-01.
///
/// It is the local calendar day, shifted so that it begins at the hour the
/// learner set. A number and not a moment, so that a card due on a day stays due
/// on it when clocks change or the learner travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StudyDay(pub i32);

impl StudyDay {
    /// Returns the study day of a moment seen from `offset`, when days begin `day_starts` minutes after midnight.
    pub fn of(at: Timestamp, offset: Offset, day_starts: u16) -> StudyDay {
        let local = at.as_second() + i64::from(offset.seconds()) - i64::from(day_starts) * 60;
        StudyDay(i32::try_from(local.div_euclid(86_400)).unwrap_or(i32::MAX))
    }

    /// Returns the day `days` later, stopping at the ends of the calendar.
    pub fn plus(self, days: i64) -> StudyDay {
        StudyDay(
            i64::from(self.0)
                .saturating_add(days)
                .clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32,
        )
    }

    /// Returns how many days after `earlier` this is; negative when it is before.
    pub fn days_since(self, earlier: StudyDay) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }

    /// Returns the calendar date; days beyond the calendar give its nearest end.
    pub fn date(self) -> Date {
        let days = SignedDuration::from_hours(24 * i64::from(self.0));
        let epoch = Date::constant(1970, 1, 1);
        epoch
            .checked_add(days)
            .unwrap_or(if self.0 < 0 { Date::MIN } else { Date::MAX })
    }
}

impl fmt::Display for StudyDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(out)
    }
}

/// Now, as the caller's clock shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The moment itself.
    pub at: Timestamp,
    /// Local time minus UTC.
    pub offset: Offset,
    /// The study day it belongs to.
    pub day: StudyDay,
}

impl Moment {
    /// Returns the moment, with days that begin `day_starts` minutes after local midnight.
    ///
    /// Parts of a millisecond are cut off: progress is stored in milliseconds, and a
    /// stored state has to equal the one it was stored from.
    pub fn new(at: Timestamp, offset: Offset, day_starts: u16) -> Moment {
        let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        Moment {
            at,
            offset,
            day: StudyDay::of(at, offset, day_starts),
        }
    }

    /// Returns the moment `seconds` later, on the same offset and day start.
    pub fn later(self, seconds: i64, day_starts: u16) -> Moment {
        let at = self
            .at
            .checked_add(SignedDuration::from_secs(seconds))
            .unwrap_or(Timestamp::MAX);
        Moment::new(at, self.offset, day_starts)
    }

    /// Returns milliseconds since 1970 in UTC, the form progress is stored in.
    pub fn millisecond(self) -> i64 {
        self.at.as_millisecond()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::StudyDay;

    fn day(at: &str, hours: i8) -> String {
        let at: Timestamp = at.parse().unwrap();
        StudyDay::of(at, Offset::constant(hours), 4 * 60).to_string()
    }

    #[test]
    fn a_night_belongs_to_the_day_before() {
        assert_eq!(day("2026-03-10T03:59:59Z", 0), "2026-03-09");
        assert_eq!(day("2026-03-10T04:00:00Z", 0), "2026-03-10");
    }

    #[test]
    fn the_offset_decides_which_day_it_is() {
        assert_eq!(day("2026-03-09T23:30:00Z", 5), "2026-03-10");
        assert_eq!(day("2026-03-09T23:30:00Z", -5), "2026-03-09");
    }

    #[test]
    fn days_before_1970_have_dates_too() {
        assert_eq!(StudyDay(-1).to_string(), "1969-12-31");
        assert_eq!(StudyDay(i32::MAX).plus(1).days_since(StudyDay(i32::MAX)), 0);
        assert_eq!(StudyDay(i32::MAX).to_string(), "9999-12-31");
    }
}
