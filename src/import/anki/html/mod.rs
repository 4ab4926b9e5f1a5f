//! HTML as plain text that reads well in a terminal.
//!
//! Line breaks, lists, tables, readings over characters, raised and lowered
//! letters keep their meaning; bold, colour and the like go. Pictures and sounds
//! become marks such as `[image: flag.png]`. Fields of cards are small and often
//! broken, so tags are taken one by one and nothing is expected to match.

mod list;
mod markup;
mod tag;
mod writer;

use crate::items::media::IMAGE;
use crate::items::media::SOUND;

use super::entities::entity;
use super::limits::MOST_SIDE;
use list::List;
use writer::Writer;

pub(super) use list::BY_STYLING;
pub(super) use list::counter_style;
pub(super) use list::sign_style;
pub(super) use markup::Markup;
pub(super) use tag::attribute;
pub(super) use tag::find_ignoring_case;
pub(super) use tag::name_of;
pub(super) use tag::tag_end;
pub(super) use tag::unescaped;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
];

/// Elements whose content is not for people.
const UNSEEN: &[&str] = &[
    "script", "style", "head", "title", "template", "rp", "object", "iframe", "svg",
];

/// Raised and lowered letters that have signs of their own.
const RAISED: (&str, &str) = ("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ");
const LOWERED: (&str, &str) = ("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ");

/// What a tab is in text that keeps its blanks.
const TAB: &str = "    ";

/// Lists in lists whose elements are counted before they are read.
const DEEPEST_COUNTED: usize = 8;

/// Longest name of a sound, in bytes and with what is escaped in it.
const LONGEST_NAME: usize = 1_024;

/// Returns the text of `html`. `kept` gives the name under which a medium is kept.
pub(super) fn text(html: &str, kept: &dyn Fn(&str) -> String) -> String {
    let html = &html[..floor(html, MOST_SIDE)];
    if !html.contains(['<', '&', '[']) {
        let mut writer = Writer::default();
        writer.words(html);
        return writer.finish();
    }
    let mut reader = Reader {
        writer: Writer::default(),
        kept,
        lists: Vec::new(),
        sign_end: None,
        shifted: Vec::new(),
        preserves: 0,
        unclosed: Vec::new(),
    };
    reader.read(html);
    reader.writer.finish()
}

