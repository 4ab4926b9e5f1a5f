//! Events whose sentence goes on where they end: a rank without what it was first in, half of a list, a comma left over.
//!
//! As in [`super::severed`] it is the words around the clause that tell.

use crate::facts::clause::Clause;
use crate::facts::frame::{Event, Voice};
use crate::facts::scene::View;
use crate::language::Tag;

/// Why the event is not all that its sentence tells, if so.
pub fn objection(view: &View<'_>, clause: &Clause, event: &Event) -> Option<&'static str> {
    if is_rank_of_deed(view, clause) || leaves_comma(view, clause) {
        return Some("words are missing");
    }
    let behind = clause.rest.last().map_or(0, |last| last + 2);
    let is_half = event.voice == Voice::Active && (describes(view, clause.verb) || describes(view, behind));
    is_half.then_some("a participle that describes its noun")
}

/// "became the second President | to visit Berdi": second in that, and not in office.
fn is_rank_of_deed(view: &View<'_>, clause: &Clause) -> bool {
    const RANKS: &[&str] = &[
        "first", "second", "third", "fourth", "fifth", "only", "last", "youngest", "oldest",
    ];
    [&clause.subject, &clause.rest].into_iter().any(|part| {
        let Some(&last) = part.last() else {
            return false;
        };
        let is_ranked = part.iter().any(|at| view.words[*at].is_any(RANKS));
        let mut behind = last + 1;
        while let Some(time) = view.times.iter().find(|time| time.start == behind) {
            behind = time.end;
        }
        let is_verb = |at: usize| {
            view.words
                .get(at)
                .is_some_and(|next| next.tag == Tag::Present || next.is_any(&["be", "have", "do"]))
        };
        is_ranked && view.words.get(behind).is_some_and(|to| to.is("to")) && is_verb(behind + 1)
    })
}

/// "was held by the guard | on 3 May 1911 |, for the theft": the comma that closed the time.
fn leaves_comma(view: &View<'_>, clause: &Clause) -> bool {
    clause.rest.windows(2).any(|pair| {
        let is_gap = view
            .times
            .iter()
            .any(|time| pair[0] < time.start && time.end <= pair[1]);
        is_gap && view.words[pair[1]].is(",")
    })
}

/// "obtained a monopoly on gold and enslaved Africans": the Africans are what the monopoly was on.
fn describes(view: &View<'_>, at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).and_then(|before| view.words.get(before));
    let Some(participle) = view.words.get(at) else {
        return false;
    };
    let is_participle = participle.forms.participle || participle.lower.ends_with("ed");
    let is_joined = word(1).is_some_and(|and| and.is("and"))
        && word(2).is_some_and(|noun| noun.tag != Tag::Name && noun.text.starts_with(char::is_lowercase))
        && word(3)
            .is_some_and(|link| link.is_any(&["on", "of", "in", "for", "with", "from", "over", "between"]));
    let is_many = view
        .words
        .get(at + 1)
        .is_some_and(|next| next.text.ends_with('s') && !next.is_any(&["its", "his", "this"]));
    is_participle && is_joined && is_many
}

#[cfg(test)]
mod tests {
    use crate::facts::rules::event::DatedEvent;
    use crate::facts::rules::sample::finds_one;
    use crate::facts::rules::sample::statements;

    #[test]
    fn a_rank_keeps_what_it_is_of() {
        for text in [
            "In 1911 Anna Lund became the second sitting President of Finland to visit Moscow.",
            "Anna Lund became the second President of Finland in 1911 to visit Moscow.",
        ] {
            let told = statements(&DatedEvent, text);
            assert!(
                told.iter().all(|told| told.contains("to visit")),
                "{text}: {told:?}"
            );
        }
        finds_one(
            &DatedEvent,
            &["In 1911 Anna Lund became the second President of Finland."],
        );
    }

    #[test]
    fn a_participle_behind_and_is_no_verb() {
        let text = "In 1649 the Berdi Company obtained a monopoly on gold and enslaved Africans in Finland.";
        let told = statements(&DatedEvent, text);
        assert!(
            told.iter().all(|told| !told.contains("Company enslaved")),
            "{told:?}"
        );
        let text = "In 1649 the Berdi Company left Finland and conquered the port of Moscow.";
        assert!(!statements(&DatedEvent, text).is_empty());
    }

    #[test]
    fn no_comma_is_left_of_a_time() {
        let text = "Anna Lund was arrested by the guard of Finland on June 14, 1911, for the theft of a lamp, and was sent to Moscow.";
        let told = statements(&DatedEvent, text);
        assert!(told.iter().all(|told| !told.contains(", for")), "{told:?}");
        finds_one(
            &DatedEvent,
            &["Anna Lund was arrested by the guard of Finland in 1911 for the theft of a lamp."],
        );
    }
}
