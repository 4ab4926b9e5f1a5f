//! What comes no more is no longer asked, unless a person made it theirs.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::facts::FactId;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Status;

use super::super::Deck;
use super::super::Source;
use super::super::Term;
use super::Merge;
use super::fresh_id;
use super::is_asked;
use super::three_way;

impl Merge<'_> {
    /// Retires what the last edition had and the new one lacks, unless a person changed it.
    pub(super) fn retire(&mut self, theirs: &Deck) {
        let named = successors(theirs);
        let base: BTreeMap<&ItemId, &Item> =
            self.old_base.items.iter().map(|item| (&item.id, item)).collect();
        for item in &mut self.deck.items {
            let untouched = base
                .get(&item.id)
                .is_some_and(|base| three_way::same_content(item, base));
            if untouched && !self.met.contains(&item.id) && is_asked(&item.status) {
                item.status = Status::Retired {
                    successor: named.get(&item.id).cloned(),
                };
                item.changed = Some(self.now.to_owned());
                self.changes.retired.push(item.id.clone());
            }
        }
        let base: BTreeMap<&ItemId, &Term> =
            self.old_base.terms.iter().map(|term| (&term.id, term)).collect();
        for term in &mut self.deck.terms {
            let untouched = base
                .get(&term.id)
                .is_some_and(|base| three_way::same_term(term, base));
            if untouched && !self.met.contains(&term.id) && is_asked(&term.status) {
                term.status = Status::Retired { successor: None };
                term.changed = Some(self.now.to_owned());
                self.changes.retired.push(term.id.clone());
            }
        }
    }

    /// Facts that a changed document no longer gives keep the source they were taken from: their
    /// evidence is a place in the earlier text, and would show another sentence in the new one.
    pub(super) fn keep_earlier_sources(&mut self) {
        let given: BTreeSet<FactId> = self.facts.values().cloned().collect();
        for (id, earlier) in std::mem::take(&mut self.earlier) {
            let evidence = self
                .deck
                .facts
                .iter_mut()
                .filter(|fact| !given.contains(&fact.id))
                .flat_map(|fact| &mut fact.evidence)
                .filter(|one| one.source.as_ref() == Some(&id));
            let evidence: Vec<_> = evidence.collect();
            if evidence.is_empty() || earlier.document.is_none() {
                continue;
            }
            let taken: BTreeSet<&str> = self.deck.sources.iter().map(|one| one.id.as_str()).collect();
            let kept = Source {
                id: fresh_id(&format!("{id}-earlier"), "source", &taken),
                ..earlier
            };
            for one in evidence {
                one.source = Some(kept.id.clone());
            }
            self.deck.sources.push(kept);
        }
    }

    /// Retires untouched drafts whose only source is a document that changed and no longer gives them.
    pub(super) fn retire_unsupported(&mut self) {
        let renewed = &self.renewed;
        let lost: BTreeSet<&FactId> = self
            .deck
            .facts
            .iter()
            .filter(|fact| {
                let mut sources = fact
                    .evidence
                    .iter()
                    .filter_map(|one| one.source.as_ref())
                    .peekable();
                sources.peek().is_some() && sources.all(|source| renewed.contains(source))
            })
            .map(|fact| &fact.id)
            .collect();
        let base: BTreeMap<&ItemId, &Item> =
            self.old_base.items.iter().map(|item| (&item.id, item)).collect();
        for item in &mut self.deck.items {
            let untouched = base
                .get(&item.id)
                .is_some_and(|base| three_way::same_content(item, base));
            let unsupported = item.fact.as_ref().is_some_and(|fact| lost.contains(fact));
            if untouched && unsupported && !self.met.contains(&item.id) && item.status == Status::Draft {
                item.status = Status::Retired { successor: None };
                item.changed = Some(self.now.to_owned());
                self.changes.retired.push(item.id.clone());
            }
        }
    }
}

/// Items that a new edition names as taking the place of others.
fn successors(theirs: &Deck) -> BTreeMap<ItemId, ItemId> {
    theirs
        .items
        .iter()
        .filter_map(|item| match &item.status {
            Status::Retired {
                successor: Some(successor),
            } => Some((item.id.clone(), successor.clone())),
            _ => None,
        })
        .collect()
}
