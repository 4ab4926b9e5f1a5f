//! L24: no two options say the same thing, wholly or in part.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;

/// See the file's first line.
pub struct OverlappingOptions;

impl Check for OverlappingOptions {
    fn id(&self) -> &'static str {
        "L24"
    }

    fn rule(&self) -> &'static str {
        "options differ after folding, none is another spelling, part or range of another"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        let accepted: Vec<String> = match item.has_options() {
            true => item.item.accept.iter().map(|form| fold(form)).collect(),
            false => Vec::new(),
        };
        for (place, option) in item.distractors().iter().enumerate() {
            if is_accepted(&accepted, option) {
                return block(
                    "L24",
                    format!("the distractor `{}` is also accepted as right", option.text),
                );
            }
            let earlier = &item.options[..=place];
            if let Some(other) = earlier.iter().find(|other| overlap(other, option)) {
                return block(
                    "L24",
                    format!(
                        "`{}` and `{}` are not two different answers",
                        other.text, option.text
                    ),
                );
            }
        }
        Vec::new()
    }
}

fn is_accepted(accepted: &[String], option: &Choice<'_>) -> bool {
    let is_number = option.value.kind != ValueKind::Words;
    accepted.contains(&option.folded) && !(is_number && option.folded.is_empty())
}

fn overlap(one: &Choice<'_>, other: &Choice<'_>) -> bool {
    if one.folded == other.folded && !(one.folded.is_empty() && one.text != other.text) {
        return true;
    }
    let (left, right) = (&one.value, &other.value);
    match (left.kind, right.kind) {
        (ValueKind::Words, ValueKind::Words) => {
            contains(one.text, other.text) || contains(other.text, one.text)
        }
        (ValueKind::Number | ValueKind::Share, ValueKind::Number | ValueKind::Share) => {
            left.kind == right.kind
                && left.unit == right.unit
                && left.rough == right.rough
                && ranges_meet(one, other)
        }
        // Two periods are two answers even where they share years; a year and its decade are not.
        (ValueKind::Years, ValueKind::Year) | (ValueKind::Year, ValueKind::Years) => ranges_meet(one, other),
        // `June 2022` holds `5 June 2022`.
        (ValueKind::Day | ValueKind::Month, ValueKind::Day | ValueKind::Month) => {
            left.kind != right.kind && (contains(one.text, other.text) || contains(other.text, one.text))
        }
        _ => false,
    }
}

fn ranges_meet(one: &Choice<'_>, other: &Choice<'_>) -> bool {
    let (Some((left, left_end)), Some((right, right_end))) = (range(one), range(other)) else {
        return false;
    };
    if left == left_end || right == right_end {
        return left <= right_end && right <= left_end;
    }
    // Ranges such as 10-20 and 20-30 touch at an end that belongs to both.
    left <= right_end && right <= left_end
}

fn range(option: &Choice<'_>) -> Option<(f64, f64)> {
    let from = option.value.amount?;
    let decade = option.text.ends_with("0s");
    let end = option
        .value
        .upper
        .unwrap_or(if decade { from + 9.0 } else { from });
    // `1930-33` leaves the century out.
    Some((
        from,
        if end < from {
            from - from % 100.0 + end
        } else {
            end
        },
    ))
}

/// Whether the words of `part` stand in `whole` in a row; a short part inside a longer name counts from its third letter.
fn contains(whole: &str, part: &str) -> bool {
    if part.len() >= whole.len() || part.chars().count() < 3 {
        return false;
    }
    let part: Vec<String> = words(part).map(fold).collect();
    let whole: Vec<String> = words(whole).map(fold).collect();
    !part.is_empty() && part.len() < whole.len() && whole.windows(part.len()).any(|row| row == part)
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, choice, passes};

    #[test]
    fn finds_options_that_overlap() {
        for (key, distractors) in [
            ("Asan Tokayev", ["Asan Toqaev", "Marat Keneev"]),
            ("Supreme Court", ["head of the Supreme Court", "the Senate"]),
            ("10-20", ["20-30", "40-50"]),
            ("ten", ["10", "20"]),
            ("50%", ["half", "70%"]),
            ("Ulu", ["Adal", "ULU"]),
            ("June 2022", ["5 June 2022", "July 2022"]),
            ("1930s", ["1935", "1940s"]),
        ] {
            blocks("L24", &choice("What did Ulu want in 2018?", key, &distractors));
        }
        let mut aliased = choice("Which city is the capital?", "Aksu", &["Berdi-Kala", "Orda"]);
        aliased.accept = vec!["Berdi Kala".to_owned()];
        blocks("L24", &aliased);
    }

    #[test]
    fn leaves_different_options_alone() {
        for (key, distractors) in [
            ("Nazira Bayeva", ["Nazir Bayev", "Marat Keneev"]),
            ("10-19", ["20-29", "30-39"]),
            ("1930-1933", ["1932-1935", "1940-1945"]),
            ("38.2", ["38", "61.8"]),
            ("1 December 1991", ["21 December 1991", "1 November 1991"]),
            ("Ak Orda", ["Kok Orda", "Altyn Orda"]),
            ("1991", ["1992", "1993"]),
        ] {
            passes("L24", &choice("What did Ulu want in 2018?", key, &distractors));
        }
    }
}
