//! Puts the lines of a text together into paragraphs.
//!
//! A line break may end a paragraph or only a line of a fixed width, and some
//! texts leave empty lines after every line. Which it is, is read off the whole
//! text: where most lines are as full as the widest allows, breaks between full
//! lines are only breaks of lines.

use super::Span;

/// Longest line, in characters, that a text broken at a fixed width has.
const WIDEST: usize = 110;
/// Lines shorter than this many characters tell nothing about the width.
const NARROWEST: usize = 35;
/// Most empty lines after each line that a double-spaced text has.
const LARGEST_GAP: usize = 3;

/// A line that is not empty.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Where it is, without the white space around it.
    pub span: Span,
    /// White space before it, in bytes.
    pub indent: usize,
    /// Empty lines before it, back to the line before or the start.
    pub gap: usize,
    /// Its length in characters.
    pub width: usize,
}

/// Returns the lines of the part of `text` from byte `start` that are not empty.
pub fn lines(text: &str, start: usize) -> Vec<Line> {
    let mut found = Vec::new();
    let mut at = start;
    let mut gap = 0;
    for whole in text[start..].split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']) {
        let content = whole.trim();
        if content.is_empty() {
            gap += usize::from(!whole.ends_with('\r'));
        } else {
            let indent = whole.len() - whole.trim_start().len();
            found.push(Line {
                span: Span::new(at + indent, at + indent + content.len()),
                indent,
                gap: gap.saturating_sub(usize::from(text[..at].ends_with("\r\n") && gap > 0)),
                width: content.chars().count(),
            });
            gap = 0;
        }
        at += whole.len();
    }
    found
}

/// Returns the paragraphs that `lines` make.
pub fn paragraphs(text: &str, lines: &[Line]) -> Vec<Span> {
    let wrapping = Wrapping::of(text, lines);
    let mut found: Vec<Span> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let joined = index > 0 && wrapping.joins(text, &lines[index - 1], line);
        match found.last_mut() {
            Some(last) if joined => last.end = line.span.end,
            _ => found.push(line.span),
        }
    }
    found
}

/// How a text breaks its lines.
#[derive(Clone, Debug)]
pub struct Wrapping {
    /// The width of lines with so many empty lines between them, where there is one.
    widths: Vec<Option<usize>>,
}

impl Wrapping {
    /// Reads the habit off all `lines` of a text.
    pub fn of(text: &str, lines: &[Line]) -> Self {
        Wrapping {
            widths: (0..=LARGEST_GAP)
                .map(|gap| wrapped_width(text, lines, gap))
                .collect(),
        }
    }

    /// Whether `next` goes on the paragraph of `line`, the one before it.
    pub fn joins(&self, text: &str, line: &Line, next: &Line) -> bool {
        let width = self.widths.get(next.gap).copied().flatten();
        continues(text, line, next, width)
    }
}

/// The width at which lines parted by `gap` empty lines were broken, if they were.
fn wrapped_width(text: &str, lines: &[Line], gap: usize) -> Option<usize> {
    let pairs = || {
        lines
            .windows(2)
            .filter(move |pair| pair[1].gap == gap)
            .filter(|pair| (NARROWEST..=WIDEST).contains(&pair[0].width) && pair[1].width <= WIDEST)
    };
    let mut widths: Vec<usize> = pairs().map(|pair| pair[0].width).collect();
    widths.sort_unstable();
    // The widest line may be an outlier; nine in ten are no wider than this one.
    let width = *widths.get(widths.len() * 9 / 10)?;
    let all = pairs().count();
    let full = pairs()
        .filter(|pair| is_full(text, &pair[0], &pair[1], width))
        .count();
    // Two breaks in one paragraph are enough; empty lines must show the habit more often.
    let enough = if gap == 0 { 2 } else { 8 };
    (all >= enough && 2 * full >= all).then_some(width)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.span.of(text).split_whitespace().next().unwrap_or("");
    line.width + 1 + word.chars().count() > width
}

/// Whether `next` goes on the paragraph of `line`.
fn continues(text: &str, line: &Line, next: &Line, width: Option<usize>) -> bool {
    let before = line.span.of(text);
    let after = next.span.of(text);
    if opens_item(after) {
        return false;
    }
    let goes_on = after.starts_with(char::is_lowercase)
        && !ends_sentence(before)
        && line.width >= NARROWEST
        && next.gap <= 2 * LARGEST_GAP;
    // Ragged lines: a long one that stops amid its sentence goes on, too.
    let wrapped = width.is_some_and(|width| {
        line.width >= NARROWEST.min(width)
            && (is_full(text, line, next, width) || 5 * line.width >= 4 * width && !ends_sentence(before))
    });
    goes_on || wrapped || next.gap == 0 && after.starts_with(char::is_lowercase) && !ends_sentence(before)
}

/// Whether `text` ends as a sentence does, quotation marks and brackets aside.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_', ' '])
        .ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Whether a line opens with the mark of a list entry.
pub fn opens_item(line: &str) -> bool {
    item_mark(line).is_some()
}

/// Length in bytes of the mark that opens a list entry, with the space after it: `- `, `• `, `12. `, `(a) `.
pub fn item_mark(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(['-', '*', '+', '•', '‣', '◦', '▪', '●', '·', '–', '—']);
    let marks = line.len() - rest.len();
    let spaces = rest.len() - rest.trim_start().len();
    if marks > 0 {
        let single = line.chars().nth(1).is_some_and(char::is_whitespace);
        let bullet = line.starts_with(['•', '‣', '◦', '▪', '●']);
        return ((single || bullet) && !rest.trim_start().is_empty()).then_some(marks + spaces);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        let tail = &line[digits..];
        let spaced = tail
            .get(1..)
            .is_some_and(|rest| rest.starts_with(char::is_whitespace));
        return (tail.starts_with(['.', ')']) && spaced).then(|| line.len() - tail[1..].trim_start().len());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{lines, paragraphs};

    fn check(text: &str, expected: usize) {
        let found = paragraphs(text, &lines(text, 0));
        let shown: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
        assert_eq!(found.len(), expected, "{shown:#?}");
    }

    #[test]
    fn lines_of_a_fixed_width_make_one_paragraph() {
        check(
            "The harbour of the old town was closed in the spring of that year, and\n\
             Dana Orman, who had kept the light for thirty years, moved inland with\n\
             her two brothers and a goat.\n\nThe light stayed dark.",
            2,
        );
    }

    #[test]
    fn a_line_each_stays_a_paragraph_each() {
        check(
            "Harbour closed for good\nMonday, March 1, 2021\nDana Orman\nThe harbour closed.",
            4,
        );
    }

    #[test]
    fn double_spaced_lines_are_joined() {
        let line = "The harbour of the old town was closed in the spring,\n\n";
        let text = line.repeat(11) + "and that was that.\n\n\n\nThe light stayed dark.";
        check(&text, 2);
    }

    #[test]
    fn list_entries_stay_apart() {
        check(
            "-   bread from the old bakery by the harbour\n-   salt\n1. one\n(2) two",
            4,
        );
    }

    #[test]
    fn windows_line_ends_count_once() {
        let text = "One.\r\n\r\nTwo.\r\nThree.";
        let gaps: Vec<usize> = lines(text, 0).iter().map(|line| line.gap).collect();
        assert_eq!(gaps, [0, 1, 0]);
    }
}
