//! Where a card stands over there, in the terms of this house: phase, due day, marks.
//!
//! Days over there count from the date on which the collection began.

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::progress::Card;
use crate::progress::Marks;
use crate::schedule::CardState;
use crate::schedule::Due;
use crate::schedule::Memory;
use crate::schedule::Phase;
use crate::schedule::StudyDay;

use super::described::Described;
use super::described::Preset;
use super::history::Learner;
use super::history::moment;
use super::rows::CardRow;

/// Due numbers from here on are seconds, not days.
const SECONDS_FROM: i64 = 1_000_000_000;

/// The face of a card whose answer is typed over there.
pub(super) const TYPED: &str = "typed";

/// Days and steps of the deck a card is from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standing {
    /// The date on which days begin to count; `None` where only the learner's offset can tell.
    began: i64,
    minutes_west: Option<i64>,
    changed: i64,
    learning_steps: usize,
    relearning_steps: usize,
    /// Whether its answer is typed.
    pub is_typed: bool,
}

impl Standing {
    pub(super) fn new(described: &Described, preset: &Preset, is_typed: bool) -> Standing {
        Standing {
            began: described.began,
            minutes_west: described.minutes_west,
            changed: described.changed,
            learning_steps: preset.learning_steps,
            relearning_steps: preset.relearning_steps,
            is_typed,
        }
    }

    /// The date on which days begin to count.
    fn first_day(&self, learner: &Learner<'_>) -> StudyDay {
        let east = self.minutes_west.map(|west| west.saturating_mul(-60));
        let east = east.and_then(|seconds| Offset::from_seconds(i32::try_from(seconds).ok()?).ok());
        let at = Timestamp::from_second(self.began).unwrap_or(Timestamp::UNIX_EPOCH);
        StudyDay::of(at, east.unwrap_or(learner.now.offset), 0)
    }

    /// The card of a row; `memory` and `last` come from its history.
    pub(super) fn card(
        &self,
        row: &CardRow,
        memory: Option<Memory>,
        last: Option<(Timestamp, StudyDay)>,
        kept: &Card,
        learner: &Learner<'_>,
    ) -> Card {
        Card {
            state: self.state(row, memory, last, learner),
            marks: self.marks(row, kept, learner),
        }
    }

    fn state(
        &self,
        row: &CardRow,
        memory: Option<Memory>,
        last: Option<(Timestamp, StudyDay)>,
        learner: &Learner<'_>,
    ) -> CardState {
        let phase = match row.kind {
            1 => Phase::Learning,
            2 => Phase::Review,
            3 => Phase::Relearning,
            _ => return CardState::NEW,
        };
        let due = match row.due >= SECONDS_FROM {
            true => {
                let at = row.due.saturating_mul(1_000);
                Due::At(moment(at), learner.day(at))
            }
            false => Due::On(self.first_day(learner).plus(row.due)),
        };
        let count = |number: i64| u32::try_from(number).unwrap_or(0);
        CardState {
            phase,
            step: self.step(row, learner),
            memory,
            due,
            last: last.or_else(|| assumed_last(row, due, learner)),
            repetitions: count(row.repetitions),
            lapses: count(row.lapses),
        }
    }

    /// The step it waits on, counted from the end, as over there; the learner's own steps may be others.
    fn step(&self, row: &CardRow, learner: &Learner<'_>) -> u8 {
        let (theirs, ours) = match row.kind {
            1 => (self.learning_steps, learner.learning_steps),
            3 => (self.relearning_steps, learner.relearning_steps),
            _ => return 0,
        };
        let left = usize::try_from(row.left.rem_euclid(1_000))
            .unwrap_or(0)
            .min(theirs.max(1));
        u8::try_from(ours.saturating_sub(left.max(1))).unwrap_or(0)
    }

    fn marks(&self, row: &CardRow, kept: &Card, learner: &Learner<'_>) -> Marks {
        let until = learner.day(self.changed).plus(1);
        Marks {
            suspended: row.queue == -1,
            buried_until: (row.queue < -1 && until > learner.now.day).then_some(until),
            flag: row.flag,
            face: kept
                .marks
                .face
                .clone()
                .or_else(|| self.is_typed.then(|| TYPED.to_owned())),
        }
    }
}

/// When a card without history was seen last: its interval before it is due.
fn assumed_last(row: &CardRow, due: Due, learner: &Learner<'_>) -> Option<(Timestamp, StudyDay)> {
    let days = row.interval.max(0);
    let day = due.day()?.plus(-days);
    let second = i64::from(day.0) * 86_400 + i64::from(learner.day_starts) * 60
        - i64::from(learner.now.offset.seconds());
    Some((Timestamp::from_second(second).ok()?, day))
}
