//! Dates, bylines and datelines: what a page says about itself.

use super::{PartialDate, Span};

#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
];
#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
    "wed", "thu", "fri", "sat", "sun",
];
/// Words beside a date on a line that holds nothing else.
#[rustfmt::skip]
const DATE_LINE_WORDS: &[&str] = &[
    "published", "posted", "updated", "last", "modified", "date", "on", "at", "am", "pm", "a", "p",
    "m", "gmt", "utc", "est", "edt", "cet", "the", "issued", "first", "time", "th", "st", "nd",
    "rd", "of", "release", "dated", "publication", "created", "z",
];
/// Longest line, in bytes, that is only a date or a byline.
const LONGEST_LINE: usize = 120;
/// Longest dateline, in bytes.
const LONGEST_DATELINE: usize = 90;

/// Returns the first date in `text`, at least a month of a year, and where it is.
pub fn find_date(text: &str) -> Option<(PartialDate, Span)> {
    let words: Vec<(usize, &str)> = words(text).collect();
    (0..words.len()).find_map(|index| date_at(text, &words[index..]))
}

/// Whether `line` holds a date and nothing of weight beside it; returns the date.
pub fn date_line(line: &str) -> Option<PartialDate> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let (date, span) = find_date(line)?;
    let beside = words(line)
        .filter(|(at, _)| *at < span.start || *at >= span.end)
        .filter(|(_, word)| {
            let lower = word.to_lowercase();
            !(DATE_LINE_WORDS.contains(&lower.as_str())
                || WEEKDAYS.contains(&lower.as_str())
                || lower.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .count();
    (beside == 0).then_some(date)
}

/// Whether `line` names who wrote the text: "By Dana Orman".
pub fn is_byline(line: &str) -> bool {
    if line.len() > LONGEST_LINE || line.ends_with(['.', '!', '?', ':', ';']) && !line.ends_with("Jr.") {
        return false;
    }
    let line = line.trim_start_matches(['•', '-', '–', '—', '|', ' ', '*', '_']);
    let Some(rest) = [
        "By ",
        "BY ",
        "by ",
        "Written by ",
        "Story by ",
        "Text by ",
        "Reported by ",
        "Author: ",
        "Authors: ",
        "Author ",
    ]
    .iter()
    .find_map(|opening| line.strip_prefix(opening)) else {
        return false;
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let capitals = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let first_fits = words
        .first()
        .is_some_and(|word| word.starts_with(char::is_uppercase) || *word == "the");
    first_fits && (1..=12).contains(&words.len()) && 2 * capitals >= words.len()
}

/// What stands before the first sentence of a report: "ASTANA, March 3 (Agency) — ".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Bytes up to the first word of the sentence.
    pub length: usize,
    /// Place as written, in ordinary capitals.
    pub place: String,
    /// Its date when it has a year.
    pub date: Option<PartialDate>,
}

/// Returns the dateline that `paragraph` opens with, if there is one.
///
/// A name and a dash are not enough, since a sentence may open so: the place
/// stands in capitals, or a date or an agency in brackets follows it.
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let mut limit = LONGEST_DATELINE.min(paragraph.len());
    while !paragraph.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &paragraph[..limit];
    let (dash, width) = [" — ", " – ", " - ", " -- ", "— ", "– "]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, dash.len())))
        .min()?;
    let opens_sentence = |c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '"' | '‘');
    if !paragraph[dash + width..].starts_with(opens_sentence) {
        return None;
    }
    let opening = head[..dash].trim();
    // "ORMAN (5 May 1802 – 6 June 1850)": the dash of a bracket.
    if opening.matches('(').count() != opening.matches(')').count() {
        return None;
    }
    let place_end = opening.find([',', '(', '.', '/']).unwrap_or(opening.len());
    let place = opening[..place_end].trim();
    let rest = opening[place_end..].trim_start_matches([',', '.', ' ', '/']);
    let capitals = place
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    let title_case = place
        .split([' ', '-'])
        .all(|word| word.starts_with(char::is_uppercase));
    let words = place.split_whitespace().count();
    if place.chars().count() < 3 || !(1..=3).contains(&words) || !(capitals || title_case) {
        return None;
    }
    let date = find_date(rest).map(|(date, _)| date);
    let has_day = words_of(rest).any(|word| month(word).is_some());
    let agency = rest.trim_end().ends_with(')') && rest.contains('(');
    let plain_rest = words_of(rest).count() <= 8;
    if !plain_rest || !(date.is_some() || has_day || agency || capitals && rest_is_region(rest)) {
        return None;
    }
    Some(Dateline {
        length: dash + width,
        place: in_ordinary_capitals(place),
        date,
    })
}

/// Whether nothing but the name of a country or region follows the place.
fn rest_is_region(rest: &str) -> bool {
    words_of(rest).count() <= 3 && words_of(rest).all(|word| word.starts_with(char::is_uppercase))
}

