//! What is shown of a draft: the question, its answer and options, and the sentence it rests on.

use suraq::decks::Asked;
use suraq::decks::CardId;
use suraq::decks::Source;
use suraq::items::Kind;

use super::Contradicted;
use super::listed;
use crate::app::App;
use crate::cards::evidence;
use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::one_line;
use crate::screen::width_of;
use crate::screen::wrap_lines;
use crate::study::source_line;

/// Returns the lines of a draft, at most `width` columns wide.
pub fn lines(
    app: &App,
    asked: &Asked,
    against: &[Contradicted],
    known: &[CardId],
    width: usize,
) -> Vec<String> {
    let (screen, item) = (&app.screen, &asked.item);
    let mut lines = indented(screen, Tone::Strong, &item.stem, "", width);
    lines.extend(indented(screen, Tone::Good, &item.key, "= ", width));
    if let Some(right) = right_statement(asked) {
        lines.extend(indented(screen, Tone::Plain, &right, "  ", width));
    }
    if !item.accept.is_empty() {
        let accept = format!("also right: {}", item.accept.join(", "));
        lines.extend(indented(screen, Tone::Plain, &accept, "  ", width));
    }
    let keys = item.detail.keys.join("; ");
    lines.extend(indented(screen, Tone::Good, &keys, "= ", width));
    for (left, right) in &item.detail.pairs {
        lines.extend(indented(
            screen,
            Tone::Plain,
            &format!("{left}: {right}"),
            "  ",
            width,
        ));
    }
    if !item.distractors.is_empty() {
        let wrong: Vec<&str> = item.distractors.iter().map(|wrong| wrong.text.as_str()).collect();
        let wrong = format!("wrong options: {}", wrong.join(", "));
        lines.extend(indented(screen, Tone::Plain, &wrong, "  ", width));
    }
    lines.extend(contradiction(app, against, width));
    if !known.is_empty() {
        let known: Vec<String> = known.iter().map(CardId::to_string).collect();
        let said = format!("Already asked in {}.", known.join(", "));
        lines.push(String::new());
        lines.extend(indented(screen, Tone::Fair, &said, "", width));
    }
    lines.push(String::new());
    lines.extend(evidence_lines(app, asked, width));
    lines
}

/// What is right instead of a statement that is false.
fn right_statement(asked: &Asked) -> Option<String> {
    let item = &asked.item;
    let is_false = item.kind == Some(Kind::TrueFalse) && item.key.eq_ignore_ascii_case("false");
    let statement = asked.fact.as_ref().map(|fact| fact.statement.clone());
    let right = item
        .detail
        .correction
        .clone()
        .or(statement)
        .filter(|text| !text.is_empty());
    right
        .filter(|_| is_false)
        .map(|right| format!("right is: {right}"))
}

/// What says otherwise, and the key that chooses this draft.
fn contradiction(app: &App, against: &[Contradicted], width: usize) -> Vec<String> {
    let (waiting, studied): (Vec<_>, Vec<_>) = against.iter().cloned().partition(|one| one.waits);
    let said = match (studied.is_empty(), waiting.is_empty()) {
        (true, true) => return Vec::new(),
        (true, false) => format!(
            "Another draft says otherwise: {}. r accepts this one and turns the other down.",
            listed(&waiting)
        ),
        (false, _) => format!(
            "This contradicts what you study: {}. r accepts it and retires the other; y keeps both, as disputed.",
            listed(&studied)
        ),
    };
    let mut lines = vec![String::new()];
    lines.extend(indented(&app.screen, Tone::Fair, &said, "", width));
    lines
}

/// Each sentence it rests on, between the ones before and after it, under the name of its document.
fn evidence_lines(app: &App, asked: &Asked, width: usize) -> Vec<String> {
    let screen = &app.screen;
    let mut lines = Vec::new();
    let named = |lines: &mut Vec<String>, source: &Source| {
        let name = format!("{}:", source_line(source));
        lines.extend(indented(screen, Tone::Faint, &name, "", width));
    };
    let paragraphs = evidence::paragraphs(&app.paths.documents(), asked);
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number > 0 {
            lines.push(String::new());
        }
        let id = paragraph.source.as_ref();
        if let Some(source) = asked.sources.iter().find(|source| Some(&source.id) == id) {
            named(&mut lines, source);
        }
        lines.extend(evidence::lines(screen, &paragraph.with_neighbours(), width));
    }
    if paragraphs.is_empty() {
        if let Some(source) = asked.sources.first() {
            named(&mut lines, source);
        }
        lines.extend(without_document(screen, asked, width));
    }
    lines
}

/// The words of the evidence, where the document is not kept; else what the fact says.
fn without_document(screen: &Screen, asked: &Asked, width: usize) -> Vec<String> {
    let fact = asked.fact.as_ref();
    let quotes: Vec<&str> = fact
        .iter()
        .flat_map(|fact| &fact.evidence)
        .map(|evidence| evidence.quote.as_str())
        .filter(|quote| !quote.is_empty())
        .collect();
    let statement = fact
        .map(|fact| fact.statement.as_str())
        .filter(|text| !text.is_empty());
    match (quotes.is_empty(), statement) {
        (false, _) => quotes
            .iter()
            .flat_map(|quote| indented(screen, Tone::Plain, &one_line(quote), "> ", width))
            .collect(),
        (true, Some(statement)) => indented(screen, Tone::Plain, statement, "  ", width),
        (true, None) => Vec::new(),
    }
}

fn indented(screen: &Screen, tone: Tone, text: &str, first: &str, width: usize) -> Vec<String> {
    let text = screen.plain_signs(text.trim_end());
    if text.is_empty() {
        return Vec::new();
    }
    let others = " ".repeat(width_of(first));
    let wrapped = wrap_lines(&text, width, first, &others);
    wrapped.iter().map(|line| screen.tone(tone, line)).collect()
}
