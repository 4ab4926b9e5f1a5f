//! The package file of an EPUB book: what it says of itself, its files, and their order.

use std::collections::BTreeMap;

use super::xml::{Element, Piece, local, walk};
use crate::text::PartialDate;
use crate::text::front_matter::date;

/// Authors beyond these are left out: a collection names dozens.
const MOST_AUTHORS: usize = 3;

/// Programs that make books write their own first years where they know no date.
const FIRST_YEAR: i16 = 1400;

/// What a package file says.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The first title.
    pub(super) title: Option<String>,
    /// Who wrote it; not who translated or drew.
    authors: Vec<String>,
    publisher: Option<String>,
    /// When it was published.
    pub(super) date: Option<PartialDate>,
    /// Files by id.
    pub(super) items: BTreeMap<String, Item>,
    /// Ids of the files that are read one after another.
    pub(super) spine: Vec<String>,
    /// Kinds of pages and where they are.
    pub(super) guide: Vec<(String, String)>,
}

/// A file of the book.
#[derive(Debug)]
pub(super) struct Item {
    /// Where it is, seen from the package file.
    pub(super) href: String,
    media_type: String,
    properties: String,
}

impl Item {
    /// Whether it is a page of the text, and not the list of contents.
    pub(super) fn is_text(&self) -> bool {
        let leads = self.properties.split_whitespace().any(|word| word == "nav");
        !leads && matches!(self.media_type.as_str(), "application/xhtml+xml" | "text/html")
    }
}

impl Package {
    /// Who made the book: authors, then publisher.
    pub(super) fn origin(&self) -> Option<String> {
        let named: Vec<&str> = self
            .authors
            .iter()
            .take(MOST_AUTHORS)
            .chain(&self.publisher)
            .map(String::as_str)
            .collect();
        (!named.is_empty()).then(|| named.join(", "))
    }

    fn open(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        match element.local() {
            "item" => {
                let item = Item {
                    href: attribute("href"),
                    media_type: attribute("media-type"),
                    properties: attribute("properties"),
                };
                self.items.insert(attribute("id"), item);
            }
            "itemref" if attribute("linear") != "no" => self.spine.push(attribute("idref")),
            "reference" => self.guide.push((attribute("type"), attribute("href"))),
            _ => {}
        }
    }

    /// Takes what a metadata element holds; `note` is its role or event.
    fn metadatum(&mut self, name: &str, note: &str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        match (name, note) {
            ("title", _) => {
                self.title.get_or_insert(text);
            }
            ("creator", "" | "aut") => self.authors.push(text),
            ("publisher", _) => {
                self.publisher.get_or_insert(text);
            }
            ("date", "" | "publication" | "original-publication") => {
                let date = date(&text).filter(|date| *date >= PartialDate::year(FIRST_YEAR));
                self.date = self.date.or(date);
            }
            _ => {}
        }
    }
}

/// Reads a package file.
///
/// # Errors
/// What is wrong with it, and near which byte.
pub(super) fn package(xml: &str) -> Result<Package, String> {
    let mut package = Package::default();
    let mut in_metadata = false;
    // Role or event of the element that is open, and its text.
    let (mut note, mut held) = (String::new(), String::new());
    walk(xml, |piece| match piece {
        Piece::Open(element) => {
            in_metadata |= element.local() == "metadata";
            held.clear();
            let of = |name| element.attribute(name);
            note = of("role").or_else(|| of("event")).unwrap_or_default();
            package.open(&element);
        }
        Piece::Close(name) => {
            if in_metadata {
                package.metadatum(local(name), &note, &held);
            }
            in_metadata &= local(name) != "metadata";
            held.clear();
        }
        Piece::Text(text) => held.push_str(text),
    })?;
    match package.spine.is_empty() {
        true => Err("it lists no chapter".to_owned()),
        false => Ok(package),
    }
}

#[cfg(test)]
mod tests {
    use super::package;

    #[test]
    fn a_book_says_who_made_it() {
        let package = package(
            "<package><metadata><dc:title>Velk,\n a history</dc:title><dc:title>Second</dc:title>\
             <dc:creator opf:role='aut'>Ann Lund</dc:creator><dc:creator opf:role='ill'>Berdi</dc:creator>\
             <dc:publisher>Velk Press</dc:publisher><dc:date opf:event='modification'>2024-01-02</dc:date>\
             <dc:date>0101-01-01T00:00:00+00:00</dc:date><dc:date opf:event='publication'>2019-05</dc:date>\
             </metadata><manifest/><spine><itemref idref='a'/><itemref idref='b' linear='no'/></spine></package>",
        )
        .unwrap();
        assert_eq!(package.title.as_deref(), Some("Velk, a history"));
        assert_eq!(package.origin().as_deref(), Some("Ann Lund, Velk Press"));
        assert_eq!(package.date.unwrap().to_string(), "2019-05");
        assert_eq!(package.spine, ["a"]);
    }

    #[test]
    fn a_book_without_chapters_is_refused() {
        assert!(package("<package><manifest/><spine/></package>").is_err());
    }
}
