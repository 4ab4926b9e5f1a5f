//! What the card on screen does with an answer: the reveal, a choice, what is typed, and its verdict.

use super::Face;
use super::Stage;
use super::StudyCard;
use super::action::Effect;
use super::faces;
use super::judging::doubt;
use super::judging::question;
use super::judging::taken;
use super::listed;
use super::proposal::Attempt;
use super::refusal::Refusal;
use super::view::Current;
use super::view::can_be_right;
use crate::answers::Outcome;
use crate::answers::Verdict;
use crate::answers::grade;
use crate::answers::names_no_pair;
use crate::items::origin::note_of;
use crate::progress::Answer;
use crate::schedule::Rating;

impl Current {
    pub(super) fn reveal(&mut self) {
        self.stage = Stage::Revealed;
        self.try_again = None;
    }

    pub(super) fn ask(&mut self, face: Face, card: &StudyCard, seed: u64) -> Result<Effect, Refusal> {
        if !face.fits(card) {
            return Err(Refusal::NoSuchFace(face));
        }
        self.face = face;
        self.stage = match face {
            Face::Plain | Face::Cloze => Stage::Front,
            Face::Typed => Stage::Typing,
            Face::Choices => Stage::Choosing,
        };
        // Repetitions stir the order, so that a place is not learned instead of the answer.
        let seed = seed.wrapping_add(u64::from(self.kept.state.repetitions));
        self.options = if listed::has_list(&card.item) {
            listed::listed_of(&card.item, &card.id, seed)
        } else if face == Face::Choices {
            faces::options(card, seed)
        } else {
            Vec::new()
        };
        Ok(Effect::Shown)
    }

    pub(super) fn choose(
        &mut self,
        place: usize,
        card: &StudyCard,
        day_first: bool,
    ) -> Result<Effect, Refusal> {
        let option = self.options.get(place).ok_or(Refusal::NoSuchOption)?.clone();
        self.verdict = Some(if super::view::is_key(card, &option) {
            Verdict {
                outcome: Outcome::Right,
                credit: 1000,
                reason: "right".to_owned(),
                difference: Vec::new(),
            }
        } else {
            let mut verdict = grade(&question(card, day_first), &option);
            // An option that is not the key is wrong, however near its wording comes.
            verdict.outcome = Outcome::Wrong;
            verdict.credit = 0;
            verdict.difference.clear();
            verdict
        });
        self.chosen = Some(place);
        self.given = Some(option);
        self.checked_last = true;
        self.reveal();
        Ok(Effect::Shown)
    }

    pub(super) fn type_in(
        &mut self,
        text: &str,
        card: &StudyCard,
        day_first: bool,
    ) -> Result<Effect, Refusal> {
        let shown = self.options.clone();
        if listed::has_list(&card.item) && listed::names_no_place(&card.item, &shown, text) {
            return Err(Refusal::NoSuchOption);
        }
        if names_no_pair(&card.item.detail.pairs, &shown, text) && !card.item.detail.pairs.is_empty() {
            return Err(Refusal::NamesNoPair);
        }
        if self.stage != Stage::Typing {
            self.ask(Face::Typed, card, 0)?;
        }
        if text.trim().is_empty() && is_compared(card) {
            self.reveal();
            return Ok(Effect::Shown);
        }
        let mut verdict = if listed::has_list(&card.item) {
            // Letters mean the list as it was on the screen.
            self.options = shown;
            listed::grade_listed(&question(card, day_first), &self.options, text)
        } else {
            grade(&question(card, day_first), text)
        };
        if let Some(taken) = taken(card, &verdict, text, self.retried) {
            verdict = taken;
        }
        if verdict.outcome == Outcome::Close && !self.retried {
            self.retried = true;
            self.try_again = Some(verdict.reason);
            return Ok(Effect::Shown);
        }
        self.given = Some(text.trim().to_owned());
        self.verdict = Some(verdict);
        self.checked_last = !text.trim().is_empty();
        self.reveal();
        Ok(Effect::Shown)
    }

    pub(super) fn was_right(&mut self, card: &mut StudyCard) -> Result<Effect, Refusal> {
        if !can_be_right(self) {
            return Err(Refusal::NothingTyped);
        }
        let form = self.given.clone().unwrap_or_default();
        if card.words.is_word_itself(&card.id, &card.item, &form) {
            return Err(Refusal::IsTheWordItself);
        }
        if let Some(doubt) = doubt(card, &form).filter(|_| !self.is_sure) {
            self.is_sure = true;
            return Err(doubt);
        }
        self.checked_last = false;
        card.item.accept.push(form.clone());
        if let Some(verdict) = self.verdict.as_mut() {
            verdict.outcome = Outcome::Right;
            verdict.credit = 1000;
            "counts as right from now on".clone_into(&mut verdict.reason);
            verdict.difference.clear();
        }
        Ok(Effect::AcceptedForm {
            id: card.id.clone(),
            form,
        })
    }

    /// Brings the card, whose item is another now, to where it was: the same face, and what was given is
    /// checked anew.
    pub(super) fn answer_again(&mut self, before: &Current, card: &StudyCard, seed: u64, day_first: bool) {
        // Where the new item cannot be asked that way any more, it is asked in its own.
        let is_same_face = self.ask(before.face, card, seed).is_ok();
        self.hints = before.hints;
        self.retried = before.retried;
        self.shown = before.shown;
        if before.stage != Stage::Revealed {
            return;
        }
        let given = before.given.as_deref().filter(|_| is_same_face);
        let place = given.and_then(|given| self.options.iter().position(|option| option == given));
        // What was close has had its second chance.
        self.retried = true;
        let _ = match (before.face, given, place) {
            (Face::Choices, _, Some(place)) => self.choose(place, card, day_first),
            (Face::Typed, Some(given), _) => self.type_in(given, card, day_first),
            _ => Ok(Effect::Shown),
        };
        self.retried = before.retried;
        self.checked_last = false;
        self.reveal();
    }

    pub(super) fn attempt(&self, card: &StudyCard) -> Attempt {
        Attempt {
            face: self.face,
            outcome: self.verdict.as_ref().map(|verdict| verdict.outcome),
            hinted: self.hints > 0,
            retried: self.retried,
            compares: self.face == Face::Typed && is_compared(card),
            misses_most: listed::has_list(&card.item)
                && self.verdict.as_ref().is_some_and(|verdict| verdict.credit < 500),
        }
    }

    pub(super) fn answer<'a>(&'a self, card: &'a StudyCard, rating: Rating, took: i64) -> Answer<'a> {
        Answer {
            item: &card.id,
            rating,
            asked_as: Some(self.face.word()),
            typed: self.given.as_deref(),
            verdict: self
                .verdict
                .as_ref()
                .map(|verdict| Outcome::ALL[verdict.outcome as usize].1),
            took: jiff::SignedDuration::from_millis(took),
            other_face: self.face.other(card).map(Face::word),
        }
    }
}

/// Whether typing the answer is an offer, and nothing typed no answer: so it was in Anki, where who types nothing
/// sees the answer and compares.
fn is_compared(card: &StudyCard) -> bool {
    note_of(&card.item.id.0).is_some()
}
