//! Cards of the learner's own in a package: known by the names that notes of them have over there.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::Read;
use std::io::Seek;

use suraq::decks::CardId;
use suraq::decks::DeckId;
use suraq::decks::Direction;
use suraq::decks::Meta;
use suraq::decks::OnShelf;
use suraq::import::anki::Package;
use suraq::import::anki::PackageCard;
use suraq::import::anki::names_of;
use suraq::items::left_there::LeftThere;
use suraq::items::origin::note_id;
use suraq::items::origin::note_of;
use suraq::progress::ExportRecord;

use super::alike::Alike;
use super::deleted::deleted_decks;
use super::doubles::asks_the_same;
use super::heard::Heard;
use super::reworded::Edited;
use super::sent::once_there;
use super::takes::Takes;
use crate::app::App;
use crate::content::naming;
use crate::report::Failure;

/// A note that an export wrote.
#[derive(Clone, Debug)]
pub(super) struct OwnNote {
    /// Its name there.
    pub(super) guid: String,
    /// The card that it is of, by its name here.
    pub(super) card: String,
}

/// Cards that Suraq wrote, by the names that notes of them have over there.
#[derive(Default)]
pub(super) struct OwnNames {
    /// Those that are here.
    pub(super) here: BTreeMap<String, String>,
    /// Those that an export wrote and that are here no longer.
    pub(super) gone: BTreeMap<String, String>,
    /// Names of cards that are here and not studied: what an export of a retired one suspends is no wish of the learner.
    pub(super) resting: BTreeSet<String>,
    /// When an export wrote them last, seconds.
    changed: BTreeMap<String, i64>,
    /// Cards that are here and went out before the package was made, and whose notes are none of ours in it: each
    /// with the name of its note.
    pub(super) unmet: Vec<(String, String)>,
    /// Decks of which the package, a whole collection, once had notes that it has no longer.
    pub(super) once_there: BTreeSet<String>,
    /// Notes of cards that are here or were, by what the ids of their further cards begin with.
    notes: BTreeMap<String, OwnNote>,
    /// Cards that are here under other ids of the package: their gap has another number there.
    pub(super) under_others: BTreeMap<String, OwnNote>,
    /// Note types that exports wrote, by the names of notes.
    note_types: BTreeMap<String, String>,
    /// Names of decks over there by their ids here.
    pub(super) decks: BTreeMap<String, String>,
    /// Ids of decks here by the names of decks of the package that hold the words of one of their topics.
    topics: BTreeMap<String, String>,
    /// What decks were called that went out and were deleted here, by their ids.
    pub(super) deleted_decks: BTreeMap<String, Meta>,
}

impl OwnNames {
    /// The card here that a note is of. One that an import made of the note itself is merged like all such.
    pub(super) fn recognised(&self, card: &PackageCard) -> Option<&String> {
        let name = self.here.get(&card.guid)?;
        let item = name.split('/').nth(1);
        (item != Some(card.item.id.0.as_str())).then_some(name)
    }

    /// The card here, and its note, that a card is under another id.
    pub(super) fn under_another(&self, card: &PackageCard) -> Option<&OwnNote> {
        self.under_others.get(&card.item.id.0)
    }

