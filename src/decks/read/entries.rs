//! Reads what a deck says of itself, its sources and its facts.

use crate::facts::Assertion;
use crate::facts::DocumentId;
use crate::facts::Evidence;
use crate::facts::Fact;
use crate::facts::FactId;
use crate::facts::Span;

use super::super::DeckId;
use super::super::Fault;
use super::super::Meta;
use super::super::Source;
use super::super::fields::Fields;

pub(super) const META_FIELDS: &[&str] = &[
    "id",
    "title",
    "group",
    "language",
    "description",
    "author",
    "licence",
    "version",
];
pub(super) const SOURCE_FIELDS: &[&str] = &[
    "id",
    "title",
    "publisher",
    "author",
    "date",
    "url",
    "document",
    "superseded",
];
pub(super) const FACT_FIELDS: &[&str] = &[
    "id",
    "subject",
    "relation",
    "object",
    "time",
    "statement",
    "assertion",
    "speaker",
    "as_of",
    "contested",
    "importance",
    "evidence",
];
const EVIDENCE_FIELDS: &[&str] = &["source", "document", "start", "end", "quote"];

pub(super) fn read_meta(fields: &mut Fields<'_, '_>) -> Meta {
    let id = DeckId(fields.id());
    let title = fields.text("title").filter(|title| !title.trim().is_empty());
    if title.is_none() && (fields.get("title").is_none() || fields.is_text("title")) {
        fields.missing("title");
    }
    Meta {
        title: title.unwrap_or_else(|| id.to_string()),
        id,
        group: fields.text("group"),
        language: fields.text("language"),
        description: fields.text("description"),
        author: fields.text("author"),
        licence: fields.text("licence"),
        version: fields.integer("version"),
    }
}

pub(super) fn read_source(fields: &mut Fields<'_, '_>) -> Source {
    Source {
        id: fields.id(),
        title: fields.required("title"),
        publisher: fields.text("publisher"),
        author: fields.text("author"),
        date: fields.date("date"),
        url: fields.text("url"),
        document: fields.text("document"),
        superseded: fields.text("superseded"),
    }
}

pub(super) fn read_fact(fields: &mut Fields<'_, '_>) -> Fact {
    Fact {
        id: FactId(fields.id()),
        subject: fields.required("subject"),
        relation: fields.required("relation"),
        object: fields.required("object"),
        time: fields.date("time"),
        statement: fields.text("statement").unwrap_or_default(),
        assertion: read_assertion(fields),
        as_of: fields.date("as_of"),
        contested: fields.boolean("contested").unwrap_or(false),
        importance: fields.level("importance", 3).unwrap_or(2),
        evidence: read_evidence(fields),
    }
}

fn read_assertion(fields: &mut Fields<'_, '_>) -> Assertion {
    let known = &["stated", "attributed", "hedged", "planned", "denied"];
    let word = fields.word("assertion", known);
    let speaker = fields.text("speaker");
    match (word, speaker) {
        (Some("attributed"), Some(speaker)) => Assertion::Attributed { speaker },
        (Some("attributed"), None) => {
            let fault = Fault::MissingField {
                field: "speaker".to_owned(),
            };
            fields.lose(fields.place("assertion"), fault);
            Assertion::Hedged
        }
        (Some("hedged"), _) => Assertion::Hedged,
        (Some("planned"), _) => Assertion::Planned,
        (Some("denied"), _) => Assertion::Denied,
        _ => Assertion::Stated,
    }
}

fn read_evidence(fields: &mut Fields<'_, '_>) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for value in fields.elements("evidence", "a list of places in sources") {
        let Some(table) = value.value.as_table() else {
            fields.wrong_element("evidence", value, "a list of places in sources");
            continue;
        };
        let mut inner = Fields::new(table, value.at, EVIDENCE_FIELDS);
        evidence.push(Evidence {
            document: inner.text("document").map(DocumentId),
            source: inner.text("source"),
            span: read_span(&mut inner),
            quote: inner.text("quote").unwrap_or_default(),
        });
        fields.faults.append(&mut inner.faults);
    }
    evidence
}

fn read_span(fields: &mut Fields<'_, '_>) -> Option<Span> {
    let (start, end) = (fields.integer("start")?, fields.integer("end")?);
    match (usize::try_from(start), usize::try_from(end)) {
        (Ok(start), Ok(end)) if start <= end => Some(Span::new(start, end)),
        _ => {
            let fault = Fault::OutOfRange {
                field: "end".to_owned(),
                value: end.to_string(),
                range: "at least `start`, which is at least 0".to_owned(),
            };
            fields.note(fields.place("end"), fault);
            None
        }
    }
}
