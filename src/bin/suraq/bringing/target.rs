//! A deck that takes cards of a package: what comes in is merged with what is there and what came last.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::OnShelf;
use suraq::decks::Shelf;
use suraq::decks::merge::Changes;
use suraq::decks::merge::Merged;
use suraq::decks::merge::merge_part;
use suraq::decks::write::write;
use suraq::items::Fact;
use suraq::items::FactId;
use suraq::items::Item;
use suraq::items::ItemId;

use super::editions::Editions;
use super::editions::Gone;
use super::editions::edition_of;
use super::editions::note_back;
use super::editions::note_gone;
use super::editions::note_lying;
use super::older::keep_newer;
use super::returning::Returning;
use super::reworded::Otherwise;
use super::takes::Takes;
use super::told_before;
use super::wording::Difference;
use super::wording::difference;
use super::wording::reword;
use crate::report::Failure;

/// Versions of decks that were handed out are counted, and end long before this; what is above is the moment at which
/// a package was made, in seconds.
const LAST_COUNTED: i64 = 1_000_000_000;

/// One deck that takes cards.
pub struct Target {
    /// Its file, which is not written before the import is kept; of a deck that is here none until it is needed.
    pub(super) file: Option<DeckFile>,
    pub(super) path: PathBuf,
    /// Its id.
    pub id: DeckId,
    /// Its title.
    pub title: String,
    /// Whether there was no such deck.
    pub(super) is_new: bool,
    pub(super) theirs: Deck,
    /// Cards of the learner's own that were deleted here and come back.
    pub(super) returning: Returning,
    /// Those that came back.
    pub back: Vec<ItemId>,
    /// Cards that lie in it over there and in another deck here.
    pub(super) lying: Vec<Item>,
    /// Those of them that were told before.
    pub(super) known_lying: BTreeSet<ItemId>,
    /// Places of the decks of the package that its cards are from, but for those that lie elsewhere.
    pub(super) decks: BTreeSet<usize>,
    /// Cards that the package has no longer.
    pub gone: Gone,
    /// Cards whose note type says nothing of how they are made.
    pub undescribed: BTreeSet<ItemId>,
    /// Those of them that a package brought, which stay as they are.
    pub left_alone: usize,
    /// Cards that were edited on both sides and still read otherwise over there, told now or before.
    pub(super) told: BTreeSet<ItemId>,
    /// Cards that read otherwise over there, because somebody edited them on both sides.
    pub otherwise: Vec<Otherwise>,
    /// What came of the merge.
    pub changes: Changes,
    /// Whether a later package than this was merged: what is gone or elsewhere in this one is no news.
    pub is_outdated: bool,
    /// Notes that are older in the package than what was imported, and change nothing.
    pub older: usize,
    /// What the file will say, and the one beside it with the edition that was merged; none where both stay.
    pub(super) text: Option<String>,
    pub(super) base: Option<String>,
}

/// What all decks are merged with.
pub(super) struct Merging<'a> {
    pub shelf: &'a Shelf,
    pub decks: &'a [OnShelf],
    /// Decks of the items that packages gave.
    pub here: &'a BTreeMap<String, DeckId>,
    /// Cards that the package has and that cannot be asked.
    pub left_out: &'a BTreeSet<String>,
    pub editions: Editions,
    pub has_scheduling: bool,
    /// When the package was made, seconds, where it says so.
    pub made: Option<i64>,
    /// Whether a later one changed a deck; nothing where none is known that did.
    pub is_outdated: &'a dyn Fn(&DeckId) -> Option<bool>,
    /// Whether one that told where cards lie was made later.
    pub is_older: bool,
    /// Whether all of the collection that a deck came from is in the package.
    pub is_whole: &'a dyn Fn(&DeckId) -> bool,
    pub takes: &'a Takes,
    pub now: &'a str,
}

impl Target {
    pub(super) fn new(path: &Path, id: &DeckId, title: &str) -> Target {
        Target {
            file: None,
            path: path.to_owned(),
            id: id.clone(),
            title: title.to_owned(),
            is_new: false,
            theirs: Deck::default(),
            returning: Returning::default(),
            back: Vec::new(),
            lying: Vec::new(),
            decks: BTreeSet::new(),
            known_lying: BTreeSet::new(),
            gone: Gone::default(),
            undescribed: BTreeSet::new(),
            left_alone: 0,
            told: BTreeSet::new(),
            otherwise: Vec::new(),
            changes: Changes::default(),
            is_outdated: false,
            older: 0,
            text: None,
            base: None,
        }
    }

    /// Whether it only remembers cards that lie elsewhere here.
    pub fn is_idle(&self) -> bool {
        let changes = &self.changes;
        !self.is_new
            && self.back.is_empty()
            && changes.is_empty()
            && changes.kept.is_empty()
            && changes.same == 0
    }

