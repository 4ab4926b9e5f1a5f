//! Which classes a word may have, and what sort of thing it names, as WordNet files it.
//!
//! The list is read where it lies, by bisection: nothing is decoded, nothing
//! kept. Inflected forms are not in it; their lemma is.
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
