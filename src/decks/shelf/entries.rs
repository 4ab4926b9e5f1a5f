//! Single entries, read from their place in their file: questions, facts, sources.

use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

use crate::facts::Fact;
use crate::facts::FactId;
use crate::items::Item;
use crate::items::Status;

use super::super::CardId;
use super::super::DeckError;
use super::super::DeckId;
use super::super::Direction;
use super::super::Script;
use super::super::Source;
use super::super::Term;
use super::super::file;
use super::super::index::rows::TERM;
use super::super::index::rows::fact_key;
use super::super::index::rows::item_key;
use super::super::index::rows::source_key;
use super::Shelf;

/// An item, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The question of this card.
    pub item: Item,
    /// Its fact, with the evidence.
    pub fact: Option<Fact>,
    /// The sources of the evidence, in its order.
    pub sources: Vec<Source>,
}

/// Where an entry stands.
struct Found {
    path: PathBuf,
    start: u64,
    len: usize,
}

impl Shelf {
    /// Returns the question of a card, or `None` when there is no such card any more.
    pub fn item(&self, card: &CardId) -> Result<Option<Item>, DeckError> {
        let sql = "SELECT file.path, start, len, kind FROM item JOIN file ON file.id = item.file WHERE k = ?";
        let found = self.one(sql, item_key(&card.deck, &card.item.0), |row| {
            Ok((place(row)?, row.get::<_, Option<i64>>(3)?))
        })?;
        let Some((found, kind)) = found else {
            return Ok(None);
        };
        match (card.direction, kind == Some(TERM)) {
            (Some(direction), true) => self.term_card(card, direction, &found.path),
            (None, false) => self.read_item(card, &found),
            _ => Ok(None),
        }
    }

    /// Returns the file an item or term stands in, and the line of its header, from 1.
    pub fn place_of(&self, card: &CardId) -> Result<Option<(PathBuf, usize)>, DeckError> {
        let sql = "SELECT file.path, start, len FROM item JOIN file ON file.id = item.file WHERE k = ?";
        let Some(found) = self.one(sql, item_key(&card.deck, &card.item.0), place)? else {
            return Ok(None);
        };
        let before = match self.shipped_at(&found.path) {
            Some(shipped) => usize::try_from(found.start)
                .ok()
                .and_then(|end| shipped.text.as_bytes().get(..end).map(<[u8]>::to_vec)),
            None => usize::try_from(found.start)
                .ok()
                .and_then(|len| read_span(&found.path, 0, len).ok()),
        };
        Ok(before.map(|before| {
            let lines = before.iter().filter(|byte| **byte == b'\n').count();
            (found.path, lines + 1)
        }))
    }

    /// Returns the question of a card with its fact and sources, or `None` when there is no such card.
    pub fn asked(&self, card: &CardId) -> Result<Option<Asked>, DeckError> {
        let Some(item) = self.item(card)? else {
            return Ok(None);
        };
        let fact = match &item.fact {
            Some(fact) => self.fact(&card.deck, fact)?,
            None => None,
        };
        let mut sources = Vec::new();
        for evidence in fact.iter().flat_map(|fact| &fact.evidence) {
            if let Some(id) = &evidence.source
                && sources.iter().all(|source: &Source| source.id != *id)
                && let Some(source) = self.source(&card.deck, id)?
            {
                sources.push(source);
            }
        }
        Ok(Some(Asked { item, fact, sources }))
    }

    fn read_item(&self, card: &CardId, found: &Found) -> Result<Option<Item>, DeckError> {
        let parsed = self.read_entry(found);
        let mut item = parsed.and_then(|text| file::lone_item(&text));
        if item.as_ref().is_none_or(|item| item.id != card.item) {
            // The file changed under the index: read it whole.
            let deck = self.parsed(&found.path)?.deck;
            return Ok(deck.and_then(|deck| deck.items.into_iter().find(|item| item.id == card.item)));
        }
        if let Some(item) = &mut item {
            self.inherit(card, item)?;
        }
        Ok(item)
    }

