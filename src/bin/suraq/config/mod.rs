//! `config.toml`: the settings in force, those of single decks, and the queries saved by name.

mod key;
mod settings;
mod values;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use suraq::decks::Script;
use suraq::decks::Scripts;
use suraq::decks::query::Saved;
use suraq::quiz::scale::Scale;
use suraq::schedule::Settings;
use suraq::schedule::StudyDay;
use toml_edit::DocumentMut;
use toml_edit::Item;
use toml_edit::Table;

use crate::report::Failure;
use crate::report::unreadable;
pub use key::Key;
pub use key::find;
pub use settings::SETTINGS;
pub use settings::Setting;
use values::SWITCH;
pub use values::show_easy_days;
pub use values::show_waits;
use values::shown;
use values::typed;

/// The table of the file in which decks have settings of their own.
const DECK: &str = "deck";

/// The table of the file in which queries have names.
const QUERY: &str = "query";

/// The settings as they are in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the schedule needs.
    pub schedule: Settings,
    /// Four rating keys, or two: Again and Good.
    pub buttons: u8,
    /// No box drawing and no typographic signs.
    pub ascii: bool,
    /// 05/06 is the fifth of June.
    pub day_first: bool,
    /// Facts that are disputed are studied too.
    pub contested: bool,
    /// Two cards of one fact, word or note never come on one day.
    pub siblings_apart: bool,
    /// How cards are asked: see the setting.
    pub face: String,
    /// Which script of Kazakh stands first.
    pub script: Script,
    /// New cards come in an order drawn by lot.
    pub new_shuffled: bool,
    /// Up to this day cards that are right as of a date long ago were seen.
    pub old_seen: Option<StudyDay>,
    /// Decks that are not studied, by id.
    pub decks_off: Vec<String>,
    /// Marks for shares of points, where there are any.
    pub scale: Option<Scale>,
    /// What single decks have of their own: by deck id and setting, as it is written.
    pub of_decks: BTreeMap<String, BTreeMap<&'static str, String>>,
    /// Queries by name.
    pub queries: Saved,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            schedule: Settings::default(),
            buttons: 4,
            ascii: false,
            day_first: true,
            contested: true,
            siblings_apart: true,
            face: "auto".to_owned(),
            script: Script::Cyrillic,
            new_shuffled: false,
            old_seen: None,
            decks_off: Vec::new(),
            scale: None,
            of_decks: BTreeMap::new(),
            queries: Saved::default(),
        }
    }
}

impl Config {
    /// Reads the file; one that is not there means the defaults.
    ///
    /// What is wrong in it has its default, and the first fault is returned beside the settings.
    pub fn read(path: &Path) -> (Config, Option<Failure>) {
        let mut config = Config::default();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (config, None),
            Err(error) => return (config, Some(unreadable(path, &error))),
        };
        let document = match document(path, &text) {
            Ok(document) => document,
            Err(failure) => return (config, Some(failure)),
        };
        let mut fault = None;
        for (name, value) in entries(&document) {
            if let Err(failure) = config.take_entry(&name, value) {
                fault.get_or_insert(failure.at(path));
            }
        }
        (config, fault)
    }

    fn take_entry(&mut self, name: &str, value: &Item) -> Result<(), Failure> {
        let key = find(name)?;
        let value = value.as_value().map(shown);
        let value = value.ok_or_else(|| key.out_of_range("a table"))?;
        if let Key::Query(name) = &key {
            self.queries.insert_unread(name, &value);
            return Ok(());
        }
        self.take(&key, Some(&value))
    }

    /// Takes a value; none takes the setting back to its default. Nothing changes where it is out of range.
    pub fn take(&mut self, key: &Key, value: Option<&str>) -> Result<(), Failure> {
        let mut changed = self.clone();
        match (key, value) {
            (Key::Setting(setting), value) => {
                let standard = (setting.show)(&Config::default());
                let value = value.unwrap_or(&standard);
                setting
                    .take(&mut changed, value)
                    .ok_or_else(|| key.out_of_range(value))?;
            }
            (Key::OfDeck(deck, setting), Some(value)) => {
                let mut of_deck = self.clone();
                setting
                    .take(&mut of_deck, value)
                    .ok_or_else(|| key.out_of_range(value))?;
                let own = changed.of_decks.entry(deck.clone()).or_default();
                own.insert(setting.name, (setting.show)(&of_deck));
            }
            (Key::OfDeck(deck, setting), None) => {
                let own = changed.of_decks.entry(deck.clone()).or_default();
                own.remove(setting.name);
                changed.of_decks.retain(|_, own| !own.is_empty());
            }
            (Key::Query(name), Some(text)) => changed.queries.insert(name, text)?,
            (Key::Query(name), None) => changed.queries.remove(name),
        }
        *self = changed;
        Ok(())
    }

    /// Returns the value in force, as one would type it; `None` where there is none.
    pub fn show(&self, key: &Key) -> Option<String> {
        match key {
            Key::Setting(setting) => Some((setting.show)(self)),
            Key::OfDeck(deck, setting) => Some((setting.show)(&self.of_deck(deck))),
            Key::Query(name) => self.queries.get(name).map(str::to_owned),
        }
    }

    /// Whether a deck has this setting of its own.
    pub fn is_own(&self, deck: &str, setting: &Setting) -> bool {
        self.of_decks
            .get(deck)
            .is_some_and(|own| own.contains_key(setting.name))
    }

    /// Returns which script of Kazakh stands first in each deck.
    pub fn scripts(&self) -> Scripts {
        let own = self.of_decks.iter().filter(|(_, own)| own.contains_key("script"));
        Scripts {
            usual: self.script,
            of_decks: own
                .map(|(deck, _)| (deck.clone(), self.of_deck(deck).script))
                .collect(),
        }
    }

    /// Returns the settings as they are in force for a deck.
    pub fn of_deck(&self, deck: &str) -> Config {
        let mut config = self.clone();
        for (name, value) in self.of_decks.get(deck).into_iter().flatten() {
            // Each was taken before, when it was read.
            if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == *name) {
                let _ = setting.take(&mut config, value);
            }
        }
        config
    }
}

