//! Cards that get another name, as when they move to another deck: what was learned goes along.

use rusqlite::OptionalExtension;
use rusqlite::Transaction;

use super::ProgressError;
use super::Store;
use super::exams;
use super::exports;
use super::undo;
use crate::schedule::Moment;

impl Store {
    /// Whether anything was ever noted of a card with this name.
    pub fn knows(&self, item: &str) -> Result<bool, ProgressError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT 1 FROM card WHERE item = ?1")?;
            statement.exists([item])
        })
    }

    /// Gives cards other names, from the first of each pair to the second, and notes that as a step for `undo`.
    ///
    /// A card of which nothing is known yet is passed over. `payload` is handed back by
    /// [`Store::undo`] and [`Store::redo`]; the caller then calls [`Store::turn_names`].
    pub fn rename_cards(
        &mut self,
        names: &[(String, String)],
        label: &str,
        payload: &str,
        now: Moment,
    ) -> Result<(), ProgressError> {
        self.change(|change| {
            rename(change, names)?;
            undo::record(change, label, None, Some(payload), now)
        })
    }

    /// Gives cards other names, for a step that was taken back or brought back. Doing it twice changes nothing.
    pub fn turn_names(&mut self, names: &[(String, String)]) -> Result<(), ProgressError> {
        self.change(|change| rename(change, names))
    }
}

/// A name that is taken is left to its card: two memories never become one. What was exported keeps its name there.
fn rename(change: &Transaction<'_>, names: &[(String, String)]) -> rusqlite::Result<()> {
    let mut taken = change.prepare_cached("SELECT card FROM card WHERE item = ?1")?;
    let mut rename = change.prepare_cached("UPDATE card SET item = ?2 WHERE item = ?1")?;
    for (from, to) in names {
        let other: Option<i64> = taken.query_row([to], |row| row.get(0)).optional()?;
        if other.is_none() {
            rename.execute([from, to])?;
        }
        exports::rename_note(change, from, to)?;
    }
    exams::rename_cards(change, names)
}

#[cfg(test)]
mod tests {
    use crate::progress::Store;
    use crate::schedule::Moment;

    fn now() -> Moment {
        Moment::new(
            jiff::Timestamp::from_second(1_900_000_000).unwrap(),
            jiff::tz::Offset::UTC,
            240,
        )
    }

    fn pair(from: &str, to: &str) -> Vec<(String, String)> {
        vec![(from.to_owned(), to.to_owned())]
    }

    #[test]
    fn what_was_learned_goes_along_and_comes_back() {
        let mut store = Store::in_memory().unwrap();
        store.flag(&["a/x"], 3, now()).unwrap();
        let names = pair("a/x", "b/x");
        store.rename_cards(&names, "move a/x", "{}", now()).unwrap();
        assert!(store.knows("b/x").unwrap() && !store.knows("a/x").unwrap());
        assert_eq!(store.card("b/x").unwrap().marks.flag, 3);
        assert_eq!(store.history("b/x").unwrap().len(), 1);
        assert_eq!(store.undo(now()).unwrap().payload.as_deref(), Some("{}"));
        store.turn_names(&pair("b/x", "a/x")).unwrap();
        store.turn_names(&pair("b/x", "a/x")).unwrap();
        assert_eq!(store.card("a/x").unwrap().marks.flag, 3);
    }

    #[test]
    fn two_memories_never_become_one() {
        let mut store = Store::in_memory().unwrap();
        store.flag(&["a/x"], 3, now()).unwrap();
        store.flag(&["b/x"], 1, now()).unwrap();
        store.turn_names(&pair("a/x", "b/x")).unwrap();
        assert_eq!(store.card("a/x").unwrap().marks.flag, 3);
        assert_eq!(store.card("b/x").unwrap().marks.flag, 1);
    }
}
