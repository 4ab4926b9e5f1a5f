//! What a sitting came to.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Session;
use crate::progress::ProgressError;
use crate::progress::Store;
use crate::schedule::Due;
use crate::schedule::Phase;
use crate::schedule::Rating;
use crate::schedule::StudyDay;

/// What a sitting came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Answers given.
    pub answers: usize,
    /// Different cards answered.
    pub cards: usize,
    /// Of these, cards seen for the first time.
    pub new_cards: usize,
    /// Answers by rating: Again, Hard, Good, Easy.
    pub ratings: [usize; 4],
    /// Cards that had been learned: remembered at the first answer, and asked.
    pub retention: (usize, usize),
    /// Cards right at the first answer, whatever they were; the score of a quiz.
    pub right_at_once: usize,
    /// From question to rating, summed, in milliseconds.
    pub milliseconds: i64,
    /// Cards that were not remembered at least once, in the order they were first missed.
    pub missed: Vec<Missed>,
    /// How many of the cards answered come back on which day.
    pub next: BTreeMap<StudyDay, usize>,
    /// Cards that were to come when the learner left.
    pub left: usize,
}

/// A card that was not remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Which card.
    pub id: String,
    /// What was asked.
    pub question: String,
    /// The right answer.
    pub answer: String,
    /// How often it was missed.
    pub times: usize,
}

impl Session {
    /// Returns what the sitting came to so far.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            left: self.left_over(),
            ..Summary::default()
        };
        let mut seen = BTreeSet::new();
        let mut returns: BTreeMap<usize, Option<StudyDay>> = BTreeMap::new();
        let mut missed: Vec<(usize, usize)> = Vec::new();
        for answer in self.history.answers() {
            summary.answers += 1;
            summary.milliseconds += answer.milliseconds;
            summary.ratings[usize::from(answer.rating.number() - 1)] += 1;
            let remembered = answer.rating != Rating::Again;
            if seen.insert(answer.index) {
                summary.new_cards += usize::from(answer.phase == Phase::New);
                summary.right_at_once += usize::from(remembered);
                if answer.phase == Phase::Review {
                    summary.retention.0 += usize::from(remembered);
                    summary.retention.1 += 1;
                }
            }
            if !remembered {
                match missed.iter_mut().find(|(index, _)| *index == answer.index) {
                    Some((_, times)) => *times += 1,
                    None => missed.push((answer.index, 1)),
                }
            }
            let comes_back = !answer.after.marks.suspended;
            let day = answer.after.state.due.day().filter(|_| comes_back);
            returns.insert(answer.index, day);
        }
        summary.cards = seen.len();
        for day in returns.into_values().flatten() {
            *summary.next.entry(day).or_default() += 1;
        }
        summary.missed = missed
            .into_iter()
            .map(|(index, times)| self.missed(index, times))
            .collect();
        summary
    }

    /// Returns how many of the cards answered come back on which day, as progress has them now: one that was buried
    /// or suspended since its answer comes back later, or not at all.
    pub fn next_days(&self, store: &Store) -> Result<BTreeMap<StudyDay, usize>, ProgressError> {
        let answered: BTreeSet<usize> = self.history.answers().map(|answer| answer.index).collect();
        let mut next = BTreeMap::new();
        for index in answered {
            let card = store.card(&self.cards[index].id)?;
            let day = card.state.due.day().filter(|_| !card.marks.suspended);
            if let Some(day) = day.max(day.and(card.marks.buried_until)) {
                *next.entry(day).or_default() += 1;
            }
        }
        Ok(next)
    }

    /// Returns when the first of the cards answered comes back that are on their steps now, whether in this sitting
    /// or in another.
    pub fn first_minute(&self, store: &Store) -> Result<Option<Timestamp>, ProgressError> {
        let answered: BTreeSet<usize> = self.history.answers().map(|answer| answer.index).collect();
        let mut first: Option<Timestamp> = None;
        for index in answered {
            let card = store.card(&self.cards[index].id)?;
            if let Due::At(at, day) = card.state.due
                && !card.marks.suspended
                && card.marks.buried_until.is_none_or(|until| until <= day)
            {
                first = Some(first.map_or(at, |first| first.min(at)));
            }
        }
        Ok(first)
    }

    fn missed(&self, index: usize, times: usize) -> Missed {
        let card = &self.cards[index];
        Missed {
            id: card.id.clone(),
            question: card.item.stem.clone(),
            answer: card.answer(),
            times,
        }
    }
}
