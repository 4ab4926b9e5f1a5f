//! Cards of the learner's own over there: which of them lie in another deck than they went out to, and which are gone.
//!
//! Where they went out to the record of exports says. A card that the learner moved here since has another name than
//! its note was made from, and lies there where it always lay: that is no news. A word is one entry with two notes,
//! and lies elsewhere, or is gone, only where both do.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::Read;
use std::io::Seek;

use suraq::decks::CardId;
use suraq::decks::DeckId;
use suraq::decks::OnShelf;
use suraq::import::anki::Package;
use suraq::import::anki::PackageCard;
use suraq::import::anki::names_of;
use suraq::items::origin::note_id;
use suraq::items::origin::note_of;

use super::heard::Heard;
use super::own_names::OwnNames;
use super::strayed::Moves;
use super::strayed::There;
use crate::content::naming;

/// Where they lie.
#[derive(Debug, Default)]
pub struct OwnPlaces {
    /// Names that decks here went out with, and whether the package has a deck of that name.
    homes: BTreeMap<String, (String, bool)>,
    /// The decks of the package.
    there: Vec<There>,
    /// Where entries lie: at home, where one of their cards does.
    lying: BTreeMap<CardId, Lies>,
    /// How many cards of a deck that is not in the package under its name lie in each that is not here.
    renamed: BTreeMap<(String, usize), usize>,
}

impl OwnPlaces {
    /// Nothing is noted yet; `decks` are those that take cards from Anki.
    pub(super) fn of<R: Read + Seek>(own: &OwnNames, package: &Package<R>, decks: &[OnShelf]) -> OwnPlaces {
        let homes = own.decks.iter();
        let homes = homes.map(|(deck, name)| (deck.clone(), (name.clone(), package.has_deck(name))));
        let there = package.decks.iter().map(|name| {
            let sent = own.id_sent_as(name).map(|deck| DeckId(deck.clone()));
            There {
                name: name.clone(),
                here: sent.or_else(|| naming::find(decks, name).map(|deck| deck.id.clone())),
            }
        });
        OwnPlaces {
            homes: homes.collect(),
            there: there.collect(),
            lying: BTreeMap::new(),
            renamed: BTreeMap::new(),
        }
    }

    /// Takes note of where a card lies that is called `name` here, and whose note is called `guid` there.
    pub(super) fn note(&mut self, name: &str, guid: &str, place: usize) {
        let Ok(CardId {
            deck,
            item,
            direction,
        }) = name.parse::<CardId>()
        else {
            return;
        };
        let Some((home, is_there)) = self.homes.get(&deck.0) else {
            return;
        };
        if !names_of(name).any(|known| known == guid) {
            return;
        }
        let there = &self.there[place];
        // The decks of topics are below that of their words.
        let is_below = there
            .name
            .strip_prefix(home.as_str())
            .is_some_and(|rest| rest.starts_with("::"));
        let may_be_home = !is_there && there.here.is_none();
        if may_be_home {
            *self.renamed.entry((deck.0.clone(), place)).or_default() += 1;
        }
        let lies = if there.name == *home || there.here.as_ref() == Some(&deck) {
            Lies::AtHome
        } else if direction.is_some() && (is_below || may_be_home) {
            // The decks of topics of a deck that was renamed have all other names.
            Lies::AtHome
        } else {
            Lies::In(place)
        };
        let entry = self.lying.entry(CardId::new(deck, item)).or_insert(lies);
        if lies == Lies::AtHome {
            *entry = lies;
        }
    }

    /// Adds those that lie elsewhere. A deck that was renamed has no card under its old name: its home is where most of
    /// its cards lie, and these did not move.
    pub(super) fn add_to(self, moves: &mut Moves) {
        let mut homes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for ((deck, place), count) in &self.renamed {
            let home = homes.entry(deck).or_insert((*place, *count));
            if *count > home.1 {
                *home = (*place, *count);
            }
        }
        for (card, lies) in &self.lying {
            let Lies::In(place) = *lies else {
                continue;
            };
            if homes
                .get(card.deck.0.as_str())
                .is_none_or(|(home, _)| *home != place)
            {
                moves.add(&self.there[place], &card.deck, &card.item);
            }
        }
    }
}

