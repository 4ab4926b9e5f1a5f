//! What time brings about: how much of it is left, and what happens when it is out.

use super::event::Event;
use super::pupil::Extra;
use super::pupil::Pupil;
use super::room::Room;
use super::room::Stage;
use super::stopwatch::MOST_GRACE;
use super::wire::Mode;

/// Seconds for a question of a race where nothing else is said. Ours, may be tuned.
pub(super) const RACE_SECONDS: u32 = 20;

impl Room {
    /// Returns the milliseconds there are for a question; at the pupils' own pace for all of them.
    pub fn limit(&self) -> Option<u64> {
        let seconds = match self.settings.mode {
            Mode::Race => Some(self.settings.seconds.unwrap_or(RACE_SECONDS)),
            _ => self.settings.seconds,
        };
        seconds.map(|seconds| u64::from(seconds) * 1_000)
    }

    /// Returns the milliseconds left for all who have no extra time; none without a limit.
    pub fn left(&self, now: u64) -> Option<u64> {
        self.watch.left(Extra::Usual, now)
    }

    /// Returns the milliseconds left for a pupil; none without a limit.
    pub fn left_of(&self, pupil: usize, now: u64) -> Option<u64> {
        self.watch.left(self.pupils.get(pupil)?.extra, now)
    }

    /// Returns what time alone brings about: a question closes, or the whole ends.
    pub fn due(&self, now: u64) -> Option<Event> {
        if self.stage != Stage::Open || self.paper.questions.is_empty() {
            return None;
        }
        let is_own_pace = self.settings.mode.is_own_pace();
        let end = if is_own_pace { Event::Ended } else { Event::Closed };
        let waiting = self.pupils.iter().filter(|pupil| self.may_still_answer(pupil));
        let is_late = |pupil: &Pupil| {
            let left = self.watch.limit().and_then(|limit| pupil.extra.of(limit));
            left.is_some_and(|limit| self.watch.elapsed(now) > limit + MOST_GRACE)
        };
        let mut waiting = waiting.peekable();
        let ends_early = is_own_pace || self.settings.mode.is_final();
        let is_last = ends_early && waiting.peek().is_none() && self.present() > 0;
        let is_empty_and_late = self.left(now) == Some(0) && waiting.peek().is_none();
        (is_last || is_empty_and_late || (waiting.peek().is_some() && waiting.all(is_late))).then_some(end)
    }

    /// Whether an answer of this pupil is awaited; one that may be changed is, as long as time has an end.
    fn may_still_answer(&self, pupil: &Pupil) -> bool {
        if !pupil.is_in() || pupil.has_finished {
            return false;
        }
        if self.settings.mode.is_own_pace() {
            return true;
        }
        let Some(question) = self.question_of(pupil) else {
            return false;
        };
        let may_change = !self.settings.mode.is_final() && pupil.extra != Extra::Unlimited;
        pupil.asked[question] && (may_change || pupil.given[question].is_none())
    }

    /// Returns when the views or the stage change next although nobody does anything.
    pub fn next_change(&self, now: u64) -> Option<u64> {
        let limit = self.watch.limit().filter(|_| self.stage == Stage::Open)?;
        let mut ends: Vec<u64> = self
            .pupils
            .iter()
            .filter(|pupil| pupil.is_in())
            .filter_map(|pupil| pupil.extra.of(limit))
            .collect();
        ends.push(limit);
        ends.sort_unstable();
        ends.dedup();
        // One millisecond later it is over.
        let times = ends.iter().flat_map(|end| [*end + 1, *end + MOST_GRACE + 1]);
        times
            .filter_map(|elapsed| self.watch.when(elapsed))
            .filter(|at| *at > now)
            .min()
    }
}
