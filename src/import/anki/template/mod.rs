//! Templates of cards: fields in double braces, conditions around them, filters before them.
//!
//! A side is not made into one text but into pieces, each with the field it comes
//! from: what a card asks for and what merely stands beside it is told apart by that.

use std::collections::BTreeMap;

use super::limits::DEEPEST;

/// How the filter begins that lets Anki speak a field.
const SPOKEN: &str = "tts";

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    Text(String),
    Field {
        name: String,
        filters: Vec<String>,
    },
    Condition {
        name: String,
        wants: bool,
        inner: Vec<Node>,
    },
}

/// A template that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Side {
    nodes: Vec<Node>,
}

/// Where a piece of a side comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The template itself.
    Template,
    /// A field, by its place.
    Field(usize),
    /// A field with deletions.
    Cloze(usize),
    /// A field whose content is to be typed.
    Typed(usize),
    /// A field with deletions, which are to be typed.
    TypedCloze(usize),
    /// A field that is shown on request.
    Hint(usize),
    /// The whole front.
    Front,
}

/// A piece of a side: HTML, and where it is from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece<'a> {
    pub html: std::borrow::Cow<'a, str>,
    pub origin: Origin,
}

/// What a template is filled with.
pub(super) struct Filling<'a> {
    /// Places of the fields by name.
    pub places: &'a BTreeMap<String, usize>,
    pub fields: &'a [String],
    /// Number of the cloze card, from 1; `None` for a card of another kind.
    pub cloze: Option<u64>,
    /// Names that mean something of the note or card: `Tags`, `Deck`, `Type`, `Card`.
    pub named: &'a [(&'a str, &'a str)],
}

impl Side {
    /// Reads a template. One that is broken gives what can be understood of it.
    pub(super) fn read(template: &str) -> Side {
        let text = without_unseen(template);
        let mut stack: Vec<(String, bool, Vec<Node>)> = Vec::new();
        let mut nodes = Vec::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find("{{") {
            if at > 0 {
                nodes.push(Node::Text(rest[..at].to_owned()));
            }
            rest = &rest[at + 2..];
            let Some(end) = rest.find("}}") else {
                nodes.push(Node::Text(format!("{{{{{rest}")));
                rest = "";
                break;
            };
            // `{{{x}}}` is the same as `{{x}}` here.
            let tag = rest[..end].trim().trim_start_matches(['{', '&']).trim();
            rest = rest[end + 2..].trim_start_matches('}');
            match tag.chars().next() {
                Some(sign @ ('#' | '^')) => {
                    let outer = std::mem::take(&mut nodes);
                    stack.push((tag[1..].trim().to_owned(), sign == '#', outer));
                    if stack.len() > DEEPEST {
                        rest = "";
                        break;
                    }
                }
                Some('/') => nodes = closed(&mut stack, nodes),
                Some('!') | None => {}
                Some(_) => nodes.push(field(tag)),
            }
        }
        if !rest.is_empty() {
            nodes.push(Node::Text(rest.to_owned()));
        }
        while !stack.is_empty() {
            nodes = closed(&mut stack, nodes);
        }
        Side { nodes }
    }

    /// Fills the template.
    pub(super) fn fill<'a>(&'a self, filling: &Filling<'a>) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        fill(&self.nodes, filling, &mut pieces);
        pieces
    }

    /// Places of the fields that stand in the template.
    pub(super) fn mentions(&self, places: &BTreeMap<String, usize>) -> Vec<usize> {
        let mut found = Vec::new();
        mentions(&self.nodes, places, &mut found);
        found
    }

    /// Whether a field stands there as a cloze.
    pub(super) fn has_cloze(&self) -> bool {
        has_filter(&self.nodes, "cloze")
    }

    /// Whether a field is spoken there.
    pub(super) fn speaks(&self) -> bool {
        has_filter(&self.nodes, SPOKEN)
    }
}

fn closed(stack: &mut Vec<(String, bool, Vec<Node>)>, inner: Vec<Node>) -> Vec<Node> {
    let Some((name, wants, mut outer)) = stack.pop() else {
        return inner;
    };
    outer.push(Node::Condition { name, wants, inner });
    outer
}

fn field(tag: &str) -> Node {
    let mut parts: Vec<&str> = tag.split(':').map(str::trim).collect();
    let name = parts.pop().unwrap_or_default().to_owned();
    Node::Field {
        name,
        filters: parts.into_iter().map(str::to_lowercase).collect(),
    }
}

fn mentions(nodes: &[Node], places: &BTreeMap<String, usize>, found: &mut Vec<usize>) {
    for node in nodes {
        match node {
            Node::Text(_) => {}
            Node::Field { name, filters } => {
                if !filters.iter().any(|filter| filter == "type" || filter == "hint") {
                    found.extend(places.get(name));
                }
            }
            Node::Condition { inner, .. } => mentions(inner, places, found),
        }
    }
}

