//! L53: a deck asks in several ways, and not mostly for people.

use std::collections::BTreeMap;

use super::Check;
use super::Context;
use super::Finding;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;

/// Smaller decks may be about one thing.
const SMALLEST_SET: usize = 20;
/// Per cent of the items that may be of one kind.
const OF_ONE_KIND: usize = 40;
/// Per cent of the items that may be answered by a person.
const OF_PERSONS: usize = 30;

/// See the file's first line.
///
/// Whether each document is asked about, the drafts of a document show; a deck holds what a person kept.
pub struct Variety;

impl Check for Variety {
    fn id(&self) -> &'static str {
        "L53"
    }

    fn rule(&self) -> &'static str {
        "at most 40 % of a deck's items are of one kind, at most 30 % ask for a person"
    }

    fn check_set(&self, items: &[Anatomy<'_>], _context: &Context<'_>) -> Vec<(usize, Finding)> {
        if items.len() < SMALLEST_SET {
            return Vec::new();
        }
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        for kind in items.iter().filter_map(|item| item.item.kind) {
            *kinds.entry(kind).or_default() += 1;
        }
        let persons = [Kind::Who, Kind::Speaker, Kind::Succession];
        let persons: usize = persons.iter().filter_map(|kind| kinds.get(kind)).sum();
        let mut found = Vec::new();
        let share = |count: usize| count * 100 / items.len();
        for (kind, count) in &kinds {
            if share(*count) > OF_ONE_KIND {
                found.extend(warn(
                    "L53",
                    format!("{} % of the items are of the kind `{kind}`", share(*count)),
                ));
            }
        }
        if share(persons) > OF_PERSONS {
            found.extend(warn(
                "L53",
                format!("{} % of the items ask for a person", share(persons)),
            ));
        }
        found.into_iter().map(|finding| (0, finding)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::Kind;
    use crate::items::lint::Context;
    use crate::items::lint::lint_set;
    use crate::items::lint::sample::{card, of_kind};

    fn messages(kinds: &[Kind], count: usize) -> usize {
        let items: Vec<Item> = (0..count)
            .map(|at| of_kind(kinds[at % kinds.len()], card("Who won in Aksu?", "Ulu")))
            .collect();
        let found = lint_set(&items, &Context::new("en", &[]));
        found.iter().filter(|(_, finding)| finding.check == "L53").count()
    }

    #[test]
    fn finds_decks_of_one_kind() {
        assert_eq!(messages(&[Kind::When, Kind::When, Kind::Which], 30), 1);
        assert_eq!(messages(&[Kind::Who, Kind::Speaker, Kind::Which], 30), 1);
        assert_eq!(messages(&[Kind::Who], 30), 2);
    }

    #[test]
    fn leaves_varied_and_small_decks_alone() {
        assert_eq!(
            messages(&[Kind::When, Kind::Which, Kind::HowMany, Kind::Who], 40),
            0
        );
        assert_eq!(messages(&[Kind::When], 10), 0);
    }
}
