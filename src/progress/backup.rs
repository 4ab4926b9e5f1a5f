//! Rolling copies of the progress file, and the way back to one.

use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::backup::Backup as Copying;

use super::ProgressError;
use super::Store;
use super::salvage::is_log_alone;
use super::salvage::keep_aside;
use super::store::CACHE_FOR_ONE_PASS;
use crate::schedule::Moment;

/// Daily copies that are kept.
const DAILY: usize = 10;

/// Weeks before those of which one copy each is kept.
const WEEKLY: usize = 10;

/// Copies made before a restore, and before a merge, that are kept.
const BEFORE: usize = 5;

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The first study of a day.
    Daily,
    /// A person asked for it.
    Asked,
    /// A restore was about to replace the file.
    BeforeRestore,
    /// The progress of another machine was about to come in.
    BeforeMerge,
}

const REASONS: &[(Reason, &str)] = &[
    (Reason::Daily, "daily"),
    (Reason::Asked, "asked"),
    (Reason::BeforeRestore, "before-restore"),
    (Reason::BeforeMerge, "before-merge"),
];

/// A copy in the folder of backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// The study day it was made on.
    pub date: Date,
    /// Why.
    pub reason: Reason,
    /// Its size.
    pub bytes: u64,
}

/// What a restore did with the file it replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restored {
    /// A copy of it was made first.
    Saved(PathBuf),
    /// It could not be read and lies, unchanged, beside the new one.
    KeptAside(PathBuf),
    /// There was none.
    Nothing,
}

/// Copies the progress file into `folder`, which is made if need be. Returns the copy.
///
/// The copy is whole: written under another name, synced, looked through for damage and only
/// then given its name, `progress-2026-03-10-daily.db`. Further copies of a day get a number.
pub fn backup(store: &Store, folder: &Path, reason: Reason, now: Moment) -> Result<PathBuf, ProgressError> {
    fs::create_dir_all(folder).map_err(|error| ProgressError::io(folder, &error))?;
    let target = free_name(folder, reason, now.day.date());
    let partial = target.with_extension("partial");
    let copied = copy_and_check(store, &partial).and_then(|()| put_in_place(&partial, &target));
    if copied.is_err() {
        // A failed copy is of no use; what cannot be removed is overwritten next time.
        let _ = fs::remove_file(&partial);
    }
    copied.map(|()| target)
}

/// Copies the progress file to `target`, whole and looked through as [`backup`] does it.
///
/// Errors where something lies there that is no progress: it is left alone.
pub fn copy_to(store: &Store, target: &Path) -> Result<(), ProgressError> {
    if fs::exists(target).unwrap_or(false) {
        Store::open_to_look(target)?;
    }
    let partial = target.with_extension("partial");
    let copied = copy_and_check(store, &partial).and_then(|()| put_in_place(&partial, target));
    if copied.is_err() {
        // A failed copy is of no use; what cannot be removed is overwritten next time.
        let _ = fs::remove_file(&partial);
    }
    copied
}

/// Makes the day's copy unless there is one, and removes those too many. Returns the new copy.
pub fn backup_daily(store: &Store, folder: &Path, now: Moment) -> Result<Option<PathBuf>, ProgressError> {
    let today = now.day.date();
    if backups(folder)?
        .iter()
        .any(|copy| copy.reason == Reason::Daily && copy.date == today)
    {
        return Ok(None);
    }
    let made = backup(store, folder, Reason::Daily, now)?;
    for copy in thin_backups(&backups(folder)?) {
        fs::remove_file(&copy.path).map_err(|error| ProgressError::io(&copy.path, &error))?;
    }
    Ok(Some(made))
}

/// Returns the copies in `folder`, newest first; none when there is no folder.
pub fn backups(folder: &Path) -> Result<Vec<Backup>, ProgressError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(ProgressError::io(folder, &error)),
    };
    let mut found: Vec<Backup> = entries
        .filter_map(|entry| read_name(&entry.ok()?.path()))
        .collect();
    found.sort_by_cached_key(|copy| {
        let written = fs::metadata(&copy.path).and_then(|metadata| metadata.modified());
        std::cmp::Reverse((copy.date, written.ok(), copy.path.clone()))
    });
    Ok(found)
}

/// Returns the copies that may go: of the daily ones all but the last ten and the newest of each of
/// ten weeks before, and all but the last five made before a restore, and before a merge. What a person asked for stays.
pub fn thin_backups(newest_first: &[Backup]) -> Vec<Backup> {
    let of = |reason| newest_first.iter().filter(move |copy| copy.reason == reason);
    let mut weeks: Vec<(i16, i8)> = Vec::new();
    let mut gone: Vec<Backup> = Vec::new();
    for copy in of(Reason::Daily).skip(DAILY) {
        let week = copy.date.iso_week_date();
        let week = (week.year(), week.week());
        if weeks.contains(&week) || weeks.len() >= WEEKLY {
            gone.push(copy.clone());
        } else {
            weeks.push(week);
        }
    }
    gone.extend(of(Reason::BeforeRestore).skip(BEFORE).cloned());
    gone.extend(of(Reason::BeforeMerge).skip(BEFORE).cloned());
    gone
}

