//! L02: a stem is one sentence of a readable length.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::is_year;
use crate::items::anatomy::quoted_ranges;

const SHORTEST: usize = 5;
const COMFORTABLE: usize = 22;
const LONGEST: usize = 30;
/// A date before the question may take this many words.
const LEAD_IN: usize = 12;
const STATEMENTS: &[Kind] = &[Kind::TrueFalse, Kind::Timeline, Kind::Matching];
/// What ends with a full stop inside a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "st", "no", "prof", "gen", "col", "jr", "sr", "vs", "jan", "feb", "aug", "sept",
    "oct", "nov", "dec", "c",
];

/// See the file's first line.
pub struct StemLength;

impl Check for StemLength {
    fn id(&self) -> &'static str {
        "L02"
    }

    fn rule(&self) -> &'static str {
        "a stem is one sentence of 5 to 30 words, better at most 22"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let words = item.stem.len();
        if words > LONGEST {
            return block("L02", format!("the stem has {words} words, more than {LONGEST}"));
        }
        if is_nested(&item.item.stem) {
            return block("L02", "the stem has parentheses inside parentheses");
        }
        if context.is_english && !item.is_kind(STATEMENTS) && has_two_sentences(item) {
            return block("L02", "the stem is more than one sentence");
        }
        if words > COMFORTABLE {
            return warn(
                "L02",
                format!("the stem has {words} words; up to {COMFORTABLE} read well"),
            );
        }
        if context.is_english && words < SHORTEST && !item.is_kind(STATEMENTS) {
            let message = format!("the stem has only {words} words, too few to say what is meant");
            // A definition of one's own may well ask `What is an akim?`.
            return if context.is_generated {
                block("L02", message)
            } else {
                Vec::new()
            };
        }
        Vec::new()
    }
}

fn is_nested(stem: &str) -> bool {
    let mut depth = 0_usize;
    for letter in stem.chars() {
        match letter {
            '(' | '[' if depth == 1 => return true,
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// Whether a sentence ends inside the stem; a short dated one before the question is allowed.
fn has_two_sentences(item: &Anatomy<'_>) -> bool {
    let quotes = quoted_ranges(&item.item.stem);
    let inner = (0..item.stem.len().saturating_sub(1)).filter(|&at| ends_sentence(item, at));
    let mut ends = inner.filter(|&at| {
        !quotes
            .iter()
            .any(|(from, to)| (*from..*to).contains(&item.stem[at].start))
    });
    let Some(first) = ends.next() else { return false };
    let dated = item.stem[..=first].iter().any(|word| is_year(word.text));
    ends.next().is_some() || first >= LEAD_IN || !dated
}

fn ends_sentence(item: &Anatomy<'_>, at: usize) -> bool {
    let gap = item.gap_after(at);
    let word = &item.stem[at];
    let stops =
        gap.starts_with(['.', '!', '?']) && gap.len() > 1 && gap[1..].starts_with(char::is_whitespace);
    let is_initial =
        word.text.chars().count() == 1 || word.text.chars().all(char::is_uppercase) && word.text.len() < 3;
    stops && item.stem[at + 1].is_capital() && !is_initial && !ABBREVIATIONS.contains(&word.lower.as_ref())
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, card, passes, warns};

    #[test]
    fn finds_stems_too_long_too_short_or_broken_in_two() {
        let long = format!("Who {} founded the Ulu party in 2018?", "very ".repeat(25));
        blocks("L02", &card(&long, "Dina Ospanova"));
        let wordy = format!("Who {} founded the Ulu party in 2018?", "very ".repeat(17));
        warns("L02", &card(&wordy, "Dina Ospanova"));
        blocks("L02", &card("Who founded Ulu?", "Dina Ospanova"));
        blocks(
            "L02",
            &card(
                "Dina Ospanova left the Ulu party. Which party did she found?",
                "Steppe Voice",
            ),
        );
        blocks(
            "L02",
            &card(
                "Which party (of 2018 (or 2019)) did Dina Ospanova found?",
                "Steppe Voice",
            ),
        );
    }

    #[test]
    fn leaves_a_sentence_of_middle_length_alone() {
        for stem in [
            "Which party did Dina Ospanova found in 2018?",
            "It was 3 April 2018. Which party did Dina Ospanova found?",
            "Which party did the lawyer D. Ospanova join in St. Marat in 2018?",
            "Who said in 2018 “We fear a ballot. We fear a crowd.” in parliament?",
        ] {
            passes("L02", &card(stem, "Steppe Voice"));
        }
    }
}
