//! DOCX files: the paragraphs of the document by their styles, and what it says of itself.
//!
//! Headings and lists are known by style and numbering. A table is kept row by
//! row as what it is, no running text, unless it has one column and so is only
//! a frame. Left out are footnotes, comments, headers, contents, and what
//! tracked changes have deleted. The stored text is the extracted one.

use super::archive::{self, Archive};
use super::body::{body, body_as_shown};
use super::composer::Composer;
use super::emphasis::{self, Shown};
use super::lists::Lists;
use super::shown;
use super::styles::Styles;
use super::xml::{Piece, local, walk};
use super::{LARGEST, Page, ReadError, Unpacker};
use crate::text::BlockKind;
use crate::text::PartialDate;
use crate::text::front_matter::date;

/// Where the file says which of its parts is the document.
const RELATIONS: &str = "_rels/.rels";
/// Where the document mostly is.
const DOCUMENT: &str = "word/document.xml";
/// Where it says what it is called and when it was written.
const PROPERTIES: &str = "docProps/core.xml";

/// How a file with a password begins, and a name that stands in it, in UTF-16.
const LOCKED: &[u8] = b"\xD0\xCF\x11\xE0";
const LOCKED_PART: &str = "EncryptedPackage";

/// Reads DOCX files.
pub struct Docx;

impl Unpacker for Docx {
    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        archive::holds(bytes, &["[Content_Types].xml", "word/"]) || is_locked(bytes)
    }

    fn unpack(&self, name: &str, bytes: &[u8]) -> Result<Page, ReadError> {
        if is_locked(bytes) {
            return Err(ReadError::Encrypted {
                name: name.to_owned(),
                format: "DOCX",
                place: String::new(),
            });
        }
        let mut file = Archive::open(name, "DOCX", bytes)?;
        let path = document_path(&mut file)?;
        let styles = styles(&mut file, &path)?;
        let properties = properties(&mut file)?;
        let xml = file.text(&path)?;
        let mut composer = Composer::default();
        let title = composer.title(properties.title);
        let own_title = body(&xml, &styles, &mut composer).map_err(|problem| file.damaged(&path, problem))?;
        if composer.len() > LARGEST {
            return Err(file.swells(&path, LARGEST));
        }
        Ok(Page {
            title: title.or(own_title),
            date: properties.created.or(properties.modified),
            ..composer.page()
        })
    }
}

/// Returns the lines of a DOCX file as they are seen on its pages, with the numbers and letters of lists and the words
/// that stand out; none where the bytes are no such file.
///
/// A heading that is only a title is left out: it is no part of the question that follows. `is_told` says whether a
/// line names the answer of a question or begins the list of all.
///
/// # Errors
/// When the file is damaged, encrypted, or holds more than a document may.
pub fn lines_as_shown(
    name: &str,
    bytes: &[u8],
    is_told: fn(&str) -> bool,
) -> Result<Option<Shown>, ReadError> {
    if !Docx.recognises(bytes) || is_locked(bytes) {
        return Ok(None);
    }
    let mut file = Archive::open(name, "DOCX", bytes)?;
    let path = document_path(&mut file)?;
    let styles = styles(&mut file, &path)?;
    let lists = match beside(&file, &path, "numbering.xml") {
        None => Lists::default(),
        Some(path) => Lists::read(&file.text(&path)?).map_err(|problem| file.damaged(&path, problem))?,
    };
    let xml = file.text(&path)?;
    let mut composer = Composer::default();
    body_as_shown(&xml, &styles, lists.told_by(is_told), &mut composer)
        .map_err(|problem| file.damaged(&path, problem))?;
    if composer.len() > LARGEST {
        return Err(file.swells(&path, LARGEST));
    }
    let page = composer.page();
    let texts: Vec<(BlockKind, &str)> = page
        .parts
        .iter()
        .map(|part| (part.kind, part.span.of(&page.text)))
        .collect();
    Ok(Some(emphasis::taken_out(&shown::lines(&texts, is_told))))
}

/// Whether it is a file of this format that opens with a password.
fn is_locked(bytes: &[u8]) -> bool {
    let part: Vec<u8> = LOCKED_PART.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(LOCKED) && archive::stands_in(bytes, &part)
}

/// Which part is the document.
fn document_path(file: &mut Archive<'_>) -> Result<String, ReadError> {
    if !file.has(RELATIONS) {
        return Ok(DOCUMENT.to_owned());
    }
    let mut found = None;
    walk(&file.text(RELATIONS)?, |piece| {
        if let Piece::Open(element) = piece
            && element
                .attribute("Type")
                .is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            found = element.attribute("Target");
        }
    })
    .map_err(|problem| file.damaged(RELATIONS, problem))?;
    Ok(found.map_or(DOCUMENT.to_owned(), |path| {
        path.trim_start_matches('/').to_owned()
    }))
}

