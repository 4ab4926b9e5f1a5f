//! Questions with lettered options, as Aiken has them and as teachers write them.
//!
//! A question is a line, with a number or without, and its options follow with
//! letters in their order, Latin or Cyrillic. The right one has a star or a tick, or is
//! named below (`ANSWER: B`), or in a list at the end or before the questions that begins
//! with a word such as Key, Answers, Ключ, Ответы, Жауаптар. A line below the options that begins like an
//! answer is no part of the last one: where it is not understood the question is left
//! out, with its line.

mod ahead;
mod answer;
mod close;
mod continued;
mod finish;
mod gathered;
mod key_list;
mod keys;
mod lettering;
mod lines;
mod marks;
mod named;
mod numbers;
mod pairs;
mod question;
mod script;
mod section;
mod statements;
mod told_keys;
mod types;
mod unlettered;

use super::super::Format;
use super::super::ImportError;
use super::super::Imported;
use super::super::Options;
use super::super::written::text_of;
use ahead::begins_options;
use ahead::has_options_across;
use gathered::Gathered;
use key_list::key_list;
use lettering::Lettering;
use lettering::option_of;
use lines::Lines;
use script::Script;
pub use types::name as type_name;

/// Lines of questions and lettered options.
pub struct Lettered;

impl Format for Lettered {
    fn name(&self) -> &'static str {
        "lettered"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["aiken"]
    }

    fn has_questions_alone(&self) -> bool {
        true
    }

    fn looks_like(&self, text: &str) -> bool {
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        lines.windows(2).any(|pair| {
            let first = option_of(pair[0]);
            let second = option_of(pair[1]);
            matches!((first, second), (Some(first), Some(second)) if first.may_be(0) && second.may_be(1))
        }) || (0..lines.len()).any(|at| has_options_across(&lines[at..]))
            || {
                let lines: Vec<&str> = text.lines().map(str::trim).collect();
                !unlettered::options(&lines).is_empty() || !close::options(&lines).is_empty()
            }
    }

    fn read(&self, bytes: &[u8], options: &Options) -> Result<Imported, ImportError> {
        let Lines {
            lines,
            emphasised,
            numbers,
        } = Lines::of(text_of(bytes)?, &options.emphasised);
        let mut gathered = Gathered {
            emphasised,
            numbers,
            unlettered: unlettered::options(&lines),
            last_option: lines.iter().rposition(|line| begins_options(line)),
            ..Gathered::default()
        };
        for (at, close) in close::options(&lines) {
            if close.is_odd {
                gathered.noted.push((gathered.numbers[at], close::odd(lines[at])));
            }
            gathered.unlettered.insert(at, close.option);
        }
        for at in 0..lines.len() {
            gathered.line(at, &lines);
        }
        gathered.finish()
    }
}

/// Whether an answer is one of the options, by whatever alphabet.
fn is_meant(named: &str, options: &[Lettering]) -> bool {
    answer::meant(named, options, Script::default()).is_ok()
}

/// Whether all paragraphs of a text are questions of Aiken, whatever signs stand in them: each ends with the letter of
/// one of its options.
pub fn is_aiken(text: &str) -> bool {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), paragraphs.last_mut()) {
            (false, Some(last)) => last.push(line),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let is_question = |paragraph: &Vec<&str>| {
        let [_, options @ .., last] = paragraph.as_slice() else {
            return false;
        };
        let letter = last.strip_prefix("ANSWER: ").filter(|letter| letter.len() == 1);
        let begins = |option: &&str| letter.is_some_and(|letter| option.starts_with(letter));
        let are_options = options.iter().all(|option| option_of(option).is_some());
        are_options && options.iter().any(begins)
    };
    !paragraphs.is_empty() && paragraphs.iter().all(is_question)
}

/// Whether a line names an answer or begins the list of all.
pub fn is_told(line: &str) -> bool {
    answer::named(line).is_some() || key_list(line).is_some()
}

#[cfg(test)]
mod key_tests;
#[cfg(test)]
mod label_tests;
#[cfg(test)]
mod shape_tests;
#[cfg(test)]
mod tests;
