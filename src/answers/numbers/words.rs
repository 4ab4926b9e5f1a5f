//! English number words: cardinals to the billions, ordinals, and the names of parts.

/// One millionth: numbers are kept as whole millionths, so that comparing them is exact.
pub(super) const ONE: i128 = 1_000_000;

const UNITS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
     fifteen sixteen seventeen eighteen nineteen";
const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";
const ORDINALS: &str = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth \
     thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth";
const TENTHS: &str = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth";

fn place(list: &str, word: &str) -> Option<i128> {
    let index = list.split_ascii_whitespace().position(|known| known == word)?;
    i128::try_from(index).ok()
}

/// The value of a word from zero to ninety.
fn small(word: &str) -> Option<i128> {
    match word {
        "fourty" => return Some(40),
        "none" | "nil" | "nought" | "nobody" => return Some(0),
        "dozen" => return Some(12),
        _ => {}
    }
    place(UNITS, word).or_else(|| place(TENS, word).map(|tens| (tens + 2) * 10))
}

/// What a word such as `thousand`, `k` or `млн` multiplies with.
pub(super) fn magnitude(word: &str) -> Option<i128> {
    Some(match word {
        "hundred" | "hundreds" | "жүз" | "сто" => 100,
        "dozen" | "dozens" => 12,
        "thousand" | "thousands" | "k" | "thou" | "тыс" | "тысяч" | "тысячи" | "тысяча" | "мың" => {
            1_000
        }
        "million" | "millions" | "m" | "mn" | "mln" | "mio" | "mil" | "млн" | "миллион" | "миллиона"
        | "миллионов" => 1_000_000,
        "billion" | "billions" | "bn" | "b" | "bln" | "млрд" | "миллиард" | "миллиарда" | "миллиардов" => {
            1_000_000_000
        }
        "trillion" | "trillions" | "tn" | "trn" | "трлн" => 1_000_000_000_000,
        _ => return None,
    })
}

/// Reads a cardinal in words at the start of `words` and says how many it takes.
pub(super) fn cardinal(words: &[&str]) -> Option<(i128, usize)> {
    let (mut total, mut current, mut taken) = (0i128, None::<i128>, 0);
    while taken < words.len() {
        let word = words[taken];
        let next = words.get(taken + 1).copied().unwrap_or("");
        let starts = |word: &str| matches!(word, "hundred" | "thousand" | "million" | "billion" | "dozen");
        if let Some(value) = small(word).filter(|_| word != "dozen") {
            match current {
                // `nineteen ninety` is a year, `one two` is a list: neither is one number.
                Some(before) if !fits_after(before, value) => break,
                _ => current = Some(current.unwrap_or(0) + value),
            }
        } else if (word == "a" || word == "an") && current.is_none() && starts(next) {
            current = Some(1);
        } else if starts(word) && (current.is_some() || taken == 0) {
            let factor = magnitude(word)?;
            let count = current.unwrap_or(1);
            if factor >= 1000 {
                total += count * factor;
                current = None;
                if !continues(&words[taken + 1..]) {
                    return Some((total, taken + 1));
                }
            } else {
                current = Some(count * factor);
            }
        } else if word == "and"
            && taken > 0
            && small(next).is_some()
            && current.is_none_or(|sum| sum % 100 == 0)
        {
            // `two hundred and five`
        } else {
            break;
        }
        taken += 1;
    }
    (taken > 0 && (current.is_some() || total > 0)).then_some((total + current.unwrap_or(0), taken))
}

fn fits_after(before: i128, value: i128) -> bool {
    (before % 100 == 0 && before > 0) || (before % 10 == 0 && before % 100 >= 20 && (1..10).contains(&value))
}

/// Whether what follows a thousand or million still belongs to the number.
fn continues(rest: &[&str]) -> bool {
    let rest = if rest.first() == Some(&"and") {
        &rest[1..]
    } else {
        rest
    };
    rest.first()
        .is_some_and(|word| small(word).is_some() || *word == "a")
        && rest
            .get(1)
            .is_none_or(|word| *word != "half" && *word != "quarter")
}

/// Reads an ordinal in words, `ninth`, `twenty first`, `one hundred and first`.
pub(super) fn ordinal(words: &[&str]) -> Option<(i128, usize)> {
    let single = |word: &str| {
        place(ORDINALS, word)
            .or_else(|| place(TENTHS, word).map(|tens| (tens + 2) * 10))
            .or(match word {
                "hundredth" => Some(100),
                "thousandth" => Some(1000),
                _ => None,
            })
    };
    if let Some(value) = words.first().and_then(|word| single(word)) {
        return Some((value, 1));
    }
    let (mut before, mut taken) = cardinal(words)?;
    if words.get(taken) == Some(&"and") {
        taken += 1;
    }
    let last = single(words.get(taken)?)?;
    if last >= 100 && before < 100 {
        before *= last - 1;
    }
    (before % 10 == 0 || last >= 100).then_some((before + last, taken + 1))
}

