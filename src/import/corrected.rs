//! A file of questions that was corrected after it was imported: which of its questions are new wordings of old ones.
//!
//! Such a file names no question, so a new wording looks like a new question beside the old one. Where options, key
//! and most words are the same it is the old one; where less is the same, a person decides.

use std::collections::BTreeSet;

use crate::decks::Deck;
use crate::decks::id::fresh;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Status;
use crate::items::alike::are_alike;
use crate::items::alike::has_same_options;
use crate::items::alike::has_same_words;

/// A question of the file that may be another wording of one that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The one that is there.
    pub id: ItemId,
    /// What it asks.
    pub was: String,
    /// What the file asks.
    pub now: String,
}

/// Gives questions of `theirs` the id of the one in `mine` that they word anew, where that is sure, and returns those
/// where it is not. `known` are those that the file has in the very words.
///
/// An id that was made of words, as `has_names` denies, tells nothing: another question gets one of its own.
pub fn know_reworded(
    theirs: &mut Deck,
    mine: &Deck,
    known: &BTreeSet<ItemId>,
    has_names: bool,
) -> Vec<Alike> {
    if !has_names {
        name_by_stem(theirs, mine, known);
    }
    let find = |id: &ItemId| mine.items.iter().find(|item| item.id == *id);
    let named: BTreeSet<ItemId> = theirs.items.iter().map(|item| item.id.clone()).collect();
    let open: Vec<&Item> = mine
        .items
        .iter()
        .filter(|item| {
            item.status == Status::Accepted && !known.contains(&item.id) && !named.contains(&item.id)
        })
        .collect();
    let new: Vec<usize> = (0..theirs.items.len())
        .filter(|at| find(&theirs.items[*at].id).is_none())
        .collect();
    let mut alike = Vec::new();
    let mut sure = Vec::new();
    for at in &new {
        let item = &theirs.items[*at];
        let is_sure = |own: &&&Item| has_same_options(own, item) && are_alike(&own.stem, &item.stem);
        let mut found = open.iter().filter(is_sure);
        let is_only = |own: &Item| {
            let mut others = new
                .iter()
                .filter(|other| **other != *at)
                .map(|other| &theirs.items[*other]);
            !others.any(|other| has_same_options(own, other) && are_alike(&own.stem, &other.stem))
        };
        match (found.next(), found.next()) {
            (Some(own), None) if is_only(own) => sure.push((*at, own.id.clone())),
            _ => {
                let own = open.iter().find(|own| is_akin(own, item));
                alike.extend(own.map(|own| Alike {
                    id: own.id.clone(),
                    was: own.stem.clone(),
                    now: item.stem.clone(),
                }));
            }
        }
    }
    for (at, id) in &sure {
        theirs.items[*at].id = id.clone();
    }
    alike.retain(|one| !sure.iter().any(|(_, id)| *id == one.id));
    alike
}

/// Gives questions the id of the one in the same words, whose key is another then, and takes ids away that they share
/// with another question only because both begin with the same words.
fn name_by_stem(theirs: &mut Deck, mine: &Deck, known: &BTreeSet<ItemId>) {
    let mut taken: BTreeSet<ItemId> = mine
        .items
        .iter()
        .chain(&theirs.items)
        .map(|item| item.id.clone())
        .collect();
    let mut named: BTreeSet<ItemId> = BTreeSet::new();
    let mut others = Vec::new();
    for (at, item) in theirs.items.iter_mut().enumerate() {
        let is_same = |own: &&Item| has_same_words(&own.stem, &item.stem) && !known.contains(&own.id);
        match mine
            .items
            .iter()
            .find(|own| is_same(own) && !named.contains(&own.id))
        {
            Some(own) => {
                named.insert(own.id.clone());
                item.id = own.id.clone();
            }
            None => others.push(at),
        }
    }
    for at in others {
        let item = &mut theirs.items[at];
        let mut mine = mine.items.iter().filter(|own| own.id == item.id);
        let is_other = mine.any(|own| known.contains(&own.id) || !is_akin(own, item));
        if is_other || named.contains(&item.id) {
            item.id = ItemId(fresh(&item.id.0, "item", &|id| {
                taken.contains(&ItemId(id.to_owned()))
            }));
            taken.insert(item.id.clone());
        }
    }
}

