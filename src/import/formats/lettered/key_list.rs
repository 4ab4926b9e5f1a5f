//! The list of all answers, before the questions or behind them: `Key: 1-B, 2-C`.

use super::answer;
use super::question::numbered;

/// Words before the list of all answers.
const KEY: [&str; 10] = [
    "answers",
    "key",
    "answer key",
    "keys",
    "ответы",
    "ключ",
    "ключи",
    "жауаптар",
    "жауап кілті",
    "кілт",
];

/// What follows the word that begins the list of answers.
pub(super) fn key_list(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(':').unwrap_or((line, ""));
    // `Key: B` below a question is its answer.
    let is_list = is_list_word(line) && rest.trim().chars().count() != 1;
    let is_row = line.contains(':') && answer::named(line).is_some_and(answer::is_row);
    (is_list || is_row).then_some(rest)
}

/// Whether what stands before the colon begins a list of answers.
pub(super) fn is_list_word(line: &str) -> bool {
    let word = line.split_once(':').map_or(line, |(word, _)| word);
    KEY.contains(&word.trim().to_lowercase().as_str())
}

/// Numbers with letters: `1. B`, `2-C`, `3 D, 4 A`, `1b2c`.
pub(super) fn pairs(line: &str) -> Vec<(usize, char)> {
    let mut pairs = Vec::new();
    let mut number = String::new();
    for sign in line.chars() {
        if sign.is_ascii_digit() {
            number.push(sign);
        } else if sign.is_alphabetic() {
            if let Ok(known) = number.parse() {
                pairs.push((known, sign));
            }
            number.clear();
        }
    }
    pairs
}

/// Whether a line of the list has nothing but keys: `1. B 2. C`, `1) b; 2) c`, `C A`, `CA`, `3. B) the words of it`.
/// Numbers alone may head a table of keys; `1. 2 + 2 = ?` is a question.
pub(super) fn holds_keys(line: &str) -> bool {
    let mut words = line.split(|sign: char| !sign.is_alphabetic());
    let (number, text) = numbered(line);
    let is_numbered = number.is_some();
    let is_task = is_numbered
        && (text.contains('=')
            || text.contains(|sign: char| sign.is_ascii_digit()) && !text.contains(char::is_alphabetic));
    let are_letters =
        words.all(|word| word.chars().count() < 2) && !is_task && !line.contains(['+', '?', '×', '√']);
    let names_option = || is_numbered && answer::with_text(text).is_some();
    are_letters || answer::is_row(line) || names_option()
}
