//! L42: a false statement differs from the true one in one place, and the correction puts it right.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::known::is_same_answer;
use super::known::roots_of;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;

/// Smaller sets show nothing.
const SMALLEST_SET: usize = 10;
/// Per cent of true statements in a set.
const TRUE_SHARE: std::ops::RangeInclusive<usize> = 40..=60;

/// See the file's first line.
pub struct TrueFalse;

impl Check for TrueFalse {
    fn id(&self) -> &'static str {
        "L42"
    }

    fn rule(&self) -> &'static str {
        "a false statement is a true one with one part changed; in a set, about half are true"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !item.is_kind(&[Kind::TrueFalse]) {
            return Vec::new();
        }
        if let Some((_, word)) = item.find(Marks::ABSOLUTE) {
            return block("L42", format!("`{}` gives a statement away as false", word.text));
        }
        let correction = item.item.detail.correction.as_deref();
        let what = match (is_true(item), correction) {
            (None, _) => Some(format!("the key `{}` is neither true nor false", item.item.key)),
            (Some(true), Some(_)) => Some("a true statement has a correction".to_owned()),
            (Some(false), None) => Some("the false statement lacks its correction".to_owned()),
            (Some(false), Some(right)) if stands_in(right, statement(&item.item.stem)) => Some(format!(
                "the correction `{right}` stands in the statement already"
            )),
            (Some(is_true), correction) => against_fact(item, context, is_true, correction),
        };
        what.map_or_else(Vec::new, |what| block("L42", what))
    }

    fn check_set(&self, items: &[Anatomy<'_>], _context: &Context<'_>) -> Vec<(usize, Finding)> {
        let judged: Vec<(usize, bool)> = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.is_kind(&[Kind::TrueFalse]))
            .filter_map(|(at, item)| Some((at, is_true(item)?)))
            .collect();
        let share = judged.iter().filter(|(_, is_true)| *is_true).count() * 100 / judged.len().max(1);
        if judged.len() < SMALLEST_SET || TRUE_SHARE.contains(&share) {
            return Vec::new();
        }
        let found = warn(
            "L42",
            format!("{share} % of the statements are true; about half should be"),
        );
        found.into_iter().map(|finding| (judged[0].0, finding)).collect()
    }
}

fn is_true(item: &Anatomy<'_>) -> Option<bool> {
    match fold(&item.item.key).as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// What is wrong with the statement beside the fact it is made from: one slot may differ, no more.
fn against_fact(
    item: &Anatomy<'_>,
    context: &Context<'_>,
    is_true: bool,
    correction: Option<&str>,
) -> Option<String> {
    let (facts, known) = (context.facts(), context.known_of(item.item)?);
    if let Some(right) = correction.filter(|right| !roots_of(right).all(|root| facts.says(known, &root))) {
        return Some(format!("the fact does not say the correction `{right}`"));
    }
    let is_slot = |places: &[usize]| places.windows(2).all(|pair| pair[1] - pair[0] <= 2);
    let words: Vec<&str> = words(statement(&item.item.stem)).collect();
    let strange: Vec<usize> = words
        .iter()
        .enumerate()
        .filter(|(_, word)| roots_of(word).any(|root| !facts.says(known, &root)))
        .map(|(at, _)| at)
        .collect();
    if is_true {
        return (!strange.is_empty()).then(|| {
            format!(
                "the fact does not say `{}` of a true statement",
                words[strange[0]]
            )
        });
    }
    (!is_slot(&strange))
        .then(|| "the false statement differs from the fact in more than one place".to_owned())
}

/// The statement itself, between `True or false?` and what to do if it is false.
fn statement(stem: &str) -> &str {
    let stem = stem.split_once("? ").map_or(stem, |(_, statement)| statement);
    stem.split_once(" If false")
        .map_or(stem, |(statement, _)| statement)
}

fn stands_in(part: &str, whole: &str) -> bool {
    let count = words(part).count().max(1);
    let whole: Vec<&str> = words(whole).collect();
    whole
        .windows(count)
        .any(|row| fold(&row.join(" ")) == fold(part) || count == 1 && is_number_again(row[0], part))
}

fn is_number_again(one: &str, other: &str) -> bool {
    other.starts_with(|letter: char| letter.is_ascii_digit()) && is_same_answer(one, other)
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::Kind;
    use crate::items::lint::Context;
    use crate::items::lint::lint_set;
    use crate::items::lint::sample::{blocks_in, card, fact, of_kind, on_fact, passes_in};

    fn statement(stem: &str, key: &str, correction: Option<&str>) -> Item {
        let mut item = on_fact("ulu", of_kind(Kind::TrueFalse, card(stem, key)));
        item.detail.correction = correction.map(str::to_owned);
        item
    }

    fn facts() -> [crate::items::Fact; 1] {
        let mut founded = fact("ulu", "Ulu party", "founded in", "2018");
        founded.statement = "Dina Ospanova founded the Ulu party in 2018.".to_owned();
        [founded]
    }

    #[test]
    fn finds_statements_changed_in_no_place_or_in_two() {
        let facts = facts();
        let context = Context::new("en", &facts);
        for item in [
            statement("Dina Ospanova founded the Ulu party in 2016.", "false", None),
            statement(
                "Dina Ospanova founded the Ulu party in 2018.",
                "false",
                Some("2018"),
            ),
            statement(
                "Marat Keneev founded the Ulu party in 2016.",
                "false",
                Some("2018"),
            ),
            statement(
                "Dina Ospanova founded the Ulu party in 2016.",
                "false",
                Some("2017"),
            ),
            statement("Dina Ospanova founded the Ulu party in 2016.", "true", None),
            statement("Dina Ospanova founded the Ulu party in 2018.", "maybe", None),
            statement("Only Dina Ospanova founded the Ulu party in 2018.", "true", None),
        ] {
            blocks_in("L42", &item, &context);
        }
    }

    #[test]
    fn leaves_one_changed_place_alone() {
        let facts = facts();
        let context = Context::new("en", &facts);
        for item in [
            statement("Dina Ospanova founded the Ulu party in 2018.", "true", None),
            statement(
                "True or false? Dina Ospanova founded the Ulu party in 2016.",
                "false",
                Some("2018"),
            ),
            statement(
                "Marat Keneev founded the Ulu party in 2018.",
                "false",
                Some("Dina Ospanova"),
            ),
        ] {
            passes_in("L42", &item, &context);
        }
    }

    #[test]
    fn counts_true_statements_over_a_set() {
        let of = |keys: [&str; 2]| -> Vec<Item> {
            (0..20)
                .map(|at| statement("Ulu won the vote of 2018.", keys[at % 2], None))
                .collect()
        };
        let is_found = |items: &[Item]| {
            let found = lint_set(items, &Context::new("en", &[]));
            found.iter().any(|(_, finding)| finding.check == "L42")
        };
        assert!(is_found(&of(["true", "true"])));
        assert!(!is_found(&of(["true", "false"])));
    }
}
