//! L12: nothing else that the deck knows answers the stem.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::known::is_same_answer;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;

/// See the file's first line.
///
/// A fact answers the stem when it tells the same relation of the same thing, or tells it of another
/// and still says every word of the stem. Answers that stand among the distractors are rule L30's.
pub struct UniqueAnswer;

impl Check for UniqueAnswer {
    fn id(&self) -> &'static str {
        "L12"
    }

    fn rule(&self) -> &'static str {
        "one answer fits the stem: no other fact of the deck gives it another"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if item.is_kind(&[
            Kind::TrueFalse,
            Kind::Earlier,
            Kind::Compare,
            Kind::Matching,
            Kind::Timeline,
        ]) {
            return Vec::new();
        }
        let others = context.facts().other_answers(item);
        let offered = |answer: &str| {
            let mut distractors = item.distractors().iter();
            distractors.any(|option| is_same_answer(option.text, answer))
        };
        let other = others.iter().find(|(_, answer)| !offered(answer));
        other.map_or_else(Vec::new, |(rival, answer)| {
            block(
                "L12",
                format!("`{answer}` answers the stem too, by the fact `{}`", rival.fact.id),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, card, choice, fact, on_fact, passes_in};

    fn facts() -> [crate::items::Fact; 3] {
        let mut facts = [
            fact("lead18", "Ulu party", "led by", "Dina Ospanova"),
            fact("lead21", "Ulu party", "led by", "Marat Keneev"),
            fact("adal", "Adal party", "led by", "Asan Berdi"),
        ];
        facts[0].time = "2018".parse().ok();
        facts[1].time = "2021".parse().ok();
        facts
    }

    #[test]
    fn finds_a_second_answer_in_the_deck() {
        let facts = facts();
        let context = Context::new("en", &facts);
        blocks_in(
            "L12",
            &on_fact("lead18", card("Who led the Ulu party?", "Dina Ospanova")),
            &context,
        );
        blocks_in(
            "L12",
            &on_fact("adal", card("Who led the party?", "Asan Berdi")),
            &context,
        );
    }

    #[test]
    fn leaves_a_stem_alone_that_says_which_is_meant() {
        let facts = facts();
        let context = Context::new("en", &facts);
        for (id, stem, key) in [
            ("lead18", "Who led the Ulu party in 2018?", "Dina Ospanova"),
            ("lead21", "Who led the Ulu party in 2021?", "Marat Keneev"),
            ("adal", "Who led the Adal party?", "Asan Berdi"),
        ] {
            passes_in("L12", &on_fact(id, card(stem, key)), &context);
        }
        // Among the options it is another rule's.
        let offered = choice(
            "Who led the Ulu party?",
            "Dina Ospanova",
            &["Marat Keneev", "Otto Velk"],
        );
        passes_in("L12", &on_fact("lead18", offered), &context);
    }
}
