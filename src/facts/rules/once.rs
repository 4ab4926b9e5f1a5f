//! What happens once, and so needs no date: "Ann Lund was born in Berdi", "Otto Velk founded the Berdi Academy".
//!
//! Only deeds of making, and where a person was born or lies buried; only where both ends have
//! a name, so that nothing else can be meant.

use super::Rule;
use super::event::event_of;
use super::life::is_known;
use crate::facts::Found;
use crate::facts::clause;
use crate::facts::clause::Clause;
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;

/// Finds deeds without a date that nobody can repeat.
pub struct Once;

/// What somebody does with a thing once.
const MAKING: &[&str] = &[
    "found",
    "co-found",
    "establish",
    "invent",
    "patent",
    "design",
    "compose",
    "write",
    "co-write",
    "paint",
    "sculpt",
    "direct",
    "devise",
    "discover",
];

impl Rule for Once {
    fn name(&self) -> &'static str {
        "once"
    }

    // Of 51 of its questions seven had a fault, none of them a birthplace; the others wait for being read again.
    fn is_experimental(&self) -> bool {
        true
    }

    fn is_on_trial(&self, found: &Found) -> bool {
        found.trusted.is_empty()
    }

    fn find(&self, scene: &Scene<'_>, _: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let in_view = |view: &View<'_>| -> Vec<Found> {
            let clauses = clause::read_all(scene, view).unwrap_or_default();
            clauses
                .iter()
                .filter_map(|clause| read(scene, view, clause))
                .collect()
        };
        scene.views.iter().flat_map(in_view).collect()
    }
}

/// Reads a clause of this kind; rules for any verb leave what it takes.
pub fn read(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    if !clause.times.is_empty() || view.speaker.is_some() {
        return None;
    }
    let event = match (clause.lemma, clause.voice) {
        ("bear" | "bury", Voice::Passive) => place_of_life(scene, view, clause)?,
        (lemma, Voice::Active) if MAKING.contains(&lemma) => made(scene, view, clause)?,
        (lemma, Voice::Passive) if MAKING.contains(&lemma) => made_by(scene, view, clause)?,
        _ => return None,
    };
    let parts: &[&str] = match clause.lemma {
        "bear" | "bury" => &["where", "cloze"],
        _ => &[],
    };
    let statement = statement::of_event(&event);
    let draft = Found::begin(scene, view, "once", statement)
        .about(&event.subject.text, clause.lemma, &event.rest.text)
        .worth(2, 700);
    Some(draft.trusted(parts).framed(Frame::Event(event)))
}

