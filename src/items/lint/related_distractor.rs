//! L31: no distractor belongs to the key: a partner in the same deed, its whole or part, another name of it.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::known::Known;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;

/// Words of relations that make one thing another name of the other.
#[rustfmt::skip]
const NAMING: &[&str] = &[
    "renamed", "called", "known", "formerly", "former", "stands", "means", "alias", "name", "short",
    "abbreviation", "is",
];
/// Words of relations that put one thing inside the other.
#[rustfmt::skip]
const HOLDING: &[&str] = &["in", "part", "region", "centre", "capital", "district", "province", "located", "lies"];
/// Between two names of one deed.
const JOINING: &[&str] = &[
    "and",
    "with",
    "together",
    "along",
    "alongside",
    "jointly",
    "plus",
    "both",
];

/// See the file's first line.
pub struct RelatedDistractor;

impl Check for RelatedDistractor {
    fn id(&self) -> &'static str {
        "L31"
    }

    fn rule(&self) -> &'static str {
        "no distractor acts together with the key, holds it, lies in it or is another name of it"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        let choice_of_two = item.is_kind(&[Kind::TrueFalse, Kind::Earlier, Kind::Compare]);
        if !item.has_options() || choice_of_two || key.value.kind != ValueKind::Words {
            return Vec::new();
        }
        let own = context.known_of(item.item);
        for option in item.distractors() {
            let what = if own.is_some_and(|own| is_partner(own, item, option)) {
                "does it together with the key"
            } else if is_country_again(key, option)
                || is_linked(context, item, option, NAMING) && !asks_for_name(item)
            {
                "is another name of the key"
            } else if is_linked(context, item, option, HOLDING) {
                "holds the key or lies in it"
            } else {
                continue;
            };
            return block(
                "L31",
                format!("the distractor `{}` {what} `{}`", option.text, key.text),
            );
        }
        Vec::new()
    }
}

/// `Ann Lund and Otto Velk` in the statement or in the words of the source.
fn is_partner(own: &Known<'_>, item: &Anatomy<'_>, option: &Choice<'_>) -> bool {
    let quotes = own.fact.evidence.iter().map(|evidence| evidence.quote.as_str());
    let mut texts = quotes.chain([own.fact.statement.as_str()]);
    texts.any(|text| stand_together(text, item.item.key.as_str(), option.text))
}

/// Whether two names stand in `text` with nothing between them but `and`, `with` or more names.
fn stand_together(text: &str, one: &str, other: &str) -> bool {
    let folded: Vec<String> = words(text).map(fold).collect();
    let place = |name: &str| {
        let name: Vec<String> = words(name).map(fold).collect();
        let at = folded.windows(name.len().max(1)).position(|row| row == name)?;
        Some((at, at + name.len()))
    };
    let (Some(one), Some(other)) = (place(one), place(other)) else {
        return false;
    };
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    let Some(between) = words(text)
        .collect::<Vec<_>>()
        .get(first.1..second.0)
        .map(<[&str]>::to_vec)
    else {
        return false;
    };
    let is_joint = |word: &&str| JOINING.contains(word);
    let joins = between.iter().any(is_joint);
    joins
        && between
            .iter()
            .all(|word| is_joint(word) || word.starts_with(char::is_uppercase))
}

fn is_country_again(key: &Choice<'_>, option: &Choice<'_>) -> bool {
    let lexicon = Lexicon::shipped();
    let countries = lexicon.country(key.text).zip(lexicon.country(option.text));
    countries.is_some_and(|(one, other)| one.name == other.name)
}

/// Whether a fact of the deck ties key and distractor by one of these relations.
fn is_linked(context: &Context<'_>, item: &Anatomy<'_>, option: &Choice<'_>, relations: &[&str]) -> bool {
    let Some(key) = item.key() else { return false };
    let mut facts = context.facts().naming(&key.folded);
    facts.any(|known| {
        let ties = known.subject == key.folded && known.object == option.folded
            || known.object == key.folded && known.subject == option.folded;
        ties && words(&known.fact.relation).any(|word| relations.contains(&word))
    })
}

/// `What was Astana called in 1995?` may well offer its other names.
fn asks_for_name(item: &Anatomy<'_>) -> bool {
    let named = ["name", "called", "named", "renamed", "known", "title"];
    item.is_kind(&[Kind::Renaming, Kind::Expansion, Kind::Term])
        || item.stem.iter().any(|word| named.contains(&word.lower.as_ref()))
}

#[cfg(test)]
mod tests {
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, choice, fact, on_fact, passes_in};

    #[test]
    fn finds_partners_wholes_and_other_names() {
        let mut founded = fact("one", "Ulu party", "founded by", "Dina Ospanova");
        founded.statement = "Dina Ospanova and Marat Keneev founded the Ulu party.".to_owned();
        let facts = [
            founded,
            fact("two", "Aksu", "lies in", "Velk"),
            fact("three", "Aksu", "capital of", "Berdi-Kala"),
            fact("four", "Aksu", "renamed", "Orda"),
        ];
        let context = Context::new("en", &facts);
        let who = choice(
            "Who founded the Ulu party?",
            "Dina Ospanova",
            &["Marat Keneev", "Otto Velk"],
        );
        blocks_in("L31", &on_fact("one", who), &context);
        let within = choice("Where does the river Sary rise?", "Velk", &["Aksu", "Lund"]);
        blocks_in("L31", &on_fact("two", within), &context);
        let again = choice(
            "Which city did the flood of 1911 reach?",
            "Aksu",
            &["Orda", "Lund"],
        );
        blocks_in("L31", &again, &context);
        let country = choice(
            "Which country did the flood reach?",
            "Soviet Union",
            &["USSR", "Poland"],
        );
        blocks_in("L31", &country, &context);
    }

    #[test]
    fn leaves_strangers_and_questions_for_names_alone() {
        let mut founded = fact("one", "Ulu party", "founded by", "Dina Ospanova");
        founded.statement =
            "Dina Ospanova founded the Ulu party after Marat Keneev and others left.".to_owned();
        let facts = [founded, fact("two", "Aksu", "renamed", "Orda")];
        let context = Context::new("en", &facts);
        let who = choice(
            "Who founded the Ulu party?",
            "Dina Ospanova",
            &["Marat Keneev", "Otto Velk"],
        );
        passes_in("L31", &on_fact("one", who), &context);
        let named = choice("What was Aksu renamed in 1961?", "Orda", &["Aksu", "Lund"]);
        passes_in("L31", &on_fact("two", named), &context);
    }
}
