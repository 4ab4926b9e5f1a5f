//! What is done to one thing of its kind at a time: one graduates from one school, and merges with one company.
//!
//! A date and a verb of this list leave one thing of the class, so that "which"
//! has one answer. Nothing here knows the names.

use crate::facts::classes::own_class;
use crate::facts::frame::{Event, NameKind, Named, Part, Voice};
use crate::language::vocabulary;

/// Verbs with the prepositions behind which one thing of a class stands; the empty one is the object.
#[rustfmt::skip]
const ONE_EACH: &[(&str, &[&str])] = &[
    ("graduate", &["from"]), ("join", &[""]), ("leave", &[""]), ("enter", &[""]), ("merge", &["with"]),
    ("transfer", &["to"]), ("enrol", &["at", "in"]), ("enroll", &["at", "in"]), ("matriculate", &["at"]),
    ("receive", &["from"]), ("earn", &["from"]), ("obtain", &["from"]), ("appoint", &["to"]),
    ("sign", &["with"]), ("acquire", &["", "from"]), ("buy", &["from"]), ("purchase", &["from"]),
    ("sell", &["to"]), ("resign", &["from"]), ("retire", &["from"]), ("withdraw", &["from"]),
    ("secede", &["from"]), ("expel", &["from"]), ("dismiss", &["from"]), ("elect", &["to"]),
    ("induct", &["into"]), ("admit", &["to"]), ("ordain", &["at", "in"]), ("settle", &["on"]),
    ("land", &["on"]), ("premiere", &["at", "on"]), ("debut", &["at"]), ("die", &["at", "in"]),
    ("bury", &["at", "in"]), ("marry", &["at", "in"]), ("arrest", &["at"]), ("imprison", &["at", "in"]),
    ("found", &["at"]), ("perform", &["at"]), ("crown", &["at", "in"]), ("baptise", &["at", "in"]),
    ("accede", &["to"]), ("ratify", &[""]), ("demolish", &[""]), ("translate", &[""]),
    ("relocate", &["to"]), ("defect", &["to"]), ("post", &["to"]), ("trade", &["to"]), ("cede", &["to"]),
    ("convert", &["to", "into"]), ("sink", &["off", "in"]), ("run", &["for"]), ("abolish", &[""]),
];

/// Verbs that make or take one thing, which its name tells.
#[rustfmt::skip]
const MAKES: &[&str] = &[
    "launch", "release", "open", "acquire", "form", "organise", "organize", "record", "introduce", "publish",
    "purchase", "commission", "patent", "unveil", "inaugurate",
];

/// What an artist may have made several of in one year.
const OF_MANY: &[&str] = &[
    "album",
    "song",
    "single",
    "book",
    "novel",
    "film",
    "movie",
    "story",
    "poem",
    "play",
    "game",
    "essay",
    "article",
    "act",
    "law",
    "treaty",
    "agreement",
];

const PRIZES: &[&str] = &["prize", "award", "medal", "fellowship", "scholarship"];

/// What people fight and fall in.
const FIGHTS: &[&str] = &[
    "battle",
    "siege",
    "war",
    "expedition",
    "campaign",
    "revolt",
    "rebellion",
    "uprising",
];

/// Whether the subject does this to one thing of its class at that time.
pub fn is_one_each(event: &Event, part: &Part) -> bool {
    let link = part.link.as_str();
    let is_listed = ONE_EACH
        .iter()
        .any(|(verb, links)| *verb == event.verb && links.contains(&link));
    let is_agent = event.voice == Voice::Passive && link == "by";
    // "which process did he leave": what one joins, leaves and is chosen by is a body of people.
    let needs_body = is_agent
        || matches!(
            event.verb.as_str(),
            "join"
                | "leave"
                | "enter"
                | "merge"
                | "sign"
                | "resign"
                | "retire"
                | "withdraw"
                | "expel"
                | "dismiss"
                | "defect"
                | "induct"
                | "admit"
        );
    if needs_body && !is_body(part) {
        return false;
    }
    event.when.is_some()
        && event.subject.kind != NameKind::People
        && (is_listed || is_agent || is_prize(event, part) || is_fight(event, part) || is_made(event, part))
}

