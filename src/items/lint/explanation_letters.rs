//! L41: an explanation speaks of answers, not of letters or places on the page.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::lexicon::fold::words;

const ANSWERS: &[&str] = &[
    "option",
    "options",
    "answer",
    "answers",
    "choice",
    "alternative",
    "distractor",
];
const PLACES: &[&str] = &[
    "first", "second", "third", "fourth", "last", "top", "bottom", "above", "below", "previous",
];

/// A letter in brackets, as options are marked.
const STARTS: &[&str] = &["(A)", "(B)", "(C)", "(D)", "A)", "B)", "C)", "D)"];

/// See the file's first line.
pub struct ExplanationLetters;

impl Check for ExplanationLetters {
    fn id(&self) -> &'static str {
        "L41"
    }

    fn rule(&self) -> &'static str {
        "an explanation names answers by their words, not by letter or place"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let whys = item
            .item
            .distractors
            .iter()
            .filter_map(|distractor| distractor.why.as_deref());
        let mut told = item.item.explanation.as_deref().into_iter().chain(whys);
        if !context.is_english || !item.has_options() {
            return Vec::new();
        }
        told.find_map(pointer).map_or_else(Vec::new, |pointer| {
            block("L41", format!("`{pointer}` points to a place that changes"))
        })
    }
}

/// `option B`, `answer 2`, `the first option`, `(C) is right`.
fn pointer(text: &str) -> Option<String> {
    let points = |(first, second): &(&str, &str)| {
        let is_one_of = |known: &[&str]| known.contains(&first.to_lowercase().as_str());
        is_mark(second) && is_one_of(ANSWERS) || ANSWERS.contains(second) && is_one_of(PLACES)
    };
    let mut pairs = words(text).zip(words(text).skip(1));
    let bracketed = || {
        let is_said = |start: &&&str| text.starts_with(**start) || text.contains(&format!(" {start} "));
        STARTS.iter().filter(|_| text.contains(')')).find(is_said)
    };
    pairs
        .find(points)
        .map(|(first, second)| format!("{first} {second}"))
        .or_else(|| Some((*bracketed()?).to_owned()))
}

fn is_mark(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    letters.next().is_none() && first.is_some_and(|first| matches!(first, 'A'..='F' | '1'..='6'))
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::lint::sample::{blocks, choice, passes};

    fn told(explanation: &str) -> Item {
        Item {
            explanation: Some(explanation.to_owned()),
            ..choice("Which party won in Aksu in 2018?", "Ulu", &["Adal", "Asar"])
        }
    }

    #[test]
    fn finds_letters_and_places() {
        for text in [
            "Option B is right: Ulu won in 2018.",
            "The first answer is Ulu, which won in 2018.",
            "(C) is right, Ulu won.",
            "Ulu won; answer 2 is its rival.",
        ] {
            blocks("L41", &told(text));
        }
    }

    #[test]
    fn leaves_words_about_the_world_alone() {
        for text in [
            "Ulu won in 2018; Adal came second.",
            "Ulu had the option to govern alone in 2018.",
            "The first election was won by Ulu (A. Berdi led it).",
        ] {
            passes("L41", &told(text));
        }
    }
}
