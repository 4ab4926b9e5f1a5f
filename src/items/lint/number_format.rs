//! L25: numbers among the options are written alike and leave no gap around the key.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;

/// A key this many times its nearest distractor, or this small a part of it, stands apart.
const APART: f64 = 5.0;

/// See the file's first line.
pub struct NumberFormat;

impl Check for NumberFormat {
    fn id(&self) -> &'static str {
        "L25"
    }

    fn rule(&self) -> &'static str {
        "numbers have the same unit, decimals and separators, and no option stands far apart"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        let is_number =
            |option: &Choice<'_>| matches!(option.value.kind, ValueKind::Number | ValueKind::Share);
        if !item.has_options() || !item.options.iter().all(is_number) {
            return Vec::new();
        }
        if let Some((option, what)) = item
            .distractors()
            .iter()
            .find_map(|option| Some((option, difference(key, option)?)))
        {
            return block(
                "L25",
                format!("`{}` and `{}` differ in {what}", key.text, option.text),
            );
        }
        if stands_apart(item) {
            return warn(
                "L25",
                format!("the key `{}` is far from all other numbers", key.text),
            );
        }
        Vec::new()
    }
}

fn difference(key: &Choice<'_>, option: &Choice<'_>) -> Option<&'static str> {
    let (one, other) = (&key.value, &option.value);
    let singular = |unit: &str| unit.trim_end_matches('s').to_owned();
    let is_word = |unit: &str| !unit.contains([' ', '-']);
    if singular(&one.unit) != singular(&other.unit) && is_word(&one.unit) && is_word(&other.unit) {
        return Some("their unit");
    }
    if one.spelled != other.spelled {
        return Some("figures and words");
    }
    if one.decimals != other.decimals {
        return Some("their decimals");
    }
    // Below a thousand there is nothing to group.
    let large = |amount: Option<f64>| amount.is_some_and(|amount| amount >= 1000.0);
    (one.grouped != other.grouped && large(one.amount) && large(other.amount))
        .then_some("the sign between thousands")
}

fn stands_apart(item: &Anatomy<'_>) -> bool {
    let Some(key) = item.options[0].value.amount.filter(|amount| *amount > 0.0) else {
        return false;
    };
    item.distractors().len() > 1
        && item
            .distractors()
            .iter()
            .filter_map(|option| option.value.amount)
            .all(|other| other > key * APART || other * APART < key)
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, choice, passes, warns};

    #[test]
    fn finds_numbers_written_in_two_ways() {
        for (key, distractors) in [
            ("15,000", ["20000", "30,000"]),
            ("71.4 per cent", ["60 per cent", "64.2 per cent"]),
            ("12 metres", ["14 feet", "20 metres"]),
            ("three", ["4", "five"]),
        ] {
            blocks(
                "L25",
                &choice("How many did Ulu count in 2018?", key, &distractors),
            );
        }
        warns(
            "L25",
            &choice("How many did Ulu count in 2018?", "2", &["150", "170"]),
        );
    }

    #[test]
    fn leaves_numbers_written_alike_alone() {
        for (key, distractors) in [
            ("878", ["730", "1,419"]),
            ("1 month", ["2 months", "3 months"]),
            ("88%", ["60%", "70 per cent"]),
            ("three", ["four", "five"]),
        ] {
            passes(
                "L25",
                &choice("How many did Ulu count in 2018?", key, &distractors),
            );
        }
    }
}