    /// The name of the note of a card and how that is left as it is there, where it is one of ours.
    pub(super) fn left_there<'a>(&'a self, card: &'a PackageCard) -> Option<(&'a str, Option<LeftThere>)> {
        if card.is_own {
            let guid = &card.guid;
            let there = card.own_type.unwrap_or_default();
            let is_another = self.note_types.get(guid).is_some_and(|known| known != there);
            return Some(match is_another {
                true => (guid, Some(LeftThere::OfType(there.to_owned()))),
                false => (guid, card.left_there.clone()),
            });
        }
        let note = self.notes.get(note_of(&card.item.id.0)?)?;
        let left = match card.own_type {
            None => LeftThere::OfType(String::new()),
            Some(_) => card.left_there.clone()?,
        };
        Some((&note.guid, Some(left)))
    }

    /// The card that a note was which an export wrote, where that is here no longer: it comes back as itself. One that
    /// came from there comes with its own note.
    pub(super) fn returning(&self, card: &PackageCard) -> Option<&String> {
        let name = self.gone.get(&card.guid).filter(|_| card.is_own)?;
        (!is_imported(name) && !self.here.contains_key(&card.guid)).then_some(name)
    }

    /// The id of the deck here that went out under a name, or a topic of which did.
    pub(super) fn id_sent_as(&self, name: &str) -> Option<&String> {
        let mut sent = self.decks.iter().filter(|(_, sent)| *sent == name);
        sent.next().map(|(id, _)| id).or_else(|| self.topics.get(name))
    }

    /// The deck on the shelf that went out under a name.
    pub(super) fn sent_as<'a>(&self, name: &str, decks: &'a [OnShelf]) -> Option<&'a OnShelf> {
        let id = self.id_sent_as(name)?;
        decks.iter().find(|deck| deck.id.0 == *id)
    }

    /// The topic whose deck a name over there is that of, below that of a deck here.
    pub(super) fn topic<'a>(&self, deck: &DeckId, there: &'a str) -> Option<&'a str> {
        let home = self.decks.get(&deck.0)?;
        there.strip_prefix(home.as_str())?.strip_prefix("::")
    }

    /// A note that says it was changed there since it went out, or whose words are asked for.
    pub(super) fn edited(
        &self,
        card: &mut PackageCard,
        name: &str,
        takes: &Takes,
        has_new_gaps: bool,
    ) -> Option<Edited> {
        let changed = changed(card)?;
        let is_later = self.changed.get(&card.guid).is_some_and(|known| *known < changed);
        if !is_later && !takes.names(name) {
            return None;
        }
        Some(Edited {
            card: name.parse().ok()?,
            item: card.item.clone(),
            guid: card.guid.clone(),
            note_type: card.own_type?,
            tags_there: card.tags_there.clone(),
            has_new_gaps,
            wording: card.wording.take(),
            changed,
        })
    }

    /// Cards that are here and whose notes `package` has, but so that they cannot be asked, by the names of the notes.
    pub(super) fn left_out<R>(&self, package: &Package<R>) -> BTreeMap<String, String> {
        let remarks = package.remarks.iter().map(|remark| &remark.guid);
        let guids: BTreeSet<&String> = remarks.filter(|guid| !guid.is_empty()).collect();
        let unmet = self.unmet.iter().filter(|(_, guid)| guids.contains(guid));
        unmet.map(|(card, guid)| (guid.clone(), card.clone())).collect()
    }

    /// Whether a card was made there from a note that Suraq wrote: with a further gap or template.
    pub(super) fn is_further(&self, card: &PackageCard) -> bool {
        self.made_from(card).is_some()
    }

    /// The card here, or that was here, from whose note another was made there.
    pub(super) fn made_from(&self, card: &PackageCard) -> Option<&String> {
        let note = note_of(&card.item.id.0).filter(|_| is_added(card))?;
        Some(&self.notes.get(note)?.card)
    }

    /// A note of a type of ours that no export wrote, or that was changed there since.
    pub(super) fn made_there(&self, card: &PackageCard, name: &str) -> Option<Alike> {
        if !card.is_own || card.guid.is_empty() {
            return None;
        }
        let known = self.changed.get(&card.guid);
        let is_news = known.is_none_or(|known| changed(card).is_some_and(|changed| *known < changed));
        alike(card, name).filter(|_| is_news)
    }
}

/// A note of a type of ours, and the card that says the same here.
pub(super) fn alike(card: &PackageCard, name: &str) -> Option<Alike> {
    Some(Alike {
        card: name.to_owned(),
        guid: card.guid.clone(),
        note_type: card.own_type?.to_owned(),
        changed: changed(card).unwrap_or_default(),
    })
}

/// When a note was changed over there, seconds.
fn changed(card: &PackageCard) -> Option<i64> {
    let at: jiff::Timestamp = card.item.changed.as_ref()?.parse().ok()?;
    Some(at.as_second())
}

/// Finds them, where the package has any, or where it `is_whole`: all of a collection, which also tells what it lacks.
pub(super) fn own_names<R: Read + Seek>(
    app: &mut App,
    package: &Package<R>,
    heard: &Heard,
    is_whole: bool,
) -> Result<OwnNames, Failure> {
    let wanted: BTreeSet<&str> = package
        .cards
        .iter()
        .map(|card| card.guid.as_str())
        .filter(|guid| !guid.is_empty())
        .collect();
    let mut own = OwnNames::default();
    let mut record = app.store()?.export_record()?;
    own.decks = std::mem::take(&mut record.decks);
    let others = others_of(package, &record);
    let tells_what_is_gone = is_whole && !record.notes.is_empty();
    if wanted.is_empty() && others.is_empty() && !tells_what_is_gone {
        return Ok(own);
    }
    if tells_what_is_gone {
        own.once_there = once_there(app, package);
    }
    let decks = app.shelf()?.decks()?;
    let ids: Vec<DeckId> = decks.iter().map(|deck| deck.id.clone()).collect();
    let mut there = BTreeSet::new();
    for card in app.shelf()?.cards(&ids)? {
        let card = card.to_string();
        for name in names_of(&card).filter(|name| wanted.contains(name.as_str())) {
            own.here.insert(name, card.clone());
        }
        there.insert(card);
    }
    let resting = not_studied(app, &there)?;
    for card in &resting {
        for name in names_of(card).filter(|name| wanted.contains(name.as_str())) {
            own.here.entry(name).or_insert_with(|| card.clone());
        }
    }
    let made = package.made().unwrap_or(i64::MAX);
    own.notes = others
        .into_iter()
        .filter(|(_, note)| there.contains(&note.card) || resting.contains(&note.card))
        .collect();
    // What an export wrote is surer than what the name tells: a card may have moved since.
    for (card, note) in record.notes {
        let is_studied = there.contains(&card);
        if !wanted.contains(note.guid.as_str()) {
            if is_studied && !note.is_retired && note.changed <= made {
                own.unmet.push((card, note.guid));
            }
            continue;
        }
        own.changed.insert(note.guid.clone(), note.changed);
        own.note_types
            .insert(note.guid.clone(), note.note_type.to_string());
        match is_studied || resting.contains(&card) {
            true => own.here.insert(note.guid, card),
            false => own.gone.insert(note.guid, card),
        };
    }
    own.resting = resting;
    own.deleted_decks = deleted_decks(app, &decks, &own.gone)?;
    if package.cards.iter().any(is_added) {
        for (guid, card) in own.here.iter().chain(&own.gone) {
            own.notes.entry(note_id(guid)).or_insert_with(|| OwnNote {
                guid: guid.clone(),
                card: card.clone(),
            });
        }
    }
    own.topics = topics_of(package, &own, &decks);
    own.under_others = under_others(app, package, &own, heard)?;
    Ok(own)
}

