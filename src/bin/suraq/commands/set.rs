//! `set`: shows and changes settings.

use clap::Args;
use serde_json::json;
use suraq::decks::DeckId;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::deeds;
use crate::config;
use crate::config::Config;
use crate::config::SETTINGS;
use crate::config::Setting;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::wrap_indented;

/// Which setting, and its new value.
#[derive(Args, Debug)]
pub struct Set {
    /// The setting; without one, all are listed
    key: Option<String>,
    /// Its new value; `default` takes it back to what it was
    value: Vec<String>,
}

impl Verb for Set {
    const NAME: &'static str = "set";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Show settings, or change one";
    const EXAMPLE: &'static str = "suraq set new-per-day 10";

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
        let setting = config::find(&key)?;
        if self.value.is_empty() {
            show(app, setting);
            return Ok(Done::Well);
        }
        change(app, setting, &self.value.join(" "))
    }
}

fn change(app: &mut App, setting: &'static Setting, value: &str) -> Outcome {
    let was_faulty = app.config_fault.is_some();
    let before = (setting.show)(&app.config);
    let value = Some(value).filter(|value| *value != "default");
    if let Some(value) = value {
        let mut changed = app.config.clone();
        changed.take(setting, value)?;
        let known = app.config.decks_off.clone();
        for id in changed.decks_off.iter().filter(|id| !known.contains(id)) {
            app.shelf()?.deck(&DeckId(id.clone()))?;
        }
    }
    let label = format!("set {} {}", setting.name, value.unwrap_or("default"));
    let is_noted = deeds::keep_setting(app, &label, setting, value)?;
    let after = (setting.show)(&app.config);
    let back = match is_noted {
        true => app.undo_hint().to_owned(),
        false => format!("Back: {}set {} {before}", app.prefix(), setting.name),
    };
    app.answer(
        &json!({ "setting": setting.name, "value": after, "before": before }),
        &match was_faulty {
            true => format!("{} is {after} now. {back}", setting.name),
            false => format!("{} is {after} now; it was {before}. {back}", setting.name),
        },
    );
    Ok(Done::Well)
}

fn list(app: &App) {
    if app.json {
        SETTINGS.iter().for_each(|setting| show(app, setting));
        return;
    }
    let mut lines: Vec<String> = SETTINGS.iter().flat_map(|setting| lines(app, setting)).collect();
    lines.push(format!("Change one with: {}set new-per-day 10", app.prefix()));
    lines.push(format!("Kept in {}", app.paths.config_file().display()));
    app.screen.pages(&lines);
}

fn show(app: &App, setting: &Setting) {
    if !app.json {
        for line in lines(app, setting) {
            app.screen.line(&line);
        }
        return;
    }
    let line = json!({
        "setting": setting.name, "value": (setting.show)(&app.config),
        "default": (setting.show)(&Config::default()),
        "range": setting.range, "meaning": setting.meaning,
    });
    app.screen.line(&line.to_string());
}

fn lines(app: &App, setting: &Setting) -> Vec<String> {
    let standard = (setting.show)(&Config::default());
    let more = format!("{} ({}; default {standard})", setting.meaning, setting.range);
    let mut lines = vec![format!("{} = {}", setting.name, (setting.show)(&app.config))];
    lines.extend(wrap_indented(&more, app.screen.text_width(), "    ", "    "));
    lines
}
