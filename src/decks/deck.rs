//! A deck as a value: what it says of itself, its sources, facts, items and terms.

use crate::facts::Fact;
use crate::items::Item;
use crate::items::PartialDate;

use super::DeckId;
use super::Term;

/// The newest deck format this program reads and the one it writes.
pub const FORMAT: i64 = 1;

/// A named set of items in the order of its file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    /// What the deck says of itself.
    pub meta: Meta,
    /// Where its facts come from.
    pub sources: Vec<Source>,
    /// What its items rest on.
    pub facts: Vec<Fact>,
    /// Its questions.
    pub items: Vec<Item>,
    /// Its vocabulary; several cards grow from one term.
    pub terms: Vec<Term>,
}

/// What a deck says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Given once; progress is stored under it.
    pub id: DeckId,
    /// Shown to the learner.
    pub title: String,
    /// Decks of one group stand together.
    pub group: Option<String>,
    /// Language of the stems, as a tag such as `en` or `kk`.
    pub language: Option<String>,
    /// A few sentences on what it holds, and what to mind.
    pub description: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// The terms under which it may be passed on.
    pub licence: Option<String>,
    /// Counts up with each edition of a deck that is handed out.
    pub version: Option<i64>,
}

/// Something a fact was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Named by the evidence of facts.
    pub id: String,
    /// Its headline or title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Where it can be found.
    pub url: Option<String>,
    /// The kept text that evidence is shown from, `sha256:…`.
    pub document: Option<String>,
    /// Id of the source that has a later version of this text. What rests on this one alone is no
    /// longer said there.
    pub superseded: Option<String>,
}

impl Deck {
    /// Returns the fact with this id.
    pub fn fact(&self, id: &crate::items::FactId) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == *id)
    }

    /// Whether a fact has evidence, and all of it is in texts that later versions took the place of.
    pub fn is_gone(&self, fact: &Fact) -> bool {
        let is_superseded = |id: &String| self.source(id).is_some_and(|source| source.superseded.is_some());
        let mut sources = fact.evidence.iter().map(|one| one.source.as_ref()).peekable();
        sources.peek().is_some() && sources.all(|source| source.is_some_and(is_superseded))
    }

    /// Returns the source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}
