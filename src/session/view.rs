//! Everything a screen needs to draw the card that is current.

use std::collections::BTreeSet;

use super::Buttons;
use super::Face;
use super::Session;
use super::StudyCard;
use super::faces;
use super::listed;
use crate::answers::Verdict;
use crate::items::Distractor;
use crate::items::Status;
use crate::items::label::tells_answer;
use crate::progress::Card;
use crate::schedule::Future;
use crate::schedule::Futures;
use crate::schedule::Moment;
use crate::schedule::Phase;
use crate::schedule::Rating;
use crate::schedule::Wait;

/// Where the current card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The question is shown; the answer is thought of.
    Front,
    /// The answer is being typed: every key is text.
    Typing,
    /// The options are shown: letters choose.
    Choosing,
    /// The answer is shown; a rating is awaited.
    Revealed,
}

/// A key that works now. What it is called and where it lies is the screen's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the action of its name
pub enum Key {
    Reveal,
    Hint,
    AsChoices,
    AsTyping,
    AsCloze,
    AsPlain,
    /// A letter for each of so many options.
    Choose(usize),
    /// Text and Enter.
    Type,
    /// The proposed rating.
    Accept,
    Rate,
    WasRight,
    Source,
    Undo,
    Edit,
    Flag,
    Bury,
    Suspend,
    NotNow,
    Info,
    Help,
    Quit,
}

/// What helped to a right answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// Letters of the answer were shown.
    Hint,
    /// It was the second try.
    SecondTry,
}

/// How many cards are left, the current one included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Never seen.
    pub new: usize,
    /// On their steps.
    pub learning: usize,
    /// Learned before.
    pub review: usize,
}

impl Left {
    /// Returns all of them.
    pub fn total(self) -> usize {
        self.new + self.learning + self.review
    }
}

/// What is shown after the reveal.
#[derive(Clone, Debug)]
pub struct Answered<'a> {
    /// The right answer.
    pub answer: String,
    /// The same in the letters of the list below the stem, `b a c` or `1c 2a`; `None` where there is no list.
    pub letters: Option<String>,
    /// Other right answers.
    pub accept: &'a [String],
    /// What was typed or chosen.
    pub given: Option<&'a str>,
    /// What the grading says.
    pub verdict: Option<&'a Verdict>,
    /// Why the option chosen is wrong.
    pub why_wrong: Option<&'a str>,
    /// The explanation.
    pub explanation: Option<&'a str>,
    /// Where it is from.
    pub source: Option<&'a str>,
}

/// Everything a screen needs to draw the card that is current.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// deck/item or deck/item/direction.
    pub id: &'a str,
    /// Title of the deck; empty before the reveal where it would tell the answer.
    pub deck: &'a str,
    /// How many different cards have been shown, this one included; a card that comes again does not raise it.
    pub number: usize,
    /// How many different cards the sitting has, as far as is known now.
    pub total: usize,
    /// How many cards shown before come again, this one not included.
    pub coming_back: usize,
    /// How many are left, this one included.
    pub left: Left,
    /// Where the card stands.
    pub stage: Stage,
    /// How it is asked.
    pub face: Face,
    /// The other ways it can be asked.
    pub faces: Vec<Face>,
    /// What is asked, in the words of the face. A cloze has `____`.
    pub question: String,
    /// How many of its last lines are left halves, each to be matched with an option.
    pub halves: usize,
    /// The options, when it is asked by choice, or the list a stem speaks of; the first is `a`.
    pub options: &'a [String],
    /// The option chosen.
    pub chosen: Option<usize>,
    /// The right option, after the reveal.
    pub right_option: Option<usize>,
    /// The hint so far.
    pub hint: Option<String>,
    /// A sentence to show beside the field: the answer was close, try again.
    pub try_again: Option<&'a str>,
    /// After the reveal.
    pub answered: Option<Answered<'a>>,
    /// The rating that Enter takes, after the reveal.
    pub proposed: Option<Rating>,
    /// What helped to a right answer, for which less than Good is proposed.
    pub help: Option<Help>,
    /// The rating keys and how long each would send the card away; no wait where the schedule stays.
    pub ratings: Vec<(Rating, Option<Wait>)>,
    /// For what can change: the date for which it is right, as it is written.
    pub as_of: Option<String>,
    /// Disputed.
    pub contested: bool,
    /// No longer true; shown with a notice.
    pub retired: bool,
    /// The card as it is kept: flag, lapses, stability.
    pub card: &'a Card,
    /// Probability that it is remembered now, 0 to 1; `None` for a new card.
    pub retrievability: Option<f64>,
    /// The keys that work now, in the order to show them.
    pub keys: Vec<Key>,
}

