//! Options that have values: numbers and dates are shown ascending, so that their place tells nothing.

use super::cardinal_in_words;
use super::dates::months;
use super::eras::without_era;
use crate::lexicon::months::LOWER_MONTHS;

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

/// What numbers and dates sort by: a beginning and an end, each of year, month and day or of a number in
/// millionths; and the words around, which must be the same for all. What is no range ends where it begins.
type SortValue = ([[i64; 3]; 2], String);

/// What stands between the ends of a range.
const BETWEEN: [&str; 9] = ["–", "—", "-", " to ", " until ", " and ", " по ", " до ", " и "];

/// Words that make a number larger; of two with one beginning the longer comes first.
const LARGER: [(&str, i64); 20] = [
    (" thousand", 1_000),
    (" million", 1_000_000),
    (" billion", 1_000_000_000),
    (" тысячи", 1_000),
    (" тысяча", 1_000),
    (" тысяч", 1_000),
    (" тыс.", 1_000),
    (" тыс", 1_000),
    (" мың", 1_000),
    (" миллионов", 1_000_000),
    (" миллиона", 1_000_000),
    (" миллион", 1_000_000),
    (" млн.", 1_000_000),
    (" млн", 1_000_000),
    (" миллиардов", 1_000_000_000),
    (" миллиарда", 1_000_000_000),
    (" миллиард", 1_000_000_000),
    (" млрд.", 1_000_000_000),
    (" млрд", 1_000_000_000),
    (" трлн", 1_000_000_000_000),
];

/// Signs of Roman numbers and what they are worth; those of Cyrillic keyboards among them.
const ROMAN: [(char, i64); 7] = [
    ('I', 1),
    ('І', 1),
    ('V', 5),
    ('X', 10),
    ('Х', 10),
    ('L', 50),
    ('C', 100),
];

/// Parts of a whole, in how many of which it is parted.
const FRACTIONS: [([&str; 2], i64); 9] = [
    (["half", "halves"], 2),
    (["third", "thirds"], 3),
    (["quarter", "quarters"], 4),
    (["fifth", "fifths"], 5),
    (["sixth", "sixths"], 6),
    (["seventh", "sevenths"], 7),
    (["eighth", "eighths"], 8),
    (["ninth", "ninths"], 9),
    (["tenth", "tenths"], 10),
];

/// What stands around a date in Russian and Kazakh and says nothing: the word for a year.
const YEARS: [&str; 10] = [
    "год",
    "года",
    "году",
    "г",
    "жыл",
    "жылы",
    "жылғы",
    "жылдың",
    "ж",
    "жж",
];

/// What stands behind the numbers of a range, and behind one alone.
const SEVERAL: [(&str, &str); 5] = [
    (" вв.", " в."),
    (" гг.", " г."),
    (" ғғ.", " ғ."),
    (" жж.", " ж."),
    (" centuries", " century"),
];

/// Words before a date or two in English and Russian.
const BEFORE: [&str; 5] = ["from ", "between ", "с ", "от ", "между "];

fn sort_value(option: &str) -> Option<SortValue> {
    let (is_before, option) = without_era(option);
    let value = date_value(option)
        .or_else(|| number_value(option))
        .or_else(|| roman_value(option))
        .or_else(|| word_value(option));
    let (mut ends, around) = value?;
    if is_before {
        for [first, ..] in &mut ends {
            *first = -*first;
        }
    }
    Some((ends, of_one(around)))
}

/// The words around a number without a plural that a range has: `#вв.` is `#в.`
fn of_one(around: String) -> String {
    let mut several = SEVERAL.iter();
    let plural = several.find_map(|(several, one)| around.strip_suffix(several).map(|rest| (rest, one)));
    plural.map_or_else(|| around.clone(), |(rest, one)| format!("{rest}{one}"))
}

