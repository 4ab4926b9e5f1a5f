//! What a thing is called: "A person who keeps bees for the salt trade is called a velkor".

use super::Rule;
use super::definition::{field, shares, stands_alone};
use super::lasting::{Answered, is_quote, plain};
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word, vocabulary};

/// Finds terms that stand behind what they mean.
pub struct Termed;

impl Rule for Termed {
    fn name(&self) -> &'static str {
        "termed"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views.filter_map(|view| in_view(scene, view)).collect()
    }
}

/// Words of a subject that was told before, or is one of several.
const LEANING: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "last",
    "other",
    "others",
    "larger",
    "smaller",
    "longer",
    "shorter",
    "corresponding",
    "remaining",
    "resulting",
    "individual",
    "respective",
    "version",
    "book",
    "film",
    "song",
    "work",
    "design",
    "genre",
    "city",
    "island",
    "country",
    "river",
    "each",
    "all",
    "both",
    "one",
    "name",
    "term",
    "word",
    "letter",
    "more",
    "less",
    "example",
    "section",
    "chapter",
    "figure",
    "table",
];

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    const OFTEN: &[&str] = &[
        "also",
        "often",
        "sometimes",
        "commonly",
        "usually",
        "generally",
        "therefore",
    ];
    let seq = &view.visible;
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let (field, start) = field(view, seq)?;
    let be = (start + 3..seq.len()).find(|at| {
        word(*at).is_some_and(|word| word.is_any(&["is", "are"]))
            && (at + 1..at + 3).any(|next| word(next).is_some_and(is_naming))
    })?;
    let naming = (be + 1..be + 3).find(|at| word(*at).is_some_and(is_naming))?;
    let lists = word(naming - 1).is_some_and(|before| naming == be + 1 || before.is_any(OFTEN));
    let behind = match &word(naming)?.lower[..] {
        "known" => word(naming + 1)?.is("as").then_some(naming + 2)?,
        "referred" => (word(naming + 1)?.is("to") && word(naming + 2)?.is("as")).then_some(naming + 3)?,
        _ => naming + 1,
    };
    let subject: Vec<&Word<'_>> = seq[start..be].iter().map(|index| &view.words[*index]).collect();
    let term = term(view, seq, behind)?;
    let is_adjective =
        vocabulary::classes_of_form(&term).adjective && vocabulary::classes_of_form(&term).noun.is_none();
    if !lists || is_adjective || !is_told(&subject) {
        return None;
    }
    let text = scene.phrase(view, &seq[start..be])?.text;
    if shares(&text, &term) {
        return None;
    }
    Answered {
        rule: "termed",
        subject: &term,
        relation: "is called",
        stem: format!("{field}what is the term for {text}"),
        key: term.clone(),
        kind: NameKind::Other,
        statement: format!("{field}“{term}” is the term for {text}"),
    }
    .found(scene, view)
}

fn is_naming(word: &Word<'_>) -> bool {
    word.is_any(&["called", "termed", "known", "referred"])
}

/// Whether a subject says by itself what is meant: a kind, and what narrows it.
fn is_told(subject: &[&Word<'_>]) -> bool {
    let opens = subject.first().is_some_and(|first| {
        first.is_any(&["a", "an", "the"])
            || first.tag == Tag::Noun && first.lower.ends_with('s')
            || matches!(first.tag, Tag::Noun | Tag::Participle | Tag::Ing | Tag::Name)
    });
    let link = subject.iter().position(|word| {
        matches!(word.tag, Tag::Preposition | Tag::Relative | Tag::To)
            || word.is_any(&["that", "which", "who", "whose"])
    });
    let content = |words: &[&Word<'_>]| words.iter().filter(|word| word.text.chars().count() > 3).count();
    let Some(link) = link.filter(|link| *link > 0) else {
        return false;
    };
    let has_comma = subject
        .iter()
        .any(|word| word.is_any(&[",", ":", ";", "\"", "–", "—"]));
    let has_verb_before = subject[..link]
        .iter()
        .any(|word| matches!(word.tag, Tag::Be | Tag::Have | Tag::Modal | Tag::Present));
    opens
        && subject.len() <= 22
        && stands_alone(subject)
        && content(subject) >= 4
        && content(&subject[link..]) >= 2
        && !has_comma
        && !has_verb_before
        && !subject.iter().any(|word| {
            word.is_any(LEANING)
                || word.tag == Tag::Number
                || word.tag == Tag::Pronoun
                || word.tag == Tag::Possessive
        })
        && !subject.iter().any(|word| word.is_any(&["and", "if", "when"]))
}

/// The term: up to four words that end their clause.
fn term(view: &View<'_>, seq: &[usize], start: usize) -> Option<String> {
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let mut at = start + usize::from(word(start)?.is_any(&["a", "an", "the"]));
    let quoted = is_quote(word(at)?);
    at += usize::from(quoted);
    let end = (at..(at + 6).min(seq.len())).find(|end| {
        word(*end).is_some_and(|word| word.is_any(&[".", ",", ";", "(", ":"]) || is_quote(word))
    })?;
    let after = if quoted { word(end + 1)? } else { word(end)? };
    // "is called a cat, dog or hen": several.
    let lists = after.is(",")
        && word(end + 1 + usize::from(quoted))
            .is_some_and(|next| !next.is_any(&["which", "and", "while", "because", "since", "as", "but"]))
        || after.is("(");
    let words: Vec<&Word<'_>> = seq[at..end].iter().map(|index| &view.words[*index]).collect();
    let is_plain = (1..=4).contains(&words.len())
        && words.iter().all(|word| {
            matches!(
                word.tag,
                Tag::Noun | Tag::Name | Tag::Ing | Tag::Participle | Tag::Past
            ) || word.is("of")
        });
    let stops = after.is_any(&[".", ",", ";"]);
    if lists || !is_plain || !stops || seq[at] + words.len() != seq[end - 1] + 1 {
        return None;
    }
    let text = plain(&view.words[seq[at]..=seq[end - 1]]);
    let is_shouted = text.chars().all(|letter| !letter.is_lowercase());
    (text.chars().count() > 3 && !is_shouted).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::Termed;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_the_term_behind_its_meaning() {
        for (text, statement) in [
            (
                "A person who keeps bees for the salt trade is called a velkor.",
                "“velkor” is the term for a person who keeps bees for the salt trade.",
            ),
            (
                "Small crystals in the ice of frozen lakes are known as \"karsu\".",
                "“karsu” is the term for small crystals in the ice of frozen lakes.",
            ),
        ] {
            assert_eq!(statements(&Termed, text), [statement]);
        }
    }

    #[test]
    fn leaves_what_was_told_before_and_lists() {
        for text in [
            "This layer of ice on the lake is called karsu.",
            "The second layer of ice on the lake is called karsu.",
            "The layer is called karsu.",
            "A person who keeps bees for the salt trade is called a velkor, salter or karsu.",
            "A person who keeps velkors for the salt trade is called a velkor.",
        ] {
            assert!(statements(&Termed, text).is_empty(), "{text}");
        }
    }
}
