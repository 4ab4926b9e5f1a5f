//! What makes an item unfit to print: one check a file, all of them in [`CHECKS`].
//!
//! A check reads an item taken apart ([`Anatomy`]) and says what is wrong in
//! plain words; it never repairs. Checks of generated items may drop them;
//! in a deck written by hand the same findings are advice. Rules of English
//! apply to English decks only, rules of form to all.
//!
//! Not here, because an item and the facts of its deck do not decide them:
//! persons alive in the period asked (L34, beyond the date of the document), a
//! fact off the deck's topic (L54), words a stem could do without (F04, beyond
//! empty openings), answers that occur once only (F07), order of learning (F09).
//! F05 and F06 are L05 and L11 to L13 under another name.

#[expect(clippy::disallowed_types, reason = "see `Context`")]
use std::collections::HashMap;

use rayon::prelude::*;

use super::Fact;
use super::Item;
use super::PartialDate;
use super::anatomy::Anatomy;
use super::anatomy::Roots;

mod absolute_options;
mod answer_leak;
mod article_cue;
mod catch_all_option;
mod clean_text;
mod document_reference;
mod granularity;
mod longest_key;
mod mixed_options;
mod negative_stem;
mod number_format;
mod odd_key;
mod one_question;
mod overlapping_options;
mod question_word;
mod relative_time;
mod rough_quantity;
mod stem_length;
mod unclear_reference;
mod verb_forms;

/// Every check, in the order of the rules.
pub const CHECKS: &[&dyn Check] = &[
    &one_question::OneQuestion,
    &stem_length::StemLength,
    &unclear_reference::UnclearReference,
    &document_reference::DocumentReference,
    &relative_time::RelativeTime,
    &answer_leak::AnswerLeak,
    &negative_stem::NegativeStem,
    &article_cue::ArticleCue,
    &clean_text::CleanText,
    &verb_forms::VerbForms,
    &question_word::QuestionWord,
    &granularity::Granularity,
    &rough_quantity::RoughQuantity,
    &longest_key::LongestKey,
    &odd_key::OddKey,
    &mixed_options::MixedOptions,
    &catch_all_option::CatchAllOption,
    &overlapping_options::OverlappingOptions,
    &number_format::NumberFormat,
    &absolute_options::AbsoluteOptions,
];

/// A rule that items can break.
pub trait Check: Sync {
    /// Number of the rule: `L01` to `L54` for items and sets, `F01` to `F14` for cards.
    fn id(&self) -> &'static str;

    /// What a good item does, as one short sentence.
    fn rule(&self) -> &'static str;

    /// Returns what is wrong with one item.
    fn check(&self, _item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        Vec::new()
    }

    /// Returns what is wrong with items beside each other, each with the index of the item it shows at.
    fn check_set(&self, _items: &[Anatomy<'_>], _context: &Context<'_>) -> Vec<(usize, Finding)> {
        Vec::new()
    }
}

/// Something wrong with an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Number of the rule that is broken.
    pub check: &'static str,
    /// Whether it drops a generated item.
    pub severity: Severity,
    /// What is wrong, in plain words, with the value it is about.
    pub message: String,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Better otherwise; costs rank.
    Warn,
    /// Not fit to print; a generated item is dropped.
    Block,
}

/// One finding that drops a generated item.
pub fn block(check: &'static str, message: impl Into<String>) -> Vec<Finding> {
    vec![Finding {
        check,
        severity: Severity::Block,
        message: message.into(),
    }]
}

/// One finding that costs rank.
pub fn warn(check: &'static str, message: impl Into<String>) -> Vec<Finding> {
    vec![Finding {
        check,
        severity: Severity::Warn,
        message: message.into(),
    }]
}

/// What the checks know besides the item: the deck it stands in and the deck's facts.
///
/// Build it once for a deck; looking up a fact is then cheap.
#[derive(Debug)]
pub struct Context<'a> {
    /// Whether the deck is in English; rules of English apply only then.
    pub is_english: bool,
    /// Whether the items were made by the program: such items need a fact, and its source.
    pub is_generated: bool,
    /// Title of the deck, which learners see beside the stem; [`Context::titled`] sets it.
    pub title: &'a str,
    /// Day of the document the items are from, where there is one.
    pub published: Option<PartialDate>,
    title_roots: Roots,
    #[expect(
        clippy::disallowed_types,
        reason = "it is asked by key and never gone through"
    )]
    by_id: HashMap<&'a str, &'a Fact>,
}

