//! One entry of a log as it lies in the file, and what follows from many of them.

use jiff::Timestamp;
use jiff::tz::Offset;
use rusqlite::Connection;
use rusqlite::Row;
use rusqlite::Transaction;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::progress::Card;
use crate::progress::card;
use crate::progress::review_log::What;
use crate::progress::treatment::Treatment;
use crate::schedule::CardState;
use crate::schedule::Due;
use crate::schedule::LeechStep;
use crate::schedule::Moment;
use crate::schedule::Phase;
use crate::schedule::Rating;
use crate::schedule::Scheduler;
use crate::schedule::StudyDay;
use crate::schedule::fuzz_seed;
use crate::schedule::is_leech_untreated;
use crate::schedule::leech_step;

/// The columns before those of the card.
const HEAD: &str = "at, utc_offset, day, what, rating, asked_as, typed, verdict, took, phase_before, \
     days_before, interval_before";

/// How many those are.
const HEAD_COUNT: usize = 12;

/// Sorts entries by their moments, and tells one from another: two entries with equal keys are one.
pub type Key = (i64, u32, String);

/// One entry.
#[derive(Clone, Debug)]
pub struct Line {
    entry: i64,
    /// When it was taken back.
    pub undone: Option<i64>,
    /// The study day.
    pub day: StudyDay,
    at: i64,
    utc_offset: i32,
    word: String,
    rating: Option<Rating>,
    phase_before: u8,
    days_before: Option<i64>,
    interval_before: Option<i64>,
    after: Card,
    /// All columns of [`HEAD`] and of the card.
    values: Vec<Value>,
}

