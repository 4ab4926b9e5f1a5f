//! Which option a letter of the key means, where it is of another alphabet than the letters of the options.
//!
//! Two customs are known: a Cyrillic letter stands for the Latin one that it looks like (`В` for B), and a letter
//! stands for the one at its place (`Б` for B). Which of them a file follows is told by letters that fit only one.

use std::collections::BTreeSet;

use super::lettering::LATIN;
use super::lettering::Lettering;
use super::lettering::RUSSIAN;

/// Cyrillic letters and the Latin ones that they look like.
pub(super) const LOOK_ALIKES: [(char, char); 4] = [('а', 'a'), ('в', 'b'), ('с', 'c'), ('е', 'e')];

/// The one that is typed for D, which has no look-alike.
const CYRILLIC_D: char = 'д';

/// Second letters of Cyrillic alphabets. Options with another one are in the order of the Latin alphabet.
const SECOND: [char; 2] = ['б', 'ә'];

/// What a letter of the other alphabet stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Custom {
    /// Nothing is known: the letter it looks like, or else that at its place.
    #[default]
    Any,
    Look,
    Place,
    /// Only what is the same by both.
    Unsure,
}

/// How the key of a file is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Script {
    cyrillic: Custom,
    latin: Custom,
    /// Whether `В` of a key without Latin letters is B by its look alone, and nothing speaks against the third option.
    is_guess: bool,
}

impl Script {
    /// The script of a file, by all letters of its keys.
    pub fn of(letters: impl Iterator<Item = char>) -> Script {
        let letters: BTreeSet<char> = letters.map(small).collect();
        let has = |wanted: &str| wanted.chars().any(|letter| letters.contains(&letter));
        Script {
            cyrillic: match (has("бг"), has("с")) {
                (true, true) => Custom::Unsure,
                (true, false) => Custom::Place,
                (false, _) => Custom::Look,
            },
            latin: match (has("cdf"), has("бгд")) {
                (true, false) => Custom::Place,
                (false, true) => Custom::Look,
                _ => Custom::Unsure,
            },
            is_guess: !has("бгс") && !letters.iter().any(char::is_ascii_alphabetic),
        }
    }

    /// Whether a letter is read as the one it looks like, and may stand for another option at its place.
    pub fn is_guess(self, letter: char, options: &[Lettering]) -> bool {
        let letter = small(letter);
        let place = by_place(letter, options);
        self.is_guess
            && !letter.is_ascii()
            && is_foreign(letter, options)
            && place.is_some()
            && place != by_look(letter, options)
    }

    /// Returns which option has a letter, or the one that it stands for, from 0.
    pub fn place(self, letter: char, options: &[Lettering]) -> Option<usize> {
        let letter = small(letter);
        let own = options.iter().position(|option| option.letter == letter);
        own.or_else(|| {
            let (look, place) = (by_look(letter, options), by_place(letter, options));
            let custom = match letter.is_ascii() {
                true => self.latin,
                false => self.cyrillic,
            };
            match custom {
                Custom::Any => look.or(place),
                Custom::Look => look,
                Custom::Place => place,
                Custom::Unsure => look.filter(|look| place == Some(*look)),
            }
        })
    }
}

/// Whether a letter is of another alphabet than those of the options, and stands for one of them by some custom.
pub fn is_foreign(letter: char, options: &[Lettering]) -> bool {
    let has_own = options.iter().any(|option| option.letter == small(letter));
    !has_own && Script::default().place(letter, options).is_some()
}

fn by_look(letter: char, options: &[Lettering]) -> Option<usize> {
    let is_latin_order = options
        .get(1)
        .is_none_or(|option| !SECOND.contains(&option.letter));
    let latin = |letter: char| {
        let known = LOOK_ALIKES.iter().find(|(cyrillic, _)| *cyrillic == letter);
        match known {
            Some((_, latin)) => *latin,
            None if letter == CYRILLIC_D && is_latin_order => 'd',
            None => letter,
        }
    };
    options
        .iter()
        .position(|option| latin(option.letter) == latin(letter))
}

fn by_place(letter: char, options: &[Lettering]) -> Option<usize> {
    let alphabet = if letter.is_ascii() { LATIN } else { RUSSIAN };
    let place = alphabet.chars().position(|known| known == letter)?;
    (place < options.len()).then_some(place)
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::Script;
    use crate::import::formats::lettered::lettering::option_of;

    /// Which options, from 1, the letters of a key mean among options with other letters; 0 where none is sure.
    fn meant(key: &str, letters: &str) -> String {
        let options: Vec<_> = letters
            .chars()
            .filter_map(|letter| option_of(&format!("{letter}) text")))
            .collect();
        let script = Script::of(key.chars());
        let place = |letter| script.place(letter, &options).map_or(0, |place| place + 1);
        key.chars().map(|letter| place(letter).to_string()).collect()
    }

    #[test]
    fn a_letter_of_the_same_alphabet_is_itself() {
        assert_eq!(meant("abcd", "abcd"), "1234");
        assert_eq!(meant("АБВГ", "абвг"), "1234");
        assert_eq!(meant("АӘБВ", "аәбв"), "1234");
        assert_eq!(meant("АВСД", "авсд"), "1234");
    }

    #[test]
    fn letters_that_fit_one_custom_tell_it_for_all() {
        assert_eq!(meant("АБВГ", "abcd"), "1234");
        assert_eq!(meant("АВСДЕ", "abcde"), "12345");
        assert_eq!(meant("ABCD", "абвг"), "1234");
        assert_eq!(meant("ABГ", "абвг"), "134");
        assert_eq!(meant("ABCD", "авсд"), "1234");
        assert_eq!(meant("АВВА", "abcd"), "1221");
    }

    #[test]
    fn where_both_fit_only_what_they_agree_on_is_taken() {
        assert_eq!(meant("АБВС", "abcd"), "1000");
        assert_eq!(meant("AB", "абвг"), "10");
        assert_eq!(meant("Ж", "abcd"), "0");
    }
}
