//! `suspend`: takes cards out of study until they are resumed.

use clap::Args;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::marking;
use crate::cards::marking::Told;
use crate::report::Outcome;

/// Which cards.
#[derive(Args, Debug)]
pub struct Suspend {
    /// Which cards: a query, or ids
    query: Vec<String>,
    /// All cards there are
    #[arg(long)]
    all: bool,
}

impl Verb for Suspend {
    const NAME: &'static str = "suspend";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Take cards out of study until you resume them";
    const EXAMPLE: &'static str = "suraq suspend kz-soviet/kirghiz-assr-date";

    fn run(self, app: &mut App) -> Outcome {
        let told = Told {
            json: "suspended",
            done: "Suspended",
            before: "suspended",
            now: "",
        };
        marking::mark(app, &self.query, self.all, &told, |store, items, now| {
            store.suspend(items, now)
        })
    }
}
