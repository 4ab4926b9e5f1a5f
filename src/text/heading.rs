//! Headings of texts whose format does not mark them.

use super::Span;
use super::sentence;

/// Longest heading, in bytes.
pub const LONGEST: usize = 200;
/// Most words of a heading.
const MOST_WORDS: usize = 24;
/// A longer heading must stand apart by more than one empty line.
const USUAL_WORDS: usize = 12;

/// Where a block stands among the others.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'text> {
    /// Whether nothing but furniture stands before it.
    pub first: bool,
    /// Empty lines before it.
    pub gap_before: usize,
    /// Empty lines after it.
    pub gap_after: usize,
    /// The next block that is no furniture.
    pub next: Option<&'text str>,
}

/// Whether `block` is a heading: a short line of its own that does not end as a sentence does.
///
/// A line without text after it heads nothing and is left as it is.
pub fn is_heading(block: &str, around: Surroundings<'_>) -> bool {
    let Some(next) = around.next else {
        return false;
    };
    if block.len() > LONGEST || block.contains('\n') || next.starts_with(char::is_lowercase) {
        return false;
    }
    let words = block.split_whitespace().count();
    let opens = block
        .trim_start_matches(['“', '"', '‘', '\'', '«', '*', '_'])
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let asks = block.ends_with('?') && words <= USUAL_WORDS && !block.contains(": ");
    let closes = block.ends_with(['.', ',', ';', ':', '!', '…', '—', '–', '-', ')']) && !ends_in_note(block);
    // A title may run on below, after a colon.
    let closes = closes && !(around.first && around.gap_after > 0 && block.ends_with(':'));
    let closes =
        closes || block.ends_with('?') && !asks || block.ends_with(['”', '"']) && closes_inside(block);
    if !opens || closes || words > MOST_WORDS || !block.contains(char::is_alphabetic) {
        return false;
    }
    let apart = around.first || around.gap_before > 1 || around.gap_after > 1;
    if words > USUAL_WORDS && !apart {
        return false;
    }
    let stands_alone = (around.first || around.gap_before > 0) && around.gap_after > 0;
    // A line right above its text: only a title in capitals over a real paragraph is sure.
    let tops = words <= USUAL_WORDS
        && next.len() > 100
        && (around.first || around.gap_before > 0 && in_title_case(block));
    (stands_alone || tops) && sentence::sentences(block, Span::new(0, block.len()), &[]).len() <= 1
}

/// "History (1900–1950)": a bracket at the end of a heading is no end of a sentence.
fn ends_in_note(block: &str) -> bool {
    block.ends_with(')') && !block.ends_with(".)") && block.contains('(')
}

/// Whether the sentence ends inside the closing quotation mark.
fn closes_inside(block: &str) -> bool {
    block
        .trim_end_matches(['”', '"', '’', '\''])
        .ends_with(['.', ',', '!', '?', '…'])
}

/// Whether all words but the small ones are capitalised.
pub fn in_title_case(block: &str) -> bool {
    block
        .split_whitespace()
        .filter(|word| word.chars().count() > 3)
        .all(|word| {
            !word.starts_with(char::is_lowercase)
                || matches!(word, "from" | "with" | "into" | "over" | "after")
        })
}

#[cfg(test)]
mod tests {
    use super::{Surroundings, is_heading};

    const TEXT: &str = "The harbour of the old town was closed in the spring of that year, and Dana Orman moved inland with her goat.";

    fn between(gap_before: usize, gap_after: usize) -> Surroundings<'static> {
        Surroundings {
            first: false,
            gap_before,
            gap_after,
            next: Some(TEXT),
        }
    }

    #[test]
    fn a_short_line_of_its_own_is_a_heading() {
        for line in [
            "Executive branch",
            "What comes next?",
            "Group F — Lund 1 – 0 Norhaven",
            "History (1900–1950)",
        ] {
            assert!(is_heading(line, between(2, 1)), "{line}");
        }
        assert!(is_heading("Early Life", between(1, 0)));
    }

    #[test]
    fn a_sentence_is_none() {
        for line in [
            "The harbour closed.",
            "She said: “It closed.”",
            "the harbour",
            "From east to west:",
            "One of the oldest harbours of the whole northern coast was closed by order of the town",
        ] {
            assert!(!is_heading(line, between(1, 1)), "{line}");
        }
        assert!(!is_heading(
            "Executive branch",
            Surroundings {
                next: None,
                ..between(2, 1)
            }
        ));
        assert!(!is_heading("and he left", between(0, 0)));
    }
}
