//! Questions in plain English from the parts of a fact: word order, auxiliaries, tense.
//!
//! A question is built from a frame, never by moving the words of a sentence.
//! Questions for the subject need no "did"; all others do, unless the verb is a
//! form of "be" or stands in the passive.

pub mod parts;

use crate::facts::PartialDate;
use crate::facts::frame::{Event, Voice};
use crate::facts::statement;
use crate::language::inflect;

/// Which part of a date is asked: "In which year", "On what date in 1911".
///
/// The year of a day is told unless `tells_year` says that the stem does already:
/// votes, visits and offices come again, and only the year says which is meant.
pub fn when_phrase(date: PartialDate, tells_year: bool) -> String {
    match (date.month, date.day) {
        (_, Some(_)) if tells_year => "On what date".to_owned(),
        (_, Some(_)) => format!("On what date in {}", date.year),
        (Some(_), None) if tells_year => "In which month".to_owned(),
        (Some(_), None) => format!("In which month of {}", date.year),
        _ => "In which year".to_owned(),
    }
}

/// Asks for an adverbial: `opening` + auxiliary, subject, verb, rest: "In which year did Berdi join the League".
pub fn inverted(opening: &str, event: &Event, rest: &str) -> String {
    let be = if event.subject.is_plural { "were" } else { "was" };
    let subject = &match event.note.as_str() {
        "" => event.subject.text.clone(),
        note => format!("{}, {note},", event.subject.text),
    };
    let first = if event.adverb.is_empty() {
        String::new()
    } else {
        format!("{} ", event.adverb)
    };
    let core = match event.voice {
        Voice::Active => format!("did {subject} {first}{}", event.verb),
        Voice::Passive => format!("{be} {subject} {first}{}", inflect::participle(&event.verb)),
        Voice::Copula => format!("{be} {subject}"),
        Voice::Progressive => format!("{be} {subject} {}", inflect::gerund(&event.verb)),
        Voice::Present if event.verb == "be" && event.subject.is_plural => format!("are {subject}"),
        Voice::Present if event.verb == "be" => format!("is {subject}"),
        Voice::PresentPassive => {
            let be = if event.subject.is_plural { "are" } else { "is" };
            format!("{be} {subject} {first}{}", inflect::participle(&event.verb))
        }
        Voice::Present if event.subject.is_plural => format!("do {subject} {}", event.verb),
        Voice::Present => format!("does {subject} {}", event.verb),
        Voice::Perfect => format!("had {subject} {}", inflect::participle(&event.verb)),
        Voice::PerfectPassive => format!("had {subject} been {}", inflect::participle(&event.verb)),
    };
    join(&[opening, &core, rest])
}

/// Asks for the subject: `who` + verb, rest: "Who founded the League".
pub fn subject_question(who: &str, event: &Event, rest: &str, is_plural: bool) -> String {
    let be = if is_plural { "were" } else { "was" };
    let first = if event.adverb.is_empty() {
        String::new()
    } else {
        format!("{} ", event.adverb)
    };
    let verb = match event.voice {
        Voice::Active => format!("{first}{}", inflect::past(&event.verb)),
        Voice::Passive => format!("{be} {first}{}", inflect::participle(&event.verb)),
        Voice::Copula => be.to_owned(),
        Voice::Progressive => format!("{be} {}", inflect::gerund(&event.verb)),
        Voice::Perfect => format!("had {}", inflect::participle(&event.verb)),
        Voice::PerfectPassive => format!("had been {}", inflect::participle(&event.verb)),
        Voice::Present if event.verb == "be" => if is_plural { "are" } else { "is" }.to_owned(),
        Voice::PresentPassive => {
            let be = if is_plural { "are" } else { "is" };
            format!("{be} {first}{}", inflect::participle(&event.verb))
        }
        Voice::Present if is_plural => event.verb.clone(),
        Voice::Present => inflect::third_person(&event.verb),
    };
    join(&[who, &verb, rest])
}

/// Joins parts with single spaces, leaving out empty ones.
pub fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// Ends a question: capital first, one question mark.
pub fn ask(text: &str) -> String {
    format!(
        "{}?",
        statement::capitalised(text.trim_end_matches(['.', ',', ' ']))
    )
}

/// What follows a verb with its time behind it; a town told with its state closes with a comma before it.
pub fn timed(rest: &str, event: &Event) -> String {
    let time = time_tail(event);
    let is_apposition = |last: &str| {
        last.split(' ')
            .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the"))
    };
    let is_open = !time.is_empty()
        && rest
            .rsplit_once(", ")
            .is_some_and(|(before, last)| !before.contains(", ") && is_apposition(last));
    if is_open {
        return format!("{rest}, {time}");
    }
    join(&[rest, &time])
}

/// The time of an event as an adverbial at the end, empty without one.
pub fn time_tail(event: &Event) -> String {
    statement::time(event)
}

/// Other ways to write a date that folding does not find by itself.
pub fn date_key(date: PartialDate) -> String {
    statement::date(date)
}

#[cfg(test)]
mod tests {
    use super::{ask, inverted, subject_question};
    use crate::facts::frame::{Event, NameKind, Phrase, Voice};

    fn event(subject: &str, is_plural: bool, verb: &str, voice: Voice, rest: &str) -> Event {
        let phrase = |text: &str| Phrase {
            text: text.to_owned(),
            kind: NameKind::Other,
            is_plural: false,
            names: Vec::new(),
        };
        Event {
            subject: Phrase {
                is_plural,
                ..phrase(subject)
            },
            verb: verb.to_owned(),
            adverb: String::new(),
            voice,
            rest: phrase(rest),
            when: None,
            is_unique: false,
            place: None,
            parts: Vec::new(),
            era: String::new(),
            as_of: None,
            note: String::new(),
        }
    }

    #[test]
    fn did_takes_the_base_and_the_passive_needs_none() {
        let found = event("Ann Lund", false, "found", Voice::Active, "the Northern Society");
        assert_eq!(
            ask(&inverted("in which year", &found, &found.rest.text)),
            "In which year did Ann Lund found the Northern Society?"
        );
        let held = event("elections", true, "hold", Voice::Passive, "in Berdi");
        assert_eq!(
            ask(&inverted("on what date", &held, &held.rest.text)),
            "On what date were elections held in Berdi?"
        );
    }

    #[test]
    fn a_question_for_the_subject_has_no_did() {
        let found = event("Ann Lund", false, "found", Voice::Active, "the Northern Society");
        assert_eq!(
            ask(&subject_question("who", &found, &found.rest.text, false)),
            "Who founded the Northern Society?"
        );
    }
}
