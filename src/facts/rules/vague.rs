//! Events that nobody can tell apart: "a new café opened in Berdi" is true of many days.

use super::lacking;
use crate::facts::frame::{Event, NameKind, Named, Phrase, Voice};
use crate::facts::names::is_acronym;
use crate::lexicon::Lexicon;

/// Why nobody could tell what is meant, if so.
pub fn objection(event: &Event) -> Option<&'static str> {
    if is_of_another_age(event) {
        return Some("a person of another age");
    }
    if points_on(event) {
        return Some("words that point elsewhere");
    }
    if is_shouted(&event.subject.text) || is_shouted(&event.rest.text) {
        return Some("a name in capitals");
    }
    if is_bare_office(&event.subject) {
        return Some("an office without its person");
    }
    if is_any_subject(&event.subject) {
        return Some("a subject that may be any of its kind");
    }
    let is_light = matches!(event.voice, Voice::Active | Voice::Passive) && is_any_rest(event);
    if is_light {
        return Some("an object that may be any of its kind");
    }
    lacking::objection(event)
}

/// "VELK LAMP": two words in capitals, as headings and page names are set.
fn is_shouted(text: &str) -> bool {
    let is_loud = |word: &&str| word.len() > 2 && word.chars().all(char::is_uppercase);
    let words: Vec<&str> = text.split(' ').collect();
    words
        .windows(2)
        .any(|pair| is_loud(&pair[0]) && is_loud(&pair[1]))
}

/// "Holy Velk Emperor granted", "Bassist Otto was arrested": the name is cut, or is only a given name.
fn is_bare_office(subject: &Phrase) -> bool {
    let words: Vec<&str> = subject.text.split(' ').collect();
    let is_role = |word: &str| Lexicon::shipped().role(&word.to_lowercase()).is_some();
    let is_cut = subject.kind != NameKind::Person
        && words.len() > 1
        && words
            .first()
            .is_some_and(|first| first.starts_with(char::is_uppercase))
        && words.last().is_some_and(|last| is_role(last));
    // A given name alone is enough for who reigns.
    const REIGNING: &[&str] = &[
        "king", "queen", "pope", "emperor", "empress", "tsar", "sultan", "khan",
    ];
    let is_given = match words[..] {
        [role, name] => {
            let is_title = role.starts_with(char::is_uppercase) && is_role(role);
            let reigns = REIGNING.contains(&role.to_lowercase().as_str());
            is_title && !reigns && Lexicon::shipped().is_given(name)
        }
        _ => false,
    };
    is_cut || is_given
}

/// A well-known person who acts long after death: it is a town, or a namesake.
fn is_of_another_age(event: &Event) -> bool {
    const LATE: i16 = 40;
    let [named] = &event.subject.names[..] else {
        return false;
    };
    let known = Lexicon::shipped().person(&named.text);
    let Some((known, when)) = known
        .zip(event.when)
        .filter(|_| event.subject.kind == NameKind::Person)
    else {
        return false;
    };
    let is_deed = event.voice == Voice::Active;
    let is_early = known.active.from.is_some_and(|from| when.year < from - 2 * LATE);
    is_deed && (is_early || known.active.to.is_some_and(|to| when.year > to + LATE))
}

/// "the next elections", "one of the largest fires": which, only what stands around it tells.
fn points_on(event: &Event) -> bool {
    const POINTERS: &[&str] = &[
        "next",
        "previous",
        "preceding",
        "subsequent",
        "remaining",
        "following",
    ];
    let points = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        words
            .windows(2)
            .any(|pair| pair[0] == "the" && POINTERS.contains(&pair[1]))
    };
    let is_one_of = |text: &str| text.starts_with("one of ") || text.starts_with("part of ");
    points(&event.subject.text) || is_one_of(&event.subject.text) || points(&event.rest.text)
}

/// Kinds of works of which there are many under the same words.
const WORKS: &[&str] = &[
    "story", "book", "novel", "film", "article", "song", "report", "study", "survey", "paper", "letter",
    "letters", "poem", "play", "album", "series", "game", "video",
];

