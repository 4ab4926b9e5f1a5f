//! All progress put back from a copy, and the way back from there by `undo`.
//!
//! The copy has an undo list of its own, so the step is noted in it after it was
//! put in place, and once more in the progress that comes back.

use std::path::Path;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::Deserialize;
use serde::Serialize;
use suraq::progress;
use suraq::progress::Backup;
use suraq::progress::Reason;
use suraq::progress::Restored;
use suraq::progress::Store;

use crate::app::App;
use crate::cards::deeds;
use crate::cards::patch::Turn;
use crate::report::Failure;

/// A copy that was put in place, and the copy made of what was there before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Restoring {
    /// What was put in place; none where progress came in beside what was there and no copy holds both yet.
    pub restored: Option<PathBuf>,
    /// What was there before.
    pub kept: PathBuf,
}

/// Whether a copy is the way back from a restore or a merge, and not what is meant by the newest or a day's copy.
pub fn is_way_back(copy: &Backup) -> bool {
    matches!(copy.reason, Reason::BeforeRestore | Reason::BeforeMerge)
}

/// The copy that is meant by the newest one; `copies` stand newest first.
pub fn newest(copies: &[Backup]) -> Option<&Backup> {
    copies.iter().find(|copy| !is_way_back(copy))
}

/// What tells copies of one day apart: when the last answer in it was given, as far as it can be read.
pub fn last_answer(app: &App, copy: &Backup) -> String {
    let last = Store::open_to_look(&copy.path).and_then(|store| store.last_entry_at());
    let at = last
        .ok()
        .flatten()
        .and_then(|at| Timestamp::from_millisecond(at).ok());
    at.map_or_else(String::new, |at| {
        let local = app.now().offset.to_datetime(at);
        local.strftime("up to %Y-%m-%d %H:%M").to_string()
    })
}

/// Puts `copy` in the place of the progress; notes it so that `undo` can take it back.
///
/// What was there and was damaged cannot come back, and nothing is noted then.
pub fn put_in_place(app: &mut App, label: &str, copy: &Path) -> Result<Restored, Failure> {
    put_and_note(app, label, copy, None)
}

fn put_and_note(app: &mut App, label: &str, copy: &Path, again: Option<&Path>) -> Result<Restored, Failure> {
    let restored = swap(app, copy)?;
    if let Restored::Saved(kept) = &restored {
        let restoring = Restoring {
            restored: Some(std::path::absolute(copy).unwrap_or_else(|_| copy.to_owned())),
            kept: kept.clone(),
        };
        deeds::note_restoring(app, label, &restoring, again)?;
    }
    Ok(restored)
}

/// Puts `copy` in the place of the progress; nothing is noted.
pub fn swap(app: &mut App, copy: &Path) -> Result<Restored, Failure> {
    app.close_store();
    app.paths.make()?;
    let restored = progress::restore(&app.paths.progress(), copy, &app.paths.backups(), app.now());
    // Figures that were counted of another log.
    let _ = std::fs::remove_file(app.paths.past());
    restored.map_err(|error| unusable(copy, error))
}

/// A copy that is none: what is there now was not touched.
pub fn unusable(copy: &Path, error: progress::ProgressError) -> Failure {
    use progress::ProgressError::Damaged;
    use progress::ProgressError::NotProgress;
    match &error {
        NotProgress { path } | Damaged { path, .. } if path == copy => Failure::input(format!(
            "{}: no copy of your progress, or a damaged one; nothing was changed",
            copy.display()
        ))
        .hint("give a copy that backup made; see them with {suraq}backup --list"),
        _ => error.into(),
    }
}

/// Takes back that a copy was put in place, or puts it there again.
pub fn turn(app: &mut App, label: &str, restoring: &Restoring, turn: Turn) -> Result<(), Failure> {
    let now = app.now();
    match turn {
        Turn::Back => {
            let left = match swap(app, &restoring.kept)? {
                Restored::Saved(copy) => Some(copy),
                Restored::KeptAside(_) | Restored::Nothing => None,
            };
            // What is left holds the steps after this one, which the copy does not.
            let restoring = Restoring {
                restored: left.or_else(|| restoring.restored.clone()),
                kept: restoring.kept.clone(),
            };
            deeds::note_restoring(app, label, &restoring, None)?;
            app.store()?.undo(now)?;
        }
        Turn::Forth => {
            let Some(restored) = &restoring.restored else {
                return Err(Failure::input("there is no copy of what was taken back"));
            };
            // The progress that is left behind must not say that this step is done.
            app.store()?.undo(now)?;
            if let Err(failure) = put_and_note(app, label, restored, Some(&restoring.kept)) {
                app.store()?.redo()?;
                return Err(failure);
            }
        }
    }
    Ok(())
}
