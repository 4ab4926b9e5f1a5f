//! The file itself: opened, made, and kept in order.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::OptionalExtension;
use rusqlite::Transaction;
use rusqlite::TransactionBehavior;
use rusqlite::params_from_iter;

use super::Card;
use super::ProgressError;
use super::card;
use super::past::Past;
use super::salvage;

/// The format this program writes, and the newest it reads.
pub const FORMAT: i64 = 4;

/// Written into the file's header, so that a foreign database is not taken for ours: "SuRq".
const APPLICATION: i64 = 0x5375_5271;

/// Steps from one format to the next; the first makes format 1 out of nothing, so these files together
/// say what a file holds.
const MIGRATIONS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("exports.sql"),
    include_str!("exams.sql"),
    include_str!("exam_results.sql"),
];

/// How long to wait for another program's change.
const BUSY: Duration = Duration::from_secs(5);

/// How often a change of the journal is tried within that time.
const TRIES: u32 = 50;

/// A store is no thread's but its owner's, so SQLite needs no locks of its own.
const OF_ONE_THREAD: OpenFlags = OpenFlags::SQLITE_OPEN_NO_MUTEX;

/// Pages kept in memory, in KiB as SQLite counts them: the cards and the index of what is due of a home of
/// 50,000 cards.
const CACHE: i64 = -8_000;

/// Memory for pages where every page is read once, as for a copy: a larger cache would hold what is not asked for
/// again. In the same unit.
pub(super) const CACHE_FOR_ONE_PASS: i64 = -256;

/// What the file system allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Ratings are kept.
    Full,
    /// Ratings are kept, but the file system lacks shared memory: slower, one program at a time.
    WithoutSharing,
    /// Progress can be looked at; every change is refused with [`ProgressError::ReadOnly`].
    ReadOnly,
}

/// One learner's progress: an open file.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    access: Access,
    /// Whether it is a full disk that allows no more than reading.
    is_full: bool,
    is_new: bool,
    /// Where figures of finished days are kept.
    pub(super) past: Option<Past>,
}

