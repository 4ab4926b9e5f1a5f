//! L09: a stem that asks for one thing has one key, a stem that asks for two has two.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::Marks;
use crate::items::anatomy::ValueKind;
use crate::items::anatomy::spelled_number;
use crate::language::inflect::is_plural;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::words;

/// Nouns of one that may have many members: `Which pair …?`, `Which family …?`
#[rustfmt::skip]
const GATHERING: &[&str] = &[
    "pair", "couple", "duo", "trio", "family", "group", "team", "body", "list", "committee", "set",
];

/// See the file's first line.
pub struct NumberAgreement;

impl Check for NumberAgreement {
    fn id(&self) -> &'static str {
        "L09"
    }

    fn rule(&self) -> &'static str {
        "wh-phrase, key and options agree in number"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        let free = item.is_kind(&[Kind::TrueFalse, Kind::Earlier, Kind::Compare, Kind::Timeline]);
        if !context.is_english || free || key.value.kind != ValueKind::Words {
            return Vec::new();
        }
        if let Some(asked) = counted(item)
            && members(key.text) != asked
            && names_only(key.text)
        {
            let message = format!(
                "the stem asks for {asked}, the key `{}` names {}",
                key.text,
                members(key.text)
            );
            return block("L09", message);
        }
        if let Some(option) = item.distractors().iter().find(|option| disagree(key, option)) {
            let message = format!("`{}` and `{}` differ in number", key.text, option.text);
            return block("L09", message);
        }
        clash(item, key).map_or_else(Vec::new, |message| block("L09", message))
    }
}

/// `Which two activists`: two.
fn counted(item: &Anatomy<'_>) -> Option<usize> {
    let (at, word) = item.question_word()?;
    let next = item.stem.get(at + 1)?;
    let amount = spelled_number(next.text).filter(|amount| (2.0..10.0).contains(amount))?;
    // Whole and below ten.
    matches!(word.lower.as_ref(), "which" | "what" | "who").then_some(amount as usize)
}

/// How many things a list of names holds: `Ann Lund and Otto Velk` two.
fn members(text: &str) -> usize {
    let parts = text
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "));
    parts.filter(|part| !part.trim().is_empty()).count()
}

/// Whether every member of a list begins with a capital: in other words `and` may stand inside one thing.
fn names_only(text: &str) -> bool {
    text.split(", ")
        .flat_map(|part| part.split(" and "))
        .all(|part| part.trim().starts_with(char::is_uppercase))
}

/// Names beside pairs of names: the number of members tells which option is right.
fn disagree(key: &Choice<'_>, option: &Choice<'_>) -> bool {
    let is_single = |text: &str| members(text) == 1 && names_only(text);
    is_list(key.text) && is_single(option.text) || is_list(option.text) && is_single(key.text)
}

/// Whether persons are listed: `Law and Justice` is one party, `Mining and Chemical Combine` one plant.
fn is_list(text: &str) -> bool {
    let opens_with_given = |part: &str| {
        let mut names = words(part);
        let given = names
            .next()
            .is_some_and(|first| Lexicon::shipped().given(first).is_some());
        given && names.next().is_some()
    };
    names_only(text) && members(text) > 1 && text.split(" and ").any(opens_with_given)
}

/// `Which party … : Ann Lund and Otto Velk`, `Which parties …: Ulu`.
fn clash(item: &Anatomy<'_>, key: &Choice<'_>) -> Option<String> {
    let (at, word) = item.question_word()?;
    let verbs = Marks::DO.and(Marks::BE).and(Marks::HAVE).and(Marks::MODAL);
    match word.lower.as_ref() {
        "who" => {
            let verb = item.lower(at + 1);
            let many = is_list(key.text);
            let clashes = many && matches!(verb, "was" | "is" | "has")
                || !many && matches!(verb, "were" | "are" | "have") && is_one_name(key.text);
            clashes.then(|| {
                format!(
                    "`{} {verb}` and the key `{}` differ in number",
                    word.text, key.text
                )
            })
        }
        "which" => {
            let noun = item.stem.get(at + 1)?;
            let ends = item
                .stem
                .get(at + 2)
                .is_some_and(|next| next.marks.has(verbs.and(Marks::PREPOSITION)));
            let lower = noun.lower.as_ref();
            if noun.is_capital() || !ends || noun.marks.has(Marks::FUNCTION) {
                return None;
            }
            let clashes = match is_plural(lower) {
                true => is_one_name(key.text),
                false => {
                    is_list(key.text) && !GATHERING.contains(&lower) && lower.ends_with(char::is_alphabetic)
                }
            };
            clashes.then(|| format!("`which {lower}` and the key `{}` differ in number", key.text))
        }
        _ => None,
    }
}

/// A name of two or three words without `and`, comma or plural ending.
fn is_one_name(text: &str) -> bool {
    (1..=3).contains(&words(text).count())
        && words(text).all(|word| word.starts_with(char::is_uppercase) && !word.ends_with('s'))
        && members(text) == 1
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, card, choice, passes};

    #[test]
    fn finds_stems_and_options_that_differ_in_number() {
        for (stem, key) in [
            ("Which two activists founded the Ulu party?", "Dina Ospanova"),
            (
                "Who was elected to the council of Aksu in 2018?",
                "Dinara Ospanova and Marat Keneev",
            ),
            ("Who were the founders of the Ulu party?", "Dina Ospanova"),
            ("Which parties did voters of Aksu back in 2018?", "Ulu"),
            (
                "Which activist is said to have founded Ulu?",
                "Dinara Ospanova and Marat Keneev",
            ),
        ] {
            blocks("L09", &card(stem, key));
        }
        blocks(
            "L09",
            &choice(
                "Who founded the Ulu party?",
                "Dinara Ospanova and Marat Keneev",
                &["Asan Berdi", "Otto Velk"],
            ),
        );
    }

    #[test]
    fn leaves_agreement_and_names_with_and_alone() {
        for (stem, key) in [
            (
                "Which two activists founded the Ulu party?",
                "Dinara Ospanova and Marat Keneev",
            ),
            (
                "Who founded the Ulu party in 2018?",
                "Dinara Ospanova and Marat Keneev",
            ),
            ("Which party did Dina Ospanova lead in 2018?", "Law and Justice"),
            ("Which series of laws passed in 2018?", "Land Code"),
            ("Which countries are members of the league?", "Sary-Orda and Velk"),
            ("Which country is Aksu the capital of?", "United States"),
        ] {
            passes("L09", &card(stem, key));
        }
    }
}
