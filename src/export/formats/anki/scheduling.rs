//! A learner's progress in Anki's numbers: the state of a card, and its reviews one to one.

use std::collections::BTreeSet;

use serde_json::json;

use crate::export::Learner;
use crate::items::origin::note_of;
use crate::progress::Card;
use crate::progress::HistoryEntry;
use crate::progress::What;
use crate::schedule::DEFAULT_DECAY;
use crate::schedule::Due;
use crate::schedule::Phase;
use crate::schedule::Settings;
use crate::schedule::StudyDay;

/// The ease Anki's older schedule starts with, in thousandths; kept beside the memory, never used.
const EASE: i64 = 2_500;

/// The scheduling columns of a row of `cards`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CardRow {
    pub phase: i64,
    pub queue: i64,
    pub due: i64,
    pub interval: i64,
    pub ease: i64,
    pub reviews: i64,
    pub lapses: i64,
    pub steps_left: i64,
    pub flag: i64,
    pub data: String,
}

/// A row of `revlog`, without its card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReviewRow {
    pub at: i64,
    pub button: i64,
    pub interval: i64,
    pub interval_before: i64,
    pub factor: i64,
    pub took: i64,
    pub kind: i64,
}

/// The days a collection counts from, and what else its numbers depend on.
#[derive(Clone, Debug)]
pub(super) struct Calendar<'a> {
    learner: &'a Learner,
    first: StudyDay,
    /// Local time minus UTC, in seconds, where the last review was made.
    offset: i64,
}

impl<'a> Calendar<'a> {
    /// A calendar that begins on the first day anything was reviewed or rated.
    pub(super) fn new(learner: &'a Learner) -> Calendar<'a> {
        let reviewed = learner.reviews.first_day();
        let rated = learner.cards.values().filter_map(|card| Some(card.state.last?.1));
        Calendar {
            learner,
            first: rated.chain(reviewed).min().unwrap_or(learner.now.day),
            offset: i64::from(match learner.reviews.last_utc_offset() {
                Some(offset) => offset,
                None => learner.now.offset.seconds(),
            }),
        }
    }

    /// The second at which the first day began.
    pub(super) fn began(&self) -> i64 {
        let minutes = i64::from(self.learner.settings.day_starts);
        i64::from(self.first.0) * 86_400 + minutes * 60 - self.offset
    }

    /// The second at which the package is made.
    pub(super) fn made(&self) -> i64 {
        self.learner.now.at.as_second()
    }

    pub(super) fn minutes_west(&self) -> i64 {
        -self.offset / 60
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.learner.settings
    }

    /// The schedule of the deck of a card, where it is another than that of all.
    pub(super) fn settings_of(&self, card: &str) -> Option<&Settings> {
        let own = self.learner.of_decks.get(card.split('/').next()?);
        own.filter(|own| *own != self.settings())
    }

    fn day(&self, day: StudyDay) -> i64 {
        day.days_since(self.first)
    }

    /// The state of a card, which is new where nothing is known of it.
    pub(super) fn card(&self, name: &str, position: i64) -> CardRow {
        let Some(card) = self.learner.cards.get(name) else {
            return new_card(position);
        };
        let mut row = match card.state.phase {
            Phase::New => new_card(position),
            _ => self.learned(
                card,
                position,
                self.settings_of(name).unwrap_or_else(|| self.settings()),
            ),
        };
        row.flag = i64::from(card.marks.flag.min(7));
        if card.marks.suspended {
            row.queue = -1;
        } else if !card.is_active(self.learner.now.day) {
            row.queue = -3;
        }
        row
    }

    /// Moments of all reviews of cards that came from Anki. They are in the log there, which passes over a
    /// review whose moment it has, so that none of a new card may be the same.
    pub(super) fn moments_there(&self) -> BTreeSet<i64> {
        let histories = self.learner.reviews.each();
        histories
            .filter(|(card, _)| card.split('/').nth(1).is_some_and(|item| note_of(item).is_some()))
            .flat_map(|(_, history)| history.iter().map(|entry| entry.at))
            .collect()
    }

    /// The history of a card, oldest first; see [`reviews`].
    pub(super) fn reviews(&self, card: &str, taken: &mut BTreeSet<i64>) -> Vec<ReviewRow> {
        reviews(self.learner.reviews.of(card), taken)
    }

    fn learned(&self, card: &Card, position: i64, settings: &Settings) -> CardRow {
        let state = &card.state;
        let last_day = state.last.map_or(self.first, |(_, day)| day);
        let (queue, due) = match state.due {
            Due::On(day) if state.phase == Phase::Review => (2, self.day(day)),
            Due::On(day) => (3, self.day(day)),
            // A step that ends on a later day waits for the day.
            Due::At(_, day) if day > last_day => (3, self.day(day)),
            Due::At(at, _) => (1, at.as_second()),
            Due::Never => (2, self.day(last_day)),
        };
        let steps = match state.phase {
            Phase::Relearning => settings.relearning_steps.len(),
            _ => settings.learning_steps.len(),
        };
        let left = steps.saturating_sub(usize::from(state.step)).clamp(1, 999) as i64;
        let stability = state.memory.map_or(1.0, |memory| memory.stability.days());
        let interval = match state.phase {
            Phase::Review => state.due.day().map_or(1, |day| day.days_since(last_day)).max(1),
            // What a relearned card comes back with.
            Phase::Relearning => (stability.round() as i64).max(1),
            _ => 0,
        };
        CardRow {
            phase: i64::from(state.phase.number()),
            queue,
            due,
            interval,
            ease: EASE,
            reviews: i64::from(state.repetitions),
            lapses: i64::from(state.lapses),
            steps_left: if state.phase.is_learning() {
                left * 1_001
            } else {
                0
            },
            flag: 0,
            data: data(card, position, settings),
        }
    }
}

/// What is kept of a card beside the columns.
fn data(card: &Card, position: i64, settings: &Settings) -> String {
    let Some(memory) = card.state.memory else {
        return String::new();
    };
    let decay = settings
        .weights
        .get(20)
        .map_or(DEFAULT_DECAY, |decay| f64::from(*decay));
    json!({
        "pos": position,
        "s": rounded(memory.stability.days(), 4),
        "d": rounded(f64::from(memory.difficulty), 3),
        "dr": rounded(settings.desired_retention, 2),
        "decay": rounded(decay, 3),
        "lrt": card.state.last.map(|(at, _)| at.as_second()),
    })
    .to_string()
}

fn new_card(position: i64) -> CardRow {
    CardRow {
        phase: 0,
        queue: 0,
        due: position,
        interval: 0,
        ease: 0,
        reviews: 0,
        lapses: 0,
        steps_left: 0,
        flag: 0,
        data: String::new(),
    }
}

/// What a card is like that a package without progress brings; one that is retired is not studied.
pub(super) fn untouched(position: i64, is_retired: bool) -> CardRow {
    CardRow {
        queue: if is_retired { -1 } else { 0 },
        ..new_card(position)
    }
}

fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    (value * scale).round() / scale
}

