//! An averaged perceptron while it learns.
//!
//! Weights are whole numbers; the average over all steps is kept as Daumé
//! describes it (a second sum weighted by the time of each change), so that
//! nothing is added up for rows that rest.
//!
//! Source: Freund and Schapire 1999; Daumé 2006, section 2.1.1 of his thesis.

use crate::language::feature::Key;
use crate::language::weights::Row;
use crate::language::weights::STEPS;
use crate::language::weights::Score;
use crate::language::weights::Weigh;

/// Weights of `CLASSES` classes for every feature met so far.
pub struct Learner<const CLASSES: usize> {
    rows: Vec<Weighed<CLASSES>>,
    /// For each place of `rows`, its changes times the step they were made at.
    dated: Vec<[i64; CLASSES]>,
    taken: usize,
    step: i64,
    /// Whether features not met so far are passed over.
    is_closed: bool,
}

#[derive(Clone, Copy)]
struct Weighed<const CLASSES: usize> {
    key: Key,
    is_taken: bool,
    now: [i32; CLASSES],
}

impl<const CLASSES: usize> Default for Learner<CLASSES> {
    fn default() -> Self {
        Learner::sized(1 << 12)
    }
}

impl<const CLASSES: usize> Learner<CLASSES> {
    fn sized(places: usize) -> Self {
        let free = Weighed {
            key: 0,
            is_taken: false,
            now: [0; CLASSES],
        };
        Learner {
            rows: vec![free; places],
            dated: vec![[0; CLASSES]; places],
            taken: 0,
            step: 1,
            is_closed: false,
        }
    }

    /// Drops all but the `most` weightiest rows and learns on with these alone.
    ///
    /// What is left takes over what the dropped rows did; the average begins anew.
    pub fn close(&mut self, most: usize) {
        let kept = self.weightiest(most);
        let mut smaller = Self::sized((kept.len() * 2 + 2).next_power_of_two());
        for (key, _) in &kept {
            let at = smaller.place(*key);
            smaller.rows[at].now = self.rows[self.find(*key)].now;
        }
        smaller.is_closed = true;
        *self = smaller;
    }

    /// Counts one decision, right or wrong.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Adds `by` to the weight of each feature for `class`.
    pub fn change(&mut self, keys: &[Key], class: usize, by: i32) {
        for &key in keys {
            let at = match self.is_closed {
                true => self.find(key),
                false => self.place(key),
            };
            if !self.rows[at].is_taken {
                continue;
            }
            self.rows[at].now[class] += by;
            self.dated[at][class] += i64::from(by) * self.step;
        }
    }

    fn find(&self, key: Key) -> usize {
        let mask = self.rows.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B1) >> 3) as usize & mask;
        while self.rows[at].is_taken && self.rows[at].key != key {
            at = (at + 1) & mask;
        }
        at
    }

    /// Returns where `key` lies, made room for if it is new.
    fn place(&mut self, key: Key) -> usize {
        let at = self.find(key);
        if self.rows[at].is_taken {
            return at;
        }
        if self.taken * 2 > self.rows.len() {
            self.grow();
            return self.place(key);
        }
        self.taken += 1;
        self.rows[at].is_taken = true;
        self.rows[at].key = key;
        at
    }

    fn grow(&mut self) {
        let mut larger = Self::sized(self.rows.len() * 2);
        for (row, dated) in self.rows.iter().zip(&self.dated).filter(|(row, _)| row.is_taken) {
            let at = larger.find(row.key);
            larger.rows[at] = *row;
            larger.dated[at] = *dated;
        }
        larger.taken = self.taken;
        larger.step = self.step;
        larger.is_closed = self.is_closed;
        *self = larger;
    }

    /// Returns the averaged weights, sorted by key, at most `most` rows, as steps.
    ///
    /// Rows whose largest weight is least are dropped first. The largest weight of all becomes [`STEPS`];
    /// a step `q` stands for `q·|q|`, and weights whose step is 0 are left out.
    pub fn averaged(&self, most: usize) -> Vec<Row> {
        let averages = self.weightiest(most);
        let top = averages
            .iter()
            .map(|(_, weights)| largest(weights))
            .fold(0.0, f64::max);
        averages
            .into_iter()
            .map(|(key, weights)| Row {
                key,
                weights: (0u8..)
                    .zip(weights)
                    .map(|(class, weight)| (class, step(weight / top)))
                    .filter(|(_, q)| *q != 0)
                    .collect(),
            })
            .filter(|row| !row.weights.is_empty())
            .collect()
    }

    /// Returns the `most` rows with the largest averaged weights, sorted by key.
    fn weightiest(&self, most: usize) -> Vec<(Key, [f64; CLASSES])> {
        let mut averages: Vec<(Key, [f64; CLASSES])> = self
            .rows
            .iter()
            .zip(&self.dated)
            .filter(|(row, _)| row.is_taken)
            .map(|(row, dated)| (row.key, self.average(row, dated)))
            .collect();
        averages.sort_by(|a, b| largest(&b.1).total_cmp(&largest(&a.1)).then(a.0.cmp(&b.0)));
        averages.truncate(most);
        averages.sort_by_key(|(key, _)| *key);
        averages
    }

    fn average(&self, row: &Weighed<CLASSES>, dated: &[i64; CLASSES]) -> [f64; CLASSES] {
        std::array::from_fn(|class| f64::from(row.now[class]) - dated[class] as f64 / self.step as f64)
    }
}

fn largest(weights: &[f64]) -> f64 {
    weights.iter().fold(0.0, |most, weight| weight.abs().max(most))
}

/// Returns the step that stands for a weight of −1 to 1: its square root.
fn step(weight: f64) -> i8 {
    (weight.signum() * (weight.abs().sqrt() * f64::from(STEPS)).round()) as i8
}

impl<const CLASSES: usize> Weigh for Learner<CLASSES> {
    fn sum(&self, keys: &[Key], scores: &mut [Score]) {
        let rows = keys.iter().map(|&key| &self.rows[self.find(key)]);
        for row in rows.filter(|row| row.is_taken) {
            for (score, weight) in scores.iter_mut().zip(&row.now) {
                *score += weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_over_all_steps() {
        let mut learner = Learner::<2>::default();
        for _ in 0..3 {
            learner.tick();
        }
        // From the fourth of eight steps on: half the time.
        learner.change(&[9], 1, 4);
        for _ in 0..4 {
            learner.tick();
        }
        let at = learner.find(9);
        assert!((learner.average(&learner.rows[at], &learner.dated[at])[1] - 2.0).abs() < 1e-9);
    }

    #[test]
    fn keeps_the_weightiest_rows_and_grows() {
        let mut learner = Learner::<1>::default();
        for key in 0..10_000 {
            learner.change(&[key], 0, 1 + (key % 7) as i32);
        }
        learner.tick();
        let rows = learner.averaged(1_428);
        assert_eq!(rows.len(), 1_428);
        assert!(
            rows.iter()
                .all(|row| row.key % 7 == 6 && row.weights == [(0, STEPS)])
        );
        assert!(rows.is_sorted_by_key(|row| row.key));
    }
}