    /// Whether anything of it is kept.
    pub fn is_kept(&self) -> bool {
        self.text.is_some() || self.base.is_some()
    }

    /// Cards that are new or say something else than before.
    pub fn news(&self) -> impl Iterator<Item = &ItemId> {
        self.changes
            .new
            .iter()
            .chain(&self.changes.changed)
            .chain(&self.back)
    }

    /// Merges what comes in; nothing is on disk yet. `is_same_source`: what is not in the package went there.
    pub(super) fn merge(&mut self, with: &mut Merging<'_>, is_same_source: bool) -> Result<(), Failure> {
        let theirs = std::mem::take(&mut self.theirs);
        if let Some(file) = self.file.take() {
            let mut deck = Deck {
                meta: file.deck().meta,
                ..theirs
            };
            for item in &mut deck.items {
                self.changes.new.push(item.id.clone());
                item.added = (item.changed.as_deref() != Some(with.now)).then(|| with.now.to_owned());
            }
            self.back = std::mem::take(&mut self.returning).put_into(&mut deck, None);
            self.text = Some(write(&deck));
            return Ok(());
        }
        self.merge_theirs(theirs, with, is_same_source)?;
        self.bring_back(with.shelf)
    }

    /// Puts cards back that were deleted here, once all else is merged.
    fn bring_back(&mut self, shelf: &Shelf) -> Result<(), Failure> {
        let returning = std::mem::take(&mut self.returning);
        if returning.is_empty() {
            return Ok(());
        }
        let mut file = match self.file.take() {
            Some(file) => file,
            None => shelf.edit(&self.id)?,
        };
        file.path().clone_into(&mut self.path);
        let last = edition_of(&self.path);
        if last.is_none() && self.base.is_none() {
            self.base = file.base().as_ref().map(write);
        }
        let mut deck = file.deck();
        self.back = returning.put_into(&mut deck, last.or_else(|| file.base()).as_ref());
        file.set(&deck);
        self.text = Some(file.text().to_owned());
        Ok(())
    }

    /// Merges what comes in with a deck that is here.
    fn merge_theirs(
        &mut self,
        mut theirs: Deck,
        with: &mut Merging<'_>,
        is_same_source: bool,
    ) -> Result<(), Failure> {
        let known = edition_of(&self.path);
        let was_merged = known.is_some();
        let version = known.as_ref().and_then(|known| known.meta.version);
        let last_made = version.filter(|version| *version > LAST_COUNTED);
        let is_before = with.made.zip(last_made).is_some_and(|(made, last)| made < last);
        self.is_outdated = with.is_older || (with.is_outdated)(&self.id).unwrap_or(is_before);
        if !was_merged || self.is_outdated {
            // An edition of nothing but strangers would say that the deck's own entries came in by no merge.
            self.lying.clear();
        }
        let mut edition = known.unwrap_or_default();
        let is_noted = self.note(&mut edition, &theirs, with, is_same_source && was_merged);
        // The version of a deck that was handed out is left as it is.
        let version = version.filter(|version| *version <= LAST_COUNTED);
        let made = with.made.filter(|_| !self.is_outdated);
        let version = version.or(last_made.max(made));
        edition.meta.version = version;
        // An older package leaves nothing behind that nobody sees.
        let is_kept = is_noted && !self.is_outdated;
        // Of a deck that nothing was merged with, what came into other decks first is all there is to know.
        let mut base = (was_merged || is_noted).then_some(edition);
        self.told = base.as_mut().map(told_before::recalled).unwrap_or_default();
        if let Some(base) = &mut base {
            self.leave_alone(&mut theirs, base);
            self.older = keep_newer(&mut theirs, base, with.has_scheduling);
        }
        if theirs.items.is_empty() {
            self.base = base.filter(|_| is_kept).map(|base| self.written(base));
            return Ok(());
        }
        let mut items = theirs.items.iter();
        let is_any_meant = items.any(|item| with.takes.names_item(&self.id, &item.id))
            || with.takes.is_all() && !self.told.is_empty();
        if let Some(known) = &base
            && !is_any_meant
            && says_nothing_new(known, &theirs, with.shelf, &self.id)?
        {
            self.changes.same = theirs.items.len();
            self.base = base.filter(|_| is_kept).map(|base| self.written(base));
            return Ok(());
        }
        let told = self.told.clone();
        let mut file = with.shelf.edit(&self.id)?;
        file.path().clone_into(&mut self.path);
        let base = base.or_else(|| file.base());
        let mut merged = merge_part(&file.deck(), base.as_ref(), &theirs, with.now);
        merged.note_arrival(with.now);
        self.settle(&mut merged, &theirs, with);
        drop(theirs);
        self.changes = merged.changes;
        let is_same = self.changes.is_empty() && self.changes.kept.is_empty() && self.told == told;
        if base.is_none() || is_kept || !is_same {
            // Without one, as after an import that was killed, nobody could tell what is deleted from now on.
            merged.base.meta.version = version.or(merged.base.meta.version);
            self.base = Some(self.written(merged.base));
        }
        if !self.changes.is_empty() {
            file.set(&merged.deck);
            self.text = Some(file.text().to_owned());
            self.file = (!self.returning.is_empty()).then_some(file);
        }
        Ok(())
    }

