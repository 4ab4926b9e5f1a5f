//! `stats`: what the log says of days, memory and cards, as plots with a number beside every bar, or as a page.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;
use serde_json::json;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::output;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
use crate::screen::Tone;
use crate::screen::wrap;
use crate::study::figures;
use crate::study::figures::Figure;
use crate::study::page;

/// Which figures, and where to.
#[derive(Args, Debug)]
pub struct Stats {
    /// Which; without it, today, the last days and the next two weeks
    #[arg(value_enum)]
    what: Option<What>,
    /// Write them as one page with charts for a browser; `-` is standard output
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    html: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "html")]
    force: bool,
}

/// A set of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    // What was done today
    Today,
    // How much was remembered, by day, month and maturity
    Retention,
    // What falls due
    Forecast,
    // What will be known at the exams to come
    Exams,
    // A year of days
    Heat,
    // Answers by the hour
    Hours,
    // For how long cards are sent away
    Intervals,
    // How firmly cards are known
    Stability,
    // What is known of each tag
    Topics,
    // The cards that were forgotten most
    Items,
}

/// All figures, in the order of a page.
const ALL: &[What] = &[
    What::Today,
    What::Exams,
    What::Heat,
    What::Retention,
    What::Forecast,
    What::Hours,
    What::Intervals,
    What::Stability,
    What::Topics,
    What::Items,
];

impl What {
    fn read(self, app: &mut App) -> Result<Vec<Figure>, Failure> {
        Ok(match self {
            What::Today => vec![figures::today(app)?],
            What::Retention => vec![figures::by_day(app, 14)?, figures::by_month(app)?],
            What::Forecast => vec![figures::forecast(app, 30)?],
            What::Exams => figures::exams(app)?,
            What::Heat => vec![figures::heat(app)?],
            What::Hours => vec![figures::hours(app)?],
            What::Intervals => vec![figures::intervals(app)?],
            What::Stability => vec![figures::stability(app)?],
            What::Topics => vec![figures::topics(app)?],
            What::Items => vec![figures::items(app, 20)?],
        })
    }
}

impl Verb for Stats {
    const NAME: &'static str = "stats";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "See what you did, what you remember and what comes";
    const EXAMPLE: &'static str = "suraq stats\nsuraq stats retention\nsuraq stats --html figures.html";

    fn run(self, app: &mut App) -> Outcome {
        if let Some(file) = &self.html {
            return self.write_page(app, file);
        }
        let mut shown = match self.what {
            Some(what) => what.read(app)?,
            None => vec![
                figures::today(app)?,
                figures::by_day(app, 14)?,
                figures::forecast(app, 14)?,
                figures::items(app, 5)?,
            ],
        };
        if shown.is_empty() {
            shown.push(figures::no_exam(app));
        }
        if app.json {
            for line in shown.iter().flat_map(|figure| &figure.json) {
                app.screen.line(&line.to_string());
            }
            return Ok(Done::Well);
        }
        let mut lines = shown
            .iter()
            .map(|figure| lines(app, figure))
            .collect::<Vec<_>>()
            .join(&String::new());
        lines.push(String::new());
        let below = match self.what {
            None => format!(
                "More: {}stats retention, exams, heat, hours, intervals, stability, topics, or --html FILE",
                app.prefix()
            ),
            Some(_) => shown.first().map_or("", |figure| figure.meaning).to_owned(),
        };
        let below = app.screen.plain_signs(&below);
        lines.extend(wrap(&below, app.screen.text_width()));
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        app.screen.pages(&lines);
        Ok(Done::Well)
    }
}

impl Stats {
    fn write_page(&self, app: &mut App, file: &Path) -> Outcome {
        let is_file = file != Path::new("-");
        if is_file {
            output::check(file, self.force)?;
        }
        let which = self.what.map_or(ALL.to_vec(), |what| vec![what]);
        let mut shown = Vec::new();
        for what in which {
            shown.extend(what.read(app)?);
        }
        if shown.is_empty() {
            shown.push(figures::no_exam(app));
        }
        let text = page::page(&shown, &app.now().day.to_string())?;
        if !is_file {
            screen::print_all(&text);
            return Ok(Done::Well);
        }
        output::write(file, text.as_bytes(), self.force)?;
        app.answer(
            &json!({ "html": file.display().to_string(), "figures": shown.len() }),
            &format!(
                "Written: {}. Open it in a browser; it needs no network.",
                file.display()
            ),
        );
        Ok(Done::Well)
    }
}

fn lines(app: &App, figure: &Figure) -> Vec<String> {
    let title = wrap(&figure.title, app.screen.text_width());
    let title = title.iter().map(|line| app.screen.tone(Tone::Strong, line));
    title.chain(figure.lines.iter().cloned()).collect()
}
