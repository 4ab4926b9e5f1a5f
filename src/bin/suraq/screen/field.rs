//! A line of text being typed: letters as a person sees them, a cursor between them.

use crossterm::event::KeyCode;
use unicode_segmentation::UnicodeSegmentation;

use crate::screen::width_of;

/// Longest answer that can be typed, in letters.
const LONGEST: usize = 500;

/// A line of text being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The text.
    text: String,
    /// Byte place of the cursor, always between two letters.
    at: usize,
}

impl Field {
    /// A line that holds `text`, with the cursor behind it.
    pub fn holding(text: &str) -> Field {
        let mut field = Field::default();
        field.insert(text);
        field
    }

    /// Does what a key says: letters are put in, the others move or remove. A key that means nothing here does
    /// nothing.
    pub fn press(&mut self, code: KeyCode, control: bool) {
        match code {
            KeyCode::Char('u') if control => self.delete_to_start(),
            KeyCode::Char('k') if control => self.delete_to_end(),
            KeyCode::Char('w') if control => self.delete_word(),
            KeyCode::Char('a') if control => self.home(),
            KeyCode::Char('e') if control => self.end(),
            KeyCode::Char('h') if control => self.backspace(),
            KeyCode::Char(letter) if !control => self.insert(letter.encode_utf8(&mut [0; 4])),
            KeyCode::Backspace => self.backspace(),
            KeyCode::Delete => self.delete(),
            KeyCode::Left => self.left(),
            KeyCode::Right => self.right(),
            KeyCode::Home => self.home(),
            KeyCode::End => self.end(),
            _ => {}
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes the text out.
    pub fn take(&mut self) -> String {
        self.at = 0;
        std::mem::take(&mut self.text)
    }

    /// Puts text in at the cursor; control characters become blanks.
    pub fn insert(&mut self, text: &str) {
        for letter in text.chars() {
            if self.text.graphemes(true).count() >= LONGEST {
                return;
            }
            let letter = if letter.is_control() { ' ' } else { letter };
            self.text.insert(self.at, letter);
            self.at += letter.len_utf8();
        }
        // A combining mark may have joined the letter behind the cursor.
        let behind = self.stops().find(|stop| *stop >= self.at);
        self.at = behind.unwrap_or(self.text.len());
    }

    /// Removes the letter before the cursor.
    pub fn backspace(&mut self) {
        let start = self.before();
        self.text.replace_range(start..self.at, "");
        self.at = start;
    }

    /// Removes the letter behind the cursor.
    pub fn delete(&mut self) {
        let end = self.behind();
        self.text.replace_range(self.at..end, "");
    }

    /// Removes everything before the cursor.
    pub fn delete_to_start(&mut self) {
        self.text.replace_range(..self.at, "");
        self.at = 0;
    }

    /// Removes everything behind the cursor.
    pub fn delete_to_end(&mut self) {
        self.text.truncate(self.at);
    }

    /// Removes the word before the cursor.
    pub fn delete_word(&mut self) {
        let kept = self.text[..self.at].trim_end();
        let start = kept.rfind(' ').map_or(0, |blank| blank + 1);
        self.text.replace_range(start..self.at, "");
        self.at = start;
    }

    /// Moves a letter to the left.
    pub fn left(&mut self) {
        self.at = self.before();
    }

    /// Moves a letter to the right.
    pub fn right(&mut self) {
        self.at = self.behind();
    }

    /// Moves before the first letter.
    pub fn home(&mut self) {
        self.at = 0;
    }

    /// Moves behind the last letter.
    pub fn end(&mut self) {
        self.at = self.text.len();
    }

    /// Returns the part to show in `width` columns, and the column of the cursor in it.
    pub fn shown(&self, width: usize) -> (String, usize) {
        let room = width.saturating_sub(1).max(1);
        let before = &self.text[..self.at];
        let mut start = 0;
        for (place, _) in before.grapheme_indices(true) {
            start = place;
            if width_of(&before[start..]) <= room {
                break;
            }
        }
        let mut shown = String::new();
        for letter in self.text[start..].graphemes(true) {
            if width_of(&shown) + width_of(letter) > room {
                break;
            }
            shown.push_str(letter);
        }
        (shown, width_of(&before[start..]))
    }

    fn stops(&self) -> impl Iterator<Item = usize> + '_ {
        let ends = std::iter::once(self.text.len());
        self.text
            .grapheme_indices(true)
            .map(|(place, _)| place)
            .chain(ends)
    }

    fn before(&self) -> usize {
        self.stops()
            .take_while(|stop| *stop < self.at)
            .last()
            .unwrap_or(0)
    }

    fn behind(&self) -> usize {
        self.stops()
            .find(|stop| *stop > self.at)
            .unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;

    use super::Field;

    fn typed(text: &str) -> Field {
        Field::holding(text)
    }

    #[test]
    fn keys_with_control_remove_and_type_nothing() {
        let mut field = typed("kick 3 4");
        field.press(KeyCode::Char('w'), true);
        assert_eq!(field.text(), "kick 3 ");
        field.press(KeyCode::Left, false);
        field.press(KeyCode::Char('7'), false);
        assert_eq!(field.text(), "kick 37 ");
        field.press(KeyCode::Char('u'), true);
        field.press(KeyCode::Char('x'), true);
        assert_eq!(field.text(), " ");
    }

    #[test]
    fn letters_are_removed_as_a_person_sees_them() {
        let mut field = typed("Әе\u{301}");
        field.backspace();
        assert_eq!(field.text(), "Ә");
        field.backspace();
        field.backspace();
        assert!(field.is_empty());
    }

    #[test]
    fn the_cursor_moves_and_words_go() {
        let mut field = typed("the old oak");
        field.delete_word();
        assert_eq!(field.text(), "the old ");
        field.home();
        field.right();
        field.delete();
        field.insert("X");
        assert_eq!(field.text(), "tXe old ");
        field.delete_to_end();
        field.delete_to_start();
        assert!(field.is_empty());
    }

    #[test]
    fn a_long_line_shows_the_place_of_the_cursor() {
        let mut field = typed("0123456789");
        assert_eq!(field.shown(5), ("6789".to_owned(), 4));
        field.home();
        assert_eq!(field.shown(5), ("0123".to_owned(), 0));
        assert_eq!(typed("漢字").shown(4), ("字".to_owned(), 2));
    }
}
