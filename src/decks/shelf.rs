//! All decks there are, found by their ids: those of the home and those that came with the program.
//!
//! The shelf answers from its index and reads single entries from their files.
//! A deck of the home stands before a shipped one with the same id. Which decks
//! a learner has switched on is not known here: the caller passes them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::params;

use crate::facts::Fact;
use crate::facts::FactId;
use crate::items::Item;
use crate::items::ItemId;

use super::CardId;
use super::DeckError;
use super::DeckId;
use super::Direction;
use super::Parsed;
use super::Problem;
use super::Source;
use super::Term;
use super::builtin;
use super::builtin::BUILTIN;
use super::builtin::Shipped;
use super::edit::DeckFile;
use super::file;
use super::index;
use super::index::rows::Counts;
use super::index::rows::Summary;
use super::index::rows::TERM;
use super::index::rows::fact_key;
use super::index::rows::item_key;
use super::index::rows::source_key;
use super::nearest;
use super::row::Row;

/// All decks there are.
pub struct Shelf {
    folder: PathBuf,
    index: PathBuf,
    shipped: Vec<Shipped>,
    connection: Connection,
    /// Terms of the decks that were asked from: a card by choice needs all of its deck.
    terms: RefCell<BTreeMap<PathBuf, Rc<Vec<Term>>>>,
}

/// A deck as it stands on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnShelf {
    /// Its id.
    pub id: DeckId,
    /// Its title.
    pub title: String,
    /// Decks of one group stand together.
    pub group: Option<String>,
    /// Language of its stems.
    pub language: Option<String>,
    /// What it holds, and what to mind.
    pub description: Option<String>,
    /// Edition, for decks that are handed out.
    pub version: Option<i64>,
    /// How many there are in it.
    pub counts: Counts,
    /// Its file; `builtin:…` for a shipped deck.
    pub path: PathBuf,
}

