//! What earlier imports from Anki told and offered, kept beside the editions of decks so that it comes once.
//!
//! It is only a memory: where it is lost, or cannot be read, the next import tells and offers all of it once more.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::decks::edit::base_path;
use suraq::decks::edit::last_merged;
use suraq::import::anki::Orders;
use suraq::items::gapped::Gapped;
use suraq::items::left_there::LeftThere;
use suraq::items::origin::note_of;

use super::made;
use super::made::Made;
use super::made::OfCollections;
use super::own_places::OwnGone;
use super::own_places::entry_of;
use super::strayed::Moved;
use crate::app::App;
use crate::report::Failure;

/// Its name among the editions, which no deck has.
const NAME: &str = "anki.json";

/// The values that decks over there had for settings, where cards lay, what they were tagged with, and the order of templates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    #[serde(default)]
    offered: BTreeMap<String, String>,
    /// Names of decks over there, by the cards that lie in another one here.
    #[serde(default)]
    lying: BTreeMap<String, String>,
    /// Names of decks over there whose decks here cards were in: one that lies in another here was moved here.
    #[serde(default)]
    followed: BTreeMap<String, String>,
    /// Tags that cards of the learner's own got over there, by the names of their notes.
    #[serde(default)]
    tags: BTreeMap<String, BTreeSet<String>>,
    /// Clozes of the learner's own that got further gaps over there, by the names of their notes.
    #[serde(default)]
    gapped: BTreeMap<String, Gapped>,
    /// Notes of the learner's own that no export may write over, by their names.
    #[serde(default)]
    left_there: BTreeMap<String, LeftThere>,
    /// Ids of items under which packages had cards of the learner's own.
    #[serde(default)]
    under_others: BTreeSet<String>,
    /// Cards of the learner's own that are gone over there.
    #[serde(default)]
    gone: BTreeSet<String>,
    /// Those of them of which only a part of the collection told, which does not say whether they are deleted.
    #[serde(default)]
    gone_in_part: BTreeSet<String>,
    /// When the last packages were made that told what moved or is gone, by the names of their decks.
    #[serde(default)]
    told: BTreeMap<String, OfCollections>,
    /// When the last packages were made that changed a deck, by its id.
    #[serde(default)]
    merged: BTreeMap<String, OfCollections>,
    /// When the last packages were made that changed what was known to be set for a deck, by its id; for all decks under no id.
    #[serde(default)]
    options: BTreeMap<String, OfCollections>,
    /// When the collections began that had cards of the learner's own, by the ids of the decks of these.
    #[serde(default)]
    met: BTreeMap<String, BTreeSet<i64>>,
    /// Decks that were deleted here, each with the cards from Anki that were in it.
    #[serde(default)]
    deleted: BTreeMap<String, BTreeSet<String>>,
    /// Names of decks over there whose cards were put into a deck here that was asked for, by its id.
    #[serde(default)]
    gathered: BTreeMap<String, BTreeSet<String>>,
    /// First places of templates, by note type.
    #[serde(default)]
    pub orders: Orders,
}

/// What notes of the learner's own got in Anki, by their names: an export writes it as it came.
pub struct MadeThere {
    /// Their tags.
    pub tags: BTreeMap<String, BTreeSet<String>>,
    /// All gaps of clozes that have further ones there.
    pub gapped: BTreeMap<String, Gapped>,
    /// Those that are left as they are there, and why.
    pub left_there: BTreeMap<String, LeftThere>,
}

/// Reads it.
pub fn made_there(app: &App) -> MadeThere {
    let Heard {
        tags,
        gapped,
        left_there,
        ..
    } = Heard::read(app);
    MadeThere {
        tags,
        gapped,
        left_there,
    }
}

