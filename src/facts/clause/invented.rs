//! "The salt cell" of one who invented it: a kind of thing, for which no other sentence need say which it is.

use super::Clause;
use crate::facts::frame::Voice;
use crate::facts::scene::View;
use crate::language::Tag;
use crate::language::Word;

/// "Ann Lund invented the safety lamp", "the salt cell was invented by Ann Lund": "the" of a kind of thing.
///
/// What is invented is a kind and no single thing of which another sentence told, unless its noun says nothing.
pub(super) fn invented_kind(view: &View<'_>, clause: &Clause) -> Option<usize> {
    const INVENTED: &[&str] = &[
        "invent",
        "devise",
        "patent",
        "pioneer",
        "isolate",
        "synthesise",
        "synthesize",
        "discover",
    ];
    #[rustfmt::skip]
    const OPEN_KINDS: &[&str] = &[
        "system", "device", "method", "process", "technique", "machine", "term", "design", "idea", "concept",
        "theory", "problem", "name", "remains", "body", "bodies", "site", "ship", "wreck", "tomb", "place",
        "ruins", "settlement", "species", "specimen", "specimens", "plot", "fraud", "weapon", "group", "program",
        "programme", "project", "scheme", "version", "model", "product", "game", "formula", "plan", "format",
        "compound", "substance", "gene", "strain", "virus", "object", "instrument", "tool", "cave", "island",
        "deposit", "deposits", "mine", "field", "grave", "fossil", "fossils", "skeleton", "skull", "error",
    ];
    #[rustfmt::skip]
    const OF_ONE: &[&str] = &[
        "new", "latest", "former", "current", "main", "original", "same", "second", "third", "last", "next", "only",
        "similar", "entire", "whole", "other", "old", "missing", "lost", "stolen",
    ];
    let part = match clause.voice {
        Voice::Active => &clause.rest,
        Voice::Passive => &clause.subject,
        _ => return None,
    };
    let the = *part.first().filter(|first| view.words[**first].is("the"))?;
    let noun: Vec<&Word<'_>> = part[1..]
        .iter()
        .map(|index| &view.words[*index])
        .take_while(|word| {
            word.is("first") || matches!(word.tag, Tag::Noun | Tag::Name | Tag::Ing | Tag::Participle)
        })
        .collect();
    let last = noun.last().filter(|last| last.tag == Tag::Noun)?;
    let is_open = last.is_any(OPEN_KINDS) || noun.iter().any(|word| word.is_any(OF_ONE));
    // "the first lamp" of a text on one house; "the first electric lamp" of the world.
    let is_first = noun[0].is("first");
    let says_enough = noun.len() > if is_first { 2 } else { 1 } || clause.lemma == "invent" && !is_first;
    let ends = part
        .get(noun.len() + 1)
        .is_none_or(|next| view.words[*next].tag == Tag::Preposition);
    (INVENTED.contains(&clause.lemma) && !is_open && says_enough && ends).then_some(the)
}

#[cfg(test)]
mod tests {
    use crate::facts::clause::sample::told;

    #[test]
    fn what_is_invented_is_a_kind_and_needs_no_other_sentence() {
        assert_eq!(
            told("In 1911 Ann Lund invented the salt lamp in Moscow."),
            Ok("Ann Lund | invent | the salt lamp in Moscow".to_owned())
        );
        assert_eq!(
            told("In 1911 the salt lamp was invented by Ann Lund."),
            Ok("the salt lamp | invent | by Ann Lund".to_owned())
        );
        assert_eq!(
            told("In 1911 Ann Lund discovered the first salt dye."),
            Ok("Ann Lund | discover | the first salt dye".to_owned())
        );
        for text in [
            "In 1911 Ann Lund discovered the first dye.",
            "In 1911 Ann Lund invented the new system.",
            "In 1911 Ann Lund sold the salt lamp.",
            "In 1911 Ann Lund discovered the lamp.",
        ] {
            assert!(told(text).is_err(), "{text}");
        }
    }
}
