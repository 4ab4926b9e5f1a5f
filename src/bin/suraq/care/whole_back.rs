//! An archive of a whole home put in place, and the way back from there by `undo`.
//!
//! Everything that is there is first written into another such archive. Then what the archive holds is replaced;
//! files it does not hold stay where they are. `undo` puts the other archive in place and takes out the files that
//! had come in new; what is there until then is kept in a third one, which `redo` puts back.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use suraq::decks::save::save;

use super::whole;
use super::whole::Contents;
use super::whole::PROGRESS;
use super::whole::SETTINGS;
use crate::app::App;
use crate::cards::deeds;
use crate::cards::deeds::Turn;
use crate::cards::restoring;
use crate::report::Failure;

/// How the name of a copy made before a restore ends, and how many of them are kept.
const BEFORE: &str = "-before-restore.zip";
const KEPT: usize = 5;

/// What a restore did.
pub struct PutBack {
    /// What came back.
    pub contents: Contents,
    /// The archive of what was there before.
    pub before: PathBuf,
}

/// What `undo` and `redo` of a restore need.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Whole {
    /// The archive that was put in place.
    archive: PathBuf,
    /// The archive of what was there before.
    pub before: PathBuf,
    /// Entries of the archive of which no file was there before.
    new: Vec<String>,
}

/// Puts everything back that the archive `from` holds; `undo` takes it back.
///
/// The archive is unpacked and looked through before anything is touched, and what is there is written into an
/// archive of its own. Errors: it is damaged or of a later layout, or the system refuses.
pub fn restore(app: &mut App, from: &Path) -> Result<PutBack, Failure> {
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    put_in_place(app, from, &format!("restore {name}"), None)
}

/// Takes back that an archive was put in place, or puts it there again.
///
/// Errors: the copy that it needs is gone, and nothing is changed then; or the system refuses.
pub fn turn(app: &mut App, label: &str, whole: &Whole, turn: Turn) -> Result<(), Failure> {
    match turn {
        Turn::Back => take_back(app, label, whole),
        Turn::Forth => {
            is_there(&whole.archive, "brought back")?;
            let now = app.now();
            // The progress that is left behind must not say that this step is done.
            app.store()?.undo(now)?;
            let done = put_in_place(app, &whole.archive, label, Some(&whole.before));
            if done.is_err() {
                app.store()?.redo()?;
            }
            done.map(|_| ())
        }
    }
}

/// `again` is what was kept when the same step was done before.
fn put_in_place(app: &mut App, from: &Path, label: &str, again: Option<&Path>) -> Result<PutBack, Failure> {
    unpacked(app, from, |app, unpacked| {
        let before = copy_before(app)?;
        let (contents, new) = put_files(app, unpacked)?;
        put_progress(app, unpacked)?;
        let archive = std::path::absolute(from).unwrap_or_else(|_| from.to_owned());
        let whole = Whole {
            archive,
            before: before.clone(),
            new,
        };
        deeds::note_whole(app, label, whole, again)?;
        Ok(PutBack { contents, before })
    })
}

fn take_back(app: &mut App, label: &str, whole: &Whole) -> Result<(), Failure> {
    is_there(&whole.before, "taken back")?;
    unpacked(app, &whole.before, |app, unpacked| {
        let archive = copy_before(app)?;
        put_files(app, unpacked)?;
        for entry in &whole.new {
            take_out(app, entry)?;
        }
        put_progress(app, unpacked)?;
        // The progress that is back knows nothing of it yet.
        deeds::note_whole(
            app,
            label,
            Whole {
                archive,
                ..whole.clone()
            },
            None,
        )?;
        let now = app.now();
        app.store()?.undo(now)?;
        Ok(())
    })
}

fn is_there(archive: &Path, done: &str) -> Result<(), Failure> {
    match archive.exists() {
        true => Ok(()),
        false => Err(Failure::input(format!(
            "{}: the copy is no longer there; nothing was {done}",
            archive.display()
        ))
        .hint("put it there again, or put another one in place: {suraq}restore FILE")),
    }
}

