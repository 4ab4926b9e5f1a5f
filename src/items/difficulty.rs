//! How hard an item is before anyone answered it.
//!
//! A base for the type of question and what is known of this one add up to a
//! number on the scale of log odds: 0 is what about half of all beginners get
//! right. What nobody can know before the first answer, such as how well a
//! learner knows the country, is left out. Source of the terms and their weights:
//! design of the question types, section on difficulty.

use super::Item;
use super::Kind;
use super::anatomy::Anatomy;
use super::anatomy::ValueKind;

/// What stands around an item, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Around {
    /// Other things of the key's kind in the document.
    pub rivals: usize,
    /// Facts of the document that name the key.
    pub mentions: usize,
    /// How like the key its options are, 0 to 1; one half where there are none.
    pub likeness: Option<f64>,
    /// Years between two events of which one is to be told first.
    pub gap: Option<u16>,
}

/// Estimates difficulty, 1 easy to 5 hard.
pub fn difficulty(item: &Item, around: Around) -> u8 {
    level(log_odds(item, around))
}

/// Returns the level of log odds of a wrong answer, 1 easy to 5 hard.
pub(super) fn level(log_odds: f64) -> u8 {
    // Fifths of the scale between what nearly everybody and hardly anybody gets right; ours, may be tuned.
    match log_odds {
        ..-0.9 => 1,
        ..-0.2 => 2,
        ..0.3 => 3,
        ..1.0 => 4,
        _ => 5,
    }
}

/// The estimate itself, harder upwards.
fn log_odds(item: &Item, around: Around) -> f64 {
    let anatomy = Anatomy::new(item);
    let count = |number: usize| f64::from(u32::try_from(number.min(1000)).unwrap_or(1000));
    let words = anatomy.key().map_or(1, |key| key.words);
    let value = anatomy.key().map(|key| key.value.kind);
    let is_day = value == Some(ValueKind::Day);
    // A date is one thing to know, however many words it is written in.
    let long_key = if value.is_some_and(ValueKind::is_date) {
        0
    } else {
        words.clamp(1, 7) - 1
    };
    let names = names_in(&item.stem).clamp(1, 5);
    let is_chosen = !item.distractors.is_empty() && item.detail.pairs.is_empty();
    base(item, around)
        + 0.3 * (1.0 + count(around.rivals)).log2().min(4.0)
        + if is_day { 0.4 } else { 0.0 }
        + 0.15 * count(long_key)
        - 0.25 * (1.0 + count(around.mentions)).log2()
        - 0.3 * (count(names) - 1.0)
        + around
            .likeness
            .map_or(0.0, |likeness| 0.2 * (likeness * 4.0 - 2.0))
        - if is_chosen && !is_of_two(item) { 1.0 } else { 0.0 }
        + if is_foreign(item) { 0.3 } else { 0.0 }
}

/// Kinds that are a choice of two by nature: that is in their base already.
fn is_of_two(item: &Item) -> bool {
    matches!(item.kind, Some(Kind::Earlier | Kind::Compare | Kind::TrueFalse))
}

fn base(item: &Item, around: Around) -> f64 {
    match item.kind {
        Some(Kind::HowMany) => 1.2,
        Some(Kind::Requirement) => 1.0,
        Some(Kind::Speaker | Kind::Timeline) => 0.8,
        Some(Kind::When | Kind::Succession | Kind::Rank | Kind::Content) => 0.7,
        Some(Kind::Who | Kind::Cause | Kind::Expansion | Kind::Renaming) => 0.6,
        Some(Kind::Where | Kind::Outcome | Kind::Matching) => 0.4,
        Some(Kind::Term | Kind::Estimate) => 0.3,
        Some(Kind::Compare) => 0.0,
        Some(Kind::TrueFalse) => -0.3,
        // The nearer, the harder: a year and less against more than five.
        Some(Kind::Earlier) => match around.gap {
            Some(0) => 1.2,
            Some(years) if years <= 5 => 0.6,
            _ => 0.0,
        },
        Some(Kind::Which | Kind::Office | Kind::Affiliation | Kind::Cloze) | None => 0.5,
    }
}

/// Names and numbers in a stem, each of which narrows down what is asked.
fn names_in(stem: &str) -> usize {
    let words: Vec<&str> = stem.split(' ').collect();
    let is_mark = |word: &str| word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
    (1..words.len())
        .filter(|at| is_mark(words[*at]) && (*at == 1 || !is_mark(words[at - 1])))
        .count()
}

/// A term of another language, or a name written over from another script.
fn is_foreign(item: &Item) -> bool {
    let is_term = item.kind == Some(Kind::Term) && !item.key.contains(' ');
    is_term
        || item
            .key
            .chars()
            .any(|letter| letter.is_alphabetic() && !letter.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::{Around, difficulty};
    use crate::items::{Detail, Distractor, Item, ItemId, Kind, Status};

    fn item(kind: Kind, stem: &str, key: &str, options: &[&str]) -> Item {
        Item {
            id: ItemId("a".to_owned()),
            fact: None,
            kind: Some(kind),
            stem: stem.to_owned(),
            key: key.to_owned(),
            accept: Vec::new(),
            distractors: options
                .iter()
                .map(|text| Distractor {
                    text: (*text).to_owned(),
                    why: None,
                })
                .collect(),
            detail: Detail::default(),
            explanation: None,
            importance: 2,
            difficulty: None,
            tags: Vec::new(),
            as_of: None,
            contested: false,
            status: Status::Draft,
            changed: None,
            added: None,
            record: Default::default(),
        }
    }

    fn of(item: &Item) -> u8 {
        difficulty(item, Around::default())
    }

    #[test]
    fn a_day_is_harder_than_a_year_and_a_choice_easier_than_typing() {
        let year = item(Kind::When, "In which year was Berdi founded?", "1911", &[]);
        let day = item(
            Kind::When,
            "On what date in 1911 was Berdi founded?",
            "3 May 1911",
            &[],
        );
        let choice = item(
            Kind::When,
            "In which year was Berdi founded?",
            "1911",
            &["1909", "1914", "1915"],
        );
        assert!(of(&day) >= of(&year));
        assert!(of(&choice) < of(&year));
    }

    #[test]
    fn numbers_are_hard_and_true_or_false_is_easy() {
        let number = item(Kind::HowMany, "How many seats did the League win?", "2,297", &[]);
        let claim = item(Kind::TrueFalse, "True or false? The League won.", "true", &[]);
        assert!(of(&number) >= 4, "{}", of(&number));
        assert!(of(&claim) <= 2, "{}", of(&claim));
    }

    #[test]
    fn what_is_told_often_is_easier_and_what_has_many_rivals_harder() {
        let who = item(Kind::Who, "Who founded the League?", "Ann Lund", &[]);
        let around = |rivals, mentions| Around {
            rivals,
            mentions,
            ..Around::default()
        };
        assert!(difficulty(&who, around(0, 15)) < difficulty(&who, around(0, 0)));
        assert!(difficulty(&who, around(15, 0)) > difficulty(&who, around(0, 0)));
    }

    #[test]
    fn near_events_are_harder_to_tell_apart() {
        let first = item(
            Kind::Earlier,
            "Did Ann Lund join the League before or after Otto Velk was elected?",
            "before",
            &["after"],
        );
        let gap = |years| Around {
            gap: Some(years),
            ..Around::default()
        };
        assert!(difficulty(&first, gap(0)) > difficulty(&first, gap(30)));
    }
}
