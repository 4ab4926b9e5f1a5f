//! JSON: everything a deck file says, under the same names; but not when a card came, for it comes anew elsewhere.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::decks::Deck;
use crate::decks::write;

use super::super::Context;
use super::super::ExportError;
use super::super::Exported;
use super::super::Format;
use super::super::file_name;

/// One object with a list of decks; nothing is lost.
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "everything, for programs; `import` reads it back"
    }

    fn write(&self, decks: &[Deck], _: &Context) -> Result<Exported, ExportError> {
        let decks_as_json: Vec<Value> = decks.iter().map(deck).collect();
        let all = json!({ "format": 1, "decks": decks_as_json });
        // A value made of texts, numbers and lists can always be written.
        let mut bytes = serde_json::to_vec_pretty(&all).unwrap_or_default();
        bytes.push(b'\n');
        Ok(Exported {
            bytes,
            file_name: file_name(decks, self.extension()),
            ..Exported::default()
        })
    }
}

/// The deck file as JSON, so that both have the same fields and always will.
fn deck(deck: &Deck) -> Value {
    let mut deck = deck.clone();
    deck.items.iter_mut().for_each(|item| item.added = None);
    deck.terms.iter_mut().for_each(|term| term.added = None);
    let text = write::write(&deck);
    // What was just written as TOML can be read as TOML.
    let table: toml::Table = text.parse().unwrap_or_default();
    let mut object = Map::new();
    for (name, value) in table {
        if name != "format" {
            object.insert(name, as_json(value));
        }
    }
    Value::Object(object)
}

fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(boolean) => boolean.into(),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(values) => values.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(name, value)| (name, as_json(value)))
            .collect(),
    }
}
