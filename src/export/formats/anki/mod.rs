//! Anki packages: notes that Anki updates in place, with or without a learner's progress.
//!
//! A note keeps its name for ever and carries the time its content changed, so that a package that
//! is imported again changes what changed and leaves reviews and decks alone. What the learner
//! edited there stays on notes that did not change here; of a note that changed on both sides Anki
//! keeps the later one as a whole. Without progress any Anki ever made reads the package. Nothing
//! in a card needs a network.
//!
//! The format (schema 11, generations of packages, columns) was read off Anki's own packages and
//! its documentation; every kind of package is tried against Anki's backend in `tests/clients`.

mod collection;
mod deck_names;
mod formulas;
mod gaps;
mod html;
mod media;
pub(super) mod note;
mod note_type;
pub(super) mod notes;
mod package;
mod scheduling;
mod settings;
mod spare;
mod tags;
mod wording;

use std::collections::BTreeMap;

use crate::decks::Deck;
use crate::items::as_there::Wording;

use super::super::Context;
use super::super::ExportError;
use super::super::Exported;
use super::super::Extras;
use super::super::Format;
use super::super::file_name;
use collection::Collection;
use collection::NoteCard;
use note::Note;
use note_type::NoteType;
use package::Generation;
use package::Package;
use scheduling::Calendar;

/// A package for Anki, AnkiDroid and AnkiMobile.
pub struct Anki;

impl Format for Anki {
    fn name(&self) -> &'static str {
        "anki"
    }

    fn extension(&self) -> &'static str {
        "apkg"
    }

    fn about(&self) -> &'static str {
        "a package for Anki; a later one updates it and costs no progress there"
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn extras(&self) -> Extras {
        Extras {
            updates: true,
            progress: true,
            ..Extras::default()
        }
    }

    fn preview(&self, decks: &[Deck], context: &Context) -> Result<Exported, ExportError> {
        let walked = notes::each_note(decks, context, true, &mut |_| Ok::<(), ExportError>(()))?;
        Ok(Exported {
            bytes: Vec::new(),
            file_name: file_name(decks, self.extension()),
            losses: walked.losses,
            record: walked.record,
            ..Exported::default()
        })
    }

    fn write(&self, decks: &[Deck], context: &Context) -> Result<Exported, ExportError> {
        let calendar = context.learner.as_ref().map(Calendar::new);
        let generation = match calendar {
            None => Generation::First,
            Some(_) => Generation::Second,
        };
        let file_name = file_name(decks, self.extension());
        let scratch = context.scratch.as_deref();
        let mut collection = Collection::new(&file_name, scratch, calendar.as_ref())?;
        let (walked, numbers) = fill(&mut collection, decks, context, calendar.as_ref())?;
        for deck in decks {
            if let Some(name) = walked.record.decks.get(&deck.meta.id.0) {
                collection.describe(name, &description(deck));
            }
        }
        let mut package = collection.finish(|bytes, length| Package::new(generation, bytes, length))?;
        if calendar.is_some() {
            stub()?.finish(|bytes, length| package.stub(bytes, length))?;
        }
        for name in &walked.media {
            if let Some(bytes) = context.media.get(name) {
                package.medium(name, bytes)?;
            }
        }
        Ok(Exported {
            bytes: package.finish()?,
            file_name,
            losses: walked.losses,
            record: walked.record,
            numbers,
            ..Exported::default()
        })
    }
}

/// Returns how the notes of decks would be written, by their names.
///
/// Errors: none but those that a format may have.
pub fn wordings(decks: &[Deck], context: &Context) -> Result<BTreeMap<String, Wording>, ExportError> {
    let mut wordings = BTreeMap::new();
    notes::each_note(decks, context, true, &mut |note| {
        let wording = Wording {
            fields: note.fields.split(note::PARTED).map(str::to_owned).collect(),
            tags: note.tags.split_whitespace().map(str::to_owned).collect(),
        };
        wordings.insert(note.guid.clone(), wording);
        Ok::<(), ExportError>(())
    })?;
    Ok(wordings)
}

impl From<rusqlite::Error> for ExportError {
    fn from(error: rusqlite::Error) -> ExportError {
        ExportError::Refused {
            detail: error.to_string(),
        }
    }
}

/// The first and the last number of notes, by the ids of their decks.
type Numbers = BTreeMap<String, (i64, i64)>;

/// Writes every note, each with its position, and where there is a learner with what was learned.
fn fill(
    collection: &mut Collection<'_>,
    decks: &[Deck],
    context: &Context,
    calendar: Option<&Calendar<'_>>,
) -> Result<(notes::Walked, Numbers), ExportError> {
    let (mut position, mut numbers) = (0, Numbers::new());
    let mut taken = calendar.map(Calendar::moments_there).unwrap_or_default();
    let walked = notes::each_note(decks, context, true, &mut |note| {
        let further = note.further.iter().copied();
        let cards = [(1, Some(note.card.as_str()))].into_iter().chain(further);
        let cards = cards.map(|(number, name)| {
            position += 1;
            let (row, history) = match calendar.zip(name) {
                None => (scheduling::untouched(position, note.is_retired), Vec::new()),
                Some((calendar, name)) => {
                    let mut row = calendar.card(name, position);
                    if note.is_retired {
                        row.queue = -1;
                    }
                    (row, calendar.reviews(name, &mut taken))
                }
            };
            NoteCard {
                ordinal: i64::from(number) - 1,
                row,
                history,
            }
        });
        let cards: Vec<NoteCard> = cards.collect();
        let number = collection.add(note, &cards)?;
        let deck = note.card.split('/').next().unwrap_or_default();
        match numbers.get_mut(deck) {
            Some((_, last)) => *last = number,
            None => drop(numbers.insert(deck.to_owned(), (number, number))),
        }
        Ok::<(), ExportError>(())
    })?;
    Ok((walked, numbers))
}

/// What the deck says of itself, for the deck list there.
fn description(deck: &Deck) -> String {
    let meta = &deck.meta;
    let parts = [&meta.description, &meta.author, &meta.licence];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| html::html(part))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("<br>")
}

/// The collection of one card that a program finds which is too old for the package.
fn stub() -> Result<Collection<'static>, ExportError> {
    let mut collection = Collection::new("stub", None, None)?;
    let question = "This package holds progress and needs Anki 2.1 or newer.";
    let answer = "Import it with a newer Anki, or export it from Suraq without progress.";
    let fields = [question, answer, "", "", "", "", ""].join(&note::PARTED.to_string());
    let note = Note {
        card: String::new(),
        guid: "suraq-stub-1".to_owned(),
        note_type: NoteType::Basic,
        fields,
        tags: String::new(),
        deck: "Suraq",
        content: 0,
        changed: note_type::CHANGED,
        is_retired: false,
        further: Vec::new(),
    };
    let card = NoteCard {
        ordinal: 0,
        row: scheduling::untouched(1, false),
        history: Vec::new(),
    };
    collection.add(&note, &[card])?;
    Ok(collection)
}