/// Whether the class of a name is one of groups of people.
fn is_body(part: &Part) -> bool {
    // Lexicographer file of groups.
    const GROUP: u8 = 14;
    let says_itself = part
        .head
        .as_ref()
        .is_some_and(|named| own_class(&named.text).is_some());
    let is_group = |class: &str| {
        let last = class.rsplit(' ').next().unwrap_or(class);
        vocabulary::classes_of_form(last).noun == Some(GROUP)
    };
    says_itself || part.class.as_deref().is_some_and(is_group)
}

/// "received the Velk Medal": of medals hardly two a year; of prizes where more is told.
fn is_prize(event: &Event, part: &Part) -> bool {
    const GIVEN: &[&str] = &["win", "receive", "award", "earn", "grant", "honor", "honour"];
    let Some(class) = part.class.as_deref().filter(|class| PRIZES.contains(class)) else {
        return false;
    };
    let tells_more = event.parts.len() > 1 || event.when.is_some_and(|when| when.month.is_some());
    matches!(part.link.as_str(), "" | "with")
        && GIVEN.contains(&event.verb.as_str())
        && (tells_more || !matches!(class, "prize" | "award"))
}

/// "was killed in the Battle of Velk".
fn is_fight(event: &Event, part: &Part) -> bool {
    const FALL: &[&str] = &[
        "kill", "die", "wound", "capture", "defeat", "lose", "destroy", "serve", "fight", "fall", "sink",
        "win",
    ];
    let is_fight = part.class.as_deref().is_some_and(|class| FIGHTS.contains(&class));
    is_fight && matches!(part.link.as_str(), "in" | "at" | "during") && FALL.contains(&event.verb.as_str())
}

/// "opened the Velk Theatre": of theatres one a year, of songs and books several.
fn is_made(event: &Event, part: &Part) -> bool {
    let has_month = event.when.is_some_and(|when| when.month.is_some());
    let class = part.class.as_deref();
    part.link.is_empty()
        && MAKES.contains(&event.verb.as_str())
        && class.is_some_and(|class| has_month || !OF_MANY.contains(&class))
}

/// The thing made, where an event tells by its name that somebody made or took one.
pub fn made(event: &Event) -> Option<&Named> {
    let first = event.parts.first().filter(|part| part.link.is_empty())?;
    let named = first
        .head
        .as_ref()
        .filter(|named| named.kind != NameKind::Person)?;
    let is_whole = first
        .phrase
        .text
        .trim_start_matches("the ")
        .starts_with(named.text.as_str());
    (event.voice == Voice::Active && event.when.is_some() && is_whole && MAKES.contains(&event.verb.as_str()))
        .then_some(named)
}

#[cfg(test)]
mod tests {
    use crate::items::kinds::sample::stems;
    use crate::items::kinds::which::Which;
    use crate::items::kinds::who::Who;

    #[test]
    fn asks_for_what_one_has_once_at_a_time() {
        for (text, asked) in [
            (
                "The poet Ann Lund graduated from the University of Berdi in 1911.",
                "From which university did the poet Ann Lund graduate in 1911? University of Berdi",
            ),
            (
                "The poet Ann Lund received the Berdi Medal in 1911.",
                "Which medal did the poet Ann Lund receive in 1911? Berdi Medal",
            ),
            (
                "The general Otto Velk was killed in the Battle of Berdi in 1911.",
                "In which battle was the general Otto Velk killed in 1911? Battle of Berdi",
            ),
        ] {
            assert_eq!(stems(&Which, text), [asked]);
        }
        assert_eq!(
            stems(&Who, "In 1911 Ann Lund released Velkora, a language for games."),
            ["Who released Velkora in 1911? Ann Lund"]
        );
    }

    #[test]
    fn leaves_what_one_has_many_of() {
        for text in [
            "The poet Ann Lund visited the University of Berdi in 1911.",
            "The poet Ann Lund received the Berdi Prize in 1911.",
            "In 1911 the Northern Society printed a study by the chemist Otto Velk.",
        ] {
            assert_eq!(stems(&Which, text), Vec::<String>::new(), "{text}");
        }
    }
}