    /// Takes out of `theirs` what a text says of cards that a package described better.
    fn leave_alone(&mut self, theirs: &mut Deck, base: &Deck) {
        if self.undescribed.is_empty() {
            return;
        }
        let from_package = base.items.iter().filter(|item| item.changed.is_some());
        let from_package: BTreeSet<&ItemId> = from_package.map(|item| &item.id).collect();
        let before = theirs.items.len();
        let is_free = |item: &Item| !(self.undescribed.contains(&item.id) && from_package.contains(&item.id));
        theirs.items.retain(is_free);
        self.left_alone = before - theirs.items.len();
    }

    /// The text of an edition, which remembers the cards that read otherwise over there.
    fn written(&self, mut edition: Deck) -> String {
        told_before::remember(&mut edition, &self.told);
        write(&edition)
    }

    /// Lists the cards that were edited on both sides, and gives those that are asked for the words from there, also
    /// of those told before.
    fn settle(&mut self, merged: &mut Merged, theirs: &Deck, with: &Merging<'_>) {
        let kept: BTreeSet<ItemId> = merged.changes.kept.iter().cloned().collect();
        self.told.extend(kept.iter().cloned());
        let is_told =
            |item: &&Item| self.told.contains(&item.id) || with.takes.names_item(&self.id, &item.id);
        let mut words: BTreeMap<&ItemId, &Item> = BTreeMap::new();
        for item in theirs.items.iter().filter(is_told) {
            words.insert(&item.id, item);
        }
        if words.is_empty() {
            return;
        }
        for mine in &mut merged.deck.items {
            let Some(item) = words.get(&mine.id) else {
                continue;
            };
            let card = format!("{}/{}", self.id, mine.id);
            let tags = || Difference {
                part: "tags",
                here: mine.tags.join(" "),
                there: item.tags.join(" "),
            };
            let differing = difference(mine, item);
            if differing.is_none() {
                self.told.remove(&mine.id);
            }
            let differing = differing.unwrap_or_else(tags);
            let before = mine.clone();
            let is_taken = with.takes.has(&card) && reword(mine, &before, item);
            if is_taken {
                self.told.remove(&mine.id);
                mine.changed = Some(with.now.to_owned());
                merged.changes.kept.retain(|kept| *kept != mine.id);
                if !merged.changes.changed.contains(&mine.id) {
                    merged.changes.changed.push(mine.id.clone());
                }
            }
            if is_taken || kept.contains(&mine.id) {
                self.otherwise.push(Otherwise {
                    card,
                    differing,
                    is_taken,
                    is_edited_here: false,
                });
            }
        }
    }

    /// Notes in the edition what is beyond the words of cards; says whether anything is different.
    fn note(&mut self, base: &mut Deck, theirs: &Deck, with: &mut Merging<'_>, is_same_source: bool) -> bool {
        let is_here = |item: &ItemId| with.here.get(&item.0) == Some(&self.id);
        let (known, is_new_lying) = note_lying(base, std::mem::take(&mut self.lying));
        let is_completed = with.editions.complete(base, theirs, with.decks, &is_here);
        let is_back = !self.is_outdated && note_back(base, theirs);
        let gone = match is_same_source && !self.is_outdated {
            true => note_gone(base, theirs, (with.is_whole)(&self.id), &|item| {
                is_here(item) && !with.left_out.contains(&item.0)
            }),
            false => Gone::default(),
        };
        let is_any = is_new_lying || is_completed || is_back || !gone.fresh.is_empty();
        (self.known_lying, self.gone) = (known, gone);
        is_any
    }
}

/// Whether all that comes in is as it was at the last merge, and still on the shelf: of a large package that is
/// here already the deck itself need not be read.
fn says_nothing_new(base: &Deck, theirs: &Deck, shelf: &Shelf, deck: &DeckId) -> Result<bool, Failure> {
    let items: BTreeMap<&ItemId, &Item> = base.items.iter().map(|item| (&item.id, item)).collect();
    let facts: BTreeMap<&FactId, &Fact> = base.facts.iter().map(|fact| (&fact.id, fact)).collect();
    let is_known = theirs.items.iter().all(|item| items.get(&item.id) == Some(&item))
        && theirs.facts.iter().all(|fact| facts.get(&fact.id) == Some(&fact));
    if !is_known {
        return Ok(false);
    }
    let start = format!("{deck}/");
    let here: BTreeSet<String> = shelf.ids(&start, usize::MAX)?.into_iter().collect();
    Ok(theirs
        .items
        .iter()
        .all(|item| here.contains(&format!("{start}{}", item.id))))
}
