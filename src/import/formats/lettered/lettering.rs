//! Options with their letters, and where they begin in a line: `Which? A) one *B) two`.

use super::close::across;
use super::types::Look;

/// Letters of options, in their order, in each alphabet.
pub(super) const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
pub(super) const RUSSIAN: &str = "абвгдежзиклмн";
pub(super) const KAZAKH: &str = "аәбвгғдежзий";
/// A to E on a Cyrillic keyboard, and the letters of Russian that Latin has as well.
pub(super) const LATIN_IN_CYRILLIC: &str = "авсде";
const RUSSIAN_IN_LATIN: &str = "aбbгдe";

/// Signs of the right option.
pub(super) const TICKS: [char; 4] = ['*', '✓', '✔', '✅'];

/// Another one, which stands in front alone: `C++` is no right option.
const PLUS: char = '+';

/// Signs that part options in one line.
const PARTS: [char; 4] = [';', ',', '|', '/'];

/// Cuts a line into the text before its options and the options: `Which? A) one B) two`.
///
/// A lone letter within a line is no option; two or more in their order are, where all have the same sign.
pub(super) fn split(line: &str) -> (&str, Vec<Lettering>) {
    let starts = starts(line);
    let (first, rest) = match starts.split_first() {
        Some((first, rest)) if first.0 == 0 || !rest.is_empty() => (first, rest),
        _ => return across(line).unwrap_or((line, Vec::new())),
    };
    let ends = rest.iter().map(|(start, _)| *start).chain([line.len()]);
    let spans = starts.iter().map(|(start, _)| *start).zip(ends);
    let options: Option<Vec<Lettering>> = spans.map(|(start, end)| option_of(&line[start..end])).collect();
    match options {
        Some(options) => (line[..first.0].trim_end(), unparted(options)),
        None => match option_of(line) {
            Some(option) => ("", vec![option]),
            None => (line, Vec::new()),
        },
    }
}

/// A text without the tick behind it, and whether there was one; it may stand before the sign that parts options:
/// `two ✓;`.
pub(super) fn without_tick(text: &str) -> (&str, bool) {
    let text = text.trim();
    let bare =
        text.trim_end_matches(|sign: char| PARTS.contains(&sign) || sign == '.' || sign.is_whitespace());
    let plain = bare.trim_end_matches(TICKS).trim_end();
    match plain.len() < bare.trim_end().len() {
        true => (plain, true),
        false => (text, false),
    }
}

/// Takes off the signs between options in one line: `A) one | B) two | C) three`.
fn unparted(mut options: Vec<Lettering>) -> Vec<Lettering> {
    let Some((_, parted)) = options.split_last_mut() else {
        return options;
    };
    // Semicolons are taken off where all options of a question are known.
    for part in PARTS.into_iter().filter(|part| *part != ';') {
        let is_parted = |option: &Lettering| option.text.ends_with(part);
        if !parted.is_empty() && parted.iter().all(|option| is_parted(option) || option.is_ticked) {
            for option in parted
                .iter_mut()
                .filter(|option| option.text.len() > part.len_utf8())
            {
                option.text = option.text.trim_end_matches(part).trim_end().to_owned();
            }
        }
    }
    options
}

/// Where options begin in a line, and their letters: the first at the front, or an A further on, and then one
/// after another.
fn starts(line: &str) -> Vec<(usize, Lettering)> {
    let mut starts: Vec<(usize, Lettering)> = Vec::new();
    let mut after_space = true;
    for (at, sign) in line.char_indices() {
        // A tick or plus with a space behind it belongs to the option before.
        let after_tick = line[at..]
            .strip_prefix(TICKS)
            .or_else(|| line[at..].strip_prefix(PLUS));
        let closes = !starts.is_empty() && after_tick.is_some_and(|rest| rest.starts_with(' '));
        let may_begin = after_space && !closes && !sign.is_whitespace();
        after_space = sign.is_whitespace() || sign == '|' || sign == ';';
        let Some(option) = may_begin.then(|| option_of(&line[at..])).flatten() else {
            continue;
        };
        let fits = match starts.last() {
            None => at == 0 || option.may_be(0),
            Some((_, last)) => option.sign == last.sign && follows(last, &option, &line[..at]),
        };
        if fits {
            starts.push((at, option));
        }
    }
    starts
}