/// Decks of the package below that of a deck here which hold words of it, and which are no decks of their own here.
fn topics_of<R>(package: &Package<R>, own: &OwnNames, decks: &[OnShelf]) -> BTreeMap<String, String> {
    let mut topics = BTreeMap::new();
    for card in &package.cards {
        let there = &package.decks[card.deck];
        let name = own.here.get(&card.guid).filter(|_| !topics.contains_key(there));
        let Some(CardId {
            deck,
            direction: Some(_),
            ..
        }) = name.and_then(|name| name.parse().ok())
        else {
            continue;
        };
        if own.topic(&deck, there).is_some() && naming::find(decks, there).is_none() {
            topics.insert(there.clone(), deck.0);
        }
    }
    topics
}

/// Notes that exports wrote and of which the package has cards that are none of Suraq's own, by what the ids of these
/// begin with.
fn others_of<R>(package: &Package<R>, record: &ExportRecord) -> BTreeMap<String, OwnNote> {
    if record.notes.is_empty() {
        return BTreeMap::new();
    }
    let others = package.cards.iter().filter(|card| !card.is_own);
    let others: BTreeSet<&str> = others.filter_map(|card| note_of(&card.item.id.0)).collect();
    if others.is_empty() {
        return BTreeMap::new();
    }
    let written = record.notes.iter().filter(|(card, _)| !is_imported(card));
    let written = written.map(|(card, note)| {
        let own = OwnNote {
            guid: note.guid.clone(),
            card: card.clone(),
        };
        (note_id(&note.guid), own)
    });
    written.filter(|(id, _)| others.contains(id.as_str())).collect()
}

/// Finds the cards that are here under other ids of the package, and that no import made a card of before.
fn under_others<R>(
    app: &mut App,
    package: &Package<R>,
    own: &OwnNames,
    heard: &Heard,
) -> Result<BTreeMap<String, OwnNote>, Failure> {
    let mut found: BTreeMap<String, OwnNote> = BTreeMap::new();
    if own.notes.is_empty() {
        return Ok(found);
    }
    let shelf = app.shelf()?;
    for card in package.cards.iter().filter(|card| !card.is_own) {
        let id = &card.item.id.0;
        let Some(note) = note_of(id).and_then(|note| own.notes.get(note)) else {
            continue;
        };
        // A card of a note of another type is recognised by its note.
        let has_other_gap = card.own_type.is_some() && card.left_there == Some(LeftThere::WithoutGap);
        let is_it = has_other_gap && (heard.knows_under(id) || asks_the_same(shelf, card, &note.card)?);
        let is_taken = || found.values().any(|one| one.guid == note.guid);
        if is_it && !is_taken() && shelf.named(id)?.is_empty() {
            found.insert(id.clone(), note.clone());
        }
    }
    Ok(found)
}

/// Whether a card of one of our note types was added to its note over there.
fn is_added(card: &PackageCard) -> bool {
    card.own_type.is_some() && !card.is_own
}

/// Names of cards that are here and not studied: retired ones, and those of the inbox.
fn not_studied(app: &mut App, studied: &BTreeSet<String>) -> Result<BTreeSet<String>, Failure> {
    let mut others = BTreeSet::new();
    for entry in app.shelf()?.ids("", usize::MAX)? {
        let words = Direction::ALL.map(|direction| format!("{entry}/{direction}"));
        if !studied.contains(&entry) && !studied.contains(&words[0]) {
            // Whether it is an item or a word only its text says, and no name means both.
            others.extend(words);
            others.insert(entry);
        }
    }
    Ok(others)
}

/// Whether a card came from Anki.
pub(super) fn is_imported(card: &str) -> bool {
    card.split('/').nth(1).is_some_and(|item| note_of(item).is_some())
}
