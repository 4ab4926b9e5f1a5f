//! F01: a card asks for one thing that fits in a few words.

use super::Check;
use super::Context;
use super::Finding;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;

const WORDS: usize = 6;
const LETTERS: usize = 40;
/// Kinds whose answer is a sentence or no text at all.
const FREE: &[Kind] = &[
    Kind::Cause,
    Kind::Content,
    Kind::Outcome,
    Kind::Term,
    Kind::Expansion,
    Kind::Speaker,
    Kind::Earlier,
    Kind::Compare,
    Kind::Timeline,
    Kind::Matching,
    Kind::TrueFalse,
];

/// See the file's first line.
///
/// A name is as long as it is. That a stem asks one question is rule L01; that an item rests on one fact, the format sees to.
pub struct ShortKey;

impl Check for ShortKey {
    fn id(&self) -> &'static str {
        "F01"
    }

    fn rule(&self) -> &'static str {
        "the key of a card has at most 6 words or 40 letters"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        let is_long = key.words > WORDS && key.length > LETTERS;
        let is_name = key.text.starts_with(char::is_uppercase);
        if !is_long || is_name || item.is_kind(FREE) {
            return Vec::new();
        }
        warn(
            "F01",
            format!("the key has {} words; a card asks for one thing", key.words),
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Kind;
    use crate::items::lint::sample::{card, of_kind, passes, warns};

    const LONG: &str = "because the northern towns wanted lower taxes and the southern ones new roads";

    #[test]
    fn finds_keys_of_many_words() {
        warns("F01", &card("Which reason did Ulu give in 2018?", LONG));
    }

    #[test]
    fn leaves_short_keys_and_explaining_kinds_alone() {
        passes(
            "F01",
            &card("Which party won in Aksu?", "Party of the Towns of Aksu"),
        );
        passes(
            "F01",
            &of_kind(Kind::Cause, card("What led to the Aksu rising of 1911?", LONG)),
        );
    }
}
