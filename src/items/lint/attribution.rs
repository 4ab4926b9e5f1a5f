//! L15: what a source tells as somebody's words or plans is not asked as plain fact.

use std::borrow::Cow;

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::known::root_in_stem;
use super::known::roots_of;
use crate::facts::Assertion;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::is_same_root;

/// Words of a stem that leave a claim to others, sorted; a test watches that.
#[rustfmt::skip]
const CLAIMING: &[&str] = &[
    "according", "accused", "alleged", "argue", "argued", "assessed", "believed", "call", "called", "claim",
    "claimed", "count", "counted", "describe", "described", "estimate", "estimated", "observers", "official",
    "officially", "officials", "put", "report", "reported", "reportedly", "said", "say", "says", "stated", "study",
    "told",
];
/// Words of a stem that leave a thing to the future.
#[rustfmt::skip]
const PLANNING: &[&str] = &[
    "scheduled", "expected", "planned", "plan", "plans", "due", "set", "proposed", "propose", "intended",
    "announced", "announce", "promised", "promise", "would", "pledged", "pledge",
];
const DENYING: &[&str] = &[
    "denied", "deny", "refused", "refuse", "rejected", "reject", "NOT", "false",
];

/// See the file's first line.
pub struct Attribution;

impl Check for Attribution {
    fn id(&self) -> &'static str {
        "L15"
    }

    fn rule(&self) -> &'static str {
        "a claim is asked with its speaker, a plan as a plan"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(fact) = context.fact_of(item.item) else {
            return Vec::new();
        };
        if !context.is_english || item.is_kind(&[Kind::Speaker]) {
            return Vec::new();
        }
        let has = |list: &[&str]| {
            let mut words = item.stem.iter();
            words.any(|word| list.contains(&word.lower.as_ref()) || list.contains(&word.text))
        };
        let claims = || {
            let mut words = item.stem.iter();
            words.any(|word| CLAIMING.binary_search(&word.lower.as_ref()).is_ok())
        };
        let what = match &fact.assertion {
            Assertion::Stated => return Vec::new(),
            Assertion::Attributed { speaker } if names_speaker(item, speaker) || claims() => {
                return Vec::new();
            }
            Assertion::Attributed { speaker } => format!("{speaker} says so, and the stem does not tell"),
            Assertion::Hedged if claims() => return Vec::new(),
            Assertion::Hedged => "the source doubts it, and the stem does not tell".to_owned(),
            Assertion::Planned if has(PLANNING) => return Vec::new(),
            Assertion::Planned => "it was a plan, and the stem does not tell".to_owned(),
            Assertion::Denied if has(DENYING) => return Vec::new(),
            Assertion::Denied => "the source denies it, and the stem does not tell".to_owned(),
        };
        block("L15", what)
    }
}

/// Whether the speaker stands in the stem or is what is asked for.
fn names_speaker(item: &Anatomy<'_>, speaker: &str) -> bool {
    let stem: Vec<Cow<'_, str>> = item.stem.iter().filter_map(root_in_stem).collect();
    let key: Vec<String> = roots_of(&item.item.key).collect();
    roots_of(speaker).any(|root| {
        stem.iter().any(|own| is_same_root(own, &root)) || key.iter().any(|own| is_same_root(own, &root))
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::Assertion;
    use crate::items::Fact;
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, card, fact, on_fact, passes_in};

    fn told(assertion: Assertion) -> [Fact; 1] {
        let mut fact = fact("dead", "Aksu flood", "deaths", "200");
        fact.assertion = assertion;
        [fact]
    }

    fn by_lund() -> Assertion {
        Assertion::Attributed {
            speaker: "Ann Lund".to_owned(),
        }
    }

    #[test]
    fn the_words_that_claim_are_sorted() {
        assert!(super::CLAIMING.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn finds_claims_and_plans_asked_as_facts() {
        for assertion in [
            by_lund(),
            Assertion::Hedged,
            Assertion::Planned,
            Assertion::Denied,
        ] {
            let item = on_fact(
                "dead",
                card("How many people died in the Aksu flood of 1911?", "200"),
            );
            blocks_in("L15", &item, &Context::new("en", &told(assertion)));
        }
    }

    #[test]
    fn leaves_plain_facts_and_attributed_stems_alone() {
        for (stem, assertion) in [
            (
                "How many people died in the Aksu flood of 1911?",
                Assertion::Stated,
            ),
            (
                "According to Ann Lund, how many people died in the Aksu flood?",
                by_lund(),
            ),
            (
                "How many people does Lund count as victims of the Aksu flood?",
                by_lund(),
            ),
            (
                "How many houses was Aksu expected to build in 1911?",
                Assertion::Planned,
            ),
        ] {
            passes_in(
                "L15",
                &on_fact("dead", card(stem, "200")),
                &Context::new("en", &told(assertion)),
            );
        }
    }
}
