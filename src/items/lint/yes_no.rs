//! F08: a card cannot be answered with yes or no.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::lexicon::fold::fold;

/// See the file's first line.
///
/// Other cues that answer a card without knowledge are rules L06 and L20 to L27.
pub struct YesNo;

impl Check for YesNo {
    fn id(&self) -> &'static str {
        "F08"
    }

    fn rule(&self) -> &'static str {
        "a question is not answered by yes or no, a coin would know"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if item.is_kind(&[Kind::TrueFalse, Kind::Earlier, Kind::Compare]) {
            return Vec::new();
        }
        let key = fold(&item.item.key);
        let answers_so = matches!(key.as_str(), "yes" | "no");
        let verbs = Marks::DO.and(Marks::BE).and(Marks::HAVE).and(Marks::MODAL);
        let asks_so = context.is_english
            && item.item.stem.trim_end().ends_with('?')
            && item.marks_at(0).has(verbs)
            && item.question_word().is_none()
            && !item.stem.iter().any(|word| word.lower == "or");
        if !answers_so && !asks_so {
            return Vec::new();
        }
        let message = "the question is answered by yes or no; ask for the thing itself";
        match context.is_generated {
            true => block("F08", message),
            false => warn("F08", message),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Kind;
    use crate::items::lint::sample::{blocks, card, of_kind, passes, warns};

    #[test]
    fn finds_questions_a_coin_answers() {
        blocks("F08", &card("Did Ulu win the Aksu vote of 2018?", "yes"));
        warns(
            "F08",
            &card("Was Dina Ospanova elected mayor in 2018?", "she was"),
        );
    }

    #[test]
    fn leaves_open_questions_and_choices_alone() {
        passes("F08", &card("Which party won the Aksu vote of 2018?", "Ulu"));
        passes(
            "F08",
            &of_kind(
                Kind::Earlier,
                card("Was the flood before or after the vote of 2018?", "before"),
            ),
        );
        passes(
            "F08",
            &of_kind(Kind::TrueFalse, card("Ulu won the Aksu vote of 2018.", "true")),
        );
    }
}
