//! Saving what is readable of a damaged progress file.
//!
//! Every row that can be read goes into a new file; the damaged one is kept
//! beside it, unchanged, and what is missing is counted. Rows are read by their
//! numbers, so a broken page costs the rows on it and no others. Where only the
//! log beside the file is left, the rows on the pages in it are read.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::Row;
use rusqlite::Transaction;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::Card;
use super::ProgressError;
use super::Store;
use super::backup::put_in_place;
use super::card;
use super::document;
use super::exams;
use super::exports;
use super::exports::ExportRecord;
use super::review_log::NewEntry;
use super::review_log::What;
use super::review_log::append;
use super::review_log::last_state;
use super::store;
use crate::schedule::Moment;

/// What was saved of a damaged file, and what was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvage {
    /// The damaged file, unchanged.
    pub kept: PathBuf,
    /// Entries of the review log that were saved.
    pub entries: usize,
    /// Entries that are lost, as far as what is left can tell.
    pub entries_lost: usize,
    /// Cards that were saved.
    pub cards: usize,
    /// Cards whose names are lost, and with them their entries.
    pub cards_lost: usize,
    /// Documents that were saved.
    pub documents: usize,
}

/// Everything that could be read.
#[derive(Default)]
struct Found {
    /// Names of cards; the state is `None` where only the name could be read.
    cards: BTreeMap<i64, (String, Option<Card>)>,
    entries: Vec<Vec<Value>>,
    undo: Vec<Vec<Value>>,
    documents: Vec<document::KeptDocument>,
    exports: ExportRecord,
    exams: Vec<exams::ExamRow>,
    /// The greatest entry number seen anywhere.
    last_entry: i64,
}

/// Saves what is readable of the damaged file at `path` into a new file in its place.
///
/// The damaged file is kept beside it under the name in [`Salvage::kept`]. Errors leave it where it is.
pub fn salvage(path: &Path, now: Moment) -> Result<Salvage, ProgressError> {
    let found = read_all(path)?;
    let partial = path.with_extension("partial");
    remove_with_log(&partial)?;
    let mut store = Store::open(&partial)?;
    let (entries, cards_lost) = write_all(&mut store, &found, now)?;
    let (cards, documents) = (found.cards.len(), store.documents()?.len());
    store.check()?;
    store.pragma("journal_mode = DELETE")?;
    drop(store);

    let kept = keep_aside(path, now)?;
    put_in_place(&partial, path)?;
    let expected = usize::try_from(found.last_entry).unwrap_or(0);
    Ok(Salvage {
        kept,
        entries,
        entries_lost: expected.saturating_sub(entries),
        cards,
        cards_lost,
        documents,
    })
}

/// Whether the log beside the file at `path` is all that is left of it. Nothing may open it then
/// before [`keep_aside`].
pub(super) fn is_log_alone(path: &Path) -> bool {
    !store::has_bytes(path) && store::has_bytes(&beside(path, "-wal"))
}

/// Keeps the file at `path`, with the log beside it, under a name that says so. The log is
/// taken away, because it must not be applied to the file that comes in this one's place.
pub(super) fn keep_aside(path: &Path, now: Moment) -> Result<PathBuf, ProgressError> {
    let stem = format!(
        "{}-damaged-{}",
        path.file_stem().unwrap_or_default().to_string_lossy(),
        now.day.date()
    );
    let wal = beside(path, "-wal");
    let kept = if is_log_alone(path) {
        // Not as the log of an empty file: whoever opened that one would remove it.
        let kept = free_name(path, &stem, "wal");
        copy(&wal, &kept)?;
        kept
    } else {
        let kept = free_name(path, &stem, "db");
        copy(path, &kept)?;
        if fs::exists(&wal).unwrap_or(false) {
            copy(&wal, &beside(&kept, "-wal"))?;
        }
        kept
    };
    remove(&wal)?;
    remove(&beside(path, "-shm"))?;
    Ok(kept)
}

