//! Invented items, and what a check must say of them.

use super::Context;
use super::Finding;
use super::Severity;
use super::lint;
use crate::facts::Assertion;
use crate::items::{Detail, Distractor, Fact, FactId, Item, ItemId, Kind, Status};

pub fn card(stem: &str, key: &str) -> Item {
    Item {
        id: ItemId("sample".to_owned()),
        fact: None,
        kind: None,
        stem: stem.to_owned(),
        key: key.to_owned(),
        accept: Vec::new(),
        distractors: Vec::new(),
        detail: Detail::default(),
        explanation: None,
        importance: 2,
        difficulty: None,
        tags: Vec::new(),
        as_of: None,
        contested: false,
        status: Status::Draft,
        changed: None,
        added: None,
        record: Default::default(),
    }
}

pub fn choice(stem: &str, key: &str, distractors: &[&str]) -> Item {
    let distractor = |text: &&str| Distractor {
        text: (*text).to_owned(),
        why: None,
    };
    Item {
        distractors: distractors.iter().map(distractor).collect(),
        ..card(stem, key)
    }
}

pub fn of_kind(kind: Kind, item: Item) -> Item {
    Item {
        kind: Some(kind),
        ..item
    }
}

pub fn on_fact(id: &str, item: Item) -> Item {
    Item {
        fact: Some(FactId(id.to_owned())),
        ..item
    }
}

pub fn fact(id: &str, subject: &str, relation: &str, object: &str) -> Fact {
    Fact {
        id: FactId(id.to_owned()),
        subject: subject.to_owned(),
        relation: relation.to_owned(),
        object: object.to_owned(),
        time: None,
        statement: format!("{subject} {relation} {object}."),
        assertion: Assertion::Stated,
        as_of: None,
        contested: false,
        importance: 2,
        evidence: Vec::new(),
    }
}

fn found(check: &str, item: &Item, context: &Context<'_>) -> Vec<Finding> {
    let findings = lint(item, context).into_iter();
    findings.filter(|finding| finding.check == check).collect()
}

pub fn blocks_in(check: &str, item: &Item, context: &Context<'_>) {
    let findings = found(check, item, context);
    let blocked = findings.iter().any(|finding| finding.severity == Severity::Block);
    assert!(blocked, "{check} should block {item:?}, found {findings:?}");
}

pub fn warns_in(check: &str, item: &Item, context: &Context<'_>) {
    let findings = found(check, item, context);
    let warned = !findings.is_empty() && findings.iter().all(|finding| finding.severity == Severity::Warn);
    assert!(warned, "{check} should warn of {item:?}, found {findings:?}");
}

pub fn passes_in(check: &str, item: &Item, context: &Context<'_>) {
    let findings = found(check, item, context);
    assert!(findings.is_empty(), "{} has {findings:?}", item.stem);
}

/// The check drops the item when it is the program's.
pub fn blocks(check: &str, item: &Item) {
    blocks_in(check, item, &Context::new("en", &[]).generated());
}

pub fn warns(check: &str, item: &Item) {
    warns_in(check, item, &Context::new("en", &[]));
}

/// The check has nothing to say, whoever wrote the item.
pub fn passes(check: &str, item: &Item) {
    passes_in(check, item, &Context::new("en", &[]));
}
