//! Plain text.

use super::{Page, Part, Reader};
use crate::text::footnote::footnotes;
use crate::text::lines::{self, Line};
use crate::text::{BlockKind, Span, table};

/// Reads plain text: paragraphs parted by empty lines or one a line, hard-wrapped or not.
pub struct PlainText;

impl Reader for PlainText {
    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn recognises(&self, _start: &str) -> bool {
        true
    }

    fn read(&self, text: String) -> Page {
        let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let lines = lines::lines(&text, start);
        let rows = table::rows(&text, &lines);
        let prose = without_rows(&lines, &rows);
        let mut parts: Vec<Part> = lines::paragraphs(&text, &prose)
            .into_iter()
            .filter(|span| span.of(&text).contains(char::is_alphanumeric))
            .map(|span| part(&text, span))
            .collect();
        parts.extend(table::spans(&lines, &rows).into_iter().map(|span| Part {
            kind: BlockKind::Boilerplate,
            span,
        }));
        parts.sort_by_key(|part| part.span.start);
        let markup = parts
            .iter()
            .flat_map(|part| footnotes(&text, part.span))
            .collect();
        Page {
            text,
            parts,
            markup,
            ..Page::default()
        }
    }
}

/// The lines outside tables; one below a table begins a paragraph.
fn without_rows(lines: &[Line], rows: &[bool]) -> Vec<Line> {
    let mut below_row = false;
    let mut found = Vec::with_capacity(lines.len());
    for (line, is_row) in lines.iter().zip(rows) {
        if !is_row {
            let gap = if below_row { usize::MAX } else { line.gap };
            found.push(Line { gap, ..*line });
        }
        below_row = *is_row;
    }
    found
}

/// A paragraph, or a list entry without its mark.
fn part(text: &str, span: Span) -> Part {
    match lines::item_mark(span.of(text)) {
        Some(mark) => Part {
            kind: BlockKind::ListItem,
            span: Span::new(span.start + mark, span.end),
        },
        None => Part {
            kind: BlockKind::Paragraph,
            span,
        },
    }
}
