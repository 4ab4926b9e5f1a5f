//! Where an item came from, as its id says.

use twox_hash::XxHash3_64;

use super::Item;

/// The tag of an item from Anki whose answer was typed over there; without it the answer is revealed. No learner's
/// own begins so.
pub const TYPED: &str = "suraq::typed";

/// What the tag was before, in decks of then.
const TYPED_BEFORE: &str = "typed";

/// Whether a tag of an item from Anki says that its answer was typed over there, and is none of the learner's.
pub fn is_typed_tag(tag: &str) -> bool {
    tag == TYPED || tag == TYPED_BEFORE
}

/// Returns what the ids of all cards of one note of Anki's begin with; `None` for an id that no package gave.
///
/// ```
/// use suraq::items::origin::note_of;
///
/// assert_eq!(note_of("anki-7572cmipap4yd-2"), Some("anki-7572cmipap4yd"));
/// assert_eq!(note_of("senate-seats"), None);
/// ```
pub fn note_of(item: &str) -> Option<&str> {
    let (note, place) = item.rsplit_once('-')?;
    let is_ours = note
        .strip_prefix("anki-")
        .is_some_and(|hash| hash.len() == LETTERS);
    (is_ours && place.bytes().all(|byte| byte.is_ascii_digit())).then_some(note)
}

/// Whether an item came from Anki and its answer was compared there, not typed.
pub fn is_revealed(item: &Item) -> bool {
    note_of(&item.id.0).is_some() && !item.tags.iter().any(|tag| is_typed_tag(tag))
}

/// Returns what the ids of all cards of the note with the name `guid` begin with.
pub fn note_id(guid: &str) -> String {
    id_of_note(note_hash(guid))
}

/// Whether the item `item` is a card of the note with the name `guid`.
pub fn is_of_note(item: &str, guid: &str) -> bool {
    !guid.is_empty() && note_of(item).is_some_and(|note| note == note_id(guid))
}

/// The number that stands for the name of a note.
pub fn note_hash(guid: &str) -> u64 {
    XxHash3_64::oneshot(guid.as_bytes())
}

/// Returns what the ids of all cards of a note begin with, by the number that stands for it.
pub fn id_of_note(hash: u64) -> String {
    format!("anki-{}", spelled(hash, LETTERS))
}

/// Letters of a note in the ids of its cards, each of five bits.
const LETTERS: usize = 13;

/// The letters in which a number is written.
pub const SIGNS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The first so many letters of a number.
pub fn spelled(hash: u64, letters: usize) -> String {
    let signs = (0..letters).map(|place| SIGNS[(hash >> (place * 5) & 31) as usize]);
    signs.map(char::from).collect()
}
