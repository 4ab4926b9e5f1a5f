//! L21: the key is not the only option with a digit, a bracket, a capital or another outer mark.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;

/// An outer mark, in words, and how it is seen.
type Feature = (&'static str, fn(&Choice<'_>) -> bool);

const FEATURES: &[Feature] = &[
    ("with a digit", |option| {
        option.text.contains(|letter: char| letter.is_ascii_digit())
    }),
    ("in brackets", |option| option.text.contains(['(', '['])),
    ("in quotation marks", |option| {
        option.text.contains(['“', '"', '«'])
    }),
    ("with a hyphen", has_plain_hyphen),
    ("in capitals", |option| {
        option.length > 1
            && option
                .text
                .chars()
                .all(|letter| letter.is_uppercase() || !letter.is_alphabetic())
            && option.text.contains(char::is_alphabetic)
    }),
    ("with a capital letter", |option| {
        option.text.starts_with(char::is_uppercase)
    }),
    ("without a capital letter", |option| {
        option.text.starts_with(char::is_lowercase)
    }),
    ("with a comma", |option| option.text.contains(", ")),
    ("with a unit", |option| !option.value.unit.is_empty()),
    ("with a decimal", |option| option.value.decimals > 0),
    ("that is rough", |option| option.value.rough),
    ("that is exact", |option| !option.value.rough),
];

/// See the file's first line.
pub struct OddKey;

impl Check for OddKey {
    fn id(&self) -> &'static str {
        "L21"
    }

    fn rule(&self) -> &'static str {
        "no outer mark sets the key apart from all distractors"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        if item.distractors().len() < 2 {
            return Vec::new();
        }
        let odd = FEATURES
            .iter()
            .find(|(_, has)| has(key) && !item.distractors().iter().any(has));
        odd.map_or_else(Vec::new, |(name, _)| {
            block("L21", format!("the key `{}` is the only option {name}", key.text))
        })
    }
}

/// A hyphen between small letters; names such as `Nur-Sultan` and ranges are as they are.
fn has_plain_hyphen(option: &Choice<'_>) -> bool {
    let inner = |at: usize| option.text[at + 1..].starts_with(char::is_lowercase);
    option.value.kind == ValueKind::Words
        && !option.text.starts_with(char::is_uppercase)
        && option.text.match_indices('-').any(|(at, _)| inner(at))
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, choice, passes};

    #[test]
    fn finds_a_key_set_apart() {
        for (key, distractors) in [
            ("law of 2018", ["land law", "road law"]),
            ("Ulu (the league)", ["Adal", "Asar"]),
            ("ODP", ["Adal", "Asar"]),
            ("Senate", ["the court", "the council"]),
            ("senate", ["Court", "Council"]),
            ("71.4", ["60", "80"]),
            ("15 per cent", ["20", "30"]),
            ("about 15,000", ["20,000", "30,000"]),
            ("15,000", ["about 20,000", "about 30,000"]),
            ("self-rule", ["freedom", "order"]),
        ] {
            blocks("L21", &choice("What did Ulu want in 2018?", key, &distractors));
        }
    }

    #[test]
    fn leaves_shared_marks_alone() {
        for (key, distractors) in [
            ("law of 2018", ["law of 2012", "road law"]),
            ("Nur-Sultan", ["Almaty", "Aktau"]),
            ("Ulu", ["Adal", "the league"]),
            ("71.4", ["60.1", "80"]),
        ] {
            passes("L21", &choice("What did Ulu want in 2018?", key, &distractors));
        }
    }
}
