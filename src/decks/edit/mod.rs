//! Changes a deck file without touching what it does not mean to change.
//!
//! Comments, unknown fields, the order of entries and of fields, and entries
//! that cannot be read stay as they are. Only the entries that differ are
//! rewritten, and in them only the fields that differ.

mod adopt;
mod arrival;
mod rewrite;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use super::Deck;
use super::DeckError;
use super::Parsed;
use super::file;
use super::file::parse;
use super::merge::Merged;
use super::save::save;
use super::write;
use super::write::Lines;
use rewrite::Rewrite;

/// The folder beside decks with the editions that they were merged with.
const BASE: &str = ".base";

/// A deck file that is being edited.
#[derive(Clone, Debug)]
pub struct DeckFile {
    path: PathBuf,
    text: String,
    parsed: Parsed,
    /// What is on disk; `None` when there is no such file yet.
    on_disk: Option<String>,
    /// The shipped edition this is a copy of, kept beside it for later merges.
    base: Option<&'static str>,
}

impl DeckFile {
    /// Opens a deck file.
    ///
    /// Errors: it cannot be read, or holds no usable deck.
    pub fn open(path: &Path) -> Result<DeckFile, DeckError> {
        let text = file::read_text(path)?;
        let parsed = parse(path, &text);
        if parsed.deck.is_none() {
            return Err(DeckError::Unusable {
                problems: parsed.problems,
            });
        }
        Ok(DeckFile {
            path: path.to_owned(),
            on_disk: Some(text.clone()),
            text,
            parsed,
            base: None,
        })
    }

    /// Begins a new file for a deck; nothing is on disk until it is saved.
    pub fn create(path: &Path, deck: &Deck) -> DeckFile {
        let text = write::write(deck);
        DeckFile {
            path: path.to_owned(),
            parsed: parse(path, &text),
            text,
            on_disk: None,
            base: None,
        }
    }

    /// Begins the home's copy of a shipped deck.
    pub(super) fn copy_of(path: &Path, text: &'static str) -> DeckFile {
        DeckFile {
            path: path.to_owned(),
            parsed: parse(path, text),
            text: text.to_owned(),
            on_disk: None,
            base: Some(text),
        }
    }

    /// Where it is, or will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the edition it was last merged with is kept.
    pub fn base_path(&self) -> PathBuf {
        base_path(&self.path)
    }

    /// The text as it would be saved.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The deck as it would be saved. Entries with problems that leave them out are not in it, but stay in the file.
    pub fn deck(&self) -> Deck {
        self.parsed.deck.clone().unwrap_or_default()
    }

    /// The deck with its problems and places.
    pub fn parsed(&self) -> &Parsed {
        &self.parsed
    }

    /// Makes the file say what `deck` says. Entries that `deck` lacks are removed.
    pub fn set(&mut self, deck: &Deck) {
        let Some(old) = &self.parsed.deck else {
            return;
        };
        let deck = &with_arrivals(old, deck);
        let mut rewrite = Rewrite::new(&self.text);
        rewrite.meta(old, deck, &self.text);
        rewrite.section(
            "source",
            entries(&old.sources, |one| one.id.clone(), write::source_lines),
            &self.parsed.source_places,
            entries(&deck.sources, |one| one.id.clone(), write::source_lines),
        );
        rewrite.section(
            "fact",
            entries(&old.facts, |one| one.id.0.clone(), write::fact_lines),
            &self.parsed.fact_places,
            entries(&deck.facts, |one| one.id.0.clone(), write::fact_lines),
        );
        rewrite.section(
            "item",
            entries(&old.items, |one| one.id.0.clone(), |one| item_lines(old, one)),
            &self.parsed.item_places,
            entries(&deck.items, |one| one.id.0.clone(), |one| item_lines(deck, one)),
        );
        rewrite.section(
            "term",
            entries(&old.terms, |one| one.id.0.clone(), write::term_lines),
            &self.parsed.term_places,
            entries(&deck.terms, |one| one.id.0.clone(), write::term_lines),
        );
        self.text = rewrite.finish();
        self.parsed = parse(&self.path, &self.text);
    }

    /// Changes one item by its id, and nothing else; says whether it is there.
    pub fn set_item(&mut self, item: &crate::items::Item) -> bool {
        let Some(deck) = &self.parsed.deck else {
            return false;
        };
        let Some(at) = deck.items.iter().position(|old| old.id == item.id) else {
            return false;
        };
        let span = self.parsed.item_places[at].span;
        let item = &arrival::kept(&deck.items[at], item);
        let (old, new) = (item_lines(deck, &deck.items[at]), item_lines(deck, item));
        let mut rewrite = Rewrite::new(&self.text);
        rewrite.entry("item", &old, &new, span.start, span.end);
        self.text = rewrite.finish();
        self.parsed = parse(&self.path, &self.text);
        true
    }

