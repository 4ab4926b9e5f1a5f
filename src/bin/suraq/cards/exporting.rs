//! What goes out: the decks a query means, and how they differ from what went out before.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::ops::Bound;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::export::Context;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Status;
use suraq::items::origin::is_of_note;
use suraq::items::origin::note_id;
use suraq::items::origin::note_of;
use suraq::progress::ExportRecord;
use suraq::progress::ExportedNote;

use super::choice;
use super::media::named;
use crate::app::App;
use crate::report::Failure;

/// The decks of an export.
#[derive(Default)]
pub struct Outgoing {
    /// Narrowed to the items and terms that are meant and what these rest on.
    pub decks: Vec<Deck>,
    /// Every item and term there is in the files of decks that went out before, as deck/item.
    known: BTreeSet<String>,
}

/// How an export differs from the ones before. Cards are named deck/item or deck/item/direction.
#[derive(Debug, Default)]
pub struct Changes {
    /// Not exported before.
    pub new: Vec<String>,
    /// Worded, tagged or sourced in another way now.
    pub changed: Vec<String>,
    /// No longer asked.
    pub retired: Vec<String>,
    /// Asked in a way that the note of before cannot ask, so that there is a new one.
    pub replaced: Vec<String>,
    /// Exported before, and no longer in the deck at all.
    pub gone: Vec<String>,
    /// As before.
    pub same: usize,
}

/// Returns the decks with the cards that the words of a query mean; without words all that are studied.
///
/// What `record` knows and is retired by now comes along, so that the other program hears of it.
pub fn outgoing(app: &mut App, words: &[String], record: &ExportRecord) -> Result<Outgoing, Failure> {
    let query = choice::query(app, words)?;
    choice::tell_of_problems(app, &query)?;
    let on_shelf = match words.is_empty() {
        true => app.decks_on()?,
        false => app.shelf()?.decks()?,
    };
    let mut meant: BTreeMap<DeckId, BTreeSet<String>> = BTreeMap::new();
    choice::each_chosen(app, &query, &on_shelf, &mut |one| {
        let CardId { deck, item, .. } = one.card;
        meant.entry(deck).or_default().insert(item.0);
    })?;
    let mut outgoing = Outgoing::default();
    for deck in &on_shelf {
        let Some(meant) = meant.get_mut(&deck.id) else {
            continue;
        };
        let Some(whole) = app.shelf()?.parsed(&deck.path)?.deck else {
            continue;
        };
        let was_exported = has_any(record, &format!("{}/", deck.id));
        let items = whole.items.iter().map(|item| (&item.id, &item.status));
        let terms = whole.terms.iter().map(|term| (&term.id, &term.status));
        // Of a deck that never went out nothing can be gone.
        for (id, status) in items.chain(terms).filter(|_| was_exported) {
            let name = format!("{}/{id}", deck.id);
            if is_over(status) && went_out(record, &name) {
                meant.insert(id.0.clone());
            }
            outgoing.known.insert(name);
        }
        outgoing.decks.push(narrowed(whole, meant));
    }
    Ok(outgoing)
}

/// Reads the pictures and sounds that texts of the decks name, by their names; one that is not there is left out.
///
/// A deck is a text that anybody may write: only names of files in the media folder are read. With `names_only`
/// the bytes are left out.
pub fn media(app: &App, decks: &[Deck], names_only: bool) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let folder = app.paths.media();
    let mut media = BTreeMap::new();
    for name in decks.iter().flat_map(named) {
        let path = folder.join(&name);
        if media.contains_key(&name) || !path.is_file() {
            continue;
        }
        let bytes = match names_only {
            true => Vec::new(),
            false => fs::read(&path).map_err(|error| Failure::system(&path, "cannot be read", &error))?,
        };
        media.insert(name, bytes);
    }
    Ok(media)
}

/// Whether a card of the item or term was exported before.
fn went_out(record: &ExportRecord, item: &str) -> bool {
    record.notes.contains_key(item) || has_any(record, &format!("{item}/"))
}

/// Whether an item of a deck came from Anki and is another note there than the one that it was.
fn is_second(record: &ExportRecord, deck: &DeckId, item: &Item) -> bool {
    let its_own = |note: &ExportedNote| is_of_note(&item.id.0, &note.guid);
    note_of(&item.id.0).is_some()
        && !record
            .notes
            .get(&format!("{deck}/{}", item.id))
            .is_some_and(its_own)
}

/// Whether the record knows a card whose name begins so.
fn has_any(record: &ExportRecord, start: &str) -> bool {
    let from = (Bound::Included(start), Bound::Unbounded);
    let first = record.notes.range::<str, _>(from).next();
    first.is_some_and(|(card, _)| card.starts_with(start))
}

fn is_over(status: &Status) -> bool {
    matches!(status, Status::Retired { .. } | Status::Rejected { .. })
}

/// The item of a card: the name without the direction.
pub fn item_of(card: &str) -> &str {
    let mut slashes = card.match_indices('/').map(|(at, _)| at);
    slashes.nth(1).map_or(card, |at| &card[..at])
}

