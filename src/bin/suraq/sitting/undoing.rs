//! Steps taken back and brought back in a sitting: also those of earlier sittings, and changes of files.

use serde_json::json;
use suraq::decks::CardId;
use suraq::progress::Undone;
use suraq::session::Action;
use suraq::session::Effect;
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
        let Some(undone) = self.joined_taken_back(app, undone.clone())? else {
            return Ok(());
        };
        if let Some(instead) = deeds::lasting(&undone) {
            app.store()?.drop_undone()?;
            let instead = instead.replace("{suraq}", app.prefix());
            self.status = format!("not taken back: {}. {instead}", undone.label);
            self.told.push(json!({ "undone": null, "stays": undone.label }));
            return Ok(());
        }
        self.turn(app, &undone, Turn::Back)?;
        self.bring(app, &undone)?;
        self.status = format!("taken back: {}; :redo brings it back", what(app, &undone));
        self.told
            .push(json!({ "undone": undone.label, "cards": undone.items }));
        Ok(())
    }

    /// Takes back the steps that belong to the one before them, and returns that one, which is still to be turned.
    fn joined_taken_back(&mut self, app: &mut App, last: Undone) -> Result<Option<Undone>, Failure> {
        let (mut undone, mut moves) = (last, 0);
        while deeds::is_joined(undone.payload.as_deref()) && self.turn(app, &undone, Turn::Back)? {
            moves += usize::from(deeds::is_move(undone.payload.as_deref()));
            let now = app.now();
            undone = match self.session.act(Action::Undo, app.store()?, now)? {
                Effect::TakenBack(before) => before,
                _ => {
                    self.status = format!("taken back: {}; :redo brings it back", undone.label);
                    return Ok(None);
                }
            };
        }
        undone.label.push_str(&deeds::with_moves(moves));
        Ok(Some(undone))
    }

    pub(super) fn brought_back(&mut self, app: &mut App, done: &Undone) -> Result<(), Failure> {
        if deeds::lasting(done).is_some() {
            self.status = format!("passed over: {}; it was never taken back", done.label);
            self.told.push(json!({ "redone": null, "stays": done.label }));
            return Ok(());
        }
        self.turn(app, done, Turn::Forth)?;
        let mut done = done.clone();
        let moves = self.bring_joined(app)?;
        done.label.push_str(&deeds::with_moves(moves));
        self.status = format!("brought back: {}", what(app, &done));
        self.told
            .push(json!({ "redone": done.label, "cards": done.items }));
        Ok(())
    }

    /// Brings back the steps that belong to the one before them; returns how many moves of cards they are.
    fn bring_joined(&mut self, app: &mut App) -> Result<usize, Failure> {
        let mut moves = 0;
        while deeds::is_joined(app.store()?.next_to_redo()?.as_deref()) {
            let now = app.now();
            let Effect::BroughtBack(joined) = self.session.act(Action::Redo, app.store()?, now)? else {
                break;
            };
            self.turn(app, &joined, Turn::Forth)?;
            moves += usize::from(deeds::is_move(joined.payload.as_deref()));
        }
        Ok(moves)
    }

    /// Turns the files of a step, and gives the cards of the sitting the words they have now. Says whether there was
    /// anything left to turn.
    fn turn(&mut self, app: &mut App, undone: &Undone, turn: Turn) -> Result<bool, Failure> {
        if undone.payload.is_none() {
            return Ok(true);
        }
        let is_turned = deeds::turn(app, undone, turn)?;
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
        Ok(is_turned)
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
