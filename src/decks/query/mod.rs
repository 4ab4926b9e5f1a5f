//! Which cards are meant: Anki's search words, read into a tree.
//!
//! ```text
//! deck: tag: source: topic: type: id:        a name; `*` stands for any letters, `_` for one
//! tag:none front: back: w:                   untagged; all of the stem, all of the key; a whole word
//! dir:en-kk dir:kk-en flag:1                 the direction of a word; a flag by its number, flag:0 none
//! is:due new learn review suspended buried flagged leech draft rejected retired old gone
//! prop:r<0.8 prop:s>30 prop:d>=7 prop:ivl>90 prop:lapses>3 prop:reps=0 prop:due<7 prop:importance=3
//! query:name                                 a query saved under that name; the bare name does too
//! added:7 edited:7 introduced:7 rated:1:1     days back; `:1` is the rating Again
//! contested:no                               disputed or not
//! word "some words" deck/item -not ( a or b )
//! ```
//!
//! Terms side by side must all hold. What is known of a card's memory is handed
//! in by the caller as [`Learning`].

mod error;
mod foreign;
mod matches;
mod parse;
mod pattern;
mod saved;
mod tokens;

use crate::facts::Span;
use crate::items::Kind;

pub use error::QueryError;
pub use error::QueryFault;
pub use matches::Candidate;
pub use matches::Learning;
pub use matches::Rated;
pub use matches::Stage;
pub use pattern::Pattern;
pub use saved::Saved;

use super::DeckId;
use super::Direction;
use super::Row;
use super::State;

/// A query, ready to be asked of cards. The empty one holds for every card.
///
/// ```
/// use suraq::decks::query::Query;
///
/// assert!(Query::parse("deck:garden (is:due or is:new) -tag:trees").is_ok());
/// let error = Query::parse("is:deu").unwrap_err();
/// assert_eq!(error.to_string(), "`is:` knows no `deu`; did you mean `due`?");
/// assert_eq!(error.caret(), "is:deu\n   ^^^");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    text: String,
    root: Node,
}

/// A part of a query, and where it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Byte range in the text of the query.
    pub span: Span,
    /// What it says.
    pub term: Term,
}

/// What a part of a query says.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// All of them hold; none at all holds always.
    All(Vec<Node>),
    /// One of them holds.
    Any(Vec<Node>),
    /// It does not hold.
    Not(Box<Node>),
    /// The words begin a word of stem, key or id, or are the id of a card; a star before them also
    /// finds them inside.
    Text(Pattern),
    /// A whole word of stem, key or id.
    Word(Pattern),
    /// All of the stem.
    Front(Pattern),
    /// All of the key.
    Back(Pattern),
    /// Id, title or group of the deck; `a` stands for `a::b` as well.
    Deck(Pattern),
    /// A tag; `a` stands for `a::b` as well.
    Tag(Pattern),
    /// No tag at all.
    Untagged,
    /// Id or title of a source.
    Source(Pattern),
    /// Id of the item.
    Id(Pattern),
    /// The question type.
    Kind(Kind),
    /// A state of the card.
    Is(Is),
    /// The direction in which a word is asked.
    Direction(Direction),
    /// The flag of the card, 1 to 7; 0 is none.
    Flag(u8),
    /// A number known of the card.
    Property(Property, Comparison, f64),
    /// Made within so many days.
    Added(u32),
    /// Changed in what it says within so many days.
    Edited(u32),
    /// Reviewed for the first time within so many days.
    Introduced(u32),
    /// Reviewed within so many days, with this rating if one is said: 1 Again to 4 Easy.
    Rated(u32, Option<u8>),
    /// Disputed or not.
    Contested(bool),
}

/// A state of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words say it
pub enum Is {
    Due,
    New,
    Learn,
    Review,
    Suspended,
    Buried,
    Flagged,
    Leech,
    Draft,
    Rejected,
    Retired,
    Old,
    Gone,
}

/// Every word after `is:`, in the order of the help.
pub const STATES: &[(&str, Is)] = &[
    ("due", Is::Due),
    ("new", Is::New),
    ("learn", Is::Learn),
    ("review", Is::Review),
    ("suspended", Is::Suspended),
    ("buried", Is::Buried),
    ("flagged", Is::Flagged),
    ("leech", Is::Leech),
    ("draft", Is::Draft),
    ("rejected", Is::Rejected),
    ("retired", Is::Retired),
    ("old", Is::Old),
    ("gone", Is::Gone),
];

