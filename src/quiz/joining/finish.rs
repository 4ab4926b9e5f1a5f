//! All sheets that count in the end, and what became of each.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Union;
use super::state::State;
use super::state::content;
use super::told::Doubled;
use super::told::United;
use crate::lexicon::fold::name_key;
use crate::quiz::namesakes;
use crate::quiz::scores::Sheet;
use crate::quiz::steps::Steps;

impl Union<'_> {
    /// Returns the results with all sheets, and what became of them.
    pub fn finish(self) -> United {
        let mut united = United {
            results: self.ours,
            doubled: Vec::new(),
            corrected: Vec::new(),
            taken: Vec::new(),
            away: Vec::new(),
            back: Vec::new(),
        };
        let here: BTreeSet<String> = united
            .results
            .sheets
            .iter()
            .map(|sheet| sheet.id.clone())
            .collect();
        bring_up_to_date(&mut united, &self.latest, self.step);
        let mut new = Vec::new();
        let gone = std::mem::take(&mut united.results.ledger.gone);
        for (id, state) in self.latest {
            if state.is_gone {
                united.results.ledger.gone.insert(id.clone(), state.revision);
            }
            let Some(mut sheet) = state.sheet.filter(|_| !here.contains(&id)) else {
                continue;
            };
            let aside = united.results.aside.iter().rev().find(|aside| aside.id == id);
            if let Some(aside) = aside {
                // It may be forgotten by now whose it was.
                sheet.pupil.clone_from(&aside.pupil);
                sheet.steps.told_apart = None;
            }
            match (state.is_gone, aside.is_some()) {
                (false, _) => {
                    united
                        .back
                        .extend(gone.contains_key(&id).then(|| sheet.pupil.clone()));
                    new.push(sheet);
                }
                (true, true) => united.away.push(sheet.pupil),
                (true, false) => {
                    sheet.pupil = namesakes::own(&sheet, &self.listed).to_owned();
                    sheet.steps = Steps::default();
                    united.away.push(sheet.pupil.clone());
                    united.results.aside.push(sheet);
                }
            }
        }
        united.doubled = put(&mut united.results.sheets, new, &self.listed);
        united
    }
}

/// Gives the sheets that are here the answers they have by now, and takes those away that are gone.
fn bring_up_to_date(united: &mut United, latest: &BTreeMap<String, State>, step: Option<u64>) {
    let sheets = std::mem::take(&mut united.results.sheets);
    for (place, mut before) in sheets.into_iter().enumerate() {
        let Some(state) = latest.get(&before.id) else {
            united.results.sheets.push(before);
            continue;
        };
        let after = state.sheet.as_ref().filter(|_| !state.is_gone);
        let after = after.map(|after| Sheet {
            pupil: before.pupil.clone(),
            steps: Steps {
                brought: step,
                told_apart: before.steps.told_apart,
                ..Steps::default()
            },
            ..after.clone()
        });
        match after {
            Some(after) if content(&after) == content(&before) => {
                before.revision = state.revision;
                before.class = after.class;
                united.results.sheets.push(before);
            }
            Some(after) => {
                united.corrected.push([before.clone(), after.clone()]);
                united.results.sheets.push(after);
                before.steps.away = step;
                united.results.aside.push(before);
            }
            None => {
                united.taken.push(before.clone());
                before.steps.away = step;
                before.steps.place = Some(place);
                united.results.aside.push(before);
            }
        }
    }
}

/// Puts new sheets behind those that are there, in an order that does not hang on that of the files. Returns the
/// names that others had.
fn put(sheets: &mut Vec<Sheet>, mut new: Vec<Sheet>, listed: &BTreeSet<String>) -> Vec<Doubled> {
    new.sort_by_cached_key(|sheet| {
        let number = sheet.pupil.parse::<u64>().unwrap_or(u64::MAX);
        let place = (number, name_key(&sheet.pupil), content(sheet));
        (place, sheet.pupil.clone(), sheet.id.clone())
    });
    let doubled = namesakes::put(sheets, new, listed);
    let of = |name: String| Doubled {
        sheets: (0..sheets.len())
            .filter(|at| name_key(namesakes::own(&sheets[*at], listed)) == name_key(&name))
            .collect(),
        name,
    };
    doubled.into_iter().map(of).collect()
}
