//! Which answers are typed rather than revealed.

use unicode_segmentation::UnicodeSegmentation;

use super::media::is_marked;

/// Answers of at most so many letters are short enough to type. Ours, may be tuned.
const LETTERS: usize = 24;

/// Answers of at most so many words are short enough to type. Ours, may be tuned.
const WORDS: usize = 3;

/// Whether an answer is short enough to type. One with a picture or sound in it cannot be typed at all.
///
/// ```
/// use suraq::items::typing::is_short;
///
/// assert!(is_short("Lake Sary") && !is_short("") && !is_short("[image: flag.png]"));
/// ```
pub fn is_short(answer: &str) -> bool {
    let words = answer.split_whitespace().count();
    (1..=WORDS).contains(&words) && letters(answer) <= LETTERS && !is_marked(answer)
}

/// Returns an answer without what explains it in brackets at its end and need not be typed.
///
/// ```
/// use suraq::items::typing::without_brackets;
///
/// assert_eq!(without_brackets("people (of a country)"), "people");
/// assert_eq!(without_brackets("(no) people"), "(no) people");
/// ```
pub fn without_brackets(answer: &str) -> &str {
    let plain = answer
        .trim_end()
        .strip_suffix(')')
        .and_then(|text| text.split_once(" ("));
    plain.map_or(answer, |(plain, _)| plain)
}

/// Returns how many letters and digits an answer has.
pub fn letters(answer: &str) -> usize {
    answer
        .graphemes(true)
        .filter(|grapheme| grapheme.chars().any(char::is_alphanumeric))
        .count()
}
