//! The archive of a package: which of its files holds the collection, and unpacking within limits.
//!
//! There are three generations of packages, and newer ones carry a stub for older
//! programs that says only that they are newer. Which file counts is told by
//! `meta`; sizes are counted as bytes come out, never taken from the archive.

use std::collections::BTreeMap;
use std::io;
use std::io::BufReader;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::io::Write;

use ruzstd::decoding::StreamingDecoder;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::error::PackageError;
use super::limits::MOST_COLLECTION;
use super::limits::MOST_ENTRIES;
use super::limits::MOST_LISTED;
use super::limits::MOST_MEDIA_FILE;
use super::limits::MOST_MEDIA_LIST;
use super::media;
use super::protobuf;

/// How the end of an archive begins, in its usual and its long form.
const END: &[u8] = b"PK\x05\x06";
const LONG_END: &[u8] = b"PK\x06\x06";

/// Where the end of an archive may begin: its fixed part, its longest comment, and the long form before it.
const END_REACH: u64 = 22 + 65_535 + 20 + 56 + 4_096;

/// Bytes that are passed on at once.
const PIECE: usize = 64 << 10;

/// The generations of packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    /// Without `meta`, or with it for programs since 2.1: a plain database, media listed as JSON.
    Plain(&'static str),
    /// Packed with zstd, media listed in protocol buffers.
    Latest,
}

/// A package that is being read.
pub(super) struct Archive<R> {
    zip: ZipArchive<BufReader<R>>,
    generation: Generation,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens a package and finds out which generation it is of.
    pub(super) fn open(mut reader: R) -> Result<Archive<R>, PackageError> {
        look(&mut reader)?;
        let mut zip = ZipArchive::new(BufReader::new(reader)).map_err(|_| PackageError::NotAnArchive)?;
        let generation = generation(&mut zip)?;
        Ok(Archive { zip, generation })
    }

    /// Name of the file that holds the collection.
    pub(super) fn collection_name(&self) -> &'static str {
        match self.generation {
            Generation::Plain(name) => name,
            Generation::Latest => "collection.anki21b",
        }
    }

    /// Unpacks the collection into `target`.
    pub(super) fn collection(&mut self, target: &mut impl Write) -> Result<(), PackageError> {
        let name = self.collection_name();
        self.unpack(name, MOST_COLLECTION, target).map(|_| ())
    }

    /// The names of media by those of their files in the archive; empty where there is no list.
    ///
    /// Errors: there is a list and it cannot be read.
    pub(super) fn media(&mut self) -> Result<BTreeMap<u32, String>, PackageError> {
        if self.zip.index_for_name("media").is_none() {
            return Ok(BTreeMap::new());
        }
        let mut bytes = Vec::new();
        self.unpack("media", MOST_MEDIA_LIST, &mut bytes)?;
        match self.generation {
            Generation::Plain(_) => media::of_json(&bytes),
            Generation::Latest => media::of_protobuf(&bytes),
        }
    }

    /// Whether the archive has the file of a medium.
    pub(super) fn has_media(&self, number: u32) -> bool {
        self.zip.index_for_name(&number.to_string()).is_some()
    }

    /// Unpacks a medium into `target`; returns how many bytes it has.
    pub(super) fn medium(&mut self, number: u32, target: &mut impl Write) -> Result<u64, PackageError> {
        self.unpack(&number.to_string(), MOST_MEDIA_FILE, target)
    }

    fn unpack(&mut self, name: &str, most: u64, target: &mut impl Write) -> Result<u64, PackageError> {
        let is_packed = self.generation == Generation::Latest;
        let file = self.zip.by_name(name).map_err(|error| refused(name, &error))?;
        match is_packed {
            false => pour(file, name, most, target),
            true => {
                // An empty file may be stored without a frame.
                if file.size() == 0 {
                    return Ok(0);
                }
                let mut packed = BufReader::new(file);
                let decoder = StreamingDecoder::new(&mut packed)
                    .map_err(|_| PackageError::damaged(name, "it is not packed as it should be"))?;
                let unpacked = pour(decoder, name, most, target)?;
                // Only at its very end the archive's own checksum says whether all of it is as it was packed.
                pour(packed, name, most, &mut io::sink())?;
                Ok(unpacked)
            }
        }
    }
}

