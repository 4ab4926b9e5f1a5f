//! The documents that were added, so that evidence can always be shown.

use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::params;

use super::ProgressError;
use super::Store;
use crate::schedule::Moment;

/// A document whose text is kept as a file named by its hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptDocument {
    /// `sha256:` and the hash of the text.
    pub hash: String,
    /// Its title.
    pub title: Option<String>,
    /// Its date, as precise as known.
    pub date: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The file or address it came from.
    pub origin: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// When it was added, milliseconds since 1970 in UTC; set by [`Store::keep_document`].
    pub added: i64,
}

impl Store {
    /// Notes a document; one already noted gets the new title, date and so on, and keeps its day.
    pub fn keep_document(&mut self, document: &KeptDocument, now: Moment) -> Result<(), ProgressError> {
        let sql = "INSERT INTO document (hash, title, date, publisher, origin, language, added) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (hash) DO UPDATE SET title = excluded.title, \
                   date = excluded.date, publisher = excluded.publisher, origin = excluded.origin, \
                   language = excluded.language";
        let KeptDocument {
            hash,
            title,
            date,
            publisher,
            origin,
            language,
            ..
        } = document;
        self.change(|change| {
            change.execute(
                sql,
                params![hash, title, date, publisher, origin, language, now.millisecond()],
            )?;
            Ok(())
        })
    }

    /// Returns what is known of a document.
    pub fn document(&self, hash: &str) -> Result<Option<KeptDocument>, ProgressError> {
        let sql =
            "SELECT hash, title, date, publisher, origin, language, added FROM document WHERE hash = ?1";
        self.read(|connection| {
            connection
                .prepare_cached(sql)?
                .query_row([hash], read_document)
                .optional()
        })
    }

    /// Returns all documents, in the order they were added.
    pub fn documents(&self) -> Result<Vec<KeptDocument>, ProgressError> {
        let sql =
            "SELECT hash, title, date, publisher, origin, language, added FROM document ORDER BY added, hash";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], read_document)?;
            rows.collect()
        })
    }
}

pub(super) fn read_document(row: &Row<'_>) -> rusqlite::Result<KeptDocument> {
    Ok(KeptDocument {
        hash: row.get(0)?,
        title: row.get(1)?,
        date: row.get(2)?,
        publisher: row.get(3)?,
        origin: row.get(4)?,
        language: row.get(5)?,
        added: row.get(6)?,
    })
}
