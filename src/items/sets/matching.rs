//! T20: halves that belong together, of one relation: events and their years, persons and their posts.

use rand_chacha::ChaCha8Rng;

use super::told::{mean_score, take};
use super::{Material, SetQuestion, SetType};
use crate::facts::frame::Frame;
use crate::facts::{Assertion, Found, statement};
use crate::items::distractors::pick;
use crate::items::{Detail, Distractor, Kind};

/// Asks for four to seven pairs.
pub struct Matching;

const LEAST: usize = 4;
const MOST: usize = 7;

const BEHIND: u16 = 110;

/// What a matching of named things is worth: the single questions come first.
const SCORE: u16 = 480;

impl SetType for Matching {
    fn kind(&self) -> Kind {
        Kind::Matching
    }

    fn write<'a>(&self, material: &mut Material<'a>, chance: &mut ChaCha8Rng) -> Vec<SetQuestion<'a>> {
        let by_relation = RELATIONS
            .iter()
            .filter_map(|relation| relation.question(material.facts()));
        let mut questions: Vec<SetQuestion<'a>> = by_relation.collect();
        questions.extend(years(material, chance));
        questions
    }
}

/// Events and the years in which they took place, with a year between them that is nobody's.
fn years<'a>(material: &mut Material<'a>, chance: &mut ChaCha8Rng) -> Option<SetQuestion<'a>> {
    let events = take(&mut material.told, LEAST, MOST, chance);
    let taken: Vec<i16> = events.iter().map(|event| event.date.year).collect();
    let mut distinct = taken.clone();
    distinct.dedup();
    if events.is_empty() || distinct.len() < taken.len() {
        // Left to the questions that need fewer.
        material.told.extend(events);
        return None;
    }
    let (first, last) = (*taken.first()?, *taken.last()?);
    let free: Vec<i16> = (first + 1..last).filter(|year| !taken.contains(year)).collect();
    let place = pick(chance, u32::try_from(free.len()).unwrap_or(0));
    let spare = free.get(place as usize).copied().unwrap_or(first - 2);
    Some(SetQuestion {
        stem: "Match each event with the year in which it took place.".to_owned(),
        key: String::new(),
        distractors: vec![Distractor {
            text: spare.to_string(),
            why: Some("none of these events took place in that year".to_owned()),
        }],
        detail: Detail {
            pairs: events
                .iter()
                .map(|event| (event.line(), event.date.year.to_string()))
                .collect(),
            ..Detail::default()
        },
        facts: events.iter().map(|event| event.found).collect(),
        part: "pairs",
        score: mean_score(&events).saturating_sub(BEHIND),
    })
}

/// Two halves that frames of one kind hold.
struct Relation {
    stem: &'static str,
    halves: fn(&Found) -> Option<(String, String)>,
}

const RELATIONS: &[Relation] = &[
    Relation {
        stem: "Match each person with the post he or she held.",
        halves: post,
    },
    Relation {
        stem: "Match each term with its meaning.",
        halves: meaning,
    },
    Relation {
        stem: "Match each short form with the full name.",
        halves: long_form,
    },
    Relation {
        stem: "Match each place with its former name.",
        halves: former_name,
    },
];

impl Relation {
    /// The last pair lends its right half as the spare, where there are more than enough.
    fn question<'a>(&self, facts: &'a [Found]) -> Option<SetQuestion<'a>> {
        let mut found: Vec<(&'a Found, (String, String))> = Vec::new();
        let stated = facts
            .iter()
            .filter(|found| found.fact.assertion == Assertion::Stated);
        let halves: Vec<(&'a Found, (String, String))> = stated
            .filter_map(|found| Some((found, (self.halves)(found)?)))
            .collect();
        let is_once = |half: &dyn Fn(&(String, String)) -> String, wanted: &String| {
            halves.iter().filter(|(_, pair)| half(pair) == *wanted).count() == 1
        };
        for (fact, pair) in &halves {
            if is_once(&|pair| pair.0.clone(), &pair.0) && is_once(&|pair| pair.1.clone(), &pair.1) {
                found.push((fact, pair.clone()));
            }
        }
        found.truncate(MOST + 1);
        let spare = (found.len() > LEAST).then(|| found.pop()).flatten();
        if found.len() < LEAST {
            return None;
        }
        let told = |found: &Found| found.fact.statement.trim_end_matches('.').to_owned();
        Some(SetQuestion {
            stem: self.stem.to_owned(),
            key: String::new(),
            distractors: spare
                .into_iter()
                .map(|(fact, (_, right))| Distractor {
                    text: right,
                    why: Some(told(fact)),
                })
                .collect(),
            detail: Detail {
                pairs: found.iter().map(|(_, pair)| pair.clone()).collect(),
                ..Detail::default()
            },
            facts: found.iter().map(|(fact, _)| *fact).collect(),
            part: "pairs",
            score: SCORE,
        })
    }
}

