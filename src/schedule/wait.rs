//! How long until a card comes back, and how that is written on a key.

use std::fmt;

use jiff::SignedDuration;

use super::Due;
use super::Moment;

/// How long until a card comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Within the sitting.
    Seconds(u32),
    /// On a later study day; at least 1.
    Days(u32),
}

impl Wait {
    /// Returns the wait as a length of time, days as 24 hours.
    pub fn duration(self) -> SignedDuration {
        match self {
            Wait::Seconds(seconds) => SignedDuration::from_secs(i64::from(seconds)),
            Wait::Days(days) => SignedDuration::from_hours(24 * i64::from(days)),
        }
    }

    pub(super) fn due(self, now: Moment, day_starts: u16) -> Due {
        match self {
            Wait::Days(days) => Due::On(now.day.plus(i64::from(days))),
            Wait::Seconds(seconds) => {
                let then = now.later(i64::from(seconds), day_starts);
                Due::At(then.at, then.day)
            }
        }
    }
}

/// Written short, as on a key: `45 s`, `10 min`, `4 d`, `2.5 mo`, `1.2 y`.
impl fmt::Display for Wait {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = |out: &mut fmt::Formatter<'_>, tenths: u64, unit: &str| match tenths % 10 {
            0 => write!(out, "{} {unit}", tenths / 10),
            rest => write!(out, "{}.{rest} {unit}", tenths / 10),
        };
        match *self {
            Wait::Seconds(seconds) if seconds < 60 => write!(out, "{seconds} s"),
            Wait::Seconds(seconds) if seconds < 3600 => write!(out, "{} min", (seconds + 30) / 60),
            Wait::Seconds(seconds) => tenths(out, (u64::from(seconds) * 10 + 1800) / 3600, "h"),
            Wait::Days(days) if days <= 30 => write!(out, "{days} d"),
            Wait::Days(days) if days < 365 => tenths(out, (u64::from(days) * 120 + 182) / 365, "mo"),
            Wait::Days(days) => tenths(out, (u64::from(days) * 10 + 182) / 365, "y"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Wait;

    #[test]
    fn waits_are_written_short() {
        let written = |wait: Wait| wait.to_string();
        assert_eq!(written(Wait::Seconds(45)), "45 s");
        assert_eq!(written(Wait::Seconds(330)), "6 min");
        assert_eq!(written(Wait::Seconds(5_400)), "1.5 h");
        assert_eq!(written(Wait::Days(4)), "4 d");
        assert_eq!(written(Wait::Days(76)), "2.5 mo");
        assert_eq!(written(Wait::Days(365)), "1 y");
        assert_eq!(written(Wait::Days(438)), "1.2 y");
    }
}
