//! What kind of thing a short text is: a number, a share, a date, a rank, or words.
//!
//! Only the outer form is read, as a test-wise learner reads it; the checks use
//! it to see options of mixed kinds. What an answer means is the grader's business.

use std::borrow::Cow;

use super::Marks;

/// The kind of a value and what can be read off its form.
#[derive(Clone, Debug, PartialEq)]
pub struct Value<'a> {
    /// Number, share, date or words.
    pub kind: ValueKind,
    /// The amount of a number, share or rank, multipliers applied; the year of a date that has one.
    pub amount: Option<f64>,
    /// Digits after the decimal point, as written.
    pub decimals: usize,
    /// Whether thousands are parted by a sign: `2,297`.
    pub grouped: bool,
    /// Written in words: `three`.
    pub spelled: bool,
    /// Opens with about, over, nearly or their like.
    pub rough: bool,
    /// The second end of a range such as `12-14`.
    pub upper: Option<f64>,
    /// What follows a number: `metres`, `million tenge`; `%` for every share. Empty for the rest.
    pub unit: Cow<'a, str>,
}

/// Kinds of values that do not mix among options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// A count or a measure.
    Number,
    /// Per cent or a fraction.
    Share,
    /// A rank: `9th`, `first`.
    Rank,
    /// A year such as `1991`; a bare number of four digits cannot be told from one.
    Year,
    /// A range of years.
    Years,
    /// A month with or without its year.
    Month,
    /// A day with or without its year.
    Day,
    /// Anything else.
    Words,
}

impl ValueKind {
    /// Whether this is a date of any precision.
    pub fn is_date(self) -> bool {
        matches!(
            self,
            ValueKind::Year | ValueKind::Years | ValueKind::Month | ValueKind::Day
        )
    }
}

/// Reads the form of `text`.
///
/// ```
/// use suraq::items::anatomy::{ValueKind, read_value};
///
/// assert_eq!(read_value("about 38.2 per cent").kind, ValueKind::Share);
/// assert_eq!(read_value("5 June 2022").kind, ValueKind::Day);
/// assert_eq!(read_value("Steppe Voice").kind, ValueKind::Words);
/// ```
pub fn read_value(text: &str) -> Value<'_> {
    let (rough, rest) = strip_rough(text.trim());
    let mut value = read_exact(rest).unwrap_or_else(words);
    value.rough = rough;
    value
}

fn words<'a>() -> Value<'a> {
    Value {
        kind: ValueKind::Words,
        amount: None,
        decimals: 0,
        grouped: false,
        spelled: false,
        rough: false,
        upper: None,
        unit: Cow::Borrowed(""),
    }
}

fn strip_rough(text: &str) -> (bool, &str) {
    #[rustfmt::skip]
    const PHRASES: &[&str] = &[
        "more than ", "less than ", "fewer than ", "at least ", "at most ", "up to ", "about ", "over ",
        "nearly ", "almost ", "around ", "roughly ", "approximately ", "some ", "under ", "just over ",
        "just under ", "c. ", "~", "≈", "circa ",
    ];
    let Some(first) = text.chars().next() else {
        return (false, text);
    };
    if first.is_ascii_digit() {
        return (false, text);
    }
    for phrase in PHRASES {
        if let Some(head) = text.get(..phrase.len())
            && head.eq_ignore_ascii_case(phrase)
        {
            return (true, text[phrase.len()..].trim_start());
        }
    }
    (false, text)
}

fn read_exact(text: &str) -> Option<Value<'_>> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() || "$€£₸+-−".contains(first) {
        return read_digits(text);
    }
    let (word, _) = split_word(text);
    let lower = word.to_ascii_lowercase();
    if first.is_uppercase() && is_month(&lower) {
        return read_month_first(text);
    }
    read_spelled(text, &lower)
}

fn read_digits(text: &str) -> Option<Value<'_>> {
    let currency = text.chars().next().filter(|sign| "$€£₸".contains(*sign));
    let body = text.trim_start_matches(|sign: char| "$€£₸+-−".contains(sign));
    let number = take_number(body)?;
    let rest = &body[number.length..];
    if currency.is_none()
        && let Some(value) = read_day_or_year(&number, rest, body)
    {
        return Some(value);
    }
    let mut value = words();
    value.amount = Some(number.amount);
    value.decimals = number.decimals;
    value.grouped = number.grouped;
    let mut after = rest;
    if let Some(second) = after.strip_prefix(['-', '–'])
        && let Some(upper) = take_number(second)
    {
        value.upper = Some(upper.amount);
        after = &second[upper.length..];
    }
    finish_number(&mut value, after, currency)?;
    Some(value)
}

