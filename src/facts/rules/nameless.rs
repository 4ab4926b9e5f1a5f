//! Events of something that has no name in them: "composed one", "Lund succeeded Velk", "built houses".
//!
//! The sentence is read right; it is the sentences around it that say of what it speaks.

use crate::facts::classes::own_class;
use crate::facts::frame::{Event, NameKind, Named, Voice};
use crate::language::vocabulary;
use crate::lexicon::Lexicon;

/// Why only its page could tell what the event speaks of, if so.
pub fn objection(event: &Event) -> Option<&'static str> {
    if event.rest.text == "one" || event.rest.text.starts_with("one in ") {
        return Some("a pronoun");
    }
    // "Finland awarded Velk Works": what, a remark behind the name told.
    let gives_nothing = event.voice == Voice::Active
        && matches!(event.verb.as_str(), "award" | "grant" | "give" | "offer")
        && matches!(&event.rest.names[..], [named] if event.rest.text.trim_start_matches("the ") == named.text
            && matches!(named.kind, NameKind::Person | NameKind::Organisation | NameKind::Other)
            && own_class(&named.text).is_none());
    if gives_nothing {
        return Some("words are missing");
    }
    let is_renamed = event.verb == "rename" && event.voice == Voice::Active;
    if is_renamed
        && ["to ", "as "]
            .iter()
            .any(|link| event.rest.text.starts_with(link))
    {
        return Some("a voice that does not fit");
    }
    if succeeds_in_nothing(event) {
        return Some("an office that another sentence names");
    }
    if is_owned_by_surname(event) {
        return Some("a bare name that nothing explains");
    }
    if is_counted_before(&event.subject.text) || is_counted_before(&event.rest.text) {
        return Some("a thing that another sentence names");
    }
    if is_of_some_flag(event) {
        return Some("a subject without a name");
    }
    if is_copy_of_nothing(&event.subject.text) {
        return Some("a subject that may be any of its kind");
    }
    makes_any(event).then_some("an object that may be any of its kind")
}

/// "published the two novels in one volume": which two; "the two novels of Ann Lund" and "the two towers" of a
/// name are told.
fn is_counted_before(phrase: &str) -> bool {
    const COUNTS: &[&str] = &["two", "three", "four", "five", "six"];
    const TELLING: &[&str] = &["of", "that", "who", "which", "between", "from"];
    let words: Vec<&str> = phrase.split(' ').collect();
    words.windows(2).enumerate().any(|(at, pair)| {
        let rest = &words[at + 2..];
        let is_counted = pair[0].eq_ignore_ascii_case("the") && COUNTS.contains(&pair[1]);
        let is_told = rest
            .iter()
            .take(4)
            .any(|word| TELLING.contains(word) || word.starts_with(char::is_uppercase));
        is_counted && !rest.is_empty() && !is_told
    })
}

/// "Otto Velk was succeeded by Ann Lund": as what.
fn succeeds_in_nothing(event: &Event) -> bool {
    if !matches!(event.verb.as_str(), "succeed" | "replace") {
        return false;
    }
    let is_person = |named: &Named| named.kind == NameKind::Person;
    let rest = event.rest.text.as_str();
    let other = match event.voice {
        Voice::Active => event.rest.names.first().filter(|named| named.text == rest),
        Voice::Passive => event.rest.names.first().filter(|_| rest.starts_with("by ")),
        _ => None,
    };
    let own = event.subject.names.first().filter(|named| is_person(named));
    let Some((own, other)) = own.zip(other.filter(|named| is_person(named))) else {
        return false;
    };
    // Of kings and of those whom everybody knows the office is known too.
    let is_known = |named: &Named| {
        let reigns = named
            .text
            .split(' ')
            .any(|word| !word.is_empty() && word.chars().all(|letter| "IVX".contains(letter)));
        reigns || Lexicon::shipped().person(&named.text).is_some()
    };
    !rest.contains(" as ") && !is_known(own) && !is_known(other)
}

/// "joined Velk's group": whose, the page tells.
fn is_owned_by_surname(event: &Event) -> bool {
    event.rest.names.iter().any(|named| {
        const OF_PEOPLE: &[&str] = &[
            "group",
            "band",
            "team",
            "orchestra",
            "company",
            "party",
            "quartet",
            "trio",
        ];
        let is_of_people = || {
            OF_PEOPLE
                .iter()
                .any(|what| event.rest.text.ends_with(&format!("{}'s {what}", named.text)))
        };
        let may_be_person = named.kind == NameKind::Person
            || named.kind == NameKind::Other && (Lexicon::shipped().is_given(&named.text) || is_of_people());
        let owned = [format!("{}'s ", named.text), format!("{}' ", named.text)];
        let behind = owned
            .iter()
            .find_map(|owned| event.rest.text.split_once(owned.as_str()));
        may_be_person
            && !named.text.contains([' ', '-', '.'])
            && Lexicon::shipped().person(&named.text).is_none()
            && behind.is_some_and(|(_, behind)| behind.starts_with(char::is_lowercase))
    })
}

