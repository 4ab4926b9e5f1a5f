//! Lines that name the right answer of the question above them: `Answer: B`, `Ответ - б`, `Дұрыс жауап а`.

use crate::decks::same_option;

use super::lettering::Lettering;
use super::script::Script;
use super::script::is_foreign;

/// Words before the right answer.
const WORDS: [&str; 37] = [
    "answer",
    "answers",
    "correct answer",
    "correct answers",
    "correct option",
    "right answer",
    "right answers",
    "the answer",
    "the correct answer",
    "the right answer",
    "key",
    "keys",
    "answer key",
    "ответ",
    "ответы",
    "ключ",
    "ключи",
    "правильный ответ",
    "правильные ответы",
    "верный ответ",
    "верные ответы",
    "правильный вариант",
    "жауап",
    "жауабы",
    "жауаптар",
    "жауаптары",
    "дұрыс жауап",
    "дұрыс жауабы",
    "дұрыс жауаптар",
    "дұрыс жауаптары",
    "дұрыс нұсқа",
    "жауап кілті",
    "кілт",
    "кілті",
    "кілттер",
    "кілттері",
    "верный вариант",
];

/// Returns what a line names as the answer: what stands behind the word and a colon, a dash or, before a lone
/// letter, nothing. It is empty where the answer stands in the next line.
pub fn named(line: &str) -> Option<&str> {
    let rest = after_word(line)?;
    let bare = rest.trim_start();
    let named = match bare.strip_prefix([':', '=']) {
        Some(named) => named.trim(),
        None => match bare.strip_prefix(['-', '–', '—']) {
            // `Key-word` is a word.
            Some(named) if bare.len() < rest.len() || lone_letter(named).is_some() => named.trim(),
            Some(_) => return None,
            None if bare.is_empty() || lone_letter(bare).is_some() => bare,
            None => return None,
        },
    };
    Some(named)
}

/// Whether a line begins with a word that an answer is named with, whatever follows.
pub fn begins(line: &str) -> bool {
    after_word(line).is_some()
}

/// Cuts off an answer that stands in one line behind the options: `A) one B) two Answer: B`.
pub fn cut_off(line: &str) -> (&str, Option<&str>) {
    let spaces = line.match_indices(char::is_whitespace);
    let cuts = spaces.map(|(at, space)| (&line[..at], &line[at + space.len()..]));
    let mut named_here = cuts.filter_map(|(before, rest)| {
        let is_told = rest.contains([':', '-', '–', '—']);
        let letter = named(rest).filter(|named| is_told && lone_letter(named).is_some())?;
        Some((before.trim_end(), Some(letter)))
    });
    named_here.next().unwrap_or((line, None))
}

/// Cuts off an answer that stands behind a question in its line: `Who? Answer: B`, `Who is it (Answer: B)`.
pub fn cut_off_question(line: &str) -> Option<(&str, &str)> {
    let opens = |sign: char| sign.is_whitespace() || sign == '(' || sign == '[';
    let mut cuts = line.match_indices(opens);
    cuts.find_map(|(at, sign)| {
        let before = line[..at].trim_end();
        let is_bracketed = !sign.starts_with(char::is_whitespace) && line.ends_with([')', ']']);
        let ends = before.ends_with(['?', '.', '!', ':', '…', '_', ')', '»', '"']);
        let rest = &line[at + sign.len()..];
        let is_told = rest.contains([':', '-', '–', '—']) && (is_bracketed || ends);
        let letter = named(rest).filter(|named| is_told && lone_letter(named).is_some())?;
        before.contains(char::is_alphabetic).then_some((before, letter))
    })
}

/// Whether letters alone stand there, several in capitals: `ACBDA`, `A C B`.
pub fn is_row(named: &str) -> bool {
    named.chars().count() > 1
        && named.chars().all(|sign| sign.is_alphabetic() || sign == ' ')
        && named == named.to_uppercase()
}

/// Returns the letter of `b`, `B.`, `(b)` and `«B»`, or the digit, where nothing else is there.
pub fn lone_letter(text: &str) -> Option<char> {
    let is_sign = |sign: char| sign.is_whitespace() || ".,;()[]«»\"'".contains(sign);
    let mut letters = text.trim_matches(is_sign).chars();
    let letter = letters.next().filter(|letter| letter.is_alphanumeric())?;
    letters.next().is_none().then_some(letter)
}

