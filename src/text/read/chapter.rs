//! A chapter of a book: a page that is all text but for its notes.
//!
//! Chapters are XHTML, where any element may be empty (`<title/>`); such
//! elements are written out first, so that the reader of web pages reads them.

use std::borrow::Cow;

use dom_query::{Document, NodeRef};

use super::composer::Composer;
use super::html::{self, Step, Taken};
use crate::text::BlockKind;

/// Fewest links that make a page a list of contents, where most of its letters are theirs.
const FEWEST_LINKS: usize = 4;

/// Longest start of an element, in characters, that is looked through for its end.
const LONGEST_TAG: usize = 4096;

/// What a book calls parts that are not its running text.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "noteref", "footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "note", "annoref",
    "annotation", "backlink", "toc", "landmarks", "page-list", "loi", "lot", "pagebreak", "index", "cover",
    "titlepage", "halftitlepage", "copyright-page", "colophon",
    "doc-noteref", "doc-footnote", "doc-endnote", "doc-endnotes", "doc-toc", "doc-pagelist", "doc-pagebreak",
    "doc-index", "doc-backlink", "doc-colophon",
];

/// Elements that never have an end.
#[rustfmt::skip]
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
];

/// Writes the running text of a chapter; of a page that only leads to others, nothing.
pub(super) fn write(xhtml: &str, composer: &mut Composer) {
    let page = written_out(xhtml);
    if html::is_too_deep(&page) {
        for block in html::without_tags(&page).split("\n\n") {
            composer.words(block);
            composer.end_part(BlockKind::Paragraph);
        }
        return;
    }
    let page = Document::from(page.as_ref());
    let root = page.body().unwrap_or_else(|| page.root());
    if !is_beside(&root, "body") && !leads_elsewhere(&root) {
        html::write(&root, Taken::Chapter, composer);
    }
}

/// Whether the book calls an element, which is named `name`, no part of its running text.
pub(super) fn is_beside(node: &NodeRef<'_>, name: &str) -> bool {
    let called = ["epub:type", "role"].iter().any(|attribute| {
        node.attr(attribute)
            .is_some_and(|kinds| kinds.split_whitespace().any(|kind| BESIDE.contains(&kind)))
    });
    called || name == "sup" && is_note_mark(node)
}

/// A raised number or sign with a link in it or around it.
fn is_note_mark(node: &NodeRef<'_>) -> bool {
    let is_link = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| &*name == "a");
    let mut mark = String::new();
    // No deeper than a link: marks inside marks would be looked through again and again.
    for child in node.children() {
        match is_link(&child) {
            true => child.children().iter().for_each(|inner| mark += &own_text(inner)),
            false => mark += &own_text(&child),
        }
    }
    let mark = mark.trim();
    (1..=5).contains(&mark.len())
        && mark
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '[' | ']'))
        && (node.children().iter().any(is_link) || node.parent().is_some_and(|parent| is_link(&parent)))
}

/// The text of a node that is text.
fn own_text(node: &NodeRef<'_>) -> String {
    match node.is_text() {
        true => node.text().to_string(),
        false => String::new(),
    }
}

/// Whether most letters of a page are those of its links.
fn leads_elsewhere(root: &NodeRef<'_>) -> bool {
    let (mut links, mut letters, mut of_links) = (0_usize, 0_usize, 0_usize);
    let mut inside = 0_usize;
    html::walk(root, |step, node| {
        if node.is_text() {
            if step == Step::Enter {
                let count = node.text().chars().filter(|c| c.is_alphanumeric()).count();
                letters += count;
                of_links += if inside > 0 { count } else { 0 };
            }
            return false;
        }
        let is_link = node.node_name().is_some_and(|name| &*name == "a") && node.has_attr("href");
        match (is_link, step) {
            (true, Step::Enter) => {
                links += 1;
                inside += 1;
            }
            (true, Step::Leave) => inside = inside.saturating_sub(1),
            (false, _) => {}
        }
        true
    });
    links >= FEWEST_LINKS && 2 * of_links > letters
}

/// The page with each empty element as a start and an end: `<title/>` becomes `<title></title>`.
fn written_out(xhtml: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = xhtml[at..].find('<').map(|found| at + found) {
        let Some(tag) = tag_at(xhtml, open) else {
            at = open + 1;
            continue;
        };
        at = open + tag.len();
        let name: &str = tag[1..]
            .split(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
            .next()
            .unwrap_or("");
        if tag.ends_with("/>") && !VOID.contains(&name) {
            out.push_str(&xhtml[copied..at - 2]);
            out.push_str("></");
            out.push_str(name);
            out.push('>');
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(xhtml);
    }
    out.push_str(&xhtml[copied..]);
    Cow::Owned(out)
}

/// The start of an element at byte `open`, from `<` to `>`.
fn tag_at(text: &str, open: usize) -> Option<&str> {
    let rest = &text[open..];
    if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    for (at, c) in rest.char_indices().skip(1).take(LONGEST_TAG) {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return Some(&rest[..=at]),
            // Another one begins: this one has no end.
            (None, '<') => return None,
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{write, written_out};
    use crate::text::read::composer::Composer;

    fn text(body: &str) -> String {
        let mut composer = Composer::default();
        write(
            &format!("<html><head><title/></head><body>{body}</body></html>"),
            &mut composer,
        );
        composer.page().text
    }

    #[test]
    fn headers_are_text_and_notes_are_not() {
        let body = "<header><h1>One<a id='x'/></h1></header><p>Ann Lund came.<sup><a href='#n'>12</a></sup> \
            Berdi<a href='#m'><sup>*</sup></a> left x<sup>2</sup>.<span epub:type='pagebreak' title='7'>7</span></p>\
            <section role='doc-endnotes'><p>A note.</p></section>";
        assert_eq!(text(body), "One\n\nAnn Lund came. Berdi left x2.");
    }

    #[test]
    fn a_page_of_links_is_left_out_and_one_with_links_is_not() {
        let link = |number: usize| format!("<p><a href='c{number}.xhtml'>Chapter {number}</a></p>");
        let contents: String = (1..9).map(link).collect();
        assert_eq!(text(&format!("<h1>Contents</h1>{contents}")), "");
        let prose = "<p>Velk was a town on the river, and Ann Lund was its keeper for years.</p>".repeat(9);
        assert!(text(&format!("{prose}{contents}")).contains("keeper"));
        assert_eq!(text("<section epub:type='toc'><p>One</p></section>"), "");
    }

    #[test]
    fn empty_elements_are_written_out() {
        for (page, out) in [
            ("<title/><br/><p/>", "<title></title><br/><p></p>"),
            ("<a b='/>'/>x", "<a b='/>'></a>x"),
            ("a < b/> <!-- <p/> <", "a < b/> <!-- <p></p> <"),
            ("<a <b/>", "<a <b></b>"),
        ] {
            assert_eq!(written_out(page), out);
        }
    }
}
