//! What the index lists without a file being read: rows, cards, ids, tags.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use rusqlite::params;
use twox_hash::XxHash3_64;

use crate::items::ItemId;
use crate::items::PartialDate;

use super::super::CardId;
use super::super::DeckError;
use super::super::DeckId;
use super::super::Direction;
use super::super::Source;
use super::super::index;
use super::super::index::rows::Summary;
use super::super::index::rows::TERM;
use super::super::index::rows::item_key;
use super::super::outlines::Outlines;
use super::super::row::Row;
use super::super::row::State;
use super::super::row::is_old;
use super::Shelf;

/// The columns that [`Row::read`] expects, in its order.
const ROW: &str =
    "SELECT id, status, kind, as_of, contested, gone, importance, fact, stem, key, tags, sources FROM text";

const TERM_CARDS: &[Option<Direction>] = &[Some(Direction::ALL[0]), Some(Direction::ALL[1])];

/// A source of a deck, and what rests on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resting {
    /// The source.
    pub source: Source,
    /// Items that are studied.
    pub accepted: usize,
    /// Items that wait in the inbox.
    pub drafts: usize,
}

/// Studied items of a deck that are to be looked at again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ageing {
    /// Known for a date long ago: see [`is_old`].
    pub old: usize,
    /// Their sentence is gone from the documents they rest on.
    pub gone: usize,
}

