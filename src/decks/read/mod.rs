//! From one block of a deck file to a source, fact, item or term, with all that is wrong in it.

mod entries;
mod item;
mod record;
mod term;

pub use item::same_option;

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use crate::facts::Fact;
use crate::items::Item;

use super::Fault;
use super::Meta;
use super::Source;
use super::Term;
use super::blocks::Block;
use super::deck::FORMAT;
use super::fields::Fields;
use super::fields::Found;
use super::fields::written;
use super::nearest;
use super::table::Table;
use super::table::read_regular;

/// The tables a deck may have.
const TABLES: &[&str] = &["deck", "source", "fact", "item", "term"];

const TOP_FIELDS: &[&str] = &["format"];

/// What stands in a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// What stands before the first table: the format, where it is one that can be read.
    Top,
    /// A format that is newer than this program; nothing else in the file is looked at.
    Newer,
    Meta(Meta),
    Source(Source),
    Fact(Fact),
    Item(Item, Unsaid),
    Term(Term),
}

/// What an item leaves to its fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unsaid {
    pub(super) importance: bool,
    pub(super) contested: bool,
}

/// A block as read. An entry that cannot be studied is not there.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) entry: Option<Entry>,
    /// Its id where it has one, even when the entry is left out.
    pub(super) id: String,
    pub(super) faults: Vec<Found>,
}

/// Reads one block of `text`.
pub(super) fn read_block(text: &str, block: &Block<'_>) -> Reading {
    let inner = block.span.of(text);
    let is_known = TABLES.contains(&block.name) && block.doubled == (block.name != "deck");
    if is_known && let Some(table) = read_regular(inner, block.name, block.doubled) {
        return read_table(&table, block.name);
    }
    let (root, errors) = match DeTable::parse(inner) {
        Ok(root) => (root, Vec::new()),
        Err(_) => DeTable::parse_recoverable(inner),
    };
    if !errors.is_empty() {
        return unreadable(&root, block, inner, errors);
    }
    if block.name.is_empty() {
        return read_top(&Table::of(root.get_ref()));
    }
    if !is_known {
        return unknown_table(block);
    }
    let table = table_of(root.get_ref(), block.name).and_then(|table| table.get_ref().as_table());
    match table {
        Some(table) => read_table(&Table::of(table), block.name),
        None => unknown_table(block),
    }
}

/// Reads the table of an entry by its kind.
fn read_table(table: &Table<'_>, name: &str) -> Reading {
    match name {
        "deck" => read_entry(table, entries::META_FIELDS, |fields| {
            Entry::Meta(entries::read_meta(fields))
        }),
        "source" => read_entry(table, entries::SOURCE_FIELDS, |fields| {
            Entry::Source(entries::read_source(fields))
        }),
        "fact" => read_entry(table, entries::FACT_FIELDS, |fields| {
            Entry::Fact(entries::read_fact(fields))
        }),
        "item" => read_entry(table, item::ITEM_FIELDS, |fields| {
            let (item, unsaid) = item::read_item(fields);
            Entry::Item(item, unsaid)
        }),
        _ => read_entry(table, term::TERM_FIELDS, |fields| {
            Entry::Term(term::read_term(fields))
        }),
    }
}

fn unreadable(
    root: &Spanned<DeTable<'_>>,
    block: &Block<'_>,
    inner: &str,
    errors: Vec<toml::de::Error>,
) -> Reading {
    let id = table_of(root.get_ref(), block.name)
        .and_then(|table| table.get("id")?.get_ref().as_str())
        .unwrap_or_default();
    let mut faults: Vec<Found> = errors
        .into_iter()
        .map(|error| {
            let at = error.span().map_or(0, |span| span.start).min(inner.len());
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            (at, Fault::Syntax { message })
        })
        .collect();
    // One slip often gives several errors in its line; the first says what is wrong.
    let line_of = |at: usize| {
        inner.as_bytes()[..at]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
    };
    faults.dedup_by_key(|(at, _)| line_of(*at));
    Reading {
        entry: None,
        id: id.to_owned(),
        faults,
    }
}

fn unknown_table(block: &Block<'_>) -> Reading {
    let known = TABLES.iter().copied();
    let header = |name: &str| match name {
        "deck" => "[deck]".to_owned(),
        name => format!("[[{name}]]"),
    };
    let fault = Fault::UnknownTable {
        name: match block.doubled {
            true => format!("[[{}]]", block.name),
            false => format!("[{}]", block.name),
        },
        nearest: nearest(block.name, known).map(header),
    };
    Reading {
        entry: None,
        id: String::new(),
        faults: vec![(0, fault)],
    }
}

/// The table of a block: `[deck]`, or the only `[[item]]`.
fn table_of<'t, 'i>(root: &'t DeTable<'i>, name: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    let value = root.get(name)?;
    match value.get_ref() {
        DeValue::Array(array) => array.iter().next(),
        _ => Some(value),
    }
    .filter(|value| value.get_ref().is_table())
}

trait TableExt<'i> {
    fn get(&self, name: &str) -> Option<&Spanned<DeValue<'i>>>;
}

impl<'i> TableExt<'i> for Spanned<DeValue<'i>> {
    fn get(&self, name: &str) -> Option<&Spanned<DeValue<'i>>> {
        self.get_ref().as_table()?.get(name)
    }
}

fn read_entry(table: &Table<'_>, known: &[&str], read: impl FnOnce(&mut Fields<'_, '_>) -> Entry) -> Reading {
    let mut fields = Fields::new(table, 0, known);
    let id = fields
        .get("id")
        .and_then(|value| written(&value.value))
        .unwrap_or_default();
    let entry = read(&mut fields);
    let mut faults = fields.faults;
    faults.sort_by_key(|(at, _)| *at);
    Reading {
        entry: (!fields.lost).then_some(entry),
        id,
        faults,
    }
}

fn read_top(root: &Table<'_>) -> Reading {
    let mut fields = Fields::new(root, 0, TOP_FIELDS);
    let mut entry = Entry::Top;
    if let Some(found) = fields.integer("format") {
        if found > FORMAT {
            let fault = Fault::NewerFormat { found, known: FORMAT };
            fields.note(fields.place("format"), fault);
            entry = Entry::Newer;
        } else if found < 1 {
            let fault = Fault::OutOfRange {
                field: "format".to_owned(),
                value: found.to_string(),
                range: format!("1 to {FORMAT}"),
            };
            fields.note(fields.place("format"), fault);
        }
    }
    Reading {
        entry: Some(entry),
        id: String::new(),
        faults: fields.faults,
    }
}
