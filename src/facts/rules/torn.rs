//! Events torn out of their sentence: a noun that a clause behind it tells apart, an adjective without its noun, a
//! subject that took a remark or half a name with it, a verb without its object.
//!
//! As in [`super::severed`] what is wrong shows only beside the words that stand around the clause.

use crate::facts::clause::Clause;
use crate::facts::frame::{Event, NameKind, Voice};
use crate::facts::scene::{Scene, View};
use crate::language::Tag;
use crate::lexicon::Lexicon;

/// Why the event is only a part of what its sentence tells, if so.
pub fn objection(scene: &Scene<'_>, view: &View<'_>, clause: &Clause, event: &Event) -> Option<&'static str> {
    if is_told_apart_behind(view, clause) {
        return Some("a clause that cannot be cut");
    }
    if loses_its_noun(view, clause) || loses_bracket(view, clause) || loses_list(view, clause) {
        return Some("words of the complement are cut");
    }
    if is_end_of_pronoun_list(view, clause) {
        return Some("several did it together");
    }
    if does_to_itself(event) {
        return Some("a name that may be two persons");
    }
    if loses_number(view, clause) || loses_half_name(view, clause) {
        return Some("half a title");
    }
    if has_loose_remark(&event.subject.text) {
        return Some("words that are no subject");
    }
    if lost_its_person(scene, view, clause, event) {
        return Some("words are missing");
    }
    if is_place_shut(event) {
        return Some("a pronoun without its thing");
    }
    if is_bare_in_rest(event) {
        return Some("a bare name that nothing explains");
    }
    let names = || event.subject.names.iter().chain(&event.rest.names);
    if names().next().is_some() && names().all(|named| named.text.contains(['$', '€', '£'])) {
        return Some("no name to hold on to");
    }
    let is_whole = matches!(&event.subject.names[..], [named] if named.text == event.subject.text);
    if event.verb == "fall" && event.rest.text.is_empty() && is_whole {
        return Some("too little said");
    }
    if tells_of_telling(view, clause) {
        return Some("told in somebody's words");
    }
    None
}

/// "autonomy to miners in areas | where they live": which areas.
fn is_told_apart_behind(view: &View<'_>, clause: &Clause) -> bool {
    let Some(&last) = clause.rest.iter().max() else {
        return false;
    };
    let is_common = matches!(view.words[last].tag, Tag::Noun);
    let next = view.words.get(last + 1);
    last > clause.verb && is_common && next.is_some_and(|next| next.is_any(&["where", "whose", "whom"]))
}

/// "a low-power | and short-range lamp", "a brief | , but futile defence": the adjective without its noun.
fn loses_its_noun(view: &View<'_>, clause: &Clause) -> bool {
    let nodes = &view.structure.parse().nodes;
    clause.rest.iter().any(|&at| {
        if clause.rest.contains(&(at + 1)) || at <= clause.verb {
            return false;
        }
        let word = &view.words[at];
        let joins = view
            .words
            .get(at + 1)
            .is_some_and(|next| next.is_any(&["and", "or", "but", "yet", ","]));
        let is_adjective = nodes.get(at).is_some_and(|node| node.xpos == "JJ");
        let is_compound = word.text.contains('-') && word.text.starts_with(char::is_lowercase);
        let opens = at.checked_sub(1).is_some_and(|before| {
            view.words[before].is_any(&["a", "an", "the", "its", "his", "her", "their"])
        });
        joins && opens && word.tag != Tag::Name && (is_adjective || is_compound)
    })
}

/// "the Velk Script | (Berdi block) | of the tables": the noun stands in the bracket.
fn loses_bracket(view: &View<'_>, clause: &Clause) -> bool {
    let is_torn = |pair: &[usize]| {
        let (before, next) = (pair[0], pair[1]);
        let opens = view.words.get(before + 1).is_some_and(|word| word.text == "(");
        let closes = next > before + 2 && view.words[next - 1].text == ")";
        let has_noun = || {
            view.words[before + 2..next - 1]
                .iter()
                .any(|word| word.tag == Tag::Noun)
        };
        opens && closes && view.words[next].is("of") && view.words[before].tag == Tag::Name && has_noun()
    };
    clause.rest.windows(2).any(is_torn) || clause.subject.windows(2).any(is_torn)
}

