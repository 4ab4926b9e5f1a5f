//! Cuts a block of running text into sentences.
//!
//! A stop, question or exclamation mark ends a sentence unless what stands
//! before it (an abbreviation, an initial, a list number) or after it (a small
//! letter, the rest of a file name) says otherwise. A stop with no space after
//! it ends one too, where a small letter stands before it and a capitalised
//! word after: the commonest slip of news pages.
//!
//! Every mark is judged from a window of fixed size around it, so the time is
//! linear in the length of the text.

mod marks;
mod next;

use super::abbreviation::{self, Abbreviation};
use super::{Span, footnote};
use marks::{dashes, is_bracket, is_closer, is_note_sign, is_opening, is_picture, is_roman, is_stop};
use next::{Next, glued_stop_ends};

/// Longest word looked at before a stop, in bytes; a longer one is no abbreviation.
const WINDOW: usize = 48;

/// Returns the sentences of `block`, a span of `text`, without the white space around them.
///
/// `markup` are the stretches of the whole text that no reader sees, in order.
/// A block without letters or digits has no sentences.
pub fn sentences(text: &str, block: Span, markup: &[Span]) -> Vec<Span> {
    let mut splitter = Splitter { text, block, markup };
    splitter.block.start = splitter.skip_gap(block.start);
    let mut found = Vec::new();
    let mut start = splitter.block.start;
    let mut at = start;
    while let Some(stop) = splitter.next_stop(at) {
        let after_marks = splitter.skip_marks(stop);
        let closed = splitter.skip_closers(after_marks);
        if splitter.ends(start, stop, after_marks, &closed) {
            splitter.add(Span::new(start, closed.end), &mut found);
            start = splitter.skip_gap(closed.end);
        }
        at = start.max(closed.end);
    }
    splitter.add(Span::new(start, block.end), &mut found);
    found
}

struct Splitter<'text> {
    text: &'text str,
    block: Span,
    markup: &'text [Span],
}

