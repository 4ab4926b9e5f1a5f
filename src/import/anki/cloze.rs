//! Deletions in a text: `{{c1::hidden::hint}}`, also inside each other.

use std::collections::BTreeSet;

use super::limits::DEEPEST;

/// The gap of a question.
pub(super) const BLANK: &str = "____";

/// A part of a text with deletions.
#[derive(Debug, PartialEq)]
enum Part<'a> {
    Text(&'a str),
    Deletion {
        /// On which cards it is hidden.
        numbers: Vec<u64>,
        inner: Vec<Part<'a>>,
        hint: Option<&'a str>,
    },
}

/// What one card shows of a text with deletions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The text with gaps.
    pub question: String,
    /// What is hidden, in order.
    pub hidden: Vec<String>,
    /// Hints of the gaps.
    pub hints: Vec<String>,
}

/// Returns what card number `number`, from 1, asks of `text`.
pub(super) fn asked(text: &str, number: u64) -> Asked {
    let parts = parse(text);
    let mut asked = Asked::default();
    for part in &parts {
        ask(part, number, &mut asked);
    }
    asked
}

/// Returns the numbers of the cards that `text` makes.
pub(super) fn numbers(text: &str) -> BTreeSet<u64> {
    let mut found = BTreeSet::new();
    collect(&parse(text), &mut found);
    found
}

fn collect(parts: &[Part<'_>], found: &mut BTreeSet<u64>) {
    for part in parts {
        if let Part::Deletion { numbers, inner, .. } = part {
            found.extend(numbers);
            collect(inner, found);
        }
    }
}

/// Returns the question of card number `number` without hints beside its gaps.
pub(super) fn gapped(text: &str, number: u64) -> String {
    let mut whole = String::new();
    for part in &parse(text) {
        gap(part, number, &mut whole);
    }
    whole
}

fn gap(part: &Part<'_>, number: u64, whole: &mut String) {
    match part {
        Part::Text(text) => whole.push_str(text),
        Part::Deletion { numbers, .. } if numbers.contains(&number) => whole.push_str(BLANK),
        Part::Deletion { inner, .. } => {
            for part in inner {
                gap(part, number, whole);
            }
        }
    }
}

fn ask(part: &Part<'_>, number: u64, asked: &mut Asked) {
    match part {
        Part::Text(text) => asked.question.push_str(text),
        Part::Deletion { numbers, inner, hint } if numbers.contains(&number) => {
            let mut hidden = String::new();
            for part in inner {
                reveal(part, &mut hidden);
            }
            asked.hidden.push(hidden);
            asked.question.push_str(BLANK);
            if let Some(hint) = hint {
                asked.question.push_str(&format!(" ({hint})"));
            }
            asked.hints.push(hint.unwrap_or_default().to_owned());
        }
        Part::Deletion { inner, .. } => {
            for part in inner {
                ask(part, number, asked);
            }
        }
    }
}

fn reveal(part: &Part<'_>, whole: &mut String) {
    match part {
        Part::Text(text) => whole.push_str(text),
        Part::Deletion { inner, .. } => {
            for part in inner {
                reveal(part, whole);
            }
        }
    }
}

/// A deletion of a text in which all are marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    /// On which cards it is hidden.
    pub numbers: Vec<u64>,
    pub hint: String,
}

/// Signs of no text, around each deletion of a text that [`marked`] gave.
pub(super) const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// Returns the text with nothing hidden and marks around each deletion, and what they are in the order in which they
/// begin.
pub(super) fn marked(text: &str) -> (String, Vec<Marked>) {
    let (mut whole, mut found) = (String::new(), Vec::new());
    mark(&parse(text), &mut whole, &mut found);
    (whole, found)
}

fn mark(parts: &[Part<'_>], whole: &mut String, found: &mut Vec<Marked>) {
    for part in parts {
        match part {
            Part::Text(text) => whole.push_str(text),
            Part::Deletion { numbers, inner, hint } => {
                found.push(Marked {
                    numbers: numbers.clone(),
                    hint: hint.unwrap_or_default().to_owned(),
                });
                whole.push(MARKS[0]);
                mark(inner, whole, found);
                whole.push(MARKS[1]);
            }
        }
    }
}

/// A deletion that is not closed yet.
struct Open<'a> {
    /// Where it begins, and where what it hides does.
    at: usize,
    inner_at: usize,
    numbers: Vec<u64>,
    inner: Vec<Part<'a>>,
    /// Where its hint begins, once that has been reached.
    hint_at: Option<usize>,
}

