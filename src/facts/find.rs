//! All rules over one document: facts with their frames, and what was skipped.

use twox_hash::XxHash3_64;

use super::calling;
use super::frame::Frame;
use super::people::{self, Person};
use super::rules::RULES;
use super::scene::{Scene, View};
use super::{Assertion, Evidence, Fact, FactId, PartialDate, Span};
use crate::lexicon::Lexicon;
use crate::text::Document;

/// What a document says, as far as the rules understand it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// In reading order.
    pub facts: Vec<Found>,
    /// Facts of rules that are still on trial, in reading order; asked only on demand.
    pub experimental: Vec<Found>,
    /// Sentences that nearly gave a fact, and why they did not.
    pub skipped: Vec<Skipped>,
    /// The country the document speaks of most, if one stands out.
    pub country: Option<String>,
    /// Persons it names beside a year.
    pub people: Vec<Person>,
    /// The person the document is on, in a biography.
    pub main: Option<String>,
    /// What that person is by calling: `music producer`; none where the opening does not say.
    pub calling: Option<String>,
}

/// A fact with what the question writer needs of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// As a deck keeps it.
    pub fact: Fact,
    /// Taken apart.
    pub frame: Frame,
    /// Name of the rule that found it.
    pub rule: &'static str,
    /// How sure the rule is, 0 to 1000.
    pub confidence: u16,
    /// The sentence it stands in.
    pub span: Span,
    /// Index of its article.
    pub article: usize,
    /// The parts of it that its rule is trusted with, as questions name them; empty for all.
    pub trusted: &'static [&'static str],
}

/// A sentence that gave nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where it stands.
    pub span: Span,
    /// The rule that gave up.
    pub rule: &'static str,
    /// What was in the way.
    pub reason: String,
}

/// Finds the facts stated in `document`, in reading order.
///
/// Text that no rule understands is normal, not an error.
pub fn find(document: &Document, lexicon: &Lexicon) -> Findings {
    let scene = Scene::read(document, lexicon);
    let mut findings = Findings {
        country: scene.names.country.clone(),
        people: people::of(&scene),
        main: scene.names.main.clone(),
        calling: calling::of_main(&scene),
        ..Findings::default()
    };
    for rule in RULES {
        let mut skipped = |sentence: usize, reason: &'static str| {
            findings.skipped.push(Skipped {
                span: scene.views[sentence].span,
                rule: rule.name(),
                reason: reason.to_owned(),
            });
        };
        for found in rule.find(&scene, &mut skipped) {
            if rule.is_on_trial(&found) {
                findings.experimental.push(found);
            } else {
                findings.facts.push(found);
            }
        }
    }
    findings.facts.sort_by_key(|found| found.span);
    findings.experimental.sort_by_key(|found| found.span);
    findings.skipped.sort_by_key(|skipped| skipped.span);
    findings
}

impl Found {
    /// Whether its rule is trusted with a part of it.
    pub fn may_ask(&self, part: &str) -> bool {
        self.trusted.is_empty() || self.trusted.contains(&part)
    }
}

impl Findings {
    /// The same with the facts of rules on trial among the others.
    pub fn with_experimental(&self) -> Findings {
        let mut all = self.clone();
        all.facts.append(&mut all.experimental);
        for found in &mut all.facts {
            found.trusted = &[];
        }
        all.facts.sort_by_key(|found| found.span);
        all
    }
}

impl Found {
    /// Begins a fact that stands in the sentence of `view`.
    pub fn begin(scene: &Scene<'_>, view: &View<'_>, rule: &'static str, statement: String) -> FoundDraft {
        let document = scene.document;
        let hashed = format!("{}\n{rule}\n{statement}", document.id);
        FoundDraft {
            fact: Fact {
                id: FactId(format!(
                    "{rule}-{:08x}",
                    XxHash3_64::oneshot(hashed.as_bytes()) >> 32
                )),
                subject: String::new(),
                relation: String::new(),
                object: String::new(),
                time: None,
                assertion: match &view.speaker {
                    None => Assertion::Stated,
                    Some(speaker) => Assertion::Attributed {
                        speaker: speaker.clone(),
                    },
                },
                statement: match &view.speaker {
                    None => statement,
                    Some(speaker) => format!("According to {speaker}, {statement}"),
                },
                as_of: None,
                contested: false,
                importance: 2,
                evidence: vec![Evidence {
                    document: Some(document.id.clone()),
                    source: None,
                    span: Some(view.span),
                    quote: view.span.of(&document.text).to_owned(),
                }],
            },
            rule,
            confidence: 500,
            span: view.span,
            article: view.article,
            trusted: &[],
        }
    }
}

/// A fact on its way; [`FoundDraft::framed`] completes it.
#[derive(Clone, Debug)]
pub struct FoundDraft {
    fact: Fact,
    rule: &'static str,
    confidence: u16,
    span: Span,
    article: usize,
    trusted: &'static [&'static str],
}

impl FoundDraft {
    /// Sets subject, relation and object.
    pub fn about(mut self, subject: &str, relation: &str, object: &str) -> Self {
        self.fact.subject = subject.to_owned();
        self.fact.relation = relation.to_owned();
        self.fact.object = object.to_owned();
        self
    }

    /// Sets when it was so.
    pub fn at(mut self, time: PartialDate) -> Self {
        self.fact.time = Some(time);
        self
    }

    /// Sets the date for which it is known.
    pub fn as_of(mut self, date: Option<PartialDate>) -> Self {
        self.fact.as_of = date;
        self
    }

    /// Sets importance (3 core, 2 useful, 1 detail) and confidence (0 to 1000).
    pub fn worth(mut self, importance: u8, confidence: u16) -> Self {
        self.fact.importance = importance;
        self.confidence = confidence;
        self
    }

    /// Says which parts of the fact may be asked.
    pub fn trusted(mut self, parts: &'static [&'static str]) -> Self {
        self.trusted = parts;
        self
    }

    /// Completes the fact.
    pub fn framed(self, frame: Frame) -> Found {
        Found {
            fact: self.fact,
            frame,
            rule: self.rule,
            confidence: self.confidence,
            span: self.span,
            article: self.article,
            trusted: self.trusted,
        }
    }
}
