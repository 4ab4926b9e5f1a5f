//! Which short or misspelt forms stand for which full name within one document.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::lexicon::fold::fold;

/// Returns for every given name and surname the persons who bear it.
///
/// Full names that are spellings of one another (one letter apart, or one
/// contained in the other) count as one person, under the longest form.
pub fn surnames(
    persons: &BTreeMap<String, usize>,
    subject: Option<&str>,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut bearers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for person in persons.keys() {
        let full = canonical(person, persons, subject);
        let words: Vec<&str> = person.split(' ').collect();
        for word in [words.first(), words.last()].into_iter().flatten() {
            bearers
                .entry((*word).to_owned())
                .or_default()
                .insert(full.clone());
            // The folded form catches the same name with or without its accents.
            bearers.entry(fold(word)).or_default().insert(full.clone());
        }
    }
    bearers
}

/// Returns the fullest spelling of a person's name in the document.
///
/// `subject` is whom a biography is about: its title is that person's name, and a
/// longer name beside it is a parent or child.
pub fn canonical(person: &str, persons: &BTreeMap<String, usize>, subject: Option<&str>) -> String {
    if let Some(subject) = subject.filter(|subject| is_same(person, subject)) {
        let is_longer = person.split(' ').count() > subject.split(' ').count();
        return if is_longer {
            person.to_owned()
        } else {
            subject.to_owned()
        };
    }
    let same = persons.iter().filter(|(other, _)| is_same(person, other));
    // Longest first, then the spelling used most; then by alphabet, so that the choice is fixed.
    same.max_by_key(|(other, count)| {
        (
            other.split(' ').count(),
            **count,
            std::cmp::Reverse((*other).clone()),
        )
    })
    .map_or_else(|| person.to_owned(), |(other, _)| other.clone())
}

fn is_same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one_words, other_words): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let (first, last) = (one_words.first(), one_words.last());
    if one_words.len() != other_words.len() {
        return first == other_words.first() && last == other_words.last();
    }
    one.len() > 9 && strsim::damerau_levenshtein(one, other) == 1
}

/// Whether the capitals of `short` are the initials of `long`, small words left out.
pub fn spells(short: &str, long: &str) -> bool {
    let initials = |with_small: bool| -> String {
        long.split([' ', '-'])
            .filter(|word| with_small || word.chars().next().is_some_and(char::is_uppercase))
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    let short: String = short
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_uppercase)
        .collect();
    initials(false) == short || initials(true) == short
}

#[cfg(test)]
mod tests {
    use super::{canonical, spells, surnames};
    use std::collections::BTreeMap;

    fn persons(names: &[&str]) -> BTreeMap<String, usize> {
        names.iter().map(|name| ((*name).to_owned(), 1)).collect()
    }

    #[test]
    fn a_surname_of_two_persons_is_open() {
        let bearers = surnames(&persons(&["Sarina Velk", "Otto Velk", "Ann Lund"]), None);
        assert_eq!(bearers["Velk"].len(), 2);
        assert_eq!(bearers["Lund"].len(), 1);
    }

    #[test]
    fn a_middle_name_makes_no_second_person() {
        let known = persons(&["Otto Velk", "Otto Emil Velk"]);
        assert_eq!(canonical("Otto Velk", &known, None), "Otto Emil Velk");
        assert_eq!(surnames(&known, None)["Velk"].len(), 1);
        assert_eq!(
            canonical("Otto Emil Velk", &known, Some("Otto Velk")),
            "Otto Emil Velk"
        );
    }

    #[test]
    fn letters_must_be_those_of_the_words() {
        assert!(spells("UBC", "Union of Berdi Companies"));
        assert!(spells("UoBC", "Union of Berdi Companies"));
        assert!(!spells("ABC", "Union of Berdi Companies"));
    }
}
