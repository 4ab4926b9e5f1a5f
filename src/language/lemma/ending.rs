//! Taking the ending off a form: what it may have been before, and which of that is a word.
//!
//! Irregular forms come from WordNet's exception lists. Elsewhere each ending
//! allows a few spellings (`hoped` may be of `hope` or `hop`); the vocabulary
//! says which are words, spelling which is likelier. A form of no listed word
//! is reduced by spelling alone.
//!
//! Source: exception lists of WordNet 3.0 (`model/wordnet`); rules of any school grammar.

use crate::language::sorted_text;
use crate::language::vocabulary::Classes;
use crate::language::vocabulary::classes;

const VERBS: &str = include_str!("../../../model/wordnet/verb.exc");
const NOUNS: &str = include_str!("../../../model/wordnet/noun.exc");
const ADJECTIVES: &str = include_str!("../../../model/wordnet/adj.exc");

/// Returns the lemma of a form in lower case, if it differs and the tag lets it.
pub(super) fn strip(form: &str, tag: &str) -> Option<String> {
    match tag {
        "VB" | "VBP" | "VBD" | "VBN" | "VBG" | "VBZ" => verb(form, tag),
        "NNS" | "NNPS" => plural(form),
        "NN" => singular(form),
        "JJR" | "RBR" => degree(form, "er"),
        "JJS" | "RBS" => degree(form, "est"),
        _ => None,
    }
}

fn exception(list: &'static str, form: &str) -> Option<String> {
    // Of several lemmas the first; where the treebanks prefer another, the table says so.
    let mut lemmas = sorted_text::entry(list, ' ', form)?.split(' ');
    lemmas.find(|lemma| !lemma.contains('_')).map(str::to_owned)
}

fn is_noun(word: &str) -> bool {
    classes(word).is_some_and(|classes| classes.noun.is_some())
}

fn is_verb(word: &str) -> bool {
    classes(word).is_some_and(|classes| classes.verb.is_some())
}

/// Whether the word is a verb behind another word: `repost`, `outsource`, `fundraise`.
fn is_compound_verb(word: &str) -> bool {
    const PREFIXES: &[&str] = &["co", "de", "re", "un", "up"];
    word.char_indices().skip(2).any(|(at, _)| {
        let (before, rest) = word.split_at(at);
        rest.len() > 3 && (at > 2 || PREFIXES.contains(&before)) && is_verb(rest)
    })
}

fn is_of_degree(word: &str) -> bool {
    classes(word).is_some_and(
        |Classes {
             adjective, adverb, ..
         }| adjective || adverb,
    )
}

fn verb(form: &str, tag: &str) -> Option<String> {
    let is_base = matches!(tag, "VB" | "VBP");
    known_verb(form, tag)
        .or_else(|| meant(form).find_map(|word| known_verb(&word, tag)))
        .or_else(|| if is_base { None } else { likeliest(form) })
        .filter(|lemma| lemma != form)
}

/// The verb of the vocabulary that has this form.
fn known_verb(form: &str, tag: &str) -> Option<String> {
    if matches!(tag, "VB" | "VBP") && is_verb(form) {
        return Some(form.to_owned());
    }
    if let Some(lemma) = exception(VERBS, form) {
        return Some(with_two_l(form).unwrap_or(lemma));
    }
    let mut candidates = verb_candidates(form);
    if let Some(stem) = form.strip_suffix("in").filter(|_| tag == "VBG") {
        // "goin", as one writes down how it was said.
        candidates.extend(before_vowel(stem));
    }
    let known = candidates
        .iter()
        .find(|word| is_verb(word))
        .or_else(|| candidates.iter().find(|word| is_compound_verb(word)));
    known.cloned().or_else(|| is_verb(form).then(|| form.to_owned()))
}

/// What a form of no known word may have been meant to be: with a doubled letter too many or
/// too few (`recomend`), or two letters changed over (`recieve`). Short forms are left alone,
/// they are too often words that are only new.
fn meant(form: &str) -> impl Iterator<Item = String> {
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

/// `installed` is of install; the exception lists know only the rarer instal.
fn with_two_l(form: &str) -> Option<String> {
    let stem = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed"))?;
    (stem.ends_with("ll") && is_verb(stem)).then(|| stem.to_owned())
}

/// What a verb's form may be a form of; of two that are both words the likelier first.
fn verb_candidates(form: &str) -> Vec<String> {
    if let Some(stem) = form.strip_suffix("ied").filter(|stem| !stem.is_empty()) {
        return vec![format!("{stem}y"), format!("{stem}ie")];
    }
    let endings = ["ing", "in'", "ed"];
    match endings.iter().find_map(|ending| form.strip_suffix(ending)) {
        Some(stem) => before_vowel(stem),
        None => before_s(form),
    }
}

/// What a stem may be of that had an ending with a vowel: `mak` of `make`, `plann` of `plan`.
fn before_vowel(stem: &str) -> Vec<String> {
    if !stem.contains(is_vowel) {
        return Vec::new();
    }
    let mut candidates = vec![stem.to_owned(), format!("{stem}e")];
    if prefers_e(stem) {
        candidates.swap(0, 1);
    }
    candidates.extend(undoubled(stem).map(str::to_owned));
    // "panicked" is of panic.
    candidates.extend(stem.strip_suffix("ck").map(|short| format!("{short}c")));
    candidates
}

/// Whether of two words, one with an `e`, the one with it is meant: `hoping` is of `hope`,
/// since `hop` would have doubled its consonant.
fn prefers_e(stem: &str) -> bool {
    let mut letters = stem.chars().rev();
    let (last, before, first) = (letters.next(), letters.next(), letters.next());
    let is_short = last.is_some_and(|letter| !is_vowel(letter) && !matches!(letter, 'w' | 'x' | 'y'))
        && before.is_some_and(is_vowel)
        && first.is_none_or(|letter| !is_vowel(letter));
    is_short || stem.ends_with("th") || stem.ends_with("qu")
}

/// The stem without the second of two like consonants.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before && !is_vowel(last)).then(|| &stem[..stem.len() - last.len_utf8()])
}

fn before_s(form: &str) -> Vec<String> {
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

fn plural(form: &str) -> Option<String> {
    if let Some(lemma) = exception(NOUNS, form) {
        return Some(lemma);
    }
    if let Some(decade) = decade(form) {
        return decade;
    }
    if ONLY_PLURAL.contains(&form) {
        return None;
    }
    if let Some(stem) = form.strip_suffix("'s").or_else(|| form.strip_suffix('\'')) {
        return Some(plural(stem).unwrap_or_else(|| stem.to_owned())).filter(|lemma| !lemma.is_empty());
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
    LAST.iter().find_map(|(many, one)| {
        let before = form.strip_suffix(many)?;
        Some(format!("{before}{one}"))
    })
}

/// A singular is its own lemma, if it is not a plural that was taken for one, or misspelt.
fn singular(form: &str) -> Option<String> {
    if is_noun(form) {
        return None;
    }
    if form.ends_with('s') && !form.ends_with("ss") {
        return before_s(form).into_iter().find(|word| is_noun(word));
    }
    meant(form).find(|word| is_noun(word))
}

/// A form of no known word without its `s`.
fn without_s(form: &str) -> Option<String> {
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

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
