//! The other name of a thing or term: "The Velk gate, also known as the Sary gate, is".

use super::Rule;
use super::lasting::{Answered, plain};
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// Finds second names that a sentence gives between commas.
pub struct AlsoKnown;

impl Rule for AlsoKnown {
    fn name(&self) -> &'static str {
        "also-known"
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

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let comma = words.iter().position(|word| word.is(","))?;
    let (also, verb) = (words.get(comma + 1)?, words.get(comma + 2)?);
    let length = match () {
        () if verb.is("called") => 3,
        () if verb.is("known") && words.get(comma + 3)?.is("as") => 4,
        () => return None,
    };
    let start = comma + length;
    let start = start + usize::from(words.get(start)?.is_any(&["the", "a", "an"]));
    let close = (start..words.len()).find(|at| words[*at].is(","))?;
    let other = &words[start..close];
    // The name itself must not be cut short: all before the comma, and a verb behind the next one.
    let has_verb = words
        .get(close + 1)
        .is_some_and(|next| matches!(next.tag, Tag::Be | Tag::Past | Tag::Have | Tag::Present));
    let is_plain = |words: &[Word<'_>]| {
        (1..=5).contains(&words.len())
            && words.iter().all(|word| {
                matches!(word.tag, Tag::Name | Tag::Noun | Tag::Ing | Tag::Participle)
                    || word.is_any(&["of", "the", "a", "an"])
            })
    };
    if !also.is("also") || !has_verb || !is_plain(&words[..comma]) || !is_plain(other) {
        return None;
    }
    let thing = scene.phrase(view, &(0..comma).collect::<Vec<_>>())?;
    if thing.kind == NameKind::Person || is_shouted(&words[..comma]) || is_shouted(other) || thing.is_plural {
        return None;
    }
    let key = plain(other);
    Answered {
        rule: "also-known",
        subject: &thing.text,
        relation: "also known as",
        stem: format!("by what other name is {} known", thing.text),
        key: key.clone(),
        kind: NameKind::Other,
        statement: format!("{} is also known as {key}", thing.text),
    }
    .found(scene, view)
}

/// Whether the words are set in capitals, which hide what is a name.
fn is_shouted(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        word.text.chars().filter(|letter| letter.is_alphabetic()).count() > 4
            && word.text.chars().all(|letter| !letter.is_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::AlsoKnown;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_the_one_other_name() {
        assert_eq!(
            statements(
                &AlsoKnown,
                "A karsu telegram, also known as a velk cable, is a note of the north."
            ),
            ["A karsu telegram is also known as velk cable."]
        );
    }

    #[test]
    fn leaves_several_names_persons_and_giveaways() {
        for text in [
            "The Sarkan Gate, also known as the Velk Gate or Kara Gate, is an old gate.",
            "The Sarkan Gate, also known as the Sarkan Door, is an old gate.",
            "Ann Lund, also known as Velka, is a poet of the north.",
            "The Sarkan Gate, also known for its doors, is an old gate.",
            "The Velk opened the Sarkan Gate, also known.",
            "The Velk opened the old Sarkan Gate, also, it is said, a bridge, a tower and, indeed, a wall, also.",
        ] {
            assert!(statements(&AlsoKnown, text).is_empty(), "{text}");
        }
    }
}
