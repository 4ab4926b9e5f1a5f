//! What a trained perceptron knows: for each feature a weight for some of the classes.
//!
//! A weight is a step `q` from −63 to 63 and counts `q·|q|`, so that small ones are
//! kept fine and large ones are not clipped; sums of them are integers and the same
//! on every machine. Rows are sorted by feature and lie in an open table in that
//! order, so that reading one in needs no sorting and finding a row no search.

use super::feature::BITS;
use super::feature::Key;

/// Steps on either side of nothing. Half as many would still do; twice as many gain nothing.
pub const STEPS: i8 = 63;

/// A score of a class: a sum of weights.
pub type Score = i32;

/// Gives the weights of features to a decision.
pub trait Weigh {
    /// Adds the weights that feature `key` has for each class to `scores`.
    fn add(&self, key: Key, scores: &mut [Score]);
}

/// Returns what the step `q` of a file weighs.
pub fn weight(q: i8) -> i16 {
    i16::from(q) * i16::from(q).abs()
}

/// A row as trained: a feature and the classes it speaks for or against, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The feature.
    pub key: Key,
    /// Class and weight; no weight is 0.
    pub weights: Vec<(u8, i8)>,
}

/// A table of weights, ready to be asked.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Features in ascending order with [`EMPTY`] between; a row for each.
    keys: Vec<Key>,
    /// For each place in `keys`, where its weights begin and how many there are: start << 8 | count.
    places: Vec<u32>,
    classes: Vec<u8>,
    values: Vec<i16>,
    /// How many places the table was planned for; the rest is room at the end.
    span: u64,
    /// The first place behind the last row.
    free: usize,
}

/// No feature: the place is free.
const EMPTY: Key = Key::MAX;

/// Rows to a hundred places of the table.
const FILL: usize = 70;

impl Weights {
    /// Makes room for `count` rows.
    pub fn with_room(count: usize) -> Weights {
        let span = (count * 100 / FILL + 8) as u64;
        Weights {
            keys: vec![EMPTY; span as usize],
            places: vec![0; span as usize],
            classes: Vec::new(),
            values: Vec::new(),
            span,
            free: 0,
        }
    }

    /// Adds a row; rows come in ascending order of their keys, without doubles.
    ///
    /// Returns whether it was taken: a table holds 2²⁴ weights and rows of 255.
    pub fn push(&mut self, key: Key, weights: impl ExactSizeIterator<Item = (u8, i8)>) -> bool {
        let (start, count) = (self.values.len(), weights.len());
        if key >> BITS != 0 || start + count > 1 << 24 || count > 255 {
            return false;
        }
        let at = self.home(key).max(self.free);
        self.free = at + 1;
        // One free place more: it ends every walk through the table.
        if self.keys.len() < self.free + 1 {
            self.keys.resize(self.free + 1, EMPTY);
            self.places.resize(self.free + 1, 0);
        }
        self.keys[at] = key;
        self.places[at] = (start as u32) << 8 | count as u32;
        for (class, q) in weights {
            self.classes.push(class);
            self.values.push(weight(q));
        }
        true
    }

    /// Places trained rows, sorted by key, in a table.
    pub fn from_rows(rows: &[Row]) -> Weights {
        let mut table = Weights::with_room(rows.len());
        for row in rows {
            table.push(row.key, row.weights.iter().copied());
        }
        table
    }

    fn home(&self, key: Key) -> usize {
        ((u64::from(key) * self.span) >> BITS) as usize
    }
}

impl Weigh for Weights {
    fn add(&self, key: Key, scores: &mut [Score]) {
        let mut at = self.home(key);
        // Keys ascend, free places count as the greatest: the walk ends at the first that is not smaller.
        while self.keys[at] < key {
            at += 1;
        }
        if self.keys[at] != key {
            return;
        }
        let place = self.places[at];
        let start = (place >> 8) as usize;
        let end = start + (place & 255) as usize;
        for (class, value) in self.classes[start..end].iter().zip(&self.values[start..end]) {
            if let Some(score) = scores.get_mut(usize::from(*class)) {
                *score += Score::from(*value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: Key, weights: &[(u8, i8)]) -> Row {
        Row {
            key,
            weights: weights.to_vec(),
        }
    }

    fn ask(table: &Weights, key: Key) -> [Score; 3] {
        let mut scores = [0; 3];
        table.add(key, &mut scores);
        scores
    }

    #[test]
    fn gives_each_row_its_own_weights() {
        let rows = [
            row(0, &[(0, 3)]),
            row(5, &[(1, -4), (2, 127)]),
            row(6, &[(2, 1)]),
            row((1 << BITS) - 1, &[(0, -127)]),
        ];
        let table = Weights::from_rows(&rows);
        assert_eq!(ask(&table, 0), [9, 0, 0]);
        assert_eq!(ask(&table, 5), [0, -16, 16129]);
        assert_eq!(ask(&table, 6), [0, 0, 1]);
        assert_eq!(ask(&table, (1 << BITS) - 1), [-16129, 0, 0]);
        for absent in [1, 7, 1 << 20, (1 << BITS) - 2] {
            assert_eq!(ask(&table, absent), [0; 3], "{absent}");
        }
    }

    #[test]
    fn finds_rows_that_crowd_at_either_end() {
        for base in [0, (1 << BITS) - 500] {
            let rows: Vec<Row> = (0..400).map(|at| row(base + at, &[(1, 2)])).collect();
            let table = Weights::from_rows(&rows);
            for at in 0..400 {
                assert_eq!(ask(&table, base + at), [0, 4, 0]);
            }
            assert_eq!(ask(&table, base + 450), [0; 3]);
        }
    }
}
