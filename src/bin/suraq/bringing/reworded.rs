//! Cards of the learner's own whose notes were edited in Anki: told, and taken over where that is asked for.
//!
//! What a card went out as is written once more and read back: only where that differs from what the package has
//! did somebody edit it there. Tags that were added there are united with those here.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;
use std::io::Cursor;
use std::path::PathBuf;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::export;
use suraq::export::Context;
use suraq::import::anki::Package;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::origin::is_typed_tag;
use suraq::progress::ExportRecord;

use super::older::SET_BY_ANKI;
use super::takes::Takes;
use super::wording::difference;
use super::wording::reword;
use crate::app::App;
use crate::cards::exporting;
use crate::report::Failure;

/// A card that the package has with a later change than the last export wrote.
#[derive(Debug)]
pub struct Edited {
    /// Its name here.
    pub card: CardId,
    /// What the note says.
    pub item: Item,
    /// The name of the note over there.
    pub guid: String,
    /// How it is asked there.
    pub note_type: &'static str,
    /// When it was changed there, seconds.
    pub changed: i64,
}

/// A card that reads otherwise there.
#[derive(Clone, Debug)]
pub struct Otherwise {
    /// Its name here.
    pub card: String,
    /// The first words that differ.
    pub here: String,
    /// See `here`.
    pub there: String,
    /// Whether it reads here as there from now on.
    pub is_taken: bool,
}

/// What becomes of them.
#[derive(Debug, Default)]
pub struct Reworded {
    /// Those that read otherwise there.
    pub cards: Vec<Otherwise>,
    /// How many get tags from there.
    pub tagged: usize,
    /// Files of decks, and the texts they get.
    pub files: Vec<(PathBuf, String)>,
    /// Cards that say here from now on what their notes say.
    pub alike: Vec<Edited>,
}

impl Reworded {
    /// Compares the cards with what they are here; nothing is on disk yet. Decks whose files are among `taken` are
    /// changed by this import already, and wait for the next.
    pub fn of(
        app: &mut App,
        edited: Vec<Edited>,
        takes: &Takes,
        taken: &[(PathBuf, String)],
    ) -> Result<Reworded, Failure> {
        let mut reworded = Reworded::default();
        if edited.is_empty() {
            return Ok(reworded);
        }
        let record = app.store()?.export_record()?;
        let decks = narrowed(app, edited.iter().map(|one| &one.card))?;
        let went_out = as_they_return(app, &decks, record)?;
        let mut files: BTreeMap<DeckId, DeckFile> = BTreeMap::new();
        for one in edited {
            let Some(before) = went_out.get(&one.guid) else {
                continue;
            };
            let file = match files.entry(one.card.deck.clone()) {
                Entry::Occupied(file) => file.into_mut(),
                Entry::Vacant(place) => place.insert(app.shelf()?.edit(&one.card.deck)?),
            };
            let name = one.card.to_string();
            let found = difference(before, &one.item);
            let is_free = taken.iter().all(|(path, _)| path != file.path());
            let is_meant = is_free && found.is_some() && takes.has(&name);
            let done = match is_free {
                true => give(file, &one, before, is_meant, &app.timestamp()),
                false => Given::default(),
            };
            reworded.tagged += usize::from(done.is_tagged);
            if let Some((here, there)) = found {
                reworded.cards.push(Otherwise {
                    card: name,
                    here,
                    there,
                    is_taken: done.is_reworded,
                });
            }
            if done.is_tagged || done.is_reworded {
                reworded.alike.push(one);
            }
        }
        let changed: BTreeSet<&DeckId> = reworded.alike.iter().map(|one| &one.card.deck).collect();
        let changed = files.iter().filter(|(deck, _)| changed.contains(deck));
        reworded.files = changed.flat_map(|(_, file)| file.writes()).collect();
        Ok(reworded)
    }
}

/// What a card got from there.
#[derive(Default)]
struct Given {
    is_tagged: bool,
    is_reworded: bool,
}

