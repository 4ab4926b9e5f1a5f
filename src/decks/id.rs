//! Names that progress is stored under: decks, cards, and how a new one is made.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

use crate::items::ItemId;

use super::DeckError;

/// Names a deck. Given once; the title may change.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeckId(pub String);

impl fmt::Display for DeckId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Which way a term is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// English is shown, Kazakh is asked.
    EnKk,
    /// Kazakh is shown, English is asked.
    KkEn,
}

impl Direction {
    /// Both, in the order in which they are learned.
    pub const ALL: [Direction; 2] = [Direction::KkEn, Direction::EnKk];

    /// Returns the name used in card ids.
    pub fn slug(self) -> &'static str {
        match self {
            Direction::EnKk => "en-kk",
            Direction::KkEn => "kk-en",
        }
    }

    /// Finds a direction by its name.
    pub fn from_slug(slug: &str) -> Option<Direction> {
        Direction::ALL
            .into_iter()
            .find(|direction| direction.slug() == slug)
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.slug())
    }
}

/// Names a card: an item of a deck, or one direction of a term.
///
/// Written `deck/item` or `deck/item/direction`. The faces of a card (typed,
/// choices, cloze) share one memory and one id.
///
/// ```
/// use suraq::decks::CardId;
///
/// let card: CardId = "kazakh-politics/akim/en-kk".parse()?;
/// assert_eq!(card.deck.0, "kazakh-politics");
/// assert_eq!(card.to_string(), "kazakh-politics/akim/en-kk");
/// # Ok::<(), suraq::decks::DeckError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardId {
    /// The deck.
    pub deck: DeckId,
    /// The item, or the term.
    pub item: ItemId,
    /// For terms only.
    pub direction: Option<Direction>,
}

impl CardId {
    /// Names the card of an item.
    pub fn new(deck: DeckId, item: ItemId) -> Self {
        CardId {
            deck,
            item,
            direction: None,
        }
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.deck, self.item)?;
        match self.direction {
            Some(direction) => write!(out, "/{direction}"),
            None => Ok(()),
        }
    }
}

impl FromStr for CardId {
    type Err = DeckError;

    fn from_str(text: &str) -> Result<Self, DeckError> {
        let error = || DeckError::NoCardId {
            text: text.to_owned(),
        };
        let mut parts = text.split('/');
        let (Some(deck), Some(item)) = (parts.next(), parts.next()) else {
            return Err(error());
        };
        let direction = match parts.next() {
            None => None,
            Some(slug) => Some(Direction::from_slug(slug).ok_or_else(error)?),
        };
        if parts.next().is_some() || !is_id(deck) || !is_id(item) {
            return Err(error());
        }
        Ok(CardId {
            deck: DeckId(deck.to_owned()),
            item: ItemId(item.to_owned()),
            direction,
        })
    }
}

/// Whether `text` may be an id: letters and digits of any script, `-`, `_` and `.`.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || is_combining(c) || matches!(c, '-' | '_' | '.'))
        && !text.starts_with('.')
}

/// Marks that follow their letter; a script that needs them would lose words otherwise.
fn is_combining(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f)
}

/// Longest id made here, in bytes; a hand-written one may be longer.
const LONGEST: usize = 60;

/// Makes an id out of `words` that `is_taken` does not know yet.
///
/// It is made once, when the deck or item is made, and stored; later changes of
/// the wording leave it alone. Words without a letter or digit give `fallback`.
pub fn fresh(words: &str, fallback: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    let mut slug = slug(words);
    if slug.is_empty() {
        fallback.clone_into(&mut slug);
    }
    if !is_taken(&slug) {
        return slug;
    }
    let mut number: u64 = 2;
    loop {
        let candidate = format!("{slug}-{number}");
        if !is_taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

/// Lower-case words with `-` between them, cut after a whole word where it is too long.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for word in words.split(|c: char| !c.is_alphanumeric() && !is_combining(c) && !is_apostrophe(c)) {
        let word: String = word
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .filter(|c| c.is_alphanumeric())
            .collect();
        if word.is_empty() {
            continue;
        }
        if slug.len() + 1 + word.len() > LONGEST {
            if slug.is_empty() {
                slug = word.chars().take(LONGEST / 4).collect();
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

#[cfg(test)]
mod tests {
    use super::CardId;
    use super::fresh;
    use super::is_id;

    #[test]
    fn a_title_becomes_an_id() {
        let free = |_: &str| false;
        assert_eq!(
            fresh("Village Elections, 2031!", "deck", &free),
            "village-elections-2031"
        );
        assert_eq!(fresh("The mayor’s vote", "deck", &free), "the-mayors-vote");
        assert_eq!(fresh("Ауыл әкімі", "deck", &free), "ауыл-әкімі");
        assert_eq!(fresh("…", "deck", &free), "deck");
    }

    #[test]
    fn a_taken_id_gets_a_number() {
        let taken = |id: &str| id == "votes" || id == "votes-2";
        assert_eq!(fresh("Votes", "deck", &taken), "votes-3");
    }

    #[test]
    fn a_card_id_is_read_as_it_is_written() {
        for text in ["a/b", "deck-1/item.2/kk-en", "ауыл/әкім"] {
            assert_eq!(text.parse::<CardId>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_card_id_is_refused() {
        for text in ["", "a", "a/", "/b", "a/b/c", "a/b/kk-en/d", "a b/c", ".a/b"] {
            assert!(text.parse::<CardId>().is_err(), "{text}");
        }
        assert!(!is_id("a/b") && !is_id("") && is_id("a-b_c.d"));
    }
}
