//! F09: a word is explained before it is used as a cue.

use super::Check;
use super::Context;
use super::Finding;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;

/// So many items may use a word before its card comes.
const FORGIVEN: usize = 2;

/// See the file's first line.
///
/// The order is that of the deck, in which new cards of one importance come. Only cards that explain a
/// word or an abbreviation are basics here; which office must be known before which quotation is not told.
pub struct BasicsFirst;

impl Check for BasicsFirst {
    fn id(&self) -> &'static str {
        "F09"
    }

    fn rule(&self) -> &'static str {
        "a card that explains a word stands before cards that use it"
    }

    fn check_set(&self, items: &[Anatomy<'_>], context: &Context<'_>) -> Vec<(usize, Finding)> {
        if !context.is_english {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, item) in items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.is_kind(&[Kind::Term, Kind::Expansion]))
        {
            let Some(term) = term(item) else { continue };
            let uses = |other: &&Anatomy<'_>| {
                other.item.importance <= item.item.importance && is_said(term, &other.item.stem)
            };
            let before: Vec<&Anatomy<'_>> = items[..at].iter().filter(uses).collect();
            if before.len() > FORGIVEN {
                let message = format!("{} cards use `{term}` before this one explains it", before.len());
                found.extend(warn("F09", message).into_iter().map(|finding| (at, finding)));
            }
        }
        found
    }
}

/// The word that is explained: `What is an akim`, `What does OSCE stand for`.
fn term<'i>(item: &Anatomy<'i>) -> Option<&'i str> {
    let place = item.stem.windows(2).position(|pair| {
        matches!(pair[0].lower.as_ref(), "a" | "an" | "does" | "abbreviation")
            && (pair[1].text.len() > 2
                && !pair[1].marks.has(Marks::FUNCTION)
                && !pair[1].lower.starts_with("abbreviation"))
    })?;
    item.stem.get(place + 1).map(|word| word.text)
}

fn is_said(term: &str, stem: &str) -> bool {
    let folded = fold(term);
    words(stem).any(|word| fold(word.trim_end_matches('s')) == folded || word == term)
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::Kind;
    use crate::items::lint::Context;
    use crate::items::lint::lint_set;
    use crate::items::lint::sample::{card, of_kind};

    fn is_found(items: &[Item]) -> bool {
        let found = lint_set(items, &Context::new("en", &[]));
        found.iter().any(|(_, finding)| finding.check == "F09")
    }

    fn deck(basics_first: bool) -> Vec<Item> {
        let mut items: Vec<Item> = (1..5)
            .map(|at| card(&format!("How many sultors did Aksu elect in vote {at}?"), "12"))
            .collect();
        let basic = of_kind(
            Kind::Term,
            card("What is a sultor in Sary-Orda?", "head of a village"),
        );
        items.insert(if basics_first { 0 } else { 4 }, basic);
        items
    }

    #[test]
    fn finds_a_word_explained_too_late() {
        assert!(is_found(&deck(false)));
    }

    #[test]
    fn leaves_basics_that_come_first_alone() {
        assert!(!is_found(&deck(true)));
    }
}
