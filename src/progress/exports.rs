//! What was exported before: names, contents and times of the notes another program has now.
//!
//! Anki updates a note when the package says that it changed later. Only what was written last
//! tells whether an item changed since, so every export leaves its record here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::Transaction;
use rusqlite::params;
use serde::Deserialize;
use serde::Serialize;

use super::ProgressError;
use super::Store;

/// One card as the last export wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedNote {
    /// Its name there, given once.
    pub guid: String,
    /// How it is asked there, fixed at the first export.
    pub note_type: Cow<'static, str>,
    /// Hash of what was written.
    pub content: u64,
    /// The second, counted from 1970 in UTC, at which that content was new.
    pub changed: i64,
    /// Whether it was marked as no longer asked.
    pub is_retired: bool,
}

/// All that exports left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportRecord {
    /// By card: deck/item or deck/item/direction.
    pub notes: BTreeMap<String, ExportedNote>,
    /// The names of decks there, by their ids here.
    pub decks: BTreeMap<String, String>,
}

impl Store {
    /// Returns the record of all exports; empty where there was none yet.
    pub fn export_record(&self) -> Result<ExportRecord, ProgressError> {
        self.read(read_record)
    }

    /// Keeps what an export wrote; what it did not write stays as it was.
    pub fn keep_export(&mut self, record: &ExportRecord) -> Result<(), ProgressError> {
        self.change(|change| write_record(change, record))
    }

    /// Puts back what was noted of cards before, and forgets those of `unknown`, of which nothing was.
    pub fn put_back_export(&mut self, before: &ExportRecord, unknown: &[&str]) -> Result<(), ProgressError> {
        self.change(|change| {
            write_record(change, before)?;
            let mut forget = change.prepare_cached("DELETE FROM exported_note WHERE item = ?1")?;
            for card in unknown {
                forget.execute([card])?;
            }
            Ok(())
        })
    }
}

/// Reads the record of all exports.
pub(super) fn read_record(connection: &Connection) -> rusqlite::Result<ExportRecord> {
    let mut record = ExportRecord::default();
    // A file of the first format that cannot be written has no such table.
    let is_there = "SELECT 1 FROM sqlite_schema WHERE name = 'exported_note'";
    if !connection.prepare(is_there)?.exists([])? {
        return Ok(record);
    }
    let notes = "SELECT item, guid, note_type, content, changed, retired FROM exported_note";
    each_row(connection, notes, &mut |row| {
        let (item, note) = read_note(row)?;
        record.notes.insert(item, note);
        Ok(())
    })?;
    each_row(connection, "SELECT deck, name FROM exported_deck", &mut |row| {
        record.decks.insert(row.get(0)?, row.get(1)?);
        Ok(())
    })?;
    Ok(record)
}

/// Writes a record over the one that is there.
pub(super) fn write_record(change: &Transaction<'_>, record: &ExportRecord) -> rusqlite::Result<()> {
    let mut notes = change.prepare_cached(
        "INSERT OR REPLACE INTO exported_note (item, guid, note_type, content, changed, retired) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (item, note) in &record.notes {
        let ExportedNote {
            guid,
            note_type,
            content,
            changed,
            is_retired,
        } = note;
        notes.execute(params![
            item,
            guid,
            note_type,
            content.cast_signed(),
            changed,
            is_retired
        ])?;
    }
    let mut decks =
        change.prepare_cached("INSERT OR REPLACE INTO exported_deck (deck, name) VALUES (?1, ?2)")?;
    for (deck, name) in &record.decks {
        decks.execute([deck, name])?;
    }
    Ok(())
}

/// Reads the columns item, guid, note_type, content, changed, retired.
pub(super) fn read_note(row: &Row<'_>) -> rusqlite::Result<(String, ExportedNote)> {
    let note = ExportedNote {
        guid: row.get(1)?,
        note_type: row.get::<_, String>(2)?.into(),
        content: row.get::<_, i64>(3)?.cast_unsigned(),
        changed: row.get(4)?,
        is_retired: row.get(5)?,
    };
    Ok((row.get(0)?, note))
}

/// Reads a damaged file from both ends as far as each goes. A lost row costs an update in the other
/// program at most.
pub(super) fn read_what_is_left(connection: &Connection, record: &mut ExportRecord) {
    for order in ["", "DESC"] {
        let notes = format!(
            "SELECT item, guid, note_type, content, changed, retired FROM exported_note ORDER BY item {order}"
        );
        let _ = each_row(connection, &notes, &mut |row| {
            let (item, note) = read_note(row)?;
            record.notes.insert(item, note);
            Ok(())
        });
        let decks = format!("SELECT deck, name FROM exported_deck ORDER BY deck {order}");
        let _ = each_row(connection, &decks, &mut |row| {
            record.decks.insert(row.get(0)?, row.get(1)?);
            Ok(())
        });
    }
}

fn each_row(
    connection: &Connection,
    sql: &str,
    on_row: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        on_row(row)?;
    }
    Ok(())
}

/// Lets a card that gets another name keep its name there. One whose new name is taken stays.
pub(super) fn rename_note(change: &Transaction<'_>, from: &str, to: &str) -> rusqlite::Result<()> {
    let taken: Option<i64> = change
        .prepare_cached("SELECT 1 FROM exported_note WHERE item = ?1")?
        .query_row([to], |row| row.get(0))
        .optional()?;
    if taken.is_none() {
        change
            .prepare_cached("UPDATE exported_note SET item = ?2 WHERE item = ?1")?
            .execute([from, to])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::ExportRecord;
    use super::ExportedNote;
    use crate::progress::Store;

    fn note(guid: &str) -> ExportedNote {
        ExportedNote {
            guid: guid.to_owned(),
            note_type: "basic".into(),
            content: u64::MAX - 3,
            changed: 1_900_000_000,
            is_retired: false,
        }
    }

    fn record(item: &str, guid: &str) -> ExportRecord {
        ExportRecord {
            notes: [(item.to_owned(), note(guid))].into(),
            decks: [("lakes".to_owned(), "Our valley::Lakes".to_owned())].into(),
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_kept_and_grows() {
        let mut store = Store::in_memory().unwrap();
        assert_eq!(store.export_record().unwrap(), ExportRecord::default());
        store.keep_export(&record("lakes/a", "g1")).unwrap();
        assert_eq!(store.export_record().unwrap(), record("lakes/a", "g1"));
        store.keep_export(&record("lakes/b", "g2")).unwrap();
        assert_eq!(store.export_record().unwrap().notes.len(), 2);
    }

    #[test]
    fn a_card_that_moves_keeps_its_name_there() {
        let mut store = Store::in_memory().unwrap();
        store.keep_export(&record("lakes/a", "g1")).unwrap();
        let names = [("lakes/a".to_owned(), "seas/a".to_owned())];
        store.turn_names(&names).unwrap();
        store.turn_names(&names).unwrap();
        assert_eq!(store.export_record().unwrap().notes["seas/a"].guid, "g1");
    }
}
