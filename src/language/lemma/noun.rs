//! What a plural is the plural of.
//!
//! Irregular ones come from WordNet's exception lists; of the spellings that an
//! `s` allows, the vocabulary says which are nouns.

use super::ending::before_s;
use super::ending::exception;
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
        return Some(of_plural(stem).unwrap_or_else(|| stem.to_owned())).filter(|lemma| !lemma.is_empty());
    }
    if let Some(lemma) = irregular_compound(form) {
        return Some(lemma);
    }
    known_singular(form)
        .or_else(|| meant(form).find_map(|word| known_singular(&word)))
        .or_else(|| without_s(form))
        .filter(|lemma| lemma != form)
}

/// The noun of the vocabulary that has this plural, or is it.
fn known_singular(form: &str) -> Option<String> {
    let known = before_s(form).into_iter().find(|word| is_noun(word));
    known.or_else(|| is_noun(form).then(|| form.to_owned()))
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

fn is_noun(word: &str) -> bool {
    classes(word).is_some_and(|classes| classes.noun.is_some())
}
