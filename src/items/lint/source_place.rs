//! F14: a card of the program can open the sentence it is from.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;

/// See the file's first line.
pub struct SourcePlace;

impl Check for SourcePlace {
    fn id(&self) -> &'static str {
        "F14"
    }

    fn rule(&self) -> &'static str {
        "the fact of a card quotes its sentence and knows where it stands"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(fact) = context.fact_of(item.item).filter(|_| context.is_generated) else {
            return Vec::new();
        };
        let from_document = fact.evidence.iter().filter(|evidence| evidence.source.is_none());
        let lost = from_document
            .into_iter()
            .find(|evidence| evidence.quote.is_empty() || evidence.span.is_none());
        lost.map_or_else(Vec::new, |_| {
            block(
                "F14",
                format!("the sentence of the fact `{}` cannot be opened", fact.id),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Evidence;
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, card, fact, on_fact, passes_in};
    use crate::text::Span;

    #[test]
    fn finds_a_fact_whose_sentence_is_lost_and_leaves_others_alone() {
        let item = on_fact("ulu", card("How many seats had Ulu in 2018?", "12"));
        let mut known = [fact("ulu", "Ulu", "seats", "12")];
        known[0].evidence.push(Evidence {
            document: None,
            source: None,
            span: None,
            quote: String::new(),
        });
        blocks_in("F14", &item, &Context::new("en", &known).generated());
        known[0].evidence[0].quote = "Ulu had 12 seats.".to_owned();
        known[0].evidence[0].span = Some(Span { start: 0, end: 17 });
        passes_in("F14", &item, &Context::new("en", &known).generated());
        // A deck names its sources by title.
        known[0].evidence[0].source = Some("news".to_owned());
        known[0].evidence[0].span = None;
        passes_in("F14", &item, &Context::new("en", &known).generated());
    }
}
