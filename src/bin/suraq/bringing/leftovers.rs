//! What an import or an export that was killed leaves behind, taken away once no other is under way.
//!
//! Each holds a lock that others may hold as well. Who can hold it alone knows that nobody is
//! in the middle of one, and that all temporary files there are have no owner any more.

use std::fs;
use std::fs::File;
use std::path::Path;

use suraq::import::anki::is_temporary as is_collection;

use super::keeping_media::is_waiting;
use super::undone;
use crate::app::App;
use crate::report::Failure;

/// What is locked.
const LOCK: &str = ".import.lock";

/// Says that an import or an export is under way, for as long as it is kept.
#[derive(Debug)]
pub struct Underway {
    _lock: Option<File>,
}

/// Takes away what killed imports and exports left, and begins one.
///
/// Errors: progress cannot be opened.
pub fn begin(app: &mut App) -> Result<Underway, Failure> {
    let lock = File::create(app.paths.cache.join(LOCK)).ok();
    if let Some(lock) = &lock
        && lock.try_lock().is_ok()
    {
        sweep_files(app)?;
        // Where locks are not known nothing is taken away, and nothing else depends on them.
        let _ = lock.unlock();
        let _ = lock.lock_shared();
    }
    Ok(Underway { _lock: lock })
}

/// Takes away what killed imports and exports left; returns how many files that were.
///
/// Errors: progress cannot be opened.
pub fn sweep(app: &mut App) -> Result<usize, Failure> {
    match File::create(app.paths.cache.join(LOCK)) {
        Ok(lock) if lock.try_lock().is_ok() => sweep_files(app),
        _ => Ok(0),
    }
}

fn sweep_files(app: &mut App) -> Result<usize, Failure> {
    let media = app.paths.media();
    let swept = remove(&app.paths.cache, is_collection) + remove(&media, is_waiting);
    Ok(swept + undone::sweep(app)?)
}

/// Removes the files of a folder that have such names.
fn remove(folder: &Path, is_such: fn(&str) -> bool) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let such = entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(is_such));
    such.filter(|entry| fs::remove_file(entry.path()).is_ok()).count()
}
