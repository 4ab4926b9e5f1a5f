//! Why progress could not be read or kept.

use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use rusqlite::ErrorCode;
use rusqlite::ffi;

/// Why progress could not be read or kept. Whatever the error, what was acknowledged before is still on disk.
#[derive(Debug)]
#[non_exhaustive]
pub enum ProgressError {
    /// Written by a newer version of the program; the file was not touched.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format number.
        found: i64,
        /// The newest format this program reads.
        known: i64,
    },
    /// Not readable as a whole; [`salvage`](super::salvage) saves what is.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says of it.
        detail: String,
    },
    /// A database, but of another program.
    NotProgress {
        /// The file.
        path: PathBuf,
    },
    /// Nothing can be written: the file, its folder or the disk is read-only.
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The disk, or the quota, is full; nothing of the last change was kept.
    NoSpace {
        /// The file.
        path: PathBuf,
    },
    /// Another program held the file for longer than five seconds.
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The system refused to open, read or write.
    Refused {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        detail: String,
    },
    /// There is nothing left to take back, or to bring back.
    NothingToUndo,
    /// No step that was taken back can be brought back.
    NothingToRedo,
    /// A value the database should never hold or be asked for: a mistake of the program.
    Internal {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
}

impl ProgressError {
    /// Whether [`salvage`](super::salvage) is the remedy.
    pub fn is_damage(&self) -> bool {
        matches!(self, ProgressError::Damaged { .. })
    }

    /// Whether a file that cannot be written for this may still be read.
    pub(super) fn allows_reading(&self) -> bool {
        matches!(
            self,
            ProgressError::ReadOnly { .. } | ProgressError::Refused { .. } | ProgressError::NoSpace { .. }
        )
    }

    pub(super) fn io(path: &Path, error: &io::Error) -> ProgressError {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                ProgressError::NoSpace { path }
            }
            io::ErrorKind::ReadOnlyFilesystem => ProgressError::ReadOnly { path },
            _ => ProgressError::Refused {
                path,
                detail: error.to_string(),
            },
        }
    }

    pub(super) fn sqlite(path: &Path, error: &rusqlite::Error) -> ProgressError {
        let (path, detail) = (path.to_owned(), error.to_string());
        let Some(code) = error.sqlite_error() else {
            // A value of a type or range the schema forbids: the file holds what was never written.
            return match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::Utf8Error(..) => ProgressError::Damaged { path, detail },
                _ => ProgressError::Internal { path, detail },
            };
        };
        match (code.code, code.extended_code) {
            // A limit on the size of files shows as a failed write, not as a full disk, and a full
            // disk, when the file is opened, as shared memory that cannot be made.
            (ErrorCode::DiskFull, _)
            | (_, ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMOPEN) => {
                ProgressError::NoSpace { path }
            }
            (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => {
                ProgressError::Damaged { path, detail }
            }
            (_, ffi::SQLITE_IOERR_SHORT_READ) => ProgressError::Damaged { path, detail },
            (ErrorCode::ReadOnly, _) => ProgressError::ReadOnly { path },
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => ProgressError::Busy { path },
            (ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure, _) => {
                ProgressError::Refused { path, detail }
            }
            // No such table or column: a file of the right number that is not ours any more.
            (ErrorCode::Unknown, ffi::SQLITE_ERROR) => ProgressError::Damaged { path, detail },
            _ => ProgressError::Internal { path, detail },
        }
    }
}

impl fmt::Display for ProgressError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProgressError::Newer { path, found, known } => write!(
                out,
                "{}: progress has format {found}, this program reads up to {known}; the file was not touched",
                path.display()
            ),
            ProgressError::Damaged { path, detail } => {
                write!(out, "{}: progress is damaged ({detail})", path.display())
            }
            ProgressError::NotProgress { path } => {
                write!(
                    out,
                    "{}: this database belongs to another program",
                    path.display()
                )
            }
            ProgressError::ReadOnly { path } => {
                write!(out, "{}: progress can be read but not written", path.display())
            }
            ProgressError::NoSpace { path } => {
                write!(
                    out,
                    "{}: no space left to keep progress; nothing before this is lost",
                    path.display()
                )
            }
            ProgressError::Busy { path } => {
                write!(
                    out,
                    "{}: another program kept progress locked for 5 seconds",
                    path.display()
                )
            }
            ProgressError::Refused { path, detail } => {
                write!(
                    out,
                    "{}: progress cannot be opened or written ({detail})",
                    path.display()
                )
            }
            ProgressError::NothingToUndo => out.write_str("there is nothing left to take back"),
            ProgressError::NothingToRedo => out.write_str("there is nothing to bring back"),
            ProgressError::Internal { path, detail } => {
                write!(out, "{}: progress refused a change ({detail})", path.display())
            }
        }
    }
}

impl std::error::Error for ProgressError {}
