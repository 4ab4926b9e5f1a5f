//! The figures of `stats`: each a title, its lines, the same as JSON, and what a page draws of it.

mod cards;
mod exams;
mod memory;
mod past;

use std::collections::BTreeMap;

use serde_json::Value;
use suraq::progress::Retention;
use suraq::schedule::StudyDay;

pub use self::cards::items;
pub use self::cards::topics;
pub use self::exams::exams;
pub use self::exams::no_exam;
pub use self::memory::forecast;
pub use self::memory::intervals;
pub use self::memory::stability;
pub use self::past::by_day;
pub use self::past::by_month;
pub use self::past::heat;
pub use self::past::hours;
pub use self::past::today;
use crate::app::App;
use crate::screen::plot::Bar;
use crate::screen::wrap;

/// Plots are at most this wide.
const WIDTH: usize = 80;

/// A title, its lines, and the same as JSON.
pub struct Figure {
    /// What it shows.
    pub title: String,
    /// What it means, in plain words, for those who look at this figure alone.
    pub meaning: &'static str,
    /// The plot.
    pub lines: Vec<String>,
    /// One object a line.
    pub json: Vec<Value>,
    /// What a page draws.
    pub chart: Chart,
}

/// What a page draws of a figure.
pub enum Chart {
    /// Nothing: its lines say it.
    Words,
    /// Bars that stand, for things in a row such as days.
    Standing {
        /// The bars.
        bars: Vec<Bar>,
        /// The value of the longest one there can be, where that is fixed: 1 for shares.
        full: Option<f64>,
    },
    /// Bars that lie, for things with long names.
    Lying {
        /// The bars.
        bars: Vec<Bar>,
        /// The value of the longest one there can be.
        full: f64,
    },
    /// A year of days.
    Heat {
        /// A Monday.
        first: StudyDay,
        /// The last day.
        last: StudyDay,
        /// Answers of each day that has any.
        answers: BTreeMap<StudyDay, u32>,
    },
}

fn width(app: &App) -> usize {
    app.screen.columns().min(WIDTH)
}

/// Lines wrapped to the width of plots.
fn wrapped(app: &App, lines: &[String]) -> Vec<String> {
    let lines = lines.iter().map(|line| app.screen.plain_signs(line));
    lines.flat_map(|line| wrap(&line, width(app))).collect()
}

fn both((young, mature): (Retention, Retention)) -> Retention {
    Retention {
        passed: young.passed + mature.passed,
        total: young.total + mature.total,
    }
}

/// `20 of 22, 91 %`.
fn share_of(kept: Retention) -> String {
    format!("{} of {}, {}", kept.passed, kept.total, percent(kept))
}

fn percent(kept: Retention) -> String {
    match kept.share() {
        Some(share) => format!("{:.0} %", share * 100.0),
        None => "none".to_owned(),
    }
}
