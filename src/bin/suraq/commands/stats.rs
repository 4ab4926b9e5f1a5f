//! `stats`: what the log says of days, memory and cards, as plots with a number beside every bar.

use clap::Args;
use clap::ValueEnum;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::Tone;
use crate::screen::wrap;
use crate::study::figures;
use crate::study::figures::Figure;

/// Which figures.
#[derive(Args, Debug)]
pub struct Stats {
    /// Which; without it, today, the last month and the next two weeks
    #[arg(value_enum)]
    what: Option<What>,
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
    // A year of days
    Heat,
    // The cards that were forgotten most
    Items,
}

impl Verb for Stats {
    const NAME: &'static str = "stats";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "See what you did, what you remember and what comes";
    const EXAMPLE: &'static str = "suraq stats\nsuraq stats retention";

    fn run(self, app: &mut App) -> Outcome {
        let shown = match self.what {
            Some(What::Today) => vec![figures::today(app)?],
            Some(What::Retention) => figures::retention(app)?,
            Some(What::Forecast) => vec![figures::forecast(app, 30)?],
            Some(What::Heat) => vec![figures::heat(app)?],
            Some(What::Items) => vec![figures::items(app, 20)?],
            None => vec![
                figures::today(app)?,
                figures::by_day(app, 14)?,
                figures::forecast(app, 14)?,
                figures::items(app, 5)?,
            ],
        };
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
        if self.what.is_none() {
            let more = format!("More: {}stats retention, forecast, heat or items", app.prefix());
            lines.push(String::new());
            lines.extend(wrap(&more, app.screen.text_width()));
        }
        app.screen.pages(&lines);
        Ok(Done::Well)
    }
}

fn lines(app: &App, figure: &Figure) -> Vec<String> {
    let title = wrap(&figure.title, app.screen.text_width());
    let title = title.iter().map(|line| app.screen.tone(Tone::Strong, line));
    title.chain(figure.lines.iter().cloned()).collect()
}
