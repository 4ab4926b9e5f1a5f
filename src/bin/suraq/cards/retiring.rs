//! Cards that are no longer asked, and their way back into study: the status of items and terms in deck files.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::CardId;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::items::ItemId;
use suraq::items::Status;

use super::deeds;
use crate::app::App;
use crate::report::Failure;
use crate::screen::count;

/// Gives the entries of `cards` another status in one step that `undo` takes back; `deed` names it: `retire`.
///
/// What goes back into study is not suspended or buried any more. Returns what was changed: the only card, or how
/// many entries; a term is one, whichever of its directions is named.
///
/// `beside` are cards of another status that go back into study in the same step.
pub fn turn(
    app: &mut App,
    cards: &[CardId],
    beside: &[CardId],
    status: &Status,
    deed: &str,
) -> Result<String, Failure> {
    let mut by_deck: BTreeMap<&DeckId, BTreeSet<&ItemId>> = BTreeMap::new();
    for card in cards {
        by_deck.entry(&card.deck).or_default().insert(&card.item);
    }
    let entries: usize = by_deck.values().map(BTreeSet::len).sum();
    let what = match cards {
        [card, ..] if entries == 1 => match card.direction {
            Some(_) => format!("{}/{}, in both directions", card.deck, card.item),
            None => card.to_string(),
        },
        _ => count(entries, "card", "cards"),
    };
    let mut files = Vec::new();
    for (deck, items) in by_deck {
        let mut file = app.shelf()?.edit(deck)?;
        put(&mut file, &items, status, &app.timestamp());
        files.push(file);
    }
    let paths: Vec<_> = files
        .iter()
        .flat_map(|file| [file.path().to_owned(), file.base_path()])
        .collect();
    let resumed: Vec<String> = match status {
        Status::Accepted => cards.iter().chain(beside).map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let resumed: Vec<&str> = resumed.iter().map(String::as_str).collect();
    deeds::change_resuming(app, &format!("{deed} {what}"), &paths, &resumed, |_| {
        for file in &mut files {
            file.save()?;
        }
        Ok(())
    })?;
    Ok(what)
}

/// Sets the status in a file that is not saved yet.
fn put(file: &mut DeckFile, items: &BTreeSet<&ItemId>, status: &Status, now: &str) {
    let mut deck = file.deck();
    for item in deck.items.iter_mut().filter(|item| items.contains(&item.id)) {
        item.status = status.clone();
        item.changed = Some(now.to_owned());
    }
    for term in deck.terms.iter_mut().filter(|term| items.contains(&term.id)) {
        term.status = status.clone();
        term.changed = Some(now.to_owned());
    }
    file.set(&deck);
}
