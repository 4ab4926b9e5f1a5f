//! Numbers in place of names: answers stay, and nothing leads from a number back to a name.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::scores::Results;
use super::scores::Sheet;
use super::scores::is_by;
use crate::lexicon::fold::name_key;

/// On how many sheets a number took the place of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Those that count.
    pub sheets: usize,
    /// Those that were taken away or replaced, and may be brought back.
    pub aside: usize,
}

impl Results {
    /// Puts numbers in place of all names but those that `is_kept` says are none, on the sheets aside as well.
    ///
    /// A number means one pupil of this paper alone. The sheets are put in the order of their answers first, for
    /// the order in which they came may be that of a list of names. Returns which number each name got, the
    /// names as they are compared ([`name_key`]).
    pub fn forget_names(&mut self, is_kept: &dyn Fn(&str) -> bool) -> BTreeMap<String, String> {
        self.sheets
            .sort_by_cached_key(|sheet| (sheet.version, answers(&sheet.given)));
        let kept: BTreeSet<String> = self
            .all_names()
            .filter(|name| is_kept(name))
            .map(name_key)
            .collect();
        let mut free = (1_usize..)
            .map(|number| number.to_string())
            .filter(|number| !kept.contains(number));
        let mut numbers = BTreeMap::new();
        let mut aside: Vec<&mut Sheet> = self.aside.iter_mut().collect();
        aside.sort_by_cached_key(|sheet| (sheet.version, answers(&sheet.given)));
        for sheet in self.sheets.iter_mut().chain(aside) {
            if !is_kept(&sheet.pupil) {
                let name = name_key(&sheet.pupil);
                let number = numbers
                    .entry(name)
                    .or_insert_with(|| free.next().unwrap_or_default());
                sheet.pupil.clone_from(number);
                sheet.steps.told_apart = None;
            }
        }
        numbers
    }

    /// The names on all sheets, those that are aside as well.
    fn all_names(&self) -> impl Iterator<Item = &str> {
        let sheets = self.sheets.iter().chain(&self.aside);
        sheets.map(|sheet| sheet.pupil.as_str())
    }

    /// Puts `number` in place of a name, on its sheet and on those that are aside.
    pub fn forget(&mut self, name: &str, number: &str) -> Forgotten {
        let renamed = |sheets: &mut [Sheet]| {
            let of_name = sheets.iter_mut().filter(|sheet| is_by(sheet, name));
            let put = |sheet: &mut Sheet| {
                number.clone_into(&mut sheet.pupil);
                sheet.steps.told_apart = None;
            };
            of_name.map(put).count()
        };
        Forgotten {
            sheets: renamed(&mut self.sheets),
            aside: renamed(&mut self.aside),
        }
    }
}

/// What was answered, as something that can be ordered.
pub(super) fn answers(given: &[super::scores::Given]) -> String {
    // Plain values have a JSON form.
    serde_json::to_string(given).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::scores::tests::{paper, right_row, sheet};
    use super::{Forgotten, Results, Sheet};

    fn results() -> Results {
        let paper = paper();
        let by = |pupil: &str, row: &str| Sheet {
            pupil: pupil.to_owned(),
            ..sheet(&paper, 'A', row)
        };
        let right = right_row(&paper, 'A');
        Results {
            sheets: vec![by("Dana", &right), by("Zarina", "-------"), by("9A-1", &right)],
            aside: vec![by("DANA", "-------")],
            ..Results::default()
        }
    }

    fn pupils(results: &Results) -> Vec<&str> {
        results.sheets.iter().map(|sheet| sheet.pupil.as_str()).collect()
    }

    #[test]
    fn a_name_gives_way_to_its_number_and_a_sheet_aside_comes_back_under_it() {
        let mut results = results();
        let forgotten = results.forget("dana", "9A-2");
        assert_eq!((forgotten.sheets, forgotten.aside), (1, 1));
        assert_eq!(pupils(&results), ["9A-2", "Zarina", "9A-1"]);
        assert_eq!(results.forget("Dana", "9A-3"), Forgotten::default());
        assert!(results.bring_back("Dana").is_none());
        assert!(results.bring_back("9A-2").is_some());
    }

    #[test]
    fn numbers_follow_the_answers_and_not_the_order_of_the_names() {
        let mut results = results();
        let numbers = results.forget_names(&|name| name == "9A-1");
        assert_eq!(results.aside[0].pupil, numbers["dana"]);
        let mut turned = self::results();
        turned.sheets.swap(0, 1);
        assert_eq!(turned.forget_names(&|name| name == "9A-1"), numbers);
        let mut told = pupils(&results);
        told.sort_unstable();
        assert_eq!(told.len(), 3);
        assert!(told.contains(&"9A-1") && numbers.contains_key("dana") && numbers.len() == 2);
    }
    #[test]
    fn a_name_that_is_aside_alone_gets_a_number_of_its_own() {
        let mut results = results();
        results.put_aside(1);
        let numbers = results.forget_names(&|name| name == "9A-1");
        assert_eq!(numbers["zarina"], "2");
        let aside: Vec<&str> = results.aside.iter().map(|sheet| sheet.pupil.as_str()).collect();
        assert_eq!(aside, [numbers["dana"].as_str(), "2"]);
    }
}
