//! What is wrong with cards that came from Anki, where the rules of form for questions never held.

use std::collections::BTreeMap;

use suraq::items::Item;
use suraq::items::origin::note_of;

/// Stands where a letter could not be read.
const LOST: char = '\u{fffd}';

/// Whether a card came from Anki: it may be a word, a picture or half a sentence.
pub fn is_imported(item: &Item) -> bool {
    note_of(&item.id.0).is_some()
}

/// Returns what is wrong with items that came from Anki, each with its place among `items`: letters that were
/// lost on the way, and questions that another card asks in the very same words.
pub fn faults(items: &[Item]) -> Vec<(usize, String)> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let texts = [&item.stem, &item.key].into_iter().chain(&item.explanation);
        if let Some(text) = texts.into_iter().find(|text| text.contains(LOST)) {
            let around: String = text.chars().take(40).collect();
            faults.push((at, format!("letters were lost before it came here: `{around}`")));
        }
        match first.get(item.stem.as_str()) {
            Some(twin) => faults.push((at, format!("asks the same as `{}`", items[*twin].id))),
            None => drop(first.insert(&item.stem, at)),
        }
    }
    faults
}
