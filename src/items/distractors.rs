//! Wrong options that are surely wrong and still tempting, or none.
//!
//! Dates and numbers are drawn near the key, with its roundness and precision,
//! and its rank among the sorted options is left to chance. Names come from the
//! same document. With fewer than two sure ones the item stays without options.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::Distractor;
use super::kinds::Answer;
use crate::facts::PartialDate;
use crate::facts::frame::NameKind;
use crate::facts::statement;

/// A number from 0 to `below - 1`, from a sequence that never changes.
pub fn pick(chance: &mut ChaCha8Rng, below: u32) -> u32 {
    if below == 0 { 0 } else { chance.next_u32() % below }
}

/// Draws three wrong options, or none; names from `pool`, whose members are known to be false.
pub fn draw(
    answer: Answer,
    key: &str,
    pool: &[(String, NameKind)],
    latest: Option<PartialDate>,
    chance: &mut ChaCha8Rng,
) -> Vec<Distractor> {
    let texts = match answer {
        Answer::Date(date) => dates(date, latest, false, chance),
        Answer::DateWithinYear(date) => dates(date, latest, true, chance),
        Answer::Number => numbers(key, chance),
        Answer::Age => ages(key, chance),
        Answer::Name(kind) => names(key, kind, pool, chance),
        Answer::Words => Vec::new(),
    };
    if texts.len() < 2 {
        return Vec::new();
    }
    let why = |text: &str| match answer {
        Answer::Name(_) => Some(format!("{text} is named in the same text, for something else")),
        _ => None,
    };
    texts
        .into_iter()
        .map(|text| Distractor {
            why: why(&text),
            text,
        })
        .collect()
}

fn dates(
    key: PartialDate,
    latest: Option<PartialDate>,
    same_year: bool,
    chance: &mut ChaCha8Rng,
) -> Vec<String> {
    // Without the day of the document a recent year has hardly any years behind it that are surely past.
    let latest = latest.or_else(|| (key.year >= 2010).then(|| PartialDate::year(key.year + 2)));
    let fits = |date: &PartialDate| {
        (!same_year || date.year == key.year)
            && latest
                .is_none_or(|latest| date.year <= latest.year && (*date <= latest || latest.month.is_none()))
    };
    let below = pick(chance, 4);
    let mut shifts: Vec<i32> = Vec::new();
    for (count, sign) in [(below, -1), (3 - below, 1)] {
        let mut gap = 0;
        for _ in 0..count {
            gap += 1 + i32::try_from(pick(chance, 3)).unwrap_or(0);
            shifts.push(sign * gap);
        }
    }
    let mut found: Vec<PartialDate> = Vec::new();
    for shift in shifts {
        for shift in [shift, -shift, -shift - 4, shift - 8] {
            let Some(date) = shifted(key, shift) else { continue };
            if fits(&date) && date != key && !found.contains(&date) {
                found.push(date);
                break;
            }
        }
    }
    found.sort();
    found.into_iter().map(statement::date).collect()
}

/// A date some steps away: years from a year, months from a month, days from a day.
fn shifted(date: PartialDate, steps: i32) -> Option<PartialDate> {
    match (date.month, date.day) {
        (None, _) => Some(PartialDate::year(date.year + i16::try_from(steps).ok()?)),
        (Some(month), None) => {
            let months = i32::from(date.year) * 12 + i32::from(month) - 1 + steps;
            PartialDate::month(
                i16::try_from(months.div_euclid(12)).ok()?,
                u8::try_from(months.rem_euclid(12) + 1).ok()?,
            )
        }
        (Some(month), Some(day)) => {
            let civil =
                jiff::civil::Date::new(date.year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            let moved = civil
                .checked_add(jiff::Span::new().days(i64::from(steps) * 5))
                .ok()?;
            PartialDate::day(
                moved.year(),
                u8::try_from(moved.month()).ok()?,
                u8::try_from(moved.day()).ok()?,
            )
        }
    }
}

const WORDS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Numbers of the key's size and roundness; rough word and unit stay.
fn numbers(key: &str, chance: &mut ChaCha8Rng) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let Some(at) = words
        .iter()
        .position(|word| word.starts_with(|c: char| c.is_ascii_digit()) || WORDS.contains(word))
    else {
        return Vec::new();
    };
    // "More than 1,500" is true of everything that is more than 2,000: a bound has no sure wrong options.
    if words[..at].iter().any(|word| !matches!(*word, "about")) {
        return Vec::new();
    }
    let written = words[at];
    let other = |number: String| {
        let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        words[at] = number;
        words.join(" ")
    };
    if let Some(value) = WORDS.iter().position(|word| *word == written) {
        let near = near_small(value, chance);
        return near
            .into_iter()
            .filter_map(|value| WORDS.get(value).map(|word| other((*word).to_owned())))
            .collect();
    }
    if written.contains('.') {
        return decimals(written, key.contains("per cent"), chance)
            .into_iter()
            .map(other)
            .collect();
    }
    let has_commas = written.contains(',');
    let Ok(value) = written.replace(',', "").parse::<u64>() else {
        return Vec::new();
    };
    let is_share = key.contains("per cent");
    if value < 20 {
        let near = near_small(usize::try_from(value).unwrap_or(0), chance);
        return near.into_iter().map(|value| other(value.to_string())).collect();
    }
    let most = if is_share { 99 } else { u64::MAX };
    let near = if at > 0 {
        far_large(value, most, chance)
    } else {
        near_large(value, most, chance)
    };
    near.into_iter()
        .map(|value| other(grouped(value, has_commas)))
        .collect()
}

