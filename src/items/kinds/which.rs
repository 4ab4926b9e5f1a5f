//! T02: which thing, asked with its kind.

use super::pinned::is_one_each;
use super::worth::is_move;
use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, NameKind, Part, Voice};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::parts::without;
use crate::items::english::{ask, inverted, join, time_tail, timed};
use crate::language::vocabulary;

/// Asks for the name of a thing whose kind is told.
pub struct Which;

impl QuestionType for Which {
    fn kind(&self) -> Kind {
        Kind::Which
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        if let Frame::Event(event) = &found.frame {
            let whole = object(event);
            let pieces = if whole.is_some() {
                Vec::new()
            } else {
                pieces(event)
            };
            return whole.into_iter().chain(pieces).chain(what(event)).collect();
        }
        let Frame::Named { stem, name, .. } = &found.frame else {
            return Vec::new();
        };
        vec![Question {
            stem: ask(stem),
            key: name.clone(),
            accept: Vec::new(),
            answer: Answer::Words,
            part: "which",
            bonus: 30,
        }]
    }
}

/// "Ann Lund joined the Northern Society in 1911": which organisation she joined.
fn object(event: &Event) -> Option<Question> {
    let name = event.rest.text.strip_prefix("the ").unwrap_or(&event.rest.text);
    let only = event
        .rest
        .names
        .first()
        .filter(|named| named.text == name || class_behind(name, &named.text).is_some())?;
    let class = match only.kind {
        _ if class_behind(name, &only.text).is_some() => class_behind(name, &only.text)?,
        NameKind::Party => "party",
        // Anything may be launched or founded; only what one joins is surely an institution.
        NameKind::Organisation if matches!(event.verb.as_str(), "head" | "enter" | "enrol") => "institution",
        NameKind::Country => "country",
        _ => return None,
    };
    let is_told = event.voice == Voice::Active && event.when.is_some() && !event.subject.names.is_empty();
    if !is_told || event.rest.names.len() != 1 {
        return None;
    }
    Some(Question {
        stem: ask(&inverted(&format!("which {class}"), event, &time_tail(event))),
        // The stem says "which programme": the key need not say it again.
        key: only.text.clone(),
        accept: if name == only.text {
            Vec::new()
        } else {
            vec![name.to_owned()]
        },
        answer: Answer::Name(only.kind),
        part: "which",
        bonus: 10,
    })
}

/// "Lund studied at the University of Berdi in 1911": at which university.
fn pieces(event: &Event) -> Vec<Question> {
    (0..event.parts.len()).filter_map(|at| piece(event, at)).collect()
}

