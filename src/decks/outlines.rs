//! The outlines of a deck's entries: what decides whether a card comes today, packed so that a plan reads a
//! deck at one look.

use std::ops::RangeInclusive;

use super::CardId;
use super::Direction;
use super::index::rows::ItemRow;
use super::index::rows::TERM;
use super::index::rows::item_key;
use super::index::rows::key;
use super::row::State;

/// How an item or a term stands, without its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Where it stands on the way from draft to retirement.
    pub state: State,
    /// Disputed, by itself or by its fact.
    pub contested: bool,
    /// The number of the fact it rests on; cards of one number are siblings.
    pub fact: Option<i64>,
    is_term: bool,
}

/// Stands for the name of a card where many are compared: a hash of its entry, and its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardKey {
    entry: i64,
    direction: Option<Direction>,
}

impl CardKey {
    /// Of a card named in full, `deck/item` or `deck/item/direction`.
    pub fn of(name: &str) -> CardKey {
        let directed = Direction::ALL.into_iter().find_map(|direction| {
            let entry = name.strip_suffix(direction.slug())?.strip_suffix('/')?;
            Some((entry, direction))
        });
        // A deck may have an item that is called as a direction.
        match directed.filter(|(entry, _)| entry.contains('/')) {
            Some((entry, direction)) => CardKey {
                entry: key(entry),
                direction: Some(direction),
            },
            None => CardKey {
                entry: key(name),
                direction: None,
            },
        }
    }
}

impl From<&CardId> for CardKey {
    fn from(card: &CardId) -> CardKey {
        CardKey {
            entry: item_key(&card.deck, &card.item.0),
            direction: card.direction,
        }
    }
}

/// The outlines of one deck.
#[derive(Clone, Debug, Default)]
pub struct Outlines {
    /// By the hash of the entry's full name.
    sorted: Vec<(i64, Outline)>,
}

/// Bytes of an entry: its hash, the number of its fact, and what is said by bits.
const WIDTH: usize = 17;

/// The bits of the last byte: two for the state, then one each.
const CONTESTED: u8 = 1 << 2;
const IS_TERM: u8 = 1 << 3;
const HAS_FACT: u8 = 1 << 4;

impl Outlines {
    /// Returns how a card stands; `None` where the deck has no such card.
    pub fn of(&self, card: CardKey) -> Option<Outline> {
        let at = self
            .sorted
            .binary_search_by_key(&card.entry, |(entry, _)| *entry)
            .ok()?;
        let (_, outline) = self.sorted.get(at)?;
        (outline.is_term == card.direction.is_some()).then_some(*outline)
    }

    /// Returns every card of the deck that can be studied, disputed ones where that is wished; a term has one
    /// for each direction.
    pub fn studied(&self, with_contested: bool) -> impl Iterator<Item = CardKey> {
        let accepted = self.sorted.iter().filter(move |(_, outline)| {
            outline.state == State::Accepted && (with_contested || !outline.contested)
        });
        accepted.flat_map(|(entry, outline)| {
            let directions: &[Option<Direction>] = match outline.is_term {
                true => &[Some(Direction::ALL[0]), Some(Direction::ALL[1])],
                false => &[None],
            };
            directions.iter().map(|direction| CardKey {
                entry: *entry,
                direction: *direction,
            })
        })
    }

    /// Packs what the index keeps of a deck file.
    pub(super) fn packed(rows: &[ItemRow]) -> Vec<u8> {
        let mut by_key: Vec<&ItemRow> = rows.iter().collect();
        by_key.sort_unstable_by_key(|row| row.k);
        let mut bytes = Vec::with_capacity(by_key.len() * WIDTH);
        for row in by_key {
            let mut bits = u8::try_from(row.status).unwrap_or(STATES);
            let flags = [
                (row.contested, CONTESTED),
                (row.kind == Some(TERM), IS_TERM),
                (row.fact_key.is_some(), HAS_FACT),
            ];
            for (is_set, bit) in flags {
                bits |= if is_set { bit } else { 0 };
            }
            bytes.extend(row.k.to_le_bytes());
            bytes.extend(row.fact_key.unwrap_or(0).to_le_bytes());
            bytes.push(bits);
        }
        bytes
    }