impl Store {
    /// Opens the file at `path`, or makes it; its folder must exist.
    ///
    /// A file or folder that cannot be written is opened for reading, see [`Store::access`].
    ///
    /// Errors when the file is newer, damaged, foreign, or cannot be opened at all. None of
    /// these touches it.
    pub fn open(path: &Path) -> Result<Store, ProgressError> {
        let failed = |error: rusqlite::Error| ProgressError::sqlite(path, &error);
        if path.is_dir() {
            return Err(ProgressError::Refused {
                path: path.to_owned(),
                detail: "it is a folder".to_owned(),
            });
        }
        if salvage::is_log_alone(path) {
            // SQLite would begin a new file and remove the log, and with it what was learned.
            return Err(ProgressError::Damaged {
                path: path.to_owned(),
                detail: "the file is gone or empty, and only the log beside it is left".to_owned(),
            });
        }
        let existed = has_bytes(path);
        let opened = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OF_ONE_THREAD | created(existed),
        );
        let connection = match opened {
            Ok(connection) => connection,
            Err(error) if existed => return Store::open_to_read(path, Some(&failed(error))),
            Err(error) => return Err(failed(error)),
        };
        connection.busy_timeout(BUSY).map_err(failed)?;
        // Looked at before anything is set, because setting WAL writes to the file.
        let found = match format_of(&connection, path) {
            Err(error) if existed && error.allows_reading() => {
                return Store::open_to_read(path, Some(&error));
            }
            found => found?,
        };
        if connection.is_readonly("main").map_err(failed)? {
            return Store::open_to_read(path, None);
        }
        let mut store = Store {
            connection,
            path: path.to_owned(),
            access: Access::Full,
            is_full: false,
            is_new: found == 0,
            past: None,
        };
        match store.prepare() {
            Err(error) if found > 0 && error.allows_reading() => Store::open_to_read(path, Some(&error)),
            Err(error) => Err(error),
            Ok(()) => Ok(store),
        }
    }

    /// A store that is gone with the program, for examples and tests.
    pub fn in_memory() -> Result<Store, ProgressError> {
        let path = PathBuf::from(":memory:");
        let connection =
            Connection::open_in_memory().map_err(|error| ProgressError::sqlite(&path, &error))?;
        let mut store = Store {
            connection,
            path,
            access: Access::Full,
            is_full: false,
            is_new: true,
            past: None,
        };
        store.migrate()?;
        Ok(store)
    }

    /// Opens a file that is only to be looked at, such as one of another machine, and looks through it for damage.
    ///
    /// Errors when it is missing, newer, damaged or foreign.
    pub fn open_to_look(path: &Path) -> Result<Store, ProgressError> {
        fs::metadata(path).map_err(|error| ProgressError::io(path, &error))?;
        let store = Store::open_to_read(path, None)?;
        store.check()?;
        Ok(store)
    }

    /// `cause` is why it cannot be written, where that is known.
    fn open_to_read(path: &Path, cause: Option<&ProgressError>) -> Result<Store, ProgressError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OF_ONE_THREAD;
        let mut failure = None;
        // In a folder that cannot be written the log beside the file cannot be shared;
        // `immutable` reads the file alone.
        for query in ["mode=ro", "immutable=1"] {
            let uri = format!("file:{}?{query}", escaped(path));
            let read = Connection::open_with_flags(uri, flags)
                .map_err(|error| ProgressError::sqlite(path, &error))
                .and_then(|connection| format_of(&connection, path).map(|found| (connection, found)));
            match read {
                Ok((connection, found)) if found > 0 => {
                    return Ok(Store {
                        connection,
                        path: path.to_owned(),
                        access: Access::ReadOnly,
                        is_full: matches!(cause, Some(ProgressError::NoSpace { .. })),
                        is_new: false,
                        past: None,
                    });
                }
                Ok(_) => {
                    failure = Some(ProgressError::ReadOnly {
                        path: path.to_owned(),
                    })
                }
                Err(error) => failure = Some(error),
            }
        }
        Err(failure.unwrap_or(ProgressError::ReadOnly {
            path: path.to_owned(),
        }))
    }

    fn prepare(&mut self) -> Result<(), ProgressError> {
        let mode = self.use_wal()?;
        self.access = if mode == "wal" {
            Access::Full
        } else {
            Access::WithoutSharing
        };
        let path = self.path.clone();
        let failed = |error: rusqlite::Error| ProgressError::sqlite(&path, &error);
        self.connection
            .pragma_update(None, "synchronous", "FULL")
            .map_err(failed)?;
        self.connection
            .pragma_update(None, "foreign_keys", true)
            .map_err(failed)?;
        // The cards due of a long backlog are read in the order of their days, which is none of the file.
        self.connection
            .pragma_update(None, "cache_size", CACHE)
            .map_err(failed)?;
        // Only macOS knows it: its plain sync does not reach the disk itself.
        self.connection
            .pragma_update(None, "fullfsync", true)
            .map_err(failed)?;
        self.migrate()
    }

    /// Turns the log beside the file on, and returns the mode there is then.
    ///
    /// SQLite does not wait here for other programs that open the file at the same
    /// moment, as it does everywhere else, so it is tried again.
    fn use_wal(&self) -> Result<String, ProgressError> {
        let mut mode = self.pragma("journal_mode = WAL");
        for _ in 0..TRIES {
            if !matches!(mode, Err(ProgressError::Busy { .. })) {
                break;
            }
            std::thread::sleep(BUSY / TRIES);
            mode = self.pragma("journal_mode = WAL");
        }
        mode
    }

    fn migrate(&mut self) -> Result<(), ProgressError> {
        let path = self.path.clone();
        if format_of(&self.connection, &path)? == FORMAT {
            return Ok(());
        }
        self.change(|change| {
            // Another program may have done it since.
            let found: i64 = change.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            for step in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
                change.execute_batch(step)?;
            }
            change.pragma_update(None, "application_id", APPLICATION)?;
            change.pragma_update(None, "user_version", FORMAT)
        })
    }

    /// Returns what the file system allows.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Errors where nothing can be kept, with the cause.
    pub fn check_writable(&self) -> Result<(), ProgressError> {
        let path = self.path.clone();
        match self.access {
            Access::ReadOnly if self.is_full => Err(ProgressError::NoSpace { path }),
            Access::ReadOnly => Err(ProgressError::ReadOnly { path }),
            Access::Full | Access::WithoutSharing => Ok(()),
        }
    }

    /// Whether the file was made by this opening. Where backups exist, a person should be told.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Returns where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns a card as it is kept; [`Card::NEW`] when it has never been touched.
    pub fn card(&self, item: &str) -> Result<Card, ProgressError> {
        let sql = format!("SELECT {} FROM card WHERE item = ?1", card::COLUMNS);
        let found = self.read(|connection| {
            connection
                .prepare_cached(&sql)?
                .query_row([item], |row| card::read(row, 0))
                .optional()
        })?;
        Ok(found.unwrap_or(Card::NEW))
    }

    /// Returns every card of `deck` that was ever touched, by item; all decks when `None`.
    pub fn cards(&self, deck: Option<&str>) -> Result<BTreeMap<String, Card>, ProgressError> {
        let sql = format!(
            "SELECT item, {} FROM card WHERE ?1 IS NULL OR item GLOB ?1 || '/*'",
            card::COLUMNS
        );
        // Deck ids hold no `*`, `?` or `[`; should one, the worst is a card too many, so it is checked again.
        self.read(|connection| {
            let mut found = BTreeMap::new();
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([deck])?;
            while let Some(row) = rows.next()? {
                let item: String = row.get(0)?;
                if deck.is_none_or(|deck| deck_of(&item) == deck) {
                    found.insert(item, card::read(row, 1)?);
                }
            }
            Ok(found)
        })
    }

    /// Writes the log beside the file into it, as far as other programs allow. For idle moments and the end;
    /// doing it twice changes nothing.
    pub fn checkpoint(&mut self) -> Result<(), ProgressError> {
        if self.access == Access::ReadOnly {
            return Ok(());
        }
        self.prune_undo()?;
        self.read(|connection| connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())))
    }

    /// Looks through the whole file for damage.
    ///
    /// Errors with [`ProgressError::Damaged`] and the first thing found.
    pub fn check(&self) -> Result<(), ProgressError> {
        let answer: String = self.pragma("quick_check(1)")?;
        if answer == "ok" {
            return Ok(());
        }
        Err(ProgressError::Damaged {
            path: self.path.clone(),
            detail: answer,
        })
    }

    /// Lets the file grow to at most `pages` pages of 4 KiB, as a full disk would.
    pub fn limit_pages(&mut self, pages: u32) -> Result<(), ProgressError> {
        self.pragma_number(&format!("max_page_count = {pages}"))
            .map(|_| ())
    }

    fn pragma_number(&self, pragma: &str) -> Result<i64, ProgressError> {
        self.read(|connection| connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)))
    }

    /// Looks through a file that is not in use, such as a backup.
    pub(super) fn check_file(path: &Path) -> Result<(), ProgressError> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OF_ONE_THREAD)
            .map_err(|error| ProgressError::sqlite(path, &error))?;
        if format_of(&connection, path)? == 0 {
            let detail = "it is empty".to_owned();
            return Err(ProgressError::Damaged {
                path: path.to_owned(),
                detail,
            });
        }
        connection
            .pragma_update(None, "cache_size", CACHE_FOR_ONE_PASS)
            .map_err(|error| ProgressError::sqlite(path, &error))?;
        let store = Store {
            connection,
            path: path.to_owned(),
            access: Access::ReadOnly,
            is_full: false,
            is_new: false,
            past: None,
        };
        store.check()
    }

    pub(super) fn pragma(&self, pragma: &str) -> Result<String, ProgressError> {
        self.read(|connection| connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)))
    }

    pub(super) fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, ProgressError> {
        query(&self.connection).map_err(|error| ProgressError::sqlite(&self.path, &error))
    }

    /// One change, wholly on disk when this returns, or not at all.
    pub(super) fn change<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, ProgressError> {
        self.check_writable()?;
        let path = &self.path;
        // Immediate: a change that first reads and then writes would fail at once
        // when another program wrote in between.
        let done = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|transaction| {
                let value = change(&transaction)?;
                transaction.commit()?;
                Ok(value)
            });
        done.map_err(|error| ProgressError::sqlite(path, &error))
    }
}

