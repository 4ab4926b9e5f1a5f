//! L20: the key is not the option that stands out by its length.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::ValueKind;

/// The key may be longer than the longest distractor by a fifth …
const PERCENT: usize = 20;
/// … or by so many characters where all options are short …
const CHARACTERS: usize = 4;
/// … and by two words.
const WORDS: usize = 2;
/// Points above chance by which the key may be the longest option over a set.
const POINTS: usize = 5;
/// Smaller sets show nothing.
const SMALLEST_SET: usize = 40;

/// See the file's first line.
pub struct LongestKey;

impl Check for LongestKey {
    fn id(&self) -> &'static str {
        "L20"
    }

    fn rule(&self) -> &'static str {
        "the key is at most a fifth or two words longer than the longest distractor"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        if key.value.kind != ValueKind::Words {
            return Vec::new();
        }
        let (Some(length), Some(words)) = (
            item.distractors().iter().map(|option| option.length).max(),
            item.distractors().iter().map(|option| option.words).max(),
        ) else {
            return Vec::new();
        };
        let longer = key.length * 100 > length * (100 + PERCENT) && key.length > length + CHARACTERS;
        if longer && !is_name_set(item) || key.words > words + WORDS {
            return block(
                "L20",
                format!("the key `{}` is the longest option by far", key.text),
            );
        }
        Vec::new()
    }

    fn check_set(&self, items: &[Anatomy<'_>], _context: &Context<'_>) -> Vec<(usize, Finding)> {
        let worded =
            |item: &&Anatomy<'_>| item.has_options() && item.options[0].value.kind == ValueKind::Words;
        let chosen: Vec<&Anatomy<'_>> = items.iter().filter(worded).collect();
        let longest = chosen.iter().filter(|item| key_is_longest(item)).count();
        let chance: usize = chosen.iter().map(|item| 1000 / item.options.len()).sum::<usize>();
        let allowed = chance + chosen.len() * POINTS * 10;
        if chosen.len() < SMALLEST_SET || longest * 1000 <= allowed {
            return Vec::new();
        }
        let share = longest * 100 / chosen.len();
        let found = warn(
            "L20",
            format!(
                "the key is the longest option in {share} % of the items; shorten keys or lengthen distractors"
            ),
        );
        found.into_iter().map(|finding| (0, finding)).collect()
    }
}

fn key_is_longest(item: &Anatomy<'_>) -> bool {
    item.distractors()
        .iter()
        .all(|option| option.length < item.options[0].length)
}

/// Names of people and places are as long as they are; learners know that.
fn is_name_set(item: &Anatomy<'_>) -> bool {
    let is_capital = |word: &str| word.starts_with(|letter: char| !letter.is_lowercase());
    item.options
        .iter()
        .all(|option| option.words <= 3 && option.text.starts_with(char::is_uppercase))
        && crate::lexicon::fold::words(item.options[0].text).all(is_capital)
}

#[cfg(test)]
mod tests {
    use crate::items::lint::Context;
    use crate::items::lint::lint_set;
    use crate::items::lint::sample::{blocks, choice, passes};

    #[test]
    fn finds_a_key_that_stands_out_by_length() {
        blocks(
            "L20",
            &choice(
                "What did Ulu want?",
                "a stronger role for local assemblies",
                &["lower taxes", "new roads"],
            ),
        );
        blocks(
            "L20",
            &choice(
                "Who won?",
                "the party of the northern towns",
                &["the landowners", "the town halls"],
            ),
        );
    }

    #[test]
    fn leaves_options_of_like_length_alone() {
        passes(
            "L20",
            &choice(
                "What did Ulu want?",
                "stronger assemblies",
                &["lower taxes on land", "more new roads"],
            ),
        );
        passes(
            "L20",
            &choice("Who won?", "Temirlan Ospanov", &["Asan Berdi", "Dina Olzhas"]),
        );
        passes("L20", &choice("How many?", "about 15,000", &["9,000", "20,000"]));
    }

    #[test]
    fn counts_over_a_set() {
        let long = |key: &str| choice("What did Ulu want in 2018?", key, &["new road", "old law"]);
        let items: Vec<_> = (0..60).map(|_| long("more roads")).collect();
        assert!(
            lint_set(&items, &Context::new("en", &[]))
                .iter()
                .any(|(_, finding)| finding.check == "L20")
        );
        let items: Vec<_> = (0..60)
            .map(|at| long(if at % 3 == 0 { "more roads" } else { "a road" }))
            .collect();
        assert!(
            !lint_set(&items, &Context::new("en", &[]))
                .iter()
                .any(|(_, finding)| finding.check == "L20")
        );
    }
}
