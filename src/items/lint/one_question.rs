//! L01: a stem asks one thing, and a cloze has one blank.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::BLANK;
use crate::items::anatomy::Marks;

/// Kinds whose stem is an instruction, a statement or a choice of two.
const FREE: &[Kind] = &[
    Kind::Earlier,
    Kind::Timeline,
    Kind::Matching,
    Kind::TrueFalse,
    Kind::Estimate,
];
/// First words of a request, which ends with a full stop.
#[rustfmt::skip]
const REQUESTS: &[&str] = &[
    "name", "give", "list", "put", "match", "complete", "translate", "order", "say", "write",
];

/// See the file's first line.
pub struct OneQuestion;

impl Check for OneQuestion {
    fn id(&self) -> &'static str {
        "L01"
    }

    fn rule(&self) -> &'static str {
        "a stem is one question, or a sentence with one blank"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let stem = item.item.stem.trim();
        if stem.is_empty() {
            return block("L01", "the stem is empty");
        }
        if item.is_kind(FREE) {
            return Vec::new();
        }
        if item.is_cloze() {
            return check_blanks(stem);
        }
        if !stem.ends_with(['?', '？']) {
            return check_request(item, context);
        }
        if stem.matches('?').count() > 1 && !inside_quotes(item, stem) {
            return block("L01", "the stem asks more than one question");
        }
        if context.is_english {
            check_wh(item)
        } else {
            Vec::new()
        }
    }
}

fn check_blanks(stem: &str) -> Vec<Finding> {
    let blanks = stem
        .split(|letter| letter != '_')
        .filter(|run| run.len() > 1)
        .count();
    match blanks {
        1 if stem.contains(BLANK) => Vec::new(),
        1 => block("L01", format!("the blank is not written `{BLANK}`")),
        0 => block("L01", "the cloze has no blank"),
        _ => block("L01", format!("the cloze has {blanks} blanks")),
    }
}

fn check_request(item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
    let message = "the stem does not end with a question mark";
    if REQUESTS.contains(&item.lower(0)) {
        return Vec::new();
    }
    // A card of one's own may show a bare term on its front.
    if item.item.kind.is_none() && !context.is_generated {
        warn("L01", message)
    } else {
        block("L01", message)
    }
}

fn inside_quotes(item: &Anatomy<'_>, stem: &str) -> bool {
    let quotes = crate::items::anatomy::quoted_ranges(stem);
    let inner = stem[..stem.len() - 1].match_indices('?');
    !item.stem.is_empty()
        && inner
            .into_iter()
            .all(|(at, _)| quotes.iter().any(|(from, to)| (*from..=*to).contains(&at)))
}

fn check_wh(item: &Anatomy<'_>) -> Vec<Finding> {
    let Some((at, word)) = item.question_word() else {
        let yes_no = item
            .marks_at(0)
            .has(Marks::DO.and(Marks::BE).and(Marks::HAVE).and(Marks::MODAL));
        // Whether a yes-no question is worth a card is rule F08.
        return if yes_no {
            Vec::new()
        } else {
            block("L01", "the stem has no question word")
        };
    };
    let second = (at + 1..item.stem.len()).find(|&next| is_second_question(item, next));
    match second {
        Some(next) => block(
            "L01",
            format!(
                "the stem asks both `{}` and `{}`",
                word.text, item.stem[next].text
            ),
        ),
        None => Vec::new(),
    }
}

/// `and when`, `or who` after the first question word, unless a clause with its own wh-word stands before it.
fn is_second_question(item: &Anatomy<'_>, at: usize) -> bool {
    let word = &item.stem[at];
    word.marks.has(Marks::WH)
        && !word.quoted
        && matches!(item.lower(at - 1), "and" | "or")
        && item
            .marks_at(at + 1)
            .has(Marks::DO.and(Marks::BE).and(Marks::HAVE).and(Marks::MODAL))
            | matches!(word.lower.as_ref(), "why" | "how" | "when" | "where")
        && !item.stem[..at - 1]
            .iter()
            .rev()
            .take(8)
            .any(|before| before.lower == word.lower)
}

#[cfg(test)]
mod tests {
    use crate::items::Kind;
    use crate::items::lint::sample::{blocks, card, of_kind, passes};

    #[test]
    fn finds_a_stem_that_asks_nothing_or_too_much() {
        for stem in [
            "The Steppe Voice party was founded in 2018.",
            "Who founded the Steppe Voice party and when?",
            "Who founded the Steppe Voice party? When did Marat Keneev join?",
            "Who led the Ulu party and why did Dina Ospanova leave the Ulu party?",
            "The founding of the Steppe Voice party in 2018?",
            "  ",
        ] {
            blocks("L01", &of_kind(Kind::Who, card(stem, "Dina Ospanova")));
        }
        blocks(
            "L01",
            &of_kind(Kind::Cloze, card("In ____ the ____ party was founded.", "2018")),
        );
        blocks(
            "L01",
            &of_kind(Kind::Cloze, card("In 2018 the party was founded.", "2018")),
        );
    }

    #[test]
    fn leaves_one_question_alone() {
        for stem in [
            "Who founded the Steppe Voice party in 2018?",
            "Who was president when the Senate of Sary-Orda first met?",
            "Which party did Dina Ospanova, who led the Ulu party, found in 2018?",
            "Name one of the founders of the Steppe Voice party.",
            "Who asked in 2018 “Who fears a ballot?”?",
        ] {
            passes("L01", &of_kind(Kind::Who, card(stem, "Dina Ospanova")));
        }
        passes(
            "L01",
            &of_kind(
                Kind::Cloze,
                card("In ____ the Steppe Voice party was founded.", "2018"),
            ),
        );
        passes(
            "L01",
            &of_kind(
                Kind::TrueFalse,
                card("The Steppe Voice party was founded in 2018.", "true"),
            ),
        );
    }
}
