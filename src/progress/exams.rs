//! Exams: a day, the query of what is to be known, and how much of it; and what those that are over came to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::Transaction;
use rusqlite::params;
use serde::Deserialize;
use serde::Serialize;

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

/// What an exam that is over came to, as it was on its day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExamResult {
    /// When it was reckoned, in milliseconds.
    pub at: i64,
    /// Share of its cards that was known, 0 to 1; `None` where reviews of its day came in since, so that it is to
    /// be reckoned again of the same cards.
    pub known: Option<f64>,
    /// Its cards on its day.
    pub cards: Vec<String>,
}

/// An exam as it lies in the file.
#[derive(Clone, Debug)]
pub(super) struct ExamRow {
    pub(super) exam: KeptExam,
    /// When somebody was told that it is over. Before format 4 also when it was given up: then that day is none
    /// after its own.
    pub(super) dropped: Option<i64>,
    /// When it was taken off the list.
    pub(super) removed: Option<i64>,
    /// What it came to, as text.
    pub(super) result: Option<String>,
}

impl Store {
    /// Returns the exams that were not dropped, the nearest day first; those that are over are among them until
    /// somebody was told of them.
    pub fn exams(&self) -> Result<Vec<KeptExam>, ProgressError> {
        let mut rows = self.read(|connection| read_rows(connection, WithResults::No))?;
        rows.retain(|row| row.dropped.is_none() && row.removed.is_none());
        Ok(rows.into_iter().map(|row| row.exam).collect())
    }

    /// Returns the exams that are over and were not dropped, the latest first; those that somebody was told of are
    /// among them. `day_of` says which study day a time belongs to.
    pub fn past_exams(
        &self,
        today: StudyDay,
        day_of: impl Fn(Timestamp) -> StudyDay,
    ) -> Result<Vec<KeptExam>, ProgressError> {
        let mut rows = self.read(|connection| read_rows(connection, WithResults::No))?;
        rows.retain(|row| {
            let at = row.dropped.map(Timestamp::from_millisecond);
            let was_written = at.is_none_or(|at| at.is_ok_and(|at| day_of(at) > row.exam.day));
            row.exam.day < today && row.removed.is_none() && was_written
        });
        Ok(rows.into_iter().rev().map(|row| row.exam).collect())
    }

    /// Returns what an exam came to, where that was kept.
    pub fn exam_result(&self, number: i64) -> Result<Option<ExamResult>, ProgressError> {
        self.read(|connection| {
            if !has_results(connection)? {
                return Ok(None);
            }
            let sql = "SELECT result FROM exam WHERE exam = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let text: Option<Option<String>> = statement.query_row([number], |row| row.get(0)).optional()?;
            Ok(text.flatten().as_deref().and_then(read_result))
        })
    }

    /// Keeps what an exam came to.
    pub fn keep_exam_result(&mut self, number: i64, result: &ExamResult) -> Result<(), ProgressError> {
        self.change(|change| write_result(change, number, result))
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

    /// Drops an exam, to come or over, as one step of undo.
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

    /// Notes that somebody was told that an exam is over.
    pub fn settle_exam(&mut self, number: i64, now: Moment) -> Result<(), ProgressError> {
        let sql = "UPDATE exam SET dropped = ?1 WHERE exam = ?2";
        self.change(|change| {
            change
                .execute(sql, params![now.millisecond(), number])
                .map(|_| ())
        })
    }
}

/// Whether what the exams came to is read along; it may be long.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum WithResults {
    Yes,
    No,
}

