//! The journal of a game in a file that one host at a time may write.

use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::fs::TryLockError;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use suraq::decks::save::save;
use suraq::live::journal;
use suraq::live::journal::Header;
use suraq::live::journal::Journal;
use suraq::live::journal::JournalError;

use crate::app::App;
use crate::class::JOURNAL;
use crate::report::Failure;
use crate::report::unreadable;

/// A journal that is written.
pub struct Kept {
    file: File,
    path: PathBuf,
    waiting: String,
}

impl Kept {
    /// Begins a journal. It is on disk when this returns.
    pub fn begin(path: PathBuf, header: &Header) -> Result<Kept, Failure> {
        let refused = |error: &io::Error| Failure::system(&path, "cannot be written", error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| refused(&error))?;
        }
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        private(&mut options);
        let file = options.open(&path).map_err(|error| refused(&error))?;
        let mut kept = Kept {
            file: locked(file, &path)?,
            waiting: journal::line(header),
            path: path.clone(),
        };
        kept.sync().map_err(|error| refused(&error))?;
        Ok(kept)
    }

    /// Opens a journal to go on with it. What is torn at its end is cut off.
    pub fn go_on(path: PathBuf) -> Result<(Kept, Journal), Failure> {
        let file = OpenOptions::new()
            .read(true)
            .append(true)
            .open(&path)
            .map_err(|error| unreadable(&path, &error))?;
        let mut file = locked(file, &path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)
            .map_err(|error| unreadable(&path, &error))?;
        let read = journal::read(&bytes).map_err(|error| damaged(&path, &error))?;
        let refused = |error: &io::Error| Failure::system(&path, "cannot be written", error);
        if read.torn > 0 {
            file.set_len(read.whole as u64).map_err(|error| refused(&error))?;
        }
        let kept = Kept {
            file,
            path: path.clone(),
            waiting: String::new(),
        };
        Ok((kept, read))
    }

    /// Takes a line along with the next [`Kept::sync`].
    pub fn add(&mut self, line: &str) {
        self.waiting.push_str(line);
    }

    /// Brings all that was added to disk.
    pub fn sync(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.file.write_all(self.waiting.as_bytes())?;
        self.file.sync_data()?;
        self.waiting.clear();
        Ok(())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Writes other names into the journal of a game, see [`Journal::renamed`]; a paper that was only printed has none.
/// Says whether a name changed.
///
/// Errors: the game is played now; the journal cannot be read or written.
pub fn rename(
    app: &App,
    code: &str,
    renamed: &dyn Fn(&str, usize) -> Option<String>,
) -> Result<bool, Failure> {
    let path = path_of(app, code);
    if !path.exists() {
        return Ok(false);
    }
    let (kept, journal) = Kept::go_on(path.clone())?;
    // Some systems let nobody replace a file that is open.
    drop(kept);
    let text = journal.renamed(renamed);
    let is_changed = text != journal.renamed(&|_, _| None);
    if is_changed {
        save(&path, text.as_bytes())?;
    }
    Ok(is_changed)
}

/// Where the journal of a game is.
pub fn path_of(app: &App, code: &str) -> PathBuf {
    app.paths.papers().join(format!("{code}.{JOURNAL}"))
}

/// Returns the code of the game that was played last.
pub fn newest(app: &App) -> Option<String> {
    let entries = fs::read_dir(app.paths.papers()).ok()?;
    let of = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let code = name.strip_suffix(JOURNAL)?.strip_suffix('.')?.to_owned();
        Some((entry.metadata().ok()?.modified().ok()?, code))
    };
    entries.flatten().filter_map(of).max().map(|(_, code)| code)
}

fn damaged(path: &Path, error: &JournalError) -> Failure {
    let failure = Failure::input(format!("{}: {error}", path.display()));
    failure.hint(match error {
        JournalError::Newer { .. } => "use a newer suraq",
        _ => "the file was changed by hand or is damaged; nothing was written to it",
    })
}

fn locked(file: File, path: &Path) -> Result<File, Failure> {
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::usage(format!(
            "{}: another suraq plays this game now",
            path.display()
        ))
        .hint("go on there, or end that program first")),
        // A file system without locks: one host at a time is then up to the teacher.
        Err(TryLockError::Error(_)) => Ok(file),
    }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn private(_: &mut OpenOptions) {}