impl Heard {
    /// Reads it.
    pub fn read(app: &App) -> Heard {
        let text = fs::read_to_string(place(app)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// The value that was offered last for a setting.
    pub fn offer(&self, setting: &str) -> Option<String> {
        self.offered.get(setting).cloned()
    }

    /// Notes a value for a setting; says whether the last import offered another, or none.
    pub fn note_offer(&mut self, setting: &str, value: &str) -> bool {
        let before = self.offered.insert(setting.to_owned(), value.to_owned());
        before.as_deref() != Some(value)
    }

    /// Notes when a package was made that says what is set for a deck.
    pub fn note_options(&mut self, made: Option<Made>, began: i64, deck: &str) {
        if let Some(made) = made {
            self.options
                .entry(deck.to_owned())
                .or_default()
                .insert(began, made);
        }
    }

    /// Whether a package of the same collection that said what is set for a deck was made later.
    pub fn options_later(&self, made: Option<Made>, began: i64, deck: &str) -> bool {
        let last = self.options.get(deck).and_then(|known| known.get(&began));
        made.zip(last)
            .is_some_and(|(made, last)| made.is_named_before(last))
    }

    /// Notes tags that a card of the learner's own got over there.
    pub fn note_tags(&mut self, guid: &str, tags: &[String]) {
        let known = self.tags.entry(guid.to_owned()).or_default();
        known.extend(tags.iter().cloned());
    }

    /// Forgets tags that a card of the learner's own has lost over there.
    pub fn forget_tags(&mut self, guid: &str, tags: &[String]) {
        if let Some(known) = self.tags.get_mut(guid) {
            known.retain(|tag| !tags.contains(tag));
        }
    }

    /// Whether a note of the learner's own had these gaps at the last import.
    pub fn knows_gaps(&self, guid: &str, gapped: Option<&Gapped>) -> bool {
        self.gapped.get(guid) == gapped
    }

    /// Notes the gaps of a note of the learner's own; none says that it has no further ones.
    pub fn note_gaps(&mut self, guid: &str, gapped: Option<Gapped>) {
        match gapped {
            Some(gapped) => drop(self.gapped.insert(guid.to_owned(), gapped)),
            None => drop(self.gapped.remove(guid)),
        }
    }

    /// Why a note of the learner's own is left as it is there; none where it is not.
    pub fn left_there(&self, guid: &str) -> Option<&LeftThere> {
        self.left_there.get(guid)
    }

    /// Notes whether a note of the learner's own is left as it is there, and why.
    pub fn note_left_there(&mut self, guid: &str, left: Option<LeftThere>) {
        match left {
            Some(left) => drop(self.left_there.insert(guid.to_owned(), left)),
            None => drop(self.left_there.remove(guid)),
        }
    }

    /// Whether a package had a card of the learner's own as this item.
    pub fn knows_under(&self, item: &str) -> bool {
        self.under_others.contains(item)
    }

    /// Notes that a package had a card of the learner's own as this item: it stays that, whatever is edited.
    pub fn note_under(&mut self, item: &str) {
        self.under_others.insert(item.to_owned());
    }

    /// Whether cards of a deck over there were put into a deck here because that was asked for.
    pub fn has_gathered(&self, deck: &DeckId, there: &str) -> bool {
        self.gathered
            .get(&deck.0)
            .is_some_and(|known| known.contains(there))
    }

    /// Notes that cards of decks over there were put into a deck that was asked for.
    pub fn note_gathered<'a>(&mut self, deck: &DeckId, there: impl Iterator<Item = &'a String>) {
        let known = self.gathered.entry(deck.0.clone()).or_default();
        known.extend(there.cloned());
    }

    /// Whether it was told that a card lies in a deck over there.
    pub fn knows(&self, card: &CardId, deck: &str) -> bool {
        self.lying.get(&name_of(card)).is_some_and(|known| known == deck)
    }

    /// Whether a card was in the deck here that is as one over there.
    pub fn has_followed(&self, card: &CardId, deck: &str) -> bool {
        self.followed
            .get(&name_of(card))
            .is_some_and(|known| known == deck)
    }

    /// Notes that a card went to the deck that it lies in over there: lies it in another one here later, that is the
    /// learner's own wish.
    pub fn note_followed(&mut self, card: &CardId, deck: &str) {
        let name = name_of(card);
        self.lying.remove(&name);
        self.followed.insert(name, deck.to_owned());
    }

    /// Decks that were deleted here.
    pub fn deleted_decks(&self) -> impl Iterator<Item = &str> {
        self.deleted.keys().map(String::as_str)
    }

    /// Cards from Anki that went with decks that were deleted here.
    pub fn deleted_items(&self) -> impl Iterator<Item = &str> {
        self.deleted.values().flatten().map(String::as_str)
    }

    /// Whether it was told that a card of the learner's own is gone over there. The whole collection says more than a
    /// part of it, and tells it once more.
    pub fn knows_gone(&self, card: &str, is_whole: bool) -> bool {
        self.gone.contains(card) && !(is_whole && self.gone_in_part.contains(card))
    }

    /// Whether it was told that a card of the learner's own lies in another deck over there.
    pub fn knows_lying(&self, card: &str) -> bool {
        self.lying.contains_key(card)
    }

    /// Notes what of the learner's own is gone over there. Of what is there, `named`, it is told again when it goes.
    pub fn note_gone<'a>(&mut self, gone: &[OwnGone], is_whole: bool, named: impl Iterator<Item = &'a str>) {
        if !self.gone.is_empty() {
            for name in named {
                self.gone.remove(entry_of(name));
                self.gone_in_part.remove(entry_of(name));
            }
        }
        for card in gone.iter().flat_map(|one| &one.all) {
            let is_new = self.gone.insert(card.clone());
            match is_whole {
                true => drop(self.gone_in_part.remove(card)),
                false if is_new => drop(self.gone_in_part.insert(card.clone())),
                false => {}
            }
        }
    }

