//! Which card comes next: cards on their steps when their minute has come, else the queue.

use std::collections::BTreeSet;
use std::collections::VecDeque;

use jiff::Timestamp;

use crate::schedule::Due;
use crate::schedule::Moment;

/// The cards still to come, as indices into the sitting's cards.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    queue: VecDeque<usize>,
    steps: BTreeSet<(Timestamp, usize)>,
}

impl Agenda {
    /// Takes the next card off. With nothing else left, a card on its steps comes before its minute:
    /// nobody is made to wait.
    pub fn next(&mut self, now: Moment) -> Option<usize> {
        let first = self.steps.first().copied();
        if let Some((at, index)) = first
            && at <= now.at
        {
            self.steps.remove(&(at, index));
            return Some(index);
        }
        self.queue
            .pop_front()
            .or_else(|| self.steps.pop_first().map(|(_, index)| index))
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
    use crate::schedule::Due;
    use crate::schedule::Moment;

    #[test]
    fn a_card_on_its_step_cuts_in_when_its_minute_has_come_or_nothing_else_is_left() {
        let at: Timestamp = "2031-03-10T09:00:00Z".parse().unwrap();
        let now = Moment::new(at, Offset::UTC, 240);
        let mut agenda = Agenda::default();
        agenda.put_last(2);
        agenda.put_first(1);
        agenda.come_again(0, Due::At(now.later(60, 240).at, now.day));
        assert_eq!(agenda.next(now), Some(1));
        assert_eq!(agenda.next(now.later(61, 240)), Some(0));
        agenda.come_again(0, Due::At(now.later(6_000, 240).at, now.day));
        assert_eq!(agenda.next(now), Some(2));
        assert_eq!(agenda.next(now), Some(0));
        assert_eq!(agenda.next(now), None);
    }
}
