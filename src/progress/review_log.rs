//! The review log: what happened to every card, in order, for ever.

use std::fmt;

use jiff::SignedDuration;
use rusqlite::Transaction;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::Card;
use super::ProgressError;
use super::Store;
use super::card;
use super::store;
use super::treatment;
use super::undo;
use crate::schedule::Due;
use crate::schedule::Future;
use crate::schedule::Futures;
use crate::schedule::LeechStep;
use crate::schedule::Moment;
use crate::schedule::Phase;
use crate::schedule::Rating;
use crate::schedule::Scheduler;
use crate::schedule::StudyDay;
use crate::schedule::Wait;
use crate::schedule::fuzz_seed;
use crate::schedule::is_leech_untreated;
use crate::schedule::leech_step;

/// Longest typed answer that is kept, in characters.
const TYPED_KEPT: usize = 300;

/// What an entry of the log says happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the table below says what each is called
pub enum What {
    /// A review that moved the schedule.
    Rating,
    /// An answer in a quiz; the schedule stayed.
    Quiz,
    /// An answer while cramming; the schedule stayed.
    Cram,
    Suspend,
    Resume,
    Bury,
    Unbury,
    Flag,
    Face,
    /// The card is new again.
    Reset,
    /// The state saved from a damaged file whose last entries were lost.
    Saved,
    /// The state brought along from another program, where its reviews alone do not lead there.
    Brought,
    /// The state that follows from the histories of two machines together.
    Merged,
    /// The memory computed again from the card's reviews, with other weights of the model.
    Refit,
}

const WORDS: &[(What, &str)] = &[
    (What::Rating, "rating"),
    (What::Quiz, "quiz"),
    (What::Cram, "cram"),
    (What::Suspend, "suspend"),
    (What::Resume, "resume"),
    (What::Bury, "bury"),
    (What::Unbury, "unbury"),
    (What::Flag, "flag"),
    (What::Face, "face"),
    (What::Reset, "reset"),
    (What::Saved, "saved"),
    (What::Brought, "brought"),
    (What::Merged, "merged"),
    (What::Refit, "refit"),
];

impl What {
    /// Returns the word it is stored as.
    pub fn word(self) -> &'static str {
        WORDS
            .iter()
            .find(|(what, _)| *what == self)
            .map_or("", |(_, word)| word)
    }

    /// Finds what a stored word means.
    pub fn from_word(word: &str) -> Option<What> {
        WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(what, _)| *what)
    }
}

impl fmt::Display for What {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// A learner's answer to one card.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// Which card: deck/item or deck/item/direction.
    pub item: &'a str,
    /// How well it was remembered.
    pub rating: Rating,
    /// The face it was asked with.
    pub asked_as: Option<&'a str>,
    /// What was typed or chosen.
    pub typed: Option<&'a str>,
    /// What the grading said.
    pub verdict: Option<&'a str>,
    /// From question to rating.
    pub took: SignedDuration,
    /// The face to ask it with from now on, should it become a leech.
    pub other_face: Option<&'a str>,
}

/// What a rating did.
#[derive(Clone, Debug, PartialEq)]
pub struct Rated {
    /// The card before.
    pub before: Card,
    /// The card now.
    pub after: Card,
    /// How long until it comes back.
    pub wait: Wait,
    /// What was done because it keeps lapsing.
    pub leech: Option<LeechStep>,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number; later entries have greater ones.
    pub entry: i64,
    /// Which card.
    pub item: String,
    /// When, milliseconds since 1970 in UTC.
    pub at: i64,
    /// Local time minus UTC, seconds.
    pub utc_offset: i32,
    /// The study day.
    pub day: StudyDay,
    /// What happened.
    pub what: What,
    /// The rating or the equivalent of a quiz answer.
    pub rating: Option<Rating>,
    /// The face it was asked with.
    pub asked_as: Option<String>,
    /// What was typed or chosen.
    pub typed: Option<String>,
    /// What the grading said.
    pub verdict: Option<String>,
    /// Milliseconds from question to rating.
    pub took: Option<i64>,
    /// Where the card was before.
    pub phase_before: Phase,
    /// Days since the rating before.
    pub days_before: Option<i64>,
    /// The card afterwards.
    pub after: Card,
}

/// What is to be written of one entry.
pub(super) struct NewEntry<'a> {
    pub row: i64,
    pub before: &'a Card,
    pub after: &'a Card,
    pub what: What,
    pub answer: Option<&'a Answer<'a>>,
}

