//! Cards of the learner's own that were deleted here: they come back from their notes as the cards that they were.
//!
//! A note holds the whole question. What it does not hold, such as the fact that a question rests on, is taken from
//! the edition of the deck that was merged last, where that has the card, and from the facts that stayed in the deck.

use std::collections::BTreeMap;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::Direction;
use suraq::decks::Term;
use suraq::import::anki::CardHistory;
use suraq::import::anki::PackageCard;
use suraq::items::Fact;
use suraq::items::FactId;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::origin::is_typed_tag;

use super::wording::reword;

/// Those of one deck.
#[derive(Debug, Default)]
pub(super) struct Returning {
    /// Questions as their notes have them, with what they rest on.
    items: Deck,
    /// Words, by the notes of their directions.
    words: BTreeMap<ItemId, BTreeMap<Direction, Item>>,
    /// Topics of words whose notes lie in the deck of one.
    topics: BTreeMap<ItemId, String>,
}

impl Returning {
    /// Whether none comes back.
    pub(super) fn is_empty(&self) -> bool {
        self.items.items.is_empty() && self.words.is_empty()
    }

    /// Adds the card that is called `name` here; `topic` is the last level of the deck that it lies in over there, where
    /// that is below its own. Returns what was learned of it.
    pub(super) fn add(&mut self, name: &CardId, topic: Option<&str>, mut card: PackageCard) -> CardHistory {
        let item = &mut card.item;
        item.id = name.item.clone();
        item.tags.retain(|tag| !is_typed_tag(tag));
        match name.direction {
            None => card.put_into(&mut self.items),
            Some(direction) => {
                // Its note keeps those that it got there.
                item.tags.retain(|tag| !card.tags_there.contains(tag));
                if let Some(topic) = topic.filter(|topic| item.tags.iter().any(|tag| is_tag_of(tag, topic))) {
                    self.topics.insert(name.item.clone(), topic.to_owned());
                }
                let word = self.words.entry(name.item.clone()).or_default();
                word.insert(direction, card.item);
                card.history
            }
        }
    }

    /// Puts them into their deck, of which `edition` was merged last; returns which they are.
    pub(super) fn put_into(self, deck: &mut Deck, edition: Option<&Deck>) -> Vec<ItemId> {
        let Returning {
            items: theirs,
            words,
            topics,
        } = self;
        let mut back = Vec::new();
        for item in &theirs.items {
            let known = edition.and_then(|edition| edition.items.iter().find(|one| one.id == item.id));
            let mut item = known.map_or_else(|| item.clone(), |known| as_it_was(known, item));
            item.fact = fact_of(deck, known, &item, &theirs);
            back.push(item.id.clone());
            deck.items.push(item);
        }
        for (id, notes) in words {
            let known = edition.and_then(|edition| edition.terms.iter().find(|term| term.id == id));
            let term = known
                .cloned()
                .unwrap_or_else(|| word(&id, &notes, topics.get(&id)));
            back.push(id);
            deck.terms.push(term);
        }
        back
    }
}

/// A question of the last edition with the words that its note has.
fn as_it_was(known: &Item, theirs: &Item) -> Item {
    let mut item = known.clone();
    reword(&mut item, known, theirs);
    item.tags.clone_from(&theirs.tags);
    item.status.clone_from(&theirs.status);
    item.importance = theirs.importance;
    item.changed.clone_from(&theirs.changed);
    item
}

/// The fact that a question rests on: as the edition says, else the one in the deck with the same quotation, else a
/// new one from its note.
fn fact_of(deck: &mut Deck, known: Option<&Item>, item: &Item, theirs: &Deck) -> Option<FactId> {
    let stated = known.and_then(|known| known.fact.as_ref());
    if let Some(id) = stated.filter(|id| deck.facts.iter().any(|fact| fact.id == **id)) {
        return Some(id.clone());
    }
    let from_note = FactId(item.id.0.clone());
    let fact = theirs.facts.iter().find(|fact| fact.id == from_note)?;
    let same = deck
        .facts
        .iter()
        .find(|one| quotes(one).any(|quote| quotes(fact).any(|own| own == quote)));
    if let Some(same) = same {
        return Some(same.id.clone());
    }
    let is_taken = |id: &FactId| deck.facts.iter().any(|fact| fact.id == *id);
    let id = match is_taken(&from_note) {
        true => FactId(format!("{}-anki", item.id)),
        false => from_note,
    };
    if is_taken(&id) {
        return None;
    }
    let cited = fact.evidence.iter().filter_map(|one| one.source.as_deref());
    for source in cited.filter_map(|id| theirs.sources.iter().find(|source| source.id == id)) {
        if deck.sources.iter().all(|known| known.id != source.id) {
            deck.sources.push(source.clone());
        }
    }
    deck.facts.push(Fact {
        id: id.clone(),
        ..fact.clone()
    });
    Some(id)
}

/// Whether a tag is that of a topic, as a tag there is written: one word.
fn is_tag_of(tag: &str, topic: &str) -> bool {
    tag.replace('_', " ") == topic.replace('_', " ")
}

fn quotes(fact: &Fact) -> impl Iterator<Item = &str> {
    let quotes = fact.evidence.iter().map(|one| one.quote.as_str());
    quotes.filter(|quote| !quote.is_empty())
}

/// A word as far as its notes tell it. Below the answer of each stand the word in its scripts and its English in
/// the first line, and the Russian in one of its own.
fn word(id: &ItemId, notes: &BTreeMap<Direction, Item>, topic: Option<&String>) -> Term {
    let (to_english, to_kazakh) = (notes.get(&Direction::KkEn), notes.get(&Direction::EnKk));
    let any = to_english.or(to_kazakh);
    let lines = any
        .and_then(|item| item.explanation.as_deref())
        .unwrap_or_default();
    let (both, english) = lines
        .lines()
        .next()
        .and_then(|line| line.split_once(": "))
        .unwrap_or_default();
    let (first, second) = match both.strip_suffix(')').and_then(|both| both.split_once(" (")) {
        Some((first, second)) => (first, Some(second)),
        None => (both, None),
    };
    let key =
        |note: Option<&Item>, other: &str| note.map_or_else(|| other.to_owned(), |item| item.key.clone());
    let en = match english {
        "" => key(to_english, ""),
        english => english.to_owned(),
    };
    // Whose English is the word itself is asked what it is.
    let definition = to_english.map(|item| &item.key).filter(|key| **key != en);
    let tags = any.map(|item| item.tags.clone()).unwrap_or_default().into_iter();
    let mut term = Term {
        id: id.clone(),
        kk_cyrl: key(to_kazakh, first),
        kk_latn: second.map(str::to_owned),
        ru: lines
            .lines()
            .find_map(|line| line.strip_prefix("Russian: "))
            .map(str::to_owned),
        definition: definition.cloned(),
        by_definition: definition.is_some(),
        importance: any.map_or(2, |item| item.importance),
        changed: any.and_then(|item| item.changed.clone()),
        status: any.map(|item| item.status.clone()).unwrap_or_default(),
        topic: topic.cloned(),
        tags: tags
            .filter(|tag| !topic.is_some_and(|topic| is_tag_of(tag, topic)))
            .collect(),
        en,
        ..Term::default()
    };
    let other = |note: Option<&Item>, known: &[String]| -> Vec<String> {
        let accept = note.map(|item| item.accept.clone()).unwrap_or_default();
        accept.into_iter().filter(|one| !known.contains(one)).collect()
    };
    term.accept_en = other(to_english, &term.answers(Direction::KkEn));
    term.accept_kk = other(to_kazakh, &term.answers(Direction::EnKk));
    term
}
