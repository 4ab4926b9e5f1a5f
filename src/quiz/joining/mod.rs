//! Results of one paper from several computers, united.
//!
//! Of each sheet the latest state counts, wherever it was seen: so the same sheets count in whatever order files come
//! and however often, and one that was taken away stays away. Two sheets are one where their identity is the same
//! (see [`super::ledger`]), never because they look alike. The sheets that are here keep their names and their
//! places; those that come in stand behind them, and where a name is taken they get a number: which of two strangers
//! is `Dana (2)` hangs on who was here first.

mod finish;
mod state;
#[cfg(test)]
pub(super) mod tests;
mod told;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::namesakes;
use super::paper::Paper;
use super::rekeyed;
use super::scores::Results;
use super::scores::Sheet;
use super::steps::Steps;
use crate::lexicon::fold::name_key;
use state::State;
pub use told::Added;
pub use told::Doubled;
pub use told::JoinError;
pub use told::United;

/// Results that are being united, all of one paper.
pub struct Union<'a> {
    paper: &'a Paper,
    ours: Results,
    /// The latest state of each sheet by now.
    latest: BTreeMap<String, State>,
    /// In which the sheets come that are new.
    step: Option<u64>,
    listed: BTreeSet<String>,
}

impl<'a> Union<'a> {
    /// Begins with the results that are here.
    ///
    /// Errors: they are not of `paper`.
    pub fn new(paper: &'a Paper, ours: &Results) -> Result<Union<'a>, JoinError> {
        check(paper, ours)?;
        let mut ours = ours.clone();
        ours.identify();
        let sheets = ours.sheets.iter().cloned();
        let gone = ours.ledger.gone.iter();
        let latest = gone
            .map(|(id, revision)| (id.clone(), State::gone(*revision)))
            .chain(sheets.map(|sheet| (sheet.id.clone(), State::of(sheet))))
            .collect();
        Ok(Union {
            paper,
            ours,
            latest,
            step: None,
            listed: BTreeSet::new(),
        })
    }

    /// The same, where new sheets come in `step`, so that [`Results::part`] can take them away again.
    pub fn in_step(mut self, step: u64) -> Union<'a> {
        self.step = Some(step);
        self
    }

    /// The same, where `names` stand in the list of a class: a `Dana (2)` among them is another pupil than `Dana`.
    pub fn with_names<'b>(mut self, names: impl Iterator<Item = &'b str>) -> Union<'a> {
        self.listed = names.map(name_key).collect();
        self
    }

    /// Adds the results of another computer.
    ///
    /// Errors: they are of another paper, be it of the same code; a sheet does not fit, or a key was changed in two ways; nothing is
    /// added then.
    pub fn add(&mut self, theirs: &Results) -> Result<Added, JoinError> {
        check(self.paper, theirs)?;
        if !theirs.paper.is_empty() && theirs.paper != self.paper.mark() {
            return Err(JoinError::OtherMake);
        }
        rekeyed::unite(self.paper, &mut self.ours, theirs)?;
        let mut identified = theirs.clone();
        identified.identify();
        let mut added = Added::default();
        let is_elsewhere = theirs.origin != self.ours.origin || theirs.origin.is_empty();
        for (sheet, by_name) in identified.sheets.iter().zip(theirs.identities_by_name()) {
            let is_by_name = is_elsewhere && sheet.id == by_name;
            self.add_sheet(self.as_here(&theirs.origin, sheet), is_by_name, &mut added);
        }
        for (id, revision) in &identified.ledger.gone {
            self.meet(id, State::gone(*revision));
        }
        Ok(added)
    }

    fn add_sheet(&mut self, sheet: Sheet, is_by_name: bool, added: &mut Added) {
        let id = sheet.id.clone();
        let before = self.latest.get(&id).map(State::rank);
        self.meet(&id, State::of(sheet));
        let after = &self.latest[&id];
        match before {
            None => added.new += 1,
            _ if after.is_gone => added.gone += 1,
            Some((_, _, content)) if content == after.rank().2 => {
                added.known += 1;
                // Another file may have brought it just now.
                let here = self.ours.sheets.iter().find(|known| known.id == id);
                let here = here.or(self.latest[&id].sheet.as_ref());
                added
                    .by_name
                    .extend(here.filter(|_| is_by_name).map(|known| known.pupil.clone()));
            }
            Some(before) if before == after.rank() => added.known += 1,
            Some(_) => added.later += 1,
        }
    }

    fn meet(&mut self, id: &str, state: State) {
        match self.latest.get_mut(id) {
            Some(known) => known.meet(state),
            None => {
                self.latest.insert(id.to_owned(), state);
            }
        }
    }

    /// A sheet of another computer under the name it has here. Steps of that computer are none of this one.
    fn as_here(&self, origin: &str, sheet: &Sheet) -> Sheet {
        let steps = Steps {
            brought: self.step,
            told_apart: sheet.steps.told_apart,
            ..Steps::default()
        };
        Sheet {
            pupil: namesakes::name_at(&self.ours.origin, origin, &sheet.pupil),
            steps,
            ..sheet.clone()
        }
    }
}

fn check(paper: &Paper, results: &Results) -> Result<(), JoinError> {
    if results.code != paper.code {
        return Err(JoinError::OtherPaper {
            code: paper.code.clone(),
            found: results.code.clone(),
        });
    }
    let fits =
        |sheet: &Sheet| sheet.given.len() == paper.questions.len() && paper.version(sheet.version).is_some();
    match results.sheets.iter().find(|sheet| !fits(sheet)) {
        None => Ok(()),
        Some(sheet) => Err(JoinError::Sheet {
            pupil: sheet.pupil.clone(),
        }),
    }
}
