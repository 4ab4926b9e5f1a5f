//! L27: no word of the stem stands in the key alone of all options.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::Roots;

/// See the file's first line.
///
/// Goes beyond rule L06, which lets `Which party …?` be answered by `the Progress party`: among options
/// without the word it tells which is right.
pub struct SharedWord;

impl Check for SharedWord {
    fn id(&self) -> &'static str {
        "L27"
    }

    fn rule(&self) -> &'static str {
        "stem and key share no content word that all distractors lack"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        let choice_of_two = item.is_kind(&[Kind::TrueFalse, Kind::Earlier, Kind::Compare]);
        if item.distractors().len() < 2 || choice_of_two || key.value.kind.is_date() {
            return Vec::new();
        }
        let holds = |option: &Choice<'_>, root: &str| Roots::of(option.text).contain(root);
        let clang = Roots::of(key.text);
        let found = clang.iter().find(|root| {
            item.roots.contain(root) && !item.distractors().iter().any(|option| holds(option, root))
        });
        found.map_or_else(Vec::new, |root| {
            block(
                "L27",
                format!("`{root}` stands in the stem and in the key `{}` only", key.text),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, choice, passes};

    #[test]
    fn finds_a_word_that_points_to_the_key() {
        blocks(
            "L27",
            &choice(
                "Which party did Dina Ospanova found in 2018?",
                "Progress party",
                &["Ulu", "Adal"],
            ),
        );
        blocks(
            "L27",
            &choice(
                "Which law changed the courts of Aksu?",
                "court reform law",
                &["land code", "tax code"],
            ),
        );
    }

    #[test]
    fn leaves_words_alone_that_a_distractor_has_too() {
        passes(
            "L27",
            &choice(
                "Which party did Dina Ospanova found?",
                "Progress party",
                &["Ulu", "Land party"],
            ),
        );
        passes(
            "L27",
            &choice("Which party did Dina Ospanova found?", "Ulu", &["Adal", "Asar"]),
        );
    }
}
