//! Which sentences lie inside somebody's quotation marks.
//!
//! A quotation over several paragraphs has an opening mark at each and a
//! closing one only at the last; a mark that is never closed holds to the end
//! of its paragraph unless the next opens with one too.

use super::{Block, BlockKind, Sentence, Span};

/// Sets [`Sentence::quoted`] of all `sentences`, which lie in `blocks` in order.
pub fn mark_quoted(text: &str, blocks: &[Block], sentences: &mut [Sentence]) {
    let mut open = false;
    let mut block = None;
    for sentence in sentences {
        let here = &blocks[sentence.block];
        if block != Some(sentence.block) {
            let follows = block.is_some_and(|before: usize| {
                before + 1 == sentence.block && blocks[before].article == here.article
            });
            open &= follows && here.span.of(text).starts_with(['“', '"', '„', '«', '\'']);
            block = Some(sentence.block);
        }
        let (covered, still_open) = covers(text, sentence.span, open);
        sentence.quoted = covered || here.kind == BlockKind::Quotation;
        open = still_open;
    }
}

/// Whether all letters and digits of `span` lie inside quotation marks, and whether one is open at its end.
fn covers(text: &str, span: Span, open_before: bool) -> (bool, bool) {
    let mut open = open_before;
    let mut outside = false;
    let mut before = text[..span.start].chars().next_back();
    let sentence = span.of(text);
    let mut rest = sentence.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        match c {
            // A slip of the keys: “so“.
            '“' if open && before.is_some_and(char::is_alphanumeric) => open = false,
            '“' | '„' | '«' => open = true,
            '”' | '»' => open = false,
            '"' => open = opens(before, next, open),
            '\'' if before == Some('\'') => open = false,
            '`' if before == Some('`') => open = true,
            _ => outside |= c.is_alphanumeric() && !open,
        }
        before = Some(c);
    }
    (!outside, open)
}

/// Whether a straight mark between `before` and `next` opens a quotation.
fn opens(before: Option<char>, next: Option<char>, open: bool) -> bool {
    let after_gap =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '*' | '_'));
    let before_gap = next.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    match (after_gap, before_gap) {
        (true, false) => true,
        (false, true) => false,
        _ => !open,
    }
}
