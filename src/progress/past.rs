//! Figures of finished days, kept in a file of their own so that a long past is not counted at every look.
//!
//! The file is a cache and may be deleted at any time. It says up to which entry of
//! the log it has counted. The log only grows: what can change an entry that was
//! counted is a step of undo taken back or brought back, and a merge, and each
//! leaves its trace in the list of steps; a merge is taken back by the copy from before
//! it, as another log takes this one's place. Where the trace there is another than the
//! one noted with the figures, all are counted anew. Days that got entries since are
//! counted anew alone; the last day of the log is never kept, for it may go on.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::Transaction;
use rusqlite::params;

use super::DayTotals;
use super::ProgressError;
use super::Retention;
use super::Store;
use super::merging;
use super::tally;
use super::tally::DayTally;
use super::tally::Hours;
use crate::schedule::StudyDay;

/// Number of this layout; a file with another one is made again.
const FORMAT: i64 = 3;

/// Where more days than these got entries since, one pass over the log is faster than a look at each day.
const DAYS_ALONE: usize = 40;

/// Where all is to be counted anew, a look at no more days than these counts them alone.
const SHORT: i64 = 31;

/// How long to wait for another program that writes the file.
const BUSY: Duration = Duration::from_millis(200);

const SCHEMA: &str = "
    DROP TABLE IF EXISTS hour;
    DROP TABLE IF EXISTS mark;
    CREATE TABLE hour (day INTEGER, hour INTEGER, ratings INTEGER, new_cards INTEGER, reviews INTEGER,
        again INTEGER, other_answers INTEGER, took INTEGER, young_passed INTEGER, young INTEGER,
        mature_passed INTEGER, mature INTEGER, PRIMARY KEY (day, hour)) STRICT, WITHOUT ROWID;
    CREATE TABLE mark (last INTEGER, entry INTEGER, trace TEXT) STRICT;";

/// Where the figures are kept, and the file once it is open.
#[derive(Debug)]
pub(super) struct Past {
    path: PathBuf,
    connection: Option<Connection>,
}

impl Store {
    /// Keeps figures of finished days in the file at `path`, which may be deleted at any time.
    ///
    /// A file that cannot be read or written costs time and nothing else.
    pub fn keep_past_in(&mut self, path: &Path) {
        self.past = Some(Past {
            path: path.to_owned(),
            connection: None,
        });
    }

    /// Returns the hours from one day to another, with the help of the file; `None` where there is none.
    pub(super) fn past_hours(
        &mut self,
        from: StudyDay,
        to: StudyDay,
    ) -> Result<Option<Hours>, ProgressError> {
        let Some(past) = &mut self.past else {
            return Ok(None);
        };
        let Some(cache) = past.open() else {
            return Ok(None);
        };
        let looked = look(&self.connection, cache, from, to);
        let hours = looked.map_err(|error| ProgressError::sqlite(&self.path, &error))?;
        if hours.is_none() {
            past.forget();
        }
        Ok(hours)
    }
}

impl Past {
    /// Opens the file, or makes it.
    fn open(&mut self) -> Option<&mut Connection> {
        if self.connection.is_none() {
            self.connection = open(&self.path).or_else(|| {
                // Whatever is wrong with it, it is made anew.
                let _ = std::fs::remove_file(&self.path);
                open(&self.path)
            });
        }
        self.connection.as_mut()
    }

    /// Throws the file away: something is wrong with it.
    fn forget(&mut self) {
        self.connection = None;
        let _ = std::fs::remove_file(&self.path);
    }
}

fn open(path: &Path) -> Option<Connection> {
    let connection = Connection::open(path).ok()?;
    // Nobody waits long for another program here: what cannot be kept is counted.
    connection.busy_timeout(BUSY).ok()?;
    let number =
        |connection: &Connection| connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
    if number(&connection).ok()? != FORMAT {
        connection.execute_batch(SCHEMA).ok()?;
        connection.pragma_update(None, "user_version", FORMAT).ok()?;
    }
    Some(connection)
}

/// Up to which entry the figures are counted, and what would be otherwise had one of these changed.
struct Mark {
    /// The last day of the log: it and later ones are not kept.
    last: StudyDay,
    entry: i64,
    trace: String,
}

