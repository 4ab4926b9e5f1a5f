//! One name, two lives: where a document tells two births of a name, or deeds after its death, father and son
//! were taken for one, and nothing told of the name is asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::Found;
use crate::facts::frame::{Event, Frame, NameKind, Voice};

/// Nobody acts younger than this; ours.
const YOUNGEST: i16 = 8;

/// What the document tells of the life of a name.
#[derive(Default)]
struct Life {
    births: BTreeSet<i16>,
    deaths: BTreeSet<i16>,
    deeds: BTreeSet<i16>,
}

impl Life {
    /// Whether no one person can have lived it.
    fn is_of_several(&self) -> bool {
        let born = self.births.first();
        let died = self.deaths.first();
        let (first, last) = (self.deeds.first(), self.deeds.last());
        self.births.len() > 1
            || self.deaths.len() > 1
            || died.zip(last).is_some_and(|(died, last)| last > died)
            || born
                .zip(first)
                .is_some_and(|(born, first)| *first < born + YOUNGEST)
    }
}

/// The names that more than one person of the document bears.
pub fn shared_names(facts: &[Found]) -> BTreeSet<String> {
    let mut lives: BTreeMap<String, Life> = BTreeMap::new();
    for found in facts {
        match &found.frame {
            Frame::Life { is_birth, date, .. } => {
                let life = lives.entry(found.fact.subject.clone()).or_default();
                let years = if *is_birth {
                    &mut life.births
                } else {
                    &mut life.deaths
                };
                years.insert(date.year);
            }
            Frame::Event(event) => add(&mut lives, event),
            _ => {}
        }
    }
    lives
        .into_iter()
        .filter(|(_, life)| life.is_of_several())
        .map(|(name, _)| name)
        .collect()
}

fn add(lives: &mut BTreeMap<String, Life>, event: &Event) {
    let [person] = &event.subject.names[..] else {
        return;
    };
    // "Otto Velk's books were burned": after his death too.
    let is_whole = person.kind == NameKind::Person && event.subject.text.ends_with(person.text.as_str());
    let Some(when) = event.when.filter(|_| is_whole) else {
        return;
    };
    let life = lives.entry(person.text.clone()).or_default();
    match (event.verb.as_str(), event.voice) {
        ("bear", _) => life.births.insert(when.year),
        ("die", _) => life.deaths.insert(when.year),
        (_, Voice::Active) => life.deeds.insert(when.year),
        _ => false,
    };
}

#[cfg(test)]
mod tests {
    use super::shared_names;
    use crate::facts;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn shared(text: &str) -> Vec<String> {
        let document = read("a.txt", text.as_bytes()).unwrap();
        let findings = facts::find(&document, Lexicon::shipped());
        shared_names(&findings.facts).into_iter().collect()
    }

    #[test]
    fn two_births_are_of_two() {
        let told = "The miller Otto Velk was born in Moscow in 1751. Otto Velk founded the Berdi Mill in 1798. \
            Otto Velk was born in Moscow in 1825. Otto Velk founded the Karsu Mill in 1859.";
        assert_eq!(shared(told), ["Otto Velk"]);
    }

    #[test]
    fn nobody_founds_a_mill_after_his_death() {
        let told = "The miller Otto Velk founded the Berdi Mill in 1798. Otto Velk died in Moscow in 1832. \
            Otto Velk founded the Karsu Mill in 1859.";
        assert_eq!(shared(told), ["Otto Velk"]);
    }

    #[test]
    fn one_life_is_one() {
        let told = "The miller Otto Velk was born in Moscow in 1751. Otto Velk founded the Berdi Mill in 1798. \
            Otto Velk died in Moscow in 1832.";
        assert!(shared(told).is_empty());
    }
}
