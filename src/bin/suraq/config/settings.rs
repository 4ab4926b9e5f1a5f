//! Every setting with its meaning, default and range, in the order they are listed.

use suraq::decks::Script;
use suraq::quiz::scale::Scale;
use suraq::schedule::EasyDays;

use super::Config;
use super::values::SWITCH;
use super::values::day;
use super::values::easy_days;
use super::values::holidays;
use super::values::ids;
use super::values::show_easy_days;
use super::values::show_list;
use super::values::show_switch;
use super::values::show_waits;
use super::values::switch;
use super::values::waits;
use super::values::weights;
use super::values::within;

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
    /// A value for a hint.
    pub example: fn(&Config) -> String,
    /// Whether a deck may have its own.
    pub of_decks: bool,
    /// Whether it is a day, which may be typed as any day is, such as `today`.
    pub is_day: bool,
    /// Takes a value; `None` when it is out of range.
    take: fn(&mut Config, &str) -> Option<()>,
}

impl Setting {
    const fn new(
        name: &'static str,
        meaning: &'static str,
        range: &'static str,
        show: fn(&Config) -> String,
        take: fn(&mut Config, &str) -> Option<()>,
    ) -> Setting {
        Setting {
            name,
            meaning,
            range,
            show,
            example: show,
            of_decks: false,
            is_day: false,
            take,
        }
    }

    /// Lets a deck have its own.
    const fn of_decks(mut self) -> Setting {
        self.of_decks = true;
        self
    }

    /// Lets it be typed as any day is.
    const fn day(mut self) -> Setting {
        self.is_day = true;
        self
    }

    /// Gives an example where the default is none.
    const fn example(mut self, example: fn(&Config) -> String) -> Setting {
        self.example = example;
        self
    }

    /// Takes a value; `None` when it is out of range, and nothing that was begun counts.
    pub fn take(&self, config: &mut Config, value: &str) -> Option<()> {
        (self.take)(config, value)
    }
}

impl std::fmt::Debug for Setting {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)
    }
}

