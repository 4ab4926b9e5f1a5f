//! A name that the rest of a sentence fixes: who founded or made a thing, whose son or successor somebody was.

use super::Slot;
use super::predicate::{self, below};
use super::subject;
use crate::facts::frame::{Event, Hidden, NameKind, Voice};
use crate::facts::scene::{Scene, View};
use crate::language::Tag;

/// What one makes or does once, so that it has one doer.
#[rustfmt::skip]
const ONCE: &[&str] = &[
    "found", "establish", "invent", "design", "compose", "write", "paint", "sculpt", "direct", "devise", "discover",
    "build", "create", "coin", "patent", "assassinate", "succeed", "describe", "commission", "isolate", "introduce",
    "depose", "overthrow", "crown", "dedicate", "formulate", "prove", "propose", "launch", "edit", "annex", "capture",
];

/// Finds the name that may be hidden.
pub fn slot(scene: &Scene<'_>, view: &View<'_>, root: usize, event: &Event) -> Option<Slot> {
    by(scene, view, root, event).or_else(|| of_kin(scene, view, root, event))
}

/// "The Berdi Academy was founded in 1911 by Ann Lund".
fn by(scene: &Scene<'_>, view: &View<'_>, root: usize, event: &Event) -> Option<Slot> {
    let parse = view.structure.parse();
    let is_made = event.voice == Voice::Passive && ONCE.contains(&event.verb.as_str());
    if !is_made || !predicate::is_past(view, root) || !subject::is_named(scene, view, event) {
        return None;
    }
    let by = view
        .words
        .iter()
        .position(|word| word.is("by"))
        .filter(|by| *by > root)?;
    let agent = parse.nodes[by].head?;
    if parse.nodes[agent].head != Some(root) || view.words[by + 1..].iter().any(|word| word.is("by")) {
        return None;
    }
    let own = below(view, agent);
    // Of two makers one is half of the answer.
    let is_joined = own
        .iter()
        .any(|at| parse.nodes[*at].base() == "conj" || view.words[*at].is_any(&["and", "or", "with"]));
    let mentions = scene.mentions(view);
    let mention = mentions
        .iter()
        .find(|mention| mention.start <= agent && agent < mention.end && mention.kind == NameKind::Person)?;
    let key = subject::written(view, mention.start, mention.end);
    let is_else = mentions
        .iter()
        .any(|other| other.start != mention.start && other.full == mention.full);
    (!is_joined && !is_else && key.contains(' ')).then_some(Slot {
        start: mention.start,
        end: mention.end,
        key,
        hides: Hidden::Name(NameKind::Person),
    })
}

/// "Ann Lund was the daughter of Otto Lund", "was succeeded by" aside.
fn of_kin(scene: &Scene<'_>, view: &View<'_>, root: usize, event: &Event) -> Option<Slot> {
    let parse = view.structure.parse();
    let words = &view.words;
    let is_capital = words[root].is("capital") && event.voice == Voice::Present;
    if !is_capital || !words.get(root + 1)?.is("of") {
        return None;
    }
    let mentions = scene.mentions(view);
    let mention = mentions.iter().find(|mention| {
        mention.start == root + 2 && matches!(mention.kind, NameKind::Country | NameKind::Place)
    })?;
    let next = words.get(mention.end)?;
    let is_one = parse.related(root, "conj").next().is_none();
    (is_one && next.tag == Tag::Mark).then(|| Slot {
        start: mention.start,
        end: mention.end,
        key: subject::written(view, mention.start, mention.end),
        hides: Hidden::Name(mention.kind),
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::gaps;

    #[test]
    fn who_made_a_thing_is_hidden() {
        let told = gaps("The Berdi Academy of Velkland was founded for miners by Anna Lund.");
        assert_eq!(
            told,
            ["The Berdi Academy of Velkland was founded for miners by ____. Anna Lund"]
        );
    }

    #[test]
    fn one_of_two_makers_is_not() {
        for text in [
            "The Berdi Academy of Velkland was founded for miners by Anna Lund and Otto Velk.",
            "The Berdi Academy of Velkland was visited by miners with Anna Lund.",
        ] {
            assert_eq!(gaps(text), Vec::<String>::new(), "{text}");
        }
    }
}
