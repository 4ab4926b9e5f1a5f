//! The lines of a typed test, from the paragraphs of its file: titles go, and what belongs together stays together.

use super::emphasis::plain;
use crate::text::BlockKind;

/// Signs of the right option, which may stand before its letter.
pub(super) const TICKS: [char; 4] = ['*', '✓', '✔', '✅'];

/// A to E as they are typed on a Cyrillic keyboard.
const LATIN_IN_CYRILLIC: &str = "авсде";

/// Writes paragraphs one below another, with a gap between them.
///
/// A heading is left out where it is only a title. It stays where `is_told` says that it names answers, where it is
/// numbered, and where it is a question or an option itself. No gap is left between the paragraphs of one option.
pub(super) fn lines(texts: &[(BlockKind, &str)], is_told: fn(&str) -> bool) -> String {
    let plain: Vec<String> = texts.iter().map(|(_, text)| plain(text)).collect();
    let kinds = texts.iter().map(|(kind, _)| *kind);
    let parts: Vec<(BlockKind, &str)> = kinds.zip(plain.iter().map(String::as_str)).collect();
    let parts = parts.as_slice();
    let going_on = going_on(parts, is_told);
    let goes_on = |at: usize| going_on.get(at).copied().unwrap_or(false);
    let mut lines = String::new();
    let mut last = None;
    for (at, (kind, text)) in parts.iter().enumerate() {
        let is_next = first_letter(text).is_some_and(|letter| last.is_some_and(|last| follows(letter, last)));
        if *kind != BlockKind::Heading || is_next || is_kept(text, &parts[at + 1..], is_told) {
            lines.push_str(texts[at].1);
            lines.push_str(match goes_on(at) || goes_on(at + 1) {
                true => "\n",
                false => "\n\n",
            });
        }
        last = last_letter(text);
    }
    lines
}

/// Which paragraphs go on with the option above them: the option that follows its letter stands below.
fn going_on(parts: &[(BlockKind, &str)], is_told: fn(&str) -> bool) -> Vec<bool> {
    let mut going_on = vec![false; parts.len()];
    let mut last: Option<char> = None;
    let mut waiting = Vec::new();
    for (at, (kind, text)) in parts.iter().enumerate() {
        let letter = first_letter(text);
        if *kind == BlockKind::Paragraph && letter.is_none() && last_letter(text).is_none() {
            match is_numbered(text) || is_told(text) {
                true => last = None,
                false => waiting.push(at),
            }
            continue;
        }
        if letter.is_some_and(|letter| last.is_some_and(|last| follows(letter, last))) {
            waiting.iter().for_each(|at| going_on[*at] = true);
        }
        waiting.clear();
        last = last_letter(text);
    }
    going_on
}

/// Whether a heading is more than a title.
fn is_kept(heading: &str, below: &[(BlockKind, &str)], is_told: fn(&str) -> bool) -> bool {
    let has_options = below
        .first()
        .is_some_and(|(_, text)| first_letter(text).is_some());
    let own = || is_numbered(heading) || heading.lines().any(is_told) || last_letter(heading).is_some();
    has_options || own() || asks(heading) && is_answered(below, is_told)
}

/// Whether options stand below a heading that asks, before another question.
fn is_answered(below: &[(BlockKind, &str)], is_told: fn(&str) -> bool) -> bool {
    for (kind, text) in below {
        if last_letter(text).is_some() || text.starts_with(TICKS) {
            return !is_numbered(text);
        }
        if *kind == BlockKind::Heading || is_numbered(text) || is_told(text) || asks(text) {
            return false;
        }
    }
    false
}

/// Whether a text ends as a question does, or has a gap to be filled.
pub(super) fn asks(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['?', ':', '…']) || text.ends_with("...") || text.contains("__")
}

/// Whether a number with its full stop or bracket stands in front.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let behind = rest.strip_prefix(['.', ')']);
    rest.len() < text.len() && behind.is_some_and(|behind| behind.starts_with(char::is_whitespace))
}

/// The small letter of the option that a text begins with.
fn first_letter(text: &str) -> Option<char> {
    let bare = text.trim_start().trim_start_matches(TICKS).trim_start();
    let mut letters = bare.trim_start_matches('(').chars();
    let letter = letters.next().filter(|letter| letter.is_alphabetic())?;
    let rest = letters.as_str().strip_prefix(['.', ')'])?;
    let is_letter = rest.starts_with(char::is_whitespace);
    is_letter.then(|| letter.to_lowercase().next()).flatten()
}

/// The letter of the last option among the lines of a text.
fn last_letter(text: &str) -> Option<char> {
    text.lines().rev().find_map(first_letter)
}

fn follows(letter: char, before: char) -> bool {
    let is_next = |pair: (char, char)| pair == (before, letter);
    let mut by_look = LATIN_IN_CYRILLIC.chars().zip(LATIN_IN_CYRILLIC.chars().skip(1));
    u32::from(letter) == u32::from(before) + 1 || by_look.any(is_next)
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::text::BlockKind::{Heading, ListItem, Paragraph};

    fn is_told(line: &str) -> bool {
        line == "Answers"
    }

    #[test]
    fn titles_go_and_headings_of_the_test_stay() {
        let shown = lines(
            &[
                (Heading, "Lakes"),
                (Heading, "1. Which is deep?"),
                (Paragraph, "A) Oron"),
                (Heading, "B) Velk"),
                (Heading, "Rivers"),
                (Paragraph, "Which is long?"),
                (Paragraph, "A) Irt"),
                (Heading, "Who came?"),
                (Paragraph, "Choose one."),
                (Paragraph, "A) Ann"),
                (Heading, "What is a lake?"),
                (Paragraph, "2. Which is old?"),
                (Paragraph, "A) Sary"),
                (Heading, "Answers"),
                (Paragraph, "1. B"),
            ],
            is_told,
        );
        assert_eq!(
            shown.split("\n\n").collect::<Vec<_>>(),
            [
                "1. Which is deep?",
                "A) Oron",
                "B) Velk",
                "Which is long?",
                "A) Irt",
                "Who came?",
                "Choose one.",
                "A) Ann",
                "2. Which is old?",
                "A) Sary",
                "Answers",
                "1. B",
                ""
            ]
        );
    }

    #[test]
    fn an_option_of_two_paragraphs_is_one() {
        let shown = lines(
            &[
                (ListItem, "1. Which?"),
                (Paragraph, "Choose one."),
                (ListItem, "a) Oron"),
                (Paragraph, "in the north"),
                (ListItem, "b) Velk"),
                (Paragraph, "Take a pencil."),
                (ListItem, "2. Who?"),
                (ListItem, "a) Ann"),
                (Paragraph, "Answers"),
                (ListItem, "b) Bo"),
            ],
            is_told,
        );
        assert_eq!(
            shown,
            "1. Which?\n\nChoose one.\n\na) Oron\nin the north\nb) Velk\n\nTake a pencil.\n\n2. Who?\n\n\
             a) Ann\n\nAnswers\n\nb) Bo\n\n"
        );
    }
}
