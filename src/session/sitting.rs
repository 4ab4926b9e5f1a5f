//! The state machine: an action comes in, the state changes, an effect goes out.

use std::sync::Arc;

use jiff::Timestamp;

use super::Face;
use super::KnownWords;
use super::Mode;
use super::Options;
use super::Stage;
use super::StudyCard;
use super::agenda::Agenda;
use super::agenda::Next;
use super::faces;
use super::history::Answered;
use super::history::Event;
use super::history::History;
use super::judging::doubt;
use super::judging::question;
use super::judging::taken;
use super::listed;
use super::proposal::Attempt;
use super::proposal::proposed;
use super::view::Current;
use super::view::can_be_right;
use crate::answers::Outcome;
use crate::answers::Verdict;
use crate::answers::grade;
use crate::items::Item;
use crate::items::origin::note_of;
use crate::items::typing::letters;
use crate::progress::Answer;
use crate::progress::Card;
use crate::progress::ProgressError;
use crate::progress::Rated;
use crate::progress::Store;
use crate::progress::Undone;
use crate::progress::What;
use crate::schedule::Due;
use crate::schedule::LeechStep;
use crate::schedule::Moment;
use crate::schedule::Phase;
use crate::schedule::Rating;
use crate::schedule::Wait;
use crate::schedule::fuzz_seed;

/// A card that lies open for longer than this counts as looked at for this long, in milliseconds.
const LONGEST_LOOK: i64 = 5 * 60 * 1000;

/// What a learner does.
#[derive(Clone, Debug)]
pub enum Action<'a> {
    /// Shows the answer.
    Reveal,
    /// Shows one more letter.
    Hint,
    /// Asks the card in another way.
    Ask(Face),
    /// Gives a typed answer; an empty one says "I do not know".
    Type(&'a str),
    /// Chooses an option, from 0.
    Choose(usize),
    /// Rates the card.
    Rate(Rating),
    /// Rates the card as proposed.
    Accept,
    /// Says that the typed answer was right after all.
    WasRight,
    /// Takes back the last change.
    Undo,
    /// Brings back what was taken back.
    Redo,
    /// Hides the card until tomorrow.
    Bury,
    /// Takes the card out until it is resumed.
    Suspend,
    /// Sets the card's flag; the one it has, or 0, takes it off.
    Flag(u8),
    /// Leaves the card for another sitting.
    NotNow,
    /// The caller has changed the card's item.
    Edited(Box<Item>),
    /// Shows the card that waits for its minute.
    GoOn,
    /// Ends the sitting.
    Quit,
}

/// What an action did, for the status line and for the caller to act on.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Only the screen changed.
    Shown,
    /// The rating is kept and the next card is current.
    Rated {
        /// Which card.
        id: String,
        /// The rating.
        rating: Rating,
        /// How long the card is away; `None` where the schedule stays.
        wait: Option<Wait>,
        /// What was done because it keeps lapsing.
        leech: Option<LeechStep>,
    },
    /// An answer counts from now on: the caller adds it to the item's accepted forms.
    AcceptedForm {
        /// Which card.
        id: String,
        /// The answer.
        form: String,
    },
    /// An answer that was checked and not rated is open again; what was typed is in it, or nothing where an
    /// option was chosen.
    Reopened(String),
    /// A change was taken back. With a payload, the caller puts a file back.
    TakenBack(Undone),
    /// A change was brought back. With a payload, the caller changes the file again.
    BroughtBack(Undone),
    /// The card is hidden until tomorrow.
    Buried(String),
    /// The card is out until it is resumed.
    Suspended(String),
    /// The card has this flag now.
    Flagged(String, u8),
    /// The card is left for another sitting.
    PutOff(String),
    /// Nothing was done.
    Refused(Refusal),
    /// The sitting is over.
    Ended,
}

