//! Exams: a day, the query of what is to be known, and how much of it.

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::Row;
use rusqlite::Transaction;
use rusqlite::params;

use super::ProgressError;
use super::Store;
use super::undo;
use crate::schedule::Moment;
use crate::schedule::StudyDay;

/// An exam that is to come, or has been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptExam {
    /// Its number, given once.
    pub number: i64,
    /// Its day.
    pub day: StudyDay,
    /// What is to be known, as a query.
    pub query: String,
    /// How many per cent of it.
    pub know: u8,
}

const COLUMNS: &str = "exam, day, query, know";

impl Store {
    /// Returns the exams that were not dropped, the nearest day first; those that are over are among them.
    pub fn exams(&self) -> Result<Vec<KeptExam>, ProgressError> {
        self.read(|connection| {
            if !has_exams(connection)? {
                return Ok(Vec::new());
            }
            let sql = format!("SELECT {COLUMNS} FROM exam WHERE dropped IS NULL ORDER BY day, exam");
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([], read_exam)?;
            rows.collect()
        })
    }

    /// Returns the exams that are over and were not dropped before their day was, the latest first; those that
    /// somebody was told of are among them. `day_of` says which study day a time belongs to.
    pub fn past_exams(
        &self,
        today: StudyDay,
        day_of: impl Fn(Timestamp) -> StudyDay,
    ) -> Result<Vec<KeptExam>, ProgressError> {
        self.read(|connection| {
            if !has_exams(connection)? {
                return Ok(Vec::new());
            }
            let sql =
                format!("SELECT {COLUMNS}, dropped FROM exam WHERE day < ?1 ORDER BY day DESC, exam DESC");
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([today.0], |row| {
                let dropped: Option<i64> = row.get(4)?;
                Ok((read_exam(row)?, dropped))
            })?;
            let was_written = |(exam, dropped): &(KeptExam, Option<i64>)| {
                let at = dropped.map(Timestamp::from_millisecond);
                at.is_none_or(|at| at.is_ok_and(|at| day_of(at) > exam.day))
            };
            let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
            Ok(rows
                .into_iter()
                .filter(was_written)
                .map(|(exam, _)| exam)
                .collect())
        })
    }

    /// Keeps an exam as one step of undo, and returns its number. `payload` says what `undo` is to be told of it.
    pub fn keep_exam(
        &mut self,
        day: StudyDay,
        query: &str,
        know: u8,
        payload: impl FnOnce(i64) -> String,
        now: Moment,
    ) -> Result<i64, ProgressError> {
        self.change(|change| {
            let sql = "INSERT INTO exam (day, query, know) VALUES (?1, ?2, ?3)";
            change.execute(sql, params![day.0, query, know])?;
            let number = change.last_insert_rowid();
            let label = format!("exam {day}");
            undo::record(change, &label, None, Some(&payload(number)), now)?;
            Ok(number)
        })
    }

    /// Drops an exam as one step of undo.
    pub fn drop_exam(&mut self, exam: &KeptExam, payload: &str, now: Moment) -> Result<(), ProgressError> {
        self.change(|change| {
            turn(change, exam.number, Some(now))?;
            let label = format!("exam drop {}", exam.day);
            undo::record(change, &label, None, Some(payload), now)
        })
    }

    /// Drops an exam, or takes it up again, without a step of undo: for turning one.
    pub fn turn_exam(&mut self, number: i64, dropped: Option<Moment>) -> Result<(), ProgressError> {
        self.change(|change| turn(change, number, dropped))
    }
}

/// A file of an older format that cannot be written has no such table.
fn has_exams(connection: &Connection) -> rusqlite::Result<bool> {
    let is_there = "SELECT 1 FROM sqlite_schema WHERE name = 'exam'";
    connection.prepare_cached(is_there)?.exists([])
}

fn turn(change: &Transaction<'_>, number: i64, dropped: Option<Moment>) -> rusqlite::Result<()> {
    let dropped = dropped.map(Moment::millisecond);
    change
        .execute(
            "UPDATE exam SET dropped = ?1 WHERE exam = ?2",
            params![dropped, number],
        )
        .map(|_| ())
}

fn read_exam(row: &Row<'_>) -> rusqlite::Result<KeptExam> {
    Ok(KeptExam {
        number: row.get(0)?,
        day: StudyDay(row.get(1)?),
        query: row.get(2)?,
        know: row.get(3)?,
    })
}

/// Reads what is left of the exams in a damaged file.
pub(super) fn read_what_is_left(connection: &Connection, found: &mut Vec<KeptExam>) {
    let sql = format!("SELECT {COLUMNS} FROM exam WHERE dropped IS NULL");
    let Ok(mut statement) = connection.prepare(&sql) else {
        return;
    };
    let Ok(rows) = statement.query_map([], read_exam) else {
        return;
    };
    // Rows behind a broken page are lost.
    found.extend(rows.map_while(Result::ok));
}

/// Writes exams into an empty file.
pub(super) fn write_exams(change: &Transaction<'_>, exams: &[KeptExam]) -> rusqlite::Result<()> {
    for exam in exams {
        let sql = "INSERT OR IGNORE INTO exam (exam, day, query, know) VALUES (?1, ?2, ?3, ?4)";
        change.execute(sql, params![exam.number, exam.day.0, exam.query, exam.know])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use crate::progress::Store;
    use crate::schedule::Moment;

    fn now() -> Moment {
        let at: Timestamp = "2031-05-06T10:00:00Z".parse().unwrap();
        Moment::new(at, Offset::UTC, 240)
    }

    #[test]
    fn exams_are_kept_dropped_and_turned() {
        let mut store = Store::in_memory().unwrap();
        let (later, sooner) = (now().day.plus(30), now().day.plus(5));
        let first = store
            .keep_exam(later, "tag:law", 90, |number| format!("exam {number}"), now())
            .unwrap();
        store
            .keep_exam(sooner, "deck:a", 80, |number| format!("exam {number}"), now())
            .unwrap();
        let exams = store.exams().unwrap();
        assert_eq!((exams[0].day, exams[1].number), (sooner, first));
        store.drop_exam(&exams[0], "dropped", now()).unwrap();
        assert_eq!(store.exams().unwrap(), exams[1..]);
        let undone = store.undo(now()).unwrap();
        assert_eq!(undone.payload.as_deref(), Some("dropped"));
        store.turn_exam(exams[0].number, None).unwrap();
        assert_eq!(store.exams().unwrap(), exams);
        let undone = store.undo(now()).unwrap();
        assert_eq!(undone.payload, Some(format!("exam {}", exams[0].number)));
    }

    #[test]
    fn an_exam_that_is_over_is_kept_unless_it_was_dropped_before() {
        let mut store = Store::in_memory().unwrap();
        for query in ["told", "dropped", "untold"] {
            let day = now().day.plus(2);
            store.keep_exam(day, query, 90, |_| String::new(), now()).unwrap();
        }
        let exams = store.exams().unwrap();
        store.drop_exam(&exams[1], "dropped", now()).unwrap();
        let after = Moment::new("2031-05-09T10:00:00Z".parse().unwrap(), Offset::UTC, 240);
        store.turn_exam(exams[0].number, Some(after)).unwrap();
        let day_of = |at| Moment::new(at, Offset::UTC, 240).day;
        let past = store.past_exams(after.day, day_of).unwrap();
        assert_eq!(past, [exams[2].clone(), exams[0].clone()]);
        assert!(store.past_exams(now().day, day_of).unwrap().is_empty());
    }
}
