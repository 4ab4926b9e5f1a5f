//! EPUB books: the chapters in reading order, each as the web page it is.
//!
//! What the book says of itself (title, authors, publisher, date) and the
//! order of its chapters stand in its package file. Pages that only lead to
//! others (contents, cover, index) are left out, as are notes. The stored text
//! is the extracted one.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::{self, Archive};
use super::composer::Composer;
use super::package::{Package, package};
use super::xml::{Piece, walk};
use super::{LARGEST, Page, ReadError, Unpacker, chapter};

/// Where every book says where its package file is.
const CONTAINER: &str = "META-INF/container.xml";
/// Where it lists what is encrypted in it.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// Ways of hiding fonts that leave the text open.
const OF_FONTS: &[&str] = &[
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// What a guide calls pages that are no part of the text.
const NOT_TEXT: &[&str] = &[
    "toc",
    "cover",
    "title-page",
    "copyright-page",
    "index",
    "loi",
    "lot",
    "colophon",
];

/// Reads EPUB books.
pub struct Epub;

impl Unpacker for Epub {
    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        archive::holds(bytes, &[CONTAINER])
    }

    fn unpack(&self, name: &str, bytes: &[u8]) -> Result<Page, ReadError> {
        let mut book = Archive::open(name, "EPUB", bytes)?;
        let path = package_path(&mut book)?;
        let xml = book.text(&path)?;
        let package = package(&xml).map_err(|problem| book.damaged(&path, problem))?;
        let encrypted = encrypted(&mut book)?;
        let mut composer = Composer::default();
        let title = composer.title(package.title.clone());
        for path in chapters(&package, &path) {
            if encrypted.contains(&path) {
                return Err(book.encrypted(&path));
            }
            let page = book.text(&path)?;
            if page.len() + composer.len() > LARGEST {
                return Err(book.swells(&path, LARGEST));
            }
            chapter::write(&page, &mut composer);
        }
        Ok(Page {
            title,
            publisher: package.origin(),
            date: package.date,
            ..composer.page()
        })
    }
}

/// Where the package file is.
fn package_path(book: &mut Archive<'_>) -> Result<String, ReadError> {
    let mut found = None;
    let walked = walk(&book.text(CONTAINER)?, |piece| {
        if let Piece::Open(element) = piece
            && element.local() == "rootfile"
            && found.is_none()
        {
            found = element.attribute("full-path");
        }
    });
    match (found, walked) {
        (Some(path), _) => Ok(path),
        (None, Err(problem)) => Err(book.damaged(CONTAINER, problem)),
        (None, Ok(())) => Err(book.damaged(CONTAINER, "it does not say where the book begins")),
    }
}

/// The files of the book that open with a licence only.
fn encrypted(book: &mut Archive<'_>) -> Result<BTreeSet<String>, ReadError> {
    let mut found = BTreeSet::new();
    if !book.has(ENCRYPTION) {
        return Ok(found);
    }
    let mut way = String::new();
    walk(&book.text(ENCRYPTION)?, |piece| {
        let Piece::Open(element) = piece else { return };
        match element.local() {
            "EncryptedData" => way.clear(),
            "EncryptionMethod" => way = element.attribute("Algorithm").unwrap_or_default(),
            "CipherReference" if !OF_FONTS.contains(&way.as_str()) => {
                found.extend(element.attribute("URI").map(|uri| resolved("", &uri)));
            }
            _ => {}
        }
    })
    .map_err(|problem| book.damaged(ENCRYPTION, problem))?;
    Ok(found)
}

/// Where the chapters are, in reading order, each once.
fn chapters(package: &Package, path: &str) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let guide: BTreeMap<String, &str> = package
        .guide
        .iter()
        .map(|(kind, href)| (resolved(folder, href), kind.as_str()))
        .collect();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for id in &package.spine {
        let Some(item) = package.items.get(id).filter(|item| item.is_text()) else {
            continue;
        };
        let chapter = resolved(folder, &item.href);
        let leads = guide.get(&chapter).is_some_and(|kind| NOT_TEXT.contains(kind));
        if !leads && seen.insert(chapter.clone()) {
            found.push(chapter);
        }
    }
    found
}

