//! `config.toml`: every setting with its meaning, default and range.

use std::fs;
use std::path::Path;

use suraq::decks::nearest;
use suraq::schedule::Settings;
use toml_edit::DocumentMut;

use crate::report::Failure;
use crate::report::unreadable;

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
    /// How cards are asked: see the setting.
    pub face: String,
    /// Decks that are not studied, by id.
    pub decks_off: Vec<String>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            schedule: Settings::default(),
            buttons: 4,
            ascii: false,
            day_first: true,
            contested: true,
            face: "auto".to_owned(),
            decks_off: Vec::new(),
        }
    }
}

/// One setting: its name, what it means, what it may be, and how it is read and shown.
pub struct Setting {
    /// As written in the file and at the prompt.
    pub name: &'static str,
    /// In one sentence.
    pub meaning: &'static str,
    /// What it may be, in words.
    pub range: &'static str,
    /// Shows the value in force.
    pub show: fn(&Config) -> String,
    /// Takes a value; `None` when it is out of range.
    take: fn(&mut Config, &str) -> Option<()>,
}

/// All settings, in the order they are listed.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "new-per-day",
        meaning: "new cards a day, in all decks together",
        range: "0 to 9999",
        show: |config| config.schedule.new_per_day.to_string(),
        take: |config, text| within(text, 0, 9_999).map(|value| config.schedule.new_per_day = value),
    },
    Setting {
        name: "reviews-per-day",
        meaning: "reviews a day; what is best remembered comes first",
        range: "0 to 99999",
        show: |config| config.schedule.reviews_per_day.to_string(),
        take: |config, text| within(text, 0, 99_999).map(|value| config.schedule.reviews_per_day = value),
    },
    Setting {
        name: "retention",
        meaning: "share you want to remember when a card comes back",
        range: "0.7 to 0.99",
        show: |config| config.schedule.desired_retention.to_string(),
        take: |config, text| {
            let value: f64 = text.parse().ok()?;
            (0.7..=0.99)
                .contains(&value)
                .then(|| config.schedule.desired_retention = value)
        },
    },
    Setting {
        name: "learning-steps",
        meaning: "waits while a new card is learned",
        range: "waits such as `1m 10m`, or `none`",
        show: |config| show_waits(&config.schedule.learning_steps),
        take: |config, text| waits(text).map(|steps| config.schedule.learning_steps = steps),
    },
    Setting {
        name: "relearning-steps",
        meaning: "waits after a card was forgotten",
        range: "waits such as `10m`, or `none`",
        show: |config| show_waits(&config.schedule.relearning_steps),
        take: |config, text| waits(text).map(|steps| config.schedule.relearning_steps = steps),
    },
    Setting {
        name: "longest-interval",
        meaning: "most days until a card comes back",
        range: "3 to 36500",
        show: |config| config.schedule.maximum_interval_days.to_string(),
        take: |config, text| {
            within(text, 3, 36_500).map(|value| config.schedule.maximum_interval_days = value)
        },
    },
    Setting {
        name: "fuzz",
        meaning: "vary intervals a little, so that cards learned together drift apart",
        range: SWITCH,
        show: |config| show_switch(config.schedule.fuzz),
        take: |config, text| switch(text).map(|on| config.schedule.fuzz = on),
    },
    Setting {
        name: "leech-after",
        meaning: "times a card may be forgotten before it is asked in another way",
        range: "1 to 1000",
        show: |config| config.schedule.leech_after.to_string(),
        take: |config, text| within(text, 1, 1_000).map(|value| config.schedule.leech_after = value),
    },
    Setting {
        name: "day-starts",
        meaning: "when a study day begins",
        range: "a time such as 04:00",
        show: |config| {
            format!(
                "{:02}:{:02}",
                config.schedule.day_starts / 60,
                config.schedule.day_starts % 60
            )
        },
        take: |config, text| {
            let (hours, minutes) = text.split_once(':')?;
            let (hours, minutes) = (within(hours, 0, 23)?, within(minutes, 0, 59)?);
            config.schedule.day_starts = u16::try_from(hours * 60 + minutes).ok()?;
            Some(())
        },
    },
    Setting {
        name: "face",
        meaning: "how cards are asked; `auto` types short answers and reveals the rest",
        range: "auto, reveal, typed or choices",
        show: |config| config.face.clone(),
        take: |config, text| {
            ["auto", "reveal", "typed", "choices"]
                .contains(&text)
                .then(|| config.face = text.to_owned())
        },
    },
    Setting {
        name: "buttons",
        meaning: "rating keys: four, or only Again and Good",
        range: "2 or 4",
        show: |config| config.buttons.to_string(),
        take: |config, text| {
            let buttons = within(text, 2, 4).filter(|number| *number != 3)?;
            config.buttons = u8::try_from(buttons).ok()?;
            Some(())
        },
    },
    Setting {
        name: "contested",
        meaning: "study facts that are disputed too",
        range: SWITCH,
        show: |config| show_switch(config.contested),
        take: |config, text| switch(text).map(|on| config.contested = on),
    },
    Setting {
        name: "day-first",
        meaning: "read 05/06 as the fifth of June",
        range: SWITCH,
        show: |config| show_switch(config.day_first),
        take: |config, text| switch(text).map(|on| config.day_first = on),
    },
    Setting {
        name: "decks-off",
        meaning: "decks that are not studied; `decks off` and `decks on` change it",
        range: "ids of decks, or `none`",
        show: |config| match config.decks_off.is_empty() {
            true => "none".to_owned(),
            false => config.decks_off.join(" "),
        },
        take: |config, text| {
            let ids: Vec<String> = text
                .split([' ', ','])
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
                .collect();
            let is_none = ids.len() == 1 && ids[0] == "none";
            let fit = is_none || ids.iter().all(|id| suraq::decks::id::is_id(id));
            config.decks_off = if is_none { Vec::new() } else { ids };
            fit.then_some(())
        },
    },
    Setting {
        name: "ascii",
        meaning: "draw screens without special signs",
        range: SWITCH,
        show: |config| show_switch(config.ascii),
        take: |config, text| switch(text).map(|on| config.ascii = on),
    },
];

