//! F10: a fact is asked in two directions at most.

use std::collections::BTreeMap;

use super::Check;
use super::Context;
use super::Finding;
use super::warn;
use crate::items::FactId;
use crate::items::anatomy::Anatomy;
use crate::lexicon::fold::fold;

const MOST: usize = 2;

/// See the file's first line.
///
/// A direction is what is asked for: cards of one fact with one key go the same way.
pub struct Directions;

impl Check for Directions {
    fn id(&self) -> &'static str {
        "F10"
    }

    fn rule(&self) -> &'static str {
        "at most two different keys a fact"
    }

    fn check_set(&self, items: &[Anatomy<'_>], _context: &Context<'_>) -> Vec<(usize, Finding)> {
        let mut keys: BTreeMap<&FactId, Vec<String>> = BTreeMap::new();
        let mut found = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let Some(fact) = item.item.fact.as_ref() else {
                continue;
            };
            let key = fold(&item.item.key);
            let known = keys.entry(fact).or_default();
            if known.contains(&key) {
                continue;
            }
            known.push(key);
            if known.len() > MOST {
                let message = format!(
                    "the fact `{fact}` is asked in {} directions already",
                    known.len() - 1
                );
                found.extend(warn("F10", message).into_iter().map(|finding| (at, finding)));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::lint::Context;
    use crate::items::lint::lint_set;
    use crate::items::lint::sample::{card, on_fact};

    fn found(keys: &[&str]) -> usize {
        let items: Vec<Item> = keys
            .iter()
            .map(|key| on_fact("ulu", card("What did Ulu do in 2018?", key)))
            .collect();
        let findings = lint_set(&items, &Context::new("en", &[]));
        findings
            .iter()
            .filter(|(_, finding)| finding.check == "F10")
            .count()
    }

    #[test]
    fn finds_a_third_direction() {
        assert_eq!(found(&["Dina Ospanova", "2018", "Aksu"]), 1);
    }

    #[test]
    fn leaves_two_directions_alone() {
        assert_eq!(found(&["Dina Ospanova", "2018", "2018"]), 0);
    }
}
