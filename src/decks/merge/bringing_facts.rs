//! Sources and facts come in: each finds the one it is here, or is new.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::facts::Evidence;
use crate::facts::Fact;
use crate::facts::FactId;

use super::super::Deck;
use super::super::Source;
use super::From;
use super::Merge;
use super::agreeing::agreed_fact;
use super::agreeing::rests_elsewhere;
use super::by_id;
use super::fresh_id;
use super::matching::match_facts;
use super::three_way::merge_fact;
use super::three_way::merge_source;

impl Merge<'_> {
    pub(super) fn all_sources(&mut self, theirs: &[Source]) {
        for their in theirs {
            // What another text took the place of is not renewed once more.
            let known = self
                .deck
                .sources
                .iter()
                .position(|mine| mine.superseded.is_none() && self.is_same_source(mine, their));
            let mut new = their.clone();
            match known {
                Some(at) => {
                    let mine = &mut self.deck.sources[at];
                    new.id = mine.id.clone();
                    if mine.document != new.document {
                        self.renewed.insert(mine.id.clone());
                        self.earlier.insert(mine.id.clone(), mine.clone());
                    }
                    let base = self.old_base.sources.iter().find(|base| base.id == new.id);
                    merge_source(mine, base, &new);
                }
                None => {
                    let taken: BTreeSet<&str> = self.deck.sources.iter().map(|one| one.id.as_str()).collect();
                    new.id = fresh_id(&new.id, "source", &taken);
                    self.deck.sources.push(new.clone());
                }
            }
            self.sources.insert(their.id.clone(), new.id.clone());
            self.base.sources.push(new);
        }
    }

    fn is_same_source(&self, mine: &Source, their: &Source) -> bool {
        match self.from {
            From::Edition => mine.id == their.id,
            From::Document => {
                (mine.document.is_some() && (mine.document == their.document || mine.document == self.before))
                    || (mine.url.is_some() && mine.url == their.url)
                    || (mine.title == their.title
                        && mine.publisher == their.publisher
                        && mine.date == their.date)
            }
        }
    }

    /// A fact that no question of a document rests on is only of interest where it is here already.
    pub(super) fn all_facts(&mut self, deck: &Deck) {
        let asked: BTreeSet<&FactId> = deck.items.iter().filter_map(|item| item.fact.as_ref()).collect();
        let theirs: Vec<Fact> = deck
            .facts
            .iter()
            .map(|fact| self.with_our_sources(fact))
            .collect();
        let partners = match self.from {
            From::Edition => by_id(&theirs, &self.deck.facts, |fact| fact.id.clone()),
            From::Document => match_facts(&theirs, &self.deck.facts, &self.old_base.facts, &self.renewed),
        };
        let mut taken: BTreeSet<String> = self.deck.facts.iter().map(|fact| fact.id.0.clone()).collect();
        let superseded = self.deck.sources.iter().filter(|one| one.superseded.is_some());
        let superseded: BTreeSet<String> = superseded.map(|one| one.id.clone()).collect();
        let base: BTreeMap<&FactId, &Fact> =
            self.old_base.facts.iter().map(|fact| (&fact.id, fact)).collect();
        for (mut their, partner) in theirs.into_iter().zip(partners) {
            let their_id = their.id.clone();
            match partner {
                Some(at) => {
                    let mine = &mut self.deck.facts[at];
                    their.id = mine.id.clone();
                    let old = base.get(&mine.id).copied();
                    let comes_from_renewed = is_from(&their, &self.renewed);
                    if comes_from_renewed && old.is_some_and(|old| says_the_same(old, &their)) {
                        self.unchanged.insert(mine.id.clone());
                    }
                    if let Some(old) = old.filter(|old| {
                        self.from == From::Document && rests_elsewhere(old, &their, &superseded)
                    }) {
                        their = agreed_fact(old, &their);
                        self.shared.insert(their.id.clone());
                    }
                    merge_fact(mine, old, &their);
                }
                None if self.from == From::Document && !asked.contains(&their_id) => continue,
                None => {
                    their.id = FactId(fresh_id(&their.id.0, "fact", &taken));
                    taken.insert(their.id.0.clone());
                    self.deck.facts.push(their.clone());
                }
            }
            self.facts.insert(their_id, their.id.clone());
            self.base.facts.push(their);
        }
    }

    /// The fact with the sources as they are called here, each place once.
    fn with_our_sources(&self, fact: &Fact) -> Fact {
        let mut evidence: Vec<Evidence> = Vec::with_capacity(fact.evidence.len());
        for their in &fact.evidence {
            let source = their.source.as_ref();
            let new = Evidence {
                source: source.map(|id| self.sources.get(id).unwrap_or(id).clone()),
                ..their.clone()
            };
            if !evidence.contains(&new) {
                evidence.push(new);
            }
        }
        Fact {
            evidence,
            ..fact.clone()
        }
    }
}

fn is_from(fact: &Fact, sources: &BTreeSet<String>) -> bool {
    let mut named = fact.evidence.iter().filter_map(|one| one.source.as_ref());
    named.any(|source| sources.contains(source))
}

/// Whether a fact that comes again says what it said, in the same sentences.
fn says_the_same(old: &Fact, their: &Fact) -> bool {
    fn content(fact: &Fact) -> impl PartialEq + '_ {
        (
            [&fact.subject, &fact.relation, &fact.object, &fact.statement],
            fact.time,
            &fact.assertion,
            fact.as_of,
        )
    }
    let is_there = |one: &Evidence| old.evidence.iter().any(|known| known.quote == one.quote);
    content(old) == content(their) && their.evidence.iter().all(is_there)
}
