//! What two documents say alike, in one wording that does not depend on which came first.
//!
//! Of two wordings the better one is the same whichever is asked first, so any
//! number of documents leads to the same draft in any order. A question that a
//! person decided about keeps the wording they saw.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::facts::Assertion;
use crate::facts::Evidence;
use crate::facts::Fact;
use crate::items::Item;
use crate::items::Status;

/// Whether a fact that was merged before rests on documents that `their` does not name, and that are
/// not among those that later versions took the place of.
pub(super) fn rests_elsewhere(old: &Fact, their: &Fact, superseded: &BTreeSet<String>) -> bool {
    let named = |one: &Evidence| their.evidence.iter().any(|new| new.source == one.source);
    let is_current = |source: &String| !superseded.contains(source);
    old.evidence
        .iter()
        .any(|one| one.source.as_ref().is_some_and(is_current) && !named(one))
}

/// The fact as both say it: the evidence of both, the wording of one, the newest date it is known for.
pub(super) fn agreed_fact(old: &Fact, their: &Fact) -> Fact {
    let from_there = |one: &Evidence| their.evidence.iter().any(|new| new.source == one.source);
    let mut evidence: Vec<Evidence> = old
        .evidence
        .iter()
        .filter(|one| !from_there(one))
        .cloned()
        .collect();
    evidence.extend(their.evidence.iter().cloned());
    let better = if fact_order(their) < fact_order(old) {
        their
    } else {
        old
    };
    Fact {
        id: old.id.clone(),
        evidence,
        as_of: old.as_of.max(their.as_of),
        importance: old.importance.max(their.importance),
        contested: old.contested || their.contested,
        ..better.clone()
    }
}

/// The question as both ask it; where a person decided about it, as it is.
pub(super) fn agreed_item(old: &Item, their: &Item, status: &Status) -> Item {
    let is_better = *status == Status::Draft && item_order(their) < item_order(old);
    let better = if is_better { their } else { old };
    Item {
        id: old.id.clone(),
        fact: their.fact.clone(),
        importance: old.importance.max(their.importance),
        contested: old.contested || their.contested,
        ..better.clone()
    }
}

/// What is newer, plainer and shorter comes first; the letters decide in the end.
fn fact_order(fact: &Fact) -> impl Ord {
    let (plainness, speaker) = match &fact.assertion {
        Assertion::Stated => (0, ""),
        Assertion::Attributed { speaker } => (1, speaker.as_str()),
        Assertion::Hedged => (2, ""),
        Assertion::Planned => (3, ""),
        Assertion::Denied => (4, ""),
    };
    (
        Reverse(fact.as_of),
        (plainness, speaker.to_owned()),
        fact.statement.chars().count(),
        fact.statement.clone(),
        [fact.subject.clone(), fact.relation.clone(), fact.object.clone()],
    )
}

/// What is newer, has more to choose from and is shorter comes first; the letters decide in the end.
fn item_order(item: &Item) -> impl Ord {
    let distractors: Vec<_> = item
        .distractors
        .iter()
        .map(|one| (one.text.clone(), one.why.clone()))
        .collect();
    (
        Reverse(item.as_of),
        Reverse(distractors.len()),
        item.stem.chars().count(),
        [item.stem.clone(), item.key.clone()],
        item.explanation.clone(),
        distractors,
        (item.accept.clone(), item.detail.keys.clone(), item.tags.clone()),
        item.difficulty,
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::facts::{Assertion, Evidence, Fact, FactId};

    use super::{agreed_fact, rests_elsewhere};

    fn fact(source: &str, statement: &str, as_of: Option<&str>) -> Fact {
        Fact {
            id: FactId("f".to_owned()),
            subject: "the port of Velk".to_owned(),
            relation: "have".to_owned(),
            object: "40 cranes".to_owned(),
            time: None,
            statement: statement.to_owned(),
            assertion: Assertion::Stated,
            as_of: as_of.map(|date| date.parse().unwrap()),
            contested: false,
            importance: 2,
            evidence: vec![Evidence {
                document: None,
                source: Some(source.to_owned()),
                span: None,
                quote: statement.to_owned(),
            }],
        }
    }

    #[test]
    fn both_orders_agree_on_the_wording_and_keep_all_evidence() {
        let one = fact("one", "The port of Velk has 40 cranes.", Some("2019"));
        let other = fact("other", "Velk's port has 40 cranes in all.", Some("2021"));
        let (forth, back) = (agreed_fact(&one, &other), agreed_fact(&other, &one));
        assert_eq!(forth.statement, back.statement);
        assert_eq!(forth.as_of, back.as_of);
        assert_eq!(forth.evidence.len(), 2);
        assert_eq!(agreed_fact(&forth, &one).statement, forth.statement);
        assert_eq!(agreed_fact(&forth, &one).evidence.len(), 2);
    }

    #[test]
    fn a_document_alone_does_not_rest_elsewhere() {
        let one = fact("one", "The port of Velk has 40 cranes.", None);
        let other = fact("other", "The port of Velk has 40 cranes.", None);
        let none = BTreeSet::new();
        assert!(!rests_elsewhere(&one, &one, &none));
        assert!(rests_elsewhere(&one, &other, &none));
        let earlier = BTreeSet::from(["one".to_owned()]);
        assert!(!rests_elsewhere(&one, &other, &earlier));
        assert!(!rests_elsewhere(&other, &agreed_fact(&one, &other), &none));
    }
}
