//! Kahoot's spreadsheet: choices of up to four short options.
//!
//! Kahoot's template allows 120 characters for a question and 75 for an answer. What is longer is
//! listed and left out, never cut.

use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::XlsxError;

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

/// A row a question.
pub struct Kahoot;

/// Characters of a question and of an answer, and answers of a question.
const QUESTION: usize = 120;
const ANSWER: usize = 75;
const ANSWERS: usize = 4;

/// Seconds for a question; those for one that takes longer to read; and what is long.
const SECONDS: u32 = 20;
const MORE_SECONDS: u32 = 30;
const LONG: usize = 80;

const COLUMNS: [&str; 7] = [
    "Question",
    "Answer 1",
    "Answer 2",
    "Answer 3",
    "Answer 4",
    "Time limit (sec)",
    "Correct answer(s)",
];

impl Format for Kahoot {
    fn name(&self) -> &'static str {
        "kahoot"
    }

    fn extension(&self) -> &'static str {
        "xlsx"
    }

    fn about(&self) -> &'static str {
        "short multiple choice as a spreadsheet for Kahoot"
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn write(&self, decks: &[Deck], _: &Context) -> Result<Exported, ExportError> {
        let mut losses = Vec::new();
        let mut rows = Vec::new();
        for question in questions(decks) {
            match row(&question) {
                Ok(row) => {
                    losses.extend(question.lost_correction());
                    if !question.feedback.is_empty() {
                        losses.push(
                            question.loss("its explanation and source: there is no place for them", false),
                        );
                    }
                    rows.push(row);
                }
                Err(why) => losses.push(question.loss(why, true)),
            }
        }
        let bytes = sheet(&rows).map_err(|error| ExportError::Refused {
            detail: error.to_string(),
        })?;
        Ok(Exported {
            bytes,
            file_name: file_name(decks, self.extension()),
            questions: Some(rows.len()),
            losses,
            ..Exported::default()
        })
    }
}

/// A question as a row.
struct Row {
    text: String,
    answers: Vec<String>,
    /// From 1.
    right: usize,
}

fn row(question: &Question<'_>) -> Result<Row, String> {
    let (answers, right): (Vec<String>, usize) = match &question.form {
        Form::Choice { .. } => {
            let key = question.options.iter().position(|option| option.is_key);
            let texts = question.options.iter().map(|option| one_line(&option.text));
            (texts.collect(), key.unwrap_or_default() + 1)
        }
        Form::Truth { is_true, .. } => {
            let answers = ["True", "False"].map(str::to_owned).to_vec();
            (answers, if *is_true { 1 } else { 2 })
        }
        _ => return Err("the format has only choices of one right option".to_owned()),
    };
    let text = one_line(&question.text);
    if answers.len() > ANSWERS {
        return Err(format!(
            "{} options are too many, {ANSWERS} may be",
            answers.len()
        ));
    }
    let length = text.chars().count();
    if length > QUESTION {
        return Err(format!("its text has {length} characters, {QUESTION} may be"));
    }
    let longest = answers.iter().map(|answer| answer.chars().count()).max();
    if let Some(length) = longest.filter(|length| *length > ANSWER) {
        return Err(format!("an option has {length} characters, {ANSWER} may be"));
    }
    Ok(Row { text, answers, right })
}

fn sheet(rows: &[Row]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The time of writing would make two exports of the same cards differ.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    for (column, title) in (0u16..).zip(COLUMNS) {
        sheet.write_string(0, column, title)?;
    }
    for (line, row) in (1u32..).zip(rows) {
        // Written as strings: a text that begins with `=` is no formula, and a year no number.
        sheet.write_string(line, 0, &row.text)?;
        for (column, answer) in (1u16..).zip(&row.answers) {
            sheet.write_string(line, column, answer)?;
        }
        let is_long = row.text.chars().count() > LONG;
        sheet.write_number(line, 5, if is_long { MORE_SECONDS } else { SECONDS })?;
        sheet.write_string(line, 6, row.right.to_string())?;
    }
    book.save_to_buffer()
}
