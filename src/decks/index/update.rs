//! Brings the index up to date: only files that changed are read.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::prelude::*;
use rusqlite::Connection;
use rusqlite::Transaction;
use rusqlite::TransactionBehavior;
use rusqlite::params;
use twox_hash::XxHash3_64;

use super::super::DeckError;
use super::super::Fault;
use super::super::Problem;
use super::super::file::read_text;
use super::super::outlines::Outlines;
use super::place;
use super::places;
use super::rows::ItemRow;
use super::rows::Rows;
use super::rows::Summary;
use super::rows::rows;
use super::scan::Seen;

/// A file's time within this of the index's own may hide a change, in nanoseconds.
const TOO_CLOSE: i64 = 2_000_000_000;

/// How many files for each core are looked at together; bounds what is held in memory. Ours, may be tuned.
const FOR_EACH_CORE: usize = 2;

/// What the index knows of a file.
#[derive(Clone)]
struct Known {
    id: i64,
    mtime: i64,
    size: i64,
    hash: i64,
    deck: Option<String>,
    loaded: bool,
}

/// What a look at a file showed.
enum Look {
    /// As the index has it.
    Same,
    /// Another time, the same text.
    Touched,
    /// Another text, or one that is not in the index.
    Changed { hash: i64, rows: Box<Rows> },
}