impl Splitter<'_> {
    /// Adds the sentence without its margins; what has no letter or digit joins the sentence before.
    fn add(&self, span: Span, found: &mut Vec<Span>) {
        let start = self.skip_gap(span.start).min(span.end);
        let inside = &self.text[start..span.end];
        let end = start + inside.trim_end().len();
        if start >= end {
            return;
        }
        if self.text[start..end].chars().any(char::is_alphanumeric) {
            found.push(Span::new(start, end));
        } else if let Some(last) = found.last_mut() {
            last.end = end;
        }
    }

    /// First byte of the next stop, question or exclamation mark or end of a face `:)` outside markup.
    fn next_stop(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let rest = self.text.get(at..self.block.end)?;
            let mut before = ' ';
            let ends = |c: char| {
                let face = c == ')' && matches!(before, ':' | ';' | '=');
                before = c;
                face || is_stop(c)
            };
            let stop = at + rest.find(ends)?;
            match self.markup_at(stop) {
                Some(mark) => at = mark.end,
                None => return Some(stop),
            }
        }
    }

    /// The markup that covers `at`, if any.
    fn markup_at(&self, at: usize) -> Option<Span> {
        let index = self.markup.partition_point(|mark| mark.end <= at);
        self.markup.get(index).copied().filter(|mark| mark.start <= at)
    }

    /// Skips the stops themselves: `...`, `?!`; at least the first of them.
    fn skip_marks(&self, stop: usize) -> usize {
        let rest = &self.text[stop..self.block.end];
        let mut others = rest.char_indices().skip(1);
        stop + others
            .find(|(_, c)| !is_stop(*c))
            .map_or(rest.len(), |(at, _)| at)
    }

    /// Skips white space and markup.
    fn skip_gap(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            if let Some(mark) = self.markup_at(at) {
                at = mark.end;
                continue;
            }
            match self.char_at(at) {
                Some(c) if c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}' => at += c.len_utf8(),
                _ => return at.min(self.block.end),
            }
        }
    }

    /// Skips the quotation marks, brackets and markup that close right after a stop.
    fn skip_closers(&self, from: usize) -> Closed {
        let mut closed = Closed {
            end: from,
            bracket: false,
            quotation: false,
        };
        loop {
            if let Some(mark) = self.markup_at(closed.end) {
                closed.end = mark.end;
                continue;
            }
            if let Some(end) = self.skip_spaced_closer(closed.end) {
                closed.end = end;
                closed.bracket = true;
                continue;
            }
            match self.char_at(closed.end) {
                Some('“') if self.ends_chunk(closed.end + '“'.len_utf8()) => {
                    closed.quotation = true;
                    closed.end += '“'.len_utf8();
                }
                Some(c) if is_closer(c) && !self.opens(closed.end, c) => {
                    closed.quotation |= !is_bracket(c) && !is_note_sign(c);
                    closed.bracket |= is_bracket(c) || is_note_sign(c);
                    closed.end += c.len_utf8();
                }
                _ => {
                    closed.end = closed.end.min(self.block.end);
                    return closed;
                }
            }
        }
    }

    /// Skips what closes a sentence even after a space: `[12]`, a picture, the mark of `« so. »`.
    fn skip_spaced_closer(&self, from: usize) -> Option<usize> {
        let at = match self.char_at(from)? {
            c if c.is_whitespace() && c != '\n' => from + c.len_utf8(),
            _ => from,
        };
        let first = self.char_at(at)?;
        let end = at + first.len_utf8();
        if is_picture(first) || at > from && first == '»' {
            return Some(end);
        }
        let note = self.text.get(end..self.block.end).filter(|_| first == '[')?;
        let close = note.char_indices().take(WINDOW).find(|(_, c)| *c == ']')?.0;
        let is_note = close > 0 && footnote::is_mark(&note[..close], at == from);
        is_note.then_some(end + close + 1)
    }

    /// Whether white space or the end of the block stands at `at`.
    fn ends_chunk(&self, at: usize) -> bool {
        self.char_at(at).is_none_or(char::is_whitespace)
    }

    /// Whether the straight quotation mark at `at` opens what follows rather than closes what went before.
    fn opens(&self, at: usize, mark: char) -> bool {
        let next_is_word = self.char_at(at + 1).is_some_and(char::is_alphanumeric);
        let spaced = self.text[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        matches!(mark, '"' | '\'') && next_is_word && (spaced || mark == '\'')
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..self.block.end)?.chars().next()
    }

    /// Whether the marks from `stop` to `after`, and what closes behind them, end a sentence.
    fn ends(&self, start: usize, stop: usize, after: usize, closed: &Closed) -> bool {
        let opening = self.skip_gap(closed.end);
        if opening >= self.block.end {
            return true;
        }
        let next = self.next_word(opening);
        let before = self.word_before(start, stop);
        let spaced = self.text[closed.end..opening].contains(char::is_whitespace);
        let single_stop = &self.text[stop..after] == ".";
        if closed.quotation && !single_stop && next.is_speech_tag {
            false
        } else if closed.quotation || closed.bracket {
            next.may_open() && (!single_stop || self.may_close(start, stop, before, &next))
        } else if !spaced && closed.end == after {
            !self.in_address(stop) && glued_stop_ends(before, &next)
        } else if single_stop {
            self.stop_ends(start, stop, before, &next)
        } else if self.is_pause(start, stop) {
            next.is_opener && next.word != "I"
        } else {
            next.may_open()
        }
    }

    /// Whether the mark at `stop` is three dots that stand apart, where the speaker only takes breath.
    fn is_pause(&self, start: usize, stop: usize) -> bool {
        let dots = self.text[stop..].starts_with(['.', '…']);
        dots && self.text[start..stop].ends_with(char::is_whitespace)
    }

    /// Whether a stop before a closing mark may end the sentence.
    fn may_close(&self, start: usize, stop: usize, before: &str, next: &Next<'_>) -> bool {
        match abbreviation::kind(before) {
            None | Some(Abbreviation::Initial) => true,
            Some(_) => self.stop_ends(start, stop, before, next),
        }
    }

    /// Whether the stop at `at` stands in a web or mail address.
    fn in_address(&self, at: usize) -> bool {
        let mut from = at.saturating_sub(4 * WINDOW).max(self.block.start);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let before = self.text[from..at].rsplit(char::is_whitespace).next();
        let mut until = at.saturating_add(WINDOW).min(self.block.end);
        while !self.text.is_char_boundary(until) {
            until -= 1;
        }
        let after = self.text[at..until].split(char::is_whitespace).next();
        before.is_some_and(|chunk| ["://", "www.", "@"].iter().any(|sign| chunk.contains(sign)))
            || after.is_some_and(|chunk| chunk.contains('@'))
    }

    /// Whether a single stop with white space after it ends the sentence.
    fn stop_ends(&self, start: usize, stop: usize, before: &str, next: &Next<'_>) -> bool {
        if !next.may_open() {
            return false;
        }
        if before.is_empty() {
            return true;
        }
        if self.is_label(start, stop, before) {
            return false;
        }
        match abbreviation::kind(before) {
            None => before == "etc" || !next.continues_number(before),
            Some(Abbreviation::Leads) => false,
            Some(Abbreviation::Numbers) if abbreviation::is_double_initial(before) && !next.is_number => {
                false
            }
            Some(Abbreviation::Numbers) => {
                // "No. I will not": only a section is numbered "I".
                let pronoun = next.word == "I" && matches!(before, "No" | "no");
                !(next.is_number || next.is_bracket) || pronoun
            }
            Some(Abbreviation::Calendar) => next.is_opener,
            Some(Abbreviation::Closes) if is_hour(before) || is_era(before) => {
                !next.is_number && !next.is_bracket && !next.names_time && !self.only_dates(start, stop)
            }
            Some(Abbreviation::Closes) => next.is_opener,
            Some(Abbreviation::Initial) if before == "I" && self.follows(start, stop - 1, PRONOUN_AFTER) => {
                true
            }
            Some(Abbreviation::Initial) => {
                !next.is_initial && (next.is_opener || self.names_a_class(start, stop - before.len()))
            }
        }
    }

    /// Whether the word before `at` is one that a letter follows: "Plan B", "Group F", "World War I".
    fn names_a_class(&self, start: usize, at: usize) -> bool {
        self.follows(start, at, CLASSES)
    }

    /// Whether the word before `at` is one of `words`.
    fn follows(&self, start: usize, at: usize, words: &[&str]) -> bool {
        let before = self.text[start..at].trim_end();
        words.contains(&self.word_before(start, start + before.len()))
    }

    /// Whether `before`, which ends at `stop`, numbers what follows: "1. The treasurer", "II. Means", "Figure 2. A pier".
    fn is_label(&self, start: usize, stop: usize, before: &str) -> bool {
        let is_number = before.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !is_number && !is_roman_or_letter(before) {
            return false;
        }
        if stop - start > WINDOW {
            return false;
        }
        let lead = self.text[start..stop - before.len()]
            .trim_start_matches('(')
            .trim_end();
        let opens_block = start == self.block.start;
        if lead.is_empty() {
            return opens_block || is_number && before.len() <= 2;
        }
        opens_block && LABELS.contains(&lead) || before == "1" && lead.ends_with(':')
    }

    /// Whether the sentence up to `stop` is but a few words that say when: "At 6 a.m.", "In 44 B.C."
    fn only_dates(&self, start: usize, stop: usize) -> bool {
        let lead = &self.text[start..stop];
        let mut words = lead.split(' ');
        lead.len() <= WINDOW
            && words.next().is_some_and(|word| PREPOSITIONS.contains(&word))
            && words.count() <= 3
    }

    /// The letters, digits and inner stops that end at `end`.
    fn word_before(&self, start: usize, end: usize) -> &str {
        let mut from = end.saturating_sub(WINDOW).max(start);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let window = &self.text[from..end];
        let word = window
            .char_indices()
            .rev()
            .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’')))
            .map_or(window, |(at, c)| &window[at + c.len_utf8()..]);
        word.trim_start_matches(['.', '\'', '’'])
    }

    /// What stands at `at`, the first character after a stop, its closers and white space.
    fn next_word(&self, at: usize) -> Next<'_> {
        let mut from = at;
        let mut is_bracket = false;
        let mut dashed = false;
        while let Some(c) = self.char_at(from) {
            if let Some(mark) = self.markup_at(from) {
                from = mark.end;
            } else if is_opening(c) {
                is_bracket |= c == '(' || c == '[';
                from += c.len_utf8();
            } else if dashes(c) {
                dashed = true;
                from += c.len_utf8();
            } else if dashed && c.is_whitespace() {
                from += c.len_utf8();
            } else {
                break;
            }
        }
        let rest = self.text.get(from..self.block.end).unwrap_or("");
        Next::read(rest, is_bracket, from > at)
    }
}

