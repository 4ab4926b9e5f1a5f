//! What happened in a decade, and in what office somebody served from one year to another: "In the 1940s Lund
//! proposed the Velk model", "Velk served as director of the Berdi Fund from 1911 to 1914".

use super::Rule;
use super::event::event_verb;
use super::told;
use crate::facts::Found;
use crate::facts::clause;
use crate::facts::clause::Clause;
use crate::facts::frame::Voice;
use crate::facts::scene::{Scene, View};
use crate::facts::time::{Link, TimeValue};
use crate::language::Tag;

/// Finds events of a decade and terms of office.
pub struct Era;

impl Rule for Era {
    fn name(&self) -> &'static str {
        "era"
    }

    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let in_view = |view: &View<'_>| -> Vec<Found> {
            let clauses = clause::read_all(scene, view).unwrap_or_default();
            let told = clauses.iter().filter(|clause| is_of_era(view, clause));
            told.filter_map(|clause| told::read(scene, view, clause, "era").ok())
                .collect()
        };
        let timed = scene.views.iter().filter(|view| !view.times.is_empty());
        timed.flat_map(in_view).collect()
    }
}

/// Whether a clause is of this kind.
pub fn is_of_era(view: &View<'_>, clause: &Clause) -> bool {
    let [time] = &clause.times[..] else {
        return false;
    };
    let is_decade = time.value == TimeValue::Rough
        && time.link == Link::At
        && view.words[time.start..time.end].iter().any(|word| {
            word.lower.len() == 5
                && word.lower.ends_with("0s")
                && word.lower[..4].bytes().all(|c| c.is_ascii_digit())
        });
    let is_told =
        matches!(clause.voice, Voice::Active | Voice::Passive) && event_verb(clause.lemma).is_some();
    let is_term = matches!(time.value, TimeValue::Range(_, _))
        && clause.lemma == "serve"
        && clause.voice == Voice::Active
        && clause
            .rest
            .first()
            .is_some_and(|first| view.words[*first].is("as"))
        && clause
            .rest
            .iter()
            .any(|index| view.words[*index].tag == Tag::Name);
    is_decade && is_told || is_term
}

#[cfg(test)]
mod tests {
    use super::Era;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_events_of_a_decade_and_terms_of_office() {
        assert_eq!(
            statements(
                &Era,
                "In the 1940s, Anna Lund proposed the Velk model of the sea."
            ),
            ["Anna Lund proposed the Velk model of the sea in the 1940s."]
        );
        assert_eq!(
            statements(
                &Era,
                "Anna Lund served as director of the Berdi Fund from 1911 to 1914."
            ),
            ["Anna Lund served as director of the Berdi Fund from 1911 to 1914."]
        );
    }

    #[test]
    fn leaves_centuries_habits_and_single_years() {
        for text in [
            "In the 19th century, Anna Lund proposed the Velk model of the sea.",
            "In the 1940s, Anna Lund lived near the Velk Fund of Berdi.",
            "By the 1940s, Anna Lund proposed the Velk model of the sea.",
            "Anna Lund served as director of the Berdi Fund in 1911.",
            "Anna Lund served as director from 1911 to 1914.",
            "Anna Lund lived near the Velk Fund of Berdi from 1911 to 1914.",
        ] {
            assert_eq!(statements(&Era, text), Vec::<String>::new(), "{text}");
        }
    }
}