impl OnShelf {
    /// Whether it came with the program and was not edited yet.
    pub fn is_builtin(&self) -> bool {
        is_builtin(&self.path)
    }
}

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
    /// Opens the shelf of the decks in `folder` and those that came with the program.
    ///
    /// Only files that changed since the index at `index` was written are read.
    /// Errors: `folder` cannot be listed.
    pub fn open(folder: &Path, index: &Path) -> Result<Shelf, DeckError> {
        Shelf::open_with(folder, index, builtin::shipped())
    }

    /// Opens a shelf with other shipped decks, or none.
    pub fn open_with(folder: &Path, index: &Path, shipped: &[Shipped]) -> Result<Shelf, DeckError> {
        Ok(Shelf {
            folder: folder.to_owned(),
            index: index.to_owned(),
            shipped: shipped.to_vec(),
            connection: index::open(folder, index, shipped)?,
            terms: RefCell::default(),
        })
    }

    /// Looks again for decks that changed, as after an edit.
    pub fn refresh(&mut self) -> Result<(), DeckError> {
        self.connection = index::open(&self.folder, &self.index, &self.shipped)?;
        self.terms.take();
        Ok(())
    }

    /// The folder of the home's decks.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns all decks, by group and file name.
    pub fn decks(&self) -> Result<Vec<OnShelf>, DeckError> {
        let mut decks = self.query(
            "SELECT deck, path, meta FROM file WHERE loaded AND deck IS NOT NULL",
            [],
            |row| {
                let meta: String = row.get(2)?;
                let summary: Summary = serde_json::from_str(&meta).unwrap_or_default();
                let path: String = row.get(1)?;
                Ok(OnShelf {
                    id: DeckId(row.get(0)?),
                    title: summary.title,
                    group: summary.group,
                    language: summary.language,
                    description: summary.description,
                    version: summary.version,
                    counts: summary.counts,
                    path: PathBuf::from(path),
                })
            },
        )?;
        decks.sort_by(|one, other| {
            (&one.group, file_name(&one.path)).cmp(&(&other.group, file_name(&other.path)))
        });
        Ok(decks)
    }

    /// Returns one deck.
    ///
    /// Errors: there is none with this id; the nearest known one is named.
    pub fn deck(&self, id: &DeckId) -> Result<OnShelf, DeckError> {
        let decks = self.decks()?;
        let nearest = nearest(&id.0, decks.iter().map(|deck| deck.id.0.as_str())).map(str::to_owned);
        decks
            .into_iter()
            .find(|deck| deck.id == *id)
            .ok_or_else(|| DeckError::UnknownDeck {
                id: id.0.clone(),
                nearest,
            })
    }

    /// Returns everything wrong with the decks on the shelf, by file and line.
    pub fn problems(&self) -> Result<Vec<Problem>, DeckError> {
        let lists = self.query("SELECT problems FROM file WHERE problems <> '[]'", [], |row| {
            let problems: String = row.get(0)?;
            Ok(serde_json::from_str::<Vec<Problem>>(&problems).unwrap_or_default())
        })?;
        let mut problems: Vec<Problem> = lists.into_iter().flatten().collect();
        problems.extend(self.doubled_decks()?);
        problems.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
        Ok(problems)
    }

    /// Decks of the home whose id another file of the home has. A shipped deck
    /// behind an edited copy is no problem.
    fn doubled_decks(&self) -> Result<Vec<Problem>, DeckError> {
        let sql =
            "SELECT lost.path, lost.deck, used.path FROM file lost JOIN file used ON used.deck = lost.deck
                   WHERE used.loaded AND NOT lost.loaded";
        let doubled = self.query(sql, [], |row| {
            let (path, id, first): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Problem {
                path: PathBuf::from(path),
                line: 1,
                entry: "deck".to_owned(),
                fault: super::Fault::DuplicateDeck {
                    id,
                    first: PathBuf::from(first),
                },
                left_out: true,
            })
        })?;
        Ok(doubled
            .into_iter()
            .filter(|problem| !is_builtin(&problem.path))
            .collect())
    }

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
        let known = self.terms.borrow().get(path).cloned();
        let terms = match known {
            Some(terms) => terms,
            None => {
                let terms = Rc::new(self.parsed(path)?.deck.unwrap_or_default().terms);
                self.terms.borrow_mut().insert(path.to_owned(), Rc::clone(&terms));
                terms
            }
        };
        let term = terms.iter().find(|term| term.id == card.item);
        Ok(term.map(|term| term.card(direction, &terms)))
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

    /// Reads the whole deck of a file on the shelf.
    ///
    /// Errors: it cannot be read. What is wrong inside it is in the answer.
    pub fn parsed(&self, path: &Path) -> Result<Parsed, DeckError> {
        match self.shipped_at(path) {
            Some(shipped) => Ok(file::parse(path, shipped.text)),
            None => file::read(path),
        }
    }

    /// Opens a deck for editing. A shipped deck becomes a file of the home when it is saved.
    pub fn edit(&self, id: &DeckId) -> Result<DeckFile, DeckError> {
        let deck = self.deck(id)?;
        match self.shipped_at(&deck.path) {
            Some(shipped) => {
                let name = file_name(&deck.path);
                Ok(DeckFile::copy_of(&self.folder.join(name), shipped.text))
            }
            None => DeckFile::open(&deck.path),
        }
    }

    /// The edition of a deck that came with the program, whether or not the home has a copy.
    pub fn shipped(&self, id: &DeckId) -> Option<&Shipped> {
        let sql = "SELECT path FROM file WHERE deck = ? AND path LIKE 'builtin:%'";
        let path: String = self
            .connection
            .query_row(sql, params![id.0], |row| row.get(0))
            .optional()
            .ok()
            .flatten()?;
        self.shipped_at(Path::new(&path))
    }

    fn shipped_at(&self, path: &Path) -> Option<&Shipped> {
        self.shipped.iter().find(|shipped| shipped.path == path)
    }

    /// The text of one entry, or `None` when the file is not as the index has it.
    fn read_entry(&self, found: &Found) -> Option<String> {
        if let Some(shipped) = self.shipped_at(&found.path) {
            let start = usize::try_from(found.start).ok()?;
            return shipped.text.get(start..start + found.len).map(str::to_owned);
        }
        String::from_utf8(read_span(&found.path, found.start, found.len).ok()?).ok()
    }

    /// Calls `visit` for every item and term in the decks given, in deck order, until it says stop.
    ///
    /// Drafts, rejected and retired ones are among them: the caller looks at the
    /// status. No file is read.
    pub fn each_row(
        &self,
        decks: &[DeckId],
        visit: &mut dyn FnMut(Row) -> std::ops::ControlFlow<()>,
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

    /// Returns every card of the decks given that can be studied, in deck order.
    pub fn cards(&self, decks: &[DeckId]) -> Result<Vec<CardId>, DeckError> {
        let sql = "SELECT id, kind FROM text WHERE place >= ? AND place < ? AND status = 0 ORDER BY place";
        let mut cards = Vec::new();
        for deck in decks {
            let Some((first, end)) = self.places(deck)? else {
                continue;
            };
            let ids = self.query(sql, [first, end], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, Option<i64>>(1)? == Some(TERM),
                ))
            })?;
            for (id, is_term) in ids {
                let directions: &[Option<Direction>] = if is_term { TERM_CARDS } else { &[None] };
                cards.extend(directions.iter().map(|direction| CardId {
                    deck: deck.clone(),
                    item: ItemId(id.clone()),
                    direction: *direction,
                }));
            }
        }
        Ok(cards)
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

    /// Returns every tag in use, sorted.
    pub fn tags(&self) -> Result<Vec<String>, DeckError> {
        let lists: Vec<String> = self.query("SELECT DISTINCT tags FROM text", [], |row| row.get(0))?;
        let tags: std::collections::BTreeSet<&str> = lists.iter().flat_map(|tags| tags.lines()).collect();
        Ok(tags.into_iter().map(str::to_owned).collect())
    }

    fn query<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, DeckError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(self.failed())?;
        let rows = statement.query_map(values, read).map_err(self.failed())?;
        rows.collect::<rusqlite::Result<Vec<T>>>().map_err(self.failed())
    }

    fn one<T>(
        &self,
        sql: &str,
        key: i64,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, DeckError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(self.failed())?;
        statement.query_row([key], read).optional().map_err(self.failed())
    }

    fn failed(&self) -> impl Fn(rusqlite::Error) -> DeckError + use<> {
        let path = self.index.clone();
        move |error| DeckError::Index {
            path: path.clone(),
            error,
        }
    }
}

/// The columns that [`Row::read`] expects, in its order.
const ROW: &str =
    "SELECT id, status, kind, as_of, contested, importance, fact, stem, key, tags, sources FROM text";

const TERM_CARDS: &[Option<Direction>] = &[Some(Direction::ALL[0]), Some(Direction::ALL[1])];

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

fn is_builtin(path: &Path) -> bool {
    path.as_os_str()
        .as_encoded_bytes()
        .starts_with(BUILTIN.as_bytes())
}

/// The file name, for shipped decks as well.
fn file_name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    name.strip_prefix(BUILTIN).map(str::to_owned).unwrap_or(name)
}
