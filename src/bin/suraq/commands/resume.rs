//! `resume`: takes suspended, buried and retired cards back into study.

use clap::Args;
use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::State;
use suraq::items::Status;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::choice;
use crate::cards::marking;
use crate::cards::marking::Told;
use crate::cards::retiring;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;

/// Which cards.
#[derive(Args, Debug)]
pub struct Resume {
    /// Which cards: a query, or ids
    query: Vec<String>,
    /// All cards there are
    #[arg(long)]
    all: bool,
}

impl Verb for Resume {
    const NAME: &'static str = "resume";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Take suspended, buried or retired cards back into study";
    const EXAMPLE: &'static str = "suraq resume is:suspended tag:elections";

    fn run(self, app: &mut App) -> Outcome {
        if let Some(done) = take_up_retired(app, &self.query)? {
            return Ok(done);
        }
        let told = Told {
            json: "resumed",
            done: "Back in study",
            before: "in study",
            now: "",
        };
        marking::mark(app, &self.query, self.all, &told, |store, items, now| {
            store.resume(items, now)
        })
    }
}

/// Takes up the retired cards among those that `words` mean; `None` where there are none.
///
/// Retired cards are meant only by who names them or asks for them, so there are hardly others beside them.
fn take_up_retired(app: &mut App, words: &[String]) -> Result<Option<Done>, Failure> {
    let query = choice::query(app, words)?;
    let decks = app.shelf()?.decks()?;
    let mut chosen = choice::choose(app, &query, &decks)?;
    chosen.retain(|chosen| chosen.row.state == State::Retired);
    if chosen.is_empty() {
        return Ok(None);
    }
    let cards: Vec<CardId> = chosen.into_iter().map(|chosen| chosen.card).collect();
    let what = retiring::turn(app, &cards, &Status::Accepted, "resume")?;
    let ids: Vec<String> = cards.iter().map(ToString::to_string).collect();
    let json = json!({ "resumed": cards.len(), "cards": ids });
    let said = format!("Back in study, no longer retired: {what}. {}", app.undo_hint());
    app.answer(&json, &said);
    Ok(Some(Done::Well))
}
