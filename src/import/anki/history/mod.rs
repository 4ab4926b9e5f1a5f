//! Years of reviews as Suraq keeps them: memory after each, and where the card stands now.
//!
//! The rules for what of a history counts are Anki's, so that a history replayed
//! here gives the memory that Anki shows for it. Days are whole days between the
//! hours at which a study day begins, never parts of a day.

mod steps;
mod unreviewed;

use jiff::Timestamp;

use crate::progress::Brought;
use crate::progress::BroughtReview;
use crate::progress::Card;
use crate::progress::Logged;
use crate::progress::What;
use crate::schedule::CardState;
use crate::schedule::Due;
use crate::schedule::Memory;
use crate::schedule::Model;
use crate::schedule::Moment;
use crate::schedule::Phase;
use crate::schedule::Rating;
use crate::schedule::Stability;
use crate::schedule::StudyDay;

use super::described::Preset;
use super::rows::CardRow;
use super::rows::Review;
use super::standing::Standing;
use super::standing::TYPED;
use steps::BY_HAND;
use steps::FILTERED;
use steps::Step;
use steps::together;

/// The kind of entries over there that are learning.
const LEARNING: u8 = 0;

/// Largest factor that stands for a difficulty; a greater one is an ease in thousandths.
const LARGEST_DIFFICULTY: i32 = 1_100;

/// An interval of so many seconds below zero is one of days.
const SECONDS_A_DAY: i32 = 86_400;

/// What memory is computed with.
pub struct Learner<'a> {
    /// Weights of the learner's own schedule here, for reviews made here.
    pub model: &'a Model,
    /// Now, with the offset and day of the learner.
    pub now: Moment,
    /// Minutes after midnight at which a study day begins.
    pub day_starts: u16,
    /// Steps of the learner's own schedule.
    pub learning_steps: usize,
    /// Steps after a lapse.
    pub relearning_steps: usize,
    /// Chance of recall at which the learner's cards come back.
    pub retention: f64,
    /// Most days until they do.
    pub longest_interval: u32,
}

impl Learner<'_> {
    /// The study day of a moment in milliseconds.
    pub(super) fn day(&self, at: i64) -> StudyDay {
        StudyDay::of(moment(at), self.now.offset, self.day_starts)
    }

    /// The days after which a card comes back that is so stable.
    fn wait(&self, stability: Stability) -> f64 {
        let days = self.model.interval_days(stability, self.retention);
        days.min(f64::from(self.longest_interval))
    }
}

pub(super) fn moment(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// What is known here of a card before anything is brought.
pub(super) struct Here<'a> {
    /// Its entries of the log.
    pub logged: Option<&'a Logged>,
    /// The card as it stands.
    pub kept: &'a Card,
}

impl Here<'_> {
    /// The moment of the last thing that happened to it, milliseconds.
    fn last_at(&self) -> i64 {
        let last = self.logged.and_then(|logged| logged.last);
        last.map_or(i64::MIN, |(at, _)| at)
    }
}

/// Where the reviews of a card come from, and what they are computed with.
pub(super) struct There<'a> {
    /// The card as it stands over there.
    pub row: &'a CardRow,
    /// Its history, oldest first.
    pub reviews: &'a [Review],
    /// Options of its deck, and the model of their weights.
    pub preset: &'a Preset,
    /// See `preset`.
    pub model: &'a Model,
    /// How rows become cards.
    pub standing: &'a Standing,
    /// Whether the package says how cards are scheduled.
    pub is_scheduled: bool,
    /// When the package was made, milliseconds, where that says how flags stood: Anki flags a card without noting
    /// when.
    pub made: Option<i64>,
}

impl There<'_> {
    /// Since when the card stands as it does, not before its `last` review; nothing where the row does not say.
    fn since(&self, last: Option<i64>, learner: &Learner<'_>) -> Option<(Timestamp, StudyDay)> {
        let changed = self.row.changed_until()?.min(learner.now.millisecond());
        let at = changed.max(last.map_or(changed, |at| at.saturating_add(1)));
        Some((moment(at), learner.day(at)))
    }
}

