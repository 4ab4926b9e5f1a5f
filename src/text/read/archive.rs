//! The files inside a ZIP file, as EPUB and DOCX are, unpacked within a limit.
//!
//! What a file says of its own size is not believed: bytes are counted as they
//! come out, over all files of an archive, so that a small file which unpacks
//! to gigabytes is refused as soon as the limit is reached.

use std::io::{Cursor, ErrorKind, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::ReadError;
use crate::text::encoding;

/// Most bytes that are unpacked of one document: the longest novel with its markup several times over.
const MOST_UNPACKED: usize = 64 * 1024 * 1024;

/// Most files that an archive may list; the number is the format's own before its extension.
const MOST_FILES: usize = 65_535;

/// How a ZIP file begins, and how each entry of its list of files does.
const START: &[u8] = b"PK\x03\x04";
const ENTRY: &[u8] = b"PK\x01\x02";

/// A ZIP file that is being read.
pub(super) struct Archive<'a> {
    /// Name of the document, for errors.
    name: &'a str,
    /// Format of the document, for errors.
    format: &'static str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: usize,
}

/// Whether `bytes` are a ZIP file with files whose names begin as all of `starts` do.
///
/// Of a damaged one that cannot be opened it is enough that the names stand in it somewhere.
pub(super) fn holds(bytes: &[u8], starts: &[&str]) -> bool {
    if !bytes.starts_with(START) || entries(bytes) > MOST_FILES {
        return false;
    }
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(zip) => starts.iter().all(|start| {
            zip.file_names_raw()
                .any(|name| name.starts_with(start.as_bytes()))
        }),
        Err(_) => starts.iter().all(|start| stands_in(bytes, start.as_bytes())),
    }
}

/// Whether `piece` stands anywhere in `bytes`.
pub(super) fn stands_in(bytes: &[u8], piece: &[u8]) -> bool {
    bytes.windows(piece.len()).any(|window| window == piece)
}

/// About how many files the archive lists; never fewer than it does.
fn entries(bytes: &[u8]) -> usize {
    bytes
        .windows(ENTRY.len())
        .filter(|window| *window == ENTRY)
        .count()
}

impl<'a> Archive<'a> {
    /// Opens the document `name` of `format`.
    pub(super) fn open(
        name: &'a str,
        format: &'static str,
        bytes: &'a [u8],
    ) -> Result<Archive<'a>, ReadError> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => Ok(Archive {
                name,
                format,
                zip,
                left: MOST_UNPACKED,
            }),
            Err(_) => Err(ReadError::Damaged {
                name: name.to_owned(),
                format,
                place: String::new(),
                problem: "the list of its parts is missing, as when a download broke off".to_owned(),
            }),
        }
    }

    /// Whether there is a file at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.zip.index_for_name(path).is_some()
    }

    /// Returns the text at `path`, in whatever encoding it stands there.
    ///
    /// Errors: it is missing, damaged, encrypted, no text, or more than may still be unpacked.
    pub(super) fn text(&mut self, path: &str) -> Result<String, ReadError> {
        let bytes = self.bytes(path)?;
        match encoding::decode(&bytes) {
            Ok((text, _)) => Ok(text),
            Err(looks) => Err(self.damaged(path, format!("there is {looks} in place of text"))),
        }
    }

    fn bytes(&mut self, path: &str) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let most = self.left as u64 + 1;
        let unpacked = self.zip.by_name(path).and_then(|file| {
            file.take(most).read_to_end(&mut bytes)?;
            Ok(())
        });
        if let Err(error) = unpacked {
            return Err(self.refused(path, &error));
        }
        match self.left.checked_sub(bytes.len()) {
            Some(left) => self.left = left,
            None => return Err(self.swells(path, MOST_UNPACKED)),
        }
        Ok(bytes)
    }

    /// What is wrong with the file at `path`.
    pub(super) fn damaged(&self, path: &str, problem: impl Into<String>) -> ReadError {
        ReadError::Damaged {
            name: self.name.to_owned(),
            format: self.format,
            place: path.to_owned(),
            problem: problem.into(),
        }
    }

    /// The file at `path` cannot be read without a password or a licence.
    pub(super) fn encrypted(&self, path: &str) -> ReadError {
        ReadError::Encrypted {
            name: self.name.to_owned(),
            format: self.format,
            place: path.to_owned(),
        }
    }

    /// The file at `path` makes the document larger than the `most` bytes it may have.
    pub(super) fn swells(&self, path: &str, most: usize) -> ReadError {
        ReadError::Swells {
            name: self.name.to_owned(),
            format: self.format,
            place: path.to_owned(),
            most,
        }
    }

    fn refused(&self, path: &str, error: &ZipError) -> ReadError {
        let problem = match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                return self.encrypted(path);
            }
            ZipError::FileNotFound => "this part is missing",
            ZipError::CompressionMethodNotSupported(_) => "it is packed in a way that is not read",
            ZipError::Io(error) if error.kind() == ErrorKind::UnexpectedEof => "its data end too soon",
            _ => "its data are not what was packed",
        };
        self.damaged(path, problem)
    }
}

/// Returns a ZIP file of `files`, for tests.
#[cfg(test)]
pub(super) fn pack(files: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default().compression_method(match *name {
            "mimetype" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        });
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::{Archive, holds, pack};
    use crate::text::ReadError;

    #[test]
    fn files_are_found_by_name() {
        let bytes = pack(&[("a/one.xml", "<a>ä</a>"), ("b.txt", "")]);
        assert!(holds(&bytes, &["a/", "b.txt"]));
        assert!(!holds(&bytes, &["a/", "c"]) && !holds(&bytes[1..], &["a/"]));
        assert!(holds(&bytes[..bytes.len() - 30], &["a/one.xml"]), "cut off");
        let mut archive = Archive::open("x", "EPUB", &bytes).unwrap();
        assert!(archive.has("b.txt") && !archive.has("b"));
        assert_eq!(archive.text("a/one.xml").unwrap(), "<a>ä</a>");
        assert_eq!(
            archive.text("c").unwrap_err().to_string(),
            "x: the EPUB file is damaged at c: this part is missing"
        );
    }

    #[test]
    fn what_swells_is_refused_over_all_files() {
        let half = "a".repeat(50_000);
        let bytes = pack(&[("one", &half), ("two", &half)]);
        assert!(bytes.len() < 2_000);
        let mut archive = Archive::open("x", "EPUB", &bytes).unwrap();
        archive.left = 99_999;
        assert!(archive.text("one").is_ok());
        let refused = archive.text("two").unwrap_err();
        assert!(
            matches!(&refused, ReadError::Swells { place, .. } if place == "two"),
            "{refused}"
        );
    }
}
