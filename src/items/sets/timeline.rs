//! T19: events of a document to be put in order.

use rand_chacha::ChaCha8Rng;

use super::matching::FEWEST_EVENTS;
use super::told::{Told, mean_score, pair, take};
use super::{Material, SetQuestion, SetType};
use crate::items::distractors::pick;
use crate::items::{Kind, Particulars};

/// Asks for the order of three to five events.
pub struct Timeline;

/// One question for so many events.
const EVENTS_A_QUESTION: usize = 6;
const MOST_QUESTIONS: usize = 3;

/// Three events make a timeline where a document has no more.
const FEWEST: usize = 3;
const LEAST: usize = 4;

/// So many points less than the questions for the single dates: those come first.
const BEHIND: u16 = 180;

const STEMS: &[&str] = &[
    "Put these events in order, earliest first.",
    "Put these events in the order in which they happened, earliest first.",
    "Put these events in chronological order, beginning with the earliest.",
];

impl SetType for Timeline {
    fn kind(&self) -> Kind {
        Kind::Timeline
    }

    fn write<'a>(&self, material: &mut Material<'a>, chance: &mut ChaCha8Rng) -> Vec<SetQuestion<'a>> {
        let wanted = (material.told.len() / EVENTS_A_QUESTION).clamp(1, MOST_QUESTIONS);
        let mut questions = Vec::new();
        // Few events are asked once: here, or matched with their years.
        let new = material.told.iter().filter(|event| !event.is_year_shown).count();
        let may_match = (4..FEWEST_EVENTS).contains(&material.told.len()) && new >= 2;
        if may_match && pick(chance, 2) == 0 {
            return questions;
        }
        for number in 0..wanted {
            let most = LEAST + usize::try_from(pick(chance, 2)).unwrap_or(0);
            let least = if number == 0 { FEWEST } else { LEAST };
            let together = &material.together;
            let places = take(
                &mut material.told,
                least,
                most,
                |_| false,
                |one, other| {
                    one.years_from(other, 1).is_some()
                        && !one.shares_a_name(other, true)
                        && !together.contains(&pair(one, other))
                },
            );
            if places.is_empty() {
                break;
            }
            material.stand_together(&places);
            let events: Vec<&Told<'a>> = places.iter().map(|place| &material.told[*place]).collect();
            let stem = STEMS[pick(chance, 3) as usize % STEMS.len()];
            questions.push(SetQuestion {
                stem: stem.to_owned(),
                key: String::new(),
                distractors: Vec::new(),
                detail: Particulars {
                    keys: events.iter().map(|event| event.line()).collect(),
                    ordered: true,
                    ..Particulars::default()
                }
                .into(),
                facts: events.iter().map(|event| event.found).collect(),
                part: "order",
                score: mean_score(&events).saturating_sub(BEHIND),
            });
        }
        questions
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::of_kind;
    use crate::items::Kind;

    const TEXT: &str = "The Northern Society was founded in 1911. Anna Lund opened the port of Velk in 1923. \
        In 1935 the council of Berdi abolished the Fishing Court of Sarn. The Ferry Act was adopted in 1947.";

    #[test]
    fn events_stand_in_their_order_without_their_dates() {
        let mut seen = 0;
        for seed in 0..8 {
            let drafts = of_kind(Kind::Timeline, TEXT, seed);
            // So few events are asked once: in order, or matched with their years.
            let [draft] = &drafts[..] else {
                assert!(drafts.is_empty(), "{} timelines", drafts.len());
                continue;
            };
            seen += 1;
            let keys = &draft.item.detail.keys;
            assert!((3..=5).contains(&keys.len()), "{keys:?}");
            assert!(draft.item.detail.ordered && draft.item.key.is_empty());
            assert!(keys.iter().all(|key| !key.contains("19")), "{keys:?}");
            assert_eq!(draft.fact.evidence.len(), keys.len());
            let order = ["Society", "port", "Court", "Ferry"];
            let places: Vec<usize> = keys
                .iter()
                .map(|key| order.iter().position(|word| key.contains(word)).unwrap())
                .collect();
            assert!(places.is_sorted(), "{keys:?}");
        }
        assert!((1..8).contains(&seen), "{seen}");
    }

    #[test]
    fn two_events_or_events_of_one_year_give_none() {
        for text in [
            "The Northern Society was founded in 1911. Anna Lund opened the port of Velk in 1923.",
            "The Northern Society was founded in 1911. Anna Lund opened the port of Velk in 1911. \
             In 1911 the council of Berdi abolished the Fishing Court of Sarn.",
        ] {
            assert!(of_kind(Kind::Timeline, text, 1).is_empty(), "{text}");
        }
    }
}
