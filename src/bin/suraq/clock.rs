//! The only place that reads the clock and the time zone.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::tz::TimeZone;
use suraq::schedule::Moment;

use crate::report::Failure;

/// The system's clock, or one that was stopped by `--now`.
#[derive(Clone, Debug)]
pub struct Clock {
    stopped: Option<(Timestamp, Offset)>,
    zone: TimeZone,
}

impl Clock {
    /// The system's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks for the time zone"
    )]
    pub fn system() -> Clock {
        Clock {
            stopped: None,
            zone: TimeZone::system(),
        }
    }

    /// A clock that stands at `text`, an RFC 3339 time.
    pub fn stopped(text: &str) -> Result<Clock, Failure> {
        let wrong = || {
            Failure::usage(format!("`{text}` is no time of the form 2026-11-24T09:00:00Z"))
                .hint("write date, time and offset: --now 2026-11-24T09:00:00+05:00")
        };
        let at = Timestamp::from_str(text).map_err(|_| wrong())?;
        let pieces = Pieces::parse(text).map_err(|_| wrong())?;
        let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
        Ok(Clock {
            stopped: Some((at, offset)),
            zone: TimeZone::fixed(offset),
        })
    }

    /// Returns now, with study days that begin `day_starts` minutes after midnight.
    pub fn now(&self, day_starts: u16) -> Moment {
        let (at, offset) = self.reading();
        Moment::new(at, offset, day_starts)
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn reading(&self) -> (Timestamp, Offset) {
        self.stopped.unwrap_or_else(|| {
            let at = Timestamp::now();
            (at, self.zone.to_offset(at))
        })
    }
}

/// Time that goes by whatever the clock on the wall is set to.
#[cfg(feature = "live")]
#[derive(Clone, Copy, Debug)]
pub struct Running(std::time::Instant);

#[cfg(feature = "live")]
impl Running {
    /// Begins now.
    #[expect(
        clippy::disallowed_methods,
        reason = "how long something takes is no time of day"
    )]
    pub fn begin() -> Running {
        Running(std::time::Instant::now())
    }

    /// Returns the milliseconds since it began.
    pub fn milliseconds(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn a_stopped_clock_keeps_its_offset() {
        let now = Clock::stopped("2026-03-10T02:00:00+05:00").unwrap().now(240);
        assert_eq!(now.day.to_string(), "2026-03-09");
        assert_eq!(now.offset.seconds(), 5 * 3600);
    }

    #[test]
    fn a_date_alone_is_no_time() {
        assert_eq!(Clock::stopped("2026-03-10").unwrap_err().status, 2);
    }
}
