//! Options of decks over there as settings here: taken where the learner has set nothing, or where what is set came from
//! there, and told.
//!
//! What an earlier import offered already is not taken again: a learner who put a setting back to what it was is
//! asked no second time, until it is another over there.
//!
//! What a deck may have of its own here is taken for that deck. What is the same in all decks here is taken only
//! where all decks of the package agree on it. Reviews a day are not: over there the limit is each deck's, here it
//! holds for all of them together.

use std::path::Path;

use serde_json::json;
use suraq::import::anki::Options;
use suraq::schedule::EasyDays;

use super::heard::Heard;
use super::placing::Placed;
use super::target::Target;
use crate::app::App;
use crate::config;
use crate::config::Config;
use crate::config::Key;
use crate::report::Failure;
use crate::screen::count;

/// The setting whose limit holds beside that of all decks.
const NEW_PER_DAY: &str = "new-per-day";

/// Stands for all decks among the ids of single ones, none of which is empty.
const OF_ALL: &str = "";

/// Settings that an import takes over.
#[derive(Debug, Default)]
pub struct Taken {
    /// Each with its value as one would type it.
    settings: Vec<(Key, String)>,
    /// In words, with the titles of the decks that get them.
    of_decks: Vec<(String, Vec<String>)>,
    /// In words, for all decks.
    of_all: Vec<String>,
    /// In words, what decks that are new here had over there and do not get.
    left: Vec<String>,
}

impl Taken {
    /// Compares what is set over there, deck by deck, with the settings here, and notes it in `heard`. A package that
    /// was made before the last one of its collection, which began at `began`, says nothing of them.
    ///
    /// Errors: progress cannot be read.
    pub fn of(
        app: &mut App,
        options: &[Options],
        placed: &Placed,
        began: i64,
        heard: &mut Heard,
    ) -> Result<Taken, Failure> {
        let is_older = |heard: &Heard, deck: &str| heard.options_later(placed.made, began, deck);
        let mut taken = Taken::default();
        if app.config_fault.is_some() {
            // A file that cannot be read is not written.
            return Ok(taken);
        }
        for target in &placed.targets {
            let mut of_deck = target.decks.iter().map(|place| &options[*place]);
            let Some(first) = of_deck.next() else {
                continue;
            };
            let mut own = values(first);
            for one in of_deck {
                let others = values(one);
                own.retain(|value| others.contains(value));
            }
            if !is_older(heard, &target.id.0) && taken.take_for_deck(&app.config, heard, target, own) {
                heard.note_options(placed.made, began, &target.id.0);
            }
        }
        if is_older(heard, OF_ALL) {
            return Ok(taken);
        }
        let mut is_news = false;
        let places = placed.targets.iter().flat_map(|target| &target.decks);
        let used: Vec<&Options> = places.map(|place| &options[*place]).collect();
        if let Some(days) = agreed(used.iter().map(|one| one.easy_days)) {
            is_news |= taken.take_for_all(
                &app.config,
                heard,
                "easy-days",
                &config::show_easy_days(&EasyDays(days)),
            );
        }
        let weights = agreed(used.iter().map(|one| one.weights.clone()));
        if placed.targets.iter().any(|target| target.is_new) {
            taken.note_left(&used, "own weights", &|one| one.weights.as_ref());
            taken.note_left(&used, "easy days", &|one| one.easy_days.as_ref());
        }
        // Memories of what was learned here before are of other weights.
        if let Some(weights) = weights
            && app.config.schedule.weights.is_empty()
            && app.store()?.cards(None)?.is_empty()
        {
            let numbers: Vec<String> = weights.iter().map(f32::to_string).collect();
            is_news |= taken.take_for_all(&app.config, heard, "weights", &numbers.join(" "));
        }
        if is_news {
            heard.note_options(placed.made, began, OF_ALL);
        }
        Ok(taken)
    }

    /// Returns whether any of it is another than was offered before.
    fn take_for_deck(
        &mut self,
        config: &Config,
        heard: &mut Heard,
        target: &Target,
        own: Vec<Value>,
    ) -> bool {
        let (mut taken, mut is_any_news) = (Vec::new(), false);
        for Value {
            setting,
            value,
            words,
        } in own
        {
            let name = format!("deck.{}.{setting}", target.id);
            let before = heard.offer(&name);
            // The limit of all decks holds beside that of one, so a higher one would say nothing but that a lower one,
            // offered before, is gone.
            let is_higher = |new: u32| new >= config.schedule.new_per_day;
            if setting == NEW_PER_DAY && before.is_none() && value.parse().is_ok_and(is_higher) {
                continue;
            }
            let is_news = heard.note_offer(&name, &value);
            is_any_news |= is_news;
            if (is_news || target.is_new) && self.take(config, &name, &value, before.as_deref()) {
                taken.push(words);
            }
        }
        let (words, title) = (taken.join(", "), target.title.clone());
        match self.of_decks.iter_mut().find(|(known, _)| *known == words) {
            _ if words.is_empty() => {}
            Some((_, titles)) => titles.push(title),
            None => self.of_decks.push((words, vec![title])),
        }
        is_any_news
    }

