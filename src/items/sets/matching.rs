//! T20: halves that belong together, of one relation: events and their years, persons and their posts.

use std::collections::BTreeSet;

use rand_chacha::ChaCha8Rng;

use super::told::{Told, is_told_once, mean_score, take};
use super::{Material, SetQuestion, SetType};
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::{Found, statement};
use crate::items::distractors::pick;
use crate::items::{Distractor, Kind, Particulars};

/// Asks for four to seven pairs.
pub struct Matching;

const LEAST: usize = 4;
const MOST: usize = 6;

/// With fewer events than this they are asked once: in a timeline or here.
pub const FEWEST_EVENTS: usize = 6;

const BEHIND: u16 = 190;

/// What a matching of named things is worth: the single questions come first.
const SCORE: u16 = 480;

impl SetType for Matching {
    fn kind(&self) -> Kind {
        Kind::Matching
    }

    fn write<'a>(&self, material: &mut Material<'a>, chance: &mut ChaCha8Rng) -> Vec<SetQuestion<'a>> {
        let asked = asked(material);
        let by_relation = RELATIONS
            .iter()
            .filter_map(|relation| relation.question(&asked, chance));
        let mut questions: Vec<SetQuestion<'a>> = by_relation.collect();
        questions.extend(years(material, chance));
        for question in &questions {
            let ids = question.facts.iter().map(|found| found.fact.id.0.as_str());
            material.matched.extend(ids);
        }
        questions
    }
}

/// The facts that have a question of their own, which shows that their words stand alone; in reading order.
fn asked<'a>(material: &Material<'a>) -> Vec<&'a Found> {
    let mut seen = BTreeSet::new();
    let mut facts: Vec<&'a Found> = material
        .singles
        .iter()
        .map(|single| single.found)
        .filter(|found| seen.insert(found.fact.id.0.as_str()))
        .collect();
    facts.sort_by_key(|found| found.span);
    facts
}

/// Events and the years in which they took place, with a year between them that is nobody's.
fn years<'a>(material: &mut Material<'a>, chance: &mut ChaCha8Rng) -> Option<SetQuestion<'a>> {
    if material.told.len() < FEWEST_EVENTS && !material.together.is_empty() {
        return None;
    }
    let most = LEAST + usize::try_from(pick(chance, 2)).unwrap_or(0);
    // Where a question tells the year of an event the event says little; of every two one at least is new.
    let new = material
        .told
        .iter()
        .filter(|event| !event.is_year_shown && event.is_free());
    let most = most.min(2 * new.count());
    let places = take(
        &mut material.told,
        LEAST,
        most,
        |event| event.is_year_shown,
        |one, other| {
            let are_of_one =
                one.found.fact.subject == other.found.fact.subject && one.event.verb == other.event.verb;
            one.date.year != other.date.year && !are_of_one
        },
    );
    let events: Vec<&Told<'a>> = places.iter().map(|place| &material.told[*place]).collect();
    let shown = events.iter().filter(|event| event.is_year_shown).count();
    if 2 * shown > events.len() {
        return None;
    }
    let taken: Vec<i16> = events.iter().map(|event| event.date.year).collect();
    let spare = spare_year(&taken, chance)?;
    let mut pairs: Vec<(String, String)> = events
        .iter()
        .map(|event| (event.line(), event.date.year.to_string()))
        .collect();
    // The years stand sorted beside them: in the order of time the events would answer themselves.
    pairs.sort();
    Some(SetQuestion {
        stem: "Match each event with the year in which it took place.".to_owned(),
        key: String::new(),
        distractors: vec![Distractor {
            text: spare.to_string(),
            why: Some("none of these events took place in that year".to_owned()),
        }],
        detail: Particulars {
            pairs,
            ..Particulars::default()
        }
        .into(),
        facts: events.iter().map(|event| event.found).collect(),
        part: "pairs",
        score: mean_score(&events).saturating_sub(BEHIND),
    })
}

/// A year between those of `taken` that is none of them, or shortly before all.
fn spare_year(taken: &[i16], chance: &mut ChaCha8Rng) -> Option<i16> {
    let (first, last) = (*taken.iter().min()?, *taken.iter().max()?);
    let free: Vec<i16> = (first + 1..last).filter(|year| !taken.contains(year)).collect();
    let place = pick(chance, u32::try_from(free.len()).unwrap_or(0));
    Some(free.get(place as usize).copied().unwrap_or(first - 2))
}

