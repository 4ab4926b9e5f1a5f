//! An XML document as a tree, written with its texts made harmless.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesDecl;
use quick_xml::events::BytesEnd;
use quick_xml::events::BytesStart;
use quick_xml::events::BytesText;
use quick_xml::events::Event;

use super::ExportError;

/// An element with what it holds.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    inner: Vec<Node>,
}

enum Node {
    Element(Element),
    Text(String),
}

/// Begins an element.
pub(super) fn element(name: &'static str) -> Element {
    Element {
        name,
        attributes: Vec::new(),
        inner: Vec::new(),
    }
}

impl Element {
    /// Adds an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Element {
        self.attributes.push((name, held(&value.into())));
        self
    }

    /// Adds a text.
    pub fn text(mut self, text: &str) -> Element {
        self.inner.push(Node::Text(held(text)));
        self
    }

    /// Adds an element.
    pub fn holding(mut self, inner: Element) -> Element {
        self.inner.push(Node::Element(inner));
        self
    }

    /// Adds elements.
    pub fn holding_all(mut self, inner: impl IntoIterator<Item = Element>) -> Element {
        self.inner.extend(inner.into_iter().map(Node::Element));
        self
    }

    /// Writes it as a document.
    pub fn document(&self) -> Result<Vec<u8>, ExportError> {
        let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
        let written = xml
            .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
            .and_then(|()| self.write(&mut xml));
        written.map_err(|error| ExportError::Refused {
            detail: error.to_string(),
        })?;
        let mut bytes = xml.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn write(&self, xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let attributes = self
            .attributes
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.inner.is_empty() {
            return xml.write_event(Event::Empty(start));
        }
        xml.write_event(Event::Start(start))?;
        for node in &self.inner {
            match node {
                Node::Element(element) => element.write(xml)?,
                Node::Text(text) => xml.write_event(Event::Text(BytesText::new(text)))?,
            }
        }
        xml.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// A text without the characters that XML cannot hold, escaped or not; line breaks and tabs stay.
fn held(text: &str) -> String {
    let holds =
        |c: &char| matches!(c, '\t' | '\n' | '\r') || *c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::element;

    #[test]
    fn no_text_becomes_markup_and_what_xml_cannot_hold_goes() {
        let tree = element("a")
            .with("b", "x\"<y>&\u{1}")
            .holding(element("c").text("<script>&\u{0}\u{ffff}Ә"))
            .holding(element("d"));
        let bytes = tree.document().unwrap();
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"x&quot;&lt;y&gt;&amp;\">\n \
             <c>&lt;script&gt;&amp;Ә</c>\n <d/>\n</a>\n"
        );
    }
}
