//! The list of all answers, before the questions or behind them: `Key: 1-B, 2-C`.

use super::answer;
use super::pairs::Pair;
use super::pairs::are_several;
use super::pairs::is_joining;
use super::pairs::pairs_where;
use super::question::numbered;

/// Words of which the heading of the list has one.
const HEADS: [&str; 16] = [
    "үлгісі",
    "үлгілері",
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
const BESIDE: [&str; 33] = [
    "код",
    "коды",
    "правильного",
    "ответа",
    "верных",
    "таблица",
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
        _ if is_list || is_row => Some(rest),
        _ => behind_words(line),
    }
}

/// What follows the words of a heading that has no colon: `Ответы 1-A 2-B`, `Ключ. ACBD`.
fn behind_words(line: &str) -> Option<&str> {
    let is_sign = |sign: char| !sign.is_alphanumeric();
    let mut rest = line.trim_start_matches(is_sign);
    while let Some(end) = rest.find(is_sign).filter(|end| is_of_heading(&rest[..*end])) {
        rest = rest[end..].trim_start_matches(is_sign);
    }
    let heading = &line[..line.len() - rest.len()];
    let are_keys = are_letters(rest) && !pairs(rest).is_empty() || answer::is_row(rest);
    (is_list_word(heading) && are_keys).then_some(rest)
}

/// Whether what stands before the colon begins a list of answers.
pub(super) fn is_list_word(line: &str) -> bool {
    let heading = line.split_once(':').map_or(line, |(heading, _)| heading);
    let words = heading.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.iter().any(|word| HEADS.contains(&word.as_str())) && words.iter().all(|word| is_of_heading(word))
}

fn is_of_heading(word: &str) -> bool {
    let word = word.to_lowercase();
    HEADS.contains(&word.as_str()) || BESIDE.contains(&word.as_str())
}

/// What follows the word of an answer, where the line below goes on with the list of all: `Жауабы:` or `Жауабы: 1. B`,
/// and below it `2. C`.
pub(super) fn headed<'a>(line: &'a str, below: &str) -> Option<&'a str> {
    let is_key = |text: &str| {
        text.starts_with(|sign: char| sign.is_ascii_digit()) && !pairs(text).is_empty() && are_letters(text)
    };
    answer::named(line).filter(|named| (named.is_empty() || is_key(named)) && is_key(below))
}

/// Cells of a table that head the numbers of questions.
const NUMBER_HEADS: [&str; 9] = ["№", "№№", "n", "no", "nr", "question", "вопрос", "сұрақ", "номер"];

/// The keys of a table of two rows with their heads, parted by tabs: `№ 1 2 3` and below it `Ответ A C B`.
pub(super) fn rows(line: &str, below: &str) -> Option<Vec<Pair>> {
    let (numbers, letters) = (cells(line), cells(below));
    let ([head, numbers @ ..], [word, letters @ ..]) = (&numbers[..], &letters[..]) else {
        return None;
    };
    match is_number_head(head) && is_letter_head(word) {
        true => row_pairs(numbers, letters),
        false => None,
    }
}

/// The keys of lines that hold nothing else: pairs, rows of numbers with letters below them, and heads of either.
pub(super) fn bare_keys(lines: &[&str]) -> Option<Vec<Pair>> {
    let lines: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    let mut found = Vec::new();
    let mut rest = &lines[..];
    // `№ Жауап` above keys that stand below one another.
    if let [first, below @ ..] = rest
        && let [number, letter] = &cells(first)[..]
        && is_number_head(number)
        && is_letter_head(letter)
    {
        rest = below;
    }
    while let [line, below @ ..] = rest {
        if let [letters, after @ ..] = below
            && let Some(pairs) = rows(line, letters).or_else(|| row_pairs(&cells(line), &cells(letters)))
        {
            found.extend(pairs);
            rest = after;
            continue;
        }
        let pairs = if holds_keys(line) { pairs(line) } else { Vec::new() };
        if pairs.is_empty() {
            return None;
        }
        found.extend(pairs);
        rest = below;
    }
    Some(found)
}

fn is_number_head(cell: &str) -> bool {
    NUMBER_HEADS.contains(&cell.trim_end_matches(['.', ':']).to_lowercase().as_str())
}

fn is_letter_head(cell: &str) -> bool {
    is_list_word(cell) || answer::begins(cell)
}

/// The cells of a row: what tabs or bars part, else what blanks do.
fn cells(line: &str) -> Vec<&str> {
    let cells: Vec<&str> = match line.contains(['\t', '|']) {
        true => line.split(['\t', '|']).collect(),
        false => line.split_whitespace().collect(),
    };
    let cells = cells.into_iter().map(str::trim);
    cells.filter(|cell| !cell.is_empty()).collect()
}

/// Numbers with as many letters below them.
fn row_pairs(numbers: &[&str], letters: &[&str]) -> Option<Vec<Pair>> {
    let pair = |(number, letter): (&&str, &&str)| {
        let letter = answer::lone_letter(letter).filter(|letter| letter.is_alphabetic())?;
        Some((number.trim_end_matches('.').parse().ok()?, vec![letter]))
    };
    let pairs: Option<Vec<Pair>> = numbers.iter().zip(letters).map(pair).collect();
    pairs.filter(|pairs| pairs.len() > 1 && numbers.len() == letters.len())
}

/// Numbers with letters: `1. B`, `2-C`, `3 D, 4 A`, `1b2c`; several letters where several are named: `2. A, C`.
pub(super) fn pairs(line: &str) -> Vec<Pair> {
    pairs_where(line, |_| true)
}

/// Numbers with numbers, `1-2, 2-3`, where nothing else is there: options may be numbered as well.
pub(super) fn number_pairs(line: &str) -> Vec<Pair> {
    let words = line.split(|sign: char| sign.is_whitespace() || [',', ';'].contains(&sign));
    let pair = |word: &str| {
        let (number, option) = word
            .trim_end_matches('.')
            .split_once(['-', '–', '—', '.', ':', '='])?;
        let mut option = option.trim_end_matches(')').chars();
        let digit = option.next().filter(char::is_ascii_digit)?;
        let number = number.parse().ok()?;
        option.next().is_none().then_some((number, vec![digit]))
    };
    let pairs: Option<Vec<Pair>> = words.filter(|word| !word.is_empty()).map(pair).collect();
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
    words.all(|word| word.chars().count() < 2 || is_joining(word) || are_several(word))
        && !line.contains(['+', '?', '×', '√'])
}
