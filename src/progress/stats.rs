//! What the log says about days, retention and single items.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;

use super::ProgressError;
use super::Store;
use super::store::deck_of;
use super::tally::MATURE;
use crate::schedule::Moment;
use crate::schedule::StudyDay;

/// What was done on one study day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayTotals {
    /// Ratings.
    pub ratings: u32,
    /// Cards rated for the first time.
    pub new_cards: u32,
    /// Ratings of cards that had been learned, whether they were due or not.
    pub reviews: u32,
    /// Ratings that were Again.
    pub again: u32,
    /// Answers in quizzes and crams, which leave the schedule alone.
    pub other_answers: u32,
    /// Milliseconds from question to rating, summed.
    pub took: i64,
}

impl DayTotals {
    pub(super) fn add(&mut self, other: &DayTotals) {
        self.ratings += other.ratings;
        self.new_cards += other.new_cards;
        self.reviews += other.reviews;
        self.again += other.again;
        self.other_answers += other.other_answers;
        self.took += other.took;
    }
}

/// How many of the learned cards were remembered at their first review of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Remembered: Hard, Good or Easy.
    pub passed: u32,
    /// Asked.
    pub total: u32,
}

impl Retention {
    /// Returns the share remembered, 0 to 1; `None` when nothing was asked.
    pub fn share(self) -> Option<f64> {
        (self.total > 0).then(|| f64::from(self.passed) / f64::from(self.total))
    }

    pub(super) fn add(&mut self, other: Retention) {
        self.passed += other.passed;
        self.total += other.total;
    }
}

/// Whether a card that was new when it was rated had been met on a day before, on another machine, and was not made
/// new since.
const MET_BEFORE: &str = "EXISTS (SELECT 1 FROM review_log AS past INDEXED BY review_log_card \
    WHERE past.card = review_log.card AND past.day < review_log.day AND past.what = 'rating' AND past.undone IS NULL \
    AND NOT EXISTS (SELECT 1 FROM review_log AS again INDEXED BY review_log_card \
    WHERE again.card = past.card AND again.what IN ('reset', 'saved', 'brought') AND again.phase = 0 \
    AND again.undone IS NULL AND again.at BETWEEN past.at AND review_log.at))";

impl Store {
    /// Returns how many entries lie more than a day after now: a clock was wrong.
    pub fn later_than(&self, now: Moment) -> Result<usize, ProgressError> {
        let sql = "SELECT count(*) FROM review_log WHERE at > ?1 AND undone IS NULL";
        let limit = now.millisecond() + 24 * 3_600_000;
        let count: u32 = self.read(|connection| connection.query_row(sql, [limit], |row| row.get(0)))?;
        Ok(count as usize)
    }