impl Mark {
    fn read(cache: &Connection) -> rusqlite::Result<Option<Mark>> {
        let read = |row: &Row<'_>| {
            Ok(Mark {
                last: StudyDay(row.get(0)?),
                entry: row.get(1)?,
                trace: row.get(2)?,
            })
        };
        cache
            .query_row("SELECT last, entry, trace FROM mark", [], read)
            .optional()
    }

    /// Whether nothing has happened to what was counted.
    fn holds(&self, log: &Connection, last: StudyDay) -> rusqlite::Result<bool> {
        Ok(self.last <= last && trace(log, self.entry)? == self.trace)
    }
}

/// Returns what the log says of the entries up to `entry`: the last of them, the last step in force that
/// wrote one of them, and the last merge. It is the same as long as none of them has changed.
///
/// To take back an entry, all steps after its own are taken back first; so the last of these steps is
/// another one then. A step that was taken back and stays so changes nothing any more; brought back, it
/// is the last one.
fn trace(log: &Connection, entry: i64) -> rusqlite::Result<String> {
    let last = "SELECT format('%d %d %d %s %s %s', card, at, day, what, rating, undone) FROM review_log \
                WHERE entry = ?1";
    let step = "SELECT format('%d %d %d %d', step, at, first_entry, last_entry) FROM undo \
                WHERE undone IS NULL AND first_entry <= ?1 ORDER BY step DESC LIMIT 1";
    let merge = format!(
        "SELECT format('%d %d', step, at) FROM undo WHERE label GLOB '{} *' ORDER BY step DESC LIMIT 1",
        merging::LABEL
    );
    let read = |row: &Row<'_>| row.get::<_, String>(0);
    let last = log.prepare_cached(last)?.query_row([entry], read).optional()?;
    let step = log.prepare_cached(step)?.query_row([entry], read).optional()?;
    let merge = log.prepare_cached(&merge)?.query_row([], read).optional()?;
    let parts = [last, step, merge].map(Option::unwrap_or_default);
    Ok(parts.join(" / "))
}

/// Returns the hours from one day to another, and keeps what was counted of finished days; `None` where the file
/// cannot be read.
fn look(
    log: &Connection,
    cache: &mut Connection,
    from: StudyDay,
    to: StudyDay,
) -> rusqlite::Result<Option<Hours>> {
    // One look at each: figures and trace are of the same moment, whatever other programs do.
    let log = log.unchecked_transaction()?;
    let Ok(cache) = cache.transaction() else {
        return Ok(None);
    };
    let last = "SELECT max(day) FROM review_log INDEXED BY review_log_day WHERE rating IS NOT NULL";
    let Some(last) = log.query_row(last, [], |row| row.get::<_, Option<i32>>(0))? else {
        return Ok(Some(Hours::new()));
    };
    let last = StudyDay(last);
    let Ok(mark) = Mark::read(&cache) else {
        return Ok(None);
    };
    let news = match mark {
        Some(mark) if mark.holds(&log, last)? => Some(News::read(&log, &mark, last)?),
        _ => None,
    };
    let counted = match news.filter(|news| news.days.len() <= DAYS_ALONE) {
        Some(news) => count_news(&log, cache, &news, last, (from, to))?,
        None if to.days_since(from) < SHORT => Some(tally::count_span(&log, from, to)?),
        None => Some(count_all(&log, cache, last)?),
    };
    Ok(counted.map(|mut hours| {
        hours.retain(|(day, _), _| *day >= from && *day <= to);
        hours
    }))
}

/// What came into the log since figures were kept.
struct News {
    /// The days that got entries; those that were the last one then and now are always among them.
    days: BTreeSet<StudyDay>,
    /// The last entry of a finished day.
    entry: i64,
}

impl News {
    fn read(log: &Connection, mark: &Mark, last: StudyDay) -> rusqlite::Result<News> {
        let mut news = News {
            days: BTreeSet::from([mark.last, last]),
            entry: mark.entry,
        };
        // The index of days would be read as a whole.
        let sql = "SELECT day, max(entry) FROM review_log NOT INDEXED \
                   WHERE entry > ?1 AND rating IS NOT NULL GROUP BY day";
        let mut statement = log.prepare_cached(sql)?;
        let mut rows = statement.query([mark.entry])?;
        while let Some(row) = rows.next()? {
            let day = StudyDay(row.get(0)?);
            news.days.insert(day);
            if day < last {
                news.entry = news.entry.max(row.get(1)?);
            }
        }
        Ok(news)
    }
}