/// Whether a file is a package, whatever it is called: an archive with a collection in it.
pub fn is_package(reader: impl Read + Seek) -> bool {
    Archive::open(reader).is_ok()
}

/// Passes all bytes on, at most `most` of them.
fn pour(mut source: impl Read, name: &str, most: u64, target: &mut impl Write) -> Result<u64, PackageError> {
    let mut piece = vec![0; PIECE];
    let mut total = 0_u64;
    loop {
        let read = source
            .read(&mut piece)
            .map_err(|_| PackageError::damaged(name, "its data end too soon or are not what was packed"))?;
        if read == 0 {
            return Ok(total);
        }
        total += read as u64;
        if total > most {
            return Err(PackageError::too_large(name, "bytes", most));
        }
        target
            .write_all(&piece[..read])
            .map_err(|error| PackageError::System {
                doing: "the package cannot be unpacked",
                error,
            })?;
    }
}

fn refused(name: &str, error: &ZipError) -> PackageError {
    let problem = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            "it is locked with a password"
        }
        ZipError::FileNotFound => "it is missing",
        ZipError::CompressionMethodNotSupported(_) => "it is packed in a way that is not read",
        _ => "its data are not what was packed",
    };
    PackageError::damaged(name, problem)
}

/// Looks at both ends of a file before anything is believed.
fn look(reader: &mut (impl Read + Seek)) -> Result<(), PackageError> {
    let failed = |error| PackageError::System {
        doing: "the file cannot be read",
        error,
    };
    let mut start = Vec::new();
    reader
        .by_ref()
        .take(512)
        .read_to_end(&mut start)
        .map_err(failed)?;
    let head = String::from_utf8_lossy(&start)
        .trim_start_matches('\u{FEFF}')
        .trim()
        .to_lowercase();
    if head.starts_with('<') {
        return Err(PackageError::WebPage);
    }
    let length = reader.seek(SeekFrom::End(0)).map_err(failed)?;
    reader
        .seek(SeekFrom::Start(length.saturating_sub(END_REACH)))
        .map_err(failed)?;
    let mut tail = Vec::new();
    reader
        .by_ref()
        .take(END_REACH)
        .read_to_end(&mut tail)
        .map_err(failed)?;
    reader.rewind().map_err(failed)?;
    check_ends(&tail)
}

/// Refuses an archive that lists too much, by each place that could be its end.
fn check_ends(tail: &[u8]) -> Result<(), PackageError> {
    let number = |at: usize, width: usize| {
        let bytes = tail.get(at..at + width)?;
        Some(
            bytes
                .iter()
                .rev()
                .fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte)),
        )
    };
    let mut is_archive = false;
    for at in 0..tail.len().saturating_sub(3) {
        let (entries, bytes) = match &tail[at..at + 4] {
            END => (number(at + 10, 2), number(at + 12, 4)),
            LONG_END => (number(at + 32, 8), number(at + 40, 8)),
            _ => continue,
        };
        let (Some(entries), Some(bytes)) = (entries, bytes) else {
            continue;
        };
        is_archive = true;
        // All bits set: the long form tells.
        if entries > MOST_ENTRIES {
            return Err(PackageError::too_large("the archive", "files", MOST_ENTRIES));
        }
        if bytes > MOST_LISTED && bytes != u64::from(u32::MAX) {
            return Err(PackageError::too_large("the list of files", "bytes", MOST_LISTED));
        }
    }
    match is_archive {
        true => Ok(()),
        false => Err(PackageError::NotAnArchive),
    }
}