/// Returns the damaged files kept beside the file at `path`, by name.
pub fn kept_damaged(path: &Path) -> Vec<PathBuf> {
    let start = format!(
        "{}-damaged-",
        path.file_stem().unwrap_or_default().to_string_lossy()
    );
    let is_one = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&start) && (name.ends_with(".db") || name.ends_with(".wal"))
    };
    let Some(Ok(entries)) = path.parent().map(fs::read_dir) else {
        return Vec::new();
    };
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut kept: Vec<PathBuf> = files.filter(is_one).collect();
    kept.sort();
    kept
}

fn free_name(path: &Path, stem: &str, end: &str) -> PathBuf {
    let mut free = path.with_file_name(format!("{stem}.{end}"));
    let mut number = 2;
    while fs::exists(&free).unwrap_or(false) {
        free = path.with_file_name(format!("{stem}-{number:03}.{end}"));
        number += 1;
    }
    free
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn copy(from: &Path, to: &Path) -> Result<(), ProgressError> {
    let copied = fs::copy(from, to).and_then(|_| fs::File::open(to)?.sync_all());
    copied.map_err(|error| ProgressError::io(to, &error))
}

fn create_empty(path: &Path) -> Result<(), ProgressError> {
    let created = fs::File::create(path);
    created.map(drop).map_err(|error| ProgressError::io(path, &error))
}

fn remove(path: &Path) -> Result<(), ProgressError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(ProgressError::io(path, &error)),
        _ => Ok(()),
    }
}

/// What an interrupted run left under this name, too.
fn remove_with_log(path: &Path) -> Result<(), ProgressError> {
    remove(path)?;
    remove(&beside(path, "-wal"))?;
    remove(&beside(path, "-shm"))
}

/// Reads a copy of the damaged file: as it is, and should its first page be gone, with that page from a
/// new file and from a compacted one. The attempt that finds most counts.
fn read_all(path: &Path) -> Result<Found, ProgressError> {
    let work = path.with_extension("salvage");
    let (work_wal, wal) = (beside(&work, "-wal"), beside(path, "-wal"));
    let fresh = path.with_extension("first-page");
    let mut best = Found::default();
    for page in [FirstPage::AsItIs, FirstPage::OfNew, FirstPage::OfCompacted] {
        remove_with_log(&work)?;
        remove_with_log(&fresh)?;
        match is_log_alone(path) {
            true => create_empty(&work)?,
            false => copy(path, &work)?,
        }
        if fs::exists(&wal).unwrap_or(false) {
            copy(&wal, &work_wal)?;
        }
        page.put_into(&work, &fresh)?;
        let found = read_rows(&work, path);
        remove_with_log(&work)?;
        remove_with_log(&fresh)?;
        let found = found.unwrap_or_default();
        if found.weight() > best.weight() {
            best = found;
        }
        if best.weight() > 0 && page == FirstPage::AsItIs {
            break;
        }
    }
    Ok(best)
}

#[derive(Clone, Copy, PartialEq)]
enum FirstPage {
    AsItIs,
    OfNew,
    OfCompacted,
}

impl FirstPage {
    /// Overwrites the first page of `work` with one made in `fresh`.
    fn put_into(self, work: &Path, fresh: &Path) -> Result<(), ProgressError> {
        const PAGE: u64 = 4096;
        let made = match self {
            FirstPage::AsItIs => return Ok(()),
            FirstPage::OfNew => Store::open(fresh).map(drop),
            FirstPage::OfCompacted => Store::in_memory().and_then(|store| {
                let name = fresh.to_string_lossy().into_owned();
                store.read(|connection| connection.execute("VACUUM INTO ?1", [name]).map(|_| ()))
            }),
        };
        made?;
        let mut page = Vec::new();
        let written = fs::File::open(fresh)
            .and_then(|file| file.take(PAGE).read_to_end(&mut page))
            .and_then(|_| {
                // No number of pages: SQLite then goes by the length of the file.
                page[28..32].fill(0);
                fs::OpenOptions::new().write(true).open(work)?.write_all(&page)
            });
        written.map_err(|error| ProgressError::io(work, &error))
    }
}

impl Found {
    fn weight(&self) -> usize {
        self.entries.len() + self.cards.len() + self.documents.len()
    }
}

