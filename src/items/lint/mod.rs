//! What makes an item unfit to print: one check a file, all of them in [`CHECKS`].
//!
//! A check reads an item taken apart ([`Anatomy`]) and says what is wrong in
//! plain words; it never repairs. Checks of generated items may drop them;
//! in a deck written by hand the same findings are advice. Rules of English
//! apply to English decks only, rules of form to all.
//!
//! Some rules have no check of their own. F05 and F06 are L05 and L11 to L13 under another name, and
//! F13 is what L06 says of tags and titles. Three are not decided by an item and the facts of its deck:
//! F07, because a number is said once by nature and a name may be known from elsewhere; F12, because
//! what is studied first is the queue's business; and the part of F04 that would cut adjectives and
//! clauses, because a fact does not hold what it leaves out. L34 judges persons by the years the deck
//! tells of them; the other names have no years.

use rayon::prelude::*;

use super::Item;
use super::anatomy::Anatomy;

mod absolute_options;
mod answer_leak;
mod article_cue;
mod attribution;
mod basics_first;
mod catch_all_option;
mod clean_text;
mod context;
mod convergence;
mod dated_source;
mod directions;
mod document_reference;
mod duplicates;
mod era;
mod event_order;
mod explanation;
mod explanation_letters;
mod granularity;
mod interference;
mod key_rank;
mod known;
mod leak_between;
mod list_key;
mod longest_key;
mod matching;
mod mixed_options;
mod named_class;
mod near_value;
mod needless_words;
mod negative_stem;
mod number_agreement;
mod number_format;
mod odd_key;
mod off_topic;
mod one_question;
mod opinion_word;
mod option_count;
mod overlapping_options;
mod question_word;
mod related_distractor;
mod relative_time;
mod rough_quantity;
#[cfg(test)]
mod sample;
mod sex_of_options;
mod shared_word;
mod short_key;
mod source_place;
mod source_support;
mod stem_length;
mod true_distractor;
mod true_false;
mod unclear_reference;
mod unique_answer;
mod unknown_distractor;
mod variety;
mod verb_forms;
mod warned_against;
mod yes_no;

pub use context::Context;

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
    &number_agreement::NumberAgreement,
    &clean_text::CleanText,
    &verb_forms::VerbForms,
    &question_word::QuestionWord,
    &unique_answer::UniqueAnswer,
    &granularity::Granularity,
    &named_class::NamedClass,
    &attribution::Attribution,
    &rough_quantity::RoughQuantity,
    &opinion_word::OpinionWord,
    &source_support::SourceSupport,
    &longest_key::LongestKey,
    &odd_key::OddKey,
    &mixed_options::MixedOptions,
    &catch_all_option::CatchAllOption,
    &overlapping_options::OverlappingOptions,
    &number_format::NumberFormat,
    &absolute_options::AbsoluteOptions,
    &shared_word::SharedWord,
    &convergence::Convergence,
    &option_count::OptionCount,
    &true_distractor::TrueDistractor,
    &related_distractor::RelatedDistractor,
    &unknown_distractor::UnknownDistractor,
    &near_value::NearValue,
    &era::Era,
    &sex_of_options::SexOfOptions,
    &explanation::Explanation,
    &explanation_letters::ExplanationLetters,
    &true_false::TrueFalse,
    &matching::Matching,
    &event_order::EventOrder,
    &warned_against::WarnedAgainst,
    &duplicates::Duplicates,
    &leak_between::LeakBetween,
    &key_rank::KeyRank,
    &variety::Variety,
    &off_topic::OffTopic,
    &short_key::ShortKey,
    &list_key::ListKey,
    &interference::Interference,
    &needless_words::NeedlessWords,
    &yes_no::YesNo,
    &basics_first::BasicsFirst,
    &directions::Directions,
    &dated_source::DatedSource,
    &source_place::SourcePlace,
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

/// Returns what is wrong with one item, in the order of the rules.
///
/// ```
/// use suraq::items::lint::{Context, lint};
/// # use suraq::items::{Item, ItemId, Status, Detail};
/// # let mut item = Item { id: ItemId("a".into()), fact: None, kind: None, stem: String::new(), key: "2011".into(),
/// #     accept: vec![], distractors: vec![], detail: Detail::default(), explanation: None, importance: 2,
/// #     difficulty: None, tags: vec![], as_of: None, contested: false, status: Status::Draft, changed: None, added: None,
/// #     record: Default::default() };
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::CHECKS;

    /// Rules without a check; the module says why.
    const ELSEWHERE: &[&str] = &["F05", "F06", "F07", "F12", "F13"];

    #[test]
    fn every_rule_has_a_check_or_a_reason() {
        let ranges = [(1, 18), (20, 35), (40, 45), (50, 54)];
        let items = ranges
            .into_iter()
            .flat_map(|(from, to)| (from..=to).map(|number| format!("L{number:02}")));
        let wanted: BTreeSet<String> = items
            .chain((1..=14).map(|number| format!("F{number:02}")))
            .collect();
        let checked = CHECKS.iter().map(|check| check.id().to_owned());
        let checked: BTreeSet<String> = checked
            .chain(ELSEWHERE.iter().map(|id| (*id).to_owned()))
            .collect();
        assert_eq!(checked, wanted);
        assert!(!CHECKS.iter().any(|check| ELSEWHERE.contains(&check.id())));
    }

    #[test]
    fn checks_stand_in_the_order_of_the_rules() {
        let order = |id: &str| (id.starts_with('F'), id.to_owned());
        for pair in CHECKS.windows(2) {
            assert!(
                order(pair[0].id()) <= order(pair[1].id()),
                "{} {}",
                pair[0].id(),
                pair[1].id()
            );
        }
    }

    #[test]
    fn no_file_of_a_check_is_forgotten() {
        const OTHERS: usize = 4; // this file, context, known facts, samples
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/items/lint");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), CHECKS.len() + OTHERS);
    }
}
