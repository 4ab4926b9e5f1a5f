//! Taking the ending off a form: what it may have been before.
//!
//! The spelling that verbs, nouns and adjectives share. Which of the candidates
//! is a word, they ask the vocabulary themselves.
//!
//! Source: exception lists of WordNet 3.0 (`model/wordnet`); rules of any school grammar.

use super::noun;
use super::verb;
use crate::language::sorted_text;
use crate::language::vocabulary::Classes;
use crate::language::vocabulary::classes;

const ADJECTIVES: &str = include_str!("../../../model/wordnet/adj.exc");

/// Bytes of the longest word that has a lemma other than itself; longer ones are in no
/// list, and to try all their spellings would take long.
const LONGEST: usize = 40;

/// Returns the lemma of a form in lower case, if it differs and the tag lets it.
pub(super) fn strip(form: &str, tag: &str) -> Option<String> {
    if form.len() > LONGEST {
        return None;
    }
    match tag {
        "VB" | "VBP" | "VBD" | "VBN" | "VBG" | "VBZ" => verb::lemma(form, tag),
        "NNS" => noun::of_plural(form),
        "NNPS" => noun::of_names(form),
        "NN" => noun::of_singular(form),
        "JJR" | "RBR" => degree(form, "er"),
        "JJS" | "RBS" => degree(form, "est"),
        _ => None,
    }
}

/// What WordNet's lists lack or have otherwise than we read it.
const OURS: &[(&str, &str)] = &[
    ("bacteria", "bacterium"),
    ("hrs", "hour"),
    ("lenses", "lens"),
    ("premiered", "premiere"),
    ("premiering", "premiere"),
    ("routed", "route"),
    ("routing", "route"),
    ("shorn", "shear"),
    ("skied", "ski"),
    ("taxis", "taxi"),
    ("yrs", "year"),
];

/// What an exception list says of a form.
pub(super) fn exception(list: &'static str, form: &str) -> Option<String> {
    if let Some((_, lemma)) = OURS.iter().find(|(ours, _)| *ours == form) {
        return Some((*lemma).to_owned());
    }
    // Of several lemmas the first; where the treebanks prefer another, the table says so.
    let mut lemmas = sorted_text::entry(list, ' ', form)?.split(' ');
    lemmas.find(|lemma| !lemma.contains('_')).map(str::to_owned)
}

fn is_of_degree(word: &str) -> bool {
    classes(word).is_some_and(
        |Classes {
             adjective, adverb, ..
         }| adjective || adverb,
    )
}

/// What a form of no known word may have been meant to be: with a doubled letter too many or
/// too few (`recomend`), or two letters changed over (`recieve`). Short forms are left alone,
/// they are too often words that are only new.
pub(super) fn meant(form: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = form.chars().collect();
    let last = if letters.len() < 6 { 0 } else { letters.len() - 1 };
    (1..last).flat_map(move |at| {
        let (before, after) = letters.split_at(at);
        let changed: [Vec<char>; 2] = match after {
            [one, other, _, ..] if one == other && is_vowel(*one) => [Vec::new(), Vec::new()],
            [one, other, rest @ ..] if one == other => [[before, &[*one], rest].concat(), Vec::new()],
            [one, other, rest @ ..] => [
                [before, &[*other, *one], rest].concat(),
                [before, &[*one, *one, *other], rest].concat(),
            ],
            _ => [Vec::new(), Vec::new()],
        };
        changed
            .into_iter()
            .filter(|word| !word.is_empty())
            .map(String::from_iter)
    })
}

/// What a stem may be of that had an ending with a vowel: `mak` of `make`, `plann` of `plan`.
pub(super) fn before_vowel(stem: &str) -> Vec<String> {
    let mut candidates = vec![stem.to_owned(), format!("{stem}e")];
    if prefers_e(stem) {
        candidates.swap(0, 1);
    }
    candidates.extend(undoubled(stem).map(str::to_owned));
    // "panicked" is of panic.
    candidates.extend(stem.strip_suffix("ck").map(|short| format!("{short}c")));
    // "untying" is of untie.
    candidates.extend(stem.strip_suffix('y').map(|short| format!("{short}ie")));
    candidates
}

/// Whether of two words, one with an `e`, the one with it is meant: `hoping` is of `hope`,
/// since `hop` would have doubled its consonant.
pub(super) fn prefers_e(stem: &str) -> bool {
    let mut letters = stem.chars().rev();
    let (last, before, first) = (letters.next(), letters.next(), letters.next());
    let is_short = last.is_some_and(|letter| !is_vowel(letter) && !matches!(letter, 'w' | 'y'))
        && before.is_some_and(is_vowel)
        && first.is_none_or(|letter| !is_vowel(letter));
    is_short || stem.ends_with("th") || stem.ends_with("qu")
}

/// The stem without the second of two like consonants.
pub(super) fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before && !is_vowel(last)).then(|| &stem[..stem.len() - last.len_utf8()])
}

/// What a form in `s` may be of: `parties` of `party`, `horses` of `horse`.
pub(super) fn before_s(form: &str) -> Vec<String> {
    let Some(stem) = form.strip_suffix('s').filter(|stem| stem.len() > 1) else {
        return Vec::new();
    };
    let mut candidates = vec![stem.to_owned()];
    if hisses(stem) {
        // Before "crosse", which is a word too.
        candidates.insert(0, stem[..stem.len() - 1].to_owned());
    }
    if let Some(stem) = stem.strip_suffix("ie") {
        candidates.push(format!("{stem}y"));
    }
    let takes_es = ["s", "x", "z", "ch", "sh", "o"];
    if let Some(stem) = stem.strip_suffix('e')
        && takes_es.iter().any(|ending| stem.ends_with(ending))
    {
        candidates.push(stem.to_owned());
        candidates.extend(undoubled(stem).map(str::to_owned));
    }
    candidates
}

/// A form of no known word without its `s`.
pub(super) fn without_s(form: &str) -> Option<String> {
    let stem = form.strip_suffix('s').filter(|stem| stem.chars().count() > 1)?;
    if stem.ends_with('s') {
        return None;
    }
    if let Some(stem) = stem.strip_suffix("ie").filter(|stem| stem.len() > 2) {
        return Some(format!("{stem}y"));
    }
    Some(stem[..stem.len() - usize::from(hisses(stem))].to_owned())
}

/// Whether a word in `e` sounds as if the `e` had come with the `s`: `classe`, `taxe`.
fn hisses(stem: &str) -> bool {
    ["sse", "she", "che", "xe", "zze"]
        .iter()
        .any(|ending| stem.ends_with(ending))
}

fn degree(form: &str, ending: &str) -> Option<String> {
    if let Some(lemma) = exception(ADJECTIVES, form) {
        return Some(lemma);
    }
    let stem = form.strip_suffix(ending)?;
    if let Some(stem) = stem.strip_suffix('i') {
        return Some(format!("{stem}y")).filter(|word| is_of_degree(word));
    }
    before_vowel(stem).into_iter().find(|word| is_of_degree(word))
}

pub(super) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
