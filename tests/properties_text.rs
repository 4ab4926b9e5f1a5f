//! Laws of reading: whatever the bytes, spans lie in order inside each other, and nothing panics.

use proptest::prelude::*;
use suraq::text::sentence::sentences;
use suraq::text::token::tokens;
use suraq::text::{self, BlockKind, Document, ReadError, Span};

/// Pieces that readers, splitters and cutters treat in some way of their own.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    " ", "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{200b}", "\u{feff}", "\u{301}", "\u{ad}", "\u{2028}",
    "The", "harbour", "grew", "He said", "a", "I", "Lund", "Ақ", "әкім", "Ξένος", "港", "😀", "👩‍🚀",
    ".", "!", "?", "...", "…", ",", ":", ";", "-", "–", "—", "'", "’", "\"", "“", "”", "‘", "«", "»", "''",
    "(", ")", "[", "]", "[12]", "[a]", "[^1]", "[^1]: ", "{{", "}}", "[[", "]]", "[[File:", "|", "| |\n", "=",
    "*", "**", "_", "__", "~~", "`", "```", "#", "# ", "## ", "> ", "- ", "•", "1. ", "---", "+++", "===",
    "](", "![", "http://a.b", "www.", "a@b.c", "<b>", "</p>", "<", ">", "<!--", "&amp;", "<table>", "<li>",
    "Mr.", "Jan.", "U.S.", "No.", "5", "p.m.", "2,297", "38.2", "%", "$", "n't", "'s", "cannot", "e.g.",
    "LUND (PB) — ", "March 1, 2021", "By Dana Orman", "Continue Reading", "3 min read", "Photo credit:",
    "Category:", "References", "title: x", "Pier.jpg", "Figure 3.", "Sign up for our newsletter",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// Runs of what is seldom tried: marks never closed, pictures of several parts, both directions, control characters.
fn odd_text() -> impl Strategy<Value = String> {
    let run = (prop::sample::select(ODD), 1_usize..6).prop_map(|(part, times)| part.repeat(times));
    prop::collection::vec(run, 0..40).prop_map(|runs| runs.concat())
}

#[rustfmt::skip]
const ODD: &[&str] = &[
    "\u{1}", "\u{7f}", "\u{85}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{202e}", "\u{2060}", "\u{fe0f}",
    "\u{fffd}", "\u{10ffff}", "👩‍👩‍👧‍👦", "🇰🇿", "😀", ":)", ":-D", "=(", "^_^", "(:", "שלום", "سلام", "Қазақстан",
    "ё", "İ", "ǅ", "ﬁ", "²", "½", "٣", "º", "“", "„", "«", "»", "'", "`", "´", "\"", "(", "[", "]", "[3]", " ",
    "\n", ".", "!", "…", "。", "-", "+", "#", "@", "$", "<", ">", "/", "&", "_", "1", "12", "60kg", "5-10",
    "9am-", "1990's", "US$", "A.", "a.m.", "B.C.", "Ch.", "I", "iPhone", "gonna", "w/o", ".txt", "www.", "a.bc/",
    "The", "1.",
];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![pieces(), any::<String>(), "[ -~\n]{0,400}"]
}

fn names() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["a.txt", "a.md", "a.html", "-"][..])
}

/// Whether `inner` lies inside `outer` on character boundaries of `text`.
fn lies_in(text: &str, inner: Span, outer: Span) -> bool {
    inner.start <= inner.end
        && outer.contains(inner)
        && text.is_char_boundary(inner.start)
        && text.is_char_boundary(inner.end)
}

fn in_order(spans: impl Iterator<Item = Span>) -> bool {
    let mut end = 0;
    for span in spans {
        if span.start < end {
            return false;
        }
        end = span.end;
    }
    true
}

fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}')
}

/// Whether a gap between tokens holds nothing that a reader sees.
fn is_unseen(document: &Document, gap: Span) -> bool {
    gap.of(&document.text).char_indices().all(|(offset, c)| {
        let at = gap.start + offset;
        let marked = document
            .markup
            .iter()
            .any(|mark| mark.start <= at && at < mark.end);
        marked || is_gap(c)
    })
}

