//! How hard an item is before anyone answered it.

use super::Item;
use super::Kind;

/// Estimates difficulty, 1 easy to 5 hard.
///
/// Tenths of a logit: a base for the type, more for exact days and long keys,
/// less where the answer is chosen from options. Source: design of the question types.
pub fn difficulty(item: &Item) -> u8 {
    let base = match item.kind {
        Some(Kind::HowMany | Kind::Estimate) => 12,
        Some(Kind::Requirement) => 10,
        Some(Kind::When | Kind::Rank | Kind::Content | Kind::Succession) => 7,
        Some(Kind::Who | Kind::Expansion | Kind::Renaming) => 6,
        Some(Kind::Term) => 3,
        _ => 5,
    };
    let words = i32::try_from(item.key.split(' ').count()).unwrap_or(9);
    let exact_day = if item.kind == Some(Kind::When) && words == 3 {
        4
    } else {
        0
    };
    let long_key = if item.kind == Some(Kind::When) {
        0
    } else {
        2 * (words - 1).min(5)
    };
    let recognition = if item.distractors.is_empty() { 0 } else { -10 };
    match base + exact_day + long_key + recognition {
        ..=-3 => 1,
        -2..=2 => 2,
        3..=7 => 3,
        8..=12 => 4,
        _ => 5,
    }
}
