//! The nearest known word to a mistyped one.

/// Returns the word of `known` that `word` was most likely meant to be.
///
/// None is better than a far guess: a third of the letters may differ, one always,
/// never all. Among equally near words the first in `known` is taken.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let most = (letters / 3).max(1).min(letters.saturating_sub(1));
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_the_word_that_was_meant() {
        assert_eq!(
            nearest("distractor", ["stem", "distractors"]),
            Some("distractors")
        );
        assert_eq!(nearest("kye", ["kind", "key"]), Some("key"));
    }

    #[test]
    fn leaves_a_strange_word_alone() {
        assert_eq!(nearest("weather", ["stem", "key", "kind"]), None);
        assert_eq!(nearest("", ["stem"]), None);
        assert_eq!(nearest("x", ["r", "s"]), None);
    }
}
