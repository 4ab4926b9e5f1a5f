//! Whether the shelf asks already what a draft asks.

use std::collections::BTreeSet;

use suraq::decks::CardId;
use suraq::items::Item;
use suraq::lexicon::fold::fold;
use suraq::lexicon::fold::words;

use crate::app::App;
use crate::report::Failure;

/// Cards that are named at most.
const NAMED: usize = 3;

/// Share of the telling words two questions with one answer have in common when they ask the same; ours, may
/// be tuned.
const ALIKE: f64 = 0.6;

/// Words that say little of what is asked.
const SMALL: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "by", "and", "which", "what", "who", "when",
    "where", "how", "was", "were", "is", "are", "did", "does", "do", "that", "from", "with",
];

/// Returns studied cards with the answer of `draft` whose questions have most of their telling words in common
/// with it.
pub fn known(app: &mut App, draft: &CardId, item: &Item) -> Result<Vec<CardId>, Failure> {
    let own = telling(&item.stem);
    let mut known = Vec::new();
    for (card, stem) in app.shelf()?.answered_by(&item.key)? {
        if card != *draft && likeness(&own, &telling(&stem)) >= ALIKE {
            known.push(card);
        }
    }
    known.truncate(NAMED);
    Ok(known)
}

fn telling(stem: &str) -> BTreeSet<String> {
    let lower = stem.to_lowercase();
    let telling = words(&lower).filter(|word| !SMALL.contains(word));
    telling.map(fold).collect()
}

/// Words in common, of those in either.
fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let common = one.intersection(other).count();
    common as f64 / one.union(other).count().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::{ALIKE, likeness, telling};

    fn alike(one: &str, other: &str) -> bool {
        likeness(&telling(one), &telling(other)) >= ALIKE
    }

    #[test]
    fn other_small_words_ask_the_same_and_other_matters_do_not() {
        assert!(alike(
            "In which year was the pond of Aksu dug?",
            "When was the pond dug in Aksu, which year?"
        ));
        assert!(alike("Who led the party in 2018?", "Who led the party in 2018?"));
        assert!(!alike("Who led the party in 2018?", "Who led the party in 2022?"));
        assert!(!alike("When was the pond dug?", "When did the mill burn down?"));
    }
}