/// Returns the rows of one card's history, oldest first. `taken` holds the moments of all rows so far and of
/// those that Anki has: a moment names a row, so that one that is taken is moved on to the next that is free.
fn reviews(history: &[HistoryEntry], taken: &mut BTreeSet<i64>) -> Vec<ReviewRow> {
    let mut rows: Vec<ReviewRow> = Vec::new();
    let (mut interval_before, mut was_rated) = (0, false);
    for entry in history {
        let Some(mut row) = review(entry, interval_before) else {
            continue;
        };
        if entry.what == What::Rating {
            // A history that does not begin with learning counts as cut off there.
            row.kind = if was_rated { row.kind } else { 0 };
            was_rated = true;
        }
        if entry.what != What::Cram && entry.what != What::Quiz {
            interval_before = row.interval;
        }
        while !taken.insert(row.at) {
            row.at += 1;
        }
        rows.push(row);
    }
    rows
}

fn review(entry: &HistoryEntry, interval_before: i64) -> Option<ReviewRow> {
    let row = |button, interval, factor, kind| ReviewRow {
        at: entry.at,
        button,
        interval,
        interval_before,
        factor,
        took: entry.took.unwrap_or(0),
        kind,
    };
    let rating = entry.rating.map(|rating| i64::from(rating.number()));
    match entry.what {
        What::Rating => {
            let kind = match entry.phase_before {
                Phase::New | Phase::Learning => 0,
                Phase::Review => 1,
                Phase::Relearning => 2,
            };
            let factor = entry.difficulty.map_or(0, difficulty);
            Some(row(rating?, interval(entry), factor, kind))
        }
        // The schedule stayed: what Anki notes of a filtered deck that does not reschedule.
        What::Quiz | What::Cram => Some(row(rating?, interval_before, 0, 3)),
        What::Reset => Some(row(0, 0, 0, 4)),
        _ => None,
    }
}

/// Days until a card comes back, or less than none of seconds.
fn interval(entry: &HistoryEntry) -> i64 {
    match entry.due {
        Due::On(day) => day.days_since(entry.day),
        Due::At(at, _) => entry.at / 1_000 - at.as_second(),
        Due::Never => 0,
    }
}

/// Difficulty, 1 to 10, as Anki's log has it: 100 to 1,100.
fn difficulty(difficulty: f32) -> i64 {
    ((f64::from(difficulty) - 1.0) / 9.0 * 1_000.0 + 100.0).round() as i64
}