    /// What an item leaves to its fact stands in its row.
    fn inherit(&self, card: &CardId, item: &mut Item) -> Result<(), DeckError> {
        if item.fact.is_none() {
            return Ok(());
        }
        let sql = "SELECT as_of, contested, importance FROM item WHERE k = ?";
        let row = self.one(sql, item_key(&card.deck, &card.item.0), |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get(1)?, row.get(2)?))
        })?;
        if let Some((as_of, contested, importance)) = row {
            item.as_of = as_of.and_then(|date| date.parse().ok());
            item.contested = contested;
            item.importance = importance;
        }
        Ok(())
    }

    fn term_card(&self, card: &CardId, direction: Direction, path: &Path) -> Result<Option<Item>, DeckError> {
        let terms = self.terms_of(path)?;
        let term = terms.iter().find(|term| term.id == card.item);
        let script = self.script_of(&card.deck);
        Ok(term.map(|term| term.card_in(direction, &terms, script)))
    }

    /// Returns the script that stands first in a deck.
    pub fn script_of(&self, deck: &DeckId) -> Script {
        self.scripts.of(&deck.0)
    }

    /// Returns the terms of a file, which is read once.
    fn terms_of(&self, path: &Path) -> Result<Rc<Vec<Term>>, DeckError> {
        if let Some(known) = self.terms.borrow().get(path) {
            return Ok(Rc::clone(known));
        }
        let terms = Rc::new(self.parsed(path)?.deck.unwrap_or_default().terms);
        self.terms.borrow_mut().insert(path.to_owned(), Rc::clone(&terms));
        Ok(terms)
    }

    /// Returns the term that `card` grows from; `None` when it is gone or is no term.
    pub fn term(&self, card: &CardId) -> Result<Option<Term>, DeckError> {
        let sql = "SELECT file.path, start, len FROM item JOIN file ON file.id = item.file WHERE k = ?";
        let Some(found) = self.one(sql, item_key(&card.deck, &card.item.0), place)? else {
            return Ok(None);
        };
        let terms = self.terms_of(&found.path)?;
        Ok(terms.iter().find(|term| term.id == card.item).cloned())
    }

    /// Returns the studied terms of all decks, deck by deck.
    ///
    /// Errors: a file cannot be read.
    pub fn studied_terms(&self) -> Result<Vec<Term>, DeckError> {
        let sql = "SELECT path FROM file WHERE loaded AND id IN
                   (SELECT DISTINCT file FROM item WHERE kind = ?) ORDER BY path";
        let paths: Vec<String> = self.query(sql, [TERM], |row| row.get(0))?;
        let mut studied = Vec::new();
        for path in paths {
            let terms = self.terms_of(Path::new(&path))?;
            studied.extend(
                terms
                    .iter()
                    .filter(|term| term.status == Status::Accepted)
                    .cloned(),
            );
        }
        Ok(studied)
    }

    /// Returns a fact of a deck.
    pub fn fact(&self, deck: &DeckId, id: &FactId) -> Result<Option<Fact>, DeckError> {
        let Some(found) = self.other(fact_key(deck, &id.0))? else {
            return Ok(None);
        };
        let fact = self.read_entry(&found).and_then(|text| file::lone_fact(&text));
        match fact.filter(|fact| fact.id == *id) {
            Some(fact) => Ok(Some(fact)),
            None => Ok(self
                .parsed(&found.path)?
                .deck
                .and_then(|deck| deck.fact(id).cloned())),
        }
    }

    /// Returns a source of a deck.
    pub fn source(&self, deck: &DeckId, id: &str) -> Result<Option<Source>, DeckError> {
        let Some(found) = self.other(source_key(deck, id))? else {
            return Ok(None);
        };
        let source = self.read_entry(&found).and_then(|text| file::lone_source(&text));
        match source.filter(|source| source.id == id) {
            Some(source) => Ok(Some(source)),
            None => Ok(self
                .parsed(&found.path)?
                .deck
                .and_then(|deck| deck.source(id).cloned())),
        }
    }

    fn other(&self, key: i64) -> Result<Option<Found>, DeckError> {
        let sql = "SELECT file.path, start, len FROM other JOIN file ON file.id = other.file WHERE k = ?";
        self.one(sql, key, place)
    }

    /// The text of one entry, or `None` when the file is not as the index has it.
    fn read_entry(&self, found: &Found) -> Option<String> {
        if let Some(shipped) = self.shipped_at(&found.path) {
            let start = usize::try_from(found.start).ok()?;
            return shipped.text.get(start..start + found.len).map(str::to_owned);
        }
        String::from_utf8(read_span(&found.path, found.start, found.len).ok()?).ok()
    }
}

fn place(row: &rusqlite::Row<'_>) -> rusqlite::Result<Found> {
    let path: String = row.get(0)?;
    Ok(Found {
        path: PathBuf::from(path),
        start: row.get::<_, i64>(1)?.unsigned_abs(),
        len: usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
    })
}

fn read_span(path: &Path, start: u64, len: usize) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = vec![0; len];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
