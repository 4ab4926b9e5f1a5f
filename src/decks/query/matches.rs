//! Whether a query holds for a card.

use crate::items::PartialDate;

use super::super::CardId;
use super::super::Forms;
use super::super::Row;
use super::super::Sides;
use super::super::State;
use super::Comparison;
use super::Is;
use super::Node;
use super::Pattern;
use super::Property;
use super::Term;

/// A card to ask a query of.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The card.
    pub card: &'a CardId,
    /// What the index knows of its item.
    pub row: &'a Row,
    /// What stands on its sides, where that is not stem and key of the row: of a word.
    pub sides: Option<&'a Sides>,
    /// Every form of a word, in all its languages, where the caller has them; none of other items.
    pub forms: &'a Forms,
    /// Title of its deck.
    pub deck_title: &'a str,
    /// Group of its deck; empty where it has none.
    pub deck_group: &'a str,
    /// Titles of its sources, where the caller has them; ids are known from the row.
    pub source_titles: &'a [&'a str],
    /// The day it is asked on: what is old is counted from it.
    pub today: PartialDate,
    /// What is known of its memory.
    pub learning: &'a Learning,
}

/// What is known of a card's memory; the default is a card that was never seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learning {
    /// How far it has come.
    pub stage: Stage,
    /// Due by the end of the study day.
    pub is_due: bool,
    /// Hidden until told.
    pub is_suspended: bool,
    /// Hidden until tomorrow.
    pub is_buried: bool,
    /// Marked by the learner.
    pub is_flagged: bool,
    /// The mark, 1 to 7; 0 is none.
    pub flag: u8,
    /// Keeps lapsing.
    pub is_leech: bool,
    /// How often it was reviewed.
    pub reps: u32,
    /// How often it lapsed.
    pub lapses: u32,
    /// Days until recall falls to nine in ten.
    pub stability_days: Option<f64>,
    /// 1 to 10.
    pub difficulty: Option<f64>,
    /// Probability of recall now, 0 to 1.
    pub retrievability: Option<f64>,
    /// Study days until it is due; below 0 when overdue.
    pub due_in_days: Option<i64>,
    /// Study days from the last review to the next; 0 while it is on its steps.
    pub interval_days: Option<i64>,
    /// Study days since it came on the shelf; 0 is today. Nothing for what came with the program.
    pub added_days_ago: Option<u32>,
    /// Study days since its content changed; 0 is today. Nothing for what is as it came with the program.
    pub edited_days_ago: Option<u32>,
    /// Its reviews, as far back as the query reaches.
    pub rated: Vec<Rated>,
}

/// A review, as a query sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    /// Study days ago; 0 is today.
    pub days_ago: u32,
    /// 1 Again to 4 Easy.
    pub rating: u8,
}

/// How far a card has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Never seen.
    #[default]
    New,
    /// In its learning or relearning steps.
    Learn,
    /// Comes back after days.
    Review,
}

pub(super) fn matches(node: &Node, candidate: &Candidate<'_>) -> bool {
    let row = candidate.row;
    match &node.term {
        Term::All(nodes) => nodes.iter().all(|node| matches(node, candidate)),
        Term::Any(nodes) => nodes.iter().any(|node| matches(node, candidate)),
        Term::Not(node) => !matches(node, candidate),
        Term::Text(pattern) => {
            texts(candidate).any(|text| pattern.begins_a_word_of(text))
                || has_form(candidate, pattern)
                || (pattern.is_card_id() && pattern.names(candidate))
        }
        Term::Word(pattern) => texts(candidate).any(|text| pattern.is_a_word_of(text)),
        Term::Front(pattern) => match candidate.sides {
            Some(sides) => sides.front.iter().any(|text| pattern.is_whole(text)),
            None => pattern.is_whole(&row.stem),
        },
        Term::Back(pattern) => backs(candidate).iter().any(|text| pattern.is_whole(text)),
        Term::Deck(pattern) => {
            let names = [row.deck.0.as_str(), candidate.deck_title, candidate.deck_group];
            names.iter().any(|name| pattern.is_above(name))
        }
        Term::Tag(pattern) => row.tags.iter().any(|tag| pattern.is_above(tag)),
        Term::Untagged => row.tags.is_empty(),
        Term::Source(pattern) => {
            row.sources.iter().any(|source| pattern.is_in(source))
                || candidate.source_titles.iter().any(|title| pattern.is_in(title))
        }
        Term::Id(pattern) => pattern.is_whole(&row.item.0) || pattern.names(candidate),
        Term::Kind(kind) => row.kind == Some(*kind),
        Term::Is(is) => has(*is, candidate),
        Term::Direction(direction) => candidate.card.direction == Some(*direction),
        Term::Flag(flag) => candidate.learning.flag == *flag,
        Term::Property(property, comparison, number) => {
            value(*property, candidate).is_some_and(|value| comparison.holds(value, *number))
        }
        Term::Added(days) => candidate.learning.added_days_ago.is_some_and(|ago| ago < *days),
        Term::Edited(days) => candidate.learning.edited_days_ago.is_some_and(|ago| ago < *days),
        Term::Introduced(days) => {
            let rated = candidate.learning.rated.iter();
            rated
                .map(|review| review.days_ago)
                .max()
                .is_some_and(|ago| ago < *days)
        }
        Term::Rated(days, rating) => candidate
            .learning
            .rated
            .iter()
            .any(|review| review.days_ago < *days && rating.is_none_or(|rating| rating == review.rating)),
        Term::Contested(contested) => row.contested == *contested,
    }
}

