//! `set`: shows and changes settings, those of single decks, and saved queries.

use clap::Args;
use serde_json::json;
use suraq::decks::DeckId;
use suraq::decks::OnShelf;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::args;
use crate::cards::choice;
use crate::cards::deeds;
use crate::config;
use crate::config::Config;
use crate::config::Key;
use crate::config::SETTINGS;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::wrap_indented;
use crate::study::retention::Explained;
use crate::study::weights;

/// Which setting, and its new value.
#[derive(Args, Debug)]
pub struct Set {
    /// The setting, deck.ID.SETTING for one deck, or query.NAME; without one, all are listed
    key: Option<String>,
    /// Its new value; `default` takes it back to what it was
    value: Vec<String>,
}

impl Verb for Set {
    const NAME: &'static str = "set";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Show settings, or change one, also for one deck; save a query";
    const EXAMPLE: &'static str = "suraq set new-per-day 10\n\
        suraq set deck.kz-soviet.retention 0.95\n\
        suraq set query.exam \"tag:elections or tag:parliament\"";

    const BEARS_FAULTS: bool = true;

    fn run(self, app: &mut App) -> Outcome {
        if self.value.is_empty()
            && let Some(fault) = app.config_fault.take()
        {
            return Err(fault);
        }
        let Some(key) = self.key else {
            list(app);
            return Ok(Done::Well);
        };
        let key = config::find(&key)?;
        if self.value.is_empty() {
            check_there(app, &key)?;
            let explained = explained(app, &key)?;
            show(app, &key, explained.as_ref());
            if let Some(explained) = explained.filter(|_| !app.json) {
                app.screen.text(&explained.sentences());
            }
            return Ok(Done::Well);
        }
        let value: Vec<String> = self.value.iter().map(|word| args::unshield(word)).collect();
        change(app, &key, &value.join(" "))
    }
}

/// Errors where a key names a deck or a query that is not there.
fn check_there(app: &mut App, key: &Key) -> Result<(), Failure> {
    match key {
        Key::OfDeck(deck, _) => {
            let decks = app.shelf()?.decks()?;
            if let Some(hint) = of_group(&decks, deck, key) {
                return Err(Failure::usage(format!(
                    "`{deck}` is a group of decks, and a setting is of one deck"
                ))
                .hint(hint));
            }
            app.shelf()?.deck(&DeckId(deck.clone()))?;
        }
        Key::Query(name) if app.config.queries.get(name).is_none() => {
            let failure = Failure::usage(format!("there is no saved query `{name}`"));
            return Err(match suraq::decks::nearest(name, app.config.queries.names()) {
                Some(near) => failure.hint(format!("did you mean `query.{near}`?")),
                None => failure.hint(format!("save one: {{suraq}}set query.{name} \"tag:NAME is:due\"")),
            });
        }
        _ => {}
    }
    Ok(())
}

/// Names the decks of a group that was named in place of a deck.
fn of_group(decks: &[OnShelf], name: &str, key: &Key) -> Option<String> {
    let folded = |text: &str| text.to_lowercase().replace(' ', "-");
    let is_named = |deck: &&OnShelf| {
        let group = deck.group.as_ref();
        group.is_some_and(|group| folded(group) == folded(name))
    };
    if decks.iter().any(|deck| deck.id.0 == name) {
        return None;
    }
    let of_group: Vec<&str> = decks
        .iter()
        .filter(is_named)
        .map(|deck| deck.id.0.as_str())
        .collect();
    let first = of_group.first()?;
    let named = key
        .name()
        .replacen(&format!(".{name}."), &format!(".{first}."), 1);
    let others = match of_group.len() {
        1 => String::new(),
        _ => format!("; its decks are {}", of_group.join(", ")),
    };
    Some(format!("{{suraq}}set {named} VALUE{others}"))
}

fn change(app: &mut App, key: &Key, value: &str) -> Outcome {
    let was_faulty = app.config_fault.is_some();
    let before = app.config.show(key);
    let day = match key {
        Key::Setting(setting) if setting.is_day => app.writer().read(value),
        _ => None,
    };
    let day = day.map(|day| day.to_string());
    let value = day.as_deref().unwrap_or(value).trim();
    let value = Some(value).filter(|value| *value != "default" && !value.is_empty());
    match (key, value) {
        // Taking away what belongs to a deck that is gone must be possible.
        (Key::OfDeck(deck, setting), None) if app.config.is_own(deck, setting) => {}
        (Key::Query(_), Some(text)) => {
            // Decks are checked as well, so that a slip shows now and not at the first use.
            choice::query(app, &[text.to_owned()])?;
        }
        _ => check_there(app, key)?,
    }
    let mut changed = app.config.clone();
    changed.take(key, value)?;
    let known = app.config.decks_off.clone();
    for id in changed.decks_off.iter().filter(|id| !known.contains(id)) {
        app.shelf()?.deck(&DeckId(id.clone()))?;
    }
    let name = key.name();
    if !was_faulty && is_so_already(&app.config, &changed, key) {
        return say_already(app, key, before.as_deref().unwrap_or("not there"));
    }
    let label = format!("set {name} {}", value.unwrap_or("default"));
    let is_noted = match key {
        // What is known of every memory hangs on them.
        Key::Setting(setting) if setting.name == "weights" => weights::change(app, &label, value)?.is_noted,
        _ => deeds::keep_setting(app, &label, key, value)?,
    };
    let after = app.config.show(key);
    let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "not there".to_owned());
    let back = match is_noted {
        true => app.undo_hint().to_owned(),
        false => format!(
            "Back: {}set {name} {}",
            app.prefix(),
            before.as_deref().unwrap_or("default")
        ),
    };
    let explained = explained(app, key)?;
    let mut json = json!({ "setting": name, "value": after, "before": before });
    if let Some(explained) = &explained {
        json["effort"] = explained.json();
    }
    app.answer(
        &json,
        &match was_faulty {
            true => format!("{name} is {} now. {back}", said(&after)),
            false => format!("{name} is {} now; it was {}. {back}", said(&after), said(&before)),
        },
    );
    if let Some(explained) = explained.filter(|_| !app.json) {
        app.screen.text(&explained.sentences());
    }
    Ok(Done::Well)
}

