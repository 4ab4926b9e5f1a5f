//! L29: a multiple-choice item has three or four options.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;

/// Kinds where a choice of two is right, and kinds whose options are something else.
const OF_TWO: &[Kind] = &[Kind::Earlier, Kind::TrueFalse, Kind::Compare];
const OTHERWISE: &[Kind] = &[Kind::Timeline, Kind::Matching];

/// See the file's first line.
pub struct OptionCount;

impl Check for OptionCount {
    fn id(&self) -> &'static str {
        "L29"
    }

    fn rule(&self) -> &'static str {
        "an item offers three or four options, or none"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let options = item.options.len();
        if !item.has_options() || item.is_kind(OTHERWISE) {
            return Vec::new();
        }
        match options {
            2 if item.is_kind(OF_TWO) => Vec::new(),
            3 | 4 => Vec::new(),
            2 => block(
                "L29",
                "two options are a guess; add a distractor or leave them out",
            ),
            _ if context.is_generated => block("L29", format!("{options} options are too many")),
            _ => warn("L29", format!("{options} options are many; four are enough")),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Kind;
    use crate::items::lint::sample::{blocks, choice, of_kind, passes, warns};

    #[test]
    fn finds_too_few_and_too_many_options() {
        blocks("L29", &choice("Which party won in Aksu?", "Ulu", &["Adal"]));
        warns(
            "L29",
            &choice(
                "Which party won in Aksu?",
                "Ulu",
                &["Adal", "Asar", "Alga", "Birlik"],
            ),
        );
    }

    #[test]
    fn leaves_three_four_none_and_a_choice_of_two_alone() {
        passes(
            "L29",
            &choice("Which party won in Aksu?", "Ulu", &["Adal", "Asar"]),
        );
        passes(
            "L29",
            &choice("Which party won in Aksu?", "Ulu", &["Adal", "Asar", "Alga"]),
        );
        passes("L29", &choice("Which party won in Aksu?", "Ulu", &[]));
        passes(
            "L29",
            &of_kind(
                Kind::Earlier,
                choice("Which came first?", "the vote", &["the flood"]),
            ),
        );
    }
}
