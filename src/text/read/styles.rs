//! The styles of a DOCX file: which paragraphs are headings, list entries, or no text at all, and how words look.
//!
//! Programs translate and shorten the ids of styles; the names of the built-in
//! ones are the same everywhere, so a style is known by its name, or by the
//! one it is based on.

use std::collections::BTreeMap;

use super::emphasis::Type;
use super::xml::{Piece, walk};
use crate::text::BlockKind;

/// Styles that are based on each other beyond this are taken to go round in a circle.
const LONGEST_CHAIN: usize = 12;

/// Outline levels below this are headings; the one of running text is 9.
const RUNNING_TEXT: u8 = 9;

/// The styles of a document by id.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    /// Its name in small letters.
    name: String,
    /// Id of the style it is based on.
    based_on: Option<String>,
    outline: Option<u8>,
    numbered: bool,
    list: ListMark,
    /// What it says of the type of words.
    words: Type,
}

/// Which list numbers a paragraph, where that is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListMark {
    /// Id of the list; `0` is none.
    pub(super) id: Option<String>,
    /// How deep it stands in the list, from 0.
    pub(super) level: Option<u8>,
}

/// What a paragraph says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Id of its style.
    pub(super) style: Option<String>,
    /// Its outline level.
    pub(super) outline: Option<u8>,
    /// Whether it is numbered or has a bullet, where it says so.
    pub(super) numbered: Option<bool>,
    /// By which list.
    pub(super) list: ListMark,
}

impl Marks {
    /// Takes an element of a paragraph's or a style's properties, named without prefix.
    pub(super) fn take(&mut self, name: &str, value: Option<String>) {
        match name {
            "pStyle" => self.style = value,
            "outlineLvl" => self.outline = value.and_then(|value| value.parse().ok()),
            // The number 0 takes a list away.
            "numId" => {
                self.numbered = Some(value.as_ref().is_some_and(|value| value != "0"));
                self.list.id = value;
            }
            "ilvl" => self.list.level = value.and_then(|value| value.parse().ok()),
            _ => {}
        }
    }
}

impl Styles {
    /// Reads the file of styles.
    ///
    /// # Errors
    /// What is wrong with it, and near which byte.
    pub(super) fn read(xml: &str) -> Result<Styles, String> {
        let mut styles = Styles::default();
        let (mut id, mut style, mut marks) = (None, Style::default(), Marks::default());
        walk(xml, |piece| match piece {
            Piece::Open(element) => {
                let value = || element.attribute("val");
                match element.local() {
                    "style" => {
                        id = element.attribute("styleId");
                        (style, marks) = (Style::default(), Marks::default());
                    }
                    "name" => style.name = value().unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = value(),
                    name => {
                        let fill = element.attribute("fill");
                        style.words.take(name, value().as_deref(), fill.as_deref());
                        marks.take(name, value());
                    }
                }
            }
            Piece::Close(name) if super::xml::local(name) == "style" => {
                style.outline = marks.outline;
                style.numbered = marks.numbered == Some(true);
                style.list = std::mem::take(&mut marks.list);
                if let Some(id) = id.take() {
                    styles.0.insert(id, std::mem::take(&mut style));
                }
            }
            _ => {}
        })?;
        Ok(styles)
    }

    /// What a paragraph with these marks is; `None` where it is no text of the document.
    pub(super) fn kind(&self, marks: &Marks) -> Option<BlockKind> {
        let mut kind = None;
        for style in self.chain(marks.style.as_deref()) {
            match named(&style.name) {
                Named::Beside => return None,
                Named::As(known) => kind = kind.or(Some(known)),
                Named::Otherwise => {}
            }
            if style.outline.is_some_and(|level| level < RUNNING_TEXT) {
                kind = kind.or(Some(BlockKind::Heading));
            }
            if style.numbered && marks.numbered != Some(false) {
                kind = kind.or(Some(BlockKind::ListItem));
            }
        }
        let own = match (marks.outline, marks.numbered) {
            (Some(level), _) if level < RUNNING_TEXT => Some(BlockKind::Heading),
            (_, Some(true)) => Some(BlockKind::ListItem),
            _ => None,
        };
        kind.or(own).or(Some(BlockKind::Paragraph))
    }

