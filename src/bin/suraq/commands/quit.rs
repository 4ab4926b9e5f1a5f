//! `quit`: leaves the prompt.

use clap::Args;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::report::Done;
use crate::report::Outcome;

/// Nothing to choose.
#[derive(Args, Debug)]
pub struct Quit {}

impl Verb for Quit {
    const NAME: &'static str = "quit";
    const ALIASES: &'static [&'static str] = &["q", "exit"];
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Leave the prompt; everything is saved already";
    const EXAMPLE: &'static str = "suraq quit";

    fn run(self, _app: &mut App) -> Outcome {
        Ok(Done::Quit)
    }
}