fn piece(event: &Event, at: usize) -> Option<Question> {
    let part = &event.parts[at];
    let named = part.head.as_ref()?;
    let class = part.class.as_deref().filter(|class| is_noun(class));
    // "from which fellow" of a school: what was told of a person beside it.
    let is_person_word = |class: &str| {
        let last = class.rsplit(' ').next().unwrap_or(class);
        vocabulary::classes_of_form(last).noun == Some(vocabulary::PERSON)
    };
    if is_title_misread(event, part, class) {
        return None;
    }
    let is_misread = named.kind != NameKind::Person && class.is_some_and(is_person_word);
    if part.class.is_some() && class.is_none() || is_misread {
        return None;
    }
    let rest = without(event, at);
    // "Which station did they acquire Berdi radio station": the class stands behind the verb still.
    let keeps_class = class.is_some_and(|class| {
        let last = class.rsplit(' ').next().unwrap_or(class);
        rest.split(' ').any(|word| word == last)
    });
    if keeps_class {
        return None;
    }
    let is_told_else = event.subject.text.contains(&named.text) || rest.contains(&named.text);
    let is_where = matches!(named.kind, NameKind::City | NameKind::Country | NameKind::Place)
        && matches!(part.link.as_str(), "in" | "at" | "near");
    // One is born or buried in one place; what somebody built or wrote without a date, others were too.
    // Of bodies, prizes and works one may have had several in a year; one is in one town at a time.
    let is_place = matches!(named.kind, NameKind::City | NameKind::Country);
    if !is_place && !event.is_unique && named.kind != NameKind::Person && !is_one_each(event, part) {
        return None;
    }
    // "produced Berdi": a film of that name; a town is taken, founded or left.
    #[rustfmt::skip]
    const TAKEN: &[&str] = &[
        "attack", "bombard", "burn", "capture", "conquer", "destroy", "found", "invade", "leave",
        "liberate", "occupy", "raid", "rebuild", "sack", "seize", "besiege", "annex", "flee", "reach",
        "recapture", "lead", "rule",
    ];
    if is_place && part.link.is_empty() && (!TAKEN.contains(&event.verb.as_str()) || is_of_army(event)) {
        return None;
    }
    // "won the Velk Prize in Literature": in what belongs to it.
    const PRIZES: &[&str] = &["prize", "award", "medal", "championship"];
    let is_of_field = event.parts.get(at + 1).is_some_and(|next| {
        let is_town = next
            .head
            .as_ref()
            .is_some_and(|head| matches!(head.kind, NameKind::City | NameKind::Country | NameKind::Place));
        next.link == "in" && !is_town
    });
    if class.is_some_and(|class| PRIZES.contains(&class)) && is_of_field {
        return None;
    }
    // "joined the Velk and Berdi Gallery": the name is longer.
    let whole = part.phrase.text.as_str();
    let is_half = [" and ", " & ", "-", "–"]
        .iter()
        .any(|join| whole.contains(&format!("{join}{}", named.text)));
    if is_half || named.text == "World War" {
        return None;
    }
    // "married Otto Velk": whom. Whoever is married is a person, whatever else is known of the name.
    let is_married = event.verb == "marry"
        && part.link.is_empty()
        && matches!(named.kind, NameKind::Person | NameKind::Other)
        && named.text.contains(' ')
        && event.parts.iter().filter(|part| part.link.is_empty()).count() == 1;
    // A person is visited or met by many a year.
    if named.kind == NameKind::Person && part.link.is_empty() && !event.is_unique && !is_married {
        return None;
    }
    // "By whom was it published": the author, or the house?
    if part.link == "by" && event.verb == "publish" && named.kind == NameKind::Person {
        return None;
    }
    // "published an edition of the Velk Tales by Ann Lund": she wrote the tales.
    if part.link == "by" && !matches!(event.voice, Voice::Passive | Voice::PerfectPassive) {
        return None;
    }
    // "Velk Field became Velk Park": which park is no question, it is the same one; and nobody need know
    // where somebody moved.
    let is_same = event.verb == "become" && part.link.is_empty();
    if goes_on_behind(event, at) || is_same || is_move(event) {
        return None;
    }
    // "scored against Velk": a club bears the name of its town.
    if is_place && matches!(part.link.as_str(), "against" | "over" | "by") {
        return None;
    }
    let is_maker = part.link == "by" && event.is_unique;
    let is_pinned = event.is_dated() || is_maker || ONE_PLACE.contains(&event.verb.as_str());
    let is_told = event.is_deed() && !event.subject.names.is_empty();
    if is_told_else || is_where || !is_pinned || !is_told {
        return None;
    }
    let which = match class {
        Some(class) => join(&[&part.link, "which", class]),
        // "by whom", "from whom": a person whose calling the document does not tell. Nobody is "in whom".
        None if named.kind == NameKind::Person && TO_PERSONS.contains(&part.link.as_str()) => {
            join(&[&part.link, "whom"])
        }
        None if is_married || named.kind == NameKind::Person && WHOM.contains(&event.verb.as_str()) => {
            "whom".to_owned()
        }
        None => return None,
    };
    Some(Question {
        stem: ask(&inverted(&which, event, &timed(&rest, event))),
        key: named.text.clone(),
        accept: Vec::new(),
        answer: match named.kind {
            // Whom one marries is no matter of the others the document names.
            _ if matches!(event.verb.as_str(), "marry" | "remarry") => Answer::Words,
            NameKind::Country | NameKind::City | NameKind::Person => Answer::Name(named.kind),
            _ => Answer::Words,
        },
        part: PARTS[at.min(PARTS.len() - 1)],
        bonus: 0,
    })
}

/// "Velk troops occupied Berdi": in that month they took many a town.
fn is_of_army(event: &Event) -> bool {
    const ARMIES: &[&str] = &[
        "troops",
        "forces",
        "soldiers",
        "planes",
        "bombers",
        "units",
        "rebels",
        "army",
        "Army",
        "fleet",
        "navy",
        "men",
        "aircraft",
        "guerrillas",
        "insurgents",
        "police",
    ];
    let last = event.subject.text.rsplit(' ').next().unwrap_or_default();
    ARMIES.contains(&last) && event.when.is_none_or(|when| when.day.is_none())
}

/// "published Empire of Velk", "directed Island of Oron": a title, whatever its first word is; nobody makes a
/// state or a place that way. Schools and the like are directed, but not written.
fn is_title_misread(event: &Event, part: &Part, class: Option<&str>) -> bool {
    #[rustfmt::skip]
    const PLACES: &[&str] = &[
        "empire", "kingdom", "republic", "state", "nation", "country", "colony", "duchy", "principality",
        "province", "region", "district", "county", "territory", "city", "town", "village", "capital",
        "island", "isle", "river", "lake", "sea", "ocean", "mountain", "valley", "continent", "planet",
    ];
    #[rustfmt::skip]
    const BODIES: &[&str] = &[
        "school", "college", "university", "academy", "church", "museum", "army", "house", "castle",
        "palace", "tower", "bridge", "street", "road", "park", "garden", "court",
    ];
    let is_of =
        |known: &[&str]| class.is_some_and(|class| class.split(' ').any(|word| known.contains(&word)));
    part.link.is_empty()
        && match event.verb.as_str() {
            "direct" => is_of(PLACES),
            "publish" | "write" | "release" | "record" | "compose" | "author" | "co-write" => {
                is_of(PLACES) || is_of(BODIES)
            }
            _ => false,
        }
}