/// Whether the words of an option stand there.
pub fn is_text_of_one(named: &str, options: &[Lettering]) -> bool {
    options.iter().any(|option| same_option(&option.text, named))
}

/// Returns which option is named, from 0.
///
/// Errors: none is, or several are; what was found and what is expected.
pub fn meant(named: &str, options: &[Lettering], script: Script) -> Result<usize, String> {
    let place_of_text = |text: &str| {
        let plain = text.trim_end_matches(['.', ';']);
        let is_same = |option: &Lettering| same_option(option.text.trim_end_matches(['.', ';']), plain);
        options.iter().position(is_same)
    };
    if let Some(letter) = lone_letter(named) {
        return script
            .place(letter, options)
            .ok_or_else(|| not_among(named, letter, options));
    }
    if let Some(place) = place_of_text(named) {
        return Ok(place);
    }
    // `B) 2` are the letter and the words of an option, though both are one sign.
    if let Some((letter, text)) = with_text(named)
        && let Some(place) = script.place(letter, options)
        && place_of_text(text) == Some(place)
    {
        return Ok(place);
    }
    let parts = named.split(|sign: char| sign.is_whitespace() || ",;/&+".contains(sign));
    let words = parts.filter(|part| !part.is_empty() && !["and", "и", "және"].contains(part));
    let letters: Option<Vec<char>> = words.map(lone_letter).collect();
    let are_options = |row: &str| {
        let mut letters = row.chars().filter(|sign| sign.is_alphabetic());
        letters.all(|letter| script.place(letter, options).is_some())
    };
    let are_several = letters.is_some_and(|letters| letters.len() > 1)
        || is_row(named) && are_options(named)
        || with_text(named)
            .is_some_and(|(_, text)| lone_letter(text).is_some() && place_of_text(text).is_none());
    if are_several {
        return Err(format!(
            "`{named}` are two right answers, where one is expected, as in `Answer: B`"
        ));
    }
    if named.is_empty() {
        return Err("the answer names no letter; it is expected as in `Answer: B`".to_owned());
    }
    let (letter, text) = with_text(named).ok_or_else(|| not_understood(named))?;
    let place = script
        .place(letter, options)
        .ok_or_else(|| not_understood(named))?;
    match place_of_text(text) {
        Some(other) if other != place => Err(format!(
            "the answer names `{letter}`, but its words are those of `{}`",
            options[other].letter
        )),
        _ => Ok(place),
    }
}

/// Says that a line or what it names is no answer that can be read.
pub fn not_understood(named: &str) -> String {
    format!(
        "`{named}` is not understood as its answer; the letter of an option is expected, as in `Answer: B`"
    )
}

/// Says that a letter of the key is none of the options, or that nobody knows which one it stands for.
pub fn not_among(named: &str, letter: char, options: &[Lettering]) -> String {
    match is_foreign(letter, options) {
        true => format!(
            "the answer `{named}` is of another alphabet than its options, and the key does not tell which one it \
             stands for; write the letter that the option has"
        ),
        false => format!("the answer `{named}` is none of its options"),
    }
}

/// Returns the letter and the words of `b) two`, `B. two`, `B - two` and `B)two`.
pub fn with_text(named: &str) -> Option<(char, &str)> {
    let named = named.trim_start_matches('(');
    let mut letters = named.chars();
    let letter = letters.next().filter(|letter| letter.is_alphanumeric())?;
    let rest = letters.as_str().trim_start();
    let text = rest.strip_prefix(['.', ')', ':', '-', '–', '—'])?;
    let is_close = rest.starts_with(')') && letter.is_alphabetic() && !text.is_empty();
    (is_close || text.starts_with(char::is_whitespace)).then(|| (letter, text.trim()))
}

/// What follows the longest of the words that a line begins with.
fn after_word(line: &str) -> Option<&str> {
    let after = |word: &&str| {
        let mut rest = line.trim_start().chars();
        for letter in word.chars() {
            let is_next = rest.next()?.to_lowercase().eq([letter]);
            is_next.then_some(())?;
        }
        let rest = rest.as_str();
        (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
    };
    WORDS.iter().filter_map(after).min_by_key(|rest| rest.len())
}