/// What is to be written of an entry that was made elsewhere.
pub(super) struct Written<'a> {
    pub row: i64,
    pub before: &'a Card,
    pub after: &'a Card,
    pub what: What,
    pub rating: Option<Rating>,
    pub took: Option<i64>,
}

impl Store {
    /// Returns what each rating of the card would lead to now.
    pub fn futures(
        &self,
        item: &str,
        scheduler: &Scheduler,
        now: Moment,
    ) -> Result<Futures<Future>, ProgressError> {
        let card = self.card(item)?;
        Ok(scheduler.futures(&card.state, now, fuzz_seed(item, card.state.repetitions)))
    }

    /// Keeps a rating: the entry of the log, the new state and its undo record, on disk when this returns.
    ///
    /// The state is computed from what is on disk, so a rating by another program in
    /// between is built upon and not overwritten.
    pub fn rate(
        &mut self,
        answer: &Answer<'_>,
        scheduler: &Scheduler,
        now: Moment,
    ) -> Result<Rated, ProgressError> {
        self.change(|change| {
            let (row, before) = store::row_of(change, answer.item)?;
            let seed = fuzz_seed(answer.item, before.state.repetitions);
            let future = *scheduler.futures(&before.state, now, seed).of(answer.rating);
            let mut after = Card {
                state: future.state,
                marks: before.marks.clone(),
            };
            // Buried until today or earlier is over; nothing is gained by keeping it.
            after.marks.buried_until = after.marks.buried_until.filter(|day| *day > now.day);
            let leech = match after.state.lapses == before.state.lapses {
                true => None,
                false => {
                    let is_treated = before.marks.face.is_some() && treatment::is_treated(change, row)?;
                    mark_leech(
                        &mut after,
                        scheduler.settings().leech_after,
                        is_treated,
                        answer.other_face,
                    )
                }
            };
            let entry = NewEntry {
                row,
                before: &before,
                after: &after,
                what: What::Rating,
                answer: Some(answer),
            };
            let entry = append(change, &entry, now)?;
            store::write_row(change, row, &after)?;
            undo::record(change, answer.rating.word(), Some((entry, entry)), None, now)?;
            Ok(Rated {
                before,
                after,
                wait: future.wait,
                leech,
            })
        })
    }

    /// Logs an answer that leaves the schedule alone: [`What::Quiz`] or [`What::Cram`].
    pub fn log_answer(&mut self, answer: &Answer<'_>, what: What, now: Moment) -> Result<(), ProgressError> {
        self.change(|change| {
            let (row, card) = store::row_of(change, answer.item)?;
            let entry = NewEntry {
                row,
                before: &card,
                after: &card,
                what,
                answer: Some(answer),
            };
            let entry = append(change, &entry, now)?;
            undo::record(change, what.word(), Some((entry, entry)), None, now)
        })
    }

    /// Returns the entries of a card that count, oldest first.
    pub fn history(&self, item: &str) -> Result<Vec<Entry>, ProgressError> {
        self.entries("card.item = ?1", Value::from(item.to_owned()))
    }

    /// Returns all entries that count from a study day on, oldest first.
    pub fn entries_since(&self, day: StudyDay) -> Result<Vec<Entry>, ProgressError> {
        self.entries("review_log.day >= ?1", Value::from(i64::from(day.0)))
    }