/// Two halves that frames of one kind hold.
struct Relation {
    stem: &'static str,
    halves: fn(&Found) -> Option<(String, String)>,
    /// Whether the right half is a year: then one may be made up to spare.
    is_year: bool,
    /// Whether a left half may have several right ones, of which one is asked.
    may_repeat: bool,
}

const RELATIONS: &[Relation] = &[
    Relation {
        stem: "Match each person with the post he or she held.",
        halves: post,
        is_year: false,
        may_repeat: true,
    },
    Relation {
        stem: "Match each person with what he or she did.",
        halves: deed,
        is_year: false,
        may_repeat: true,
    },
    Relation {
        stem: "Match each person with the year of his or her birth.",
        halves: birth,
        is_year: true,
        may_repeat: false,
    },
    Relation {
        stem: "Match each term with its meaning.",
        halves: meaning,
        is_year: false,
        may_repeat: false,
    },
    Relation {
        stem: "Match each short form with the full name.",
        halves: long_form,
        is_year: false,
        may_repeat: false,
    },
    Relation {
        stem: "Match each place with its former name.",
        halves: former_name,
        is_year: false,
        may_repeat: false,
    },
];

type Halves<'a> = (&'a Found, (String, String));

impl Relation {
    /// The last pair lends its right half as the spare, where there are more than enough.
    fn question<'a>(&self, facts: &[&'a Found], chance: &mut ChaCha8Rng) -> Option<SetQuestion<'a>> {
        let halves: Vec<Halves<'a>> = facts
            .iter()
            .filter_map(|found| Some((*found, (self.halves)(found)?)))
            .collect();
        // A person does many things; a place has one former name, or the document does not agree with itself.
        let halves = if self.may_repeat { once(halves) } else { halves };
        let mut found = alone(&halves);
        found.truncate(MOST + 1);
        let spare = (found.len() > LEAST).then(|| found.pop()).flatten();
        if found.len() < LEAST {
            return None;
        }
        let told = |found: &Found| found.fact.statement.trim_end_matches('.').to_owned();
        let mut distractors: Vec<Distractor> = spare
            .into_iter()
            .map(|(fact, (_, right))| Distractor {
                text: right,
                why: Some(told(fact)),
            })
            .collect();
        if self.is_year && distractors.is_empty() {
            let years = found.iter().filter_map(|(_, (_, year))| year.parse().ok());
            let years: Vec<i16> = years.collect();
            distractors.push(Distractor {
                text: spare_year(&years, chance)?.to_string(),
                why: Some("none of these persons was born in that year".to_owned()),
            });
        }
        Some(SetQuestion {
            stem: self.stem.to_owned(),
            key: String::new(),
            distractors,
            detail: Particulars {
                pairs: found.iter().map(|(_, pair)| pair.clone()).collect(),
                ..Particulars::default()
            }
            .into(),
            facts: found.iter().map(|(fact, _)| *fact).collect(),
            part: "pairs",
            score: SCORE,
        })
    }
}

/// One pair for each left half, the one that comes first.
fn once<'a>(halves: Vec<Halves<'a>>) -> Vec<Halves<'a>> {
    let mut seen = BTreeSet::new();
    let is_new = |(_, (left, _)): &Halves<'a>| seen.insert(left.clone());
    halves.into_iter().filter(is_new).collect()
}

/// The pairs of which neither half stands in another, in whole or in part.
fn alone<'a>(halves: &[Halves<'a>]) -> Vec<Halves<'a>> {
    let stands_elsewhere = |at: usize| {
        let (left, right) = &halves[at].1;
        halves.iter().enumerate().any(|(other, (_, pair))| {
            other != at && (pair.0 == *left || pair.1 == *right || pair.1.contains(left.as_str()))
        })
    };
    let kept = (0..halves.len()).filter(|at| !stands_elsewhere(*at));
    kept.map(|at| halves[at].clone()).collect()
}

