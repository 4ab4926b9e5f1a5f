//! The fields of each kind of entry, in the order people read them.

use std::fmt::Write;

use crate::facts::Assertion;
use crate::facts::Evidence;
use crate::facts::Fact;
use crate::items::Item;
use crate::items::Record;
use crate::items::Status;

use super::super::Example;
use super::super::Meta;
use super::super::Source;
use super::super::Term;
use super::Lines;
use super::inline;
use super::list;
use super::quoted;
use super::tall;

pub(super) fn meta(meta: &Meta) -> String {
    meta_lines(meta).text_of()
}

pub(in super::super) fn meta_lines(meta: &Meta) -> Lines {
    let mut lines = Lines::new("[deck]");
    lines.text("id", &meta.id.0);
    lines.text("title", &meta.title);
    lines.some("group", meta.group.as_deref());
    lines.some("language", meta.language.as_deref());
    lines.some("description", meta.description.as_deref());
    lines.some("author", meta.author.as_deref());
    lines.some("licence", meta.licence.as_deref());
    if let Some(version) = meta.version {
        lines.raw("version", version.to_string());
    }
    lines
}

pub(super) fn source(source: &Source) -> String {
    source_lines(source).text_of()
}

pub(in super::super) fn source_lines(source: &Source) -> Lines {
    let mut lines = Lines::new("[[source]]");
    lines.text("id", &source.id);
    lines.text("title", &source.title);
    lines.some("publisher", source.publisher.as_deref());
    lines.some("author", source.author.as_deref());
    lines.some("date", source.date.map(|date| date.to_string()).as_deref());
    lines.some("url", source.url.as_deref());
    lines.some("document", source.document.as_deref());
    lines.some("superseded", source.superseded.as_deref());
    lines
}

pub(super) fn fact(fact: &Fact) -> String {
    fact_lines(fact).text_of()
}

pub(in super::super) fn fact_lines(fact: &Fact) -> Lines {
    let mut lines = Lines::new("[[fact]]");
    lines.text("id", &fact.id.0);
    lines.text("subject", &fact.subject);
    lines.text("relation", &fact.relation);
    lines.text("object", &fact.object);
    lines.some("time", fact.time.map(|time| time.to_string()).as_deref());
    if !fact.statement.is_empty() {
        lines.text("statement", &fact.statement);
    }
    lines.text("assertion", assertion(&fact.assertion));
    if let Assertion::Attributed { speaker } = &fact.assertion {
        lines.text("speaker", speaker);
    }
    lines.some("as_of", fact.as_of.map(|date| date.to_string()).as_deref());
    if fact.contested {
        lines.raw("contested", "true".to_owned());
    }
    lines.raw("importance", fact.importance.to_string());
    let places: Vec<String> = fact.evidence.iter().map(evidence).collect();
    match places.len() {
        0 => {}
        1 => lines.raw("evidence", format!("[{}]", places[0])),
        _ => lines.raw("evidence", tall(&places)),
    }
    lines
}

fn assertion(assertion: &Assertion) -> &'static str {
    match assertion {
        Assertion::Stated => "stated",
        Assertion::Attributed { .. } => "attributed",
        Assertion::Hedged => "hedged",
        Assertion::Planned => "planned",
        Assertion::Denied => "denied",
    }
}

fn evidence(evidence: &Evidence) -> String {
    let quote = Some(&evidence.quote).filter(|quote| !quote.is_empty());
    inline(&[
        ("source", evidence.source.as_deref().map(one_line)),
        ("document", evidence.document.as_ref().map(|id| one_line(&id.0))),
        ("start", evidence.span.map(|span| span.start.to_string())),
        ("end", evidence.span.map(|span| span.end.to_string())),
        ("quote", quote.map(|quote| one_line(quote))),
    ])
}

