//! What is wrong with a file of questions that is imported, where, and what to do.

use std::path::Path;

use suraq::decks::Fault;
use suraq::import::ImportError;
use suraq::import::ImportProblem;
use suraq::import::Imported;
use suraq::import::NO_KEY;
use suraq::import::formats::lettered;

use crate::app::App;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::one_line;

/// `place` says where a line of the file is.
pub fn tell_problems(app: &App, file: &Path, imported: &Imported, place: &dyn Fn(usize) -> String) {
    for problem in &imported.problems {
        let place = match problem.line {
            Some(line) => format!("{}{}", file.display(), place(line)),
            None => file.display().to_string(),
        };
        let entry = match problem.entry.is_empty() {
            true => String::new(),
            false => format!("{}: ", problem.entry),
        };
        let lost = if problem.left_out { "; left out" } else { "" };
        app.screen
            .remark(&one_line(&format!("{place}: {entry}{}{lost}", problem.fault)));
    }
    if let Some((how, number)) = imported.by_type {
        app.screen.remark(&format!(
            "The {} option was taken for the right answer of {}; look at one or two of them.",
            lettered::type_name(how),
            count(number, "question", "questions")
        ));
    }
    if !imported.ignored.is_empty() {
        app.screen.remark(&format!(
            "Passed over, because a question has no such field: {}",
            imported.ignored.join(", ")
        ));
    }
}

/// Says why nothing was brought in, and what to do.
pub fn nothing_in_it(file: &Path, problems: &[ImportProblem], left_out: usize) -> Failure {
    let file = file.display();
    if left_out == 0 {
        return Failure::input(format!("{file}: there is no question in it"))
            .hint("a table needs a line of column names, then a row for each question");
    }
    let failure = Failure::input(format!(
        "{file}: no question of it can be taken; {} left out",
        count(left_out, "was", "were")
    ));
    let has_no_key =
        |problem: &ImportProblem| matches!(&problem.fault, Fault::NotCarried { what } if what == NO_KEY);
    match problems.iter().all(has_no_key) {
        true => failure.hint(
            "mark the right option with a star (*b) or name it below (Answer: b); in a Word file one option of each question may be bold or coloured instead",
        ),
        false => failure.hint("mend what is named above and import the file again"),
    }
}

/// Which question a line is of, from 1; of a Word file nobody sees lines. Where no number stands above, the words
/// of the line.
pub fn question_at(text: &str, line: usize) -> String {
    let lines: Vec<&str> = text.lines().take(line).collect();
    let number = |line: &&str| {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        (digits > 0 && line[digits..].starts_with(['.', ')']))
            .then(|| format!("question {}", &line[..digits]))
    };
    let first_words = |line: &&str| {
        let words: Vec<&str> = line.split_whitespace().take(6).collect();
        format!("“{}”", words.join(" "))
    };
    let found = lines.iter().rev().find_map(number);
    found
        .or_else(|| lines.last().map(first_words))
        .unwrap_or_default()
}

/// Nothing of the file can be used.
pub fn refused(file: &Path, error: &ImportError) -> Failure {
    let failure = Failure::input(format!("{}: {error}", file.display()));
    let name = file.to_string_lossy().to_lowercase();
    let is_text = name.ends_with(".txt") || name.ends_with(".md");
    match error {
        ImportError::NoColumn { .. } if is_text => failure.hint(
            "to have questions drawn from a text, use {suraq}add; a test needs lettered options below its questions",
        ),
        ImportError::NoColumn { field, .. } => failure.hint(format!(
            "say which column holds it: --column NAME={field}; or --no-header where there are no names"
        )),
        ImportError::NotText { .. } => failure.hint("save the file as UTF-8 and import it again"),
        ImportError::OpenQuote { .. } => failure.hint("close the quote in that line, or take it out"),
        ImportError::NoDecks => failure.hint("a file that {suraq}export json wrote can be read back"),
        ImportError::NewerFormat { .. } => failure.hint("use a newer suraq for this file"),
        ImportError::TwoColumns { .. } => failure.hint("rename one of the two columns"),
        _ => failure.hint("see how tables are read with {suraq}help import"),
    }
}
