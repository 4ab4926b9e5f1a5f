//! How notes read in Anki that Suraq wrote elsewhere and that came in from there, kept beside the editions of decks so
//! that an export writes them as they are but for what was edited here.
//!
//! It stays where an import is taken back: it says what is in Anki. Where it is lost such notes are written as if they
//! had been made here.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::edit::base_path;
use suraq::decks::edit::last_merged;
use suraq::decks::save::save;
use suraq::export::wordings_for_anki;
use suraq::items::as_there::AsThere;
use suraq::items::as_there::Wording;
use suraq::items::origin::is_of_note;
use suraq::progress::ExportedNote;

use super::alike::Alike;
use super::reworded::by_deck;
use super::reworded::context;
use super::reworded::narrowed;
use super::told_before;
use crate::app::App;
use crate::report::Failure;

/// Its name among the editions, which no deck has.
const NAME: &str = "anki-notes.json";

/// A note as it came, and the card that it is here.
#[derive(Debug)]
pub struct NoteThere {
    pub card: Alike,
    pub wording: Wording,
}

/// Reads how notes are there, by their names.
pub fn read(app: &App) -> BTreeMap<String, AsThere> {
    let text = fs::read_to_string(place(app)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Compares notes that came in with what an export would make of them, and keeps where they are others.
///
/// Errors: decks or progress cannot be read, or the system refuses.
pub(super) fn keep(app: &mut App, notes: &[NoteThere]) -> Result<(), Failure> {
    if notes.is_empty() {
        return Ok(());
    }
    let mut record = app.store()?.export_record()?;
    let (mut came, mut made): (Vec<CardId>, Vec<CardId>) = (Vec::new(), Vec::new());
    let mut is_made_here: BTreeSet<&String> = BTreeSet::new();
    for NoteThere { card, .. } in notes {
        if let Ok(id) = card.card.parse::<CardId>() {
            match is_of_note(&id.item.0, &card.guid) {
                true => came.push(id),
                false => {
                    made.push(id);
                    is_made_here.insert(&card.guid);
                }
            }
        }
        record.notes.insert(card.card.clone(), placeholder(card));
    }
    // One that came in from there is compared as it came; one that was made here says here what its note says.
    let mut decks = editions(app, &came)?;
    decks.extend(narrowed(app, made.iter())?);
    let mut context = context(app, &decks, record)?;
    let before = std::mem::take(&mut context.as_there);
    let ours = wordings_for_anki(&decks, &context)?;
    let mut known = before.clone();
    for NoteThere { card, wording } in notes {
        let Some(ours) = ours.get(&card.guid) else {
            continue;
        };
        let found = match is_made_here.contains(&card.guid) {
            true => AsThere::of(&without_others(ours), &without_others(wording)),
            false => AsThere::of(ours, wording),
        };
        match found {
            Some(there) => drop(known.insert(card.guid.clone(), there)),
            None => drop(known.remove(&card.guid)),
        }
    }
    if known == before {
        return Ok(());
    }
    let text = serde_json::to_string(&known).unwrap_or_default();
    Ok(save(&place(app), text.as_bytes())?)
}

/// A note without tags of the learner's own: of one that was made here those are known card by card.
fn without_others(wording: &Wording) -> Wording {
    let mut wording = wording.clone();
    wording.tags.retain(|tag| tag.starts_with("suraq::"));
    wording
}

/// What the record says of a card before it is known how an export would write it.
pub(super) fn placeholder(card: &Alike) -> ExportedNote {
    ExportedNote {
        guid: card.guid.clone(),
        note_type: card.note_type.clone().into(),
        content: 0,
        changed: card.changed,
        is_retired: false,
    }
}

/// The cards as the last import brought them, in their decks.
pub(super) fn editions(app: &mut App, cards: &[CardId]) -> Result<Vec<Deck>, Failure> {
    let mut decks = Vec::new();
    for (id, items) in by_deck(cards) {
        let path = app.shelf()?.deck(id)?.path;
        if let Some(mut edition) = last_merged(&path) {
            told_before::recalled(&mut edition);
            edition.meta.id = id.clone();
            edition.items.retain(|item| items.contains(&item.id));
            edition.terms.clear();
            decks.push(edition);
        }
    }
    Ok(decks)
}

fn place(app: &App) -> PathBuf {
    base_path(&app.paths.decks().join(NAME))
}