/// A text as a TOML string in one line, for inline tables.
fn one_line(text: &str) -> String {
    let value = quoted(text);
    if !value.contains('\n') {
        return value;
    }
    let mut escaped = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(escaped, "\\u{:04X}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped.push('"');
    escaped
}

pub(super) fn item(item: &Item, fact: Option<&Fact>) -> String {
    item_lines(item, fact).text_of()
}

/// The fields of an item; what its fact says as well is left to the fact.
pub(in super::super) fn item_lines(item: &Item, fact: Option<&Fact>) -> Lines {
    let mut lines = Lines::new("[[item]]");
    lines.text("id", &item.id.0);
    lines.some("fact", item.fact.as_ref().map(|id| id.0.as_str()));
    lines.some("kind", item.kind.map(|kind| kind.slug()));
    lines.text("stem", &item.stem);
    if !item.key.is_empty() {
        lines.text("key", &item.key);
    }
    lines.list("accept", &item.accept);
    if !item.distractors.is_empty() {
        lines.raw("distractors", distractors(item));
    }
    detail(&mut lines, item);
    lines.some("explanation", item.explanation.as_deref());
    if item.importance != fact.map_or(2, |fact| fact.importance) {
        lines.raw("importance", item.importance.to_string());
    }
    if let Some(difficulty) = item.difficulty {
        lines.raw("difficulty", difficulty.to_string());
    }
    lines.list("tags", &item.tags);
    if item.as_of != fact.and_then(|fact| fact.as_of) {
        lines.some("as_of", item.as_of.map(|date| date.to_string()).as_deref());
    }
    if item.contested != fact.is_some_and(|fact| fact.contested) {
        lines.raw("contested", item.contested.to_string());
    }
    status(&mut lines, &item.status);
    moment(&mut lines, "changed", item.changed.as_deref());
    moment(&mut lines, "added", item.added.as_deref());
    record(&mut lines, &item.record);
    lines
}

/// What classes answered: a line for each.
fn record(lines: &mut Lines, record: &Record) {
    lines.list("dead", &record.dead);
    if record.classes.is_empty() {
        return;
    }
    let classes: Vec<String> = record
        .classes
        .iter()
        .map(|class| {
            let wrong = class.wrong.iter().map(|(text, chosen)| {
                inline(&[
                    ("text", Some(one_line(text))),
                    ("chosen", Some(chosen.to_string())),
                ])
            });
            let wrong = wrong.collect::<Vec<_>>().join(", ");
            inline(&[
                ("paper", Some(one_line(&class.paper))),
                ("day", class.day.map(|day| one_line(&day.to_string()))),
                ("answers", Some(class.answers.to_string())),
                ("right", Some(toml_edit::Value::from(class.right).to_string())),
                ("wrong", (!class.wrong.is_empty()).then(|| format!("[{wrong}]"))),
            ])
        })
        .collect();
    lines.raw("classes", tall(&classes));
}

fn distractors(item: &Item) -> String {
    let values: Vec<String> = item
        .distractors
        .iter()
        .map(|distractor| match &distractor.why {
            None => one_line(&distractor.text),
            Some(why) => inline(&[
                ("text", Some(one_line(&distractor.text))),
                ("why", Some(one_line(why))),
            ]),
        })
        .collect();
    if item.distractors.iter().any(|distractor| distractor.why.is_some()) {
        tall(&values)
    } else {
        format!("[{}]", values.join(", "))
    }
}

fn detail(lines: &mut Lines, item: &Item) {
    let detail = &item.detail;
    lines.list("keys", &detail.keys);
    if detail.ordered {
        lines.text("order", "fixed");
    }
    if !detail.pairs.is_empty() {
        let pairs: Vec<String> = detail
            .pairs
            .iter()
            .map(|(left, right)| format!("[{}, {}]", one_line(left), one_line(right)))
            .collect();
        lines.raw("pairs", tall(&pairs));
    }
    lines.some("correction", detail.correction.as_deref());
    if let Some(tolerance) = detail.tolerance {
        lines.raw("tolerance", toml_edit::Value::from(tolerance).to_string());
    }
    if !detail.keywords.is_empty() {
        let groups: Vec<String> = detail.keywords.iter().map(|group| list(group)).collect();
        lines.raw("keywords", format!("[{}]", groups.join(", ")));
    }
    lines.some("hint", detail.hint.as_deref());
}

fn status(lines: &mut Lines, status: &Status) {
    match status {
        Status::Accepted => {}
        Status::Draft => lines.text("status", "draft"),
        Status::Rejected { reason } => {
            lines.text("status", "rejected");
            lines.some(
                "reason",
                Some(reason.as_str()).filter(|reason| !reason.is_empty()),
            );
        }
        Status::Retired { successor } => {
            lines.text("status", "retired");
            lines.some("successor", successor.as_ref().map(|id| id.0.as_str()));
        }
    }
}

/// A moment that TOML can write is written bare, any other as a text.
fn moment(lines: &mut Lines, name: &'static str, moment: Option<&str>) {
    if let Some(moment) = moment {
        let bare = moment.parse::<toml_edit::Datetime>();
        match bare {
            Ok(bare) if bare.to_string() == moment => lines.raw(name, moment.to_owned()),
            _ => lines.text(name, moment),
        }
    }
}

pub(super) fn term(term: &Term) -> String {
    term_lines(term).text_of()
}

pub(in super::super) fn term_lines(term: &Term) -> Lines {
    let mut lines = Lines::new("[[term]]");
    lines.text("id", &term.id.0);
    lines.text("en", &term.en);
    lines.text("kk_cyrl", &term.kk_cyrl);
    lines.some("kk_latn", term.kk_latn.as_deref());
    lines.some("ru", term.ru.as_deref());
    lines.list("accept_en", &term.accept_en);
    lines.list("accept_kk", &term.accept_kk);
    lines.some("pos", term.pos.as_deref());
    lines.some("topic", term.topic.as_deref());
    lines.some("definition", term.definition.as_deref());
    if term.by_definition {
        lines.raw("by_definition", "true".to_owned());
    }
    if let Some(shown) = &term.example {
        lines.raw("example", example(shown));
    }
    if let Some(verified) = term.verified {
        lines.raw("verified", verified.to_string());
    }
    if let Some(verified) = term.ru_verified {
        lines.raw("ru_verified", verified.to_string());
    }
    lines.list("sources", &term.sources);
    if term.importance != 2 {
        lines.raw("importance", term.importance.to_string());
    }
    lines.list("tags", &term.tags);
    status(&mut lines, &term.status);
    moment(&mut lines, "changed", term.changed.as_deref());
    moment(&mut lines, "added", term.added.as_deref());
    lines
}

fn example(example: &Example) -> String {
    inline(&[
        ("kk", Some(one_line(&example.kk))),
        ("kk_latn", example.kk_latn.as_deref().map(one_line)),
        (
            "en",
            Some(&example.en)
                .filter(|en| !en.is_empty())
                .map(|en| one_line(en)),
        ),
        ("reviewed", Some(example.reviewed.to_string())),
    ])
}
