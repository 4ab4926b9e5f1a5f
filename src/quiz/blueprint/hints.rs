//! Whether one question of a quiz gives the answer of another away.

use std::collections::BTreeSet;

use super::Candidate;
use crate::lexicon::fold::normalise;
use crate::lexicon::fold::words;

/// Two stems that share so many words of [`LONG`] letters or more speak of the same thing.
const SHARED: usize = 2;
const LONG: usize = 4;

/// A question taken apart far enough to see whether another gives its answer away.
pub(super) struct Text {
    /// The stem in lower case between spaces, so that words are found whole.
    stem: String,
    /// The key in the same way.
    key: String,
    /// All options in the same way, the key among them.
    options: BTreeSet<String>,
    long: BTreeSet<String>,
}

impl Text {
    pub(super) fn new(candidate: &Candidate) -> Text {
        let spaced = |text: &str| {
            let plain = normalise(text);
            let plain: Vec<&str> = words(&plain).collect();
            format!(" {} ", plain.join(" "))
        };
        let stem = spaced(&candidate.stem);
        let is_long = |word: &&str| word.chars().count() >= LONG;
        Text {
            long: stem.split(' ').filter(is_long).map(str::to_owned).collect(),
            key: spaced(&candidate.key),
            options: candidate.options.iter().map(|option| spaced(option)).collect(),
            stem,
        }
    }

    /// Whether the other gives its answer away: it speaks of the same thing, and names the key in its stem or
    /// among its options. Explanations are not printed for the class, so they tell nothing.
    pub(super) fn is_told_by(&self, other: &Text) -> bool {
        self.key.len() > 2
            && (other.stem.contains(&self.key) || self.is_option_of(other))
            && self.long.intersection(&other.long).count() >= SHARED
    }

    /// Whether its key is an option of the other: a class may wonder at that.
    pub(super) fn is_option_of(&self, other: &Text) -> bool {
        self.key.len() > 2 && other.options.contains(&self.key)
    }
}
