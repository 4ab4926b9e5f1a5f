//! Suspend, bury, flag and the other decisions about cards, many at once and each undoable.

use rusqlite::Transaction;

use super::Card;
use super::ProgressError;
use super::Store;
use super::review_log::NewEntry;
use super::review_log::What;
use super::review_log::append;
use super::store;
use super::undo;
use crate::schedule::CardState;
use crate::schedule::Moment;
use crate::schedule::StudyDay;

impl Store {
    /// Takes cards out of study until they are resumed. Returns how many were not already out.
    pub fn suspend(&mut self, items: &[&str], now: Moment) -> Result<usize, ProgressError> {
        self.mark(items, What::Suspend, now, |card| card.marks.suspended = true)
    }

    /// Takes suspended and buried cards back into study. Returns how many were out.
    pub fn resume(&mut self, items: &[&str], now: Moment) -> Result<usize, ProgressError> {
        self.mark(items, What::Resume, now, resumed)
    }

    /// The same with a change outside progress, as of their files, in one step of undo; see [`Store::record_change`].
    pub fn resume_with(
        &mut self,
        items: &[&str],
        label: &str,
        payload: &str,
        now: Moment,
    ) -> Result<usize, ProgressError> {
        self.change(|change| {
            let (entries, count) = set_all(change, items, What::Resume, now, &resumed)?;
            undo::record(change, label, entries, Some(payload), now)?;
            Ok(count)
        })
    }

    /// Hides cards until `until`, as a rule tomorrow. Returns how many were not already hidden so.
    pub fn bury(&mut self, items: &[&str], until: StudyDay, now: Moment) -> Result<usize, ProgressError> {
        self.mark(items, What::Bury, now, |card| {
            card.marks.buried_until = Some(until)
        })
    }

    /// Sets the flag of cards; 0 takes it off. Returns how many had another.
    pub fn flag(&mut self, items: &[&str], flag: u8, now: Moment) -> Result<usize, ProgressError> {
        self.mark(items, What::Flag, now, |card| card.marks.flag = flag)
    }

    /// Sets the way cards are asked; `None` is the usual one. Returns how many had another.
    pub fn set_face(
        &mut self,
        items: &[&str],
        face: Option<&str>,
        now: Moment,
    ) -> Result<usize, ProgressError> {
        self.mark(items, What::Face, now, |card| {
            card.marks.face = face.map(str::to_owned)
        })
    }

    /// Makes cards new again; their history stays in the log. Returns how many were not new.
    pub fn reset(&mut self, items: &[&str], now: Moment) -> Result<usize, ProgressError> {
        self.mark(items, What::Reset, now, |card| card.state = CardState::NEW)
    }

    /// Makes a change to many cards one step of undo; cards it would not change are left alone.
    fn mark(
        &mut self,
        items: &[&str],
        what: What,
        now: Moment,
        set: impl Fn(&mut Card),
    ) -> Result<usize, ProgressError> {
        self.change(|change| {
            let (entries, count) = set_all(change, items, what, now, &set)?;
            if entries.is_some() {
                undo::record(change, what.word(), entries, None, now)?;
            }
            Ok(count)
        })
    }
}

fn resumed(card: &mut Card) {
    card.marks.suspended = false;
    card.marks.buried_until = None;
}

/// Changes cards that are not so already. Returns the first and the last entry of the log, and how many these are.
fn set_all(
    change: &Transaction<'_>,
    items: &[&str],
    what: What,
    now: Moment,
    set: &dyn Fn(&mut Card),
) -> rusqlite::Result<(Option<(i64, i64)>, usize)> {
    let (mut entries, mut count) = (None, 0);
    for item in items {
        let (row, before) = store::row_of(change, item)?;
        let mut after = before.clone();
        set(&mut after);
        if after == before {
            continue;
        }
        let entry = NewEntry {
            row,
            before: &before,
            after: &after,
            what,
            answer: None,
        };
        let entry = append(change, &entry, now)?;
        store::write_row(change, row, &after)?;
        let (first, _) = entries.unwrap_or((entry, entry));
        entries = Some((first, entry));
        count += 1;
    }
    Ok((entries, count))
}