/// What closes right after a stop.
struct Closed {
    end: usize,
    bracket: bool,
    quotation: bool,
}

fn is_hour(word: &str) -> bool {
    matches!(word, "a.m" | "p.m" | "A.M" | "P.M" | "am")
}

fn is_era(word: &str) -> bool {
    matches!(word, "B.C" | "A.D" | "B.C.E" | "C.E")
}

fn is_roman_or_letter(word: &str) -> bool {
    is_roman(word) || word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Words before the number of a heading or caption.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "Chapter", "Figure", "Table", "Section", "Part", "Article", "Appendix", "Box", "Step", "Act",
    "Scene", "Book", "Volume", "Lesson", "Unit", "Note", "Rule", "Example", "Exhibit", "Map",
    "Listing", "Question", "CHAPTER", "FIGURE", "TABLE", "SECTION", "PART", "ARTICLE",
];

const PREPOSITIONS: &[&str] = &[
    "At", "By", "In", "On", "Until", "From", "Since", "Before", "After", "Around",
];

/// Words after which "I" is the speaker and no initial.
const PRONOUN_AFTER: &[&str] = &["is", "was", "am", "do", "did", "than", "can", "will", "have"];

/// Words after which a capital letter is a grade or number, not an initial.
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    "War", "Plan", "plan", "vitamin", "Vitamin", "hepatitis", "Hepatitis", "Class", "class",
    "Grade", "grade", "Group", "group", "Type", "type", "Appendix", "Section", "section", "Part",
    "part", "Phase", "phase", "Schedule", "Option", "option", "Team", "Article", "Level", "level",
    "Division", "Volume", "Chapter", "Category", "category", "Act", "Form", "Zone", "zone", "Annex",
    "Point", "point", "Factor", "factor", "Block", "Title", "Table", "Figure", "Route", "Line",
    "Model",
];

