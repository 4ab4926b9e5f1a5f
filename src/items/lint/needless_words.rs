//! F04: a stem has no words that only lead up to the question.

use super::Check;
use super::Context;
use super::Finding;
use super::warn;
use crate::items::anatomy::Anatomy;

const OPENERS: &[&[&str]] = &[
    &["however"],
    &["moreover"],
    &["furthermore"],
    &["interestingly"],
    &["notably"],
    &["indeed"],
    &["thus"],
    &["therefore"],
    &["for", "instance"],
    &["for", "example"],
    &["in", "fact"],
    &["of", "course"],
    &["as", "we", "know"],
    &["as", "is", "well", "known"],
    &["it", "is", "known", "that"],
    &["do", "you", "know"],
    &["can", "you", "name"],
    &["can", "you", "tell"],
    &["please"],
    &["in", "your", "opinion"],
    &["historically", "speaking"],
];

/// See the file's first line.
///
/// Openers only: which adjective or clause a stem could do without while still having one answer, the
/// facts of a deck do not decide, for they do not hold what they leave out.
pub struct NeedlessWords;

impl Check for NeedlessWords {
    fn id(&self) -> &'static str {
        "F04"
    }

    fn rule(&self) -> &'static str {
        "no however, for instance or do you know before the question"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !context.is_english {
            return Vec::new();
        }
        let opener = OPENERS.iter().find(|opener| item.stands_at(0, opener));
        opener.map_or_else(Vec::new, |opener| {
            warn("F04", format!("`{}` can go", opener.join(" ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{card, passes, warns};

    #[test]
    fn finds_openers() {
        for stem in [
            "However, which party won the Aksu vote of 2018?",
            "Do you know which party won the Aksu vote of 2018?",
            "For instance, which party won the Aksu vote of 2018?",
        ] {
            warns("F04", &card(stem, "Ulu"));
        }
    }

    #[test]
    fn leaves_dates_and_plain_questions_alone() {
        for stem in [
            "In 2018, which party won the Aksu vote?",
            "Which party won the Aksu vote of 2018?",
            "For which party did Dina Ospanova stand in 2018?",
        ] {
            passes("F04", &card(stem, "Ulu"));
        }
    }
}
