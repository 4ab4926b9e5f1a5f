//! L51: no item gives the answer of another away.

use super::Check;
use super::Context;
use super::Finding;
use super::known::roots_of;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::lexicon::lookup::Lookup;

/// A stem that says this part of another's words, in per cent, speaks of the same thing.
const SAME_THING: usize = 75;
/// What more stems than this say is no secret of one of them.
const COMPARED: usize = 200;

/// See the file's first line.
///
/// Explanations come after the answer and siblings of a fact are kept apart by the session, so only
/// stems of different facts are compared. Options are left out: they say many things that are false.
pub struct LeakBetween;

impl Check for LeakBetween {
    fn id(&self) -> &'static str {
        "L51"
    }

    fn rule(&self) -> &'static str {
        "no stem tells what another item asks"
    }

    fn check_set(&self, items: &[Anatomy<'_>], _context: &Context<'_>) -> Vec<(usize, Finding)> {
        let stems: Vec<Vec<&str>> = items.iter().map(stem_roots).collect();
        let mut holders: Lookup<&str, Vec<usize>> = Lookup::default();
        for (at, roots) in stems.iter().enumerate() {
            for root in roots {
                holders.of(root).push(at);
            }
        }
        let mut found = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let key: Vec<String> = item
                .key()
                .map(|key| roots_of(key.text).collect())
                .unwrap_or_default();
            let Some(rarest) = key
                .iter()
                .map(|root| holders.get(root.as_str()))
                .min_by_key(|held| held.map_or(0, Vec::len))
            else {
                continue;
            };
            let tells = |other: &&usize| {
                let other = **other;
                other != at && !is_sibling(item, &items[other]) && is_told(&key, &stems[at], &stems[other])
            };
            if let Some(other) = rarest.and_then(|held| held.iter().take(COMPARED).find(tells)) {
                let message = format!(
                    "`{}` tells the key `{}`; keep them apart",
                    items[*other].item.id, item.item.key
                );
                found.extend(warn("L51", message).into_iter().map(|finding| (at, finding)));
            }
        }
        found
    }
}

fn stem_roots<'i>(item: &'i Anatomy<'_>) -> Vec<&'i str> {
    let content = item.stem.iter().filter(|word| word.is_content());
    let mut roots: Vec<&str> = content
        .map(|word| word.root.as_str())
        .filter(|root| !root.is_empty())
        .collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}

fn is_sibling(one: &Anatomy<'_>, other: &Anatomy<'_>) -> bool {
    one.item.fact.is_some() && one.item.fact == other.item.fact
}

/// Whether `other` holds the whole key and speaks of what `stem` asks about.
fn is_told(key: &[String], stem: &[&str], other: &[&str]) -> bool {
    let holds = |root: &str| other.binary_search(&root).is_ok();
    let shared = || stem.iter().filter(|root| holds(root)).count();
    stem.len() > 2 && key.iter().all(|root| holds(root)) && shared() * 100 >= stem.len() * SAME_THING
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::lint::Context;
    use crate::items::lint::lint_set;
    use crate::items::lint::sample::{card, on_fact};

    fn found(items: &[Item]) -> Vec<usize> {
        let findings = lint_set(items, &Context::new("en", &[])).into_iter();
        findings
            .filter(|(_, finding)| finding.check == "L51")
            .map(|(at, _)| at)
            .collect()
    }

    #[test]
    fn finds_a_stem_that_answers_another() {
        let items = [
            card("Who founded the Ulu party in Aksu?", "Dina Ospanova"),
            card(
                "In which year was the Ulu party of Aksu founded by Dina Ospanova?",
                "2018",
            ),
        ];
        assert_eq!(found(&items), [0]);
    }

    #[test]
    fn leaves_siblings_and_other_things_alone() {
        let siblings = [
            on_fact("ulu", card("Who founded the Ulu party in Aksu?", "Dina Ospanova")),
            on_fact(
                "ulu",
                card("When was the Ulu party of Aksu founded by Dina Ospanova?", "2018"),
            ),
        ];
        assert!(found(&siblings).is_empty());
        let others = [
            card("Who founded the Ulu party in Aksu?", "Dina Ospanova"),
            card("Which office did Dina Ospanova hold in 2021?", "mayor"),
        ];
        assert!(found(&others).is_empty());
    }
}
