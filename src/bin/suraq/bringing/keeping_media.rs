//! Pictures and sounds of a package in the media folder of the home.
//!
//! They are unpacked under names nobody looks at, and get their own when the
//! import is kept. A file that lies there with other content stays: the new one
//! gets a part of its hash into its name, and the cards are told.

use std::collections::BTreeMap;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use sha2::Digest;
use sha2::Sha256;
use suraq::import::anki::Package;
use suraq::import::anki::PackageError;
use suraq::import::anki::limits::MOST_MEDIA;
use suraq::text::document::hexadecimal;

use crate::app::App;
use crate::report::Failure;

/// How the names of files begin that wait for their own.
const WAITING: &str = ".new-";

/// Letters of the hash that make a name another one.
const MARK: usize = 8;

/// Media that are unpacked and wait for their names.
#[derive(Default)]
pub struct KeptMedia {
    /// From where they lie to where they belong.
    waiting: Vec<(PathBuf, PathBuf)>,
    /// How many are new here.
    pub new: usize,
    /// Those that cannot be read.
    pub damaged: Vec<String>,
    /// Those that are larger than is kept.
    pub too_large: Vec<String>,
    /// Those that neither the package has nor the media folder.
    pub missing: Vec<String>,
}

impl KeptMedia {
    /// Unpacks the media that cards name; in a trial they are only counted.
    pub fn prepare<R: Read + Seek>(
        app: &App,
        package: &mut Package<R>,
        is_trial: bool,
    ) -> Result<KeptMedia, PackageError> {
        let mut kept = KeptMedia::default();
        let media: Vec<(String, u32)> = package
            .media()
            .iter()
            .map(|(name, at)| (name.clone(), *at))
            .collect();
        let folder = app.paths.media();
        let missing = package.missing_media.iter();
        kept.missing = missing
            .filter(|name| !folder.join(name).is_file())
            .cloned()
            .collect();
        let failed = |error| PackageError::System {
            doing: "pictures and sounds cannot be kept",
            error,
        };
        if !media.is_empty() && !is_trial {
            fs::create_dir_all(&folder).map_err(failed)?;
        }
        let mut renamed = BTreeMap::new();
        let mut total = 0;
        for (name, number) in media {
            let waiting = folder.join(format!("{WAITING}{}-{number}", std::process::id()));
            let mut target = Hashing {
                hash: Sha256::new(),
                file: match is_trial {
                    true => None,
                    false => Some(File::create(&waiting).map_err(failed)?),
                },
            };
            if !is_trial {
                kept.waiting.push((waiting.clone(), PathBuf::new()));
            }
            match package.medium(number, &mut target) {
                Ok(bytes) => total += bytes,
                Err(error @ PackageError::System { .. }) => return Err(error),
                Err(error) => {
                    // A card without its picture is better than no card.
                    kept.forget(&waiting);
                    match error {
                        PackageError::TooLarge { .. } => kept.too_large.push(name),
                        _ => kept.damaged.push(name),
                    }
                    continue;
                }
            }
            if total > MOST_MEDIA {
                return Err(PackageError::TooLarge {
                    part: "media".to_owned(),
                    what: "bytes",
                    most: MOST_MEDIA,
                });
            }
            let hash = target.finish();
            let own = match hash_of(&folder.join(&name)) {
                None => name.clone(),
                Some(there) if there == hash => name.clone(),
                Some(_) => marked(&name, &hash[..MARK]),
            };
            let place = folder.join(&own);
            if own != name {
                renamed.insert(name, own);
            }
            match place.exists() {
                true => kept.forget(&waiting),
                false => {
                    kept.new += 1;
                    if let Some((_, target)) = kept.waiting.last_mut() {
                        *target = place;
                    }
                }
            }
        }
        package.rename_media(&renamed);
        Ok(kept)
    }

    fn forget(&mut self, waiting: &Path) {
        if self.waiting.last().is_some_and(|(known, _)| known == waiting) {
            self.waiting.pop();
            // Nobody looks at it; what stays does no harm.
            let _ = fs::remove_file(waiting);
        }
    }

    /// The names they get.
    pub fn names(&self) -> Vec<String> {
        let names = self.waiting.iter().filter_map(|(_, place)| place.file_name());
        names.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    /// Takes away those that have their names already, where the import fails.
    pub fn drop_kept(&self) {
        for (waiting, place) in &self.waiting {
            if !waiting.exists() {
                // One that stays is found by `doctor`.
                let _ = fs::remove_file(place);
            }
        }
    }

    /// Gives them their names.
    ///
    /// Errors: the system refuses.
    pub fn keep(&self) -> Result<(), Failure> {
        for (waiting, place) in &self.waiting {
            fs::rename(waiting, place).map_err(|error| Failure::system(place, "cannot be kept", &error))?;
        }
        Ok(())
    }
}

/// Whether a file of this name waits for its own, or did when its program was killed.
pub fn is_waiting(name: &str) -> bool {
    name.starts_with(WAITING)
}

/// What was not kept is not left behind.
impl Drop for KeptMedia {
    fn drop(&mut self) {
        for (waiting, _) in &self.waiting {
            let _ = fs::remove_file(waiting);
        }
    }
}

/// Hashes what it passes on.
struct Hashing {
    hash: Sha256,
    file: Option<File>,
}

impl Hashing {
    fn finish(self) -> String {
        hexadecimal(&self.hash.finalize())
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hash.update(bytes);
        if let Some(file) = &mut self.file {
            file.write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The hash of a file that is there.
fn hash_of(path: &Path) -> Option<String> {
    let mut hash = Hashing {
        hash: Sha256::new(),
        file: None,
    };
    io::copy(&mut File::open(path).ok()?, &mut hash).ok()?;
    Some(hash.finish())
}

/// A name with a mark before its ending.
fn marked(name: &str, mark: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{mark}.{ending}"),
        None => format!("{name}-{mark}"),
    }
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn a_marked_name_keeps_its_ending() {
        assert_eq!(marked("flag.tar.png", "0a1b2c3d"), "flag.tar-0a1b2c3d.png");
        assert_eq!(marked("flag", "0a1b2c3d"), "flag-0a1b2c3d");
    }
}
