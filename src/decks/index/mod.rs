//! The index of the shelf: where every entry stands, kept in SQLite so that a start reads no deck.
//!
//! It is a cache. Deleting it costs one build; whatever is wrong with it, it is
//! thrown away and made again under a temporary name. The deck files are the truth.

pub(super) mod rows;
pub(super) mod scan;
mod update;

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OpenFlags;

use super::DeckError;
use super::builtin::Shipped;

/// Number of this layout; an index with another one is made again.
const FORMAT: i64 = 9;

/// Opens the index at `path`, brings it up to date with the decks, and returns it.
///
/// Where the index cannot be kept on disk (a full or read-only cache folder) it
/// is kept in memory for this run.
pub(super) fn open(folder: &Path, path: &Path, shipped: &[Shipped]) -> Result<Connection, DeckError> {
    let seen = scan::scan(folder, shipped)?;
    if let Some(mut connection) = open_old(path) {
        let written = fs::metadata(path).map_or(0, |metadata| scan::modified(&metadata));
        if update::update(&mut connection, &seen, written).is_ok() {
            return Ok(connection);
        }
    }
    if let Ok(connection) = build(path, &seen) {
        return Ok(connection);
    }
    let connection = Connection::open_in_memory().and_then(|mut connection| {
        create(&connection)?;
        update::update(&mut connection, &seen, 0)?;
        Ok(connection)
    });
    connection.map_err(|error| DeckError::Index {
        path: path.to_owned(),
        error,
    })
}

/// Opens an index that is there and of this format.
fn open_old(path: &Path) -> Option<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).ok()?;
    prepare(&connection).ok()?;
    let format: i64 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .ok()?;
    (format == FORMAT).then_some(connection)
}

/// Settings of a cache: no waiting for the disk, for nothing in it cannot be made again.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "cache_size", -2000)?;
    connection.pragma_update(None, "mmap_size", 0)
}

fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("schema.sql"))?;
    connection.pragma_update(None, "user_version", FORMAT)
}

/// Builds an index under a temporary name and puts it in place when it is whole.
fn build(path: &Path, seen: &[scan::Seen]) -> rusqlite::Result<Connection> {
    if let Some(folder) = path.parent() {
        // Opening the file says what is wrong where this fails.
        let _ = fs::create_dir_all(folder);
    }
    let temporary = temporary(path);
    let _ = fs::remove_file(&temporary);
    let built = fill(&temporary, seen);
    if built.is_ok() && fs::rename(&temporary, path).is_ok() {
        let _ = fs::remove_file(journal(path));
        let connection = Connection::open(path)?;
        prepare(&connection)?;
        return Ok(connection);
    }
    let _ = fs::remove_file(&temporary);
    built?;
    Err(rusqlite::Error::InvalidPath(path.to_owned()))
}

fn fill(temporary: &Path, seen: &[scan::Seen]) -> rusqlite::Result<()> {
    let mut connection = Connection::open(temporary)?;
    prepare(&connection)?;
    connection.pragma_update(None, "cache_size", -64_000)?;
    // Nobody else knows this file yet: a crash leaves a leftover, not a damaged index.
    connection.pragma_update(None, "journal_mode", "OFF")?;
    create(&connection)?;
    update::update(&mut connection, seen, 0)
}

/// The places of a file's entries in the table of texts: from the first up to the second.
pub(super) fn places(file: i64) -> (i64, i64) {
    (file << 32, (file + 1) << 32)
}

/// The place of an entry in the table of texts, so that a deck is read in its order in one go.
pub(super) fn place(file: i64, start: i64) -> i64 {
    (file << 32) + start
}

fn temporary(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}

/// A journal left by a crash belongs to the old index and must not be played into the new one.
fn journal(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push("-journal");
    path.with_file_name(name)
}