/// Reads what follows the digits: a sign of a share, an ordinal ending, a multiplier, a unit of at most three words.
fn finish_number<'a>(value: &mut Value<'a>, after: &'a str, currency: Option<char>) -> Option<()> {
    let unit = after.trim();
    let ending = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| after.strip_prefix(ending));
    if let Some(rest) = ending.filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
        value.kind = ValueKind::Rank;
        return (rest.trim().split(' ').count() <= 1).then_some(());
    }
    if after.starts_with(|next: char| next.is_alphanumeric()) {
        return None;
    }
    if unit.starts_with('%') || unit.starts_with("per cent") || unit.starts_with("percent") {
        value.kind = ValueKind::Share;
        value.unit = Cow::Borrowed("%");
        return Some(());
    }
    if unit.split(' ').count() > 3 {
        return None;
    }
    let (word, rest) = split_word(unit);
    if matches!(word, "to" | "or" | "and") {
        return None;
    }
    let factor = multiplier(word);
    if let (Some(factor), Some(amount)) = (factor, value.amount) {
        value.amount = Some(amount * factor);
        value.upper = value.upper.map(|upper| upper * factor);
    }
    value.kind = ValueKind::Number;
    value.unit = match (currency, factor) {
        (Some(sign), _) => Cow::Owned(sign.to_string()),
        (None, Some(_)) => Cow::Borrowed(rest.trim()),
        (None, None) => Cow::Borrowed(unit),
    };
    Some(())
}

fn multiplier(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "m" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

struct Number {
    amount: f64,
    decimals: usize,
    grouped: bool,
    length: usize,
}

/// Reads `2297`, `2,297`, `2 297` and `38.2` from the beginning of `text`.
fn take_number(text: &str) -> Option<Number> {
    let bytes = text.as_bytes();
    let (mut digits, mut whole, mut decimals, mut grouped, mut at) = (0.0_f64, true, 0, false, 0);
    while at < bytes.len() {
        match bytes[at] {
            digit @ b'0'..=b'9' => {
                digits = digits * 10.0 + f64::from(digit - b'0');
                decimals += usize::from(!whole);
            }
            b',' | b' ' if whole && at > 0 && is_group(&bytes[at + 1..]) => grouped = true,
            b'.' if whole && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => whole = false,
            _ => break,
        }
        at += 1;
    }
    (at > 0).then(|| Number {
        amount: digits / 10_f64.powi(i32::try_from(decimals).unwrap_or(0)),
        decimals,
        grouped,
        length: at,
    })
}

/// Three digits and then no fourth.
fn is_group(bytes: &[u8]) -> bool {
    bytes.len() >= 3
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && !bytes.get(3).is_some_and(u8::is_ascii_digit)
}

/// Reads `5 June 2022`, `17-18 December`, `1991`, `1930-1933` and `1990s`.
fn read_day_or_year<'a>(number: &Number, rest: &'a str, body: &'a str) -> Option<Value<'a>> {
    if number.decimals > 0 || number.grouped {
        return None;
    }
    let mut value = words();
    let rest = rest.strip_prefix(['-', '–']).and_then(|after| {
        let second = take_number(after)?;
        value.upper = Some(second.amount);
        Some(&after[second.length..])
    });
    let rest = rest.unwrap_or(&body[number.length..]);
    let is_year = (1000.0..=2100.0).contains(&number.amount)
        && body.find(|c: char| !c.is_ascii_digit()).unwrap_or(4) == 4;
    if is_year && matches!(rest.trim(), "" | "s") {
        value.kind = if value.upper.is_some() || rest == "s" {
            ValueKind::Years
        } else {
            ValueKind::Year
        };
        value.amount = Some(number.amount);
        return Some(value);
    }
    let rest = ["st ", "nd ", "rd ", "th "]
        .iter()
        .find_map(|ending| rest.strip_prefix(ending))
        .unwrap_or(rest);
    let rest = rest.trim_start().strip_prefix("of ").unwrap_or(rest.trim_start());
    let (word, after) = split_word(rest);
    if number.amount > 31.0 || !is_month(&word.to_ascii_lowercase()) {
        return None;
    }
    value.kind = ValueKind::Day;
    value.amount = trailing_year(after)?;
    Some(value)
}

/// `Some(None)` where nothing follows, `None` where something other than a year does.
fn trailing_year(text: &str) -> Option<Option<f64>> {
    let text = text.trim_start_matches([' ', ',']).trim_end();
    if text.is_empty() {
        return Some(None);
    }
    let number = take_number(text)?;
    (number.length == text.len() && number.length == 4).then_some(Some(number.amount))
}

/// Reads `July 2021`, `July`, `June 5, 2022` and `June 5`.
fn read_month_first(text: &str) -> Option<Value<'_>> {
    let (_, after) = split_word(text);
    let mut value = words();
    value.kind = ValueKind::Month;
    if let Some(year) = trailing_year(after) {
        value.amount = year;
        return Some(value);
    }
    let day = take_number(after.trim_start())?;
    value.kind = ValueKind::Day;
    value.amount = trailing_year(&after.trim_start()[day.length..])?;
    (day.amount <= 31.0).then_some(value)
}

fn is_month(word: &str) -> bool {
    Marks::of(word).has(Marks::MONTH)
}

