//! How strong a memory is, how fast it fades, and what a review does to it.

use std::fmt;

use fsrs::FSRS;
use fsrs::MemoryState;

use super::Rating;

/// Decay of the forgetting curve with the default parameters, parameter 20 (from 0) of FSRS-6.
pub const DEFAULT_DECAY: f64 = 0.1542;

/// Days after which the chance of recall has fallen to 0.9.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Stability(f32);

impl Stability {
    /// A stability of `days`; above 0.
    pub fn from_days(days: f64) -> Stability {
        Stability(days as f32)
    }

    /// Returns the days.
    pub fn days(self) -> f64 {
        f64::from(self.0)
    }
}

/// What is known of a learner's memory of one card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// How slowly it fades.
    pub stability: Stability,
    /// How hard the card is to learn, 1 easy to 10 hard.
    pub difficulty: f32,
}

/// Returns the probability of recall, 0 to 1, `elapsed_days` after the last review.
///
/// It is 1 on the day of the review and 0.9 after `stability` days. A negative
/// `elapsed_days` (the clock was set back) counts as 0.
///
/// Source: FSRS-6, forgetting curve; `decay` is parameter 20 (from 0), 0.1542 by default.
///
/// ```
/// use suraq::schedule::{Stability, retrievability};
///
/// let recall = retrievability(Stability::from_days(10.0), 10.0, 0.1542);
/// assert!((recall - 0.9).abs() < 1e-9);
/// ```
pub fn retrievability(stability: Stability, elapsed_days: f64, decay: f64) -> f64 {
    let factor = 0.9f64.powf(-1.0 / decay) - 1.0;
    (1.0 + factor * elapsed_days.max(0.0) / stability.days()).powf(-decay)
}

/// One value for each rating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Futures<T> {
    /// After Again.
    pub again: T,
    /// After Hard.
    pub hard: T,
    /// After Good.
    pub good: T,
    /// After Easy.
    pub easy: T,
}

impl<T> Futures<T> {
    /// Returns the value for `rating`.
    pub fn of(&self, rating: Rating) -> &T {
        match rating {
            Rating::Again => &self.again,
            Rating::Hard => &self.hard,
            Rating::Good => &self.good,
            Rating::Easy => &self.easy,
        }
    }

    /// Returns the futures with every value changed by `change`.
    pub fn map<U>(&self, change: impl Fn(&T) -> U) -> Futures<U> {
        Futures {
            again: change(&self.again),
            hard: change(&self.hard),
            good: change(&self.good),
            easy: change(&self.easy),
        }
    }
}

/// Numbers that are no parameters of FSRS: not 21 of them, or not all finite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAModel {
    /// How many numbers there were.
    pub count: usize,
}

impl fmt::Display for NotAModel {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            21 => write!(
                out,
                "the scheduling weights hold a value that is no finite number"
            ),
            count => write!(out, "there are {count} scheduling weights instead of 21"),
        }
    }
}

impl std::error::Error for NotAModel {}

/// The forgetting model with its 21 weights.
#[derive(Clone, Debug, Default)]
pub struct Model {
    fsrs: FSRS,
    decay: Option<f64>,
}

impl Model {
    /// A model with a learner's own weights; none at all means the defaults.
    ///
    /// Errors when there are not 21 finite weights.
    pub fn new(weights: &[f32]) -> Result<Model, NotAModel> {
        let error = NotAModel { count: weights.len() };
        if weights.is_empty() {
            return Ok(Model::default());
        }
        if weights.len() != 21 || weights.iter().any(|weight| !weight.is_finite()) {
            return Err(error);
        }
        let fsrs = FSRS::new(weights).map_err(|_| error)?;
        Ok(Model {
            fsrs,
            decay: Some(f64::from(weights[20])),
        })
    }

    /// Returns the decay of the forgetting curve.
    pub fn decay(&self) -> f64 {
        self.decay.unwrap_or(DEFAULT_DECAY)
    }

    /// Returns the memory after each rating, `elapsed_days` whole days after the last review.
    ///
    /// `None` is a card never seen. Should the stored memory be no usable number
    /// (a damaged file), the card counts as never seen.
    pub fn after(&self, memory: Option<Memory>, elapsed_days: u32) -> Futures<Memory> {
        let state = memory.filter(Memory::is_sound).map(|memory| MemoryState {
            stability: memory.stability.0,
            difficulty: memory.difficulty,
        });
        // The retention asked for only moves the intervals, which are not used here.
        let next = self
            .fsrs
            .next_states(state, 0.9, elapsed_days)
            .or_else(|_| self.fsrs.next_states(None, 0.9, 0))
            .expect("a new card with checked weights always has a next state");
        Futures {
            again: next.again.memory.into(),
            hard: next.hard.memory.into(),
            good: next.good.memory.into(),
            easy: next.easy.memory.into(),
        }
    }

    /// Returns the days until recall has fallen to `desired_retention` (0 to 1), neither rounded nor fuzzed.
    pub fn interval_days(&self, stability: Stability, desired_retention: f64) -> f64 {
        f64::from(
            self.fsrs
                .next_interval(Some(stability.0), desired_retention as f32, 3),
        )
    }

