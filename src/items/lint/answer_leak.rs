//! L06: nothing the learner sees before answering holds the answer.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::items::anatomy::Roots;
use crate::items::anatomy::is_same_root;

/// See the file's first line.
pub struct AnswerLeak;

impl Check for AnswerLeak {
    fn id(&self) -> &'static str {
        "L06"
    }

    fn rule(&self) -> &'static str {
        "no word of the key stands in stem, hint, deck title or tags"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        if item.is_kind(&[Kind::TrueFalse, Kind::Earlier, Kind::Compare]) {
            return Vec::new();
        }
        let roots = Roots::of(key.text);
        if !roots.iter().any(|root| is_shown(item, context, root)) {
            return acronym_finding(item, key.text).unwrap_or_default();
        }
        let telling = telling_roots(item, key.text, &roots);
        if let Some(root) = telling.iter().find(|root| item.roots.contain(root)) {
            return block(
                "L06",
                format!("the stem holds `{root}` of the key `{}`", key.text),
            );
        }
        if let Some(finding) = acronym_finding(item, key.text) {
            return finding;
        }
        let hint = item.item.detail.hint.as_deref().map(Roots::of);
        if let Some(root) = hint.and_then(|hint| telling.iter().find(|root| hint.contain(root)).cloned()) {
            return block(
                "L06",
                format!("the hint holds `{root}` of the key `{}`", key.text),
            );
        }
        check_labels(item, context, &telling)
    }
}

/// Whether a root of the key stands anywhere a learner looks before answering. Mostly none does, and
/// nothing else need be asked.
fn is_shown(item: &Anatomy<'_>, context: &Context<'_>, root: &str) -> bool {
    let holds = |label: &str| Roots::of_label(label).contain(root);
    item.roots.contain(root)
        || context.title_roots().contain(root)
        || item.item.tags.iter().any(|tag| holds(tag))
        || item
            .item
            .detail
            .hint
            .as_deref()
            .is_some_and(|hint| Roots::of(hint).contain(root))
}

fn acronym_finding(item: &Anatomy<'_>, key: &str) -> Option<Vec<Finding>> {
    let short = acronym_leak(item, key)?;
    Some(block("L06", format!("`{short}` gives the key `{key}` away")))
}

/// Roots of the key that point to it among the options and that the stem's wh-phrase does not name as a class.
fn telling_roots(item: &Anatomy<'_>, key: &str, roots: &Roots) -> Vec<String> {
    let distractors: Vec<Roots> = item
        .distractors()
        .iter()
        .map(|option| Roots::of(option.text))
        .collect();
    let is_date = item.key().is_some_and(|key| key.value.kind.is_date());
    let several = roots.len() > 1 || is_date;
    let shared = |root: &str| {
        let sharing = distractors.iter().filter(|other| other.contain(root)).count();
        sharing > 0 && (sharing == distractors.len() || several)
    };
    let telling = roots.iter().filter(|root| !shared(root));
    let telling = telling.filter(|root| !(several && is_named_class(item, root)));
    // `On what date in January 2022` may well name month and year of the day it asks for.
    let telling = telling.filter(|root| !(is_date && key.len() > root.len() && !is_day(root)));
    telling.map(str::to_owned).collect()
}

fn is_day(root: &str) -> bool {
    root.len() < 3 && root.starts_with(|letter: char| letter.is_ascii_digit())
}

/// `Which party … ?` may be answered by `the Progress party`.
fn is_named_class(item: &Anatomy<'_>, root: &str) -> bool {
    let verbs = Marks::DO.and(Marks::BE).and(Marks::HAVE).and(Marks::MODAL);
    let Some((at, _)) = item.question_word() else {
        return false;
    };
    let phrase = item
        .stem
        .iter()
        .skip(at + 1)
        .take(4)
        .take_while(|word| !word.marks.has(verbs) && !word.is_capital());
    phrase
        .into_iter()
        .any(|word| is_same_root(&crate::items::anatomy::root(word.text), root))
}

