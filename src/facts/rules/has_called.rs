//! What a state or a craft calls a thing it has: "Berdiland has a parliament called the Khural".

use super::Rule;
use super::lasting::Answered;
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, inflect};

/// Finds the names of institutions and techniques told with "called".
pub struct HasCalled;

impl Rule for HasCalled {
    fn name(&self) -> &'static str {
        "has-called"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views
            .filter_map(|view| institution(scene, view).or_else(|| technique(scene, view)))
            .collect()
    }
}

/// "Berdiland has a bicameral parliament called the Khural."
fn institution(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    const BODIES: &[&str] = &[
        "parliament",
        "legislature",
        "chamber",
        "house",
        "court",
        "alphabet",
        "anthem",
        "dialect",
        "dish",
        "cabinet",
        "assembly",
    ];
    let words = &view.words;
    let has = words.iter().position(|word| word.is("has"))?;
    let owner = scene.phrase(view, &(0..has).collect::<Vec<_>>())?;
    let called = (has + 3..words.len().min(has + 7)).find(|at| words[*at].is_any(&["called", "named"]))?;
    let kind = &words[has + 2..called];
    let is_kind = words[has + 1].is_any(&["a", "an"])
        && kind.iter().all(|word| word.tag == Tag::Noun)
        && kind.last()?.is_any(BODIES);
    let start = called + 1 + usize::from(words.get(called + 1)?.is("the"));
    let name = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.start == start)?;
    let closes = words.get(name.end)?.is_any(&[",", ".", "("]);
    let is_state = super::lasting::only_name(&owner).is_some_and(|named| named.kind == NameKind::Country);
    if !is_kind || !closes || !is_state || name.is_ambiguous {
        return None;
    }
    let kind = super::lasting::plain(kind);
    Answered {
        rule: "has-called",
        subject: &owner.text,
        relation: &kind,
        stem: format!("what is the {kind} of {} called", owner.text),
        key: name.full.clone(),
        kind: name.kind,
        statement: format!("the {kind} of {} is called {}", owner.text, name.full),
    }
    .found(scene, view)
}

/// "The copper mosses are grown using a technique called brine culture."
fn technique(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    const HOW: &[&str] = &["technique", "process", "method", "procedure"];
    let words = &view.words;
    let at = (4..words.len().saturating_sub(3)).find(|at| {
        words[*at].is_any(HOW)
            && words[at - 1].is_any(&["a", "an"])
            && words[at - 2].is_any(&["using", "by", "through", "in"])
            && words[at + 1].is_any(&["called", "termed", "named"])
    })?;
    let be = words[..at].iter().position(|word| word.is_any(&["is", "are"]))?;
    let verb = words.get(be + 1).filter(|word| word.forms.participle)?;
    let lemma = verb.lemma?;
    let end = (at + 2..words.len()).find(|end| words[*end].is_any(&[",", ".", ";"]))?;
    let key: Vec<usize> = (at + 2..end).collect();
    let key_words = words[at + 2..end]
        .iter()
        .all(|word| matches!(word.tag, Tag::Noun | Tag::Name | Tag::Ing | Tag::Participle));
    let thing = scene.phrase(view, &(0..be).collect::<Vec<_>>())?;
    let leans = words[..be].iter().any(|word| {
        matches!(
            word.tag,
            Tag::Pronoun | Tag::Possessive | Tag::Mark | Tag::Relative
        )
    });
    let is_direct = be + 2 == at - 2;
    if leans || !is_direct || !key_words || !(1..=4).contains(&key.len()) || thing.text.split(' ').count() < 2
    {
        return None;
    }
    let key = scene.phrase(view, &key)?.text;
    let how = &words[at].lower;
    let be = if thing.is_plural { "are" } else { "is" };
    let participle = inflect::participle(lemma);
    Answered {
        rule: "has-called",
        subject: &thing.text,
        relation: how,
        stem: format!(
            "what is the name of the {how} by which {} {be} {participle}",
            thing.text
        ),
        key: key.clone(),
        kind: NameKind::Other,
        statement: format!("{} {be} {participle} by a {how} called {key}", thing.text),
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::HasCalled;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_what_things_are_called() {
        assert_eq!(
            statements(
                &HasCalled,
                "Mongolia has a bicameral parliament called the Sarkan Assembly."
            ),
            ["The bicameral parliament of Mongolia is called Sarkan Assembly."]
        );
        assert_eq!(
            statements(
                &HasCalled,
                "The copper mosses are grown using a technique called brine culture."
            ),
            ["The copper mosses are grown by a technique called brine culture."]
        );
    }

    #[test]
    fn leaves_owners_and_acts_of_other_sentences() {
        for text in [
            "It has a bicameral parliament called the Sarkan Assembly.",
            "Mongolia has a small shop called the Sarkan Assembly.",
            "They are cleaned using a technique called brine culture.",
            "Mongolia had a bicameral parliament called the Sarkan Assembly.",
        ] {
            assert!(statements(&HasCalled, text).is_empty(), "{text}");
        }
    }
}
