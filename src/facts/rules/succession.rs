//! Who followed whom in an office: "Ann Lund succeeded Otto Velk as mayor of Berdi in 1911".

use super::Rule;
use super::event::single_date;
use super::in_clauses;
use super::persons::{somebody_at, subject_somebody};
use crate::facts::Found;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, NameKind, Voice};
use crate::facts::names::is_acronym;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::Tag;
use crate::language::inflect;

/// Finds successions in an office that is named with its body.
pub struct Succession;

impl Rule for Succession {
    fn name(&self) -> &'static str {
        "succession"
    }

    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        in_clauses(scene, told)
    }
}

fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    if !matches!(clause.lemma, "succeed" | "replace") || !clause.adverbs.is_empty() {
        return None;
    }
    let when = match clause.times[..] {
        [] => None,
        _ => Some(single_date(clause).ok()?),
    };
    let is_passive = match clause.voice {
        Voice::Passive => view.words[*clause.rest.first()?].is("by"),
        Voice::Active => false,
        _ => return None,
    };
    if clause.voice == Voice::Passive && !is_passive {
        return None;
    }
    let start = usize::from(is_passive);
    let (subject, kind) = subject_somebody(scene, view, clause)?;
    let (object, end, other) = somebody_at(scene, view, clause.rest.get(start..)?)?;
    let as_at = *clause.rest.get(start + end)?;
    // A person is followed by a person; of two unknown names, both may be things.
    let is_of_persons = kind == NameKind::Person || other == NameKind::Person;
    if !view.words[as_at].is("as") || subject == object || !is_of_persons {
        return None;
    }
    let office = office(scene, view, clause.rest.get(start + end + 1..)?)?;
    let (successor, predecessor) = if is_passive {
        (object, subject)
    } else {
        (subject, object)
    };
    let tail = when.map_or_else(String::new, |when| format!(" {}", statement::on(when)));
    let verb = inflect::past(clause.lemma);
    let statement = format!("{successor} {verb} {predecessor} as {office}{tail}.");
    let mut draft = Found::begin(scene, view, "succession", statement)
        .about(&successor, &format!("{verb} as {office}"), &predecessor)
        .worth(if when.is_some() { 3 } else { 2 }, 850);
    if let Some(when) = when {
        draft = draft.at(when);
    }
    Some(draft.framed(Frame::Succession {
        predecessor,
        successor,
        office,
        verb: clause.lemma.to_owned(),
        when,
    }))
}

/// What every town, country or firm has: which one is meant, the office does not tell.
const OF_EVERY_BODY: &[&str] = &[
    "Police",
    "Staff",
    "State",
    "Government",
    "Parliament",
    "Council",
    "Board",
    "Opposition",
    "Defence",
    "Defense",
    "Finance",
    "Party",
    "Cabinet",
    "Senate",
    "House",
    "Company",
    "Bank",
];

/// The office behind "as", with its body and without article: "mayor of Berdi", "leader of the Velk Party".
fn office(scene: &Scene<'_>, view: &View<'_>, chosen: &[usize]) -> Option<String> {
    let first = *chosen.first()?;
    let begin = behind_rank(view, first);
    let chosen: Vec<usize> = chosen.iter().copied().filter(|index| *index >= begin).collect();
    let word = |at: usize| chosen.get(at).map(|index| &view.words[*index]);
    if word(0)?.is_any(&["a", "an", "one", "his", "her"]) || chosen.len() > 12 {
        return None;
    }
    let has_list = chosen
        .iter()
        .any(|index| view.words[*index].is_any(&["and", "or", ",", "with", "after", "when"]));
    if has_list {
        return None;
    }
    let told = scene.phrase(view, &chosen)?;
    let is_of = [" of ", " at ", " for ", " to "]
        .iter()
        .any(|link| told.text.contains(link));
    // "Chief of Police" is the office and no body; letters alone tell nobody which body it is.
    let whole = told.text.strip_prefix("the ").unwrap_or(&told.text);
    let names_body = told.names.iter().any(|named| {
        !matches!(named.kind, NameKind::Person | NameKind::People)
            && !whole.starts_with(&named.text)
            && !is_acronym(&named.text)
            && !OF_EVERY_BODY.contains(&named.text.as_str())
    });
    (is_of && names_body).then(|| whole.to_owned())
}

/// "as the 12th mayor": how many came before is left out.
fn behind_rank(view: &View<'_>, at: usize) -> usize {
    let is_the = view.words.get(at).is_some_and(|word| word.is("the"));
    let is_rank = view
        .words
        .get(at + 1)
        .is_some_and(|word| word.tag == Tag::Number && word.lower.ends_with(['t', 'd', 'h']));
    if is_the && is_rank { at + 2 } else { at }
}

#[cfg(test)]
mod tests {
    use super::Succession;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_who_followed_whom() {
        for (text, told) in [
            (
                "In 1911 Anna Lund succeeded Otto Velk as mayor of Moscow.",
                "Anna Lund succeeded Otto Velk as mayor of Moscow in 1911.",
            ),
            (
                "Otto Velk was succeeded by his nephew Peter Velk as the 12th mayor of Moscow.",
                "Peter Velk succeeded Otto Velk as mayor of Moscow.",
            ),
            (
                "On 3 May 1911 Otto Velk was replaced by Anna Lund as director of the Velk Institute.",
                "Anna Lund replaced Otto Velk as director of the Velk Institute on 3 May 1911.",
            ),
            (
                "In 1911 Anna Lund succeeded Rear Admiral Otto Velk as the commander of the Northern Fleet.",
                "Anna Lund succeeded Otto Velk as commander of the Northern Fleet in 1911.",
            ),
        ] {
            assert_eq!(statements(&Succession, text), [told]);
        }
    }

    #[test]
    fn leaves_players_things_doubts_and_half_told_offices() {
        for text in [
            "In the 90th minute Peter Berg replaced Otto Velk.",
            "Anna Lund succeeded Otto Velk.",
            "Anna Lund succeeded Otto Velk as mayor.",
            "Finland is cold. Finland is dry. Finland is old. Finland is wide. Anna Lund succeeded Otto Velk as president in 1911.",
            "Anna Lund succeeded Otto Velk as Chief of Police in 1911.",
            "Anna Lund succeeded Otto Velk as director of VLK in 1911.",
            "Anna Lund succeeded Otto Velk and Peter Berg as mayor of Moscow.",
            "Anna Lund succeeded Velk as mayor of Moscow.",
            "The party was replaced by Otto Velk as mayor of Moscow.",
            "Anna Lund reportedly succeeded Otto Velk as mayor of Moscow.",
            "Anna Lund did not succeed Otto Velk as mayor of Moscow.",
            "Anna Lund succeeded Otto Velk as mayor of Moscow and of Velk.",
        ] {
            let found = statements(&Succession, text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
