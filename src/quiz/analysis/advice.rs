//! Which questions to look at, in plain words; only where the interval clears the line.

use std::fmt;

use super::Asked;
use super::Figures;
use crate::items::record::DEAD;

/// From so many pupils on questions are judged at all.
pub const JUDGED_FROM: usize = 20;

/// Over this share of right answers a question is easy, under the other hard. Source: score sheets in use
/// at test centres.
const EASY: f64 = 0.85;
const HARD: f64 = 0.30;

/// Under this item-rest correlation a question tells little.
const WEAK: f64 = 0.20;

/// Something to look at. Questions and options count from 0; options are shown from A. Which question it is, the caller
/// says: every version has its own numbers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Advice {
    /// Too few pupils to judge any question.
    TooFew {
        /// How many there are.
        pupils: usize,
    },
    /// Those who know more choose a wrong option: the key may be wrong, or two answers right.
    RivalKey {
        /// The question.
        question: usize,
        /// The wrong option.
        option: usize,
    },
    /// Those who know more get it wrong.
    Backwards {
        /// The question.
        question: usize,
    },
    /// Hardly anybody gets it right.
    Hard {
        /// The question.
        question: usize,
    },
    /// It does not tell those who know more from the others.
    Weak {
        /// The question.
        question: usize,
    },
    /// Nearly everybody gets it right.
    Easy {
        /// The question.
        question: usize,
    },
    /// A wrong option that hardly anybody chooses.
    DeadOption {
        /// The question.
        question: usize,
        /// The option.
        option: usize,
    },
}

impl Advice {
    /// Returns the question it is about; `None` when it is about the class.
    pub fn question(&self) -> Option<usize> {
        match self {
            Advice::TooFew { .. } => None,
            Advice::RivalKey { question, .. }
            | Advice::Backwards { question }
            | Advice::Hard { question }
            | Advice::Weak { question }
            | Advice::Easy { question }
            | Advice::DeadOption { question, .. } => Some(*question),
        }
    }

    /// Says it in a sentence without a full stop. `letter` gives the letter under which an option is printed.
    pub fn told(&self, letter: impl Fn(usize) -> char) -> String {
        match self {
            Advice::TooFew { pupils } => {
                let are = if *pupils == 1 { "pupil is" } else { "pupils are" };
                format!("{pupils} {are} too few to judge a question; {JUDGED_FROM} or more are needed")
            }
            Advice::RivalKey { option, .. } => {
                let letter = letter(*option);
                format!(
                    "those who know more choose {letter}; see whether {letter} is right too, or the key wrong"
                )
            }
            Advice::Backwards { .. } => {
                "those who know more get it wrong; look at its key and its wording".to_owned()
            }
            Advice::Hard { .. } => "hardly anybody gets it right".to_owned(),
            Advice::Weak { .. } => "it does not tell those who know more from the others".to_owned(),
            Advice::Easy { .. } => "nearly everybody gets it right".to_owned(),
            Advice::DeadOption { option, .. } => format!("hardly anybody chooses {}", letter(*option)),
        }
    }

    /// How grave it is: smaller first.
    fn rank(&self) -> usize {
        match self {
            Advice::TooFew { .. } => 0,
            Advice::RivalKey { .. } => 1,
            Advice::Backwards { .. } => 2,
            Advice::Hard { .. } => 3,
            Advice::Weak { .. } => 4,
            Advice::Easy { .. } => 5,
            Advice::DeadOption { .. } => 6,
        }
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.told(letter))
    }
}

fn letter(option: usize) -> char {
    u8::try_from(option)
        .ok()
        .and_then(|option| b'A'.checked_add(option))
        .map_or('?', char::from)
}

/// Finds what to look at, the gravest first; within one sort the lowest question.
pub(super) fn advise(pupils: usize, questions: &[Asked], figures: &[Figures]) -> Vec<Advice> {
    if pupils < JUDGED_FROM {
        return vec![Advice::TooFew { pupils }];
    }
    let mut advice = Vec::new();
    for (question, (asked, figures)) in questions.iter().zip(figures).enumerate() {
        if figures.asked >= JUDGED_FROM {
            advice.extend(of_question(question, asked, figures));
        }
    }
    advice.sort_by_key(Advice::rank);
    advice
}