    /// Changes one term by its id, and nothing else; says whether it is there.
    pub fn set_term(&mut self, term: &super::Term) -> bool {
        let Some(deck) = &self.parsed.deck else {
            return false;
        };
        let Some(at) = deck.terms.iter().position(|old| old.id == term.id) else {
            return false;
        };
        let span = self.parsed.term_places[at].span;
        let term = &arrival::kept(&deck.terms[at], term);
        let (old, new) = (write::term_lines(&deck.terms[at]), write::term_lines(term));
        let mut rewrite = Rewrite::new(&self.text);
        rewrite.entry("term", &old, &new, span.start, span.end);
        self.text = rewrite.finish();
        self.parsed = parse(&self.path, &self.text);
        true
    }

    /// What [`DeckFile::save`] writes: files and their texts.
    pub fn writes(&self) -> Vec<(PathBuf, String)> {
        let base = self.base.map(|text| (base_path(&self.path), text.to_owned()));
        base.into_iter()
            .chain([(self.path.clone(), self.text.clone())])
            .collect()
    }

    /// Writes the file, whole or not at all.
    ///
    /// Errors: the system refuses, or another program changed the file since it
    /// was opened; nothing is written then.
    pub fn save(&mut self) -> Result<(), DeckError> {
        self.check_disk()?;
        if let Some(base) = self.base.take() {
            save(&base_path(&self.path), base.as_bytes())?;
        }
        save(&self.path, self.text.as_bytes())?;
        self.on_disk = Some(self.text.clone());
        Ok(())
    }

    /// Whether the file on disk still is what was opened, or what was saved last.
    pub fn is_current(&self) -> bool {
        self.check_disk().is_ok()
    }

    fn check_disk(&self) -> Result<(), DeckError> {
        let same = match &self.on_disk {
            None => !self.path.exists(),
            Some(text) => file::read_text(&self.path)? == *text,
        };
        match same {
            true => Ok(()),
            false => Err(DeckError::ChangedOnDisk {
                path: self.path.clone(),
            }),
        }
    }

    /// The edition this deck was last merged with, where one is kept.
    pub fn base(&self) -> Option<Deck> {
        match self.base {
            Some(text) => parse(&base_path(&self.path), text).deck,
            None => last_merged(&self.path),
        }
    }

    /// Takes what a merge gave, saves it and keeps its base for the next one.
    ///
    /// Errors: as [`DeckFile::save`].
    pub fn save_merged(&mut self, merged: &Merged) -> Result<(), DeckError> {
        self.set(&merged.deck);
        self.save()?;
        // Were the program to stop here, the next merge would take what came in for
        // a person's own words, and keep it.
        self.keep_base(&merged.base)
    }

    /// Keeps `deck` as the edition this file was merged with.
    ///
    /// Errors: the system refuses.
    pub fn keep_base(&self, deck: &Deck) -> Result<(), DeckError> {
        save(&base_path(&self.path), write::write(deck).as_bytes())
    }

    /// Removes the file and the edition kept beside it.
    ///
    /// Errors: the system refuses.
    pub fn delete(self) -> Result<(), DeckError> {
        self.check_disk()?;
        // Without the deck the edition beside it means nothing; a leftover does no harm.
        let _ = fs::remove_file(base_path(&self.path));
        fs::remove_file(&self.path).map_err(|error| DeckError::Write {
            path: self.path.clone(),
            error,
        })
    }
}

/// Returns the edition that the deck at `path` was last merged with, where one is kept.
pub fn last_merged(path: &Path) -> Option<Deck> {
    let path = base_path(path);
    let text = file::read_text(&path).ok()?;
    parse(&path, &text).deck
}

/// Where the edition that a deck was merged with is kept: out of sight of the shelf.
pub fn base_path(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    folder.join(BASE).join(path.file_name().unwrap_or_default())
}

/// Whether a file is kept among the editions, which no one reads but the next merge.
pub fn is_base(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with(BASE))
}

/// Returns `new` with the days on which the entries of `old` came.
fn with_arrivals(old: &Deck, new: &Deck) -> Deck {
    let mut new = new.clone();
    let items: BTreeMap<_, _> = old.items.iter().map(|item| (&item.id, item)).collect();
    for item in &mut new.items {
        if let Some(old) = items.get(&item.id) {
            *item = arrival::kept(*old, item);
        }
    }
    let terms: BTreeMap<_, _> = old.terms.iter().map(|term| (&term.id, term)).collect();
    for term in &mut new.terms {
        if let Some(old) = terms.get(&term.id) {
            *term = arrival::kept(*old, term);
        }
    }
    new
}

fn item_lines(deck: &Deck, item: &crate::items::Item) -> Lines {
    write::item_lines(item, item.fact.as_ref().and_then(|fact| deck.fact(fact)))
}

fn entries<T>(list: &[T], id: impl Fn(&T) -> String, lines: impl Fn(&T) -> Lines) -> Vec<(String, Lines)> {
    list.iter().map(|one| (id(one), lines(one))).collect()
}