fn read_rows(work: &Path, path: &Path) -> Result<Found, ProgressError> {
    let failed = |error: rusqlite::Error| ProgressError::sqlite(path, &error);
    let connection = Connection::open_with_flags(work, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(failed)?;
    // Without this a file shorter than its header says is refused as a whole.
    connection
        .pragma_update(None, "writable_schema", true)
        .map_err(failed)?;
    let mut found = Found::default();
    read_cards(&connection, &mut found);
    read_log(&connection, &mut found);
    exports::read_what_is_left(&connection, &mut found.exports);
    exams::read_what_is_left(&connection, &mut found.exams);
    let documents = "SELECT hash, title, date, publisher, origin, language, added FROM document NOT INDEXED \
                     WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid";
    read_both_ends(&connection, documents, &mut |row| {
        found.documents.push(document::read_document(row)?);
        Ok(0)
    });
    Ok(found)
}

/// Reads the names of cards from their index, which may stand where the table is broken, and then the table.
fn read_cards(connection: &Connection, found: &mut Found) {
    let names = "SELECT card, item FROM card INDEXED BY card_item WHERE card BETWEEN ?1 AND ?2 ORDER BY item";
    let _ = read_range(connection, names, 0, i64::MAX, &mut |row| {
        found.cards.insert(row.get(0)?, (row.get(1)?, None));
        Ok(0)
    });
    let greatest = found.cards.last_key_value().map_or(0, |(number, _)| *number);
    let sql = format!(
        "SELECT card, item, {} FROM card NOT INDEXED WHERE card BETWEEN ?1 AND ?2 ORDER BY card",
        card::COLUMNS
    );
    read_table(connection, &sql, greatest, &mut |row| {
        let number = row.get(0)?;
        found
            .cards
            .insert(number, (row.get(1)?, Some(card::read(row, 2)?)));
        Ok(number)
    });
}

/// Reads undo and the log. Undo and the log's index also tell the numbers of entries whose rows are gone.
fn read_log(connection: &Connection, found: &mut Found) {
    let undo = "SELECT * FROM undo NOT INDEXED WHERE step BETWEEN ?1 AND ?2 ORDER BY step";
    let mut last = 0;
    read_both_ends(connection, undo, &mut |row| {
        last = last.max(row.get::<_, Option<i64>>(4)?.unwrap_or(0));
        found.undo.push(all_values(row, 7)?);
        Ok(0)
    });
    let greatest = found.cards.last_key_value().map_or(0, |(number, _)| *number);
    let numbers = "SELECT entry FROM review_log INDEXED BY review_log_card WHERE card BETWEEN ?1 AND ?2";
    read_table(connection, numbers, greatest, &mut |row| {
        last = last.max(row.get(0)?);
        Ok(0)
    });
    let entries = "SELECT * FROM review_log NOT INDEXED WHERE entry BETWEEN ?1 AND ?2 ORDER BY entry";
    let mut read = 0;
    read_table(connection, entries, last, &mut |row| {
        // Read as an entry, so that garbage in the right place is not taken for one.
        card::read(row, LOG_HEAD)?;
        found
            .entries
            .push(all_values(row, LOG_HEAD + card::COLUMN_COUNT + 1)?);
        read = row.get(0)?;
        Ok(read)
    });
    // Every repetition a card counts was an entry once, also where the end of the log is gone.
    let states = found.cards.values().filter_map(|(_, card)| card.as_ref());
    let repetitions = states.map(|card| i64::from(card.state.repetitions)).sum();
    found.last_entry = last.max(read).max(repetitions);
}

/// Columns of the log before those of the card.
const LOG_HEAD: usize = 14;

fn all_values(row: &Row<'_>, count: usize) -> rusqlite::Result<Vec<Value>> {
    (0..count).map(|column| row.get(column)).collect()
}

type OnRow<'a> = dyn FnMut(&Row<'_>) -> rusqlite::Result<i64> + 'a;

