//! What is not worth a question: the year one left a school, appeared in a show or moved house.
//!
//! Such an event may still stand in a fact and help to tell others apart; asked
//! for its date or its doer it is a question about the page and not about the world.

use crate::facts::frame::{Event, NameKind};
use crate::lexicon::Lexicon;

/// Verbs of what happens to everybody, and of what somebody does every week.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "accept", "announce", "appear", "apply", "attend", "audition", "cast", "celebrate", "collaborate", "compete", "diagnose", "enrol",
    "enroll", "evict", "face", "feature", "film", "graduate", "guest-star", "hire", "hospitalise",
    "hospitalize", "interview", "invite", "lecture", "matriculate", "narrate", "offer", "participate",
    "partner", "perform", "plead", "pledge", "praise", "promise", "re-sign", "relaunch", "remarry",
    "reprise", "request", "retire", "reunite", "screen", "share", "suffer", "testify", "thank", "tour",
    "undergo", "voice", "volunteer", "wed",
];

/// What is said in two words and is as small.
const SMALL_PHRASES: &[(&str, &[&str])] = &[
    ("team", &["up "]),
    ("pass", &["away"]),
    ("give", SPEECHES),
    ("deliver", SPEECHES),
    ("conduct", SPEECHES),
    ("fall", &["ill"]),
    ("unveil", &["as "]),
    ("enter", &["into a marriage"]),
    ("go", &["on sale", "to "]),
    ("make", &["his ", "her ", "its ", "a "]),
    ("take", &["part ", "up "]),
    ("come", &["first", "second", "third"]),
    (
        "begin",
        &[
            "his ", "her ", "its ", "their ", "a career", "work", "to ", "as ", "school", "studies", "study",
        ],
    ),
    (
        "start",
        &[
            "his ", "her ", "its ", "their ", "a career", "work", "to ", "as ", "school", "studies", "study",
        ],
    ),
];

/// What is said to an audience and gone.
const SPEECHES: &[&str] = &[
    "the commencement",
    "a commencement",
    "a speech",
    "a lecture",
    "a talk",
    "a keynote",
    "the keynote",
    "a concert",
    "a performance",
    "an interview",
    "lectures",
    "speeches",
];

/// What one gets at the end of a school.
const DEGREES: &[&str] = &[
    "Bachelor",
    "Bachelor's",
    "Master",
    "Master's",
    "degree",
    "degrees",
    "diploma",
    "B.A.",
    "M.A.",
    "BA",
    "MA",
    "BSc",
    "MSc",
    "MBA",
    "Ph.D.",
    "PhD",
    "Ph.D",
    "M.D.",
    "M.Sc.",
    "doctorate",
];

/// Where one is taught.
const SCHOOLS: &[&str] = &["School", "College", "University", "Academy", "school", "college"];

/// Whether nobody need know when it was and who did it.
pub fn is_small(event: &Event) -> bool {
    let (verb, rest) = (event.verb.as_str(), event.rest.text.as_str());
    let has = |words: &[&str]| rest.split(' ').any(|word| words.contains(&word));
    let is_phrase = SMALL_PHRASES
        .iter()
        .any(|(own, starts)| *own == verb && starts.iter().any(|start| rest.starts_with(start)));
    // "began teaching": of what people do for a living.
    let is_doing = matches!(verb, "begin" | "start")
        && event.subject.kind == NameKind::Person
        && rest.split(' ').next().is_some_and(|first| first.ends_with("ing"));
    let is_schooling = matches!(
        verb,
        "receive" | "earn" | "obtain" | "gain" | "complete" | "award" | "finish"
    ) && has(DEGREES)
        || matches!(verb, "enter" | "leave" | "join" | "transfer" | "complete") && has(SCHOOLS);
    // "met Otto Velk": whom one comes to know, where neither is known to everybody.
    let is_acquaintance = verb == "meet"
        && event.subject.kind == NameKind::Person
        && event.rest.names.first().is_some_and(|named| {
            let is_whole = rest.starts_with(named.text.as_str());
            named.kind == NameKind::Person && is_whole && Lexicon::shipped().person(&named.text).is_none()
        });
    SMALL.contains(&verb) || is_acquaintance || is_phrase || is_doing || is_schooling || is_move(event)
}

/// "moved to Velk", "returned to Velkland", of a person: where people live.
pub fn is_move(event: &Event) -> bool {
    let is_of_person = event.subject.kind == NameKind::Person
        || event
            .subject
            .names
            .iter()
            .any(|named| named.kind == NameKind::Person);
    is_of_person && matches!(event.verb.as_str(), "move" | "return" | "relocate" | "settle")
}

#[cfg(test)]
mod tests {
    use crate::items::kinds::sample::stems;
    use crate::items::kinds::when::When;
    use crate::items::kinds::who::Who;

    #[test]
    fn what_happens_to_everybody_is_not_asked() {
        for text in [
            "The poet Ann Lund graduated from the University of Berdi in 1911.",
            "The poet Ann Lund received her Bachelor of Arts from the University of Berdi in 1911.",
            "The poet Ann Lund appeared in Moscow on 3 May 1911.",
            "The poet Ann Lund moved to Moscow in 1911.",
            "In 1911 Ann Lund teamed up with the poet Otto Velk in Moscow.",
            "In 1911 Ann Lund gave a lecture on the poet Otto Velk in Moscow.",
            "In 1911 Ann Lund met Otto Velk in Moscow.",
            "The poet Ann Lund earned a Ph.D. from the University of Berdi in 1911.",
            "Ann Lund passed away in Moscow on 3 May 1911.",
            "The Berdi Fund announced the sale of the Velk Bank in 1911.",
        ] {
            assert_eq!(stems(&When, text), Vec::<String>::new(), "{text}");
            assert_eq!(stems(&Who, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_changed_something_is() {
        for text in [
            "The poet Ann Lund founded the University of Berdi in 1911.",
            "The council of Berdi moved the court of Velk to Moscow in 1911.",
        ] {
            assert_eq!(stems(&When, text).len(), 1, "{text}");
        }
    }
}
