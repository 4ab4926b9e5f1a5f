//! The archive around a collection.

use std::io;
use std::io::Cursor;
use std::io::Read;

use zip::CompressionMethod;
use zip::DateTime;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::export::ExportError;

/// Which programs can read a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    /// All that ever read packages.
    First,
    /// Those that know the present schedule; the others find a card that says so.
    Second,
}

/// A package that is being written.
pub(super) struct Package {
    archive: ZipWriter<Cursor<Vec<u8>>>,
    /// Names of the media, each by the number that its entry is named.
    media: Vec<String>,
}

impl Package {
    /// Begins one with its collection, of which there are `length` bytes.
    pub(super) fn new(
        generation: Generation,
        collection: &mut dyn Read,
        length: u64,
    ) -> Result<Package, ExportError> {
        // A third is more than collections take packed; what grows by doubling holds them twice meanwhile.
        let room = usize::try_from(length / 3).unwrap_or(0);
        let mut package = Package {
            archive: ZipWriter::new(Cursor::new(Vec::with_capacity(room))),
            media: Vec::new(),
        };
        if generation == Generation::Second {
            // Field 1 of a message, and the number of the generation.
            package.add("meta", &mut &[0x08, 0x02][..], 2, CompressionMethod::Deflated)?;
        }
        let name = match generation {
            Generation::First => "collection.anki2",
            Generation::Second => "collection.anki21",
        };
        package.database(name, collection, length)?;
        Ok(package)
    }

    /// Adds the collection that older programs find.
    pub(super) fn stub(&mut self, bytes: &mut dyn Read, length: u64) -> Result<(), ExportError> {
        self.database("collection.anki2", bytes, length)
    }

    /// Adds a picture or sound, whose name is plain and composed.
    pub(super) fn medium(&mut self, name: &str, mut bytes: &[u8]) -> Result<(), ExportError> {
        let number = self.media.len().to_string();
        self.media.push(name.to_owned());
        // As it is: pictures and sounds are packed already.
        let length = bytes.len() as u64;
        self.add(&number, &mut bytes, length, CompressionMethod::Stored)
    }

    fn database(&mut self, name: &str, bytes: &mut dyn Read, length: u64) -> Result<(), ExportError> {
        self.add(name, bytes, length, CompressionMethod::Deflated)
    }

    pub(super) fn finish(mut self) -> Result<Vec<u8>, ExportError> {
        let numbered = self.media.iter().enumerate();
        let list: serde_json::Map<String, serde_json::Value> = numbered
            .map(|(number, name)| (number.to_string(), name.as_str().into()))
            .collect();
        let list = serde_json::Value::Object(list).to_string();
        let length = list.len() as u64;
        self.add("media", &mut list.as_bytes(), length, CompressionMethod::Deflated)?;
        let finished = self.archive.finish();
        Ok(finished.map_err(|error| refused(&error))?.into_inner())
    }

    fn add(
        &mut self,
        name: &str,
        bytes: &mut dyn Read,
        length: u64,
        method: CompressionMethod,
    ) -> Result<(), ExportError> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(length >= u64::from(u32::MAX));
        let started = self.archive.start_file(name, options);
        started.map_err(|error| refused(&error))?;
        let copied = io::copy(bytes, &mut self.archive).map_err(|error| refused(&error))?;
        match copied == length {
            true => Ok(()),
            false => Err(refused(&format!("{name} has {copied} bytes of {length}"))),
        }
    }
}

fn refused(error: &dyn std::fmt::Display) -> ExportError {
    ExportError::Refused {
        detail: error.to_string(),
    }
}
