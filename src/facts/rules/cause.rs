//! What brought something about: "The Berdi Rising of 1911 was triggered by a tax on salt".

use super::Rule;
use super::event::single_date;
use super::in_clauses;
use super::persons::is_closed;
use crate::facts::Found;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, NameKind, Phrase, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::inflect;

/// Finds causes that are told with a verb for it, of things named or fully described.
pub struct Cause;

impl Rule for Cause {
    fn name(&self) -> &'static str {
        "cause"
    }

    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        in_clauses(scene, told)
    }
}

const VERBS: &[&str] = &["trigger", "spark", "cause", "provoke", "prompt"];

fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let words = &view.words;
    // "also caused" is one cause of several; "a demand on the Fund, which led to" may be the demand, and
    // "bad harvests, combined with a tax, led to" is half of the cause.
    let is_one_of_several = words
        .iter()
        .any(|word| word.is_any(&["also", "partly", "further", "helped"]));
    let behind = clause.subject.last().map_or(0, |last| last + 1);
    let is_cut = words.get(behind).is_some_and(|word| word.is(","));
    if !clause.adverbs.is_empty() || clause.topic.is_some() || is_one_of_several || is_cut {
        return None;
    }
    if !is_closed(view, clause) {
        return None;
    }
    let opens = |wanted: &str| clause.rest.first().is_some_and(|first| words[*first].is(wanted));
    let (cause, effect, link) = match (clause.lemma, clause.voice) {
        (lemma, Voice::Passive) if VERBS.contains(&lemma) && opens("by") => {
            (&clause.rest[1..], &clause.subject[..], "")
        }
        (lemma, Voice::Active) if VERBS.contains(&lemma) => (&clause.subject[..], &clause.rest[..], ""),
        ("lead", Voice::Active) if opens("to") => (&clause.subject[..], clause.rest.get(1..)?, "to"),
        ("result", Voice::Active) if opens("in") => (&clause.subject[..], clause.rest.get(1..)?, "in"),
        _ => return None,
    };
    let when = match clause.times[..] {
        [] => None,
        _ => Some(single_date(clause).ok()?),
    };
    let cause = scene.phrase(view, cause)?;
    let effect = scene.phrase(view, effect)?;
    if !is_one_thing(&effect, link) || !tells(&cause) {
        return None;
    }
    let verb = inflect::past(clause.lemma);
    let link = if link.is_empty() {
        String::new()
    } else {
        format!(" {link}")
    };
    let tail = when.map_or_else(String::new, |when| format!(" {}", statement::on(when)));
    let stem = format!("what {verb}{link} {}{tail}", effect.text);
    let statement = statement::capitalised(&format!("{} {verb}{link} {}{tail}.", cause.text, effect.text));
    let mut draft = Found::begin(scene, view, "cause", statement)
        .about(&effect.text, "cause", &cause.text)
        .worth(3, 750);
    if let Some(when) = when {
        draft = draft.at(when);
    }
    Some(draft.framed(Frame::Cause {
        stem,
        cause: cause.text,
    }))
}

/// Something that happened once and whose words say which it was.
fn is_one_thing(effect: &Phrase, link: &str) -> bool {
    let is_definite = effect.text.starts_with("the ")
        || effect
            .names
            .first()
            .is_some_and(|first| effect.text.starts_with(&first.text) && effect.text.contains("'s "));
    let has_year = effect
        .text
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    let is_event = effect.kind == NameKind::Event || effect.kind == NameKind::Law;
    let is_happening = !matches!(
        effect.kind,
        NameKind::Person | NameKind::Country | NameKind::City | NameKind::Place | NameKind::People
    );
    // Of the many things that lead somewhere, only what bears a name is told as its one end.
    let is_named = if link.is_empty() {
        has_year || !effect.names.is_empty()
    } else {
        is_event || has_year
    };
    // "the replacement of the Chief of Staff": of which country, nothing tells.
    let is_told = has_year || effect.names.iter().any(|named| named.kind != NameKind::Other);
    // "the School fire" is the one of another sentence.
    let is_bare = effect.text.starts_with("the ") && effect.text.split(' ').count() < 4;
    let is_bare = is_bare && !has_year && !is_event;
    !is_bare
        && (is_definite || is_event)
        && is_happening
        && is_told
        && is_named
        && effect.text.split(' ').count() <= 14
}

/// A cause in words of its own, short enough to type.
fn tells(cause: &Phrase) -> bool {
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| cause.text.strip_prefix(article));
    let words = bare.unwrap_or(&cause.text).split(' ').count();
    (2..=14).contains(&words) && !cause.text.contains(',') && cause.kind != NameKind::Person
}

#[cfg(test)]
mod tests {
    use super::Cause;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_what_set_a_named_thing_off() {
        for (text, told) in [
            (
                "The protests in Moscow were triggered by a new tax on salt in 1911.",
                "A new tax on salt triggered the protests in Moscow in 1911.",
            ),
            (
                "A quarrel over the ferry of Velk sparked the Velk War of 1911.",
                "A quarrel over the ferry of Velk sparked the Velk War of 1911.",
            ),
            (
                "The death of Otto Velk led to the Velk War of 1911.",
                "The death of Otto Velk led to the Velk War of 1911.",
            ),
        ] {
            assert_eq!(statements(&Cause, text), [told]);
        }
    }

    #[test]
    fn leaves_what_is_vague_doubtful_or_partly_so() {
        for text in [
            "The protests were triggered by a new tax on salt.",
            "The Velk War of 1911 was partly caused by a new tax on salt.",
            "The Velk War of 1911 was reportedly caused by a new tax on salt.",
            "The Velk War of 1911 was not caused by a new tax on salt.",
            "The School fire was caused by a new lamp for miners.",
            "A new tax on salt, combined with a drought, led to the Velk War of 1911.",
            "Otto Velk gave up the tax on salt of Moscow, which led to the Velk War of 1911.",
            "It led to the Velk War of 1911.",
            "The dispute led to the Velk War of 1911.",
            "The death of Otto Velk led to a rise in prices in Moscow.",
        ] {
            let found = statements(&Cause, text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
