//! Writes decks as clean TOML: only what is said, in the order people read it.

mod entries;

use std::fmt::Write;

use super::Deck;
use super::deck::FORMAT;
use entries::fact;
use entries::item;
use entries::meta;
use entries::source;
use entries::term;

pub(super) use entries::fact_lines;
pub(super) use entries::item_lines;
pub(super) use entries::meta_lines;
pub(super) use entries::source_lines;
pub(super) use entries::term_lines;

/// Writes a deck as the text of a new file. Reading it gives the deck back.
pub fn write(deck: &Deck) -> String {
    let mut text = format!("format = {FORMAT}\n\n{}", meta(&deck.meta));
    for entry in deck.sources.iter().map(source) {
        push(&mut text, &entry);
    }
    for entry in deck.facts.iter().map(fact) {
        push(&mut text, &entry);
    }
    let facts: std::collections::BTreeMap<_, _> = deck.facts.iter().map(|fact| (&fact.id, fact)).collect();
    for one in &deck.items {
        let fact = one.fact.as_ref().and_then(|id| facts.get(id).copied());
        push(&mut text, &item(one, fact));
    }
    for entry in deck.terms.iter().map(term) {
        push(&mut text, &entry);
    }
    text
}

fn push(text: &mut String, entry: &str) {
    text.push('\n');
    text.push_str(entry);
}

/// The fields of one entry in the making: name and value as TOML.
pub(super) struct Lines {
    header: &'static str,
    pub(super) fields: Vec<(&'static str, String)>,
}

impl Lines {
    fn new(header: &'static str) -> Self {
        Lines {
            header,
            fields: Vec::new(),
        }
    }

    fn raw(&mut self, name: &'static str, value: String) {
        self.fields.push((name, value));
    }

    fn text(&mut self, name: &'static str, value: &str) {
        self.raw(name, quoted(value));
    }

    fn some(&mut self, name: &'static str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    fn list(&mut self, name: &'static str, values: &[String]) {
        if !values.is_empty() {
            self.raw(name, list(values));
        }
    }

    /// The entry as it stands in a file.
    pub(super) fn text_of(&self) -> String {
        let mut text = format!("{}\n", self.header);
        for (name, value) in &self.fields {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{name} = {value}");
        }
        text
    }
}

/// A text as a TOML string, over several lines where it has them.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

fn list(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    format!("[{}]", values.join(", "))
}

/// A list of longer elements, one to a line.
fn tall(values: &[String]) -> String {
    let mut text = "[\n".to_owned();
    for value in values {
        let _ = writeln!(text, "  {value},");
    }
    text.push(']');
    text
}

/// An inline table of the fields that are there.
fn inline(fields: &[(&str, Option<String>)]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .filter_map(|(name, value)| Some(format!("{name} = {}", value.as_ref()?)))
        .collect();
    format!("{{ {} }}", fields.join(", "))
}
