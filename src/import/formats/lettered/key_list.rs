//! The list of all answers, before the questions or behind them: `Key: 1-B, 2-C`.

use super::answer;
use super::question::numbered;

/// Words of which the heading of the list has one.
const HEADS: [&str; 14] = [
    "answers",
    "key",
    "keys",
    "ответы",
    "ответов",
    "ключ",
    "ключи",
    "жауаптар",
    "жауаптары",
    "жауаптарының",
    "кілт",
    "кілті",
    "кілттер",
    "кілттері",
];

/// Words that may stand beside them: `Дұрыс жауаптары`, `Ключ к тесту`, `The correct answers`.
const BESIDE: [&str; 27] = [
    "the",
    "answer",
    "correct",
    "right",
    "test",
    "quiz",
    "to",
    "for",
    "of",
    "правильные",
    "верные",
    "правильных",
    "эталоны",
    "эталон",
    "к",
    "на",
    "тест",
    "теста",
    "тесту",
    "тестам",
    "вопросы",
    "дұрыс",
    "жауап",
    "тестің",
    "тесттің",
    "тестінің",
    "сұрақтардың",
];

/// What follows the word that begins the list of answers.
pub(super) fn key_list(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(':').unwrap_or((line, ""));
    // `Key: B` below a question is its answer.
    let is_list = is_list_word(line) && rest.trim().chars().count() != 1;
    let named = answer::named(line);
    let is_row = line.contains(':') && named.is_some_and(answer::is_row);
    match named.filter(|named| pairs(named).len() > 1 && are_letters(named)) {
        // `Жауабы: 1-B, 2-C` is a list as well.
        Some(named) if !is_list => Some(named),
        _ => (is_list || is_row).then_some(rest),
    }
}

/// Whether what stands before the colon begins a list of answers.
pub(super) fn is_list_word(line: &str) -> bool {
    let heading = line.split_once(':').map_or(line, |(heading, _)| heading);
    let heading = heading.trim().trim_end_matches('.').to_lowercase();
    let words: Vec<&str> = heading.split_whitespace().collect();
    words.iter().any(|word| HEADS.contains(word))
        && words
            .iter()
            .all(|word| HEADS.contains(word) || BESIDE.contains(word))
}

/// What follows the word of an answer, where the line below goes on with the list of all: `Жауабы:` or `Жауабы: 1. B`,
/// and below it `2. C`.
pub(super) fn headed<'a>(line: &'a str, below: &str) -> Option<&'a str> {
    let is_key = |text: &str| {
        text.starts_with(|sign: char| sign.is_ascii_digit()) && !pairs(text).is_empty() && are_letters(text)
    };
    answer::named(line).filter(|named| (named.is_empty() || is_key(named)) && is_key(below))
}

/// Numbers with letters: `1. B`, `2-C`, `3 D, 4 A`, `1b2c`.
pub(super) fn pairs(line: &str) -> Vec<(usize, char)> {
    let mut pairs = Vec::new();
    let mut number = String::new();
    let mut before = ' ';
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        let previous = std::mem::replace(&mut before, sign);
        if sign.is_ascii_digit() {
            // `Вариант 1: 2-а`: the last number before the letter is its own.
            if !previous.is_ascii_digit() {
                number.clear();
            }
            number.push(sign);
        } else if sign.is_alphabetic() {
            // `1 вариант` is no key.
            let is_alone =
                !previous.is_alphabetic() && !signs.peek().is_some_and(|next| next.is_alphabetic());
            if let Some(known) = number.parse().ok().filter(|_| is_alone) {
                pairs.push((known, sign));
            }
            number.clear();
        }
    }
    pairs
}

/// Numbers with numbers, `1-2, 2-3`, where nothing else is there: options may be numbered as well.
pub(super) fn number_pairs(line: &str) -> Vec<(usize, char)> {
    let words = line.split(|sign: char| sign.is_whitespace() || [',', ';'].contains(&sign));
    let pair = |word: &str| {
        let (number, option) = word
            .trim_end_matches('.')
            .split_once(['-', '–', '—', '.', ':', '='])?;
        let mut option = option.trim_end_matches(')').chars();
        let digit = option.next().filter(char::is_ascii_digit)?;
        option.next().is_none().then_some((number.parse().ok()?, digit))
    };
    let pairs: Option<Vec<(usize, char)>> = words.filter(|word| !word.is_empty()).map(pair).collect();
    pairs.unwrap_or_default()
}

/// Whether a line of the list has nothing but keys: `1. B 2. C`, `1) b; 2) c`, `C A`, `CA`, `3. B) the words of it`.
/// Numbers alone may head a table of keys; `1. 2 + 2 = ?` is a question.
pub(super) fn holds_keys(line: &str) -> bool {
    let (number, text) = numbered(line);
    let is_numbered = number.is_some();
    let is_task = is_numbered
        && (text.contains('=')
            || text.contains(|sign: char| sign.is_ascii_digit()) && !text.contains(char::is_alphabetic));
    let names_option = || is_numbered && answer::with_text(text).is_some();
    are_letters(line) && !is_task || answer::is_row(line) || names_option()
}

/// Whether no word is among letters and numbers, and no sign of a sum or a question.
fn are_letters(line: &str) -> bool {
    let mut words = line.split(|sign: char| !sign.is_alphabetic());
    words.all(|word| word.chars().count() < 2) && !line.contains(['+', '?', '×', '√'])
}
