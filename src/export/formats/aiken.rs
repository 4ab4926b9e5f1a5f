//! Aiken: choices of one right option as plain lines, which most quiz programs read and people can write.

use std::fmt::Write;

use crate::decks::Deck;
use crate::items::form::Form;

use super::super::Context;
use super::super::ExportError;
use super::super::Exported;
use super::super::Format;
use super::super::file_name;
use super::super::question::Question;
use super::super::question::one_line;
use super::super::question::questions;

/// A question on one line, its options lettered below, and a line that names the right letter.
pub struct Aiken;

impl Format for Aiken {
    fn name(&self) -> &'static str {
        "aiken"
    }

    fn extension(&self) -> &'static str {
        "txt"
    }

    fn about(&self) -> &'static str {
        "multiple choice as plain lines, for Moodle and most quiz programs"
    }

    fn write(&self, decks: &[Deck], _: &Context) -> Result<Exported, ExportError> {
        let mut text = String::new();
        let mut count = 0;
        let mut losses = Vec::new();
        for question in questions(decks) {
            let options = match options(&question) {
                Ok(options) => options,
                Err(why) => {
                    losses.push(question.loss(why, true));
                    continue;
                }
            };
            losses.extend(question.lost_correction());
            let _ = writeln!(text, "{}", one_line(&question.text));
            let mut right = 'A';
            for (letter, (option, is_key)) in ('A'..='Z').zip(&options) {
                let _ = writeln!(text, "{letter}. {option}");
                if *is_key {
                    right = letter;
                }
            }
            let _ = writeln!(text, "ANSWER: {right}\n");
            count += 1;
            if !question.feedback.is_empty() {
                losses.push(question.loss("its explanation and source: there is no place for them", false));
            }
        }
        Ok(Exported {
            bytes: text.into_bytes(),
            file_name: file_name(decks, "aiken.txt"),
            questions: Some(count),
            losses,
            ..Exported::default()
        })
    }
}

/// The options and which of them is right, or why the question cannot be written.
fn options(question: &Question<'_>) -> Result<Vec<(String, bool)>, &'static str> {
    let stem = one_line(&question.text);
    if is_lettered(&stem) || stem.starts_with("ANSWER:") {
        return Err("its text begins like an option or an answer line, which would be read as one");
    }
    match &question.form {
        Form::Choice { .. } if question.options.len() > 26 => Err("there are more options than letters"),
        Form::Choice { .. } => {
            let options = question.options.iter();
            Ok(options
                .map(|option| (one_line(&option.text), option.is_key))
                .collect())
        }
        Form::Truth { is_true, .. } => Ok(vec![
            ("True".to_owned(), *is_true),
            ("False".to_owned(), !is_true),
        ]),
        _ => Err("the format has only choices of one right option"),
    }
}

/// `A. B. Rahman` and `B) first` would be read as options.
fn is_lettered(stem: &str) -> bool {
    let mut letters = stem.chars();
    let first = letters.next().is_some_and(|letter| letter.is_ascii_uppercase());
    first && letters.next().is_some_and(|sign| matches!(sign, '.' | ')'))
}
