//! What a form of a verb is a form of.
//!
//! Irregular forms come from WordNet's exception lists. Elsewhere each ending
//! allows a few spellings (`hoped` may be of `hope` or `hop`); the vocabulary
//! says which are verbs. A form of no listed verb is reduced by spelling alone.

use super::ending::before_s;
use super::ending::before_vowel;
use super::ending::exception;
use super::ending::is_vowel;
use super::ending::meant;
use super::ending::prefers_e;
use super::ending::undoubled;
use super::ending::without_s;
use super::noun::is_noun;
use crate::language::vocabulary::classes;

/// Exceptions of WordNet 3.0.
const EXCEPTIONS: &str = include_str!("../../../model/wordnet/verb.exc");

/// Returns the verb that `form` is a form of, if it differs.
pub(super) fn lemma(form: &str, tag: &str) -> Option<String> {
    let is_base = matches!(tag, "VB" | "VBP");
    if let Some(known) = known_verb(form, tag).or_else(|| compound_verb(form)) {
        return Some(known).filter(|lemma| lemma != form);
    }
    // "lightning" is of no verb.
    if tag == "VBG" && is_noun(form) {
        return None;
    }
    meant(form)
        .find_map(|word| known_verb(&word, tag))
        .or_else(|| with_a_slip(form, tag))
        .or_else(|| if is_base { None } else { likeliest(form) })
        .filter(|lemma| lemma != form)
}

/// The verb of the vocabulary that has this form.
fn known_verb(form: &str, tag: &str) -> Option<String> {
    if matches!(tag, "VB" | "VBP") && is_verb(form) {
        return Some(form.to_owned());
    }
    if let Some(lemma) = exception(EXCEPTIONS, form) {
        return Some(with_two_l(form).unwrap_or(lemma));
    }
    let mut candidates = verb_candidates(form);
    if let Some(stem) = form.strip_suffix("in").filter(|_| tag == "VBG") {
        // "goin", as one writes down how it was said.
        candidates.extend(before_vowel(stem));
    }
    let known = candidates.into_iter().find(|word| is_verb(word));
    known.or_else(|| is_verb(form).then(|| form.to_owned()))
}

/// The verb that has this form and ends in a verb of the vocabulary.
fn compound_verb(form: &str) -> Option<String> {
    const PREFIXES: &[&str] = &["fore", "mis", "out", "over", "re", "un", "under"];
    let irregular = PREFIXES.iter().find_map(|prefix| {
        let lemma = exception(EXCEPTIONS, form.strip_prefix(prefix)?)?;
        Some(format!("{prefix}{lemma}"))
    });
    irregular.or_else(|| {
        verb_candidates(form)
            .into_iter()
            .find(|word| is_compound_verb(word))
    })
}

/// The one verb whose form was meant, of a long form with a letter too many (`developiong`)
/// or a vowel too few (`influnced`). If there are two, the form is rather a new word.
fn with_a_slip(form: &str, tag: &str) -> Option<String> {
    if form.len() < 9 || !form.is_ascii() {
        return None;
    }
    let without = (1..form.len()).map(|at| format!("{}{}", &form[..at], &form[at + 1..]));
    let with = (1..form.len()).flat_map(|at| {
        let (before, after) = form.split_at(at);
        ["a", "e", "i", "o", "u"].map(|vowel| format!("{before}{vowel}{after}"))
    });
    let mut found = without.chain(with).filter_map(|word| known_verb(&word, tag));
    let first = found.next()?;
    found.all(|word| word == first).then_some(first)
}

/// `installed` is of install; the exception lists know only the rarer instal.
fn with_two_l(form: &str) -> Option<String> {
    let stem = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed"))?;
    (stem.ends_with("ll") && is_verb(stem)).then(|| stem.to_owned())
}

/// What a verb's form may be a form of; of two that are both words the likelier first.
fn verb_candidates(form: &str) -> Vec<String> {
    if let Some(stem) = form.strip_suffix("ied").filter(|stem| !stem.is_empty()) {
        return ["y", "ie", "i"].map(|ending| format!("{stem}{ending}")).to_vec();
    }
    if let Some(stem) = form.strip_suffix("nged") {
        // "singed" is of singe, since that of sing is sung.
        return vec![format!("{stem}nge"), format!("{stem}ng")];
    }
    let endings = ["ing", "in'", "ed"];
    match endings.iter().find_map(|ending| form.strip_suffix(ending)) {
        Some(stem) => before_vowel(stem),
        None => before_s(form),
    }
}

/// Whether the word is a verb behind another word: `repost`, `outsource`, `fundraise`.
fn is_compound_verb(word: &str) -> bool {
    const PREFIXES: &[&str] = &["co", "de", "re", "un", "up"];
    word.char_indices().skip(2).any(|(at, _)| {
        let (before, rest) = word.split_at(at);
        rest.len() > 3 && (at > 2 || PREFIXES.contains(&before)) && is_verb(rest)
    })
}

fn is_verb(word: &str) -> bool {
    classes(word).is_some_and(|classes| classes.verb.is_some())
}

/// The lemma that spelling speaks for, of a form of no known word.
fn likeliest(form: &str) -> Option<String> {
    if let Some(stem) = form.strip_suffix("ied").filter(|stem| stem.contains(is_vowel)) {
        return Some(format!("{stem}y"));
    }
    let Some(stem) = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed")) else {
        return without_s(form);
    };
    if stem.len() < 3 || !stem.contains(is_vowel) {
        return None;
    }
    let single = undoubled(stem).filter(|_| !stem.ends_with(['l', 's', 'f', 'z']));
    Some(match single {
        Some(single) => single.to_owned(),
        None if wants_e(stem) => format!("{stem}e"),
        None => stem.to_owned(),
    })
}

/// Whether a stem of no known word looks as if an `e` was lost: `googl`, `digitis`, `vap`.
fn wants_e(stem: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "v", "c", "u", "dg", "rg", "at", "iz", "is", "yz", "ys", "as", "us", "os", "bl", "cl", "dl", "fl",
        "gl", "kl", "pl", "tl", "zl",
    ];
    let is_one_syllable = stem.matches(is_vowel).count() == 1;
    ENDINGS.iter().any(|ending| stem.ends_with(ending)) || (is_one_syllable && prefers_e(stem))
}
