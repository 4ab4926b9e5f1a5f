//! One question type a file: which facts it can ask, and in which words.

use crate::facts::Findings;
use crate::facts::Found;
use crate::facts::frame::NameKind;

use super::Kind;

mod affiliation;
mod agent;
mod cause;
mod cloze;
mod content;
mod death;
mod expansion;
mod how_many;
mod of_body;
mod office;
mod outcome;
mod pinned;
mod place;
mod rank;
mod renaming;
mod requirement;
mod speaker;
mod stated;
mod succession;
mod term;
mod when;
mod which;
mod who;
mod worth;
mod year;

/// Every question type, in the order of their numbers.
pub const KINDS: &[&dyn QuestionType] = &[
    &who::Who,
    &which::Which,
    &of_body::OfBody,
    &death::Death,
    &when::When,
    &place::Where,
    &how_many::HowMany,
    &office::Office,
    &succession::Succession,
    &cause::Cause,
    &term::Term,
    &expansion::Expansion,
    &affiliation::Affiliation,
    &speaker::Speaker,
    &requirement::Requirement,
    &renaming::Renaming,
    &rank::Rank,
    &content::Content,
    &outcome::Outcome,
    &cloze::Cloze,
    &stated::Stated,
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
    /// How old somebody was.
    Lifetime,
    /// Words; asked without options.
    Words,
}

/// What a question type asks of one invented text.
#[cfg(test)]
mod sample {
    use super::QuestionType;
    use crate::facts;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    /// Each stem with its key behind it.
    pub fn stems(question_type: &dyn QuestionType, text: &str) -> Vec<String> {
        stems_of_page(question_type, "a.txt", text)
    }

    /// The same for a document with a name, such as a page that begins with its date.
    pub fn stems_of_page(question_type: &dyn QuestionType, name: &str, text: &str) -> Vec<String> {
        let document = read(name, text.as_bytes()).unwrap();
        let findings = facts::find(&document, Lexicon::shipped()).with_experimental();
        let all = findings.facts.iter();
        all.flat_map(|found| question_type.write(found, &findings))
            .map(|question| format!("{} {}", question.stem, question.key))
            .collect()
    }
}
