//! L32: where several answers may be right at once, each distractor is known to be wrong.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::known::Known;
use super::known::Slot;
use crate::facts::Assertion;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;
use crate::items::anatomy::root;
use crate::lexicon::fold::words;

/// Beginnings of relations that many things can stand in at one time.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "member", "support", "backed", "backs", "endors", "sign", "attend", "visit", "demand", "join", "ratif", "candidat",
    "particip", "nomin", "critic", "includ", "vot", "observ", "ally", "belong", "award", "prais",
    "condemn",
];
/// Beginnings of relations that say the contrary of those.
#[rustfmt::skip]
const AGAINST: &[&str] = &[
    "oppos", "reject", "against", "refus", "bar", "lack", "without", "outsid", "left", "leav", "exclud", "boycot",
    "declin", "abstain", "denied", "deni", "not",
];
/// Words of a stem that let only one thing stand in the relation.
#[rustfmt::skip]
const SINGLING: &[&str] = &["first", "last", "only", "sole", "youngest", "oldest", "largest", "alone", "final"];

/// See the file's first line.
///
/// Judges items of the program only: who writes distractors by hand vouches for them.
pub struct UnknownDistractor;

impl Check for UnknownDistractor {
    fn id(&self) -> &'static str {
        "L32"
    }

    fn rule(&self) -> &'static str {
        "of members, supporters and signatories, distractors are known to be none"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let (Some(key), Some(own)) = (item.key(), context.known_of(item.item)) else {
            return Vec::new();
        };
        let is_open = context.is_generated
            && item.has_options()
            && key.value.kind == ValueKind::Words
            && begins_with(&own.fact.relation, OPEN)
            && !tells_when_or_where(&own.fact.relation)
            && !item
                .stem
                .iter()
                .any(|word| SINGLING.contains(&word.lower.as_ref()))
            && own.slot(item) != Some(Slot::Subject).filter(|_| is_of_one(own));
        if !is_open {
            return Vec::new();
        }
        let unsure = item
            .distractors()
            .iter()
            .find(|option| !is_known_false(context, own, option));
        unsure.map_or_else(Vec::new, |option| {
            block(
                "L32",
                format!(
                    "nothing says that `{}` is wrong: `{}` may hold of many",
                    option.text, own.fact.relation
                ),
            )
        })
    }
}

/// `Which law did Ann Lund sign` is open; `Who signed the law` of a law that one person signs is not.
fn is_of_one(own: &Known<'_>) -> bool {
    words(&own.fact.relation)
        .next()
        .is_some_and(|word| root(word) == "sign")
}

/// `signed in` and `joined on` ask for the one place or day of a deed.
fn tells_when_or_where(relation: &str) -> bool {
    words(relation)
        .last()
        .is_some_and(|last| matches!(last, "in" | "on" | "at" | "since" | "until"))
}

fn begins_with(relation: &str, beginnings: &[&str]) -> bool {
    let mut told = words(relation).map(str::to_lowercase);
    told.any(|word| beginnings.iter().any(|beginning| word.starts_with(beginning)))
}

/// Whether a fact of the deck puts the distractor on the other side of what the item asks about.
fn is_known_false(context: &Context<'_>, own: &Known<'_>, option: &Choice<'_>) -> bool {
    context.facts().naming(&option.folded).any(|known| {
        let about_it = [&known.subject, &known.object];
        let shares = about_it.contains(&&own.subject) || about_it.contains(&&own.object);
        let denies = known.fact.assertion == Assertion::Denied || begins_with(&known.fact.relation, AGAINST);
        shares && denies
    })
}

#[cfg(test)]
mod tests {
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, choice, fact, on_fact, passes_in};

    fn item() -> crate::items::Item {
        on_fact(
            "bill",
            choice(
                "Which party supported the land bill of 2018?",
                "Ulu",
                &["Adal", "Asar"],
            ),
        )
    }

    #[test]
    fn finds_distractors_of_which_nothing_is_known() {
        let facts = [
            fact("bill", "land bill", "supported by", "Ulu"),
            fact("adal", "land bill", "opposed by", "Adal"),
        ];
        blocks_in("L32", &item(), &Context::new("en", &facts).generated());
    }

    #[test]
    fn leaves_known_opponents_single_answers_and_hands_alone() {
        let facts = [
            fact("bill", "land bill", "supported by", "Ulu"),
            fact("adal", "land bill", "opposed by", "Adal"),
            fact("asar", "land bill", "rejected by", "Asar"),
        ];
        passes_in("L32", &item(), &Context::new("en", &facts).generated());
        let unsure = [fact("bill", "land bill", "supported by", "Ulu")];
        passes_in("L32", &item(), &Context::new("en", &unsure));
        let mut first = item();
        first.stem = "Which party was the first to support the land bill?".to_owned();
        passes_in("L32", &first, &Context::new("en", &unsure).generated());
        let led = [fact("bill", "land bill", "drafted by", "Ulu")];
        passes_in("L32", &item(), &Context::new("en", &led).generated());
    }
}
