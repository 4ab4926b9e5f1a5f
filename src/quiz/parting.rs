//! Sheets that were united with those that are here, taken away and brought back in one step.
//!
//! Those that were here before keep their names and places all the while.

use std::collections::BTreeSet;

use super::namesakes;
use super::scores::Results;
use super::scores::Sheet;
use super::steps::Turned;

impl Results {
    /// Takes the sheets away that were united with the others in `step`, and keeps them aside.
    pub fn part(&mut self, step: u64) -> Turned {
        let is_of_it = |sheet: &Sheet| sheet.steps.brought == Some(step);
        let sheets = std::mem::take(&mut self.sheets);
        let (parted, stay): (Vec<Sheet>, Vec<Sheet>) = sheets.into_iter().partition(is_of_it);
        self.sheets = stay;
        let left = self.aside.iter().filter(|sheet| is_of_it(sheet)).count();
        let turned = Turned {
            sheets: parted.len(),
            left,
        };
        // Names are told apart among the sheets that count; aside each has its own, by which it can be forgotten.
        self.aside.extend(parted.into_iter().map(|mut sheet| {
            sheet.steps.away = Some(step);
            if sheet.steps.told_apart.is_some() {
                sheet.pupil = namesakes::base(&sheet.pupil).to_owned();
            }
            sheet
        }));
        turned
    }

    /// Brings back the sheets that [`Results::part`] took away, under the names they had where these are free.
    pub fn unite_again(&mut self, step: u64) -> Turned {
        let is_of_it = |sheet: &Sheet| sheet.steps.brought == Some(step);
        let aside = std::mem::take(&mut self.aside);
        let (mut back, aside): (Vec<Sheet>, Vec<Sheet>) = aside
            .into_iter()
            .partition(|sheet| is_of_it(sheet) && sheet.steps.away == Some(step));
        self.aside = aside;
        let turned = Turned {
            sheets: back.len(),
            left: self.aside.iter().filter(|sheet| is_of_it(sheet)).count(),
        };
        for sheet in &mut back {
            sheet.steps.away = None;
            if let Some(number) = sheet.steps.told_apart {
                sheet.pupil = namesakes::told(&sheet.pupil, number);
            }
        }
        namesakes::put(&mut self.sheets, back, &BTreeSet::new());
        turned
    }
}

#[cfg(test)]
mod tests {
    use super::super::joining::Union;
    use super::super::joining::tests::{names, paper, results};
    use super::super::scores::Results;

    /// What comes from afar is united in step 7.
    fn united(home: &Results, far: &Results) -> Results {
        let paper = paper();
        let mut union = Union::new(&paper, home).unwrap().in_step(7);
        union.add(far).unwrap();
        union.finish().0
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
            assert_eq!(turned.part(7).sheets, 3);
            assert_eq!(turned.sheets, home.sheets);
            // Aside it has its own name, so that it can be forgotten.
            assert_eq!(turned.aside[0].pupil, "Dana");
            assert_eq!(turned.part(7).sheets, 0);
            assert_eq!(turned.unite_again(7).sheets, 3);
            assert_eq!(turned, united);
        }
    }

    #[test]
    fn what_unites_again_is_told_apart_from_what_came_meanwhile() {
        let home = results("home", &[("Dana", 2)]);
        let mut turned = united(&home, &results("far", &[("Dana", 0), ("Arman", 1)]));
        assert_eq!(names(&turned), ["Dana", "Arman", "Dana (2)"]);
        turned.part(7);
        let mut later = results("home", &[("Dana (2)", 0), ("Arman", 1)]).sheets;
        turned.sheets.append(&mut later);
        turned.unite_again(7);
        assert_eq!(
            names(&turned),
            ["Dana", "Dana (2)", "Arman", "Arman (2)", "Dana (3)"]
        );
        turned.part(7);
        assert_eq!(names(&turned), ["Dana", "Dana (2)", "Arman"]);
    }

    #[test]
    fn a_number_in_place_of_a_name_comes_back_as_it_is() {
        let home = results("home", &[("Dana", 2)]);
        let mut turned = united(&home, &results("far", &[("Dana", 0)]));
        turned.part(7);
        turned.sheets.clear();
        assert_eq!(turned.forget("Dana", "9A-1").aside, 1);
        turned.unite_again(7);
        assert_eq!(names(&turned), ["9A-1"]);
    }
}
