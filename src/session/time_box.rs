//! A sitting that is to take so many minutes: no further card is shown when they are over.

use super::Session;
use crate::schedule::Moment;

impl Session {
    /// Whether the minutes of the sitting are over; never where it has no limit.
    pub fn is_out_of_time(&self, now: Moment) -> bool {
        self.options
            .minutes
            .is_some_and(|limit| self.minutes_passed(now) >= i64::from(limit))
    }

    /// Returns the minutes until the limit, at least 1; `None` where there is none.
    pub(super) fn minutes_until_limit(&self, now: Moment) -> Option<usize> {
        let limit = i64::from(self.options.minutes?);
        usize::try_from((limit - self.minutes_passed(now)).max(1)).ok()
    }

    fn minutes_passed(&self, now: Moment) -> i64 {
        now.at.duration_since(self.started.at).as_mins()
    }
}
