//! Sheets of several classes on one paper: each belongs to the class it was marked with.
//!
//! Names are unique on a paper. A pupil who has a namesake in another class stands there with the class, `Dana (8B)`,
//! and is `Dana` within it. A sheet that names no class may be anybody's.

use super::scores::Results;
use super::scores::Sheet;
use crate::lexicon::fold::name_key;

impl Sheet {
    /// Returns the pupil's name within the class, without what tells it from a namesake in another.
    pub fn name_in_class(&self) -> &str {
        let cut = self
            .pupil
            .strip_suffix(')')
            .and_then(|name| name.rsplit_once(" ("));
        match cut {
            Some((name, class)) if !self.class.is_empty() && name_key(class) == name_key(&self.class) => name,
            _ => &self.pupil,
        }
    }

    /// Whether it was marked with another class than this one.
    pub fn is_of_other(&self, class: &str) -> bool {
        !self.class.is_empty() && name_key(&self.class) != name_key(class)
    }
}

impl Results {
    /// Returns where the sheet of a pupil of `class` stands. Without a class it is the one under this very name.
    pub fn place_in(&self, class: &str, pupil: &str) -> Option<usize> {
        if class.is_empty() {
            return self.place_of(pupil);
        }
        let is_it =
            |sheet: &Sheet| !sheet.is_of_other(class) && name_key(sheet.name_in_class()) == name_key(pupil);
        self.sheets.iter().position(is_it)
    }

    /// Gives a sheet the name under which it stands on the paper, and returns where the same pupil has one already.
    pub fn name_apart(&self, sheet: &mut Sheet) -> Option<usize> {
        let at = self.place_in(&sheet.class, sheet.name_in_class());
        match at {
            Some(at) => {
                sheet.pupil = with_class(self.sheets[at].pupil != self.sheets[at].name_in_class(), sheet)
            }
            None => sheet.pupil = with_class(self.place_of(sheet.name_in_class()).is_some(), sheet),
        }
        at
    }
}

/// The name of a sheet, with its class where `is_needed`.
pub(super) fn with_class(is_needed: bool, sheet: &Sheet) -> String {
    let name = sheet.name_in_class();
    match is_needed && !sheet.class.is_empty() {
        true => format!("{name} ({})", sheet.class),
        false => name.to_owned(),
    }
}

/// The sheets of one class, taken out of all results of a paper, and the others until they are put back.
#[derive(Clone, Debug, Default)]
pub struct Others {
    sheets: Vec<(usize, Sheet)>,
    aside: Vec<(usize, Sheet)>,
}

impl Others {
    /// Whether sheets of others were on the paper.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty() && self.aside.is_empty()
    }
}

impl Results {
    /// Leaves the sheets that are of a class, under their names in it, and returns the others.
    pub fn only(&mut self, is_own: &dyn Fn(&Sheet) -> bool) -> Others {
        Others {
            sheets: take_others(&mut self.sheets, is_own),
            aside: take_others(&mut self.aside, is_own),
        }
    }

    /// Returns all results again, the others in their places and these as sheets of `class`.
    pub fn with_others(&self, others: &Others, class: &str) -> Results {
        let mut all = self.clone();
        let foreign = others.sheets.iter().chain(&others.aside);
        let taken: Vec<String> = foreign.map(|(_, sheet)| name_key(&sheet.pupil)).collect();
        for sheet in all.sheets.iter_mut().chain(&mut all.aside) {
            class.clone_into(&mut sheet.class);
            sheet.pupil = with_class(taken.contains(&name_key(&sheet.pupil)), sheet);
        }
        put_back(&mut all.sheets, &others.sheets);
        put_back(&mut all.aside, &others.aside);
        all
    }
}

fn take_others(sheets: &mut Vec<Sheet>, is_own: &dyn Fn(&Sheet) -> bool) -> Vec<(usize, Sheet)> {
    let all = std::mem::take(sheets).into_iter().enumerate();
    let (own, others): (Vec<_>, Vec<_>) = all.partition(|(_, sheet)| is_own(sheet));
    sheets.extend(own.into_iter().map(|(_, mut sheet)| {
        sheet.pupil = sheet.name_in_class().to_owned();
        sheet
    }));
    others
}

fn put_back(sheets: &mut Vec<Sheet>, others: &[(usize, Sheet)]) {
    for (at, sheet) in others {
        sheets.insert((*at).min(sheets.len()), sheet.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::super::scores::tests::{paper, right_row, sheet};
    use super::{Results, Sheet};

    fn by(pupil: &str, class: &str) -> Sheet {
        let paper = paper();
        Sheet {
            pupil: pupil.to_owned(),
            class: class.to_owned(),
            ..sheet(&paper, 'A', &right_row(&paper, 'A'))
        }
    }

    fn pupils(results: &Results) -> Vec<&str> {
        results.sheets.iter().map(|sheet| sheet.pupil.as_str()).collect()
    }

    #[test]
    fn namesakes_of_two_classes_have_a_sheet_each() {
        let mut results = Results {
            sheets: vec![by("Dana", "8A"), by("Arman", "")],
            ..Results::default()
        };
        let mut other = by("dana", "8B");
        assert_eq!(results.name_apart(&mut other), None);
        assert_eq!(other.pupil, "dana (8B)");
        results.bring(other, 7, None);
        assert_eq!(results.place_in("8B", "Dana"), Some(2));
        assert_eq!(results.name_apart(&mut by("Dana", "8b")), Some(2));
        assert_eq!(results.name_apart(&mut by("Dana", "8A")), Some(0));
        // Whose sheet this is nobody wrote down.
        assert_eq!(results.name_apart(&mut by("Arman", "8B")), Some(1));
        let whole = results.clone();
        let others = results.only(&|sheet| !sheet.is_of_other("8B") && !sheet.class.is_empty());
        assert_eq!(pupils(&results), ["dana"]);
        assert_eq!(results.with_others(&others, "8B"), whole);
        results.forget("dana", "8B-1");
        assert_eq!(
            pupils(&results.with_others(&others, "8B")),
            ["Dana", "Arman", "8B-1"]
        );
    }

    #[test]
    fn a_sheet_that_comes_back_takes_the_place_of_no_namesake_of_another_class() {
        let mut results = Results::default();
        results.bring(by("Dana", "8A"), 7, None);
        results.take_back(7);
        results.bring(by("Dana", "8B"), 8, None);
        results.bring_again(7);
        assert_eq!(pupils(&results), ["Dana", "Dana (8A)"]);
        results.put_aside(0);
        results.sheets.push(by("Dana", "8C"));
        results.bring_back("Dana").unwrap();
        assert_eq!(pupils(&results), ["Dana (8A)", "Dana", "Dana (8B)"]);
    }
}