/// "a new café", "a story written by Ann Lund": nothing tells which one of many.
fn is_any_subject(subject: &Phrase) -> bool {
    // "two detectives arrived", "hundreds of soldiers", "the von Velk": others of the kind did so too.
    const SOME: &[&str] = &[
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "dozens",
        "hundreds",
        "thousands",
        "several",
        "some",
        "many",
        "further",
        "additional",
        "other",
    ];
    let first = subject.text.split(' ').next().unwrap_or_default().to_lowercase();
    let is_some = SOME.contains(&first.as_str()) || first.parse::<u32>().is_ok_and(|number| number < 1000);
    let is_particle = ["the von ", "the de ", "the van "]
        .iter()
        .any(|start| subject.text.starts_with(start));
    if is_some && subject.is_plural || is_particle {
        return true;
    }
    let Some(inside) = without_article(&subject.text) else {
        return false;
    };
    let words = || inside.split(' ');
    let is_another = words().next().is_some_and(|first| ANOTHER.contains(&first));
    let is_named = words().any(|word| matches!(word, "called" | "named" | "known" | "titled" | "nicknamed"))
        || words().any(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    if is_named {
        return false;
    }
    let tells = |name: &&Named| name.kind != NameKind::People && inside != name.text;
    let head = inside.split(" by ").next().unwrap_or(inside);
    let is_work = head.split(' ').any(|word| WORKS.contains(&word));
    // "a BSG with the departments": a form of body, no name.
    let is_form = |name: &str| {
        inside
            .strip_prefix(name)
            .is_some_and(|behind| is_acronym(name) && !behind.contains(char::is_uppercase))
    };
    let is_apart = subject
        .names
        .iter()
        .filter(tells)
        .any(|name| !is_form(&name.text));
    is_work || is_another || !is_apart
}

/// What a state or a person becomes or gives itself once, said in two words.
#[rustfmt::skip]
const OF_STATES: &[&str] = &[
    "republic", "constitution", "monarchy", "kingdom", "colony", "protectorate", "federation", "dominion",
    "ceasefire", "city", "town", "state", "province", "university", "member", "citizen",
];

/// "issued a directive", "introduced a new lamp to Velkland".
fn is_any_rest(event: &Event) -> bool {
    let text = &event.rest.text;
    let is_published = event.verb == "publish"
        && ["in a ", "as a ", "in an "]
            .iter()
            .filter_map(|link| text.strip_prefix(link))
            .any(|inside| !inside.contains(' '));
    if is_published {
        return true;
    }
    let Some(inside) = without_article(text) else {
        return false;
    };
    let is_named = [" called ", " named ", " known as ", " titled ", " entitled "]
        .iter()
        .any(|word| text.contains(word));
    let is_once = matches!(event.verb.as_str(), "become" | "die" | "bear");
    let is_of_state = inside.split(' ').any(|word| OF_STATES.contains(&word));
    if is_named || is_once || is_of_state || text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut words = inside.split([' ', '-']);
    let is_of = inside
        .split(" in ")
        .next()
        .is_some_and(|head| head.contains(" of "));
    let is_another = words.next().is_some_and(|first| ANOTHER.contains(&first)) && !is_of;
    let is_short = words.count() < 2;
    let is_apart = event.rest.names.iter().any(|name| name.kind != NameKind::People);
    // "commissioned a rewrite with Ann Lund": with whom does not tell of what.
    let is_with_person = inside.split(' ').nth(1) == Some("with")
        && event
            .rest
            .names
            .iter()
            .all(|name| matches!(name.kind, NameKind::Person | NameKind::Other));
    if is_with_person {
        return true;
    }
    is_another || is_short && !is_apart
}

/// Words that set a thing apart from others only for who knows those.
#[rustfmt::skip]
const ANOTHER: &[&str] = &[
    "new", "longer", "larger", "further", "another", "separate", "different", "similar", "third", "special",
    "large", "major", "small", "short", "subsequent", "additional", "related", "follow-up", "companion",
];

/// What stands behind "a" or "an".
fn without_article(text: &str) -> Option<&str> {
    text.strip_prefix("a ").or_else(|| text.strip_prefix("an "))
}

#[cfg(test)]
mod tests {
    use crate::facts::rules::event::DatedEvent;
    use crate::facts::rules::sample::statements;

    fn told(text: &str) -> Vec<String> {
        statements(&DatedEvent, text)
    }

    #[test]
    fn leaves_things_that_may_be_any_of_their_kind() {
        for text in [
            "In 1911 a new café opened in Moscow.",
            "In 1911 a story written by Anna Lund was published in the Berdi Gazette.",
            "Anna Lund issued a directive in 1911.",
            "In 1911 the Berdi Fund adopted a new programme for Finland.",
            "In 1911 a World Congress took place in Moscow.",
            "In 1230 Holy Velk Emperor granted the town of Berdi a market.",
            "The VELK LAMP was designed by Otto Lund in 1911.",
            "Painter Anna was arrested in Moscow in 1911.",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn asks_for_what_its_words_tell_apart() {
        for text in [
            "In 1911 Finland proclaimed a republic.",
            "In 1911 a league known as the Berdi Fund opened the port of Velk.",
            "Anna Lund published a biography of the poet Otto Velk in 1911.",
        ] {
            assert_eq!(told(text).len(), 1, "{text}");
        }
    }
}