/// Returns what is to be brought of the card `item`, or nothing where all of it is here already.
///
/// Reviews made here stay. When the last of them is later than all from over there, the card keeps the
/// due day that it led to, but comes earlier where the new past leaves it less well known, and later where better. Without a new review it keeps all
/// that reviews lead to; see [`unreviewed`]. A new row without marks says nothing in a package without
/// scheduling, so that it never replaces what is here.
pub(super) fn learned(
    item: String,
    there: &There<'_>,
    here: &Here<'_>,
    learner: &Learner<'_>,
) -> Option<Brought> {
    let is_bare = there.row.is_bare() && there.reviews.is_empty();
    if is_bare && !(there.is_scheduled && here.logged.is_some()) {
        return face_alone(item, there, here);
    }
    let (steps, known) = together(there, here);
    let has_news = steps.iter().any(|step| step.is_news());
    let scheduled = |step: &&Step| matches!(step.what, What::Rating | What::Reset);
    let is_ours = steps
        .iter()
        .rev()
        .find(scheduled)
        .is_some_and(|step| step.there.is_none());
    let is_touched = here
        .logged
        .and_then(|logged| logged.last)
        .is_some_and(|(at, what)| match what {
            What::Brought => false,
            What::Rating | What::Cram | What::Quiz | What::Reset => !known.contains(&at),
            _ => true,
        });
    if !has_news && here.logged.is_some() {
        if !there.row.says_when() && (is_ours || is_touched || is_bare) {
            return None;
        }
        // Without any review all there is to know stands in the row.
        if !(steps.is_empty() && there.row.is_changed_after(here.last_at())) {
            return unreviewed::brought(item, there, here, is_ours, learner);
        }
    }
    let states = replayed(&steps, there, learner);
    let last = states.last().copied().unwrap_or(CardState::NEW);
    let card = match is_ours {
        true => Card {
            state: CardState {
                memory: last.memory,
                repetitions: last.repetitions,
                lapses: last.lapses,
                due: due_anew(&here.kept.state, last.memory, learner),
                ..here.kept.state
            },
            marks: here.kept.marks.clone(),
        },
        false => {
            let memory = last.memory.or_else(|| unreplayed(there));
            let card = there
                .standing
                .card(there.row, memory, last.last, here.kept, learner);
            with_what_is_kept(card, here)
        }
    };
    if !has_news && card == *here.kept {
        return None;
    }
    let last = steps.last().map(|step| step.at);
    let since = there.since(last, learner).filter(|_| !is_ours);
    let before = std::iter::once(&CardState::NEW).chain(&states);
    let fresh = steps
        .iter()
        .zip(before.zip(&states))
        .filter(|(step, _)| step.is_news());
    let reviews = fresh.map(|(step, (before, after))| BroughtReview {
        at: moment(step.at),
        day: learner.day(step.at),
        what: step.what,
        rating: step.rating,
        took: step.there.map(|review| i64::from(review.took)),
        before: *before,
        after: *after,
    });
    Some(Brought {
        item,
        reviews: reviews.collect(),
        since,
        card,
    })
}

/// When a card comes back whose last review was made here, with a `memory` that takes more reviews into account: as much
/// earlier or later as that is less or more stable. Waits are as long as stability, so that it is remembered then as well
/// as was asked. A wait of a day may be that of a card which lasts for less: it grows no longer than a new one would be.
fn due_anew(kept: &CardState, memory: Option<Memory>, learner: &Learner<'_>) -> Due {
    let (Due::On(day), Some((_, last)), Phase::Review) = (kept.due, kept.last, kept.phase) else {
        return kept.due;
    };
    let Some((now, before)) = memory.zip(kept.memory) else {
        return kept.due;
    };
    let (now, before) = (now.stability, before.stability);
    let days = day.days_since(last) as f64 * now.days() / before.days();
    Due::On(match now < before {
        true => last.plus((days.floor() as i64).max(1)).min(day),
        false => last.plus(days.min(learner.wait(now)).round() as i64).max(day),
    })
}

