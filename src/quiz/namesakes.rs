//! Sheets of one name: what tells them apart, and what each is called.
//!
//! A number in brackets tells strangers of one name apart, and it may also be how the list of a class does; who is
//! listed so has no other name. A number that was given where results were united is known by the step's note on
//! the sheet.

use std::collections::BTreeSet;

use super::parallel::with_class;
use super::scores::Sheet;
use crate::lexicon::fold::name_key;

/// A name without the number that tells it from others: `Dana (2)` is `Dana`, and `Dana (9B)` stays itself.
pub fn base(name: &str) -> &str {
    let cut = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match cut {
        Some((base, number)) if is_number(number) => base,
        _ => name,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The pupil's own name: without a number that only tells sheets apart. `listed` are the names in the lists of
/// classes, as they are compared.
pub(super) fn own<'a>(sheet: &'a Sheet, listed: &BTreeSet<String>) -> &'a str {
    let is_own = sheet.steps.told_apart.is_none() && listed.contains(&name_key(&sheet.pupil));
    match is_own {
        true => &sheet.pupil,
        false => base(&sheet.pupil),
    }
}

/// A sheet without a name, `7`, is `kesu-7` elsewhere, and `7` again when it comes home.
pub(super) fn name_at(home: &str, origin: &str, name: &str) -> String {
    let (name, number) = name.split_at(base(name).len());
    if is_number(name) && origin != home && !origin.is_empty() {
        return format!("{origin}-{name}{number}");
    }
    match name.strip_prefix(home).and_then(|rest| rest.strip_prefix('-')) {
        Some(own) if is_number(own) && !home.is_empty() => format!("{own}{number}"),
        _ => format!("{name}{number}"),
    }
}

/// Puts `new` sheets behind those that are there, each under its name where nobody has it, and told apart by a
/// number where somebody has. Returns the own names of those.
pub(super) fn put(sheets: &mut Vec<Sheet>, mut new: Vec<Sheet>, listed: &BTreeSet<String>) -> Vec<String> {
    // A number that was given elsewhere is nobody's name here.
    for sheet in &mut new {
        if sheet.steps.told_apart.is_some() && listed.contains(&name_key(&sheet.pupil)) {
            sheet.pupil = base(&sheet.pupil).to_owned();
        }
    }
    let mut taken: BTreeSet<String> = sheets.iter().map(|sheet| name_key(&sheet.pupil)).collect();
    let mut all: Vec<(String, String)> = sheets
        .iter()
        .map(|sheet| (name_key(sheet.name_in_class()), sheet.class.clone()))
        .collect();
    for sheet in &mut new {
        let name = name_key(sheet.name_in_class());
        let is_other = |(known, class): &(String, String)| *known == name && sheet.is_of_other(class);
        let is_needed = all.iter().any(|known| !known.1.is_empty() && is_other(known));
        sheet.pupil = with_class(is_needed, sheet);
        all.push((name, sheet.class.clone()));
    }
    let keeps: Vec<bool> = new
        .iter()
        .map(|sheet| taken.insert(name_key(&sheet.pupil)))
        .collect();
    let mut doubled: Vec<String> = Vec::new();
    for (sheet, _) in new.iter_mut().zip(keeps).filter(|(_, keeps)| !keeps) {
        let own = own(sheet, listed).to_owned();
        let number = (2..).find(|number| {
            let told = name_key(&told(&own, *number));
            !listed.contains(&told) && taken.insert(told)
        });
        sheet.steps.told_apart = number;
        sheet.pupil = told(&own, number.unwrap_or_default());
        if !doubled.iter().any(|known| name_key(known) == name_key(&own)) {
            doubled.push(own);
        }
    }
    sheets.append(&mut new);
    doubled
}

/// A name told apart by a number.
pub(super) fn told(name: &str, number: u64) -> String {
    format!("{name} ({number})")
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn only_a_number_in_brackets_tells_sheets_of_one_name_apart() {
        assert_eq!(base("Dana (2)"), "Dana");
        assert_eq!(base("Dana (9B)"), "Dana (9B)");
    }
}
