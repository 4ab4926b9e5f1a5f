//! Where a word or a name comes from, and what it means: "The name Velk comes from the Latin word velca".

use super::Rule;
use super::lasting::{Answered, is_language, is_quote, plain};
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// Finds the language, the word and the meaning behind a name.
pub struct Etymology;

impl Rule for Etymology {
    fn name(&self) -> &'static str {
        "etymology"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views
            .flat_map(|view| {
                let facts = [
                    origin(scene, view),
                    word_for(scene, view),
                    meaning(scene, view),
                    contraction(scene, view),
                ];
                facts.into_iter().flatten()
            })
            .collect()
    }
}

/// Nouns for a word of a language.
const WORDS: &[&str] = &["word", "words", "term", "name", "phrase", "verb", "noun", "root"];

/// A quoted or slanted run of one to four words from `start`, and where it ends.
fn quoted(scene: &Scene<'_>, view: &View<'_>, start: usize) -> Option<(String, usize)> {
    let words = &view.words;
    let first = words.get(start)?;
    let is_slanted = is_slanted(scene, first);
    if !is_quote(first) && !is_slanted {
        return None;
    }
    let (from, end) = if is_quote(first) {
        let close = (start + 2..words.len().min(start + 8)).find(|at| is_quote(&words[*at]))?;
        (start + 1, close)
    } else {
        let end = (start..words.len()).find(|at| closes_slant(scene, &words[*at]))?;
        (start, end + 1)
    };
    let inside = &words[from..end];
    let is_plain = (1..=4).contains(&inside.len()) && inside.iter().all(|word| word.tag != Tag::Mark);
    let after = if is_quote(first) { end + 1 } else { end };
    is_plain.then(|| (plain(inside).trim_end_matches(',').to_owned(), after))
}

/// Whether emphasis opens in front of a word: `_velca_`.
fn is_slanted(scene: &Scene<'_>, word: &Word<'_>) -> bool {
    scene.document.text[..word.span.start].ends_with(['_', '*'])
}

/// Whether emphasis closes behind a word.
fn closes_slant(scene: &Scene<'_>, word: &Word<'_>) -> bool {
    scene.document.text[word.span.end..].starts_with(['_', '*'])
}

/// The word spoken of at the start of a sentence: "The name Velk", "The word “karsu”", and where it ends.
fn spoken_of(scene: &Scene<'_>, view: &View<'_>) -> Option<(&'static str, String, usize)> {
    let words = &view.words;
    let noun = ["name", "word", "term"]
        .into_iter()
        .find(|noun| words.get(1).is_some_and(|word| word.is(noun)))?;
    if !words.first()?.is("the") {
        return None;
    }
    if let Some((term, end)) = quoted(scene, view, 2) {
        return Some((noun, term, end));
    }
    let length = words[2..]
        .iter()
        .take(3)
        .take_while(|word| word.tag == Tag::Name)
        .count();
    (length > 0).then(|| (noun, plain(&words[2..2 + length]), 2 + length))
}

/// "comes from", "is derived from", "derives from the Latin word velca".
fn origin(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let (noun, term, end) = spoken_of(scene, view)?;
    let be = usize::from(words.get(end)?.is_any(&["is", "was"]));
    let verb = words.get(end + be)?;
    let from = words.get(end + be + 1)?.is("from");
    if !from
        || !verb.is_any(&[
            "comes",
            "derives",
            "derived",
            "stems",
            "originates",
            "taken",
            "came",
        ])
    {
        return None;
    }
    let mut at = end + be + 2;
    at += usize::from(words.get(at)?.is_any(&["the", "a"]));
    let old = usize::from(
        words
            .get(at)?
            .is_any(&["ancient", "old", "classical", "medieval", "middle"]),
    );
    let language = plain(words.get(at..=at + old)?);
    if !is_language(scene, words.get(at + old)?) {
        return None;
    }
    at += old + 1;
    if words.get(at)?.is_any(&[".", ",", ";"]) {
        return Answered {
            rule: "etymology",
            subject: &term,
            relation: "comes from",
            stem: format!("from which language does the {noun} “{term}” come"),
            key: language.clone(),
            kind: NameKind::Other,
            statement: format!("the {noun} “{term}” comes from {language}"),
        }
        .found(scene, view);
    }
    at += usize::from(words.get(at)?.is_any(WORDS));
    let (source, _) = quoted(scene, view, at)?;
    Answered {
        rule: "etymology",
        subject: &term,
        relation: "comes from",
        stem: format!("from which {language} word does the {noun} “{term}” come"),
        key: source.clone(),
        kind: NameKind::Other,
        statement: format!("the {noun} “{term}” comes from the {language} word “{source}”"),
    }
    .found(scene, view)
}

