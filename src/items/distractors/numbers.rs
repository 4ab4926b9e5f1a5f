//! Wrong numbers: those the document counts in the same unit, then the key times a ratio, as round as the key.

use rand_chacha::ChaCha8Rng;

use super::pick;
use crate::items::Distractor;

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

/// A number as it is printed: words around it, and the number itself in units of its last decimal.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    /// With the number left out: `about {} per cent`.
    around: (String, String),
    value: u64,
    /// Decimals.
    places: usize,
    has_commas: bool,
    /// Whether it is a word: `five`.
    is_word: bool,
    /// What stands right in front of the figure: `$`.
    sign: String,
}

impl Written {
    fn read(text: &str) -> Option<Written> {
        let words: Vec<&str> = text.split(' ').collect();
        let at = words.iter().position(|word| {
            unsigned(word).starts_with(|c: char| c.is_ascii_digit()) || WORDS.contains(word)
        })?;
        let around = (words[..at].join(" "), words[at + 1..].join(" "));
        let written = unsigned(words[at]);
        let sign = words[at].strip_suffix(written).unwrap_or_default().to_owned();
        if let Some(value) = WORDS.iter().position(|word| *word == written) {
            return Some(Written {
                around,
                value: u64::try_from(value).ok()?,
                places: 0,
                has_commas: false,
                is_word: true,
                sign,
            });
        }
        let places = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Some(Written {
            around,
            value: written.replace([',', '.'], "").parse().ok()?,
            places,
            has_commas: written.contains(','),
            is_word: false,
            sign,
        })
    }