/// Reads every readable row of a table by number. A range that breaks off is split in two,
/// again and again, down to the rows that are gone. `greatest` is the greatest number known
/// from elsewhere; rows after it are read as far as they go.
fn read_table(connection: &Connection, sql: &str, greatest: i64, on_row: &mut OnRow<'_>) {
    let mut ranges = vec![(0, greatest)];
    while let Some((low, high)) = ranges.pop() {
        let Err(reached) = read_range(connection, sql, low, high, on_row) else {
            continue;
        };
        let next = low.max(reached + 1);
        if next > high || (next == low && low == high) {
            continue;
        }
        let middle = next + (high - next) / 2;
        ranges.extend([(middle + 1, high), (next, middle)]);
    }
    let _ = read_range(connection, sql, greatest + 1, i64::MAX, on_row);
}

/// Reads a table from its beginning until it breaks off, and from its end; a row may come twice.
fn read_both_ends(connection: &Connection, sql: &str, on_row: &mut OnRow<'_>) {
    let forwards = read_range(connection, sql, 0, i64::MAX, on_row);
    if forwards.is_err() {
        let _ = read_range(connection, &format!("{sql} DESC"), 0, i64::MAX, on_row);
    }
}

/// Reads the rows numbered `low` to `high`. Errors with the number of the last row that was read.
fn read_range(
    connection: &Connection,
    sql: &str,
    low: i64,
    high: i64,
    on_row: &mut OnRow<'_>,
) -> Result<(), i64> {
    if low > high {
        return Ok(());
    }
    let mut reached = low - 1;
    let mut read = || -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([low, high])?;
        while let Some(row) = rows.next()? {
            reached = reached.max(on_row(row)?);
        }
        Ok(())
    };
    match read() {
        Ok(()) => Ok(()),
        Err(_) => Err(reached),
    }
}

/// Writes everything found into an empty store. Returns the entries written, and how many cards were lost.
fn write_all(store: &mut Store, found: &Found, now: Moment) -> Result<(usize, usize), ProgressError> {
    let written = store.change(|change| {
        let holes = vec!["?"; card::COLUMN_COUNT + 2].join(", ");
        let sql = format!(
            "INSERT INTO card (card, item, {}) VALUES ({holes})",
            card::COLUMNS
        );
        for (number, (item, card)) in &found.cards {
            let head = [Value::from(*number), item.clone().into()];
            let values = head
                .into_iter()
                .chain(card::values(card.as_ref().unwrap_or(&Card::NEW)));
            change.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        }
        let mut nameless: Vec<i64> = Vec::new();
        let mut entries = 0;
        for entry in &found.entries {
            match entry.get(1) {
                Some(Value::Integer(number)) if found.cards.contains_key(number) => {
                    insert(change, "review_log", entry)?;
                    entries += 1;
                }
                Some(Value::Integer(number)) => nameless.push(*number),
                _ => {}
            }
        }
        nameless.sort_unstable();
        nameless.dedup();
        for step in &found.undo {
            insert(change, "undo", step)?;
        }
        for document in &found.documents {
            let text = |text: &Option<String>| Value::from(text.clone());
            insert(
                change,
                "document",
                &[
                    document.hash.clone().into(),
                    text(&document.title),
                    text(&document.date),
                    text(&document.publisher),
                    text(&document.origin),
                    text(&document.language),
                    document.added.into(),
                ],
            )?;
        }
        exports::write_record(change, &found.exports)?;
        exams::write_exams(change, &found.exams)?;
        settle(change, found, now)?;
        Ok((entries, nameless.len()))
    })?;
    Ok(written)
}

/// Makes cards and log agree again: a card without state gets that of its last entry, and a state
/// whose entries are gone gets an entry that says where it comes from.
fn settle(change: &Transaction<'_>, found: &Found, now: Moment) -> rusqlite::Result<()> {
    for (number, (_, card)) in &found.cards {
        let logged = last_state(change, *number)?;
        match card {
            None => store::write_row(change, *number, &logged)?,
            Some(card) if *card != logged => {
                let entry = NewEntry {
                    row: *number,
                    before: &logged,
                    after: card,
                    what: What::Saved,
                    answer: None,
                };
                append(change, &entry, now)?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn insert(change: &Transaction<'_>, table: &str, values: &[Value]) -> rusqlite::Result<()> {
    let holes = vec!["?"; values.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO {table} VALUES ({holes})");
    change
        .prepare_cached(&sql)?
        .execute(params_from_iter(values.iter().cloned()))?;
    Ok(())
}
