//! The state machine: an action comes in, the state changes, an effect goes out.

use std::sync::Arc;

use jiff::Timestamp;

use super::KnownWords;
use super::Mode;
use super::Options;
use super::Stage;
use super::StudyCard;
use super::action::Action;
use super::action::Effect;
use super::agenda::Agenda;
use super::faces;
use super::history::Event;
use super::history::History;
use super::proposal::proposed;
use super::refusal::Refusal;
use super::view::Current;
use crate::items::Item;
use crate::items::typing::letters;
use crate::progress::ProgressError;
use crate::progress::Store;
use crate::schedule::Due;
use crate::schedule::Moment;
use crate::schedule::Phase;

/// One learner, one sitting.
#[derive(Clone, Debug)]
pub struct Session {
    pub(super) cards: Vec<StudyCard>,
    /// Where each card was when last looked up.
    pub(super) phases: Vec<Phase>,
    pub(super) agenda: Agenda,
    pub(super) current: Option<Current>,
    /// No card is current: the next one waits for this minute.
    pub(super) waiting: Option<Timestamp>,
    pub(super) history: History,
    pub(super) options: Options,
    /// Cards that were to come when the learner left.
    pub(super) left_over: usize,
    pub(super) started: Moment,
    pub(super) seed: u64,
}

impl Session {
    /// Starts a sitting over `cards`, in their order; the first one is current.
    ///
    /// Errors when progress cannot be read.
    pub fn new(
        cards: Vec<StudyCard>,
        options: Options,
        seed: u64,
        store: &Store,
        now: Moment,
    ) -> Result<Session, ProgressError> {
        let mut session = Session {
            cards: Vec::new(),
            phases: Vec::new(),
            agenda: Agenda::default(),
            current: None,
            waiting: None,
            history: History::default(),
            options,
            left_over: 0,
            started: now,
            seed,
        };
        session.add(cards, store)?;
        session.go_on(store, now)?;
        Ok(session)
    }

    /// Adds cards at the end, so that a caller may show the first card before it has read the last.
    pub fn add(&mut self, cards: Vec<StudyCard>, store: &Store) -> Result<(), ProgressError> {
        for card in cards {
            let state = store.card(&card.id)?.state;
            self.phases.push(state.phase);
            match (self.options.mode, state.due) {
                // On its steps since an earlier sitting: it waits for its minute.
                (Mode::Review, due @ Due::At(_, _)) => self.agenda.come_again(self.cards.len(), due),
                _ => self.agenda.put_last(self.cards.len()),
            }
            self.cards.push(card);
        }
        Ok(())
    }

    /// Tells the card on screen what a misspelling must not be taken for.
    pub fn give_rivals(&mut self, rivals: Arc<Vec<String>>) {
        if let Some(index) = self.current.as_ref().map(|current| current.index) {
            self.cards[index].rivals = rivals;
        }
    }

    /// Tells the card on screen which words the language decks hold.
    pub fn give_words(&mut self, words: Arc<KnownWords>) {
        if let Some(index) = self.current.as_ref().map(|current| current.index) {
            self.cards[index].words = words;
        }
    }

    /// Returns the card on screen.
    pub fn card(&self) -> Option<&StudyCard> {
        self.current.as_ref().map(|current| &self.cards[current.index])
    }

    /// Whether no card is left, or none that comes soon.
    pub fn is_over(&self) -> bool {
        self.current.is_none() && self.waiting.is_none()
    }

    /// Returns when the next card comes, while none is shown because the only one left was answered
    /// just now. [`Action::GoOn`] shows it, before its minute as well.
    pub fn waits_until(&self) -> Option<Timestamp> {
        self.waiting
    }

    /// Does what the learner does.
    ///
    /// Errors when progress could not be kept; the card then stays as it is, and the action may be repeated.
    pub fn act(
        &mut self,
        action: Action<'_>,
        store: &mut Store,
        now: Moment,
    ) -> Result<Effect, ProgressError> {
        match action {
            Action::Undo if self.is_checked() => return Ok(self.reopen()),
            Action::Undo => return self.undo(store, now),
            Action::Redo => return self.redo(store, now),
            _ => {}
        }
        let Some(stage) = self.current.as_ref().map(|current| current.stage) else {
            return self.act_without_card(&action, store, now);
        };
        let revealed = stage == Stage::Revealed;
        match action {
            Action::Quit => {
                self.quit();
                Ok(Effect::Ended)
            }
            Action::Rate(_) | Action::Accept if !revealed => Ok(Effect::Refused(Refusal::RevealFirst)),
            Action::Reveal | Action::Hint | Action::Ask(_) | Action::Type(_) | Action::Choose(_)
                if revealed =>
            {
                Ok(Effect::Refused(Refusal::AlreadyRevealed))
            }
            Action::Rate(rating) => self.rate(rating, store, now),
            Action::Accept => self.accept(store, now),
            Action::Bury => self.bury(store, now),
            Action::Suspend => self.suspend(store, now),
            Action::Flag(flag) => self.flag(flag, store, now),
            Action::NotNow => self.not_now(store, now),
            Action::Edited(item) => self.edited(*item, store, now),
            other => Ok(self.look(other)),
        }
    }