/// "enrolled in the University of Velk | program in art": the phrase of the piece goes on in the next.
pub(super) fn goes_on_behind(event: &Event, at: usize) -> bool {
    event.parts.get(at + 1).is_some_and(|next| {
        let first = next.phrase.text.split(' ').next().unwrap_or_default();
        next.link.is_empty()
            && first.starts_with(char::is_lowercase)
            && !["a", "an", "the", "to", "his", "her", "its", "their"].contains(&first)
            && vocabulary::classes_of_form(first).noun.is_some()
    })
}

/// Classes whose names are told with "of": "the battle of Velk".
#[rustfmt::skip]
const OF_NAMES: &[&str] = &[
    "battle", "siege", "treaty", "kingdom", "republic", "duchy", "peace", "statute", "order",
    "province", "principality", "isle", "law", "theory", "concept", "method", "gulf", "strait", "cape",
];

/// Verbs whose object is one person: "whom did Lund succeed".
const WHOM: &[&str] = &[
    "succeed",
    "replace",
    "defeat",
    "depose",
    "oust",
    "overthrow",
    "topple",
    "capture",
    "assassinate",
];

/// What stands in front of "whom".
const TO_PERSONS: &[&str] = &["by", "from", "with", "to", "against"];

/// "Lund patented a safety lamp in 1911": what.
fn what(event: &Event) -> Option<Question> {
    let part = event.parts.first()?;
    let rest = without(event, 0);
    let has_anchor = event.is_dated();
    let is_told = matches!(event.voice, Voice::Active | Voice::Perfect | Voice::Progressive)
        && !event.subject.names.is_empty();
    let key = bare(&part.phrase.text);
    let key = if key.starts_with("only ") || key.starts_with("new ") {
        ""
    } else {
        key
    };
    let is_answer =
        !key.is_empty() && part.is_common && part.link.is_empty() && part.quantity.is_none() && is_thing(key);
    let says_much = key.contains(' ') || event.is_unique;
    if !is_one_thing(event, &part.phrase.text) && !is_opened_there(event) {
        return None;
    }
    // What one becomes, denies or begins may be said in many words.
    let is_made = [
        "adopt",
        "propose",
        "introduce",
        "found",
        "establish",
        "create",
        "launch",
        "develop",
        "invent",
        "discover",
        "abolish",
        "issue",
        "install",
        "patent",
        "compose",
        "paint",
        "build",
        "form",
        "coin",
        "win",
        "ban",
        "outlaw",
        "isolate",
        "legalise",
        "legalize",
        "open",
        "erect",
    ]
    .contains(&event.verb.as_str());
    if !is_made {
        return None;
    }
    let is_loose = matches!(
        event.verb.as_str(),
        "become" | "deny" | "begin" | "start" | "continue" | "negotiate"
    );
    if !is_answer || !has_anchor || !is_told || !says_much || is_loose {
        return None;
    }
    // "the battle of Berdi": which battle.
    let (opening, key) = match key.split_once(" of ") {
        Some((class, name))
            if name.starts_with(char::is_uppercase) && OF_NAMES.contains(&class.to_lowercase().as_str()) =>
        {
            (format!("which {class}"), key)
        }
        _ => ("what".to_owned(), key),
    };
    Some(Question {
        stem: ask(&inverted(&opening, event, &timed(&rest, event))),
        key: key.to_owned(),
        accept: Vec::new(),
        answer: Answer::Words,
        part: PARTS[0],
        bonus: -30,
    })
}

/// "opened a school in Berdi": what one opens in one town in one year.
fn is_opened_there(event: &Event) -> bool {
    const OPENS: &[&str] = &["open", "establish", "found", "build", "erect", "launch", "form"];
    let is_there = |named: &NameKind| matches!(named, NameKind::City | NameKind::Place | NameKind::Other);
    let is_placed = event.parts[1..].iter().any(|part| {
        matches!(part.link.as_str(), "in" | "at" | "near" | "on")
            && part.head.as_ref().is_some_and(|head| is_there(&head.kind))
    });
    let is_any = ["new ", "several ", "two ", "other "]
        .iter()
        .any(|any| bare(&event.parts[0].phrase.text).starts_with(any));
    is_placed && !is_any && OPENS.contains(&event.verb.as_str())
}