    /// The list that numbers a paragraph with these marks, and how deep it stands there.
    pub(super) fn list(&self, marks: &Marks) -> Option<(String, u8)> {
        let styles = || self.chain(marks.style.as_deref()).map(|style| &style.list);
        let lists = || std::iter::once(&marks.list).chain(styles());
        let id = lists().find_map(|list| list.id.clone()).filter(|id| id != "0")?;
        Some((id, lists().find_map(|list| list.level).unwrap_or(0)))
    }

    /// What a style, of paragraphs or of words, says of the type of words.
    pub(super) fn words(&self, id: Option<&str>) -> Type {
        self.chain(id)
            .fold(Type::default(), |known, style| known.or(style.words))
    }

    /// Whether a paragraph with these marks is the title of the document.
    pub(super) fn is_title(&self, marks: &Marks) -> bool {
        self.chain(marks.style.as_deref())
            .next()
            .is_some_and(|style| style.name == "title")
    }

    /// A style and those it is based on.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let of = |id: &str| self.0.get(id);
        std::iter::successors(id.and_then(of), move |style| {
            style.based_on.as_deref().and_then(of)
        })
        .take(LONGEST_CHAIN)
    }
}

/// What the name of a style says.
enum Named {
    As(BlockKind),
    /// What is written in it is no text of the document.
    Beside,
    Otherwise,
}

fn named(name: &str) -> Named {
    match name {
        "title" | "subtitle" => Named::As(BlockKind::Heading),
        "quote" | "intense quote" | "block text" => Named::As(BlockKind::Quotation),
        "caption" => Named::As(BlockKind::Caption),
        "html preformatted" | "macro text" => Named::As(BlockKind::Boilerplate),
        "header" | "footer" | "footnote text" | "endnote text" | "table of figures" | "toc heading"
        | "index heading" => Named::Beside,
        _ if name.starts_with("toc ") || name.starts_with("index ") => Named::Beside,
        _ if name.starts_with("heading ") => Named::As(BlockKind::Heading),
        _ if name.starts_with("list bullet") || name.starts_with("list number") => {
            Named::As(BlockKind::ListItem)
        }
        _ => Named::Otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::{Marks, Styles};
    use crate::text::BlockKind;

    const STYLES: &str = "<w:styles>\
        <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr>\
        </w:pPr></w:style>\
        <w:style w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='berschrift1'/></w:style>\
        <w:style w:styleId='Circle'><w:name w:val='C'/><w:basedOn w:val='Circle'/></w:style>\
        <w:style w:styleId='Dots'><w:name w:val='Dots'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='Toc1'><w:name w:val='toc 1'/></w:style></w:styles>";

    #[test]
    fn a_style_is_what_it_is_based_on() {
        let styles = Styles::read(STYLES).unwrap();
        let kind = |id: &str, outline, numbered| {
            styles.kind(&Marks {
                style: Some(id.to_owned()),
                outline,
                numbered,
                ..Marks::default()
            })
        };
        assert_eq!(kind("Mine", None, None), Some(BlockKind::Heading));
        assert_eq!(kind("Dots", None, None), Some(BlockKind::ListItem));
        assert_eq!(kind("Dots", None, Some(false)), Some(BlockKind::Paragraph));
        assert_eq!(kind("Circle", Some(2), None), Some(BlockKind::Heading));
        assert_eq!(kind("Circle", Some(9), Some(true)), Some(BlockKind::ListItem));
        assert_eq!(kind("Unknown", None, None), Some(BlockKind::Paragraph));
        assert_eq!(kind("Toc1", None, None), None);
    }
}