/// Counts the days that got entries since, and takes the others from the file; `None` where it cannot be read.
fn count_news(
    log: &Connection,
    cache: Transaction<'_>,
    news: &News,
    last: StudyDay,
    (from, to): (StudyDay, StudyDay),
) -> rusqlite::Result<Option<Hours>> {
    let mut counted = Hours::new();
    for day in &news.days {
        counted.append(&mut tally::count_day(log, *day)?);
    }
    let Ok(mut hours) = kept(&cache, from, to) else {
        return Ok(None);
    };
    hours.retain(|(day, _), _| !news.days.contains(day));
    let finished: Vec<StudyDay> = news.days.iter().copied().filter(|day| *day < last).collect();
    if !finished.is_empty() {
        let mark = Mark {
            last,
            entry: news.entry,
            trace: trace(log, news.entry)?,
        };
        // Where it cannot be written, these days are counted once more the next time.
        let _ = write(cache, &counted, Replaced::Days(&finished), &mark);
    }
    hours.append(&mut counted);
    Ok(Some(hours))
}

/// Counts the whole log and keeps the finished days of it.
fn count_all(log: &Connection, cache: Transaction<'_>, last: StudyDay) -> rusqlite::Result<Hours> {
    let hours = tally::count_span(log, StudyDay(i32::MIN), last)?;
    let sql = "SELECT coalesce(max(entry), 0) FROM review_log INDEXED BY review_log_day \
               WHERE rating IS NOT NULL AND day < ?1";
    let entry: i64 = log.query_row(sql, [last.0], |row| row.get(0))?;
    let mark = Mark {
        last,
        entry,
        trace: trace(log, entry)?,
    };
    let finished: Hours = hours.range(..(last, 0)).map(|(at, done)| (*at, *done)).collect();
    // Where it cannot be written, all is counted once more the next time.
    let _ = write(cache, &finished, Replaced::All, &mark);
    Ok(hours)
}

fn kept(cache: &Connection, from: StudyDay, to: StudyDay) -> rusqlite::Result<Hours> {
    let sql = "SELECT day, hour, ratings, new_cards, reviews, again, other_answers, took, young_passed, young, \
               mature_passed, mature FROM hour WHERE day BETWEEN ?1 AND ?2";
    let mut statement = cache.prepare_cached(sql)?;
    let rows = statement.query_map([from.0, to.0], |row| {
        let done = DayTally {
            totals: DayTotals {
                ratings: row.get(2)?,
                new_cards: row.get(3)?,
                reviews: row.get(4)?,
                again: row.get(5)?,
                other_answers: row.get(6)?,
                took: row.get(7)?,
            },
            young: Retention {
                passed: row.get(8)?,
                total: row.get(9)?,
            },
            mature: Retention {
                passed: row.get(10)?,
                total: row.get(11)?,
            },
        };
        Ok(((StudyDay(row.get(0)?), row.get(1)?), done))
    })?;
    rows.collect()
}

/// Which figures others take the place of.
enum Replaced<'a> {
    All,
    Days(&'a [StudyDay]),
}

fn write(
    change: Transaction<'_>,
    hours: &Hours,
    replaced: Replaced<'_>,
    mark: &Mark,
) -> rusqlite::Result<()> {
    match replaced {
        Replaced::All => {
            change.execute("DELETE FROM hour", [])?;
            insert(&change, hours.iter())?;
        }
        Replaced::Days(days) => {
            for day in days {
                change.execute("DELETE FROM hour WHERE day = ?1", [day.0])?;
                insert(&change, hours.range((*day, 0)..(day.plus(1), 0)))?;
            }
        }
    }
    change.execute("DELETE FROM mark", [])?;
    change.execute(
        "INSERT INTO mark VALUES (?1, ?2, ?3)",
        params![mark.last.0, mark.entry, mark.trace],
    )?;
    change.commit()
}

fn insert<'a>(
    change: &Transaction<'_>,
    hours: impl Iterator<Item = (&'a (StudyDay, u8), &'a DayTally)>,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO hour VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let mut statement = change.prepare_cached(sql)?;
    for ((day, hour), done) in hours {
        let (totals, young, mature) = (&done.totals, done.young, done.mature);
        statement.execute(params![
            day.0,
            hour,
            totals.ratings,
            totals.new_cards,
            totals.reviews,
            totals.again,
            totals.other_answers,
            totals.took,
            young.passed,
            young.total,
            mature.passed,
            mature.total
        ])?;
    }
    Ok(())
}
