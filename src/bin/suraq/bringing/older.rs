//! What a package says against what the last import brought: the note that was changed later decides.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::Timestamp;
use suraq::decks::Deck;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::origin::is_typed_tag;
use suraq::items::origin::note_of;

/// Tags that Anki sets by itself, and leaves out of a package without scheduling.
pub(super) const SET_BY_ANKI: [&str; 2] = ["leech", "marked"];

/// Lets `theirs` say of notes that are older than in `base`, the edition imported last, what that says, and keeps
/// tags that Anki leaves out. Returns how many notes are older and say something else.
pub fn keep_newer(theirs: &mut Deck, base: &Deck, has_scheduling: bool) -> usize {
    let known: BTreeMap<&ItemId, &Item> = base.items.iter().map(|item| (&item.id, item)).collect();
    let mut older = BTreeSet::new();
    let mut passed_over = BTreeSet::new();
    for item in &mut theirs.items {
        let Some(before) = known.get(&item.id) else {
            continue;
        };
        if item.changed.is_none() {
            // A text does not say when, and what is known of that stays.
            item.changed.clone_from(&before.changed);
            match item.tags.iter().all(|tag| is_typed_tag(tag)) {
                // One that names no tags says nothing of them.
                true => item.tags.clone_from(&before.tags),
                false => keep_tags(item, before),
            }
            continue;
        }
        match age(item, before) {
            Some(Ordering::Less) => {
                item.changed.clone_from(&before.changed);
                if *item != **before {
                    older.insert(note_of(&item.id.0).unwrap_or(&item.id.0).to_owned());
                    passed_over.extend(item.fact.take());
                    item.clone_from(before);
                }
            }
            Some(Ordering::Greater) if has_scheduling => {}
            _ => keep_tags(item, before),
        }
    }
    theirs.facts.retain(|fact| !passed_over.contains(&fact.id));
    older.len()
}

/// How an item is in time to the one imported last; nothing where either does not say.
fn age(item: &Item, before: &Item) -> Option<Ordering> {
    let changed = |item: &Item| item.changed.as_ref()?.parse::<Timestamp>().ok();
    Some(changed(item)?.cmp(&changed(before)?))
}

fn keep_tags(item: &mut Item, before: &Item) {
    let is_lacking = |tag: &&String| SET_BY_ANKI.contains(&tag.as_str()) && !item.tags.contains(*tag);
    let lacking: Vec<String> = before.tags.iter().filter(is_lacking).cloned().collect();
    let stayed = before.tags.iter().filter(|tag| !lacking.contains(*tag));
    match stayed.eq(&item.tags) {
        true => item.tags.clone_from(&before.tags),
        false => item.tags.extend(lacking),
    }
}