/// The card on screen.
#[derive(Clone, Debug)]
pub(super) struct Current {
    pub index: usize,
    pub stage: Stage,
    pub face: Face,
    pub options: Vec<String>,
    pub chosen: Option<usize>,
    pub given: Option<String>,
    pub verdict: Option<Verdict>,
    pub retried: bool,
    /// Nothing was done since the answer was checked.
    pub checked_last: bool,
    /// The learner was asked whether a known wrong answer is right.
    pub is_sure: bool,
    pub try_again: Option<String>,
    pub hints: usize,
    pub proposed: Rating,
    pub shown: Moment,
    pub kept: Card,
    pub futures: Futures<Future>,
}

impl Session {
    /// Returns what to draw; `None` when the sitting is over.
    pub fn view(&self, now: Moment) -> Option<View<'_>> {
        let current = self.current.as_ref()?;
        let card = &self.cards[current.index];
        let left = self.left();
        let seen = self.seen();
        let coming_back = self.agenda.indices().filter(|index| seen.contains(index)).count();
        let revealed = current.stage == Stage::Revealed;
        let (question, halves) = question(card, current.face);
        Some(View {
            id: &card.id,
            deck: match revealed || !tells_answer(&card.deck, &card.item) {
                true => &card.deck,
                false => "",
            },
            number: seen.len(),
            total: seen.len()
                + self
                    .agenda
                    .indices()
                    .filter(|index| !seen.contains(index))
                    .count(),
            coming_back,
            left,
            stage: current.stage,
            face: current.face,
            faces: Face::ALL
                .into_iter()
                .map(|(face, _)| face)
                .filter(|face| *face != current.face && face.fits(card))
                .collect(),
            question,
            halves,
            options: &current.options,
            chosen: current.chosen,
            right_option: current
                .options
                .iter()
                .position(|option| revealed && current.face == Face::Choices && is_key(card, option)),
            hint: current.hint(card),
            try_again: current.try_again.as_deref(),
            answered: revealed.then(|| current.answered(card)),
            proposed: revealed.then_some(current.proposed),
            help: current.help(),
            ratings: self.rating_keys(current),
            as_of: card.item.as_of.map(|date| date.to_string()),
            contested: card.item.contested,
            retired: matches!(card.item.status, Status::Retired { .. }),
            card: &current.kept,
            retrievability: self
                .options
                .scheduler_of(&card.id)
                .retrievability(&current.kept.state, now.day),
            keys: keys(card, current),
        })
    }

    fn rating_keys(&self, current: &Current) -> Vec<(Rating, Option<Wait>)> {
        let wait = |rating: Rating| {
            self.options
                .mode
                .moves_schedule()
                .then(|| current.futures.of(rating).wait)
        };
        Rating::ALL
            .into_iter()
            .filter(|rating| self.has_button(*rating))
            .map(|rating| (rating, wait(rating)))
            .collect()
    }

    pub(super) fn has_button(&self, rating: Rating) -> bool {
        self.options.buttons == Buttons::Four || matches!(rating, Rating::Again | Rating::Good)
    }

    /// The cards something was done to in this sitting, and the one on screen.
    fn seen(&self) -> BTreeSet<usize> {
        let current = self.current.as_ref().map(|current| current.index);
        self.history.indices().chain(current).collect()
    }

    fn left(&self) -> Left {
        let mut left = Left {
            learning: self.agenda.steps().count(),
            ..Left::default()
        };
        let waiting = self
            .agenda
            .indices()
            .take(self.agenda.indices().count() - left.learning);
        for index in waiting.chain(self.current.as_ref().map(|current| current.index)) {
            match self.phases[index] {
                Phase::New => left.new += 1,
                Phase::Review => left.review += 1,
                Phase::Learning | Phase::Relearning => left.learning += 1,
            }
        }
        left
    }

    /// Returns the minutes that `cards` cards take at the pace of the last answers, those of this sitting
    /// among them; at least 1, and no more than its limit has left.
    pub fn minutes_for(&self, cards: usize, now: Moment) -> usize {
        let answers = self.history.answers();
        let pace = answers.fold(self.options.pace, |pace, answer| pace.with(answer.milliseconds));
        let minutes = pace.minutes(cards).max(1);
        self.minutes_until_limit(now)
            .map_or(minutes, |limit| limit.min(minutes))
    }
}

