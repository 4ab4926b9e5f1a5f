//! L45: an explanation does not warn against an answer that is right.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::lexicon::fold::words;

/// How a warning begins, in small letters; it goes on to the end of its sentence.
const WARNINGS: &[&str] = &[
    "not to be confused with",
    "not to be mistaken for",
    "do not confuse it with",
];

/// See the file's first line.
pub struct WarnedAgainst;

impl Check for WarnedAgainst {
    fn id(&self) -> &'static str {
        "L45"
    }

    fn rule(&self) -> &'static str {
        "an explanation does not warn against an answer that is right"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        let Some(explanation) = item.item.explanation.as_deref() else {
            return Vec::new();
        };
        let lower = explanation.to_lowercase();
        // Each name by itself: `to vote` is not `vote`.
        let warned: Vec<Vec<&str>> = WARNINGS
            .iter()
            .flat_map(|warning| lower.split(warning).skip(1))
            .map(|rest| rest.split(['.', '\n']).next().unwrap_or_default())
            .flat_map(|warned| warned.split([';', ',', '(', ')']))
            .map(|name| words(name).collect())
            .collect();
        let right = std::iter::once(&item.item.key).chain(&item.item.accept);
        let named = right.into_iter().find(|form| {
            let form = form.to_lowercase();
            let form: Vec<&str> = words(&form).collect();
            !form.is_empty() && warned.contains(&form)
        });
        named.map_or_else(Vec::new, |form| {
            block(
                "L45",
                format!("`{form}` is right, and the explanation warns against it"),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::lint::sample::{blocks, choice, passes};

    fn told(explanation: &str) -> Item {
        Item {
            accept: vec!["Ulu Party".to_owned(), "land".to_owned()],
            explanation: Some(explanation.to_owned()),
            ..choice("Which party won in Aksu in 2018?", "Ulu", &["Adal", "Asar"])
        }
    }

    #[test]
    fn finds_a_warning_against_what_is_accepted() {
        for text in [
            "Ulu won in 2018. Not to be confused with Adal; Ulu Party.",
            "Ulu won.\nNot to be confused with жер (land).",
        ] {
            blocks("L45", &told(text));
        }
    }

    #[test]
    fn leaves_warnings_against_others_alone() {
        for text in [
            "Ulu won in 2018. Not to be confused with Adal.",
            "Ulu won in 2018, not to be confused with Asar. The Ulu Party was founded in 2010.",
            "Ulu won.\nNot to be confused with an island.",
            "Ulu won.\nNot to be confused with жерлес (native land).",
        ] {
            passes("L45", &told(text));
        }
    }
}
