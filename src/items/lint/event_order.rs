//! L44: three to six events to put in order, none twice, and not with their dates.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::known::Known;
use crate::items::Kind;
use crate::items::PartialDate;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::is_year;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;

const EVENTS: std::ops::RangeInclusive<usize> = 3..=6;

/// See the file's first line.
///
/// Dates are those of the deck's facts that tell of the events; an event no fact tells of is taken on trust.
pub struct EventOrder;

impl Check for EventOrder {
    fn id(&self) -> &'static str {
        "L44"
    }

    fn rule(&self) -> &'static str {
        "3 to 6 events to order, of different dates, in the right order, not told by their years"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let events = &item.item.detail.keys;
        if !item.is_kind(&[Kind::Timeline]) || !item.item.detail.ordered {
            return Vec::new();
        }
        let folded: Vec<String> = events.iter().map(|event| fold(event)).collect();
        let twice = (1..events.len()).find(|at| folded[..*at].contains(&folded[*at]));
        let what = if !EVENTS.contains(&events.len()) {
            Some(format!("{} events; 3 to 6 fit", events.len()))
        } else if let Some(at) = twice {
            Some(format!("`{}` is to be put in two places", events[at]))
        } else if events.iter().filter(|event| words(event).any(is_year)).count() > 1 {
            Some("several events tell their year".to_owned())
        } else {
            unordered(events, &folded, context)
        };
        what.map_or_else(Vec::new, |what| block("L44", what))
    }
}

/// Two events in a row whose dates by the deck's facts are the same or the wrong way round.
fn unordered(events: &[String], folded: &[String], context: &Context<'_>) -> Option<String> {
    let dates: Vec<Option<PartialDate>> = folded.iter().map(|event| date_of(event, context)).collect();
    for at in 1..events.len() {
        let (Some(before), Some(after)) = (dates[at - 1], dates[at]) else {
            continue;
        };
        if before.covers(after) || after.covers(before) {
            return Some(format!("`{}` and `{}` have one date", events[at - 1], events[at]));
        }
        if before > after {
            return Some(format!("`{}` came before `{}`", events[at], events[at - 1]));
        }
    }
    None
}

/// The date of the one fact that is about this event or tells it word for word.
fn date_of(event: &str, context: &Context<'_>) -> Option<PartialDate> {
    let is_told =
        |known: &&Known<'_>| known.subject == event || fold(&known.fact.statement).starts_with(event);
    let mut told = context.facts().iter().filter(is_told);
    let first = told.next()?.fact.time?;
    told.all(|other| other.fact.time == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::Kind;
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, card, fact, of_kind, passes_in};

    fn timeline(events: &[&str]) -> Item {
        let mut item = of_kind(
            Kind::Timeline,
            card("Put these events in order, earliest first.", ""),
        );
        item.detail.keys = events.iter().map(|event| (*event).to_owned()).collect();
        item.detail.ordered = true;
        item
    }

    fn facts() -> [crate::items::Fact; 3] {
        let mut facts = [
            fact("flood", "Aksu flood", "began in", "1911"),
            fact("vote", "Velk vote", "held in", "1923"),
            fact("fair", "Aksu fair", "held in", "1911"),
        ];
        for (fact, year) in facts.iter_mut().zip(["1911", "1923", "1911"]) {
            fact.time = year.parse().ok();
        }
        facts
    }

    #[test]
    fn finds_events_that_have_no_one_order() {
        let facts = facts();
        for events in [
            &["Aksu flood", "Velk vote"][..],
            &["Aksu flood", "Velk vote", "aksu flood"],
            &["Aksu flood", "Velk vote of 1923", "the treaty of 1930"],
            &["Aksu flood", "Aksu fair", "Velk vote"],
            &["Velk vote", "Aksu flood", "Berdi treaty"],
        ] {
            blocks_in("L44", &timeline(events), &Context::new("en", &facts));
        }
    }

    #[test]
    fn leaves_a_plain_order_alone() {
        let facts = facts();
        let item = timeline(&["Aksu flood", "Velk vote", "Berdi treaty"]);
        passes_in("L44", &item, &Context::new("en", &facts));
    }
}
