//! What contradicts a draft: cards that are studied and drafts that wait, in its own deck and in others.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::State;
use suraq::decks::merge::Asked;
use suraq::decks::merge::answer;
use suraq::decks::merge::contradict;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Status;

use crate::app::App;
use crate::report::Failure;

/// A card with another answer to the same question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradicted {
    /// The card.
    pub card: CardId,
    /// Its answer.
    pub key: String,
    /// It is a draft itself, and not studied.
    pub waits: bool,
}

impl Contradicted {
    /// Makes it of an item.
    pub fn of(card: CardId, item: &Item) -> Contradicted {
        Contradicted {
            card,
            key: answer(item),
            waits: item.status == Status::Draft,
        }
    }
}

/// Returns what contradicts an item of `deck`, its own deck first.
pub fn rivals_in(app: &mut App, deck: &Deck, item: &ItemId) -> Result<Vec<Contradicted>, Failure> {
    let Some(item) = deck.items.iter().find(|one| one.id == *item) else {
        return Ok(Vec::new());
    };
    let own = &deck.meta.id;
    let asked = Asked::in_deck(deck);
    let mut found: Vec<Contradicted> = asked
        .contradicted_by(item)
        .into_iter()
        .map(|old| Contradicted::of(CardId::new(own.clone(), old.id.clone()), old))
        .collect();
    let card = CardId::new(own.clone(), item.id.clone());
    let elsewhere = rivals(app, &card, item)?.into_iter();
    found.extend(elsewhere.filter(|rival| rival.card.deck != *own));
    Ok(found)
}

/// Returns the items of any deck that ask what `item` asks and answer otherwise.
pub fn rivals(app: &mut App, card: &CardId, item: &Item) -> Result<Vec<Contradicted>, Failure> {
    let shelf = app.shelf()?;
    let mut found = Vec::new();
    for other in shelf.asking(&item.stem)? {
        if other == *card {
            continue;
        }
        let rival = shelf.item(&other)?.filter(|rival| {
            matches!(rival.status, Status::Accepted | Status::Draft) && contradict(item, rival)
        });
        found.extend(rival.map(|rival| Contradicted::of(other, &rival)));
    }
    Ok(found)
}

/// Returns those of `drafts` that contradict something, and those that rest on the same claim as one
/// that does. Every deck is looked through once.
pub fn disputed(app: &mut App, drafts: &[CardId]) -> Result<BTreeSet<CardId>, Failure> {
    let shelf = app.shelf()?;
    let decks: Vec<DeckId> = shelf.decks()?.into_iter().map(|deck| deck.id).collect();
    let mut asking: BTreeMap<String, usize> = BTreeMap::new();
    shelf.each_row(&decks, &mut |row| {
        if matches!(row.state, State::Accepted | State::Draft) && !row.is_term {
            *asking.entry(row.stem).or_default() += 1;
        }
        ControlFlow::Continue(())
    })?;
    let mut by_deck: BTreeMap<&DeckId, Vec<&CardId>> = BTreeMap::new();
    for card in drafts {
        by_deck.entry(&card.deck).or_default().push(card);
    }
    let mut disputed = BTreeSet::new();
    for (id, cards) in by_deck {
        let deck = app.shelf()?.edit(id)?.deck();
        let asked = Asked::in_deck(&deck);
        let wanted: BTreeMap<&ItemId, &CardId> = cards.into_iter().map(|card| (&card.item, card)).collect();
        let mut claims = BTreeSet::new();
        for item in &deck.items {
            let Some(card) = wanted.get(&item.id) else {
                continue;
            };
            let asks_alone = asking.get(&item.stem).is_none_or(|number| *number < 2);
            let is_disputed = !asked.contradicted_by(item).is_empty()
                || (!asks_alone && !rivals(app, card, item)?.is_empty());
            if is_disputed {
                disputed.insert((*card).clone());
                claims.extend(item.fact.clone());
            }
        }
        let shares = |item: &&Item| item.fact.as_ref().is_some_and(|fact| claims.contains(fact));
        for item in deck.items.iter().filter(shares) {
            disputed.extend(wanted.get(&item.id).map(|card| (*card).clone()));
        }
    }
    Ok(disputed)
}

/// Cards with their answers, in words.
pub fn listed(cards: &[Contradicted]) -> String {
    let named = cards.iter().map(|old| format!("{} (“{}”)", old.card, old.key));
    named.collect::<Vec<_>>().join(", ")
}

/// What becomes of a draft and of those that contradict it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The draft is studied, the others are no longer asked.
    Replace,
    /// All are studied, and marked as disputed.
    KeepBoth,
}

/// Opens the deck files of a draft and its rivals.
pub fn files(
    app: &mut App,
    card: &CardId,
    rivals: &[Contradicted],
) -> Result<BTreeMap<DeckId, DeckFile>, Failure> {
    let mut files = BTreeMap::new();
    for deck in std::iter::once(&card.deck).chain(rivals.iter().map(|rival| &rival.card.deck)) {
        if !files.contains_key(deck) {
            files.insert(deck.clone(), app.shelf()?.edit(deck)?);
        }
    }
    Ok(files)
}

/// Carries out a choice in the files of a draft and its rivals.
pub fn choose(
    files: &mut BTreeMap<DeckId, DeckFile>,
    card: &CardId,
    rivals: &[Contradicted],
    choice: Choice,
    now: &str,
) -> Result<(), Failure> {
    for (id, file) in files {
        let mut deck = file.deck();
        for item in &mut deck.items {
            let is_draft = *id == card.deck && item.id == card.item;
            let is_rival = || {
                rivals
                    .iter()
                    .any(|one| one.card.deck == *id && one.card.item == item.id)
            };
            if !is_draft && !is_rival() {
                continue;
            }
            match (choice, is_draft) {
                (Choice::Replace, true) => item.status = Status::Accepted,
                (Choice::Replace, false) => {
                    item.status = Status::Retired {
                        // A successor is named by its id alone, so it stands in the same deck.
                        successor: (*id == card.deck).then(|| card.item.clone()),
                    }
                }
                (Choice::KeepBoth, is_draft) => {
                    if is_draft {
                        item.status = Status::Accepted;
                    }
                    item.contested = true;
                }
            }
            item.changed = Some(now.to_owned());
        }
        file.set(&deck);
        file.save()?;
    }
    Ok(())
}
