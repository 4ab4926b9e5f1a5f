//! T04: in which city or country something happened.

use super::which::goes_on_behind;
use super::worth::is_small;
use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, NameKind, Named};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::parts::without;
use crate::items::english::{ask, inverted, join, timed};
use crate::language::vocabulary;

/// Asks for a place named with "in" at the end.
pub struct Where;

/// Verbs whose place is worth asking for.
const PLACED: &[&str] = &[
    "bear",
    "die",
    "hold",
    "open",
    "found",
    "establish",
    "sign",
    "build",
    "take",
    "form",
    "create",
    "launch",
    "premiere",
];

/// Verbs of what is done in many places on one day.
const EVERYWHERE: &[&str] = &[
    "air",
    "broadcast",
    "distribute",
    "issue",
    "release",
    "screen",
    "sell",
];

impl QuestionType for Where {
    fn kind(&self) -> Kind {
        Kind::Where
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Event(event) = &found.frame else {
            return Vec::new();
        };
        if EVERYWHERE.contains(&event.verb.as_str()) {
            return Vec::new();
        }
        let last = (0..event.parts.len()).rev().find_map(|at| of_part(event, at));
        last.or_else(|| of_ending(event)).into_iter().collect()
    }
}

/// "opened a school in Berdi in 1911": in which city.
fn of_part(event: &Event, at: usize) -> Option<Question> {
    let part = &event.parts[at];
    let place = part.head.as_ref()?;
    let is_place = matches!(place.kind, NameKind::City | NameKind::Country | NameKind::Place);
    let class = part.class.as_ref().filter(|_| is_place)?;
    let rest = without(event, at);
    let is_told_else = event.subject.text.contains(&place.text) || rest.contains(&place.text);
    let is_told = event.is_deed() && is_told_of_one(event);
    let is_inside = matches!(part.link.as_str(), "in" | "at" | "near");
    // "at 5 Berdi Street": nobody asks at which street.
    if is_told_else
        || is_small(event)
        || matches!(class.as_str(), "street" | "road" | "avenue")
        || goes_on_behind(event, at)
        || is_of_infinitive(before(event, place))
        || is_of_service(before(event, place))
        || !is_told
        || !is_inside
        || !(event.is_dated() || event.is_unique || ONCE.contains(&event.verb.as_str()))
    {
        return None;
    }
    let is_town = matches!(class.as_str(), "city" | "town" | "village" | "country");
    let link = if is_town && part.link == "at" {
        "in"
    } else {
        &part.link
    };
    let which = join(&[link, "which", class]);
    // "was born in Velk as the second son of Anton Lund": a birth is one, whatever else is told of it.
    let is_life = event.subject.kind == NameKind::Person
        && matches!(event.verb.as_str(), "bear" | "die" | "bury" | "baptise");
    let tail = if is_life {
        String::new()
    } else {
        timed(&rest, event)
    };
    Some(question(ask(&inverted(&which, event, &tail)), place))
}

/// What stands between the verb and a place.
fn before<'e>(event: &'e Event, place: &Named) -> &'e str {
    let text = event.rest.text.as_str();
    text.find(&place.text).map_or(text, |at| &text[..at])
}

/// Whether somebody is to do something before a place is told, so that it may be the place of that.
fn is_of_infinitive(before: &str) -> bool {
    let words: Vec<&str> = before.split(' ').collect();
    words.windows(2).any(|pair| {
        let of_verb = vocabulary::listed_verb(pair[1]).is_some();
        pair[0] == "to" && of_verb
    })
}

/// "was awarded a medal for his actions at Velk": where those were.
fn is_of_service(before: &str) -> bool {
    const DEEDS: &[&str] = &[
        "actions",
        "action",
        "service",
        "services",
        "role",
        "part",
        "work",
        "bravery",
        "gallantry",
        "conduct",
        "courage",
        "valour",
        "valor",
        "deeds",
        "efforts",
        "heroism",
        "contribution",
        "contributions",
        "performance",
    ];
    before
        .split_once(" for ")
        .is_some_and(|(_, behind)| behind.split(' ').any(|word| DEEDS.contains(&word)))
}

/// Whether the subject has a name in it, or is the first or last of a kind: "the last light railway".
fn is_told_of_one(event: &Event) -> bool {
    const ENOUGH: usize = 4;
    let text = &event.subject.text;
    let is_first = ["the first ", "the last ", "the world's first "]
        .iter()
        .any(|rank| text.starts_with(rank));
    !event.subject.names.is_empty() || is_first && text.split(' ').count() >= ENOUGH
}

fn question(stem: String, place: &Named) -> Question {
    Question {
        stem,
        key: place.text.clone(),
        accept: Vec::new(),
        answer: Answer::Name(place.kind),
        part: "where",
        bonus: 10,
    }
}

/// Verbs whose subject goes through them once, so that the place needs no time.
const ONCE: &[&str] = &[
    "bear", "die", "bury", "baptise", "locate", "base", "premiere", "settle",
];

/// The place at the end of the words behind the verb, where they are not told apart.
fn of_ending(event: &Event) -> Option<Question> {
    let (_, place) = event.place.as_ref()?;
    let named_before = event.subject.text.contains(&place.text);
    if !PLACED.contains(&event.verb.as_str()) || named_before || !is_told_of_one(event) {
        return None;
    }
    let class = if place.kind == NameKind::City {
        "city"
    } else {
        "country"
    };
    let ending = format!("in {}", place.text);
    let rest = event
        .rest
        .text
        .strip_suffix(&ending)
        .unwrap_or(&event.rest.text)
        .trim();
    // "as the only school to teach miners in Berdi": where it teaches.
    if is_of_infinitive(before(event, place)) {
        return None;
    }
    let stem = inverted(&format!("in which {class}"), event, &timed(rest, event));
    Some(question(ask(&stem), place))
}

#[cfg(test)]
mod tests {
    use super::Where;
    use crate::items::kinds::sample::stems;

    #[test]
    fn the_place_of_what_is_to_be_done_is_not_that_of_the_founding() {
        let told = "The Velk School was founded on 3 May 1911 as the only school to teach miners in Moscow.";
        assert_eq!(stems(&Where, told), Vec::<String>::new());
        let behind = "The Velk School was founded in Moscow on 3 May 1911 to teach miners.";
        assert_eq!(stems(&Where, behind).len(), 1);
    }

    #[test]
    fn the_place_of_a_deed_is_not_that_of_its_prize() {
        let told = "Ann Lund was awarded the Berdi Medal for her actions in Moscow on 3 May 1911.";
        assert_eq!(stems(&Where, told), Vec::<String>::new());
    }

    #[test]
    fn the_first_of_a_kind_needs_no_name() {
        assert_eq!(
            stems(
                &Where,
                "The first light mountain railway was opened in Finland on 3 May 1911."
            ),
            ["In which country was the first light mountain railway opened on 3 May 1911? Finland"]
        );
        let any = "A light mountain railway was opened in Finland on 3 May 1911.";
        assert_eq!(stems(&Where, any), Vec::<String>::new());
    }

    #[test]
    fn the_place_of_what_happens_in_one_is_asked() {
        assert_eq!(
            stems(&Where, "The Northern Society was founded in Moscow in 1911."),
            ["In which city was the Northern Society founded in 1911? Moscow"]
        );
        let released = "The Velk Album was released in Finland by the Berdi Fund on 3 May 1911.";
        assert_eq!(stems(&Where, released), Vec::<String>::new());
    }
}
