//! One step back and forward: a checked answer, a rating, a mark, a card that was left for later.

use super::Face;
use super::Session;
use super::Stage;
use super::StudyCard;
use super::action::Effect;
use super::history::Event;
use super::refusal::Refusal;
use crate::progress::ProgressError;
use crate::progress::Store;
use crate::progress::Undone;
use crate::schedule::Moment;

impl Session {
    /// Whether the last thing done was to check an answer to the card on screen.
    pub(super) fn is_checked(&self) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.stage == Stage::Revealed && current.checked_last)
    }

    /// Opens a checked answer again; it counts as a second try from then on.
    pub(super) fn reopen(&mut self) -> Effect {
        let Some(current) = self.current.as_mut() else {
            return Effect::Refused(Refusal::Over);
        };
        let card = &self.cards[current.index];
        let options = std::mem::take(&mut current.options);
        let typed = current.given.take().filter(|_| current.face == Face::Typed);
        current.verdict = None;
        current.chosen = None;
        current.checked_last = false;
        current.retried = true;
        // The face was asked before, so it fits.
        let _ = current.ask(current.face, card, self.seed);
        current.options = options;
        Effect::Reopened(typed.unwrap_or_default())
    }

    pub(super) fn undo(&mut self, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
        // What was kept since, an edit of the next card, is the later step.
        if let Some(Event::NotNow(index, step)) = self.history.last()
            && store.last_step()? <= *step
        {
            let (index, label) = (*index, "not now".to_owned());
            self.history.take_back();
            self.come_back(index, store, now)?;
            let items = vec![self.cards[index].id.clone()];
            return Ok(Effect::TakenBack(Undone {
                label,
                items,
                payload: None,
            }));
        }
        let undone = match store.undo(now) {
            Err(ProgressError::NothingToUndo) => return Ok(Effect::Refused(Refusal::NothingToUndo)),
            undone => undone?,
        };
        // The last step may be another program's, or of an earlier sitting.
        let index = undone.items.iter().find_map(|id| self.index_of(id));
        if let Some(index) = index {
            let is_its_event =
                |event: &Event| event.index() == index && !matches!(event, Event::NotNow(_, _));
            let event = match self.history.last().is_some_and(is_its_event) {
                true => self.history.take_back(),
                false => None,
            };
            match event {
                Some(Event::Marked(_)) if self.is_current(index) => self.show_again(store, now)?,
                _ => self.come_back(index, store, now)?,
            }
        }
        Ok(Effect::TakenBack(undone))
    }

    pub(super) fn redo(&mut self, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
        if let Some(Event::NotNow(index, _)) = self.history.next_to_bring_back() {
            let index = *index;
            self.history.bring_back();
            self.take_out(index, store, now)?;
            let items = vec![self.cards[index].id.clone()];
            return Ok(Effect::BroughtBack(Undone {
                label: "not now".to_owned(),
                items,
                payload: None,
            }));
        }
        let done = match store.redo() {
            Err(ProgressError::NothingToRedo) => return Ok(Effect::Refused(Refusal::NothingToRedo)),
            done => done?,
        };
        let Some(index) = done.items.iter().find_map(|id| self.index_of(id)) else {
            return Ok(Effect::BroughtBack(done));
        };
        let kept = store.card(&self.cards[index].id)?;
        self.phases[index] = kept.state.phase;
        let ours = self
            .history
            .next_to_bring_back()
            .is_some_and(|event| event.index() == index);
        match ours.then(|| self.history.bring_back()).flatten() {
            Some(Event::Answered(answered)) => {
                self.agenda.remove(index);
                self.send_on(index, answered.rating, &kept);
                self.take_out_current(index, store, now)?;
            }
            _ if !kept.is_active(now.day) => self.take_out(index, store, now)?,
            Some(Event::Marked(_)) if self.is_current(index) => self.show_again(store, now)?,
            _ if self.is_current(index) => self.show(index, store, now)?,
            _ => {}
        }
        Ok(Effect::BroughtBack(done))
    }

    /// Shows a card now, wherever it stands; one that is not of the sitting joins it.
    ///
    /// For a step taken back that belonged to an earlier sitting.
    pub fn bring(&mut self, card: StudyCard, store: &Store, now: Moment) -> Result<(), ProgressError> {
        if self.index_of(&card.id).is_none() {
            self.phases.push(store.card(&card.id)?.state.phase);
            self.cards.push(card.clone());
        }
        match self.index_of(&card.id) {
            Some(index) => self.come_back(index, store, now),
            None => Ok(()),
        }
    }

    /// Makes a card current again; the one that was goes back to the head of the queue.
    pub(super) fn come_back(
        &mut self,
        index: usize,
        store: &Store,
        now: Moment,
    ) -> Result<(), ProgressError> {
        if let Some(current) = self.current.take()
            && current.index != index
        {
            self.agenda.put_first(current.index);
        }
        self.agenda.remove(index);
        self.show(index, store, now)
    }

    pub(super) fn take_out(&mut self, index: usize, store: &Store, now: Moment) -> Result<(), ProgressError> {
        self.agenda.remove(index);
        self.take_out_current(index, store, now)
    }

    pub(super) fn take_out_current(
        &mut self,
        index: usize,
        store: &Store,
        now: Moment,
    ) -> Result<(), ProgressError> {
        if self.current.is_none() || self.is_current(index) {
            self.go_on(store, now)
        } else {
            Ok(())
        }
    }

    pub(super) fn is_current(&self, index: usize) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.index == index)
    }
}
