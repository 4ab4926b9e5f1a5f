//! Ranks: 9th, ninth, No. 9, IX, and 9 alone.

use super::words;

/// A rank as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rank {
    pub value: i128,
    /// Written as an ordinal, `9th` or `ninth`, and not only `9`.
    pub is_ordinal: bool,
    /// Words besides the rank.
    pub other_words: usize,
}

const BESIDE: &str = "the a in at it is was came place position rank ranked number no nr order largest biggest from \
     of world";

/// Reads a rank; `None` when there is none, or more than one.
pub(super) fn rank(text: &str) -> Option<Rank> {
    if text.len() > 200 {
        return None;
    }
    let lower = text.to_lowercase();
    let split = |character: char| !character.is_alphanumeric();
    let tokens: Vec<&str> = lower.split(split).filter(|token| !token.is_empty()).collect();
    let mut found: Option<Rank> = None;
    let mut index = 0;
    let mut other_words = 0;
    while index < tokens.len() {
        if let Some((value, is_ordinal, taken)) = one(&tokens[index..]) {
            if found.is_some() {
                return None;
            }
            found = Some(Rank {
                value,
                is_ordinal,
                other_words: 0,
            });
            index += taken;
            continue;
        }
        other_words += usize::from(!BESIDE.split_ascii_whitespace().any(|word| word == tokens[index]));
        index += 1;
    }
    found.map(|rank| Rank { other_words, ..rank })
}

/// A rank at the start of the tokens: value, whether written as ordinal, tokens taken.
fn one(tokens: &[&str]) -> Option<(i128, bool, usize)> {
    let first = tokens.first()?;
    let digits = first.len()
        - first
            .trim_start_matches(|digit: char| digit.is_ascii_digit())
            .len();
    if digits > 0 {
        let (figure, ending) = first.split_at(digits);
        let value = figure.parse().ok().filter(|_| digits <= 9)?;
        if ending.is_empty() {
            let hyphened = tokens.get(1).is_some_and(|next| is_ending(next));
            return Some((value, hyphened, 1 + usize::from(hyphened)));
        }
        return is_ending(ending).then_some((value, true, 1));
    }
    if let Some((value, taken)) = words::ordinal(tokens) {
        return Some((value, true, taken));
    }
    if let Some((value, taken)) = words::cardinal(tokens) {
        return Some((value, false, taken));
    }
    roman(first).map(|value| (value, true, 1))
}

fn is_ending(word: &str) -> bool {
    matches!(
        word,
        "st" | "nd"
            | "rd"
            | "th"
            | "й"
            | "ый"
            | "ой"
            | "ий"
            | "е"
            | "ое"
            | "ая"
            | "я"
            | "го"
            | "м"
            | "ші"
            | "шы"
            | "inci"
            | "şı"
            | "şy"
    )
}

/// Roman numerals of at least two letters; `i` alone is too likely a word.
fn roman(word: &str) -> Option<i128> {
    if word.len() < 2 || word.len() > 8 {
        return word
            .eq_ignore_ascii_case("v")
            .then_some(5)
            .or((word == "x").then_some(10));
    }
    let value = |letter: char| {
        Some(match letter {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            _ => return None,
        })
    };
    let values: Vec<i128> = word.chars().map(value).collect::<Option<_>>()?;
    let signed = values.iter().enumerate().map(|(index, value)| {
        let is_less = values.get(index + 1).is_some_and(|next| next > value);
        if is_less { -value } else { *value }
    });
    Some(signed.sum::<i128>()).filter(|sum| *sum > 0)
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn reads_ranks() {
        for (text, value) in [
            ("9th", 9),
            ("ninth", 9),
            ("9", 9),
            ("No. 9", 9),
            ("#9", 9),
            ("the ninth place", 9),
            ("IX", 9),
            ("nine", 9),
            ("9-е", 9),
            ("9-ші", 9),
            ("162nd", 162),
            ("twenty-first", 21),
            ("number nine", 9),
            ("fourth-largest", 4),
        ] {
            assert_eq!(rank(text).map(|rank| rank.value), Some(value), "{text}");
        }
    }

    #[test]
    fn two_ranks_are_none() {
        assert_eq!(rank("8th or 9th"), None);
        assert_eq!(rank("Astana"), None);
    }
}
