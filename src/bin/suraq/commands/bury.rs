//! `bury`: hides cards until tomorrow.

use clap::Args;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::marking;
use crate::cards::marking::Told;
use crate::report::Outcome;

/// Which cards.
#[derive(Args, Debug)]
pub struct Bury {
    /// Which cards: a query, or ids
    query: Vec<String>,
    /// All cards there are
    #[arg(long)]
    all: bool,
}

impl Verb for Bury {
    const NAME: &'static str = "bury";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Hide cards until tomorrow";
    const EXAMPLE: &'static str = "suraq bury deck:kz-soviet is:new";

    fn run(self, app: &mut App) -> Outcome {
        let told = Told {
            json: "buried",
            done: "Hidden until tomorrow",
            before: "hidden until tomorrow",
            now: "",
        };
        marking::mark(app, &self.query, self.all, &told, |store, items, now| {
            store.bury(items, now.day.plus(1), now)
        })
    }
}
