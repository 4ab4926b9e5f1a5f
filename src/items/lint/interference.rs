//! F03: two cards that look alike and are answered differently show what parts them.

use std::collections::BTreeMap;

use super::Check;
use super::Context;
use super::Finding;
use super::duplicates::Gram;
use super::duplicates::alike;
use super::duplicates::four_grams;
use super::known::is_same_answer;
use super::warn;
use crate::items::anatomy::Anatomy;

/// Stems that share more than this part of their runs of four letters are easily confused.
const ALIKE: f64 = 0.7;
/// An item is held against so many before it that say the same words.
const COMPARED: usize = 200;

/// See the file's first line.
///
/// A year, a number, a name or a noun of its own in each stem parts them well enough.
pub struct Interference;

impl Check for Interference {
    fn id(&self) -> &'static str {
        "F03"
    }

    fn rule(&self) -> &'static str {
        "stems alike with different keys differ by a year, a name or another word of content"
    }

    fn check_set(&self, items: &[Anatomy<'_>], _context: &Context<'_>) -> Vec<(usize, Finding)> {
        let mut found = Vec::new();
        // Stems without a contrast have the same content, and stand in one group by it.
        let mut by_content: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            by_content.entry(content(item)).or_default().push(at);
        }
        for (content, group) in &by_content {
            if content.is_empty() || group.len() < 2 {
                continue;
            }
            let grams: Vec<Vec<Gram>> = group.iter().map(|at| four_grams(&items[*at].item.stem)).collect();
            for later in 1..group.len() {
                let rival = (later.saturating_sub(COMPARED)..later).find(|earlier| {
                    let (one, other) = (&items[group[*earlier]], &items[group[later]]);
                    one.item.kind == other.item.kind
                        && !is_same_answer(&one.item.key, &other.item.key)
                        && alike(&grams[*earlier], &grams[later]) > ALIKE
                });
                let Some(rival) = rival else { continue };
                let message = format!(
                    "is easily confused with `{}`; add what parts them",
                    items[group[rival]].item.id
                );
                found.extend(
                    warn("F03", message)
                        .into_iter()
                        .map(|finding| (group[later], finding)),
                );
            }
        }
        found
    }
}

fn content<'i>(item: &'i Anatomy<'_>) -> Vec<&'i str> {
    let words = item.stem.iter().filter(|word| word.is_content());
    let mut roots: Vec<&str> = words.map(|word| word.root.as_str()).collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::lint::Context;
    use crate::items::lint::lint_set;
    use crate::items::lint::sample::card;

    fn is_found(items: &[Item]) -> bool {
        let found = lint_set(items, &Context::new("en", &[]));
        found.iter().any(|(_, finding)| finding.check == "F03")
    }

    #[test]
    fn finds_twins_without_a_contrast() {
        assert!(is_found(&[
            card("Who was elected president of Sary-Orda?", "Ann Lund"),
            card("Who was the elected president of Sary-Orda?", "Otto Velk"),
        ]));
    }

    #[test]
    fn leaves_stems_with_a_contrast_and_one_answer_alone() {
        assert!(!is_found(&[
            card("Who was elected president of Sary-Orda in 1991?", "Ann Lund"),
            card("Who was elected president of Sary-Orda in 1999?", "Otto Velk"),
        ]));
        assert!(!is_found(&[
            card("Who was elected president of Sary-Orda?", "Ann Lund"),
            card("Who was the elected president of Sary-Orda?", "Lund"),
        ]));
    }
}
