//! L26: no option is softened or hardened by always, only or often while others are not.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::lexicon::fold::words;

/// See the file's first line.
pub struct AbsoluteOptions;

impl Check for AbsoluteOptions {
    fn id(&self) -> &'static str {
        "L26"
    }

    fn rule(&self) -> &'static str {
        "always, never, all, only, often and usually stand in every option or in none"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !context.is_english || !item.has_options() {
            return Vec::new();
        }
        for (marks, what) in [(Marks::ABSOLUTE, "absolute"), (Marks::VAGUE, "vague")] {
            let with = item
                .options
                .iter()
                .filter_map(|option| Some((option, word_with(option.text, marks)?)));
            let with: Vec<_> = with.collect();
            if let Some((option, word)) = with.first()
                && with.len() < item.options.len()
            {
                return block(
                    "L26",
                    format!(
                        "`{word}` makes the option `{}` {what}, the others are not",
                        option.text
                    ),
                );
            }
        }
        Vec::new()
    }
}

/// The first word with such a mark; a capital inside the text makes it part of a name (`All-Union`, `Party for All`).
fn word_with(text: &str, marks: Marks) -> Option<&str> {
    // A figure has no mark.
    if !text
        .bytes()
        .any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())
    {
        return None;
    }
    let mut following = words(text).skip(1).map(Some).chain([None]);
    words(text).enumerate().find_map(|(at, word)| {
        let next = following.next().flatten();
        let is_name = word.starts_with(char::is_uppercase)
            && (at > 0 || next.is_none_or(|next| next.starts_with(char::is_uppercase)));
        // `all citizens` is absolute, `only child` too; `one and all` hardly matters.
        (!is_name && Marks::of(&word.to_lowercase()).has(marks)).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, choice, passes};

    #[test]
    fn finds_options_that_go_too_far() {
        for option in [
            "never to vote",
            "only men may vote",
            "Always the oldest judge",
            "usually a judge",
            "every adult",
        ] {
            blocks(
                "L26",
                &choice("Who may vote in Aksu?", "adult citizens", &["landowners", option]),
            );
        }
    }

    #[test]
    fn leaves_names_and_even_sets_alone() {
        passes(
            "L26",
            &choice(
                "Who may vote in Aksu?",
                "all citizens",
                &["all landowners", "all adults"],
            ),
        );
        passes(
            "L26",
            &choice(
                "Which party won in Aksu?",
                "Ulu",
                &["All-Union Party", "Party for All"],
            ),
        );
    }
}
