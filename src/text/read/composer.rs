//! Writes the text of a document whose format holds no plain text, part by part.
//!
//! Readers that take text out of markup write it here: running words come in
//! as they stand, each stretch of white space is stored as one space, and an
//! ended part is a span of what was written. What is written is the
//! document's text, so every span of it stays exact.

use super::{Page, Part};
use crate::text::footnote::footnotes;
use crate::text::{BlockKind, Span};

/// A text that is being written.
#[derive(Debug, Default)]
pub(super) struct Composer {
    text: String,
    parts: Vec<Part>,
    /// Text of the part being written.
    line: String,
}

impl Composer {
    /// Adds running text, each stretch of white space as one space.
    pub(super) fn words(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_whitespace() {
                self.line.push(c);
            } else if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                self.line.push(' ');
            }
        }
    }

    /// Breaks the line, and returns `false` where one was broken already: two breaks end a part.
    pub(super) fn break_line(&mut self) -> bool {
        if self.line.trim_end_matches(' ').ends_with('\n') {
            return false;
        }
        if !self.line.trim().is_empty() {
            self.line.truncate(self.line.trim_end().len());
            self.line.push('\n');
        }
        true
    }

    /// Returns how many bytes have been written.
    pub(super) fn len(&self) -> usize {
        self.text.len() + self.line.len()
    }

    /// Ends the part; one without letters and digits is dropped.
    pub(super) fn end_part(&mut self, kind: BlockKind) {
        let line = self.line.trim();
        if line.contains(char::is_alphanumeric) {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let start = self.text.len();
            self.text.push_str(line);
            self.parts.push(Part {
                kind,
                span: Span::new(start, self.text.len()),
            });
        }
        self.line.clear();
    }

    /// Writes the title as the first heading, and returns it where there is one.
    pub(super) fn title(&mut self, title: Option<String>) -> Option<String> {
        let title = title
            .map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|title| !title.is_empty())?;
        self.line.clone_from(&title);
        self.end_part(BlockKind::Heading);
        Some(title)
    }

    /// Returns the page: its text, its parts, and the footnote marks in them.
    pub(super) fn page(mut self) -> Page {
        // A document mostly repeats its title.
        if let [title, next, ..] = &self.parts[..]
            && next.kind == BlockKind::Heading
            && next.span.of(&self.text) == title.span.of(&self.text)
        {
            self.parts.remove(1);
        }
        let markup = self
            .parts
            .iter()
            .flat_map(|part| footnotes(&self.text, part.span))
            .collect();
        Page {
            text: self.text,
            parts: self.parts,
            markup,
            ..Page::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Composer;
    use crate::text::BlockKind;

    #[test]
    fn parts_are_spans_of_what_was_written() {
        let mut composer = Composer::default();
        assert_eq!(
            composer.title(Some(" The \n harbour ".into())).unwrap(),
            "The harbour"
        );
        composer.words("The harbour");
        composer.end_part(BlockKind::Heading);
        composer.words(" Berdi\n\t left[1] ");
        composer.words(" it.");
        composer.end_part(BlockKind::Paragraph);
        composer.words(" * ");
        composer.end_part(BlockKind::Paragraph);
        let page = composer.page();
        assert_eq!(page.text, "The harbour\n\nThe harbour\n\nBerdi left[1] it.");
        let parts: Vec<&str> = page.parts.iter().map(|part| part.span.of(&page.text)).collect();
        assert_eq!(parts, ["The harbour", "Berdi left[1] it."]);
        assert_eq!(page.markup[0].of(&page.text), "[1]");
    }

    #[test]
    fn a_second_break_is_told() {
        let mut composer = Composer::default();
        composer.words("A ");
        assert!(composer.break_line());
        assert!(!composer.break_line());
        composer.words("B");
        composer.end_part(BlockKind::Paragraph);
        assert!(composer.break_line());
        assert_eq!(composer.page().text, "A\nB");
    }
}
