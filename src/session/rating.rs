//! A rating: kept on disk, noted, and the card sent on.

use super::Mode;
use super::Session;
use super::action::Effect;
use super::history::Answered;
use super::history::Event;
use super::refusal::Refusal;
use crate::progress::Answer;
use crate::progress::Card;
use crate::progress::ProgressError;
use crate::progress::Rated;
use crate::progress::Store;
use crate::progress::What;
use crate::schedule::Moment;
use crate::schedule::Rating;
use crate::schedule::Wait;

/// A card that lies open for longer than this counts as looked at for this long, in milliseconds.
const LONGEST_LOOK: i64 = 5 * 60 * 1000;

impl Session {
    pub(super) fn accept(&mut self, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
        match self.current.as_ref().map(|current| current.proposed) {
            Some(rating) => self.rate(rating, store, now),
            None => Ok(Effect::Refused(Refusal::Over)),
        }
    }

    pub(super) fn rate(
        &mut self,
        rating: Rating,
        store: &mut Store,
        now: Moment,
    ) -> Result<Effect, ProgressError> {
        if !self.has_button(rating) {
            return Ok(Effect::Refused(Refusal::NoSuchRating));
        }
        let Some(current) = self.current.as_ref() else {
            return Ok(Effect::Refused(Refusal::Over));
        };
        let (index, card) = (current.index, &self.cards[current.index]);
        let took = (now.at.duration_since(current.shown.at).as_millis() as i64).clamp(0, LONGEST_LOOK);
        let answer = current.answer(card, rating, took);
        let (rated, wait) = self.keep(&answer, store, now)?;
        let (id, leech) = (card.id.clone(), rated.leech);
        self.history
            .push(Event::Answered(Answered::new(index, rating, &rated, took)));
        self.phases[index] = rated.after.state.phase;
        self.options.note_due(rated.after.state.due);
        self.send_on(index, rating, &rated.after);
        self.go_on(store, now)?;
        Ok(Effect::Rated {
            id,
            rating,
            wait,
            leech,
        })
    }

    /// Gives an answered card its place among those still to come, if it comes again.
    pub(super) fn send_on(&mut self, index: usize, rating: Rating, after: &Card) {
        match self.options.mode {
            Mode::Review if !after.marks.suspended => self.agenda.come_again(index, after.state.due),
            Mode::Cram if rating == Rating::Again => self.agenda.put_last(index),
            _ => {}
        }
    }

    /// Puts the answer on disk, and says how long the card is away.
    pub(super) fn keep(
        &self,
        answer: &Answer<'_>,
        store: &mut Store,
        now: Moment,
    ) -> Result<(Rated, Option<Wait>), ProgressError> {
        if self.options.mode.moves_schedule() {
            let rated = store.rate(answer, self.options.scheduler_of(answer.item), now)?;
            let wait = rated.wait;
            return Ok((rated, Some(wait)));
        }
        let what = if self.options.mode == Mode::Cram {
            What::Cram
        } else {
            What::Quiz
        };
        store.log_answer(answer, what, now)?;
        let card = store.card(answer.item)?;
        let rated = Rated {
            before: card.clone(),
            after: card,
            wait: Wait::Seconds(0),
            leech: None,
        };
        Ok((rated, None))
    }
}