/// Returns the entries of a card, oldest first, without what merging itself wrote.
pub fn of_card(connection: &Connection, row: i64) -> rusqlite::Result<Vec<Line>> {
    let sql = format!(
        "SELECT entry, undone, {HEAD}, {} FROM review_log WHERE card = ?1 AND what <> ?2 ORDER BY entry",
        card::COLUMNS
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(rusqlite::params![row, What::Merged.word()], read)?;
    rows.collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Line> {
    let values = (2..2 + HEAD_COUNT + card::COLUMN_COUNT).map(|column| row.get(column));
    Ok(Line {
        entry: row.get(0)?,
        undone: row.get(1)?,
        at: row.get(2)?,
        utc_offset: row.get(3)?,
        day: StudyDay(row.get(4)?),
        word: row.get(5)?,
        rating: row.get::<_, Option<u8>>(6)?.and_then(Rating::from_number),
        phase_before: row.get(11)?,
        days_before: row.get(12)?,
        interval_before: row.get(13)?,
        after: card::read(row, 2 + HEAD_COUNT)?,
        values: values.collect::<rusqlite::Result<_>>()?,
    })
}

/// Whether both hold the same entries in the same order, seen without looking at every column.
pub fn are_alike(here: &[Line], there: &[Line]) -> bool {
    let alike = |(one, other): (&Line, &Line)| {
        (one.at, &one.word, one.rating, one.undone) == (other.at, &other.word, other.rating, other.undone)
            && one.after.state.repetitions == other.after.state.repetitions
    };
    here.len() == there.len() && here.iter().zip(there).all(alike)
}

/// Returns the card after all entries that count; they are in the order of their keys.
pub fn follow_all(item: &str, lines: &[Line], scheduler: &Scheduler) -> Card {
    let (mut card, mut treatment) = (Card::NEW, Treatment::default());
    for line in lines.iter().filter(|line| line.undone.is_none()) {
        card = line.follow(item, &card, treatment.is_treated(), scheduler);
        let what = What::from_word(&line.word);
        treatment.note(what, line.rating, card.marks.face.as_deref());
    }
    card
}

impl Line {
    /// What sorts it, and tells it from others.
    pub fn key(&self) -> Key {
        let all = format!("{:?}", self.values);
        (self.at, self.after.state.repetitions, all)
    }

    /// Whether it moved the schedule as a review, and counts.
    pub fn is_rating(&self) -> bool {
        self.undone.is_none() && self.word == What::Rating.word()
    }

    /// Whether it changed what is remembered, or how it is known: a review, a cram, or that the card is new again.
    pub fn is_answer(&self) -> bool {
        let what = What::from_word(&self.word);
        self.undone.is_none() && matches!(what, Some(What::Rating | What::Cram | What::Reset))
    }

    /// Returns how well it was remembered, where it was a cram.
    pub fn crammed(&self) -> Option<Rating> {
        self.rating.filter(|_| self.word == What::Cram.word())
    }

    /// Appends it to the log, for the card numbered `row`.
    pub fn insert(&self, change: &Transaction<'_>, row: i64) -> rusqlite::Result<()> {
        let holes = vec!["?"; 2 + self.values.len()].join(", ");
        let sql = format!(
            "INSERT INTO review_log (card, undone, {HEAD}, {}) VALUES ({holes})",
            card::COLUMNS
        );
        let head = [Value::from(row), Value::from(self.undone)];
        let values = head.iter().chain(&self.values);
        change.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// Notes that it was taken back at `at`.
    pub fn take_back(&self, change: &Transaction<'_>, at: i64) -> rusqlite::Result<()> {
        change
            .prepare_cached("UPDATE review_log SET undone = ?1 WHERE entry = ?2")?
            .execute([at, self.entry])?;
        Ok(())
    }

    /// Returns the card that `card` became with this entry.
    fn follow(&self, item: &str, card: &Card, is_treated: bool, scheduler: &Scheduler) -> Card {
        let mut after = card.clone();
        let noted = &self.after.marks;
        match What::from_word(&self.word) {
            Some(What::Rating) => return self.rate(item, card, is_treated, scheduler),
            Some(What::Quiz | What::Cram) => {}
            Some(What::Suspend) => after.marks.suspended = true,
            Some(What::Resume) => {
                after.marks.suspended = false;
                after.marks.buried_until = None;
            }
            Some(What::Bury | What::Unbury) => after.marks.buried_until = noted.buried_until,
            Some(What::Flag) => after.marks.flag = noted.flag,
            Some(What::Face) => after.marks.face.clone_from(&noted.face),
            Some(What::Reset) => after.state = CardState::NEW,
            Some(What::Saved | What::Brought) => return self.after.clone(),
            // Whatever else changes a memory belongs to the history it was made upon.
            _ if self.after.state.repetitions == card.state.repetitions => after.state = self.after.state,
            _ => {}
        }
        after
    }

    fn rate(&self, item: &str, card: &Card, is_treated: bool, scheduler: &Scheduler) -> Card {
        let mut marks = card.marks.clone();
        marks.buried_until = marks.buried_until.filter(|until| *until > self.day);
        let noted = &self.after.marks;
        if self.continues(&card.state) {
            let state = self.after.state;
            if state.lapses > card.state.lapses {
                marks.suspended |= noted.suspended;
                marks.face = noted.face.clone().or(marks.face);
            }
            return Card { state, marks };
        }
        let (Some(rating), Some(moment)) = (self.rating, self.moment()) else {
            return card.clone();
        };
        let seed = fuzz_seed(item, card.state.repetitions);
        let state = scheduler.futures(&card.state, moment, seed).of(rating).state;
        if state.lapses > card.state.lapses {
            let threshold = scheduler.settings().leech_after;
            let untreated = noted.face.is_some() && is_leech_untreated(state.lapses, threshold, is_treated);
            let step = match untreated {
                true => Some(LeechStep::ChangeFace),
                false => leech_step(state.lapses, threshold),
            };
            match step {
                Some(LeechStep::Suspend) => marks.suspended = true,
                Some(LeechStep::ChangeFace) => marks.face = noted.face.clone().or(marks.face),
                None => {}
            }
        }
        Card { state, marks }
    }

    /// Whether the review was made of a card in this state, as far as the log says.
    fn continues(&self, state: &CardState) -> bool {
        let days = state.last.map(|(_, day)| self.day.days_since(day));
        let interval = match (state.due, state.last) {
            (Due::On(due), Some((_, last))) => Some(due.days_since(last)),
            _ => None,
        };
        Phase::from_number(self.phase_before) == Some(state.phase)
            && self.days_before == days
            && self.interval_before == interval
            && self.after.state.repetitions == state.repetitions.saturating_add(1)
    }

    fn moment(&self) -> Option<Moment> {
        Some(Moment {
            at: Timestamp::from_millisecond(self.at).ok()?,
            offset: Offset::from_seconds(self.utc_offset).ok()?,
            day: self.day,
        })
    }
}