#[rustfmt::skip]
const ONES: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
#[rustfmt::skip]
const RANKS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
];

/// Returns the amount of a number word from zero to ninety-nine.
pub fn spelled_number(word: &str) -> Option<f64> {
    let index =
        |list: &[&str], wanted: &str| list.iter().position(|known| wanted.eq_ignore_ascii_case(known));
    if let Some(ones) = index(ONES, word) {
        return Some(ones as f64);
    }
    let (tens, ones) = word.split_once('-').unwrap_or((word, "zero"));
    Some((index(TENS, tens)? * 10 + 20 + index(&ONES[..10], ones)?) as f64)
}

fn read_spelled<'a>(text: &'a str, first: &str) -> Option<Value<'a>> {
    let mut value = words();
    value.spelled = true;
    let (_, rest) = split_word(text);
    let rest = rest.trim();
    if let Some(share) = read_fraction(first, rest) {
        value.kind = ValueKind::Share;
        value.amount = Some(share);
        value.unit = Cow::Borrowed("%");
        return Some(value);
    }
    if first == "last" && rest.is_empty() {
        value.kind = ValueKind::Rank;
        return Some(value);
    }
    if let Some(rank) = RANKS.iter().position(|known| *known == first) {
        value.kind = ValueKind::Rank;
        value.amount = Some((rank + 1) as f64);
        return rest.is_empty().then_some(value);
    }
    value.amount = Some(spelled_number(first)?);
    finish_number(
        &mut value,
        if rest.is_empty() { "" } else { &text[first.len()..] },
        None,
    )?;
    Some(value)
}

/// Reads `half`, `a third`, `two thirds`, `three quarters`.
fn read_fraction(first: &str, rest: &str) -> Option<f64> {
    let rest = if rest.starts_with("of ") {
        ""
    } else {
        rest.split(" of ").next().unwrap_or("")
    };
    let parts = match rest.trim_end_matches('s') {
        "half" => 2.0,
        "third" => 3.0,
        "quarter" | "fourth" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "eighth" => 8.0,
        "tenth" => 10.0,
        "" if first == "half" => return Some(50.0),
        _ => return None,
    };
    let count = if first == "a" || first == "one" {
        1.0
    } else {
        spelled_number(first)?
    };
    Some(100.0 * count / parts)
}

fn split_word(text: &str) -> (&str, &str) {
    let end = text.find([' ', ',']).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::ValueKind;
    use super::read_value;

    fn check(kind: ValueKind, amount: Option<f64>, texts: &[&str]) {
        for text in texts {
            let value = read_value(text);
            assert_eq!(value.kind, kind, "{text}");
            assert_eq!(value.amount, amount, "{text}");
        }
    }

    #[test]
    fn reads_numbers() {
        check(
            ValueKind::Number,
            Some(2297.0),
            &["2,297", "2 297", "about 2,297 people", "over 2,297"],
        );
        check(
            ValueKind::Number,
            Some(3.0),
            &["three", "3", "three months", "at least three"],
        );
        check(
            ValueKind::Number,
            Some(2.5e6),
            &["2.5 million", "$2.5 million", "2.5 million tenge"],
        );
        check(ValueKind::Number, Some(21.0), &["twenty-one", "21"]);
        assert_eq!(read_value("12-14").upper, Some(14.0));
    }

    #[test]
    fn reads_shares() {
        check(
            ValueKind::Share,
            Some(38.2),
            &["38.2%", "38.2 per cent", "nearly 38.2 percent"],
        );
        check(
            ValueKind::Share,
            Some(25.0),
            &["a quarter", "about a quarter of the seats", "25 %"],
        );
        check(
            ValueKind::Share,
            Some(50.0),
            &["half", "a half", "two fourths", "more than half of voters"],
        );
    }

    #[test]
    fn reads_ranks() {
        check(ValueKind::Rank, Some(9.0), &["9th", "ninth"]);
        check(ValueKind::Rank, Some(162.0), &["162nd"]);
    }

    #[test]
    fn reads_dates_by_precision() {
        check(ValueKind::Year, Some(1991.0), &["1991", "about 1991"]);
        check(ValueKind::Years, Some(1930.0), &["1930-1933", "1930–33", "1930s"]);
        check(ValueKind::Month, Some(2021.0), &["July 2021", "July, 2021"]);
        check(ValueKind::Month, None, &["July"]);
        check(
            ValueKind::Day,
            Some(2022.0),
            &[
                "5 June 2022",
                "June 5, 2022",
                "5th of June 2022",
                "17-18 June 2022",
            ],
        );
        check(
            ValueKind::Day,
            None,
            &["29 August", "17-18 December", "August 29"],
        );
    }

    #[test]
    fn leaves_words_alone() {
        check(
            ValueKind::Words,
            None,
            &[
                "",
                "Steppe Voice",
                "the people",
                "may",
                "to shoot",
                "19 to 43",
                "12th of Never, a novel",
                "2nd Army of the North",
                "Марат",
                "5G network for all towns",
            ],
        );
    }
}