/// Every entry of the file by its whole name: `retention`, `deck.ID.retention`, `query.NAME`.
fn entries(document: &DocumentMut) -> Vec<(String, &Item)> {
    let mut found = Vec::new();
    for (name, value) in document.iter() {
        match (name, value.as_table_like()) {
            (QUERY, Some(queries)) => {
                found.extend(
                    queries
                        .iter()
                        .map(|(query, text)| (format!("{QUERY}.{query}"), text)),
                );
            }
            (DECK, Some(decks)) => {
                for (deck, own) in decks.iter() {
                    match own.as_table_like() {
                        Some(own) => {
                            let own = own.iter();
                            found.extend(own.map(|(name, value)| (format!("{DECK}.{deck}.{name}"), value)));
                        }
                        None => found.push((format!("{DECK}.{deck}"), own)),
                    }
                }
            }
            _ => found.push((name.to_owned(), value)),
        }
    }
    found
}

impl Failure {
    fn at(self, path: &Path) -> Failure {
        Failure {
            message: format!("{}: {}", path.display(), self.message),
            status: crate::report::INPUT,
            ..self
        }
    }
}

/// Writes one setting into the file, keeping everything else in it; no value takes it out again.
pub fn write(path: &Path, key: &Key, value: Option<&str>) -> Result<(), Failure> {
    let text = changed(path, [(key, value)])?;
    Ok(suraq::decks::save::save(path, text.as_bytes())?)
}

/// Returns the text of the file with other values of some settings, keeping everything else in it.
///
/// Errors: the file is no TOML, or cannot be read.
pub fn changed<'a>(
    path: &Path,
    settings: impl IntoIterator<Item = (&'a Key, Option<&'a str>)>,
) -> Result<String, Failure> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        text => text.map_err(|error| unreadable(path, &error))?,
    };
    let mut document = document(path, &text)?;
    for (key, value) in settings {
        let (tables, name): (Vec<&str>, &str) = match key {
            Key::Setting(setting) => (vec![], setting.name),
            Key::OfDeck(deck, setting) => (vec![DECK, deck], setting.name),
            Key::Query(name) => (vec![QUERY], name),
        };
        let value = value.map(|value| match key {
            Key::Query(_) => toml_edit::value(value),
            _ => toml_edit::value(typed(value)),
        });
        put(document.as_table_mut(), &tables, name, value);
    }
    Ok(document.to_string())
}

/// Puts a value into a table within tables, or takes it out, and with it tables that are empty then.
fn put(table: &mut Table, within: &[&str], name: &str, value: Option<Item>) {
    let Some((first, rest)) = within.split_first() else {
        match value {
            Some(value) => table[name] = value,
            None => drop(table.remove(name)),
        }
        return;
    };
    if !table.contains_key(first) {
        let mut made = Table::new();
        // No header of its own where it only holds tables.
        made.set_implicit(!rest.is_empty());
        table[first] = Item::Table(made);
    }
    match &mut table[first] {
        Item::Table(inner) => {
            put(inner, rest, name, value);
            if inner.is_empty() {
                table.remove(first);
            }
        }
        // Written by hand in braces.
        other => {
            if let Some(mut inner) = other.as_inline_table().cloned().map(|inner| inner.into_table()) {
                put(&mut inner, rest, name, value);
                *other = Item::Table(inner);
            }
        }
    }
}

