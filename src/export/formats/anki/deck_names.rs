//! Names of decks there: group, title and topic as levels, given once.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::decks::Deck;
use crate::decks::levels::LEVEL;
use crate::decks::levels::levels;

/// What stands for the sign between levels where there is to be no level.
const FLAT: &str = " – ";

/// Levels of a title at most: each is a deck there, and nobody means a hundred.
const MOST_LEVELS: usize = 10;

/// Returns the name of a deck: as it was exported before, or its group and title.
///
/// `names` are those of earlier exports and of the decks before this one, by deck id.
pub(super) fn deck_name(deck: &Deck, names: &BTreeMap<String, String>) -> String {
    let id = &deck.meta.id.0;
    if let Some(name) = names.get(id) {
        return name.clone();
    }
    let mut title = levels_of(&deck.meta.title);
    if title.is_empty() {
        title.push(id.clone());
    }
    let mut name = levels_of(deck.meta.group.as_deref().unwrap_or_default());
    // A title that begins with its group, as decks that came from Anki have it, is the name itself.
    if title.len() > name.len() && title.starts_with(&name) {
        name.clear();
    }
    name.append(&mut title);
    let name = name.join(LEVEL);
    // Two decks of one title must not fall into one.
    match names.iter().any(|(other, taken)| other != id && *taken == name) {
        true => format!("{name} ({id})"),
        false => name,
    }
}

/// A title or a group as levels; what would lie deeper is part of the last.
fn levels_of(text: &str) -> Vec<String> {
    let mut given = levels(text);
    let mut all: Vec<String> = given.by_ref().take(MOST_LEVELS - 1).filter_map(level).collect();
    let rest: Vec<String> = given.filter_map(level).collect();
    all.extend(level(&rest.join(FLAT)));
    all
}

/// The name of a topic's own deck below that of its deck.
pub(super) fn with_topic(name: &str, topic: Option<&str>) -> String {
    match topic.and_then(level) {
        Some(topic) => format!("{name}{LEVEL}{topic}"),
        None => name.to_owned(),
    }
}

/// A text as one level of a deck's name; `None` where nothing is left of it.
fn level(text: &str) -> Option<String> {
    let one_line: String = text
        .nfc()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    let one_line = one_line.replace(LEVEL, FLAT);
    let words: Vec<&str> = one_line.split_whitespace().collect();
    let level = words.join(" ");
    let level = level.trim_matches(|sign| matches!(sign, ':' | ' ')).to_owned();
    (!level.is_empty()).then_some(level)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::deck_name;
    use super::with_topic;
    use crate::decks::Deck;
    use crate::decks::DeckId;

    fn deck(id: &str, title: &str, group: Option<&str>) -> Deck {
        let mut deck = Deck::default();
        deck.meta.id = DeckId(id.to_owned());
        deck.meta.title = title.to_owned();
        deck.meta.group = group.map(str::to_owned);
        deck
    }

    #[test]
    fn group_title_and_topic_are_levels() {
        let name = deck_name(
            &deck("a", "Lakes, deep\nones", Some("Our valley")),
            &BTreeMap::new(),
        );
        assert_eq!(name, "Our valley::Lakes, deep ones");
        assert_eq!(
            with_topic(&name, Some("water::salt")),
            "Our valley::Lakes, deep ones::water – salt"
        );
        assert_eq!(with_topic(&name, Some(" ")), name);
    }

    #[test]
    fn a_title_has_levels_and_an_odd_one_does_no_harm() {
        let name = |title| deck_name(&deck("id", title, None), &BTreeMap::new());
        assert_eq!(name("Физика::Оптика"), "Физика::Оптика");
        assert_eq!(name(" Physics :: Optics"), "Physics::Optics");
        assert_eq!(name("a::::b:::c"), "a::b::c");
        assert_eq!(name("::a"), "a");
        assert_eq!(name("a::"), "a");
        assert_eq!(name("::"), "id");
        assert_eq!(name("\u{7}::b"), "b");
        let deep = name(&["a"; 12].join("::"));
        assert_eq!(deep, "a::a::a::a::a::a::a::a::a::a – a – a");
    }

    #[test]
    fn a_group_is_not_said_twice() {
        let name = |title, group| deck_name(&deck("a", title, group), &BTreeMap::new());
        assert_eq!(name("English::Words", Some("English")), "English::Words");
        assert_eq!(
            name("English::Words::Food", Some("English")),
            "English::Words::Food"
        );
        assert_eq!(name("French::Words", Some("English")), "English::French::Words");
        assert_eq!(name("English", Some("English")), "English::English");
        assert_eq!(name("a::b::c", Some("a::b")), "a::b::c");
    }

    #[test]
    fn a_name_is_kept_when_the_title_changes_and_belongs_to_one_deck() {
        let names = BTreeMap::from([("a".to_owned(), "Lakes".to_owned())]);
        assert_eq!(deck_name(&deck("a", "Waters::Deep", None), &names), "Lakes");
        assert_eq!(deck_name(&deck("b", "Lakes", None), &names), "Lakes (b)");
        assert_eq!(deck_name(&deck("c", "\u{7}", None), &names), "c");
    }
}