    /// Returns the memory of a card learned under SM-2: its ease (2.5 is usual), interval in days, and the
    /// retention that schedule had.
    pub fn from_sm2(&self, ease: f64, interval_days: f64, retention: f64) -> Option<Memory> {
        self.fsrs
            .memory_state_from_sm2(ease as f32, interval_days as f32, retention as f32)
            .ok()
            .map(Memory::from)
    }

    /// Returns the probability of recall of `memory` after `elapsed_days`, with this model's decay.
    pub fn retrievability(&self, memory: Memory, elapsed_days: f64) -> f64 {
        retrievability(memory.stability, elapsed_days, self.decay())
    }
}

impl Memory {
    fn is_sound(&self) -> bool {
        self.stability.0.is_finite() && self.stability.0 > 0.0 && (1.0..=10.0).contains(&self.difficulty)
    }
}

impl From<MemoryState> for Memory {
    fn from(state: MemoryState) -> Memory {
        Memory {
            stability: Stability(state.stability),
            difficulty: state.difficulty,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Futures;
    use super::Memory;
    use super::Model;
    use super::Stability;
    use super::retrievability;
    use crate::schedule::Rating;

    const VECTORS: &str = include_str!("../../tests/golden/schedule/fsrs6.txt");

    fn numbers(rest: &str) -> Vec<f64> {
        rest.split_whitespace()
            .map(|word| word.parse().unwrap())
            .collect()
    }

    fn assert_near(found: f64, expected: f64, place: &str) {
        let error = (found - expected).abs() / expected.abs();
        assert!(error <= 1e-4, "{place}: {found} instead of {expected}");
    }

    fn assert_memory(found: &Memory, expected: &[f64], place: &str) {
        assert_near(found.stability.days(), expected[0], place);
        assert_near(f64::from(found.difficulty), expected[1], place);
    }

    fn each<T: Copy>(futures: &Futures<T>) -> [T; 4] {
        [futures.again, futures.hard, futures.good, futures.easy]
    }

    fn history(model: &Model, rest: &str) -> Vec<Memory> {
        let mut states: Vec<Memory> = Vec::new();
        for review in rest.split_whitespace() {
            let (rating, days) = review.split_once(':').unwrap();
            let next = model.after(states.last().copied(), days.parse().unwrap());
            states.push(*next.of(Rating::from_number(rating.parse().unwrap()).unwrap()));
        }
        states
    }

    #[test]
    fn all_expected_values_are_met() {
        let model = Model::default();
        let mut states = Vec::new();
        let mut next = model.after(None, 0);
        let (mut histories, mut waits, mut others) = (0, 0, 0);
        for (index, line) in VECTORS.lines().enumerate() {
            let place = format!("line {}", index + 1);
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "new" => {
                    let row = numbers(rest);
                    for (found, expected) in each(&model.after(None, 0)).iter().zip(row[1..].chunks(3)) {
                        assert_memory(found, expected, &place);
                        assert_near(model.interval_days(found.stability, row[0]), expected[2], &place);
                        others += 1;
                    }
                }
                "sm2" => {
                    let row = numbers(rest);
                    assert_memory(
                        &model.from_sm2(row[0], row[1], row[2]).unwrap(),
                        &row[3..],
                        &place,
                    );
                    others += 1;
                }
                "reviews" => {
                    states = history(&model, rest);
                    histories += 1;
                }
                "after" => {
                    let row = numbers(rest);
                    assert_eq!(row.len(), 2 * states.len(), "{place}");
                    for (found, expected) in states.iter().zip(row.chunks(2)) {
                        assert_memory(found, expected, &place);
                    }
                }
                "next" => {
                    let row = numbers(rest);
                    next = model.after(states.last().copied(), row[0] as u32);
                    for (found, expected) in each(&next).iter().zip(row[1..].chunks(2)) {
                        assert_memory(found, expected, &place);
                    }
                }
                "wait" => {
                    let row = numbers(rest);
                    for (memory, expected) in each(&next).iter().zip(&row[1..]) {
                        assert_near(model.interval_days(memory.stability, row[0]), *expected, &place);
                    }
                    waits += 1;
                }
                _ => {}
            }
        }
        assert_eq!((histories, waits, others), (208, 1872, 60));
    }

    #[test]
    fn a_clock_set_back_counts_as_no_time() {
        assert!((retrievability(Stability::from_days(3.0), -5.0, 0.1542) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn weights_that_are_none_are_refused() {
        assert!(Model::new(&[1.0; 20]).is_err());
        assert!(Model::new(&[f32::NAN; 21]).is_err());
        assert!(Model::new(&[]).is_ok());
    }

    #[test]
    fn a_damaged_memory_counts_as_a_new_card() {
        let model = Model::default();
        let damaged = Memory {
            stability: Stability::from_days(f64::NAN),
            difficulty: 5.0,
        };
        assert_eq!(model.after(Some(damaged), 3), model.after(None, 3));
    }
}
