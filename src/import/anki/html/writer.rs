//! Text in the making, with spaces and line ends where they belong.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

/// A text in the making: spaces and line ends wait until something follows.
#[derive(Default)]
pub(super) struct Writer {
    pub out: String,
    pub space: bool,
    pub lines: usize,
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
            ' ' | '\n' | '\r' | '\t' | '\u{c}' => self.space = true,
            // A hard space keeps no words together on a card; a mark for breaking lines is not seen.
            '\u{a0}' => self.space = true,
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
            self.space = false;
        }
        if self.lines > 0 {
            self.out.push_str(&"\n".repeat(self.lines.min(2)));
        } else if self.space && !self.out.ends_with(['\n', ' ']) {
            self.out.push(' ');
        }
        self.lines = 0;
        self.space = false;
    }

    pub(super) fn block(&mut self) {
        self.lines = self.lines.max(1);
    }

    pub(super) fn line_break(&mut self) {
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
