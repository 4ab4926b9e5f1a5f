//! What classes answered an item, as its deck keeps it.
//!
//! Each class is kept apart under the code of its paper, so that keeping one twice counts it once and
//! figures of several classes add up.

use std::borrow::Cow;

use super::Distractor;
use super::Item;
use super::PartialDate;
use super::share::wilson;

/// From so many answers on an item or an option is judged at all.
pub const JUDGED_FROM: u32 = 20;

/// Chosen by fewer than this share, a wrong option is dead, where the 95 % interval lies under it as well: 73
/// answers without a choice. Source: the usual line for distractors that do no work; the mark is taken off
/// again when later classes choose it.
pub const DEAD: f64 = 0.05;

/// As many wrong options stay in a question at least, dead or not.
const FEWEST: usize = 2;

/// What classes answered an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// One for each class, in the order in which they were kept.
    pub classes: Vec<ClassAnswers>,
    /// Wrong options that are left out of quizzes, by their texts: hardly anybody chooses them.
    pub dead: Vec<String>,
}

/// What one class answered an item.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassAnswers {
    /// Code of its paper.
    pub paper: String,
    /// When it was kept.
    pub day: Option<PartialDate>,
    /// How many were asked.
    pub answers: u32,
    /// How many of them were right; halves count as such.
    pub right: f64,
    /// How many chose each wrong option, by its text.
    pub wrong: Vec<(String, u32)>,
}

impl Record {
    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.dead.is_empty()
    }

    /// Returns how many were asked in all classes.
    pub fn answers(&self) -> u32 {
        self.classes.iter().map(|class| class.answers).sum()
    }

    /// Returns the share of right answers over all classes, 0 to 1; `None` where nobody was asked.
    pub fn facility(&self) -> Option<f64> {
        let right: f64 = self.classes.iter().map(|class| class.right).sum();
        match self.answers() {
            0 => None,
            answers => Some((right / f64::from(answers)).clamp(0.0, 1.0)),
        }
    }

    /// Returns the day of the class that was kept last.
    pub fn day(&self) -> Option<PartialDate> {
        self.classes.iter().filter_map(|class| class.day).max()
    }

    /// Whether there are answers enough to judge by.
    pub fn is_enough(&self) -> bool {
        self.answers() >= JUDGED_FROM
    }

    /// Whether a wrong option is left out of quizzes.
    pub fn is_dead(&self, option: &str) -> bool {
        self.dead.iter().any(|dead| dead == option)
    }

    /// Adds a class, in place of what was kept of the same paper, and marks dead options anew.
    ///
    /// Options that no class of this record was shown keep their marks.
    pub fn keep(&mut self, class: ClassAnswers) {
        match self.classes.iter_mut().find(|known| known.paper == class.paper) {
            Some(known) => *known = class,
            None => self.classes.push(class),
        }
        let mut options: Vec<&String> = self
            .classes
            .iter()
            .flat_map(|class| class.wrong.iter().map(|(text, _)| text))
            .collect();
        options.sort();
        options.dedup();
        let judged: Vec<(String, bool)> = options
            .into_iter()
            .filter_map(|option| Some((option.clone(), self.is_hardly_chosen(option)?)))
            .collect();
        self.dead.retain(|dead| {
            let found = judged.iter().find(|(option, _)| option == dead);
            found.is_none_or(|(_, is_dead)| *is_dead)
        });
        for (option, is_dead) in judged {
            if is_dead && !self.is_dead(&option) {
                self.dead.push(option);
            }
        }
    }

    /// Whether those who were shown an option hardly ever chose it, beyond chance; `None` where nobody was.
    fn is_hardly_chosen(&self, option: &str) -> Option<bool> {
        let (chosen, shown) = self.chosen(option);
        // A record that was written by hand may count more.
        let chosen = chosen.min(shown);
        (shown > 0).then(|| wilson(f64::from(chosen) / f64::from(shown), shown as usize).1 < DEAD)
    }

    /// Returns how many chose a wrong option, and how many were shown it, over all classes.
    pub fn chosen(&self, option: &str) -> (u32, u32) {
        let of = |class: &ClassAnswers| {
            let (_, chosen) = class.wrong.iter().find(|(text, _)| text == option)?;
            Some((*chosen, class.answers))
        };
        let counts = self.classes.iter().filter_map(of);
        counts.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
    }

    /// Whether so few chose an option that it may be dead, and the answers are too few to say.
    pub fn is_doubtful(&self, option: &str) -> bool {
        let (chosen, shown) = self.chosen(option);
        f64::from(chosen) < DEAD * f64::from(shown) && !self.is_dead(option)
    }

    /// Returns how hard classes found it, 1 easy to 5 hard, from the share of right answers; `None` where
    /// there are too few to judge by. The scale is that of the estimate made before anyone answered.
    pub fn difficulty(&self) -> Option<u8> {
        let facility = self.facility().filter(|_| self.is_enough())?;
        // Half an answer more on each side: all right and none right have no odds.
        let answers = f64::from(self.answers());
        let share = (facility * answers + 0.5) / (answers + 1.0);
        Some(super::difficulty::level((1.0 / share - 1.0).ln()))
    }
}

