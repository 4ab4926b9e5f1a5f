//! F11: a card has its source, and what can change its date.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::anatomy::Anatomy;

/// See the file's first line.
///
/// That a volatile card is looked at again after 24 months needs today's date, which a check does not have.
pub struct DatedSource;

impl Check for DatedSource {
    fn id(&self) -> &'static str {
        "F11"
    }

    fn rule(&self) -> &'static str {
        "the fact of a card names its source; what can change says for which date it holds"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(fact) = context.fact_of(item.item) else {
            return Vec::new();
        };
        if fact.evidence.is_empty() && context.is_generated {
            return block("F11", format!("the fact `{}` names no source", fact.id));
        }
        match (fact.as_of, item.item.as_of) {
            (Some(known), None) => warn(
                "F11",
                format!("the fact holds as of {known}, the item does not say so"),
            ),
            (Some(known), Some(said)) if !known.covers(said) && !said.covers(known) => warn(
                "F11",
                format!("the fact holds as of {known}, the item says as of {said}"),
            ),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Evidence;
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, card, fact, on_fact, passes_in, warns_in};

    #[test]
    fn finds_missing_sources_and_dates() {
        let item = on_fact("ulu", card("How many seats had Ulu in 2018?", "12"));
        let bare = [fact("ulu", "Ulu", "seats", "12")];
        blocks_in("F11", &item, &Context::new("en", &bare).generated());
        let mut dated = bare.clone();
        dated[0].as_of = "2021-03".parse().ok();
        warns_in("F11", &item, &Context::new("en", &dated));
        let mut other = item.clone();
        other.as_of = "2019".parse().ok();
        warns_in("F11", &other, &Context::new("en", &dated));
    }

    #[test]
    fn leaves_sourced_and_dated_cards_alone() {
        let mut known = [fact("ulu", "Ulu", "seats", "12")];
        known[0].as_of = "2021-03".parse().ok();
        known[0].evidence.push(Evidence {
            document: None,
            source: Some("news".to_owned()),
            span: None,
            quote: String::new(),
        });
        let mut item = on_fact("ulu", card("How many seats had Ulu in 2018?", "12"));
        item.as_of = "2021".parse().ok();
        passes_in("F11", &item, &Context::new("en", &known).generated());
    }
}