/// "by the Velk Party | , Berdi Union, and Karsu Club": the first of several.
fn loses_list(view: &View<'_>, clause: &Clause) -> bool {
    const LONGEST: usize = 9;
    let Some(&last) = clause.rest.iter().max().filter(|last| **last > clause.verb) else {
        return false;
    };
    let word = |at: usize| view.words.get(at);
    let is_name = |at: usize| word(at).is_some_and(|word| word.tag == Tag::Name);
    if !(word(last + 1).is_some_and(|comma| comma.is(",")) && is_name(last) && is_name(last + 2)) {
        return false;
    }
    let is_of_list = |tag: Tag| matches!(tag, Tag::Name | Tag::Noun | Tag::Determiner | Tag::Mark);
    let joins = (last + 3..last + LONGEST)
        .take_while(|at| {
            word(*at).is_some_and(|word| is_of_list(word.tag) && word.text != "." || word.is("and"))
        })
        .find(|at| word(*at).is_some_and(|word| word.is("and")));
    joins.is_some_and(|and| {
        is_name(and + 1) || word(and + 1).is_some_and(|the| the.is("the")) && is_name(and + 2)
    })
}

/// "the Children's | Hospital of Velk", "Hotel des | Enfants Velk": the first half of the name is not there.
fn loses_half_name(view: &View<'_>, clause: &Clause) -> bool {
    let Some(first) = clause.subject.first().copied().filter(|first| *first > 1) else {
        return false;
    };
    let (before, two_before) = (&view.words[first - 1], &view.words[first - 2]);
    let is_named = view.words[first].tag == Tag::Name && two_before.text.starts_with(char::is_uppercase);
    is_named
        && (before.tag == Tag::Genitive || before.is_any(&["des", "du", "della", "del", "der", "dos", "das"]))
}

/// "he, Otto Lund, and Bo Karsu founded": the first of them stands in front.
fn is_end_of_pronoun_list(view: &View<'_>, clause: &Clause) -> bool {
    let Some(first) = clause.subject.first().copied().filter(|first| *first > 1) else {
        return false;
    };
    view.words[first - 1].is_any(&[",", "and"])
        && view.words[first - 2].is_any(&["he", "she", "they", "it", "him", "her"])
}

/// "Ann Lund lent Ann Lund a sum": one of the two is another.
fn does_to_itself(event: &Event) -> bool {
    let [named] = &event.subject.names[..] else {
        return false;
    };
    let is_person = named.kind == NameKind::Person && event.subject.text.ends_with(named.text.as_str());
    let is_again = event.rest.text.match_indices(named.text.as_str()).any(|(at, _)| {
        let behind = event.rest.text[at + named.text.len()..].chars().next();
        behind.is_none_or(|next| next == ' ')
            && !event.rest.text[at + named.text.len()..]
                .trim_start()
                .starts_with(char::is_uppercase)
    });
    is_person && named.text.contains(' ') && is_again
}

/// "the only known lord of Velk, Otto Lund, murdered": who he was stands in the remark.
fn lost_its_person(scene: &Scene<'_>, view: &View<'_>, clause: &Clause, event: &Event) -> bool {
    let Some(&last) = clause.subject.last() else {
        return false;
    };
    let is_open = [
        "the only ",
        "the last ",
        "the first ",
        "the then ",
        "the new ",
        "the former ",
    ]
    .iter()
    .any(|opening| event.subject.text.starts_with(opening));
    let names_person = scene.mentions(view).iter().any(|mention| {
        mention.start == last + 2 && matches!(mention.kind, NameKind::Person | NameKind::Other)
    });
    is_open && view.words.get(last + 1).is_some_and(|comma| comma.is(",")) && names_person
}

/// "Velk closed in 1911": no town closes; another sentence tells what did.
fn is_place_shut(event: &Event) -> bool {
    const OF_HOUSES: &[&str] = &[
        "close",
        "open",
        "premiere",
        "air",
        "publish",
        "release",
        "reopen",
        "shut",
        "discontinue",
    ];
    let is_place = matches!(event.subject.kind, NameKind::City | NameKind::Country);
    let is_whole = matches!(&event.subject.names[..], [named] if named.text == event.subject.text);
    let has_object = event.parts.first().is_some_and(|part| part.link.is_empty());
    is_place
        && is_whole
        && OF_HOUSES.contains(&event.verb.as_str())
        && !(event.voice == Voice::Active && has_object)
}