impl Item {
    /// Returns how hard it is, 1 easy to 5 hard: as classes found it, or else as it was estimated.
    pub fn level(&self) -> Option<u8> {
        self.record.difficulty().or(self.difficulty)
    }

    /// Returns the item as it is asked: without dead options, as long as two wrong ones remain.
    pub fn as_asked(&self) -> Cow<'_, Item> {
        let is_live = |wrong: &Distractor| !self.record.is_dead(&wrong.text);
        let live = self.distractors.iter().filter(|wrong| is_live(wrong)).count();
        // The halves of a matching that belong to none are no options to choose.
        let is_whole = self.record.dead.is_empty() || !self.detail.pairs.is_empty();
        if is_whole || live < FEWEST {
            return Cow::Borrowed(self);
        }
        let mut asked = self.clone();
        asked.distractors.retain(is_live);
        Cow::Owned(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::{ClassAnswers, Record};
    use crate::items::{Distractor, Item};

    fn class(paper: &str, answers: u32, right: f64, wrong: &[(&str, u32)]) -> ClassAnswers {
        ClassAnswers {
            paper: paper.to_owned(),
            day: None,
            answers,
            right,
            wrong: wrong
                .iter()
                .map(|(text, count)| ((*text).to_owned(), *count))
                .collect(),
        }
    }

    #[test]
    fn classes_add_up_and_one_that_is_kept_twice_counts_once() {
        let mut record = Record::default();
        record.keep(class("1", 60, 30.0, &[("a", 30), ("b", 0)]));
        record.keep(class("2", 20, 20.0, &[("a", 0), ("b", 0)]));
        record.keep(class("1", 60, 30.0, &[("a", 30), ("b", 0)]));
        assert_eq!(record.answers(), 80);
        assert_eq!(record.facility(), Some(0.625));
        assert_eq!(record.dead, ["b"]);
        assert_eq!(record.chosen("a"), (30, 80));
    }

    #[test]
    fn an_option_is_dead_when_chance_does_not_explain_it_and_no_more_when_it_is_chosen() {
        let mut record = Record::default();
        record.keep(class("1", 19, 19.0, &[("a", 0)]));
        assert!(record.dead.is_empty() && record.difficulty().is_none());
        record.keep(class("2", 53, 53.0, &[("a", 0)]));
        assert!(record.dead.is_empty() && record.is_doubtful("a"));
        record.keep(class("3", 1, 1.0, &[("a", 0)]));
        assert_eq!(record.dead, ["a"]);
        assert!(!record.is_doubtful("a"));
        assert_eq!(record.difficulty(), Some(1));
        record.keep(class("4", 10, 5.0, &[("a", 5)]));
        assert!(record.dead.is_empty() && !record.is_doubtful("a"));
    }

    #[test]
    fn the_share_of_right_answers_gives_the_level() {
        let level = |right: f64| {
            let mut record = Record::default();
            record.keep(class("1", 100, right, &[]));
            record.difficulty().unwrap()
        };
        let levels: Vec<u8> = [95.0, 65.0, 48.0, 35.0, 10.0].into_iter().map(level).collect();
        assert_eq!(levels, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn dead_options_go_as_long_as_two_remain() {
        let mut item = Item::new("Which?", "key");
        item.distractors = ["a", "b", "c"]
            .map(|text| Distractor {
                text: text.to_owned(),
                why: None,
            })
            .to_vec();
        let asked = |item: &Item| item.as_asked().distractors.len();
        assert_eq!(asked(&item), 3);
        item.record.dead = vec!["b".to_owned()];
        assert_eq!(asked(&item), 2);
        item.record.dead.push("c".to_owned());
        assert_eq!(asked(&item), 3, "one alone is no choice");
    }
}