/// A number known of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// Probability of recall now, 0 to 1.
    Retrievability,
    /// Stability in days.
    Stability,
    /// Difficulty, 1 to 10.
    Difficulty,
    /// Days from the last review to the next.
    Interval,
    /// How often it lapsed.
    Lapses,
    /// How often it was reviewed.
    Reps,
    /// Days until it is due; below 0 when it is overdue.
    Due,
    /// 1 detail to 3 core.
    Importance,
}

/// Every word after `prop:`, in the order of the help.
pub const PROPERTIES: &[(&str, Property)] = &[
    ("r", Property::Retrievability),
    ("s", Property::Stability),
    ("d", Property::Difficulty),
    ("ivl", Property::Interval),
    ("lapses", Property::Lapses),
    ("reps", Property::Reps),
    ("due", Property::Due),
    ("importance", Property::Importance),
];

/// How a number is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the signs say it
pub enum Comparison {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

/// The signs, longer ones first so that `<=` is not read as `<`.
pub const COMPARISONS: &[(&str, Comparison)] = &[
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("!=", Comparison::Unequal),
    ("<", Comparison::Less),
    (">", Comparison::More),
    ("=", Comparison::Equal),
];

/// The words before a colon, in the order of the help.
pub const KEYS: &[&str] = &[
    "deck",
    "tag",
    "source",
    "topic",
    "type",
    "id",
    "w",
    "front",
    "back",
    "is",
    "dir",
    "flag",
    "prop",
    "added",
    "edited",
    "introduced",
    "rated",
    "contested",
    "query",
];

impl Query {
    /// Reads a query.
    ///
    /// Errors: an unknown word, a number that is none, an open quote or bracket;
    /// the error knows the place.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        Query::parse_with(text, &Saved::default())
    }

    /// Reads a query in which the names of `saved` are words for their queries.
    ///
    /// Errors as [`Query::parse`] does; of a mistake inside a saved query the place is its name.
    pub fn parse_with(text: &str, saved: &Saved) -> Result<Query, QueryError> {
        Ok(Query {
            text: text.to_owned(),
            root: parse::parse(text, saved)?,
        })
    }

    /// The query that holds for every card.
    pub fn everything() -> Query {
        Query {
            text: String::new(),
            root: Node {
                span: Span::new(0, 0),
                term: Term::All(Vec::new()),
            },
        }
    }

    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tree.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Whether the query holds for a card.
    pub fn matches(&self, candidate: &Candidate<'_>) -> bool {
        matches::matches(&self.root, candidate)
    }

    /// Whether the query asks for cards that are not studied: drafts, rejected or retired ones.
    ///
    /// Where it does not, only accepted ones are meant, and those that [`Query::names_row`] knows.
    pub fn names_state(&self, state: State) -> bool {
        let wanted = match state {
            State::Accepted => return true,
            State::Draft => Is::Draft,
            State::Rejected => Is::Rejected,
            State::Retired => Is::Retired,
        };
        self.terms().iter().any(|node| node.term == Term::Is(wanted))
    }

    /// Whether a word of the query is the id of this item: then it is meant in any state.
    pub fn names_row(&self, row: &Row) -> bool {
        self.terms().iter().any(|node| match &node.term {
            Term::Id(pattern) => pattern.names_row(row),
            Term::Text(pattern) => pattern.is_card_id() && pattern.names_row(row),
            _ => false,
        })
    }

    /// The words that look like ids of cards, as they were typed in lower case.
    pub fn card_ids(&self) -> Vec<&str> {
        let ids = self.terms().into_iter().filter_map(|node| match &node.term {
            Term::Text(pattern) if pattern.is_card_id() => Some(pattern.text.as_str()),
            _ => None,
        });
        ids.collect()
    }

    /// The words to look for that have no sign in place of letters, as they were typed in lower case.
    pub fn plain_words(&self) -> Vec<&str> {
        let words = self.terms().into_iter().filter_map(|node| match &node.term {
            Term::Text(pattern) | Term::Word(pattern) => Some(pattern.text.as_str()),
            _ => None,
        });
        words
            .filter(|word| word.chars().all(char::is_alphabetic))
            .collect()
    }

    /// The decks that are named side by side, as they were typed: all of them have to hold, and a card lies in one.
    pub fn decks_at_once(&self) -> Vec<&str> {
        let Term::All(nodes) = &self.root.term else {
            return Vec::new();
        };
        let decks = nodes.iter().filter(|node| matches!(node.term, Term::Deck(_)));
        decks
            .map(|node| &self.text[node.span.start..node.span.end])
            .collect()
    }

