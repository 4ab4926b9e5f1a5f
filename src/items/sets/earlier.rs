//! T18: which of two events came first.
//!
//! Two forms read well. Where both events have a noun of their own the nouns
//! stand side by side: "Which happened first: the founding of the Northern
//! Society or the abolition of the Ferry Court?". All others are asked as a
//! question about one with the other in a clause: "Did Ann Lund join the Northern
//! Society before or after Otto Velk was elected mayor?". Two clauses joined by
//! "or" behind a colon would be no sentence, so they are not used.

use rand_chacha::ChaCha8Rng;

use super::told::{Told, pair};
use super::{Material, SetQuestion, SetType};
use crate::facts::frame::{Event, Voice};
use crate::facts::statement;
use crate::items::distractors::pick;
use crate::items::english::{ask, inverted};
use crate::items::{Detail, Distractor, Kind};

/// Asks which of two events came first.
pub struct Earlier;

/// One question for so many events.
const EVENTS_A_QUESTION: usize = 4;
const MOST: usize = 4;

/// Events further apart than this need no learning.
const FARTHEST: u16 = 40;

/// So many events, best first, are looked at for pairs.
const LOOKED_AT: usize = 40;

/// Longest pair of clauses, in words.
const LONGEST: usize = 24;

const BEHIND: u16 = 200;

impl SetType for Earlier {
    fn kind(&self) -> Kind {
        Kind::Earlier
    }

    fn write<'a>(&self, material: &mut Material<'a>, chance: &mut ChaCha8Rng) -> Vec<SetQuestion<'a>> {
        let wanted = material.told.len().div_ceil(EVENTS_A_QUESTION).min(MOST);
        let mut used: Vec<usize> = Vec::new();
        let mut questions = Vec::new();
        while questions.len() < wanted {
            let Some((one, other)) = best_pair(material, &used) else {
                break;
            };
            used.extend([one, other]);
            material.stand_together(&[one, other]);
            for place in [one, other] {
                material.told[place].uses += 1;
            }
            let is_turned = pick(chance, 2) == 0;
            let (one, other) = if is_turned { (other, one) } else { (one, other) };
            questions.push(question(&material.told[one], &material.told[other]));
        }
        questions
    }
}

/// The best two events that are clearly apart, and not too far; of equal ones those that lie nearest.
///
/// An event that another question asks is taken last, and one of `used` never.
fn best_pair(material: &Material<'_>, used: &[usize]) -> Option<(usize, usize)> {
    let free = |place: &usize| material.told[*place].is_free() && !used.contains(place);
    let places: Vec<usize> = (0..material.told.len()).filter(free).take(LOOKED_AT).collect();
    let mut best: Option<(i32, usize, usize)> = None;
    for (at, one) in places.iter().enumerate() {
        for other in &places[at + 1..] {
            let (event, rival) = (&material.told[*one], &material.told[*other]);
            let Some(years) = event
                .years_from(rival, 2)
                .filter(|years| (1..=FARTHEST).contains(years))
            else {
                continue;
            };
            if event.shares_a_name(rival, false)
                || !event.is_of_one_field(rival)
                || words(event) + words(rival) > LONGEST
                || material.together.contains(&pair(event, rival))
            {
                continue;
            }
            let uses = 150 * i32::from(event.uses + rival.uses);
            let worth = i32::from(event.score) + i32::from(rival.score) - 6 * i32::from(years) - uses;
            if best.is_none_or(|(most, ..)| worth > most) {
                best = Some((worth, *one, *other));
            }
        }
    }
    best.map(|(_, one, other)| (one, other))
}

fn words(told: &Told<'_>) -> usize {
    told.clause.split(' ').count()
}

fn question<'a>(one: &Told<'a>, other: &Told<'a>) -> SetQuestion<'a> {
    let is_first = one.date < other.date;
    let (stem, key, wrong) = match (noun(one.event), noun(other.event)) {
        (Some(noun), Some(rival)) => {
            let stem = format!("which happened first: {noun} or {rival}");
            if is_first {
                (stem, noun, rival)
            } else {
                (stem, rival, noun)
            }
        }
        _ => {
            let untimed = Event {
                when: None,
                ..one.event.clone()
            };
            let asked = inverted("", &untimed, &untimed.rest.text);
            let [key, wrong] = if is_first {
                ["before", "after"]
            } else {
                ["after", "before"]
            };
            (
                format!("{asked} before or after {}", other.clause),
                key.to_owned(),
                wrong.to_owned(),
            )
        }
    };
    let (first, second) = if is_first { (one, other) } else { (other, one) };
    let told = |told: &Told<'_>| told.found.fact.statement.trim_end_matches('.').to_owned();
    SetQuestion {
        stem: ask(&stem),
        key,
        distractors: vec![Distractor {
            text: wrong,
            why: Some(format!(
                "{}; {}",
                statement::capitalised(&told(first)),
                told(second)
            )),
        }],
        detail: Detail::default(),
        facts: vec![first.found, second.found],
        part: "first",
        score: (one.score / 2 + other.score / 2).saturating_sub(BEHIND),
    }
}

