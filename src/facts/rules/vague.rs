//! What keeps an event from being asked for: words that were cut from it, and things nobody can tell apart.
//!
//! "Velkland declared a region" lost its "as a protectorate"; "a new café opened in
//! Berdi" is true of many days. Both read well and ask for nothing.

use crate::facts::clause::Clause;
use crate::facts::frame::{Event, NameKind, Named, Phrase, Voice};
use crate::facts::names::is_acronym;
use crate::facts::scene::View;
use crate::language::Tag;

/// Why nobody could tell what is meant, if so.
pub fn objection(view: &View<'_>, clause: &Clause, event: &Event) -> Option<&'static str> {
    if is_described(view, clause) {
        return Some("a participle that describes its noun");
    }
    if goes_on_behind_gap(view, clause) {
        return Some("a second verb");
    }
    if has_lost_complement(view, clause) {
        return Some("words of the complement are cut");
    }
    if is_any_subject(&event.subject) {
        return Some("a subject that may be any of its kind");
    }
    let is_light = matches!(event.voice, Voice::Active | Voice::Passive) && is_any_rest(event);
    is_light.then_some("an object that may be any of its kind")
}

/// "The Velk Statute enacted in Berdi in 1527 banned games": the first verb only describes.
fn is_described(view: &View<'_>, clause: &Clause) -> bool {
    let Some(node) = view.structure.parse().nodes.get(clause.verb) else {
        return false;
    };
    let stands_alone = clause.voice == Voice::Active;
    let reads_as_agent = clause
        .rest
        .first()
        .is_some_and(|first| view.words[*first].is("by"))
        && clause.rest.len() > 1
        && view.words[clause.rest[1]].tag != Tag::Number
        && !view.words[clause.rest[1]].is_any(&["a", "about", "nearly", "more", "over"]);
    let is_participle = node.base() == "acl" || node.xpos == "VBN" && node.relation != "root";
    stands_alone
        && (is_participle && node.is_agreed || reads_as_agent && view.words[clause.verb].forms.participle)
}

/// A finite verb among the words behind the verb, where a time before it was taken out or "and" joins it.
fn goes_on_behind_gap(view: &View<'_>, clause: &Clause) -> bool {
    clause.rest.windows(2).any(|pair| {
        let (before, word) = (&view.words[pair[0]], &view.words[pair[1]]);
        let is_gap = pair[0] + 1 < pair[1] || before.is("and");
        let is_finite = matches!(word.tag, Tag::Past | Tag::Be | Tag::Have | Tag::Modal);
        let xpos = view
            .structure
            .parse()
            .nodes
            .get(pair[1])
            .map_or("", |node| node.xpos);
        is_gap && is_finite && xpos != "VBN"
    })
}

/// Verbs that say little without their "as": what one recognises, declares or regards something as.
const WITH_AS: &[&str] = &[
    "recognise",
    "recognize",
    "declare",
    "designate",
    "regard",
    "define",
    "describe",
    "classify",
    "treat",
    "reorganise",
    "reorganize",
    "establish",
    "select",
    "choose",
    "name",
    "use",
];

/// Whether a complement of the verb follows in the sentence and is not among the words kept.
fn has_lost_complement(view: &View<'_>, clause: &Clause) -> bool {
    let Some(last) = clause.rest.iter().chain([&clause.verb]).max().copied() else {
        return false;
    };
    let behind = || {
        view.words[last + 1..]
            .iter()
            .take_while(|word| !word.is_any(&[".", ";", "and", "but", "when", "while", "after", "before"]))
    };
    let next = view.words.get(last + 1);
    // "proclaimed a state called": the name that says which one.
    let is_called = next
        .is_some_and(|next| next.is_any(&["called", "named", "titled", "entitled", "dubbed"]))
        || next.is_some_and(|next| next.is(","))
            && view
                .words
                .get(last + 2)
                .is_some_and(|next| next.is_any(&["called", "named"]))
            && clause
                .rest
                .iter()
                .any(|index| view.words[*index].is_any(&["a", "an"]));
    let is_as = WITH_AS.contains(&clause.lemma)
        && clause.voice == Voice::Active
        && !clause.rest.iter().any(|index| view.words[*index].is("as"))
        && behind().any(|word| word.is("as"));
    is_called || is_as
}

/// Kinds of works of which there are many under the same words.
const WORKS: &[&str] = &[
    "story", "book", "novel", "film", "article", "song", "report", "study", "survey", "paper", "letter",
    "letters", "poem", "play", "album", "series", "game", "video",
];

/// "a new café", "a story written by Ann Lund": nothing tells which one of many.
fn is_any_subject(subject: &Phrase) -> bool {
    let Some(inside) = without_article(&subject.text) else {
        return false;
    };
    let words = || inside.split(' ');
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
    is_work || !is_apart
}

/// What a state or a person becomes or gives itself once, said in two words.
const OF_STATES: &[&str] = &[
    "republic",
    "constitution",
    "monarchy",
    "kingdom",
    "colony",
    "protectorate",
    "federation",
    "dominion",
    "ceasefire",
    "city",
    "town",
    "state",
    "province",
    "university",
    "member",
    "citizen",
];

/// "issued a directive", "introduced a new lamp to Velkland".
fn is_any_rest(event: &Event) -> bool {
    let text = &event.rest.text;
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
    let is_another = words.next().is_some_and(|first| ANOTHER.contains(&first)) && !text.contains(" of ");
    let is_short = words.count() < 2;
    let is_apart = event.rest.names.iter().any(|name| name.kind != NameKind::People);
    is_another || is_short && !is_apart
}

/// Words that set a thing apart from others only for who knows those.
const ANOTHER: &[&str] = &[
    "new",
    "longer",
    "larger",
    "further",
    "another",
    "separate",
    "different",
    "similar",
    "third",
    "special",
    "large",
    "major",
    "small",
    "short",
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

    #[test]
    fn leaves_clauses_that_lost_a_word() {
        for text in [
            "In 1911 Finland recognised the Velk languages as having official standing.",
            "The Velk Statute enacted in Finland in 1527 banned several ball games of Berdi.",
            "In 1206 a Danish army led by king Otto Velk and Andreas landed in Finland.",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }
}
