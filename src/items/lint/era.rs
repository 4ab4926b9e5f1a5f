//! L34: every person offered can have lived when the thing happened.

use std::collections::BTreeMap;

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;
use crate::items::anatomy::is_year;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::words;

/// So many years after or before everything the deck tells of a person, another age has come.
const LIFETIME: i16 = 70;

/// See the file's first line.
///
/// Years of activity come from the facts of the deck that name the person, and of widely known persons
/// from the tables; of others nothing is said. Places, parties and names of cities would need years of their own, which
/// neither an item nor a fact carries.
pub struct Era;

impl Check for Era {
    fn id(&self) -> &'static str {
        "L34"
    }

    fn rule(&self) -> &'static str {
        "persons among the options lived in the time of the question"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        if !item.has_options() || key.value.kind != ValueKind::Words || !is_person(key) {
            return Vec::new();
        }
        let Some(year) = asked_year(item, context) else {
            return Vec::new();
        };
        let stranger = item
            .distractors()
            .iter()
            .filter(|option| is_person(option))
            .find_map(|option| {
                let far = far_from(context, option, year).or_else(|| of_another_age(context, option, year));
                Some((option, far?))
            });
        stranger.map_or_else(Vec::new, |(option, told)| {
            block(
                "L34",
                format!("`{}` is of {told}, the question is of {year}", option.text),
            )
        })
    }
}

/// The year in the stem, or the year of the fact.
fn asked_year(item: &Anatomy<'_>, context: &Context<'_>) -> Option<i16> {
    let mut years = item.stem.iter().filter(|word| is_year(word.text));
    let stated = years.next().and_then(|word| word.text.get(..4)?.parse().ok());
    stated.or_else(|| Some(context.fact_of(item.item)?.time?.year))
}

/// The nearest year the deck tells of this person, if it is another age.
fn far_from(context: &Context<'_>, option: &Choice<'_>, year: i16) -> Option<i16> {
    let told = context.facts().naming(&option.folded);
    let years = told.filter_map(|known| known.fact.time.map(|time| time.year));
    let by_distance: BTreeMap<i16, i16> = years.map(|told| ((told - year).abs(), told)).collect();
    let (distance, told) = by_distance.into_iter().next()?;
    (distance > LIFETIME).then_some(told)
}

/// The end of a well-known person's active years nearest to `year`, if that is out of them.
///
/// Who writes a deck may well ask which of several dead men a street was named for.
fn of_another_age(context: &Context<'_>, option: &Choice<'_>, year: i16) -> Option<i16> {
    const MARGIN: i16 = 15;
    if !context.is_generated {
        return None;
    }
    let active = Lexicon::shipped().person(option.text)?.active;
    let early = active.from.filter(|from| year < from - MARGIN);
    early.or_else(|| active.to.filter(|to| year > to + MARGIN))
}

/// A name that opens with a given name.
fn is_person(option: &Choice<'_>) -> bool {
    option.words > 1
        && words(option.text)
            .next()
            .is_some_and(|first| Lexicon::shipped().given(first).is_some())
}

#[cfg(test)]
mod tests {
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, choice, fact, on_fact, passes_in};

    fn facts() -> [crate::items::Fact; 3] {
        let mut facts = [
            fact("ulu", "Ulu party", "founded by", "Dinara Ospanova"),
            fact("khan", "Aksu Horde", "ruled by", "Marat Keneev"),
            fact("vote", "vote of 2011", "won by", "Askar Berdi"),
        ];
        for (fact, year) in facts.iter_mut().zip(["2018", "1718", "2011"]) {
            fact.time = year.parse().ok();
        }
        facts
    }

    #[test]
    fn finds_a_person_of_another_age() {
        let item = choice(
            "Who founded the Ulu party?",
            "Dinara Ospanova",
            &["Askar Berdi", "Marat Keneev"],
        );
        blocks_in("L34", &on_fact("ulu", item), &Context::new("en", &facts()));
        let item = choice(
            "Who founded the Ulu party?",
            "Dinara Ospanova",
            &["Askar Berdi", "Vladimir Lenin"],
        );
        blocks_in(
            "L34",
            &on_fact("ulu", item),
            &Context::new("en", &facts()).generated(),
        );
    }

    #[test]
    fn leaves_people_of_the_time_and_unknown_ones_alone() {
        let item = choice(
            "Who founded the Ulu party?",
            "Dinara Ospanova",
            &["Askar Berdi", "Marat Velk"],
        );
        passes_in("L34", &on_fact("ulu", item), &Context::new("en", &facts()));
    }
}
