//! A paper as it counts now: keys may have changed since it was printed.

use super::labels::Labels;
use super::teacher::right_in_words;
use crate::quiz::paper::Paper;
use crate::quiz::paper::Version;
use crate::quiz::question::Answer;
use crate::quiz::scores;
use crate::quiz::scores::Change;

/// A paper with the keys of now, and those that were printed.
pub(super) struct Now<'a> {
    printed: &'a Paper,
    paper: Paper,
    /// By question.
    dropped: Vec<bool>,
    changed: Vec<usize>,
}

impl<'a> Now<'a> {
    pub(super) fn new(printed: &'a Paper, changes: &[Change]) -> Now<'a> {
        let mut paper = printed.clone();
        let keys_now = scores::keys(printed, changes);
        for (question, now) in paper.questions.iter_mut().zip(&keys_now) {
            if let Answer::Choice { keys, .. } = &mut question.answer {
                *keys = now.clone().unwrap_or_default();
            }
        }
        Now {
            printed,
            paper,
            dropped: keys_now.iter().map(Option::is_none).collect(),
            changed: scores::changed(printed, changes),
        }
    }

    /// The paper with the keys of now; a question that was dropped has none.
    pub(super) fn paper(&self) -> &Paper {
        &self.paper
    }

    /// Whether the question in a place counts for nobody.
    pub(super) fn is_dropped(&self, version: &Version, place: usize) -> bool {
        self.dropped[version.order[place]]
    }

    /// What is right in a place, in the words of the page.
    pub(super) fn right(&self, version: &Version, place: usize, labels: &Labels) -> String {
        match self.is_dropped(version, place) {
            true => labels.dropped.to_owned(),
            false => right_in_words(&self.paper.questions[version.order[place]], labels),
        }
    }

    /// What was printed as right in a place, where it is another now.
    pub(super) fn before(&self, version: &Version, place: usize, labels: &Labels) -> Option<String> {
        let question = version.order[place];
        if !self.changed.contains(&question) {
            return None;
        }
        let letters = version.right_letters(place, &self.printed.questions);
        let words = right_in_words(&self.printed.questions[question], labels);
        let before = [labels.changed, &letters, &words];
        let before: Vec<&str> = before.into_iter().filter(|part| !part.is_empty()).collect();
        Some(before.join(" "))
    }
}
