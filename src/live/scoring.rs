//! What answers are worth, as the keys stand now.

use super::pupil::Given;
use super::pupil::Pupil;
use super::room::Room;
use super::room::Stage;
use super::timing::RACE_SECONDS;
use super::wire::Mode;

/// What a right answer of a race is worth, at once and at the last moment. Ours, may be tuned.
const QUICK: u64 = 1_000;
const SLOW: u64 = 500;

/// How many are named as the best: with those who have as much as the last of them.
const BEST: usize = 3;

/// So many are named where more have as much; the others are counted. Ours, may be tuned.
const NAMED: usize = 10;

impl Room {
    /// Returns the options of a question that are right as the keys stand now; none where it was dropped.
    pub fn keys_of(&self, question: usize) -> &[usize] {
        self.keys
            .get(question)
            .and_then(Option::as_deref)
            .unwrap_or_default()
    }

    /// Whether an option is right, as the keys stand now.
    pub(super) fn is_right(&self, question: usize, option: usize) -> bool {
        self.keys
            .get(question)
            .and_then(Option::as_ref)
            .is_some_and(|keys| keys.contains(&option))
    }

    /// Whether a question counts for a pupil.
    pub(super) fn counts_for(&self, pupil: &Pupil, question: usize) -> bool {
        pupil.asked[question] && self.keys[question].is_some()
    }

    /// Returns the questions a pupil answered right.
    pub fn right(&self, pupil: usize) -> usize {
        let pupil = &self.pupils[pupil];
        let is_right = |question: &usize| {
            self.counts_for(pupil, *question)
                && pupil.given[*question].is_some_and(|given| self.is_right(*question, given.option))
        };
        (0..pupil.given.len()).filter(is_right).count()
    }

    /// Returns the points of a pupil in a race, of the questions that were revealed; of all at the end.
    pub fn points(&self, pupil: usize) -> u32 {
        let pupil = &self.pupils[pupil];
        let of = |question: usize| {
            let is_told = self.stage == Stage::End || self.revealed[question];
            let given = pupil.given[question].filter(|given| {
                is_told && self.counts_for(pupil, question) && self.is_right(question, given.option)
            });
            let limit = |given: &Given| self.limit().and_then(|limit| given.extra.of(limit));
            given.map_or(0, |given| worth(given.elapsed, limit(&given)))
        };
        (0..pupil.given.len()).map(of).sum()
    }

    /// What places are given by.
    pub(super) fn score(&self, pupil: usize) -> u32 {
        match self.settings.mode {
            Mode::Race => self.points(pupil),
            _ => u32::try_from(self.right(pupil)).unwrap_or(u32::MAX),
        }
    }

    /// Counts what all have; made once, for each phone asks for its place.
    pub(super) fn count_scores(&mut self) {
        let here = (0..self.pupils.len()).filter(|pupil| self.pupils[*pupil].is_in());
        let mut scored: Vec<(u32, usize)> = here.map(|pupil| (self.score(pupil), pupil)).collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let least = scored.get(BEST - 1).map_or(1, |(score, _)| (*score).max(1));
        let best = scored.partition_point(|(score, _)| *score >= least);
        self.more_best = best.saturating_sub(NAMED);
        self.best = scored[..best.min(NAMED)]
            .iter()
            .map(|(score, pupil)| (self.pupils[*pupil].name.clone(), *score))
            .collect();
        self.scores = scored.into_iter().map(|(score, _)| score).collect();
    }
}

/// What a right answer of a race is worth: all at once, half at the last moment.
fn worth(elapsed: u64, limit: Option<u64>) -> u32 {
    let limit = limit.unwrap_or(u64::from(RACE_SECONDS) * 1_000).max(1);
    let left = limit.saturating_sub(elapsed);
    let worth = SLOW + (QUICK - SLOW) * left / limit;
    u32::try_from(worth).unwrap_or(u32::MAX)
}
