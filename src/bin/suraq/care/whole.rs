//! Everything of a home in one file, and back: decks, settings, progress, kept texts, pictures and sounds, papers.
//!
//! The file is a zip archive that any program opens. Putting it back first writes everything that is there into
//! another such file, and only then replaces what the archive holds; files it does not hold stay where they are.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

use suraq::decks::save::save;
use suraq::progress;
use suraq::progress::Restored;
use suraq::progress::Store;
use zip::ZipArchive;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::app::App;
use crate::cards::restoring;
use crate::report::Failure;
use crate::screen::count;

/// The entry that tells such an archive from others, with the number of its layout.
const MARK: &str = "suraq-backup.txt";
const FORMAT: &str = "1";

const PROGRESS: &str = "progress.db";
const SETTINGS: &str = "config.toml";

/// How the name of a copy made before a restore ends, and how many of them are kept.
const BEFORE: &str = "-before-restore.zip";
const KEPT: usize = 3;

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

/// What a restore did.
pub struct PutBack {
    /// What came back.
    pub contents: Contents,
    /// The archive of what was there before; none where nothing was.
    pub before: Option<PathBuf>,
}

/// The folders of a home that belong to it, with their names in an archive.
fn folders(app: &App) -> [(&'static str, PathBuf); 4] {
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

fn entry_name(folder: &str, inside: &Path) -> String {
    let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
    let parts: Vec<_> = std::iter::once(folder.into()).chain(parts).collect();
    parts.join("/")
}

fn is_deck(inside: &Path) -> bool {
    let is_alone = inside.components().count() == 1;
    is_alone && inside.extension().is_some_and(|end| end == "toml")
}

/// Every file under a folder, by name; none where the folder is not there.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
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

/// Puts everything back that the archive `from` holds.
///
/// The archive is unpacked and looked through before anything is touched, and what is there is written into an
/// archive of its own. Errors: it is damaged or of a later layout, or the system refuses.
pub fn restore(app: &mut App, from: &Path) -> Result<PutBack, Failure> {
    app.paths.make()?;
    let unpacked = app.paths.data.join(format!(".restore-{}", std::process::id()));
    let done = unpack(from, &unpacked).and_then(|()| put_in_place(app, from, &unpacked));
    // What is left of it is a leftover, not anybody's file.
    let _ = fs::remove_dir_all(&unpacked);
    done
}

fn unusable(from: &Path, why: &str) -> Failure {
    let said = format!("{}: {why}; nothing was changed", from.display());
    Failure::input(said).hint("give a file that {suraq}backup --all made")
}

/// Unpacks and checks; nothing outside of `to` is written.
fn unpack(from: &Path, to: &Path) -> Result<(), Failure> {
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

fn put_in_place(app: &mut App, from: &Path, unpacked: &Path) -> Result<PutBack, Failure> {
    let before = copy_before(app)?;
    let mut contents = Contents::default();
    for (name, folder) in folders(app) {
        let unpacked = unpacked.join(name);
        let files =
            files_in(&unpacked).map_err(|error| Failure::system(&unpacked, "cannot be read", &error))?;
        for file in files {
            let inside = file.strip_prefix(&unpacked).unwrap_or(&file);
            move_to(&file, &folder.join(inside))?;
            match (name, is_deck(inside)) {
                ("decks", true) => contents.decks += 1,
                _ => contents.other_files += 1,
            }
        }
    }
    if let Ok(settings) = fs::read(unpacked.join(SETTINGS)) {
        save(&app.paths.config_file(), &settings)?;
    }
    progress_back(app, from, &unpacked.join(PROGRESS))?;
    app.read_settings();
    app.rebuild_index()?;
    Ok(PutBack { contents, before })
}

/// Moves a file, over another one of that name.
fn move_to(file: &Path, target: &Path) -> Result<(), Failure> {
    let refused = |error: io::Error| Failure::system(target, "cannot be written", &error);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    fs::rename(file, target).map_err(refused)
}

/// The progress goes the way of every restore; the copy it came from stays with the other copies.
fn progress_back(app: &mut App, from: &Path, unpacked: &Path) -> Result<(), Failure> {
    if !unpacked.exists() {
        return Ok(());
    }
    let stem = from.file_stem().unwrap_or_default().to_string_lossy();
    let copy = app.paths.backups().join(format!("of-{stem}.db"));
    move_to(unpacked, &copy)?;
    let label = format!(
        "restore {}",
        from.file_name().unwrap_or_default().to_string_lossy()
    );
    match restoring::put_in_place(app, &label, &copy)? {
        Restored::Saved(_) | Restored::KeptAside(_) | Restored::Nothing => Ok(()),
    }
}

/// Writes what is there now into an archive beside the other copies, and removes those too many.
fn copy_before(app: &mut App) -> Result<Option<PathBuf>, Failure> {
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
    write(app, &target)?;
    let mut kept: Vec<PathBuf> = files_in(&folder).unwrap_or_default();
    kept.retain(|path| path.to_string_lossy().ends_with(BEFORE));
    kept.sort_by_cached_key(|path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok());
    for old in kept.iter().rev().skip(KEPT) {
        // One that cannot be removed now is tried again the next time.
        let _ = fs::remove_file(old);
    }
    Ok(Some(target))
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