/// Does `work` with the folder an archive was unpacked into, and looks at all decks and settings anew.
fn unpacked<T>(
    app: &mut App,
    from: &Path,
    work: impl FnOnce(&mut App, &Path) -> Result<T, Failure>,
) -> Result<T, Failure> {
    app.paths.make()?;
    let folder = app.paths.data.join(format!(".restore-{}", std::process::id()));
    let done = whole::unpack(from, &folder).and_then(|()| {
        let done = work(app, &folder);
        app.read_settings();
        app.rebuild_index().and(done)
    });
    // What is left of it is a leftover, not anybody's file.
    let _ = fs::remove_dir_all(&folder);
    done
}

/// Puts all in place but the progress. Returns what it was, and the entries of which no file was there.
fn put_files(app: &App, unpacked: &Path) -> Result<(Contents, Vec<String>), Failure> {
    let (mut contents, mut new) = (Contents::default(), Vec::new());
    for (name, folder) in whole::folders(app) {
        let unpacked = unpacked.join(name);
        let files = whole::files_in(&unpacked)
            .map_err(|error| Failure::system(&unpacked, "cannot be read", &error))?;
        for file in files {
            let inside = file.strip_prefix(&unpacked).unwrap_or(&file);
            let target = folder.join(inside);
            if !target.exists() {
                new.push(whole::entry_name(name, inside));
            }
            move_to(&file, &target)?;
            match (name, whole::is_deck(inside)) {
                ("decks", true) => contents.decks += 1,
                _ => contents.other_files += 1,
            }
        }
    }
    let target = app.paths.config_file();
    match fs::read(unpacked.join(SETTINGS)) {
        Ok(settings) => {
            if !target.exists() {
                new.push(SETTINGS.to_owned());
            }
            save(&target, &settings)?;
        }
        // Nothing was set when the archive was made.
        Err(_) => take_out(app, SETTINGS)?,
    }
    Ok((contents, new))
}

/// Removes the file of an entry; one that is gone already is no loss.
fn take_out(app: &App, entry: &str) -> Result<(), Failure> {
    let file = match entry.split_once('/') {
        None => Some(app.paths.config_file()),
        Some((name, inside)) => {
            let folder = whole::folders(app).into_iter().find(|(known, _)| *known == name);
            folder.map(|(_, folder)| folder.join(inside))
        }
    };
    let Some(file) = file.filter(|file| file.exists()) else {
        return Ok(());
    };
    fs::remove_file(&file).map_err(|error| Failure::system(&file, "cannot be removed", &error))
}

/// Moves a file, over another one of that name.
fn move_to(file: &Path, target: &Path) -> Result<(), Failure> {
    let refused = |error: std::io::Error| Failure::system(target, "cannot be written", &error);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    fs::rename(file, target).map_err(refused)
}

fn put_progress(app: &mut App, unpacked: &Path) -> Result<(), Failure> {
    let progress = unpacked.join(PROGRESS);
    match progress.exists() {
        true => restoring::swap(app, &progress).map(|_| ()),
        false => Ok(()),
    }
}

/// Writes what is there now into an archive beside the other copies, and removes those too many.
fn copy_before(app: &mut App) -> Result<PathBuf, Failure> {
    let folder = app.paths.backups();
    fs::create_dir_all(&folder)
        .map_err(|error| Failure::system(&folder, "the folder cannot be made", &error))?;
    let date = app.now().day.date();
    let mut names = (1..).map(|number| match number {
        1 => format!("everything-{date}{BEFORE}"),
        number => format!("everything-{date}-{number}{BEFORE}"),
    });
    let free = names.find(|name| !folder.join(name).exists());
    let target = folder.join(free.unwrap_or_default());
    whole::write(app, &target)?;
    let mut kept: Vec<PathBuf> = whole::files_in(&folder).unwrap_or_default();
    kept.retain(|path| path.to_string_lossy().ends_with(BEFORE));
    kept.sort_by_cached_key(|path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok());
    for old in kept.iter().rev().skip(KEPT) {
        // One that cannot be removed now is tried again the next time.
        let _ = fs::remove_file(old);
    }
    Ok(target)
}