    fn entries(&self, condition: &str, value: Value) -> Result<Vec<Entry>, ProgressError> {
        let after: Vec<String> = card::COLUMNS
            .split(',')
            .map(|column| format!("review_log.{}", column.trim()))
            .collect();
        let sql = format!(
            "SELECT entry, item, at, utc_offset, day, what, rating, asked_as, typed, verdict, took, phase_before, \
             days_before, {} FROM review_log JOIN card USING (card) \
             WHERE {condition} AND undone IS NULL ORDER BY entry",
            after.join(", ")
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([value], |row| {
                Ok(Entry {
                    entry: row.get(0)?,
                    item: row.get(1)?,
                    at: row.get(2)?,
                    utc_offset: row.get(3)?,
                    day: StudyDay(row.get(4)?),
                    what: What::from_word(&row.get::<_, String>(5)?).unwrap_or(What::Saved),
                    rating: row.get::<_, Option<u8>>(6)?.and_then(Rating::from_number),
                    asked_as: row.get(7)?,
                    typed: row.get(8)?,
                    verdict: row.get(9)?,
                    took: row.get(10)?,
                    phase_before: Phase::from_number(row.get(11)?).unwrap_or(Phase::New),
                    days_before: row.get(12)?,
                    after: card::read(row, 13)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Makes every card's state again from the log. Returns how many had been different.
    pub fn rebuild(&mut self) -> Result<usize, ProgressError> {
        self.change(|change| {
            let mut statement = change.prepare(&format!("SELECT card, {} FROM card", card::COLUMNS))?;
            let kept: Vec<(i64, Card)> = statement
                .query_map([], |row| Ok((row.get(0)?, card::read(row, 1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let mut changed = 0;
            for (row, card) in kept {
                let logged = last_state(change, row)?;
                if logged != card {
                    store::write_row(change, row, &logged)?;
                    changed += 1;
                }
            }
            Ok(changed)
        })
    }
}

/// Marks a card that has just lapsed and become, or still is, a leech.
fn mark_leech(after: &mut Card, threshold: u32, is_treated: bool, other: Option<&str>) -> Option<LeechStep> {
    let untreated = other.is_some() && is_leech_untreated(after.state.lapses, threshold, is_treated);
    let step = match untreated {
        // A card that came with its lapses has its chance in another form too.
        true => LeechStep::ChangeFace,
        false => leech_step(after.state.lapses, threshold)?,
    };
    match step {
        LeechStep::Suspend => after.marks.suspended = true,
        LeechStep::ChangeFace => after.marks.face = Some(other?.to_owned()),
    }
    Some(step)
}

/// Returns the state a card's last entry left it in.
pub(super) fn last_state(change: &Transaction<'_>, row: i64) -> rusqlite::Result<Card> {
    let sql = format!(
        "SELECT {} FROM review_log WHERE card = ?1 AND undone IS NULL ORDER BY entry DESC LIMIT 1",
        card::COLUMNS
    );
    let mut statement = change.prepare_cached(&sql)?;
    let mut rows = statement.query([row])?;
    rows.next()?.map_or(Ok(Card::NEW), |row| card::read(row, 0))
}

/// Appends an entry and returns its number.
pub(super) fn append(change: &Transaction<'_>, entry: &NewEntry<'_>, now: Moment) -> rusqlite::Result<i64> {
    let answer = entry.answer;
    let text =
        |text: Option<&str>| Value::from(text.map(|text| text.chars().take(TYPED_KEPT).collect::<String>()));
    let said = [
        text(answer.and_then(|answer| answer.asked_as)),
        text(answer.and_then(|answer| answer.typed)),
        text(answer.and_then(|answer| answer.verdict)),
    ];
    let written = Written {
        row: entry.row,
        before: entry.before,
        after: entry.after,
        what: entry.what,
        rating: answer.map(|answer| answer.rating),
        took: answer.map(|answer| i64::try_from(answer.took.as_millis().max(0)).unwrap_or(i64::MAX)),
    };
    insert(change, &written, said, now)
}

/// Appends an entry of which only the rating is known, and returns its number.
pub(super) fn append_brought(
    change: &Transaction<'_>,
    written: &Written<'_>,
    then: Moment,
) -> rusqlite::Result<i64> {
    insert(change, written, [Value::Null, Value::Null, Value::Null], then)
}

fn insert(
    change: &Transaction<'_>,
    entry: &Written<'_>,
    [asked_as, typed, verdict]: [Value; 3],
    now: Moment,
) -> rusqlite::Result<i64> {
    let before = &entry.before.state;
    let interval_before = match (before.due, before.last) {
        (Due::On(due), Some((_, last))) => Some(due.days_since(last)),
        _ => None,
    };
    let head: [Value; 13] = [
        entry.row.into(),
        now.millisecond().into(),
        i64::from(now.offset.seconds()).into(),
        i64::from(now.day.0).into(),
        entry.what.word().to_owned().into(),
        entry.rating.map(|rating| i64::from(rating.number())).into(),
        asked_as,
        typed,
        verdict,
        entry.took.into(),
        i64::from(before.phase.number()).into(),
        before.last.map(|(_, day)| now.day.days_since(day)).into(),
        interval_before.into(),
    ];
    let holes = vec!["?"; head.len() + card::COLUMN_COUNT].join(", ");
    let sql = format!(
        "INSERT INTO review_log (card, at, utc_offset, day, what, rating, asked_as, typed, verdict, took, \
         phase_before, days_before, interval_before, {}) VALUES ({holes})",
        card::COLUMNS
    );
    let values = head.into_iter().chain(card::values(entry.after));
    change.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(change.last_insert_rowid())
}
