//! `doctor`: looks through progress and decks, and makes again what can be made again.

use clap::Args;
use serde_json::json;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::count;

/// Nothing to choose.
#[derive(Args, Debug)]
pub struct Doctor {}

impl Verb for Doctor {
    const NAME: &'static str = "doctor";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Look for damage, and make card states and index again";
    const EXAMPLE: &'static str = "suraq doctor";

    fn run(self, app: &mut App) -> Outcome {
        let damaged = app.examine_store()?;
        let store = app.store()?;
        let different = store.rebuild()?;
        let touched = store.cards(None)?.len();
        let path = store.path().display().to_string();
        app.rebuild_index()?;
        let shelf = app.shelf()?;
        let (decks, problems) = (shelf.decks()?, shelf.problems()?.len());
        let cards: usize = decks.iter().map(|deck| deck.counts.cards).sum();
        let json = json!({
            "damaged": damaged, "cards_with_progress": touched, "states_mended": different,
            "decks": decks.len(), "cards": cards, "problems": problems,
        });
        let mended = match different {
            0 => "All card states agree with the log.".to_owned(),
            different => format!(
                "{} did not agree with the log and {} made again from it.",
                count(different, "card state", "card states"),
                if different == 1 { "was" } else { "were" }
            ),
        };
        let state = if damaged {
            "what could be read was saved"
        } else {
            "not damaged"
        };
        let found = match problems {
            0 => "nothing is wrong in them".to_owned(),
            problems => format!(
                "{} in them, shown by {}check",
                count(problems, "problem", "problems"),
                app.prefix()
            ),
        };
        let text = format!(
            "Progress: {state}; {}. {mended} ({path})\nIndex: made again from {} with {}; {found}.",
            count(touched, "card was touched", "cards were touched"),
            count(decks.len(), "deck", "decks"),
            count(cards, "card", "cards"),
        );
        app.answer(&json, &text);
        match damaged || different > 0 || problems > 0 {
            true => Ok(Done::FoundProblems),
            false => Ok(Done::Well),
        }
    }
}
