//! How many: "A total of 81 candidates stood for 12 seats", "Berdi won five medals at the Games of 1911".

use super::Rule;
use super::event::event_of;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::clause;
use crate::facts::clause::Clause;
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::quantity::{Counted, read_count};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeValue};
use crate::language::Word;

/// Finds counts in the subject or right behind the verb.
pub struct Count;

impl Rule for Count {
    fn name(&self) -> &'static str {
        "count"
    }

    fn find(&self, scene: &Scene<'_>, skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found = Vec::new();
        for view in &scene.views {
            let has_number = view
                .words
                .iter()
                .any(|word| word.tag == crate::language::Tag::Number);
            if !has_number {
                continue;
            }
            match clause::read_all(scene, view) {
                Ok(clauses) => {
                    let counts: Vec<Result<Found, &'static str>> = clauses
                        .iter()
                        .map(|clause| read(scene, view, clause.clone()))
                        .collect();
                    let refused = counts.iter().find_map(|count| count.as_ref().err());
                    if let Some(reason) = refused.filter(|_| counts.iter().all(Result::is_err)) {
                        skipped(view.sentence, reason);
                    }
                    found.extend(counts.into_iter().flatten());
                }
                Err(reason) => skipped(view.sentence, reason),
            }
        }
        found
    }
}

fn read(scene: &Scene<'_>, view: &View<'_>, clause: Clause) -> Result<Found, &'static str> {
    let at = |indices: &[usize]| -> Option<Counted> {
        let words: Vec<&Word<'_>> = indices.iter().map(|index| &view.words[*index]).collect();
        read_count(&words)
    };
    let clause = by_agent(view, clause);
    let in_subject = at(&clause.subject);
    let counted = in_subject
        .clone()
        .or_else(|| at(&clause.rest))
        .ok_or("no count")?;
    let is_subject = in_subject.is_some();
    let mut rest_of = if is_subject {
        clause.subject.clone()
    } else {
        clause.rest.clone()
    };
    let tail: Vec<usize> = rest_of.split_off(counted.length);
    if clause.lemma == "be" && clause.voice != Voice::Copula {
        return Err("a count with a copula");
    }
    let (when, as_of) = time_of(view, &clause)?;
    let mut bare = clause.clone();
    if is_subject {
        bare.subject = rest_of;
    } else {
        bare.rest = tail.clone();
    }
    let mut event = event_of(scene, view, &bare, when, false).or_else(|reason| {
        if is_subject {
            without_subject(scene, view, &bare, when)
        } else {
            Err(reason)
        }
    })?;
    let mut quantity = counted.quantity;
    if is_subject {
        if !tail.is_empty() {
            let more = scene
                .phrase(view, &tail)
                .ok_or("a name that may be two persons")?;
            quantity.of = format!("{} {}", quantity.of, more.text);
        }
        event.subject.text = format!("{} {}", quantity.key(), quantity.of);
        event.subject.is_plural = true;
    }
    let mut occasion = None;
    if clause.leans_on_occasion || anchored(&event, &quantity.of, as_of).is_err() {
        let is_past = matches!(clause.voice, Voice::Active | Voice::Passive) && when.is_none();
        occasion = scene
            .occasion(view.article)
            .filter(|_| is_past && is_of_a_vote(view));
        if occasion.is_none() {
            return Err("nothing says which occasion");
        }
    }
    let told = if is_subject {
        event.clone()
    } else {
        let mut told = event.clone();
        told.rest.text = join(&[&quantity.key(), &quantity.of, &event.rest.text]);
        told
    };
    let mut statement = statement::of_event(&told);
    if let Some(occasion) = &occasion {
        statement = format!("In {occasion}, {}", uncapitalised(&statement));
    }
    let importance = if when.is_some() || as_of.is_some() || occasion.is_some() {
        2
    } else {
        1
    };
    Ok(Found::begin(scene, view, "count", statement)
        .about(&quantity.of, &format!("number, {}", event.verb), &quantity.key())
        .as_of(as_of)
        .worth(importance, 700)
        .framed(Frame::Count {
            event,
            quantity,
            in_subject: is_subject,
            as_of,
            occasion,
        }))
}

