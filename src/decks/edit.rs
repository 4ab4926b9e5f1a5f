//! Changes a deck file without touching what it does not mean to change.
//!
//! Comments, unknown fields, the order of entries and of fields, and entries
//! that cannot be read stay as they are. Only the entries that differ are
//! rewritten, and in them only the fields that differ.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use toml_edit::DocumentMut;
use toml_edit::Table;
use toml_edit::Value;

use super::Deck;
use super::DeckError;
use super::Parsed;
use super::Place;
use super::file;
use super::file::parse;
use super::save::save;
use super::write;
use super::write::Lines;

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
        let (old, new) = (item_lines(deck, &deck.items[at]), item_lines(deck, item));
        let mut rewrite = Rewrite::new(&self.text);
        rewrite.entry("item", &old, &new, span.start, span.end);
        self.text = rewrite.finish();
        self.parsed = parse(&self.path, &self.text);
        true
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
        let path = base_path(&self.path);
        let text = match self.base {
            Some(text) => text.to_owned(),
            None => file::read_text(&path).ok()?,
        };
        parse(&path, &text).deck
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

/// Where the edition that a deck was merged with is kept: out of sight of the shelf.
fn base_path(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    folder.join(".base").join(path.file_name().unwrap_or_default())
}

fn item_lines(deck: &Deck, item: &crate::items::Item) -> Lines {
    write::item_lines(item, item.fact.as_ref().and_then(|fact| deck.fact(fact)))
}

fn entries<T>(list: &[T], id: impl Fn(&T) -> String, lines: impl Fn(&T) -> Lines) -> Vec<(String, Lines)> {
    list.iter().map(|one| (id(one), lines(one))).collect()
}

/// Collects what changes in a text, and puts it together at the end.
struct Rewrite<'a> {
    text: &'a str,
    /// Byte range and what takes its place, in no order.
    changes: Vec<(usize, usize, String)>,
}

impl<'a> Rewrite<'a> {
    fn new(text: &'a str) -> Self {
        Rewrite {
            text,
            changes: Vec::new(),
        }
    }

    fn meta(&mut self, old: &Deck, new: &Deck, text: &str) {
        let (old, new) = (write::meta_lines(&old.meta), write::meta_lines(&new.meta));
        if let Some(block) = super::blocks::blocks(text)
            .iter()
            .find(|block| block.name == "deck")
        {
            self.entry("deck", &old, &new, block.span.start, block.span.end);
        }
    }

    /// Brings the entries of one kind from `old` to `new`.
    fn section(
        &mut self,
        name: &str,
        old: Vec<(String, Lines)>,
        places: &[Place],
        new: Vec<(String, Lines)>,
    ) {
        let new_ids: BTreeMap<&str, &Lines> = new.iter().map(|(id, lines)| (id.as_str(), lines)).collect();
        for ((id, lines), place) in old.iter().zip(places) {
            let (start, end) = (place.span.start, place.span.end);
            match new_ids.get(id.as_str()) {
                Some(new) => self.entry(name, lines, new, start, end),
                None => self
                    .changes
                    .push((start, start + own_len(&self.text[start..end]), String::new())),
            }
        }
        let known: BTreeMap<&str, ()> = old.iter().map(|(id, _)| (id.as_str(), ())).collect();
        let mut added = String::new();
        for (id, lines) in &new {
            if !known.contains_key(id.as_str()) {
                added.push('\n');
                added.push_str(&lines.text_of());
            }
        }
        if !added.is_empty() {
            self.add(name, added);
        }
    }

    /// Puts new entries after the last one of their kind, or at the end.
    fn add(&mut self, name: &str, added: String) {
        let blocks = super::blocks::blocks(self.text);
        let after = blocks.iter().rfind(|block| block.name == name);
        let (start, end) = after
            .or(blocks.last())
            .map_or((0, 0), |block| (block.span.start, block.span.end));
        let at = start + own_len(&self.text[start..end]);
        let ends_line = at == 0 || self.text[..at].ends_with('\n');
        let added = if ends_line { added } else { format!("\n{added}") };
        self.changes.push((at, at, added));
    }

    fn entry(&mut self, name: &str, old: &Lines, new: &Lines, start: usize, end: usize) {
        if old.fields != new.fields
            && let Some(text) = edit_entry(&self.text[start..end], name, old, new)
        {
            self.changes.push((start, end, text));
        }
    }

    fn finish(mut self) -> String {
        // Additions at one place keep the order in which they were made.
        self.changes.sort_by_key(|(start, end, _)| (*start, *end));
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for (start, end, new) in &self.changes {
            // A place inside a rewritten entry comes after that entry.
            let start = (*start).max(at);
            text.push_str(&self.text[at..start]);
            text.push_str(new);
            at = (*end).max(start);
        }
        text.push_str(&self.text[at..]);
        text
    }
}

/// Rewrites the fields of one entry that differ; `None` when it cannot be read as TOML.
fn edit_entry(text: &str, name: &str, old: &Lines, new: &Lines) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let entry = document.get_mut(name)?;
    let table: &mut Table = match entry {
        toml_edit::Item::ArrayOfTables(tables) => tables.get_mut(0)?,
        other => other.as_table_mut()?,
    };
    let before: BTreeMap<&str, &str> = old
        .fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let after: BTreeMap<&str, &str> = new
        .fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        table.remove(name);
    }
    for (name, value) in &new.fields {
        if before.get(name) != Some(&value.as_str()) {
            put(table, name, value.parse().ok()?);
        }
    }
    // A sentence with the words to hide beside it now stands as stem and key.
    if table.contains_key("blank") {
        table.remove("blank");
        for (name, value) in new
            .fields
            .iter()
            .filter(|(name, _)| matches!(*name, "stem" | "key"))
        {
            put(table, name, value.parse().ok()?);
        }
    }
    Some(document.to_string())
}

/// Sets a field and keeps the comment behind it.
fn put(table: &mut Table, name: &str, mut value: Value) {
    match table.get_mut(name) {
        Some(toml_edit::Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        _ => {
            table.insert(name, toml_edit::Item::Value(value));
        }
    }
}

/// Length of a block without the empty lines at its end, and without comments there
/// that an empty line parts from it: those stand above the next header.
fn own_len(block: &str) -> usize {
    let mut end = block.trim_end().len();
    let mut comments = end;
    while let Some(line) = block[..comments].lines().next_back() {
        if !line.trim_start().starts_with('#') {
            break;
        }
        comments = block[..comments].len() - line.len();
        let before = block[..comments].trim_end_matches([' ', '\t', '\r']);
        let above = before.strip_suffix('\n').unwrap_or(before);
        if above.is_empty() || above.ends_with('\n') {
            end = above.trim_end().len();
            break;
        }
        comments = above.len();
    }
    block[end..].find('\n').map_or(block.len(), |rest| end + rest + 1)
}
