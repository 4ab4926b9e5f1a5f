//! PDF files: the lines of their pages as plain text, where the feature `pdf-input` is on.
//!
//! A PDF file places letters on pages and knows no words, paragraphs or
//! headings; these are found again as in any plain text with hard line ends.
//! Without the feature such a file is known all the same, and the error says
//! how to read it.

#[cfg(feature = "pdf-input")]
use super::LARGEST;
#[cfg(feature = "pdf-input")]
use super::Reader;
#[cfg(feature = "pdf-input")]
use super::pages::{Flaw, pages};
#[cfg(feature = "pdf-input")]
use super::txt::PlainText;
use super::{Page, ReadError, Unpacker};

/// Reads PDF files.
pub struct Pdf;

impl Unpacker for Pdf {
    fn extensions(&self) -> &'static [&'static str] {
        // In a folder, only what can be read is a document.
        match cfg!(feature = "pdf-input") {
            true => &["pdf"],
            false => &[],
        }
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"%PDF-")
    }

    #[cfg(not(feature = "pdf-input"))]
    fn unpack(&self, name: &str, _bytes: &[u8]) -> Result<Page, ReadError> {
        Err(ReadError::LeftOut {
            name: name.to_owned(),
            format: "PDF",
            feature: "pdf-input",
        })
    }

    #[cfg(feature = "pdf-input")]
    fn unpack(&self, name: &str, bytes: &[u8]) -> Result<Page, ReadError> {
        let format = "PDF";
        let (name, place) = (name.to_owned(), String::new());
        let swells = |name, place| ReadError::Swells {
            name,
            format,
            place,
            most: LARGEST,
        };
        match pages(bytes) {
            Ok(pages) if pages.text.len() > LARGEST => Err(swells(name, place)),
            Ok(pages) => Ok(Page {
                title: pages.title,
                date: pages.date,
                ..PlainText.read(pages.text)
            }),
            Err(Flaw::Swells) => Err(swells(name, place)),
            Err(Flaw::Encrypted) => Err(ReadError::Encrypted { name, format, place }),
            Err(Flaw::Damaged(place, problem)) => Err(ReadError::Damaged {
                name,
                format,
                place,
                problem: problem.to_owned(),
            }),
        }
    }
}