fn has_filter(nodes: &[Node], start: &str) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(_) => false,
        Node::Field { filters, .. } => filters.iter().any(|filter| filter.starts_with(start)),
        Node::Condition { inner, .. } => has_filter(inner, start),
    })
}

fn fill<'a>(nodes: &'a [Node], filling: &Filling<'a>, pieces: &mut Vec<Piece<'a>>) {
    for node in nodes {
        match node {
            Node::Text(text) => pieces.push(Piece {
                html: text.into(),
                origin: Origin::Template,
            }),
            Node::Condition { name, wants, inner } => {
                if holds(name, filling) == *wants {
                    fill(inner, filling, pieces);
                }
            }
            Node::Field { name, filters } => pieces.extend(filled(name, filters, filling)),
        }
    }
}

/// Whether a condition holds: the field says something, or the card is the cloze of that number.
fn holds(name: &str, filling: &Filling<'_>) -> bool {
    if let Some(place) = filling.places.get(name) {
        return filling.fields.get(*place).is_some_and(|field| !is_blank(field));
    }
    let number = name
        .strip_prefix('c')
        .and_then(|number| number.parse::<u64>().ok());
    if number.is_some() {
        return number == filling.cloze;
    }
    filling
        .named
        .iter()
        .any(|(known, value)| *known == name && !value.is_empty())
}

/// Whether a field holds nothing but line breaks and spaces.
pub(super) fn is_blank(field: &str) -> bool {
    let mut rest = field.trim_start();
    while let Some(tag) = rest.strip_prefix('<') {
        let Some(end) = tag.find('>') else {
            return false;
        };
        let name = tag[..end].trim_matches(['/', ' ']).to_ascii_lowercase();
        if name != "br" && name != "div" {
            return false;
        }
        rest = tag[end + 1..].trim_start();
    }
    rest.is_empty()
}

fn filled<'a>(name: &'a str, filters: &[String], filling: &Filling<'a>) -> Option<Piece<'a>> {
    if name == "FrontSide" {
        return Some(Piece {
            html: "".into(),
            origin: Origin::Front,
        });
    }
    let has = |wanted: &str| filters.iter().any(|filter| filter == wanted);
    let Some(place) = filling.places.get(name).copied() else {
        let (_, value) = filling.named.iter().find(|(known, _)| *known == name)?;
        return Some(Piece {
            html: (*value).into(),
            origin: Origin::Template,
        });
    };
    if filters.iter().any(|filter| filter.starts_with(SPOKEN)) {
        // It is spoken, not shown.
        return None;
    }
    let value = filling.fields.get(place).map_or("", String::as_str);
    let is_cloze = filters.iter().any(|filter| filter.starts_with("cloze"));
    let origin = match (has("type"), is_cloze) {
        (true, true) => Origin::TypedCloze(place),
        (true, false) => Origin::Typed(place),
        (false, true) => Origin::Cloze(place),
        (false, false) if has("hint") => Origin::Hint(place),
        (false, false) => Origin::Field(place),
    };
    let html = match filters
        .iter()
        .find(|filter| matches!(filter.as_str(), "furigana" | "kana" | "kanji"))
    {
        Some(filter) => readings(value, filter).into(),
        None => value.into(),
    };
    Some(Piece { html, origin })
}

/// Characters with their reading in brackets, ` 漢字[かんじ]`: both, the reading, or the characters.
fn readings(text: &str, filter: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let Some(length) = rest[open..].find(']') else {
            break;
        };
        let reading = &rest[open + 1..open + length];
        let start = rest[..open].rfind([' ', '>', '\u{3000}', ']']);
        let start = start.map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
        let base = &rest[start..open];
        let before = &rest[..start];
        if reading.starts_with("sound:") || base.is_empty() {
            shown.push_str(&rest[..open + length + 1]);
        } else {
            // The space only says where the characters begin.
            shown.push_str(before.strip_suffix(' ').unwrap_or(before));
            match filter {
                "kana" => shown.push_str(reading),
                "kanji" => shown.push_str(base),
                _ => shown.push_str(&format!("{base}({reading})")),
            }
        }
        rest = &rest[open + length + 1..];
    }
    shown.push_str(rest);
    shown
}

/// A template without scripts, styles and comments, whose braces mean nothing.
fn without_unseen(template: &str) -> String {
    let mut text = template.to_owned();
    for (open, close) in [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")] {
        let mut kept = String::new();
        let mut rest = text.as_str();
        // Letters of other scripts may change their length in lower case; ASCII does not.
        let small = rest.to_ascii_lowercase();
        let mut lower = small.as_str();
        while let Some(at) = lower.find(open) {
            kept.push_str(&rest[..at]);
            let end = lower[at..]
                .find(close)
                .map_or(rest.len(), |end| at + end + close.len());
            (rest, lower) = (&rest[end..], &lower[end..]);
        }
        kept.push_str(rest);
        text = kept;
    }
    text
}

#[cfg(test)]
mod tests;