fn of_question(question: usize, asked: &Asked, figures: &Figures) -> Vec<Advice> {
    let wrong = figures
        .options
        .iter()
        .enumerate()
        .filter(|(_, option)| !option.is_key);
    let mut advice: Vec<Advice> = wrong
        .clone()
        .filter(|(_, option)| option.item_rest.is_some_and(|rest| rest.low > 0.0))
        .map(|(option, _)| Advice::RivalKey { question, option })
        .collect();
    // Said once, by the gravest.
    let rest = figures.item_rest;
    let is_hard = figures
        .facility
        .is_some_and(|facility| facility.high < hard(asked));
    let is_easy = figures.facility.is_some_and(|facility| facility.low > EASY);
    if advice.is_empty() {
        advice.extend(match rest {
            Some(rest) if rest.high < 0.0 => Some(Advice::Backwards { question }),
            _ if is_hard => Some(Advice::Hard { question }),
            Some(rest) if rest.high < WEAK => Some(Advice::Weak { question }),
            _ if is_easy => Some(Advice::Easy { question }),
            _ => None,
        });
    }
    let dead = wrong.filter(|(_, option)| option.share.is_some_and(|share| share.high < DEAD));
    advice.extend(dead.map(|(option, _)| Advice::DeadOption { question, option }));
    advice
}

/// The line under which a question is hard: not under what guessing gives.
fn hard(asked: &Asked) -> f64 {
    match asked.options {
        0 => HARD,
        options => HARD.max(1.0 / options as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Mark, analyse};
    use super::{Advice, Asked};

    /// A class of `count` in which the better half answers the first question with `of_better` and the
    /// others with `of_others`; the key is A, and five more questions tell the halves apart.
    fn class(count: usize, of_better: usize, of_others: usize) -> (Vec<Asked>, Vec<Vec<Mark>>) {
        let choice = Asked {
            options: 4,
            keys: vec![0],
        };
        let mut questions = vec![choice];
        questions.extend(vec![Asked::default(); 5]);
        let row = |at: usize| {
            let is_better = at.is_multiple_of(2);
            let option = if is_better { of_better } else { of_others };
            let mut row = vec![Mark::Answered {
                credit: f64::from(option == 0),
                option: Some(option),
            }];
            row.extend((0..5).map(|question| Mark::Answered {
                credit: f64::from(is_better || question < at % 3),
                option: None,
            }));
            row
        };
        (questions, (0..count).map(row).collect())
    }

    fn advice(count: usize, of_better: usize, of_others: usize) -> Vec<Advice> {
        let (questions, rows) = class(count, of_better, of_others);
        let found = analyse(&questions, &rows).advice;
        found
            .into_iter()
            .filter(|advice| advice.question() == Some(0))
            .collect()
    }

    #[test]
    fn an_option_that_the_better_half_chooses_rivals_the_key() {
        let found = advice(40, 1, 0);
        assert_eq!(
            found[0],
            Advice::RivalKey {
                question: 0,
                option: 1
            }
        );
        assert!(found[0].to_string().contains("choose B"), "{}", found[0]);
    }

    #[test]
    fn a_question_that_works_is_left_alone() {
        let found = advice(40, 0, 1);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn few_pupils_are_not_enough_to_judge() {
        let (questions, rows) = class(19, 1, 0);
        assert_eq!(analyse(&questions, &rows).advice, [Advice::TooFew { pupils: 19 }]);
    }

    #[test]
    fn what_all_know_and_what_nobody_knows_is_said() {
        assert!(advice(60, 0, 0).contains(&Advice::Easy { question: 0 }));
        assert!(advice(60, 2, 2).contains(&Advice::Hard { question: 0 }));
    }

    #[test]
    fn an_option_is_dead_only_when_enough_pupils_leave_it() {
        let dead = |found: &[Advice]| {
            found
                .iter()
                .filter(|one| matches!(one, Advice::DeadOption { .. }))
                .count()
        };
        assert_eq!(dead(&advice(40, 0, 1)), 0);
        assert_eq!(dead(&advice(100, 0, 1)), 2);
    }
}
