//! L22: all options are of one kind, one precision, one form and one alphabet.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;
use crate::lexicon::scripts::script_of;

/// See the file's first line.
pub struct MixedOptions;

impl Check for MixedOptions {
    fn id(&self) -> &'static str {
        "L22"
    }

    fn rule(&self) -> &'static str {
        "options are of one kind, precision, grammatical form and alphabet"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        let odd =
            |differs: &dyn Fn(&Choice<'_>) -> bool| item.distractors().iter().find(|option| differs(option));
        if let Some(option) = odd(&|option| class(option) != class(key)) {
            return block(
                "L22",
                format!("`{}` and `{}` are not of one kind", key.text, option.text),
            );
        }
        if let Some(option) = odd(&|option| has_year(option) != has_year(key)) {
            return block(
                "L22",
                format!("`{}` and `{}` differ in precision", key.text, option.text),
            );
        }
        if let Some(option) = odd(&|option| scripts_differ(option, key)) {
            return block(
                "L22",
                format!("`{}` and `{}` are in two alphabets", key.text, option.text),
            );
        }
        if !context.is_english {
            return Vec::new();
        }
        if let Some(form) = all_but_key(item, FORMS) {
            return block("L22", format!("the key `{}` is the only option {form}", key.text));
        }
        match all_but_key(item, ARTICLES) {
            Some(form) => warn("L22", format!("the key `{}` is the only option {form}", key.text)),
            None => Vec::new(),
        }
    }
}

/// Kinds that may stand beside each other: `a third` and `0.3`, `1950` and `2,297`.
fn class(option: &Choice<'_>) -> u8 {
    match option.value.kind {
        ValueKind::Number => 0,
        ValueKind::Share => 1,
        ValueKind::Rank => 2,
        ValueKind::Year | ValueKind::Years => 3,
        ValueKind::Month => 4,
        ValueKind::Day => 5,
        ValueKind::Words => 6,
    }
}

/// Whether a day or month comes with its year; a range of years is another precision than a year.
fn has_year(option: &Choice<'_>) -> (bool, bool) {
    let kind = option.value.kind;
    (
        matches!(kind, ValueKind::Day | ValueKind::Month) && option.value.amount.is_some(),
        kind == ValueKind::Years,
    )
}

fn scripts_differ(option: &Choice<'_>, key: &Choice<'_>) -> bool {
    match (script_of(option.text), script_of(key.text)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

/// A grammatical form, in words, and how it is seen.
type Form = (&'static str, fn(&str) -> bool);

const FORMS: &[Form] = &[
    ("that opens with `to` and a verb", |text| text.starts_with("to ")),
    ("that lacks the opening `to`", |text| !text.starts_with("to ")),
    ("that opens with `by`", |text| text.starts_with("by ")),
    ("in the -ing form", |text| {
        text.split_once(' ')
            .is_some_and(|(word, _)| word.len() > 5 && word.ends_with("ing"))
    }),
];
const ARTICLES: &[Form] = &[
    ("that opens with `the`", |text| {
        text.starts_with("the ") || text.starts_with("The ")
    }),
    ("that opens with `a`", |text| {
        text.starts_with("a ") || text.starts_with("an ")
    }),
    ("without an article", |text| {
        !["a ", "an ", "the ", "A ", "An ", "The "]
            .iter()
            .any(|article| text.starts_with(article))
    }),
];

/// A form of the key that no distractor has.
fn all_but_key(item: &Anatomy<'_>, forms: &[Form]) -> Option<&'static str> {
    let (key, distractors) = (item.key()?, item.distractors());
    if distractors.len() < 2 || key.value.kind != ValueKind::Words {
        return None;
    }
    let odd = |has: &fn(&str) -> bool| has(key.text) && !distractors.iter().any(|option| has(option.text));
    forms.iter().find(|(_, has)| odd(has)).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, choice, passes, warns};

    #[test]
    fn finds_mixed_options() {
        for (key, distractors) in [
            ("2018", ["Aksu", "2012"]),
            ("5 June 2022", ["June 2022", "7 June 2022"]),
            ("5 June 2022", ["7 June", "9 June"]),
            ("71.4 per cent", ["about half the towns", "64 per cent"]),
            ("Steppe Voice", ["12", "Ulu"]),
            ("Алаш", ["Ulu", "Adal"]),
            ("to close the border", ["a new tax", "a new law"]),
            ("9th", ["7", "8"]),
        ] {
            blocks("L22", &choice("What did Ulu name in 2018?", key, &distractors));
        }
    }

    #[test]
    fn warns_of_articles_only_the_key_has() {
        warns(
            "L22",
            &choice(
                "What did Ulu name in 2018?",
                "the Senate",
                &["Supreme Court", "State Council"],
            ),
        );
    }

    #[test]
    fn leaves_options_of_one_kind_alone() {
        for (key, distractors) in [
            ("2018", ["2011", "2012"]),
            ("three", ["four", "five"]),
            ("a third", ["a half", "a quarter"]),
            ("5 June 2022", ["7 June 2022", "5 May 2022"]),
            (
                "to close the border",
                ["to open the archives", "to free the press"],
            ),
            ("Steppe Voice", ["Ulu", "Ak Zhol"]),
        ] {
            passes("L22", &choice("What did Ulu name in 2018?", key, &distractors));
        }
    }
}
