//! Men and women among the persons of a document, from tables, given names, titles and pronouns.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Names;
use crate::facts::frame::NameKind;
use crate::language::Word;
use crate::lexicon::{Lexicon, Sex};

/// Finds the sex of every person that something tells; what contradicts itself is left open.
pub(super) fn sexes(names: &Names, sentences: &[Vec<Word<'_>>], lexicon: &Lexicon) -> BTreeMap<String, Sex> {
    let mut told: BTreeMap<String, BTreeSet<Sex>> = BTreeMap::new();
    for (words, mentions) in sentences.iter().zip(&names.by_sentence) {
        let mut persons = mentions
            .iter()
            .filter(|mention| mention.kind == NameKind::Person && !mention.is_ambiguous);
        for mention in persons.clone() {
            if let Some(sex) = words[..mention.start].last().and_then(of_title) {
                told.entry(mention.full.clone()).or_default().insert(sex);
            }
        }
        // A pronoun tells only in a sentence with one person and no other name that could be one.
        let is_alone = mentions
            .iter()
            .filter(|mention| may_be_person(mention.kind))
            .count()
            == 1;
        if let Some(only) = persons.next().filter(|_| is_alone) {
            let said: BTreeSet<Sex> = words[only.end..].iter().filter_map(of_pronoun).collect();
            if said.len() == 1 {
                told.entry(only.full.clone()).or_default().extend(said);
            }
        }
    }
    let known = |person: &String| -> Option<Sex> {
        let of_table = lexicon.person(person).map(|known| known.sex);
        let of_given = || person.split(' ').next().and_then(|given| lexicon.given(given));
        let of_text = || {
            told.get(person)
                .filter(|sexes| sexes.len() == 1)
                .and_then(|sexes| sexes.first().copied())
        };
        // A biography says "he" of its person far more often than of all others.
        let of_main = || {
            (names.main.as_ref() == Some(person))
                .then(|| most_said(sentences))
                .flatten()
        };
        of_table.or_else(of_main).or_else(of_given).or_else(of_text)
    };
    names
        .persons
        .keys()
        .filter_map(|person| Some((person.clone(), known(person)?)))
        .collect()
}

/// The sex that nearly all pronouns of a text are of, where it has several.
fn most_said(sentences: &[Vec<Word<'_>>]) -> Option<Sex> {
    let said = || sentences.iter().flatten().filter_map(of_pronoun);
    let (all, men) = (said().count(), said().filter(|sex| *sex == Sex::Man).count());
    match (all, men) {
        (5.., men) if men * 10 >= all * 8 => Some(Sex::Man),
        (5.., men) if men * 10 <= all * 2 => Some(Sex::Woman),
        _ => None,
    }
}

fn may_be_person(kind: NameKind) -> bool {
    matches!(kind, NameKind::Person | NameKind::Other)
}

fn of_title(word: &Word<'_>) -> Option<Sex> {
    const MEN: &[&str] = &[
        "mr", "mr.", "sir", "lord", "king", "emperor", "prince", "tsar", "sultan", "khan", "emir", "duke",
        "chairman", "actor", "brother", "father", "son", "husband",
    ];
    const WOMEN: &[&str] = &[
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "miss",
        "lady",
        "queen",
        "empress",
        "princess",
        "tsarina",
        "duchess",
        "chairwoman",
        "actress",
        "sister",
        "mother",
        "daughter",
        "wife",
    ];
    match word {
        word if word.is_any(MEN) => Some(Sex::Man),
        word if word.is_any(WOMEN) => Some(Sex::Woman),
        _ => None,
    }
}

fn of_pronoun(word: &Word<'_>) -> Option<Sex> {
    match word.lower.as_str() {
        "he" | "his" | "him" | "himself" => Some(Sex::Man),
        "she" | "her" | "hers" | "herself" => Some(Sex::Woman),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read_names;
    use crate::lexicon::Sex;

    fn sex(person: &str, text: &str) -> Option<Sex> {
        read_names(text, &[]).sexes.get(person).copied()
    }

    #[test]
    fn pronouns_tell_the_sex_of_the_only_person() {
        let told = "The chemist Sarnai Velk lost her post in 1911.";
        assert_eq!(sex("Sarnai Velk", told), Some(Sex::Woman));
        assert_eq!(sex("Ann Velk", "The chemist Ann Velk died."), Some(Sex::Woman));
    }

    #[test]
    fn a_sentence_with_two_persons_tells_nothing() {
        let told = "The chemist Sarnai Velk met the poet Berdi Karsu and her aunt.";
        assert_eq!(sex("Sarnai Velk", told), None);
        let both = "The chemist Sarnai Velk lost her post. The chemist Sarnai Velk lost his post.";
        assert_eq!(sex("Sarnai Velk", both), None);
    }
}