    /// Notes what some decks have over there and not all alike.
    fn note_left<T: PartialEq>(
        &mut self,
        used: &[&Options],
        what: &str,
        value: &dyn Fn(&Options) -> Option<&T>,
    ) {
        let decks = used.iter().filter(|one| value(one).is_some()).count();
        let is_alike = used.windows(2).all(|two| value(two[0]) == value(two[1]));
        if decks > 0 && !is_alike {
            self.left
                .push(format!("{what} of {}", count(decks, "deck", "decks")));
        }
    }

    /// Returns whether it is another than was offered before.
    fn take_for_all(&mut self, config: &Config, heard: &mut Heard, name: &str, value: &str) -> bool {
        let before = heard.offer(name);
        let is_news = heard.note_offer(name, value);
        if is_news && self.take(config, name, value, before.as_deref()) {
            self.of_all.push(match name {
                "weights" => "own weights".to_owned(),
                _ => format!("easy days {value}"),
            });
        }
        is_news
    }

    /// Takes a value, unless the learner has set one, or it is in force already, or out of range. What is set as it
    /// was offered `before` came from there too.
    fn take(&mut self, config: &Config, name: &str, value: &str, before: Option<&str>) -> bool {
        let Ok(key) = config::find(name) else {
            return false;
        };
        let is_usual =
            |setting: &config::Setting| (setting.show)(config) == (setting.show)(&Config::default());
        let is_free = match &key {
            Key::Setting(setting) => is_usual(setting),
            Key::OfDeck(deck, setting) => is_usual(setting) && !config.is_own(deck, setting),
            Key::Query(_) => false,
        };
        let mut as_offered = config.clone();
        let came_from_there = before.is_some_and(|before| {
            as_offered.take(&key, Some(before)).is_ok() && as_offered.show(&key) == config.show(&key)
        });
        let is_free = is_free || came_from_there;
        let mut changed = config.clone();
        let is_taken =
            is_free && changed.take(&key, Some(value)).is_ok() && changed.show(&key) != config.show(&key);
        if is_taken {
            self.settings.push((key, value.to_owned()));
        }
        is_taken
    }

    /// The text that the file of settings gets; nothing where nothing is taken.
    ///
    /// Errors: the file is no TOML, or cannot be read.
    pub fn text(&self, path: &Path) -> Result<Option<String>, Failure> {
        if self.settings.is_empty() {
            return Ok(None);
        }
        let settings = self.settings.iter();
        let settings = settings.map(|(key, value)| (key, Some(value.as_str())));
        config::changed(path, settings).map(Some)
    }

    /// Each setting with its value.
    pub fn json(&self) -> Vec<serde_json::Value> {
        let settings = self.settings.iter();
        settings
            .map(|(key, value)| json!({ "setting": key.name(), "value": value }))
            .collect()
    }

    /// Says in a line what is taken, or would be where nothing is done.
    pub fn tell(&self, app: &App, is_done: bool) {
        let mut parts: Vec<String> = Vec::new();
        for (words, titles) in &self.of_decks {
            parts.push(match &titles[..] {
                [title] => format!("for “{title}” {words}"),
                titles => format!("for {} {words}", count(titles.len(), "deck", "decks")),
            });
        }
        if !self.of_all.is_empty() {
            parts.push(format!("for all decks {}", self.of_all.join(", ")));
        }
        let parts = parts.join("; ");
        if !parts.is_empty() {
            app.screen.remark(&match is_done {
                true => format!(
                    "Options taken from Anki: {parts}. {}set shows and changes them.",
                    app.prefix()
                ),
                false => format!("Options that would be taken from Anki: {parts}."),
            });
        }
        if !self.left.is_empty() {
            app.screen.remark(&format!(
                "Not taken from Anki: {}. There the decks differ in that, here all have the same.",
                self.left.join(", ")
            ));
        }
    }
}

/// A setting that a deck may have of its own.
#[derive(Debug, PartialEq, Eq)]
struct Value {
    setting: &'static str,
    /// As one would type it.
    value: String,
    /// With its name.
    words: String,
}

/// What the options of a deck over there say, as settings here.
fn values(options: &Options) -> Vec<Value> {
    let mut values = Vec::new();
    let mut add = |setting, value: String, words: String| {
        values.push(Value {
            setting,
            value,
            words,
        });
    };
    if let Some(share) = options.retention {
        let words = format!("retention {} %", (share * 1_000.0).round() / 10.0);
        add("retention", share.to_string(), words);
    }
    if let Some(new) = options.new_per_day {
        add(NEW_PER_DAY, new.to_string(), format!("{new} new a day"));
    }
    let waits = [
        ("learning-steps", "learning steps", &options.learning_steps),
        ("relearning-steps", "relearning steps", &options.relearning_steps),
    ];
    for (setting, name, waits) in waits {
        if let Some(waits) = waits {
            let value = config::show_waits(waits);
            add(setting, value.clone(), format!("{name} {value}"));
        }
    }
    if let Some(days) = options.longest_interval {
        let words = format!("longest interval {}", count(days as usize, "day", "days"));
        add("longest-interval", days.to_string(), words);
    }
    if let Some(lapses) = options.leech_after {
        add(
            "leech-after",
            lapses.to_string(),
            format!("leeches after {lapses}"),
        );
    }
    values
}

/// The value that all have; nothing where one has another, or none.
fn agreed<T: PartialEq>(mut values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = values.next()??;
    values
        .all(|value| value.as_ref() == Some(&first))
        .then_some(first)
}
