//! L23: every option is an answer of its own.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;

/// Whole options, folded, that answer nothing by themselves.
#[rustfmt::skip]
const CATCH_ALL: &[&str] = &[
    "aloftheabove", "noneoftheabove", "alofthese", "noneofthese", "noneofthem", "alofthem",
    "bothoftheabove", "bothofthem", "both", "neither", "idontknow", "idonotknow", "dontknow", "notsure",
    "unknown", "other", "anyoftheabove", "cannotbedetermined", "itisnotknown", "notstated", "neitherofthem",
    "neitherofthese", "alanswers", "aloptions", "noanswer",
];

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
            .find(|option| is_catch_all(&option.folded) || names_letters(option.text));
        found.map_or_else(Vec::new, |option| {
            block("L23", format!("`{}` is no answer of its own", option.text))
        })
    }
}

fn is_catch_all(folded: &str) -> bool {
    CATCH_ALL.contains(&folded) || folded.ends_with("oftheabove") || folded.ends_with("theseanswers")
}

/// `A and B`, `both A and C`, `answers (1) and (3)`.
fn names_letters(text: &str) -> bool {
    let mut letters = 0;
    for word in crate::lexicon::fold::words(text) {
        let is_letter = word.len() == 1 && (word.as_bytes()[0].is_ascii_uppercase() && word <= "F");
        match word {
            _ if is_letter => letters += 1,
            "and" | "or" | "both" | "Both" | "answers" | "options" | "only" => {}
            _ => return false,
        }
    }
    letters > 1
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
