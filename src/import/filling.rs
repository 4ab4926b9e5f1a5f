//! What a file of questions alone cannot say, taken from the card that is there already.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::decks::Deck;
use crate::items::Distractor;
use crate::items::FactId;
use crate::items::Item;
use crate::items::ItemId;

/// Gives the items of `theirs` what their cards in `mine` have and the file has no place for: kind, level,
/// fact, date, and options that were left out of it because nobody chooses them.
pub fn fill(theirs: &mut Deck, mine: &Deck) {
    let known: BTreeMap<&ItemId, &Item> = mine.items.iter().map(|item| (&item.id, item)).collect();
    for item in &mut theirs.items {
        if let Some(mine) = known.get(&item.id) {
            fill_item(item, mine);
        }
    }
    let facts: BTreeSet<&FactId> = theirs
        .items
        .iter()
        .filter_map(|item| item.fact.as_ref())
        .collect();
    theirs.facts.retain(|fact| facts.contains(&fact.id));
    let evidence = theirs.facts.iter().flat_map(|fact| &fact.evidence);
    let sources: BTreeSet<&String> = evidence.filter_map(|one| one.source.as_ref()).collect();
    theirs.sources.retain(|source| sources.contains(&source.id));
}

fn fill_item(item: &mut Item, mine: &Item) {
    item.kind = item.kind.or(mine.kind);
    item.importance = mine.importance;
    item.difficulty = mine.difficulty;
    item.contested = mine.contested;
    item.as_of = item.as_of.or(mine.as_of);
    item.status.clone_from(&mine.status);
    item.changed.clone_from(&mine.changed);
    item.added.clone_from(&mine.added);
    item.record.clone_from(&mine.record);
    if mine.fact.is_some() {
        // Better than the one made of the question and its source.
        item.fact.clone_from(&mine.fact);
    }
    if item.tags.is_empty() {
        item.tags.clone_from(&mine.tags);
    }
    if item.accept.is_empty() {
        item.accept.clone_from(&mine.accept);
    }
    let is_there = |wrong: &&Distractor| item.distractors.iter().any(|other| other.text == wrong.text);
    let left_out: Vec<Distractor> = mine
        .distractors
        .iter()
        .filter(|wrong| mine.record.is_dead(&wrong.text) && !is_there(wrong))
        .cloned()
        .collect();
    item.distractors.extend(left_out);
    let is_same = item.distractors.len() == mine.distractors.len()
        && item
            .distractors
            .iter()
            .all(|wrong| mine.distractors.contains(wrong));
    if is_same {
        // In another order, which says nothing.
        item.distractors.clone_from(&mine.distractors);
    }
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::decks::Deck;
    use crate::items::{Distractor, FactId, Item, ItemId, Kind};

    fn item(distractors: &[&str]) -> Item {
        let mut item = Item::new("Which?", "key");
        item.id = ItemId("a".to_owned());
        item.distractors = distractors
            .iter()
            .map(|text| Distractor {
                text: (*text).to_owned(),
                why: None,
            })
            .collect();
        item
    }

    #[test]
    fn what_a_file_of_questions_lacks_stays() {
        let mut mine = item(&["c", "b", "dead"]);
        mine.kind = Some(Kind::Who);
        mine.importance = 3;
        mine.fact = Some(FactId("f".to_owned()));
        mine.record.dead = vec!["dead".to_owned()];
        let mut brought = item(&["b", "c"]);
        brought.fact = Some(FactId("a".to_owned()));
        let mut theirs = Deck {
            items: vec![brought],
            ..Deck::default()
        };
        let deck = Deck {
            items: vec![mine.clone()],
            ..Deck::default()
        };
        fill(&mut theirs, &deck);
        assert_eq!(theirs.items[0], mine);
    }

    #[test]
    fn what_it_says_otherwise_is_taken() {
        let mut theirs = Deck {
            items: vec![item(&["b", "new"])],
            ..Deck::default()
        };
        let deck = Deck {
            items: vec![item(&["b", "c"])],
            ..Deck::default()
        };
        fill(&mut theirs, &deck);
        assert_eq!(theirs.items[0].distractors[1].text, "new");
    }
}
