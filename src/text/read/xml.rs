//! XML as far as the files inside a packed document need it: elements, attributes and text, in order.
//!
//! No entity is defined or fetched: what is not one of XML's own five or a
//! number is left out, so that no document can blow itself up.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// A piece of a file.
pub(super) enum Piece<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element ends; its name as written, prefix included.
    Close(&'a str),
    /// Text, as it is meant.
    Text(&'a str),
}

/// An element with its attributes.
pub(super) struct Element<'a> {
    start: &'a BytesStart<'a>,
    name: &'a str,
}

impl Element<'_> {
    /// Its name as written, prefix included.
    pub(super) fn name(&self) -> &str {
        self.name
    }

    /// Its name without prefix.
    pub(super) fn local(&self) -> &str {
        local(self.name)
    }

    /// The value of an attribute, named without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes()
            .find(|(key, _)| local(key) == name)
            .map(|(_, value)| value)
    }

    /// All attributes with their names as written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (String, String)> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().filter_map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            Some((attribute.key.as_ref().to_owned(), value.into_owned()))
        })
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Shows `visit` the pieces of `xml`, in order; every element that begins ends as well.
///
/// # Errors
/// What is wrong, and near which byte; the pieces before it were shown.
pub(super) fn walk(xml: &str, mut visit: impl FnMut(Piece<'_>)) -> Result<(), String> {
    let xml = xml.trim_start_matches('\u{FEFF}');
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut open = 0_usize;
    loop {
        let at = reader.buffer_position();
        let event = reader
            .read_event()
            .map_err(|error| format!("{error} (near byte {at})"))?;
        match event {
            Event::Start(start) => {
                open += 1;
                visit(Piece::Open(Element {
                    start: &start,
                    name: start.name().as_ref(),
                }));
            }
            Event::End(end) => {
                open = open.saturating_sub(1);
                visit(Piece::Close(end.name().as_ref()));
            }
            Event::Text(text) => visit(Piece::Text(&text)),
            Event::CData(text) => visit(Piece::Text(&text)),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => visit(Piece::Text(c.encode_utf8(&mut [0; 4]))),
                _ => visit(Piece::Text(resolve_predefined_entity(&reference).unwrap_or(" "))),
            },
            Event::Eof if open > 0 => return Err("it ends too soon".to_owned()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, walk};

    fn shown(xml: &str) -> Result<String, String> {
        let mut out = String::new();
        walk(xml, |piece| match piece {
            Piece::Open(element) => {
                let id = element.attribute("id").unwrap_or_default();
                out += &format!("<{} {id}>", element.local());
            }
            Piece::Close(name) => out += &format!("</{name}>"),
            Piece::Text(text) => out += text,
        })?;
        Ok(out)
    }

    #[test]
    fn elements_and_text_come_in_order() {
        assert_eq!(
            shown("<?xml version='1.0'?><a:b x:id='1 &amp; 2'>R&#38;D &lt;<c/> & &odd;<![CDATA[<]]></a:b>")
                .unwrap(),
            "<b 1 & 2>R&D <<c ></c> &  <</a:b>"
        );
    }

    #[test]
    fn what_is_broken_is_said() {
        assert!(shown("<a><b></a>").unwrap_err().contains("near byte"));
        assert_eq!(shown("<a>text").unwrap_err(), "it ends too soon");
        assert!(shown("<a b='").is_err());
    }

    #[test]
    fn entities_are_not_expanded() {
        let xml = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
        assert_eq!(shown(xml).unwrap(), "<a > </a>");
    }
}
