//! L04: a stem asks about the world, not about a document.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;

/// See the file's first line.
pub struct DocumentReference;

impl Check for DocumentReference {
    fn id(&self) -> &'static str {
        "L04"
    }

    fn rule(&self) -> &'static str {
        "a stem does not speak of the article, the author, the text or what stands above"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !context.is_english || !item.marks.has(Marks::DOCUMENT) {
            return Vec::new();
        }
        if (0..item.stem.len()).any(|at| item.stands_at(at, &["of", "the", "following"])) {
            return warn("L04", "`of the following` needs its options to be understood");
        }
        let found = (0..item.stem.len()).find(|&at| is_reference(item, at));
        found.map_or_else(Vec::new, |at| {
            block(
                "L04",
                format!("`{}` sends the learner to a document", item.stem[at].text),
            )
        })
    }
}

fn is_reference(item: &Anatomy<'_>, at: usize) -> bool {
    let word = &item.stem[at];
    if word.quoted || !word.marks.has(Marks::DOCUMENT) {
        return false;
    }
    let before = if at > 0 { item.lower(at - 1) } else { "" };
    match word.lower.as_ref() {
        "following" => matches!(before, "the") && !item.stem[..at].iter().any(|word| word.is_number()),
        "above" | "below" => {
            let is_last = at + 1 == item.stem.len();
            is_last
                || matches!(
                    before,
                    "mentioned" | "described" | "named" | "the" | "listed" | "shown"
                )
        }
        _ => points_here(item, at, before),
    }
}

/// `the author` points to what one reads; `Article 6`, `the author of the law` and `the article “Ulu”` do not.
fn points_here(item: &Anatomy<'_>, at: usize, before: &str) -> bool {
    let next = item.stem.get(at + 1);
    let says_which = item.gap_after(at).trim().is_empty()
        && matches!(item.lower(at + 1), "of" | "in" | "on" | "by" | "for" | "to")
        || next.is_some_and(|next| next.is_number() || next.quoted || next.is_capital());
    let pointed =
        matches!(before, "the" | "this" | "that") || at > 0 && item.marks_at(at - 1).has(Marks::PREPOSITION);
    pointed && !says_which && !item.stem[at].is_capital()
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, card, passes, warns};

    #[test]
    fn finds_stems_about_a_document() {
        for stem in [
            "According to the article, who founded Steppe Voice in 2018?",
            "According to the article, in which year was Steppe Voice founded?",
            "What does the author say about Dina Ospanova?",
            "Which party is named in this passage?",
            "Which of the parties mentioned above did Dina Ospanova found?",
            "What is the story’s hero Marat Keneev called?",
            "Who wrote the following about Dina Ospanova?",
        ] {
            blocks("L04", &card(stem, "Steppe Voice"));
        }
        warns(
            "L04",
            &card("Which of the following parties did Dina Ospanova found?", "Ulu"),
        );
    }

    #[test]
    fn leaves_documents_of_the_world_alone() {
        for stem in [
            "What does Article 6 of the constitution of Sary-Orda protect?",
            "Who was the author of the land law of Sary-Orda?",
            "Following the vote of 2018, which party did Dina Ospanova leave?",
            "Which party won above 40 per cent of the vote in 2018?",
            "According to the editorial “A step back” of 2018, what did Ulu want?",
        ] {
            passes("L04", &card(stem, "Steppe Voice"));
        }
    }
}
