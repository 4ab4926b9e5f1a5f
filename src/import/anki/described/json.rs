//! Descriptions of older collections: JSON objects in the only row of `col`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::database::Database;
use super::super::error::PackageError;
use super::super::limits::MOST_KINDS;
use super::super::limits::MOST_PARTS;
use super::AnkiDeck;
use super::Described;
use super::NoteType;
use super::Preset;
use super::Template;

#[derive(Deserialize)]
struct JsonType {
    #[serde(default)]
    name: String,
    #[serde(default, rename = "type")]
    kind: Value,
    #[serde(default)]
    flds: Vec<JsonField>,
    #[serde(default)]
    tmpls: Vec<JsonTemplate>,
    #[serde(default)]
    css: String,
}

#[derive(Deserialize)]
struct JsonField {
    #[serde(default)]
    name: String,
    #[serde(default)]
    ord: Option<i64>,
}

#[derive(Deserialize)]
struct JsonTemplate {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    name: String,
    #[serde(default)]
    ord: Option<i64>,
    #[serde(default)]
    qfmt: String,
    #[serde(default)]
    afmt: String,
}

/// Reads the objects.
pub(super) fn read(database: &Database) -> Result<Described, PackageError> {
    let mut texts = None;
    database.each(
        "SELECT models, decks, dconf, conf FROM col",
        ("collections", 1),
        |row| {
            texts = Some([row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?]);
            Ok(())
        },
    )?;
    let [models, decks, presets, settings] = texts.unwrap_or_default();
    let models: BTreeMap<String, JsonType> = object(database, "note types", &models)?;
    let decks: BTreeMap<String, Value> = object(database, "decks", &decks)?;
    let presets: BTreeMap<String, Value> = object(database, "presets", &presets)?;
    let settings: Value = serde_json::from_str(&settings).unwrap_or_default();
    Ok(Described {
        note_types: numbered(models).map(|(id, one)| (id, note_type(one))).collect(),
        decks: numbered(decks).map(|(id, one)| (id, deck(&one))).collect(),
        presets: numbered(presets).map(|(id, one)| (id, preset(&one))).collect(),
        minutes_west: settings.get("creationOffset").and_then(Value::as_i64),
        ..Described::default()
    })
}

fn object<T: DeserializeOwned>(
    database: &Database,
    what: &'static str,
    text: &str,
) -> Result<BTreeMap<String, T>, PackageError> {
    let text = if text.trim().is_empty() { "{}" } else { text };
    let object: BTreeMap<String, T> = serde_json::from_str(text)
        .map_err(|_| database.wrong(format!("its list of {what} cannot be read")))?;
    match object.len() > MOST_KINDS {
        true => Err(database.too_large(what, MOST_KINDS)),
        false => Ok(object),
    }
}

fn numbered<T>(object: BTreeMap<String, T>) -> impl Iterator<Item = (i64, T)> {
    object
        .into_iter()
        .filter_map(|(id, one)| Some((id.parse().ok()?, one)))
}

fn note_type(mut found: JsonType) -> NoteType {
    found.flds.truncate(MOST_PARTS);
    found.tmpls.truncate(MOST_PARTS);
    found.flds.sort_by_key(|field| field.ord);
    found.tmpls.sort_by_key(|template| template.ord);
    NoteType {
        name: found.name,
        is_cloze: found.kind.as_i64() == Some(1),
        css: found.css,
        fields: found.flds.into_iter().map(|field| field.name).collect(),
        templates: found
            .tmpls
            .into_iter()
            .map(|template| Template {
                id: template.id.as_i64(),
                name: template.name,
                front: template.qfmt,
                back: template.afmt,
            })
            .collect(),
    }
}

fn deck(found: &Value) -> AnkiDeck {
    AnkiDeck {
        name: found
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .replace('\u{1f}', "::"),
        preset: found.get("conf").and_then(Value::as_i64).unwrap_or(0),
        retention: found.get("desiredRetention").and_then(Value::as_f64).map(share),
        new_per_day: found.get("newLimit").and_then(whole),
    }
}

/// A share, which may be written in per cent.
fn share(number: f64) -> f64 {
    if number > 1.0 { number / 100.0 } else { number }
}

fn whole(number: &Value) -> Option<u32> {
    number.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn numbers(found: &Value, name: &str) -> Vec<f32> {
    let list = found.get(name).and_then(Value::as_array);
    let numbers = list.into_iter().flatten();
    numbers.filter_map(|one| Some(one.as_f64()? as f32)).collect()
}

fn preset(found: &Value) -> Preset {
    let usual = Preset::default();
    let steps = |group: &str| {
        let steps = found.get(group)?.get("delays")?.as_array()?;
        let minutes = steps.iter().filter_map(Value::as_f64);
        Some(minutes.map(|minutes| minutes as f32).collect::<Vec<f32>>())
    };
    let (learning, relearning) = (steps("new"), steps("lapse"));
    let number = |group: &str, name: &str| found.get(group).and_then(|group| whole(group.get(name)?));
    let weights = ["fsrsParams6", "fsrsParams5", "fsrsWeights"]
        .iter()
        .map(|name| numbers(found, name))
        .find(|weights| !weights.is_empty());
    Preset {
        weights: weights.unwrap_or_default(),
        learning_steps: learning.as_ref().map_or(usual.learning_steps, Vec::len),
        relearning_steps: relearning.as_ref().map_or(usual.relearning_steps, Vec::len),
        waits: learning.zip(relearning).map(|(new, lapsed)| [new, lapsed]),
        longest_interval: number("rev", "maxIvl"),
        leech_after: number("lapse", "leechFails"),
        historical_retention: found
            .get("sm2Retention")
            .and_then(Value::as_f64)
            .unwrap_or(usual.historical_retention),
        ignore_before: ignore_before(
            found
                .get("ignoreRevlogsBeforeDate")
                .and_then(Value::as_str)
                .unwrap_or_default(),
        ),
        retention: found.get("desiredRetention").and_then(Value::as_f64),
        new_per_day: number("new", "perDay"),
        easy_days: numbers(found, "easyDaysPercentages"),
    }
}

/// The beginning of a date in milliseconds; 0 where none is given.
pub(super) fn ignore_before(date: &str) -> i64 {
    let Ok(date) = date.parse::<jiff::civil::Date>() else {
        return 0;
    };
    jiff::tz::TimeZone::UTC
        .to_timestamp(date.at(0, 0, 0, 0))
        .map_or(0, jiff::Timestamp::as_millisecond)
}
