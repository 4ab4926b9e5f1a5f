//! Words of Anki's browser that can mean nothing here, and what to type in their place.

use super::QueryFault;

/// Words before a colon.
const KEYS: &[(&str, &str)] = &[
    ("nid:", "a card is known by its own id, id:X or deck/item"),
    ("cid:", "a card is known by its own id, id:X or deck/item"),
    ("did:", "decks are known by id or title, deck:X"),
    ("mid:", "there are no note types; a question type is type:cloze"),
    ("note:", "there are no note types; a question type is type:cloze"),
    (
        "card:",
        "each card has an id of its own, id:X; the direction of a word is dir:en-kk",
    ),
    ("dupe:", "the command check names the cards that ask the same"),
    (
        "re:",
        "* stands for any letters, _ for one, and w:X is a whole word",
    ),
    (
        "nc:",
        "type the letters as they are written, with _ for one you do not know",
    ),
    ("sc:", "type the words as they are read, without HTML"),
    ("preset:", "settings belong to decks, deck:X"),
    ("resched:", "cards move by reviews alone, rated:N"),
    ("has-cd:", "what other programs note of a card is not kept here"),
];

/// Numbers after `prop:`.
const PROPERTIES: &[(&str, &str)] = &[
    ("prop:ease", "a card has a difficulty from 1 to 10, prop:d>7"),
    ("prop:pos", "new cards come in the order of their deck, is:new"),
    ("prop:rated", "days back stand after rated:, as in rated:7:1"),
    ("prop:resched", "cards move by reviews alone, rated:N"),
];

/// States that are tags here.
const STATES: &[(&str, &str)] = &[("is:marked", "marking is a tag, tag:marked")];

/// Names of decks.
const DECKS: &[(&str, &str)] = &[
    ("deck:current", "no deck is the current one; name it, deck:X"),
    (
        "deck:filtered",
        "there are no filtered decks; cram and quiz take any query",
    ),
];

/// What is wrong with a word before a colon, where it is one of Anki's.
pub(super) fn key(key: &str) -> Option<QueryFault> {
    found(KEYS, "", key, ":")
}

/// What is wrong with the number asked for after `prop:`.
pub(super) fn property(name: &str) -> Option<QueryFault> {
    found(PROPERTIES, "prop:", name, "")
}

/// What is wrong with the word after a key, where it is one of Anki's.
pub(super) fn word(key: &str, value: &str) -> Option<QueryFault> {
    found(STATES, &format!("{key}:"), value, "")
}

/// What is wrong with the name of a deck that is none.
pub(super) fn deck(name: &str) -> Option<QueryFault> {
    found(DECKS, "deck:", name, "")
}

/// What is wrong with what stands after a colon, whichever word is before it: `tag:re:^k`.
pub(super) fn value(value: &str) -> Option<QueryFault> {
    let (word, _) = value.split_once(':')?;
    match word.to_lowercase().as_str() {
        "re" | "nc" => key(word),
        _ => None,
    }
}

fn found(list: &[(&'static str, &'static str)], start: &str, name: &str, end: &str) -> Option<QueryFault> {
    let word = format!("{start}{}{end}", name.to_lowercase());
    let (word, instead) = list.iter().find(|(known, _)| *known == word)?;
    Some(QueryFault::Foreign { word, instead })
}
