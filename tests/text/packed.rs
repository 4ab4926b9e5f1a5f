//! Documents that are packed files: what is read from them, and that no damage does harm.
//!
//! Each folder under `tests/golden/text/packed` is the inside of a file of that
//! name, so that a case can be read and changed; the test packs it.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use suraq::text::{self, Document, ReadError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{folder, show};

/// The files below a folder by their names inside the packed file, in a fixed order.
fn inside(name: &str) -> Vec<(String, Vec<u8>)> {
    let root = folder().join("packed").join(name);
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((name_inside(&root, &path), fs::read(&path).unwrap()));
            }
        }
    }
    // The mark of an EPUB book comes first.
    found.sort_by_key(|(name, _)| (name != "mimetype", name.clone()));
    found
}

fn name_inside(root: &Path, path: &Path) -> String {
    let steps = path.strip_prefix(root).unwrap().iter();
    steps
        .map(|step| step.to_str().unwrap())
        .collect::<Vec<_>>()
        .join("/")
}

fn pack(files: &[(String, Vec<u8>)], way: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let way = if name == "mimetype" {
            CompressionMethod::Stored
        } else {
            way
        };
        writer
            .start_file(
                name.as_str(),
                SimpleFileOptions::default().compression_method(way),
            )
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn packed(name: &str) -> Vec<u8> {
    pack(&inside(name), CompressionMethod::Deflated)
}

/// Fails unless every span is a piece of the text.
fn check(document: &Document) {
    for sentence in &document.sentences {
        assert!(
            document
                .text
                .get(sentence.span.start..sentence.span.end)
                .is_some()
        );
        for token in &sentence.tokens {
            assert!(!token.span.of(&document.text).is_empty());
        }
    }
}

/// Reads what may be damaged: it is read or refused, and the error names the file.
fn try_to_read(name: &str, bytes: &[u8]) {
    match text::read(name, bytes) {
        Ok(document) => check(&document),
        Err(error) => assert!(error.to_string().starts_with(name), "{error}"),
    }
}

const NAMES: &[&str] = &["book.epub", "report.docx"];

#[test]
fn packed_documents_are_read_as_expected() {
    for name in NAMES {
        let document = text::read(name, &packed(name)).unwrap();
        check(&document);
        let shown = show(&document);
        let expected: PathBuf = folder().join("packed").join(format!("{name}.expected"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&expected, &shown).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(shown, wanted, "{name}");
    }
}

#[test]
fn a_packed_document_is_known_by_its_bytes() {
    for name in NAMES {
        let bytes = packed(name);
        let expected = text::read(name, &bytes).unwrap();
        for other in ["-", "x.txt", "x.zip", "x.html"] {
            assert_eq!(text::read(other, &bytes).unwrap().text, expected.text, "{other}");
        }
    }
    let text = text::read("x.epub", b"The pier of Velk was built in 1849.").unwrap();
    assert_eq!(text.sentences.len(), 1);
    let other = pack(&[("a.txt".into(), b"Velk".to_vec())], CompressionMethod::Stored);
    assert_eq!(
        text::read("a.zip", &other).unwrap_err().to_string(),
        "a.zip: this is a ZIP file and no EPUB or DOCX, not text"
    );
}

#[test]
fn a_document_cut_off_anywhere_is_refused() {
    for name in NAMES {
        let bytes = packed(name);
        for end in (4..bytes.len() - 1).step_by(31) {
            try_to_read(name, &bytes[..end]);
        }
        let error = text::read(name, &bytes[..bytes.len() - 100]).unwrap_err();
        assert!(
            matches!(&error, ReadError::Damaged { place, .. } if place.is_empty()),
            "{error}"
        );
        assert!(error.to_string().contains("a download broke off"), "{error}");
    }
}

/// Numbers that look like chance and are the same on every run.
fn chance(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap()
}

#[test]
fn damaged_bytes_are_read_or_refused() {
    let mut state = 1;
    for name in NAMES {
        for way in [CompressionMethod::Deflated, CompressionMethod::Stored] {
            let bytes = pack(&inside(name), way);
            for _ in 0..120 {
                let mut bytes = bytes.clone();
                for _ in 0..=chance(&mut state) % 4 {
                    let at = chance(&mut state) % bytes.len();
                    bytes[at] = chance(&mut state).to_le_bytes()[0];
                }
                try_to_read(name, &bytes);
            }
        }
    }
}

#[test]
fn damaged_parts_are_read_or_refused() {
    let mut state = 2;
    for name in NAMES {
        for round in 0..120 {
            let mut files = inside(name);
            let chosen = chance(&mut state) % files.len();
            let content = &mut files[chosen].1;
            let at = chance(&mut state) % content.len();
            match round % 4 {
                0 => content.truncate(at),
                1 => content[at] = b"<>&/'\" \0\xFF"[chance(&mut state) % 9],
                2 => drop(content.drain(at..content.len().min(at + 40))),
                _ => {
                    let copy = content[at..].to_vec();
                    content.extend(copy);
                }
            }
            try_to_read(name, &pack(&files, CompressionMethod::Stored));
        }
    }
}

#[test]
fn a_small_file_that_unpacks_to_gigabytes_is_refused() {
    for (name, part, size) in [
        ("book.epub", "OPS/text/two.xhtml", text::LARGEST),
        ("report.docx", "word/document.xml", text::LARGEST_PACKED),
    ] {
        let mut files = inside(name);
        let content = &mut files.iter_mut().find(|(name, _)| name == part).unwrap().1;
        content.resize(size + 100, b' ');
        let bytes = pack(&files, CompressionMethod::Deflated);
        assert!(bytes.len() < 200_000);
        let error = text::read(name, &bytes).unwrap_err();
        assert!(
            matches!(&error, ReadError::Swells { place, .. } if place == part),
            "{error}"
        );
    }
}

#[cfg(not(feature = "pdf-input"))]
#[test]
fn a_pdf_file_is_known_by_its_bytes_and_the_error_names_the_feature_that_reads_it() {
    let error = text::read("a.txt", b"%PDF-1.4\n%\xE2\xE3").unwrap_err();
    assert!(
        matches!(
            error,
            ReadError::LeftOut {
                feature: "pdf-input",
                ..
            }
        ),
        "{error}"
    );
}