/// Ages that laws name, next to the key.
fn ages(key: &str, chance: &mut ChaCha8Rng) -> Vec<String> {
    const NAMED: &[u8] = &[14, 16, 18, 21, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70];
    let Some(own) = key
        .parse()
        .ok()
        .and_then(|age: u8| NAMED.iter().position(|named| *named == age))
    else {
        return numbers(key, chance);
    };
    let first = own.saturating_sub(usize::try_from(pick(chance, 4)).unwrap_or(0));
    let first = first.min(NAMED.len() - 4);
    NAMED[first..first + 4]
        .iter()
        .filter(|age| **age != NAMED[own])
        .map(u8::to_string)
        .collect()
}

/// One to four steps away, never below two.
fn near_small(value: usize, chance: &mut ChaCha8Rng) -> Vec<usize> {
    let below = usize::try_from(pick(chance, 4))
        .unwrap_or(0)
        .min(value.saturating_sub(2));
    let mut found: Vec<usize> = (1..=below).map(|step| value - step).collect();
    found.extend((1..=3 - below).map(|step| value + step));
    found.sort_unstable();
    found
}

/// "About 200" leaves room for what others counted: the next option is half as far again, or more.
fn far_large(value: u64, most: u64, chance: &mut ChaCha8Rng) -> Vec<u64> {
    // Steps up and down, in per cent of the key; each at least half as far again as the one before.
    const UP: [u64; 3] = [160, 250, 400];
    const DOWN: [u64; 3] = [60, 40, 25];
    let below = usize::try_from(pick(chance, 4)).unwrap_or(0);
    let mut unit = 1;
    while unit * 100 <= value && value.is_multiple_of(unit * 10) {
        unit *= 10;
    }
    let shares = DOWN[..below].iter().chain(&UP[..3 - below]);
    let mut found: Vec<u64> = shares
        .map(|share| (value * share / 100 + unit / 2) / unit * unit)
        .filter(|moved| {
            let (small, large) = (value.min(*moved), value.max(*moved));
            small > 0 && large <= most && large * 2 >= small * 3
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Key times a ratio to the power of one or two, both ways, as round as the key.
fn near_large(value: u64, most: u64, chance: &mut ChaCha8Rng) -> Vec<u64> {
    let zeros = {
        let mut zeros = 0;
        let mut rest = value;
        while rest > 0 && rest.is_multiple_of(10) {
            rest /= 10;
            zeros += 1;
        }
        zeros
    };
    // One significant digit leaves no near neighbour as round: 2,000 meets 1,500 and 2,500.
    let unit = match 10_u64.pow(zeros) {
        unit if unit > 1 && value / unit < 10 => unit / 2,
        unit => unit,
    };
    let below = pick(chance, 4);
    let mut found: Vec<u64> = Vec::new();
    for (count, up) in [(below, false), (3 - below, true)] {
        let mut last = value;
        for _ in 0..count {
            let ratio = u64::from(114 + pick(chance, 24));
            let moved = if up {
                last * ratio / 100
            } else {
                last * 100 / ratio
            };
            let rounded = (moved + unit / 2) / unit * unit;
            last = rounded;
            let is_far = rounded.abs_diff(value) * 100 >= value * 8;
            if is_far && !found.contains(&rounded) && rounded != value && rounded > 0 && rounded <= most {
                found.push(rounded);
            }
        }
    }
    found.sort_unstable();
    found
}

fn decimals(written: &str, is_share: bool, chance: &mut ChaCha8Rng) -> Vec<String> {
    let places = written.split('.').nth(1).map_or(0, str::len);
    let Ok(whole) = written.replace(['.', ','], "").parse::<u64>() else {
        return Vec::new();
    };
    let power = 10_u64.pow(u32::try_from(places).unwrap_or(1));
    let most = if is_share { 99 * power } else { u64::MAX };
    near_large(whole, most, chance)
        .into_iter()
        .map(|value| format!("{}.{:0places$}", value / power, value % power))
        .collect()
}

fn grouped(value: u64, has_commas: bool) -> String {
    let digits = value.to_string();
    if !has_commas {
        return digits;
    }
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn names(key: &str, kind: NameKind, pool: &[(String, NameKind)], chance: &mut ChaCha8Rng) -> Vec<String> {
    let mut fitting: Vec<&String> = pool
        .iter()
        .filter(|(name, other)| *other == kind && !overlaps(name, key))
        .map(|(name, _)| name)
        .collect();
    fitting.dedup();
    let mut drawn: Vec<String> = Vec::new();
    while drawn.len() < 3 && !fitting.is_empty() {
        let index = usize::try_from(pick(chance, u32::try_from(fitting.len()).unwrap_or(1))).unwrap_or(0);
        let name = fitting.remove(index);
        if !drawn.iter().any(|other| overlaps(other, name)) {
            drawn.push(name.clone());
        }
    }
    drawn.sort();
    drawn
}

/// Whether two names share a word: a short form, a relative, a body of the same town.
fn overlaps(one: &str, other: &str) -> bool {
    one.split(' ')
        .any(|word| word.len() > 2 && other.split(' ').any(|theirs| theirs == word))
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::facts::frame::NameKind;
    use crate::items::kinds::Answer;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    fn drawn(answer: Answer, key: &str, latest: Option<&str>) -> Vec<String> {
        let mut chance = ChaCha8Rng::seed_from_u64(7);
        let pool = [
            ("Ann Lund", NameKind::Person),
            ("Otto Velk", NameKind::Person),
            ("Otto Lund", NameKind::Person),
        ]
        .map(|(name, kind)| (name.to_owned(), kind));
        let latest = latest.map(|date| date.parse().unwrap());
        draw(answer, key, &pool, latest, &mut chance)
            .into_iter()
            .map(|distractor| distractor.text)
            .collect()
    }

    #[test]
    fn years_are_near_and_never_after_the_document() {
        let years = drawn(Answer::Date("2020".parse().unwrap()), "2020", Some("2021-03"));
        assert_eq!(years.len(), 3);
        assert!(
            years.iter().all(|year| year.as_str() <= "2021" && year != "2020"),
            "{years:?}"
        );
    }

    #[test]
    fn numbers_keep_roundness_unit_and_rough_word() {
        let numbers = drawn(Answer::Number, "about 2,000", None);
        assert!(drawn(Answer::Number, "more than 2,000", None).is_empty());
        assert!(numbers.len() >= 2);
        assert!(
            numbers
                .iter()
                .all(|number| number.starts_with("about ") && number.ends_with("00"))
        );
    }

    #[test]
    fn rough_numbers_stand_at_least_half_as_far_again_apart() {
        for key in ["about 200", "about 88,000", "about 15,000", "about 60 per cent"] {
            let value =
                |text: &str| -> f64 { text.split(' ').nth(1).unwrap().replace(',', "").parse().unwrap() };
            let mut all: Vec<f64> = drawn(Answer::Number, key, None)
                .iter()
                .map(|text| value(text))
                .collect();
            all.push(value(key));
            all.sort_by(f64::total_cmp);
            assert!(
                all.windows(2).all(|pair| pair[1] >= pair[0] * 1.45),
                "{key}: {all:?}"
            );
        }
    }

    #[test]
    fn ages_are_those_that_laws_name() {
        let ages = drawn(Answer::Age, "25", None);
        assert_eq!(ages.len(), 3);
        let named = ["16", "18", "21", "30", "35", "40"];
        assert!(ages.iter().all(|age| named.contains(&age.as_str())), "{ages:?}");
        assert_eq!(drawn(Answer::Age, "23", None).len(), 3);
    }

    #[test]
    fn shares_stay_below_the_whole() {
        for key in ["79.10 per cent", "90 per cent", "97.5 per cent"] {
            for share in drawn(Answer::Number, key, None) {
                let value: f64 = share.split(' ').next().unwrap().parse().unwrap();
                assert!(value < 100.0, "{key}: {share}");
            }
        }
    }

    #[test]
    fn names_of_another_kind_or_too_few_give_nothing() {
        assert!(drawn(Answer::Name(NameKind::City), "Berdi", None).is_empty());
        assert!(drawn(Answer::Name(NameKind::Person), "Ida Lund", None).is_empty());
    }
}
