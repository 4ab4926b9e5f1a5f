//! A card as it is kept: its schedule and the marks a person put on it.

use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::Type;
use rusqlite::types::Value;

use crate::schedule::CardState;
use crate::schedule::Due;
use crate::schedule::Memory;
use crate::schedule::Moment;
use crate::schedule::Phase;
use crate::schedule::Stability;
use crate::schedule::StudyDay;

/// What a person, or the leech rule, decided about a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Out of study until resumed.
    pub suspended: bool,
    /// Out of study until this day.
    pub buried_until: Option<StudyDay>,
    /// A colour or number of the learner's own, 0 for none.
    pub flag: u8,
    /// The way it is asked, when not the usual one.
    pub face: Option<String>,
}

/// A card as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its schedule.
    pub state: CardState,
    /// What was decided about it.
    pub marks: Marks,
}

impl Card {
    /// A card nobody has touched.
    pub const NEW: Card = Card {
        state: CardState::NEW,
        marks: Marks {
            suspended: false,
            buried_until: None,
            flag: 0,
            face: None,
        },
    };

    /// Whether it may be studied on `today`: neither suspended nor buried.
    pub fn is_active(&self, today: StudyDay) -> bool {
        !self.marks.suspended && self.marks.buried_until.is_none_or(|day| day <= today)
    }

    /// Whether it is to be shown now.
    pub fn is_due(&self, now: Moment) -> bool {
        self.is_active(now.day) && self.state.due.has_come(now)
    }
}

/// The columns of a card's state, the same in `card` and `review_log`.
pub(super) const COLUMNS: &str = "phase, step, due_day, due_at, stability, difficulty, last_at, last_day, \
     repetitions, lapses, suspended, buried_until, flag, face";

/// How many columns those are.
pub(super) const COLUMN_COUNT: usize = 14;

fn out_of_range(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, "a number outside its range".into())
}

/// Reads the columns of [`COLUMNS`], the first of them at `from`.
pub(super) fn read(row: &Row<'_>, from: usize) -> rusqlite::Result<Card> {
    let day = |column: usize| {
        row.get::<_, Option<i32>>(from + column)
            .map(|day| day.map(StudyDay))
    };
    let memory = match (
        row.get::<_, Option<f64>>(from + 4)?,
        row.get::<_, Option<f64>>(from + 5)?,
    ) {
        (Some(stability), Some(difficulty)) => Some(Memory {
            stability: Stability::from_days(stability),
            difficulty: difficulty as f32,
        }),
        _ => None,
    };
    let state = CardState {
        phase: Phase::from_number(row.get(from)?).ok_or_else(|| out_of_range(from))?,
        step: row.get(from + 1)?,
        memory,
        due: due(row, from + 2)?,
        last: moment(row, from + 6)?.zip(day(7)?),
        repetitions: row.get(from + 8)?,
        lapses: row.get(from + 9)?,
    };
    let marks = Marks {
        suspended: row.get(from + 10)?,
        buried_until: day(11)?,
        flag: row.get(from + 12)?,
        face: row.get(from + 13)?,
    };
    Ok(Card { state, marks })
}

/// Reads when a card comes back: its columns `due_day` and `due_at`, the first of them at `from`.
pub(super) fn due(row: &Row<'_>, from: usize) -> rusqlite::Result<Due> {
    let day = row.get::<_, Option<i32>>(from)?.map(StudyDay);
    Ok(match (day, moment(row, from + 1)?) {
        (None, _) => Due::Never,
        (Some(day), None) => Due::On(day),
        (Some(day), Some(at)) => Due::At(at, day),
    })
}

fn moment(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let at = row
        .get::<_, Option<i64>>(column)?
        .map(Timestamp::from_millisecond);
    at.transpose().map_err(|_| out_of_range(column))
}

/// The values of [`COLUMNS`].
pub(super) fn values(card: &Card) -> [Value; COLUMN_COUNT] {
    let Card { state, marks } = card;
    let (due_day, due_at) = match state.due {
        Due::Never => (None, None),
        Due::On(day) => (Some(day), None),
        Due::At(at, day) => (Some(day), Some(at.as_millisecond())),
    };
    let day = |day: Option<StudyDay>| Value::from(day.map(|day| i64::from(day.0)));
    [
        i64::from(state.phase.number()).into(),
        i64::from(state.step).into(),
        day(due_day),
        due_at.into(),
        state.memory.map(|memory| memory.stability.days()).into(),
        state.memory.map(|memory| f64::from(memory.difficulty)).into(),
        state.last.map(|(at, _)| at.as_millisecond()).into(),
        day(state.last.map(|(_, day)| day)),
        i64::from(state.repetitions).into(),
        i64::from(state.lapses).into(),
        i64::from(marks.suspended).into(),
        day(marks.buried_until),
        i64::from(marks.flag).into(),
        marks.face.clone().into(),
    ]
}