/// Whether two questions may be wordings of one.
fn is_akin(one: &Item, other: &Item) -> bool {
    has_same_options(one, other) || are_alike(&one.stem, &other.stem)
}

#[cfg(test)]
mod tests {
    use super::{Alike, know_reworded};
    use crate::decks::Deck;
    use crate::items::{Distractor, Item, ItemId};
    use std::collections::BTreeSet;

    fn deck(items: &[(&str, &str, &str, [&str; 2])]) -> Deck {
        let item = |(id, stem, key, wrong): &(&str, &str, &str, [&str; 2])| {
            let mut item = Item::new(stem, key);
            item.id = ItemId((*id).to_owned());
            let wrong = wrong.iter().map(|text| Distractor {
                text: (*text).to_owned(),
                why: None,
            });
            item.distractors = wrong.collect();
            item
        };
        Deck {
            items: items.iter().map(item).collect(),
            ..Deck::default()
        }
    }

    fn ids(deck: &Deck) -> Vec<&str> {
        deck.items.iter().map(|item| item.id.0.as_str()).collect()
    }

    #[test]
    fn a_question_with_its_options_is_the_old_one_in_other_words() {
        let mine = deck(&[
            ("a", "Who was the first khan of Berdi?", "Oron", ["Velk", "Sary"]),
            ("b", "Which lake is deepest?", "Velk", ["Oron", "Sary"]),
        ]);
        let mut theirs = deck(&[(
            "c",
            "Who became the first khan of Berdi?",
            "Oron",
            ["Sary", "Velk"],
        )]);
        assert_eq!(know_reworded(&mut theirs, &mine, &BTreeSet::new(), false), []);
        assert_eq!(ids(&theirs), ["a"]);
        // The file has both: nothing was reworded.
        let known = BTreeSet::from([ItemId("a".to_owned())]);
        let mut theirs = deck(&[(
            "c",
            "Who became the first khan of Berdi?",
            "Oron",
            ["Sary", "Velk"],
        )]);
        assert_eq!(know_reworded(&mut theirs, &mine, &known, false), []);
        assert_eq!(ids(&theirs), ["c"]);
    }

    #[test]
    fn what_is_not_sure_is_told_and_stays_a_question_of_its_own() {
        let mine = deck(&[("a", "Who was the first khan?", "Oron", ["Velk", "Sary"])]);
        for (stem, key) in [
            ("Name the man who founded Berdi", "Oron"),
            ("Who was the second khan?", "Sary"),
        ] {
            let mut theirs = deck(&[(
                "c",
                stem,
                key,
                if key == "Oron" {
                    ["Velk", "Sary"]
                } else {
                    ["Velk", "Ana"]
                },
            )]);
            let told = know_reworded(&mut theirs, &mine, &BTreeSet::new(), false);
            assert_eq!(ids(&theirs), ["c"]);
            assert_eq!(
                told,
                [Alike {
                    id: ItemId("a".to_owned()),
                    was: "Who was the first khan?".to_owned(),
                    now: stem.to_owned()
                }]
            );
        }
        // Two new ones of which either may be the old one.
        let mut theirs = deck(&[
            ("c", "Who was the great khan?", "Oron", ["Velk", "Sary"]),
            ("d", "Who was the last khan?", "Oron", ["Velk", "Sary"]),
        ]);
        assert_eq!(
            know_reworded(&mut theirs, &mine, &BTreeSet::new(), false).len(),
            2
        );
        assert_eq!(ids(&theirs), ["c", "d"]);
    }

    #[test]
    fn another_question_of_the_same_first_words_does_not_take_the_place_of_one() {
        let mine = deck(&[(
            "who-was-the",
            "Who was the first khan of Berdi?",
            "Oron",
            ["Velk", "Sary"],
        )]);
        let other = [(
            "who-was-the",
            "Who was the man that built five mills here?",
            "Ann",
            ["Ben", "Ada"],
        )];
        let mut theirs = deck(&other);
        assert_eq!(know_reworded(&mut theirs, &mine, &BTreeSet::new(), false), []);
        assert_eq!(ids(&theirs), ["who-was-the-2"]);
        // A name that the file gives is the question's.
        let mut theirs = deck(&other);
        know_reworded(&mut theirs, &mine, &BTreeSet::new(), true);
        assert_eq!(ids(&theirs), ["who-was-the"]);
    }
}