/// The path that a reference in a file of `folder` means: `%20` is a space, `..` the folder above.
fn resolved(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let href = unescaped(href);
    let (folder, href) = match href.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, href.as_str()),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(href.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A reference without its `%20`; what is no such sign stays.
fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let [first, after @ ..] = rest {
        let code = match (first, after) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| 16 * high + low),
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| href.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{Epub, ReadError, Unpacker, resolved};
    use crate::text::read::archive::pack;

    const CONTAINER: &str = "<container><rootfiles><rootfile full-path='O/p.opf'/></rootfiles></container>";
    const PACKAGE: &str = "<package><metadata><dc:title>Velk</dc:title></metadata><manifest>\
        <item id='a' href='a%20b.xhtml' media-type='application/xhtml+xml'/>\
        <item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
        </manifest><spine><itemref idref='n'/><itemref idref='a'/></spine></package>";
    const CHAPTER: &str = "<?xml version='1.0'?><html><head><title/><script src='x'/></head><body>\
        <h1>One</h1><p>Ann Lund came to Velk.<a epub:type='noteref' href='#n'>1</a></p>\
        <aside epub:type='footnote'>A note.</aside></body></html>";

    fn book(changes: &[(&str, &str)]) -> Vec<u8> {
        let mut files = vec![
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("O/p.opf", PACKAGE),
            ("O/nav.xhtml", "<html><body><nav>Contents</nav></body></html>"),
            ("O/a b.xhtml", CHAPTER),
        ];
        for (name, content) in changes {
            files.retain(|(there, _)| there != name);
            if !content.is_empty() {
                files.push((name, content));
            }
        }
        pack(&files)
    }

    #[test]
    fn chapters_come_without_contents_and_notes() {
        let bytes = book(&[]);
        assert!(Epub.recognises(&bytes));
        let page = Epub.unpack("a.epub", &bytes).unwrap();
        assert_eq!(page.text, "Velk\n\nOne\n\nAnn Lund came to Velk.");
        assert_eq!(page.title.as_deref(), Some("Velk"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (name, content, said) in [
            ("O/a b.xhtml", "", "damaged at O/a b.xhtml: this part is missing"),
            (
                "O/p.opf",
                "<package><metadata>",
                "damaged at O/p.opf: it ends too soon",
            ),
            (
                "META-INF/container.xml",
                "<container/>",
                "damaged at META-INF/container.xml: it does not say",
            ),
        ] {
            let error = Epub.unpack("a.epub", &book(&[(name, content)])).unwrap_err();
            assert!(error.to_string().contains(said), "{error}");
        }
    }

    #[test]
    fn a_licence_is_told_from_hidden_fonts() {
        let list = |way: &str, file: &str| {
            format!(
                "<encryption><EncryptedData><EncryptionMethod Algorithm='{way}'/><CipherData>\
                 <CipherReference URI='{file}'/></CipherData></EncryptedData></encryption>"
            )
        };
        let locked = list("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "O/a%20b.xhtml");
        let error = Epub
            .unpack("a.epub", &book(&[("META-INF/encryption.xml", &locked)]))
            .unwrap_err();
        assert!(
            matches!(&error, ReadError::Encrypted { place, .. } if place == "O/a b.xhtml"),
            "{error}"
        );
        let fonts = list("http://www.idpf.org/2008/embedding", "O/a%20b.xhtml");
        assert!(
            Epub.unpack("a.epub", &book(&[("META-INF/encryption.xml", &fonts)]))
                .is_ok()
        );
    }

    #[test]
    fn references_are_resolved() {
        for (folder, href, path) in [
            ("O", "a%20b.xhtml#c", "O/a b.xhtml"),
            ("O/p", "../a.xhtml", "O/a.xhtml"),
            ("", "./a%zz.xhtml", "a%zz.xhtml"),
            ("O", "/../../a", "a"),
        ] {
            assert_eq!(resolved(folder, href), path);
        }
    }
}
