//! Where each card of a package goes: the deck it is in already, or the one that has its deck's name.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::PathBuf;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::OnShelf;
use suraq::decks::merge::Changes;
use suraq::decks::merge::Merged;
use suraq::decks::merge::merge_part;
use suraq::import::anki::Package;
use suraq::import::anki::names_of;

use crate::app::App;
use crate::content::naming;
use crate::report::Failure;

/// Sign between the levels of a deck's name.
const LEVEL: &str = "::";

/// One deck that takes cards.
pub struct Target {
    file: DeckFile,
    id: DeckId,
    title: String,
    /// Whether there was no such deck.
    pub is_new: bool,
    theirs: Deck,
    /// What came of the merge.
    pub merged: Merged,
}

/// All cards of a package, placed.
pub struct Placed {
    /// For each card its name here: deck/item or deck/item/direction.
    pub names: Vec<String>,
    /// The decks that take them.
    pub targets: Vec<Target>,
    /// Cards that Suraq wrote and that are here: only what was learned comes along.
    pub recognised: usize,
}

impl Placed {
    /// Places every card and merges each deck; nothing is on disk yet.
    pub fn of<R>(app: &mut App, package: &Package<R>, deck: Option<&str>) -> Result<Placed, Failure> {
        let own = own_names(app, package)?;
        let shelf = app.shelf()?;
        let decks = shelf.decks()?;
        let here: BTreeMap<String, DeckId> = ids_of(shelf.ids("", usize::MAX)?, &decks);
        let folder = app.paths.decks();
        let mut placing = Placing {
            decks: &decks,
            folder,
            wanted: deck,
            targets: Vec::new(),
            places: BTreeMap::new(),
        };
        let mut names = Vec::with_capacity(package.cards.len());
        let mut recognised = 0;
        for card in &package.cards {
            if let Some(name) = own.get(&card.guid) {
                names.push(name.clone());
                recognised += 1;
                continue;
            }
            let key = match here.get(&card.item.id.0) {
                Some(deck) => Key::Known(deck.clone()),
                None => Key::Named(package.decks[card.deck].clone()),
            };
            let place = placing.target(app, &key)?;
            let target = &mut placing.targets[place];
            names.push(format!("{}/{}", target.id, card.item.id));
            card.put_into(&mut target.theirs);
        }
        let now = app.timestamp();
        let mut targets = placing.targets;
        for target in &mut targets {
            let mine = target.file.deck();
            target.merged = merge_part(&mine, target.file.base().as_ref(), &target.theirs, &now);
            target.file.set(&target.merged.deck);
            target.theirs = Deck::default();
        }
        Ok(Placed {
            names,
            targets,
            recognised,
        })
    }

    /// Files that change, and the texts they get.
    pub fn files(&self) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        for target in &self.targets {
            if !target.is_new && target.merged.changes.is_empty() {
                continue;
            }
            // Without a new deck the edition it was merged with means nothing: see `keep_new_bases`.
            if !target.is_new {
                let base = suraq::decks::write::write(&target.merged.base);
                files.push((target.file.base_path(), base));
            }
            files.push((target.file.path().to_owned(), target.file.text().to_owned()));
        }
        files
    }

    /// Keeps the editions that new decks were merged with; `undo` has no use for them.
    ///
    /// Errors: the system refuses.
    pub fn keep_new_bases(&self) -> Result<(), Failure> {
        for target in self.targets.iter().filter(|target| target.is_new) {
            target.file.keep_base(&target.merged.base)?;
        }
        Ok(())
    }

    /// Ids of all decks that cards go to.
    pub fn decks(&self) -> BTreeSet<String> {
        let decks = self.names.iter().filter_map(|name| name.split('/').next());
        decks.map(str::to_owned).collect()
    }
}

/// A deck by what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A card is in it.
    Known(DeckId),
    /// Its name over there.
    Named(String),
}

struct Placing<'a> {
    decks: &'a [OnShelf],
    folder: PathBuf,
    wanted: Option<&'a str>,
    targets: Vec<Target>,
    places: BTreeMap<Key, usize>,
}

impl Placing<'_> {
    fn target(&mut self, app: &mut App, key: &Key) -> Result<usize, Failure> {
        if let Some(place) = self.places.get(key) {
            return Ok(*place);
        }
        let (file, is_new) = match key {
            Key::Known(id) => (app.shelf()?.edit(id)?, false),
            Key::Named(name) => self.named(app, self.wanted.unwrap_or(name))?,
        };
        let known = self.targets.iter().position(|one| one.file.path() == file.path());
        let place = known.unwrap_or_else(|| {
            let empty = Merged {
                deck: Deck::default(),
                base: Deck::default(),
                changes: Changes::default(),
            };
            let meta = file.deck().meta;
            self.targets.push(Target {
                file,
                id: meta.id,
                title: meta.title,
                is_new,
                theirs: Deck::default(),
                merged: empty,
            });
            self.targets.len() - 1
        });
        self.places.insert(key.clone(), place);
        Ok(place)
    }

    fn named(&self, app: &mut App, name: &str) -> Result<(DeckFile, bool), Failure> {
        if let Some(known) = naming::find(self.decks, name) {
            return Ok((app.shelf()?.edit(&known.id)?, false));
        }
        let begun = self.targets.iter().find(|target| target.title == name);
        if let Some(begun) = begun {
            return Ok((begun.file.clone(), true));
        }
        let is_known = |id: &str| {
            let begun = self.targets.iter().any(|target| target.id.0 == id);
            begun || self.decks.iter().any(|deck| deck.id.0 == id)
        };
        let mut file = naming::begin(&self.folder, name, &is_known);
        if let Some((group, _)) = name.split_once(LEVEL) {
            let mut deck = file.deck();
            deck.meta.group = Some(group.to_owned());
            file.set(&deck);
        }
        Ok((file, true))
    }
}

/// Decks of the items that packages gave, by item. A shipped deck has none.
fn ids_of(ids: Vec<String>, decks: &[OnShelf]) -> BTreeMap<String, DeckId> {
    let own: BTreeSet<&str> = decks
        .iter()
        .filter(|deck| !deck.is_builtin())
        .map(|deck| deck.id.0.as_str())
        .collect();
    ids.into_iter()
        .filter_map(|id| {
            let (deck, item) = id.split_once('/')?;
            let is_ours = suraq::import::anki::note_of(item).is_some() && own.contains(deck);
            is_ours.then(|| (item.to_owned(), DeckId(deck.to_owned())))
        })
        .collect()
}

/// Cards here by the names that notes of them have over there, where the package has any that Suraq wrote.
fn own_names<R>(app: &mut App, package: &Package<R>) -> Result<BTreeMap<String, String>, Failure> {
    let wanted: BTreeSet<&str> = package
        .cards
        .iter()
        .filter(|card| card.is_own)
        .map(|card| card.guid.as_str())
        .collect();
    let mut names = BTreeMap::new();
    if wanted.is_empty() {
        return Ok(names);
    }
    let decks = app.shelf()?.decks()?;
    let ids: Vec<DeckId> = decks.iter().map(|deck| deck.id.clone()).collect();
    let cards: Vec<CardId> = app.shelf()?.cards(&ids)?;
    for card in cards {
        let card = card.to_string();
        for name in names_of(&card).filter(|name| wanted.contains(name.as_str())) {
            names.insert(name, card.clone());
        }
    }
    // What an export wrote is surer than what the name tells: a card may have moved since.
    for (card, note) in app.store()?.export_record()?.notes {
        if wanted.contains(note.guid.as_str()) {
            names.insert(note.guid, card);
        }
    }
    Ok(names)
}
