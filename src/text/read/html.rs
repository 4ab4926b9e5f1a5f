//! Web pages: the article on a page, as plain text with its headings.
//!
//! Which part of the page the article is, `dom_smoothie` decides, after the
//! rules of browsers' reading views; where it finds none, all text outside
//! navigation is taken. The stored text is the extracted one.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Article, Config, Readability};

use super::composer::Composer;
use super::{Page, Reader, chapter, txt};
use crate::text::front_matter::date;
use crate::text::{BlockKind, PartialDate};

/// Most elements a page may have for the search of its article; a larger one is taken whole.
const MOST_ELEMENTS: usize = 50_000;
/// Most characters to escape times bytes for the search, which writes the page anew: the writer looks
/// through the rest of a text at each of them. It is half a second's work, and far more than articles have.
const MOST_ESCAPING: u64 = 10_000_000_000;
/// Deepest nesting of elements that is parsed, as in browsers; time grows with its square.
const DEEPEST: usize = 512;

/// Reads web pages.
pub struct Html;

impl Reader for Html {
    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, start: &str) -> bool {
        let mut end = start.len().min(1024);
        while !start.is_char_boundary(end) {
            end -= 1;
        }
        let head = start[..end]
            .trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n'])
            .to_ascii_lowercase();
        head.starts_with('<')
            && ["<!doctype html", "<html", "<body", "<head", "<article", "<meta"]
                .iter()
                .any(|tag| head.contains(tag))
    }

    fn read(&self, text: String) -> Page {
        if is_too_deep(&text) {
            return txt::PlainText.read(without_tags(&text));
        }
        let page = Document::from(text.as_str());
        let metadata_date = time_of(&page);
        let Some(article) = article(&text) else {
            let title = page.select("title").text().trim().to_owned();
            let root = page.body().unwrap_or_else(|| page.root());
            return build(&root, Some(title), None, metadata_date, Taken::WholePage);
        };
        let content = Document::from(article.content);
        let root = content.body().unwrap_or_else(|| content.root());
        let published = article.published_time.as_deref().and_then(date);
        let publisher = article.site_name.filter(|name| !name.trim().is_empty());
        build(
            &root,
            Some(without_site(&article.title, publisher.as_deref())),
            publisher,
            published.or(metadata_date),
            Taken::Article,
        )
    }
}

/// The article of the page, if one can be found.
fn article(html: &str) -> Option<Article> {
    if escapes(html).saturating_mul(html.len() as u64) > MOST_ESCAPING {
        return None;
    }
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    Readability::new(html, None, Some(config)).ok()?.parse().ok()
}

/// About how many characters of the text are written as entities: `&`, hard spaces, and `<` and `>` of no tag.
fn escapes(html: &str) -> u64 {
    let opens = |at: usize| {
        html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
    };
    let (mut signs, mut tags, mut ends) = (0_u64, 0_u64, 0_u64);
    for (at, c) in html.char_indices() {
        match c {
            '<' if opens(at) => tags += 1,
            '<' | '&' | '\u{A0}' => signs += 1,
            '>' => ends += 1,
            _ => {}
        }
    }
    signs + ends.saturating_sub(tags)
}

/// A title without the name of its site: "Harbour closed | The Harbour Post".
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.trim();
    site.and_then(|site| title.strip_suffix(site.trim()))
        .map(|rest| rest.trim_end_matches([' ', '|', '-', '–', '—', ':', '»', '·']))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(title)
        .to_owned()
}

/// Whether elements that must be closed lie deeper than [`DEEPEST`] inside each other.
pub(super) fn is_too_deep(html: &str) -> bool {
    let mut depth = 0_usize;
    html.match_indices('<').any(|(at, _)| {
        let tag = &html.as_bytes()[at + 1..(at + 12).min(html.len())];
        let closes = tag.first() == Some(&b'/');
        let name: String = tag[usize::from(closes).min(tag.len())..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
        if !name.is_empty() && !CLOSE_THEMSELVES.contains(&name.as_str()) {
            depth = if closes {
                depth.saturating_sub(1)
            } else {
                depth + 1
            };
        }
        depth > DEEPEST
    })
}

/// Elements without an end, or whose end may be left out.
#[rustfmt::skip]
const CLOSE_THEMSELVES: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "colgroup", "rp", "rt",
];

