//! L30: no distractor is right by another fact of the deck.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::known::is_same_answer;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;

/// See the file's first line.
pub struct TrueDistractor;

impl Check for TrueDistractor {
    fn id(&self) -> &'static str {
        "L30"
    }

    fn rule(&self) -> &'static str {
        "each distractor is wrong for the time the stem names, by all facts of the deck"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !item.has_options() || item.is_kind(&[Kind::TrueFalse, Kind::Earlier, Kind::Compare]) {
            return Vec::new();
        }
        let others = context.facts().other_answers(item);
        let offered = others.iter().find_map(|(rival, answer)| {
            let mut distractors = item.distractors().iter();
            Some((
                distractors.find(|option| is_same_answer(option.text, answer))?,
                rival,
            ))
        });
        offered.map_or_else(Vec::new, |(option, rival)| {
            block(
                "L30",
                format!(
                    "the distractor `{}` is right too, by the fact `{}`",
                    option.text, rival.fact.id
                ),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, choice, fact, on_fact, passes_in};

    #[test]
    fn finds_a_distractor_that_another_fact_makes_right() {
        let facts = [
            fact("one", "Ulu party", "founded by", "Dina Ospanova"),
            fact("two", "Ulu party", "founded by", "Marat Keneev"),
        ];
        let item = choice(
            "Who founded the Ulu party?",
            "Dina Ospanova",
            &["Marat Keneev", "Otto Velk"],
        );
        blocks_in("L30", &on_fact("one", item), &Context::new("en", &facts));
        let turned = [
            fact("one", "Dina Ospanova", "leads", "Ulu"),
            fact("two", "Dina Ospanova", "leads", "Adal"),
        ];
        let item = choice("Which party does Dina Ospanova lead?", "Ulu", &["Adal", "Asar"]);
        blocks_in("L30", &on_fact("one", item), &Context::new("en", &turned));
    }

    #[test]
    fn leaves_a_distractor_of_another_thing_or_time_alone() {
        let mut facts = [
            fact("one", "Ulu party", "led by", "Dina Ospanova"),
            fact("two", "Adal party", "led by", "Marat Keneev"),
            fact("three", "Ulu party", "led by", "Otto Velk"),
        ];
        facts[0].time = "2018".parse().ok();
        facts[2].time = "2021".parse().ok();
        let item = choice(
            "Who led the Ulu party in 2018?",
            "Dina Ospanova",
            &["Marat Keneev", "Otto Velk"],
        );
        passes_in("L30", &on_fact("one", item), &Context::new("en", &facts));
    }
}
