//! A deck of the home with the id of a shipped one: the person's copy of it, or a stranger that hides it.
//!
//! A copy comes of the first edit of a shipped deck; it is told by the edition
//! kept beside it, or by the entries it shares with the shipped one. Anything
//! else got the id by chance, and the learner should know that a deck is out of sight.

use std::collections::BTreeSet;
use std::path::Path;

use super::Deck;
use super::DeckId;
use super::Fault;
use super::Parsed;
use super::Problem;
use super::blocks::blocks;
use super::builtin::Shipped;
use super::edit::base_path;
use super::file;
use super::read::Entry;
use super::read::read_block;

impl Shipped {
    /// Returns the id of the deck; only its `[deck]` is read.
    pub fn id(&self) -> Option<DeckId> {
        let blocks = blocks(self.text);
        let block = blocks.iter().find(|block| block.name == "deck")?;
        match read_block(self.text, block).entry? {
            Entry::Meta(meta) => Some(meta.id),
            _ => None,
        }
    }
}

/// Says what is wrong where the deck of the file at `path` hides a shipped one without being its copy.
pub fn hidden_shipped(path: &Path, parsed: &Parsed, shipped: &Shipped) -> Option<Problem> {
    let deck = parsed.deck.as_ref()?;
    if is_copy(path, deck, shipped) {
        return None;
    }
    let hidden = file::parse(&shipped.path, shipped.text).deck?;
    Some(Problem {
        path: path.to_owned(),
        line: parsed.deck_line,
        entry: "deck".to_owned(),
        fault: Fault::HidesShipped {
            id: deck.meta.id.0.clone(),
            title: hidden.meta.title,
        },
        left_out: false,
    })
}

/// Whether the edition kept beside the file at `path` is the shipped one, so that the file need not be read.
pub(super) fn rests_on(path: &Path, shipped: &Shipped) -> bool {
    file::read_text(&base_path(path)).is_ok_and(|text| text == shipped.text)
}

fn is_copy(path: &Path, deck: &Deck, shipped: &Shipped) -> bool {
    let Some(original) = file::parse(&shipped.path, shipped.text).deck else {
        return false;
    };
    let base = || file::read(&base_path(path)).ok()?.deck;
    rests_on(path, shipped)
        || is_akin(deck, &original)
        || base().is_some_and(|base| is_akin(&base, &original))
}

/// Whether half of the entries of the smaller deck are in the other one.
fn is_akin(deck: &Deck, original: &Deck) -> bool {
    let (mine, theirs) = (entries(deck), entries(original));
    let common = mine.intersection(&theirs).count();
    common > 0 && 2 * common >= mine.len().min(theirs.len())
}

fn entries(deck: &Deck) -> BTreeSet<&str> {
    let items = deck.items.iter().map(|item| item.id.0.as_str());
    items
        .chain(deck.terms.iter().map(|term| term.id.0.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::builtin::shipped;
    use super::super::file::parse;

    #[test]
    fn every_shipped_deck_knows_its_id() {
        for shipped in shipped() {
            let deck = parse(&shipped.path, shipped.text).deck.unwrap();
            assert_eq!(shipped.id(), Some(deck.meta.id));
        }
    }
}
