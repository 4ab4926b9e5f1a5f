//! How the rows of one sitting or table are typed: a Cyrillic letter is the same option in all of them.
//!
//! A row alone may leave open how it was typed: `АВВА` looks like ABBA, and is ACCA in the order АБВГ. What other
//! rows of the same pile show counts for it too, and where they say otherwise nobody guesses.

use std::collections::BTreeMap;

use super::keyboard::Keyboard;
use super::keyboard::chosen;
use super::keyboard::latin;

/// What the rows of a sitting or a table showed so far; nothing before the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habit {
    /// The way that a row showed.
    shown: Option<Keyboard>,
    /// Cyrillic letters that were read, as capitals, and which letters they are.
    known: BTreeMap<char, char>,
    /// Whether some rows were read by their looks and some by their keys, each beyond doubt.
    is_mixed: bool,
}

/// A letter that is one option in the rows before and another in this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// As it is typed.
    pub sign: char,
    /// What it is in the rows before.
    pub before: char,
    /// What it would be here.
    pub here: char,
}

impl Habit {
    /// What a pile of rows shows, each with the letter of its version: the first counts that leaves nothing open.
    pub fn of<'a>(rows: impl Iterator<Item = (char, &'a str)>) -> Habit {
        let mut ways = rows.map(|(letter, row)| Keyboard::of(letter, row));
        let mut habit = Habit::default();
        if let Some(way) = ways.find(|way| is_shown(*way)) {
            habit.show(way);
        }
        habit
    }

    /// Says how Cyrillic letters are read, once it matters: `in the order АБВГДЕ (В is C)`.
    pub fn told(&self) -> Option<String> {
        let third = self.known.get(&'В')?;
        let way = match self.shown {
            Some(Keyboard::Order(alphabet)) => format!("in the order {alphabet}"),
            Some(Keyboard::Keys) => "by the keys they lie on".to_owned(),
            _ => "as they look".to_owned(),
        };
        Some(format!("{way} (В is {third})"))
    }

    /// How a row is read among the others, and what is known with it.
    ///
    /// Errors: it contradicts them.
    pub(super) fn with(&self, letter: char, row: &str) -> Result<(Keyboard, Habit), Contradiction> {
        let own = Keyboard::of(letter, row);
        let way = match self.shown {
            Some(shown)
                if !is_shown(own) && chosen(letter, row).all(|sign| shown.letters().contains(sign)) =>
            {
                shown
            }
            _ => own,
        };
        let keys = Keyboard::Keys.letters();
        let may_be_keys = chosen(letter, row).all(|sign| keys.contains(sign));
        let is_sure = own == Keyboard::Keys || way == Keyboard::Looks && !may_be_keys;
        let mut habit = self.clone();
        for sign in chosen(letter, row).filter(|sign| !sign.is_ascii()) {
            // What may be two letters is refused by whoever reads the row.
            let Ok(meant) = way.meant(sign) else { continue };
            let here = latin(meant);
            let before = *self.known.get(&sign).unwrap_or(&here);
            let is_otherwise = before != here || self.is_mixed && sign == 'В';
            match (before, here) {
                _ if !is_otherwise => {
                    habit.known.insert(sign, here);
                }
                ('B' | 'D', 'B' | 'D') if is_sure => habit.is_mixed = true,
                _ => return Err(Contradiction { sign, before, here }),
            }
        }
        if habit.shown.is_none() && is_shown(way) {
            habit.show(way);
        }
        Ok((way, habit))
    }

    /// Takes a way for all rows; what was read before stays as it was read.
    fn show(&mut self, way: Keyboard) {
        self.shown = Some(way);
        for sign in way.letters().chars() {
            if let Ok(meant) = way.meant(sign) {
                self.known.entry(sign).or_insert(latin(meant));
            }
        }
    }
}

/// Whether a row that was typed so leaves nothing open.
fn is_shown(way: Keyboard) -> bool {
    matches!(way, Keyboard::Order(_) | Keyboard::Keys)
}

#[cfg(test)]
mod tests {
    use super::{Contradiction, Habit};

    /// What rows are read as, one after another, and the letter that stops them.
    fn read(mut habit: Habit, rows: &[&str]) -> Result<Vec<String>, Contradiction> {
        let mut found = Vec::new();
        for row in rows {
            // One layout for the version and the row.
            let version = if row.contains('Ф') { 'Ф' } else { 'A' };
            let (way, next) = habit.with(version, row)?;
            let meant = |sign| super::latin(way.meant(sign).unwrap_or('?'));
            found.push(row.chars().map(meant).collect());
            habit = next;
        }
        Ok(found)
    }

    #[test]
    fn an_order_that_a_row_shows_counts_for_the_rows_after_it() {
        let found = read(Habit::default(), &["АБВГАБ", "АВВАВА", "ABCD", "абв"]);
        assert_eq!(found.unwrap(), ["ABCDAB", "ACCACA", "ABCD", "ABC"]);
        let found = read(Habit::default(), &["ФИС", "ВСВС", "ABD"]);
        assert_eq!(found.unwrap(), ["ABC", "DCDC", "ABD"]);
        let found = read(Habit::default(), &["АВВА", "АВСД", "АБА", "ААА"]);
        assert_eq!(found.unwrap(), ["ABBA", "ABCD", "ABA", "AAA"]);
        // Looks and keys are told apart by other letters of the row.
        let found = read(Habit::default(), &["АВС", "ФИВ", "АВ"]);
        assert_eq!(found.unwrap(), ["ABC", "ABD", "AB"]);
    }

    #[test]
    fn a_row_that_says_otherwise_is_refused() {
        let contradiction = |rows: &[&str]| {
            let found = read(Habit::default(), rows).unwrap_err();
            (found.sign, found.before, found.here)
        };
        assert_eq!(contradiction(&["АВВА", "АБВГ"]), ('В', 'B', 'C'));
        assert_eq!(contradiction(&["АГ", "АВСД"]), ('В', 'C', 'B'));
        assert_eq!(contradiction(&["АБА", "АӘБ"]), ('Б', 'B', 'C'));
        assert_eq!(contradiction(&["АБВГ", "ФИВ"]), ('В', 'C', 'D'));
        assert_eq!(contradiction(&["АВС", "ФИВ", "ВС"]), ('В', 'B', 'D'));
    }

    #[test]
    fn a_pile_is_read_as_one_of_its_rows_shows() {
        let rows = ["АВВА", "ABCD", "АБВГ"];
        let habit = Habit::of(rows.iter().map(|row| ('A', *row)));
        assert_eq!(habit.told().unwrap(), "in the order АБВГДЕ (В is C)");
        assert_eq!(read(habit, &rows).unwrap(), ["ACCA", "ABCD", "ABCD"]);
        let habit = Habit::of(["ABCD", "АВС"].into_iter().map(|row| ('A', row)));
        assert_eq!(habit, Habit::default());
        let (_, habit) = habit.with('A', "АВС").unwrap();
        assert_eq!(habit.told().unwrap(), "as they look (В is B)");
    }
}
