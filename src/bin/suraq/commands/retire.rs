//! `retire`: cards are no longer asked; they stay in their decks, and `resume` takes them up again.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::json;
use suraq::decks::CardId;
use suraq::items::Status;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::choice;
use crate::cards::retiring;
use crate::report::Done;
use crate::report::Outcome;

/// Which cards.
#[derive(Args, Debug)]
pub struct Retire {
    /// Which cards: a query, or ids. A word goes with the cards of both directions
    query: Vec<String>,
    /// All cards there are
    #[arg(long)]
    all: bool,
}

impl Verb for Retire {
    const NAME: &'static str = "retire";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Ask cards no longer, for what they say is no longer so";
    const EXAMPLE: &'static str = "suraq retire is:gone\nsuraq retire is:old deck:my-book";

    fn run(self, app: &mut App) -> Outcome {
        let cards = choice::to_change(app, &self.query, self.all)?;
        if cards.is_empty() {
            if app.json {
                app.screen.line(&json!({ "retired": 0, "cards": [] }).to_string());
            }
            return Ok(Done::Well);
        }
        let what = retiring::turn(app, &cards, &[], &Status::Retired { successor: None }, "retire")?;
        let ids: Vec<String> = cards.iter().map(ToString::to_string).collect();
        app.answer(
            &json!({ "retired": entries(&cards), "cards": ids }),
            &format!(
                "Retired: {what}. See them: {prefix}find is:retired    Take one up again: {prefix}resume ID    {}",
                app.undo_hint(),
                prefix = app.prefix()
            ),
        );
        Ok(Done::Well)
    }
}

/// How many items and terms these are cards of.
fn entries(cards: &[CardId]) -> usize {
    let entries = cards.iter().map(|card| (&card.deck, &card.item));
    entries.collect::<BTreeSet<_>>().len()
}
