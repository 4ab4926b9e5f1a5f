//! New decks, pictures and sounds of an import that was taken back: out of the way, until they are brought
//! back or cannot be any more.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use suraq::decks::edit::base_path;
use suraq::decks::save::save;
use suraq::text::document::DocumentId;

use crate::app::App;
use crate::cards::deeds::Turn;
use crate::cards::media::named_anywhere;
use crate::report::Failure;
use crate::report::unreadable;
use crate::screen::count;

/// Where they wait, in the folder that they are from: nothing is read from there.
const FOLDER: &str = ".undone";

/// A deck that was not there before an import. What it was merged with is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDeck {
    /// Its file, under the data folder.
    pub path: PathBuf,
    /// Hash of its text.
    pub text: DocumentId,
}

impl NewDeck {
    /// Writes it; the edition beside it also says when its package was `made`, in seconds.
    ///
    /// Errors: the system refuses.
    pub fn save(path: &Path, text: &str, made: Option<i64>) -> Result<(), Failure> {
        const HEAD: &str = "[deck]\n";
        save(path, text.as_bytes())?;
        let base = match made {
            Some(made) => &text.replacen(HEAD, &format!("{HEAD}version = {made}\n"), 1),
            None => text,
        };
        Ok(save(&base_path(path), base.as_bytes())?)
    }

    /// Takes it away where an import fails; it may not be there yet.
    pub fn drop_saved(path: &Path) {
        let _ = fs::remove_file(path);
        let _ = fs::remove_file(base_path(path));
    }

    /// Where it waits.
    fn aside(path: &Path) -> PathBuf {
        let folder = path.parent().unwrap_or(Path::new(""));
        folder.join(FOLDER).join(path.file_name().unwrap_or_default())
    }

    /// Errors unless it can be turned: it is as the import made it, and its place is free.
    pub fn check(&self, data: &Path, turn: Turn) -> Result<(), Failure> {
        let path = data.join(&self.path);
        let (from, to) = ends(&path, turn);
        let changed = |path: &Path| {
            Failure::input(format!(
                "{}: changed since then; nothing was changed",
                path.display()
            ))
            .hint("move the file away, or edit it by hand")
        };
        if !from.exists() {
            // A program that was stopped between two decks had turned this one already.
            return match turn {
                Turn::Forth if !to.exists() => Err(Failure::input(format!(
                    "{}: it is gone; nothing was brought back",
                    from.display()
                ))
                .hint("do the same import once more")),
                _ => Ok(()),
            };
        }
        let text = fs::read_to_string(&from).map_err(|error| unreadable(&from, &error))?;
        match DocumentId::of(&text) == self.text {
            true if turn == Turn::Forth && to.exists() => Err(changed(&to)),
            true => Ok(()),
            false => Err(changed(&from)),
        }
    }

    /// Takes it away, or brings it back.
    ///
    /// Errors: the system refuses.
    pub fn turn(&self, data: &Path, turn: Turn) -> Result<(), Failure> {
        let path = data.join(&self.path);
        let (from, to) = ends(&path, turn);
        if from.exists() {
            let folder = to.parent().unwrap_or(data);
            let moved = fs::create_dir_all(folder).and_then(|()| fs::rename(&from, &to));
            moved.map_err(|error| Failure::system(&from, "cannot be moved", &error))?;
        }
        match turn {
            // Without a deck its edition means nothing.
            Turn::Back => drop(fs::remove_file(base_path(&path))),
            Turn::Forth => {
                let text = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
                save(&base_path(&path), &text)?;
            }
        }
        Ok(())
    }
}

/// From where to where a deck is moved.
fn ends(path: &Path, turn: Turn) -> (PathBuf, PathBuf) {
    let (here, aside) = (path.to_owned(), NewDeck::aside(path));
    match turn {
        Turn::Back => (here, aside),
        Turn::Forth => (aside, here),
    }
}

/// Folders in which something waits.
pub fn folders(app: &App) -> [PathBuf; 2] {
    [app.paths.decks().join(FOLDER), app.paths.media().join(FOLDER)]
}

/// Sets pictures and sounds aside that no card names any more, and says how many.
///
/// Errors: the decks cannot be read.
pub fn set_aside(app: &mut App, names: &[String]) -> Result<(), Failure> {
    if names.is_empty() {
        return Ok(());
    }
    let used = named_anywhere(app)?;
    let free = names.iter().filter(|name| !used.contains(*name)).collect();
    let moved = move_media(app, free, Turn::Back);
    if moved > 0 {
        let said = count(moved, "picture or sound", "pictures and sounds");
        app.screen.remark(&format!("{said} taken away along with it."));
    }
    Ok(())
}

/// Brings them back, and says which are gone.
pub fn bring_back(app: &App, names: &[String]) {
    let media = app.paths.media();
    let aside = names.iter().filter(|name| !media.join(name).exists()).collect();
    move_media(app, aside, Turn::Forth);
    let gone = names.iter().filter(|name| !media.join(name).exists()).count();
    if gone > 0 {
        let said = count(gone, "picture or sound is", "pictures and sounds are");
        app.screen.remark(&format!(
            "{said} gone meanwhile; the same import once more brings them back."
        ));
    }
}

/// Moves files aside, or back; returns how many.
fn move_media(app: &App, names: BTreeSet<&String>, turn: Turn) -> usize {
    let [_, aside] = folders(app);
    let media = app.paths.media();
    if turn == Turn::Back && fs::create_dir_all(&aside).is_err() {
        return 0;
    }
    let moved = names.into_iter().filter(|name| {
        let (here, there) = (media.join(name), aside.join(name));
        let (from, to) = if turn == Turn::Back {
            (here, there)
        } else {
            (there, here)
        };
        fs::rename(from, to).is_ok()
    });
    moved.count()
}

/// Removes what waits once nothing can be brought back; returns how many files that were.
///
/// Errors: progress cannot be opened.
pub fn sweep(app: &mut App) -> Result<usize, Failure> {
    let mut removed = 0;
    for folder in folders(app) {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        if app.store()?.can_redo()? {
            break;
        }
        removed += entries.count();
        // What stays is looked at again at the next time.
        let _ = fs::remove_dir_all(&folder);
    }
    Ok(removed)
}