/// Reads a text in one pass; deletions that are never closed are text.
fn parse(text: &str) -> Vec<Part<'_>> {
    let mut outer: Vec<Part<'_>> = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = text[at..].find(['{', '}', ':']) {
        at += found;
        let rest = &text[at..];
        let in_hint = open.last().is_some_and(|one| one.hint_at.is_some());
        if let Some((numbers, length)) = opening(rest).filter(|_| !in_hint && open.len() < DEEPEST) {
            let parts = open.last_mut().map_or(&mut outer, |one| &mut one.inner);
            parts.push(Part::Text(&text[start..at]));
            open.push(Open {
                at,
                inner_at: at + length,
                numbers,
                inner: Vec::new(),
                hint_at: None,
            });
            at += length;
            start = at;
        } else if rest.starts_with("::") && !in_hint && !open.is_empty() {
            if let Some(one) = open.last_mut() {
                one.inner.push(Part::Text(&text[start..at]));
                one.hint_at = Some(at + 2);
            }
            at += 2;
            start = at;
        } else if rest.starts_with("}}") && !open.is_empty() {
            if let Some(mut one) = open.pop() {
                let hint = one.hint_at.map(|from| &text[from..at]);
                if hint.is_none() {
                    one.inner.push(Part::Text(&text[start..at]));
                }
                let parts = open.last_mut().map_or(&mut outer, |one| &mut one.inner);
                parts.push(Part::Deletion {
                    numbers: one.numbers,
                    inner: one.inner,
                    hint: hint.filter(|hint| !hint.trim().is_empty()),
                });
            }
            at += 2;
            start = at;
        } else {
            at += 1;
        }
    }
    for one in open {
        outer.push(Part::Text(&text[one.at..one.inner_at]));
        outer.extend(one.inner);
        if let Some(hint) = one.hint_at {
            outer.push(Part::Text(&text[hint - 2..hint]));
        }
    }
    outer.push(Part::Text(&text[start..]));
    outer
}

/// The numbers of `{{c1::` or `{{c1,2::` at the beginning of `rest`, and its length.
fn opening(rest: &str) -> Option<(Vec<u64>, usize)> {
    let inner = rest.strip_prefix("{{c")?;
    let end = inner.bytes().take(64).position(|byte| byte == b':')?;
    inner[end..].starts_with("::").then_some(())?;
    let numbers: Option<Vec<u64>> = inner[..end]
        .split(',')
        .map(|number| number.parse().ok())
        .collect();
    Some((numbers?, 3 + end + 2))
}

#[cfg(test)]
mod tests {
    use super::asked;

    /// The text with nothing hidden.
    fn revealed(text: &str) -> String {
        let mut whole = String::new();
        for part in &super::parse(text) {
            super::reveal(part, &mut whole);
        }
        whole
    }

    #[test]
    fn a_card_hides_its_own_deletions_only() {
        let text = "The {{c1::Tur}} flows to {{c2::Oron::a lake}}, {{c1::fast}}.";
        let first = asked(text, 1);
        assert_eq!(first.question, "The ____ flows to Oron, ____.");
        assert_eq!(first.hidden, ["Tur", "fast"]);
        let second = asked(text, 2);
        assert_eq!(second.question, "The Tur flows to ____ (a lake), fast.");
        assert_eq!(second.hints, ["a lake"]);
        assert_eq!(revealed(text), "The Tur flows to Oron, fast.");
        assert!(asked(text, 3).hidden.is_empty() && asked("plain", 1).hidden.is_empty());
    }

    #[test]
    fn deletions_may_lie_inside_each_other() {
        let text = "{{c1::the {{c2::long::how}} river::what}} flows";
        assert_eq!(asked(text, 1).question, "____ (what) flows");
        assert_eq!(asked(text, 1).hidden, ["the long river"]);
        assert_eq!(asked(text, 2).question, "the ____ (how) river flows");
        assert_eq!(asked("{{c1,3::x}} y", 3).question, "____ y");
    }

    #[test]
    fn what_is_no_deletion_stays_as_it_is() {
        for text in [
            "{{c1::open",
            "{{c::x}}",
            "{{cx::y}}",
            "a }} b :: c",
            "{{Front}}",
            "{{c1:x}}",
            "{{c1::a::b",
            "{",
            "{{",
            "{{c",
        ] {
            assert_eq!(revealed(text), text);
        }
        assert_eq!(revealed("{{c1::{a}}}"), "{a}");
        let deep = "{{c1::".repeat(5_000);
        assert_eq!(revealed(&deep), deep);
        assert_eq!(revealed("{{c1::a {{c2::b}} c"), "{{c1::a b c");
    }
}
