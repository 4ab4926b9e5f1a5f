//! T22: a number to be guessed roughly, where its last digits are not worth learning.

use rand_chacha::ChaCha8Rng;

use super::{Material, SetQuestion, SetType, Single};
use crate::facts::Found;
use crate::facts::frame::Frame;
use crate::items::{Kind, Particulars};

/// Asks roughly how many.
pub struct Estimate;

/// Relative error that still counts.
const TOLERANCE: f64 = 0.2;

/// A number of at most this size is known or not; there is nothing to estimate.
const SMALL: u64 = 20;

/// So many digits that tell, and nobody learns the number to the last of them.
const MANY_DIGITS: usize = 4;

impl SetType for Estimate {
    fn kind(&self) -> Kind {
        Kind::Estimate
    }

    fn write<'a>(&self, material: &mut Material<'a>, _chance: &mut ChaCha8Rng) -> Vec<SetQuestion<'a>> {
        material.singles.iter().filter_map(question).collect()
    }
}

fn question<'a>(single: &Single<'a>) -> Option<SetQuestion<'a>> {
    let item = &single.draft.item;
    let (approx, number) = number_of(single.found)?;
    let value: u64 = number.replace(',', "").parse().ok()?;
    let digits = value.to_string();
    let telling = digits.trim_end_matches('0').len();
    let is_rough = !approx.is_empty();
    // An exact count with options is the better question.
    let is_better = item.distractors.is_empty() && (is_rough || telling >= MANY_DIGITS);
    let is_fit = item.kind == Some(Kind::HowMany) && value > SMALL && (is_rough || telling >= MANY_DIGITS);
    if !is_fit {
        return None;
    }
    let at = item.stem.to_lowercase().find("how many ")?;
    let (before, rest) = item.stem.split_at_checked(at)?;
    let rest = rest.get("how many ".len()..)?.trim_end_matches('?');
    let roughly = if before.is_empty() {
        "Roughly how many"
    } else {
        "roughly how many"
    };
    Some(SetQuestion {
        stem: format!("{before}{roughly} {rest} (within 20 per cent)?"),
        key: item.key.clone(),
        distractors: Vec::new(),
        detail: Particulars {
            tolerance: Some(TOLERANCE),
            ..Particulars::default()
        }
        .into(),
        facts: vec![single.found],
        part: single.draft.part,
        score: if is_better {
            single.draft.score + AHEAD
        } else {
            single.draft.score.saturating_sub(BEHIND)
        },
    })
}

/// Of a rough number the rough question is the honest one, also where its words are a few more.
const AHEAD: u16 = 60;

/// An exact number with options is asked as it is.
const BEHIND: u16 = 100;

/// The rough word and the number of a count.
fn number_of(found: &Found) -> Option<(&str, &str)> {
    match &found.frame {
        Frame::Count { quantity, .. } if !quantity.is_share() => Some((&quantity.approx, &quantity.number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::of_kind;
    use crate::items::Kind;

    #[test]
    fn a_rough_number_is_asked_roughly() {
        let text = "In 1911 more than 2,000 settlers came to Berdi.";
        let drafts = of_kind(Kind::Estimate, text, 1);
        let [draft] = &drafts[..] else {
            panic!("{} estimates", drafts.len())
        };
        assert!(
            draft
                .item
                .stem
                .starts_with("Roughly how many settlers came to Berdi"),
            "{}",
            draft.item.stem
        );
        assert!(draft.item.stem.ends_with("(within 20 per cent)?"));
        assert_eq!(draft.item.key, "more than 2,000");
        assert_eq!(draft.item.detail.tolerance, Some(0.2));
        assert!(of_kind(Kind::HowMany, text, 1).is_empty(), "asked once");
    }

    #[test]
    fn a_small_or_round_exact_number_is_not_guessed() {
        for text in [
            "In 1911 12 settlers came to Berdi.",
            "In 1911 2,400 settlers came to Berdi.",
        ] {
            assert!(of_kind(Kind::Estimate, text, 1).is_empty(), "{text}");
        }
    }
}
