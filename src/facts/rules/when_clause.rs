//! A clause that a date introduces: "until 1911, when she gave up", "on 2 May when miners stopped work".

use super::Rule;
use super::event::{event_of, event_phrase, event_verb};
use crate::facts::Found;
use crate::facts::clause;
use crate::facts::frame::{Frame, NameKind, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeAt, TimeValue};
use crate::language::Tag;

/// Finds events told in a clause behind their date.
pub struct WhenClause;

impl Rule for WhenClause {
    fn name(&self) -> &'static str {
        "when-clause"
    }

    fn find(&self, scene: &Scene<'_>, skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found = Vec::new();
        for view in scene.views.iter().filter(|view| view.objection.is_none()) {
            for at in 2..view.words.len().saturating_sub(3) {
                if !view.words[at].is("when") {
                    continue;
                }
                match read(scene, view, at) {
                    Ok(event) => found.push(event),
                    Err(reason) => skipped(view.sentence, reason),
                }
            }
        }
        found
    }
}

fn read(scene: &Scene<'_>, view: &View<'_>, when_at: usize) -> Result<Found, &'static str> {
    let before = &view.words[when_at - 1];
    let date_end = if before.tag == Tag::Mark {
        when_at - 1
    } else {
        when_at
    };
    let time = view
        .times
        .iter()
        .find(|time| time.end == date_end)
        .ok_or("no date")?;
    let TimeValue::Date(date) = time.value else {
        return Err("a time that is no date");
    };
    let end = (when_at + 1..view.words.len())
        .find(|index| matches!(view.words[*index].text, "—" | "–" | ";" | "." | "("))
        .unwrap_or(view.words.len());
    let seq: Vec<usize> = (when_at + 1..end).collect();
    let preset = TimeAt {
        link: Link::At,
        ..time.clone()
    };
    let pronoun = seq
        .first()
        .filter(|first| view.words[**first].is_any(&["he", "she"]));
    let clause = match pronoun {
        Some(first) => {
            let person = only_person_before(scene, view, *first).ok_or("a pronoun without its person")?;
            if !scene.fits(&person, &view.words[*first].lower) {
                return Err("a pronoun without its person");
            }
            clause::read_of_person(scene, view, &seq, &[preset], &person)?
        }
        None => clause::read_among(scene, view, &seq, &[preset])?,
    };
    if clause.times.len() != 1 || !matches!(clause.voice, Voice::Active | Voice::Passive) {
        return Err("several times");
    }
    let (weight, is_unique) = event_verb(clause.lemma)
        .or_else(|| event_phrase(view, &clause))
        .ok_or("no event verb")?;
    let event = event_of(scene, view, &clause, Some(date), is_unique)?;
    let statement = statement::of_event(&event);
    Ok(Found::begin(scene, view, "when-clause", statement)
        .about(&event.subject.text, clause.lemma, &date.to_string())
        .at(date)
        .worth(weight, 750)
        .framed(Frame::Event(event)))
}

/// The one person named in the sentence before a word.
fn only_person_before(scene: &Scene<'_>, view: &View<'_>, before: usize) -> Option<String> {
    // A name of two words that nothing explains may be a second person.
    let has_unknown = scene.mentions(view).iter().any(|mention| {
        mention.end <= before && mention.kind == NameKind::Other && mention.full.contains(' ')
    });
    if has_unknown {
        return None;
    }
    // "when she replaced Otto Velk until 1906, when she": whom she replaced is not the one meant.
    let earlier = (1..before.saturating_sub(1))
        .find(|at| view.words[*at - 1].is("when") && view.words[*at].is_any(&["he", "she"]) && *at < before);
    let mut persons = scene.mentions(view).iter().filter(|mention| {
        mention.kind == NameKind::Person && mention.end <= earlier.unwrap_or(before) && !mention.is_ambiguous
    });
    let first = persons.next()?;
    persons
        .all(|other| other.full == first.full)
        .then(|| first.full.clone())
}

#[cfg(test)]
mod tests {
    use super::WhenClause;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_what_a_date_introduces() {
        assert_eq!(
            statements(
                &WhenClause,
                "The town of Berdi was ruled by Otto Velk from 1901—when he replaced Ida Lund as mayor of Berdi—until 1906."
            ),
            ["Otto Velk replaced Ida Lund as mayor of Berdi in 1901."]
        );
        assert_eq!(
            statements(
                &WhenClause,
                "Much began to change on 2 May 1911 when miners of Berdi, angered by new taxes, took to the streets to demand bread, work, and peace."
            ),
            ["Miners of Berdi took to the streets on 2 May 1911."]
        );
    }

    #[test]
    fn the_same_pronoun_stays_the_same_person() {
        assert_eq!(
            statements(
                &WhenClause,
                "The town of Berdi was ruled by Otto Velk from 1901—when he replaced Ida Lund as mayor of Berdi—until 1906, when he handed over power to the current mayor Ann Berg."
            ),
            [
                "Otto Velk replaced Ida Lund as mayor of Berdi in 1901.",
                "Otto Velk handed over power to Ann Berg in 1906."
            ]
        );
    }

    #[test]
    fn leaves_pronouns_with_two_persons_before_them() {
        assert!(
            statements(
                &WhenClause,
                "Otto Velk met Emil Berg in 1901, when he replaced Ida Lund as mayor of Berdi."
            )
            .is_empty()
        );
    }
}