/// What a word is looked for in.
fn texts<'a>(candidate: &Candidate<'a>) -> impl Iterator<Item = &'a str> {
    let row = candidate.row;
    let fronts = candidate.sides.map_or(&[][..], |sides| &sides.front);
    let both = fronts.iter().chain(backs(candidate)).map(String::as_str);
    [row.stem.as_str(), &row.item.0].into_iter().chain(both)
}

/// Whether a form of a word begins with it, or a Kazakh one sounds so.
fn has_form(candidate: &Candidate<'_>, pattern: &Pattern) -> bool {
    let Forms { kazakh, others } = candidate.forms;
    kazakh.iter().any(|form| pattern.sounds_like_a_word_of(form))
        || kazakh
            .iter()
            .chain(others)
            .any(|form| pattern.begins_a_word_of(form))
}

/// The answer, in each form it may be asked for.
fn backs<'a>(candidate: &Candidate<'a>) -> &'a [String] {
    match candidate.sides {
        Some(sides) => &sides.back,
        None => std::slice::from_ref(&candidate.row.key),
    }
}

fn has(is: Is, candidate: &Candidate<'_>) -> bool {
    let (row, learning) = (candidate.row, candidate.learning);
    let state = row.state;
    match is {
        Is::Due => learning.is_due,
        Is::New => learning.stage == Stage::New,
        Is::Learn => learning.stage == Stage::Learn,
        Is::Review => learning.stage == Stage::Review,
        Is::Suspended => learning.is_suspended,
        Is::Buried => learning.is_buried,
        Is::Flagged => learning.is_flagged,
        Is::Leech => learning.is_leech,
        Is::Draft => state == State::Draft,
        Is::Rejected => state == State::Rejected,
        Is::Retired => state == State::Retired,
        Is::Old => row.is_old(candidate.today),
        Is::Gone => row.gone,
    }
}

/// The number asked for; a card that was never seen has no memory to compare.
fn value(property: Property, candidate: &Candidate<'_>) -> Option<f64> {
    let learning = candidate.learning;
    match property {
        Property::Retrievability => learning.retrievability,
        Property::Stability => learning.stability_days,
        Property::Difficulty => learning.difficulty,
        Property::Interval => learning.interval_days.map(|days| days as f64),
        Property::Lapses => Some(f64::from(learning.lapses)),
        Property::Reps => Some(f64::from(learning.reps)),
        // What is put aside is not waited for, whatever its day.
        Property::Due if learning.is_suspended || learning.is_buried => None,
        Property::Due => learning.due_in_days.map(|days| days as f64),
        Property::Importance => Some(f64::from(candidate.row.importance)),
    }
}

impl Comparison {
    fn holds(self, value: f64, number: f64) -> bool {
        match self {
            Comparison::Less => value < number,
            Comparison::AtMost => value <= number,
            Comparison::Equal => value == number,
            Comparison::Unequal => value != number,
            Comparison::AtLeast => value >= number,
            Comparison::More => value > number,
        }
    }
}
