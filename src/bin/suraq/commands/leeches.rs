//! `leeches`: cards that were forgotten again and again.

use std::cmp::Reverse;

use clap::Args;
use suraq::decks::query::Query;

use super::Group;
use super::Verb;
use super::find;
use crate::app::App;
use crate::cards::choice;
use crate::cards::sheet::Sheet;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// Nothing to choose.
#[derive(Args, Debug)]
pub struct Leeches {}

impl Verb for Leeches {
    const NAME: &'static str = "leeches";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "List the cards that you keep forgetting, the worst first";
    const EXAMPLE: &'static str = "suraq leeches\nsuraq resume is:leech";

    fn more() -> String {
        "A card that was forgotten 8 times once learned is asked in another way from then on: with options, as a\n\
         gap, typed or revealed. Forgotten 4 times more, it is suspended and does not come any more; resume takes\n\
         it up again. set leech-after changes the 8, and the 4 is half of it.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let query = Query::parse("is:leech").map_err(Failure::from)?;
        let decks = app.shelf()?.decks()?;
        let leeches = choice::choose(app, &query, &decks)?;
        let mut with_lapses = Vec::new();
        for chosen in leeches {
            let card = app.store()?.card(&chosen.card.to_string())?;
            with_lapses.push((card.state.lapses, card.marks.suspended, chosen));
        }
        with_lapses.sort_by_key(|(lapses, _, _)| Reverse(*lapses));
        let suspended = with_lapses.iter().filter(|(_, suspended, _)| *suspended).count();
        let (scheduler, now) = (app.scheduler()?, app.now());
        let mut lines = Vec::new();
        for (lapses, is_suspended, chosen) in &with_lapses {
            if app.json {
                let json = Sheet::read(app, &chosen.card)?.json(&scheduler, now);
                app.screen.line(&json.to_string());
                continue;
            }
            let mut line = find::line_of(app, chosen)?;
            line.standing = count(*lapses as usize, "lapse", "lapses");
            if *is_suspended {
                line.standing.push_str(", suspended");
            }
            lines.push(line);
        }
        find::print_laid_out(app, &lines);
        tell(app, with_lapses.len(), suspended);
        Ok(Done::Well)
    }
}

fn tell(app: &App, leeches: usize, suspended: usize) {
    let after = app.config.schedule.leech_after;
    app.screen.remark(&match leeches {
        0 => format!("No card was forgotten {after} times or more."),
        leeches => format!(
            "{} forgotten {after} times or more. Reword one with {prefix}edit ID, make it new with {prefix}reset ID, \
             or put it aside with {prefix}suspend ID.",
            count(leeches, "card was", "cards were"),
            prefix = app.prefix(),
        ),
    });
    if suspended > 0 {
        app.screen.remark(&format!(
            "{} suspended and not asked any more. {prefix}resume ID takes one up again, and {prefix}resume is:leech takes up all.",
            count(suspended, "of them is", "of them are"),
            prefix = app.prefix(),
        ));
    }
}
