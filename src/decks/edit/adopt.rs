//! Entries of one deck file put into another, with the comments and unknown fields that stand in them.

use super::super::Deck;
use super::super::Place;
use super::super::moving::Moved;
use super::super::write;
use super::super::write::Lines;
use super::DeckFile;
use super::item_lines;
use super::parse;
use super::rewrite::Rewrite;
use super::rewrite::carried;

/// Finds an entry by its id: where it stands among its kind, and its lines.
type Find = fn(&Deck, &str) -> Option<(usize, Lines)>;

impl DeckFile {
    /// Puts the entries that `moved` takes out of `from` into this file, as they are written there.
    ///
    /// Only what must differ differs: an id that was taken, and what refers to it.
    pub fn adopt(&mut self, from: &DeckFile, moved: &Moved) {
        let (old, new) = (from.deck(), &moved.to);
        let parsed = from.parsed();
        let mut rewrite = Rewrite::new(&self.text);
        let mut put = |name: &str, pairs: &[(String, String)], places: &[Place], find: Find| {
            let mut added = String::new();
            for (before, after) in pairs {
                if let (Some((at, old)), Some((_, new))) = (find(&old, before), find(new, after))
                    && let Some(place) = places.get(at)
                {
                    added.push('\n');
                    added.push_str(&carried(place.span.of(&from.text), name, &old, &new));
                }
            }
            if !added.is_empty() {
                rewrite.add(name, added);
            }
        };
        put("source", &moved.sources, &parsed.source_places, source);
        put("fact", &moved.facts, &parsed.fact_places, fact);
        put("item", &moved.items, &parsed.item_places, item);
        put("term", &moved.terms, &parsed.term_places, term);
        self.text = rewrite.finish();
        self.parsed = parse(&self.path, &self.text);
    }
}

fn source(deck: &Deck, id: &str) -> Option<(usize, Lines)> {
    let at = deck.sources.iter().position(|source| source.id == id)?;
    Some((at, write::source_lines(&deck.sources[at])))
}

fn fact(deck: &Deck, id: &str) -> Option<(usize, Lines)> {
    let at = deck.facts.iter().position(|fact| fact.id.0 == id)?;
    Some((at, write::fact_lines(&deck.facts[at])))
}

fn item(deck: &Deck, id: &str) -> Option<(usize, Lines)> {
    let at = deck.items.iter().position(|item| item.id.0 == id)?;
    Some((at, item_lines(deck, &deck.items[at])))
}

fn term(deck: &Deck, id: &str) -> Option<(usize, Lines)> {
    let at = deck.terms.iter().position(|term| term.id.0 == id)?;
    Some((at, write::term_lines(&deck.terms[at])))
}
