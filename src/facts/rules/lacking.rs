//! Events that lost a word on the way, or took the subject of another clause: "acquired two for the museum".
//!
//! A wrong reading seldom looks wrong by its words alone; these do.

use crate::facts::classes::own_class;
use crate::facts::frame::{Event, NameKind, Voice};

/// Why an event cannot have been told so, if so.
pub fn objection(event: &Event) -> Option<&'static str> {
    if is_thing_done_to_person(event) {
        return Some("a person to whom this is not done");
    }
    if is_no_event(event) {
        return Some("a name that takes no place in time");
    }
    if gives_to_nobody(event) || counts_nothing(&event.rest.text) || ends_open(&event.rest.text) {
        return Some("words are missing");
    }
    if lacks_its_point(event) {
        return Some("words are missing");
    }
    if is_of_kin(event) {
        return Some("a life told of in passing");
    }
    if is_made_by(event) {
        return Some("a voice that does not fit");
    }
    if is_theirs(event) {
        return Some("a pronoun");
    }
    None
}

/// "a treaty with the chief Otto Velk, which was concluded": the name is the last, not the one meant.
fn is_thing_done_to_person(event: &Event) -> bool {
    const OF_THINGS: &[&str] = &[
        "conclude",
        "publish",
        "release",
        "found",
        "establish",
        "launch",
        "build",
        "complete",
        "issue",
        "ratify",
        "construct",
        "open",
        "close",
        "dissolve",
        "abolish",
        "adopt",
        "enact",
        "repeal",
        "demolish",
        "erect",
        "broadcast",
        "air",
        "write",
        "compose",
        "paint",
        "discontinue",
        "introduce",
        "implement",
        "renovate",
    ];
    let is_person = event.subject.kind == NameKind::Person
        && matches!(&event.subject.names[..], [named] if event.subject.text.ends_with(named.text.as_str()));
    // "was introduced to", "was adopted by": that is done to people too.
    let of_people = matches!(event.verb.as_str(), "introduce" | "adopt")
        && (event.rest.text.starts_with("to ") || event.rest.text.starts_with("by "));
    let of_crowd = event.verb == "build" && event.rest.text.starts_with("up");
    is_person
        && event.voice == Voice::Passive
        && OF_THINGS.contains(&event.verb.as_str())
        && !of_people
        && !of_crowd
}

/// "close the Oak Room, which took place": a thing whose name is no event's took place.
fn is_no_event(event: &Event) -> bool {
    let is_place = event.verb == "take" && event.rest.text.starts_with("place") || event.verb == "occur";
    let [named] = &event.subject.names[..] else {
        return false;
    };
    let is_bare = event.subject.text.trim_start_matches("the ") == named.text;
    let is_told = own_class(&named.text).is_some() || named.kind == NameKind::Event;
    const EVENTS: &[&str] = &[
        "election",
        "elections",
        "games",
        "olympics",
        "day",
        "race",
        "open",
        "final",
        "finals",
        "series",
        "tour",
        "massacre",
        "crisis",
        "affair",
        "incident",
        "coup",
        "movement",
        "disaster",
        "fire",
        "flood",
        "earthquake",
        "tournament",
        "championships",
        "exhibition",
        "fair",
        "rally",
        "march",
        "riots",
        "riot",
        "strike",
        "bowl",
        "meeting",
        "trial",
        "trials",
        "referendum",
        "ceremony",
        "concert",
        "show",
        "cup",
        "contest",
        "parade",
        "marathon",
        "derby",
        "prix",
        "convention",
        "symposium",
        "forum",
        "attack",
        "bombing",
        "shooting",
        "raid",
        "operation",
        "landing",
        "eruption",
        "mutiny",
        "purge",
        "famine",
        "exodus",
        "wedding",
        "marriage",
    ];
    let last = named.text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let is_event = EVENTS.contains(&last.as_str()) || named.text.contains(|c: char| c.is_ascii_digit());
    is_place && is_bare && !is_told && !is_event
}

