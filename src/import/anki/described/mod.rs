//! What a collection says of itself: note types, decks, presets and its days.
//!
//! Older collections keep it as JSON in one row, newer ones as tables of protocol
//! buffers. Both give the same here.

mod json;
mod tables;

use std::collections::BTreeMap;

use super::database::Database;
use super::error::PackageError;

/// Version of the tables from which on descriptions have tables of their own.
const WITH_TABLES: i64 = 15;

/// The newest version of the tables that is known.
const NEWEST: i64 = 18;

/// A kind of notes: its fields, and the cards it makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoteType {
    pub name: String,
    pub is_cloze: bool,
    pub fields: Vec<String>,
    pub templates: Vec<Template>,
    /// How its cards look, as CSS.
    pub css: String,
}

/// How one card of a note is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    /// Its number, which it keeps under another name and at another place; older programs give none.
    pub id: Option<i64>,
    pub name: String,
    pub front: String,
    pub back: String,
}

/// A deck over there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct AnkiDeck {
    /// With `::` between its levels.
    pub name: String,
    pub preset: i64,
    /// Its own, where it differs from its preset's.
    pub retention: Option<f64>,
    /// Its own, where it differs from its preset's.
    pub new_per_day: Option<u32>,
}

/// The part of a deck's options that memory is computed with, and what else of them means something here.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Preset {
    /// Weights of FSRS; empty means the defaults.
    pub weights: Vec<f32>,
    pub learning_steps: usize,
    pub relearning_steps: usize,
    /// Retention that the schedule before FSRS is taken to have had.
    pub historical_retention: f64,
    /// Entries of the history before this moment do not count, milliseconds.
    pub ignore_before: i64,
    /// Chance of recall at which a card comes back.
    pub retention: Option<f64>,
    /// New cards a day.
    pub new_per_day: Option<u32>,
    /// Waits while a card is learned and after it was forgotten, minutes.
    pub waits: Option<[Vec<f32>; 2]>,
    /// Most days until a card comes back.
    pub longest_interval: Option<u32>,
    /// Lapses that make a leech.
    pub leech_after: Option<u32>,
    /// Shares of days of the week, Monday first; empty where all are the same.
    pub easy_days: Vec<f32>,
}

impl Default for Preset {
    fn default() -> Preset {
        Preset {
            weights: Vec::new(),
            learning_steps: 2,
            relearning_steps: 1,
            historical_retention: 0.9,
            ignore_before: 0,
            retention: None,
            new_per_day: None,
            waits: None,
            longest_interval: None,
            leech_after: None,
            easy_days: Vec::new(),
        }
    }
}

/// Everything a collection says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Described {
    pub note_types: BTreeMap<i64, NoteType>,
    pub decks: BTreeMap<i64, AnkiDeck>,
    pub presets: BTreeMap<i64, Preset>,
    /// When it began, seconds; days of review cards count from its date.
    pub began: i64,
    /// When it was last changed, milliseconds.
    pub changed: i64,
    /// Minutes west of Greenwich where it began; `None` where it does not say.
    pub minutes_west: Option<i64>,
}

impl Described {
    /// Reads what `database` says of itself.
    pub(super) fn read(database: &Database) -> Result<Described, PackageError> {
        let mut head = None;
        database.each("SELECT ver, crt, mod FROM col", ("collections", 1), |row| {
            head = Some((row.number(0)?, row.number(1)?, row.number(2)?));
            Ok(())
        })?;
        let (version, began, changed) = head.ok_or_else(|| database.wrong("it says nothing of itself"))?;
        if version > NEWEST {
            return Err(database.wrong(format!(
                "its tables are of version {version}, and this program reads versions up to {NEWEST}"
            )));
        }
        let mut described = match version >= WITH_TABLES && database.has("notetypes")? {
            true => tables::read(database)?,
            false => json::read(database)?,
        };
        described.began = began;
        described.changed = changed;
        Ok(described)
    }

    /// The preset of a deck; the defaults where it has none.
    pub(super) fn preset_of(&self, deck: i64) -> Option<&Preset> {
        self.presets.get(&self.decks.get(&deck)?.preset)
    }
}
