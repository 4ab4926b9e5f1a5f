//! Whether a query holds for a card.

use crate::items::PartialDate;

use super::super::CardId;
use super::super::Row;
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
    /// Its question as it is shown, where that is not the stem of the row: of a word.
    pub shown: &'a str,
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
    /// Study days since it came on the shelf; 0 is today.
    pub added_days_ago: Option<u32>,
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
            let texts = [row.stem.as_str(), candidate.shown, &row.key, &row.item.0];
            texts.iter().any(|text| pattern.begins_a_word_of(text))
                || (pattern.is_card_id() && pattern.names(candidate))
        }
        Term::Deck(pattern) => {
            pattern.is_whole(&row.deck.0)
                || pattern.is_whole(candidate.deck_title)
                || pattern.is_whole(candidate.deck_group)
        }
        Term::Tag(pattern) => row.tags.iter().any(|tag| pattern.is_tag(tag)),
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
        Term::Rated(days, rating) => candidate
            .learning
            .rated
            .iter()
            .any(|review| review.days_ago < *days && rating.is_none_or(|rating| rating == review.rating)),
        Term::Contested(contested) => row.contested == *contested,
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
        Property::Lapses => Some(f64::from(learning.lapses)),
        Property::Reps => Some(f64::from(learning.reps)),
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

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        Pattern(text.to_lowercase())
    }

    /// Whether it is the whole of `text`.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        glob(&self.0, &text.to_lowercase())
    }

    /// Whether it occurs in `text`.
    fn is_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        match self.0.contains('*') {
            true => glob(&format!("*{}*", self.0), &text),
            false => text.contains(&self.0),
        }
    }

    /// Whether a word of `text` begins with it, or the words that begin there; a star at its start finds it
    /// inside of words.
    fn begins_a_word_of(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let (first, rest) = match self.0.split_once('*') {
            Some((first, rest)) => (first, Some(format!("*{rest}*"))),
            None => (self.0.as_str(), None),
        };
        if first.is_empty() {
            return rest.is_none_or(|rest| glob(&rest, &text));
        }
        text.match_indices(first).any(|(at, _)| {
            let after = &text[at + first.len()..];
            is_word_start(&text, at) && rest.as_ref().is_none_or(|rest| glob(rest, after))
        })
    }

    /// Whether it looks like `deck/item` or `deck/item/direction`.
    pub(super) fn is_card_id(&self) -> bool {
        self.0.contains('/')
    }

    /// Whether it is the id of the card, or of the term it grew from.
    fn names(&self, candidate: &Candidate<'_>) -> bool {
        let row = candidate.row;
        self.is_whole(&candidate.card.to_string())
            || (row.is_term && self.is_whole(&format!("{}/{}", row.deck, row.item)))
    }

    /// Whether it is the id of the item, or of one of its cards, without a star.
    pub(super) fn names_row(&self, row: &Row) -> bool {
        let id = format!("{}/{}", row.deck, row.item).to_lowercase();
        let rest = self.0.strip_prefix(&id);
        self.0 == row.item.0.to_lowercase()
            || rest.is_some_and(|rest| rest.is_empty() || (row.is_term && rest.starts_with('/')))
    }

    /// Whether it is a tag or stands above it: `a` is `a::b` as well.
    pub(super) fn is_tag(&self, tag: &str) -> bool {
        let tag = tag.to_lowercase();
        glob(&self.0, &tag) || tag.match_indices("::").any(|(at, _)| glob(&self.0, &tag[..at]))
    }
}

/// Whether a word begins at a byte of `text`, or no word stands there at all. Scripts that set no blanks
/// between words begin one with every letter.
fn is_word_start(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let here = text[at..].chars().next();
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let has_no_blanks = here.is_some_and(|letter| {
        matches!(letter, '\u{0e00}'..='\u{0fff}' | '\u{1000}'..='\u{109f}' | '\u{2e80}'..='\u{9fff}')
    });
    has_no_blanks || !is_letter(before) || !is_letter(here)
}

/// Whether `text` is `pattern` with any letters in the place of every `*`.
///
/// The pieces between the stars are looked for from left to right, each once,
/// so the time grows with the text and not with the ways to divide it.
fn glob(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or("");
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else {
        return rest.is_empty();
    };
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{Pattern, glob};

    #[test]
    fn words_are_found_at_their_beginning_and_inside_by_a_star() {
        let finds = |pattern: &str, text: &str| Pattern::new(pattern).begins_a_word_of(text);
        for (pattern, text) in [
            ("nation", "One nation"),
            ("nation", "National Bank"),
            ("*nation", "International law"),
            ("nat*law", "National law"),
            ("the nat", "Of the nation"),
            ("gate", "old-gate"),
            ("“se", "the “Senate”"),
            ("道", "鐵道"),
        ] {
            assert!(finds(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("nation", "International law"),
            ("tion", "nation"),
            ("nat*law", "International law"),
            ("he nat", "the nation"),
        ] {
            assert!(!finds(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn a_star_stands_for_any_letters() {
        for (pattern, text) in [
            ("a*", "abc"),
            ("*c", "abc"),
            ("a*c", "abc"),
            ("*", ""),
            ("a*b*", "axxbyy"),
            ("abc", "abc"),
        ] {
            assert!(glob(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("a", "ab"), ("a*bc*c", "abc"), ("*b", "abc"), ("ab*b", "ab")] {
            assert!(!glob(pattern, text), "{pattern} {text}");
        }
    }
}
