//! L17: a stem takes no praise or blame for granted.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;

/// Words of a stem that tell whose opinion it is.
#[rustfmt::skip]
const SAID: &[&str] = &[
    "said", "say", "says", "called", "call", "described", "describe", "according", "regard", "regarded",
    "considered", "consider", "wrote", "praised", "deemed",
];

/// See the file's first line.
pub struct OpinionWord;

impl Check for OpinionWord {
    fn id(&self) -> &'static str {
        "L17"
    }

    fn rule(&self) -> &'static str {
        "important, historic or shameful stand in a stem only as somebody's words"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !context.is_english || !item.marks.has(Marks::OPINION) {
            return Vec::new();
        }
        if item.stem.iter().any(|word| SAID.contains(&word.lower.as_ref())) {
            return Vec::new();
        }
        // A capital makes it part of a name: `the Historic Town Fund`; `the worst year` ranks, as the largest does.
        let judging = |word: &&crate::items::anatomy::Word<'_>| {
            word.marks.has(Marks::OPINION) && !word.quoted && !word.is_capital() && word.lower != "worst"
        };
        item.stem.iter().find(judging).map_or_else(Vec::new, |word| {
            block(
                "L17",
                format!("`{}` is an opinion, and nobody is said to hold it", word.text),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, card, passes};

    #[test]
    fn finds_opinions_taken_for_granted() {
        for stem in [
            "Which historic vote did Sary-Orda hold in 2018?",
            "Who led the impressive campaign of Ulu in 2018?",
            "Which important law did Dina Ospanova sign in 2018?",
        ] {
            blocks("L17", &card(stem, "Ulu"));
        }
    }

    #[test]
    fn leaves_names_quotations_and_reported_opinions_alone() {
        for stem in [
            "Who leads the Historic Town Fund of Sary-Orda in 2018?",
            "Who spoke of an “important step” in the Senate in 2018?",
            "Which law did Dina Ospanova describe as important in 2018?",
            "In which town of Sary-Orda was the flood of 1911 worst?",
        ] {
            passes("L17", &card(stem, "Ulu"));
        }
    }
}