/// Puts the copy `from` in the place of the progress file at `path`.
///
/// The copy is looked through first; then the present file is copied into `folder`, or,
/// when it is damaged, kept beside it. Programs that have the file open go on with the
/// restored one. Errors leave the present file as it is.
pub fn restore(path: &Path, from: &Path, folder: &Path, now: Moment) -> Result<Restored, ProgressError> {
    let source = open_copy(from)?;
    let restored = match fs::exists(path) {
        Ok(false) if !is_log_alone(path) => Restored::Nothing,
        _ => match Store::open(path).and_then(|store| backup(&store, folder, Reason::BeforeRestore, now)) {
            Ok(saved) => Restored::Saved(saved),
            Err(error) if error.is_damage() => Restored::KeptAside(keep_aside(path, now)?),
            Err(error) => return Err(error),
        },
    };
    if matches!(restored, Restored::Saved(_)) {
        overwrite(&source, path)?;
    } else {
        drop(source);
        let partial = path.with_extension("partial");
        fs::copy(from, &partial).map_err(|error| ProgressError::io(&partial, &error))?;
        put_in_place(&partial, path)?;
    }
    Ok(restored)
}

/// Copies page by page under SQLite's own locks, so that other programs see the old state or the new one.
fn overwrite(source: &Connection, path: &Path) -> Result<(), ProgressError> {
    let failed = |error: rusqlite::Error| ProgressError::sqlite(path, &error);
    let mut target = Connection::open(path).map_err(failed)?;
    target.busy_timeout(Duration::from_secs(5)).map_err(failed)?;
    target
        .pragma_update(None, "synchronous", "FULL")
        .map_err(failed)?;
    let copying = Copying::new(source, &mut target).map_err(failed)?;
    copying
        .run_to_completion(i32::MAX, Duration::from_millis(50), None)
        .map_err(failed)
}

fn open_copy(from: &Path) -> Result<Connection, ProgressError> {
    fs::metadata(from).map_err(|error| ProgressError::io(from, &error))?;
    Store::check_file(from)?;
    Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|error| ProgressError::sqlite(from, &error))
}

fn copy_and_check(store: &Store, partial: &Path) -> Result<(), ProgressError> {
    if fs::exists(partial).unwrap_or(false) {
        fs::remove_file(partial).map_err(|error| ProgressError::io(partial, &error))?;
    }
    let name = partial.to_string_lossy();
    store.read(|connection| {
        let usual: i64 = connection.pragma_query_value(None, "cache_size", |row| row.get(0))?;
        connection.pragma_update(None, "cache_size", CACHE_FOR_ONE_PASS)?;
        let copied = connection.execute("VACUUM INTO ?1", [&name]).map(|_| ());
        connection.pragma_update(None, "cache_size", usual)?;
        copied
    })?;
    Store::check_file(partial)
}

/// Syncs a finished file and gives it its name, on disk when this returns.
pub(super) fn put_in_place(partial: &Path, target: &Path) -> Result<(), ProgressError> {
    let synced = File::options()
        .write(true)
        .open(partial)
        .and_then(|file| file.sync_all());
    synced.map_err(|error| ProgressError::io(partial, &error))?;
    fs::rename(partial, target).map_err(|error| ProgressError::io(target, &error))?;
    if let Some(folder) = target.parent() {
        // Not every system can sync a folder; the file itself is safe.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

fn word(reason: Reason) -> &'static str {
    REASONS
        .iter()
        .find(|(known, _)| *known == reason)
        .map_or("", |(_, word)| word)
}

fn free_name(folder: &Path, reason: Reason, date: Date) -> PathBuf {
    let stem = format!("progress-{date}-{}", word(reason));
    let mut target = folder.join(format!("{stem}.db"));
    let mut number = 2;
    while fs::exists(&target).unwrap_or(false) {
        // Three digits, so that names sort by time.
        target = folder.join(format!("{stem}-{number:03}.db"));
        number += 1;
    }
    target
}

fn read_name(path: &Path) -> Option<Backup> {
    let name = path
        .file_name()?
        .to_str()?
        .strip_prefix("progress-")?
        .strip_suffix(".db")?;
    let date = name.get(..10)?.parse().ok()?;
    let rest = name.get(10..)?.strip_prefix('-')?;
    let (reason, _) = REASONS.iter().find(|(_, word)| rest.starts_with(word))?;
    let bytes = fs::metadata(path).ok()?.len();
    Some(Backup {
        path: path.to_owned(),
        date,
        reason: *reason,
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use jiff::civil::Date;

    use super::Backup;
    use super::Reason;
    use super::thin_backups;

    fn daily(days: i64) -> Backup {
        let date = Date::constant(2026, 6, 1)
            .checked_sub(jiff::Span::new().days(days))
            .unwrap();
        Backup {
            path: PathBuf::from(format!("{date}.db")),
            date,
            reason: Reason::Daily,
            bytes: 1,
        }
    }

    #[test]
    fn ten_days_and_then_one_a_week_are_kept() {
        let all: Vec<Backup> = (0..200).map(daily).collect();
        let gone = thin_backups(&all);
        let kept: Vec<&Backup> = all.iter().filter(|copy| !gone.contains(copy)).collect();
        assert_eq!(kept.len(), 20);
        assert_eq!(kept[9].date, all[9].date);
        // The first of the weekly ones may stand in the middle of its week; the others are Sundays.
        let sundays = &kept[11..];
        assert!(
            sundays
                .iter()
                .all(|copy| copy.date.weekday() == jiff::civil::Weekday::Sunday)
        );
        assert!(
            sundays
                .windows(2)
                .all(|pair| (pair[0].date - pair[1].date).get_days() == 7)
        );
    }

    #[test]
    fn what_a_person_asked_for_stays() {
        let asked: Vec<Backup> = (0..50)
            .map(|day| Backup {
                reason: Reason::Asked,
                ..daily(day)
            })
            .collect();
        assert!(thin_backups(&asked).is_empty());
    }
}
