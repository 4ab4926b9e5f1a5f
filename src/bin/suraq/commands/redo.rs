//! `redo`: brings back what was taken back.

use clap::Args;

use super::Group;
use super::Verb;
use super::undo::tell;
use crate::app::App;
use crate::cards::deeds;
use crate::cards::deeds::Turn;
use crate::report::Done;
use crate::report::Outcome;

/// Nothing to choose.
#[derive(Args, Debug)]
pub struct Redo {}

impl Verb for Redo {
    const NAME: &'static str = "redo";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Bring back what was taken back last";
    const EXAMPLE: &'static str = "suraq redo";

    fn run(self, app: &mut App) -> Outcome {
        let undone = app.store()?.redo()?;
        deeds::turn(app, &undone, Turn::Forth)?;
        tell(app, "redone", "Brought back", &undone);
        Ok(Done::Well)
    }
}
