//! L54: an item asks about what its deck is about.

use std::collections::BTreeMap;

use super::Check;
use super::Context;
use super::Finding;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::items::anatomy::Roots;
use crate::items::anatomy::is_same_root;

/// Smaller decks have no topic yet.
const SMALLEST_SET: usize = 20;
/// A word is of the topic when so many per cent of the items say it.
const COMMON: usize = 5;

/// See the file's first line.
///
/// Only items of the program are judged: what a person put into a deck is of its topic.
pub struct OffTopic;

impl Check for OffTopic {
    fn id(&self) -> &'static str {
        "L54"
    }

    fn rule(&self) -> &'static str {
        "an item shares a name or a word with the title or with other items of its deck"
    }

    fn check_set(&self, items: &[Anatomy<'_>], context: &Context<'_>) -> Vec<(usize, Finding)> {
        if items.len() < SMALLEST_SET || !context.is_generated {
            return Vec::new();
        }
        let said: Vec<Vec<String>> = items.iter().map(|item| said(item, context)).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for root in said.iter().flatten() {
            *counts.entry(root).or_default() += 1;
        }
        let is_common = |root: &String| {
            let enough = counts
                .get(root.as_str())
                .is_some_and(|count| count * 100 >= items.len() * COMMON && *count > 2);
            enough || context.title_roots().iter().any(|own| is_same_root(own, root))
        };
        let mut found = Vec::new();
        for (at, own) in said.iter().enumerate() {
            if !own.is_empty() && !own.iter().any(is_common) {
                let message = "nothing it names occurs elsewhere in the deck; tag it `other`";
                found.extend(warn("L54", message).into_iter().map(|finding| (at, finding)));
            }
        }
        found
    }
}

/// Roots of what an item and its fact speak of, without figures.
fn said(item: &Anatomy<'_>, context: &Context<'_>) -> Vec<String> {
    let stem = item
        .stem
        .iter()
        .filter(|word| !word.marks.has(Marks::PERIOD.and(Marks::FUNCTION)));
    let stem = Roots::of_words(stem.map(|word| (word.text, word.marks)));
    let fact = context
        .fact_of(item.item)
        .map(|fact| Roots::of(&fact.statement))
        .unwrap_or_default();
    let mut roots: Vec<String> = stem.iter().chain(fact.iter()).map(str::to_owned).collect();
    roots.retain(|root| !root.starts_with(|letter: char| letter.is_ascii_digit()));
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

    fn found(odd: &str, context: &Context<'_>) -> Vec<usize> {
        let mut items: Vec<Item> = (0..25)
            .map(|at| card(&format!("Which seat did Aksu lose in vote {at}?"), "Ulu"))
            .collect();
        items.push(card(odd, "Velk"));
        let findings = lint_set(&items, context).into_iter();
        findings
            .filter(|(_, finding)| finding.check == "L54")
            .map(|(at, _)| at)
            .collect()
    }

    #[test]
    fn finds_an_item_about_something_else() {
        let context = Context::new("en", &[]).generated();
        assert_eq!(
            found("Which swimmer took gold medals for Berdi-Kala?", &context),
            [25]
        );
    }

    #[test]
    fn leaves_items_of_the_topic_the_title_and_hands_alone() {
        let context = Context::new("en", &[]).generated();
        assert!(found("Which swimmer took gold medals for Aksu?", &context).is_empty());
        let titled = Context::new("en", &[]).generated().titled("Swimmers and votes");
        assert!(found("Which swimmer took gold medals for Berdi-Kala?", &titled).is_empty());
        let by_hand = Context::new("en", &[]);
        assert!(found("Which swimmer took gold medals for Berdi-Kala?", &by_hand).is_empty());
    }
}