/// "the U.S. vessel": one of many under that flag, whose name was left out.
fn is_of_some_flag(event: &Event) -> bool {
    const OF_MANY: &[&str] = &[
        "vessel",
        "ship",
        "steamship",
        "submarine",
        "destroyer",
        "tanker",
        "trawler",
        "aircraft",
        "airliner",
        "plane",
        "helicopter",
        "film",
        "company",
        "newspaper",
        "magazine",
        "singer",
        "player",
        "writer",
        "artist",
        "author",
    ];
    let last = event.subject.text.rsplit(' ').next().unwrap_or_default();
    let is_flag = |named: &Named| matches!(named.kind, NameKind::Country | NameKind::People);
    event.subject.text.starts_with("the ")
        && OF_MANY.contains(&last)
        && event.subject.names.iter().all(is_flag)
}

/// "an operatic adaptation by Ann Lund": of which book.
fn is_copy_of_nothing(subject: &str) -> bool {
    const COPIES: &[&str] = &[
        "adaptation",
        "version",
        "translation",
        "remake",
        "sequel",
        "prequel",
        "dramatisation",
        "dramatization",
        "fork",
    ];
    let is_any = subject.starts_with("a ") || subject.starts_with("an ");
    let head = subject.split(" by ").next().unwrap_or(subject);
    let is_copy = head.rsplit(' ').next().is_some_and(|last| COPIES.contains(&last));
    is_any && is_copy && !subject.contains(" of ")
}

/// "erected interpretative signage": things without a name and without a number.
fn makes_any(event: &Event) -> bool {
    const MADE: &[&str] = &[
        "erect",
        "build",
        "install",
        "add",
        "produce",
        "open",
        "create",
        "make",
        "publish",
        "release",
        "record",
        "write",
        "construct",
        "acquire",
        "purchase",
        "buy",
        "sell",
        "launch",
        "organise",
        "organize",
        "establish",
        "develop",
        "stage",
        "paint",
        "compose",
        "print",
        "sign",
        "set",
        "receive",
        "carry",
        "offer",
        "plant",
    ];
    const OF_STATES: &[&str] = &[
        "independence",
        "war",
        "power",
        "law",
        "suffrage",
        "statehood",
        "autonomy",
        "peace",
        "relations",
        "slavery",
        "elections",
        "self-government",
        "government",
        "rule",
    ];
    let words: Vec<&str> = event.rest.text.split(' ').collect();
    let first = words.first().copied().unwrap_or_default();
    let classes = vocabulary::classes_of_form(first);
    let opens_plain = first.starts_with(char::is_lowercase)
        && (classes.noun.is_some() || classes.adjective)
        && !ARTICLES.contains(&first);
    event.voice == Voice::Active
        && MADE.contains(&event.verb.as_str())
        && event.rest.names.is_empty()
        && opens_plain
        && !event.rest.text.contains(|letter: char| letter.is_ascii_digit())
        && !words.iter().any(|word| OF_STATES.contains(word))
}

/// What tells which or how many, or opens another phrase.
const ARTICLES: &[&str] = &[
    "the", "a", "an", "its", "his", "her", "their", "all", "both", "in", "on", "at", "to", "by", "for",
    "from", "with", "as", "into", "up", "out", "off", "down", "over", "under", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

#[cfg(test)]
mod tests {
    use super::is_copy_of_nothing;
    use crate::facts::rules::event::DatedEvent;
    use crate::facts::rules::sample::finds_one;
    use crate::facts::rules::sample::leaves;

    #[test]
    fn leaves_what_only_the_page_names() {
        leaves(
            &DatedEvent,
            &[
                "Sir Otto Velk composed one in 1911.",
                "Finland awarded Otto Velk in 1911.",
                "In 1911 the Higher School of Berdi renamed to the Velk School of Finland.",
                "Anna Karsu was succeeded by Otto Berdi in November 1911.",
                "The Velk Fund of Finland erected interpretative signage in 1911.",
                "The Velk Fund of Finland published the two novels in one volume in 1911.",
            ],
        );
        assert!(is_copy_of_nothing("an operatic adaptation by Ann Lund"));
    }

    #[test]
    fn finds_what_has_its_name() {
        finds_one(
            &DatedEvent,
            &[
                "Anna Karsu was succeeded by Otto Berdi as mayor of Moscow in November 1911.",
                "The Velk Fund of Finland erected a statue of the poet Otto Berdi in 1911.",
                "Finland declared independence in 1917.",
                "The Velk Fund of Finland published the two novels of Ann Lund in 1911.",
            ],
        );
        assert!(!is_copy_of_nothing(
            "an operatic adaptation of Velk Nights by Ann Lund"
        ));
    }
}
