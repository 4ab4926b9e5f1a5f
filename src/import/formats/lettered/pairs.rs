//! Numbers and the letters behind them: `1. B 2-C`, and several for one number, `2. A, C`.

use super::lettering::KAZAKH;
use super::lettering::LATIN;
use super::lettering::LATIN_IN_CYRILLIC;
use super::lettering::RUSSIAN;

/// The number of a question and the letters behind it: more than one where several are named.
pub(super) type Pair = (usize, Vec<char>);

/// So many letters without a space between them may be right at once.
const TOGETHER: usize = 4;

/// Words between two letters that are both right.
const JOINING: [&str; 7] = ["and", "or", "и", "или", "және", "немесе", "не"];

/// Signs between two letters that are both right.
const LISTING: [char; 6] = [',', ';', '/', '&', '+', '|'];

/// A number or a word, and what stands before it.
#[derive(Clone, Copy)]
struct Part<'a> {
    before: &'a str,
    text: &'a str,
}

impl Part<'_> {
    fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    fn lone(&self) -> Option<char> {
        let mut letters = self.text.chars();
        let letter = letters.next().filter(|letter| letter.is_alphabetic())?;
        letters.next().is_none().then_some(letter)
    }

    fn is_apart(&self) -> bool {
        self.before.contains(LISTING)
    }
}

/// What follows the letters of a pair.
pub(super) enum Behind {
    Nothing,
    /// A word with only a blank before it: `3 a day`.
    Word,
}

/// The pairs of a line, of which each is taken where `is_taken` says so of what follows it.
pub(super) fn pairs_where(line: &str, is_taken: impl Fn(Behind) -> bool) -> Vec<Pair> {
    let parts = parts(line);
    let mut pairs = Vec::new();
    for at in 0..parts.len() {
        let Ok(number) = parts[at].text.parse::<usize>() else {
            continue;
        };
        if let Some(first) = at.checked_sub(1).and_then(|before| range(&parts[before..])) {
            pairs.extend(first);
            continue;
        }
        let (letters, end) = letters(&parts[at + 1..]);
        let goes_on = parts
            .get(at + 1 + end)
            .is_some_and(|next| next.is_word() && next.before.trim().is_empty());
        let behind = if goes_on { Behind::Word } else { Behind::Nothing };
        if !letters.is_empty() && is_taken(behind) {
            pairs.push((number, letters));
        }
    }
    pairs
}

/// Whether a word stands between letters that are both right.
pub(super) fn is_joining(word: &str) -> bool {
    JOINING.contains(&word.to_lowercase().as_str())
}

/// Whether a word is several letters of options in their order: `AC`.
pub(super) fn are_several(word: &str) -> bool {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let is_in_order = |alphabet: &&str| {
        let place = |letter: &char| alphabet.chars().position(|known| known == *letter);
        let places: Option<Vec<usize>> = letters.iter().map(place).collect();
        places.is_some_and(|places| places.windows(2).all(|pair| pair[0] < pair[1]) && places[0] < TOGETHER)
    };
    (2..=TOGETHER).contains(&letters.len())
        && word.chars().all(char::is_uppercase)
        && [LATIN, RUSSIAN, KAZAKH, LATIN_IN_CYRILLIC]
            .iter()
            .any(is_in_order)
}

/// The keys of a row with the numbers of its ends, `1-5 ABCDA`; none where it has more or fewer letters.
fn range(parts: &[Part]) -> Option<Vec<Pair>> {
    let [first, last, row, ..] = parts else {
        return None;
    };
    let (first, end): (usize, usize) = (first.text.parse().ok()?, last.text.parse().ok()?);
    let is_range = ["-", "–", "—"].contains(&last.before.trim()) && first < end;
    let letters: Vec<char> = row.text.chars().filter(|letter| letter.is_uppercase()).collect();
    let is_row = letters.len() > 1 && letters.len() == row.text.chars().count();
    let fits = letters.len() == end.saturating_sub(first) + 1;
    let pairs = (first..=end).zip(letters.into_iter().map(|letter| vec![letter]));
    (is_range && is_row).then(|| pairs.filter(|_| fits).collect())
}

