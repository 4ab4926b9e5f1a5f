//! Papers that go into a bin with all that hangs on them, and come back by `undo`.
//!
//! Each removal has a folder of its own under `papers/bin`, so that a paper that is printed once more and
//! removed again takes nothing from the first. Nothing is read of the files but whether they are the same.

use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use serde_json::json;
use suraq::quiz::Paper;

use super::JOURNAL;
use super::PAPER;
use super::RESULTS;
use super::path_of;
use super::read;
use crate::app::App;
use crate::cards::deeds;
use crate::cards::deeds::Turn;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// Folder of what was removed, among the papers.
const BIN: &str = "bin";

/// The files of a paper. The paper itself goes last and comes last: what hangs on it is never without it.
const FILES: [&str; 3] = [JOURNAL, RESULTS, PAPER];

/// A paper that was removed, as `undo` knows it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Removed {
    /// Code of the paper.
    removed: String,
    /// Folder of its files in the bin.
    bin: String,
}

/// Removes papers, each as one step of undo.
///
/// Errors: there is no such paper, it is played now, or answers hang on it and `with_results` does not say that
/// they may go along. Nothing is removed then, of none of them.
pub fn remove(app: &mut App, codes: &[String], with_results: bool) -> Outcome {
    let mut papers = Vec::new();
    for code in codes {
        let paper = super::find_paper(app, Some(code))?;
        let sheets = sheets(app, &paper, with_results)?;
        papers.push((paper, sheets));
    }
    papers.dedup_by(|(one, _), (other, _)| one.code == other.code);
    for (paper, sheets) in papers {
        let code = &paper.code;
        let removed = Removed {
            removed: code.clone(),
            bin: free_folder(app, code),
        };
        deeds::remove_paper(app, &format!("remove paper {code}"), &removed)?;
        let along = match sheets {
            0 => String::new(),
            sheets => format!(" with {}", count(sheets, "sheet", "sheets")),
        };
        app.answer(
            &json!({ "removed": code, "title": paper.title, "sheets": sheets }),
            &format!(
                "Paper {code} ({}) is removed{along}. Printed pages stay. {}",
                paper.title,
                app.undo_hint()
            ),
        );
    }
    Ok(Done::Well)
}

/// How many sheets hang on a paper.
fn sheets(app: &App, paper: &Paper, with_results: bool) -> Result<usize, Failure> {
    let code = &paper.code;
    if is_played(&path_of(app, code, JOURNAL)) {
        return Err(Failure::usage(format!("quiz {code} is played now")).hint("end it first, then remove it"));
    }
    let results = super::results(app, code)?;
    let sheets = results.sheets.len() + results.aside.len();
    let hangs = match sheets {
        0 if super::is_live(app, code) && !super::has_results(app, code) => {
            "was not played to its end and may hold answers".to_owned()
        }
        0 => return Ok(0),
        sheets => format!("has {}", count(sheets, "marked sheet", "marked sheets")),
    };
    match with_results {
        true => Ok(sheets),
        false => Err(
            Failure::usage(format!("{code} {hangs}; nothing was removed")).hint(format!(
                "to remove all of it: {{suraq}}paper --remove {code} --with-results; undo brings it back"
            )),
        ),
    }
}

/// Whether a program has the journal of a game open.
fn is_played(journal: &Path) -> bool {
    File::open(journal).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

fn free_folder(app: &App, code: &str) -> String {
    let bin = app.paths.papers().join(BIN);
    let later = (2_usize..).map(|number| format!("{code}-{number}"));
    let mut folders = std::iter::once(code.to_owned()).chain(later);
    // There are more numbers than folders.
    folders
        .find(|folder| !bin.join(folder).exists())
        .unwrap_or_default()
}

impl Removed {
    /// Puts the files into the bin, or brings them back.
    ///
    /// Errors: they are gone from the bin, or others stand in their place; nothing is done then.
    pub fn turn(&self, app: &App, turn: Turn) -> Result<(), Failure> {
        let bin = app.paths.papers().join(BIN).join(&self.bin);
        let pairs = FILES.map(|ending| {
            let here = path_of(app, &self.removed, ending);
            (here, bin.join(format!("{}.{ending}", self.removed)))
        });
        match turn {
            Turn::Forth => {
                fs::create_dir_all(&bin).map_err(|error| Failure::system(&bin, "cannot be made", &error))?;
                pairs.iter().try_for_each(|(here, there)| moved(here, there))
            }
            Turn::Back => {
                self.check_way_back(&pairs)?;
                for (here, there) in &pairs {
                    moved(there, here)?;
                }
                // It may hold what somebody put there; then it stays.
                drop(fs::remove_dir(&bin));
                Ok(())
            }
        }
    }

    /// A paper that was printed once more stands there again and is the same; its other files may not.
    fn check_way_back(&self, pairs: &[(PathBuf, PathBuf); 3]) -> Result<(), Failure> {
        let [.., (paper, binned)] = pairs;
        if !paper.exists() && !binned.exists() {
            return Err(Failure::input(format!(
                "{}: the removed paper is not there any more; nothing was brought back",
                binned.display()
            ))
            .hint("a copy of the data folder may still hold it, see {suraq}help restore"));
        }
        let is_in_the_way = |(here, there): &&(PathBuf, PathBuf)| {
            let is_same = || here == paper && is_same_paper(here, there).unwrap_or(false);
            here.exists() && there.exists() && !is_same()
        };
        match pairs.iter().find(is_in_the_way) {
            None => Ok(()),
            Some((here, there)) => Err(Failure::input(format!(
                "{}: paper {} was begun anew since then; nothing was brought back",
                here.display(),
                self.removed
            ))
            .hint(format!(
                "remove the new one first, with {{suraq}}paper --remove {} --with-results; the old one lies in {}",
                self.removed,
                there.parent().unwrap_or(there).display()
            ))),
        }
    }
}

/// Whether two files are one paper, however it looked when it was printed last.
fn is_same_paper(one: &Path, other: &Path) -> Result<bool, Failure> {
    let plain = |path: &Path| read::<Paper>(path).map(|paper| Paper { look: None, ..paper });
    Ok(plain(one)? == plain(other)?)
}

/// Moves a file where it is; what was moved before a program was stopped is there already.
fn moved(from: &Path, to: &Path) -> Result<(), Failure> {
    match from.exists() {
        true => fs::rename(from, to).map_err(|error| Failure::system(from, "cannot be moved", &error)),
        false => Ok(()),
    }
}
