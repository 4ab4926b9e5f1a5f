//! `delete`: takes cards out of their decks; `undo` puts them back where they were.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::items::ItemId;

use super::Group;
use super::Verb;
use super::new::tell_of_deck;
use crate::app::App;
use crate::cards::choice;
use crate::cards::deeds;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// Which cards.
#[derive(Args, Debug)]
pub struct Delete {
    /// Which cards: a query, or ids. A word goes with the cards of both directions
    query: Vec<String>,
    /// All cards there are
    #[arg(long)]
    all: bool,
}

impl Verb for Delete {
    const NAME: &'static str = "delete";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Take cards out of their decks; undo puts them back";
    const EXAMPLE: &'static str = "suraq delete is:rejected deck:lakes";

    fn run(self, app: &mut App) -> Outcome {
        let cards = choice::to_change(app, &self.query, self.all)?;
        if cards.is_empty() {
            return Ok(Done::Well);
        }
        let is_of_document = are_of_documents(app, &cards)?;
        let mut shorter = without(app, &cards)?;
        let files: Vec<PathBuf> = shorter
            .iter()
            .flat_map(|(file, _)| [file.path().to_owned(), file.base_path()])
            .collect();
        let entries: usize = cards.iter().map(entry).collect::<BTreeSet<_>>().len();
        let what = match &cards[..] {
            [card] if card.direction.is_some() => format!("{}/{}, in both directions", card.deck, card.item),
            [card] => card.to_string(),
            _ => count(entries, "card", "cards"),
        };
        deeds::change(app, &format!("delete {what}"), &files, |_| {
            for (file, _) in &mut shorter {
                file.save()?;
            }
            Ok(())
        })?;
        let ids: Vec<String> = cards.iter().map(ToString::to_string).collect();
        app.answer(
            &json!({ "deleted": entries, "cards": ids }),
            &format!(
                "Deleted: {what}. What was learned stays and comes back with undo. {}",
                app.undo_hint()
            ),
        );
        if is_of_document && !app.json {
            let prefix = app.prefix();
            app.screen.remark(&format!(
                "Should its document be added again, it stays away; it comes back with {prefix}add FILE --with-deleted."
            ));
        }
        for (file, was_builtin) in &shorter {
            tell_of_deck(app, Some(*was_builtin), &file.deck(), file.path());
        }
        Ok(Done::Well)
    }
}

/// Whether one of the cards was drawn from a document that is kept, so that adding it again could bring it back.
fn are_of_documents(app: &mut App, cards: &[CardId]) -> Result<bool, Failure> {
    let shelf = app.shelf()?;
    for card in cards {
        let asked = shelf.asked(card)?;
        let sources = asked.iter().flat_map(|asked| &asked.sources);
        if sources.into_iter().any(|source| source.document.is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn entry(card: &CardId) -> (DeckId, ItemId) {
    (card.deck.clone(), card.item.clone())
}

/// The deck files without the cards, not saved yet, each with whether it came with the program.
fn without(app: &mut App, cards: &[CardId]) -> Result<Vec<(DeckFile, bool)>, Failure> {
    let mut by_deck: BTreeMap<&DeckId, BTreeSet<&ItemId>> = BTreeMap::new();
    for card in cards {
        by_deck.entry(&card.deck).or_default().insert(&card.item);
    }
    let shelf = app.shelf()?;
    let mut files = Vec::new();
    for (deck, items) in by_deck {
        let was_builtin = shelf.deck(deck)?.is_builtin();
        let mut file = shelf.edit(deck)?;
        let mut shorter = file.deck();
        shorter.items.retain(|item| !items.contains(&item.id));
        shorter.terms.retain(|term| !items.contains(&term.id));
        file.set(&shorter);
        files.push((file, was_builtin));
    }
    Ok(files)
}
