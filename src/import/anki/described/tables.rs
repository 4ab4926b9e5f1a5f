//! Descriptions of newer collections: tables of names and messages in protocol buffers.

use super::super::database::Database;
use super::super::error::PackageError;
use super::super::limits::MOST_KINDS;
use super::super::limits::MOST_PARTS;
use super::super::protobuf;
use super::super::protobuf::Value;
use super::AnkiDeck;
use super::Described;
use super::NoteType;
use super::Preset;
use super::Template;
use super::json::ignore_before;

/// Most rows of the tables of fields and templates.
const MOST_ROWS: usize = 1_000_000;

/// Reads the tables.
pub(super) fn read(database: &Database) -> Result<Described, PackageError> {
    let mut described = Described::default();
    note_types(database, &mut described)?;
    decks(database, &mut described)?;
    let sql = "SELECT id, config FROM deck_config";
    database.each(sql, ("presets", MOST_KINDS), |row| {
        described.presets.insert(row.number(0)?, preset(row.bytes(1)?));
        Ok(())
    })?;
    database.each("SELECT KEY, val FROM config", ("settings", MOST_KINDS), |row| {
        if row.text(0)? == "creationOffset" {
            let value = serde_json::from_slice::<serde_json::Value>(row.bytes(1).unwrap_or_default()).ok();
            described.minutes_west = value.and_then(|value| value.as_i64());
        }
        Ok(())
    })?;
    Ok(described)
}

fn note_types(database: &Database, described: &mut Described) -> Result<(), PackageError> {
    let sql = "SELECT id, name, config FROM notetypes";
    database.each(sql, ("note types", MOST_KINDS), |row| {
        let kind = NoteType {
            name: row.text(1)?,
            is_cloze: protobuf::number(row.bytes(2)?, 1) == 1,
            css: protobuf::text(row.bytes(2)?, 3),
            ..NoteType::default()
        };
        described.note_types.insert(row.number(0)?, kind);
        Ok(())
    })?;
    let mut fields: Vec<(i64, i64, String)> = Vec::new();
    database.each(
        "SELECT ntid, ord, name FROM fields",
        ("fields", MOST_ROWS),
        |row| {
            fields.push((row.number(0)?, row.number(1)?, row.text(2)?));
            Ok(())
        },
    )?;
    fields.sort();
    for (kind, _, name) in fields {
        if let Some(kind) = described.note_types.get_mut(&kind)
            && kind.fields.len() < MOST_PARTS
        {
            kind.fields.push(name);
        }
    }
    let mut templates: Vec<(i64, i64, Template)> = Vec::new();
    let sql = "SELECT ntid, ord, name, config FROM templates";
    database.each(sql, ("templates", MOST_ROWS), |row| {
        let config = row.bytes(3)?;
        let id = protobuf::number(config, 8) as i64;
        let template = Template {
            id: (id != 0).then_some(id),
            name: row.text(2)?,
            front: protobuf::text(config, 1),
            back: protobuf::text(config, 2),
        };
        templates.push((row.number(0)?, row.number(1)?, template));
        Ok(())
    })?;
    templates.sort_by_key(|(kind, place, _)| (*kind, *place));
    for (kind, _, template) in templates {
        if let Some(kind) = described.note_types.get_mut(&kind)
            && kind.templates.len() < MOST_PARTS
        {
            kind.templates.push(template);
        }
    }
    Ok(())
}

fn decks(database: &Database, described: &mut Described) -> Result<(), PackageError> {
    database.each("SELECT id, name, kind FROM decks", ("decks", MOST_KINDS), |row| {
        let kind = row.bytes(2)?;
        let normal = protobuf::last(kind, 1);
        let normal = match normal {
            Some(Value::Bytes(normal)) => normal,
            _ => &[],
        };
        let deck = AnkiDeck {
            name: row.text(1)?.replace('\u{1f}', "::"),
            preset: protobuf::number(normal, 1) as i64,
            retention: share(normal, 10),
            new_per_day: whole(normal, 7),
        };
        described.decks.insert(row.number(0)?, deck);
        Ok(())
    })
}

fn preset(config: &[u8]) -> Preset {
    let usual = Preset::default();
    let weights = [6, 5, 3].iter().map(|field| protobuf::floats(config, *field));
    Preset {
        weights: weights
            .into_iter()
            .find(|list| !list.is_empty())
            .unwrap_or_default(),
        learning_steps: protobuf::floats(config, 1).len(),
        relearning_steps: protobuf::floats(config, 2).len(),
        waits: Some([1, 2].map(|field| protobuf::floats(config, field))),
        longest_interval: whole(config, 16),
        leech_after: whole(config, 22),
        historical_retention: match protobuf::last(config, 40) {
            Some(Value::Float(share)) if share > 0.0 => f64::from(share),
            _ => usual.historical_retention,
        },
        ignore_before: ignore_before(&protobuf::text(config, 46)),
        retention: share(config, 37),
        new_per_day: whole(config, 9),
        easy_days: protobuf::floats(config, 4),
    }
}

fn share(message: &[u8], field: u64) -> Option<f64> {
    match protobuf::last(message, field) {
        Some(Value::Float(share)) if share > 0.0 => Some(f64::from(share)),
        _ => None,
    }
}

fn whole(message: &[u8], field: u64) -> Option<u32> {
    match protobuf::last(message, field) {
        Some(Value::Number(number)) => u32::try_from(number).ok(),
        _ => None,
    }
}
