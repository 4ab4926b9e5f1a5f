//! The order in which a phone shows options, and the names it has for them.
//!
//! The names come from the pupil's own chance and the number of the question, and so does an order of the phone's
//! own; never from what is right.

use rand::Rng;
use rand::RngExt;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::quiz::Answer;
use crate::quiz::Question;

/// How one phone shows one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Names the question: eight hexadecimal digits.
    pub question: String,
    /// For each option in the order of the phone: which it is on the paper, and its name, eight hexadecimal
    /// digits.
    pub options: Vec<(usize, String)>,
}

impl Marks {
    /// Makes the marks of the question with number `at` for a pupil's `chance`.
    pub fn new(chance: u64, at: usize, question: &Question) -> Marks {
        Marks::in_order(chance, at, question, None)
    }

    /// The same, with the options in a given order where there is one.
    pub fn in_order(chance: u64, at: usize, question: &Question, order: Option<&[usize]>) -> Marks {
        let mut source = source(chance, at);
        let name = name(&mut source);
        let is_fixed = matches!(&question.answer, Answer::Choice { fixed: true, .. });
        let mut options: Vec<usize> = match order {
            Some(order) => order.to_vec(),
            None => (0..question.options().len()).collect(),
        };
        if order.is_none() && !is_fixed {
            options.shuffle(&mut source);
            question.settle(&mut options);
        }
        let mut named: Vec<(usize, String)> = Vec::with_capacity(options.len());
        for option in options {
            let mut other = self::name(&mut source);
            while named.iter().any(|(_, known)| *known == other) {
                other = self::name(&mut source);
            }
            named.push((option, other));
        }
        Marks {
            question: name,
            options: named,
        }
    }

    /// Finds an option by its name.
    pub fn option(&self, name: &str) -> Option<usize> {
        self.options
            .iter()
            .find(|(_, known)| known == name)
            .map(|(option, _)| *option)
    }

    /// Returns the name of an option.
    pub fn name_of(&self, option: usize) -> Option<&str> {
        self.options
            .iter()
            .find(|(known, _)| *known == option)
            .map(|(_, name)| name.as_str())
    }
}

/// Returns the order of `count` questions for a pupil who has one of their own.
pub fn own_order(chance: u64, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.shuffle(&mut source(chance, usize::MAX));
    order
}

fn source(chance: u64, at: usize) -> ChaCha8Rng {
    let mut source = ChaCha8Rng::seed_from_u64(chance);
    source.set_stream(at as u64);
    source
}

fn name(source: &mut impl Rng) -> String {
    format!("{:08x}", source.random::<u32>())
}

#[cfg(test)]
mod tests {
    use super::{Marks, own_order};
    use crate::quiz::{Answer, Question};

    fn question(key: usize, fixed: bool) -> Question {
        Question {
            card: "lakes/one".to_owned(),
            text: "Which?".to_owned(),
            answer: Answer::Choice {
                options: ["w", "x", "y", "z"].map(str::to_owned).to_vec(),
                keys: vec![key],
                fixed,
            },
            explanation: None,
            source: None,
        }
    }

    #[test]
    fn the_key_changes_nothing_and_the_pupil_all() {
        let marks = Marks::new(7, 3, &question(0, false));
        for key in 1..4 {
            assert_eq!(Marks::new(7, 3, &question(key, false)), marks);
        }
        assert_ne!(Marks::new(8, 3, &question(0, false)), marks);
        assert_ne!(Marks::new(7, 4, &question(0, false)), marks);
        for (option, name) in &marks.options {
            assert_eq!(name.len(), 8);
            assert_eq!(marks.option(name), Some(*option));
            assert_eq!(marks.name_of(*option), Some(name.as_str()));
        }
    }

    #[test]
    fn every_option_stands_in_every_place() {
        let mut seen = [[0u32; 4]; 4];
        for chance in 0..400 {
            let marks = Marks::new(chance, 0, &question(0, false));
            for (place, (option, _)) in marks.options.iter().enumerate() {
                seen[place][*option] += 1;
            }
        }
        assert!(
            seen.iter().flatten().all(|count| (60..140).contains(count)),
            "{seen:?}"
        );
    }

    #[test]
    fn numbers_and_dates_keep_their_order() {
        for chance in 0..20 {
            let marks = Marks::new(chance, 0, &question(0, true));
            let order: Vec<usize> = marks.options.iter().map(|(option, _)| *option).collect();
            assert_eq!(order, [0, 1, 2, 3]);
        }
    }

    #[test]
    fn an_own_order_has_every_question_once() {
        let mut order = own_order(5, 30);
        assert_ne!(order, (0..30).collect::<Vec<_>>());
        order.sort_unstable();
        assert_eq!(order, (0..30).collect::<Vec<_>>());
    }
}