/// A number in words with whatever stands around it: `three`, `twenty-one`, `five per cent`, `every two years`,
/// `one third`.
fn word_value(option: &str) -> Option<SortValue> {
    let words: Vec<&str> = option.split(' ').collect();
    let spans = (0..words.len()).flat_map(|from| (from + 1..=words.len()).rev().map(move |to| (from, to)));
    let mut numbers = spans.filter_map(|(from, to)| {
        let number = cardinal_in_words(&words[from..to].join(" "))?;
        Some((from, to, i64::try_from(number).ok()?))
    });
    let (from, to, number) = numbers.next()?;
    let parts = words
        .get(to)
        .and_then(|word| FRACTIONS.iter().find(|(names, _)| names.contains(word)));
    let (parts, to) = parts.map_or((1, to), |(_, parts)| (*parts, to + 1));
    let around = format!(
        "{}#{}",
        spaced(&words[..from], "", " "),
        spaced(&words[to..], " ", "")
    );
    Some((alone([number.checked_mul(1_000_000)? / parts, 0, 0]), around))
}

/// Words between what parts them from the number; nothing where there is none.
fn spaced(words: &[&str], before: &str, after: &str) -> String {
    match words {
        [] => String::new(),
        words => format!("{before}{}{after}", words.join(" ")),
    }
}

fn alone(value: [i64; 3]) -> [[i64; 3]; 2] {
    [value, value]
}

/// A date, or two with a dash between, with the month in words: `5 June 2022`, `June 2022`, `12–14 March 1995`.
/// In Russian and Kazakh: `30 августа 1995 года`, `1995 жылғы 30 тамыз`.
fn date_value(option: &str) -> Option<SortValue> {
    let lower = option.to_lowercase();
    let bare = BEFORE.iter().find_map(|word| lower.strip_prefix(word));
    let bare = bare.unwrap_or(&lower);
    let ends = BETWEEN.iter().find_map(|sign| bare.split_once(sign));
    let (from, to) = ends.unwrap_or((bare, bare));
    let is_dated = bare.contains(|sign: char| sign.is_ascii_digit());
    let (from, to) = (DayWords::read(from, is_dated)?, DayWords::read(to, is_dated)?);
    // What the beginning does not say is as at the end: the month of `12–14 March`.
    let month = |day: &DayWords| day.month.or(to.month);
    let value = |day: &DayWords| {
        Some([
            day.year.or(to.year).unwrap_or(0),
            month(day)?,
            day.day.unwrap_or(0),
        ])
    };
    Some(([value(&from)?, value(&to)?], String::new()))
}

/// What the words of a date say.
struct DayWords {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
}

impl DayWords {
    /// `is_dated` where a number stands in the option, be it only at the other end.
    fn read(text: &str, is_dated: bool) -> Option<DayWords> {
        let mut read = DayWords {
            year: None,
            month: None,
            day: None,
        };
        for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
            if YEARS.contains(&word.trim_end_matches('.')) {
                continue;
            }
            let (place, value) = match (month_of(word, is_dated), word.parse().ok()) {
                (Some(month), _) => (&mut read.month, month),
                (None, Some(number @ 1..=31)) => (&mut read.day, number),
                (None, Some(number)) => (&mut read.year, number),
                (None, None) => return None,
            };
            if place.replace(value).is_some() {
                return None;
            }
        }
        Some(read)
    }
}

/// The month that a word of a date names, 1 to 12. English names are whole; those of the other languages take
/// endings, and count beside a number alone, as they may begin other words: `Казань`.
fn month_of(word: &str, is_dated: bool) -> Option<i64> {
    let english = LOWER_MONTHS.iter().position(|month| *month == word);
    let english = english.map(|month| month as i64 + 1);
    let may_be_month = is_dated && !word.is_ascii();
    english.or_else(|| may_be_month.then(|| months::month(word).map(i64::from)).flatten())
}

/// A number with whatever stands around it, or two with a dash between: `2,297`, `63.5 %`, `about 40 members`,
/// `1.5 million`, `18th century`, `10–12 seats`.
fn number_value(option: &str) -> Option<SortValue> {
    let at = option.find(|letter: char| letter.is_ascii_digit())?;
    let (before, text) = option.split_at(at);
    let (from, mut rest) = number(text)?;
    let mut to = from;
    let bare = rest.trim_start();
    let second = BETWEEN
        .iter()
        .find_map(|sign| number(bare.strip_prefix(sign.trim())?.trim_start()));
    if let Some((number, after)) = second {
        (to, rest) = (number, after);
    }
    let larger = LARGER.iter().find(|(word, _)| rest.starts_with(word));
    let times = larger.map_or(1, |(word, times)| {
        rest = &rest[word.len()..];
        *times
    });
    let around = format!("{before}#{rest}");
    if around.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let value = |number: i64| Some([number.checked_mul(times)?, 0, 0]);
    Some(([value(from)?, value(to)?], around))
}