/// Reads a year in words at the start of `words`, `nineteen ninety one`, `twenty oh five`, `two thousand and
/// ten`, and says how many it takes; none where more number words follow, for then it is not a year.
pub(in crate::answers) fn year(words: &[&str]) -> Option<(i32, usize)> {
    let (value, taken) = in_halves(words).or_else(|| {
        let (value, taken) = cardinal(words).filter(|(_, taken)| *taken > 1)?;
        (1000..2200).contains(&value).then_some((value, taken))
    })?;
    let goes_on = words.get(taken).is_some_and(|word| small(word).is_some());
    let year = i32::try_from(value).ok().filter(|_| !goes_on)?;
    Some((year, taken))
}

/// `nineteen` and `ninety one`, `nineteen hundred`, `nineteen oh five`.
fn in_halves(words: &[&str]) -> Option<(i128, usize)> {
    let century = small(words.first()?).filter(|value| (10..=21).contains(value))?;
    let rest = &words[1..];
    match rest.first() {
        Some(&"hundred") => match cardinal(rest.get(1..)?.strip_prefix(&["and"]).unwrap_or(&rest[1..])) {
            Some((value, taken)) if value < 100 => {
                let and = usize::from(rest.get(1) == Some(&"and"));
                Some((century * 100 + value, 2 + and + taken))
            }
            _ => Some((century * 100, 2)),
        },
        Some(&("oh" | "o" | "zero")) => {
            let unit = small(rest.get(1)?).filter(|value| (1..10).contains(value))?;
            Some((century * 100 + unit, 3))
        }
        _ => {
            let (value, taken) = cardinal(rest)?;
            (10..100)
                .contains(&value)
                .then_some((century * 100 + value, 1 + taken))
        }
    }
}

/// The denominator a word such as `third` or `quarters` names.
pub(super) fn denominator(word: &str) -> Option<i128> {
    match word {
        "half" | "halves" => return Some(2),
        "quarter" | "quarters" => return Some(4),
        "hundredth" | "hundredths" => return Some(100),
        _ => {}
    }
    let single = word.strip_suffix('s').unwrap_or(word);
    place(ORDINALS, single)
        .filter(|value| *value >= 3)
        .or_else(|| (single == "twentieth").then_some(20))
}

#[cfg(test)]
mod tests {
    use super::cardinal;
    use super::ordinal;
    use super::year;

    fn check(text: &str, value: i128) {
        let words: Vec<&str> = text.split(' ').collect();
        assert_eq!(cardinal(&words).map(|(value, _)| value), Some(value), "{text}");
    }

    #[test]
    fn reads_cardinals() {
        check("seven", 7);
        check("thirty five", 35);
        check("a hundred", 100);
        check("two hundred and five", 205);
        check("two thousand two hundred and ninety seven", 2297);
        check("one million two hundred thousand", 1_200_000);
        check("three hundred thousand", 300_000);
        check("ten thousand", 10_000);
    }

    #[test]
    fn reads_years() {
        let read = |text: &str| year(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(read("nineteen ninety one"), Some((1991, 3)));
        assert_eq!(read("fourteen sixty five"), Some((1465, 3)));
        assert_eq!(read("nineteen oh five"), Some((1905, 3)));
        assert_eq!(read("nineteen hundred"), Some((1900, 2)));
        assert_eq!(read("nineteen hundred and five"), Some((1905, 4)));
        assert_eq!(read("twenty twenty two"), Some((2022, 3)));
        assert_eq!(read("two thousand and ten"), Some((2010, 4)));
        assert_eq!(read("one thousand four hundred and sixty five"), Some((1465, 7)));
        assert_eq!(read("twelve nineteen ninety one"), None, "a day, then a year");
        assert_eq!(read("twenty two"), None);
        assert_eq!(read("nineteen"), None);
        assert_eq!(read("two thousand nineteen ninety"), None);
    }

    #[test]
    fn stops_where_the_number_ends() {
        assert_eq!(cardinal(&["nineteen", "ninety"]), Some((19, 1)));
        assert_eq!(cardinal(&["two", "and", "a", "half"]), Some((2, 1)));
        assert_eq!(cardinal(&["and"]), None);
    }

    #[test]
    fn reads_ordinals() {
        assert_eq!(ordinal(&["ninth"]), Some((9, 1)));
        assert_eq!(ordinal(&["twenty", "first"]), Some((21, 2)));
        assert_eq!(
            ordinal(&["one", "hundred", "and", "sixty", "second"]),
            Some((162, 5))
        );
        assert_eq!(ordinal(&["nine"]), None);
    }
}
