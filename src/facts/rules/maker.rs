//! Who made a thing, told without a date: "Ann Lund founded the Berdi Fund", "radium was discovered by Ann Lund".
//!
//! What is founded, discovered or invented is so once and by one doer, so that
//! the question needs no year. Events with a date are found elsewhere.

use super::Rule;
use super::event::event_of;
use crate::facts::Found;
use crate::facts::clause;
use crate::facts::clause::Clause;
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeAt, TimeValue};

/// Finds founders, discoverers and inventors.
pub struct Maker;

const MADE: &[&str] = &[
    "found",
    "discover",
    "invent",
    "compose",
    "design",
    "launch",
    "establish",
    "create",
];

impl Rule for Maker {
    fn name(&self) -> &'static str {
        "maker"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let in_view = |view: &View<'_>| -> Vec<Found> {
            let first = clause::read(scene, view).ok();
            let more = clause::read_more(scene, view);
            first
                .into_iter()
                .chain(more)
                .filter_map(|clause| told(scene, view, &clause))
                .collect()
        };
        scene
            .views
            .iter()
            .filter(|view| view.objection.is_none())
            .flat_map(in_view)
            .collect()
    }
}

fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    // A date elsewhere in the sentence is that of the making, and the question would lack it.
    let is_dated = |time: &TimeAt| time.link == Link::At && matches!(time.value, TimeValue::Date(_));
    if !MADE.contains(&clause.lemma) || !clause.times.is_empty() || view.times.iter().any(is_dated) {
        return None;
    }
    let event = event_of(scene, view, clause, None, true).ok()?;
    let fits = match event.voice {
        Voice::Active => is_by_one(&event) && is_one_name(&event),
        Voice::Passive => {
            let is_first = event.subject.text.starts_with("the first ");
            event.rest.text.starts_with("by ") && (is_first || !event.subject.names.is_empty())
        }
        _ => false,
    };
    if !fits {
        return None;
    }
    let statement = statement::of_event(&event);
    Some(
        Found::begin(scene, view, "maker", statement)
            .about(&event.subject.text, clause.lemma, &event.rest.text)
            .worth(2, 800)
            .framed(Frame::Event(event)),
    )
}

/// One person does it, named in full.
fn is_by_one(event: &Event) -> bool {
    event.subject.kind == NameKind::Person
        && event.subject.names.len() == 1
        && event.subject.names[0].text.contains(' ')
}

/// What is made bears a name of its own, and is no place that others may have come to as well.
fn is_one_name(event: &Event) -> bool {
    let [named] = &event.rest.names[..] else {
        return false;
    };
    let is_place = matches!(
        named.kind,
        NameKind::Country | NameKind::City | NameKind::Place | NameKind::Person | NameKind::People
    );
    let opens = event.rest.text.starts_with("the ") || event.rest.text.starts_with(&named.text);
    opens && !is_place
}

#[cfg(test)]
mod tests {
    use super::Maker;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_who_founded_or_invented() {
        assert_eq!(
            statements(&Maker, "The poet Ida Lund founded the Northern Society."),
            ["The poet Ida Lund founded the Northern Society."]
        );
        assert_eq!(
            statements(
                &Maker,
                "The first Berdi clock was invented by Ida Lund and sold in Moscow until 1911."
            ),
            ["The first Berdi clock was invented by Ida Lund."]
        );
    }

    #[test]
    fn leaves_what_is_dated_vague_or_may_be_by_others() {
        for text in [
            "Ida Lund founded the Northern Society in 1911.",
            "The Berdi clock was invented by Ida Lund, near the lake, in 1911, which is best seen from the north.",
            "Ida Lund founded a society for girls.",
            "Ida Lund discovered Moscow for herself.",
            "She founded the Northern Society.",
            "Ida Lund reportedly founded the Northern Society.",
        ] {
            assert!(statements(&Maker, text).is_empty(), "{text}");
        }
    }
}