/// Returns the deck's part of a card's name.
pub(super) fn deck_of(item: &str) -> &str {
    item.split_once('/').map_or(item, |(deck, _)| deck)
}

/// Returns the number of `item`'s row and the card in it, making the row where there is none.
pub(super) fn row_of(change: &Transaction<'_>, item: &str) -> rusqlite::Result<(i64, Card)> {
    let found = change
        .prepare_cached(&format!(
            "SELECT {}, card FROM card WHERE item = ?1",
            card::COLUMNS
        ))?
        .query_row([item], |row| {
            Ok((row.get(card::COLUMN_COUNT)?, card::read(row, 0)?))
        })
        .optional()?;
    if let Some(found) = found {
        return Ok(found);
    }
    let holes = vec!["?"; card::COLUMN_COUNT].join(", ");
    let sql = format!("INSERT INTO card ({}, item) VALUES ({holes}, ?)", card::COLUMNS);
    let values = card::values(&Card::NEW)
        .into_iter()
        .chain([item.to_owned().into()]);
    change.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok((change.last_insert_rowid(), Card::NEW))
}

/// Writes `card` into the row numbered `row`.
pub(super) fn write_row(change: &Transaction<'_>, row: i64, card: &Card) -> rusqlite::Result<()> {
    let holes = vec!["?"; card::COLUMN_COUNT].join(", ");
    let sql = format!("UPDATE card SET ({}) = ({holes}) WHERE card = ?", card::COLUMNS);
    let values = card::values(card).into_iter().chain([row.into()]);
    change.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}