/// Gives the card in its file the tags that were added there, and where that is meant the words. A word of a
/// vocabulary has no words of its own for each direction, and stays.
fn give(file: &mut DeckFile, one: &Edited, before: &Item, takes_words: bool, now: &str) -> Given {
    let items = file.deck().items;
    let Some(mut item) = items.into_iter().find(|item| item.id == one.card.item) else {
        return Given::default();
    };
    let mut fresh = new_tags(before, &one.item);
    fresh.retain(|tag| !item.tags.contains(tag));
    let is_tagged = !fresh.is_empty();
    item.tags.extend(fresh);
    let is_reworded = takes_words && reword(&mut item, before, &one.item);
    if is_tagged || is_reworded {
        item.changed = Some(now.to_owned());
        file.set_item(&item);
    }
    Given {
        is_tagged,
        is_reworded,
    }
}

/// Notes that what the cards say here is what their notes say there, so that the next export leaves those alone.
///
/// Errors: the decks or the progress cannot be read or written.
pub fn note_alike(app: &mut App, alike: &[Edited]) -> Result<(), Failure> {
    if alike.is_empty() {
        return Ok(());
    }
    let mut record = app.store()?.export_record()?;
    for one in alike {
        let note = suraq::progress::ExportedNote {
            guid: one.guid.clone(),
            note_type: one.note_type.into(),
            content: 0,
            changed: one.changed,
            is_retired: false,
        };
        record.notes.insert(one.card.to_string(), note);
    }
    let decks = narrowed(app, alike.iter().map(|one| &one.card))?;
    let context = context(app, &decks, record)?;
    let anki = export::format("anki").expect("it is in the list of formats");
    let written = anki.preview(&decks, &context)?.record;
    let mut noted = ExportRecord::default();
    for one in alike {
        let name = one.card.to_string();
        // One that cannot be asked there as it was any more gets a note of its own.
        let note = written.notes.get(&name).filter(|note| note.guid == one.guid);
        if let Some(note) = note {
            let changed = one.changed;
            noted.notes.insert(
                name,
                suraq::progress::ExportedNote {
                    changed,
                    ..note.clone()
                },
            );
        }
    }
    Ok(app.store()?.keep_export(&noted)?)
}

/// The decks of cards, with those cards alone.
fn narrowed<'a>(app: &mut App, cards: impl Iterator<Item = &'a CardId>) -> Result<Vec<Deck>, Failure> {
    let mut meant: BTreeMap<&DeckId, BTreeSet<&ItemId>> = BTreeMap::new();
    for card in cards {
        meant.entry(&card.deck).or_default().insert(&card.item);
    }
    let mut decks = Vec::new();
    for (id, items) in meant {
        let path = app.shelf()?.deck(id)?.path;
        if let Some(mut deck) = app.shelf()?.parsed(&path)?.deck {
            deck.items.retain(|item| items.contains(&item.id));
            deck.terms.retain(|term| items.contains(&term.id));
            decks.push(deck);
        }
    }
    Ok(decks)
}

fn context(app: &App, decks: &[Deck], record: ExportRecord) -> Result<Context, Failure> {
    Ok(Context {
        record,
        now: Some(app.now().at.as_second()),
        media: exporting::media(app, decks, true)?,
        ..Context::default()
    })
}

/// Every card as its note reads that nobody edited there, by the note's name.
fn as_they_return(
    app: &mut App,
    decks: &[Deck],
    record: ExportRecord,
) -> Result<BTreeMap<String, Item>, Failure> {
    let context = context(app, decks, record)?;
    let anki = export::format("anki").expect("it is in the list of formats");
    let bytes = anki.write(decks, &context)?.bytes;
    let package = Package::read(Cursor::new(bytes), &app.paths.cache, &mut || true);
    // What was just written can be read; were it not so, nothing would be compared.
    let cards = package.map(|package| package.cards).unwrap_or_default();
    Ok(cards.into_iter().map(|card| (card.guid, card.item)).collect())
}

/// Tags that somebody added there.
fn new_tags(before: &Item, theirs: &Item) -> Vec<String> {
    let tags = theirs.tags.iter().filter(|tag| {
        let is_anki = SET_BY_ANKI.contains(&tag.as_str()) || is_typed_tag(tag);
        !is_anki && !before.tags.contains(tag)
    });
    tags.cloned().collect()
}
