//! Everything of a home in one file, and back: decks, settings, progress, kept texts, pictures and sounds, papers.
//!
//! The file is a zip archive that any program opens. How it is put in place is in [`super::whole_back`].

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

use suraq::progress;
use suraq::progress::Store;
use zip::ZipArchive;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::app::App;
use crate::report::Failure;
use crate::screen::count;

/// The entry that tells such an archive from others, with the number of its layout.
const MARK: &str = "suraq-backup.txt";
const FORMAT: &str = "1";

/// The entry of the progress.
pub(super) const PROGRESS: &str = "progress.db";
/// The entry of the settings.
pub(super) const SETTINGS: &str = "config.toml";

/// What an archive holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Files of decks.
    pub decks: usize,
    /// Kept texts, pictures, sounds and papers.
    pub other_files: usize,
}

impl Contents {
    /// `3 decks, settings, progress and 12 other files`.
    pub fn said(&self) -> String {
        let decks = count(self.decks, "deck of yours", "decks of yours");
        let others = count(self.other_files, "other file", "other files");
        format!("{decks}, your settings and progress, {others}")
    }
}

/// The folders of a home that belong to it, with their names in an archive.
pub(super) fn folders(app: &App) -> [(&'static str, PathBuf); 4] {
    [
        ("decks", app.paths.decks()),
        ("documents", app.paths.documents()),
        ("media", app.paths.media()),
        ("papers", app.paths.papers()),
    ]
}

/// Writes everything to `target`, whole or not at all.
///
/// Errors: something else lies there, or the system refuses.
pub fn write(app: &mut App, target: &Path) -> Result<Contents, Failure> {
    if target.exists() && !is_whole(target) {
        let said = format!(
            "{}: something else is there, and it is left alone",
            target.display()
        );
        return Err(
            Failure::input(said).hint("give the name of a file that is not there, or of another such copy")
        );
    }
    let partial = target.with_extension("partial");
    let written = pack(app, &partial);
    if written.is_err() {
        // A failed copy is of no use; what cannot be removed is overwritten next time.
        let _ = fs::remove_file(&partial);
    }
    let contents = written?;
    fs::rename(&partial, target).map_err(|error| Failure::system(target, "cannot be written", &error))?;
    Ok(contents)
}

fn pack(app: &mut App, partial: &Path) -> Result<Contents, Failure> {
    let refused = |error: io::Error| Failure::system(partial, "cannot be written", &error);
    let progress = copy_of_progress(app)?;
    let mut zip = ZipWriter::new(File::create(partial).map_err(refused)?);
    let mut contents = Contents::default();
    let packed = (|| {
        add(&mut zip, MARK, &mut FORMAT.as_bytes())?;
        add(&mut zip, PROGRESS, &mut File::open(&progress)?)?;
        if let Ok(mut settings) = File::open(app.paths.config_file()) {
            add(&mut zip, SETTINGS, &mut settings)?;
        }
        for (name, folder) in folders(app) {
            for file in files_in(&folder)? {
                let inside = file.strip_prefix(&folder).map_err(io::Error::other)?;
                add(&mut zip, &entry_name(name, inside), &mut File::open(&file)?)?;
                match (name, is_deck(inside)) {
                    ("decks", true) => contents.decks += 1,
                    _ => contents.other_files += 1,
                }
            }
        }
        zip.finish()?.sync_all()
    })();
    // The copy was made for the archive alone.
    let _ = fs::remove_file(&progress);
    packed.map_err(refused)?;
    Ok(contents)
}

/// Copies the progress to a file of its own, as it stands while other programs may be writing.
fn copy_of_progress(app: &mut App) -> Result<PathBuf, Failure> {
    app.paths.make()?;
    let path = app.paths.cache.join(format!("whole-{}.db", std::process::id()));
    // One that was left behind is no copy of today.
    let _ = fs::remove_file(&path);
    progress::copy_to(app.store()?, &path)?;
    Ok(path)
}

fn add(zip: &mut ZipWriter<File>, name: &str, from: &mut dyn Read) -> io::Result<()> {
    let options = SimpleFileOptions::default().large_file(true);
    zip.start_file(name, options).map_err(io::Error::other)?;
    io::copy(from, zip).map(|_| ())
}

/// The name that a file of a folder has in an archive.
pub(super) fn entry_name(folder: &str, inside: &Path) -> String {
    let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
    let parts: Vec<_> = std::iter::once(folder.into()).chain(parts).collect();
    parts.join("/")
}

/// Whether a file of the folder of decks is a deck.
pub(super) fn is_deck(inside: &Path) -> bool {
    let is_alone = inside.components().count() == 1;
    is_alone && inside.extension().is_some_and(|end| end == "toml")
}

/// Every file under a folder, by name; none where the folder is not there.
pub(super) fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            match entry.file_type()? {
                kind if kind.is_dir() => open.push(entry.path()),
                kind if kind.is_file() || entry.path().is_file() => found.push(entry.path()),
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a file is such an archive, of this or a later layout.
pub fn is_whole(path: &Path) -> bool {
    let archive = File::open(path).ok().and_then(|file| ZipArchive::new(file).ok());
    archive.is_some_and(|mut archive| archive.by_name(MARK).is_ok())
}

fn unusable(from: &Path, why: &str) -> Failure {
    let said = format!("{}: {why}; nothing was changed", from.display());
    Failure::input(said).hint("give a file that {suraq}backup --all made")
}

/// Unpacks and checks; nothing outside of `to` is written.
pub(super) fn unpack(from: &Path, to: &Path) -> Result<(), Failure> {
    let damaged = |error: &dyn std::fmt::Display| unusable(from, &format!("the copy is damaged ({error})"));
    let file = File::open(from).map_err(|error| Failure::system(from, "cannot be read", &error))?;
    let mut archive = ZipArchive::new(file).map_err(|error| damaged(&error))?;
    let mut format = String::new();
    let mark = archive.by_name(MARK).map_err(|error| damaged(&error))?;
    mark.take(100)
        .read_to_string(&mut format)
        .map_err(|error| damaged(&error))?;
    if format.trim() != FORMAT {
        return Err(unusable(from, "a later version of the program made it"));
    }
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(|error| damaged(&error))?;
        let name = entry.name().map_err(|error| damaged(&error))?.into_owned();
        if !entry.is_file() || name == MARK {
            continue;
        }
        let Some(inside) = safe(&name) else {
            return Err(unusable(from, "it holds a file that belongs to no home"));
        };
        let target = to.join(inside);
        let refused = |error: io::Error| Failure::system(&target, "cannot be written", &error);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(refused)?;
        }
        let mut file = File::create(&target).map_err(refused)?;
        io::copy(&mut entry, &mut file).map_err(|error| damaged(&error))?;
        file.flush().and_then(|()| file.sync_all()).map_err(refused)?;
    }
    let progress = to.join(PROGRESS);
    if progress.exists() {
        Store::open_to_look(&progress).map_err(|error| damaged(&error))?;
    }
    Ok(())
}

/// The place of an entry, where it is one of those a home has: an archive may come from anywhere.
fn safe(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(name);
    let parts: Vec<Component<'_>> = path.components().collect();
    let is_plain = parts.iter().all(|part| matches!(part, Component::Normal(_)));
    let first = parts.first()?.as_os_str().to_str()?;
    let belongs = match parts.len() {
        1 => matches!(first, PROGRESS | SETTINGS),
        _ => matches!(first, "decks" | "documents" | "media" | "papers"),
    };
    (is_plain && belongs && !name.contains('\\')).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn only_files_of_a_home_are_taken_out_of_an_archive() {
        for name in ["config.toml", "progress.db", "decks/a.toml", "media/b/c.png"] {
            assert!(safe(name).is_some(), "{name}");
        }
        for name in [
            "../x",
            "decks/../../x",
            "/etc/passwd",
            "cache/index.db",
            "decks",
            "a.toml",
            "decks\\..\\x",
        ] {
            assert!(safe(name).is_none(), "{name}");
        }
    }
}
