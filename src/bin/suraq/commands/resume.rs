//! `resume`: takes suspended and buried cards back into study.

use clap::Args;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::marking;
use crate::cards::marking::Told;
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
    const ABOUT: &'static str = "Take suspended or buried cards back into study";
    const EXAMPLE: &'static str = "suraq resume is:suspended tag:elections";

    fn run(self, app: &mut App) -> Outcome {
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
