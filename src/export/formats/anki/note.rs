//! Notes: what a card is called in Anki, when it changed, and what is written of it.

use twox_hash::XxHash3_64;

use crate::export::Context;
use crate::progress::ExportedNote;
use crate::progress::note_name;

use super::note_type::NoteType;

/// Parts the fields of a note.
pub(in crate::export) const PARTED: char = '\u{1f}';

/// When an item is taken to have changed that never said and was never exported: 2026-01-01, midnight UTC.
const LONG_AGO: i64 = 1_767_225_600;

/// One note with its card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) struct Note<'a> {
    /// Name of the card here: deck/item or deck/item/direction.
    pub card: String,
    /// Its name there.
    pub guid: String,
    pub note_type: NoteType,
    /// HTML, parted by [`PARTED`].
    pub fields: String,
    /// Parted by spaces, with one before and after.
    pub tags: String,
    /// Full name of its deck there.
    pub deck: &'a str,
    /// Hash of what a learner would see; see [`content`].
    pub content: u64,
    /// Seconds since 1970.
    pub changed: i64,
    pub is_retired: bool,
    /// Its further cards, of gaps that were made there: their numbers from 1, and the names of those that are here.
    pub further: Vec<(u32, Option<&'a str>)>,
}

impl Note<'_> {
    /// What a later export must know of this one, by its card.
    pub(super) fn recorded(self) -> (String, ExportedNote) {
        let note = ExportedNote {
            guid: self.guid,
            note_type: self.note_type.slug().into(),
            content: self.content,
            changed: self.changed,
            is_retired: self.is_retired,
        };
        (self.card, note)
    }
}

/// Hash of what a learner would see of a note.
pub(super) fn content(fields: &str, tags: &str) -> u64 {
    let seed = XxHash3_64::oneshot(tags.as_bytes());
    XxHash3_64::oneshot_with_seed(seed, fields.as_bytes())
}

/// Returns the name of a note that was never exported.
///
/// The type is part of it, because Anki refuses to update a note that comes back with another.
/// `is_taken` knows the names of other cards: one that moved away took its name along.
pub(super) fn guid(note_type: NoteType, card: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    let attempts = (1..).map(|attempt| note_name(note_type.slug(), card, attempt));
    let mut free = attempts.skip_while(|name| is_taken(name));
    free.next().unwrap_or_default()
}

/// Returns the second at which a note with this content was new.
///
/// `said` is what the deck says of it. What was exported before with the same content did not
/// change since, whatever else did: the learner's own edits there must not be overwritten for nothing.
pub(super) fn changed(
    before: Option<&ExportedNote>,
    content: u64,
    said: Option<&str>,
    context: &Context,
) -> i64 {
    let said = said.and_then(|said| said.parse::<jiff::Timestamp>().ok());
    let said = said.map(jiff::Timestamp::as_second);
    match before {
        None => said.unwrap_or(LONG_AGO),
        Some(before) if before.content == content => before.changed,
        Some(before) => match said {
            Some(said) if said > before.changed => said,
            // Two changes within a second, or a clock set back, are still two.
            _ => context.now.unwrap_or(0).max(before.changed + 1),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::LONG_AGO;
    use super::changed;
    use super::guid;
    use crate::export::Context;
    use crate::export::formats::anki::note_type::NoteType;
    use crate::progress::ExportedNote;

    #[test]
    fn a_name_is_always_the_same_and_knows_the_type() {
        let free = |_: &str| false;
        let one = guid(NoteType::Basic, "lakes/deepest", &free);
        assert_eq!(one, "l3x8T6hKbphY");
        assert_ne!(one, guid(NoteType::Choice, "lakes/deepest", &free));
        assert_ne!(one, guid(NoteType::Basic, "seas/deepest", &free));
        let taken = |name: &str| name == one;
        assert_ne!(one, guid(NoteType::Basic, "lakes/deepest", &taken));
        assert_eq!(
            guid(NoteType::Typed, "d/и\u{306}", &free),
            guid(NoteType::Typed, "d/й", &free)
        );
    }

    #[test]
    fn a_note_is_as_old_as_its_content() {
        let context = Context {
            now: Some(2_000_000_000),
            ..Context::default()
        };
        let before = ExportedNote {
            guid: String::new(),
            note_type: "basic".into(),
            content: 7,
            changed: 1_900_000_000,
            is_retired: false,
        };
        let at = |before, content, said| changed(before, content, said, &context);
        let later = Some("2031-05-03T09:00:00Z");
        assert_eq!(at(None, 7, None), LONG_AGO);
        assert_eq!(at(None, 7, later), 1_935_565_200);
        assert_eq!(at(Some(&before), 7, later), 1_900_000_000);
        assert_eq!(at(Some(&before), 8, later), 1_935_565_200);
        assert_eq!(at(Some(&before), 8, Some("2001-01-01T00:00:00Z")), 2_000_000_000);
        assert_eq!(
            changed(Some(&before), 8, None, &Context::default()),
            1_900_000_001
        );
    }
}
