//! L35: persons among the options fit the pronouns and titles of the stem.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;
use crate::lexicon::Lexicon;
use crate::lexicon::Sex;
use crate::lexicon::fold::words;

#[rustfmt::skip]
const OF_WOMEN: &[&str] = &[
    "she", "her", "hers", "herself", "woman", "women", "female", "queen", "empress", "mrs", "ms", "miss", "actress",
    "daughter", "sister", "mother", "wife", "widow", "chairwoman", "policewoman", "heroine", "princess",
    "businesswoman", "congresswoman", "girl", "lady",
];
#[rustfmt::skip]
const OF_MEN: &[&str] = &[
    "he", "him", "his", "himself", "king", "emperor", "tsar", "khan", "sultan", "mr", "son", "brother", "father",
    "man", "men", "male", "husband", "widower", "prince", "businessman", "congressman", "boy",
];
/// Endings of names that are a woman's; the same without their last letters is a man's.
const WOMANLY: &[&str] = &["ova", "eva", "yeva", "skaya", "kyzy", "qyzy", "ovna", "evna"];
const MANLY: &[&str] = &["ov", "ev", "yev", "sky", "skiy", "uly", "ovich", "evich"];

/// See the file's first line.
pub struct SexOfOptions;

impl Check for SexOfOptions {
    fn id(&self) -> &'static str {
        "L35"
    }

    fn rule(&self) -> &'static str {
        "she, her or queen in the stem leave no men among the options, nor he or king women"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        if !context.is_english || !item.has_options() || key.value.kind != ValueKind::Words {
            return Vec::new();
        }
        let Some(asked) = asked_sex(item) else {
            return Vec::new();
        };
        // A pronoun may point to another person; the key shows whether it points to who is asked for.
        if sex_of(key) != Some(asked) {
            return Vec::new();
        }
        let odd = item
            .distractors()
            .iter()
            .find(|option| sex_of(option).is_some_and(|sex| sex != asked));
        odd.map_or_else(Vec::new, |option| {
            let whom = if asked == Sex::Woman { "a woman" } else { "a man" };
            block(
                "L35",
                format!("the stem speaks of {whom}, which `{}` is not", option.text),
            )
        })
    }
}

/// The sex the stem gives away, if it gives away one.
fn asked_sex(item: &Anatomy<'_>) -> Option<Sex> {
    let has = |list: &[&str]| {
        let spoken = item.stem.iter().filter(|word| !word.quoted);
        spoken
            .into_iter()
            .any(|word| list.contains(&word.lower.trim_end_matches("'s").trim_end_matches("’s")))
    };
    match (has(OF_WOMEN), has(OF_MEN)) {
        (true, false) => Some(Sex::Woman),
        (false, true) => Some(Sex::Man),
        _ => None,
    }
}

/// By given name, else by the ending of the surname.
fn sex_of(option: &Choice<'_>) -> Option<Sex> {
    let first = words(option.text).next()?;
    if let Some(sex) = Lexicon::shipped().given(first) {
        return Some(sex);
    }
    let last = words(option.text).last()?.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| last.ends_with(ending));
    if option.words < 2 {
        return None;
    }
    match (ends(WOMANLY), ends(MANLY)) {
        (true, _) => Some(Sex::Woman),
        (_, true) => Some(Sex::Man),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, choice, passes};

    #[test]
    fn finds_options_the_stem_rules_out() {
        blocks(
            "L35",
            &choice(
                "Who lost her seat in the Senate of Sary-Orda in 2018?",
                "Dina Ospanova",
                &["Aigul Bekova", "Marat Berdiyev"],
            ),
        );
        blocks(
            "L35",
            &choice(
                "Which khan gave his name to Aksu?",
                "Asan Berdiyev",
                &["Dina Ospanova", "Ilyas Berdiyev"],
            ),
        );
    }

    #[test]
    fn leaves_options_of_one_sex_and_open_stems_alone() {
        passes(
            "L35",
            &choice(
                "Who lost her seat in the Senate of Sary-Orda in 2018?",
                "Dina Ospanova",
                &["Aigul Bekova", "Saule Berdiyeva"],
            ),
        );
        passes(
            "L35",
            &choice(
                "Who lost a seat in the Senate of Aksu in 2018?",
                "Dina Ospanova",
                &["Ilyas Berdiyev", "Velk"],
            ),
        );
    }
}
