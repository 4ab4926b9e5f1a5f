//! How long a question has been open: pauses do not count.

use super::pupil::Extra;

/// The longest that an answer may come late because the air is slow, in milliseconds. Ours, may be tuned.
pub(super) const MOST_GRACE: u64 = 300;

/// How long a question has been open, and how long it may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stopwatch {
    opened: u64,
    stopped: Option<u64>,
    /// Milliseconds it stood still before.
    idle: u64,
    limit: Option<u64>,
}

impl Stopwatch {
    /// Starts at `now`; the limit is in milliseconds.
    pub(super) fn start(now: u64, limit: Option<u64>) -> Stopwatch {
        Stopwatch {
            opened: now,
            stopped: None,
            idle: 0,
            limit,
        }
    }

    pub(super) fn limit(&self) -> Option<u64> {
        self.limit
    }

    pub(super) fn stop(&mut self, now: u64) {
        self.stopped.get_or_insert(now);
    }

    pub(super) fn go_on(&mut self, now: u64) {
        if let Some(stopped) = self.stopped.take() {
            self.idle += now.saturating_sub(stopped);
        }
    }

    /// Adds `ms` to the limit. Where time was out already, or there was no limit, they count from now.
    pub(super) fn add(&mut self, ms: u64, now: u64) {
        self.go_on(now);
        let from = self.limit.unwrap_or_default().max(self.elapsed(now));
        self.limit = Some(from + ms);
    }

    /// Milliseconds it was open up to `now`.
    pub(super) fn elapsed(&self, now: u64) -> u64 {
        self.running(self.stopped.unwrap_or(now))
    }

    /// Milliseconds left; none without a limit.
    pub(super) fn left(&self, extra: Extra, now: u64) -> Option<u64> {
        let end = extra.of(self.limit?)?;
        Some(end.saturating_sub(self.elapsed(now)))
    }

    /// Whether an answer at `now` is in time, if it may be `grace` milliseconds late.
    pub(super) fn takes(&self, extra: Extra, grace: u64, now: u64) -> bool {
        let time_out = self.limit.and_then(|limit| extra.of(limit));
        let stopped = self.stopped.map(|stopped| self.running(stopped));
        let end = time_out.into_iter().chain(stopped).min();
        end.is_none_or(|end| self.running(now) <= end + grace.min(MOST_GRACE))
    }

    /// When `elapsed` milliseconds will have passed; none while it stands still.
    pub(super) fn when(&self, elapsed: u64) -> Option<u64> {
        match self.stopped {
            Some(_) => None,
            None => Some(self.opened + self.idle + elapsed),
        }
    }

    fn running(&self, now: u64) -> u64 {
        now.saturating_sub(self.opened + self.idle)
    }
}

#[cfg(test)]
mod tests {
    use super::{Extra, Stopwatch};

    #[test]
    fn pauses_do_not_count() {
        let mut watch = Stopwatch::start(1_000, Some(20_000));
        watch.stop(6_000);
        assert_eq!(watch.left(Extra::Usual, 90_000), Some(15_000));
        watch.go_on(90_000);
        assert_eq!(watch.elapsed(91_000), 6_000);
        assert_eq!(watch.when(20_000), Some(105_000));
    }

    #[test]
    fn extra_time_is_of_the_limit_with_what_was_added() {
        let mut watch = Stopwatch::start(0, Some(20_000));
        watch.add(30_000, 5_000);
        assert_eq!(watch.left(Extra::Usual, 5_000), Some(45_000));
        assert_eq!(watch.left(Extra::Half, 5_000), Some(70_000));
        assert_eq!(watch.left(Extra::Double, 5_000), Some(95_000));
        assert_eq!(watch.left(Extra::Unlimited, 5_000), None);
    }

    #[test]
    fn time_added_after_the_end_counts_from_now() {
        let mut watch = Stopwatch::start(0, Some(20_000));
        watch.stop(20_300);
        watch.add(30_000, 60_000);
        assert_eq!(watch.left(Extra::Usual, 60_000), Some(30_000));
    }

    #[test]
    fn a_slow_phone_has_grace_and_no_phone_much_of_it() {
        let mut watch = Stopwatch::start(0, Some(20_000));
        assert!(watch.takes(Extra::Usual, 0, 20_000));
        assert!(!watch.takes(Extra::Usual, 0, 20_001));
        assert!(watch.takes(Extra::Usual, 200, 20_200));
        assert!(!watch.takes(Extra::Usual, 60_000, 20_301));
        assert!(watch.takes(Extra::Double, 0, 39_000));
        watch.stop(10_000);
        assert!(watch.takes(Extra::Usual, 100, 10_100));
        assert!(!watch.takes(Extra::Usual, 100, 10_101));
    }
}
