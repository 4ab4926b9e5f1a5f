//! `redo`: brings back what was taken back.

use clap::Args;
use serde_json::json;
use suraq::progress::ProgressError;

use super::Group;
use super::Verb;
use super::undo::tell;
use super::undo::tell_settled;
use crate::app::App;
use crate::cards::deeds;
use crate::cards::deeds::Turn;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;

/// How far forth.
#[derive(Args, Debug)]
pub struct Redo {
    /// How many steps to bring back
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    steps: u16,
}

impl Verb for Redo {
    const NAME: &'static str = "redo";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Bring back what was taken back last, or several steps";
    const EXAMPLE: &'static str = "suraq redo";

    fn run(self, app: &mut App) -> Outcome {
        for brought in 0..self.steps {
            let mut undone = match app.store()?.redo() {
                Err(ProgressError::NothingToRedo) if brought > 0 => break,
                undone => undone?,
            };
            if deeds::lasting(&undone).is_some() {
                app.answer(
                    &json!({ "redone": null, "stays": undone.label }),
                    &format!("Passed over: {}. It was never taken back.", undone.label),
                );
                continue;
            }
            let is_turned = deeds::turn(app, &undone, Turn::Forth)?;
            undone.label.push_str(&deeds::with_moves(bring_joined(app)?));
            match is_turned {
                true => tell(app, "redone", "Brought back", &undone),
                false => tell_settled(app, "redone", &undone),
            }
        }
        Ok(Done::Well)
    }
}

/// Brings back the steps that belong to the one that was brought back last; returns how many moves of cards they are.
pub fn bring_joined(app: &mut App) -> Result<usize, Failure> {
    let mut joined = 0;
    while deeds::is_joined(app.store()?.next_to_redo()?.as_deref()) {
        let undone = app.store()?.redo()?;
        deeds::turn(app, &undone, Turn::Forth)?;
        joined += usize::from(deeds::is_move(undone.payload.as_deref()));
    }
    Ok(joined)
}