/// The letters that the parts behind a number begin with, and how many parts they are.
fn letters(parts: &[Part]) -> (Vec<char>, usize) {
    let Some(first) = parts.first() else {
        return (Vec::new(), 0);
    };
    let mut letters = match first.lone() {
        Some(letter) => vec![letter],
        None if are_several(first.text) => first.text.chars().collect(),
        None => return (Vec::new(), 0),
    };
    let (mut end, mut at, mut is_joined) = (1, 1, false);
    while let Some(part) = parts.get(at) {
        if is_joining(part.text) {
            is_joined = true;
        } else {
            let next = parts.get(at + 1);
            let is_text = next
                .is_some_and(|next| next.is_word() && next.lone().is_none() && !next.is_apart())
                && !next.is_some_and(|next| is_joining(next.text));
            // `3. B) a`: behind a bracket stand the words of the option.
            let is_listed = is_joined || part.is_apart() || !part.before.contains([')', ':']);
            let Some(letter) = part.lone().filter(|_| is_listed && !is_text) else {
                break;
            };
            letters.push(letter);
            end = at + 1;
            is_joined = false;
        }
        at += 1;
    }
    (letters, end)
}

/// The numbers and words of a line.
fn parts(line: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let is_digit = |sign: char| sign.is_ascii_digit();
        let is_number = from.starts_with(is_digit);
        let is_end = |sign: char| is_digit(sign) != is_number || !is_part(sign);
        let (text, behind) = from.split_at(from.find(is_end).unwrap_or(from.len()));
        parts.push(Part { before, text });
        rest = behind;
    }
    parts
}

fn is_part(sign: char) -> bool {
    sign.is_ascii_digit() || sign.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::super::key_list::pairs;

    /// Each pair as `2AC`.
    fn shown(line: &str) -> String {
        let shown = pairs(line).into_iter().map(|(number, letters)| {
            let letters: String = letters.into_iter().collect();
            format!("{number}{letters}")
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_letter_behind_a_number_is_its_key() {
        for line in [
            "1. B 2. C",
            "1-B, 2-C",
            "1b2c",
            "1) B; 2) C",
            "1 | B | 2 | C",
            "№1: B 2 (C)",
        ] {
            assert_eq!(shown(line).to_uppercase(), "1B 2C", "{line}");
        }
        assert_eq!(shown("3. B) the words of it"), "3B");
        assert_eq!(shown("3. B) a"), "3B");
        assert_eq!(shown("3. B) А. Байтурсынов"), "3B");
        assert_eq!(shown("3. B, А. Байтурсынов"), "3B");
        assert_eq!(shown("Вариант 1: 2-а"), "2а");
        assert_eq!(shown("1 вариант"), "");
        assert_eq!(shown("1. ДА"), "");
    }

    #[test]
    fn several_letters_behind_a_number_are_all_named() {
        for line in [
            "2. A, C",
            "2-A;C",
            "2A,C",
            "2A и C",
            "2A және C",
            "2AC",
            "2) A/C",
            "2 A C",
            "2. A), C)",
            "2. A + C",
            "2. A. C",
        ] {
            assert_eq!(shown(line), "2AC", "{line}");
        }
        assert_eq!(shown("1-A; 2-A, C; 3-B"), "1A 2AC 3B");
        assert_eq!(shown("1A, 2A и C, 3B"), "1A 2AC 3B");
    }

    #[test]
    fn a_row_may_have_the_numbers_of_its_ends() {
        assert_eq!(shown("1-5 ABCDA"), "1A 2B 3C 4D 5A");
        assert_eq!(shown("1–3: ABC; 4–5: AB"), "1A 2B 3C 4A 5B");
        assert_eq!(shown("1-5 ABCD"), "");
    }
}
