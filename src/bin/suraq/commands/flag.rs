//! `flag`: marks cards with a number of one's own.

use clap::Args;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::marking;
use crate::cards::marking::Told;
use crate::report::Failure;
use crate::report::Outcome;

/// The highest flag; Anki has as many colours.
const HIGHEST: u8 = 7;

/// Which flag, and which cards.
#[derive(Args, Debug)]
pub struct Flag {
    /// A flag from 1 to 7, or 0 to take it off (else 1), then which cards: a query, or ids
    query: Vec<String>,
    /// All cards there are
    #[arg(long)]
    all: bool,
}

impl Verb for Flag {
    const NAME: &'static str = "flag";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Mark cards with a flag from 1 to 7; 0 takes it off";
    const EXAMPLE: &'static str = "suraq flag 2 kz-soviet/kirghiz-assr-date";

    fn run(self, app: &mut App) -> Outcome {
        let (flag, words) = number_first(&self.query)?;
        let done = match flag {
            0 => "Flag taken off".to_owned(),
            flag => format!("Flag {flag}"),
        };
        let told = Told {
            json: "flagged",
            done: &done,
            before: match flag {
                0 => "without a flag",
                _ => "flagged so",
            },
            now: "",
        };
        marking::mark(app, words, self.all, &told, |store, items, now| {
            store.flag(items, flag, now)
        })
    }
}

/// The flag and the words behind it. A number alone at the front is always a flag.
fn number_first(words: &[String]) -> Result<(u8, &[String]), Failure> {
    let Some((first, rest)) = words.split_first() else {
        return Ok((1, words));
    };
    match first.parse::<u8>() {
        Ok(flag) if flag <= HIGHEST => Ok((flag, rest)),
        Ok(flag) if flag <= 9 => Err(Failure::usage(format!("there is no flag {flag}"))
            .hint("flags go from 1 to 7; 0 takes a flag off")),
        _ => Ok((1, words)),
    }
}
