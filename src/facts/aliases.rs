//! Which short or misspelt forms stand for which full name within one document.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;

/// Returns for every given name and surname the persons who bear it.
///
/// Full names that are spellings of one another (one letter apart, or one
/// contained in the other) count as one person, under the longest form.
pub fn surnames(canonical: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut bearers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (person, full) in canonical {
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

/// Returns for every person the fullest spelling of the name in the document.
///
/// `subject` is whom a biography is about: its title is that person's name, and a
/// longer name beside it is a parent or child.
pub fn canonical(persons: &BTreeMap<String, usize>, subject: Option<&str>) -> BTreeMap<String, String> {
    // Only names that share their first or last word are compared, and of those not all in a long list.
    const COMPARED: usize = 40;
    let mut by_word: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for person in persons.keys() {
        let words: BTreeSet<&str> = [person.split(' ').next(), person.split(' ').next_back()]
            .into_iter()
            .flatten()
            .collect();
        for word in words {
            let bearers = by_word.entry(word).or_default();
            if bearers.len() < COMPARED {
                bearers.push(person);
            }
        }
    }
    let fullest = |person: &String| -> String {
        if let Some(subject) = subject.filter(|subject| is_same(person, subject)) {
            let is_longer = person.split(' ').count() > subject.split(' ').count();
            return if is_longer {
                person.clone()
            } else {
                subject.to_owned()
            };
        }
        let near = [person.split(' ').next(), person.split(' ').next_back()]
            .into_iter()
            .flatten()
            .filter_map(|word| by_word.get(word))
            .flatten();
        // Longest first, then the spelling used most; then by alphabet, so that the choice is fixed.
        near.filter(|other| is_same(person, other))
            .max_by_key(|other| {
                let count = persons.get(**other).copied().unwrap_or(0);
                (
                    other.split(' ').count(),
                    count,
                    std::cmp::Reverse((**other).clone()),
                )
            })
            .map_or_else(|| person.clone(), |other| (*other).clone())
    };
    persons
        .keys()
        .map(|person| (person.clone(), fullest(person)))
        .collect()
}

/// Returns the name of a title as the text spells it: "Lene Ørvik" for a file called "Lene Orvik".
pub fn with_accents(title: &str, persons: &BTreeMap<String, usize>) -> String {
    let ends = |name: &str| -> Option<String> {
        let (first, rest) = name.split_once(' ')?;
        Some(format!("{first} {}", rest.rsplit(' ').next()?))
    };
    if !title.is_ascii() || title.split(' ').count() != 2 {
        return title.to_owned();
    }
    persons
        .keys()
        .filter(|person| !person.is_ascii())
        .filter_map(|person| ends(person))
        .find(|spelt| fold(spelt) == fold(title))
        .unwrap_or_else(|| title.to_owned())
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
    // "Otto V" and "Otto VI" are two kings.
    let number = |name: &str| {
        let last = name.rsplit(' ').next().unwrap_or_default().to_owned();
        let is_number = !last.is_empty() && last.chars().all(|c| "IVXLCDM0123456789".contains(c));
        is_number.then_some(last)
    };
    let are_numbered = number(one).is_some() || number(other).is_some();
    let has_other_number = are_numbered && number(one) != number(other);
    // "Joan Lund" and "John Lund": one letter, and two people.
    let is_given = |word: Option<&&str>| word.is_some_and(|word| Lexicon::shipped().is_given(word));
    let other_first = other_words.first();
    let are_two = first != other_first && is_given(first) && is_given(other_first);
    one.len() > 9 && !has_other_number && !are_two && strsim::damerau_levenshtein(one, other) == 1
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
    use super::{canonical, spells, surnames, with_accents};
    use std::collections::BTreeMap;

    fn persons(names: &[&str]) -> BTreeMap<String, usize> {
        names.iter().map(|name| ((*name).to_owned(), 1)).collect()
    }

    #[test]
    fn a_surname_of_two_persons_is_open() {
        let bearers = surnames(&canonical(
            &persons(&["Sarina Velk", "Otto Velk", "Ann Lund"]),
            None,
        ));
        assert_eq!(bearers["Velk"].len(), 2);
        assert_eq!(bearers["Lund"].len(), 1);
    }

    #[test]
    fn a_middle_name_makes_no_second_person() {
        let known = persons(&["Otto Velk", "Otto Emil Velk"]);
        assert_eq!(canonical(&known, None)["Otto Velk"], "Otto Emil Velk");
        assert_eq!(surnames(&canonical(&known, None))["Velk"].len(), 1);
        assert_eq!(
            canonical(&known, Some("Otto Velk"))["Otto Emil Velk"],
            "Otto Emil Velk"
        );
    }

    #[test]
    fn two_kings_of_a_name_are_two() {
        let known = persons(&["Ottokar V", "Ottokar VI", "Ottokar Velk", "Ottokar Velkk"]);
        let full = canonical(&known, None);
        assert_ne!(full["Ottokar V"], full["Ottokar VI"]);
        assert_eq!(full["Ottokar Velk"], full["Ottokar Velkk"]);
    }

    #[test]
    fn two_given_names_are_two_persons_however_near() {
        let known = persons(&["Joan Velkin", "John Velkin", "Jphn Velkin"]);
        let full = canonical(&known, None);
        assert_eq!(full["Joan Velkin"], "Joan Velkin");
        assert_eq!(full["Jphn Velkin"], full["John Velkin"]);
    }

    #[test]
    fn the_text_gives_a_title_its_accents() {
        let known = persons(&["Lene Marie Ørvik", "Otto Ørvik"]);
        assert_eq!(with_accents("Lene Orvik", &known), "Lene Ørvik");
        assert_eq!(with_accents("Lena Orvik", &known), "Lena Orvik");
    }

    #[test]
    fn letters_must_be_those_of_the_words() {
        assert!(spells("UBC", "Union of Berdi Companies"));
        assert!(spells("UoBC", "Union of Berdi Companies"));
        assert!(!spells("ABC", "Union of Berdi Companies"));
    }
}
