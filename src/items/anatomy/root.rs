//! Roots of words: a rough stem that is equal for the forms of one word.
//!
//! Good enough to see that a stem gives its answer away; not a dictionary.

use super::Marks;
use super::Word;
use crate::lexicon::fold::fold;

/// Roots of the content words of a text, in order.
#[derive(Debug, Default)]
pub struct Roots(Vec<String>);

impl Roots {
    /// Takes the roots of the words that carry content: no function word, and more than three letters or a digit.
    pub fn of_words<'a>(words: impl Iterator<Item = (&'a str, Marks)>) -> Roots {
        let content = words.filter(|(_, marks)| !marks.has(Marks::FUNCTION));
        Roots(
            content
                .map(|(word, _)| root(word))
                .filter(|root| is_content(root))
                .collect(),
        )
    }

    /// Takes the roots of the content words of a stem.
    pub fn of_stem(stem: &[Word<'_>]) -> Roots {
        let content = stem.iter().filter(|word| !word.marks.has(Marks::FUNCTION));
        let roots = content.map(|word| &word.root).filter(|root| is_content(root));
        Roots(roots.cloned().collect())
    }

    /// Takes the roots of the content words of `text`.
    pub fn of(text: &str) -> Roots {
        let words = crate::lexicon::fold::words(text);
        Roots::of_words(words.map(|word| (word, Marks::of(&super::lower_case(word)))))
    }

    /// Takes the roots of a label, where hyphens part words: `local-government`.
    pub fn of_label(label: &str) -> Roots {
        match label.contains('-') {
            true => Roots::of(&label.replace('-', " ")),
            false => Roots::of(label),
        }
    }

    /// The roots, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a form of `wanted`, itself a root, is among them.
    pub fn contain(&self, wanted: &str) -> bool {
        self.iter().any(|own| is_same_root(own, wanted))
    }

    /// Number of roots.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn is_content(root: &str) -> bool {
    root.len() > 3 || root.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Returns the folded word without its possessive and its commonest endings.
pub fn root(word: &str) -> String {
    let bare = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word);
    if let Some(stem) = bare.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return fold(stem) + "i";
    }
    let mut folded = fold(bare);
    for ending in ["ing", "ed", "es", "s"] {
        if folded.len() > ending.len() + 3 && folded.ends_with(ending) && !folded.ends_with("us") {
            folded.truncate(folded.len() - ending.len());
            break;
        }
    }
    folded
}

/// Bytes in which roots of one word agree from the front, where they are not equal.
pub const SAME_BEGIN: usize = 5;

/// Whether two roots are forms of one word: equal, or alike for five letters and most of the longer one.
pub fn is_same_root(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    if one.as_bytes().first() != other.as_bytes().first()
        || one.starts_with(|letter: char| letter.is_ascii_digit())
    {
        return false;
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let common = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let rest = long.len() - common;
    common >= SAME_BEGIN && rest <= 5 && (common == short.len() || common * 10 >= long.len() * 7)
}

#[cfg(test)]
mod tests {
    use super::Roots;
    use super::is_same_root;
    use super::root;

    #[test]
    fn forms_of_one_word_share_a_root() {
        for (one, other) in [
            ("parties", "party"),
            ("Kazakh", "Kazakhstan"),
            ("democratic", "democracy"),
            ("founded", "founder"),
            ("Ospanova’s", "Ospanova"),
            ("election", "elections"),
        ] {
            assert!(is_same_root(&root(one), &root(other)), "{one} {other}");
        }
    }

    #[test]
    fn different_words_do_not() {
        for (one, other) in [
            ("interior", "international"),
            ("party", "parade"),
            ("1991", "1992"),
            ("Akmola", "Akmolinsk"),
            ("state", "station"),
        ] {
            assert!(!is_same_root(&root(one), &root(other)), "{one} {other}");
        }
    }

    #[test]
    fn function_words_and_short_words_are_no_content() {
        let roots = Roots::of("Who was the khan of the Steppe in 1465?");
        assert_eq!(roots.iter().collect::<Vec<_>>(), ["stepe", "1465"]);
    }
}
