//! Who did what a sentence tells in the passive: "the lamp was invented by Ann Lund and Otto Velk at Berdi".
//!
//! Asked is a deed of making or finding, done to one named thing, so that nobody
//! else can have done it. Two who did it together are asked as two.

use super::{Answer, Question};
use crate::facts::frame::{Event, NameKind, Named, Voice};
use crate::items::english::{ask, join, time_tail};
use crate::language::inflect;

/// What is done to one thing once.
#[rustfmt::skip]
const ONCE: &[&str] = &[
    "build", "coin", "compose", "consecrate", "construct", "crown", "describe", "design", "develop", "devise",
    "discover", "engrave", "establish", "formulate", "found", "identify", "invent", "introduce", "isolate",
    "paint", "patent", "pioneer", "produce", "propose", "prove", "sculpt", "solve", "synthesise", "synthesize",
    "translate", "unveil", "write",
];

/// Prepositions behind which a new phrase begins, so that the agent ends before them.
const BEHIND: &[&str] = &["at", "in", "on", "for", "as", "from", "during", "while", "using"];

/// Asks for the one or two persons by whom it was done.
pub(super) fn doer(event: &Event) -> Option<Question> {
    let is_told = event.voice == Voice::Passive && event.when.is_some();
    if !is_told || !ONCE.contains(&event.verb.as_str()) || !is_one_thing(event) {
        return None;
    }
    let (before, told) = split(&event.rest.text)?;
    let mut names = event.rest.names.iter().filter(|named| told.contains(&named.text));
    let first = names.next().filter(|named| is_full_name(named))?;
    let (role, behind) = told.split_once(&first.text)?;
    if !is_role(role) {
        return None;
    }
    let second = behind.strip_prefix(" and ").map(|after| {
        names
            .next()
            .filter(|named| is_full_name(named))
            .and_then(|named| Some((named, after.strip_prefix(&named.text)?)))
    });
    let (who, key, tail) = match second {
        Some(second) => {
            let (second, tail) = second?;
            let is_of_persons = first.kind == NameKind::Person || second.kind == NameKind::Person;
            let key = format!("{} and {}", first.text, second.text);
            ("which two people", key, is_of_persons.then_some(tail)?)
        }
        None if first.kind == NameKind::Person => ("who", first.text.clone(), behind),
        None => return None,
    };
    let is_open = !tail.is_empty() && !BEHIND.iter().any(|link| tail.starts_with(&format!(" {link} ")));
    if is_open || [before, tail].iter().any(|part| super::who::leans(part)) {
        return None;
    }
    let verb = join(&[&event.adverb, &inflect::past(&event.verb)]);
    let parts = [who, &verb, &event.subject.text, before, tail, &time_tail(event)];
    Some(Question {
        stem: ask(&join(&parts)),
        key,
        accept: Vec::new(),
        answer: if who == "who" {
            Answer::Name(NameKind::Person)
        } else {
            Answer::Words
        },
        part: "who",
        bonus: 20,
    })
}

/// "at Velk by Ann Lund": what stands before the one "by", and what behind it.
fn split(rest: &str) -> Option<(&str, &str)> {
    if let Some(told) = rest.strip_prefix("by ") {
        return (!told.contains(" by ")).then_some(("", told));
    }
    let (before, told) = rest.split_once(" by ")?;
    (!told.contains(" by ")).then_some((before, told))
}

/// A first name and a last name at least.
fn is_full_name(named: &Named) -> bool {
    named.text.contains(' ') && matches!(named.kind, NameKind::Person | NameKind::Other)
}

/// "the Danish chemist ": who the person is, and nobody beside.
fn is_role(text: &str) -> bool {
    const NOT: &[&str] = &[
        "by", "of", "under", "with", "and", "a", "an", "team", "group", "led",
    ];
    text.split_whitespace().count() < 5
        && !text.contains([',', '\'', '’', '(', '"'])
        && !text.split(' ').any(|word| NOT.contains(&word))
}

/// "the Velk lamp", "the first lamp of glass": a thing that its words single out.
fn is_one_thing(event: &Event) -> bool {
    let text = &event.subject.text;
    let is_named = event
        .subject
        .names
        .iter()
        .any(|named| text == &named.text || *text == format!("the {}", named.text));
    let is_first = ["the first ", "the original "]
        .iter()
        .any(|first| text.starts_with(first))
        && text.split(' ').count() > 3;
    let is_of_name = text.starts_with("the ") && text.contains(" of ") && !event.subject.names.is_empty();
    let is_theory = text.starts_with("the ") && text.ends_with(" theorem") || text.ends_with(" conjecture");
    !event.subject.is_plural
        && !super::who::leans(text)
        && (is_named || is_first || is_of_name && event.is_unique || is_theory)
}

#[cfg(test)]
mod tests {
    use super::doer;
    use crate::facts::frame::{Event, NameKind, Named, Phrase, Voice};

    fn phrase(text: &str, names: &[(&str, NameKind)]) -> Phrase {
        Phrase {
            text: text.to_owned(),
            kind: NameKind::Other,
            is_plural: false,
            names: names
                .iter()
                .map(|(text, kind)| Named {
                    text: (*text).to_owned(),
                    kind: *kind,
                })
                .collect(),
        }
    }

    fn told(subject: &str, verb: &str, rest: &str, names: &[(&str, NameKind)]) -> Option<(String, String)> {
        let event = Event {
            subject: phrase(subject, &[(subject.trim_start_matches("the "), NameKind::Other)]),
            verb: verb.to_owned(),
            adverb: String::new(),
            voice: Voice::Passive,
            rest: phrase(rest, names),
            when: "1911".parse().ok(),
            is_unique: true,
            place: None,
            parts: Vec::new(),
            era: String::new(),
            as_of: None,
            note: String::new(),
        };
        doer(&event).map(|question| (question.stem, question.key))
    }

    const LUND: (&str, NameKind) = ("Ann Lund", NameKind::Person);
    const VELK: (&str, NameKind) = ("Otto Velk", NameKind::Person);

    #[test]
    fn two_who_did_it_together_are_asked_as_two() {
        let (stem, key) = told(
            "the Berdi lamp",
            "invent",
            "by Ann Lund and Otto Velk at Karsu",
            &[LUND, VELK],
        )
        .unwrap();
        assert_eq!(stem, "Which two people invented the Berdi lamp at Karsu in 1911?");
        assert_eq!(key, "Ann Lund and Otto Velk");
    }

    #[test]
    fn the_place_may_stand_before_the_one_who_did_it() {
        let (stem, key) = told(
            "the Berdi lamp",
            "develop",
            "at Karsu by the chemist Ann Lund",
            &[LUND],
        )
        .unwrap();
        assert_eq!(stem, "Who developed the Berdi lamp at Karsu in 1911?");
        assert_eq!(key, "Ann Lund");
    }

    #[test]
    fn more_than_two_and_helpers_are_left_alone() {
        for rest in [
            "by Ann Lund, Otto Velk and a miner",
            "by a team led by Ann Lund",
            "by a team of Ann Lund",
            "by Ann Lund with Otto Velk",
            "by Ann Lund and a miner",
        ] {
            assert_eq!(
                told("the Berdi lamp", "invent", rest, &[LUND, VELK]),
                None,
                "{rest}"
            );
        }
        assert_eq!(told("the Berdi lamp", "sell", "by Ann Lund", &[LUND]), None);
    }
}