/// Whether a change leaves a setting as it is. Weights are taken anew: memories may not follow them yet.
fn is_so_already(config: &Config, changed: &Config, key: &Key) -> bool {
    let is_own = |config: &Config| match key {
        Key::OfDeck(deck, setting) => config.is_own(deck, setting),
        _ => false,
    };
    let is_weights = matches!(key, Key::Setting(setting) if setting.name == "weights");
    !is_weights && config.show(key) == changed.show(key) && is_own(config) == is_own(changed)
}

fn say_already(app: &App, key: &Key, value: &str) -> Outcome {
    let now = app.config.show(key);
    let json = json!({ "setting": key.name(), "value": now, "before": now });
    app.answer(&json, &format!("{} is {value} already.", key.name()));
    Ok(Done::Well)
}

/// What a retention comes to, for a number between 0 and 1 says little; `None` for any other setting.
fn explained(app: &App, key: &Key) -> Result<Option<Explained>, Failure> {
    let config = match key {
        Key::Setting(setting) if setting.name == "retention" => app.config.clone(),
        Key::OfDeck(deck, setting) if setting.name == "retention" => app.config.of_deck(deck),
        _ => return Ok(None),
    };
    Explained::new(app, &config).map(Some)
}

/// Every key that is in force: all settings, then what single decks have of their own, then saved queries.
fn keys(config: &Config) -> Vec<Key> {
    let mut keys: Vec<Key> = SETTINGS.iter().map(Key::Setting).collect();
    for (deck, own) in &config.of_decks {
        let of_deck = SETTINGS.iter().filter(|setting| own.contains_key(setting.name));
        keys.extend(of_deck.map(|setting| Key::OfDeck(deck.clone(), setting)));
    }
    keys.extend(config.queries.names().map(|name| Key::Query(name.to_owned())));
    keys
}

fn list(app: &App) {
    let keys = keys(&app.config);
    if app.json {
        keys.iter().for_each(|key| show(app, key, None));
        return;
    }
    let width = app.screen.text_width();
    let prefix = app.prefix();
    let mut lines: Vec<String> = keys.iter().flat_map(|key| lines(app, key)).collect();
    let of_decks = SETTINGS.iter().filter(|setting| setting.of_decks);
    let of_decks: Vec<&str> = of_decks.map(|setting| setting.name).collect();
    for said in [
        format!("Change one with: {prefix}set new-per-day 10"),
        format!(
            "For one deck: {prefix}set deck.ID.retention 0.95; a deck may have its own {}",
            of_decks.join(", ")
        ),
        format!("Save a query: {prefix}set query.NAME \"tag:law is:due\""),
        format!("Kept in {}", app.paths.config_file().display()),
    ] {
        lines.extend(wrap_indented(&said, width, "", "    "));
    }
    app.screen.pages(&lines);
}

fn standard(app: &App, key: &Key) -> Option<String> {
    match key {
        Key::Setting(_) => Config::default().show(key),
        // What the deck would have without its own.
        Key::OfDeck(_, setting) => app.config.show(&Key::Setting(setting)),
        Key::Query(_) => None,
    }
}

fn show(app: &App, key: &Key, explained: Option<&Explained>) {
    if !app.json {
        for line in lines(app, key) {
            app.screen.line(&line);
        }
        return;
    }
    let mut line = json!({
        "setting": key.name(), "value": app.config.show(key), "default": standard(app, key),
        "range": key.range(), "meaning": key.meaning(),
    });
    if let Some(explained) = explained {
        line["effort"] = explained.json();
    }
    app.screen.line(&line.to_string());
}

fn lines(app: &App, key: &Key) -> Vec<String> {
    let width = app.screen.text_width();
    let standard = match (key, standard(app, key)) {
        (Key::OfDeck(..), Some(standard)) => format!("; in other decks {standard}"),
        (_, Some(standard)) => format!("; default {standard}"),
        (_, None) => String::new(),
    };
    let value = app.config.show(key).unwrap_or_default();
    let mut lines = wrap_indented(&format!("{} = {value}", key.name()), width, "", "        ");
    let more = format!("{} ({}{standard})", key.meaning(), key.range());
    lines.extend(wrap_indented(&more, width, "    ", "    "));
    lines
}
