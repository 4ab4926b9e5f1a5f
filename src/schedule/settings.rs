//! What a learner may set about the schedule.

use std::fmt;

use super::Away;
use super::EasyDays;
use super::Model;
use super::NotAModel;
use super::StudyDay;

/// The schedule as a learner, or a deck, wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Chance of recall at which a card comes back, 0.7 to 0.99.
    pub desired_retention: f64,
    /// Waits while a card is learned, in seconds; may be empty.
    pub learning_steps: Vec<u32>,
    /// Waits after a lapse, in seconds; may be empty.
    pub relearning_steps: Vec<u32>,
    /// Longest interval in days, at least 3.
    pub maximum_interval_days: u32,
    /// Whether intervals vary a little, so that cards learned together drift apart.
    pub fuzz: bool,
    /// Whether cards go to the less busy of the days that fit.
    pub spread: bool,
    /// How much is studied on each day of the week.
    pub easy_days: EasyDays,
    /// Days on which nothing is studied.
    pub holidays: Vec<Away>,
    /// Lapses after which a card is a leech, at least 1; afterwards every half of it.
    pub leech_after: u32,
    /// New cards a day.
    pub new_per_day: u32,
    /// Reviews a day.
    pub reviews_per_day: u32,
    /// Minutes after local midnight at which a study day begins.
    pub day_starts: u16,
    /// The 21 weights of FSRS-6; empty means the defaults.
    pub weights: Vec<f32>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            desired_retention: 0.9,
            learning_steps: vec![60, 600],
            relearning_steps: vec![600],
            maximum_interval_days: 36_500,
            fuzz: true,
            spread: true,
            easy_days: EasyDays::NONE,
            holidays: Vec::new(),
            leech_after: 8,
            new_per_day: 20,
            reviews_per_day: 200,
            day_starts: 4 * 60,
            weights: Vec::new(),
        }
    }
}

impl Settings {
    /// Whether nothing has to be studied on `day`: it is a holiday, or a day of the week set to 0 per cent.
    pub fn is_off(&self, day: StudyDay) -> bool {
        self.easy_days.of(day) == 0 || self.holidays.iter().any(|away| away.contains(day))
    }

    /// Returns the new cards of `day`: none on a day off, fewer on an easy day of the week.
    pub fn new_on(&self, day: StudyDay) -> u32 {
        match self.is_off(day) {
            true => 0,
            false => self.easy_days.share_of(self.new_per_day, day),
        }
    }

    /// Checks every value and returns the model.
    ///
    /// Errors with the first value that is out of range.
    pub fn model(&self) -> Result<Model, ScheduleError> {
        let range = |name, value: f64, least: f64, most: f64| {
            if value >= least && value <= most {
                Ok(())
            } else {
                Err(ScheduleError::OutOfRange {
                    name,
                    value,
                    least,
                    most,
                })
            }
        };
        range("desired retention", self.desired_retention, 0.7, 0.99)?;
        range(
            "longest interval",
            f64::from(self.maximum_interval_days),
            3.0,
            36_500.0,
        )?;
        range("lapses of a leech", f64::from(self.leech_after), 1.0, 1_000.0)?;
        range("minutes after midnight", f64::from(self.day_starts), 0.0, 1_439.0)?;
        for step in self.learning_steps.iter().chain(&self.relearning_steps) {
            range("learning step in seconds", f64::from(*step), 1.0, 30.0 * 86_400.0)?;
        }
        Model::new(&self.weights).map_err(ScheduleError::Weights)
    }
}

/// Why settings cannot be used.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ScheduleError {
    /// A value outside its range.
    OutOfRange {
        /// What the value is for.
        name: &'static str,
        /// The value.
        value: f64,
        /// Least allowed.
        least: f64,
        /// Most allowed.
        most: f64,
    },
    /// Weights the model cannot use.
    Weights(NotAModel),
}

impl fmt::Display for ScheduleError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScheduleError::OutOfRange {
                name,
                value,
                least,
                most,
            } => {
                write!(out, "{name} is {value}; it must lie between {least} and {most}")
            }
            ScheduleError::Weights(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for ScheduleError {}

#[cfg(test)]
mod tests {
    use super::Away;
    use super::Settings;
    use super::StudyDay;

    #[test]
    fn the_defaults_are_sound() {
        assert!(Settings::default().model().is_ok());
    }

    #[test]
    fn a_day_off_has_no_new_cards_and_an_easy_day_fewer() {
        // 2031-05-06, a Tuesday.
        let today = StudyDay(22_405);
        let mut settings = Settings::default();
        settings.easy_days.0[1..4].copy_from_slice(&[50, 0, 1]);
        settings.holidays.push(Away {
            from: today.plus(3),
            to: today.plus(3),
        });
        let new = |days| settings.new_on(today.plus(days));
        assert_eq!([new(0), new(1), new(2), new(3), new(4)], [10, 0, 1, 0, 20]);
        let off = |days| settings.is_off(today.plus(days));
        assert_eq!(
            [off(0), off(1), off(2), off(3), off(4)],
            [false, true, false, true, false]
        );
    }

    #[test]
    fn a_value_out_of_range_is_named() {
        let settings = Settings {
            desired_retention: 1.0,
            ..Settings::default()
        };
        let error = settings.model().unwrap_err().to_string();
        assert_eq!(error, "desired retention is 1; it must lie between 0.7 and 0.99");
        let settings = Settings {
            learning_steps: vec![0],
            ..Settings::default()
        };
        assert!(settings.model().is_err());
    }
}
