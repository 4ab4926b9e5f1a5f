//! Steps taken back and brought back in a sitting: also those of earlier sittings, and changes of files.

use serde_json::json;
use suraq::decks::CardId;
use suraq::progress::Undone;
use suraq::session::Mode;

use super::Sitting;
use crate::app::App;
use crate::cards::called::called;
use crate::cards::deeds;
use crate::cards::deeds::Turn;
use crate::report::Failure;
use crate::screen::count;
use crate::study;

impl Sitting {
    pub(super) fn taken_back(&mut self, app: &mut App, undone: &Undone) -> Result<(), Failure> {
        if let Some(instead) = deeds::lasting(undone) {
            app.store()?.drop_undone()?;
            let instead = instead.replace("{suraq}", app.prefix());
            self.status = format!("not taken back: {}. {instead}", undone.label);
            self.told.push(json!({ "undone": null, "stays": undone.label }));
            return Ok(());
        }
        self.turn(app, undone, Turn::Back)?;
        self.bring(app, undone)?;
        self.status = format!("taken back: {}; :redo brings it back", what(app, undone));
        self.told
            .push(json!({ "undone": undone.label, "cards": undone.items }));
        Ok(())
    }

    pub(super) fn brought_back(&mut self, app: &mut App, done: &Undone) -> Result<(), Failure> {
        if deeds::lasting(done).is_some() {
            self.status = format!("passed over: {}; it was never taken back", done.label);
            self.told.push(json!({ "redone": null, "stays": done.label }));
            return Ok(());
        }
        self.turn(app, done, Turn::Forth)?;
        self.status = format!("brought back: {}", what(app, done));
        self.told
            .push(json!({ "redone": done.label, "cards": done.items }));
        Ok(())
    }

    /// Turns the files of a step, and gives the cards of the sitting the words they have now.
    fn turn(&mut self, app: &mut App, undone: &Undone, turn: Turn) -> Result<(), Failure> {
        if undone.payload.is_none() {
            return Ok(());
        }
        deeds::turn(app, undone, turn)?;
        self.forget_keys();
        let now = app.now();
        let (shelf, store) = app.both()?;
        let shown = self
            .session
            .card()
            .map(|card| (card.id.clone(), card.item.clone()));
        for id in &self.read {
            let Some(item) = shelf.item(&id.parse::<CardId>()?)? else {
                continue;
            };
            // The card on screen is asked anew only where its words are others.
            if shown
                .as_ref()
                .is_none_or(|(shown, old)| shown != id || *old != item)
            {
                self.session.replace_item(id, item, store, now)?;
            }
        }
        Ok(())
    }

    /// Shows the card of a rating that an earlier sitting gave.
    fn bring(&mut self, app: &mut App, undone: &Undone) -> Result<(), Failure> {
        let [id] = &undone.items[..] else {
            return Ok(());
        };
        if self.mode != Mode::Review || self.read.contains(id) {
            return Ok(());
        }
        let now = app.now();
        let (shelf, store) = app.both()?;
        let kept = store.card(id)?;
        let is_due = kept.state.due.day().is_none_or(|day| day <= now.day);
        if !kept.is_active(now.day) || !is_due {
            return Ok(());
        }
        for card in study::cards(shelf, &self.decks, std::slice::from_ref(id))? {
            self.read.insert(id.clone());
            self.session.bring(card, store, now)?;
        }
        Ok(())
    }
}

fn what(app: &mut App, undone: &Undone) -> String {
    match &undone.items[..] {
        [] => undone.label.clone(),
        [id] => format!("{} of {}", undone.label, called(app, id)),
        ids => format!("{} of {}", undone.label, count(ids.len(), "card", "cards")),
    }
}
