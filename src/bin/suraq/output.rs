//! Files that a person asked for: nothing is replaced unasked, and no folder is made in silence.

use std::path::Path;
use std::path::PathBuf;
use std::path::is_separator;

use suraq::decks::save::save;

use crate::report::ENVIRONMENT;
use crate::report::Failure;

/// Writes a file whole.
///
/// Errors: there is a file already and `force` is not given; its folder is not there; the system refuses.
pub fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    check(path, force)?;
    Ok(save(path, bytes)?)
}

/// Says what would keep a file from being written, before any work is done.
pub fn check(path: &Path, force: bool) -> Result<(), Failure> {
    if path.exists() && !force {
        return Err(
            Failure::usage(format!("{}: there is a file already", path.display()))
                .hint("replace it with --force, or choose another name"),
        );
    }
    match missing_folder(path) {
        Some(folder) => Err(no_folder(&folder)),
        None => Ok(()),
    }
}

/// The folder a file is to stand in, where there is none.
fn missing_folder(path: &Path) -> Option<PathBuf> {
    let names_folder = path.as_os_str().to_string_lossy().ends_with(is_separator);
    let folder = match names_folder {
        true => Some(path),
        false => path.parent().filter(|folder| !folder.as_os_str().is_empty()),
    };
    folder.filter(|folder| !folder.is_dir()).map(Path::to_owned)
}

fn no_folder(folder: &Path) -> Failure {
    let folder = folder.display();
    let failure = Failure::input(format!("{folder}: there is no such folder; nothing was written"));
    Failure {
        status: ENVIRONMENT,
        ..failure.hint(format!("make it first, or choose another: mkdir -p {folder}"))
    }
}
