//! What a plural is the plural of.
//!
//! Irregular ones come from WordNet's exception lists; of the spellings that an
//! `s` allows, the vocabulary says which are nouns.

use super::ending::before_s;
use super::ending::exception;
use super::ending::is_vowel;
use super::ending::meant;
use super::ending::without_s;
use crate::language::vocabulary::classes;

/// Exceptions of WordNet 3.0.
const EXCEPTIONS: &str = include_str!("../../../model/wordnet/noun.exc");

/// What has no singular with the same meaning, though a word of that spelling may exist.
const ONLY_PLURAL: &[&str] = &[
    "auspices",
    "binoculars",
    "clothes",
    "goods",
    "headquarters",
    "jeans",
    "outskirts",
    "pajamas",
    "panties",
    "pants",
    "pyjamas",
    "savings",
    "scissors",
    "series",
    "species",
    "sunglasses",
    "surroundings",
    "tenterhooks",
    "tights",
    "trousers",
];

/// Returns the singular of `form`, tagged as a plural, if it differs.
pub(super) fn of_plural(form: &str) -> Option<String> {
    of_many(form, |form| {
        known_singular(form)
            .or_else(|| meant(form).find_map(|word| known_singular(&word)))
            .or_else(|| without_s(form))
    })
}

/// Returns the singular of a name in lower case, tagged as a plural, if it differs.
///
/// Many a name only looks like a plural (`Majilis`), so it is reduced to what
/// the vocabulary has, or by an ending that few other names have.
pub(super) fn of_names(form: &str) -> Option<String> {
    of_many(form, |form| {
        known_name(form).or_else(|| is_clear_plural(form).then(|| without_s(form)).flatten())
    })
}

/// Whether a name ends as peoples and followers do, or in two consonants before the `s`: `Karakalpakhs`.
fn is_clear_plural(form: &str) -> bool {
    const CLEAR: &[&str] = &["ans", "ies", "ites"];
    let follows_consonants = || {
        let mut before = form.chars().rev().skip(1).take(2);
        before.all(|letter| letter.is_ascii_alphabetic() && !is_vowel(letter))
    };
    CLEAR.iter().any(|ending| form.ends_with(ending)) || follows_consonants()
}

/// The singular by the lists, and if they have none, by the spelling.
fn of_many(form: &str, by_spelling: impl Fn(&str) -> Option<String>) -> Option<String> {
    if let Some(lemma) = exception(EXCEPTIONS, form) {
        return Some(lemma);
    }
    if let Some(decade) = decade(form) {
        return decade;
    }
    if ONLY_PLURAL.contains(&form) {
        return None;
    }
    if let Some(stem) = form.strip_suffix("'s").or_else(|| form.strip_suffix('\'')) {
        return Some(by_spelling(stem).unwrap_or_else(|| stem.to_owned())).filter(|lemma| !lemma.is_empty());
    }
    if let Some(lemma) = irregular_compound(form) {
        return Some(lemma);
    }
    by_spelling(form).filter(|lemma| lemma != form)
}

/// The noun of the vocabulary that has this plural, or is it.
fn known_singular(form: &str) -> Option<String> {
    let known = before_s(form).into_iter().find(|word| is_noun(word));
    known.or_else(|| is_noun(form).then(|| form.to_owned()))
}

/// The name or noun of the vocabulary that has this plural, or is it: `Philippines`.
fn known_name(form: &str) -> Option<String> {
    if form.ends_with("ss") {
        return None;
    }
    // Talas is no plural of a coin of Samoa, the tala.
    let is_doubtful = ["as", "is", "us"].iter().any(|ending| form.ends_with(ending));
    let mut candidates = before_s(form).into_iter().chain([form.to_owned()]);
    candidates.find(|word| is_name(word) || (!is_doubtful && is_noun(word)))
}

/// Decades stay in the plural: `1990s`, `nineties`; only the apostrophe of `1990's` falls.
fn decade(form: &str) -> Option<Option<String>> {
    const WORDS: &[&str] = &[
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    if WORDS.contains(&form) {
        return Some(None);
    }
    let number = form.strip_suffix('s')?;
    let years = number.trim_end_matches('\'');
    let is_decade = years.ends_with('0')
        && years
            .trim_start_matches('\'')
            .bytes()
            .all(|byte| byte.is_ascii_digit());
    is_decade.then(|| (years.len() < number.len()).then(|| format!("{years}s")))
}

/// Compounds with `men`, `people` and the like that no list has: `newsmen`, `salespeople`.
fn irregular_compound(form: &str) -> Option<String> {
    const LAST: &[(&str, &str)] = &[
        ("men", "man"),
        ("people", "person"),
        ("children", "child"),
        ("feet", "foot"),
        ("teeth", "tooth"),
        ("wives", "wife"),
    ];
    if form == "people" {
        return None;
    }
    LAST.iter().find_map(|(many, one)| {
        let before = form.strip_suffix(many)?;
        let lemma = format!("{before}{one}");
        // The Turkmen are a people and no men.
        (is_noun(&lemma) || classes(before).is_some()).then_some(lemma)
    })
}

/// A singular is its own lemma, if it is not a plural that was taken for one, or misspelt.
pub(super) fn of_singular(form: &str) -> Option<String> {
    if is_noun(form) {
        return None;
    }
    if form.ends_with('s') && !form.ends_with("ss") {
        return before_s(form).into_iter().find(|word| is_noun(word));
    }
    meant(form).find(|word| is_noun(word))
}

/// Whether a word in lower case is a noun that is written large.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters
        .next()
        .is_some_and(|first| is_noun(&format!("{}{}", first.to_uppercase(), letters.as_str())))
}

pub(super) fn is_noun(word: &str) -> bool {
    classes(word).is_some_and(|classes| classes.noun.is_some())
}
