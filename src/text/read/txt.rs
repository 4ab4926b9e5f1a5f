//! Plain text.

use super::{Page, Part, Reader};
use crate::text::BlockKind;
use crate::text::lines;

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
        let parts = lines::paragraphs(&text, &lines::lines(&text, start))
            .into_iter()
            .map(|span| Part {
                kind: if lines::opens_item(span.of(&text)) {
                    BlockKind::ListItem
                } else {
                    BlockKind::Paragraph
                },
                span,
            })
            .collect();
        Page {
            text,
            parts,
            ..Page::default()
        }
    }
}
