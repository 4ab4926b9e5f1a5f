//! `undo`: takes back what was done last, across restarts.

use clap::Args;
use serde_json::json;
use suraq::progress::ProgressError;
use suraq::progress::Undone;

use super::Group;
use super::Verb;
use super::redo::bring_joined;
use crate::app::App;
use crate::cards::called::called;
use crate::cards::deeds;
use crate::cards::deeds::Turn;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// How far back.
#[derive(Args, Debug)]
pub struct Undo {
    /// How many steps to take back
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    steps: u16,
}

impl Verb for Undo {
    const NAME: &'static str = "undo";
    const ALIASES: &'static [&'static str] = &["u"];
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Take back the last step, or several";
    const EXAMPLE: &'static str = "suraq undo 3";

    fn run(self, app: &mut App) -> Outcome {
        let now = app.now();
        let mut taken = 0;
        let (mut joined, mut is_begun) = (0, false);
        while taken < self.steps {
            let mut undone = match app.store()?.undo(now) {
                Err(ProgressError::NothingToUndo) if taken > 0 => {
                    let steps = count(usize::from(taken), "step was", "steps were");
                    app.screen.remark(&format!("Only {steps} there to take back."));
                    break;
                }
                undone => undone?,
            };
            if let Some(instead) = deeds::lasting(&undone) {
                // Nothing of it waits to be brought back.
                app.store()?.drop_undone()?;
                tell_lasting(app, &undone, &instead)?;
                taken += 1;
                continue;
            }
            let turned = deeds::turn(app, &undone, Turn::Back);
            if turned.is_err() && is_begun {
                // The step stands, and so does what belongs to it.
                bring_joined(app)?;
            }
            let is_turned = turned?;
            is_begun = is_turned && deeds::is_joined(undone.payload.as_deref());
            if is_begun {
                // Told with the step that it belongs to.
                joined += usize::from(deeds::is_move(undone.payload.as_deref()));
                continue;
            }
            undone
                .label
                .push_str(&deeds::with_moves(std::mem::take(&mut joined)));
            taken += 1;
            match is_turned {
                true => tell(app, "undone", "Taken back", &undone),
                false => tell_settled(app, "undone", &undone),
            }
        }
        Ok(Done::Well)
    }
}

/// Says that a step stays as it is, what to do instead, and which step is the next.
fn tell_lasting(app: &mut App, undone: &Undone, instead: &str) -> Result<(), Failure> {
    let next = app.store()?.undo_steps(1)?;
    let next = match next.first() {
        Some(step) => format!(" The next undo takes back: {}.", step.label),
        None => String::new(),
    };
    let instead = instead.replace("{suraq}", app.prefix());
    app.answer(
        &json!({ "undone": null, "stays": undone.label }),
        &format!("Not taken back: {}. {instead}{next}", undone.label),
    );
    Ok(())
}

/// Says that nothing of a step is left to turn; the next one may be.
pub fn tell_settled(app: &App, key: &str, undone: &Undone) {
    app.answer(
        &json!({ key: undone.label, "cards": undone.items, "nothing_left": true }),
        &format!("Passed over: {}. Nothing of it is left as it was.", undone.label),
    );
}

/// Says what was taken back or brought back.
pub fn tell(app: &mut App, key: &str, said: &str, undone: &Undone) {
    let cards = match &undone.items[..] {
        _ if !deeds::names_all_cards(undone) => String::new(),
        [] => String::new(),
        [item] => format!(" of {}", called(app, item)),
        items => format!(" of {}", count(items.len(), "card", "cards")),
    };
    let back = match key {
        "undone" => format!("Bring it back: {}redo", app.prefix()),
        _ => app.undo_hint().to_owned(),
    };
    app.answer(
        &json!({ key: undone.label, "cards": undone.items }),
        &format!("{said}: {}{cards}. {back}", undone.label),
    );
}
