//! The archive around a collection.

use std::io::Cursor;
use std::io::Write;

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
    generation: Generation,
    /// Names of the media, each by the number that its entry is named.
    media: Vec<String>,
}

impl Package {
    pub(super) fn new(generation: Generation) -> Result<Package, ExportError> {
        let mut package = Package {
            archive: ZipWriter::new(Cursor::new(Vec::new())),
            generation,
            media: Vec::new(),
        };
        if generation == Generation::Second {
            // Field 1 of a message, and the number of the generation.
            package.add("meta", &[0x08, 0x02], CompressionMethod::Deflated)?;
        }
        Ok(package)
    }

    /// Adds the collection.
    pub(super) fn collection(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        match self.generation {
            Generation::First => self.database("collection.anki2", bytes),
            Generation::Second => self.database("collection.anki21", bytes),
        }
    }

    /// Adds the collection that older programs find.
    pub(super) fn stub(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        self.database("collection.anki2", bytes)
    }

    /// Adds a picture or sound, whose name is plain and composed.
    pub(super) fn medium(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let number = self.media.len().to_string();
        self.media.push(name.to_owned());
        // As it is: pictures and sounds are packed already.
        self.add(&number, bytes, CompressionMethod::Stored)
    }

    fn database(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.add(name, bytes, CompressionMethod::Deflated)
    }

    pub(super) fn finish(mut self) -> Result<Vec<u8>, ExportError> {
        let numbered = self.media.iter().enumerate();
        let list: serde_json::Map<String, serde_json::Value> = numbered
            .map(|(number, name)| (number.to_string(), name.as_str().into()))
            .collect();
        let list = serde_json::Value::Object(list).to_string();
        self.add("media", list.as_bytes(), CompressionMethod::Deflated)?;
        let finished = self.archive.finish();
        Ok(finished.map_err(|error| refused(&error))?.into_inner())
    }

    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), ExportError> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(bytes.len() >= u32::MAX as usize);
        let started = self.archive.start_file(name, options);
        started.map_err(|error| refused(&error))?;
        self.archive.write_all(bytes).map_err(|error| refused(&error))
    }
}

fn refused(error: &dyn std::fmt::Display) -> ExportError {
    ExportError::Refused {
        detail: error.to_string(),
    }
}
