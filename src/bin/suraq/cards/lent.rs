//! The file that is lent to an export for what is too large for memory.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use suraq::export::Scratch;
use suraq::import::anki::temporary_name;

use crate::app::App;
use crate::bringing::leftovers;
use crate::bringing::leftovers::Underway;

/// A temporary file in the cache, gone when it is no longer needed.
#[derive(Debug)]
struct Lent {
    path: PathBuf,
    /// Others do not take the file away meanwhile.
    _underway: Underway,
}

/// Lends a file; nothing where none can be made, and the export then does without.
pub fn scratch(app: &mut App) -> Option<Arc<dyn Scratch>> {
    app.paths.make().ok()?;
    let underway = leftovers::begin(app).ok()?;
    let path = app.paths.cache.join(temporary_name());
    // Left by a program of the same number that was killed.
    let _ = fs::remove_file(&path);
    File::create_new(&path).ok()?;
    Some(Arc::new(Lent {
        path,
        _underway: underway,
    }))
}

impl Scratch for Lent {
    fn path(&self) -> &Path {
        &self.path
    }

    fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(&self.path)?))
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // The folder is a cache: what cannot be removed is swept up later.
        let _ = fs::remove_file(&self.path);
    }
}