/// An acronym in the stem made of the key's initials, or the other way round.
fn acronym_leak(item: &Anatomy<'_>, key: &str) -> Option<String> {
    let asks_for_it = item.is_kind(&[Kind::Expansion])
        || item.stem.iter().any(|word| {
            matches!(
                word.lower.as_ref(),
                "stand" | "stands" | "acronym" | "abbreviation" | "short" | "letters" | "initials"
            )
        });
    if asks_for_it {
        return None;
    }
    let own = initials(key.split([' ', '-']));
    let in_stem = |short: &&crate::items::anatomy::Word<'_>| is_acronym(short.text) && short.text == own;
    if own.len() > 1
        && let Some(short) = item.stem.iter().find(in_stem)
    {
        return Some(short.text.to_owned());
    }
    if !is_acronym(key) {
        return None;
    }
    let capitals: Vec<&str> = item
        .stem
        .iter()
        .filter(|word| word.is_capital())
        .map(|word| word.text)
        .collect();
    let size = key.len();
    let spelled = capitals
        .windows(size)
        .find(|words| initials(words.iter().copied()) == key)?;
    Some(spelled.join(" "))
}

fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn initials<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words
        .filter_map(|word| word.chars().next())
        .filter(|first| first.is_uppercase())
        .collect()
}

fn check_labels(item: &Anatomy<'_>, context: &Context<'_>, telling: &[String]) -> Vec<Finding> {
    if telling.is_empty() {
        return Vec::new();
    }
    let hold_all = |roots: &Roots| telling.iter().all(|root| roots.contain(root));
    let mut tags = item.item.tags.iter().map(String::as_str);
    let tag = tags.find(|tag| hold_all(&Roots::of_label(tag)));
    match tag.or_else(|| hold_all(context.title_roots()).then_some(context.title)) {
        Some(label) => warn(
            "L06",
            format!(
                "`{label}`, shown with the card, holds the key `{}`",
                item.item.key
            ),
        ),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Kind;
    use crate::items::lint::sample::{blocks, card, choice, of_kind, passes, warns};

    #[test]
    fn finds_the_answer_in_what_is_shown() {
        blocks(
            "L06",
            &card(
                "Which party, the Steppe Voice party, needs 15,000 signatures?",
                "Steppe Voice",
            ),
        );
        blocks(
            "L06",
            &card(
                "Which post did the presidential candidate Marat Keneev want?",
                "president",
            ),
        );
        blocks(
            "L06",
            &card("How many of the 98 seats did Ulu win in 2018?", "98"),
        );
        blocks(
            "L06",
            &card(
                "Which body was known as the OKB in Aksu?",
                "Office of Kind Belief",
            ),
        );
        blocks("L06", &card("Which body was the Union of Border Towns?", "UBT"));
        let mut hinted = card("Which party did Dina Ospanova found in 2018?", "Steppe Voice");
        hinted.detail.hint = Some("A voice from the grassland".to_owned());
        blocks("L06", &hinted);
        let mut tagged = card("Which party did Dina Ospanova found in 2018?", "Steppe Voice");
        tagged.tags = vec!["steppe-voice".to_owned()];
        warns("L06", &tagged);
    }

    #[test]
    fn leaves_shared_and_class_words_alone() {
        passes(
            "L06",
            &card("Which party did Dina Ospanova found in 2018?", "Progress party"),
        );
        passes(
            "L06",
            &card("On what date in 2022 did Sary-Orda vote?", "5 June 2022"),
        );
        passes(
            "L06",
            &of_kind(
                Kind::Expansion,
                card("What does OKB stand for?", "Office of Kind Belief"),
            ),
        );
        passes(
            "L06",
            &choice(
                "Which Kazakh body drafted the law of 2018?",
                "Kazakh Senate",
                &["Kazakh Court", "Kazakh Council"],
            ),
        );
    }
}
