//! The database inside a package, made in one go: in a file that the caller lends, or in memory.

use std::collections::BTreeMap;
use std::io::Read;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::params;
use rusqlite::serialize::Data;
use sha1::Digest;
use sha1::Sha1;
use twox_hash::XxHash3_64;

use crate::export::ExportError;
use crate::export::Scratch;

use super::html::plain;
use super::note::Note;
use super::note::PARTED;
use super::scheduling::Calendar;
use super::scheduling::CardRow;
use super::scheduling::ReviewRow;
use super::settings;
use super::settings::Described;

/// The first numbers of notes: milliseconds from 2020 on, within five years. They look like days of
/// making, and none lies in the future.
const FIRST_NUMBER: i64 = 1_577_836_800_000;
const NUMBERS: u64 = 157_680_000_000;

/// Between two numbers. Anki moves a number that is taken on by 999.
const STEP: i64 = 1_000;

/// Speed before safety: what is thrown away where anything fails. Rows go in by ascending numbers, so that
/// few pages are needed again.
const QUICK: &str = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; \
     PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -1024;";

/// A collection that is being written.
pub(super) struct Collection<'a> {
    connection: Connection,
    /// Where it lies; nothing for memory.
    scratch: Option<&'a dyn Scratch>,
    calendar: Option<&'a Calendar<'a>>,
    /// Number of the next note and card.
    number: i64,
    /// What is said of decks, by number.
    decks: BTreeMap<i64, Described>,
    numbers_of_decks: BTreeMap<String, i64>,
    last_change: i64,
}

/// A card of a note.
pub(super) struct NoteCard {
    /// Its template, or the number of its gap less one.
    pub ordinal: i64,
    pub row: CardRow,
    pub history: Vec<ReviewRow>,
}