/// Where an entry lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lies {
    AtHome,
    /// In a deck of the package.
    In(usize),
}

/// Entries of a deck that went out and that a package with the rest of the deck does not have.
#[derive(Clone, Debug)]
pub struct OwnGone {
    /// The title of the deck.
    pub title: String,
    /// Those that nobody was told of yet, deck/item.
    pub fresh: Vec<String>,
    /// All of them.
    pub all: Vec<String>,
}

/// Finds them; `is_whole` says that all which Anki has is in the package. Where most of a deck is not in it, that is a
/// part of the deck, unless all is in it of a collection that has some of the deck, or had.
pub(super) fn own_gone<R: Read + Seek>(
    own: &OwnNames,
    package: &Package<R>,
    decks: &[OnShelf],
    heard: &Heard,
    is_whole: bool,
) -> Vec<OwnGone> {
    if own.unmet.is_empty() {
        return Vec::new();
    }
    let under_others = own.under_others.values().map(|note| &note.card);
    let met = own.here.values().chain(under_others);
    let met: BTreeSet<&str> = met.map(|card| entry_of(card)).collect();
    // A note that has another type now, or cannot be asked any more, is still there. One of ours whose cards were all
    // made there, of other gaps or templates, has no card of its own.
    let is_other = |card: &&PackageCard| card.own_type.is_none();
    let others = package.cards.iter().filter(is_other);
    let others = others.map(|card| card.item.id.0.as_str());
    let others: BTreeSet<&str> = others
        .chain(package.left_out.iter().map(String::as_str))
        .filter_map(note_of)
        .collect();
    let ids = package.cards.iter().map(|card| card.item.id.0.as_str());
    let noted: BTreeSet<&str> = ids.filter_map(note_of).collect();
    let mut by_deck: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    // Those whose note is there with cards of others: they are gone for sure.
    let mut of_others: BTreeSet<&str> = BTreeSet::new();
    for (card, guid) in &own.unmet {
        let entry = entry_of(card);
        // What came from there may be there as the note that it came with, and is told with those.
        let came_with = entry.split_once('/').and_then(|(_, item)| note_of(item));
        let is_there = came_with.is_some_and(|note| others.contains(note));
        let note = note_id(guid);
        if !met.contains(entry) && !is_there && !others.contains(note.as_str()) {
            by_deck.entry(deck_of(card)).or_default().insert(entry);
            if noted.contains(note.as_str()) {
                of_others.insert(entry);
            }
        }
    }
    let with_rest = by_deck.into_iter().filter(|(deck, gone)| {
        let met = met.iter().filter(|entry| deck_of(entry) == *deck);
        let met = met.count() + gone.intersection(&of_others).count();
        let was_there = || heard.has_met(deck, package.began()) || own.once_there.contains(*deck);
        met >= gone.len() || is_whole && (met > 0 || was_there())
    });
    let told = with_rest.filter_map(|(deck, gone)| {
        let title = decks.iter().find(|one| one.id.0 == deck)?.title.clone();
        // What lies elsewhere there is in no package of its old deck.
        let is_known = |card: &str| heard.knows_gone(card, is_whole) || !is_whole && heard.knows_lying(card);
        let fresh = gone.iter().filter(|card| !is_known(card));
        Some(OwnGone {
            title,
            fresh: fresh.map(|card| (*card).to_owned()).collect(),
            all: gone.iter().map(|card| (*card).to_owned()).collect(),
        })
    });
    told.collect()
}

/// The entry of a card: its name without the direction.
pub(super) fn entry_of(card: &str) -> &str {
    let mut slashes = card.match_indices('/').map(|(at, _)| at);
    slashes.nth(1).map_or(card, |at| &card[..at])
}

fn deck_of(card: &str) -> &str {
    card.split('/').next().unwrap_or(card)
}
