//! The reviews of all cards at once, as short as another program wants them.
//!
//! A log of hundreds of thousands of entries is read whole here, so an entry says only
//! what a history elsewhere is made of: nothing of what was typed, nothing of marks.

use std::collections::BTreeMap;
use std::ops::Range;

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Row;

use super::ProgressError;
use super::Store;
use super::card;
use super::review_log::What;
use crate::schedule::Due;
use crate::schedule::Phase;
use crate::schedule::Rating;
use crate::schedule::StudyDay;

/// One entry of a card's history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    card: i64,
    /// When, milliseconds since 1970 in UTC.
    pub at: i64,
    /// The study day.
    pub day: StudyDay,
    /// What happened: a rating, an answer in a quiz or a cram, or that the card became new again.
    pub what: What,
    /// The rating, or the equivalent of a quiz answer.
    pub rating: Option<Rating>,
    /// Milliseconds from question to rating.
    pub took: Option<i64>,
    /// Where the card was before.
    pub phase_before: Phase,
    /// When the card came back afterwards.
    pub due: Due,
    /// The difficulty afterwards, 1 to 10; nothing where the card had no memory.
    pub difficulty: Option<f32>,
}

/// The histories of all cards, without what was taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histories {
    /// By card, each from old to new.
    entries: Vec<HistoryEntry>,
    /// Where those of a card are, by its name.
    places: BTreeMap<String, Range<usize>>,
    first_day: Option<StudyDay>,
    last_utc_offset: Option<i32>,
}

impl Histories {
    /// The history of a card, oldest first; empty where there is none.
    pub fn of(&self, card: &str) -> &[HistoryEntry] {
        let place = self.places.get(card).cloned().unwrap_or_default();
        self.entries.get(place).unwrap_or_default()
    }

    /// All histories with the names of their cards, in the order of the names.
    pub fn each(&self) -> impl Iterator<Item = (&str, &[HistoryEntry])> {
        self.places.iter().map(|(card, place)| {
            let entries = self.entries.get(place.clone());
            (card.as_str(), entries.unwrap_or_default())
        })
    }

    /// The first study day on which anything happened to any card.
    pub fn first_day(&self) -> Option<StudyDay> {
        self.first_day
    }

    /// Local time minus UTC in seconds, where the last thing happened.
    pub fn last_utc_offset(&self) -> Option<i32> {
        self.last_utc_offset
    }
}

impl Store {
    /// Returns the histories of all cards.
    pub fn histories(&self) -> Result<Histories, ProgressError> {
        self.read(|connection| {
            let mut entries = read_entries(connection)?;
            // In the order of the log, also within a card.
            entries.sort_by_key(|entry| entry.card);
            Ok(Histories {
                places: read_places(connection, &entries)?,
                entries,
                first_day: connection
                    .query_row(
                        "SELECT min(day) FROM review_log WHERE undone IS NULL",
                        [],
                        |row| row.get(0),
                    )
                    .map(|day: Option<i32>| day.map(StudyDay))?,
                last_utc_offset: connection
                    .query_row(
                        "SELECT utc_offset FROM review_log WHERE undone IS NULL ORDER BY entry DESC LIMIT 1",
                        [],
                        |row| row.get(0),
                    )
                    .optional()?,
            })
        })
    }
}

fn read_entries(connection: &Connection) -> rusqlite::Result<Vec<HistoryEntry>> {
    let mut statement = connection.prepare(
        "SELECT card, at, day, what, rating, took, phase_before, due_day, due_at, stability, difficulty \
         FROM review_log WHERE undone IS NULL AND what IN ('rating', 'quiz', 'cram', 'reset') ORDER BY entry",
    )?;
    statement.query_map([], read_entry)?.collect()
}

fn read_entry(row: &Row<'_>) -> rusqlite::Result<HistoryEntry> {
    let has_memory = row.get::<_, Option<f64>>(9)?.is_some();
    Ok(HistoryEntry {
        card: row.get(0)?,
        at: row.get(1)?,
        day: StudyDay(row.get(2)?),
        what: What::from_word(row.get_ref(3)?.as_str()?).unwrap_or(What::Saved),
        rating: row.get::<_, Option<u8>>(4)?.and_then(Rating::from_number),
        took: row.get(5)?,
        phase_before: Phase::from_number(row.get(6)?).unwrap_or(Phase::New),
        due: card::due(row, 7)?,
        difficulty: row
            .get::<_, Option<f64>>(10)?
            .filter(|_| has_memory)
            .map(|difficulty| difficulty as f32),
    })
}

/// Where the entries of each card are; `entries` is in the order of cards.
fn read_places(
    connection: &Connection,
    entries: &[HistoryEntry],
) -> rusqlite::Result<BTreeMap<String, Range<usize>>> {
    let mut statement = connection.prepare("SELECT item FROM card WHERE card = ?1")?;
    let mut places = Vec::new();
    let mut start = 0;
    for chunk in entries.chunk_by(|one, next| one.card == next.card) {
        let end = start + chunk.len();
        places.push((
            statement.query_row([chunk[0].card], |row| row.get(0))?,
            start..end,
        ));
        start = end;
    }
    Ok(places.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::Histories;
    use crate::progress::Answer;
    use crate::progress::Store;
    use crate::progress::What;
    use crate::schedule::Moment;
    use crate::schedule::Rating;
    use crate::schedule::Scheduler;

    fn now() -> Moment {
        let at: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
        Moment::new(at, Offset::constant(5), 240)
    }

    fn rate(store: &mut Store, item: &str, rating: Rating, now: Moment) {
        let answer = Answer {
            item,
            rating,
            asked_as: None,
            typed: None,
            verdict: None,
            took: SignedDuration::from_secs(4),
            other_face: None,
        };
        store.rate(&answer, &Scheduler::default(), now).unwrap();
    }

    #[test]
    fn a_history_says_what_the_log_says_of_its_card() {
        let mut store = Store::in_memory().unwrap();
        let later = now().later(86_400, 240);
        rate(&mut store, "b/one", Rating::Good, now());
        rate(&mut store, "a/two", Rating::Easy, now());
        rate(&mut store, "b/one", Rating::Again, later);
        store.suspend(&["b/one"], later).unwrap();
        store.reset(&["a/two"], later).unwrap();
        let histories = store.histories().unwrap();
        for card in ["b/one", "a/two"] {
            let log = store.history(card).unwrap();
            let log: Vec<_> = log.iter().filter(|entry| entry.what != What::Suspend).collect();
            let history = histories.of(card);
            assert_eq!(history.len(), 2, "{card}");
            for (short, entry) in history.iter().zip(log) {
                assert_eq!(
                    (short.at, short.day, short.what),
                    (entry.at, entry.day, entry.what)
                );
                assert_eq!((short.rating, short.took), (entry.rating, entry.took));
                assert_eq!(short.phase_before, entry.phase_before);
                assert_eq!(short.due, entry.after.state.due);
                let memory = entry.after.state.memory.as_ref();
                assert_eq!(short.difficulty, memory.map(|memory| memory.difficulty));
            }
        }
        assert_eq!(histories.first_day(), Some(now().day));
        assert_eq!(histories.last_utc_offset(), Some(5 * 3_600));
    }

    #[test]
    fn what_was_taken_back_is_in_no_history() {
        let mut store = Store::in_memory().unwrap();
        assert_eq!(store.histories().unwrap(), Histories::default());
        rate(&mut store, "a/one", Rating::Good, now());
        store.undo(now()).unwrap();
        assert!(store.histories().unwrap().of("a/one").is_empty());
        assert!(Histories::default().of("a/one").is_empty());
    }
}
