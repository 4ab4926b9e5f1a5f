//! Tables of sheets that are taken back by `undo` and brought back by `redo`.
//!
//! A step keeps no sheet and no name: the sheets go aside among the results, where forgetting a name finds
//! them, and the step knows them by a number that follows from all of them.

use serde::Deserialize;
use serde::Serialize;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;
use twox_hash::XxHash3_64;

use super::keep_results;
use super::results;
use super::table::Marked;
use crate::app::App;
use crate::cards::deeds::Turn;
use crate::report::Failure;

/// What a table brought, as `undo` knows it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Brought {
    /// Code of the paper.
    paper: String,
    /// How many sheets there were, and what they are known by.
    sheets: usize,
    known_by: u64,
    /// Where the sheets stood that others took the place of, in the order in which they went aside.
    replaced: Vec<usize>,
    replaced_known_by: u64,
}

impl Brought {
    /// What was just read of a table: the last of the sheets, and the last of those aside.
    pub fn of(results: &Results, marked: &Marked) -> Brought {
        let last = |sheets: &[Sheet], many: usize| fingerprint(&sheets[sheets.len().saturating_sub(many)..]);
        Brought {
            paper: results.code.clone(),
            sheets: marked.sheets,
            known_by: last(&results.sheets, marked.sheets),
            replaced: marked.replaced.clone(),
            replaced_known_by: last(&results.aside, marked.replaced.len()),
        }
    }

    /// Takes the sheets back, or brings them back.
    ///
    /// Errors: some of them were changed since; nothing is done then.
    pub fn turn(&self, app: &App, turn: Turn) -> Result<(), Failure> {
        let mut results = results(app, &self.paper)?;
        let turned = match turn {
            Turn::Back => self.take_back(&mut results),
            Turn::Forth => self.bring_back(&mut results),
        };
        let (done, one_by_one) = match turn {
            Turn::Back => (
                "taken back",
                "take sheets away one by one: {suraq}mark CODE --remove NAME",
            ),
            Turn::Forth => (
                "brought back",
                "bring sheets back one by one: {suraq}mark CODE --bring-back NAME",
            ),
        };
        turned.ok_or_else(|| {
            Failure::input(format!(
                "paper {}: sheets of this table were changed since then; nothing was {done}",
                self.paper
            ))
            .hint(one_by_one.replace("CODE", &self.paper))
        })?;
        keep_results(app, &results)?;
        Ok(())
    }

    /// `None` where the sheets are not there as they were.
    fn take_back(&self, results: &mut Results) -> Option<()> {
        let from = place(&results.sheets, self.sheets, self.known_by)?;
        let aside = place(&results.aside, self.replaced.len(), self.replaced_known_by)?;
        let taken: Vec<Sheet> = results.sheets.drain(from..from + self.sheets).collect();
        let replaced: Vec<Sheet> = results.aside.drain(aside..aside + self.replaced.len()).collect();
        // The last one that went aside comes back first, so that each stands where it stood.
        for (at, sheet) in self.replaced.iter().zip(replaced).rev() {
            results.sheets.insert((*at).min(results.sheets.len()), sheet);
        }
        results.aside.extend(taken);
        Some(())
    }

    /// `None` where the sheets are not aside as they were.
    fn bring_back(&self, results: &mut Results) -> Option<()> {
        let from = place(&results.aside, self.sheets, self.known_by)?;
        let back: Vec<Sheet> = results.aside.drain(from..from + self.sheets).collect();
        for sheet in &back {
            if let Some(at) = results.place_of(&sheet.pupil) {
                results.put_aside(at);
            }
        }
        results.sheets.extend(back);
        Some(())
    }
}

/// Where so many sheets begin that are known by this number.
fn place(sheets: &[Sheet], many: usize, known_by: u64) -> Option<usize> {
    let last = sheets.len().checked_sub(many)?;
    (0..=last)
        .rev()
        .find(|from| fingerprint(&sheets[*from..from + many]) == known_by)
}

fn fingerprint(sheets: &[Sheet]) -> u64 {
    let bytes = serde_json::to_vec(sheets).expect("plain structures have a JSON form");
    XxHash3_64::oneshot(&bytes)
}