/// The years tell whose post is meant where several held it.
fn post(found: &Found) -> Option<(String, String)> {
    match &found.frame {
        Frame::Office {
            person,
            office,
            body,
            term: Some((from, to)),
            ..
        } => {
            let post = format!("{office} {body} ({}–{})", from.year, to.year);
            Some((person.clone(), statement::capitalised(&post)))
        }
        Frame::Event(event) => {
            let person = person(event)?;
            let takes_office = matches!(event.verb.as_str(), "become" | "elect" | "appoint");
            let rest = event.rest.text.trim_start_matches("as ");
            let post = ["the ", "a ", "an "]
                .iter()
                .find_map(|the| rest.strip_prefix(the))
                .unwrap_or(rest);
            let is_whole = post.contains(" of ") && !post.contains(" time") && post.split(' ').count() <= 10;
            let year = event.when.filter(|_| takes_office && is_whole)?.year;
            Some((person, statement::capitalised(&format!("{post} (from {year})"))))
        }
        _ => None,
    }
}

/// What a person did once, without its time.
fn deed(found: &Found) -> Option<(String, String)> {
    const LONGEST: usize = 12;
    let Frame::Event(event) = &found.frame else {
        return None;
    };
    let (person, object) = match event.voice {
        Voice::Active => (person(event)?, event.rest.text.clone()),
        Voice::Passive => doer(event)?,
        _ => return None,
    };
    let done = Event {
        voice: Voice::Active,
        ..event.clone()
    };
    let deed = format!("{} {object}", statement::verb(&done));
    let has_person = || {
        let names = event.subject.names.iter().chain(&event.rest.names);
        names
            .filter(|named| named.kind == NameKind::Person)
            .any(|named| deed.contains(named.text.as_str()))
    };
    let is_plain = is_told_once(event)
        && !matches!(
            event.verb.as_str(),
            "become" | "join" | "leave" | "resign" | "marry"
        )
        && !has_person()
        && !deed.bytes().any(|byte| byte.is_ascii_digit())
        && (2..=LONGEST).contains(&deed.split(' ').count());
    is_plain.then(|| (person, statement::capitalised(&deed)))
}

/// Who did it, and what was done to what with which means, of "was discovered by the chemist Ann Lund".
fn doer(event: &Event) -> Option<(String, String)> {
    let (means, by) = format!(" {}", event.rest.text)
        .split_once(" by ")
        .map(|(means, by)| (means.trim().to_owned(), by.to_owned()))?;
    let mut persons = event.rest.names.iter();
    let named = persons.find(|named| named.kind == NameKind::Person && named.text.contains(' '))?;
    let is_alone = by.ends_with(named.text.as_str()) && !by.contains(" and ") && !by.contains(',');
    let object = format!("{} {means}", event.subject.text);
    is_alone.then(|| (named.text.clone(), object.trim_end().to_owned()))
}

/// The full name of the person who is the subject.
fn person(event: &Event) -> Option<String> {
    let named = event.subject.names.first()?;
    if event.subject.kind != NameKind::Person || event.subject.text.contains(" and ") {
        return None;
    }
    let is_full = named.kind == NameKind::Person && named.text.contains(' ');
    is_full.then(|| named.text.clone())
}

fn birth(found: &Found) -> Option<(String, String)> {
    match &found.frame {
        Frame::Life {
            person,
            is_birth: true,
            date,
        } => Some((statement::capitalised(person), date.year.to_string())),
        _ => None,
    }
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
            format!("The road leads to the town of {now} (formerly {before}) in the north. ")
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
    fn persons_are_matched_with_what_each_did_once() {
        let text = "Anna Lund opened the port of Velk in 1923. Otto Holm translated the Dawn Hymn in 1952. \
            Emil Sarn designed the Iron Bridge in 1964. Nils Birk completed the Long Canal in 1977. \
            Ida Berg founded the Northern Society in 1911.";
        let of_persons = |text: &str| -> Vec<crate::items::Draft> {
            let drafts = of_kind(Kind::Matching, text, 1).into_iter();
            drafts
                .filter(|draft| draft.item.stem == "Match each person with what he or she did.")
                .collect()
        };
        let drafts = of_persons(text);
        let [draft] = &drafts[..] else {
            panic!("{} matchings", drafts.len())
        };
        let pairs = &draft.item.detail.pairs;
        assert_eq!(pairs.len(), 4);
        assert_eq!(
            pairs[0],
            ("Anna Lund".to_owned(), "Opened the port of Velk".to_owned())
        );
        assert_eq!(draft.item.distractors[0].text, "Founded the Northern Society");
        let (four, _) = text.split_at(text.find("Ida").unwrap());
        assert!(of_persons(four).is_empty(), "nothing would be to spare");
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
                assert!(
                    draft.item.detail.pairs.is_sorted(),
                    "events by their names, not by their years"
                );
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
