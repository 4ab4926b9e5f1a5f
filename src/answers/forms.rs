//! A text made ready for comparing: its words, their folded sound, and the numerals among them.

use crate::lexicon::fold::fold;
use crate::lexicon::fold::normalise;
use crate::lexicon::fold::spelt;
use crate::lexicon::fold::words;

/// A name, term or phrase as the grader compares it.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The words in lower case without leading articles and lead-ins.
    pub words: Vec<String>,
    /// The same words folded; numerals are left out.
    pub sounds: Vec<String>,
    /// The same words as they were spelt, in plain Latin letters.
    pub spelt: Vec<String>,
    /// All sounds in one.
    pub whole: String,
    /// Numbers among the words, Roman ones too: they are never misspelt.
    pub numerals: Vec<u32>,
}

/// A word or a whole name, by its sound and by its letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub sound: String,
    pub spelt: String,
}

impl Part {
    /// Several words run together.
    pub(super) fn concat(parts: &[Part]) -> Part {
        Part {
            sound: parts.iter().map(|part| part.sound.as_str()).collect(),
            spelt: parts.iter().map(|part| part.spelt.as_str()).collect(),
        }
    }
}

/// Words that may stand before an answer and say nothing.
const LEAD_INS: &str = "the a an it is was were its it's this that he she they are i think in at on by to from with \
     of called named probably maybe answer";

impl Form {
    /// Reads a text of any length; the cost is linear in it.
    pub(super) fn new(text: &str) -> Form {
        let normal = normalise(text);
        let all: Vec<&str> = words(&normal).collect();
        let is_lead_in = |word: &&str| LEAD_INS.split_ascii_whitespace().any(|known| known == *word);
        let skipped = all.iter().take_while(|word| is_lead_in(word)).count();
        let kept = if skipped < all.len() {
            &all[skipped..]
        } else {
            &all[..]
        };
        Form::of(kept.iter().map(|word| (*word).to_owned()).collect())
    }

    /// The form of words that are already in lower case.
    pub(super) fn of(words: Vec<String>) -> Form {
        let mut sounds = Vec::with_capacity(words.len());
        let mut letters = Vec::with_capacity(words.len());
        let mut numerals = Vec::new();
        let mut before = None;
        for word in &words {
            match numeral(word, before) {
                Some(value) => numerals.push(value),
                None => {
                    let heard = sound(word);
                    if !heard.is_empty() {
                        sounds.push(heard);
                        letters.push(spelt(word));
                    }
                }
            }
            before = Some(word.as_str());
        }
        let whole = undoubled(&sounds.concat());
        Form {
            words,
            sounds,
            spelt: letters,
            whole,
            numerals,
        }
    }

    /// The text with every word, also those that usually say nothing: `by election`.
    pub(super) fn entire(text: &str) -> Form {
        Form::of(words(&normalise(text)).map(str::to_owned).collect())
    }

    /// The words one by one, for measuring slips.
    pub(super) fn parts(&self) -> Vec<Part> {
        let pairs = self.sounds.iter().zip(&self.spelt);
        pairs
            .map(|(sound, spelt)| Part {
                sound: sound.clone(),
                spelt: spelt.clone(),
            })
            .collect()
    }

    /// All words in one, for measuring slips.
    pub(super) fn joined(&self) -> Part {
        Part {
            sound: self.whole.clone(),
            spelt: self.spelt.concat(),
        }
    }

    /// The same words without those of `dropped`; the form itself when none would remain.
    pub(super) fn without(&self, dropped: impl Fn(&str) -> bool) -> Form {
        let kept: Vec<String> = self.words.iter().filter(|word| !dropped(word)).cloned().collect();
        if kept.is_empty() {
            self.clone()
        } else {
            Form::of(kept)
        }
    }

    /// Whether two forms are spellings of one thing.
    pub(super) fn is_same(&self, other: &Form) -> bool {
        self.numerals == other.numerals
            && (self.whole == other.whole || self.spelt.concat() == other.spelt.concat())
            && !(self.whole.is_empty() && self.numerals.is_empty())
    }
}

/// Folds a word and evens out what folding leaves apart: `x` and `ks`, `ph` and `f`, hard `c` and `k`.
pub(super) fn sound(word: &str) -> String {
    let folded = fold(word);
    if !folded.contains(['x', 'p', 'c']) {
        return folded;
    }
    let mut out = String::with_capacity(folded.len() + 1);
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        match (letter, next) {
            ('x', _) => out.push_str("ks"),
            ('p', Some('h')) => {
                letters.next();
                out.push('f');
            }
            ('c', Some('h' | 'e' | 'i')) => out.push('c'),
            ('c', _) => out.push('k'),
            _ => out.push(letter),
        }
    }
    undoubled(&out)
}

/// Double letters become single, as in folding, where two words meet; digits stay.
fn undoubled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_digit() || !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

/// The value of a word in figures (`6`, `6th`) or Roman numerals.
///
/// A Roman one needs a word before it, and a word longer than a letter: in `V. I. Lenin` the I is an initial.
fn numeral(word: &str, before: Option<&str>) -> Option<u32> {
    let figure = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    if !figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit()) {
        let ending = &word[figure.len()..];
        return figure
            .parse()
            .ok()
            .filter(|_| matches!(ending, "" | "st" | "nd" | "rd" | "th"));
    }
    const ROMAN: &str = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx";
    let place = ROMAN.split(' ').position(|roman| roman == word)?;
    u32::try_from(place + 1)
        .ok()
        .filter(|_| before.is_some_and(|before| before.chars().count() > 1))
}

#[cfg(test)]
mod tests {
    use super::Form;

    fn same(left: &str, right: &str) -> bool {
        Form::new(left).is_same(&Form::new(right))
    }

    #[test]
    fn spellings_of_one_name_are_the_same() {
        assert!(same("the Nur-Sultan", "nur sultan"));
        assert!(same("Philipp Alexandrov", "Filip Aleksandrov"));
        assert!(same("It was Тоқаев.", "Tokayev"));
        assert!(same("Nicholas II", "nicholas 2nd"));
    }

    #[test]
    fn numerals_and_sex_keep_names_apart() {
        assert!(!same("Nicholas II", "Nicholas I"));
        assert!(Form::new("V. I. Smith").numerals.is_empty());
        assert!(!same("Article 6", "Article 7"));
        assert!(!same("Nazarbayev", "Nazarbayeva"));
        assert!(!same("", "..."));
    }
}