    /// Notes when a package was made that tells what moved or is gone, by the names of its decks; `began` says of which
    /// collection it is.
    pub fn note_told(&mut self, made: Option<Made>, began: i64, decks: &[String]) {
        for (deck, made) in decks.iter().zip(made.iter().cycle()) {
            made::note(self.told.entry(deck.clone()).or_default(), began, *made);
        }
    }

    /// Whether a package of the same collection that told such things of one of these decks was made later.
    pub fn told_later(&self, made: Option<Made>, began: i64, decks: &[String]) -> bool {
        let last = decks.iter().filter_map(|deck| self.told.get(deck)?.get(&began));
        made.is_some_and(|made| last.into_iter().any(|last| made.is_before(last)))
    }

    /// Notes when a package was made that changes a deck.
    pub fn note_merged(&mut self, made: Option<Made>, began: i64, deck: &DeckId) {
        if let Some(made) = made {
            made::note(self.merged.entry(deck.0.clone()).or_default(), began, made);
        }
    }

    /// Whether a package of the same collection that changed a deck was made later; nothing where no package that
    /// changed it is known.
    pub fn merged_later(&self, made: Made, began: i64, deck: &DeckId) -> Option<bool> {
        let known = self.merged.get(&deck.0)?;
        Some(known.get(&began).is_some_and(|last| made.is_before(last)))
    }

    /// Whether a package of a collection changed a deck.
    pub fn has_merged(&self, deck: &DeckId, began: i64) -> bool {
        let known = self.merged.get(&deck.0);
        known.is_some_and(|known| known.contains_key(&began))
    }

    /// Whether a package of a collection had cards of the learner's own of a deck.
    pub fn has_met(&self, deck: &str, began: i64) -> bool {
        self.met.get(deck).is_some_and(|known| known.contains(&began))
    }

    /// Notes that a package of a collection had cards of the learner's own of decks.
    pub fn note_met(&mut self, decks: &BTreeSet<String>, began: i64) {
        for deck in decks {
            self.met.entry(deck.clone()).or_default().insert(began);
        }
    }

    /// Notes where cards lie.
    pub fn note_moved(&mut self, moved: &[Moved]) {
        for one in moved.iter().filter(|one| one.fresh > 0) {
            for card in &one.cards {
                let name = name_of(card);
                self.followed.remove(&name);
                self.lying.insert(name, one.there.name.clone());
            }
        }
    }

    /// Its file and what that will say; nothing where it is as `before`.
    pub fn file(&self, app: &App, before: &Heard) -> Option<(PathBuf, String)> {
        if self == before {
            return None;
        }
        let text = serde_json::to_string_pretty(self).ok()?;
        Some((place(app), text + "\n"))
    }
}

/// The file that remembers that cards follow to a deck, and its text; none where it knows that already.
pub fn following(app: &App, cards: &[CardId], deck: &str) -> Option<(PathBuf, String)> {
    let before = Heard::read(app);
    let mut heard = before.clone();
    for card in cards {
        heard.note_followed(card, deck);
    }
    heard.file(app, &before)
}

/// The file that remembers a deck which is about to be deleted, and its text; none where Anki knows nothing of it.
///
/// Errors: progress cannot be read.
pub fn without_deck(app: &mut App, path: &Path, deck: &Deck) -> Result<Option<(PathBuf, String)>, Failure> {
    let id = &deck.meta.id.0;
    let merged = last_merged(path).unwrap_or_default().items;
    let items = deck.items.iter().chain(&merged).map(|item| &item.id.0);
    let items: BTreeSet<String> = items.filter(|item| note_of(item).is_some()).cloned().collect();
    if items.is_empty() && !app.store()?.export_record()?.decks.contains_key(id) {
        return Ok(None);
    }
    let before = Heard::read(app);
    let mut heard = before.clone();
    heard.deleted.entry(id.clone()).or_default().extend(items);
    Ok(heard.file(app, &before))
}

/// The name of a card that came from Anki is its own wherever it lies here; that of another begins with its deck.
fn name_of(card: &CardId) -> String {
    match note_of(&card.item.0) {
        Some(_) => card.item.0.clone(),
        None => card.to_string(),
    }
}

fn place(app: &App) -> PathBuf {
    base_path(&app.paths.decks().join(NAME))
}
