//! Numbers in place of names: answers stay, and nothing leads from a number back to a name.

use std::collections::BTreeMap;

use super::scores::Results;
use super::scores::is_by;
use crate::lexicon::fold::spelt;

impl Results {
    /// Puts numbers in place of all names but those that `is_kept` says are none. Sheets aside go for good.
    ///
    /// A number means a sheet of this paper alone. The sheets are put in the order of their answers first, for
    /// the order in which they came may be that of a list of names. Returns which number each name got, the
    /// names as they are compared ([`spelt`]).
    pub fn forget_names(&mut self, is_kept: &dyn Fn(&str) -> bool) -> BTreeMap<String, String> {
        self.sheets
            .sort_by_cached_key(|sheet| (sheet.version, answers(&sheet.given)));
        let mut numbers = BTreeMap::new();
        for (at, sheet) in self.sheets.iter_mut().enumerate() {
            if !is_kept(&sheet.pupil) {
                let number = (at + 1).to_string();
                numbers.insert(spelt(&sheet.pupil), number.clone());
                sheet.pupil = number;
            }
        }
        self.aside.clear();
        numbers
    }

    /// Puts `number` in place of a name, and drops what is aside under it. Says whether the name was there.
    pub fn forget(&mut self, name: &str, number: &str) -> bool {
        let aside = self.aside.len();
        self.aside.retain(|sheet| !is_by(sheet, name));
        let at = self.place_of(name);
        if let Some(at) = at {
            number.clone_into(&mut self.sheets[at].pupil);
        }
        at.is_some() || self.aside.len() < aside
    }
}

/// What was answered, as something that can be ordered.
pub(super) fn answers(given: &[super::scores::Given]) -> String {
    // Plain values have a JSON form.
    serde_json::to_string(given).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::scores::Results;
    use super::super::scores::Sheet;
    use super::super::scores::tests::{paper, right_row, sheet};

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
    fn a_name_gives_way_to_its_number_and_nothing_is_aside_under_it() {
        let mut results = results();
        assert!(results.forget("dana", "9A-2") && results.aside.is_empty());
        assert_eq!(pupils(&results), ["9A-2", "Zarina", "9A-1"]);
        assert!(!results.forget("Dana", "9A-3"));
    }

    #[test]
    fn numbers_follow_the_answers_and_not_the_order_of_the_names() {
        let mut results = results();
        let numbers = results.forget_names(&|name| name == "9A-1");
        assert!(results.aside.is_empty());
        let mut turned = self::results();
        turned.sheets.swap(0, 1);
        assert_eq!(turned.forget_names(&|name| name == "9A-1"), numbers);
        let mut told = pupils(&results);
        told.sort_unstable();
        assert_eq!(told.len(), 3);
        assert!(told.contains(&"9A-1") && numbers.contains_key("dana") && numbers.len() == 2);
    }
}