fn document(path: &Path, text: &str) -> Result<DocumentMut, Failure> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        let line = error.span().map_or(1, |span| {
            text.as_bytes()[..span.start.min(text.len())]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count()
                + 1
        });
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        Failure::input(format!(
            "{}:{line}: not readable as TOML: {message}",
            path.display()
        ))
        .hint("mend the line, or delete the file to get the defaults back")
    })
}

#[cfg(test)]
mod tests {
    use super::Config;
    use super::SETTINGS;
    use super::find;
    use super::write;

    #[test]
    fn every_default_is_within_its_own_range() {
        for setting in SETTINGS {
            let value = (setting.show)(&Config::default());
            assert!(
                setting.take(&mut Config::default(), &value).is_some(),
                "{} {value}",
                setting.name
            );
        }
    }

    #[test]
    fn a_value_out_of_range_is_refused_and_named() {
        let failure = Config::default()
            .take(&find("retention").unwrap(), Some("1.5"))
            .unwrap_err();
        assert_eq!(failure.message, "`retention` cannot be `1.5`; it is 0.7 to 0.99");
    }

    #[test]
    fn what_was_set_is_read_back_and_comments_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "# mine\nascii = true\n").unwrap();
        write(&path, &find("learning-steps").unwrap(), Some("2m 1h")).unwrap();
        write(&path, &find("retention").unwrap(), Some("0.85")).unwrap();
        let config = Config::read(&path).0;
        assert!(config.ascii);
        assert_eq!(config.schedule.learning_steps, [120, 3_600]);
        assert_eq!(config.schedule.desired_retention, 0.85);
        assert!(std::fs::read_to_string(&path).unwrap().starts_with("# mine\n"));
        write(&path, &find("ascii").unwrap(), None).unwrap();
        assert!(!Config::read(&path).0.ascii);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_the_nearest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "new-per-dya = 3\n").unwrap();
        let failure = Config::read(&path).1.unwrap();
        assert_eq!(failure.status, 3);
        assert!(failure.hint.unwrap().contains("`new-per-day`"));
    }

    #[test]
    fn a_deck_has_settings_of_its_own_and_the_others_keep_theirs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        let retention = find("deck.lakes.retention").unwrap();
        write(&path, &find("retention").unwrap(), Some("0.8")).unwrap();
        write(&path, &retention, Some("0.95")).unwrap();
        let steps = find("deck.lakes.learning-steps").unwrap();
        write(&path, &steps, Some("5m")).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(
            text,
            "retention = 0.8\n\n[deck.lakes]\nretention = 0.95\nlearning-steps = \"5m\"\n"
        );
        let (config, fault) = Config::read(&path);
        assert!(fault.is_none());
        assert_eq!(config.of_deck("lakes").schedule.desired_retention, 0.95);
        assert_eq!(config.of_deck("lakes").schedule.learning_steps, [300]);
        assert_eq!(config.of_deck("hills").schedule.desired_retention, 0.8);
        write(&path, &retention, None).unwrap();
        write(&path, &steps, None).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "retention = 0.8\n");
    }

    #[test]
    fn a_query_has_a_name_and_tables_in_braces_are_read_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(
            &path,
            "query = { exam = \"tag:law\" }\ndeck = { a = { face = \"typed\" } }\n",
        )
        .unwrap();
        write(&path, &find("query.late").unwrap(), Some("exam 2")).unwrap();
        let (config, fault) = Config::read(&path);
        assert!(fault.is_none(), "{}", fault.unwrap());
        assert_eq!(config.queries.get("exam"), Some("tag:law"));
        assert_eq!(config.queries.get("late"), Some("exam 2"));
        assert_eq!(config.of_deck("a").face, "typed");
    }

    #[test]
    fn keys_that_mean_nothing_say_what_could_be_meant() {
        let message = |key: &str| {
            let failure = find(key).unwrap_err();
            format!("{} {}", failure.message, failure.hint.unwrap_or_default())
        };
        assert!(message("deck.a.retentoin").contains("`deck.a.retention`"));
        assert!(message("deck.a.ascii").contains("the same in all decks"));
        assert!(message("deck.a").contains("deck.a.retention"));
        assert!(message("query.or").contains("no name"));
        assert!(
            message("querry.exam").contains("`query.exam`"),
            "{}",
            message("querry.exam")
        );
    }
}