impl Current {
    /// What lowered the rating that is proposed for a right answer.
    fn help(&self) -> Option<Help> {
        let is_right = self
            .verdict
            .as_ref()
            .is_some_and(|verdict| verdict.outcome.is_accepted());
        let is_lowered = self.stage == Stage::Revealed && is_right && self.proposed == Rating::Hard;
        match (is_lowered, self.hints > 0, self.retried) {
            (true, true, _) => Some(Help::Hint),
            (true, false, true) => Some(Help::SecondTry),
            _ => None,
        }
    }

    fn hint(&self, card: &StudyCard) -> Option<String> {
        let own = card.item.detail.hint.as_ref();
        match (self.hints, own) {
            (0, _) => None,
            (1, Some(own)) => Some(own.clone()),
            (count, own) => Some(faces::hint(&card.answer(), count - usize::from(own.is_some()))),
        }
    }

    fn answered<'a>(&'a self, card: &'a StudyCard) -> Answered<'a> {
        let given = self.given.as_deref();
        let is_chosen = self.face == Face::Choices;
        let says_so = |wrong: &Distractor, why: &str| {
            let reason = self.verdict.as_ref().map(|verdict| verdict.reason.as_str());
            is_chosen || reason == Some(format!("{}: {why}", wrong.text).as_str())
        };
        let wrong = card.item.distractors.iter().find(|wrong| {
            let is_given = Some(wrong.text.as_str()) == given;
            is_given && wrong.why.as_deref().is_some_and(|why| says_so(wrong, why))
        });
        Answered {
            answer: card.answer(),
            letters: listed::letters_of(&card.item, &self.options),
            accept: &card.item.accept,
            given,
            verdict: self.verdict.as_ref(),
            why_wrong: wrong.and_then(|wrong| wrong.why.as_deref()),
            explanation: card.item.explanation.as_deref(),
            source: card.source.as_deref(),
        }
    }
}

/// What is asked, and how many of its last lines are left halves to be matched.
fn question(card: &StudyCard, face: Face) -> (String, usize) {
    let cloze = (face == Face::Cloze).then(|| faces::cloze(card)).flatten();
    match cloze {
        Some(cloze) => (cloze, 0),
        None => {
            let halves = card.item.detail.pairs.len();
            (
                format!("{}{}", card.item.stem, listed::left_of(&card.item)),
                halves,
            )
        }
    }
}

pub(super) fn is_key(card: &StudyCard, option: &str) -> bool {
    option == card.item.key
        || (card.item.distractors.is_empty() && option.eq_ignore_ascii_case(&card.item.key))
}

fn keys(card: &StudyCard, current: &Current) -> Vec<Key> {
    let mut keys = Vec::new();
    match current.stage {
        Stage::Front => keys.extend([Key::Reveal, Key::Hint]),
        Stage::Choosing => keys.push(Key::Choose(current.options.len())),
        Stage::Typing => keys.push(Key::Type),
        Stage::Revealed => {
            keys.extend([Key::Accept, Key::Rate]);
            if can_be_right(current) {
                keys.push(Key::WasRight);
            }
            keys.push(Key::Source);
        }
    }
    let faces = [
        (Face::Choices, Key::AsChoices),
        (Face::Typed, Key::AsTyping),
        (Face::Cloze, Key::AsCloze),
        (Face::Plain, Key::AsPlain),
    ];
    if current.stage == Stage::Front {
        let other = faces
            .iter()
            .filter(|(face, _)| *face != current.face && face.fits(card));
        keys.extend(other.map(|(_, key)| *key));
    }
    if matches!(current.stage, Stage::Front | Stage::Revealed) {
        keys.extend([
            Key::Undo,
            Key::Edit,
            Key::Flag,
            Key::Bury,
            Key::Suspend,
            Key::NotNow,
            Key::Info,
        ]);
        keys.extend([Key::Help, Key::Quit]);
    }
    keys
}

/// Whether the learner may say that an answer judged otherwise was right.
pub(super) fn can_be_right(current: &Current) -> bool {
    let given = current
        .given
        .as_deref()
        .is_some_and(|given| !given.trim().is_empty());
    let accepted = current
        .verdict
        .as_ref()
        .is_some_and(|verdict| verdict.outcome.is_accepted());
    // Letters that point to a list mean something else the next time it is shown.
    let is_listed = !current.options.is_empty();
    current.stage == Stage::Revealed && current.face == Face::Typed && given && !accepted && !is_listed
}
