//! A paper as PDF files: the pages of the class and those of the teacher, set by typst.
//!
//! What stands on the pages is the same as in the HTML files and is made here into plain data; the
//! layout is `paper.typ`, which gets it as a file that exists only in memory. It can reach nothing else:
//! no disk, no packages, no clock. Nothing in the file tells when it was made, so the same paper gives
//! the same bytes. The files are tagged, as PDF/UA-1 asks; typst refuses what would break that.
//!
//! A program does not ask the system for fonts, or pages would differ from machine to machine: Libertinus
//! Serif and, for large print and for signs that it lacks, DejaVu Sans come along, each in two weights.

mod fonts;
mod pages;
#[cfg(test)]
mod tests;
mod words;
mod world;

use std::fmt;

use super::Look;
use crate::quiz::Paper;
use crate::quiz::scores::Change;

use fonts::Fonts;
use pages::Document;
use world::Desk;

/// As many signs without a glyph are named at once.
const MOST_NAMED: usize = 5;

/// Why a paper was not set.
#[derive(Debug)]
#[non_exhaustive]
pub enum PdfError {
    /// Signs stand in it that none of the fonts can draw, in the order of the questions.
    NoGlyph(Vec<NoGlyph>),
    /// The typesetter refused, in its words.
    Refused(String),
}

/// A sign that none of the fonts can draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoGlyph {
    /// Names the card of the question; none for the title.
    pub card: Option<String>,
    /// The sign: a letter with its marks.
    pub sign: String,
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::NoGlyph(missing) => {
                f.write_str("no font of the program can draw ")?;
                for (at, sign) in missing.iter().take(MOST_NAMED).enumerate() {
                    write!(f, "{}{sign}", if at > 0 { ", " } else { "" })?;
                }
                match missing.len().saturating_sub(MOST_NAMED) {
                    0 => Ok(()),
                    more => write!(f, ", and {more} more"),
                }
            }
            PdfError::Refused(why) => write!(f, "the pages cannot be set: {why}"),
        }
    }
}

impl fmt::Display for NoGlyph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let points: Vec<String> = self
            .sign
            .chars()
            .map(|c| format!("U+{:04X}", u32::from(c)))
            .collect();
        let sign = &self.sign;
        let points = points.join(" ");
        match &self.card {
            Some(card) => write!(f, "`{sign}` ({points}) in {card}"),
            None => write!(f, "`{sign}` ({points}) in the title"),
        }
    }
}

impl std::error::Error for PdfError {}

/// Returns the pages for the class as a PDF file: each version, and its answer sheet where that is wanted.
///
/// Errors: a sign of the paper is in none of the fonts, also where only the teacher would see it.
pub fn pupils(paper: &Paper, look: Look) -> Result<Vec<u8>, PdfError> {
    set(paper, &Document::pupils(paper, look), "class")
}

/// Returns the pages for the teacher as a PDF file: the key of each version with sources, and its
/// stencil where there are answer sheets. Keys are as they are after `changes`; what was printed before stands beside
/// them.
///
/// Errors: as for [`pupils`].
pub fn teacher(paper: &Paper, changes: &[Change], look: Look) -> Result<Vec<u8>, PdfError> {
    set(paper, &Document::teacher(paper, changes, look), "key")
}

fn set(paper: &Paper, document: &Document, readers: &str) -> Result<Vec<u8>, PdfError> {
    let missing = Fonts::get().missing(paper);
    if !missing.is_empty() {
        return Err(PdfError::NoGlyph(missing));
    }
    let data = serde_json::to_vec(document).expect("plain structures have a JSON form");
    Desk::new(data).set(&format!("suraq paper {} {readers}", paper.code))
}
