//! Taking back, and bringing back: many steps, across restarts.

use rusqlite::OptionalExtension;
use rusqlite::Transaction;
use rusqlite::params;

use super::ProgressError;
use super::Store;
use super::review_log;
use super::store;
use crate::schedule::Moment;

/// How many steps are kept.
pub const STEPS_KEPT: i64 = 10_000;

/// A step that was taken back, or brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What a person had done: `Good`, `suspend`, …
    pub label: String,
    /// The cards it touched, by item.
    pub items: Vec<String>,
    /// What the program wanted to be told, for a change of a file.
    pub payload: Option<String>,
}

/// A step that could be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoStep {
    /// What a person did.
    pub label: String,
    /// When, milliseconds since 1970 in UTC.
    pub at: i64,
}

struct Step {
    step: i64,
    label: String,
    entries: Option<(i64, i64)>,
    payload: Option<String>,
}

impl Store {
    /// Takes back the last step that is still in force.
    ///
    /// A step that changed a file carries a payload: the caller puts the file back.
    /// Errors with [`ProgressError::NothingToUndo`] when there is none.
    pub fn undo(&mut self, now: Moment) -> Result<Undone, ProgressError> {
        let turned = self.turn("undone IS NULL ORDER BY step DESC", Some(now.millisecond()))?;
        turned.ok_or(ProgressError::NothingToUndo)
    }

    /// Brings back the step taken back last, as long as nothing else was done since.
    ///
    /// Errors with [`ProgressError::NothingToRedo`] when there is none.
    pub fn redo(&mut self) -> Result<Undone, ProgressError> {
        let turned = self.turn("undone IS NOT NULL ORDER BY step", None)?;
        turned.ok_or(ProgressError::NothingToRedo)
    }

