//! What was done in this sitting, in order: for undo, the counts and the summary.

use crate::progress::Card;
use crate::progress::Rated;
use crate::schedule::Phase;
use crate::schedule::Rating;

/// Something that happened to a card.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// It was answered.
    Answered(Answered),
    /// It left the sitting, or was marked, by a change that progress keeps.
    Marked(usize),
    /// It was put off, when this was the last step that progress kept; progress knows nothing of it.
    NotNow(usize, i64),
}

/// An answer that was kept.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    pub index: usize,
    pub rating: Rating,
    pub phase: Phase,
    pub milliseconds: i64,
    /// The card afterwards.
    pub after: Card,
}

impl Answered {
    pub fn new(index: usize, rating: Rating, rated: &Rated, milliseconds: i64) -> Answered {
        Answered {
            index,
            rating,
            phase: rated.before.state.phase,
            milliseconds,
            after: rated.after.clone(),
        }
    }
}

impl Event {
    pub fn index(&self) -> usize {
        match self {
            Event::Answered(answered) => answered.index,
            Event::Marked(index) | Event::NotNow(index, _) => *index,
        }
    }
}

/// Everything that happened and was not taken back.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    events: Vec<Event>,
    /// Taken back, the last one last, for redo.
    taken_back: Vec<Event>,
}

impl History {
    pub fn push(&mut self, event: Event) {
        self.events.push(event);
        self.taken_back.clear();
    }

    pub fn last(&self) -> Option<&Event> {
        self.events.last()
    }

    pub fn take_back(&mut self) -> Option<Event> {
        let event = self.events.pop()?;
        self.taken_back.push(event.clone());
        Some(event)
    }

    pub fn bring_back(&mut self) -> Option<Event> {
        let event = self.taken_back.pop()?;
        self.events.push(event.clone());
        Some(event)
    }

    pub fn next_to_bring_back(&self) -> Option<&Event> {
        self.taken_back.last()
    }

    /// The cards of all events, as often as something happened to them.
    pub fn indices(&self) -> impl Iterator<Item = usize> + '_ {
        self.events.iter().map(Event::index)
    }

    pub fn answers(&self) -> impl Iterator<Item = &Answered> {
        self.events.iter().filter_map(|event| match event {
            Event::Answered(answered) => Some(answered),
            _ => None,
        })
    }
}
