//! T19: events of a document to be put in order.

use rand_chacha::ChaCha8Rng;

use super::told::{mean_score, take};
use super::{Material, SetQuestion, SetType};
use crate::items::distractors::pick;
use crate::items::{Detail, Kind};

/// Asks for the order of three to five events.
pub struct Timeline;

/// Fewer events than this are left to questions that need fewer.
const LEAST: usize = 3;
const MOST: usize = 5;

/// So many points less than the questions for the single dates: those come first.
const BEHIND: u16 = 90;

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
        let events = take(&mut material.told, LEAST, MOST, chance);
        if events.is_empty() {
            return Vec::new();
        }
        let stem = STEMS[pick(chance, 3) as usize % STEMS.len()];
        vec![SetQuestion {
            stem: stem.to_owned(),
            key: String::new(),
            distractors: Vec::new(),
            detail: Detail {
                keys: events.iter().map(super::told::Told::line).collect(),
                ordered: true,
                ..Detail::default()
            },
            facts: events.iter().map(|event| event.found).collect(),
            part: "order",
            score: mean_score(&events).saturating_sub(BEHIND),
        }]
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
        for seed in 0..6 {
            let drafts = of_kind(Kind::Timeline, TEXT, seed);
            let [draft] = &drafts[..] else {
                panic!("{} timelines", drafts.len())
            };
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
