//! Cards that say here what their notes say in Anki: noted as if an export had written them so, and turned with the
//! import that made them so.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;
use suraq::decks::CardId;
use suraq::export;
use suraq::items::origin::is_of_note;
use suraq::items::origin::note_of;
use suraq::progress::ExportRecord;
use suraq::progress::ExportedNote;

use super::as_there::editions;
use super::as_there::placeholder;
use super::reworded::context;
use super::reworded::narrowed;
use crate::app::App;
use crate::cards::deeds::Turn;
use crate::report::Failure;

/// A card and the note over there that it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// Its name here.
    pub card: String,
    /// The name of the note.
    pub guid: String,
    /// How it is asked there.
    pub note_type: String,
    /// Up to when a change over there is no news, seconds.
    pub changed: i64,
}

/// What an import notes of such cards, and what was noted before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noting {
    cards: Vec<Alike>,
    before: BTreeMap<String, ExportedNote>,
}

impl Noting {
    /// Keeps what the record of exports says of `cards` now.
    ///
    /// Errors: progress cannot be read.
    pub fn of(app: &mut App, cards: Vec<Alike>) -> Result<Noting, Failure> {
        if cards.is_empty() {
            return Ok(Noting::default());
        }
        let mut record = app.store()?.export_record()?;
        let before = cards
            .iter()
            .filter_map(|one| record.notes.remove_entry(&one.card));
        Ok(Noting {
            before: before.collect(),
            cards,
        })
    }

    /// Notes it once the decks are as the import made them, or puts back what was noted before. Where another
    /// export wrote a card since, its entry stays.
    ///
    /// Errors: the decks or the progress cannot be read or written.
    pub fn turn(&self, app: &mut App, turn: Turn) -> Result<(), Failure> {
        if self.cards.is_empty() {
            return Ok(());
        }
        let mut record = app.store()?.export_record()?;
        let mut cards: Vec<&Alike> = self.cards.iter().collect();
        match turn {
            Turn::Forth => {
                cards.retain(|one| record.notes.get(&one.card) == self.before.get(&one.card));
                let noted = noted(app, &cards, record)?;
                Ok(app.store()?.keep_export(&noted)?)
            }
            Turn::Back => {
                cards.retain(|one| {
                    let now = record.notes.get(&one.card);
                    now.is_some_and(|now| now.guid == one.guid && now.changed == one.changed)
                });
                record.notes.clear();
                record.decks.clear();
                let mut unknown = Vec::new();
                for one in cards {
                    match self.before.get(&one.card) {
                        Some(before) => drop(record.notes.insert(one.card.clone(), before.clone())),
                        None => unknown.push(one.card.as_str()),
                    }
                }
                Ok(app.store()?.put_back_export(&record, &unknown)?)
            }
        }
    }
}

/// What the record says of cards whose notes say what they say, so that the next export leaves those alone.
fn noted(app: &mut App, cards: &[&Alike], mut record: ExportRecord) -> Result<ExportRecord, Failure> {
    let mut ids: Vec<CardId> = Vec::new();
    for one in cards {
        ids.extend(one.card.parse::<CardId>());
        record.notes.insert(one.card.clone(), placeholder(one));
    }
    let decks = narrowed(app, ids.iter())?;
    let context = context(app, &decks, record)?;
    let anki = export::format("anki").expect("it is in the list of formats");
    let mut written = anki.preview(&decks, &context)?.record;
    ids.retain(|id| note_of(&id.item.0).is_some());
    let editions = editions(app, &ids)?;
    let as_it_came = anki.preview(&editions, &context)?.record;
    let mut noted = ExportRecord::default();
    for one in cards {
        // One that cannot be asked there as it was any more gets a note of its own.
        let note = written.notes.remove_entry(&one.card);
        let came = as_it_came
            .notes
            .get(&one.card)
            .filter(|came| came.guid == one.guid);
        let is_edited_here = |note: &ExportedNote| {
            let item = one.card.split('/').nth(1).unwrap_or_default();
            is_of_note(item, &one.guid) && came.is_some_and(|came| came.content != note.content)
        };
        let note = note.filter(|(_, note)| note.guid == one.guid && !is_edited_here(note));
        if let Some((card, mut note)) = note {
            note.changed = one.changed;
            noted.notes.insert(card, note);
        }
    }
    Ok(noted)
}