/// A Roman number that an option begins with, or two with a dash between: `XII`, `VIII–IX вв.`, `XV century`.
fn roman_value(option: &str) -> Option<SortValue> {
    let (from, rest) = roman(option)?;
    let bare = rest.trim_start().strip_prefix(['–', '—', '-']);
    let (to, rest) = bare
        .and_then(|bare| roman(bare.trim_start()))
        .unwrap_or((from, rest));
    let is_whole = !rest.starts_with(char::is_alphanumeric);
    is_whole.then(|| ([[from, 0, 0], [to, 0, 0]], format!("#{rest}")))
}

/// The Roman number a text begins with, and what follows it.
fn roman(text: &str) -> Option<(i64, &str)> {
    let worth = |sign: char| {
        ROMAN
            .iter()
            .find(|(known, _)| *known == sign)
            .map(|(_, worth)| *worth)
    };
    let signs: Vec<i64> = text.chars().map_while(worth).collect();
    let length = text.chars().take(signs.len()).map(char::len_utf8).sum::<usize>();
    let less = |at: usize| signs.get(at + 1).is_some_and(|next| *next > signs[at]);
    let number = (0..signs.len())
        .map(|at| if less(at) { -signs[at] } else { signs[at] })
        .sum();
    (number > 0).then_some((number, &text[length..]))
}

/// The number a text begins with, in millionths, and what follows it; the ending of an ordinal is part of it.
fn number(text: &str) -> Option<(i64, &str)> {
    let is_of_number =
        |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '\u{a0}' | '\u{202f}');
    let mut length = text
        .find(|letter: char| !is_of_number(letter))
        .unwrap_or(text.len());
    while length < 4 || text[..length].contains(' ') {
        // `900 000`: three figures and no more behind a blank.
        let group = text[length..].strip_prefix(' ').map(|rest| rest.bytes());
        let figures = group.map_or(0, |group| group.take_while(u8::is_ascii_digit).count());
        match figures {
            3 => length += 4,
            _ => break,
        }
    }
    let written = text[..length].trim_end_matches(|letter: char| !letter.is_ascii_digit());
    // `1,2` is a part as it is written in Russian and Kazakh; thousands have three figures.
    let is_part = |(_, part): (&str, &str)| part.len() < 3 && !part.contains('.');
    let written_part = written.split_once(',').filter(|ends| is_part(*ends)).is_some();
    let point = |letter: char| {
        if written_part && letter == ',' {
            '.'
        } else {
            letter
        }
    };
    let digits: String = written
        .chars()
        .map(point)
        .filter(|letter| letter.is_ascii_digit() || *letter == '.')
        .collect();
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let part: i64 = format!("{part:0<6}").get(..6)?.parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    let rest = &text[written.len()..];
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| rest.strip_prefix(ending));
    let rest = ordinal
        .filter(|rest| !rest.starts_with(char::is_alphabetic))
        .unwrap_or(rest);
    Some((whole.checked_mul(1_000_000)?.checked_add(part)?, rest))
}

#[cfg(test)]
mod tests {
    use super::sort_by_value;

    /// Sorts options given in reverse and compares them.
    fn ascend(options: &[&str]) {
        let mut sorted: Vec<String> = options.iter().rev().map(|option| (*option).to_owned()).collect();
        assert!(sort_by_value(&mut sorted), "{options:?}");
        assert_eq!(sorted, options);
    }

    #[test]
    fn dates_and_ranges_of_days_ascend() {
        ascend(&["5 June 2022", "12 July 2022", "June 2023"]);
        ascend(&[
            "12–14 March 1995",
            "13–14 March 1995",
            "2 to 4 May 1995",
            "1 March 1996",
        ]);
        ascend(&["30 April – 2 May 1995", "1 - 3 May 1995", "March–April 1996"]);
        ascend(&["from 1 to 3 May", "between 2 and 4 June"]);
        ascend(&["December 1986 – January 1987", "January 1987"]);
        ascend(&["March 5, 1995", "March 6, 1995"]);
    }