    /// What the step that would be brought back next needs for that; nothing where there is none.
    pub fn next_to_redo(&self) -> Result<Option<String>, ProgressError> {
        let sql = "SELECT payload FROM undo WHERE undone IS NOT NULL ORDER BY step LIMIT 1";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            rows.next()?.map_or(Ok(None), |row| row.get(0))
        })
    }

    /// Notes a change outside progress, such as an edited file, so that it takes its turn in `undo`.
    ///
    /// `payload` is handed back by [`Store::undo`] and [`Store::redo`]; it holds what both need.
    pub fn record_change(&mut self, label: &str, payload: &str, now: Moment) -> Result<(), ProgressError> {
        self.change(|change| record(change, label, None, Some(payload), now))
    }

    /// Notes a change that nothing takes back, as the next step of `undo`; what was taken back before it can still be
    /// brought back.
    pub fn record_beside(&mut self, label: &str, payload: &str, now: Moment) -> Result<(), ProgressError> {
        // Steps taken back stand behind all others, so they make room.
        let make_room = [
            "UPDATE undo SET step = -step - 1 WHERE undone IS NOT NULL",
            "UPDATE undo SET step = -step WHERE step < 0",
        ];
        let sql = "INSERT INTO undo (step, at, label, payload) SELECT coalesce(max(step), 0) + 1, ?1, ?2, ?3 \
                   FROM undo WHERE undone IS NULL";
        self.change(|change| {
            for sql in make_room {
                change.prepare_cached(sql)?.execute([])?;
            }
            change
                .prepare_cached(sql)?
                .execute(params![now.millisecond(), label, payload])
                .map(|_| ())
        })
    }

    /// Drops the step that was taken back last, so that it is not brought back.
    pub fn drop_undone(&mut self) -> Result<(), ProgressError> {
        let sql = "DELETE FROM undo WHERE step = (SELECT min(step) FROM undo WHERE undone IS NOT NULL)";
        self.change(|change| change.prepare_cached(sql)?.execute([]).map(|_| ()))
    }

    /// Returns the steps that could be taken back, the next one first, at most `most`.
    pub fn undo_steps(&self, most: usize) -> Result<Vec<UndoStep>, ProgressError> {
        let sql = "SELECT label, at FROM undo WHERE undone IS NULL ORDER BY step DESC LIMIT ?1";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([most as i64], |row| {
                Ok(UndoStep {
                    label: row.get(0)?,
                    at: row.get(1)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Returns the number of the step that would be taken back next, 0 where there is none; later steps have
    /// greater ones.
    pub fn last_step(&self) -> Result<i64, ProgressError> {
        let sql = "SELECT coalesce(max(step), 0) FROM undo WHERE undone IS NULL";
        self.read(|connection| connection.prepare_cached(sql)?.query_row([], |row| row.get(0)))
    }

    /// Whether a step that was taken back could be brought back.
    pub fn can_redo(&self) -> Result<bool, ProgressError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT 1 FROM undo WHERE undone IS NOT NULL LIMIT 1")?;
            statement.exists([])
        })
    }

    /// Returns what all steps keep of changes outside of progress.
    pub fn undo_payloads(&self) -> Result<Vec<String>, ProgressError> {
        self.read(|connection| {
            let mut statement = connection.prepare("SELECT payload FROM undo WHERE payload IS NOT NULL")?;
            let rows = statement.query_map([], |row| row.get(0))?;
            rows.collect()
        })
    }

    /// Returns those of them that a text stands in, the last first.
    pub fn undo_payloads_with(&self, text: &str) -> Result<Vec<String>, ProgressError> {
        let sql = "SELECT payload FROM undo WHERE instr(payload, ?1) > 0 ORDER BY step DESC";
        self.read(|connection| {
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([text], |row| row.get(0))?;
            rows.collect()
        })
    }

    fn turn(&mut self, which: &str, undone: Option<i64>) -> Result<Option<Undone>, ProgressError> {
        let sql =
            format!("SELECT step, label, first_entry, last_entry, payload FROM undo WHERE {which} LIMIT 1");
        self.change(|change| {
            let found = change.prepare_cached(&sql)?.query_row([], read_step).optional()?;
            let Some(step) = found else {
                return Ok(None);
            };
            change
                .prepare_cached("UPDATE undo SET undone = ?1 WHERE step = ?2")?
                .execute(params![undone, step.step])?;
            let items = match step.entries {
                None => Vec::new(),
                Some(entries) => turn_entries(change, entries, undone)?,
            };
            Ok(Some(Undone {
                label: step.label,
                items,
                payload: step.payload,
            }))
        })
    }

    pub(super) fn prune_undo(&mut self) -> Result<(), ProgressError> {
        let old = "SELECT coalesce(max(step), 0) - ?1 FROM undo";
        let oldest: i64 =
            self.read(|connection| connection.query_row(old, [STEPS_KEPT], |row| row.get(0)))?;
        if oldest <= 0 {
            return Ok(());
        }
        self.change(|change| {
            change
                .execute("DELETE FROM undo WHERE step <= ?1", [oldest])
                .map(|_| ())
        })
    }
}

fn read_step(row: &rusqlite::Row<'_>) -> rusqlite::Result<Step> {
    let entries = row.get::<_, Option<i64>>(2)?.zip(row.get::<_, Option<i64>>(3)?);
    Ok(Step {
        step: row.get(0)?,
        label: row.get(1)?,
        entries,
        payload: row.get(4)?,
    })
}

/// Marks the entries as taken back, or as counting again, and gives their cards the state that
/// is now the last one. Returns the cards.
fn turn_entries(
    change: &Transaction<'_>,
    (first, last): (i64, i64),
    undone: Option<i64>,
) -> rusqlite::Result<Vec<String>> {
    change
        .prepare_cached("UPDATE review_log SET undone = ?1 WHERE entry BETWEEN ?2 AND ?3")?
        .execute(params![undone, first, last])?;
    let sql = "SELECT DISTINCT card, item FROM review_log JOIN card USING (card) \
               WHERE entry BETWEEN ?1 AND ?2 ORDER BY item";
    let mut statement = change.prepare_cached(sql)?;
    let cards: Vec<(i64, String)> = statement
        .query_map([first, last], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (row, _) in &cards {
        let state = review_log::last_state(change, *row)?;
        store::write_row(change, *row, &state)?;
    }
    Ok(cards.into_iter().map(|(_, item)| item).collect())
}

/// Records a step. What had been taken back before it can no longer be brought back.
pub(super) fn record(
    change: &Transaction<'_>,
    label: &str,
    entries: Option<(i64, i64)>,
    payload: Option<&str>,
    now: Moment,
) -> rusqlite::Result<()> {
    // Steps taken back stand behind all others: found from the end, whatever their number.
    let gone = "DELETE FROM undo WHERE step > coalesce(
                    (SELECT step FROM undo WHERE undone IS NULL ORDER BY step DESC LIMIT 1), 0)";
    change.prepare_cached(gone)?.execute([])?;
    let sql = "INSERT INTO undo (at, label, first_entry, last_entry, payload) VALUES (?1, ?2, ?3, ?4, ?5)";
    let (first, last) = entries.unzip();
    change
        .prepare_cached(sql)?
        .execute(params![now.millisecond(), label, first, last, payload])?;
    Ok(())
}
