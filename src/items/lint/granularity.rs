//! L13: a stem that asks for a time says how exactly.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::ValueKind;

/// See the file's first line.
pub struct Granularity;

impl Check for Granularity {
    fn id(&self) -> &'static str {
        "L13"
    }

    fn rule(&self) -> &'static str {
        "in which year, in which month or on what date, not when, where more than one would be right"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let (Some((at, word)), Some(key)) = (item.question_word(), item.key()) else {
            return Vec::new();
        };
        if !context.is_english || at > 0 || word.lower != "when" {
            return Vec::new();
        }
        match key.value.kind {
            ValueKind::Day => block(
                "L13",
                format!("`When` asks for `{}`; say `On what date`", key.text),
            ),
            ValueKind::Month => block(
                "L13",
                format!("`When` asks for `{}`; say `In which month`", key.text),
            ),
            ValueKind::Year if knows_finer(item, context) => block(
                "L13",
                format!(
                    "`When` asks for `{}`, and the day is known too; say `In which year`",
                    key.text
                ),
            ),
            _ => Vec::new(),
        }
    }
}

fn knows_finer(item: &Anatomy<'_>, context: &Context<'_>) -> bool {
    let time = context.fact_of(item.item).and_then(|fact| fact.time);
    time.is_some_and(|time| time.month.is_some())
}

#[cfg(test)]
mod tests {
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks, blocks_in, card, fact, on_fact, passes, passes_in};

    #[test]
    fn finds_when_for_a_time_of_unsaid_precision() {
        blocks(
            "L13",
            &card("When did Dina Ospanova found the Ulu party?", "3 April 2018"),
        );
        blocks(
            "L13",
            &card("When did Dina Ospanova found the Ulu party?", "April 2018"),
        );
        let mut founded = fact("ulu", "Ulu party", "founded on", "3 April 2018");
        founded.time = "2018-04-03".parse().ok();
        let item = on_fact("ulu", card("When did Dina Ospanova found the Ulu party?", "2018"));
        blocks_in("L13", &item, &Context::new("en", &[founded]));
    }

    #[test]
    fn leaves_a_stated_precision_alone() {
        passes(
            "L13",
            &card(
                "On what date did Dina Ospanova found the Ulu party?",
                "3 April 2018",
            ),
        );
        passes(
            "L13",
            &card("When did Dina Ospanova found the Ulu party?", "2018"),
        );
        let mut founded = fact("ulu", "Ulu party", "founded in", "2018");
        founded.time = "2018".parse().ok();
        let item = on_fact("ulu", card("When did Dina Ospanova found the Ulu party?", "2018"));
        passes_in("L13", &item, &Context::new("en", &[founded]));
    }
}
