//! Any bytes under any ending are read or refused, and what is read keeps the laws of spans.
//!
//! The first byte chooses the file's ending, the others are its content. The
//! same laws are tried on made-up texts by `tests/properties_text.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use suraq::text::{self, Document, Span};

const NAMES: &[&str] = &["a.txt", "a.md", "a.html", "-"];

fuzz_target!(|input: &[u8]| {
    let Some((choice, bytes)) = input.split_first() else {
        return;
    };
    let name = NAMES[usize::from(*choice) % NAMES.len()];
    let Ok(document) = text::read(name, bytes) else {
        return;
    };
    let whole = Span::new(0, document.text.len());
    lie_in(&document, whole, document.markup.iter().copied());
    lie_in(
        &document,
        whole,
        document.articles.iter().map(|article| article.span),
    );
    lie_in(&document, whole, document.blocks.iter().map(|block| block.span));
    lie_in(
        &document,
        whole,
        document.sentences.iter().map(|sentence| sentence.span),
    );
    for sentence in &document.sentences {
        assert!(document.block_of(sentence).span.contains(sentence.span));
        lie_in(
            &document,
            sentence.span,
            sentence.tokens.iter().map(|token| token.span),
        );
        nothing_is_lost(&document, sentence);
    }
});

/// Spans follow each other inside `outer`, on character boundaries.
fn lie_in(document: &Document, outer: Span, spans: impl Iterator<Item = Span>) {
    let mut at = outer.start;
    for span in spans {
        assert!(at <= span.start && span.start <= span.end && span.end <= outer.end);
        assert!(document.text.is_char_boundary(span.start) && document.text.is_char_boundary(span.end));
        at = span.end;
    }
}

/// The gaps between tokens hold white space, markup and characters without a picture only.
fn nothing_is_lost(document: &Document, sentence: &text::Sentence) {
    let mut at = sentence.span.start;
    let starts = sentence.tokens.iter().map(|token| token.span.start);
    let ends = sentence.tokens.iter().map(|token| token.span.end);
    for (gap_end, next) in starts
        .chain([sentence.span.end])
        .zip(ends.chain([sentence.span.end]))
    {
        for (offset, c) in Span::new(at, gap_end).of(&document.text).char_indices() {
            assert!(
                is_unseen(document, at + offset, c),
                "{c:?} at {} is in no token",
                at + offset
            );
        }
        at = next;
    }
}

fn is_unseen(document: &Document, at: usize, c: char) -> bool {
    let mark = document.markup.partition_point(|mark| mark.end <= at);
    document.markup.get(mark).is_some_and(|mark| mark.start <= at)
        || c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}')
}
