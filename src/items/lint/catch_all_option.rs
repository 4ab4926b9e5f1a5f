//! L23: every option is an answer of its own.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::others::letters_named;
use crate::items::others::stands_last;

/// See the file's first line.
pub struct CatchAllOption;

impl Check for CatchAllOption {
    fn id(&self) -> &'static str {
        "L23"
    }

    fn rule(&self) -> &'static str {
        "no option is all or none of the above, both, A and B, or I don't know"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        if !item.has_options() {
            return Vec::new();
        }
        let found = item
            .options
            .iter()
            .find(|option| stands_last(option.text) || !letters_named(option.text).is_empty());
        found.map_or_else(Vec::new, |option| {
            block("L23", format!("`{}` is no answer of its own", option.text))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, choice, passes};

    #[test]
    fn finds_options_about_other_options() {
        for option in [
            "all of the above",
            "None of these",
            "Both of them",
            "A and B",
            "Both A and C",
            "I don't know",
            "Neither",
            "Все ответы верны",
            "Барлығы дұрыс",
            "А и Б",
        ] {
            blocks(
                "L23",
                &choice(
                    "What did Ulu want in 2018?",
                    "lower taxes",
                    &["new roads", option],
                ),
            );
        }
    }

    #[test]
    fn leaves_real_answers_alone() {
        for option in [
            "both chambers",
            "all citizens",
            "Kerei and Asan",
            "another vote",
            "A new constitution",
        ] {
            passes(
                "L23",
                &choice(
                    "What did Ulu want in 2018?",
                    "lower taxes",
                    &["new roads", option],
                ),
            );
        }
    }
}
