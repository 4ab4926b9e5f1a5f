//! All decks there are, found by their ids: those of the home and those that came with the program.
//!
//! The shelf answers from its index and reads single entries from their files.
//! A deck of the home stands before a shipped one with the same id. Which decks
//! a learner has switched on is not known here: the caller passes them.

mod entries;
mod listing;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::params;

use super::DeckError;
use super::DeckId;
use super::Parsed;
use super::Problem;
use super::Scripts;
use super::Term;
use super::builtin;
use super::builtin::BUILTIN;
use super::builtin::Shipped;
use super::edit::DeckFile;
use super::file;
use super::hiding::hidden_shipped;
use super::hiding::rests_on;
use super::index;
use super::index::rows::Counts;
use super::index::rows::Summary;
use super::levels::group_of;
use super::nearest;
use super::reading_order::sorting_key;

pub use entries::Asked;
pub use listing::Ageing;
pub use listing::Resting;

/// All decks there are.
pub struct Shelf {
    folder: PathBuf,
    index: PathBuf,
    shipped: Vec<Shipped>,
    connection: Connection,
    /// Terms of the decks that were asked from: a card by choice needs all of its deck.
    terms: RefCell<BTreeMap<PathBuf, Rc<Vec<Term>>>>,
    /// Which script of Kazakh stands first.
    scripts: Scripts,
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
            scripts: Scripts::default(),
        })
    }

    /// Looks again for decks that changed, as after an edit.
    pub fn refresh(&mut self) -> Result<(), DeckError> {
        self.connection = index::open(&self.folder, &self.index, &self.shipped)?;
        self.terms.take();
        Ok(())
    }

    /// Chooses which script of Kazakh stands first on the cards of each deck.
    pub fn set_scripts(&mut self, scripts: Scripts) {
        self.scripts = scripts;
    }

    /// The folder of the home's decks.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns all decks, by group and file name; numbers in names are counted, so deck 2 stands before deck 10.
    /// A deck whose title has levels, `Group::Title`, is of that group where it names no other. One with the title of
    /// a group stands at its head, as a deck of Anki's does above those below it.
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
                    group: summary
                        .group
                        .or_else(|| group_of(&summary.title).map(str::to_owned)),
                    title: summary.title,
                    language: summary.language,
                    description: summary.description,
                    version: summary.version,
                    counts: summary.counts,
                    path: PathBuf::from(path),
                })
            },
        )?;
        let groups: BTreeSet<String> = decks.iter().filter_map(|deck| deck.group.clone()).collect();
        decks.sort_by_cached_key(|deck| {
            let name = file_name(&deck.path);
            let heads = deck.group.is_none() && groups.contains(&deck.title);
            let group = if heads {
                Some(&deck.title)
            } else {
                deck.group.as_ref()
            };
            (group.cloned(), !heads, sorting_key(&name), name)
        });
        for deck in decks.iter_mut().filter(|deck| deck.group.is_none()) {
            deck.group = groups.get(&deck.title).cloned();
        }
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
        problems.extend(self.hidden_decks()?);
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

    /// Decks of the home that took the place of a shipped one by chance.
    fn hidden_decks(&self) -> Result<Vec<Problem>, DeckError> {
        let sql = "SELECT used.path, hidden.path FROM file hidden JOIN file used ON used.deck = hidden.deck
                   WHERE used.loaded AND NOT hidden.loaded AND hidden.path LIKE 'builtin:%'";
        let pairs = self.query(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut problems = Vec::new();
        for (used, hidden) in pairs {
            let (used, hidden): (String, String) = (used, hidden);
            let used = PathBuf::from(used);
            if let Some(shipped) = self.shipped_at(Path::new(&hidden))
                && !rests_on(&used, shipped)
            {
                problems.extend(hidden_shipped(&used, &self.parsed(&used)?, shipped));
            }
        }
        Ok(problems)
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

    /// Holds the index as it is while `read` looks many things up in it.
    ///
    /// The index is locked once, and not for each look-up, which would cost more than the look-up.
    ///
    /// Errors: the index cannot be read.
    pub fn at_once<T>(&self, read: impl FnOnce() -> T) -> Result<T, DeckError> {
        let held = self.connection.unchecked_transaction().map_err(self.failed())?;
        let found = read();
        held.finish().map_err(self.failed())?;
        Ok(found)
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
