//! `retire`: cards are no longer asked; they stay in their decks, and `undo` brings them back.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use clap::Args;
use serde_json::json;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::items::ItemId;
use suraq::items::Status;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::choice;
use crate::cards::deeds;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::count;

/// Which cards.
#[derive(Args, Debug)]
pub struct Retire {
    /// Which cards: a query, or ids. A word goes with the cards of both directions
    query: Vec<String>,
    /// All cards there are
    #[arg(long)]
    all: bool,
}

impl Verb for Retire {
    const NAME: &'static str = "retire";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Ask cards no longer, for what they say is no longer so";
    const EXAMPLE: &'static str = "suraq retire is:gone\nsuraq retire is:old deck:my-book";

    fn run(self, app: &mut App) -> Outcome {
        let cards = choice::to_change(app, &self.query, self.all)?;
        if cards.is_empty() {
            if app.json {
                app.screen.line(&json!({ "retired": 0, "cards": [] }).to_string());
            }
            return Ok(Done::Well);
        }
        let mut by_deck: BTreeMap<&DeckId, BTreeSet<&ItemId>> = BTreeMap::new();
        for card in &cards {
            by_deck.entry(&card.deck).or_default().insert(&card.item);
        }
        let entries: usize = by_deck.values().map(BTreeSet::len).sum();
        let mut files = Vec::new();
        for (deck, items) in by_deck {
            let mut file = app.shelf()?.edit(deck)?;
            retire(&mut file, &items, &app.timestamp());
            files.push(file);
        }
        let paths: Vec<_> = files
            .iter()
            .flat_map(|file| [file.path().to_owned(), file.base_path()])
            .collect();
        let what = match &cards[..] {
            [card] => card.to_string(),
            _ => count(entries, "card", "cards"),
        };
        deeds::change(app, &format!("retire {what}"), &paths, |_| {
            for file in &mut files {
                file.save()?;
            }
            Ok(())
        })?;
        let ids: Vec<String> = cards.iter().map(ToString::to_string).collect();
        app.answer(
            &json!({ "retired": entries, "cards": ids }),
            &format!(
                "Retired: {what}. See them: {}find is:retired    {}",
                app.prefix(),
                app.undo_hint()
            ),
        );
        Ok(Done::Well)
    }
}

/// Takes items and terms out of study in a file that is not saved yet.
fn retire(file: &mut DeckFile, items: &BTreeSet<&ItemId>, now: &str) {
    let mut deck = file.deck();
    for item in deck.items.iter_mut().filter(|item| items.contains(&item.id)) {
        item.status = Status::Retired { successor: None };
        item.changed = Some(now.to_owned());
    }
    for term in deck.terms.iter_mut().filter(|term| items.contains(&term.id)) {
        term.status = Status::Retired { successor: None };
        term.changed = Some(now.to_owned());
    }
    file.set(&deck);
}
