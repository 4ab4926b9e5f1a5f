//! When something began and ended: "The revolt of Velk against Berdi lasted from 1901 to 1906".

use super::Rule;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::clause;
use crate::facts::clause::Clause;
use crate::facts::frame::{Event, Frame, Phrase, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::TimeValue;

/// Finds what lasted from one date to another.
pub struct Lasted;

impl Rule for Lasted {
    fn name(&self) -> &'static str {
        "lasted"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .flat_map(|view| {
                let clause = clause::read(scene, view).ok();
                clause
                    .and_then(|clause| told(scene, view, &clause))
                    .unwrap_or_default()
            })
            .collect()
    }
}

fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Vec<Found>> {
    let [time] = &clause.times[..] else { return None };
    let TimeValue::Range(from, to) = time.value else {
        return None;
    };
    let is_plain = clause.lemma == "last"
        && clause.voice == Voice::Active
        && clause.rest.is_empty()
        && clause.topic.is_none()
        && !clause.leans_on_occasion;
    let subject = scene
        .phrase(view, &clause.subject)
        .filter(|subject| is_plain && !subject.names.is_empty())?;
    let found = [("begin", from), ("end", to)].map(|(verb, when)| at(scene, view, &subject, verb, when));
    Some(found.into())
}

fn at(scene: &Scene<'_>, view: &View<'_>, subject: &Phrase, verb: &str, when: PartialDate) -> Found {
    let event = Event {
        subject: subject.clone(),
        verb: verb.to_owned(),
        adverb: String::new(),
        voice: Voice::Active,
        rest: Phrase {
            text: String::new(),
            names: Vec::new(),
            ..subject.clone()
        },
        when: Some(when),
        is_unique: true,
        place: None,
        parts: Vec::new(),
        era: String::new(),
        as_of: None,
        note: String::new(),
    };
    Found::begin(scene, view, "lasted", statement::of_event(&event))
        .about(&subject.text, verb, &when.to_string())
        .at(when)
        .worth(2, 850)
        .framed(Frame::Event(event))
}

#[cfg(test)]
mod tests {
    use super::Lasted;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_beginning_and_end() {
        assert_eq!(
            statements(&Lasted, "The revolt of Otto Velk lasted from 1901 to 1906."),
            [
                "The revolt of Otto Velk began in 1901.",
                "The revolt of Otto Velk ended in 1906."
            ]
        );
    }

    #[test]
    fn leaves_lengths_and_subjects_without_a_name() {
        for text in [
            "The revolt of Otto Velk lasted for six years.",
            "The revolt lasted from 1901 to 1906.",
            "It lasted from 1901 to 1906.",
        ] {
            assert!(statements(&Lasted, text).is_empty(), "{text}");
        }
    }
}
