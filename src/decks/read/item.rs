//! Reads an item: the question, its options, what only some kinds need, and its status.

use crate::facts::FactId;
use crate::items::Detail;
use crate::items::Distractor;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Kind;
use crate::items::Particulars;
use crate::items::Status;
use crate::items::kind::KINDS_BY_NUMBER;

use super::super::Fault;
use super::super::fields::Fields;
use super::super::table::Placed;
use super::super::table::Value;
use super::Unsaid;
use super::record;

pub(super) const ITEM_FIELDS: &[&str] = &[
    "id",
    "fact",
    "kind",
    "stem",
    "key",
    "accept",
    "distractors",
    "blank",
    "keys",
    "order",
    "pairs",
    "correction",
    "tolerance",
    "keywords",
    "hint",
    "explanation",
    "importance",
    "difficulty",
    "tags",
    "as_of",
    "contested",
    "status",
    "reason",
    "successor",
    "changed",
    "added",
    "dead",
    "classes",
];
const DISTRACTOR_FIELDS: &[&str] = &["text", "why"];

/// The blank of a cloze stem.
const BLANK: &str = "____";

pub(super) fn read_item(fields: &mut Fields<'_, '_>) -> (Item, Unsaid) {
    let id = ItemId(fields.id());
    let detail = read_detail(fields);
    let (stem, key) = read_stem_and_key(fields, &detail);
    let distractors = read_distractors(fields, &key);
    let importance = fields.level("importance", 3);
    let contested = fields.boolean("contested");
    let unsaid = Unsaid {
        importance: importance.is_none(),
        contested: contested.is_none(),
    };
    let item = Item {
        id,
        fact: fields.text("fact").map(FactId),
        kind: read_kind(fields),
        stem,
        key,
        accept: fields.texts("accept"),
        distractors,
        detail,
        explanation: fields.text("explanation"),
        importance: importance.unwrap_or(2),
        difficulty: fields.level("difficulty", 5),
        tags: fields.texts("tags"),
        as_of: fields.date("as_of"),
        contested: contested.unwrap_or(false),
        status: read_status(fields),
        changed: fields.moment("changed"),
        added: fields.moment("added"),
        record: record::read(fields),
    };
    (item, unsaid)
}

/// Stem and key; a cloze may give its whole sentence as the stem and name the words to hide.
fn read_stem_and_key(fields: &mut Fields<'_, '_>, detail: &Detail) -> (String, String) {
    let mut stem = fields.required("stem");
    // A number where the question should be is none.
    fields.lost |= !fields.is_text("stem");
    let blank = fields.text("blank");
    if let Some(blank) = &blank
        && !stem.contains(BLANK)
    {
        match stem.find(blank.as_str()).filter(|_| !blank.is_empty()) {
            Some(at) => stem.replace_range(at..at + blank.len(), BLANK),
            None => {
                let fault = Fault::BlankNotInStem { blank: blank.clone() };
                fields.lose(fields.place("blank"), fault);
            }
        }
    }
    let elsewhere = !detail.keys.is_empty() || !detail.pairs.is_empty() || !detail.keywords.is_empty();
    let key = match blank {
        Some(blank) if fields.get("key").is_none() => blank,
        _ if elsewhere => fields.text("key").unwrap_or_default(),
        _ => fields.required("key"),
    };
    (stem, key)
}

fn read_detail(fields: &mut Fields<'_, '_>) -> Detail {
    Detail::from(Particulars {
        keys: fields.texts("keys"),
        ordered: fields.word("order", &["free", "fixed"]) == Some("fixed"),
        pairs: read_pairs(fields),
        correction: fields.text("correction"),
        tolerance: fields.share("tolerance"),
        keywords: fields.groups("keywords"),
        hint: fields.text("hint"),
    })
}

fn read_pairs(fields: &mut Fields<'_, '_>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for group in fields.groups("pairs") {
        match <[String; 2]>::try_from(group) {
            Ok([left, right]) => pairs.push((left, right)),
            Err(group) => {
                let fault = Fault::WrongType {
                    field: "pairs".to_owned(),
                    expected: "a list of pairs".to_owned(),
                    found: format!("holds a list of {} texts", group.len()),
                };
                fields.lose(fields.place("pairs"), fault);
            }
        }
    }
    pairs
}

const DISTRACTORS: &str = "a list of texts or of { text, why }";

fn read_distractors(fields: &mut Fields<'_, '_>, key: &str) -> Vec<Distractor> {
    let mut distractors: Vec<Distractor> = Vec::new();
    for value in fields.elements("distractors", DISTRACTORS) {
        let Some(distractor) = read_distractor(fields, value) else {
            continue;
        };
        let at = value.at;
        if same_option(&distractor.text, key) {
            let key = key.to_owned();
            fields.lose(at, Fault::KeyAmongDistractors { key });
        } else if distractors
            .iter()
            .any(|other| same_option(&other.text, &distractor.text))
        {
            let text = distractor.text;
            fields.note(at, Fault::RepeatedDistractor { text });
            continue;
        }
        distractors.push(distractor);
    }
    distractors
}

/// A text alone, or a text with the reason why it is wrong.
fn read_distractor(fields: &mut Fields<'_, '_>, value: &Placed<'_>) -> Option<Distractor> {
    let Value::Table(table) = &value.value else {
        let text = fields.element_text("distractors", value, DISTRACTORS)?;
        return Some(Distractor { text, why: None });
    };
    let mut inner = Fields::new(table, value.at, DISTRACTOR_FIELDS);
    let (text, why) = (inner.text("text"), inner.text("why"));
    match &text {
        Some(text) if text.trim().is_empty() => fields.empty_element("distractors", inner.place("text")),
        None if inner.faults.is_empty() => fields.wrong_element("distractors", value, DISTRACTORS),
        _ => {}
    }
    fields.faults.append(&mut inner.faults);
    let text = text.filter(|text| !text.trim().is_empty())?;
    Some(Distractor { text, why })
}

/// Whether two options read the same on a card: case and outer spaces do not count.
pub fn same_option(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    let alike = match one.is_ascii() && other.is_ascii() {
        true => one.eq_ignore_ascii_case(other),
        false => one.to_lowercase() == other.to_lowercase(),
    };
    !one.is_empty() && alike
}

fn read_kind(fields: &mut Fields<'_, '_>) -> Option<Kind> {
    let given = fields.get("kind")?;
    if let Some(kind) = given.value.as_text().and_then(Kind::from_slug) {
        return Some(kind);
    }
    let slugs: Vec<&'static str> = KINDS_BY_NUMBER.iter().map(|(_, _, slug)| *slug).collect();
    Kind::from_slug(fields.word("kind", &slugs)?)
}

pub(super) fn read_status(fields: &mut Fields<'_, '_>) -> Status {
    let known = &["accepted", "draft", "rejected", "retired"];
    let given = fields.get("status").is_some();
    let word = fields.word("status", known);
    let reason = fields.text("reason");
    let successor = fields.text("successor").map(ItemId);
    match word {
        Some("draft") => Status::Draft,
        Some("rejected") => Status::Rejected {
            reason: reason.unwrap_or_default(),
        },
        Some("retired") => Status::Retired { successor },
        // A status that cannot be read must not put a card before a learner.
        None if given => Status::Draft,
        _ => Status::Accepted,
    }
}
