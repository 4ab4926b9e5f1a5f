//! Options that have values: numbers and dates are shown ascending, so that their place tells nothing.

use super::cardinal_in_words;

/// Sorts options by their values and says whether they have any to sort by.
///
/// Numbers must have the same words around them, and dates must be in words; options that are
/// not all of one sort are left as they are.
///
/// ```
/// use suraq::answers::sort_by_value;
///
/// let mut options = ["1,045 seats", "98 seats"].map(str::to_owned);
/// assert!(sort_by_value(&mut options));
/// assert_eq!(options, ["98 seats", "1,045 seats"]);
/// assert!(!sort_by_value(&mut ["Oak Party".to_owned(), "98".to_owned()]));
/// ```
pub fn sort_by_value(options: &mut [String]) -> bool {
    let values: Option<Vec<SortValue>> = options.iter().map(|option| sort_value(option)).collect();
    let of_one_sort = values.is_some_and(|values| values.windows(2).all(|pair| pair[0].1 == pair[1].1));
    if of_one_sort {
        options.sort_by_cached_key(|option| sort_value(option));
    }
    of_one_sort
}

/// What numbers and dates sort by: year, month, day or a number in millionths; and the words
/// around, which must be the same for all.
type SortValue = ([i64; 3], String);

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn sort_value(option: &str) -> Option<SortValue> {
    date_value(option)
        .or_else(|| number_value(option))
        .or_else(|| word_value(option))
}

/// A whole number in words, with a unit behind it or none: `three`, `twenty-one`, `five per cent`.
fn word_value(option: &str) -> Option<SortValue> {
    let written = match cardinal_in_words(option) {
        Some(_) => option,
        None => option.split_once(' ')?.0,
    };
    let number = i64::try_from(cardinal_in_words(written)?).ok()?;
    let unit = &option[written.len()..];
    Some(([number.checked_mul(1_000_000)?, 0, 0], format!("#{unit}")))
}

/// A date with the month in words, a day or not: `5 June 2022`, `June 2022`.
fn date_value(option: &str) -> Option<SortValue> {
    let lower = option.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let month = words
        .iter()
        .find_map(|word| MONTHS.iter().position(|month| month == word))?;
    let numbers: Vec<i64> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if numbers.len() + 1 != words.len() {
        return None;
    }
    let (day, year) = match numbers[..] {
        [number] if number > 31 => (0, number),
        [day] => (day, 0),
        [day, year] if day <= 31 => (day, year),
        _ => return None,
    };
    Some(([year, month as i64 + 1, day], String::new()))
}

/// A number with whatever stands around it: `2,297`, `63.5 %`, `about 40 members`.
fn number_value(option: &str) -> Option<SortValue> {
    let from = option.find(|letter: char| letter.is_ascii_digit())?;
    let length = option[from..]
        .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ',' | '.' | '\u{a0}' | '\u{202f}'))
        .unwrap_or(option.len() - from);
    let digits: String = option[from..from + length]
        .trim_end_matches([',', '.'])
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '.')
        .collect();
    let around = format!("{}#{}", &option[..from], &option[from + length..]);
    if around.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let part: i64 = format!("{part:0<6}").get(..6)?.parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    Some(([whole.checked_mul(1_000_000)?.checked_add(part)?, 0, 0], around))
}
