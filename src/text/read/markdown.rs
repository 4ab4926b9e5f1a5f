//! Markdown, CommonMark as far as running text needs it.

use super::{Page, Part, Reader};
use crate::text::front_matter::front_matter;
use crate::text::lines::{self, Line, Wrapping};
use crate::text::{BlockKind, Span, header, markup, table};

/// Spaces before a line that make it a quotation of its own.
const INDENTED: usize = 4;

/// Reads Markdown: front matter, headings, lists, quotations, tables; marks inside lines are hidden, not removed.
pub struct Markdown;

impl Reader for Markdown {
    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd"]
    }

    fn recognises(&self, start: &str) -> bool {
        let start = start.trim_start_matches('\u{FEFF}');
        let named = front_matter(start, 0).is_some_and(|found| found.title.is_some());
        named || heading(start.lines().next().unwrap_or("")).is_some()
    }

    fn read(&self, text: String) -> Page {
        let mut start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let front = front_matter(&text, start).unwrap_or_default();
        let mut parts = Vec::new();
        if !front.span.is_empty() {
            start = front.span.end;
            parts.push(Part {
                kind: BlockKind::Metadata,
                span: front.span,
            });
        }
        let lines = lines::lines(&text, start);
        let mut builder = Builder {
            text: &text,
            wrapping: Wrapping::of(&text, &lines),
            parts,
            quote_marks: Vec::new(),
            open: None,
            in_code: false,
        };
        let rows = table::rows(&text, &lines);
        for (index, line) in lines.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &lines[before]);
            builder.take(line, before, rows[index]);
        }
        let Builder {
            parts, quote_marks, ..
        } = builder;
        let mut page = Page {
            title: front.title,
            publisher: front.publisher,
            date: front.date,
            parts,
            ..Page::default()
        };
        page.parts
            .retain(|part| part.span.of(&text).contains(char::is_alphanumeric));
        page.markup = all_marks(&text, &page.parts, quote_marks);
        page.text = text;
        page
    }
}

/// The hidden marks of all parts, in order.
fn all_marks(text: &str, parts: &[Part], quote_marks: Vec<Span>) -> Vec<Span> {
    let mut found: Vec<Span> = parts
        .iter()
        .filter(|part| !matches!(part.kind, BlockKind::Boilerplate | BlockKind::Metadata))
        .flat_map(|part| markup::marks(text, part.span))
        .chain(quote_marks)
        .collect();
    found.sort();
    let mut end = 0;
    found.retain(|mark| {
        let apart = mark.start >= end;
        end = end.max(mark.end);
        apart
    });
    found
}

struct Builder<'text> {
    text: &'text str,
    wrapping: Wrapping,
    parts: Vec<Part>,
    /// The `>` before the lines of a quotation after its first.
    quote_marks: Vec<Span>,
    /// Kind of the last part while a line may still go on with it.
    open: Option<BlockKind>,
    in_code: bool,
}

impl Builder<'_> {
    /// Takes the next line that is not empty.
    fn take(&mut self, line: &Line, before: Option<&Line>, is_row: bool) {
        let content = line.span.of(self.text);
        if content.starts_with("```") || content.starts_with("~~~") {
            self.in_code = !self.in_code;
            self.open = None;
        } else if self.in_code || is_row {
            self.join_or_add(BlockKind::Boilerplate, line.span, true);
        } else if is_rule(content) {
            self.underline(line);
        } else if let Some(inner) = heading(content) {
            let kind = code_line(inner.of(content)).unwrap_or(BlockKind::Heading);
            self.add(
                kind,
                Span::new(line.span.start + inner.start, line.span.start + inner.end),
            );
            self.open = None;
        } else if content.starts_with('>') {
            self.quote(line);
        } else if is_definition(content) || content.starts_with("<!--") {
            self.add(BlockKind::Boilerplate, line.span);
            self.open = None;
        } else if is_picture(content) {
            self.add(BlockKind::Caption, line.span);
            self.open = None;
        } else if let Some(metadata) = code_line(content) {
            self.add(metadata, line.span);
            self.open = None;
        } else if let Some(mark) = lines::item_mark(content) {
            self.add(
                BlockKind::ListItem,
                Span::new(line.span.start + mark, line.span.end),
            );
        } else {
            self.plain(line, before);
        }
    }

    /// A line without a mark of its own.
    fn plain(&mut self, line: &Line, before: Option<&Line>) {
        let content = line.span.of(self.text);
        let says_itself = header::date_line(content).is_some() || header::is_byline(content);
        let in_list = self.open == Some(BlockKind::ListItem);
        let indented = line.indent >= INDENTED && !in_list;
        let wrapped = before.is_some_and(|before| self.wrapping.joins(self.text, before, line));
        let below = line.gap == 0
            && matches!(
                self.open,
                Some(BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation)
            );
        if says_itself {
            self.add(BlockKind::Paragraph, line.span);
            self.open = None;
        } else if below || wrapped && self.open == Some(BlockKind::Paragraph) {
            self.extend(line.span.end);
        } else if in_list && line.indent >= 2 {
            self.add(BlockKind::ListItem, line.span);
        } else if indented
            && line.gap > 0
            && before.is_none_or(|before| before.indent < INDENTED || self.open == Some(BlockKind::Quotation))
        {
            self.add(BlockKind::Quotation, line.span);
        } else {
            self.add(BlockKind::Paragraph, line.span);
        }
    }

    /// A line of a quotation; the first one's `>` stays outside its span.
    fn quote(&mut self, line: &Line) {
        let content = line.span.of(self.text);
        let inner = content.trim_start_matches(['>', ' ', '\t']);
        let start = line.span.end - inner.len();
        if inner.is_empty() {
            self.open = None;
        } else if line.gap == 0 && self.open == Some(BlockKind::Quotation) {
            self.quote_marks.push(Span::new(line.span.start, start));
            self.extend(line.span.end);
        } else {
            self.add(BlockKind::Quotation, Span::new(start, line.span.end));
        }
    }

    /// A line of dashes: it makes the single line right above it a heading, and parts everything else.
    fn underline(&mut self, line: &Line) {
        let single = self
            .parts
            .last()
            .is_some_and(|part| !part.span.of(self.text).contains('\n'));
        if line.gap == 0
            && single
            && self.open == Some(BlockKind::Paragraph)
            && let Some(last) = self.parts.last_mut()
        {
            last.kind = BlockKind::Heading;
        }
        self.open = None;
    }

    fn add(&mut self, kind: BlockKind, span: Span) {
        self.parts.push(Part { kind, span });
        self.open = Some(kind);
    }

    fn extend(&mut self, end: usize) {
        if let Some(last) = self.parts.last_mut() {
            last.span.end = end;
        }
    }

    fn join_or_add(&mut self, kind: BlockKind, span: Span, joins: bool) {
        if joins && self.open == Some(kind) {
            self.extend(span.end);
        } else {
            self.add(kind, span);
        }
    }
}