/// The text between the tags, each tag a line break.
pub(super) fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    for (index, piece) in html.split('<').enumerate() {
        let after = match piece.split_once('>') {
            Some((_, after)) if index > 0 => after,
            _ if index > 0 => "",
            _ => piece,
        };
        if !after.trim().is_empty() {
            text.push_str(after.trim());
            text.push_str("\n\n");
        }
    }
    text
}

/// When the page says it was published, where the article's metadata do not.
fn time_of(page: &Document) -> Option<PartialDate> {
    [
        ("meta[property='article:published_time']", "content"),
        ("meta[itemprop='datePublished']", "content"),
        ("meta[name='date']", "content"),
        ("meta[name='dc.date']", "content"),
        ("meta[name='DC.date.issued']", "content"),
        ("meta[name='pubdate']", "content"),
        ("time[datetime]", "datetime"),
    ]
    .iter()
    .find_map(|(selector, attribute)| date(&page.select_single(selector).attr(attribute)?))
}

/// Writes the text below `root` with its parts; `taken` says what of it is left out.
fn build(
    root: &NodeRef<'_>,
    title: Option<String>,
    publisher: Option<String>,
    date: Option<PartialDate>,
    taken: Taken,
) -> Page {
    let mut composer = Composer::default();
    let title = composer.title(title);
    write(root, taken, &mut composer);
    Page {
        title,
        publisher,
        date,
        ..composer.page()
    }
}

/// Writes the text below `root`.
pub(super) fn write(root: &NodeRef<'_>, taken: Taken, composer: &mut Composer) {
    let mut writer = Writer {
        composer,
        taken,
        kinds: Vec::new(),
    };
    walk(root, |step, node| writer.step(step, node));
    writer.flush();
}

/// What is before the reader, and so what of it is not the text's own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// An article that was found on its page.
    Article,
    /// A page as it is, with what surrounds its article.
    WholePage,
    /// A chapter of a book, where a header is part of the text and notes are marked as such.
    Chapter,
}

/// Whether a node is come to or left.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Enter,
    Leave,
}

/// Visits the nodes below `root` in order without recursion; `visit` says whether to go into a node.
pub(super) fn walk(root: &NodeRef<'_>, mut visit: impl FnMut(Step, &NodeRef<'_>) -> bool) {
    let mut node = *root;
    loop {
        let inside = visit(Step::Enter, &node);
        if inside && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            visit(Step::Leave, &node);
            if node.id == root.id {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return;
            };
            node = parent;
        }
    }
}

struct Writer<'a> {
    composer: &'a mut Composer,
    taken: Taken,
    /// Kinds of the blocks that are open, innermost last.
    kinds: Vec<BlockKind>,
}

impl Writer<'_> {
    fn step(&mut self, step: Step, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            if step == Step::Enter {
                self.composer.words(&node.text());
            }
            return false;
        }
        let Some(name) = node.node_name() else {
            return true;
        };
        let beside = self.taken == Taken::Chapter && chapter::is_beside(node, &name);
        if beside || is_skipped(&name, self.taken) {
            return false;
        }
        if &*name == "br" {
            if step == Step::Enter && !self.composer.break_line() {
                self.flush();
            }
            return false;
        }
        let kind = kind_of(&name);
        if kind.is_some() || is_block(&name) {
            self.flush();
        }
        match (kind, step) {
            // What lies in a list or table belongs to it, whatever it is there.
            (Some(kind), Step::Enter) => self.kinds.push(self.kinds.last().copied().unwrap_or(kind)),
            (Some(_), Step::Leave) => {
                self.kinds.pop();
            }
            (None, _) => {}
        }
        true
    }

    /// Ends the block.
    fn flush(&mut self) {
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        self.composer.end_part(kind);
    }
}