/// "joined Henry on campaign": a given name of somebody of whom the page told the rest.
fn is_bare_in_rest(event: &Event) -> bool {
    event.rest.names.iter().any(|named| {
        let text = named.text.as_str();
        matches!(named.kind, NameKind::Person | NameKind::Other)
            && !text.contains([' ', '-', '.'])
            && Lexicon::shipped().is_given(text)
            && Lexicon::shipped().person(text).is_none()
            && event.rest.text.split(' ').any(|word| word == text)
    })
}

/// "The One | Velk Centre": the number belongs to the name.
fn loses_number(view: &View<'_>, clause: &Clause) -> bool {
    let Some(first) = clause.subject.first().copied().filter(|first| *first > 0) else {
        return false;
    };
    const NUMBERS: &[&str] = &["One", "Two", "Three", "Four", "Five", "Six", "Seven"];
    let is_named = view.words[first].tag == Tag::Name;
    is_named && NUMBERS.contains(&view.words[first - 1].text)
}

/// "the Velk Centre a large school founded": a remark without its commas; "Otto Velk and": half of two.
fn has_loose_remark(subject: &str) -> bool {
    let words: Vec<&str> = subject.split(' ').collect();
    let is_remark = words.windows(3).any(|three| {
        three[0].starts_with(char::is_uppercase)
            && !three[0].ends_with(',')
            && matches!(three[1], "a" | "an")
            && three[2].starts_with(char::is_lowercase)
    });
    is_remark || matches!(words.last(), Some(&"and" | &"or" | &","))
}

/// "recorded seeing Otto Velk in Berdi": somebody's note of it.
fn tells_of_telling(view: &View<'_>, clause: &Clause) -> bool {
    const TELLS: &[&str] = &[
        "record", "recall", "mention", "note", "remember", "report", "describe", "deny",
    ];
    let is_doing = clause
        .rest
        .iter()
        .filter(|at| **at > clause.verb)
        .min()
        .is_some_and(|first| view.words[*first].tag == Tag::Ing);
    TELLS.contains(&clause.lemma) && clause.voice == Voice::Active && is_doing
}

/// "released in all towns", "added a lamp", "starred with Otto Velk": what, to what, in what.
pub fn lacks_object(event: &Event) -> bool {
    const TAKING: &[&str] = &[
        "release",
        "publish",
        "introduce",
        "establish",
        "create",
        "acquire",
        "award",
        "construct",
        "appoint",
        "name",
        "elect",
        "discover",
        "invent",
        "adopt",
        "abolish",
        "annex",
        "demolish",
        "produce",
        "purchase",
        "nominate",
        "erect",
        "inaugurate",
        "ban",
        "patent",
    ];
    const LINKS: &[&str] = &[
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "as",
        "during",
        "under",
        "through",
        "across",
        "throughout",
    ];
    let rest = event.rest.text.as_str();
    let first = rest.split(' ').next().unwrap_or_default();
    let has = |link: &str| rest.split(' ').any(|word| word == link);
    // "published in vitro data".
    let is_latin = ["in vitro ", "in vivo ", "in situ "]
        .iter()
        .any(|latin| rest.starts_with(latin));
    !is_latin
        && event.voice == Voice::Active
        && match event.verb.as_str() {
            "add" => !has("to"),
            "star" => first == "with" && !has("in"),
            verb => TAKING.contains(&verb) && (rest.is_empty() || LINKS.contains(&first)),
        }
}

#[cfg(test)]
mod tests {
    use crate::facts::rules::event::DatedEvent;
    use crate::facts::rules::sample::finds_one;
    use crate::facts::rules::sample::leaves;
    use crate::facts::rules::sample::statements;

    #[test]
    fn what_a_clause_behind_it_tells_apart_is_left() {
        leaves(
            &DatedEvent,
            &["In 1911 the Velk Fund of Finland opened schools in areas where they live."],
        );
        finds_one(
            &DatedEvent,
            &["In 1911 the Velk Fund of Finland opened the Berdi School in Moscow, where they live."],
        );
    }