/// Whether nothing else may be told of that subject and year: "the Velk calendar", or what one abolishes.
fn is_one_thing(event: &Event, object: &str) -> bool {
    const ONCE: &[&str] = &[
        "abolish",
        "discover",
        "invent",
        "patent",
        "isolate",
        "synthesise",
        "synthesize",
        "legalise",
        "legalize",
        "ban",
        "outlaw",
        "decriminalise",
        "decriminalize",
    ];
    let has_name = object
        .strip_prefix("the ")
        .is_some_and(|inside| inside.split(' ').any(|word| word.starts_with(char::is_uppercase)));
    let is_of = object.contains(" of ") && !object.contains(" of the ") && !has_name;
    let is_any = ["a new ", "a longer ", "new ", "the first "]
        .iter()
        .any(|any| object.starts_with(any));
    !is_any && !is_of && (has_name || ONCE.contains(&event.verb.as_str()))
}

/// Whether one can ask "which" with the word: "central" and "northern" are told of towns too.
fn is_noun(class: &str) -> bool {
    let last = class.rsplit(' ').next().unwrap_or(class);
    let classes = vocabulary::classes_of_form(last);
    classes.noun.is_some() && !ADJECTIVES.contains(&last)
}

/// Adjectives that tables list as nouns too, and nouns that say what somebody thought of a thing.
#[rustfmt::skip]
const ADJECTIVES: &[&str] = &[
    "central", "northern", "southern", "eastern", "western", "former", "present-day", "modern",
    "ancient", "nearby", "local", "national", "western", "upper", "lower", "inner", "outer", "south",
    "north", "east", "west",
    "attempt", "effort", "account", "step", "move", "version", "success", "failure", "idea", "response",
];

/// A phrase without its article.
fn bare(text: &str) -> &str {
    ["the ", "a ", "an "]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(text)
}

/// Whether the last noun before any "of" names no person: "what" asks for things.
fn is_thing(phrase: &str) -> bool {
    let head = phrase.split(" of ").next().unwrap_or(phrase);
    let head = head.split(" for ").next().unwrap_or(head);
    let noun = head.rsplit(' ').next().unwrap_or(head);
    vocabulary::classes_of_form(noun)
        .noun
        .is_some_and(|class| class != vocabulary::PERSON)
}

/// Verbs whose subject has one place, person or thing of the kind.
const ONE_PLACE: &[&str] = &[
    "bear",
    "bury",
    "baptise",
    "locate",
    "situate",
    "base",
    "name",
    "originate",
    "derive",
];

/// Names of the pieces, so that each is asked once.
const PARTS: &[&str] = &["first-piece", "second-piece", "third-piece", "later-piece"];

/// The noun that says what a name is, where it stands behind it: "the Dawn for All programme".
fn class_behind(whole: &str, name: &str) -> Option<&'static str> {
    const CLASSES: &[&str] = &[
        "party",
        "programme",
        "program",
        "movement",
        "project",
        "initiative",
        "club",
        "league",
        "coalition",
        "company",
        "team",
    ];
    let class = whole.strip_prefix(name)?.trim();
    CLASSES.iter().find(|known| **known == class).copied()
}

#[cfg(test)]
mod tests {
    use super::Which;
    use crate::items::kinds::sample::stems;

    #[test]
    fn asks_for_a_work_or_a_body_by_what_it_is() {
        for (text, asked) in [
            (
                "The composer Ann Lund composed the oratorio Velk Saga in 1911.",
                "Which oratorio did the composer Ann Lund compose in 1911? Velk Saga",
            ),
            (
                "The chemist Ann Lund directed the Velk Institute in 1911.",
                "Which institute did the chemist Ann Lund direct in 1911? Velk Institute",
            ),
        ] {
            assert_eq!(stems(&Which, text), [asked]);
        }
    }

    #[test]
    fn leaves_a_town_that_is_one_of_many_and_half_a_name() {
        for text in [
            "In May 1911 Turkish troops occupied Moscow.",
            "The poet Ann Lund joined the Velk and Berdi Gallery in 1911.",
            "The poet Ann Lund received the Velk Medal in literature in 1911.",
        ] {
            assert_eq!(stems(&Which, text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(
            stems(&Which, "In May 1911 the general Otto Velk occupied Moscow."),
            ["Which city did the general Otto Velk occupy in May 1911? Moscow"]
        );
    }

    #[test]
    fn leaves_titles_that_read_like_places() {
        for text in [
            "The poet Ann Lund published the Empire of Velk in 1911.",
            "The poet Ann Lund directed the Kingdom of Velk in 1911.",
            "The poet Ann Lund wrote the Velk School in 1911.",
        ] {
            assert_eq!(stems(&Which, text), Vec::<String>::new(), "{text}");
        }
    }
}