/// Verbs with the noun that names what is done to a thing.
const NOUNS: &[(&str, &str)] = &[
    ("abolish", "abolition"),
    ("adopt", "adoption"),
    ("annex", "annexation"),
    ("close", "closure"),
    ("conquer", "conquest"),
    ("create", "creation"),
    ("discover", "discovery"),
    ("dissolve", "dissolution"),
    ("establish", "establishment"),
    ("found", "founding"),
    ("invent", "invention"),
    ("open", "opening"),
    ("publish", "publication"),
    ("ratify", "ratification"),
    ("sign", "signing"),
];

/// `the founding of the Northern Society`, where the event is one thing done to one named thing.
fn noun(event: &Event) -> Option<String> {
    let (_, noun) = NOUNS.iter().find(|(verb, _)| *verb == event.verb)?;
    let is_named = |text: &str| text.starts_with("the ") || text.starts_with(char::is_uppercase);
    match event.voice {
        Voice::Passive if event.adverb.is_empty() && is_named(&event.subject.text) => {
            let rest = &event.rest.text;
            // "was founded by decree" and "was opened as a school" say how; a noun does not carry that.
            let is_plain =
                rest.is_empty() || ["at ", "in ", "near "].iter().any(|link| rest.starts_with(link));
            is_plain.then(|| {
                format!("the {noun} of {} {rest}", event.subject.text)
                    .trim_end()
                    .to_owned()
            })
        }
        Voice::Active if event.adverb.is_empty() && event.subject.names.len() == 1 => {
            let rest = &event.rest.text;
            let is_short = rest.split(' ').count() <= 6 && !rest.contains(',');
            (is_named(rest) && is_short && is_named(&event.subject.text))
                .then(|| format!("the {noun} of {rest} by {}", event.subject.text))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::of_kind;
    use crate::items::Kind;

    fn asked(text: &str, seed: u64) -> Vec<(String, String, String)> {
        let drafts = of_kind(Kind::Earlier, text, seed);
        let item = |draft: crate::items::Draft| {
            let wrong = draft.item.distractors[0].text.clone();
            (draft.item.stem, draft.item.key, wrong)
        };
        drafts.into_iter().map(item).collect()
    }

    #[test]
    fn nouns_stand_side_by_side_where_there_are_two() {
        let text =
            "The Northern Society was founded in 1911. The Fishing Court of Sarn was abolished in 1923.";
        for seed in 0..4 {
            let found = asked(text, seed);
            let [(stem, key, wrong)] = &found[..] else {
                panic!("{found:?}")
            };
            assert!(stem.starts_with("Which happened first: the "), "{stem}");
            assert_eq!(key, "the founding of the Northern Society");
            assert_eq!(wrong, "the abolition of the Fishing Court of Sarn");
        }
    }

    #[test]
    fn other_events_are_asked_with_before_or_after() {
        let text =
            "Anna Lund joined the Northern Society in 1911. Otto Velk was elected mayor of Berdi in 1923.";
        let stems: std::collections::BTreeSet<_> = (0..8).flat_map(|seed| asked(text, seed)).collect();
        let before = (
            "Did Anna Lund join the Northern Society before or after Otto Velk was elected mayor of Berdi?",
            "before",
            "after",
        );
        let after = (
            "Was Otto Velk elected mayor of Berdi before or after Anna Lund joined the Northern Society?",
            "after",
            "before",
        );
        let owned =
            |(stem, key, wrong): (&str, &str, &str)| (stem.to_owned(), key.to_owned(), wrong.to_owned());
        assert_eq!(stems, [owned(before), owned(after)].into());
    }

    #[test]
    fn what_goes_without_saying_or_is_too_near_is_not_asked() {
        for text in [
            "The Northern Society was founded in 1911. The Northern Society was dissolved in 1923.",
            "Anna Lund joined the Northern Society in 1911. Anna Lund left the Fishing Court of Sarn in 1923.",
            "Anna Lund joined the Northern Society in 1911. Otto Velk was elected mayor of Berdi in 1912.",
            "Anna Lund joined the Northern Society in 1711. Otto Velk was elected mayor of Berdi in 1912.",
            "The Fishing Court of Sarn was abolished in 1911. Otto Velk was elected mayor of Berdi in 1923.",
        ] {
            assert!(asked(text, 3).is_empty(), "{text}: {:?}", asked(text, 3));
        }
    }
}