/// The years tell whose post is meant where several held it.
fn post(found: &Found) -> Option<(String, String)> {
    let Frame::Office {
        person,
        office,
        body,
        term: Some((from, to)),
        ..
    } = &found.frame
    else {
        return None;
    };
    let post = format!("{office} {body}, {}–{}", from.year, to.year);
    Some((person.clone(), statement::capitalised(&post)))
}

fn meaning(found: &Found) -> Option<(String, String)> {
    match &found.frame {
        Frame::Term { term, meaning, .. } => Some((term.clone(), meaning.clone())),
        _ => None,
    }
}

/// Letters that are those of the words match by sight; only others are worth matching.
fn long_form(found: &Found) -> Option<(String, String)> {
    match &found.frame {
        Frame::Expansion {
            short,
            long,
            is_spelled: false,
            ..
        } => Some((short.clone(), long.clone())),
        _ => None,
    }
}

fn former_name(found: &Found) -> Option<(String, String)> {
    match &found.frame {
        Frame::Renaming {
            before: Some(before),
            after,
            ..
        } => Some((after.clone(), before.clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::of_kind;
    use crate::items::Kind;

    /// One sentence for each place and its former name.
    fn renamed(places: &[(&str, &str)]) -> String {
        let sentence = |(now, before): &(&str, &str)| {
            format!("The road leads to {now} (formerly {before}) in the north. ")
        };
        places.iter().map(sentence).collect()
    }

    const PLACES: [(&str, &str); 5] = [
        ("Karsu", "Velkstad"),
        ("Sarn", "Lundburg"),
        ("Otrel", "Bergfort"),
        ("Mirz", "Holmgrad"),
        ("Tolan", "Nilstad"),
    ];

    #[test]
    fn four_places_are_matched_with_their_former_names_and_one_is_to_spare() {
        let drafts = of_kind(Kind::Matching, &renamed(&PLACES), 1);
        let [draft] = &drafts[..] else {
            panic!("{} matchings", drafts.len())
        };
        let item = &draft.item;
        assert_eq!(item.stem, "Match each place with its former name.");
        assert_eq!(item.detail.pairs.len(), 4);
        assert_eq!(item.detail.pairs[0], ("Karsu".to_owned(), "Velkstad".to_owned()));
        assert_eq!(item.distractors[0].text, "Nilstad");
        assert_eq!(draft.fact.evidence.len(), 4);
        assert!(item.key.is_empty());
    }

    #[test]
    fn three_pairs_are_too_few_and_a_name_that_stands_twice_fits_none() {
        assert!(of_kind(Kind::Matching, &renamed(&PLACES[..3]), 1).is_empty());
        let mut twice = PLACES;
        twice[1].1 = "Velkstad";
        twice[4].0 = "Mirz";
        assert!(of_kind(Kind::Matching, &renamed(&twice), 1).is_empty());
    }

    #[test]
    fn events_are_matched_with_years_that_none_of_them_shares() {
        let events = [
            ("The Northern Society was founded", 1911),
            ("Anna Lund opened the port of Velk", 1923),
            ("The council of Berdi abolished the Fishing Court", 1935),
            ("The Ferry Act was adopted", 1947),
            ("Otto Holm translated the Dawn Hymn", 1952),
            ("The Harbour League joined the Coastal Union", 1958),
            ("Emil Sarn designed the Iron Bridge", 1964),
            ("The Velkin Fund bought the Stone Mill", 1970),
            ("Nils Birk completed the Long Canal", 1977),
        ];
        let text: String = events
            .iter()
            .map(|(event, year)| format!("{event} in {year}. "))
            .collect();
        let mut seen = 0;
        for seed in 0..6 {
            for draft in of_kind(Kind::Matching, &text, seed) {
                let years: Vec<&str> = draft
                    .item
                    .detail
                    .pairs
                    .iter()
                    .map(|(_, year)| year.as_str())
                    .collect();
                assert!((4..=7).contains(&years.len()), "{years:?}");
                for (event, year) in &draft.item.detail.pairs {
                    assert!(
                        events.contains(&(event.as_str(), year.parse().unwrap())),
                        "{event} {year}"
                    );
                }
                assert!(!years.contains(&draft.item.distractors[0].text.as_str()));
                seen += 1;
            }
        }
        assert!(seen > 2, "{seen}");
    }
}
