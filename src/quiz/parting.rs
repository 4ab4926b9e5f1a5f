//! Sheets that were united with those that are here, taken away and brought back in one step.
//!
//! Those that were here before keep their names and places all the while.

use std::collections::BTreeSet;

use super::ledger::Ledger;
use super::namesakes;
use super::scores::Results;
use super::scores::Sheet;
use super::steps::Turned;

impl Results {
    /// Takes the sheets away that were united with the others in `step`, and keeps them aside. Those that got other
    /// answers in it, or were taken away, are as they were before. `ledgers` are those before the step and after it.
    pub fn part(&mut self, step: u64, ledgers: [&Ledger; 2]) -> Turned {
        let is_of_it = |sheet: &Sheet| sheet.steps.brought == Some(step);
        let left = self.aside.iter().filter(|sheet| is_of_it(sheet)).count();
        let mut back = self.went_in(step);
        let mut turned = Turned { sheets: 0, left };
        let sheets = std::mem::take(&mut self.sheets);
        for mut sheet in sheets {
            if !is_of_it(&sheet) {
                self.sheets.push(sheet);
                continue;
            }
            turned.sheets += 1;
            sheet.steps.away = Some(step);
            if let Some(before) = back.iter().position(|before| before.is_same(&sheet)) {
                self.sheets.push(back.remove(before));
            } else if sheet.steps.told_apart.is_some() {
                // Names are told apart among the sheets that count; aside each has its own, by which it can be
                // forgotten.
                sheet.pupil = namesakes::base(&sheet.pupil).to_owned();
            }
            self.aside.push(sheet);
        }
        turned.sheets += back.len();
        back.sort_by_key(|sheet| sheet.steps.place);
        for mut sheet in back {
            let place = sheet.steps.place.take().unwrap_or(usize::MAX);
            self.sheets.insert(place.min(self.sheets.len()), sheet);
        }
        let [before, after] = ledgers;
        before.put_back(after, &mut self.ledger);
        turned
    }

    /// Takes the sheets from aside that went there in `step`, though another had brought them.
    fn went_in(&mut self, step: u64) -> Vec<Sheet> {
        let went = |sheet: &Sheet| sheet.steps.away == Some(step) && sheet.steps.brought != Some(step);
        let (mut back, aside): (Vec<Sheet>, Vec<Sheet>) =
            std::mem::take(&mut self.aside).into_iter().partition(went);
        self.aside = aside;
        for sheet in &mut back {
            sheet.steps.away = None;
        }
        back
    }

    /// Brings back the sheets that [`Results::part`] took away, under the names they had where these are free, and
    /// does again what the step did to the others.
    pub fn unite_again(&mut self, step: u64, ledgers: [&Ledger; 2]) -> Turned {
        let is_of_it = |sheet: &Sheet| sheet.steps.brought == Some(step);
        let (back, aside): (Vec<Sheet>, Vec<Sheet>) = std::mem::take(&mut self.aside)
            .into_iter()
            .partition(|sheet| is_of_it(sheet) && sheet.steps.away == Some(step));
        self.aside = aside;
        let mut turned = Turned {
            sheets: back.len(),
            left: self.aside.iter().filter(|sheet| is_of_it(sheet)).count(),
        };
        let mut new = Vec::new();
        for mut sheet in back {
            sheet.steps.away = None;
            if let Some(at) = self.sheets.iter().position(|known| known.is_same(&sheet)) {
                let mut before = std::mem::replace(&mut self.sheets[at], sheet);
                before.steps.away = Some(step);
                self.aside.push(before);
                continue;
            }
            if let Some(number) = sheet.steps.told_apart {
                sheet.pupil = namesakes::told(&sheet.pupil, number);
            }
            new.push(sheet);
        }
        let [before, after] = ledgers;
        turned.sheets += self.take_gone(step, before, after);
        namesakes::put(&mut self.sheets, new, &BTreeSet::new());
        after.put_back(before, &mut self.ledger);
        turned
    }

    /// Takes the sheets away that `after` says are gone and `before` does not.
    fn take_gone(&mut self, step: u64, before: &Ledger, after: &Ledger) -> usize {
        let is_gone = |sheet: &Sheet| {
            let gone = after.gone.get(&sheet.id);
            gone.is_some_and(|gone| *gone >= sheet.revision) && !before.gone.contains_key(&sheet.id)
        };
        let mut taken = 0;
        for (place, mut sheet) in std::mem::take(&mut self.sheets).into_iter().enumerate() {
            if !is_gone(&sheet) {
                self.sheets.push(sheet);
                continue;
            }
            sheet.steps.away = Some(step);
            sheet.steps.place = Some(place);
            self.aside.push(sheet);
            taken += 1;
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::super::joining::Union;
    use super::super::joining::tests::{names, paper, results};
    use super::super::ledger::Ledger;
    use super::super::scores::Results;

    /// What comes from afar is united in step 7.
    fn united(home: &Results, far: &Results) -> Results {
        let paper = paper();
        let mut union = Union::new(&paper, home).unwrap().in_step(7);
        union.add(far).unwrap();
        union.finish().results
    }

    #[test]
    fn what_was_united_in_a_step_parts_and_unites_again() {
        let home = results("home", &[("Dana", 2), ("Arman", 1), ("Aida (2)", 0)]);
        let far = results("far", &[("Dana", 0), ("Dana (4)", 3), ("Dana", 2), ("1", 3)]);
        let united = united(&home, &far);
        assert_eq!(
            names(&united),
            ["Dana", "Arman", "Aida (2)", "Dana (2)", "Dana (4)", "far-1"]
        );
        let mut turned = united.clone();
        for _ in 0..2 {
            assert_eq!(turned.part(7, [&Ledger::default(); 2]).sheets, 3);
            assert_eq!(turned.sheets, home.sheets);
            // Aside it has its own name, so that it can be forgotten.
            assert_eq!(turned.aside[0].pupil, "Dana");
            assert_eq!(turned.part(7, [&Ledger::default(); 2]).sheets, 0);
            assert_eq!(turned.unite_again(7, [&Ledger::default(); 2]).sheets, 3);
            assert_eq!(turned, united);
        }
    }

    #[test]
    fn what_unites_again_is_told_apart_from_what_came_meanwhile() {
        let home = results("home", &[("Dana", 2)]);
        let mut turned = united(&home, &results("far", &[("Dana", 0), ("Arman", 1)]));
        assert_eq!(names(&turned), ["Dana", "Arman", "Dana (2)"]);
        turned.part(7, [&Ledger::default(); 2]);
        let mut later = results("home", &[("Dana (2)", 0), ("Arman", 3)]).sheets;
        turned.sheets.append(&mut later);
        turned.unite_again(7, [&Ledger::default(); 2]);
        assert_eq!(
            names(&turned),
            ["Dana", "Dana (2)", "Arman", "Arman (2)", "Dana (3)"]
        );
        turned.part(7, [&Ledger::default(); 2]);
        assert_eq!(names(&turned), ["Dana", "Dana (2)", "Arman"]);
    }

    #[test]
    fn a_number_in_place_of_a_name_comes_back_as_it_is() {
        let home = results("home", &[("Dana", 2)]);
        let mut turned = united(&home, &results("far", &[("Dana", 0)]));
        turned.part(7, [&Ledger::default(); 2]);
        turned.sheets.clear();
        assert_eq!(turned.forget("Dana", "9A-1").aside, 1);
        turned.unite_again(7, [&Ledger::default(); 2]);
        assert_eq!(names(&turned), ["9A-1"]);
    }
}
