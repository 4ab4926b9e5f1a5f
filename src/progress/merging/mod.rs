//! The progress of another machine: two logs become one.
//!
//! Every entry of either log is in the united one, once. What a card is then
//! follows from the entries alone, taken in the order of their moments, so the
//! same files give the same result in any order and any number of times:
//!
//! - a review counts as it was made where it continues what came before it; where
//!   both machines reviewed a card, those that do not fit any more are computed
//!   again upon what came before them;
//! - of suspending, burying, flags and faces the latest wins, each by itself;
//! - what was taken back on one machine is taken back on both;
//! - an exam of either is on both, and one that was dropped on either is dropped; what one that is over came to
//!   stays, and is reckoned again of its cards where reviews of its time came in.
//!
//! Decks, documents and settings are files of their own and no part of this.

mod exams;
pub(super) mod line;

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::Transaction;
use rusqlite::TransactionBehavior;

use self::line::Key;
use self::line::Line;
use super::Card;
use super::ExportRecord;
use super::ProgressError;
use super::Store;
use super::card;
use super::exports;
use super::review_log;
use super::review_log::What;
use super::review_log::Written;
use super::store;
use super::undo;
use crate::schedule::Moment;
use crate::schedule::Scheduler;
use crate::schedule::StudyDay;

/// How the step of a merge begins: the entries it takes back are not among those of the step.
pub(super) const LABEL: &str = "merge";

/// What a merge brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Entries that were not in the log here.
    pub entries: usize,
    /// How many of them are ratings.
    pub ratings: usize,
    /// The study days of the first and the last of these ratings.
    pub days: Option<(StudyDay, StudyDay)>,
    /// Entries here that had been taken back there.
    pub taken_back: usize,
    /// Cards with any of these, by item.
    pub cards: Vec<String>,
    /// How many of them had been studied or marked on both sides since their logs parted.
    pub on_both: usize,
    /// Exams that are new here, changed or dropped.
    pub exams: usize,
    /// Whether records of exports were taken over.
    pub exports: bool,
    /// The study day of the first entry that is new here, or that counts no more.
    first_day: Option<StudyDay>,
}

impl Merged {
    /// Whether nothing was new.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.exams == 0 && !self.exports
    }

    fn note_day(&mut self, day: StudyDay) {
        self.first_day = Some(self.first_day.map_or(day, |first| first.min(day)));
    }

    fn note(&mut self, line: &Line) {
        self.entries += 1;
        self.note_day(line.day);
        if line.is_rating() {
            self.ratings += 1;
            let (first, last) = self.days.unwrap_or((line.day, line.day));
            self.days = Some((first.min(line.day), last.max(line.day)));
        }
    }
}

impl Store {
    /// Returns what [`Store::merge`] would do; nothing is kept.
    pub fn look_into(
        &mut self,
        other: &Store,
        scheduler: &Scheduler,
        now: Moment,
    ) -> Result<Merged, ProgressError> {
        self.check_writable()?;
        let path = &self.path;
        let tried = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            // Dropped without a commit, so that nothing of it stays.
            .and_then(|change| unite(&change, &other.connection, scheduler, now));
        tried.map_err(|error| ProgressError::sqlite(path, &error))
    }

    /// Takes over all that `other` knows and this store does not: one step of undo with `payload`, or none
    /// where nothing is new. `other` is only read; the step is called after `name`.
    pub fn merge(
        &mut self,
        other: &Store,
        scheduler: &Scheduler,
        name: &str,
        payload: Option<&str>,
        now: Moment,
    ) -> Result<Merged, ProgressError> {
        self.change(|change| {
            let merged = unite(change, &other.connection, scheduler, now)?;
            if !merged.is_empty() {
                undo::record(change, &format!("{LABEL} {name}"), None, payload, now)?;
            }
            Ok(merged)
        })
    }
}