impl Shelf {
    /// Calls `visit` for every item and term in the decks given, in deck order, until it says stop.
    ///
    /// Drafts, rejected and retired ones are among them: the caller looks at the
    /// status. No file is read.
    pub fn each_row(
        &self,
        decks: &[DeckId],
        visit: &mut dyn FnMut(Row) -> ControlFlow<()>,
    ) -> Result<(), DeckError> {
        let sql = format!("{ROW} WHERE place >= ? AND place < ? ORDER BY place");
        let mut statement = self.connection.prepare_cached(&sql).map_err(self.failed())?;
        for deck in decks {
            let Some((first, end)) = self.places(deck)? else {
                continue;
            };
            let mut rows = statement.query([first, end]).map_err(self.failed())?;
            while let Some(row) = rows.next().map_err(self.failed())? {
                let row = Row::read(deck, row).map_err(self.failed())?;
                if visit(row).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Where the texts of a deck stand in the index; `None` when there is no such deck.
    fn places(&self, deck: &DeckId) -> Result<Option<(i64, i64)>, DeckError> {
        let sql = "SELECT id FROM file WHERE deck = ? AND loaded";
        let ids: Vec<i64> = self.query(sql, [&deck.0], |row| row.get(0))?;
        Ok(ids.first().copied().map(index::places))
    }

    /// Returns the row of a card, without its text being read from the file.
    pub fn row(&self, card: &CardId) -> Result<Option<Row>, DeckError> {
        let sql = "SELECT file, start FROM item WHERE k = ?";
        let at = self.one(sql, item_key(&card.deck, &card.item.0), |row| {
            Ok(index::place(row.get(0)?, row.get(1)?))
        })?;
        let Some(at) = at else {
            return Ok(None);
        };
        let row = self.one(&format!("{ROW} WHERE place = ?"), at, |row| {
            Row::read(&card.deck, row)
        })?;
        Ok(row.filter(|row| row.item == card.item && row.is_term == card.direction.is_some()))
    }

    /// Returns the outlines of a deck's entries, without their texts; none where there is no such deck.
    pub fn outlines(&self, deck: &DeckId) -> Result<Outlines, DeckError> {
        let sql = "SELECT outlines FROM file WHERE deck = ? AND loaded";
        let packed: Vec<Vec<u8>> = self.query(sql, [&deck.0], |row| row.get(0))?;
        Ok(packed
            .first()
            .map(|packed| Outlines::unpacked(packed))
            .unwrap_or_default())
    }

    /// Returns every card of the decks given that can be studied, in deck order.
    pub fn cards(&self, decks: &[DeckId]) -> Result<Vec<CardId>, DeckError> {
        let mut cards = Vec::new();
        for deck in decks {
            self.each_card(deck, &mut |card| {
                cards.push(card);
                ControlFlow::Continue(())
            })?;
        }
        Ok(cards)
    }

    /// Calls `visit` for every card of `deck` that can be studied, in deck order, until it says stop.
    pub fn each_card(
        &self,
        deck: &DeckId,
        visit: &mut dyn FnMut(CardId) -> ControlFlow<()>,
    ) -> Result<(), DeckError> {
        let sql = "SELECT id, kind FROM text WHERE place >= ? AND place < ? AND status = 0 ORDER BY place";
        let Some((first, end)) = self.places(deck)? else {
            return Ok(());
        };
        let mut statement = self.connection.prepare_cached(sql).map_err(self.failed())?;
        let mut rows = statement.query([first, end]).map_err(self.failed())?;
        while let Some(row) = rows.next().map_err(self.failed())? {
            let id: String = row.get(0).map_err(self.failed())?;
            let is_term = row.get::<_, Option<i64>>(1).map_err(self.failed())? == Some(TERM);
            let directions: &[Option<Direction>] = if is_term { TERM_CARDS } else { &[None] };
            for direction in directions {
                let card = CardId {
                    deck: deck.clone(),
                    item: ItemId(id.clone()),
                    direction: *direction,
                };
                if visit(card).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Returns the keys of a deck's studied items, without doubles: what a misspelling must not be taken for.
    pub fn keys(&self, deck: &DeckId) -> Result<Vec<String>, DeckError> {
        let sql = "SELECT DISTINCT key FROM text WHERE place >= ? AND place < ? AND status = 0 AND key <> ''";
        match self.places(deck)? {
            Some((first, end)) => self.query(sql, [first, end], |row| row.get(0)),
            None => Ok(Vec::new()),
        }
    }

    /// Counts in each deck the studied items that are to be looked at again.
    ///
    /// Only what is kept of whole files is read.
    pub fn ageing(&self, today: PartialDate) -> Result<BTreeMap<DeckId, Ageing>, DeckError> {
        let sql = "SELECT deck, meta FROM file WHERE loaded AND deck IS NOT NULL";
        let summaries = self.query(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let of_deck = |(deck, meta): (String, String)| {
            let summary: Summary = serde_json::from_str(&meta).unwrap_or_default();
            let dates = summary.as_of.iter();
            let old = dates.filter(|(date, _)| date.parse().is_ok_and(|date| is_old(date, today)));
            let ageing = Ageing {
                old: old.map(|(_, items)| items).sum(),
                gone: summary.gone,
            };
            (DeckId(deck), ageing)
        };
        Ok(summaries.into_iter().map(of_deck).collect())
    }

    /// Returns the items that ask just what `stem` asks, whatever became of them.
    pub fn asking(&self, stem: &str) -> Result<Vec<CardId>, DeckError> {
        let sql = "SELECT file.deck, text.id FROM text JOIN file ON file.id = text.place >> 32
                   WHERE text.stem = ? AND file.deck IS NOT NULL ORDER BY file.deck, place";
        self.query(sql, [stem], |row| {
            Ok(CardId::new(DeckId(row.get(0)?), ItemId(row.get(1)?)))
        })
    }

    /// Returns the studied items that ask just what `stem` asks, each with its key.
    pub fn keys_of(&self, stem: &str) -> Result<Vec<(CardId, String)>, DeckError> {
        let sql = "SELECT file.deck, text.id, text.key FROM text JOIN file ON file.id = text.place >> 32
                   WHERE text.stem = ? AND text.status = 0 AND file.deck IS NOT NULL AND file.loaded
                   ORDER BY file.deck, place";
        self.query(sql, [stem], |row| {
            let card = CardId::new(DeckId(row.get(0)?), ItemId(row.get(1)?));
            Ok((card, row.get(2)?))
        })
    }

    /// Returns the studied items whose key is `key`, letter for letter, each with its stem.
    pub fn answered_by(&self, key: &str) -> Result<Vec<(CardId, String)>, DeckError> {
        let sql = "SELECT file.deck, text.id, text.stem FROM text JOIN file ON file.id = text.place >> 32
                   WHERE text.key = ? AND text.status = 0 AND file.deck IS NOT NULL AND file.loaded
                   ORDER BY file.deck, place";
        self.query(sql, [key], |row| {
            let card = CardId::new(DeckId(row.get(0)?), ItemId(row.get(1)?));
            Ok((card, row.get(2)?))
        })
    }

    /// Returns the items and terms of all decks that have this id, whatever became of them.
    pub fn named(&self, item: &str) -> Result<Vec<CardId>, DeckError> {
        let sql = "SELECT file.deck, text.id FROM text JOIN file ON file.id = text.place >> 32
                   WHERE text.id = ? AND file.deck IS NOT NULL AND file.loaded ORDER BY file.deck, place";
        self.query(sql, [item], |row| {
            Ok(CardId::new(DeckId(row.get(0)?), ItemId(row.get(1)?)))
        })
    }

    /// Returns the ids of every source that an item rests on, sorted.
    pub fn source_ids(&self) -> Result<Vec<String>, DeckError> {
        let lists: Vec<String> = self.query("SELECT DISTINCT sources FROM text", [], |row| row.get(0))?;
        let sources: BTreeSet<&str> = lists.iter().flat_map(|sources| sources.lines()).collect();
        Ok(sources.into_iter().map(str::to_owned).collect())
    }

    /// Returns the sources of a deck that items rest on, by id, and how many items rest on each.
    pub fn sources(&self, deck: &DeckId) -> Result<Vec<Resting>, DeckError> {
        let Some((first, end)) = self.places(deck)? else {
            return Ok(Vec::new());
        };
        let sql = "SELECT sources, status, count(*) FROM text
                   WHERE place >= ? AND place < ? AND sources <> '' GROUP BY sources, status";
        let groups: Vec<(String, i64, i64)> = self.query(sql, [first, end], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (sources, status, count) in &groups {
            let count = usize::try_from(*count).unwrap_or(0);
            for id in sources.lines().collect::<BTreeSet<&str>>() {
                let (accepted, drafts) = counts.entry(id).or_default();
                match State::of_number(*status) {
                    State::Accepted => *accepted += count,
                    State::Draft => *drafts += count,
                    State::Rejected | State::Retired => {}
                }
            }
        }
        let mut resting = Vec::new();
        for (id, (accepted, drafts)) in counts {
            resting.extend(self.source(deck, id)?.map(|source| Resting {
                source,
                accepted,
                drafts,
            }));
        }
        Ok(resting)
    }

    /// Returns the sources of a deck, whether items rest on them or not. Its file is read for it.
    pub fn all_sources(&self, deck: &DeckId) -> Result<Vec<Source>, DeckError> {
        let parsed = self.parsed(&self.deck(deck)?.path)?;
        Ok(parsed.deck.map_or_else(Vec::new, |deck| deck.sources))
    }

    /// Returns up to `limit` ids `deck/item` that begin with `start`, for completion.
    pub fn ids(&self, start: &str, limit: usize) -> Result<Vec<String>, DeckError> {
        let sql = "SELECT id FROM text WHERE place >= ?1 AND place < ?2 AND substr(id, 1, length(?3)) = ?3
                   ORDER BY id LIMIT ?4";
        let (deck_start, item_start) = start.split_once('/').unwrap_or((start, ""));
        let mut decks: Vec<DeckId> = self.decks()?.into_iter().map(|deck| deck.id).collect();
        decks.retain(|deck| match start.contains('/') {
            true => deck.0 == deck_start,
            false => deck.0.starts_with(deck_start),
        });
        decks.sort();
        let mut ids = Vec::new();
        for deck in decks {
            let Some((first, end)) = self.places(&deck)? else {
                continue;
            };
            let left = limit.saturating_sub(ids.len()) as i64;
            let items: Vec<String> =
                self.query(sql, params![first, end, item_start, left], |row| row.get(0))?;
            ids.extend(items.into_iter().map(|item| format!("{deck}/{item}")));
        }
        Ok(ids)
    }

    /// Returns a number that stays the same as long as no deck changes; it means nothing by itself.
    pub fn fingerprint(&self) -> Result<u64, DeckError> {
        let sql = "SELECT path, hash, loaded FROM file ORDER BY path";
        let files: Vec<(String, i64, bool)> =
            self.query(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut text = String::new();
        for (path, hash, loaded) in files {
            text.push_str(&format!("{path}\n{hash}\n{loaded}\n"));
        }
        Ok(XxHash3_64::oneshot(text.as_bytes()))
    }

    /// Returns every tag in use, sorted.
    pub fn tags(&self) -> Result<Vec<String>, DeckError> {
        let lists: Vec<String> = self.query("SELECT DISTINCT tags FROM text", [], |row| row.get(0))?;
        let tags: BTreeSet<&str> = lists.iter().flat_map(|tags| tags.lines()).collect();
        Ok(tags.into_iter().map(str::to_owned).collect())
    }
}
