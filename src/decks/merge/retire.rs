//! What comes no more is no longer asked, unless a person made it theirs.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::facts::Fact;
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
        let given: BTreeSet<FactId> = self.facts.values().chain(&self.standing).cloned().collect();
        for (id, earlier) in std::mem::take(&mut self.earlier) {
            let evidence = self
                .deck
                .facts
                .iter_mut()
                .filter(|fact| !given.contains(&fact.id))
                .flat_map(|fact| &mut fact.evidence)
                .filter(|one| one.source.as_ref() == Some(&id));
            let mut evidence: Vec<_> = evidence.collect();
            if evidence.is_empty() || earlier.document.is_none() {
                continue;
            }
            let taken: BTreeSet<&str> = self.deck.sources.iter().map(|one| one.id.as_str()).collect();
            let kept = Source {
                id: fresh_id(&format!("{id}-earlier"), "source", &taken),
                superseded: Some(id.clone()),
                ..earlier
            };
            // What was merged last says the same, or these places could never come back.
            let merged = self.old_base.facts.iter_mut();
            let merged = merged
                .filter(|fact| !given.contains(&fact.id))
                .flat_map(|fact| &mut fact.evidence);
            evidence.extend(merged.filter(|one| one.source.as_ref() == Some(&id)));
            for one in evidence {
                one.source = Some(kept.id.clone());
            }
            self.deck.sources.push(kept);
        }
    }

    /// Retires untouched drafts whose only source is a document that changed and no longer gives
    /// them; names what is studied and lost its sentence in the same way.
    pub(super) fn retire_unsupported(&mut self) {
        let lost = self.lost();
        let base: BTreeMap<&ItemId, &Item> =
            self.old_base.items.iter().map(|item| (&item.id, item)).collect();
        for item in &mut self.deck.items {
            let unsupported = item.fact.as_ref().is_some_and(|fact| lost.contains(fact));
            if !unsupported || self.met.contains(&item.id) {
                continue;
            }
            let untouched = base
                .get(&item.id)
                .is_some_and(|base| three_way::same_content(item, base));
            if item.status == Status::Accepted {
                self.changes.unsupported.push(item.id.clone());
            } else if untouched && item.status == Status::Draft {
                item.status = Status::Retired { successor: None };
                item.changed = Some(self.now.to_owned());
                self.changes.retired.push(item.id.clone());
            }
        }
    }

    /// Facts that only a document gave that changed, and that it gives no longer.
    fn lost(&self) -> BTreeSet<FactId> {
        let given: BTreeSet<&FactId> = self.facts.values().chain(&self.standing).collect();
        let superseded = self.deck.sources.iter().filter(|one| one.superseded.is_some());
        let superseded: BTreeSet<&String> = superseded.map(|one| &one.id).collect();
        let is_lost = |source: &String| self.renewed.contains(source) || superseded.contains(source);
        let facts = self.deck.facts.iter().filter(|fact| {
            let mut sources = fact.evidence.iter().filter_map(|one| one.source.as_ref());
            let was_given = sources.clone().any(|source| self.renewed.contains(source));
            was_given && sources.all(is_lost) && !given.contains(&fact.id)
        });
        facts.map(|fact| fact.id.clone()).collect()
    }

    /// Notes what rests on more documents than it did in `before`. What no document said any more, and one says
    /// again, has no second source.
    pub(super) fn note_seconded(&mut self, before: &Deck) {
        let sources: BTreeMap<&FactId, usize> = before
            .facts
            .iter()
            .map(|fact| (&fact.id, sources_of(before, fact)))
            .collect();
        let grown: BTreeSet<&FactId> = self
            .deck
            .facts
            .iter()
            .filter(|fact| {
                let earlier = sources.get(&fact.id);
                earlier.is_some_and(|earlier| *earlier > 0 && sources_of(&self.deck, fact) > *earlier)
            })
            .map(|fact| &fact.id)
            .collect();
        let known: BTreeSet<&ItemId> = before.items.iter().map(|item| &item.id).collect();
        let seconded = self.deck.items.iter().filter(|item| {
            let rests = item.fact.as_ref().is_some_and(|fact| grown.contains(fact));
            rests && is_asked(&item.status) && known.contains(&item.id)
        });
        self.changes.seconded = seconded.map(|item| item.id.clone()).collect();
    }
}

/// How many documents give a fact as they are now.
fn sources_of(deck: &Deck, fact: &Fact) -> usize {
    let sources = fact.evidence.iter().filter_map(|one| one.source.as_deref());
    let is_current = |id: &&str| deck.source(id).is_some_and(|source| source.superseded.is_none());
    sources.filter(is_current).collect::<BTreeSet<&str>>().len()
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