/// Why an action did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A rating comes after the answer is shown.
    RevealFirst,
    /// The answer is shown already.
    AlreadyRevealed,
    /// The card cannot be asked this way.
    NoSuchFace(Face),
    /// There is no option with this letter.
    NoSuchOption,
    /// The answer has no letters that could be shown one by one.
    NoHint,
    /// There is no such rating key.
    NoSuchRating,
    /// There is nothing to say it of.
    NothingTyped,
    /// What was typed is one of the wrong options: it is asked once more.
    IsWrongOption,
    /// What was typed is another answer of the deck: it is asked once more.
    IsAnotherAnswer,
    /// What was typed is the word itself, where what it means is asked.
    IsTheWordItself,
    /// There is nothing to take back.
    NothingToUndo,
    /// There is nothing to bring back.
    NothingToRedo,
    /// The next card waits for its minute.
    Waiting,
    /// The sitting is over.
    Over,
}

impl Refusal {
    /// Returns the sentence for the status line.
    pub fn sentence(self) -> String {
        match self {
            Refusal::RevealFirst => "reveal the answer first".to_owned(),
            Refusal::AlreadyRevealed => "the answer is shown already".to_owned(),
            Refusal::NoSuchFace(Face::Choices) => "this card has no options to choose from".to_owned(),
            Refusal::NoSuchFace(face) => format!("this card cannot be asked as {face}"),
            Refusal::NoSuchOption => "there is no option with this letter".to_owned(),
            Refusal::NoHint => "this answer cannot be shown letter by letter".to_owned(),
            Refusal::NoSuchRating => "two ratings are set: 1 Again and 3 Good".to_owned(),
            Refusal::NothingTyped => "nothing typed that could be right".to_owned(),
            Refusal::IsWrongOption => "it is one of the wrong options; y again counts it as right".to_owned(),
            Refusal::IsAnotherAnswer => {
                "it is another answer in your decks; y again counts it as right".to_owned()
            }
            Refusal::IsTheWordItself => {
                "it is the word itself, which never counts as its meaning; rate it as you see fit".to_owned()
            }
            Refusal::NothingToUndo => "there is nothing left to take back".to_owned(),
            Refusal::NothingToRedo => "there is nothing to bring back".to_owned(),
            Refusal::Waiting => "no card is shown yet; Enter shows the next one now".to_owned(),
            Refusal::Over => "the session is over".to_owned(),
        }
    }
}

/// One learner, one sitting.
#[derive(Clone, Debug)]
pub struct Session {
    pub(super) cards: Vec<StudyCard>,
    /// Where each card was when last looked up.
    pub(super) phases: Vec<Phase>,
    pub(super) agenda: Agenda,
    pub(super) current: Option<Current>,
    /// No card is current: the next one waits for this minute.
    waiting: Option<Timestamp>,
    pub(super) history: History,
    pub(super) options: Options,
    /// Cards that were to come when the learner left.
    left_over: usize,
    pub(super) started: Moment,
    seed: u64,
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