/// "Velk being the Latin word for “river”": the word asked by its meaning.
fn word_for(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let at = (3..words.len().saturating_sub(3)).find(|at| {
        words[*at].is_any(&["word", "name", "term"])
            && words[at + 1].is("for")
            && is_language(scene, &words[at - 1])
    })?;
    let be = at.checked_sub(3)?;
    let is_said = words[be].is_any(&["is", "being", "was"]) && words[be + 1].is_any(&["the", "a"]);
    let (meaning, _) = quoted(scene, view, at + 2)?;
    let start = be.checked_sub(1)?;
    let opens = start == 0
        || !matches!(
            words[start - 1].tag,
            Tag::Name | Tag::Noun | Tag::Preposition | Tag::Genitive
        )
        || words[start - 1].is("with");
    let term = plain(&words[start..be]);
    // "_sextāns, -antis_ is": an ending is no word.
    let is_ending = scene.document.text[..words[start].span.start].ends_with('-');
    let is_word = !is_ending && matches!(words[start].tag, Tag::Name | Tag::Noun) && term.chars().count() > 2;
    if !is_said || !opens || !is_word {
        return None;
    }
    let language = words[at - 1].text;
    Answered {
        rule: "etymology",
        subject: &term,
        relation: "means",
        stem: format!("what is the {language} word for “{meaning}”"),
        key: term.clone(),
        kind: NameKind::Other,
        statement: format!("“{term}” is the {language} word for “{meaning}”"),
    }
    .found(scene, view)
}

/// "The name Velk means “clear water” in Kazakh."
fn meaning(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let (noun, term, end) = spoken_of(scene, view)?;
    if !words.get(end)?.is("means") {
        return None;
    }
    let (meaning, after) = quoted(scene, view, end + 1)?;
    let language = words.get(after + 1).filter(|_| words[after].is("in"))?;
    if !is_language(scene, language) {
        return None;
    }
    Answered {
        rule: "etymology",
        subject: &term,
        relation: "means",
        stem: format!("what does the {noun} “{term}” mean in {}", language.text),
        key: meaning.clone(),
        kind: NameKind::Other,
        statement: format!("the {noun} “{term}” means “{meaning}” in {}", language.text),
    }
    .found(scene, view)
}

/// "The term velkode was coined by Ann Lund as a contraction of the term velvet node."
fn contraction(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let (noun, term, end) = spoken_of(scene, view)?;
    let at = (end..words.len().saturating_sub(2)).find(|at| {
        words[*at].is_any(&["contraction", "abbreviation", "shortening", "corruption"])
            && words[at + 1].is("of")
    })?;
    let how = &words[at].lower;
    let article = if how == "abbreviation" { "an" } else { "a" };
    let start = at + 2 + usize::from(words.get(at + 2)?.is("the"));
    let start = start + usize::from(words.get(start)?.is_any(WORDS));
    let (source, _) = quoted(scene, view, start)?;
    if !words.get(at.checked_sub(1)?)?.is(article) || source == term {
        return None;
    }
    Answered {
        rule: "etymology",
        subject: &term,
        relation: how,
        stem: format!("of which word is the {noun} “{term}” {article} {how}"),
        key: source.clone(),
        kind: NameKind::Other,
        statement: format!("the {noun} “{term}” is {article} {how} of “{source}”"),
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::Etymology;
    use crate::facts::rules::sample::{statements, statements_of_page};

    #[test]
    fn finds_origins_and_meanings() {
        for (text, statement) in [
            (
                "The name Sarkan comes from Persian, as many do.",
                "The name “Sarkan” comes from Persian.",
            ),
            (
                "The word \"karsu\" is derived from the Latin word \"velca\".",
                "The word “karsu” comes from the Latin word “velca”.",
            ),
            (
                "It comes from a city of the north, with Velka being the Persian word for \"river\".",
                "“Velka” is the Persian word for “river”.",
            ),
            (
                "The name Sarkan means \"clear water\" in Kazakh.",
                "The name “Sarkan” means “clear water” in Kazakh.",
            ),
        ] {
            assert_eq!(statements(&Etymology, text), [statement]);
        }
        assert_eq!(
            statements_of_page(
                &Etymology,
                "The term _velko_ was coined by Ann Lund as a contraction of the term _sarvenkode_."
            ),
            ["The term “velko” is a contraction of “sarvenkode”."]
        );
    }

    #[test]
    fn leaves_doubt_and_what_has_no_word() {
        for text in [
            "The name Sarkan may come from Persian, as many do.",
            "The name Sarkan comes from the north of the country.",
            "The name comes from Persian, as many others do.",
            "Ann Lund comes from the Latin school of Berdi.",
            "The old form _velkans, -antis_ is the Latin word for \"one lake\".",
        ] {
            assert!(statements(&Etymology, text).is_empty(), "{text}");
        }
    }
}
