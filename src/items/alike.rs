//! Whether two questions say the same, or nearly.

use std::collections::BTreeSet;

use super::Item;
use crate::lexicon::fold::normalise;

/// So many of the words of two questions are the same where one is a wording of the other, 0 to 1. Ours, may be tuned.
const ALIKE: f64 = 0.5;

/// Words that begin with so many of the same letters are one in another form.
const BEGINNING: usize = 5;

/// Whether two texts have the same words, however they are written.
pub fn has_same_words(one: &str, other: &str) -> bool {
    normalise(one) == normalise(other)
}

/// Whether both have one key and the same wrong options, in whatever order.
pub fn has_same_options(one: &Item, other: &Item) -> bool {
    let wrong = |item: &Item| -> BTreeSet<String> {
        let wrong = item.distractors.iter();
        wrong.map(|wrong| normalise(&wrong.text)).collect()
    };
    !one.distractors.is_empty() && normalise(&one.key) == normalise(&other.key) && wrong(one) == wrong(other)
}

/// Whether two texts have most of their words in common.
pub fn are_alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let text = normalise(text);
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(|word| word.chars().take(BEGINNING).collect()).collect()
    };
    let (one, other) = (words(one), words(other));
    let common = one.intersection(&other).count();
    common as f64 >= ALIKE * one.len().max(other.len()) as f64 && common > 0
}

#[cfg(test)]
mod tests {
    use super::are_alike;
    use super::has_same_words;

    #[test]
    fn words_are_compared_and_not_letters() {
        assert!(has_same_words("Who ruled  Velk?", "who ruled Velk?"));
        assert!(are_alike(
            "Who ruled Velk in 1911?",
            "Who was ruling Velk in 1911?"
        ));
        assert!(!are_alike(
            "Who ruled Velk in 1911?",
            "Where is the bridge of Karsu?"
        ));
    }
}
