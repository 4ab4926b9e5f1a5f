//! Reads a term of a language deck.

use crate::items::ItemId;

use super::super::Example;
use super::super::Term;
use super::super::fields::Fields;
use super::item::read_status;

pub(super) const TERM_FIELDS: &[&str] = &[
    "id",
    "en",
    "kk_cyrl",
    "kk_latn",
    "ru",
    "accept_en",
    "accept_kk",
    "pos",
    "topic",
    "definition",
    "by_definition",
    "example",
    "verified",
    "ru_verified",
    "sources",
    "importance",
    "tags",
    "status",
    "reason",
    "successor",
    "changed",
    "added",
];
const EXAMPLE_FIELDS: &[&str] = &["kk", "kk_latn", "en", "reviewed"];

pub(super) fn read_term(fields: &mut Fields<'_, '_>) -> Term {
    Term {
        id: ItemId(fields.id()),
        en: fields.required("en"),
        kk_cyrl: fields.required("kk_cyrl"),
        kk_latn: fields.text("kk_latn").filter(|text| !text.is_empty()),
        ru: fields.text("ru").filter(|text| !text.is_empty()),
        accept_en: fields.texts("accept_en"),
        accept_kk: fields.texts("accept_kk"),
        pos: fields.text("pos"),
        topic: fields.text("topic"),
        definition: fields.text("definition"),
        by_definition: fields.boolean("by_definition").unwrap_or(false),
        example: read_example(fields),
        verified: fields.boolean("verified"),
        ru_verified: fields.boolean("ru_verified"),
        sources: fields.texts("sources"),
        importance: fields.level("importance", 3).unwrap_or(2),
        tags: fields.texts("tags"),
        status: read_status(fields),
        changed: fields.moment("changed"),
        added: fields.moment("added"),
    }
}

fn read_example(fields: &mut Fields<'_, '_>) -> Option<Example> {
    let value = fields.get("example")?;
    let Some(table) = value.value.as_table() else {
        fields.wrong_type("example", value, "{ kk, en, reviewed }");
        return None;
    };
    let mut inner = Fields::new(table, value.at, EXAMPLE_FIELDS);
    let example = Example {
        kk: inner.required("kk"),
        kk_latn: inner.text("kk_latn"),
        en: inner.text("en").unwrap_or_default(),
        reviewed: inner.boolean("reviewed").unwrap_or(false),
    };
    fields.faults.append(&mut inner.faults);
    Some(example)
}
