//! What the log says about days, retention and single items.

use std::collections::BTreeMap;

use super::ProgressError;
use super::Store;
use super::store::deck_of;
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

    fn add(&mut self, other: Retention) {
        self.passed += other.passed;
        self.total += other.total;
    }
}

/// A card that was away for at least this many days counts as mature. Source: Anki.
const MATURE: i64 = 21;

/// What was done on one study day, and what was remembered of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayTally {
    /// Its totals.
    pub totals: DayTotals,
    /// Of cards that had been away for less than 21 days.
    pub young: Retention,
    /// Of the others.
    pub mature: Retention,
}

/// What was done in one hour of the day, whatever the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HourTally {
    /// Answers of every kind.
    pub answers: u32,
    /// What was remembered of learned cards.
    pub kept: Retention,
}

/// Some days of the log at one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Days on which something was done.
    pub days: BTreeMap<StudyDay, DayTally>,
    /// By the hour of the learner's clock.
    pub hours: [HourTally; 24],
}

impl Tally {
    /// Returns the retention from one day to another: young cards, then mature ones.
    pub fn retention(&self, from: StudyDay, to: StudyDay) -> (Retention, Retention) {
        let (mut young, mut mature) = (Retention::default(), Retention::default());
        for (_, day) in self.days.range(from..=to) {
            young.add(day.young);
            mature.add(day.mature);
        }
        (young, mature)
    }

    /// Counts the first reviews of learned cards; `asked` holds every review of one.
    fn add_retention(&mut self, mut asked: Vec<Asked>) {
        asked.sort_unstable();
        asked.dedup_by_key(|asked| (asked.day, asked.card));
        for Asked {
            day,
            hour,
            is_mature,
            is_passed,
            ..
        } in asked
        {
            let kept = Retention {
                passed: u32::from(is_passed),
                total: 1,
            };
            let tally = self.days.entry(StudyDay(day)).or_default();
            if is_mature {
                tally.mature.add(kept);
            } else {
                tally.young.add(kept);
            }
            self.hours[hour].kept.add(kept);
        }
    }
}

/// One review of a learned card; sorted, the first of a card on a day comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    day: i32,
    card: i64,
    entry: i64,
    hour: usize,
    is_mature: bool,
    is_passed: bool,
}

impl Store {
    /// Returns all that was done from one day to another, in one pass over the log.
    ///
    /// As with [`Store::retention`], the first review of a card on a day counts for what was remembered.
    pub fn tally(&self, from: StudyDay, to: StudyDay) -> Result<Tally, ProgressError> {
        // Entries of late days stand late in the file: reading on from the first is faster than by the index.
        let first = "SELECT min(entry) FROM review_log INDEXED BY review_log_day \
                     WHERE rating IS NOT NULL AND day BETWEEN ?1 AND ?2";
        let sql = "SELECT entry, card, day, (at / 1000 + utc_offset) / 3600 % 24, what = 'rating', rating, took, \
                   phase_before, interval_before FROM review_log \
                   WHERE entry >= ?3 AND rating IS NOT NULL AND undone IS NULL AND day BETWEEN ?1 AND ?2";
        self.read(|connection| {
            let (mut tally, mut asked) = (Tally::default(), Vec::new());
            let first: Option<i64> = connection.query_row(first, [from.0, to.0], |row| row.get(0))?;
            let Some(first) = first else {
                return Ok(tally);
            };
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([i64::from(from.0), i64::from(to.0), first])?;
            while let Some(row) = rows.next()? {
                let (entry, card, day) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let hour = usize::try_from(row.get::<_, i64>(3)?.rem_euclid(24)).unwrap_or(0);
                let (is_rating, rating): (bool, u8) = (row.get(4)?, row.get(5)?);
                let took: Option<i64> = row.get(6)?;
                let phase: u8 = row.get(7)?;
                let totals = &mut tally.days.entry(StudyDay(day)).or_default().totals;
                totals.took += took.unwrap_or(0);
                tally.hours[hour].answers += 1;
                if !is_rating {
                    totals.other_answers += 1;
                    continue;
                }
                totals.ratings += 1;
                totals.new_cards += u32::from(phase == 0);
                totals.again += u32::from(rating == 1);
                if phase == 2 {
                    totals.reviews += 1;
                    asked.push(Asked {
                        day,
                        card,
                        entry,
                        hour,
                        is_mature: row.get::<_, Option<i64>>(8)?.unwrap_or(0) >= MATURE,
                        is_passed: rating > 1,
                    });
                }
            }
            tally.add_retention(asked);
            Ok(tally)
        })
    }

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
        let sql = "SELECT day, sum(what = 'rating'), sum(what = 'rating' AND phase_before = 0), \
                   sum(what = 'rating' AND phase_before = 2), sum(what = 'rating' AND rating = 1), \
                   sum(what <> 'rating'), sum(took) \
                   FROM review_log INDEXED BY review_log_day \
                   WHERE rating IS NOT NULL AND undone IS NULL AND day BETWEEN ?1 AND ?2 GROUP BY day";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
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
        let sql = "SELECT item FROM review_log INDEXED BY review_log_day JOIN card USING (card) \
                   WHERE rating IS NOT NULL AND undone IS NULL AND what = 'rating' AND phase_before = 0 AND day = ?1";
        self.read(|connection| {
            let mut decks = BTreeMap::new();
            let mut statement = connection.prepare_cached(sql)?;
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
        let sql = "SELECT coalesce(interval_before, 0) >= ?3, rating > 1, min(entry) \
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
