//! What a trained perceptron knows: for each feature a weight for some of the classes.
//!
//! A weight is a step `q` from −63 to 63 and counts `q·|q|`, so that small ones are
//! kept fine and large ones are not clipped; sums of them are integers and the same
//! on every machine.

use super::feature::Key;
use super::feature::MOST;
use super::open_table::OpenTable;

/// Steps on either side of nothing. Ours: twice as many gained nothing on dev parts of treebanks.
pub const STEPS: i8 = 63;

/// A score of a class: a sum of weights.
pub type Score = i32;

/// Gives the weights of features to a decision.
pub trait Weigh {
    /// Adds the weights that the features `keys` have for each class to `scores`.
    ///
    /// There are no more than [`MOST`] features.
    fn sum(&self, keys: &[Key], scores: &mut [Score]);
}

/// Returns what the step `q` of a file weighs.
pub fn weight(q: i8) -> Score {
    Score::from(q) * Score::from(q).abs()
}

/// A row as trained: a feature and the classes it speaks for or against, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The feature.
    pub key: Key,
    /// Class and step; no step is 0.
    pub weights: Vec<(u8, i8)>,
}

/// Weights for the many classes of tags or relations.
#[derive(Clone, Debug)]
pub struct ClassWeights {
    /// For each feature, where its weights begin and how many there are: start << 8 | count.
    places: OpenTable,
    /// Class and step.
    weights: Vec<(u8, i8)>,
}

impl ClassWeights {
    /// Makes room for `count` rows.
    pub fn with_room(count: usize) -> ClassWeights {
        ClassWeights {
            places: OpenTable::with_room(count),
            weights: Vec::new(),
        }
    }

    /// Adds a row; rows come in ascending order of their keys, without doubles.
    ///
    /// Returns whether it was taken: there is room for 2²⁴ weights, and a row has 1 to 255.
    pub fn push(&mut self, key: Key, weights: impl ExactSizeIterator<Item = (u8, i8)>) -> bool {
        let (start, count) = (self.weights.len(), weights.len());
        if count == 0 || start + count > 1 << 24 || count > 255 {
            return false;
        }
        self.weights.extend(weights);
        self.places.push(key, (start as u32) << 8 | count as u32)
    }
}

impl Weigh for ClassWeights {
    fn sum(&self, keys: &[Key], scores: &mut [Score]) {
        let mut places = [0; MOST];
        for place in self.places.find(keys, &mut places) {
            let start = (place >> 8) as usize;
            let end = start + (place & 255) as usize;
            for &(class, q) in &self.weights[start..end] {
                if let Some(score) = scores.get_mut(usize::from(class)) {
                    *score += weight(q);
                }
            }
        }
    }
}

/// Weights for the three moves of a parser, which lie in the table itself.
#[derive(Clone, Debug)]
pub struct MoveWeights {
    /// For each feature, the steps of its three weights in the lower three bytes.
    steps: OpenTable,
}

impl MoveWeights {
    /// Makes room for `count` rows.
    pub fn with_room(count: usize) -> MoveWeights {
        MoveWeights {
            steps: OpenTable::with_room(count),
        }
    }

    /// Adds a row; rows come in ascending order of their keys, without doubles.
    ///
    /// Returns whether it was taken: one step at least is not 0.
    pub fn push(&mut self, key: Key, steps: [i8; 3]) -> bool {
        let [a, b, c] = steps.map(|q| u32::from(q as u8));
        self.steps.push(key, a | b << 8 | c << 16)
    }
}

impl Weigh for MoveWeights {
    fn sum(&self, keys: &[Key], scores: &mut [Score]) {
        let mut found = [0; MOST];
        let mut sums = [0; 3];
        for &steps in self.steps.find(keys, &mut found) {
            let [a, b, c, _] = steps.to_le_bytes();
            for (sum, q) in sums.iter_mut().zip([a, b, c]) {
                *sum += weight(q as i8);
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_the_weights_of_classes() {
        let mut table = ClassWeights::with_room(2);
        assert!(table.push(3, [(0, 3)].into_iter()));
        assert!(table.push(5, [(1, -4), (2, 63)].into_iter()));
        assert!(!table.push(6, [].into_iter()));
        let mut scores = [1, 1, 1];
        table.sum(&[3, 5, 9], &mut scores);
        assert_eq!(scores, [10, -15, 3970]);
    }

    #[test]
    fn sums_the_weights_of_moves() {
        let mut table = MoveWeights::with_room(2);
        assert!(table.push(3, [1, -2, 0]));
        assert!(table.push(8, [0, -63, 3]));
        assert!(!table.push(9, [0; 3]));
        let mut scores = [0, 0, 1];
        table.sum(&[8, 3, 4], &mut scores);
        assert_eq!(scores, [1, -3973, 10]);
    }
}
