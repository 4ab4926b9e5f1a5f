//! Who made a word: "The term karsuism was coined by Ann Lund in 1911".

use super::Rule;
use crate::facts::Found;
use crate::facts::frame::{Frame, NameKind};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{TimeAt, TimeValue};
use crate::language::Tag;

/// Finds who coined a term.
pub struct Coined;

impl Rule for Coined {
    fn name(&self) -> &'static str {
        "coined"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .filter(|view| view.objection.is_none())
            .filter_map(|view| in_view(scene, view))
            .collect()
    }
}

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let verb = words.iter().position(|word| word.is("coined"))?;
    let is_passive = words.get(verb.checked_sub(1)?)?.is("was") && words.get(verb + 1)?.is("by");
    let term = term_before(view, verb - 1)?;
    let (person, end) = person_behind(scene, view, verb + 2)?;
    let time = view.times.iter().find(|time| time.start == end);
    let when = match time.map(|time| time.value) {
        Some(TimeValue::Date(date)) => statement::on(date),
        Some(_) => return None,
        None => String::new(),
    };
    let stop = words.get(time.map_or(end, |time: &TimeAt| time.end))?;
    if !is_passive || !stop.is_any(&[".", ",", ";"]) {
        return None;
    }
    let stem = format!("who coined the term “{term}” {when}");
    let statement = format!("{person} coined the term “{term}” {when}");
    Some(
        Found::begin(scene, view, "coined", format!("{}.", statement.trim()))
            .about(&term, "coined by", &person)
            .worth(2, 850)
            .framed(Frame::Named {
                stem: stem.trim().to_owned(),
                name: person,
                kind: NameKind::Person,
            }),
    )
}

/// "The term karsuism", "The word “karsu land”", at the start of the sentence.
fn term_before(view: &View<'_>, end: usize) -> Option<String> {
    let words = &view.words;
    let is_term = words.first()?.is("the") && words.get(1)?.is_any(&["term", "word", "phrase", "expression"]);
    let inside: Vec<&str> = words
        .get(2..end)?
        .iter()
        .filter(|word| !matches!(word.text, "\"" | "“" | "”" | "'" | "‘" | "’"))
        .map(|word| word.text)
        .collect();
    let is_plain = words[2..end]
        .iter()
        .all(|word| word.tag != Tag::Mark || matches!(word.text, "\"" | "“" | "”" | "'" | "‘" | "’"));
    (is_term && is_plain && (1..=3).contains(&inside.len())).then(|| inside.join(" "))
}

/// The one person behind "by", with a word or two on who it is in front, and where the name ends.
fn person_behind(scene: &Scene<'_>, view: &View<'_>, start: usize) -> Option<(String, usize)> {
    let mention = scene.mentions(view).iter().find(|mention| {
        mention.kind == NameKind::Person
            && !mention.is_ambiguous
            && (start..=start + 3).contains(&mention.start)
    })?;
    let is_plain = view.words[start..mention.start]
        .iter()
        .all(|word| matches!(word.tag, Tag::Determiner | Tag::Noun | Tag::Name));
    (is_plain && mention.full.contains(' ')).then(|| (mention.full.clone(), mention.end))
}

#[cfg(test)]
mod tests {
    use super::Coined;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_who_made_a_word() {
        assert_eq!(
            statements(
                &Coined,
                "The term karsuism was coined by the chemist Anna Lund in 1911."
            ),
            ["Anna Lund coined the term “karsuism” in 1911."]
        );
        assert_eq!(
            statements(
                &Coined,
                "The phrase \"karsu belt\" was coined by Anna Lund, who was a poet."
            ),
            ["Anna Lund coined the term “karsu belt”."]
        );
    }

    #[test]
    fn leaves_words_of_several_or_of_nobody() {
        for text in [
            "The term karsuism was coined by Anna Lund and Ida Berg in 1911.",
            "The term was coined by Anna Lund in 1911.",
            "The term karsuism was reportedly coined by Anna Lund in 1911.",
            "The term karsuism was coined by travellers in 1911.",
        ] {
            assert!(statements(&Coined, text).is_empty(), "{text}");
        }
    }
}
