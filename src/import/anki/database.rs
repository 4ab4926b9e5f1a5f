//! The collection's database in a temporary file, opened so that nothing in it can act.

use std::fs;
use std::fs::File;
use std::io;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::OptionalExtension;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;

use super::error::PackageError;
use super::limits::MOST_DESCRIPTION;

/// Numbers temporary files of one program.
static COUNT: AtomicU64 = AtomicU64::new(0);

/// Tables that every collection has.
const TABLES: &[&str] = &["col", "notes", "cards", "revlog"];

/// How the names of temporary files begin.
const TEMPORARY: &str = ".package-";

/// Whether a file of this name is the temporary one of a package that is read or written, or was when its
/// program was killed.
///
/// ```
/// use suraq::import::anki::is_temporary;
///
/// assert!(is_temporary(".package-4711-0.db-journal") && !is_temporary("index.db"));
/// ```
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY)
}

/// Returns a name for the temporary file of a package, another one each time.
pub fn temporary_name() -> String {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{TEMPORARY}{}-{number}.db", std::process::id())
}

/// A file that is gone when it is no longer needed.
pub(super) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes an empty file in `folder`.
    pub(super) fn new(folder: &Path) -> io::Result<(Scratch, BufWriter<File>)> {
        let path = folder.join(temporary_name());
        // Left by a program of the same number that was killed.
        let _ = fs::remove_file(&path);
        let file = File::options().write(true).create_new(true).open(&path)?;
        Ok((Scratch { path }, BufWriter::new(file)))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The folder is a cache: what cannot be removed does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

/// An opened collection.
pub(super) struct Database {
    connection: Connection,
    /// Its name in the archive, for errors.
    name: &'static str,
    _scratch: Scratch,
}

impl Database {
    /// Opens what `fill` writes as the collection `name`.
    pub(super) fn open(
        name: &'static str,
        folder: &Path,
        fill: impl FnOnce(&mut BufWriter<File>) -> Result<(), PackageError>,
    ) -> Result<Database, PackageError> {
        let failed = |error| PackageError::System {
            doing: "the collection cannot be kept for the moment",
            error,
        };
        let (scratch, mut file) = Scratch::new(folder).map_err(failed)?;
        fill(&mut file)?;
        file.flush().map_err(failed)?;
        drop(file);
        let connection = connect(&scratch.path).map_err(|error| damaged(name, &error))?;
        let database = Database {
            connection,
            name,
            _scratch: scratch,
        };
        database.check_tables()?;
        Ok(database)
    }

    /// A view, or a table that another program answers for, could go on for ever.
    fn check_tables(&self) -> Result<(), PackageError> {
        for table in TABLES {
            let sql = "SELECT sql FROM sqlite_schema WHERE name = ?1 AND type = 'table'";
            let found: Option<String> = self
                .connection
                .query_row(sql, [table], |row| row.get(0))
                .optional()
                .map_err(|error| self.damage(&error))?;
            let is_plain = found.is_some_and(|sql| {
                let sql = sql.to_uppercase();
                !sql.starts_with("CREATE VIRTUAL") && !sql.contains("GENERATED") && !sql.contains(" AS (")
            });
            if !is_plain {
                return Err(PackageError::damaged(
                    self.name,
                    format!("it has no table `{table}`"),
                ));
            }
        }
        Ok(())
    }

    /// Whether there is a table of this name.
    pub(super) fn has(&self, table: &str) -> Result<bool, PackageError> {
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name = ?1 AND type = 'table'";
        let count: i64 = self
            .connection
            .query_row(sql, [table], |row| row.get(0))
            .map_err(|error| self.damage(&error))?;
        Ok(count > 0)
    }

    /// Calls `visit` for every row, at most `most` of them.
    pub(super) fn each(
        &self,
        sql: &str,
        (what, most): (&'static str, usize),
        mut visit: impl FnMut(&Row<'_, '_>) -> Result<(), PackageError>,
    ) -> Result<(), PackageError> {
        let mut statement = self
            .connection
            .prepare(sql)
            .map_err(|error| self.damage(&error))?;
        let mut rows = statement.query([]).map_err(|error| self.damage(&error))?;
        let mut count = 0;
        while let Some(row) = rows.next().map_err(|error| self.damage(&error))? {
            count += 1;
            if count > most {
                return Err(PackageError::too_large(self.name, what, most as u64));
            }
            visit(&Row { row, database: self })?;
        }
        Ok(())
    }

    /// What is wrong with the collection, in words.
    pub(super) fn damage(&self, error: &rusqlite::Error) -> PackageError {
        damaged(self.name, error)
    }

    /// Something else that is wrong with it.
    pub(super) fn wrong(&self, problem: impl Into<String>) -> PackageError {
        PackageError::damaged(self.name, problem)
    }

    /// More than is read.
    pub(super) fn too_large(&self, what: &'static str, most: usize) -> PackageError {
        PackageError::too_large(self.name, what, most as u64)
    }
}

fn damaged(name: &str, error: &rusqlite::Error) -> PackageError {
    let problem = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => "it is no database".to_owned(),
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => "pages of its database are damaged".to_owned(),
        Some(rusqlite::ErrorCode::TooBig) => "an entry is larger than any Anki writes".to_owned(),
        _ => error.to_string(),
    };
    PackageError::damaged(name, problem)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let path = path
        .to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    // Nobody else writes it, and a log that its header may speak of is not there.
    let connection = Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)?;
    connection.set_limit(
        Limit::SQLITE_LIMIT_LENGTH,
        i32::try_from(MOST_DESCRIPTION).unwrap_or(i32::MAX),
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // Newer collections sort names by it; case does not count.
    connection.create_collation("unicase", |one, other| {
        one.to_lowercase().cmp(&other.to_lowercase())
    })?;
    Ok(connection)
}

/// A row that is being read; values of another type than expected are read kindly.
pub(super) struct Row<'a, 'r> {
    row: &'a rusqlite::Row<'r>,
    database: &'a Database,
}

impl Row<'_, '_> {
    fn value(&self, column: usize) -> Result<ValueRef<'_>, PackageError> {
        self.row
            .get_ref(column)
            .map_err(|error| self.database.damage(&error))
    }

    /// A whole number; 0 for what is none.
    pub(super) fn number(&self, column: usize) -> Result<i64, PackageError> {
        Ok(match self.value(column)? {
            ValueRef::Integer(number) => number,
            // The cast stops at the ends and turns a NaN into 0.
            ValueRef::Real(number) => number as i64,
            ValueRef::Text(text) => std::str::from_utf8(text)
                .ok()
                .and_then(|text| text.trim().parse().ok())
                .unwrap_or(0),
            ValueRef::Null | ValueRef::Blob(_) => 0,
        })
    }

    /// A text; numbers are written out.
    pub(super) fn text(&self, column: usize) -> Result<String, PackageError> {
        Ok(match self.value(column)? {
            ValueRef::Text(text) | ValueRef::Blob(text) => String::from_utf8_lossy(text).into_owned(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            ValueRef::Null => String::new(),
        })
    }

    /// Bytes; empty for what is neither bytes nor text.
    pub(super) fn bytes(&self, column: usize) -> Result<&[u8], PackageError> {
        Ok(match self.value(column)? {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
            _ => &[],
        })
    }
}