    /// While the next card waits, or after the end.
    fn act_without_card(
        &mut self,
        action: &Action<'_>,
        store: &Store,
        now: Moment,
    ) -> Result<Effect, ProgressError> {
        match (action, self.waiting) {
            (_, None) => Ok(Effect::Refused(Refusal::Over)),
            (Action::Quit, _) => {
                self.quit();
                Ok(Effect::Ended)
            }
            (Action::GoOn, Some(at)) if at > now.at => {
                self.waiting = None;
                let next = self.agenda.next_ahead();
                self.take_up(next, store, now)?;
                Ok(Effect::Shown)
            }
            (Action::GoOn, _) => {
                self.go_on(store, now)?;
                Ok(Effect::Shown)
            }
            _ => Ok(Effect::Refused(Refusal::Waiting)),
        }
    }

    /// Actions that change nothing but the screen.
    fn look(&mut self, action: Action<'_>) -> Effect {
        let (Some(current), buttons) = (self.current.as_mut(), self.options.buttons) else {
            return Effect::Refused(Refusal::Over);
        };
        let card = &mut self.cards[current.index];
        let done = match action {
            Action::Reveal => {
                current.reveal();
                Ok(Effect::Shown)
            }
            Action::Hint => {
                let own = usize::from(card.item.detail.hint.is_some());
                let answer = card.answer();
                let shown = if faces::has_formula(&answer) {
                    0
                } else {
                    letters(&answer)
                };
                current.hints = (current.hints + 1).min(shown + own);
                match current.hints {
                    0 if shown == 0 => Err(Refusal::NoHint),
                    _ => Ok(Effect::Shown),
                }
            }
            Action::Ask(face) => current.ask(face, card, self.seed),
            Action::Choose(place) => current.choose(place, card, self.options.day_first),
            Action::Type(text) => current.type_in(text, card, self.options.day_first),
            Action::WasRight => current.was_right(card),
            _ => Ok(Effect::Shown),
        };
        current.proposed = proposed(current.attempt(card), buttons);
        done.unwrap_or_else(Effect::Refused)
    }

    fn bury(&mut self, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
        let id = self.id();
        store.bury(&[&id], now.day.plus(1), now)?;
        self.leave(Event::Marked, store, now)?;
        Ok(Effect::Buried(id))
    }

    fn suspend(&mut self, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
        let id = self.id();
        store.suspend(&[&id], now)?;
        self.leave(Event::Marked, store, now)?;
        Ok(Effect::Suspended(id))
    }

    fn not_now(&mut self, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
        let (id, step) = (self.id(), store.last_step()?);
        self.leave(|index| Event::NotNow(index, step), store, now)?;
        Ok(Effect::PutOff(id))
    }

    fn flag(&mut self, flag: u8, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
        let id = self.id();
        let had = store.card(&id)?.marks.flag;
        let flag = if had == flag { 0 } else { flag };
        if store.flag(&[&id], flag, now)? > 0
            && let Some(current) = self.current.as_mut()
        {
            current.kept.marks.flag = flag;
            current.checked_last = false;
            self.history.push(Event::Marked(current.index));
        }
        Ok(Effect::Flagged(id, flag))
    }

    /// Asks the card with its new wording; an answer that was shown stays and is checked anew.
    fn edited(&mut self, item: Item, store: &Store, now: Moment) -> Result<Effect, ProgressError> {
        if let Some(current) = &self.current {
            self.cards[current.index].item = item;
        }
        self.show_again(store, now)?;
        Ok(Effect::Shown)
    }

    /// Asks the card on screen as it is now; an answer that was shown stays and is checked anew.
    pub(super) fn show_again(&mut self, store: &Store, now: Moment) -> Result<(), ProgressError> {
        let Some(before) = self.current.clone() else {
            return Ok(());
        };
        self.show(before.index, store, now)?;
        let (seed, day_first, buttons) = (self.seed, self.options.day_first, self.options.buttons);
        if let Some(current) = self.current.as_mut() {
            let card = &self.cards[before.index];
            current.answer_again(&before, card, seed, day_first);
            current.proposed = proposed(current.attempt(card), buttons);
        }
        Ok(())
    }

    /// Gives a card of the sitting new content, wherever it stands; an answer that was shown stays.
    pub fn replace_item(
        &mut self,
        id: &str,
        item: Item,
        store: &Store,
        now: Moment,
    ) -> Result<(), ProgressError> {
        let Some(index) = self.cards.iter().position(|card| card.id == id) else {
            return Ok(());
        };
        self.cards[index].item = item;
        match &self.current {
            Some(current) if current.index == index => self.show_again(store, now),
            _ => Ok(()),
        }
    }

    fn leave(
        &mut self,
        event: impl Fn(usize) -> Event,
        store: &Store,
        now: Moment,
    ) -> Result<(), ProgressError> {
        if let Some(current) = self.current.take() {
            self.history.push(event(current.index));
        }
        self.go_on(store, now)
    }

    fn quit(&mut self) {
        self.waiting = None;
        self.left_over = self.agenda.indices().count() + usize::from(self.current.is_some());
        if let Some(current) = self.current.take() {
            self.agenda.put_first(current.index);
        }
    }

    pub(super) fn index_of(&self, id: &str) -> Option<usize> {
        self.cards.iter().position(|card| card.id == id)
    }

    fn id(&self) -> String {
        self.card().map_or_else(String::new, |card| card.id.clone())
    }

    pub(super) fn left_over(&self) -> usize {
        self.left_over
    }
}