    /// The same words around another number.
    fn with(&self, value: u64) -> Option<String> {
        let number = if self.is_word {
            (*WORDS.get(usize::try_from(value).ok()?)?).to_owned()
        } else if self.places > 0 {
            let power = 10_u64.pow(u32::try_from(self.places).ok()?);
            let whole = grouped(value / power, self.has_commas);
            format!("{whole}.{:0places$}", value % power, places = self.places)
        } else {
            grouped(value, self.has_commas)
        };
        let number = format!("{}{number}", self.sign);
        let parts = [self.around.0.as_str(), number.as_str(), self.around.1.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Some(parts.join(" "))
    }

    /// The most it can be: a share is not the whole.
    fn most(&self) -> u64 {
        let power = 10_u64.pow(u32::try_from(self.places).unwrap_or(0));
        if self.around.1.contains("per cent") {
            99 * power
        } else {
            u64::MAX
        }
    }
}

/// A figure without the sign of its money.
fn unsigned(word: &str) -> &str {
    let figure = word.strip_prefix("US").unwrap_or(word);
    let figure = figure.trim_start_matches(['$', '€', '£', '¥', '₸', '₩']);
    if figure.starts_with(|c: char| c.is_ascii_digit()) {
        figure
    } else {
        word
    }
}

/// Draws numbers of the key's size and roundness; rough word and unit stay.
///
/// `known` are numbers of the document with what they count; those in another unit, of another roundness or too
/// near the key are passed over.
pub fn draw(key: &str, known: &[(String, String)], chance: &mut ChaCha8Rng) -> Vec<Distractor> {
    // "More than 1,500" is true of everything that is more than 2,000: a bound has no sure wrong options.
    let Some(written) =
        Written::read(key).filter(|written| matches!(written.around.0.as_str(), "" | "about"))
    else {
        return Vec::new();
    };
    let of_document: Vec<(u64, &str)> = known
        .iter()
        .filter_map(|(text, why)| Some((Written::read(text)?, why)))
        .filter(|(other, _)| is_rival(other, &written))
        .map(|(other, why)| (other.value, why.as_str()))
        .collect();
    let value = written.value;
    let is_small = written.places == 0 && value < 20;
    let below = pick(chance, 4);
    let drawn = if is_small {
        near_small(value, below)
    } else if written.around.0 == "about" {
        far_large(value, written.most(), below)
    } else {
        near_large(value, written.most(), below, &of_document, chance)
    };
    drawn
        .into_iter()
        .filter_map(|number| {
            let known = of_document.iter().find(|(other, _)| *other == number);
            Some(Distractor {
                text: written.with(number)?,
                why: Some(known.map_or_else(|| off(key, value, number), |(_, why)| (*why).to_owned())),
            })
        })
        .collect()
}

/// Whether a number of the document may stand beside the key: printed like it, as round, and neither it nor what
/// is left of the whole.
fn is_rival(other: &Written, key: &Written) -> bool {
    let is_like = other.around == key.around
        && other.places == key.places
        && other.is_word == key.is_word
        && other.sign == key.sign;
    let is_near = other.value * 3 >= key.value && other.value <= key.value.saturating_mul(3);
    let whole = 100 * 10_u64.pow(u32::try_from(key.places).unwrap_or(0));
    let is_rest = key.around.1.contains("per cent") && other.value + key.value == whole;
    let zeros = |value: u64| {
        let digits = value.to_string();
        digits.len() - digits.trim_end_matches('0').len()
    };
    is_like
        && is_near
        && !is_rest
        && zeros(other.value).abs_diff(zeros(key.value)) <= 1
        && is_apart(other.value, key.value)
}

/// At least eight hundredths of the larger lie between.
fn is_apart(one: u64, other: u64) -> bool {
    one.abs_diff(other) * 100 >= one.max(other) * 8
}

/// How a number is off: `too high; it was 2,297`.
fn off(key: &str, value: u64, number: u64) -> String {
    let side = if number > value { "high" } else { "low" };
    format!("too {side}; it was {key}")
}

/// Ages that laws name, next to the key.
pub fn ages(key: &str, chance: &mut ChaCha8Rng) -> Vec<Distractor> {
    const NAMED: &[u8] = &[14, 16, 18, 21, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70];
    let place = |age: u8| NAMED.iter().position(|named| *named == age);
    let Some((age, own)) = key.parse().ok().and_then(|age: u8| Some((age, place(age)?))) else {
        return draw(key, &[], chance);
    };
    let first = own.saturating_sub(usize::try_from(pick(chance, 4)).unwrap_or(0));
    let first = first.min(NAMED.len() - 4);
    NAMED[first..first + 4]
        .iter()
        .filter(|other| **other != age)
        .map(|other| Distractor {
            text: other.to_string(),
            why: Some(off(key, age.into(), (*other).into())),
        })
        .collect()
}

/// How old a person may have been instead: steps of a tenth, within a life.
pub fn lifetimes(key: &str, chance: &mut ChaCha8Rng) -> Vec<Distractor> {
    let Some(written) = Written::read(key).filter(|written| written.value > 1 && written.places == 0) else {
        return Vec::new();
    };
    let age = written.value;
    let step = age / 10 + 1;
    let room = 96_u64.saturating_sub(age) / step;
    let fewest = 3_u64.saturating_sub(room.min(3));
    let below = u64::from(pick(chance, 4)).max(fewest).min((age - 2) / step);
    let others = (1..=below)
        .rev()
        .map(|count| age - count * step)
        .chain((1..=3 - below).map(|count| age + count * step));
    others
        .filter_map(|other| {
            Some(Distractor {
                text: written.with(other)?,
                why: Some(off(key, age, other)),
            })
        })
        .collect()
}

/// One to four steps away, never below two.
fn near_small(value: u64, below: u32) -> Vec<u64> {
    let below = u64::from(below).min(value.saturating_sub(2));
    let mut found: Vec<u64> = (1..=below).map(|step| value - step).collect();
    found.extend((1..=3 - below).map(|step| value + step));
    found.sort_unstable();
    found
}

/// "About 200" leaves room for what others counted: the next option is half as far again, or more.
fn far_large(value: u64, most: u64, below: u32) -> Vec<u64> {
    // Steps up and down, in per cent of the key; each at least half as far again as the one before.
    const UP: [u64; 3] = [160, 250, 400];
    const DOWN: [u64; 3] = [60, 40, 25];
    let below = usize::try_from(below).unwrap_or(0);
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

/// Numbers of the document on either side of the key, the nearest first; then key times a ratio to the power of
/// one or more, as round as the key.
fn near_large(
    value: u64,
    most: u64,
    below: u32,
    of_document: &[(u64, &str)],
    chance: &mut ChaCha8Rng,
) -> Vec<u64> {
    let digits = value.to_string();
    let zeros = u32::try_from(digits.len() - digits.trim_end_matches('0').len()).unwrap_or(0);
    // One significant digit leaves no near neighbour as round: 2,000 meets 1,500 and 2,500.
    let unit = match 10_u64.pow(zeros) {
        unit if unit > 1 && value / unit < 10 => unit / 2,
        unit => unit,
    };
    // Near the whole there is no room above.
    let below = if value.saturating_mul(114) / 100 > most {
        3
    } else {
        below
    };
    let mut known: Vec<u64> = of_document.iter().map(|(number, _)| *number).collect();
    known.sort_unstable_by_key(|number| (number.abs_diff(value), *number));
    let mut found: Vec<u64> = Vec::new();
    for (count, up) in [(below, false), (3 - below, true)] {
        let mut last = value;
        // At most one of the document a side: two strange numbers would tell that the others are real.
        let familiar = known.iter().find(|number| (**number > value) == up);
        for step in 0..count {
            let ratio = u64::from(114 + pick(chance, 24));
            let moved = if up {
                last * ratio / 100
            } else {
                last * 100 / ratio
            };
            let rounded = match familiar {
                Some(number) if step == 0 => *number,
                _ => (moved + unit / 2) / unit * unit,
            };
            last = rounded;
            let fits = is_apart(rounded, value) && found.iter().all(|other| is_apart(*other, rounded));
            if fits && rounded > 0 && rounded <= most {
                found.push(rounded);
            }
        }
    }
    found.sort_unstable();
    found
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

#[cfg(test)]
mod tests {
    use super::{ages, draw, lifetimes};
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    fn drawn(key: &str, known: &[(&str, &str)], seed: u64) -> Vec<(String, String)> {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let known: Vec<(String, String)> = known
            .iter()
            .map(|(number, why)| ((*number).to_owned(), (*why).to_owned()))
            .collect();
        draw(key, &known, &mut chance)
            .into_iter()
            .map(|wrong| (wrong.text, wrong.why.unwrap()))
            .collect()
    }

    fn texts(key: &str, seed: u64) -> Vec<String> {
        drawn(key, &[], seed).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn numbers_keep_roundness_unit_and_rough_word() {
        for seed in 0..20 {
            let numbers = texts("about 2,000", seed);
            assert!(numbers.len() >= 2);
            assert!(
                numbers
                    .iter()
                    .all(|number| number.starts_with("about ") && number.ends_with("00"))
            );
            let money = texts("$36 million", seed);
            assert!(
                money.len() >= 2
                    && money
                        .iter()
                        .all(|sum| sum.starts_with('$') && sum.ends_with(" million")),
                "{money:?}"
            );
            let shares = texts("68.06 per cent", seed);
            assert!(
                shares.iter().all(|share| share.ends_with(" per cent")),
                "{shares:?}"
            );
            let few = texts("five", seed);
            assert_eq!(few.len(), 3);
        }
        assert!(texts("more than 2,000", 1).is_empty());
    }

    #[test]
    fn rough_numbers_stand_at_least_half_as_far_again_apart() {
        for key in ["about 200", "about 88,000", "about 15,000", "about 60 per cent"] {
            let value =
                |text: &str| -> f64 { text.split(' ').nth(1).unwrap().replace(',', "").parse().unwrap() };
            let mut all: Vec<f64> = texts(key, 7).iter().map(|text| value(text)).collect();
            all.push(value(key));
            all.sort_by(f64::total_cmp);
            assert!(
                all.windows(2).all(|pair| pair[1] >= pair[0] * 1.45),
                "{key}: {all:?}"
            );
        }
    }

    #[test]
    fn what_the_document_counts_in_the_same_unit_comes_first() {
        let known = [
            ("2,582", "2,582 candidates were registered"),
            ("878", "878 candidates were nominated by parties"),
            ("2,300", "of another roundness, and too near"),
            ("61.8 per cent", "of another unit"),
        ];
        let mut seen = 0;
        for seed in 0..40 {
            for (text, why) in drawn("2,297", &known, seed) {
                let is_known = text == "2,582" || text == "878";
                assert_eq!(is_known, why.contains("candidates"), "{text} {why}");
                assert!(is_known || why.ends_with("it was 2,297"), "{why}");
                seen += usize::from(is_known);
            }
        }
        assert!(seen > 20, "{seen}");
    }

    #[test]
    fn the_rest_of_the_whole_is_no_option() {
        for seed in 0..20 {
            let drawn = drawn("38.2 per cent", &[("61.8 per cent", "the others")], seed);
            assert!(drawn.iter().all(|(text, _)| text != "61.8 per cent"));
        }
    }

    #[test]
    fn shares_stay_below_the_whole_and_have_options_all_the_same() {
        for seed in 0..10 {
            for key in ["79.10 per cent", "90 per cent", "97.5 per cent"] {
                let shares = texts(key, seed);
                assert!(key != "97.5 per cent" || shares.len() == 3, "{shares:?}");
                for share in shares {
                    let value: f64 = share.split(' ').next().unwrap().parse().unwrap();
                    assert!(value < 100.0, "{key}: {share}");
                }
            }
        }
    }

    #[test]
    fn nobody_does_anything_at_a_hundred_and_thirty() {
        for seed in 0..20 {
            for key in ["3", "19", "66", "91"] {
                let mut chance = ChaCha8Rng::seed_from_u64(seed);
                let others: Vec<u64> = lifetimes(key, &mut chance)
                    .iter()
                    .map(|other| other.text.parse().unwrap())
                    .collect();
                assert_eq!(others.len(), 3, "{key}: {others:?}");
                assert!(
                    others.iter().all(|age| (2..=100).contains(age)),
                    "{key}: {others:?}"
                );
            }
        }
    }

    #[test]
    fn ages_are_those_that_laws_name() {
        let mut chance = ChaCha8Rng::seed_from_u64(7);
        let ages = ages("25", &mut chance);
        assert_eq!(ages.len(), 3);
        for age in ages {
            assert!(["14", "16", "18", "21", "30", "35", "40"].contains(&age.text.as_str()));
            assert!(age.why.is_some());
        }
    }
}
