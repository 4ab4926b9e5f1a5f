//! From what was drawn from a document to a deck that can be merged or saved.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::facts::Evidence;
use crate::facts::Fact;
use crate::facts::FactId;
use crate::items::Draft;
use crate::items::Item;
use crate::items::Status;

use super::super::Deck;
use super::super::Meta;
use super::super::Source;

/// Makes a deck of drafts, all from `source`; each fact stands in it once.
///
/// The evidence of the facts names the source instead of the document.
pub fn deck_of(meta: Meta, source: Source, drafts: &[Draft]) -> Deck {
    let mut facts: BTreeMap<&FactId, usize> = BTreeMap::new();
    let mut deck = Deck {
        meta,
        ..Deck::default()
    };
    for draft in drafts {
        facts.entry(&draft.fact.id).or_insert_with(|| {
            deck.facts.push(resting_on(&source, &draft.fact));
            deck.facts.len() - 1
        });
        deck.items.push(Item {
            status: Status::Draft,
            fact: Some(draft.fact.id.clone()),
            ..draft.item.clone()
        });
    }
    deck.sources.push(source);
    deck
}

/// Adds the facts of the same document that no question was written about: what is in a deck already
/// is then known to be said there still.
pub fn with_facts<'a>(deck: Deck, facts: impl IntoIterator<Item = &'a Fact>) -> Deck {
    let mut deck = deck;
    let Some(source) = deck.sources.first().cloned() else {
        return deck;
    };
    let mut known: BTreeSet<FactId> = deck.facts.iter().map(|fact| fact.id.clone()).collect();
    for fact in facts {
        if known.insert(fact.id.clone()) {
            deck.facts.push(resting_on(&source, fact));
        }
    }
    deck
}

fn resting_on(source: &Source, fact: &Fact) -> Fact {
    let evidence = fact.evidence.iter().map(|evidence| Evidence {
        document: None,
        source: Some(source.id.clone()),
        ..evidence.clone()
    });
    Fact {
        evidence: evidence.collect(),
        ..fact.clone()
    }
}