/// All settings, in the order they are listed.
pub const SETTINGS: &[Setting] = &[
    Setting::new(
        "new-per-day",
        "new cards a day, in all decks together; one deck may have less",
        "0 to 9999",
        |config| config.schedule.new_per_day.to_string(),
        |config, text| within(text, 0, 9_999).map(|value| config.schedule.new_per_day = value),
    )
    .of_decks(),
    Setting::new(
        "reviews-per-day",
        "reviews a day; what is best remembered comes first",
        "0 to 99999",
        |config| config.schedule.reviews_per_day.to_string(),
        |config, text| within(text, 0, 99_999).map(|value| config.schedule.reviews_per_day = value),
    ),
    Setting::new(
        "new-order",
        "new cards as they stand in their deck, or in an order drawn by lot",
        "file or shuffle",
        |config| if config.new_shuffled { "shuffle" } else { "file" }.to_owned(),
        |config, text| {
            config.new_shuffled = match text {
                "file" => false,
                "shuffle" => true,
                _ => return None,
            };
            Some(())
        },
    )
    .of_decks(),
    Setting::new(
        "retention",
        "share you want to remember when a card comes back; more means more reviews",
        "0.7 to 0.99",
        |config| config.schedule.desired_retention.to_string(),
        |config, text| {
            let value: f64 = text.parse().ok()?;
            (0.7..=0.99)
                .contains(&value)
                .then(|| config.schedule.desired_retention = value)
        },
    )
    .of_decks(),
    Setting::new(
        "learning-steps",
        "waits while a new card is learned",
        "waits such as `1m 10m`, or `none`",
        |config| show_waits(&config.schedule.learning_steps),
        |config, text| waits(text).map(|steps| config.schedule.learning_steps = steps),
    )
    .of_decks(),
    Setting::new(
        "relearning-steps",
        "waits after a card was forgotten; with none it comes back on another day",
        "waits such as `10m`, or `none`",
        |config| show_waits(&config.schedule.relearning_steps),
        |config, text| waits(text).map(|steps| config.schedule.relearning_steps = steps),
    )
    .of_decks(),
    Setting::new(
        "longest-interval",
        "most days until a card comes back",
        "3 to 36500",
        |config| config.schedule.maximum_interval_days.to_string(),
        |config, text| within(text, 3, 36_500).map(|value| config.schedule.maximum_interval_days = value),
    )
    .of_decks(),
    Setting::new(
        "fuzz",
        "vary intervals a little, so that cards learned together drift apart",
        SWITCH,
        |config| show_switch(config.schedule.fuzz),
        |config, text| switch(text).map(|on| config.schedule.fuzz = on),
    ),
    Setting::new(
        "spread",
        "of the days that fuzz allows take a less busy one",
        SWITCH,
        |config| show_switch(config.schedule.spread),
        |config, text| switch(text).map(|on| config.schedule.spread = on),
    ),
    Setting::new(
        "easy-days",
        "days of the week with less to do, in per cent of the others",
        "days such as `sat 50 sun 0`, or `none`",
        |config| show_easy_days(&config.schedule.easy_days),
        |config, text| easy_days(text).map(|days| config.schedule.easy_days = days),
    )
    .example(|_| {
        let mut easy = EasyDays::NONE;
        (easy.0[5], easy.0[6]) = (50, 0);
        show_easy_days(&easy)
    }),
    Setting::new(
        "holidays",
        "days away, on which nothing falls due that can be moved; `away` changes it and says what it costs",
        "days such as `2031-07-01..2031-07-14`, or `none`",
        |config| show_list(&config.schedule.holidays),
        |config, text| holidays(text).map(|days| config.schedule.holidays = days),
    )
    .example(|_| "2031-07-01..2031-07-14".to_owned()),
    Setting::new(
        "leech-after",
        "times a card may be forgotten before it is asked in another way; forgotten half as often again, it is suspended",
        "1 to 1000",
        |config| config.schedule.leech_after.to_string(),
        |config, text| within(text, 1, 1_000).map(|value| config.schedule.leech_after = value),
    )
    .of_decks(),
    Setting::new(
        "weights",
        "how the memory model counts; `optimize` finds yours",
        "21 numbers, or `default`",
        |config| match &config.schedule.weights[..] {
            [] => "default".to_owned(),
            weights => show_list(weights),
        },
        |config, text| weights(text).map(|weights| config.schedule.weights = weights),
    ),
    Setting::new(
        "day-starts",
        "when a study day begins",
        "a time such as 04:00",
        |config| {
            format!(
                "{:02}:{:02}",
                config.schedule.day_starts / 60,
                config.schedule.day_starts % 60
            )
        },
        |config, text| {
            let (hours, minutes) = text.split_once(':')?;
            let (hours, minutes) = (within(hours, 0, 23)?, within(minutes, 0, 59)?);
            config.schedule.day_starts = u16::try_from(hours * 60 + minutes).ok()?;
            Some(())
        },
    ),
    Setting::new(
        "face",
        "how cards are asked; `auto` types short answers and reveals the rest",
        "auto, reveal, typed or choices",
        |config| config.face.clone(),
        |config, text| {
            ["auto", "reveal", "typed", "choices"]
                .contains(&text)
                .then(|| config.face = text.to_owned())
        },
    )
    .of_decks(),
    Setting::new(
        "script",
        "which script of Kazakh stands first on a card; the other is right as well",
        "cyrillic or latin",
        |config| config.script.word().to_owned(),
        |config, text| Script::from_word(text).map(|script| config.script = script),
    )
    .example(|_| Script::Latin.word().to_owned())
    .of_decks(),
    Setting::new(
        "buttons",
        "rating keys: four, or only Again and Good",
        "2 or 4",
        |config| config.buttons.to_string(),
        |config, text| {
            let buttons = within(text, 2, 4).filter(|number| *number != 3)?;
            config.buttons = u8::try_from(buttons).ok()?;
            Some(())
        },
    ),
    Setting::new(
        "contested",
        "study facts that are disputed too",
        SWITCH,
        |config| show_switch(config.contested),
        |config, text| switch(text).map(|on| config.contested = on),
    ),
    Setting::new(
        "siblings",
        "cards of one fact, one word or one note of Anki: on different days, or on one day too",
        "apart or together",
        |config| {
            if config.siblings_apart {
                "apart"
            } else {
                "together"
            }
            .to_owned()
        },
        |config, text| {
            config.siblings_apart = match text {
                "apart" => true,
                "together" => false,
                _ => return None,
            };
            Some(())
        },
    ),
    Setting::new(
        "day-first",
        "read 05/06 as the fifth of June",
        SWITCH,
        |config| show_switch(config.day_first),
        |config, text| switch(text).map(|on| config.day_first = on),
    ),
    Setting::new(
        "old-seen",
        "home tells only of cards that may be out of date since this day; you have seen the others",
        "a day such as `today` or 2031-05-06, or `none`",
        |config| {
            config
                .old_seen
                .map_or_else(|| "none".to_owned(), |day| day.to_string())
        },
        |config, text| day(text).map(|seen| config.old_seen = seen),
    )
    .example(|_| "2031-05-06".to_owned())
    .day(),
    Setting::new(
        "decks-off",
        "decks that are not studied; `decks off` and `decks on` change it",
        "ids of decks, or `none`",
        |config| show_list(&config.decks_off),
        |config, text| ids(text).map(|ids| config.decks_off = ids),
    ),
    Setting::new(
        "scale",
        "marks that `results` gives for per cent of the points",
        "three shares such as `90 75 60` for 5, 4 and 3, or names such as `A=90 B=75 C=60 D`, or `none`",
        |config| (config.scale.as_ref()).map_or_else(|| "none".to_owned(), Scale::to_string),
        |config, text| {
            config.scale = match text.trim() {
                "none" => None,
                text => Some(text.parse().ok()?),
            };
            Some(())
        },
    )
    .example(|_| "90 75 60".to_owned()),
    Setting::new(
        "ascii",
        "draw screens without special signs",
        SWITCH,
        |config| show_switch(config.ascii),
        |config, text| switch(text).map(|on| config.ascii = on),
    ),
];
