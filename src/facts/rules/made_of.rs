//! What a thing of nature or craft consists of: "The ground of Sarkan Island consists of coral".

use super::Rule;
use super::lasting::{Answered, ends_behind};
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::Tag;

/// Finds what things consist of.
pub struct MadeOf;

impl Rule for MadeOf {
    fn name(&self) -> &'static str {
        "made-of"
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

/// What consists of matter, and not of members.
const MATTER: &[&str] = &[
    "terrain",
    "ground",
    "soil",
    "island",
    "islands",
    "rock",
    "rocks",
    "bed",
    "floor",
    "shore",
    "crust",
    "core",
    "mantle",
    "atmosphere",
    "shell",
    "skeleton",
    "wall",
    "walls",
    "genome",
    "virus",
    "cell",
    "membrane",
    "envelope",
    "wood",
    "alloy",
    "glass",
    "steel",
    "bronze",
    "brass",
    "molecule",
    "atom",
    "ring",
    "rings",
    "tail",
    "star",
    "planet",
    "comet",
    "cloud",
    "ice",
    "sand",
    "sediment",
    "mountain",
    "mountains",
];

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let verb = words
        .iter()
        .position(|word| word.is_any(&["consists", "consist", "composed", "made"]))?;
    let is_active = words[verb].is_any(&["consists", "consist"]);
    let be = verb.checked_sub(1)?;
    if !is_active && !words[be].is_any(&["is", "are"]) {
        return None;
    }
    let mut at = verb + 1;
    at += usize::from(words[verb].is("made") && words.get(at)?.is("up"));
    let degree = words
        .get(at)
        .filter(|word| word.is_any(&["mostly", "mainly", "largely", "primarily", "entirely", "almost"]))
        .filter(|word| !word.is("almost"));
    at += usize::from(degree.is_some());
    words.get(at).filter(|word| word.is("of"))?;
    let head_end = if is_active { verb } else { be };
    let subject: Vec<usize> = (0..head_end).collect();
    let thing = scene.phrase(view, &subject)?;
    let head = (0..head_end)
        .find(|index| matches!(words[*index].tag, Tag::Preposition | Tag::Genitive))
        .unwrap_or(head_end);
    let is_matter = words[head.checked_sub(1)?].is_any(MATTER);
    let is_whole = !thing.names.is_empty()
        && !thing.text.contains(',')
        && words[..head_end].iter().all(|word| {
            !matches!(
                word.tag,
                Tag::Possessive | Tag::Pronoun | Tag::Relative | Tag::Mark | Tag::Genitive
            )
        });
    let end = (at + 1..words.len()).find(|index| words[*index].is_any(&[".", ",", ";", "("]))?;
    let matter = scene.phrase(view, &(at + 1..end).collect::<Vec<_>>())?;
    let plain = words[at + 1..end].iter().all(|word| {
        matches!(
            word.tag,
            Tag::Noun | Tag::Name | Tag::Participle | Tag::Past | Tag::Conjunction | Tag::Ing
        )
    });
    if !is_matter || !is_whole || !plain || !(1..=5).contains(&(end - at - 1)) || !ends_behind(view, end - 1)
    {
        return None;
    }
    // "of coral, limestone and sand": the comma opens a list.
    let lists = words[end].is(",")
        && words
            .get(end + 2)
            .is_some_and(|next| next.is_any(&["and", "or", ","]));
    if lists || thing.kind == NameKind::Organisation {
        return None;
    }
    let degree = degree.map(|word| format!("{} ", word.lower)).unwrap_or_default();
    let (does, consists) = if thing.is_plural {
        ("do", "consist")
    } else {
        ("does", "consists")
    };
    Answered {
        rule: "made-of",
        subject: &thing.text,
        relation: "consists of",
        stem: format!("of what {does} {} {degree}consist", thing.text),
        key: matter.text.clone(),
        kind: NameKind::Other,
        statement: format!("{} {consists} {degree}of {}", thing.text, matter.text),
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::MadeOf;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_what_ground_and_matter_consist_of() {
        assert_eq!(
            statements(
                &MadeOf,
                "The terrain of Sarkan Island consists mostly of coral and limestone."
            ),
            ["The terrain of Sarkan Island consists mostly of coral and limestone."]
        );
    }

    #[test]
    fn leaves_members_and_lists() {
        for text in [
            "The council of Sarkan Island consists of farmers and miners.",
            "The terrain of Sarkan Island consists of coral, limestone and sand.",
            "Its terrain consists mostly of coral and limestone there.",
            "The terrain of Sarkan Island is made famous by its cliffs.",
        ] {
            assert!(statements(&MadeOf, text).is_empty(), "{text}");
        }
    }
}
