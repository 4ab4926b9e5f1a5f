//! What a field's HTML has beside its text: bold, italics and colour, tables and lists, and where its links lead.

use super::tag::attribute;
use super::tag::name_of;
use super::tag::tag_end;
use super::tag::without_entities;

/// Elements that are there for their look.
const STYLED: &[&str] = &[
    "b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "mark", "font", "code", "kbd", "big", "small",
];

/// Elements that are laid out in rows and columns, or in lines with a sign before each.
const LAID_OUT: &[&str] = &["table", "ul", "ol"];

/// What makes a look of its own in a `style`; fonts and margins that come along with copied text say nothing.
const STYLES: &[&str] = &[
    "color",
    "bold",
    "font-weight",
    "italic",
    "text-decoration",
    "underline",
];

/// How addresses begin that lead somewhere for everybody.
const ADDRESSES: &[&str] = &["http://", "https://", "mailto:", "ftp://"];

/// What the text of a card cannot keep of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Markup {
    /// Whether anything is bold, in italics, underlined, struck through or coloured.
    pub is_styled: bool,
    /// Whether there is a table or a list.
    pub is_laid_out: bool,
    /// Where links lead, each once.
    pub links: Vec<String>,
}

impl Markup {
    /// Takes note of what `html` has.
    pub(in super::super) fn note(&mut self, html: &str) {
        let (mut rest, mut unclosed) = (html, Vec::new());
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            let Some(length) = tag_end(rest, &mut unclosed) else {
                return;
            };
            self.note_tag(&rest[1..length - 1]);
            rest = &rest[length..];
        }
    }

    fn note_tag(&mut self, inner: &str) {
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return;
        }
        let name = name_of(inner);
        self.is_laid_out = self.is_laid_out || LAID_OUT.contains(&name.as_str());
        if name == "a" {
            let address = attribute(inner, "href").map(|href| without_entities(&href).trim().to_owned());
            let is_new = |address: &String| {
                ADDRESSES.iter().any(|start| address.starts_with(start)) && !self.links.contains(address)
            };
            self.links.extend(address.filter(is_new));
        }
        self.is_styled = self.is_styled
            || STYLED.contains(&name.as_str())
            || attribute(inner, "style").is_some_and(|style| {
                let style = style.to_lowercase();
                STYLES.iter().any(|sign| style.contains(sign))
            });
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    fn markup(html: &str) -> Markup {
        let mut markup = Markup::default();
        markup.note(html);
        markup
    }

    #[test]
    fn bold_and_colour_are_seen_and_what_only_lays_out_is_not() {
        for styled in [
            "a <b>lake</b>",
            "<I>lake</I>",
            "<span style=\"color: rgb(1, 2, 3)\">x</span>",
            "<font color=red>x</font>",
            "<div style='font-weight:600'>x</div>",
        ] {
            assert!(markup(styled).is_styled, "{styled}");
        }
        for plain in [
            "",
            "1 < 2 > b",
            "a<br>b",
            "<div>x</div>",
            "<img src=b>",
            "H<sub>2</sub>O",
            "<span style=\"font-family: Arial\">x</span>",
            "<base>",
        ] {
            assert!(!markup(plain).is_styled, "{plain}");
        }
    }

    #[test]
    fn tables_and_lists_are_seen() {
        for laid_out in [
            "<ul><li>a</li></ul>",
            "a<OL start=2><li>b",
            "<table><tr><td>c</table>",
        ] {
            assert!(markup(laid_out).is_laid_out, "{laid_out}");
        }
        assert!(!markup("a<br>- b<div>c</div><old>").is_laid_out);
    }

    #[test]
    fn links_lead_somewhere_once() {
        let found = markup(
            "<a href=\"https://oron.example/?a=1&amp;b=%20\">x</a> <A class=c HREF='https://oron.example/?a=1&amp;b=%20'>y</A>\
             <a href=\"#top\">z</a><a href='javascript:x()'>w</a><a href=mailto:dana@oron.example>v</a><abbr href=https://x>",
        );
        assert_eq!(
            found.links,
            ["https://oron.example/?a=1&b=%20", "mailto:dana@oron.example"]
        );
        assert!(!found.is_styled);
    }
}