#[cfg(test)]
mod tests {
    use super::{Span, sentences};

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text, Span::new(0, text.len()), &[])
            .iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_stop_without_a_space_ends_a_sentence() {
        check(
            "Anyone could be treasurer.A sum of 40 was paid.They were glad.",
            &[
                "Anyone could be treasurer.",
                "A sum of 40 was paid.",
                "They were glad.",
            ],
        );
    }

    #[test]
    fn abbreviations_and_initials_do_not() {
        for whole in [
            "It began Jan. 2 in the U.S. Senate with Mr. K. Orman of St. Petersburg.",
            "See No. 5 at 5 p.m. Monday, e.g. in St.Anton or at kazsite.kz for 2.5 million.",
            "J.K. Lind and Yu. Sarin wrote report.PDF and ASP.NET pages.",
        ] {
            check(whole, &[whole]);
        }
    }

    #[test]
    fn but_a_word_that_opens_sentences_does() {
        check(
            "She moved to the U.S. The next year she left at 5 p.m. Nobody saw her.",
            &[
                "She moved to the U.S.",
                "The next year she left at 5 p.m.",
                "Nobody saw her.",
            ],
        );
    }

    #[test]
    fn quotation_marks_close_with_their_sentence() {
        check(
            "“We won. We will stay.” The hall was full. \"Why?\" Dana Orman asked.",
            &[
                "“We won.",
                "We will stay.”",
                "The hall was full.",
                "\"Why?\" Dana Orman asked.",
            ],
        );
    }

    #[test]
    fn markup_after_a_stop_belongs_to_its_sentence() {
        let text = "It grew.[12] It fell.";
        let found = sentences(text, Span::new(0, text.len()), &[Span::new(8, 12)]);
        assert_eq!(found, [Span::new(0, 12), Span::new(13, 21)]);
    }
}
