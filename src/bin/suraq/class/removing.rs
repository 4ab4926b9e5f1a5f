//! Papers that go into a bin with all that hangs on them, and come back by `undo`.
//!
//! Each removal has a folder of its own under `papers/bin`, so that a paper that is printed once more and
//! removed again takes nothing from the first. Nothing is read of the files but whether they are the same.

use std::collections::BTreeSet;
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

/// Folder within that of a removal, for what was begun anew before the removal was taken back.
const ANEW: &str = "anew";

/// The files of a paper. The paper itself goes last and comes back first: nothing is here that hangs on
/// no paper.
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
    let mut named = BTreeSet::new();
    papers.retain(|(paper, _)| named.insert(paper.code.clone()));
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
    check_ended(app, code)?;
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

/// Errors: the quiz is played now.
fn check_ended(app: &App, code: &str) -> Result<(), Failure> {
    match is_played(&path_of(app, code, JOURNAL)) {
        true => {
            Err(Failure::usage(format!("quiz {code} is played now")).hint("end it first, then try again"))
        }
        false => Ok(()),
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
    /// Puts the files into the bin, or brings them back. Says whether there was anything to move.
    ///
    /// A paper that was begun anew in the meantime gives its place up to the removed one, and takes it again when
    /// that is removed once more.
    ///
    /// Errors: the quiz is played now, or a file cannot be moved.
    pub fn turn(&self, app: &App, turn: Turn) -> Result<bool, Failure> {
        check_ended(app, &self.removed)?;
        let files = self.files(app);
        match turn {
            Turn::Forth => files.remove(),
            Turn::Back => self.bring_back(app, &files),
        }
    }

    fn files(&self, app: &App) -> Files {
        let bin = app.paths.papers().join(BIN).join(&self.bin);
        let anew = bin.join(ANEW);
        let place = |ending: &&str| {
            let name = format!("{}.{ending}", self.removed);
            Place {
                here: path_of(app, &self.removed, ending),
                binned: bin.join(&name),
                anew: anew.join(&name),
            }
        };
        let [journal, results, paper] = FILES.each_ref().map(place);
        Files {
            hanging: [journal, results],
            paper,
            bin,
            anew,
        }
    }

    fn bring_back(&self, app: &App, files: &Files) -> Result<bool, Failure> {
        let is_whole = files.paper.binned.exists() || files.paper.here.exists();
        if !is_whole || files.all().all(|place| !place.binned.exists()) {
            app.screen.remark(&format!(
                "Paper {}: {} does not hold it any more, so nothing was brought back. A copy of the data folder may \
                 still have it, see {}help restore.",
                self.removed,
                files.bin.display(),
                app.prefix()
            ));
            return Ok(false);
        }
        let is_begun_anew = files.are_in_the_way() || files.anew.exists() && files.paper.binned.exists();
        if is_begun_anew {
            make(&files.anew)?;
            files
                .all()
                .try_for_each(|place| moved(&place.here, &place.anew))?;
            app.screen.remark(&format!(
                "Paper {} was begun anew since then. What was begun lies in {}; redo swaps the two again.",
                self.removed,
                files.anew.display()
            ));
        }
        // The paper comes first: while it is in the bin, what is here hangs on the other one.
        let mut back = std::iter::once(&files.paper).chain(&files.hanging);
        back.try_for_each(|place| moved(&place.binned, &place.here))?;
        // It may hold what somebody put there, or what was begun anew; then it stays.
        drop(fs::remove_dir(&files.bin));
        Ok(true)
    }
}

/// Where a file of a paper may be.
struct Place {
    here: PathBuf,
    /// As it was removed.
    binned: PathBuf,
    /// As it was begun anew, while the removed one is here.
    anew: PathBuf,
}

/// The files of a removal.
struct Files {
    /// Those that hang on the paper.
    hanging: [Place; 2],
    paper: Place,
    bin: PathBuf,
    anew: PathBuf,
}

impl Files {
    /// In the order in which they move.
    fn all(&self) -> impl Iterator<Item = &Place> {
        self.hanging.iter().chain([&self.paper])
    }

    /// Puts what is here into the bin, and what was begun anew in its place. Says whether there was anything.
    fn remove(&self) -> Result<bool, Failure> {
        let has_both = self.paper.here.exists() && self.paper.binned.exists();
        // A program that was stopped while it made room for the removed paper has brought nothing back yet.
        let is_in_bin = self.are_in_the_way() || self.anew.exists() && has_both;
        let is_here = self.all().any(|place| place.here.exists());
        if !is_in_bin {
            make(&self.bin)?;
            self.all()
                .try_for_each(|place| moved(&place.here, &place.binned))?;
        }
        self.all().try_for_each(|place| moved(&place.anew, &place.here))?;
        drop(fs::remove_dir(&self.anew));
        Ok(is_here)
    }

    /// Whether other files stand where the removed ones belong. A paper that was printed once more is the same; its
    /// other files may not be.
    fn are_in_the_way(&self) -> bool {
        let has_both = |place: &Place| place.here.exists() && place.binned.exists();
        let paper = &self.paper;
        self.hanging.iter().any(has_both)
            || has_both(paper) && !is_same_paper(&paper.here, &paper.binned).unwrap_or(false)
    }
}

fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::system(folder, "cannot be made", &error))
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
