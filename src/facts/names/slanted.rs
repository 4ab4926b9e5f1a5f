//! Titles of works, set in slanted letters or in quotation marks: "_A Book of Velk_" is one name, small words and all.
//!
//! Read word by word such a title falls apart: "a Book" would be any book, "of
//! Velk" a town. The marks around it say where it begins and ends.

use std::ops::Range;

use crate::language::{Tag, Word};
use crate::text::Document;

/// The marks that set words in slanted letters.
pub const MARKS: [char; 2] = ['_', '*'];

/// Longest title, in words. Ours, may be tuned.
const LONGEST: usize = 12;

/// The titles of two and more words in a sentence, as ranges of its words; these become words of names.
pub(super) fn titles(document: &Document, words: &mut [Word<'_>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for at in 0..words.len() {
        let span = words[at].span;
        let before = single(document.text[..span.start].chars().rev());
        let after = single(document.text[span.end..].chars());
        open = before.map(|mark| (mark, at)).or(open);
        if let Some((_, start)) = open.filter(|(mark, _)| after == Some(*mark)) {
            open = None;
            if is_title(&words[start..=at]) {
                found.push(start..at + 1);
            }
        }
    }
    found.extend(quoted(words));
    for word in found.iter().flat_map(|range| range.clone()) {
        words[word].tag = Tag::Name;
    }
    found
}

/// The titles between quotation marks; "Otto "Big Lamp" Velk" is a person and no title.
fn quoted(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let marks: Vec<usize> = (0..words.len()).filter(|at| is_quote(&words[*at])).collect();
    if marks.len() % 2 == 1 {
        return Vec::new();
    }
    let is_name = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| word.tag == Tag::Name)
    };
    let pairs = marks.chunks(2).map(|pair| (pair[0], pair[1]));
    let is_byname = |open: usize, close: usize| is_name(open.checked_sub(1)) && is_name(Some(close + 1));
    pairs
        .filter(|(open, close)| is_title(&words[open + 1..*close]) && !is_byname(*open, *close))
        .map(|(open, close)| open + 1..close)
        .collect()
}

/// Whether a word is a double quotation mark.
fn is_quote(word: &Word<'_>) -> bool {
    matches!(word.text, "\"" | "“" | "”")
}

/// The quotation marks that stand around names alone: what they hold is told as a name, without them.
pub fn marks_of_names(words: &[Word<'_>]) -> Vec<usize> {
    let marks: Vec<usize> = (0..words.len()).filter(|at| is_quote(&words[*at])).collect();
    let holds_name = |pair: &&[usize]| match pair {
        [open, close] => {
            open + 2 < *close && words[open + 1..*close].iter().all(|word| word.tag == Tag::Name)
        }
        _ => false,
    };
    match marks.len() % 2 {
        0 => marks.chunks(2).filter(holds_name).flatten().copied().collect(),
        _ => Vec::new(),
    }
}

/// The mark that comes first, where it stands alone: two of them make letters bold.
fn single(mut letters: impl Iterator<Item = char>) -> Option<char> {
    let mark = letters.next().filter(|mark| MARKS.contains(mark))?;
    (letters.next() != Some(mark)).then_some(mark)
}

/// Whether the words are written as titles are: each long one with a capital, and the first and last.
fn is_title(words: &[Word<'_>]) -> bool {
    const SHORT: usize = 4;
    let is_large = |word: &Word<'_>| {
        word.text
            .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
    };
    let is_small = |word: &Word<'_>| word.text.chars().count() <= SHORT || word.tag == Tag::Mark;
    let ends = words.first().is_some_and(is_large)
        && words
            .last()
            .is_some_and(|last| is_large(last) || matches!(last.text, "!" | "?"));
    let is_sentence = words.iter().any(|word| word.text == "." || word.text == "…");
    (2..=LONGEST).contains(&words.len())
        && ends
        && !is_sentence
        && words.iter().all(|word| is_large(word) || is_small(word))
}

#[cfg(test)]
mod tests {
    use super::titles;
    use crate::language::words;
    use crate::text::read;

    fn found(text: &str) -> Vec<String> {
        let document = read("a.md", text.as_bytes()).unwrap();
        let mut all = words(&document, &document.sentences[0]);
        let ranges = titles(&document, &mut all);
        let written = |range: std::ops::Range<usize>| {
            let words: Vec<&str> = all[range].iter().map(|word| word.text).collect();
            words.join(" ")
        };
        ranges.into_iter().map(written).collect()
    }

    #[test]
    fn a_title_is_one_name() {
        assert_eq!(
            found("The poet wrote *A Book of Velk* and _The Lamp on the Hill_ in 1911."),
            ["A Book of Velk", "The Lamp on the Hill"]
        );
        assert_eq!(
            found("*A Fire in the Velk* won a prize in 1911."),
            ["A Fire in the Velk"]
        );
    }

    #[test]
    fn a_title_in_quotation_marks_is_one_too() {
        assert_eq!(
            found("In 1911 the poet wrote \"The Lamp on the Hill\" in Moscow."),
            ["The Lamp on the Hill"]
        );
        for text in [
            "In 1911 the poet said \"the lamp is out\" in Moscow.",
            "In 1911 Otto \"Big Lamp\" Velk came to Moscow.",
            "In 1911 the poet wrote \"Lamps\" in Moscow.",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn words_of_another_tongue_and_bold_ones_are_none() {
        for text in [
            "The poet spoke of *velk berdi* in 1911.",
            "The poet saw *Velkus berdii* in 1911.",
            "The poet wrote **A Book of Velk** in 1911.",
            "The poet wrote *Velk* in 1911.",
            "The poet said *Velk is gone.* in 1911.",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