/// The range of settings that are on or off.
const SWITCH: &str = "on or off";

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
        for (name, value) in document.iter() {
            if let Err(failure) = config.take_entry(name, value) {
                fault.get_or_insert(failure.at(path));
            }
        }
        (config, fault)
    }

    fn take_entry(&mut self, name: &str, value: &toml_edit::Item) -> Result<(), Failure> {
        let setting = find(name)?;
        let value = value.as_value().map(shown);
        let value = value.ok_or_else(|| out_of_range(setting, "a table"))?;
        let mut changed = self.clone();
        changed.take(setting, &value)?;
        *self = changed;
        Ok(())
    }

    /// Takes a value for a setting.
    pub fn take(&mut self, setting: &Setting, value: &str) -> Result<(), Failure> {
        (setting.take)(self, value).ok_or_else(|| out_of_range(setting, value))
    }
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

/// Finds a setting by its name.
pub fn find(name: &str) -> Result<&'static Setting, Failure> {
    let found = SETTINGS.iter().find(|setting| setting.name == name);
    found.ok_or_else(|| {
        let failure = Failure::usage(format!("there is no setting `{name}`"));
        match nearest(name, SETTINGS.iter().map(|setting| setting.name)) {
            Some(near) => failure.hint(format!("did you mean `{near}`? See them all with {{suraq}}set")),
            None => failure.hint("see every setting with {suraq}set"),
        }
    })
}

/// Writes one setting into the file, keeping everything else in it; no value takes it out again.
pub fn write(path: &Path, setting: &Setting, value: Option<&str>) -> Result<(), Failure> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        text => text.map_err(|error| unreadable(path, &error))?,
    };
    let mut document = document(path, &text)?;
    match value {
        None => {
            document.remove(setting.name);
        }
        Some(value) => document[setting.name] = toml_edit::value(typed(value)),
    }
    suraq::decks::save::save(path, document.to_string().as_bytes())?;
    Ok(())
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

