//! L50: no two items of a deck ask the same.

use std::collections::BTreeMap;

use super::Check;
use super::Context;
use super::Finding;
use super::known::is_same_answer;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::lexicon::fold::fold;

/// Stems that share more than this part of their runs of four letters are one stem.
const ALIKE: f64 = 0.6;
/// An item is held against so many before it that have its answer: of large decks not all pairs are compared.
const COMPARED: usize = 200;

/// See the file's first line.
///
/// Stems alike with another answer are rule F03's; a cloze beside a question on one fact is no duplicate.
pub struct Duplicates;

impl Check for Duplicates {
    fn id(&self) -> &'static str {
        "L50"
    }

    fn rule(&self) -> &'static str {
        "no two items have one fact, kind and key, or one key and nearly one stem"
    }

    fn check_set(&self, items: &[Anatomy<'_>], _context: &Context<'_>) -> Vec<(usize, Finding)> {
        let mut found = Vec::new();
        // Only items with one answer can be duplicates: they are compared within groups of it.
        let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            if let Some(key) = item.key() {
                by_key.entry(&key.folded).or_default().push(at);
            }
        }
        for group in by_key.values().filter(|group| group.len() > 1) {
            let grams: Vec<Vec<Gram>> = group.iter().map(|at| four_grams(&items[*at].item.stem)).collect();
            for later in 1..group.len() {
                let twin = (later.saturating_sub(COMPARED)..later).find(|earlier| {
                    let (one, other) = (&items[group[*earlier]], &items[group[later]]);
                    if is_one_fact(one, other) {
                        return one.item.kind == other.item.kind && one.item.kind.is_some();
                    }
                    is_same_answer(&one.item.key, &other.item.key)
                        && alike(&grams[*earlier], &grams[later]) > ALIKE
                });
                let Some(twin) = twin else { continue };
                let message = format!("asks the same as `{}`", items[group[twin]].item.id);
                found.extend(
                    warn("L50", message)
                        .into_iter()
                        .map(|finding| (group[later], finding)),
                );
            }
        }
        found
    }
}

fn is_one_fact(one: &Anatomy<'_>, other: &Anatomy<'_>) -> bool {
    one.item.fact.is_some() && one.item.fact == other.item.fact
}

/// A run of four letters.
pub type Gram = [char; 4];

/// The runs of four letters of a folded stem, sorted, each once.
pub fn four_grams(stem: &str) -> Vec<Gram> {
    let letters: Vec<char> = fold(stem).chars().collect();
    let runs = letters.windows(4).filter_map(|row| Gram::try_from(row).ok());
    let mut grams: Vec<Gram> = runs.collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// Shared runs as part of all runs, 0 to 1.
pub fn alike(one: &[Gram], other: &[Gram]) -> f64 {
    let shared = one
        .iter()
        .filter(|gram| other.binary_search(gram).is_ok())
        .count();
    let all = one.len() + other.len() - shared;
    // Stems have a few hundred runs at most.
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::Kind;
    use crate::items::lint::Context;
    use crate::items::lint::lint_set;
    use crate::items::lint::sample::{card, of_kind, on_fact};

    fn found(items: &[Item]) -> Vec<usize> {
        let findings = lint_set(items, &Context::new("en", &[])).into_iter();
        findings
            .filter(|(_, finding)| finding.check == "L50")
            .map(|(at, _)| at)
            .collect()
    }

    #[test]
    fn finds_items_that_ask_the_same() {
        let near = [
            card("Who founded the Ulu party in 2018?", "Dina Ospanova"),
            card("Who founded the Ulu party in Aksu in 2018?", "Dina Ospanova"),
        ];
        assert_eq!(found(&near), [1]);
        let one_fact = [
            on_fact(
                "ulu",
                of_kind(Kind::Who, card("Who founded the Ulu party?", "Dina Ospanova")),
            ),
            on_fact(
                "ulu",
                of_kind(Kind::Who, card("By whom was Ulu set up?", "Dina Ospanova")),
            ),
        ];
        assert_eq!(found(&one_fact), [1]);
    }

    #[test]
    fn leaves_other_answers_and_siblings_alone() {
        let others = [
            card("Who founded the Ulu party in 2018?", "Dina Ospanova"),
            card("Who founded the Adal party in 2018?", "Marat Keneev"),
        ];
        assert!(found(&others).is_empty());
        let siblings = [
            on_fact(
                "ulu",
                of_kind(Kind::Who, card("Who founded the Ulu party?", "Dina Ospanova")),
            ),
            on_fact(
                "ulu",
                of_kind(
                    Kind::Cloze,
                    card("In 2018 ____ set up a league called Ulu.", "Dina Ospanova"),
                ),
            ),
        ];
        assert!(found(&siblings).is_empty());
    }
}