/// "awarded the degree of Doctor of Letters": to whom, another sentence tells.
fn gives_to_nobody(event: &Event) -> bool {
    const GIVES: &[&str] = &["award", "confer", "bestow", "grant"];
    let rest = event.rest.text.as_str();
    let first_is_name = event
        .rest
        .names
        .first()
        .is_some_and(|named| rest.trim_start_matches("the ").starts_with(named.text.as_str()));
    event.voice == Voice::Active
        && GIVES.contains(&event.verb.as_str())
        && !first_is_name
        && [
            "the degree",
            "a degree",
            "the title",
            "the rank",
            "an honorary",
            "a license",
            "a licence",
        ]
        .iter()
        .any(|given| rest.starts_with(given))
        && ![" to ", " on ", " upon "].iter().any(|link| rest.contains(link))
}

/// "was elected in Velk", "resigned in 1911", "arrived as a teacher", "accompanied Ann Lund": to what, from
/// what, where, and whither, another sentence tells.
fn lacks_its_point(event: &Event) -> bool {
    let rest = event.rest.text.as_str();
    let begins = |links: &[&str]| {
        let first = rest.split(' ').next().unwrap_or_default();
        links.contains(&first)
    };
    let has = |links: &[&str]| rest.split(' ').any(|word| links.contains(&word));
    const LOOSE: &[&str] = &[
        "in", "at", "on", "by", "with", "during", "after", "before", "for", "over", "when",
    ];
    match event.verb.as_str() {
        "elect" | "reelect" | "re-elect" | "nominate" if event.voice == Voice::Passive => {
            rest.is_empty() || begins(LOOSE)
        }
        "resign" | "abdicate" => rest.is_empty() || begins(LOOSE),
        // "joined Otto Velk in 1911": in what, another sentence tells.
        "join" if event.voice == Voice::Active => {
            event.rest.kind == NameKind::Person && event.rest.names.iter().any(|named| named.text == rest)
        }
        // "won first place": in what.
        "win" => {
            const PLACES: &[&str] = &["first", "second", "third", "gold", "silver", "bronze"];
            let opening = rest.trim_start_matches("the ").trim_start_matches("a ");
            let is_place = opening
                .split(' ')
                .next()
                .is_some_and(|word| PLACES.contains(&word))
                && ["place", "prize", "medal"]
                    .iter()
                    .any(|won| opening.ends_with(won))
                && event.rest.names.is_empty();
            is_place && !has(&["in", "at", "of", "for", "on"])
        }
        "arrive" => !has(&["in", "at", "to", "on"]),
        "accompany" if event.voice == Voice::Active => {
            !has(&["to", "on", "in", "into", "at", "through", "across"])
        }
        _ => false,
    }
}

/// "Otto Velk's father was born in Karsu", "Otto Velk married for the second time": nobody asks when.
fn is_of_kin(event: &Event) -> bool {
    const KIN: &[&str] = &[
        "father", "mother", "brother", "sister", "son", "daughter", "wife", "husband", "parents", "family",
    ];
    let is_life = matches!(
        event.verb.as_str(),
        "bear" | "die" | "bury" | "baptise" | "baptize"
    );
    let subject = event.subject.text.as_str();
    let owned = subject.split_once("'s ").or_else(|| subject.split_once("’s "));
    let is_kin = owned.is_some_and(|(_, of_owner)| KIN.contains(&of_owner));
    // "for the first time", "a second time": whom, another sentence tells.
    let is_again = event.verb == "marry"
        && (event.adverb == "first"
            || event
                .rest
                .text
                .split(' ')
                .any(|word| matches!(word, "time" | "again")));
    is_life && owned.is_some() || is_kin || is_again
}

/// "acquired two for transporting": two of what.
fn counts_nothing(rest: &str) -> bool {
    const NUMBERS: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several",
    ];
    let mut words = rest.split(' ');
    let counts = words.next().is_some_and(|first| NUMBERS.contains(&first));
    let next = words.next();
    counts
        && next.is_none_or(|next| matches!(next, "for" | "in" | "from" | "to" | "at" | "with" | "and" | "on"))
}

