//! Text in the making, with spaces and line ends where they belong.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

/// Columns a line is indented at most; more would leave no room on a terminal.
const DEEPEST_INDENT: usize = 40;

/// A text in the making: spaces and line ends wait until something follows.
#[derive(Default)]
pub(super) struct Writer {
    pub out: String,
    pub space: bool,
    pub lines: usize,
    /// Blanks before the first word of the line to come.
    indent: usize,
    /// Where the last mark of a picture or sound ends.
    mark_end: usize,
}

impl Writer {
    pub(super) fn words(&mut self, text: &str) {
        for letter in text.chars() {
            self.letter(letter);
        }
    }

    pub(super) fn letter(&mut self, letter: char) {
        match letter {
            ' ' | '\n' | '\r' | '\t' | '\u{c}' => {
                // After a hard space it is one more column, as browsers write what was typed.
                self.indent += usize::from(self.indent > 0 && !self.space);
                self.space = true;
            }
            // Hard spaces indent a line; elsewhere they keep no words together on a card.
            '\u{a0}' => {
                let begins_line = self.lines > 0 && !self.out.is_empty();
                self.indent += usize::from(begins_line);
                self.space = !begins_line;
            }
            // A mark for breaking lines is not seen.
            '\u{ad}' | '\u{feff}' | '\u{200b}' => {}
            letter if letter.is_control() => {}
            letter => {
                self.space |= self.mark_end == self.out.len() && letter.is_alphanumeric();
                self.gap();
                self.out.push(letter);
            }
        }
    }

    /// A mark of a picture or sound, which stands apart from the words around it.
    pub(super) fn mark(&mut self, mark: &str) {
        self.space |= !self.out.ends_with(['(', '[', '{', '«', '“', '"']);
        self.raw(mark);
        self.mark_end = self.out.len();
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.gap();
        self.out.push_str(text);
    }

    fn gap(&mut self) {
        if self.out.is_empty() {
            self.lines = 0;
            self.indent = 0;
            self.space = false;
        }
        if self.lines > 0 {
            self.out.push_str(&"\n".repeat(self.lines.min(2)));
            self.out.push_str(&" ".repeat(self.indent.min(DEEPEST_INDENT)));
        } else if self.space && !self.out.ends_with(['\n', ' ']) {
            self.out.push(' ');
        }
        self.lines = 0;
        self.indent = 0;
        self.space = false;
    }

    pub(super) fn block(&mut self) {
        self.indent = 0;
        self.space = false;
        self.lines = self.lines.max(1);
    }

    pub(super) fn line_break(&mut self) {
        self.indent = 0;
        self.space = false;
        self.lines += 1;
    }

    /// The text, composed: both ways to write an accented letter are one.
    pub(super) fn finish(self) -> String {
        match is_nfc(&self.out) {
            true => self.out,
            false => self.out.nfc().collect(),
        }
    }
}