/// Whether there is a file, and something in it.
pub(super) fn has_bytes(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

fn created(existed: bool) -> OpenFlags {
    if existed {
        OpenFlags::empty()
    } else {
        OpenFlags::SQLITE_OPEN_CREATE
    }
}

/// Returns the file's format; 0 for an empty one.
fn format_of(connection: &Connection, path: &Path) -> Result<i64, ProgressError> {
    let numbers = || {
        // One look: a program that makes the file meanwhile would show tables and no number yet.
        let look = connection.unchecked_transaction()?;
        let number = |sql: &str| look.query_row(sql, [], |row| row.get::<_, i64>(0));
        let tables = number("SELECT count(*) FROM sqlite_schema")?;
        let (found, application) = (number("PRAGMA user_version")?, number("PRAGMA application_id")?);
        Ok((tables, found, application))
    };
    let (tables, found, application) =
        numbers().map_err(|error: rusqlite::Error| ProgressError::sqlite(path, &error))?;
    if application != APPLICATION && (tables > 0 || found != 0) {
        return Err(ProgressError::NotProgress {
            path: path.to_owned(),
        });
    }
    if found > FORMAT {
        return Err(ProgressError::Newer {
            path: path.to_owned(),
            found,
            known: FORMAT,
        });
    }
    if found > 0 && tables == 0 {
        let detail = "its tables are gone".to_owned();
        return Err(ProgressError::Damaged {
            path: path.to_owned(),
            detail,
        });
    }
    Ok(found)
}

/// A path inside an SQLite URI.
fn escaped(path: &Path) -> String {
    path.to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Store;
    use crate::progress::ProgressError;

    #[test]
    fn a_new_file_is_made_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        assert!(Store::open(&path).unwrap().is_new());
        let store = Store::open(&path).unwrap();
        assert!(!store.is_new());
        store.check().unwrap();
    }

    #[test]
    fn a_file_of_the_first_format_is_brought_up_to_date_with_all_that_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        let old = rusqlite::Connection::open(&path).unwrap();
        old.execute_batch(include_str!("schema.sql")).unwrap();
        old.pragma_update(None, "application_id", super::APPLICATION)
            .unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        old.execute("INSERT INTO document (hash, added) VALUES ('sha256:00', 5)", [])
            .unwrap();
        drop(old);
        let mut store = Store::open(&path).unwrap();
        assert_eq!(store.pragma_number("user_version").unwrap(), super::FORMAT);
        assert_eq!(store.documents().unwrap().len(), 1);
        assert!(store.export_record().unwrap().notes.is_empty());
        store.keep_export(&Default::default()).unwrap();
        assert!(store.exams().unwrap().is_empty());
    }

    #[test]
    fn a_newer_file_is_refused_and_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        let store = Store::open(&path).unwrap();
        store.connection.pragma_update(None, "user_version", 99).unwrap();
        drop(store);
        let before = fs::read(&path).unwrap();
        let error = Store::open(&path).unwrap_err();
        assert!(matches!(error, ProgressError::Newer { found: 99, .. }), "{error}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_foreign_database_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch("CREATE TABLE shopping (what TEXT)").unwrap();
        drop(other);
        assert!(matches!(
            Store::open(&path),
            Err(ProgressError::NotProgress { .. })
        ));
    }

    #[test]
    fn a_file_of_other_bytes_is_damaged_and_a_folder_is_said_to_be_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        fs::write(&path, "once upon a time, ".repeat(500)).unwrap();
        assert!(Store::open(&path).unwrap_err().is_damage());
        assert!(matches!(
            Store::open(folder.path()),
            Err(ProgressError::Refused { .. })
        ));
    }
}