/// Whether an option within a line is the next one. Letters of two alphabets are in one order only with a bracket
/// behind them: `XV в. до н.э.` and `у г. Алматы` are abbreviations, and so is `1465 г)`.
fn follows(last: &Lettering, option: &Lettering, before: &str) -> bool {
    let is_number = |word: &str| {
        word.chars()
            .all(|sign| sign.is_ascii_digit() || "IVXІХ".contains(sign))
    };
    let is_mixed = option.sign == ')' && !before.split_whitespace().next_back().is_some_and(is_number);
    match is_mixed {
        true => last.places.iter().any(|place| option.may_be(place + 1)),
        false => [LATIN, RUSSIAN, KAZAKH].iter().any(|alphabet| {
            let place = |letter| alphabet.chars().position(|known| known == letter);
            place(last.letter).is_some_and(|last| place(option.letter) == Some(last + 1))
        }),
    }
}

/// An option with its letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lettering {
    /// Its place in each alphabet that has it, from 0.
    pub places: Vec<usize>,
    pub letter: char,
    /// What stands behind the letter.
    pub sign: char,
    pub text: String,
    pub is_ticked: bool,
    /// How its text stands out.
    pub look: Look,
    /// The whole line, for when it is no option after all.
    pub line: String,
}

impl Lettering {
    /// `before` says whether a tick stands in front of the letter; one in front of the text or behind it is taken off.
    /// `None` without a text.
    pub fn new(
        places: Vec<usize>,
        letter: char,
        sign: char,
        before: bool,
        text: &str,
        line: &str,
    ) -> Option<Lettering> {
        let (plain, behind) = without_tick(text);
        let bare = plain.trim_start_matches(TICKS).trim_start();
        (!bare.is_empty()).then(|| Lettering {
            places,
            letter,
            sign,
            text: bare.to_owned(),
            is_ticked: before || behind || bare.len() < plain.len(),
            look: Look::default(),
            line: line.to_owned(),
        })
    }

    pub fn may_be(&self, place: usize) -> bool {
        self.places.contains(&place)
    }
}

/// `B) text`, `*b. text`, `+b) text`, `B)*text`, `(C) text`, `Б) текст`.
pub(super) fn option_of(line: &str) -> Option<Lettering> {
    let (before, rest) = ticked(line);
    let rest = rest.strip_prefix('(').unwrap_or(rest);
    let mut letters = rest.chars();
    let letter = letters.next()?.to_lowercase().next()?;
    let rest = letters.as_str();
    let text = rest.strip_prefix(['.', ')'])?;
    let sign = rest.chars().next()?;
    // `U.S. forces` is no option; `A)Berdi` is one, typed without a space.
    let is_close =
        sign == ')' && text.starts_with(|first: char| first.is_alphanumeric() || "«“\"*✓✔✅".contains(first));
    if !is_close && !text.starts_with([' ', '\t', '\u{a0}']) {
        return None;
    }
    let places = places_of(letter);
    match places.is_empty() {
        true => None,
        false => Lettering::new(places, letter, sign, before, text, line.trim()),
    }
}

/// Whether a tick stands in front, and what follows it.
pub(super) fn ticked(line: &str) -> (bool, &str) {
    let line = line.trim();
    match line.strip_prefix(TICKS).or_else(|| line.strip_prefix(PLUS)) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    }
}

/// The places of a small letter in the alphabets that have it, from 0.
pub(super) fn places_of(letter: char) -> Vec<usize> {
    let alphabets = [LATIN, RUSSIAN, KAZAKH, LATIN_IN_CYRILLIC, RUSSIAN_IN_LATIN];
    alphabets
        .into_iter()
        .filter_map(|alphabet| alphabet.chars().position(|known| known == letter))
        .collect()
}
