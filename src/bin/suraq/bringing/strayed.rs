//! Cards that lie in another deck in Anki than here.
//!
//! A card stays in the deck that it has here until the learner says otherwise: a move changes its id, and with it
//! what exams, settings and scripts name. So a move over there is told, once, and done only where it is asked for.
//! What the learner moved here is no news: the edition of the deck that it came into still holds it.

use std::collections::BTreeMap;

use suraq::decks::CardId;
use suraq::decks::DeckId;
use suraq::import::anki::Package;
use suraq::items::ItemId;

use super::heard::Heard;

/// The deck of a package that cards lie in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    /// Its full name over there.
    pub name: String,
    /// The deck of that name here.
    pub here: Option<DeckId>,
}

/// Cards that lie together in another deck over there.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Where they lie.
    pub there: There,
    /// How many nobody was told of yet.
    pub fresh: usize,
    /// All of them.
    pub cards: Vec<CardId>,
}

/// How news stand of a card that lies in another deck over there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody was told.
    Fresh,
    /// It was told.
    Told,
    /// It did not move there: the learner moved it here.
    MovedHere,
}

/// Which decks here and over there are not the same for cards that are in both.
#[derive(Debug, Default)]
pub struct Strayed {
    pairs: BTreeMap<(DeckId, usize), There>,
    /// Decks here whose own deck over there is in the package.
    at_home: Vec<DeckId>,
    /// Decks here that most of their cards are in under another name there, by places in the package.
    renamed: BTreeMap<usize, DeckId>,
}

impl Strayed {
    /// Compares the decks of the cards of `package` that are `here`; `called` finds the deck that is called so over there.
    /// Where `heard` knows that cards of a deck over there were sent into one here, they are at home in that.
    ///
    /// A deck that was renamed on one side only has no card at home, and its cards did not move.
    pub fn of<R>(
        package: &Package<R>,
        here: &BTreeMap<String, DeckId>,
        called: &dyn Fn(&str) -> Option<DeckId>,
        heard: &Heard,
    ) -> Strayed {
        let mut counts: BTreeMap<(&DeckId, usize), usize> = BTreeMap::new();
        for card in &package.cards {
            if let Some(deck) = here.get(&card.item.id.0) {
                *counts.entry((deck, card.deck)).or_default() += 1;
            }
        }
        let named: Vec<Option<DeckId>> = package.decks.iter().map(|name| called(name)).collect();
        let mut homes: BTreeMap<&DeckId, usize> = BTreeMap::new();
        for ((deck, there), count) in &counts {
            let is_of_that_name = named[*there].as_ref() == Some(*deck);
            let is_of_no_name = named[*there].is_none();
            let better = match homes.get(*deck) {
                _ if is_of_that_name => true,
                Some(known) if named[*known].is_some() => false,
                Some(known) => is_of_no_name && counts[&(*deck, *known)] < *count,
                None => is_of_no_name,
            };
            if better {
                homes.insert(*deck, *there);
            }
        }
        let is_away = |deck: &DeckId, there: usize| {
            homes.get(deck) != Some(&there)
                && named[there].as_ref() != Some(deck)
                && !heard.has_gathered(deck, &package.decks[there])
        };
        let away = counts.keys().filter(|(deck, there)| is_away(deck, *there));
        let mut sizes: BTreeMap<&DeckId, usize> = BTreeMap::new();
        for deck in here.values() {
            *sizes.entry(deck).or_default() += 1;
        }
        let mut renamed: BTreeMap<usize, DeckId> = BTreeMap::new();
        for (deck, there) in &homes {
            let count = counts.get(&(*deck, *there)).copied().unwrap_or_default();
            let is_most = sizes.get(*deck).is_some_and(|size| count * 2 > *size);
            let has_old_name = named.iter().any(|known| known.as_ref() == Some(*deck));
            if named[*there].is_none() && is_most && !has_old_name {
                renamed.entry(*there).or_insert_with(|| (*deck).clone());
            }
        }
        let there = |there: usize| There {
            name: package.decks[there].clone(),
            here: named[there].clone(),
        };
        Strayed {
            pairs: away
                .map(|(deck, place)| (((*deck).clone(), *place), there(*place)))
                .collect(),
            at_home: homes.keys().map(|deck| (*deck).clone()).collect(),
            renamed,
        }
    }

    /// The deck here that is called as the one at `there` of the package no longer.
    pub fn renamed(&self, there: usize) -> Option<&DeckId> {
        self.renamed.get(&there)
    }

    /// Where cards of a deck here lie that are in the deck at `there` of the package; nothing where that is their own.
    pub fn get(&self, deck: &DeckId, there: usize) -> Option<&There> {
        match self.pairs.is_empty() {
            true => None,
            false => self.pairs.get(&(deck.clone(), there)),
        }
    }

    /// Whether it knows any deck of cards that are here.
    pub fn is_compared(&self) -> bool {
        !self.at_home.is_empty()
    }

    /// Whether the package holds the deck over there that a deck here came from.
    pub fn has_home(&self, deck: &DeckId) -> bool {
        self.at_home.contains(deck)
    }
}

/// Cards by the deck that they lie in over there.
#[derive(Debug, Default)]
pub struct Moves(Vec<(There, Vec<CardId>)>);

impl Moves {
    /// Adds a card, by its deck here and its id.
    pub fn add(&mut self, there: &There, deck: &DeckId, item: &ItemId) {
        let card = CardId::new(deck.clone(), item.clone());
        match self.0.iter_mut().find(|(known, _)| known == there) {
            Some((_, cards)) => cards.push(card),
            None => self.0.push((there.clone(), vec![card])),
        }
    }

    /// What there is to tell; `stands` says of a card, and of the deck that it lies in, how news of it stand.
    pub fn told(self, stands: &dyn Fn(&There, &CardId) -> Standing) -> Vec<Moved> {
        let moved = self.0.into_iter().map(|(there, mut cards)| {
            let mut fresh = 0;
            cards.retain(|card| {
                let standing = stands(&there, card);
                fresh += usize::from(standing == Standing::Fresh);
                standing != Standing::MovedHere
            });
            Moved { there, fresh, cards }
        });
        moved.filter(|moved| !moved.cards.is_empty()).collect()
    }
}