/// Lets a card that gets another flag stand as it does since the package was made: only that tells.
pub(super) fn dated(mut brought: Brought, there: &There<'_>, kept: &Card, learner: &Learner<'_>) -> Brought {
    let is_reflagged = brought.card.marks.flag != kept.marks.flag;
    if let Some(made) = there.made.filter(|_| is_reflagged) {
        let made = made.min(learner.now.millisecond());
        let since = Some((moment(made), learner.day(made)));
        brought.since = brought.since.max(since);
    }
    brought
}

/// A card from over there with what stays of the card here: marks set here, and a due moment of the same
/// second, because seconds are all that a package keeps.
fn with_what_is_kept(mut card: Card, here: &Here<'_>) -> Card {
    let (marks, kept) = (&mut card.marks, &here.kept.marks);
    let set_here = here.logged.map(|logged| logged.set_here).unwrap_or_default();
    if set_here.suspended {
        marks.suspended = kept.suspended;
    }
    if set_here.buried {
        marks.buried_until = kept.buried_until;
    }
    if set_here.flag {
        marks.flag = kept.flag;
    }
    if let (Due::At(theirs, _), Due::At(ours, _)) = (card.state.due, here.kept.state.due)
        && theirs.as_second() == ours.as_second()
    {
        card.state.due = here.kept.state.due;
    }
    card
}

/// How a card is asked that nothing else is known of, here or there.
fn face_alone(item: String, there: &There<'_>, here: &Here<'_>) -> Option<Brought> {
    if !there.standing.is_typed || here.logged.is_some() || *here.kept != Card::NEW {
        return None;
    }
    let mut card = Card::NEW;
    card.marks.face = Some(TYPED.to_owned());
    Some(Brought {
        item,
        reviews: Vec::new(),
        since: None,
        card,
    })
}

/// Where the part of a history begins that memory is computed from, as a moment, and whether it is whole.
struct Start {
    at: i64,
    is_whole: bool,
}

/// Finds it: the first entry of the last block of learning, not before a reset. `None` when nothing counts.
///
/// A history whose learning is gone begins at its first rating that led to an interval of days.
fn start(reviews: &[Review], ignore_before: i64) -> Option<Start> {
    let mut learning: Option<i64> = None;
    let mut cut: Option<i64> = None;
    for review in reviews.iter().rev().filter(|review| review.at >= ignore_before) {
        if review.kind == FILTERED && review.factor == 0 {
            continue;
        }
        let is_rated = review.rating > 0;
        if is_rated && review.kind == LEARNING {
            learning = Some(review.at);
        } else if learning.is_some() || review.kind == BY_HAND && review.factor == 0 {
            break;
        }
        if is_rated && !(-SECONDS_A_DAY + 1..1).contains(&review.interval) {
            cut = Some(review.at);
        }
    }
    let whole = learning.map(|at| Start { at, is_whole: true });
    whole.or(cut.map(|at| Start { at, is_whole: false }))
}

/// The schedule after each step.
fn replayed(steps: &[Step], there: &There<'_>, learner: &Learner<'_>) -> Vec<CardState> {
    let model = there.model;
    let start = start(there.reviews, there.preset.ignore_before);
    let mut state = CardState::NEW;
    let mut states = Vec::with_capacity(steps.len());
    for step in steps {
        match (step.what, step.rating) {
            (What::Reset, _) => state = CardState::NEW,
            (What::Rating, Some(rating)) => {
                let day = learner.day(step.at);
                let elapsed = state.elapsed_days(day);
                let memory = match (&start, &step.there) {
                    (Some(start), Some(review)) if review.at == start.at => match start.is_whole {
                        true => Some(*model.after(None, 0).of(rating)),
                        false => cut(review, there.preset, model),
                    },
                    // What lies before does not count.
                    (Some(start), Some(review)) if review.at < start.at => None,
                    (None, Some(_)) => None,
                    (_, Some(_)) => Some(*model.after(state.memory, elapsed).of(rating)),
                    (_, None) => Some(*learner.model.after(state.memory, elapsed).of(rating)),
                };
                state = after(&state, step, rating, memory, day);
            }
            _ => {}
        }
        states.push(state);
    }
    states
}

