//! A table from features to numbers that is quick to fill and quick to ask.
//!
//! Entries are sorted by key and lie where the key would put them, or behind the
//! entry before; half of the places stay free. So a sorted file is read in without
//! sorting, and a search looks at two neighbours and seldom at a third.

use super::feature::BITS;
use super::feature::Key;

/// A table from keys to numbers that are not 0.
#[derive(Clone, Debug)]
pub struct OpenTable {
    /// Key in the upper half, number in the lower; [`FREE`] between.
    entries: Vec<u64>,
    /// How many places the table was planned for; what is more is room at the end.
    span: u64,
    /// The first place behind the last entry.
    free: usize,
    /// The smallest key that may come next.
    next: Key,
}

/// A free place; its upper half is greater than any key.
const FREE: u64 = u64::MAX;

impl OpenTable {
    /// Makes room for `count` entries.
    pub fn with_room(count: usize) -> OpenTable {
        let span = 2 * count + 8;
        OpenTable {
            entries: vec![FREE; span + 2],
            span: span as u64,
            free: 0,
            next: 0,
        }
    }

    /// Adds an entry.
    ///
    /// Returns whether it was taken: its key is greater than the one before and has [`BITS`] bits, and the
    /// number is not 0.
    pub fn push(&mut self, key: Key, number: u32) -> bool {
        if key >> BITS != 0 || key < self.next || number == 0 {
            return false;
        }
        self.next = key + 1;
        let at = self.home(key).max(self.free);
        self.free = at + 1;
        // Two free places more end every search.
        if self.entries.len() < self.free + 2 {
            self.entries.resize(self.free + 2, FREE);
        }
        self.entries[at] = u64::from(key) << 32 | u64::from(number);
        true
    }

    fn home(&self, key: Key) -> usize {
        ((u64::from(key) * self.span) >> BITS) as usize
    }

    /// Puts the number of each of `keys` into `found`, 0 where there is none, and returns those that are not 0.
    ///
    /// `found` is at least as long as `keys`.
    pub fn find<'a>(&self, keys: &[Key], found: &'a mut [u32]) -> impl Iterator<Item = &'a u32> {
        let found = &mut found[..keys.len()];
        // All places are looked at before anything depends on what stands there, so that the memory is
        // asked for all of them at once.
        for (number, &key) in found.iter_mut().zip(keys) {
            let at = self.home(key);
            let [one, two] = [self.entries[at], self.entries[at + 1]];
            let wanted = u64::from(key);
            let in_one = u32::from(one >> 32 == wanted).wrapping_neg();
            let in_two = u32::from(two >> 32 == wanted).wrapping_neg();
            *number = (one as u32 & in_one) | (two as u32 & in_two);
            if two >> 32 < wanted {
                *number = self.further(at + 2, key);
            }
        }
        found.iter().filter(|&&number| number != 0)
    }

    /// Searches on from place `at`.
    #[cold]
    fn further(&self, mut at: usize, key: Key) -> u32 {
        // Keys ascend and a free place counts as the greatest: the walk ends at the first not smaller.
        while self.entries[at] >> 32 < u64::from(key) {
            at += 1;
        }
        let is_it = self.entries[at] >> 32 == u64::from(key);
        if is_it { self.entries[at] as u32 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(table: &OpenTable, key: Key) -> u32 {
        let mut found = [7];
        table.find(&[key], &mut found).copied().next().unwrap_or(0)
    }

    #[test]
    fn finds_each_entry_and_no_other() {
        let last = (1 << BITS) - 1;
        let mut table = OpenTable::with_room(4);
        for (key, number) in [(0, 1), (5, 2), (6, 3), (last, 4)] {
            assert!(table.push(key, number));
        }
        assert!(!table.push(1 << BITS, 1) && !table.push(last, 5) && !table.push(3, 5));
        assert!(!OpenTable::with_room(1).push(3, 0));
        assert_eq!([0, 5, 6, last].map(|key| ask(&table, key)), [1, 2, 3, 4]);
        for absent in [1, 4, 7, 1 << 20, last - 1] {
            assert_eq!(ask(&table, absent), 0, "{absent}");
        }
    }

    #[test]
    fn finds_entries_that_crowd_at_either_end() {
        for base in [0, (1 << BITS) - 500] {
            let mut table = OpenTable::with_room(400);
            for at in 0..400 {
                assert!(table.push(base + at, at + 1));
            }
            for at in 0..400 {
                assert_eq!(ask(&table, base + at), at + 1);
            }
            assert_eq!(ask(&table, base + 450), 0);
        }
    }
}
