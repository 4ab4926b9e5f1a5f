//! The deck files there are now: shipped ones and those in the home.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use super::super::DeckError;
use super::super::builtin::Shipped;

/// A deck file as the file system shows it, before it is read.
#[derive(Clone, Debug)]
pub(in super::super) struct Seen {
    pub(in super::super) path: PathBuf,
    /// Nanoseconds since 1970; 0 for shipped decks.
    pub(in super::super) mtime: i64,
    pub(in super::super) size: i64,
    /// The text, for shipped decks.
    pub(in super::super) shipped: Option<Shipped>,
}

impl Seen {
    /// The name in the index.
    pub(in super::super) fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }
}

/// Lists the decks of the home, by name, then the shipped ones. A home that is not there yet is empty.
///
/// Errors: the folder is there and cannot be listed.
pub(in super::super) fn scan(folder: &Path, shipped: &[Shipped]) -> Result<Vec<Seen>, DeckError> {
    let mut seen = home(folder)?;
    seen.sort_by(|one, other| one.path.cmp(&other.path));
    seen.extend(shipped.iter().map(|deck| Seen {
        path: deck.path.clone(),
        mtime: 0,
        size: i64::try_from(deck.text.len()).unwrap_or(i64::MAX),
        shipped: Some(deck.clone()),
    }));
    Ok(seen)
}

fn home(folder: &Path) -> Result<Vec<Seen>, DeckError> {
    let error = |error| DeckError::Read {
        path: folder.to_owned(),
        error,
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(problem) if problem.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(problem) => return Err(error(problem)),
    };
    let mut seen = Vec::new();
    for entry in entries {
        let path = entry.map_err(error)?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if hidden || path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        // A link that leads nowhere has no metadata; reading it later says so.
        let (mtime, size) = fs::metadata(&path).map_or((0, -1), |metadata| {
            let size = i64::try_from(metadata.len()).unwrap_or(i64::MAX);
            (modified(&metadata), size)
        });
        seen.push(Seen {
            path,
            mtime,
            size,
            shipped: None,
        });
    }
    Ok(seen)
}

/// When a file was last written, in nanoseconds since 1970; 0 where the system does not say.
pub(in super::super) fn modified(metadata: &fs::Metadata) -> i64 {
    metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .and_then(|since| i64::try_from(since.as_nanos()).ok())
        .unwrap_or(0)
}
