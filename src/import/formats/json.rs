//! JSON as `export` writes it: the fields of a deck file under the same names.

use std::path::Path;

use serde_json::Value;

use crate::decks;
use crate::decks::deck::FORMAT;

use super::super::Format;
use super::super::ImportError;
use super::super::ImportProblem;
use super::super::Imported;
use super::super::Options;

/// An object with a list of decks, or a single deck.
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn read(&self, bytes: &[u8], _options: &Options) -> Result<Imported, ImportError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if bytes.trim_ascii().is_empty() {
            return Err(ImportError::Empty);
        }
        let value: Value = serde_json::from_slice(bytes).map_err(|error| ImportError::NotJson {
            line: error.line(),
            column: error.column(),
            message: reason(&error.to_string()),
        })?;
        if let Some(found) = value.get("format").and_then(Value::as_i64)
            && found > FORMAT
        {
            return Err(ImportError::NewerFormat { found });
        }
        let lone = value.get("deck").is_some().then(|| vec![value.clone()]);
        let list = lone
            .or_else(|| value.get("decks")?.as_array().cloned())
            .ok_or(ImportError::NoDecks)?;
        let mut imported = Imported::default();
        for deck in list {
            read_deck(deck, &mut imported);
        }
        Ok(imported)
    }
}

/// The reader's message without its place, which is told already.
fn reason(message: &str) -> String {
    message.split(" at line ").next().unwrap_or(message).to_owned()
}

/// Reads a deck by the rules of deck files, so that both are checked alike.
fn read_deck(deck: Value, imported: &mut Imported) {
    let Some(toml::Value::Table(table)) = as_toml(deck) else {
        return;
    };
    let text = table.to_string();
    let parsed = decks::parse(Path::new(""), &text);
    imported
        .problems
        .extend(parsed.problems.into_iter().map(|problem| ImportProblem {
            line: None,
            entry: problem.entry,
            fault: problem.fault,
            left_out: problem.left_out,
        }));
    imported.decks.extend(parsed.deck);
}

/// The same value for TOML; `null` says nothing and is left out.
fn as_toml(value: Value) -> Option<toml::Value> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(boolean) => toml::Value::Boolean(boolean),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => toml::Value::Integer(whole),
            None => toml::Value::Float(number.as_f64()?),
        },
        Value::String(text) => toml::Value::String(text),
        Value::Array(values) => toml::Value::Array(values.into_iter().filter_map(as_toml).collect()),
        Value::Object(object) => toml::Value::Table(
            object
                .into_iter()
                .filter_map(|(name, value)| Some((name, as_toml(value)?)))
                .collect(),
        ),
    })
}
