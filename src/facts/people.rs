//! Persons a document names beside a year: who may be mixed up with a person that is asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::NameKind;
use super::scene::Scene;
use super::time::TimeValue;
use crate::language::Tag;

/// At most so many persons of a document are kept.
const MOST: usize = 60;

/// A person of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Index of the article that names the person first.
    pub article: usize,
    /// A year told in the first sentence that names the person with one.
    pub year: i16,
    /// What the document calls the person, in lower case: `painter`.
    pub called: Vec<String>,
    /// Every other name that stands in a sentence with the person.
    pub beside: BTreeSet<String>,
}

/// The persons of a document whose time is told, by name.
pub fn of(scene: &Scene<'_>) -> Vec<Person> {
    let mut found: BTreeMap<&str, Person> = BTreeMap::new();
    let mut years: BTreeMap<&str, i16> = BTreeMap::new();
    for view in &scene.views {
        let mentions = scene.mentions(view);
        let persons = mentions
            .iter()
            .filter(|mention| mention.kind == NameKind::Person && mention.full.contains(' '));
        let year = view.times.iter().find_map(|time| match time.value {
            TimeValue::Date(date) | TimeValue::Range(date, _) => Some(date.year),
            TimeValue::Rough | TimeValue::Relative => None,
        });
        for person in persons {
            let others = mentions.iter().map(|mention| &mention.full);
            let known = found.entry(&person.full).or_insert_with(|| Person {
                name: person.full.clone(),
                article: view.article,
                called: scene.names.called.get(&person.full).cloned().unwrap_or_default(),
                ..Person::default()
            });
            known
                .beside
                .extend(others.filter(|other| **other != person.full).cloned());
            // "The historian Ann Lund puts the dead of 1911 at forty": who writes of a year lived in another.
            let writes = view
                .words
                .get(person.end)
                .is_some_and(|next| next.tag == Tag::Present && next.forms.third);
            if let Some(year) = year.filter(|_| !writes) {
                years.entry(&person.full).or_insert(year);
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(name, person)| {
            let year = *years.get(name)?;
            Some(Person { year, ..person })
        })
        .take(MOST)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;

    #[test]
    fn persons_have_the_year_of_a_sentence_and_the_names_beside_them() {
        let text = "The painter Ann Lund came to Berdi. In 1911 Ann Lund met the poet Otto Velk. \
            The poet Ida Berg never came. The historian Nils Holm puts the dead of 1911 at forty men.";
        let document = crate::text::read("a.txt", text.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        let people = of(&scene);
        let names: Vec<(&str, i16)> = people
            .iter()
            .map(|person| (person.name.as_str(), person.year))
            .collect();
        assert_eq!(names, [("Ann Lund", 1911), ("Otto Velk", 1911)]);
        assert!(people[0].beside.contains("Otto Velk"));
        assert!(!people[0].beside.contains("Ida Berg"));
    }
}