    /// Returns interval and stability, both in days, of every card past its learning steps.
    pub fn spans(&self) -> Result<Vec<(u32, f64)>, ProgressError> {
        let sql = "SELECT due_day - last_day, stability FROM card INDEXED BY card_due \
                   WHERE suspended = 0 AND due_day IS NOT NULL AND phase = 2 AND stability IS NOT NULL \
                   AND last_day IS NOT NULL";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                let interval: i64 = row.get(0)?;
                Ok((u32::try_from(interval).unwrap_or(0), row.get(1)?))
            })?;
            rows.collect()
        })
    }

    /// Returns the totals of every day from `from` to `to` on which something was done.
    pub fn days(&self, from: StudyDay, to: StudyDay) -> Result<BTreeMap<StudyDay, DayTotals>, ProgressError> {
        // A card that two machines met on one day is one new card.
        let sql = format!(
            "SELECT day, sum(what = 'rating'), \
             count(DISTINCT CASE WHEN what = 'rating' AND phase_before = 0 AND NOT {MET_BEFORE} THEN card END), \
             sum(what = 'rating' AND phase_before = 2), sum(what = 'rating' AND rating = 1), \
             sum(what <> 'rating'), sum(took) \
             FROM review_log INDEXED BY review_log_day \
             WHERE rating IS NOT NULL AND undone IS NULL AND day BETWEEN ?1 AND ?2 GROUP BY day"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([from.0, to.0], |row| {
                let totals = DayTotals {
                    ratings: row.get(1)?,
                    new_cards: row.get(2)?,
                    reviews: row.get(3)?,
                    again: row.get(4)?,
                    other_answers: row.get(5)?,
                    took: row.get::<_, Option<i64>>(6)?.unwrap_or(0),
                };
                Ok((StudyDay(row.get(0)?), totals))
            })?;
            rows.collect()
        })
    }

    /// Returns what was done on one day.
    pub fn day(&self, day: StudyDay) -> Result<DayTotals, ProgressError> {
        Ok(self.days(day, day)?.remove(&day).unwrap_or_default())
    }

    /// Returns how many answers there are among the last `most`, and how many milliseconds they took, summed.
    pub fn last_answers(&self, most: u32) -> Result<(u32, i64), ProgressError> {
        let sql = "SELECT count(*), coalesce(sum(took), 0) FROM (SELECT took FROM review_log NOT INDEXED \
                   WHERE rating IS NOT NULL AND undone IS NULL ORDER BY entry DESC LIMIT ?1)";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            statement.query_row([most], |row| Ok((row.get(0)?, row.get(1)?)))
        })
    }

    /// Returns when the last entry of the log was made, milliseconds since 1970 in UTC; `None` where there is none.
    pub fn last_entry_at(&self) -> Result<Option<i64>, ProgressError> {
        let sql = "SELECT at FROM review_log ORDER BY entry DESC LIMIT 1";
        self.read(|connection| connection.query_row(sql, [], |row| row.get(0)).optional())
    }

    /// Returns how many reviews are in the log.
    pub fn reviews(&self) -> Result<u64, ProgressError> {
        let sql = "SELECT count(*) FROM review_log \
                   WHERE rating IS NOT NULL AND undone IS NULL AND what = 'rating'";
        self.read(|connection| connection.query_row(sql, [], |row| row.get::<_, i64>(0)))
            .map(i64::unsigned_abs)
    }

    /// Returns the cards rated on a day, so that their siblings are left for another.
    pub fn rated_on(&self, day: StudyDay) -> Result<Vec<String>, ProgressError> {
        let sql = "SELECT DISTINCT item FROM review_log INDEXED BY review_log_day JOIN card USING (card) \
                   WHERE rating IS NOT NULL AND undone IS NULL AND what = 'rating' AND day = ?1 ORDER BY item";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([day.0], |row| row.get(0))?;
            rows.collect()
        })
    }

    /// Returns how many cards of each deck were rated for the first time on a day.
    pub fn new_on(&self, day: StudyDay) -> Result<BTreeMap<String, u32>, ProgressError> {
        let sql = format!(
            "SELECT DISTINCT item FROM review_log INDEXED BY review_log_day JOIN card USING (card) \
             WHERE rating IS NOT NULL AND undone IS NULL AND what = 'rating' AND phase_before = 0 AND day = ?1 \
             AND NOT {MET_BEFORE}"
        );
        self.read(|connection| {
            let mut decks = BTreeMap::new();
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([day.0])?;
            while let Some(row) = rows.next()? {
                let deck = deck_of(row.get_ref(0)?.as_str()?).to_owned();
                *decks.entry(deck).or_insert(0) += 1;
            }
            Ok(decks)
        })
    }

    /// Returns the measured retention from one day to another: young cards, then mature ones.
    ///
    /// Only the first review of a card on a day counts, and only of cards past their learning steps.
    pub fn retention(&self, from: StudyDay, to: StudyDay) -> Result<(Retention, Retention), ProgressError> {
        let sql = "SELECT coalesce(interval_before, 0) >= ?3, rating > 1, min(at) \
                   FROM review_log INDEXED BY review_log_day \
                   WHERE rating IS NOT NULL AND undone IS NULL AND what = 'rating' AND phase_before = 2 \
                   AND day BETWEEN ?1 AND ?2 GROUP BY card, day";
        self.read(|connection| {
            let (mut young, mut mature) = (Retention::default(), Retention::default());
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([i64::from(from.0), i64::from(to.0), MATURE])?;
            while let Some(row) = rows.next()? {
                let kind = if row.get(0)? { &mut mature } else { &mut young };
                kind.total += 1;
                kind.passed += u32::from(row.get::<_, bool>(1)?);
            }
            Ok((young, mature))
        })
    }

    /// Returns the cards that were forgotten most, with their lapses and repetitions.
    pub fn hardest(&self, most: usize) -> Result<Vec<(String, u32, u32)>, ProgressError> {
        let sql = "SELECT item, lapses, repetitions FROM card WHERE lapses > 0 \
                   ORDER BY lapses DESC, difficulty DESC, item LIMIT ?1";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows =
                statement.query_map([most as i64], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect()
        })
    }
}