fn narrowed(mut deck: Deck, meant: &BTreeSet<String>) -> Deck {
    let is_meant = |id: &ItemId| meant.contains(&id.0);
    deck.items.retain(|item| is_meant(&item.id));
    deck.terms.retain(|term| is_meant(&term.id));
    let facts: BTreeSet<_> = deck.items.iter().filter_map(|item| item.fact.clone()).collect();
    deck.facts.retain(|fact| facts.contains(&fact.id));
    let evidence = deck.facts.iter().flat_map(|fact| &fact.evidence);
    let mut sources: BTreeSet<String> = evidence.filter_map(|one| one.source.clone()).collect();
    sources.extend(deck.terms.iter().flat_map(|term| term.sources.iter().cloned()));
    deck.sources.retain(|source| sources.contains(&source.id));
    deck
}

impl Outgoing {
    /// Takes out the cards that came from a package or a collection of Anki's and returns how many they are: the
    /// notes that they were are there, and these would stand beside them. What `record` knows as the very note that
    /// it was goes back as that.
    pub fn leave_with_anki(&mut self, record: &ExportRecord) -> usize {
        let mut left = 0;
        for deck in &mut self.decks {
            let (id, before) = (&deck.meta.id, deck.items.len());
            deck.items.retain(|item| !is_second(record, id, item));
            left += before - deck.items.len();
        }
        self.decks
            .retain(|deck| !deck.items.is_empty() || !deck.terms.is_empty());
        left
    }

    /// Takes out the cards that somebody made in Anki from notes which exports wrote, with a further gap or template, and
    /// returns which they are: Anki has them with those notes, and as notes of their own they would be there twice.
    /// Where the note is written with its gaps, `context` says what their cards are called here.
    pub fn leave_further(&mut self, context: &mut Context) -> Vec<String> {
        let is_from_there = |item: &Item| note_of(&item.id.0).is_some();
        if !self.decks.iter().any(|deck| deck.items.iter().any(is_from_there)) {
            return Vec::new();
        }
        let written = context.record.notes.values();
        let written: BTreeMap<String, String> = written
            .map(|note| (note_id(&note.guid), note.guid.clone()))
            .collect();
        let mut left = Vec::new();
        for deck in &mut self.decks {
            let id = &deck.meta.id;
            deck.items.retain(|item| {
                let guid = note_of(&item.id.0).and_then(|note| written.get(note));
                let Some(guid) = guid.filter(|_| is_second(&context.record, id, item)) else {
                    return true;
                };
                let name = format!("{id}/{}", item.id);
                let number = item
                    .id
                    .0
                    .rsplit('-')
                    .next()
                    .and_then(|number| number.parse().ok());
                if let (Some(gapped), Some(number)) = (context.gapped.get_mut(guid), number) {
                    gapped.cards.insert(number, name.clone());
                }
                left.push(name);
                false
            });
        }
        self.decks
            .retain(|deck| !deck.items.is_empty() || !deck.terms.is_empty());
        left
    }

    /// How many cards came from a package or a collection of Anki's and go out as other notes than they were; those of
    /// `left` do not go out.
    pub fn cards_of_anki(&self, record: &ExportRecord, left: &[String]) -> usize {
        let left: BTreeSet<&str> = left.iter().map(String::as_str).collect();
        let decks = self.decks.iter();
        let counts = decks.map(|deck| {
            let id = &deck.meta.id;
            let items = deck.items.iter();
            items
                .filter(|item| is_second(record, id, item))
                .filter(|item| !left.contains(format!("{id}/{}", item.id).as_str()))
                .count()
        });
        counts.sum()
    }

    /// Returns how `after` differs from `before`, in the order of the names.
    pub fn changes(&self, before: &ExportRecord, after: &ExportRecord) -> Changes {
        let mut changes = Changes::default();
        for (card, now) in &after.notes {
            let list = match before.notes.get(card) {
                None => &mut changes.new,
                Some(then) if then.guid != now.guid => &mut changes.replaced,
                Some(then) if now.is_retired && !then.is_retired => &mut changes.retired,
                Some(then) if then.content != now.content => &mut changes.changed,
                Some(_) => {
                    changes.same += 1;
                    continue;
                }
            };
            list.push(card.clone());
        }
        let decks: BTreeSet<&str> = self.decks.iter().map(|deck| deck.meta.id.0.as_str()).collect();
        let is_gone = |card: &str| {
            let deck = card.split('/').next().unwrap_or(card);
            decks.contains(deck) && !self.known.contains(item_of(card))
        };
        let told = before.notes.iter().filter(|(_, note)| !note.is_retired);
        changes.gone = told
            .map(|(card, _)| card)
            .filter(|card| is_gone(card))
            .cloned()
            .collect();
        changes
    }
}

impl Changes {
    /// Each list with its word, in the order in which they are told.
    pub fn lists(&self) -> [(&'static str, &[String]); 5] {
        [
            ("new", &self.new),
            ("changed", &self.changed),
            ("retired", &self.retired),
            ("replaced", &self.replaced),
            ("gone", &self.gone),
        ]
    }

    /// Adds what was told as gone to the record, so that it is told once.
    pub fn note_gone(&self, before: &ExportRecord, record: &mut ExportRecord) {
        for card in &self.gone {
            if let Some(note) = before.notes.get(card) {
                let mut note = note.clone();
                note.is_retired = true;
                record.notes.insert(card.clone(), note);
            }
        }
    }
}
