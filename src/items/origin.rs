//! Where an item came from, as its id says.

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
    let is_ours = note.strip_prefix("anki-").is_some_and(|hash| hash.len() == 13);
    (is_ours && place.bytes().all(|byte| byte.is_ascii_digit())).then_some(note)
}

/// Whether an item came from Anki and its answer was compared there, not typed.
pub fn is_revealed(item: &Item) -> bool {
    note_of(&item.id.0).is_some() && !item.tags.iter().any(|tag| is_typed_tag(tag))
}
