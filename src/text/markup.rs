//! Marks inside a line of Markdown that no reader sees: emphasis, link targets, tags, footnotes.

use super::Span;
use super::footnote::footnotes;

/// Longest text and target of a link, and longest tag, in bytes.
const LINK_TEXT: usize = 600;
const LINK_TARGET: usize = 2000;
const TAG: usize = 400;

/// Returns the marks in `block`, a span of `text`, in order and not overlapping.
pub fn marks(text: &str, block: Span) -> Vec<Span> {
    let mut scanner = Scanner {
        text: block.of(text),
        found: Vec::new(),
        open: Vec::new(),
    };
    scanner.scan();
    let mut found: Vec<Span> = scanner
        .found
        .iter()
        .map(|mark| Span::new(block.start + mark.start, block.start + mark.end))
        .chain(footnotes(text, block))
        .collect();
    found.sort();
    let mut end = 0;
    found.retain(|mark| {
        let apart = mark.start >= end;
        end = end.max(mark.end);
        apart
    });
    found
}

/// Returns `span` of `text` as a reader sees it: without `markup`, each stretch of white space one space.
pub fn visible(text: &str, span: Span, markup: &[Span]) -> String {
    let mut shown = String::with_capacity(span.len());
    let mut at = span.start;
    let first = markup.partition_point(|mark| mark.end <= span.start);
    let inside = markup[first..].iter().take_while(|mark| mark.start < span.end);
    for mark in inside.copied().chain([Span::new(span.end, span.end)]) {
        for c in Span::new(at, mark.start.max(at)).of(text).chars() {
            if !c.is_whitespace() {
                shown.push(c);
            } else if !shown.is_empty() && !shown.ends_with(' ') {
                shown.push(' ');
            }
        }
        at = mark.end.max(at);
    }
    shown.truncate(shown.trim_end().len());
    shown
}

struct Scanner<'text> {
    text: &'text str,
    found: Vec<Span>,
    /// Emphasis runs that wait for their end: the mark, its place.
    open: Vec<(u8, Span)>,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at += match bytes[at] {
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                    self.add(at, at + 1);
                    2
                }
                b'`' => {
                    let length = self.run(at);
                    self.add(at, at + length);
                    length
                }
                b'*' | b'_' | b'~' => self.emphasis(at),
                b'[' => self.link(at, 0),
                b'!' if bytes.get(at + 1) == Some(&b'[') => self.link(at, 1),
                b'<' => self.tag(at),
                _ => 1,
            };
        }
    }

    fn add(&mut self, start: usize, end: usize) {
        self.found.push(Span::new(start, end));
    }

    /// Number of equal bytes from `at`.
    fn run(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        bytes[at..].iter().take_while(|byte| **byte == bytes[at]).count()
    }

    /// Pairs emphasis runs; one without its end is text. Returns the length of the run.
    fn emphasis(&mut self, at: usize) -> usize {
        let mark = self.text.as_bytes()[at];
        let length = self.run(at);
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + length..].chars().next();
        let gap = |c: Option<char>| c.is_none_or(|c| c.is_whitespace());
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inner = word(before) && word(after);
        if length > 3 || mark == b'~' && length != 2 || inner && mark != b'*' {
            return length;
        }
        let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if digits(before) && digits(after) {
            return length;
        }
        let run = Span::new(at, at + length);
        let closes = !gap(before);
        let opener = self
            .open
            .iter()
            .rposition(|(open, place)| *open == mark && place.len() == length);
        match opener {
            Some(index) if closes => {
                let start = self.open[index].1;
                self.open.truncate(index);
                self.found.push(start);
                self.found.push(run);
            }
            _ if !gap(after) && !word(before) => {
                // Emphasis does not nest deeply; a text of open marks only must stay linear.
                if self.open.len() == 16 {
                    self.open.remove(0);
                }
                self.open.push((mark, run));
            }
            _ => {}
        }
        length
    }

    /// `[text](target)`, `[text][name]`, `[^note]`, or with `!` a picture, which is hidden whole.
    fn link(&mut self, at: usize, bang: usize) -> usize {
        let open = at + bang;
        let Some(close) = self.closing(open, b'[', b']', LINK_TEXT) else {
            return bang + 1;
        };
        let after = self.text.as_bytes().get(close + 1);
        let end = match after {
            Some(b'(') => self.closing(close + 1, b'(', b')', LINK_TARGET),
            Some(b'[') => self.closing(close + 1, b'[', b']', LINK_TEXT),
            _ => None,
        };
        let note = self.text[open..].starts_with("[^");
        match end {
            _ if note => {
                self.add(at, close + 1);
                close + 1 - at
            }
            Some(end) if bang > 0 => {
                self.add(at, end + 1);
                end + 1 - at
            }
            Some(end) if after == Some(&b'(') || !is_number(&self.text[open + 1..close]) => {
                self.add(open, open + 1);
                self.add(close, end + 1);
                1
            }
            _ => bang + 1,
        }
    }

    /// Where the bracket that opens at `from` closes, at most `longest` bytes on.
    fn closing(&self, from: usize, open: u8, close: u8, longest: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (offset, byte) in self.text.as_bytes()[from..].iter().take(longest).enumerate() {
            if *byte == open {
                depth += 1;
            } else if *byte == close {
                depth -= 1;
                if depth == 0 {
                    return Some(from + offset);
                }
            }
        }
        None
    }

    /// A tag, a comment or an address between angle brackets.
    fn tag(&mut self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..];
        let Some(end) = bytes.iter().take(TAG).position(|byte| *byte == b'>') else {
            return 1;
        };
        let inside = &self.text[at + 1..at + end];
        let address = inside.contains("://") || inside.contains('@');
        if address && !inside.contains(' ') && !inside.starts_with(['/', 'a']) {
            self.add(at, at + 1);
            self.add(at + end, at + end + 1);
            return end + 1;
        }
        if inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
            self.add(at, at + end + 1);
            return end + 1;
        }
        1
    }
}

/// "[1][2]" are two footnotes, no link.
fn is_number(content: &str) -> bool {
    !content.is_empty() && content.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{marks, visible};
    use crate::text::Span;

    fn check(text: &str, expected: &str) {
        let whole = Span::new(0, text.len());
        assert_eq!(visible(text, whole, &marks(text, whole)), expected);
    }

    #[test]
    fn hides_emphasis_links_and_tags() {
        check(
            "The **old** _harbour_ of ***Lund*** ~~grew~~ `fell`.",
            "The old harbour of Lund grew fell.",
        );
        check(
            "See [the *town*](https://a.b/c_(d) \"x\") and [it][1] <br/> now.",
            "See the town and it now.",
        );
        check(
            "![A pier](pier.jpg) It grew.[1][2] It fell.[^note]",
            "It grew. It fell.",
        );
        check(
            "Mail <dana@example.org> or <https://a.b>.",
            "Mail dana@example.org or https://a.b.",
        );
        check(r"A \* star and 2\. two", "A * star and 2. two");
    }

    #[test]
    fn leaves_what_only_looks_so() {
        for text in [
            "2 * 3 * 4 and 5*6*7",
            "a snake_case_name and _ alone",
            "x < y and y > z",
            "[sic] and (so) [on",
            "the *open mark",
        ] {
            check(text, text);
        }
    }
}
