//! What was done and remembered, by day and by hour: counted from the log in one pass.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::Row;

use super::DayTotals;
use super::ProgressError;
use super::Retention;
use super::Store;
use crate::schedule::StudyDay;

/// A card that was away for at least this many days counts as mature. Source: Anki.
pub(super) const MATURE: i64 = 21;

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

impl DayTally {
    fn add(&mut self, other: &DayTally) {
        self.totals.add(&other.totals);
        self.young.add(other.young);
        self.mature.add(other.mature);
    }
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

    /// Adds up the hours of some days.
    pub(super) fn of(hours: &Hours) -> Tally {
        let mut tally = Tally::default();
        for ((day, hour), done) in hours {
            tally.days.entry(*day).or_default().add(done);
            let Some(of_hour) = tally.hours.get_mut(usize::from(*hour)) else {
                continue;
            };
            of_hour.answers += done.totals.ratings + done.totals.other_answers;
            of_hour.kept.add(done.young);
            of_hour.kept.add(done.mature);
        }
        tally
    }
}

/// What was done in each hour of each day, 0 to 23, in which anything was.
pub(super) type Hours = BTreeMap<(StudyDay, u8), DayTally>;

/// What counting reads of an entry.
const COLUMNS: &str = "at, card, day, (at / 1000 + utc_offset) / 3600 % 24, what = 'rating', rating, took, \
                       phase_before, interval_before, entry";

impl Store {
    /// Returns all that was done from one day to another.
    ///
    /// As with [`Store::retention`], the first review of a card on a day counts for what was
    /// remembered. Finished days are looked up where [`Store::keep_past_in`] named a file for them.
    pub fn tally(&mut self, from: StudyDay, to: StudyDay) -> Result<Tally, ProgressError> {
        let hours = match self.past_hours(from, to)? {
            Some(hours) => hours,
            None => self.read(|connection| count_span(connection, from, to))?,
        };
        Ok(Tally::of(&hours))
    }
}

/// Counts from one day to another, in one pass over the log.
pub(super) fn count_span(connection: &Connection, from: StudyDay, to: StudyDay) -> rusqlite::Result<Hours> {
    // Entries of late days stand late in the file: reading on from the first is faster than by the index.
    let first = "SELECT min(entry) FROM review_log INDEXED BY review_log_day \
                 WHERE rating IS NOT NULL AND day BETWEEN ?1 AND ?2";
    let first: Option<i64> = connection.query_row(first, [from.0, to.0], |row| row.get(0))?;
    let Some(first) = first else {
        return Ok(Hours::new());
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM review_log \
         WHERE entry >= ?3 AND rating IS NOT NULL AND undone IS NULL AND day BETWEEN ?1 AND ?2"
    );
    count(connection, &sql, &[from.0.into(), to.0.into(), first])
}

/// Counts one day.
pub(super) fn count_day(connection: &Connection, day: StudyDay) -> rusqlite::Result<Hours> {
    let sql = format!(
        "SELECT {COLUMNS} FROM review_log INDEXED BY review_log_day \
         WHERE rating IS NOT NULL AND undone IS NULL AND day = ?1"
    );
    count(connection, &sql, &[day.0.into()])
}

fn count(connection: &Connection, sql: &str, values: &[i64]) -> rusqlite::Result<Hours> {
    let (mut hours, mut asked, mut met) = (Hours::new(), Vec::new(), Vec::new());
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    // Entries of one hour mostly follow one another: they are summed up before the look into the map.
    let (mut at, mut sum) = ((StudyDay(0), 0), DayTotals::default());
    while let Some(row) = rows.next()? {
        let here = (StudyDay(row.get(2)?), hour(row)?);
        if here != at && sum != DayTotals::default() {
            hours.entry(at).or_default().totals.add(&std::mem::take(&mut sum));
        }
        at = here;
        add_entry(row, here, &mut sum, (&mut asked, &mut met))?;
    }
    if sum != DayTotals::default() {
        hours.entry(at).or_default().totals.add(&sum);
    }
    add_retention(&mut hours, asked);
    add_met(&mut hours, met);
    Ok(hours)
}

fn hour(row: &Row<'_>) -> rusqlite::Result<u8> {
    Ok(u8::try_from(row.get::<_, i64>(3)?.rem_euclid(24)).unwrap_or(0))
}

fn add_entry(
    row: &Row<'_>,
    (day, hour): (StudyDay, u8),
    totals: &mut DayTotals,
    (asked, met): (&mut Vec<Asked>, &mut Vec<Met>),
) -> rusqlite::Result<()> {
    let (is_rating, rating, phase): (bool, u8, u8) = (row.get(4)?, row.get(5)?, row.get(7)?);
    totals.took += row.get::<_, Option<i64>>(6)?.unwrap_or(0);
    if !is_rating {
        totals.other_answers += 1;
        return Ok(());
    }
    totals.ratings += 1;
    if phase == 0 {
        met.push((day, row.get(1)?, hour));
    }
    totals.again += u32::from(rating == 1);
    if phase == 2 {
        totals.reviews += 1;
        asked.push(Asked {
            day,
            card: row.get(1)?,
            at: row.get(0)?,
            entry: row.get(9)?,
            hour,
            is_mature: row.get::<_, Option<i64>>(8)?.unwrap_or(0) >= MATURE,
            is_passed: rating > 1,
        });
    }
    Ok(())
}

/// One review of a learned card; sorted, the first of a card on a day comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    day: StudyDay,
    card: i64,
    /// The log of another machine may have come later than what followed it.
    at: i64,
    entry: i64,
    hour: u8,
    is_mature: bool,
    is_passed: bool,
}

/// A new card that was met: the day, the card, the hour.
type Met = (StudyDay, i64, u8);

/// Counts the new cards of each day; one that two machines met on one day is one.
fn add_met(hours: &mut Hours, mut met: Vec<Met>) {
    met.sort_unstable();
    met.dedup_by_key(|(day, card, _)| (*day, *card));
    for (day, _, hour) in met {
        hours.entry((day, hour)).or_default().totals.new_cards += 1;
    }
}

/// Counts the first reviews of learned cards; `asked` holds every review of one.
fn add_retention(hours: &mut Hours, mut asked: Vec<Asked>) {
    asked.sort_unstable();
    asked.dedup_by_key(|asked| (asked.day, asked.card));
    for first in asked {
        let kept = Retention {
            passed: u32::from(first.is_passed),
            total: 1,
        };
        let done = hours.entry((first.day, first.hour)).or_default();
        match first.is_mature {
            true => done.mature.add(kept),
            false => done.young.add(kept),
        }
    }
}