/// Compares the files with the index and replaces the rows of those that changed.
///
/// `written` is when the index was last written, in nanoseconds since 1970.
pub(super) fn update(connection: &mut Connection, seen: &[Seen], written: i64) -> rusqlite::Result<()> {
    let known = known_files(connection)?;
    let nothing_new = known.len() == seen.len()
        && seen.iter().all(|seen| {
            known
                .get(&seen.name())
                .is_some_and(|known| is_same(known, seen, written))
        });
    if nothing_new {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again: another program may have been faster.
    let known = known_files(&transaction)?;
    replace(&transaction, seen, known, written)?;
    transaction.commit()
}

fn known_files(connection: &Connection) -> rusqlite::Result<BTreeMap<String, Known>> {
    let mut statement = connection.prepare("SELECT path, id, mtime, size, hash, deck, loaded FROM file")?;
    let rows = statement.query_map([], |row| {
        let known = Known {
            id: row.get(1)?,
            mtime: row.get(2)?,
            size: row.get(3)?,
            hash: row.get(4)?,
            deck: row.get(5)?,
            loaded: row.get(6)?,
        };
        Ok((row.get(0)?, known))
    })?;
    rows.collect()
}

/// Whether a file need not be read: its time and size are as they were, and the
/// time is old enough to tell.
fn is_same(known: &Known, seen: &Seen, written: i64) -> bool {
    match &seen.shipped {
        Some(shipped) => known.hash == shipped.hash.cast_signed(),
        None => {
            known.mtime == seen.mtime
                && known.size == seen.size
                && known.hash != UNREAD
                && seen.mtime.saturating_add(TOO_CLOSE) < written
        }
    }
}

/// Stands for the hash of a file that could not be read, so that it is tried again.
const UNREAD: i64 = 0;

fn replace(
    transaction: &Transaction<'_>,
    seen: &[Seen],
    mut known: BTreeMap<String, Known>,
    written: i64,
) -> rusqlite::Result<()> {
    let names: BTreeSet<String> = seen.iter().map(Seen::name).collect();
    for (name, gone) in &known {
        if !names.contains(name) {
            unload(transaction, gone.id)?;
            transaction.execute("DELETE FROM file WHERE id = ?", [gone.id])?;
        }
    }
    // The first file with an id has it: files of the home stand before shipped ones.
    let mut owners: BTreeSet<String> = BTreeSet::new();
    let mut batches = Vec::new();
    for batch in seen.chunks(FOR_EACH_CORE * rayon::current_num_threads()) {
        let files = batch.iter().map(|seen| (seen, known.remove(&seen.name())));
        batches.push(files.collect::<Vec<(&Seen, Option<Known>)>>());
    }
    let mut looked = Vec::new();
    // While the rows of one batch are written here, the others read the next.
    for next in batches.into_iter().map(Some).chain([None]) {
        let now = std::mem::take(&mut looked);
        rayon::in_place_scope(|scope| {
            if let Some(next) = next {
                scope.spawn(|_| looked = look_at(next, written));
            }
            now.into_iter()
                .try_for_each(|(seen, known, look)| apply(transaction, seen, known, look, &mut owners))
        })?;
    }
    Ok(())
}

/// Looks at files on all cores; what each showed stands in their order.
fn look_at(files: Vec<(&Seen, Option<Known>)>, written: i64) -> Vec<(&Seen, Option<Known>, Look)> {
    let looked = files.into_par_iter().map(|(seen, known)| {
        let look = look(seen, known.as_ref(), written);
        (seen, known, look)
    });
    looked.collect()
}

fn look(seen: &Seen, known: Option<&Known>, written: i64) -> Look {
    if known.is_some_and(|known| is_same(known, seen, written)) {
        return Look::Same;
    }
    if let Some(shipped) = &seen.shipped {
        return Look::Changed {
            hash: shipped.hash.cast_signed(),
            rows: Box::new(rows(&seen.path, shipped.text)),
        };
    }
    match read_text(&seen.path) {
        Err(error) => Look::Changed {
            hash: UNREAD,
            rows: Box::new(unreadable(seen, &error)),
        },
        Ok(text) => {
            let hash = XxHash3_64::oneshot(text.as_bytes()).cast_signed();
            if known.is_some_and(|known| known.hash == hash) {
                return Look::Touched;
            }
            Look::Changed {
                hash,
                rows: Box::new(rows(&seen.path, &text)),
            }
        }
    }
}

/// A file that cannot be read does not close the shelf: it stands among the problems.
fn unreadable(seen: &Seen, error: &DeckError) -> Rows {
    let fault = match error {
        DeckError::NotText { offset, .. } => Fault::NotText { offset: *offset },
        DeckError::Read { error, .. } => Fault::Unreadable {
            message: error.to_string(),
        },
        other => Fault::Unreadable {
            message: other.to_string(),
        },
    };
    Rows {
        deck: None,
        summary: Summary::default(),
        problems: vec![Problem {
            path: seen.path.clone(),
            line: 1,
            entry: String::new(),
            fault,
            left_out: true,
        }],
        items: Vec::new(),
        others: Vec::new(),
    }
}

fn apply(
    transaction: &Transaction<'_>,
    seen: &Seen,
    known: Option<Known>,
    look: Look,
    owners: &mut BTreeSet<String>,
) -> rusqlite::Result<()> {
    let deck = match &look {
        Look::Changed { rows, .. } => rows.deck.as_ref().map(|deck| deck.0.clone()),
        _ => known.as_ref().and_then(|known| known.deck.clone()),
    };
    let owns = deck.as_ref().is_some_and(|deck| owners.insert(deck.clone()));
    match (look, known) {
        (Look::Changed { hash, rows }, known) => {
            let id = store_file(transaction, seen, known.as_ref(), hash, &rows, owns)?;
            if owns {
                load(transaction, id, &rows)?;
            }
        }
        (Look::Same | Look::Touched, Some(known)) => {
            let rows = (owns && !known.loaded).then(|| read_anew(seen));
            if !owns && known.loaded {
                unload(transaction, known.id)?;
            }
            // The count makes sure that the index is written: equal values alone would leave its time
            // as it was, and a file too close to that would be read at every start.
            transaction.execute(
                "UPDATE file SET mtime = ?, size = ?, loaded = ?, looks = looks + 1 WHERE id = ?",
                params![seen.mtime, seen.size, owns, known.id],
            )?;
            if let Some(rows) = rows {
                load(transaction, known.id, &rows)?;
            }
        }
        (_, None) => {}
    }
    Ok(())
}

/// Reads a file that was on the shelf behind another one and now stands in front.
fn read_anew(seen: &Seen) -> Rows {
    match &seen.shipped {
        Some(shipped) => rows(&seen.path, shipped.text),
        None => match read_text(&seen.path) {
            Ok(text) => rows(&seen.path, &text),
            Err(error) => unreadable(seen, &error),
        },
    }
}

/// Writes what is known of a file and removes its old entries; returns its number.
fn store_file(
    transaction: &Transaction<'_>,
    seen: &Seen,
    known: Option<&Known>,
    hash: i64,
    rows: &Rows,
    owns: bool,
) -> rusqlite::Result<i64> {
    if let Some(known) = known {
        unload(transaction, known.id)?;
    }
    // Both are plain values: writing them as JSON cannot fail.
    let meta = serde_json::to_string(&rows.summary).unwrap_or_default();
    let problems = serde_json::to_string(&rows.problems).unwrap_or_default();
    transaction.execute(
        "INSERT INTO file (id, path, mtime, size, hash, deck, loaded, meta, problems, outlines)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
             mtime = excluded.mtime, size = excluded.size, hash = excluded.hash, deck = excluded.deck,
             loaded = excluded.loaded, meta = excluded.meta, problems = excluded.problems,
             outlines = excluded.outlines",
        params![
            known.map(|known| known.id),
            seen.name(),
            seen.mtime,
            seen.size,
            hash,
            rows.deck.as_ref().map(|deck| &deck.0),
            owns,
            meta,
            problems,
            Outlines::packed(&rows.items)
        ],
    )?;
    Ok(known.map_or_else(|| transaction.last_insert_rowid(), |known| known.id))
}

fn unload(transaction: &Transaction<'_>, file: i64) -> rusqlite::Result<()> {
    let (first, end) = places(file);
    transaction.execute(
        "DELETE FROM item WHERE k IN (SELECT k FROM text WHERE place >= ? AND place < ?) AND file = ?",
        [first, end, file],
    )?;
    transaction.execute("DELETE FROM text WHERE place >= ? AND place < ?", [first, end])?;
    transaction.execute("DELETE FROM other WHERE file = ?", [file])?;
    Ok(())
}

/// Writes the entries of a file. Rows of a deck that this file replaces give way.
fn load(transaction: &Transaction<'_>, file: i64, rows: &Rows) -> rusqlite::Result<()> {
    let mut item = transaction.prepare_cached(
        "INSERT OR REPLACE INTO item (k, file, start, len, kind, as_of, contested, importance)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut by_key: Vec<&ItemRow> = rows.items.iter().collect();
    by_key.sort_unstable_by_key(|row| row.k);
    for row in by_key {
        let ItemRow {
            k,
            start,
            len,
            kind,
            as_of,
            contested,
            importance,
            ..
        } = row;
        item.execute(params![k, file, start, len, kind, as_of, contested, importance])?;
    }
    let mut text = transaction.prepare_cached(
        "INSERT INTO text
         (place, k, id, status, kind, as_of, contested, gone, importance, fact, stem, key, tags, sources)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for row in &rows.items {
        text.execute(params![
            place(file, row.start),
            row.k,
            row.id,
            row.status,
            row.kind,
            row.as_of,
            row.contested,
            row.gone,
            row.importance,
            row.fact.as_ref().map(|fact| &fact.0),
            row.stem,
            row.key,
            row.tags,
            row.sources
        ])?;
    }
    let mut other = transaction
        .prepare_cached("INSERT OR REPLACE INTO other (k, file, start, len) VALUES (?, ?, ?, ?)")?;
    for (k, place) in &rows.others {
        other.execute(params![k, file, place.span.start as i64, place.span.len() as i64])?;
    }
    Ok(())
}
