//! Files in a zip archive whose bytes depend on nothing but the files.

use std::io::Cursor;
use std::io::Write;

use zip::CompressionMethod;
use zip::DateTime;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::ExportError;

/// Packs files, each a name and its bytes, in their order.
pub(super) fn zipped(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ExportError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The time of writing would make two exports of the same cards differ.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let refused = |error: &dyn std::fmt::Display| ExportError::Refused {
        detail: error.to_string(),
    };
    for (name, bytes) in files {
        archive
            .start_file(name.as_str(), options)
            .map_err(|error| refused(&error))?;
        archive.write_all(bytes).map_err(|error| refused(&error))?;
    }
    let finished = archive.finish().map_err(|error| refused(&error))?;
    Ok(finished.into_inner())
}