fn in_ordinary_capitals(place: &str) -> String {
    let mut shown = String::with_capacity(place.len());
    let mut inside = false;
    for c in place.chars() {
        if inside {
            shown.extend(c.to_lowercase());
        } else {
            shown.push(c);
        }
        inside = c.is_alphabetic();
    }
    shown
}

/// The words and numbers of `text`, with the byte each starts at.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    words(text).map(|(_, word)| word)
}

/// The date that the first of `words` opens.
fn date_at(text: &str, words: &[(usize, &str)]) -> Option<(PartialDate, Span)> {
    let word = |index: usize| words.get(index).map_or("", |(_, word)| *word);
    let end = |index: usize| words.get(index).map_or(0, |(at, word)| at + word.len());
    let start = words.first()?.0;
    let found = |date: PartialDate, last: usize| Some((date, Span::new(start, end(last))));
    if let Some(month) = month(word(0)) {
        if let (Some(day), Some(year)) = (day(word(1)), year(word(2))) {
            return found(PartialDate::day(year, month, day)?, 2);
        }
        return found(PartialDate::month(year(word(1))?, month)?, 1);
    }
    if let (Some(day), Some(month)) = (day(word(0)), month(word(1))) {
        return found(PartialDate::day(year(word(2))?, month, day)?, 2);
    }
    let numeric = text[start..end(2).max(start)].len() <= 10 && words.len() >= 3;
    if let (true, Some(year)) = (numeric, year(word(0))) {
        let date = PartialDate::day(year, number(word(1))?, day(word(2).split(['T', 't']).next()?)?)?;
        return found(date, 2);
    }
    if let (true, Some(day), Some(month), Some(year)) =
        (numeric, day(word(0)), number(word(1)), year(word(2)))
    {
        let dotted = text.as_bytes().get(start + word(0).len()) == Some(&b'.');
        if dotted || day > 12 {
            return found(PartialDate::day(year, month, day)?, 2);
        }
    }
    None
}

fn month(word: &str) -> Option<u8> {
    let lower = word.to_lowercase();
    let index = MONTHS.iter().position(|name| {
        *name == lower || lower.len() >= 3 && lower.len() <= 4 && name.starts_with(&lower)
    })?;
    u8::try_from(index + 1)
        .ok()
        .filter(|_| word.starts_with(char::is_uppercase))
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let fits = digits.len() <= 2 && matches!(ending, "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| fits && (1..=31).contains(day))
}

fn number(word: &str) -> Option<u8> {
    word.parse().ok().filter(|_| word.len() <= 2)
}

fn year(word: &str) -> Option<i16> {
    word.parse()
        .ok()
        .filter(|year| word.len() == 4 && (1000..=2999).contains(year))
}

#[cfg(test)]
mod tests {
    use super::{date_line, dateline, find_date, is_byline};

    #[test]
    fn reads_the_usual_dates() {
        for (line, expected) in [
            ("Monday, March 1, 2021", "2021-03-01"),
            ("Published: 7 Sept. 2019, 10:30 a.m.", "2019-09-07"),
            ("2022-06-07", "2022-06-07"),
            ("Last updated 09.11.2020", "2020-11-09"),
            ("July 2021", "2021-07"),
        ] {
            assert_eq!(
                date_line(line).map(|date| date.to_string()).as_deref(),
                Some(expected),
                "{line}"
            );
        }
    }

    #[test]
    fn a_sentence_with_a_date_is_no_date_line() {
        assert_eq!(date_line("The bridge opened on March 1, 2021"), None);
        assert!(find_date("The bridge opened on March 1, 2021.").is_some());
        assert_eq!(find_date("They may 2021 times march 40 ways"), None);
    }

    #[test]
    fn knows_bylines() {
        assert!(is_byline("By Dana Orman and Erik Lind"));
        assert!(is_byline("• By the Harbour's Editorial Board"));
        assert!(!is_byline("By 2030 the harbour will be closed"));
        assert!(!is_byline("By then the harbour had been closed."));
    }

    #[test]
    fn reads_datelines() {
        let found = dateline("LUND, March 3, 2020 (Press Bureau) — The harbour opened.").unwrap();
        assert_eq!(
            (found.place.as_str(), found.date.unwrap().to_string()),
            ("Lund", "2020-03-03".into())
        );
        assert_eq!(
            dateline("ALT-HAVEN, Norland (PB) – It opened.").unwrap().place,
            "Alt-Haven"
        );
        assert_eq!(dateline("Lund (PB) - It opened.").unwrap().length, 12);
    }

    #[test]
    fn a_name_and_a_dash_are_no_dateline() {
        for text in [
            "Orman – the keeper of the light – left.",
            "The keeper (now old) - left.",
            "He left.",
            "DANA ORMAN (5 May 1802 – 6 June 1850) kept the light.",
            "NORTH BANK – where the old men of the town sat – burned.",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