    /// Returns when the first card on its steps comes back, whether in this sitting or in another.
    pub fn first_minute(&self) -> Option<Timestamp> {
        self.agenda.first_minute()
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

    /// Whether the last thing done was to check an answer to the card on screen.
    fn is_checked(&self) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.stage == Stage::Revealed && current.checked_last)
    }

    /// Opens a checked answer again; it counts as a second try from then on.
    fn reopen(&mut self) -> Effect {
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

    fn accept(&mut self, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
        match self.current.as_ref().map(|current| current.proposed) {
            Some(rating) => self.rate(rating, store, now),
            None => Ok(Effect::Refused(Refusal::Over)),
        }
    }

    fn rate(&mut self, rating: Rating, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
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
    fn send_on(&mut self, index: usize, rating: Rating, after: &Card) {
        match self.options.mode {
            Mode::Review if !after.marks.suspended => self.agenda.come_again(index, after.state.due),
            Mode::Cram if rating == Rating::Again => self.agenda.put_last(index),
            _ => {}
        }
    }

    /// Puts the answer on disk, and says how long the card is away.
    fn keep(
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
        let Some(before) = self.current.clone() else {
            return Ok(Effect::Shown);
        };
        self.cards[before.index].item = item;
        self.show(before.index, store, now)?;
        let (seed, day_first, buttons) = (self.seed, self.options.day_first, self.options.buttons);
        if let Some(current) = self.current.as_mut() {
            let card = &self.cards[before.index];
            current.answer_again(&before, card, seed, day_first);
            current.proposed = proposed(current.attempt(card), buttons);
        }
        Ok(Effect::Shown)
    }

    /// Gives a card of the sitting new content, wherever it stands.
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
            Some(current) if current.index == index => self.show(index, store, now),
            _ => Ok(()),
        }
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

    fn undo(&mut self, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
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
            if self.history.last().is_some_and(is_its_event) {
                self.history.take_back();
            }
            self.come_back(index, store, now)?;
        }
        Ok(Effect::TakenBack(undone))
    }

    fn redo(&mut self, store: &mut Store, now: Moment) -> Result<Effect, ProgressError> {
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
            _ if self.is_current(index) => self.show(index, store, now)?,
            _ => {}
        }
        Ok(Effect::BroughtBack(done))
    }

    /// Makes a card current again; the one that was goes back to the head of the queue.
    fn come_back(&mut self, index: usize, store: &Store, now: Moment) -> Result<(), ProgressError> {
        if let Some(current) = self.current.take()
            && current.index != index
        {
            self.agenda.put_first(current.index);
        }
        self.agenda.remove(index);
        self.show(index, store, now)
    }

    fn take_out(&mut self, index: usize, store: &Store, now: Moment) -> Result<(), ProgressError> {
        self.agenda.remove(index);
        self.take_out_current(index, store, now)
    }

    fn take_out_current(&mut self, index: usize, store: &Store, now: Moment) -> Result<(), ProgressError> {
        if self.current.is_none() || self.is_current(index) {
            self.go_on(store, now)
        } else {
            Ok(())
        }
    }

    fn is_current(&self, index: usize) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.index == index)
    }

    /// Makes the next card current. Cards that were suspended, buried or answered elsewhere meanwhile are left out.
    fn go_on(&mut self, store: &Store, now: Moment) -> Result<(), ProgressError> {
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
    fn take_up(&mut self, mut next: Next, store: &Store, now: Moment) -> Result<(), ProgressError> {
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

    fn is_wanted(&self, kept: &Card, now: Moment) -> bool {
        let comes_later = kept.state.due.day().is_some_and(|day| day > now.day);
        match self.options.mode {
            Mode::Review => kept.is_active(now.day) && !comes_later,
            Mode::Quiz { .. } | Mode::Cram => !kept.marks.suspended,
        }
    }

    fn show(&mut self, index: usize, store: &Store, now: Moment) -> Result<(), ProgressError> {
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
    fn face_of(&self, card: &StudyCard, kept: &Card) -> Face {
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

    fn index_of(&self, id: &str) -> Option<usize> {
        self.cards.iter().position(|card| card.id == id)
    }

    fn id(&self) -> String {
        self.card().map_or_else(String::new, |card| card.id.clone())
    }

    pub(super) fn left_over(&self) -> usize {
        self.left_over
    }
}

impl Current {
    fn reveal(&mut self) {
        self.stage = Stage::Revealed;
        self.try_again = None;
    }

    fn ask(&mut self, face: Face, card: &StudyCard, seed: u64) -> Result<Effect, Refusal> {
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

    fn choose(&mut self, place: usize, card: &StudyCard, day_first: bool) -> Result<Effect, Refusal> {
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

    fn type_in(&mut self, text: &str, card: &StudyCard, day_first: bool) -> Result<Effect, Refusal> {
        let shown = self.options.clone();
        if listed::has_list(&card.item) && listed::names_no_place(&card.item, &shown, text) {
            return Err(Refusal::NoSuchOption);
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

    fn was_right(&mut self, card: &mut StudyCard) -> Result<Effect, Refusal> {
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
    fn answer_again(&mut self, before: &Current, card: &StudyCard, seed: u64, day_first: bool) {
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

    fn attempt(&self, card: &StudyCard) -> Attempt {
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

    fn answer<'a>(&'a self, card: &'a StudyCard, rating: Rating, took: i64) -> Answer<'a> {
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
