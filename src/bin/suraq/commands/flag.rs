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
        let (flag, words) = split_number(&self.query)?;
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

/// The flag and the other words. One digit alone is a flag at the front, and else at the end.
fn split_number(words: &[String]) -> Result<(u8, &[String]), Failure> {
    let front = words
        .split_first()
        .and_then(|(word, rest)| Some((digit(word)?, rest)));
    let end = || {
        words
            .split_last()
            .and_then(|(word, rest)| Some((digit(word)?, rest)))
    };
    match front.or_else(end) {
        Some((flag, _)) if flag > HIGHEST => Err(Failure::usage(format!("there is no flag {flag}"))
            .hint("flags go from 1 to 7; 0 takes a flag off")),
        Some(split) => Ok(split),
        None => Ok((1, words)),
    }
}

fn digit(word: &str) -> Option<u8> {
    word.parse().ok().filter(|number| *number <= 9)
}

#[cfg(test)]
mod tests {
    use super::split_number;

    #[test]
    fn the_flag_stands_at_either_end() {
        let split = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            split_number(&words).map(|(flag, rest)| (flag, rest.len())).ok()
        };
        assert_eq!(split(&["2", "a/b"]), Some((2, 1)));
        assert_eq!(split(&["a/b", "2"]), Some((2, 1)));
        assert_eq!(split(&["a/b", "1917"]), Some((1, 2)));
        assert_eq!(split(&["a/b"]), Some((1, 1)));
        assert_eq!(split(&["a/b", "8"]), None);
    }
}
