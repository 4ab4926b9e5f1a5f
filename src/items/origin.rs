//! Where an item came from, as its id says.

use super::Item;

/// The tag of an item from Anki whose answer was typed over there; without it the answer is revealed.
pub const TYPED: &str = "typed";

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
    note_of(&item.id.0).is_some() && !item.tags.iter().any(|tag| tag == TYPED)
}
