//! Which card comes next, and the face it is asked with.

use super::Face;
use super::Mode;
use super::Session;
use super::Stage;
use super::StudyCard;
use super::agenda::Next;
use super::history::Event;
use super::view::Current;
use crate::progress::Card;
use crate::progress::ProgressError;
use crate::progress::Store;
use crate::schedule::Moment;
use crate::schedule::Rating;
use crate::schedule::fuzz_seed;

impl Session {
    /// Makes the next card current. Cards that were suspended, buried or answered elsewhere meanwhile are left out.
    pub(super) fn go_on(&mut self, store: &Store, now: Moment) -> Result<(), ProgressError> {
        self.current = None;
        self.waiting = None;
        if self.is_out_of_time(now) {
            self.left_over = self.agenda.indices().count();
            self.agenda.clear();
        }
        let last = self.history.last().map(Event::index);
        let next = self.agenda.next(now, last);
        self.take_up(next, store, now)
    }

    /// Shows the next card, or the one after it where it is not wanted any more.
    pub(super) fn take_up(
        &mut self,
        mut next: Next,
        store: &Store,
        now: Moment,
    ) -> Result<(), ProgressError> {
        loop {
            match next {
                Next::Nothing => return Ok(()),
                Next::Wait(at) => {
                    self.waiting = Some(at);
                    return Ok(());
                }
                Next::Card(index) => {
                    let kept = store.card(&self.cards[index].id)?;
                    if self.is_wanted(&kept, now) {
                        return self.show(index, store, now);
                    }
                }
            }
            next = self.agenda.next(now, None);
        }
    }

    pub(super) fn is_wanted(&self, kept: &Card, now: Moment) -> bool {
        let comes_later = kept.state.due.day().is_some_and(|day| day > now.day);
        match self.options.mode {
            Mode::Review => kept.is_active(now.day) && !comes_later,
            Mode::Quiz { .. } | Mode::Cram => !kept.marks.suspended,
        }
    }

    pub(super) fn show(&mut self, index: usize, store: &Store, now: Moment) -> Result<(), ProgressError> {
        let card = &self.cards[index];
        let kept = store.card(&card.id)?;
        self.phases[index] = kept.state.phase;
        let scheduler = self.options.scheduler_of(&card.id);
        let futures = scheduler.futures(&kept.state, now, fuzz_seed(&card.id, kept.state.repetitions));
        let face = self.face_of(card, &kept);
        let mut current = Current {
            index,
            stage: Stage::Front,
            face: Face::Plain,
            options: Vec::new(),
            chosen: None,
            given: None,
            verdict: None,
            retried: false,
            checked_last: false,
            is_sure: false,
            try_again: None,
            hints: 0,
            proposed: Rating::Good,
            shown: now,
            kept,
            futures,
        };
        // A face that fits is never refused.
        let _ = current.ask(face, card, self.seed);
        self.current = Some(current);
        self.waiting = None;
        Ok(())
    }

    /// The card's own face, else the one of the options, else by choice in a quiz, else the suited one or plain.
    pub(super) fn face_of(&self, card: &StudyCard, kept: &Card) -> Face {
        let own = kept.marks.face.as_deref().and_then(Face::from_word);
        let quiz = matches!(self.options.mode, Mode::Quiz { .. });
        let usual: &[Face] = if quiz { &[Face::Choices, Face::Typed] } else { &[] };
        let (face, is_suited) = self.options.face_of(&card.id);
        let suited = is_suited.then(|| Face::suited(card));
        let mut wanted = own
            .into_iter()
            .chain(face)
            .chain(usual.iter().copied())
            .chain(suited);
        wanted.find(|face| face.fits(card)).unwrap_or(Face::Plain)
    }
}