/// Reads all exams, the nearest day first. A file of an older format that cannot be written has no such table, or
/// not all of its columns.
pub(super) fn read_rows(connection: &Connection, results: WithResults) -> rusqlite::Result<Vec<ExamRow>> {
    let is_there = "SELECT 1 FROM sqlite_schema WHERE name = 'exam'";
    if !connection.prepare_cached(is_there)?.exists([])? {
        return Ok(Vec::new());
    }
    let more = match (has_results(connection)?, results) {
        (true, WithResults::Yes) => "removed, result",
        (true, WithResults::No) => "removed, NULL",
        (false, _) => "NULL, NULL",
    };
    let sql = format!("SELECT exam, day, query, know, dropped, {more} FROM exam ORDER BY day, exam");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], read_row)?;
    rows.collect()
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<ExamRow> {
    Ok(ExamRow {
        exam: KeptExam {
            number: row.get(0)?,
            day: StudyDay(row.get(1)?),
            query: row.get(2)?,
            know: row.get(3)?,
        },
        dropped: row.get(4)?,
        removed: row.get(5)?,
        result: row.get(6)?,
    })
}

fn has_results(connection: &Connection) -> rusqlite::Result<bool> {
    let is_there = "SELECT 1 FROM pragma_table_info('exam') WHERE name = 'result'";
    connection.prepare_cached(is_there)?.exists([])
}

/// Drops an exam, or takes it up again. One that an older format says was given up has no other mark of it.
fn turn(change: &Transaction<'_>, number: i64, dropped: Option<Moment>) -> rusqlite::Result<()> {
    let sql = match dropped {
        Some(_) => "UPDATE exam SET removed = ?1 WHERE exam = ?2",
        None => {
            "UPDATE exam SET removed = ?1, dropped = CASE WHEN removed IS NULL THEN NULL ELSE dropped END \
             WHERE exam = ?2"
        }
    };
    let dropped = dropped.map(Moment::millisecond);
    change.execute(sql, params![dropped, number]).map(|_| ())
}

/// Reads what an exam came to; a text that cannot be read is reckoned again.
pub(super) fn read_result(text: &str) -> Option<ExamResult> {
    serde_json::from_str(text).ok()
}

/// Writes what an exam came to, as text.
pub(super) fn written(result: &ExamResult) -> Option<String> {
    serde_json::to_string(result).ok()
}

fn write_result(change: &Transaction<'_>, number: i64, result: &ExamResult) -> rusqlite::Result<()> {
    let sql = "UPDATE exam SET result = ?1 WHERE exam = ?2";
    change.execute(sql, params![written(result), number]).map(|_| ())
}

/// Gives the cards of exams that are over the names they have now, so that they can be reckoned again.
pub(super) fn rename_cards(change: &Transaction<'_>, names: &[(String, String)]) -> rusqlite::Result<()> {
    let names: BTreeMap<&str, &str> = names
        .iter()
        .map(|(from, to)| (from.as_str(), to.as_str()))
        .collect();
    for row in read_rows(change, WithResults::Yes)? {
        let Some(mut result) = row.result.as_deref().and_then(read_result) else {
            continue;
        };
        let mut is_changed = false;
        for card in &mut result.cards {
            if let Some(to) = names.get(card.as_str()) {
                *card = (*to).to_owned();
                is_changed = true;
            }
        }
        if is_changed {
            write_result(change, row.exam.number, &result)?;
        }
    }
    Ok(())
}

/// Reads what is left of the exams in a damaged file.
pub(super) fn read_what_is_left(connection: &Connection, found: &mut Vec<ExamRow>) {
    for more in ["removed, result", "NULL, NULL"] {
        let sql = format!("SELECT exam, day, query, know, dropped, {more} FROM exam");
        let Ok(mut statement) = connection.prepare(&sql) else {
            continue;
        };
        let Ok(rows) = statement.query_map([], read_row) else {
            continue;
        };
        // Rows behind a broken page are lost.
        found.extend(rows.map_while(Result::ok));
        return;
    }
}

