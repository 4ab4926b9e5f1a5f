//! What a card is called in Anki: a name made from how it is asked and which card it is.

use sha2::Digest;
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

/// Signs of a name: base 64 as in addresses, in which no sign means anything to Anki.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Returns a name of the note that asks `card` as `note_type`: 72 bits of a hash, as 12 signs.
///
/// `card` is deck/item or deck/item/direction. `attempt` counts from 1; the next one gives another name,
/// for a card whose name another one took along.
///
/// ```
/// use suraq::progress::note_name;
///
/// assert_eq!(note_name("basic", "lakes/deepest", 1), "l3x8T6hKbphY");
/// assert_ne!(note_name("basic", "lakes/deepest", 1), note_name("basic", "lakes/deepest", 2));
/// ```
pub fn note_name(note_type: &str, card: &str, attempt: u32) -> String {
    let mut hash = Sha256::new();
    hash.update("suraq|");
    hash.update(note_type);
    hash.update("|");
    hash.update(card.nfc().collect::<String>());
    if attempt > 1 {
        hash.update(format!("|{attempt}"));
    }
    hash.finalize()[..9]
        .chunks(3)
        .flat_map(|bytes| {
            let number = bytes
                .iter()
                .fold(0, |number, byte| number << 8 | usize::from(*byte));
            [18, 12, 6, 0].map(|shift| char::from(SIGNS[number >> shift & 63]))
        })
        .collect()
}
