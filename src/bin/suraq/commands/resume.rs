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
use crate::cards::choice::Chosen;
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

/// Takes up the retired cards among those that `words` mean, and with them the others; `None` where none is
/// retired.
fn take_up_retired(app: &mut App, words: &[String]) -> Result<Option<Done>, Failure> {
    let query = choice::query(app, words)?;
    let decks = app.shelf()?.decks()?;
    let chosen = choice::choose(app, &query, &decks)?;
    let (retired, others): (Vec<Chosen>, Vec<Chosen>) =
        (chosen.into_iter()).partition(|chosen| chosen.row.state == State::Retired);
    if retired.is_empty() {
        return Ok(None);
    }
    let cards: Vec<CardId> = retired.into_iter().map(|chosen| chosen.card).collect();
    let beside = put_aside(app, others)?;
    let what = retiring::turn(app, &cards, &beside, &Status::Accepted, "resume")?;
    let ids: Vec<String> = cards.iter().chain(&beside).map(ToString::to_string).collect();
    let json = json!({ "resumed": ids.len(), "cards": ids });
    let more = match &beside[..] {
        [] => String::new(),
        [card] => format!("Back in study: {card}. "),
        cards => format!("Back in study: {} more cards. ", cards.len()),
    };
    let said = format!(
        "Back in study, no longer retired: {what}. {more}{}",
        app.undo_hint()
    );
    app.answer(&json, &said);
    Ok(Some(Done::Well))
}

/// Returns those of the cards that are suspended or buried.
fn put_aside(app: &mut App, chosen: Vec<Chosen>) -> Result<Vec<CardId>, Failure> {
    let today = app.now().day;
    let mut aside = Vec::new();
    for Chosen { card, .. } in chosen {
        let marks = app.store()?.card(&card.to_string())?.marks;
        if marks.suspended || marks.buried_until.is_some_and(|until| until > today) {
            aside.push(card);
        }
    }
    Ok(aside)
}