fn floor(text: &str, most: usize) -> usize {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

struct Reader<'a> {
    writer: Writer,
    kept: &'a dyn Fn(&str) -> String,
    /// Those that are open.
    lists: Vec<List>,
    /// Where the sign of the last element of a list ends.
    sign_end: Option<usize>,
    /// Where raised or lowered text begins.
    shifted: Vec<(&'static str, usize)>,
    /// Open elements that keep line ends.
    preserves: usize,
    /// Quotes that are known to be closed nowhere in the rest.
    unclosed: Vec<u8>,
}

impl Reader<'_> {
    fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find(['<', '&', '[']) {
            self.words(&rest[..at]);
            rest = &rest[at..];
            let taken = match rest.as_bytes()[0] {
                b'<' => self.tag(rest),
                b'&' => entity(rest).map(|(letter, length)| {
                    self.writer.letter(letter);
                    length
                }),
                _ => self.bracket(rest),
            };
            let taken = taken.unwrap_or_else(|| {
                self.writer.letter(char::from(rest.as_bytes()[0]));
                1
            });
            rest = &rest[taken..];
        }
        self.words(rest);
    }

    fn words(&mut self, text: &str) {
        if self.preserves == 0 {
            return self.writer.words(text);
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.writer.line_break();
            }
            // Every blank counts here, at the beginning of a line.
            self.writer.words(&line.replace('\t', TAB).replace(' ', "\u{a0}"));
        }
    }

    /// A tag or comment at the beginning of `rest`; returns its length.
    fn tag(&mut self, rest: &str) -> Option<usize> {
        if rest.starts_with("<!--") {
            return Some(rest.find("-->").map_or(rest.len(), |end| end + 3));
        }
        let second = *rest.as_bytes().get(1)?;
        if !second.is_ascii_alphabetic() && !matches!(second, b'/' | b'!' | b'?') {
            return None;
        }
        let length = tag_end(rest, &mut self.unclosed)?;
        let inner = &rest[1..length - 1];
        let closes = inner.starts_with('/');
        let name = name_of(inner);
        if !closes && UNSEEN.contains(&name.as_str()) {
            if inner.ends_with('/') {
                return Some(length);
            }
            let end = format!("</{name}");
            let found = find_ignoring_case(&rest[length..], &end);
            return Some(found.map_or(rest.len(), |at| {
                let close = length + at;
                close + rest[close..].find('>').map_or(rest.len() - close, |end| end + 1)
            }));
        }
        match closes {
            false => self.open(&name, inner, &rest[length..]),
            true => self.close(&name),
        }
        Some(length)
    }

    /// A tag that opens an element, with `inner` inside; `rest` follows it.
    fn open(&mut self, name: &str, inner: &str, rest: &str) {
        match name {
            "br" => self.writer.line_break(),
            "img" => {
                let source = attribute(inner, "src").unwrap_or_default();
                let alternative = attribute(inner, "alt").unwrap_or_default();
                match source.is_empty() || source.starts_with("data:") {
                    true => self.writer.words(&alternative),
                    false => self.medium(IMAGE, &unescaped(&source)),
                }
            }
            "audio" | "video" | "source" | "embed" => {
                if let Some(source) = attribute(inner, "src") {
                    self.medium(SOUND, &unescaped(&source));
                }
            }
            "ul" | "ol" => {
                self.writer.block();
                // What is in many lists would be counted as often.
                let rest = if self.lists.len() < DEEPEST_COUNTED {
                    rest
                } else {
                    ""
                };
                self.lists.push(List::of(name, inner, rest));
            }
            "li" => self.element(inner),
            "td" | "th" if !self.writer.out.is_empty() && self.writer.lines == 0 => {
                self.writer.space = false;
                self.writer.raw(" | ");
            }
            "rt" => self.writer.raw("("),
            "sup" => self.shifted.push(("sup", self.writer.out.len())),
            "sub" => self.shifted.push(("sub", self.writer.out.len())),
            "anki-mathjax" => self.writer.raw("\\("),
            name if BLOCKS.contains(&name) => {
                // Behind its sign an element of a list begins in the same line.
                if self.sign_end != Some(self.writer.out.len()) {
                    self.writer.block();
                }
                self.preserves += usize::from(name == "pre");
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "ul" | "ol" => {
                self.lists.pop();
                self.writer.block();
            }
            "li" => self.writer.block(),
            "rt" => self.writer.raw(")"),
            "sup" | "sub" => self.shift(name),
            "anki-mathjax" => self.writer.raw("\\)"),
            name if BLOCKS.contains(&name) => {
                self.writer.block();
                self.preserves = self.preserves.saturating_sub(usize::from(name == "pre"));
            }
            _ => {}
        }
    }

    /// An element of a list, with a bullet where none is open.
    fn element(&mut self, inner: &str) {
        self.writer.block();
        let depth = self.lists.len().clamp(1, 8) - 1;
        let stray = || List::of("ul", "", "").sign(inner);
        let mark = self.lists.last_mut().map_or_else(stray, |list| list.sign(inner));
        self.writer.raw(&format!("{}{mark}", "  ".repeat(depth)));
        self.sign_end = Some(self.writer.out.len());
    }

    /// Raised or lowered text: signs of its own, or `^` and `_` before it.
    fn shift(&mut self, name: &str) {
        let Some(place) = self.shifted.iter().rposition(|(known, _)| *known == name) else {
            return;
        };
        let (_, start) = self.shifted[place];
        self.shifted.truncate(place);
        let Some(inner) = self.writer.out.get(start..).map(str::to_owned) else {
            return;
        };
        let bare = inner.trim_start();
        if bare.is_empty() {
            return;
        }
        let (table, sign) = match name {
            "sup" => (RAISED, '^'),
            _ => (LOWERED, '_'),
        };
        let swap = |letter: char| {
            let place = table.0.chars().position(|known| known == letter)?;
            table.1.chars().nth(place)
        };
        self.writer.out.truncate(start);
        match bare.chars().map(swap).collect::<Option<String>>() {
            Some(shifted) => self.writer.out.push_str(&shifted),
            None if bare.chars().count() == 1 => {
                self.writer.out.push(sign);
                self.writer.out.push_str(bare);
            }
            None => self.writer.out.push_str(&format!("{sign}({bare})")),
        }
    }

    fn medium(&mut self, mark: &str, name: &str) {
        let name = (self.kept)(name);
        self.writer.mark(&format!("{mark}{name}]"));
    }

    /// A mark of Anki's own in square brackets; returns its length.
    fn bracket(&mut self, rest: &str) -> Option<usize> {
        if let Some(inner) = rest.strip_prefix("[sound:") {
            let end = inner.bytes().take(LONGEST_NAME).position(|byte| byte == b']')?;
            let name = &inner[..end];
            if name.contains(['<', '\n']) {
                return None;
            }
            self.medium(SOUND, &unescaped(name));
            return Some("[sound:".len() + end + 1);
        }
        const MATHS: &[(&str, &str)] = &[
            ("[latex]", "\\["),
            ("[/latex]", "\\]"),
            ("[$$]", "\\["),
            ("[/$$]", "\\]"),
            ("[$]", "\\("),
            ("[/$]", "\\)"),
        ];
        let (mark, written) = MATHS.iter().find(|(mark, _)| rest.starts_with(mark))?;
        self.writer.raw(written);
        Some(mark.len())
    }
}

#[cfg(test)]
mod tests;
