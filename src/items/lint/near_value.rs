//! L33: a number among the distractors is far enough from the key, a date differs in what is asked.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;

/// A distractor is at least this part of the key away.
const APART: f64 = 0.08;
/// Small counts are told apart one by one: 16 regions are not 17.
const COUNTED: f64 = 20.0;
/// What graders forgive where the key is rough.
const ROUGH: f64 = 0.05;

/// See the file's first line.
pub struct NearValue;

impl Check for NearValue {
    fn id(&self) -> &'static str {
        "L33"
    }

    fn rule(&self) -> &'static str {
        "numbers differ from the key by 8 per cent and more than its tolerance, dates by what is asked"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        let near = item.distractors().iter().find(|option| match key.value.kind {
            ValueKind::Number | ValueKind::Share => is_near(item, key, option),
            kind if kind.is_date() => is_same_time(key, option),
            _ => false,
        });
        near.map_or_else(Vec::new, |option| {
            block(
                "L33",
                format!("`{}` is too near to the key `{}`", option.text, key.text),
            )
        })
    }
}

fn is_near(item: &Anatomy<'_>, key: &Choice<'_>, option: &Choice<'_>) -> bool {
    let (Some(own), Some(other)) = (key.value.amount, option.value.amount) else {
        return false;
    };
    let units = [key, option].map(|choice| choice.value.unit.trim_end_matches('s'));
    if units[0] != units[1] || option.value.kind != key.value.kind || key.value.upper != option.value.upper {
        return false;
    }
    let distance = (own - other).abs();
    let forgiven = item
        .item
        .detail
        .tolerance
        .unwrap_or(if key.value.rough { ROUGH } else { 0.0 });
    let is_counted = own <= COUNTED && other.fract() == 0.0 && own.fract() == 0.0 && forgiven == 0.0;
    distance <= own.abs() * forgiven || distance < own.abs() * APART && !is_counted
}

/// `5 June 2022` and `05 June 2022`: the figures and the month decide, whatever stands between.
fn is_same_time(key: &Choice<'_>, option: &Choice<'_>) -> bool {
    let figures = |text: &str| -> Vec<u64> {
        let parts = text.split(|letter: char| !letter.is_ascii_digit());
        let mut figures: Vec<u64> = parts.filter_map(|part| part.parse().ok()).collect();
        figures.sort_unstable();
        figures
    };
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|letter| letter.is_alphabetic())
            .take(3)
            .collect()
    };
    key.value.kind == option.value.kind
        && figures(key.text) == figures(option.text)
        && letters(key.text).eq_ignore_ascii_case(&letters(option.text))
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, choice, passes};

    #[test]
    fn finds_values_too_near_to_the_key() {
        for (key, distractors) in [
            ("2,297", ["2,310", "2,600"]),
            ("71.4 per cent", ["73.0 per cent", "60.1 per cent"]),
            ("about 1,000", ["about 1,040", "about 2,000"]),
            ("5 June 2022", ["June 5, 2022", "12 June 2022"]),
        ] {
            blocks(
                "L33",
                &choice("How many did Ulu count in 2018?", key, &distractors),
            );
        }
        let mut wide = choice("Roughly how many did Ulu count?", "1,000", &["1,180", "2,000"]);
        wide.detail.tolerance = Some(0.2);
        blocks("L33", &wide);
    }

    #[test]
    fn leaves_values_apart_and_small_counts_alone() {
        for (key, distractors) in [
            ("2,297", ["2,000", "2,600"]),
            ("17", ["16", "18"]),
            ("71.4 per cent", ["60.1 per cent", "80.2 per cent"]),
            ("5 June 2022", ["6 June 2022", "5 July 2022"]),
            ("1991", ["1990", "1992"]),
            (
                "one five-year term",
                ["one seven-year term", "two five-year terms"],
            ),
        ] {
            passes(
                "L33",
                &choice("How many did Ulu count in 2018?", key, &distractors),
            );
        }
    }
}