impl<'a> Context<'a> {
    /// Prepares the checks for a deck in `language` (`en`, `kk`) with these facts.
    pub fn new(language: &str, facts: &'a [Fact]) -> Self {
        Context {
            is_english: language.is_empty() || language == "en" || language.starts_with("en-"),
            is_generated: false,
            title: "",
            published: None,
            title_roots: Roots::default(),
            by_id: facts.iter().map(|fact| (fact.id.0.as_str(), fact)).collect(),
        }
    }

    /// The same for items made by the program.
    pub fn generated(mut self) -> Self {
        self.is_generated = true;
        self
    }

    /// The same for a deck with this title.
    pub fn titled(mut self, title: &'a str) -> Self {
        self.title = title;
        self.title_roots = Roots::of_label(title);
        self
    }

    /// Roots of the content words of the title.
    pub fn title_roots(&self) -> &Roots {
        &self.title_roots
    }

    /// The same for items from a document of this day.
    pub fn published(mut self, day: PartialDate) -> Self {
        self.published = Some(day);
        self
    }

    /// The fact an item rests on.
    pub fn fact_of(&self, item: &Item) -> Option<&'a Fact> {
        self.by_id.get(item.fact.as_ref()?.0.as_str()).copied()
    }
}

/// Returns what is wrong with one item, in the order of the rules.
///
/// ```
/// use suraq::items::lint::{Context, lint};
/// # use suraq::items::{Item, ItemId, Status, Detail};
/// # let mut item = Item { id: ItemId("a".into()), fact: None, kind: None, stem: String::new(), key: "2011".into(),
/// #     accept: vec![], distractors: vec![], detail: Detail::default(), explanation: None, importance: 2,
/// #     difficulty: None, tags: vec![], as_of: None, contested: false, status: Status::Draft, changed: None };
/// item.stem = "In which year was it founded?".to_owned();
/// let findings = lint(&item, &Context::new("en", &[]));
/// assert_eq!(findings[0].check, "L03");
/// ```
pub fn lint(item: &Item, context: &Context<'_>) -> Vec<Finding> {
    check_one(&Anatomy::new(item), context)
}

fn check_one(item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
    CHECKS
        .iter()
        .flat_map(|check| check.check(item, context))
        .collect()
}

/// Returns what is wrong with items beside each other: duplicates, leaks, imbalance; each with the item's index.
pub fn lint_set(items: &[Item], context: &Context<'_>) -> Vec<(usize, Finding)> {
    let items: Vec<Anatomy<'_>> = items.par_iter().map(Anatomy::new).collect();
    check_set(&items, context)
}

fn check_set(items: &[Anatomy<'_>], context: &Context<'_>) -> Vec<(usize, Finding)> {
    let found: Vec<Vec<(usize, Finding)>> = CHECKS
        .par_iter()
        .map(|check| check.check_set(items, context))
        .collect();
    let mut found: Vec<(usize, Finding)> = found.into_iter().flatten().collect();
    found.sort_by_key(|(index, _)| *index);
    found
}

/// Returns everything wrong with a deck: each item by itself, then the items beside each other.
pub fn lint_all(items: &[Item], context: &Context<'_>) -> Vec<(usize, Finding)> {
    let items: Vec<Anatomy<'_>> = items.par_iter().map(Anatomy::new).collect();
    let alone: Vec<Vec<Finding>> = items.par_iter().map(|item| check_one(item, context)).collect();
    let alone = alone.into_iter().enumerate();
    let mut found: Vec<(usize, Finding)> = alone
        .flat_map(|(index, findings)| findings.into_iter().map(move |finding| (index, finding)))
        .collect();
    found.extend(check_set(&items, context));
    found
}

/// Invented items, and what a check must say of them.
#[cfg(test)]
mod sample {
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
        let warned =
            !findings.is_empty() && findings.iter().all(|finding| finding.severity == Severity::Warn);
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
}