/// "was watched by 40 guests" is told as "40 guests watched".
fn by_agent(view: &View<'_>, clause: Clause) -> Clause {
    let is_by = clause.voice == Voice::Passive
        && clause
            .rest
            .first()
            .is_some_and(|first| view.words[*first].is("by"));
    let counts = clause.rest.len() > 1 && {
        let words: Vec<&Word<'_>> = clause.rest[1..].iter().map(|index| &view.words[*index]).collect();
        read_count(&words).is_some_and(|counted| counted.length == words.len())
    };
    if !is_by || !counts {
        return clause;
    }
    Clause {
        subject: clause.rest[1..].to_vec(),
        rest: clause.subject.clone(),
        voice: Voice::Active,
        ..clause
    }
}

/// Whether a sentence speaks of those who vote, stand or watch, or of seats.
fn is_of_a_vote(view: &View<'_>) -> bool {
    view.words.iter().any(|word| {
        word.is_any(&[
            "candidates",
            "voters",
            "observers",
            "seats",
            "votes",
            "voting",
            "election",
            "elections",
            "ballots",
            "parties",
        ])
    })
}

fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The counted things are the whole subject: only the rest needs writing out.
fn without_subject(
    scene: &Scene<'_>,
    view: &View<'_>,
    clause: &Clause,
    when: Option<PartialDate>,
) -> Result<Event, &'static str> {
    let rest = scene
        .phrase(view, &clause.rest)
        .ok_or("a name that may be two persons")?;
    let subject = scene
        .phrase(view, &clause.subject)
        .ok_or("a name that may be two persons")?;
    Ok(Event {
        subject,
        verb: clause.lemma.to_owned(),
        adverb: clause.adverbs.clone(),
        voice: clause.voice,
        rest,
        when,
        is_unique: false,
        place: None,
        parts: Vec::new(),
        era: String::new(),
        as_of: None,
        note: String::new(),
    })
}

/// When it was so: a date of its own, or the day of the article for what is told in the present or perfect.
fn time_of(
    view: &View<'_>,
    clause: &Clause,
) -> Result<(Option<PartialDate>, Option<PartialDate>), &'static str> {
    let is_current = matches!(
        clause.voice,
        Voice::Perfect | Voice::PerfectPassive | Voice::Present
    );
    match &clause.times[..] {
        [] if is_current => {
            let anchor = view.anchor.ok_or("a number that changes, without a date")?;
            Ok((None, Some(PartialDate { day: None, ..anchor })))
        }
        [] => Ok((None, None)),
        [time] => match (time.value, time.link) {
            (TimeValue::Date(date), Link::At) if !is_current => Ok((Some(date), None)),
            _ => Err("a time that is no date"),
        },
        _ => Err("several times"),
    }
}

/// A count needs something that says which occasion is meant: a date, or two names, or a named event.
fn anchored(event: &Event, of: &str, as_of: Option<PartialDate>) -> Result<(), &'static str> {
    let names = event.subject.names.len() + event.rest.names.len();
    let names_event = event
        .rest
        .names
        .iter()
        .any(|named| matches!(named.kind, NameKind::Event | NameKind::Law));
    let is_dated = event.when.is_some() || as_of.is_some();
    let trivial = [
        "people",
        "men",
        "times",
        "pages",
        "children",
        "sons",
        "daughters",
        "brothers",
        "sisters",
    ];
    if trivial.contains(&of) && names < 2 {
        return Err("too little said of what is counted");
    }
    let has_hold = (is_dated && names >= 1) || names_event || names >= 3;
    has_hold.then_some(()).ok_or("nothing says which occasion")
}

#[cfg(test)]
mod tests {
    use super::Count;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_counts_before_and_behind_the_verb() {
        assert_eq!(
            statements(&Count, "In 1911 more than 2,000 settlers came to Berdi."),
            ["More than 2,000 settlers came to Berdi in 1911."]
        );
        assert_eq!(
            statements(
                &Count,
                "The town of Berdi sent forty athletes to the Northern Games in 1911."
            ),
            ["The town of Berdi sent forty athletes to the Northern Games in 1911."]
        );
    }

    #[test]
    fn leaves_numbers_that_nothing_dates() {
        for text in [
            "The council has 40 members and meets in Berdi.",
            "Around 1911 some 300 settlers came to Berdi.",
            "About 300 settlers may have come to Berdi in 1911.",
            "They sent forty athletes to the Northern Games in 1911.",
        ] {
            assert!(
                statements(&Count, text).is_empty(),
                "{text}: {:?}",
                statements(&Count, text)
            );
        }
    }
}