/// Writes exams into an empty file.
pub(super) fn write_exams(change: &Transaction<'_>, exams: &[ExamRow]) -> rusqlite::Result<()> {
    for row in exams {
        let sql = "INSERT OR IGNORE INTO exam (exam, day, query, know, dropped, removed, result) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let exam = &row.exam;
        change.execute(
            sql,
            params![
                exam.number,
                exam.day.0,
                exam.query,
                exam.know,
                row.dropped,
                row.removed,
                row.result
            ],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::ExamResult;
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
        store.settle_exam(exams[0].number, after).unwrap();
        let day_of = |at| Moment::new(at, Offset::UTC, 240).day;
        let past = store.past_exams(after.day, day_of).unwrap();
        assert_eq!(past, [exams[2].clone(), exams[0].clone()]);
        assert!(store.past_exams(now().day, day_of).unwrap().is_empty());
    }

    fn result(cards: &[&str], known: f64) -> ExamResult {
        ExamResult {
            at: now().millisecond(),
            known: Some(known),
            cards: cards.iter().map(|card| (*card).to_owned()).collect(),
        }
    }

    #[test]
    fn what_an_exam_came_to_is_kept_and_its_cards_keep_their_new_names() {
        let mut store = Store::in_memory().unwrap();
        let number = store
            .keep_exam(now().day, "deck:a", 90, |_| String::new(), now())
            .unwrap();
        assert_eq!(store.exam_result(number).unwrap(), None);
        store
            .keep_exam_result(number, &result(&["a/x", "a/y"], 0.35))
            .unwrap();
        let names = [("a/x".to_owned(), "b/x".to_owned())];
        store.rename_cards(&names, "move a/x", "{}", now()).unwrap();
        let kept = store.exam_result(number).unwrap();
        assert_eq!(kept, Some(result(&["b/x", "a/y"], 0.35)));
    }

    #[test]
    fn an_exam_that_is_over_is_dropped_and_comes_back_as_told() {
        let mut store = Store::in_memory().unwrap();
        store
            .keep_exam(now().day, "deck:a", 90, |_| String::new(), now())
            .unwrap();
        let exam = store.exams().unwrap().remove(0);
        let after = Moment::new("2031-05-09T10:00:00Z".parse().unwrap(), Offset::UTC, 240);
        store.settle_exam(exam.number, after).unwrap();
        let past = |store: &Store| {
            store
                .past_exams(after.day, |at| Moment::new(at, Offset::UTC, 240).day)
                .unwrap()
        };
        store.drop_exam(&exam, "dropped", after).unwrap();
        assert!(past(&store).is_empty());
        store.turn_exam(exam.number, None).unwrap();
        assert_eq!(past(&store), [exam]);
        assert!(store.exams().unwrap().is_empty(), "somebody was told of it");
    }

    #[test]
    fn a_file_of_format_3_keeps_its_exams_and_what_was_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        let old = rusqlite::Connection::open(&path).unwrap();
        for step in [
            include_str!("schema.sql"),
            include_str!("exports.sql"),
            include_str!("exams.sql"),
        ] {
            old.execute_batch(step).unwrap();
        }
        old.pragma_update(None, "application_id", 0x5375_5271).unwrap();
        old.pragma_update(None, "user_version", 3).unwrap();
        let sql = "INSERT INTO exam (day, query, know, dropped) VALUES (?1, ?2, 90, ?3)";
        let day = now().day.plus(3);
        old.execute(sql, rusqlite::params![day.0, "kept", Option::<i64>::None])
            .unwrap();
        old.execute(sql, rusqlite::params![day.0, "dropped", now().millisecond()])
            .unwrap();
        assert_eq!(super::read_rows(&old, super::WithResults::Yes).unwrap().len(), 2);
        drop(old);
        let mut store = Store::open(&path).unwrap();
        let exams = store.exams().unwrap();
        assert_eq!((exams.len(), exams[0].query.as_str()), (1, "kept"));
        store.turn_exam(exams[0].number + 1, None).unwrap();
        assert_eq!(store.exams().unwrap().len(), 2, "a dropped one comes back");
    }
}