    #[test]
    fn roman_numbers_and_amounts_in_russian_and_kazakh_ascend() {
        ascend(&["VIII–IX", "IX–X", "XI", "XII"]);
        ascend(&["XIV в.", "XV в.", "ХVIII в.", "XIX в."]);
        ascend(&["IV ғасыр", "VI ғасыр", "IX ғасыр"]);
        ascend(&["450 тыс.", "1,2 млн", "3 млн"]);
        ascend(&["40 мың", "1,5 миллион", "2 миллион"]);
        ascend(&["900 тысяч человек", "2 миллиона человек", "10 миллионов человек"]);
        ascend(&["1,045 seats", "2,000 seats"]);
        ascend(&["250 000", "300 тыс.", "1 000 000", "2,5 млн"]);
        ascend(&["98 человек", "1 045 человек", "10 200 человек"]);
    }

    #[test]
    fn what_was_before_our_era_comes_first_and_the_longest_ago_before_all() {
        ascend(&[
            "X в. до н. э.",
            "IX в. до н. э.",
            "II в. до н. э.",
            "I в. до н. э.",
        ]);
        ascend(&["III в. до н.э.", "I в. до н.э.", "I в.", "III в. н. э."]);
        ascend(&["III–II вв. до н. э.", "II в. до н. э.", "II–III вв. н. э."]);
        ascend(&[
            "б.з.б. X ғасыр",
            "б.з.б. II ғасыр",
            "б. з. б. I ғасыр",
            "II ғасыр",
        ]);
        ascend(&[
            "біздің заманымызға дейінгі VI ғасыр",
            "біздің заманымызға дейінгі V ғасыр",
        ]);
        ascend(&["519 BC", "480–479 BC", "330 B.C.", "AD 14", "395 CE"]);
        ascend(&["519 г. до н. э.", "330 г. до н. э.", "14 г."]);
        ascend(&["5th century BC", "4th century BC", "1st century"]);
    }

    #[test]
    fn dates_ascend_in_russian_and_kazakh() {
        ascend(&["25 октября 1990", "16 декабря 1991", "30 августа 1995"]);
        ascend(&["25 октября 1990 года", "1 декабря 1991 г.", "май 1992 года"]);
        ascend(&[
            "1990 жылғы 25 қазан",
            "1991 жылғы 1 желтоқсан",
            "1991 жылғы 16 желтоқсан",
            "1995 жылғы 30 тамыз",
        ]);
        ascend(&["1986 ж. 17 желтоқсан", "1986 жылдың 18 желтоқсаны"]);
        ascend(&["с 17 по 18 декабря 1986 года", "1–3 мая 1995", "3 мая 1995"]);
        ascend(&["с марта по апрель 1995 года", "с мая по июнь 1995 года"]);
        ascend(&["наурыз – сәуір 1995", "мамыр – маусым 1995"]);
        ascend(&["1986 жыл", "1991 жыл"]);
        assert!(!sort_by_value(&mut ["Казань".to_owned(), "Мартук".to_owned()]));
        assert!(!sort_by_value(&mut [
            "30 августа".to_owned(),
            "Казань".to_owned()
        ]));
    }

    #[test]
    fn numbers_ranges_and_ordinals_ascend() {
        ascend(&["1986–1991", "1987–1990", "1987–1991", "1995"]);
        ascend(&[
            "5 to 10 per cent",
            "10 per cent",
            "10 – 12 per cent",
            "10-20 per cent",
        ]);
        ascend(&["900,000 people", "1.5 million people", "2 billion people"]);
        ascend(&["9th century", "21st century", "22nd century"]);
        ascend(&["98 seats", "1,045 seats"]);
        ascend(&["three", "12", "twenty-one"]);
        ascend(&["every two years", "every five years", "every twenty-five years"]);
        ascend(&[
            "one tenth",
            "one fifth",
            "one third",
            "one half",
            "two thirds",
            "three quarters",
        ]);
    }

    #[test]
    fn what_is_not_of_one_sort_is_left_alone() {
        for options in [
            ["Oak Party", "98"],
            ["98 seats", "97 members"],
            ["one five-year term", "two seven-year terms"],
            ["12–14 March 1995", "soon"],
            ["1995-03-12", "1995-03-11"],
            ["12 12 March", "13 March"],
        ] {
            let mut options = options.map(str::to_owned);
            assert!(!sort_by_value(&mut options), "{options:?}");
        }
    }
}