fn out_of_range(setting: &Setting, value: &str) -> Failure {
    Failure::usage(format!(
        "`{}` cannot be `{value}`; it is {}",
        setting.name, setting.range
    ))
    .hint(match setting.range {
        SWITCH => format!("{{suraq}}set {0} on, or {{suraq}}set {0} off", setting.name),
        _ => format!(
            "{{suraq}}set {} {}",
            setting.name,
            (setting.show)(&Config::default())
        ),
    })
}

/// A value of the file as a person would type it.
fn shown(value: &toml_edit::Value) -> String {
    if let Some(text) = value.as_str() {
        return text.to_owned();
    }
    if let Some(on) = value.as_bool() {
        return show_switch(on);
    }
    if let Some(list) = value.as_array() {
        return list.iter().map(shown).collect::<Vec<_>>().join(" ");
    }
    value.to_string().trim().to_owned()
}

/// What was typed, as the type it has in the file.
fn typed(value: &str) -> toml_edit::Value {
    if let Ok(number) = value.parse::<i64>() {
        return number.into();
    }
    if let Ok(number) = value.parse::<f64>() {
        return number.into();
    }
    match switch(value) {
        Some(on) => on.into(),
        None => value.into(),
    }
}

fn within(text: &str, least: u32, most: u32) -> Option<u32> {
    text.parse().ok().filter(|value| (least..=most).contains(value))
}

fn switch(text: &str) -> Option<bool> {
    match text {
        "on" | "true" | "yes" => Some(true),
        "off" | "false" | "no" => Some(false),
        _ => None,
    }
}

fn show_switch(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

/// Reads `1m 10m` as seconds.
fn waits(text: &str) -> Option<Vec<u32>> {
    if text == "none" {
        return Some(Vec::new());
    }
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let steps: Option<Vec<u32>> = words.map(wait).collect();
    steps.filter(|steps| !steps.is_empty() && steps.len() <= 10)
}

fn wait(word: &str) -> Option<u32> {
    let unit = word.chars().next_back()?;
    let (number, seconds) = match unit {
        's' => (word.strip_suffix('s')?, 1),
        'm' => (word.strip_suffix('m')?, 60),
        'h' => (word.strip_suffix('h')?, 3_600),
        'd' => (word.strip_suffix('d')?, 86_400),
        _ => return None,
    };
    let wait = number.parse::<u32>().ok()?.checked_mul(seconds)?;
    (1..=30 * 86_400).contains(&wait).then_some(wait)
}

fn show_waits(steps: &[u32]) -> String {
    if steps.is_empty() {
        return "none".to_owned();
    }
    let shown: Vec<String> = steps
        .iter()
        .map(|seconds| match seconds {
            seconds if seconds % 86_400 == 0 => format!("{}d", seconds / 86_400),
            seconds if seconds % 3_600 == 0 => format!("{}h", seconds / 3_600),
            seconds if seconds % 60 == 0 => format!("{}m", seconds / 60),
            seconds => format!("{seconds}s"),
        })
        .collect();
    shown.join(" ")
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
                Config::default().take(setting, &value).is_ok(),
                "{} {value}",
                setting.name
            );
        }
    }

    #[test]
    fn a_value_out_of_range_is_refused_and_named() {
        let failure = Config::default()
            .take(find("retention").unwrap(), "1.5")
            .unwrap_err();
        assert_eq!(failure.message, "`retention` cannot be `1.5`; it is 0.7 to 0.99");
    }

    #[test]
    fn what_was_set_is_read_back_and_comments_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "# mine\nascii = true\n").unwrap();
        write(&path, find("learning-steps").unwrap(), Some("2m 1h")).unwrap();
        write(&path, find("retention").unwrap(), Some("0.85")).unwrap();
        let config = Config::read(&path).0;
        assert!(config.ascii);
        assert_eq!(config.schedule.learning_steps, [120, 3_600]);
        assert_eq!(config.schedule.desired_retention, 0.85);
        assert!(std::fs::read_to_string(&path).unwrap().starts_with("# mine\n"));
        write(&path, find("ascii").unwrap(), None).unwrap();
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
}