/// The styles, which lie beside the document.
fn styles(file: &mut Archive<'_>, document: &str) -> Result<Styles, ReadError> {
    let Some(path) = beside(file, document, "styles.xml") else {
        return Ok(Styles::default());
    };
    Styles::read(&file.text(&path)?).map_err(|problem| file.damaged(&path, problem))
}

/// The path of a part that lies beside the document, where there is one.
fn beside(file: &Archive<'_>, document: &str, part: &str) -> Option<String> {
    let path = match document.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{part}"),
        None => part.to_owned(),
    };
    file.has(&path).then_some(path)
}

/// What a document says of itself.
#[derive(Debug, Default)]
struct Properties {
    title: Option<String>,
    created: Option<PartialDate>,
    modified: Option<PartialDate>,
}

fn properties(file: &mut Archive<'_>) -> Result<Properties, ReadError> {
    let mut found = Properties::default();
    if !file.has(PROPERTIES) {
        return Ok(found);
    }
    let mut held = String::new();
    walk(&file.text(PROPERTIES)?, |piece| match piece {
        Piece::Open(_) => held.clear(),
        Piece::Text(text) => held.push_str(text),
        Piece::Close(name) => {
            let text = held.trim();
            match local(name) {
                // What programs write where a person wrote nothing.
                "title" if !text.is_empty() && !text.starts_with("Microsoft Word") => {
                    found.title = Some(text.to_owned());
                }
                "created" => found.created = date(text),
                "modified" => found.modified = date(text),
                _ => {}
            }
            held.clear();
        }
    })
    .map_err(|problem| file.damaged(PROPERTIES, problem))?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Docx, LOCKED, LOCKED_PART, ReadError, Unpacker};
    use crate::text::read::archive::pack;

    const PROPERTIES: &str = "<cp:coreProperties><dc:title>Velk</dc:title>\
        <dcterms:modified>2022-03-04T05:06:07Z</dcterms:modified></cp:coreProperties>";

    fn file(document: &str) -> Vec<u8> {
        pack(&[
            ("[Content_Types].xml", "<Types/>"),
            ("docProps/core.xml", PROPERTIES),
            ("word/document.xml", document),
        ])
    }

    #[test]
    fn a_document_says_its_title_and_day() {
        let bytes = file(
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>\
             <w:p><w:r><w:t>Ann Lund came.</w:t></w:r></w:p></w:body></w:document>",
        );
        assert!(Docx.recognises(&bytes));
        let page = Docx.unpack("a.docx", &bytes).unwrap();
        assert_eq!(page.text, "Velk\n\nAnn Lund came.");
        assert_eq!(page.title.as_deref(), Some("Velk"));
        assert_eq!(page.date.unwrap().to_string(), "2022-03-04");
    }

    #[test]
    fn a_test_is_read_as_it_is_seen() {
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let heading =
            "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Lakes, year 8</w:t></w:r></w:p>";
        let question = "<w:p><w:r><w:t>Which is deep?</w:t><w:br/><w:t>A) Oron</w:t><w:br/><w:t>B) Velk</w:t></w:r></w:p>";
        let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
        let table = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell(&paragraph("1")),
            cell(question),
            cell(&paragraph("1")),
            cell(&paragraph("B"))
        );
        let bytes = file(&format!(
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>\
             {heading}{table}{heading}{}</w:body></w:document>",
            paragraph("A) Sary")
        ));
        let lines = super::lines_as_shown("a.docx", &bytes, |_| false)
            .unwrap()
            .unwrap();
        assert_eq!(
            lines.lines,
            "1. Which is deep?\nA) Oron\nB) Velk\n\n1 | B\n\nLakes, year 8\n\nA) Sary\n\n"
        );
        assert_eq!(
            super::lines_as_shown("a.txt", b"1. Which?", |_| false).unwrap(),
            None
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let error = Docx.unpack("a.docx", &file("<w:document><w:body>")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.docx: the DOCX file is damaged at word/document.xml: it ends too soon"
        );
        let mut locked = LOCKED.to_vec();
        assert!(!Docx.recognises(&locked), "an old Office file");
        locked.extend(LOCKED_PART.encode_utf16().flat_map(u16::to_le_bytes));
        assert!(Docx.recognises(&locked));
        let error = Docx.unpack("a.docx", &locked).unwrap_err();
        assert!(matches!(error, ReadError::Encrypted { .. }), "{error}");
    }
}