fn check(document: &Document) -> Result<(), TestCaseError> {
    let text = &document.text;
    let whole = Span::new(0, text.len());
    prop_assert!(in_order(document.markup.iter().copied()));
    prop_assert!(document.markup.iter().all(|mark| lies_in(text, *mark, whole)));
    prop_assert!(in_order(document.articles.iter().map(|article| article.span)));
    prop_assert!(in_order(document.blocks.iter().map(|block| block.span)));
    for block in &document.blocks {
        prop_assert!(lies_in(text, block.span, whole));
        prop_assert!(!block.span.is_empty());
        prop_assert!(document.articles[block.article].span.contains(block.span));
    }
    prop_assert!(in_order(document.sentences.iter().map(|sentence| sentence.span)));
    for sentence in &document.sentences {
        let block = document.block_of(sentence);
        prop_assert!(lies_in(text, sentence.span, block.span));
        prop_assert!(!matches!(
            block.kind,
            BlockKind::Heading | BlockKind::Boilerplate | BlockKind::Metadata | BlockKind::Caption
        ));
        prop_assert_eq!(document.paragraph_around(sentence.span), block.span);
        prop_assert!(
            document
                .sentence_at(sentence.span.start)
                .is_some_and(|found| found.span == sentence.span)
        );
        let mut rebuilt = String::new();
        let mut at = sentence.span.start;
        for token in &sentence.tokens {
            prop_assert!(lies_in(text, token.span, sentence.span));
            prop_assert!(!token.span.is_empty() && token.span.start >= at);
            let gap = Span::new(at, token.span.start);
            prop_assert!(
                is_unseen(document, gap),
                "{:?} before {:?}",
                gap.of(text),
                token.span.of(text)
            );
            rebuilt.push_str(gap.of(text));
            rebuilt.push_str(token.span.of(text));
            at = token.span.end;
        }
        let rest = Span::new(at, sentence.span.end);
        prop_assert!(is_unseen(document, rest));
        rebuilt.push_str(rest.of(text));
        prop_assert_eq!(&rebuilt, document.sentence_text(sentence));
    }
    Ok(())
}

proptest! {
    #[test]
    fn spans_lie_in_order_inside_each_other(name in names(), text in texts()) {
        match text::read(name, text.as_bytes()) {
            Ok(document) => {
                check(&document)?;
                if name.ends_with(".txt") || name.ends_with(".md") {
                    prop_assert_eq!(&document.text, &text);
                }
            }
            Err(ReadError::Empty { .. } | ReadError::NotText { .. }) => {}
            Err(error) => prop_assert!(false, "{error}"),
        }
    }

    #[test]
    fn sentences_and_tokens_cover_any_text(text in prop_oneof![pieces(), any::<String>(), odd_text()]) {
        let whole = Span::new(0, text.len());
        let sentences = sentences(&text, whole, &[]);
        prop_assert!(in_order(sentences.iter().copied()));
        let seen = |at: usize, spans: &[Span]| spans.iter().any(|span| span.start <= at && at < span.end);
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            prop_assert!(seen(at, &sentences), "{c:?} at {at} is in no sentence");
        }
        for sentence in sentences {
            prop_assert!(lies_in(&text, sentence, whole));
            prop_assert!(sentence.of(&text).contains(char::is_alphanumeric));
            let tokens: Vec<Span> = tokens(&text, sentence, &[]).iter().map(|token| token.span).collect();
            prop_assert!(in_order(tokens.iter().copied()));
            prop_assert!(tokens.iter().all(|token| !token.is_empty() && lies_in(&text, *token, sentence)));
            for (offset, c) in sentence.of(&text).char_indices() {
                let in_token = seen(sentence.start + offset, &tokens);
                prop_assert!(in_token || is_gap(c), "{c:?} is in no token");
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(name in names(), bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(document) = text::read(name, &bytes) {
            check(&document)?;
        }
    }

    #[test]
    fn the_same_bytes_give_the_same_document(name in names(), text in pieces()) {
        let (first, second) = (text::read(name, text.as_bytes()), text::read(name, text.as_bytes()));
        prop_assert_eq!(format!("{first:?}"), format!("{second:?}"));
    }
}
