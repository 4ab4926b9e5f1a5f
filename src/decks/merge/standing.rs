//! What a changed document still says word for word, though nothing was drawn from it this time.
//!
//! How many questions a document gives is limited, and which they are depends on all of it: a change in
//! one place may push out a question of another. Such a question has not lost its sentence. Its fact takes
//! its place in the new text and stays as it is.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::facts::Evidence;
use crate::facts::Fact;
use crate::facts::Span;
use crate::items::Kind;

use super::Merge;
use super::Wording;
use super::matching::plain;

impl Merge<'_> {
    /// Keeps facts that were not given this time and whose sentences stand in the document as it is now.
    ///
    /// `given` are all facts that were found in it. Where the sentence is the same and says something else by
    /// now, because what stands before it changed, the fact is not kept.
    pub(super) fn keep_standing(&mut self, now: Wording<'_>, given: &[Fact]) {
        let told = Told::of(given);
        let current: BTreeSet<&String> = self.sources.values().collect();
        let earlier = self.deck.sources.iter().filter_map(|source| {
            let later = source.superseded.as_ref()?;
            current
                .contains(later)
                .then(|| (source.id.clone(), later.clone()))
        });
        let same = self.renewed.iter().map(|id| (id.clone(), id.clone()));
        let places = Places {
            text: now.text,
            starts: now.sentences.iter().map(|sentence| sentence.start).collect(),
            ends: now.sentences.iter().map(|sentence| sentence.end).collect(),
            sources: earlier.chain(same).collect(),
        };
        let known: BTreeSet<_> = self.facts.values().cloned().collect();
        for fact in &mut self.deck.facts {
            if known.contains(&fact.id) || !told.may_stand(fact) || !places.hold(fact) {
                continue;
            }
            self.standing.insert(fact.id.clone());
            places.renew(fact);
            // What was merged last says the same, or these places would count as a person's own.
            let merged = self.old_base.facts.iter_mut().find(|base| base.id == fact.id);
            if let Some(merged) = merged {
                places.renew(merged);
            }
        }
    }
}

/// Where sentences stand in the text of a document as it is now.
struct Places<'a> {
    text: &'a str,
    /// Where its sentences begin.
    starts: BTreeSet<usize>,
    /// Where they end.
    ends: BTreeSet<usize>,
    /// Sources whose sentences are looked for in it, and the source of the text as it is now.
    sources: BTreeMap<String, String>,
}

impl Places<'_> {
    /// Whether all that a fact rests on in this document stands in it, and there is any.
    fn hold(&self, fact: &Fact) -> bool {
        let mut evidence = fact
            .evidence
            .iter()
            .filter(|one| self.source(one).is_some())
            .peekable();
        evidence.peek().is_some() && evidence.all(|one| self.find(one).is_some())
    }

    fn source(&self, evidence: &Evidence) -> Option<&String> {
        self.sources.get(evidence.source.as_ref()?)
    }

    /// Of several places the one nearest to where the sentence stood. It is no part of a longer sentence, which may
    /// deny it.
    fn find(&self, evidence: &Evidence) -> Option<Span> {
        let quote = evidence.quote.as_str();
        if quote.is_empty() {
            return None;
        }
        let before = evidence.span.map_or(0, |span| span.start);
        let places = self.text.match_indices(quote);
        let places = places.map(|(start, _)| Span::new(start, start + quote.len()));
        let whole =
            places.filter(|place| self.starts.contains(&place.start) && self.ends.contains(&place.end));
        whole.min_by_key(|place| place.start.abs_diff(before))
    }

    fn renew(&self, fact: &mut Fact) {
        for one in &mut fact.evidence {
            if let (Some(source), Some(span)) = (self.source(one).cloned(), self.find(one)) {
                one.source = Some(source);
                one.span = one.span.and(Some(span));
            }
        }
    }
}

/// What the sentences of a document say now.
struct Told<'a> {
    by_quote: BTreeMap<&'a str, Vec<&'a Fact>>,
}

impl<'a> Told<'a> {
    fn of(facts: &'a [Fact]) -> Told<'a> {
        let mut by_quote: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
        for fact in facts {
            for one in &fact.evidence {
                by_quote.entry(one.quote.as_str()).or_default().push(fact);
            }
        }
        Told { by_quote }
    }

    /// Whether none of a fact's sentences says something else in its place.
    fn may_stand(&self, fact: &Fact) -> bool {
        let told = |one: &Evidence| self.by_quote.get(one.quote.as_str());
        if joins_several(fact) {
            // Each part is still told as it was.
            let statement = plain(&fact.statement);
            return fact.evidence.iter().all(|one| {
                told(one).is_none_or(|facts| {
                    facts
                        .iter()
                        .any(|part| statement.contains(&plain(&part.statement)))
                })
            });
        }
        let is_replaced = |other: &&Fact| {
            plain(&other.subject) == plain(&fact.subject) && plain(&other.relation) == plain(&fact.relation)
        };
        !fact.evidence.iter().filter_map(told).flatten().any(is_replaced)
    }
}

/// Whether a fact says what several say, for a question that asks them together.
fn joins_several(fact: &Fact) -> bool {
    let kinds = [Kind::Timeline, Kind::Matching, Kind::Earlier, Kind::Compare];
    kinds.iter().any(|kind| fact.relation == kind.slug())
}
