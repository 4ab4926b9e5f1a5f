//! `cram`: cards again and again until each is known; the schedule is never touched.

use clap::Args;
use suraq::session::Mode;

use super::Group;
use super::Verb;
use super::home;
use crate::app::App;
use crate::cards::choice;
use crate::report::Done;
use crate::report::Outcome;
use crate::sitting;
use crate::study::draw;

/// Which cards.
#[derive(Args, Debug)]
pub struct Cram {
    /// The cards, as a query: deck:NAME, tag:NAME, is:leech, "two words"
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// As the cards stand in their decks, not shuffled
    #[arg(long)]
    in_order: bool,
    /// Minutes after which no further card is shown
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
}

impl Verb for Cram {
    const NAME: &'static str = "cram";
    const GROUP: Group = Group::Daily;
    const ABOUT: &'static str = "Go over cards until you know each; the schedule stays";
    const EXAMPLE: &'static str = "suraq cram tag:elections\nsuraq cram is:leech --in-order";

    fn run(self, app: &mut App) -> Outcome {
        sitting::check_access(app)?;
        let query = choice::query(app, &self.query)?;
        let (ids, suspended) = draw::all(app, &query, self.in_order)?;
        if ids.is_empty() {
            return Err(draw::none_fits(app, &query));
        }
        let options = sitting::options(app, Mode::Cram, self.minutes)?;
        let notice = match suspended {
            0 => String::new(),
            1 => "1 more is suspended and left out".to_owned(),
            more => format!("{more} more are suspended and left out"),
        };
        sitting::run(app, ids, options, &notice)?;
        home::again(app)?;
        Ok(Done::Well)
    }
}