fn unite(
    change: &Transaction<'_>,
    other: &Connection,
    scheduler: &Scheduler,
    now: Moment,
) -> rusqlite::Result<Merged> {
    // One look at the other file, whatever its own program does meanwhile.
    let look = other.unchecked_transaction()?;
    let mut merged = Merged::default();
    let mut cards = look.prepare(&format!(
        "SELECT item, card, {} FROM card ORDER BY item",
        card::COLUMNS
    ))?;
    let mut rows = cards.query([])?;
    while let Some(row) = rows.next()? {
        let item: String = row.get(0)?;
        let there = line::of_card(&look, row.get(1)?)?;
        let card = card::read(row, 2)?;
        unite_card(change, &item, (&there, &card), scheduler, now, &mut merged)?;
    }
    merged.exams = exams::unite(change, &look, merged.first_day)?;
    merged.exports = unite_exports(change, exports::read_record(&look)?)?;
    Ok(merged)
}

fn unite_card(
    change: &Transaction<'_>,
    item: &str,
    (there, card_there): (&[Line], &Card),
    scheduler: &Scheduler,
    now: Moment,
    merged: &mut Merged,
) -> rusqlite::Result<()> {
    if there.is_empty() {
        return Ok(());
    }
    let (row, before) = store::row_of(change, item)?;
    let here = line::of_card(change, row)?;
    if line::are_alike(&here, there) {
        return Ok(());
    }
    let (by_key_here, by_key_there) = (by_key(&here), by_key(there));
    let news: Vec<&Line> = (by_key_there.iter())
        .filter(|(key, _)| !by_key_here.contains_key(*key))
        .map(|(_, line)| *line)
        .collect();
    let taken_back: Vec<(&Line, i64)> = (by_key_here.iter())
        .filter_map(|(key, line)| {
            let there = by_key_there.get(key)?.undone?;
            (line.undone < Some(there)).then_some((*line, there))
        })
        .collect();
    if news.is_empty() && taken_back.is_empty() {
        return Ok(());
    }
    for (line, at) in &taken_back {
        merged.taken_back += usize::from(line.undone.is_none());
        merged.note_day(line.day);
        line.take_back(change, *at)?;
    }
    for line in &news {
        line.insert(change, row)?;
        merged.note(line);
    }
    merged.cards.push(item.to_owned());
    let adds_nothing = by_key_here.iter().all(|(key, line)| {
        let there = by_key_there.get(key);
        there.is_some_and(|there| line.undone <= there.undone)
    });
    let after = match adds_nothing {
        true => card_there.clone(),
        false => {
            merged.on_both += 1;
            let mut all = line::of_card(change, row)?;
            all.sort_by_cached_key(Line::key);
            line::follow_all(item, &all, scheduler)
        }
    };
    keep(change, row, &before, &after, now)
}

fn by_key(lines: &[Line]) -> BTreeMap<Key, &Line> {
    lines.iter().map(|line| (line.key(), line)).collect()
}

/// Writes the card, with an entry that says so where the log alone does not end with it.
fn keep(
    change: &Transaction<'_>,
    row: i64,
    before: &Card,
    after: &Card,
    now: Moment,
) -> rusqlite::Result<()> {
    if review_log::last_state(change, row)? != *after {
        let written = Written {
            row,
            before,
            after,
            what: What::Merged,
            rating: None,
            took: None,
        };
        review_log::append_brought(change, &written, now)?;
    }
    store::write_row(change, row, after)
}

/// Of two records of one card the one whose content is newer stays. Decks keep the name they have here.
fn unite_exports(change: &Transaction<'_>, there: ExportRecord) -> rusqlite::Result<bool> {
    let here = exports::read_record(change)?;
    let mut news = there;
    news.notes.retain(|item, note| {
        let known = here.notes.get(item);
        known.is_none_or(|known| (known.changed, &known.guid) < (note.changed, &note.guid))
    });
    news.decks.retain(|deck, _| !here.decks.contains_key(deck));
    exports::write_record(change, &news)?;
    Ok(!news.notes.is_empty() || !news.decks.is_empty())
}
