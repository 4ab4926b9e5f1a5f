//! Which card comes next: cards on their steps when their minute has come, else the queue.
//!
//! With nothing else left a card on its steps comes a little before its minute, as in Anki; only
//! the card that was answered last waits, for it would be remembered from the screen.

use std::collections::BTreeSet;
use std::collections::VecDeque;

use jiff::SignedDuration;
use jiff::Timestamp;

use crate::schedule::Due;
use crate::schedule::Moment;

/// So long before its minute a card on its steps is shown where nothing else is left: Anki's learn-ahead limit.
pub const LEARN_AHEAD: SignedDuration = SignedDuration::from_mins(20);

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// This card, now.
    Card(usize),
    /// A card, at this time; it may be shown before.
    Wait(Timestamp),
    /// Nothing, or nothing for long enough that the sitting ends.
    Nothing,
}

/// The cards still to come, as indices into the sitting's cards.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    queue: VecDeque<usize>,
    steps: BTreeSet<(Timestamp, usize)>,
}

impl Agenda {
    /// Takes the next card off; `last` is the one that was on screen before.
    pub fn next(&mut self, now: Moment, last: Option<usize>) -> Next {
        if self.first_minute().is_some_and(|at| at <= now.at) {
            return self.next_ahead();
        }
        if let Some(index) = self.queue.pop_front() {
            return Next::Card(index);
        }
        let soon = |at: Timestamp| at.duration_since(now.at) <= LEARN_AHEAD;
        let ahead = self.steps.iter().copied().filter(|(at, _)| soon(*at));
        if let Some(step) = ahead.clone().find(|(_, index)| Some(*index) != last) {
            self.steps.remove(&step);
            return Next::Card(step.1);
        }
        let waits = ahead.map(|(at, _)| Next::Wait(at)).next();
        waits.unwrap_or(Next::Nothing)
    }

    /// Takes the first card on its steps off, before its minute.
    pub fn next_ahead(&mut self) -> Next {
        match self.steps.pop_first() {
            Some((_, index)) => Next::Card(index),
            None => Next::Nothing,
        }
    }

    /// Returns when the first card on its steps is due.
    pub fn first_minute(&self) -> Option<Timestamp> {
        self.steps.first().map(|(at, _)| *at)
    }

    /// Puts a card back that comes again in this sitting, if it does.
    pub fn come_again(&mut self, index: usize, due: Due) {
        if let Due::At(at, _) = due {
            self.steps.insert((at, index));
        }
    }

    pub fn put_first(&mut self, index: usize) {
        self.queue.push_front(index);
    }

    pub fn put_last(&mut self, index: usize) {
        self.queue.push_back(index);
    }

    pub fn remove(&mut self, index: usize) {
        self.queue.retain(|other| *other != index);
        self.steps.retain(|(_, other)| *other != index);
    }

    /// Leaves out everything still to come.
    pub fn clear(&mut self) {
        *self = Agenda::default();
    }

    /// Returns the cards still to come, the queue first.
    pub fn indices(&self) -> impl Iterator<Item = usize> + '_ {
        self.queue.iter().copied().chain(self.steps())
    }

    /// Returns the cards on their steps, the earliest first.
    pub fn steps(&self) -> impl Iterator<Item = usize> + '_ {
        self.steps.iter().map(|(_, index)| *index)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::Agenda;
    use super::Next;
    use crate::schedule::Due;
    use crate::schedule::Moment;

    fn now() -> Moment {
        let at: Timestamp = "2031-03-10T09:00:00Z".parse().unwrap();
        Moment::new(at, Offset::UTC, 240)
    }

    #[test]
    fn a_card_on_its_step_cuts_in_when_its_minute_has_come_or_nothing_else_is_left() {
        let now = now();
        let mut agenda = Agenda::default();
        agenda.put_last(2);
        agenda.put_first(1);
        agenda.come_again(0, Due::At(now.later(60, 240).at, now.day));
        assert_eq!(agenda.next(now, Some(0)), Next::Card(1));
        assert_eq!(agenda.next(now.later(61, 240), Some(1)), Next::Card(0));
        agenda.come_again(0, Due::At(now.later(600, 240).at, now.day));
        assert_eq!(agenda.next(now, Some(0)), Next::Card(2));
        assert_eq!(agenda.next(now, Some(2)), Next::Card(0));
        assert_eq!(agenda.next(now, Some(0)), Next::Nothing);
    }

    #[test]
    fn the_card_answered_last_waits_and_another_one_comes_before_it() {
        let now = now();
        let at = |seconds| now.later(seconds, 240).at;
        let mut agenda = Agenda::default();
        agenda.come_again(0, Due::At(at(60), now.day));
        assert_eq!(agenda.next(now, Some(0)), Next::Wait(at(60)));
        agenda.come_again(1, Due::At(at(600), now.day));
        assert_eq!(agenda.next(now, Some(0)), Next::Card(1));
        assert_eq!(
            agenda.next(now, Some(0)),
            Next::Wait(at(60)),
            "waiting takes nothing off"
        );
        assert_eq!(agenda.next_ahead(), Next::Card(0));
    }

    #[test]
    fn a_card_due_after_more_than_twenty_minutes_ends_the_sitting() {
        let now = now();
        let mut agenda = Agenda::default();
        agenda.come_again(0, Due::At(now.later(1_201, 240).at, now.day));
        assert_eq!(agenda.next(now, None), Next::Nothing);
        assert_eq!(agenda.next(now.later(1, 240), None), Next::Card(0));
    }
}
