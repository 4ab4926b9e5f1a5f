//! Which classes a word may have, and what sort of thing it names, as WordNet files it.
//!
//! The list is read where it lies, by bisection: nothing is decoded, nothing
//! kept. Dictionary forms stand in it; a form in a text is led back to all
//! that it may be a form of, without regard to the sentence around it.
//!
//! Source: one-word entries of WordNet 3.0 (`model/wordnet/words.tsv`); of
//! several nouns or verbs with one form the sense most often met counts.

use super::sorted_text;

/// Sorted by bytes, a line an entry: the word, a tab, numbers of lexicographer files.
const WORDS: &str = include_str!("../../model/wordnet/words.tsv");

/// What WordNet knows of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// The sort of thing it names as a noun: number of the lexicographer file, 3 to 28.
    pub noun: Option<u8>,
    /// The sort of thing it says as a verb: number of the lexicographer file, 29 to 43.
    pub verb: Option<u8>,
    /// Whether it is an adjective.
    pub adjective: bool,
    /// Whether it is an adverb.
    pub adverb: bool,
}

/// Lexicographer file of persons, 18.
pub const PERSON: u8 = 18;

/// Returns the classes of `word`, written as in a dictionary (`lake`, `Ankara`), if it is listed.
pub fn classes(word: &str) -> Option<Classes> {
    let numbers = sorted_text::entry(WORDS, '\t', word)?;
    let mut found = Classes::default();
    for number in numbers.split(' ').filter_map(|number| number.parse().ok()) {
        match number {
            0 | 1 | 44 => found.adjective = true,
            2 => found.adverb = true,
            3..=28 => found.noun = Some(number),
            _ => found.verb = Some(number),
        }
    }
    Some(found)
}

/// Returns `word` as it is listed, if it may be a verb.
pub fn listed_verb(word: &str) -> Option<&'static str> {
    let (listed, _) = sorted_text::line(WORDS, '\t', word)?;
    classes(listed)?.verb.map(|_| listed)
}

/// Returns the classes of everything that `form`, as it stands in a text, may be a form of.
///
/// The form itself comes first: `leaves` is a form of `leaf` and of `leave`, `found` a verb of
/// its own and the past of `find`; of each class the first that has it counts.
pub fn classes_of_form(form: &str) -> Classes {
    let mut found = Classes::default();
    if form.len() > LONGEST || !form.bytes().all(|byte| byte.is_ascii_graphic()) {
        return found;
    }
    let lower = form.to_ascii_lowercase();
    if lower != form {
        join(&mut found, classes(form), |_| true);
    }
    join(&mut found, classes(&lower), |_| true);
    if let Some(lemma) = sorted_text::entry(VERBS, ' ', &lower) {
        join(&mut found, classes(lemma), |lead| lead == Lead::Verb);
    }
    if let Some(lemma) = sorted_text::entry(NOUNS, ' ', &lower) {
        join(&mut found, classes(lemma), |lead| lead == Lead::Noun);
    }
    for (ending, bases, lead) in ENDINGS {
        let Some(stem) = lower.strip_suffix(ending).filter(|stem| stem.len() > 1) else {
            continue;
        };
        for base in *bases {
            let base = match *base {
                "=" => undoubled(stem).unwrap_or_default().to_owned(),
                base => format!("{stem}{base}"),
            };
            join(&mut found, classes(&base), |of| {
                lead.is_none_or(|lead| lead == of)
            });
        }
    }
    found
}

/// Longer words are in no list.
const LONGEST: usize = 40;

const VERBS: &str = include_str!("../../model/wordnet/verb.exc");
const NOUNS: &str = include_str!("../../model/wordnet/noun.exc");

/// What an ending makes a form of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Noun,
    Verb,
    Adjective,
}

/// Endings, what may stand in their place (`=`: the last letter once), and what it must be; none: noun or verb.
const ENDINGS: &[(&str, &[&str], Option<Lead>)] = &[
    ("s", &[""], None),
    ("es", &[""], None),
    ("ies", &["y"], None),
    ("men", &["man"], Some(Lead::Noun)),
    ("ed", &["", "e", "="], Some(Lead::Verb)),
    ("ied", &["y"], Some(Lead::Verb)),
    ("ing", &["", "e", "="], Some(Lead::Verb)),
    ("er", &["", "e", "="], Some(Lead::Adjective)),
    ("est", &["", "e", "="], Some(Lead::Adjective)),
    ("ier", &["y"], Some(Lead::Adjective)),
    ("iest", &["y"], Some(Lead::Adjective)),
];

/// Adds to `found` what a base is, as far as `fits`.
fn join(found: &mut Classes, base: Option<Classes>, fits: impl Fn(Lead) -> bool) {
    let Some(base) = base else { return };
    if fits(Lead::Noun) {
        found.noun = found.noun.or(base.noun);
    }
    if fits(Lead::Verb) {
        found.verb = found.verb.or(base.verb);
    }
    if fits(Lead::Adjective) {
        found.adjective |= base.adjective;
        found.adverb |= base.adverb;
    }
}

/// `planned` without `ed` is `plann`: the stem with its last letter once.
fn undoubled(stem: &str) -> Option<&str> {
    let mut last = stem.chars().rev();
    (last.next() == last.next()).then(|| &stem[..stem.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_classes_of_a_word() {
        let run = classes("run").unwrap();
        assert!(run.noun.is_some() && run.verb.is_some() && !run.adverb);
        assert!(classes("quickly").unwrap().adverb);
        assert!(classes("lunar").unwrap().adjective);
        assert_eq!(classes("president").unwrap().noun, Some(PERSON));
        assert_eq!(classes("Kazakhstan").unwrap().noun, Some(15));
    }

    #[test]
    fn does_not_know_forms_and_invented_words() {
        for word in ["", "\t", "elections", "brillig", "zzzz", "0", "ә"] {
            assert_eq!(classes(word), None, "{word}");
        }
    }

    #[test]
    fn leads_forms_back() {
        assert!(classes_of_form("elections").noun.is_some());
        assert!(classes_of_form("elected").verb.is_some());
        assert!(classes_of_form("went").verb.is_some());
        assert!(classes_of_form("mice").noun.is_some());
        assert!(classes_of_form("planned").verb.is_some());
        assert!(classes_of_form("happiest").adjective);
        assert_eq!(classes_of_form("KAZAKHSTAN"), Classes::default());
        assert_eq!(classes_of_form("сұрақ"), Classes::default());
    }

    #[test]
    fn every_line_is_found() {
        let mut before = "";
        for line in WORDS.lines() {
            let (word, _) = line.split_once('\t').unwrap();
            assert!(before < word, "{word} out of order");
            assert!(classes(word).is_some(), "{word}");
            before = word;
        }
    }
}