/// Which file counts: told by `meta` where there is one, else by what there is.
fn generation<R: Read + Seek>(zip: &mut ZipArchive<BufReader<R>>) -> Result<Generation, PackageError> {
    let has: Vec<bool> = ["meta", "collection.anki21", "collection.anki2"]
        .iter()
        .map(|name| zip.index_for_name(name).is_some())
        .collect();
    let version = match has[..] {
        [false, true, _] => return Ok(Generation::Plain("collection.anki21")),
        [false, false, true] => return Ok(Generation::Plain("collection.anki2")),
        [false, ..] => return Err(PackageError::NoCollection),
        _ => version(zip.by_name("meta").map_err(|error| refused("meta", &error))?)?,
    };
    let generation = match version {
        1 => Generation::Plain("collection.anki2"),
        2 => Generation::Plain("collection.anki21"),
        3 => Generation::Latest,
        version => return Err(PackageError::TooNew { version }),
    };
    let name = match generation {
        Generation::Plain(name) => name,
        Generation::Latest => "collection.anki21b",
    };
    match zip.index_for_name(name).is_some() {
        true => Ok(generation),
        // The stub beside it holds one note that says to get a newer program.
        false => Err(PackageError::damaged(name, "it is missing")),
    }
}

fn version<R: Read>(meta: ZipFile<'_, R>) -> Result<u64, PackageError> {
    let mut bytes = Vec::new();
    meta.take(1_024)
        .read_to_end(&mut bytes)
        .map_err(|_| PackageError::damaged("meta", "its data are not what was packed"))?;
    Ok(protobuf::number(&bytes, 1))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use ruzstd::decoding::StreamingDecoder;

    use super::Archive;
    use super::pour;
    use crate::import::anki::made::archive;
    use crate::import::anki::made::frame;
    use crate::import::anki::made::stored;
    use crate::import::anki::made::swelling_frame;

    #[test]
    fn a_part_that_swells_is_refused_in_old_packages_and_new_ones() {
        let zeros = vec![0; 1 << 20];
        let bytes = archive(&[("collection.anki2", &zeros)]);
        assert!(bytes.len() < 5_000);
        let mut old = Archive::open(Cursor::new(bytes)).unwrap();
        let said = old
            .unpack("collection.anki2", 1_000, &mut Vec::new())
            .unwrap_err()
            .to_string();
        assert!(said.contains("holds more than 1000 bytes"), "{said}");
        let files = [
            ("meta", &b"\x08\x03"[..]),
            ("collection.anki21b", &swelling_frame(8)),
        ];
        let mut new = Archive::open(Cursor::new(archive(&files))).unwrap();
        let said = new
            .unpack("collection.anki21b", 1_000, &mut Vec::new())
            .unwrap_err()
            .to_string();
        assert!(said.contains("holds more than 1000 bytes"), "{said}");
    }

    #[test]
    fn what_comes_out_is_counted_and_not_what_is_claimed() {
        let bomb = swelling_frame(100);
        assert!(bomb.len() < 500);
        let decoder = StreamingDecoder::new(&bomb[..]).unwrap();
        let said = pour(decoder, "0", 1_000_000, &mut Vec::new())
            .unwrap_err()
            .to_string();
        assert_eq!(said, "`0` holds more than 1000000 bytes, the most that is read");
        let whole = pour(
            StreamingDecoder::new(&bomb[..]).unwrap(),
            "0",
            1 << 30,
            &mut Vec::new(),
        )
        .unwrap();
        assert_eq!(whole, 100 * (128 << 10));
    }

    #[test]
    fn a_bit_that_fell_over_is_found_though_the_rest_can_be_unpacked() {
        let files = [
            ("meta", &b"\x08\x03"[..]),
            ("collection.anki21b", &frame(b"a collection", 12)),
        ];
        let whole = stored(&files);
        let at = whole
            .windows(12)
            .position(|piece| piece == b"a collection")
            .unwrap();
        let unpacked = |bytes: Vec<u8>| {
            let mut target = Vec::new();
            let mut archive = Archive::open(Cursor::new(bytes)).unwrap();
            archive.collection(&mut target).map(|()| target)
        };
        assert_eq!(unpacked(whole.clone()).unwrap(), b"a collection");
        let mut damaged = whole;
        damaged[at] ^= 1;
        let said = unpacked(damaged).unwrap_err().to_string();
        assert!(
            said.contains("its data end too soon or are not what was packed"),
            "{said}"
        );
    }
}