    /// Returns the id, in lower case, where the query says nothing else than which single card is meant.
    pub fn only_card(&self) -> Option<&str> {
        match &self.root.term {
            Term::Id(pattern) | Term::Text(pattern)
                if pattern.is_card_id() && !pattern.text.contains('*') =>
            {
                Some(&pattern.text)
            }
            _ => None,
        }
    }

    /// Whether anything is asked that only a learner's progress can answer.
    pub fn needs_learning(&self) -> bool {
        self.terms().iter().any(|node| match node.term {
            Term::Is(is) => !matches!(is, Is::Draft | Is::Rejected | Is::Retired | Is::Old | Is::Gone),
            Term::Property(property, _, _) => property != Property::Importance,
            Term::Added(_) | Term::Edited(_) | Term::Introduced(_) | Term::Rated(_, _) | Term::Flag(_) => {
                true
            }
            _ => false,
        })
    }

    /// Whether any part of the query satisfies `is`.
    pub fn asks(&self, is: &dyn Fn(&Term) -> bool) -> bool {
        self.terms().iter().any(|node| is(&node.term))
    }

    /// Whether a deck is named by its id, title or group, or by the id of one of its cards.
    pub fn names_deck(&self, id: &DeckId, title: &str, group: Option<&str>) -> bool {
        let names = [Some(id.0.as_str()), Some(title), group];
        let of_deck = |card: &str| {
            card.split_once('/')
                .is_some_and(|(deck, _)| deck == id.0.to_lowercase())
        };
        self.terms().iter().any(|node| match &node.term {
            Term::Deck(pattern) => names.iter().flatten().any(|name| pattern.is_above(name)),
            Term::Text(pattern) => pattern.is_card_id() && of_deck(&pattern.text),
            _ => false,
        })
    }

    /// Checks that every deck named is one of `decks` (ids, titles and groups).
    ///
    /// Errors: one is not; the nearest is named.
    pub fn check_decks(&self, decks: &[&str]) -> Result<(), QueryError> {
        for node in self.terms() {
            let Term::Deck(pattern) = &node.term else {
                continue;
            };
            if !decks.iter().any(|deck| pattern.is_above(deck)) {
                let fault = foreign::deck(&pattern.text).unwrap_or_else(|| QueryFault::UnknownDeck {
                    name: pattern.text.clone(),
                    nearest: nearest_deck(&pattern.text, decks).map(str::to_owned),
                });
                return Err(QueryError::new(&self.text, node.span, fault));
            }
        }
        Ok(())
    }

    /// The tags asked for that none of `known` is, as they were typed in lower case.
    pub fn unknown_tags(&self, known: &[String]) -> Vec<&str> {
        let unknown = self.terms().into_iter().filter_map(|node| match &node.term {
            Term::Tag(pattern) if !known.iter().any(|tag| pattern.is_above(tag)) => {
                Some(pattern.text.as_str())
            }
            _ => None,
        });
        unknown.collect()
    }

    /// What the query says, without the places where it says it.
    #[cfg(test)]
    fn terms_said(&self) -> String {
        fn said(node: &Node) -> String {
            match &node.term {
                Term::All(nodes) => format!("all{:?}", nodes.iter().map(said).collect::<Vec<_>>()),
                Term::Any(nodes) => format!("any{:?}", nodes.iter().map(said).collect::<Vec<_>>()),
                Term::Not(node) => format!("not {}", said(node)),
                term => format!("{term:?}"),
            }
        }
        said(&self.root)
    }

    /// All parts that are no group, in the order of the text.
    fn terms(&self) -> Vec<&Node> {
        let mut found = Vec::new();
        let mut open = vec![&self.root];
        while let Some(node) = open.pop() {
            match &node.term {
                Term::All(nodes) | Term::Any(nodes) => open.extend(nodes.iter().rev()),
                Term::Not(node) => open.push(node),
                _ => found.push(node),
            }
        }
        found
    }
}

/// The name that was probably meant: the nearest by its letters, else the first that holds what was typed.
fn nearest_deck<'a>(typed: &str, names: &[&'a str]) -> Option<&'a str> {
    let holds =
        |name: &&&str| typed.chars().count() > 2 && name.to_lowercase().contains(&typed.to_lowercase());
    super::nearest(typed, names.iter().copied()).or_else(|| names.iter().find(holds).copied())
}
