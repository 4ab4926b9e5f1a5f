//! Sheets that came in one step, a table or a sitting at the keyboard, and how the step is taken back.
//!
//! Each sheet knows in which step it came, so that one which was taken away, replaced or given another name
//! since then keeps nobody from taking back the others.

use serde::Deserialize;
use serde::Serialize;

use super::scores::Results;
use super::scores::Sheet;
use super::scores::is_by;

/// The steps that a sheet came and went in, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    /// The one that brought it; `None` of a sheet that no step brought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought: Option<u64>,
    /// Of a sheet aside: the step in which another took its place, or the one that was taken back with it.
    /// `None` of one that was taken away by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<u64>,
    /// The number that told its name from another when it was united with others: 2 of `Dana (2)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_apart: Option<u64>,
    /// Of a sheet that a step of uniting took away: where it stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
}

impl Steps {
    /// Whether no step knows the sheet.
    pub fn is_empty(&self) -> bool {
        *self == Steps::default()
    }
}

/// What turning a step did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// How many sheets were taken back, or brought back.
    pub sheets: usize,
    /// How many of the step were taken away or replaced since then, and stay so.
    pub left: usize,
}

impl Results {
    /// Returns a number for a new step: `now`, in milliseconds, or the next one that no sheet knows.
    pub fn new_step(&self, now: u64) -> u64 {
        let sheets = self.sheets.iter().chain(&self.aside);
        let known = sheets.flat_map(|sheet| [sheet.steps.brought, sheet.steps.away]);
        known.flatten().max().map_or(now, |last| now.max(last + 1))
    }

    /// Puts a sheet that `step` brings in the place of the one at `at`, which goes aside; at the end without one.
    /// A new sheet is the same one as that whose place it takes, with other answers.
    pub fn bring(&mut self, sheet: Sheet, step: u64, at: Option<usize>) {
        let steps = Steps {
            brought: Some(step),
            ..Steps::default()
        };
        self.put(Sheet { steps, ..sheet }, step, at);
    }

    fn put(&mut self, mut sheet: Sheet, step: u64, at: Option<usize>) {
        let place = at.unwrap_or(self.sheets.len());
        if let Some(at) = at {
            let mut before = self.sheets.remove(at);
            if sheet.id.is_empty() {
                sheet.id.clone_from(&before.id);
            }
            before.steps.away = Some(step);
            self.aside.push(before);
        }
        self.sheets.insert(place, sheet);
    }

    /// Takes the sheets of a step back and keeps them aside; those whose place they took come back.
    pub fn take_back(&mut self, step: u64) -> Turned {
        let left = self.left_of(step);
        let mut taken = Vec::new();
        for at in (0..self.sheets.len()).rev() {
            if self.sheets[at].steps.brought != Some(step) {
                continue;
            }
            let mut sheet = self.sheets.remove(at);
            let is_before = |before: &Sheet| {
                before.steps.away == Some(step)
                    && before.steps.brought != Some(step)
                    && is_by(before, &sheet.pupil)
            };
            if let Some(before) = self.aside.iter().rposition(is_before) {
                let mut before = self.aside.remove(before);
                before.steps.away = None;
                self.sheets.insert(at, before);
            }
            sheet.steps.away = Some(step);
            taken.push(sheet);
        }
        let sheets = taken.len();
        self.aside.extend(taken.into_iter().rev());
        Turned { sheets, left }
    }

    /// Brings back the sheets of a step that was taken back; those in their places go aside.
    pub fn bring_again(&mut self, step: u64) -> Turned {
        let is_of_it = |sheet: &Sheet| sheet.steps.brought == Some(step) && sheet.steps.away == Some(step);
        let (back, aside): (Vec<Sheet>, Vec<Sheet>) =
            std::mem::take(&mut self.aside).into_iter().partition(is_of_it);
        self.aside = aside;
        let left = self.left_of(step);
        let sheets = back.len();
        for mut sheet in back {
            let at = self.name_apart(&mut sheet);
            self.bring(sheet, step, at);
        }
        Turned { sheets, left }
    }

    /// How many sheets of a step went aside on another way.
    fn left_of(&self, step: u64) -> usize {
        let aside = self.aside.iter();
        aside
            .filter(|sheet| sheet.steps.brought == Some(step) && sheet.steps.away != Some(step))
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::super::scores::tests::{paper, right_row, sheet};
    use super::{Results, Sheet, Turned};

    fn by(pupil: &str) -> Sheet {
        let paper = paper();
        Sheet {
            pupil: pupil.to_owned(),
            ..sheet(&paper, 'A', &right_row(&paper, 'A'))
        }
    }

    fn pupils(results: &Results) -> Vec<&str> {
        results.sheets.iter().map(|sheet| sheet.pupil.as_str()).collect()
    }

    /// Dana and Arman, and a step 7 that brings Ali and another sheet of Dana.
    fn results() -> Results {
        let mut results = Results {
            sheets: vec![by("Dana"), by("Arman")],
            ..Results::default()
        };
        results.bring(by("Ali"), 7, None);
        results.bring(by("DANA"), 7, Some(0));
        results
    }

    #[test]
    fn a_step_goes_back_and_forth_with_all_that_stood_in_its_places() {
        let mut results = results();
        let after = results.clone();
        assert_eq!(pupils(&results), ["DANA", "Arman", "Ali"]);
        assert_eq!(results.take_back(7), Turned { sheets: 2, left: 0 });
        assert_eq!(pupils(&results), ["Dana", "Arman"]);
        assert_eq!(results.bring_again(7), Turned { sheets: 2, left: 0 });
        assert_eq!(results.sheets, after.sheets);
        assert_eq!(results.take_back(7).sheets, 2);
        assert_eq!(results.take_back(7), Turned::default());
    }

    #[test]
    fn a_sheet_that_was_taken_away_or_renamed_holds_up_nothing() {
        let mut results = results();
        results.put_aside(2);
        results.sheets[0].pupil = "9A-1".to_owned();
        results.aside.retain(|sheet| sheet.pupil != "Dana");
        assert_eq!(results.take_back(7), Turned { sheets: 1, left: 1 });
        assert_eq!(pupils(&results), ["Arman"]);
        assert_eq!(results.bring_again(7), Turned { sheets: 1, left: 1 });
        assert_eq!(pupils(&results), ["Arman", "9A-1"]);
        assert!(results.bring_back("Ali").is_some());
        assert_eq!(results.take_back(7), Turned { sheets: 2, left: 0 });
    }

    #[test]
    fn a_sheet_that_was_typed_twice_in_one_step_comes_back_as_it_was_last() {
        let mut results = Results::default();
        results.bring(by("Dana"), 7, None);
        results.bring(by("dana"), 7, Some(0));
        assert_eq!(results.take_back(7).sheets, 1);
        assert!(results.sheets.is_empty());
        results.bring_again(7);
        assert_eq!(pupils(&results), ["dana"]);
    }

    #[test]
    fn no_two_steps_have_one_number() {
        assert_eq!(Results::default().new_step(5), 5);
        assert_eq!(results().new_step(5), 8);
        assert_eq!(results().new_step(9), 9);
    }
}
