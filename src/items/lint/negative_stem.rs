//! L07: a stem asks what is so, not what is not so.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;

/// See the file's first line.
pub struct NegativeStem;

impl Check for NegativeStem {
    fn id(&self) -> &'static str {
        "L07"
    }

    fn rule(&self) -> &'static str {
        "a stem has no not, except, never or least, unless in capitals"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !context.is_english {
            return Vec::new();
        }
        let found = (0..item.stem.len()).find(|&at| is_negative(item, at));
        found.map_or_else(Vec::new, |at| {
            block(
                "L07",
                format!("the stem asks in the negative: `{}`", item.stem[at].text),
            )
        })
    }
}

fn is_negative(item: &Anatomy<'_>, at: usize) -> bool {
    let word = &item.stem[at];
    if word.quoted {
        return false;
    }
    if word.lower.ends_with("n't") || word.lower.ends_with("n’t") {
        return true;
    }
    let before = if at > 0 { item.lower(at - 1) } else { "" };
    let harmless = match word.lower.as_ref() {
        "least" => before == "at",
        "not" => {
            matches!(item.lower(at + 1), "only" | "just" | "counting" | "including")
                || before == "or"
                || before == "if"
        }
        _ => false,
    };
    word.marks.has(Marks::NEGATION) && !harmless
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, card, passes};

    #[test]
    fn finds_negative_stems() {
        for stem in [
            "Which party did not stand in the 2018 election of Sary-Orda?",
            "Which region of Sary-Orda has never had a governor?",
            "All parties except which one backed the land law in 2018?",
            "Which party won the least seats in Sary-Orda in 2018?",
            "Which party didn't stand in Sary-Orda in 2018?",
        ] {
            blocks("L07", &card(stem, "Ulu"));
        }
    }

    #[test]
    fn leaves_positive_and_marked_stems_alone() {
        for stem in [
            "Which party won at least ten seats in Sary-Orda in 2018?",
            "Which party did NOT stand in the 2018 election of Sary-Orda?",
            "Who said in 2018 “we will never vote”?",
            "Which non-party list won a seat in Sary-Orda in 2018?",
        ] {
            passes("L07", &card(stem, "Ulu"));
        }
    }
}