/// The words of a heading marked with `#`, as a span of its line.
fn heading(line: &str) -> Option<Span> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    if !(1..=6).contains(&level) || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let start = line.len() - rest.trim_start().len();
    let closed = line.trim_end_matches(['#', ' ', '\t']);
    (closed.len() > start).then(|| Span::new(start, closed.len()))
}

/// Three or more equal marks and nothing else: `---`, `* * *`, `===`.
fn is_rule(line: &str) -> bool {
    let Some(first) = line.chars().next() else {
        return false;
    };
    matches!(first, '-' | '*' | '_' | '=') && line.chars().all(|c| c == first || c == ' ') && line.len() >= 3
}

/// The target of a link or the text of a footnote: `[name]: …`.
fn is_definition(line: &str) -> bool {
    line.starts_with('[')
        && line
            .get(..line.len().min(80))
            .or(Some(line))
            .and_then(|head| head.split_once("]:"))
            .is_some_and(|(name, _)| !name.contains([' ', ']']) || name.starts_with("[^"))
}

/// A picture alone on its line.
fn is_picture(line: &str) -> bool {
    line.starts_with("![") && line.ends_with(')') && line.matches("](").count() == 1
}

/// A line that is all code: a name or date that a program wrote, no prose.
fn code_line(line: &str) -> Option<BlockKind> {
    let inner = line.strip_prefix('`')?.strip_suffix('`')?;
    if inner.contains('`') {
        return None;
    }
    Some(match header::find_date(inner) {
        Some(_) if inner.len() < 200 => BlockKind::Metadata,
        _ => BlockKind::Boilerplate,
    })
}

#[cfg(test)]
mod tests {
    use super::{Markdown, Reader};
    use crate::text::{BlockKind, markup};

    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let page = Markdown.read(text.to_owned());
        let found: Vec<(BlockKind, String)> = page
            .parts
            .iter()
            .map(|part| (part.kind, markup::visible(&page.text, part.span, &page.markup)))
            .collect();
        let found: Vec<(BlockKind, &str)> = found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn tells_the_parts_of_a_page() {
        check(
            "# Harbour *closed* #\n\nThe harbour\nwas closed.\n\n- one\n  half\n- two\n\n> Grey is\n> the sea.\n\n![A pier](p.jpg)\n\nMeans\n-----\n\n| a | b |\n| - | - |\n\n```\ncode here\n```\n\n[x]: https://a.b\n",
            &[
                (BlockKind::Heading, "Harbour closed"),
                (BlockKind::Paragraph, "The harbour was closed."),
                (BlockKind::ListItem, "one half"),
                (BlockKind::ListItem, "two"),
                (BlockKind::Quotation, "Grey is the sea."),
                (BlockKind::Caption, ""),
                (BlockKind::Heading, "Means"),
                (BlockKind::Boilerplate, "| a | b | | - | - |"),
                (BlockKind::Boilerplate, "code here"),
                (BlockKind::Boilerplate, "[x]: https://a.b"),
            ],
        );
    }

    #[test]
    fn indented_text_is_a_quotation_and_code_lines_are_metadata() {
        check(
            "## `f73e91d4`\n`Ms. ORMAN — 25 July 2008`\n\nShe said:\n\n    The sea is grey.\n\nAnd left.",
            &[
                (BlockKind::Boilerplate, "`f73e91d4`"),
                (BlockKind::Metadata, "`Ms. ORMAN — 25 July 2008`"),
                (BlockKind::Paragraph, "She said:"),
                (BlockKind::Quotation, "The sea is grey."),
                (BlockKind::Paragraph, "And left."),
            ],
        );
    }
}