fn kind_of(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dd" | "dt" => BlockKind::ListItem,
        "blockquote" => BlockKind::Quotation,
        "figcaption" | "caption" => BlockKind::Caption,
        "table" | "pre" => BlockKind::Boilerplate,
        _ => return None,
    })
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "ul"
            | "ol"
            | "dl"
            | "hr"
            | "figure"
            | "header"
            | "footer"
            | "aside"
            | "address"
            | "body"
            | "details"
            | "summary"
            | "tr"
            | "td"
            | "th"
            | "center"
    )
}

fn is_skipped(name: &str, taken: Taken) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "form"
            | "button"
            | "select"
            | "input"
            | "textarea"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "head"
    ) || match taken {
        Taken::Article => false,
        Taken::WholePage => matches!(name, "nav" | "header" | "footer" | "aside"),
        Taken::Chapter => matches!(name, "nav" | "footer" | "aside"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Html, Reader, escapes};
    use crate::text::BlockKind;

    const PAGE: &str = "<!DOCTYPE html><html><head><title>Harbour closed | The Harbour Post</title>\
        <meta property='og:site_name' content='The Harbour Post'>\
        <meta property='article:published_time' content='2021-03-01T08:00:00Z'></head><body>\
        <nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>Harbour closed</h1>\
        <p>The harbour of the old town was closed in the spring of that year, and Dana Orman,\n who had kept the light \
        for <b>thirty</b> years, moved inland with her two brothers, her books and a goat.</p>\
        <h2>What comes next</h2><p>The town council wants to build a museum on the pier, where the ships of the \
        fishing fleet used to lie, and has asked the province for money, but no answer has come so far.</p>\
        <ul><li>The pier was built in 1850.</li><li>The light is older.</li></ul>\
        <blockquote><p>The sea is grey, and it has always been grey, said the keeper of the light to us.</p></blockquote>\
        <figure><img src='a.jpg'><figcaption>The old pier in May</figcaption></figure>\
        <script>let x = 1;</script></article><footer>Contact us</footer></body></html>";

    #[test]
    fn counts_what_is_written_as_an_entity() {
        assert_eq!(escapes("a &amp; b < c <b>d</b> > e\u{A0}f <!-- g -->"), 4);
    }

    #[test]
    fn a_page_of_signs_is_taken_whole() {
        let page = Html.read(format!(
            "<p>The harbour.</p><p>A and B {}</p>",
            "&amp;".repeat(60_000)
        ));
        assert!(page.text.contains("The harbour.") && page.text.contains("&&&&"));
    }

    #[test]
    fn finds_the_article_with_its_headings_and_date() {
        let page = Html.read(PAGE.to_owned());
        assert_eq!(page.title.as_deref(), Some("Harbour closed"));
        assert_eq!(page.publisher.as_deref(), Some("The Harbour Post"));
        assert_eq!(page.date.unwrap().to_string(), "2021-03-01");
        let kinds: Vec<(BlockKind, &str)> = page
            .parts
            .iter()
            .map(|part| (part.kind, part.span.of(&page.text).split(' ').next().unwrap()))
            .collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::Heading, "Harbour"),
                (BlockKind::Paragraph, "The"),
                (BlockKind::Heading, "What"),
                (BlockKind::Paragraph, "The"),
                (BlockKind::ListItem, "The"),
                (BlockKind::ListItem, "The"),
                (BlockKind::Quotation, "The"),
                (BlockKind::Caption, "The"),
            ]
        );
        assert!(
            page.text
                .contains("Orman, who had kept the light for thirty years")
        );
        assert!(!page.text.contains("Contact") && !page.text.contains("let x"));
    }

    #[test]
    fn a_page_nested_beyond_measure_is_still_read() {
        let page = format!(
            "<html><body>{}<p>The harbour was closed.</p>",
            "<div>".repeat(20_000)
        );
        assert!(Html.read(page).text.contains("The harbour was closed."));
    }

    #[test]
    fn knows_a_page_by_its_start() {
        assert!(Html.recognises("\n<!DOCTYPE html>\n<p>"));
        assert!(!Html.recognises("<3 is no page, says the <body> of law"[1..].as_ref()));
    }
}
