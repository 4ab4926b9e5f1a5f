//! What a collection says of itself: note types, decks and their options, as JSON.

use std::collections::BTreeMap;

use fsrs::DEFAULT_PARAMETERS;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use twox_hash::XxHash3_64;

use crate::schedule::Settings;

use super::note_type::CHANGED;
use super::note_type::NoteType;
use super::scheduling::Calendar;

/// Number of the options every collection has, and of those that come with progress.
const ORDINARY: i64 = 1;
const OURS: i64 = 1_795_651_200_201;

/// How many numbers there are for the options that decks have of their own.
const OWN_NUMBERS: u64 = 100_000_000;

/// All note types by id.
pub(super) fn note_types() -> String {
    let types = NoteType::ALL.map(|note_type| (note_type.id().to_string(), note_type.json()));
    Value::Object(types.into_iter().collect()).to_string()
}

/// The decks by id, and the one that every collection has.
pub(super) fn decks(decks: &BTreeMap<i64, Described>, with_progress: bool) -> String {
    let options = if with_progress { OURS } else { ORDINARY };
    let mut all = Map::new();
    all.insert("1".to_owned(), deck(1, "Default", "", ORDINARY));
    for (id, one) in decks {
        let options = one.own.as_ref().map_or(options, number_of);
        all.insert(id.to_string(), deck(*id, &one.name, &one.description, options));
    }
    Value::Object(all).to_string()
}

/// What there is to say of a deck.
pub(super) struct Described {
    pub name: String,
    pub description: String,
    /// Its schedule, where it has one of its own.
    pub own: Option<Settings>,
}

fn deck(id: i64, name: &str, description: &str, options: i64) -> Value {
    json!({
        "id": id, "name": name, "desc": description, "conf": options, "mod": CHANGED, "usn": -1,
        "dyn": 0, "collapsed": false, "browserCollapsed": false, "extendNew": 0, "extendRev": 0,
        "newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0],
    })
}

/// The options of decks by id: the ordinary ones, and with progress the learner's schedule and those of `decks`.
pub(super) fn options(calendar: Option<&Calendar<'_>>, decks: &BTreeMap<i64, Described>) -> String {
    let mut all = Map::new();
    let ordinary = Settings::default();
    all.insert(ORDINARY.to_string(), preset(ORDINARY, "Default", &ordinary));
    if let Some(calendar) = calendar {
        all.insert(OURS.to_string(), scheduled(OURS, "Suraq", calendar.settings()));
        for settings in decks.values().filter_map(|deck| deck.own.as_ref()) {
            let number = number_of(settings);
            let name = format!(
                "Suraq {} %, {} new a day",
                (settings.desired_retention * 1_000.0).round() / 10.0,
                settings.new_per_day
            );
            all.insert(number.to_string(), scheduled(number, &name, settings));
        }
    }
    Value::Object(all).to_string()
}

/// The number of a deck's own options. It follows from what they say: Anki never changes options that it knows.
fn number_of(settings: &Settings) -> i64 {
    let text = scheduled(0, "", settings).to_string();
    OURS + 1 + (XxHash3_64::oneshot(text.as_bytes()) % OWN_NUMBERS) as i64
}

/// Options with all that a schedule says.
fn scheduled(id: i64, name: &str, settings: &Settings) -> Value {
    let mut ours = preset(id, name, settings);
    let shares = settings.easy_days.0.map(|share| f64::from(share) / 100.0);
    ours["fsrsParams6"] = weights(settings);
    ours["easyDaysPercentages"] = json!(shares);
    ours["desiredRetention"] = json!(rounded(settings.desired_retention));
    ours
}

fn preset(id: i64, name: &str, settings: &Settings) -> Value {
    let minutes = |steps: &[u32]| -> Vec<f64> { steps.iter().map(|step| f64::from(*step) / 60.0).collect() };
    json!({
        "id": id, "name": name, "mod": CHANGED, "usn": -1, "maxTaken": 60, "autoplay": true, "timer": 0,
        "replayq": true, "dyn": false,
        "new": {
            "delays": minutes(&settings.learning_steps), "initialFactor": 2500, "ints": [1, 4, 0],
            "order": 1, "perDay": settings.new_per_day, "bury": false,
        },
        "rev": {
            "perDay": settings.reviews_per_day, "ease4": 1.3, "ivlFct": 1.0,
            "maxIvl": settings.maximum_interval_days, "hardFactor": 1.2, "bury": false,
        },
        "lapse": {
            "delays": minutes(&settings.relearning_steps), "leechAction": 1,
            "leechFails": settings.leech_after, "minInt": 1, "mult": 0.0,
        },
    })
}

/// The 21 weights the states were computed with; those of the model where the learner has none.
fn weights(settings: &Settings) -> Value {
    let weights = match settings.weights.is_empty() {
        true => &DEFAULT_PARAMETERS[..],
        false => &settings.weights[..],
    };
    // Through text, so that 0.2 does not become 0.20000000298.
    let exact = weights.iter().map(|weight| weight.to_string().parse::<f64>());
    exact.map(|weight| json!(weight.unwrap_or_default())).collect()
}

fn rounded(share: f64) -> f64 {
    (share * 1_000.0).round() / 1_000.0
}

/// The settings of the collection.
pub(super) fn collection(calendar: Option<&Calendar<'_>>) -> String {
    let mut settings = json!({ "schedVer": 2, "sched2021": true });
    if let Some(calendar) = calendar {
        settings["creationOffset"] = json!(calendar.minutes_west());
        settings["rollover"] = json!(calendar.settings().day_starts / 60);
        settings["fsrs"] = json!(true);
    }
    settings.to_string()
}
