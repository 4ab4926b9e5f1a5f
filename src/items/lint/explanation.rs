//! L40: an explanation tells the key and where it is from, in few words of the source.

use std::cell::OnceCell;

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::known::Answer;
use super::known::roots_of;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::is_same_root;
use crate::items::anatomy::quoted_ranges;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;

const QUOTED_WORDS: usize = 25;

/// See the file's first line.
///
/// Source and day stand in the explanation of a generated item; a deck gives them with the fact.
pub struct Explanation;

impl Check for Explanation {
    fn id(&self) -> &'static str {
        "L40"
    }

    fn rule(&self) -> &'static str {
        "an explanation holds the key, its source, and at most 25 words of it"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(told) = item.item.explanation.as_deref() else {
            return match context.is_generated {
                true => block("L40", "there is no explanation"),
                false => Vec::new(),
            };
        };
        let quoted = quoted_ranges(told)
            .into_iter()
            .filter_map(|(from, to)| told.get(from..to));
        if let Some(long) = quoted
            .map(|quote| words(quote).count())
            .find(|count| *count > QUOTED_WORDS)
        {
            return block(
                "L40",
                format!("the explanation quotes {long} words, more than {QUOTED_WORDS}"),
            );
        }
        if !holds_key(item, told) {
            let message = format!("the explanation does not tell the key `{}`", item.item.key);
            return match context.is_generated {
                true => block("L40", message),
                false => warn("L40", message),
            };
        }
        if context.is_generated && !told.contains("Source:") && !has_evidence(item, context) {
            return block("L40", "the explanation does not tell its source");
        }
        Vec::new()
    }
}

fn has_evidence(item: &Anatomy<'_>, context: &Context<'_>) -> bool {
    let fact = context.fact_of(item.item);
    fact.is_some_and(|fact| fact.evidence.iter().any(|evidence| evidence.source.is_some()))
}

/// Whether the words of the key, or one of its other forms, stand in the explanation.
fn holds_key(item: &Anatomy<'_>, told: &str) -> bool {
    let Some(key) = item.key() else { return true };
    if item.is_kind(&[
        Kind::TrueFalse,
        Kind::Earlier,
        Kind::Compare,
        Kind::Timeline,
        Kind::Matching,
    ]) {
        return true;
    }
    let folded = fold(told);
    let forms = item.item.accept.iter().map(String::as_str).chain([key.text]);
    if forms.into_iter().any(|form| folded.contains(&fold(form))) {
        return true;
    }
    let told: Vec<String> = roots_of(told).collect();
    let answers: OnceCell<Vec<Answer<'_>>> = OnceCell::new();
    let says = |root: String| {
        told.iter().any(|own| is_same_root(own, &root)) || {
            let answers = answers.get_or_init(|| told.iter().map(|own| Answer::new(own)).collect());
            let wanted = Answer::new(&root);
            answers.iter().any(|own| own.is_same(&wanted))
        }
    };
    roots_of(key.text).all(says)
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks, blocks_in, card, passes, warns};

    fn told(explanation: &str) -> Item {
        Item {
            explanation: Some(explanation.to_owned()),
            ..card("In which year did Dina Ospanova found the Ulu party?", "2018")
        }
    }

    #[test]
    fn finds_explanations_that_do_not_explain() {
        let none = card("In which year did Dina Ospanova found the Ulu party?", "2018");
        blocks("L40", &none);
        warns("L40", &told("Dina Ospanova founded the Ulu party."));
        let long = format!("She did so in 2018: “{}”.", "word ".repeat(30));
        blocks_in("L40", &told(&long), &Context::new("en", &[]));
        blocks("L40", &told("Dina Ospanova founded the Ulu party in 2018."));
    }

    #[test]
    fn leaves_a_full_explanation_alone() {
        passes("L40", &told("Dina Ospanova founded the Ulu party in 2018."));
        let full = told(
            "Dina Ospanova founded it in 2018. Source: “It was founded in 2018.” (Aksu News, 3 May 2018).",
        );
        crate::items::lint::sample::passes_in("L40", &full, &Context::new("en", &[]).generated());
        passes(
            "L40",
            &card("In which year did Dina Ospanova found the Ulu party?", "2018"),
        );
    }
}
