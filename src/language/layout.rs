//! How a sentence stands in its text: its forms, and where white space parts them.
//!
//! Nothing is copied, so that a sentence may be as long as the whole document.

use super::conllu::Row;
use crate::text::Document;
use crate::text::Sentence;
use crate::text::Span;

/// The forms of a sentence and the spaces between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout<'a> {
    /// Each token as written.
    pub forms: Vec<&'a str>,
    /// Whether white space, or the end, follows the token.
    pub parted: Vec<bool>,
}

impl<'a> Layout<'a> {
    /// Lays out a sentence of `document`.
    ///
    /// Where only markup (`*ferry*,`) or a character without a picture stands between two tokens,
    /// they touch.
    pub fn of(document: &'a Document, sentence: &Sentence) -> Layout<'a> {
        let tokens = &sentence.tokens;
        let parted = |at: usize| match tokens.get(at + 1) {
            Some(next) => is_parted(document, tokens[at].span.end, next.span.start),
            None => true,
        };
        Layout {
            forms: tokens.iter().map(|token| token.span.of(&document.text)).collect(),
            parted: (0..tokens.len()).map(parted).collect(),
        }
    }

    /// Lays out the tokens of a treebank's sentence.
    pub fn of_rows(rows: &'a [Row]) -> Layout<'a> {
        Layout {
            forms: rows.iter().map(|row| row.form.as_str()).collect(),
            parted: rows.iter().map(Row::is_apart).collect(),
        }
    }

    /// The sentence as its forms and spaces give it back.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (form, &is_parted) in self.forms.iter().zip(&self.parted) {
            text.push_str(form);
            if is_parted {
                text.push(' ');
            }
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// Whether a reader sees white space in the gap between two tokens.
fn is_parted(document: &Document, start: usize, end: usize) -> bool {
    let first = document.markup.partition_point(|mark| mark.end <= start);
    let inside = document.markup[first..]
        .iter()
        .take_while(|mark| mark.start < end);
    let mut at = start;
    for mark in inside.copied().chain([Span::new(end, end)]) {
        let seen = Span::new(at, mark.start.max(at)).of(&document.text);
        if seen.contains(char::is_whitespace) {
            return true;
        }
        at = mark.end.max(at);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::read;

    #[test]
    fn markup_and_unseen_characters_part_no_words() {
        let document = read(
            "a.md",
            "The *ferry*, say\u{200b}s **\u{a0}he, left it.".as_bytes(),
        )
        .unwrap();
        let layout = Layout::of(&document, &document.sentences[0]);
        assert_eq!(layout.forms[..4], ["The", "ferry", ",", "say"]);
        assert_eq!(layout.parted[..4], [true, false, true, false]);
        assert!(layout.text().starts_with("The ferry, says "), "{}", layout.text());
    }

    #[test]
    fn rows_keep_their_spaces() {
        let row = |form: &str, misc: &str| Row {
            form: form.to_owned(),
            misc: misc.to_owned(),
            ..Row::default()
        };
        let rows = [row("It", "SpaceAfter=No"), row("'s", "_"), row("late", "_")];
        assert_eq!(Layout::of_rows(&rows).text(), "It's late");
    }
}