    /// Reads what [`Outlines::packed`] has written.
    pub(super) fn unpacked(bytes: &[u8]) -> Outlines {
        let number = |entry: &[u8], at: RangeInclusive<usize>| {
            let bytes = entry.get(at).and_then(|bytes| bytes.try_into().ok());
            i64::from_le_bytes(bytes.unwrap_or_default())
        };
        let entries = bytes.chunks_exact(WIDTH).map(|entry| {
            let bits = entry.last().copied().unwrap_or_default();
            let outline = Outline {
                state: State::of_number(i64::from(bits & STATES)),
                contested: bits & CONTESTED != 0,
                fact: (bits & HAS_FACT != 0).then(|| number(entry, 8..=15)),
                is_term: bits & IS_TERM != 0,
            };
            (number(entry, 0..=7), outline)
        });
        Outlines {
            sorted: entries.collect(),
        }
    }
}

/// The bits of the state.
const STATES: u8 = 3;

#[cfg(test)]
mod tests {
    use super::CardKey;
    use super::Outlines;
    use crate::decks::CardId;
    use crate::decks::index::rows::rows;
    use crate::decks::row::State;

    const DECK: &str = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n\n\
        [[fact]]\nid = \"depth\"\nsubject = \"lake\"\nrelation = \"depth\"\nobject = \"40 m\"\n\
        statement = \"The lake is deep.\"\n\n\
        [[item]]\nid = \"one\"\nfact = \"depth\"\nstem = \"Which?\"\nkey = \"This\"\n\n\
        [[item]]\nid = \"two\"\nfact = \"depth\"\nstatus = \"draft\"\ncontested = true\nstem = \"Which two?\"\nkey = \"That\"\n\n\
        [[item]]\nid = \"en-kk\"\nstem = \"Called as a direction?\"\nkey = \"Yes\"\n\n\
        [[term]]\nid = \"kol\"\nkk_cyrl = \"көл\"\nen = \"lake\"\n";

    fn outlines() -> Outlines {
        let read = rows("lakes.toml".as_ref(), DECK);
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        Outlines::unpacked(&Outlines::packed(&read.items))
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let outlines = outlines();
        let one = outlines.of(CardKey::of("lakes/one")).unwrap();
        let two = outlines.of(CardKey::of("lakes/two")).unwrap();
        assert_eq!((one.state, one.contested), (State::Accepted, false));
        assert_eq!((two.state, two.contested), (State::Draft, true));
        assert_eq!(one.fact, two.fact);
        assert!(one.fact.is_some());
        assert!(outlines.of(CardKey::of("lakes/three")).is_none());
    }

    #[test]
    fn a_term_has_two_cards_and_an_item_one() {
        let outlines = outlines();
        assert!(outlines.of(CardKey::of("lakes/kol/kk-en")).is_some());
        assert!(outlines.of(CardKey::of("lakes/kol")).is_none());
        assert!(outlines.of(CardKey::of("lakes/one/kk-en")).is_none());
        assert!(outlines.of(CardKey::of("lakes/en-kk")).is_some());
        let mut studied: Vec<CardKey> = outlines.studied(true).collect();
        let mut named: Vec<CardKey> = ["lakes/one", "lakes/en-kk", "lakes/kol/kk-en", "lakes/kol/en-kk"]
            .map(CardKey::of)
            .into();
        studied.sort();
        named.sort();
        assert_eq!(studied, named);
    }

    #[test]
    fn a_card_has_one_key_however_it_is_named() {
        for name in ["lakes/one", "lakes/kol/kk-en", "lakes/en-kk"] {
            let card: CardId = name.parse().unwrap();
            assert_eq!(CardKey::of(name), CardKey::from(&card));
        }
    }
}