/// Memory at the first entry of a history whose beginning is gone, from the numbers it left.
fn cut(review: &Review, preset: &Preset, model: &Model) -> Option<Memory> {
    let days = f64::from(review.interval.max(1));
    let memory = model.from_sm2(ease(review.factor), days, preset.historical_retention)?;
    Some(match review.factor {
        1..=LARGEST_DIFFICULTY => Memory {
            difficulty: difficulty(review.factor),
            ..memory
        },
        _ => memory,
    })
}

/// An ease from thousandths; 2.5 where none is known.
fn ease(factor: i32) -> f64 {
    match factor {
        ..=LARGEST_DIFFICULTY => 2.5,
        factor => f64::from(factor) / 1_000.0,
    }
}

/// A difficulty from 1 to 10 as the history keeps it, 100 to 1100.
fn difficulty(factor: i32) -> f32 {
    ((factor - 100) as f32 / 1_000.0 * 9.0 + 1.0).clamp(1.0, 10.0)
}

/// Memory of a card without a history that counts: as it was kept over there, or from the numbers before FSRS.
fn unreplayed(there: &There<'_>) -> Option<Memory> {
    let row = there.row;
    if let Some((stability, difficulty)) = row.memory {
        return Some(Memory {
            stability: Stability::from_days(stability),
            difficulty: difficulty as f32,
        });
    }
    if row.kind < 2 || row.interval < 1 {
        return None;
    }
    let ease = if row.ease > 0 {
        row.ease as f64 / 1_000.0
    } else {
        2.5
    };
    there
        .model
        .from_sm2(ease, row.interval as f64, there.preset.historical_retention)
}

fn after(
    before: &CardState,
    step: &Step,
    rating: Rating,
    memory: Option<Memory>,
    day: StudyDay,
) -> CardState {
    let interval = step.there.map_or(1, |review| review.interval);
    let was_review = step
        .there
        .map_or(before.phase == Phase::Review, |review| review.kind == 1);
    let lapsed = rating == Rating::Again && was_review;
    let phase = match (interval > 0, before.phase, lapsed) {
        (true, _, _) => Phase::Review,
        (false, _, true) | (false, Phase::Review | Phase::Relearning, _) => Phase::Relearning,
        (false, _, _) => Phase::Learning,
    };
    let due = match interval {
        1.. => Due::On(day.plus(i64::from(interval))),
        _ => {
            let at = moment(step.at.saturating_add(i64::from(interval).abs() * 1_000));
            Due::At(at, day)
        }
    };
    CardState {
        phase,
        step: 0,
        memory,
        due,
        last: Some((moment(step.at), day)),
        repetitions: before.repetitions.saturating_add(1),
        lapses: before.lapses.saturating_add(u32::from(lapsed)),
    }
}

/// Returns the model of the weights of a preset; those of older versions are brought up to the newest.
///
/// Weights that are none give the model of the defaults.
///
/// Source: how FSRS-4.5 (17 weights) and FSRS-5 (19 weights) are special cases of FSRS-6.
pub(super) fn model(weights: &[f32]) -> Model {
    Model::new(&full_weights(weights)).unwrap_or_default()
}

/// Weights of older versions as those of the newest; any others as they are.
pub(super) fn full_weights(weights: &[f32]) -> Vec<f32> {
    /// Decay of the forgetting curve before it was a weight.
    const DECAY: f32 = 0.5;
    let mut full = weights.to_vec();
    if full.len() == 17 {
        full[4] += full[5] * 2.0;
        full[5] = (full[5] * 3.0 + 1.0).ln() / 3.0;
        full[6] += 0.5;
        full.extend([0.0, 0.0]);
    }
    if full.len() == 19 {
        full.extend([0.0, DECAY]);
    }
    full
}

#[cfg(test)]
mod tests;