/// "Ann Lund was born in Berdi, Oronland": the place, and nothing of parents and years.
fn place_of_life(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Event> {
    let mentions = scene.mentions(view);
    let is_place = |index: usize| {
        mentions.iter().any(|mention| {
            let is_of_place = !matches!(
                mention.kind,
                NameKind::Person | NameKind::People | NameKind::Party
            );
            mention.start <= index && index < mention.end && is_of_place
        })
    };
    let first = *clause.rest.first()?;
    let length = clause.rest[1..]
        .iter()
        .take_while(|index| is_place(**index) || view.words[**index].is(","))
        .count();
    let mut rest = clause.rest[..=length].to_vec();
    while rest.last().is_some_and(|last| view.words[*last].is(",")) {
        rest.pop();
    }
    if !view.words[first].is("in") || rest.len() < 2 {
        return None;
    }
    // "born in Moscow in a family", "in Moscow and Berdi": the place alone, or none.
    let next = clause.rest.get(rest.len()).map(|next| &view.words[*next]);
    if next.is_some_and(|next| next.is_any(&["and", "or", "near"])) {
        return None;
    }
    let short = Clause {
        rest,
        ..clause.clone()
    };
    let event = event_of(scene, view, &short, None, true).ok()?;
    let is_person = event.subject.kind == NameKind::Person
        && event.subject.text == event.subject.names.first()?.text
        && event.subject.text.contains(' ');
    // "Sarnai Lund was born in Berdi" on the page of Sarnai Lund Velk: the name that she had then.
    let is_told_of = is_known(scene, &event.subject.text) || scene.is_main(&event.subject.text);
    (is_person && is_told_of && event.adverb.is_empty()).then_some(event)
}

/// "Otto Velk founded the Berdi Academy": one maker, and a thing with a name.
fn made(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Event> {
    let event = event_of(scene, view, clause, None, true).ok()?;
    let maker = event.subject.names.first()?;
    let is_maker =
        maker.kind == NameKind::Person && maker.text.contains(' ') && event.subject.text == maker.text;
    let thing = event.rest.names.first()?;
    let behind = event
        .rest
        .text
        .trim_start_matches("the ")
        .strip_prefix(thing.text.as_str())?;
    let is_thing = !matches!(
        thing.kind,
        NameKind::Person | NameKind::People | NameKind::Country | NameKind::City
    ) && thing.text.len() > 3;
    // "founded the Velk Fund and its school": one thing, at most with where or with whom.
    let is_whole = behind.is_empty()
        || [" in ", " at ", " with ", " on "]
            .iter()
            .any(|link| behind.starts_with(link));
    let is_plain = !behind.contains(',') && !has_own(&event) && event.adverb.is_empty();
    (is_maker && is_thing && is_whole && is_plain).then_some(event)
}

/// "The Berdi Academy was founded by Otto Velk": a thing with a name, and all its makers.
fn made_by(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Event> {
    let event = event_of(scene, view, clause, None, true).ok()?;
    let thing = event.subject.names.first()?;
    let is_thing = event.subject.text.trim_start_matches("the ") == thing.text
        && !matches!(
            thing.kind,
            NameKind::Person | NameKind::People | NameKind::Country | NameKind::City
        );
    let maker = event.rest.names.first()?;
    let by = event.rest.text.strip_prefix("by ")?;
    let is_named = maker.kind == NameKind::Person
        && maker.text.contains(' ')
        && by.ends_with(&event.rest.names.last()?.text);
    // "by the students of Ann Lund": others did it.
    let is_maker = by == maker.text
        || by.starts_with(&maker.text)
        || by.starts_with("the ") && by.ends_with(&maker.text) && !by.contains(" of ");
    // "by Ann Lund and others", cut at a comma: not all of them.
    let last = clause.rest.last()?;
    let goes_on = view
        .words
        .get(last + 1)
        .is_some_and(|next| next.is_any(&["and", "with", "or", "for", "&"]));
    (is_thing && is_named && is_maker && !goes_on && !has_own(&event) && event.adverb.is_empty())
        .then_some(event)
}

/// Whether the words behind the verb are somebody's own.
fn has_own(event: &Event) -> bool {
    event
        .rest
        .text
        .split(' ')
        .any(|word| matches!(word, "his" | "her" | "their" | "its"))
}

#[cfg(test)]
mod tests {
    use super::Once;
    use crate::facts::rules::sample::{statements, statements_of_page};

    #[test]
    fn finds_where_a_person_of_the_page_was_born() {
        let page = |told: &str| format!("---\ntitle: Anna Lund\n---\nAnna Lund was a chemist. {told}");
        for told in [
            "Lund was born in Moscow to a family of miners.",
            "Lund was born in Moscow, the daughter of a miner.",
        ] {
            assert_eq!(
                statements_of_page(&Once, &page(told)),
                ["Anna Lund was born in Moscow."],
                "{told}"
            );
        }
        for open in [
            "The miner Bo Karsu was born in Moscow.",
            "Lund was born in a village of miners.",
            "Lund was born in Moscow or Kazan.",
        ] {
            assert!(statements_of_page(&Once, &page(open)).is_empty(), "{open}");
        }
    }

    #[test]
    fn birthplaces_are_trusted_and_makers_are_not() {
        use crate::facts;
        use crate::lexicon::Lexicon;
        use crate::text::read;
        for (told, is_trusted) in [
            ("Lund was born in Moscow.", true),
            ("Lund founded the Berdi Academy in Moscow.", false),
        ] {
            let page = format!("---\ntitle: Anna Lund\n---\nAnna Lund was a chemist. {told}");
            let document = read("a.md", page.as_bytes()).unwrap();
            let findings = facts::find(&document, Lexicon::shipped());
            let is_found = findings.facts.iter().any(|found| found.rule == "once");
            assert_eq!(is_found, is_trusted, "{told}");
        }
    }

    #[test]
    fn finds_who_made_a_thing_with_a_name() {
        assert_eq!(
            statements(&Once, "Anna Lund founded the Berdi Academy in Moscow."),
            ["Anna Lund founded the Berdi Academy in Moscow."]
        );
        assert_eq!(
            statements(&Once, "The Velk Bridge was designed by the architect Anna Lund."),
            ["The Velk Bridge was designed by the architect Anna Lund."]
        );
    }

    #[test]
    fn leaves_what_others_may_have_done_too() {
        for text in [
            "Anna Lund founded a school in Moscow.",
            "Anna Lund founded the Berdi Academy in 1911.",
            "Anna Lund visited the Berdi Academy in Moscow.",
            "Anna Lund wrote two books on the Berdi Academy.",
            "The Velk Bridge was designed by students of Anna Lund.",
            "The Velk Bridge was designed by Anna Lund and others.",
        ] {
            assert_eq!(statements(&Once, text), Vec::<String>::new(), "{text}");
        }
    }
}
