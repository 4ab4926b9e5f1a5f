//! One question type a file: which facts it can ask, and in which words.

use crate::facts::Findings;
use crate::facts::Found;
use crate::facts::frame::NameKind;

use super::Kind;

mod cloze;
mod expansion;
mod how_many;
mod office;
mod place;
mod rank;
mod renaming;
mod requirement;
mod term;
mod when;
mod which;
mod who;

/// Every question type, in the order of their numbers.
pub const KINDS: &[&dyn QuestionType] = &[
    &who::Who,
    &which::Which,
    &when::When,
    &place::Where,
    &how_many::HowMany,
    &office::Office,
    &term::Term,
    &expansion::Expansion,
    &requirement::Requirement,
    &renaming::Renaming,
    &rank::Rank,
    &cloze::Cloze,
];

/// Asks facts in one way.
pub trait QuestionType: Sync {
    /// Which of the twenty-four types.
    fn kind(&self) -> Kind;

    /// Returns the questions that `found` can answer; none when it does not fit.
    fn write(&self, found: &Found, findings: &Findings) -> Vec<Question>;
}

/// A question before it is checked and ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub stem: String,
    /// The right answer.
    pub key: String,
    /// Other right answers.
    pub accept: Vec<String>,
    /// What wrong options may be drawn from.
    pub answer: Answer,
    /// Which part of the fact is asked; items of one part are alternatives.
    pub part: &'static str,
    /// Points for a good form, may be negative.
    pub bonus: i32,
}

/// What kind of answer a question has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A year, month or day.
    Date(crate::facts::PartialDate),
    /// A month or day of a year that the stem tells.
    DateWithinYear(crate::facts::PartialDate),
    /// A name of this kind.
    Name(NameKind),
    /// A number, with unit or rough word as in the key.
    Number,
    /// An age from which something is allowed.
    Age,
    /// Words; asked without options.
    Words,
}
