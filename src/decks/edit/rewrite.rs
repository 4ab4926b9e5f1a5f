//! Replaces, adds and removes entries in the text of a deck file, and leaves the rest alone.

use std::collections::BTreeMap;

use toml_edit::DocumentMut;
use toml_edit::Table;
use toml_edit::Value;

use super::super::Deck;
use super::super::Place;
use super::super::blocks::blocks;
use super::super::write;
use super::super::write::Lines;

/// Collects what changes in a text, and puts it together at the end.
pub(super) struct Rewrite<'a> {
    text: &'a str,
    /// Byte range and what takes its place, in no order.
    changes: Vec<(usize, usize, String)>,
}

impl<'a> Rewrite<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Rewrite {
            text,
            changes: Vec::new(),
        }
    }

    pub(super) fn meta(&mut self, old: &Deck, new: &Deck, text: &str) {
        let (old, new) = (write::meta_lines(&old.meta), write::meta_lines(&new.meta));
        if let Some(block) = blocks(text).iter().find(|block| block.name == "deck") {
            self.entry("deck", &old, &new, block.span.start, block.span.end);
        }
    }

    /// Brings the entries of one kind from `old` to `new`.
    pub(super) fn section(
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
    pub(super) fn add(&mut self, name: &str, added: String) {
        let found = blocks(self.text);
        let after = found.iter().rfind(|block| block.name == name);
        let (start, end) = after
            .or(found.last())
            .map_or((0, 0), |block| (block.span.start, block.span.end));
        let at = start + own_len(&self.text[start..end]);
        let ends_line = at == 0 || self.text[..at].ends_with('\n');
        let added = if ends_line { added } else { format!("\n{added}") };
        self.changes.push((at, at, added));
    }

    pub(super) fn entry(&mut self, name: &str, old: &Lines, new: &Lines, start: usize, end: usize) {
        if old.fields != new.fields
            && let Some(text) = edit_entry(&self.text[start..end], name, old, new)
        {
            self.changes.push((start, end, text));
        }
    }

    pub(super) fn finish(mut self) -> String {
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

/// The text of an entry as it goes into another file: its own, where nothing differs but what must.
pub(super) fn carried(text: &str, name: &str, old: &Lines, new: &Lines) -> String {
    let own = &text[..own_len(text)];
    let edited = match old.fields == new.fields {
        true => Some(own.to_owned()),
        false => edit_entry(own, name, old, new),
    };
    let mut text = edited.unwrap_or_else(|| new.text_of());
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
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
