//! `reset`: makes cards new again.

use clap::Args;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::marking;
use crate::cards::marking::Told;
use crate::report::Outcome;

/// Which cards.
#[derive(Args, Debug)]
pub struct Reset {
    /// Which cards: a query, or ids
    query: Vec<String>,
    /// All cards there are
    #[arg(long)]
    all: bool,
}

impl Verb for Reset {
    const NAME: &'static str = "reset";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Make cards new again; their history stays in the log";
    const EXAMPLE: &'static str = "suraq reset deck:kz-soviet";

    fn run(self, app: &mut App) -> Outcome {
        let told = Told {
            json: "reset",
            done: "New again",
            before: "new",
            now: "",
        };
        marking::mark(app, &self.query, self.all, &told, |store, items, now| {
            store.reset(items, now)
        })
    }
}
