//! Names of decks there: group, title and topic as levels, given once.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::decks::Deck;

/// Returns the name of a deck: as it was exported before, or its group and title.
///
/// `names` are those of earlier exports and of the decks before this one, by deck id.
pub(super) fn deck_name(deck: &Deck, names: &BTreeMap<String, String>) -> String {
    let id = &deck.meta.id.0;
    if let Some(name) = names.get(id) {
        return name.clone();
    }
    let title = level(&deck.meta.title).unwrap_or_else(|| id.clone());
    let group = deck.meta.group.as_deref().and_then(level);
    let name = match group {
        Some(group) => below(&group, &deck.meta.title).unwrap_or_else(|| format!("{group}::{title}")),
        None => title,
    };
    // Two decks of one title must not fall into one.
    match names.iter().any(|(other, taken)| other != id && *taken == name) {
        true => format!("{name} ({id})"),
        false => name,
    }
}

/// A title that begins with its group as a level, as decks that came from Anki have it, is the name itself.
fn below(group: &str, title: &str) -> Option<String> {
    let levels: Vec<String> = title.split("::").filter_map(level).collect();
    let is_below = levels.len() > 1 && levels[0] == group;
    is_below.then(|| levels.join("::"))
}

/// The name of a topic's own deck below that of its deck.
pub(super) fn with_topic(name: &str, topic: Option<&str>) -> String {
    match topic.and_then(level) {
        Some(topic) => format!("{name}::{topic}"),
        None => name.to_owned(),
    }
}

/// A text as one level of a deck's name; `None` where nothing is left of it.
fn level(text: &str) -> Option<String> {
    let one_line: String = text
        .nfc()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    let one_line = one_line.replace("::", " – ");
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
            &deck("a", "Lakes:: deep\nones", Some("Our valley")),
            &BTreeMap::new(),
        );
        assert_eq!(name, "Our valley::Lakes – deep ones");
        assert_eq!(
            with_topic(&name, Some("water")),
            "Our valley::Lakes – deep ones::water"
        );
        assert_eq!(with_topic(&name, Some(" ")), name);
    }

    #[test]
    fn a_group_is_not_said_twice() {
        let name = |title, group| deck_name(&deck("a", title, group), &BTreeMap::new());
        assert_eq!(name("English::Words", Some("English")), "English::Words");
        assert_eq!(
            name("English::Words::Food", Some("English")),
            "English::Words::Food"
        );
        assert_eq!(name("French::Words", Some("English")), "English::French – Words");
        assert_eq!(name("English::Words", None), "English – Words");
    }

    #[test]
    fn a_name_is_kept_when_the_title_changes_and_belongs_to_one_deck() {
        let names = BTreeMap::from([("a".to_owned(), "Lakes".to_owned())]);
        assert_eq!(deck_name(&deck("a", "Waters", None), &names), "Lakes");
        assert_eq!(deck_name(&deck("b", "Lakes", None), &names), "Lakes (b)");
        assert_eq!(deck_name(&deck("c", "\u{7}", None), &names), "c");
    }
}