impl<'a> Collection<'a> {
    /// An empty one. `name` decides from which number on notes are counted.
    pub(super) fn new(
        name: &str,
        scratch: Option<&'a dyn Scratch>,
        calendar: Option<&'a Calendar<'a>>,
    ) -> rusqlite::Result<Collection<'a>> {
        let connection = open(scratch)?;
        connection.execute_batch(QUICK)?;
        connection.execute_batch("BEGIN")?;
        connection.execute_batch(include_str!("schema11.sql"))?;
        Ok(Collection {
            connection,
            scratch,
            calendar,
            number: FIRST_NUMBER + (XxHash3_64::oneshot(name.as_bytes()) % NUMBERS) as i64,
            decks: BTreeMap::new(),
            numbers_of_decks: BTreeMap::new(),
            last_change: 0,
        })
    }

    /// Says what a deck is about.
    pub(super) fn describe(&mut self, deck: &str, description: &str) {
        let number = self.deck(deck);
        if let Some(described) = self.decks.get_mut(&number) {
            description.clone_into(&mut described.description);
        }
    }

    /// The number of a deck, given by its name.
    fn deck(&mut self, name: &str) -> i64 {
        if let Some(number) = self.numbers_of_decks.get(name) {
            return *number;
        }
        let mut number = FIRST_NUMBER + (XxHash3_64::oneshot(name.as_bytes()) % NUMBERS) as i64;
        while self.decks.contains_key(&number) {
            number += 1;
        }
        let described = Described {
            name: name.to_owned(),
            description: String::new(),
            own: None,
        };
        self.decks.insert(number, described);
        self.numbers_of_decks.insert(name.to_owned(), number);
        number
    }

    /// Adds a note with its cards; returns its number.
    pub(super) fn add(&mut self, note: &Note<'_>, cards: &[NoteCard]) -> rusqlite::Result<i64> {
        let deck = self.deck(note.deck);
        let own = self
            .calendar
            .and_then(|calendar| calendar.settings_of(&note.card));
        if let (Some(own), Some(described)) = (own, self.decks.get_mut(&deck)) {
            described.own.get_or_insert_with(|| own.clone());
        }
        let number = self.number;
        // Room for the numbers of further cards.
        let last = cards.iter().map(|card| card.ordinal).max().unwrap_or(0);
        self.number += (last / STEP + 1) * STEP;
        self.last_change = self.last_change.max(note.changed);
        let first = plain(note.fields.split(PARTED).next().unwrap_or(""));
        let mut notes = self.connection.prepare_cached(
            "INSERT INTO notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data) \
             VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, ?8, 0, '')",
        )?;
        notes.execute(params![
            number,
            note.guid,
            note.note_type.id(),
            note.changed,
            note.tags,
            note.fields,
            first,
            checksum(&first),
        ])?;
        drop(notes);
        for card in cards {
            self.add_card(note, (number, number + card.ordinal, deck), card)?;
        }
        Ok(number)
    }

    /// Adds a card; `numbers` are those of its note, of itself and of its deck.
    fn add_card(
        &self,
        note: &Note<'_>,
        (of_note, number, deck): (i64, i64, i64),
        card: &NoteCard,
    ) -> rusqlite::Result<()> {
        let NoteCard {
            ordinal,
            row,
            history,
        } = card;
        // What is not asked any more is suspended there, which says nothing of the learner.
        let stood = self.calendar.filter(|_| !note.is_retired);
        let stood = stood.map_or(note.changed, Calendar::made);
        let mut cards = self.connection.prepare_cached(
            "INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, \
             odue, odid, flags, data) \
             VALUES (?1, ?14, ?2, ?15, ?3, -1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, 0, ?12, ?13)",
        )?;
        cards.execute(params![
            number,
            deck,
            stood,
            row.phase,
            row.queue,
            row.due,
            row.interval,
            row.ease,
            row.reviews,
            row.lapses,
            row.steps_left,
            row.flag,
            row.data,
            of_note,
            ordinal,
        ])?;
        let mut reviews = self.connection.prepare_cached(
            "INSERT INTO revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type) \
             VALUES (?1, ?2, -1, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for row in history {
            reviews.execute(params![
                row.at,
                number,
                row.button,
                row.interval,
                row.interval_before,
                row.factor,
                row.took,
                row.kind,
            ])?;
        }
        Ok(())
    }

    /// Writes what the collection says of itself and hands its bytes, and how many they are, to `pack`.
    ///
    /// Errors: those of `pack`, and what the database or the system refuses.
    pub(super) fn finish<T>(
        mut self,
        pack: impl FnOnce(&mut dyn Read, u64) -> Result<T, ExportError>,
    ) -> Result<T, ExportError> {
        self.describe_itself()?;
        self.connection.execute_batch(include_str!("indexes.sql"))?;
        self.connection.execute_batch("COMMIT")?;
        self.connection.flush_prepared_statement_cache();
        let Some(scratch) = self.scratch else {
            let data: Data<'_> = self.connection.serialize("main")?;
            return pack(&mut &data[..], data.len() as u64);
        };
        let length: i64 = self.connection.query_row(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            [],
            |row| row.get(0),
        )?;
        self.connection.close().map_err(|(_, error)| error)?;
        let mut file = scratch.open().map_err(|error| ExportError::Refused {
            detail: error.to_string(),
        })?;
        pack(&mut file, length.cast_unsigned())
    }

    fn describe_itself(&mut self) -> rusqlite::Result<()> {
        let began = self.calendar.map_or(FIRST_NUMBER / 1_000, Calendar::began);
        // A card that is buried there comes back on the day after.
        let changed = self.calendar.map_or(self.last_change, Calendar::made);
        self.connection.execute(
            "INSERT INTO col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags) \
             VALUES (1, ?1, ?2, ?3, 11, 0, 0, 0, ?4, ?5, ?6, ?7, '{}')",
            params![
                began,
                changed * 1_000,
                FIRST_NUMBER,
                settings::collection(self.calendar),
                settings::note_types(),
                settings::decks(&self.decks, self.calendar.is_some()),
                settings::options(self.calendar, &self.decks),
            ],
        )?;
        Ok(())
    }
}

/// A database in the file that is lent, or in one piece of memory, which can be packed without a copy.
fn open(scratch: Option<&dyn Scratch>) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match scratch {
        Some(scratch) => Connection::open_with_flags(scratch.path(), flags),
        None => Connection::open_with_flags("file:package?vfs=memdb", flags | OpenFlags::SQLITE_OPEN_URI),
    }
}

/// The number by which Anki finds notes that begin alike: the first four bytes of a hash.
fn checksum(text: &str) -> u32 {
    let hash = Sha1::digest(text.as_bytes());
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn a_checksum_is_the_one_anki_has() {
        assert_eq!(checksum("test"), 2_840_236_005);
    }
}
