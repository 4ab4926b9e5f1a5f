//! A card that is changed in the middle of a sitting.

use suraq::decks::CardId;
use suraq::items::Item;
use suraq::session::Action;
use suraq::session::Effect;

use super::Sitting;
use crate::app::App;
use crate::cards::editor;
use crate::cards::editor::Around;
use crate::input;
use crate::report::Failure;

impl Sitting {
    /// Forgets the keys of the decks: one of before a change must not count as that of another card.
    pub(super) fn forget_keys(&mut self) {
        self.rivals.clear();
        self.words = None;
    }

    /// Goes on with the card as it was changed, beside the other keys as they are now.
    fn take_edited(&mut self, app: &mut App, item: Item) -> Result<Effect, Failure> {
        self.forget_keys();
        self.give_rivals(app)?;
        let now = app.now();
        Ok(self
            .session
            .act(Action::Edited(Box::new(item)), app.store()?, now)?)
    }

    /// Lets the person edit the card on screen. The terminal is not in raw mode.
    pub(super) fn edit(&mut self, app: &mut App) {
        let Some(card) = self
            .session
            .card()
            .and_then(|card| card.id.parse::<CardId>().ok())
        else {
            return;
        };
        let edited = editor::edit_card(app, &card, Around::Screen);
        // Ctrl-C in the editor was meant for the editor.
        input::forget_interrupt();
        let done = match edited {
            Ok(None) => {
                self.status = "nothing was changed".to_owned();
                return;
            }
            Ok(Some(item)) => self.take_edited(app, item),
            Err(failure) => Err(failure),
        };
        self.looked_beside = None;
        self.look_beside(app);
        match done {
            Ok(_) => self.say(card.to_string(), "changed; your progress stays", "edited"),
            Err(failure) => {
                self.say_failure(failure);
                // No answer was lost by it.
                self.failed = None;
            }
        }
    }
}