/// "led mercenaries masquerading": as what.
fn ends_open(rest: &str) -> bool {
    let mut words = rest.rsplit(' ');
    let last = words.next().unwrap_or_default();
    let before = words.next().unwrap_or_default();
    // "an offensive by 10th": army.
    let is_ordinal = last.starts_with(|first: char| first.is_ascii_digit())
        && ["th", "st", "nd", "rd"].iter().any(|end| last.ends_with(end));
    let is_doing = last.len() > 5 && last.ends_with("ing") && last.starts_with(char::is_lowercase);
    let of_many = before.ends_with('s') && !before.ends_with("ss") && before.starts_with(char::is_lowercase);
    is_ordinal || is_doing && of_many && !before.ends_with("'s")
}

/// "a port of the game, produced under licence by Velk": the port was produced, it produced nothing.
fn is_made_by(event: &Event) -> bool {
    const MADE: &[&str] = &[
        "produce",
        "publish",
        "develop",
        "release",
        "write",
        "direct",
        "build",
        "design",
        "create",
        "found",
        "compose",
        "record",
        "distribute",
        "manufacture",
    ];
    let has_object = event
        .parts
        .first()
        .is_some_and(|part| part.link.is_empty() && !part.phrase.text.starts_with("to "));
    let has_maker = event
        .parts
        .iter()
        .any(|part| part.link == "by" && part.head.is_some());
    // "commissioned as a lieutenant": he was.
    let is_commissioned = event.verb == "commission"
        && ["as ", "in ", "into ", "from "]
            .iter()
            .any(|link| event.rest.text.starts_with(link));
    let is_made = MADE.contains(&event.verb.as_str()) && !has_object && has_maker;
    event.voice == Voice::Active && (is_made || is_commissioned)
}

/// "received a visit from Ann Lund on their way": whose, where all are one.
fn is_theirs(event: &Event) -> bool {
    let rest = format!(" {} ", event.rest.text);
    let Some((before, _)) = rest.split_once(" their ") else {
        return false;
    };
    let is_many = event.subject.is_plural
        || before.contains(" and ")
        || before
            .split(' ')
            .any(|word| word.ends_with('s') && word.starts_with(char::is_lowercase));
    // A band, a club and a country have what is theirs.
    matches!(
        event.subject.kind,
        NameKind::Person | NameKind::Organisation | NameKind::Country
    ) && !is_many
}

#[cfg(test)]
mod tests {
    use super::{counts_nothing, ends_open};
    use crate::facts::rules::event::DatedEvent;
    use crate::facts::rules::sample::statements;

    #[test]
    fn what_lost_a_word_is_seen() {
        assert!(counts_nothing("two for transporting guests"));
        assert!(!counts_nothing("two ships for transporting guests"));
        assert!(ends_open("a team of mercenaries masquerading"));
        assert!(ends_open("an offensive by 10th"));
        assert!(!ends_open("the school of painting"));
    }

    #[test]
    fn leaves_what_cannot_have_happened_so() {
        for text in [
            "Anna Lund was concluded in 1911.",
            "In January 1911 the University of Moscow awarded the degree of Doctor of Letters.",
            "On 15 February 1911 the Oak Room took place.",
        ] {
            assert_eq!(statements(&DatedEvent, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn leaves_an_election_without_its_office_and_an_arrival_without_its_place() {
        for text in [
            "Anna Lund was elected in Velk on 3 June 1911.",
            "In January 1911 Anna Lund resigned.",
            "Anna Lund arrived from Velk as a teacher in 1911.",
            "Anna Lund accompanied Otto Velk in 1911.",
            "Anna Lund joined Otto Velk in 1911.",
            "Anna Lund commissioned as a lieutenant of the Berdi Guard in 1911.",
            "Otto Velk's father was born in Karsu in 1811.",
            "Otto Velk's mother left Karsu in 1811.",
            "Otto Velk married for the second time in Karsu in 1811.",
            "Anna Lund won first place in 1911.",
        ] {
            assert_eq!(statements(&DatedEvent, text), Vec::<String>::new(), "{text}");
        }
        for text in [
            "Anna Lund was elected to the Berdi Council in 1911.",
            "In January 1911 Anna Lund resigned from the Berdi Council.",
            "Anna Lund arrived in Velk in 1911.",
        ] {
            assert_eq!(statements(&DatedEvent, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn finds_what_was_given_to_somebody() {
        let text =
            "In January 1911 the University of Moscow awarded Anna Lund the degree of Doctor of Letters.";
        assert_eq!(statements(&DatedEvent, text).len(), 1);
    }
}
