//! L18: the fact an item rests on says the key and names what the stem names.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::known::Known;
use super::known::roots_of;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::items::anatomy::Word;
use crate::items::anatomy::is_same_root;
use crate::lexicon::Lexicon;

/// So many names of the stem must stand in the fact or the explanation, if it has so many …
const NAMES: usize = 2;
/// … where the source is quoted; a statement says in few words what a source says at length.
const NAMES_UNQUOTED: usize = 1;

/// See the file's first line.
///
/// The sentence is the evidence's quote; a fact of a deck that quotes nothing is taken at its statement.
pub struct SourceSupport;

impl Check for SourceSupport {
    fn id(&self) -> &'static str {
        "L18"
    }

    fn rule(&self) -> &'static str {
        "the source sentence holds the key and at least two names of the stem"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(known) = context.known_of(item.item) else {
            return match context.is_generated {
                true => block("L18", "the item rests on no fact"),
                false => Vec::new(),
            };
        };
        let kept_elsewhere = item.is_kind(&[
            Kind::TrueFalse,
            Kind::Earlier,
            Kind::Compare,
            Kind::Timeline,
            Kind::Matching,
            Kind::Estimate,
        ]);
        let quoted = quoted_roots(known);
        let needed = if quoted.is_empty() { NAMES_UNQUOTED } else { NAMES };
        let facts = context.facts();
        let says = |root: &str| facts.says(known, root) || quoted.iter().any(|own| is_same_root(own, root));
        if let Some(missing) = key_roots(item).iter().find(|root| !kept_elsewhere && !says(root)) {
            return block(
                "L18",
                format!("the fact `{}` does not say `{missing}` of the key", known.fact.id),
            );
        }
        let named: Vec<&Word<'_>> = names(item).collect();
        // What the source says beside the statement, a fact without a quote does not tell.
        let is_decided = context.is_english && (context.is_generated || !quoted.is_empty());
        if !is_decided || named.is_empty() || kept_elsewhere {
            return Vec::new();
        }
        let told: Vec<String> = item
            .item
            .explanation
            .iter()
            .flat_map(|told| roots_of(told))
            .collect();
        // What another fact of the deck names is resolved context: the long form of letters, the country.
        let is_known =
            |root: &str| says(root) || told.iter().any(|own| is_same_root(own, root)) || facts.say(root);
        let found = named.iter().filter(|word| is_known(&word.root)).count();
        if found < named.len().min(needed) {
            let unknown = named.iter().find(|word| !is_known(&word.root));
            let unknown = unknown.map_or("", |word| word.text);
            return block(
                "L18",
                format!(
                    "the fact `{}` does not know `{unknown}` of the stem",
                    known.fact.id
                ),
            );
        }
        Vec::new()
    }
}

fn quoted_roots(known: &Known<'_>) -> Vec<String> {
    let quotes = known.fact.evidence.iter().map(|evidence| evidence.quote.as_str());
    quotes.flat_map(roots_of).collect()
}

fn key_roots(item: &Anatomy<'_>) -> Vec<String> {
    roots_of(&item.item.key).collect()
}

/// Words of names in the stem; a country before or after the question only says where.
fn names<'i>(item: &'i Anatomy<'_>) -> impl Iterator<Item = &'i Word<'i>> {
    let lexicon = Lexicon::shipped();
    let is_country = move |word: &Word<'_>| {
        let bare = word.text.trim_end_matches("'s").trim_end_matches("’s");
        lexicon.country(bare).is_some() || lexicon.country_of_adjective(bare).is_some()
    };
    let spoken = item.stem.iter().enumerate();
    spoken
        .filter(move |(at, word)| {
            *at > 0
                && word.is_capital()
                && !word.marks.has(Marks::FUNCTION.and(Marks::MONTH))
                && !is_country(word)
        })
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, card, fact, on_fact, passes_in};

    #[test]
    fn finds_keys_and_names_the_fact_does_not_know() {
        let facts = [fact("one", "Ulu party", "founded by", "Dina Ospanova")];
        let context = Context::new("en", &facts).generated();
        let item = |stem: &str, key: &str| on_fact("one", card(stem, key));
        blocks_in(
            "L18",
            &item("Who founded the Ulu party?", "Marat Keneev"),
            &context,
        );
        blocks_in(
            "L18",
            &item("Who founded the Adal party?", "Dina Ospanova"),
            &context,
        );
        blocks_in(
            "L18",
            &card("Who founded the Ulu party?", "Dina Ospanova"),
            &Context::new("en", &[]).generated(),
        );
    }

    #[test]
    fn leaves_supported_items_alone() {
        let mut founded = fact("one", "Ulu party", "founded by", "Dina Ospanova");
        founded.time = "2018-04-03".parse().ok();
        let facts = [founded];
        let context = Context::new("en", &facts).generated();
        for (stem, key) in [
            ("Who founded the Ulu party in Kazakhstan?", "Dina Ospanova"),
            (
                "On what date did Dina Ospanova found the Ulu party?",
                "3 April 2018",
            ),
            ("Which party did Dina Ospanova found?", "Ulu"),
        ] {
            passes_in("L18", &on_fact("one", card(stem, key)), &context);
        }
    }
}