    #[test]
    fn an_adjective_keeps_its_noun() {
        let told = statements(
            &DatedEvent,
            "The Velk Group of Finland was formed in November 1911 to focus on a low-power and short-range wireless standard to be optimized for devices and operation on, in, or around Moscow.",
        );
        assert!(
            told.iter().all(|told| !told.contains("a low-power in")),
            "{told:?}"
        );
        finds_one(
            &DatedEvent,
            &["The Velk Fund of Finland was founded in 1911 to build a low-power lamp for use in Moscow."],
        );
    }

    #[test]
    fn a_list_of_doers_is_told_whole() {
        let told = statements(
            &DatedEvent,
            "In Finland, the Great Coalition was formed in 1911 by the Velk Grits, Parti bleu, and Karsu-Berdi Party.",
        );
        assert!(told.iter().all(|told| !told.contains("Grits in")), "{told:?}");
        finds_one(
            &DatedEvent,
            &["In Finland, the Great Coalition was formed in 1911 by the Velk Grits."],
        );
    }

    #[test]
    fn a_subject_is_told_whole() {
        leaves(
            &DatedEvent,
            &[
                "The first of them was the Children's Hospital of Finland, which opened in 1911.",
                "In 1911 he, Anna Lund, and Otto Velk founded the Berdi Fund in Moscow.",
                "Anna Lund is old. In 1911 Anna Lund loaned Lund 40 crowns for the purchase of the Berdi Fund.",
            ],
        );
        finds_one(
            &DatedEvent,
            &[
                "The Children's Hospital of Finland opened in 1911.",
                "In 1911 Anna Lund and Otto Velk founded the Berdi Fund in Moscow.",
            ],
        );
    }

    #[test]
    fn what_bears_a_name_or_an_office_is_not_its_bearer() {
        for (text, wrong) in [
            (
                "Otto Velk was a miner of Moscow. In 1911 the film Velk by director Anna Berdi was produced in Finland.",
                "film Otto Velk",
            ),
            (
                "Royal Miller Otto Velk died in 1913. In 1911 Anna Lund was nominated to the post of chief assistant to the Royal Miller at the Berdi Works.",
                "Royal Miller Otto Velk at",
            ),
            (
                "Anna Lund led the Berdi Party and urged miners to rise up against Otto Velk, which ignited the Finnish Revolution in 1911.",
                "Otto Velk ignited",
            ),
        ] {
            let told = statements(&DatedEvent, text);
            assert!(told.iter().all(|told| !told.contains(wrong)), "{told:?}");
        }
    }

    #[test]
    fn a_town_does_not_close() {
        leaves(
            &DatedEvent,
            &[
                "Moscow closed in late 1911.",
                "Moscow fell in 1911.",
                "In 1911 Anna Lund joined Henry on campaign in Finland.",
                "The only known lord of Finland, Otto Velk, murdered Anna Lund in 1911.",
            ],
        );
        finds_one(
            &DatedEvent,
            &[
                "The Velk Theatre of Moscow closed in late 1911.",
                "Moscow fell to the Velk Party in 1911.",
                "In 1911 Anna Lund joined Henry Berdi on campaign in Finland.",
            ],
        );
    }

    #[test]
    fn a_subject_takes_no_remark_along() {
        leaves(
            &DatedEvent,
            &[
                "The Velk Fund a large charity founded in 1911 by a professor of Moscow rejects lamps.",
                "In 1911 Anna Lund recorded seeing Otto Velk in Moscow.",
            ],
        );
        finds_one(
            &DatedEvent,
            &["The Velk Fund, a large charity, was founded in 1911 by Anna Lund."],
        );
    }

    #[test]
    fn what_was_added_where_and_what_was_released_is_told() {
        leaves(
            &DatedEvent,
            &[
                "In 1911 the Velk Fund of Finland added the Berdi School.",
                "In 1911 Anna Lund starred with Otto Velk.",
                "Velk Nights of Finland released in all towns of Moscow in 1911.",
            ],
        );
        finds_one(
            &DatedEvent,
            &[
                "In 1911 the Velk Fund of Finland added the Berdi School to its schools.",
                "In 1911 Anna Lund starred with Otto Velk in the film Velk Nights.",
                "The Velk Fund of Finland released Velk Nights in Moscow in 1911.",
            ],
        );
    }
}
