//! How old somebody was: "At the age of 19 Ann Lund entered the University of Berdi".

use super::Rule;
use super::event::event_of;
use super::in_clauses;
use super::words::question;
use crate::facts::Found;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, NameKind, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeValue};
use crate::language::Tag;

/// Finds the ages at which persons did what they did once.
pub struct Age;

impl Rule for Age {
    fn name(&self) -> &'static str {
        "age"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        in_clauses(scene, told)
    }
}

/// What is done many times, or goes on for years.
const LASTING: &[&str] = &[
    "be", "have", "do", "live", "play", "work", "like", "love", "want", "know", "remain", "use", "seem",
    "say", "tell", "think", "continue", "suffer", "keep", "speak", "write", "read", "visit", "go", "come",
    "see", "show", "get",
];

fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let is_deed = matches!(clause.voice, Voice::Active | Voice::Passive);
    let inside = age(view, &clause.rest);
    let (start, end, age) = inside.or_else(|| Some((0, 0, age_in_front(view, clause)?)))?;
    if !is_deed || LASTING.contains(&clause.lemma) || clause.leans_on_occasion {
        return None;
    }
    let when = match &clause.times[..] {
        [] => None,
        [time] => match (time.value, time.link) {
            (TimeValue::Date(date), Link::At) => Some(date),
            _ => return None,
        },
        _ => return None,
    };
    let mut bare = clause.clone();
    bare.rest.drain(start..end);
    // "died at the age of 66 in Velk": one dies once.
    let is_death = clause.lemma == "die";
    if is_death {
        bare.rest.clear();
    }
    let mut event = event_of(scene, view, &bare, when.filter(|_| !is_death), true).ok()?;
    event.adverb.clear();
    let is_person = event.subject.kind == NameKind::Person && !event.subject.is_plural;
    let is_whole = is_death || !event.rest.names.is_empty();
    let leans = bare.rest.iter().any(|index| {
        let word = &view.words[*index];
        matches!(word.tag, Tag::Possessive | Tag::Pronoun)
    });
    if !is_person || !is_whole || leans || event.subject.names.len() != 1 {
        return None;
    }
    let stem = question("at what age", &event, &statement::time(&event));
    let sentence = statement::of_event(&event);
    let statement = format!("{} at the age of {age}.", sentence.trim_end_matches('.'));
    Some(
        Found::begin(scene, view, "age", statement)
            .about(&event.subject.text, &format!("age, {}", event.verb), &age)
            .worth(1, 800)
            .framed(Frame::Measure { stem, value: age }),
    )
}

/// "At the age of 19, Ann Lund entered": the age that opens the sentence of a clause right behind it.
fn age_in_front(view: &View<'_>, clause: &Clause) -> Option<String> {
    let all: Vec<usize> = (0..view.words.len().min(8)).collect();
    let (start, end, age) = age(view, &all)?;
    let comma = usize::from(view.words.get(end)?.is(","));
    let opens = end + comma;
    let is_next = match clause.subject.first() {
        Some(first) => *first == opens,
        None => view.words.get(opens)?.is_any(&["he", "she"]) && clause.verb <= opens + 3,
    };
    (start == 0 && is_next).then_some(age)
}

/// "at the age of 19", "at age 19": from where to where among the words, and the age.
fn age(view: &View<'_>, rest: &[usize]) -> Option<(usize, usize, String)> {
    let is = |at: usize, said: &str| rest.get(at).is_some_and(|index| view.words[*index].is(said));
    let start = (0..rest.len()).find(|at| is(*at, "at") && (is(at + 1, "the") || is(at + 1, "age")))?;
    let long = is(start + 1, "the") && is(start + 2, "age") && is(start + 3, "of");
    let short = is(start + 1, "age");
    let at = if long {
        start + 4
    } else if short {
        start + 2
    } else {
        return None;
    };
    let number = &view.words[*rest.get(at)?];
    let is_age = number.tag == Tag::Number
        && !number.text.contains(['–', '/', '.', ','])
        && !(number.text.contains('-') && number.text.contains(|letter: char| letter.is_ascii_digit()));
    // "at the age of four months", "of 19 or 20".
    let goes_on = rest.get(at + 1).is_some_and(|next| {
        let next = &view.words[*next];
        matches!(next.tag, Tag::Noun | Tag::Number) || next.is_any(&["or", "and", "months", "years"])
    });
    (is_age && !goes_on).then(|| (start, at + 1, number.lower.clone()))
}

#[cfg(test)]
mod tests {
    use super::Age;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_the_age_at_which_something_was_done() {
        assert_eq!(
            statements(
                &Age,
                "At the age of 19, Ann Lund entered the University of Berdi."
            ),
            ["Ann Lund entered the University of Berdi at the age of 19."]
        );
        assert_eq!(
            statements(&Age, "Ann Lund was a poet. She died in Berdi at the age of 66."),
            ["Ann Lund died at the age of 66."]
        );
        assert_eq!(
            statements(
                &Age,
                "In 1911 Ann Lund joined the Berdi League at the age of thirteen."
            ),
            ["Ann Lund joined the Berdi League in 1911 at the age of thirteen."]
        );
    }

    #[test]
    fn leaves_what_is_done_often_and_ages_of_no_one() {
        for text in [
            "At the age of 19, Ann Lund played the velk.",
            "At the age of 19, she entered the University of Berdi.",
            "Ann Lund fell ill at the age of four months.",
            "Citizens may join the Berdi League at the age of 18.",
            "At the age of 19, Ann Lund bought a horse.",
        ] {
            assert_eq!(statements(&Age, text), Vec::<String>::new(), "{text}");
        }
    }
}
