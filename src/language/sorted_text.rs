//! Looking a word up in a sorted text, where it lies.
//!
//! Each line is an entry: a word, a separator, and what is told of it. The lines
//! are in the order of their bytes, so that bisection finds one; nothing is
//! decoded and nothing kept. Knows no particular list.

use std::cmp::Ordering;

/// Returns what stands behind `word` and `separator` in `text`, the rest of its line.
pub(super) fn entry(text: &'static str, separator: char, word: &str) -> Option<&'static str> {
    line(text, separator, word).map(|(_, rest)| rest)
}

/// Returns `word` as it stands in `text`, and what stands behind it and `separator`.
pub(super) fn line(text: &'static str, separator: char, word: &str) -> Option<(&'static str, &'static str)> {
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let (start, end) = line_around(text.as_bytes(), middle);
        let (listed, rest) = text.get(start..end)?.split_once(separator)?;
        match listed.as_bytes().cmp(word.as_bytes()) {
            Ordering::Equal => return Some((listed, rest)),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
}

/// Where the line that holds byte `at` begins and ends.
fn line_around(text: &[u8], at: usize) -> (usize, usize) {
    let start = text[..at].iter().rposition(|&byte| byte == b'\n');
    let end = text[at..].iter().position(|&byte| byte == b'\n');
    (
        start.map_or(0, |before| before + 1),
        end.map_or(text.len(), |after| at + after),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_line_and_no_other_word() {
        for text in ["a 1\nab 2\nb 3\n", "a 1\nab 2\nb 3"] {
            let found: Vec<_> = ["a", "ab", "b"].map(|word| entry(text, ' ', word)).to_vec();
            assert_eq!(found, [Some("1"), Some("2"), Some("3")]);
            for word in ["", "0", "aa", "c", "a 1", "\n"] {
                assert_eq!(entry(text, ' ', word), None, "{word:?}");
            }
        }
        assert_eq!(entry("", ' ', "a"), None);
    }
}
