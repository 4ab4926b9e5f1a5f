//! Names that others gave a thing: "The ancient Greeks called the river Velk the Aksos".

use super::Rule;
use crate::facts::Found;
use crate::facts::frame::Frame;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::Tag;

/// Finds what a people called a thing.
pub struct Called;

impl Rule for Called {
    fn name(&self) -> &'static str {
        "called"
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
    let verb = words.iter().position(|word| word.is("called"))?;
    let subject: Vec<usize> = (0..verb).collect();
    let is_people = (1..=4).contains(&verb)
        && words[..verb]
            .iter()
            .all(|word| matches!(word.tag, Tag::Determiner | Tag::Noun | Tag::Name))
        && words[verb - 1].lower.ends_with('s');
    let at = |start: usize| {
        let the = usize::from(words.get(start).is_some_and(|word| word.is("the")));
        let mention = scene
            .mentions(view)
            .iter()
            .find(|mention| mention.start == start + the)?;
        Some((mention, if the == 1 { "the " } else { "" }))
    };
    let (thing, article) = at(verb + 1)?;
    let (name, _) = at(thing.end)?;
    let closes = words.get(name.end)?.is_any(&[".", ","]);
    let is_other = name.full != thing.full && !name.is_ambiguous && !thing.is_ambiguous;
    if !is_people || !closes || !is_other {
        return None;
    }
    let who = scene.phrase(view, &subject)?.text;
    let stem = format!("what did {who} call {article}{}", thing.full);
    let statement = format!(
        "{} called {article}{} {}.",
        statement::capitalised(&who),
        thing.full,
        name.full
    );
    Some(
        Found::begin(scene, view, "called", statement)
            .about(&thing.full, "called", &name.full)
            .worth(2, 800)
            .framed(Frame::Named {
                stem,
                name: name.full.clone(),
                kind: name.kind,
            }),
    )
}

#[cfg(test)]
mod tests {
    use super::Called;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_what_a_people_called_a_thing() {
        assert_eq!(
            statements(&Called, "The ancient Greeks called the Sarmat Gulf the Velkos."),
            ["The ancient Greeks called the Sarmat Gulf Velkos."]
        );
    }

    #[test]
    fn leaves_calls_and_descriptions() {
        for text in [
            "The Greeks called the Sarmat Gulf the end of the world.",
            "Ann Lund called Otto Velk the Fox of Berdi.",
            "The Greeks called for peace in Moscow.",
        ] {
            assert!(statements(&Called, text).is_empty(), "{text}");
        }
    }
}
