//! Whom or what a thing is named after, told in the present: "The Velk Prize is named after Ann Lund".

use super::Rule;
use super::lasting::{Answered, ends_behind, in_lasting, subject};
use crate::facts::Found;
use crate::facts::clause::Clause;
use crate::facts::frame::{NameKind, Voice};
use crate::facts::scene::{Scene, View};
use crate::language::Tag;

/// Finds what things are named after.
pub struct NamedFor;

impl Rule for NamedFor {
    fn name(&self) -> &'static str {
        "named-for"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        in_lasting(scene, told)
    }
}

fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let subject = subject(scene, view, clause)?;
    let word = |at: usize| clause.rest.get(at).map(|index| &view.words[*index]);
    let start = match (clause.lemma, clause.voice) {
        ("name", Voice::PresentPassive) if word(0)?.is_any(&["after", "for"]) => 1,
        ("name", Voice::PresentPassive)
            if word(0)?.is("in") && word(1)?.is_any(&["honour", "honor"]) && word(2)?.is("of") =>
        {
            3
        }
        ("take" | "derive", Voice::Present)
            if word(0)?.is("its") && word(1)?.is("name") && word(2)?.is("from") =>
        {
            3
        }
        _ => return None,
    };
    let chosen = clause.rest.get(start..)?;
    let source = scene.phrase(view, chosen)?;
    let is_named = subject.names.len() == 1 && subject.kind != NameKind::Person;
    let is_short = (1..=7).contains(&source.text.split(' ').count());
    let leans = chosen
        .iter()
        .any(|index| matches!(view.words[*index].tag, Tag::Possessive | Tag::Pronoun));
    if !is_named || !is_short || leans || !ends_behind(view, *chosen.last()?) || !clause.adverbs.is_empty() {
        return None;
    }
    let be = if subject.is_plural { "are" } else { "is" };
    let whom = if source.kind == NameKind::Person {
        "whom"
    } else {
        "what"
    };
    Answered {
        rule: "named-for",
        subject: &subject.text,
        relation: "is named after",
        stem: format!("after {whom} {be} {} named", subject.text),
        key: source.text.clone(),
        kind: source.kind,
        statement: format!("{} {be} named after {}", subject.text, source.text),
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::NamedFor;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_what_a_name_is_from() {
        assert_eq!(
            statements(
                &NamedFor,
                "The Berdi Prize is named after Anna Lund, who was a poet."
            ),
            ["The Berdi Prize is named after Anna Lund."]
        );
        assert_eq!(
            statements(&NamedFor, "The Berdi Prize is named in honour of Anna Lund."),
            ["The Berdi Prize is named after Anna Lund."]
        );
    }

    #[test]
    fn leaves_what_the_question_would_tell_or_cannot_say() {
        for text in [
            "The Lund Prize is named after Anna Lund of Moscow.",
            "The Berdi Prize is named after her father there.",
            "The street is named after Anna Lund of Moscow.",
            "The Berdi Prize is probably named after Anna Lund.",
        ] {
            assert!(statements(&NamedFor, text).is_empty(), "{text}");
        }
    }
}
