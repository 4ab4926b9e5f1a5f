//! Where each card of a package goes: the deck it is in already, or the one that has its deck's name.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::Read;
use std::io::Seek;
use std::path::PathBuf;

use suraq::decks::CardId;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::OnShelf;
use suraq::decks::edit::base_path;
use suraq::import::anki::CardHistory;
use suraq::import::anki::Package;
use suraq::import::anki::PackageCard;
use suraq::import::anki::Plainer;
use suraq::items::ItemId;
use suraq::items::gapped::Gapped;
use suraq::items::left_there::LeftThere;
use suraq::items::origin::note_of;

use super::Wanted;
use super::alike::Alike;
use super::as_there::NoteThere;
use super::deleted::Deleted;
use super::doubles::double_of;
use super::editions::Editions;
use super::heard::Heard;
use super::is_whole;
use super::made::Made;
use super::own_names::OwnNames;
use super::own_names::OwnNote;
use super::own_names::alike;
use super::own_names::is_imported;
use super::own_names::own_names;
use super::own_places::OwnGone;
use super::own_places::OwnPlaces;
use super::own_places::own_gone;
use super::reworded::Edited;
use super::siblings::Siblings;
use super::strayed::Moved;
use super::strayed::Moves;
use super::strayed::Standing;
use super::strayed::Strayed;
use super::takes::Takes;
use super::target::Merging;
use super::target::Target;
use crate::app::App;
use crate::content::naming;
use crate::report::Failure;

/// All cards of a package, placed.
pub struct Placed {
    /// How many they are.
    pub cards: usize,
    /// For each that is or will be here its name, deck/item or deck/item/direction, and what was learned of it.
    pub named: Vec<(String, CardHistory)>,
    /// How many were deleted here, and stay so.
    pub deleted: usize,
    /// The decks that take them.
    pub targets: Vec<Target>,
    /// Cards that Suraq wrote and that are here: only what was learned comes along.
    pub recognised: usize,
    /// The decks that these are in.
    pub met: BTreeSet<String>,
    /// Those of them that were changed over there since they went out.
    pub edited: Vec<Edited>,
    /// Cards that were made over there with a note type of Suraq, and whose names there are not noted yet.
    pub made_there: Vec<Alike>,
    /// Those that are retired or wait in the inbox here: only their reviews come along.
    pub resting: BTreeSet<String>,
    /// Gaps of clozes of the learner's own that have others now than at the last import, by the names of their notes.
    pub gapped: Vec<(String, Option<Gapped>)>,
    /// How notes of the learner's own are left as they are there, where that is news, by their names.
    pub left_there: BTreeMap<String, Option<LeftThere>>,
    /// Ids of items as which the package has cards of the learner's own.
    pub under_others: Vec<String>,
    /// Cards that are new here and that somebody made there from notes of the learner's own, deck/item.
    pub further: Vec<String>,
    /// Notes that Suraq wrote elsewhere, as they are there.
    pub notes_there: Vec<NoteThere>,
    /// Tags that such notes have from there, and those whose cards come back, by the names of the notes.
    pub tagged: Vec<(String, Vec<String>)>,
    /// Cards that are here with the same words under other names, and were not taken twice, by their decks.
    pub doubles: BTreeMap<String, usize>,
    /// Cards that are in another deck than the one that was asked for, and stay there.
    pub elsewhere: usize,
    /// What became plainer on cards, by their places among the decks and their ids.
    plainer: Vec<(usize, ItemId, Plainer)>,
    /// Cards that lie in another deck over there than here.
    pub moved: Vec<Moved>,
    /// Cards that were told to lie in another deck over there and are in it here by now, each with its name there.
    pub followed: Vec<(CardId, String)>,
    /// Cards of the learner's own that went out and that the package does not have.
    pub own_gone: Vec<OwnGone>,
    /// Cards of the learner's own whose notes cannot be asked any more, by the names of these.
    pub own_left_out: BTreeMap<String, String>,
    /// When the package was made, where it says so.
    pub made: Option<Made>,
    /// Whether one that told where cards lie was made later.
    is_older: bool,
    /// Whether cards lie elsewhere in it that it moves no more, because it is older than another.
    pub holds_moves: bool,
}

impl Placed {
    /// Places every card and merges each deck, taking the cards out of the package; nothing is on disk yet.
    ///
    /// What was deleted here is left out, unless it is wanted.
    pub fn of<R: Read + Seek>(
        app: &mut App,
        package: &mut Package<R>,
        wanted: &Wanted<'_>,
        takes: &Takes,
        heard: &Heard,
    ) -> Result<Placed, Failure> {
        let (deck, brings_deleted) = (wanted.deck, wanted.brings_deleted);
        let own = own_names(app, package, heard, is_whole(wanted.file))?;
        let folder = app.paths.decks();
        let shelf = app.shelf()?;
        let decks = shelf.decks()?;
        let here: BTreeMap<String, DeckId> = ids_of(shelf.ids("", usize::MAX)?, &decks);
        let is_here = |card: &PackageCard| here.contains_key(&card.item.id.0);
        let deleted = match brings_deleted || package.cards.iter().all(is_here) {
            true => Deleted::default(),
            false => Deleted::of(&decks, &here, &own, heard),
        };
        let is_shipped = |deck: &&OnShelf| shelf.shipped(&deck.id).is_some();
        let own_decks: Vec<OnShelf> = decks.iter().filter(|deck| !is_shipped(deck)).cloned().collect();
        let called = |name: &str| {
            let sent = own.sent_as(name, &decks);
            let known = sent.or_else(|| naming::find(&own_decks, name));
            known.map(|deck| deck.id.clone())
        };
        let strayed = match deck {
            None if !package.is_text() => Strayed::of(package, &here, &called, heard),
            // Who names a deck decides where cards lie; a text names the filtered deck that a card visits.
            _ => Strayed::default(),
        };
        let siblings = match deck {
            None => Siblings::of(package, &here),
            Some(_) => Siblings::default(),
        };
        let made = Made::of(package, is_whole(wanted.file));
        let is_older = heard.told_later(made, package.began(), &package.decks);
        let mut places = match deck {
            None if !package.is_text() => OwnPlaces::of(&own, package, &own_decks),
            _ => OwnPlaces::default(),
        };
        let own_gone = match is_older || package.is_text() {
            true => Vec::new(),
            false => own_gone(&own, package, &decks, heard, is_whole(wanted.file)),
        };
        let may_double = package.is_text() && !package.has_names && deck.is_none();
        let mut moves = Moves::default();
        let mut placing = Placing {
            decks: &decks,
            own: own_decks,
            own_names: &own,
            folder,
            wanted: deck,
            targets: Vec::new(),
            places: BTreeMap::new(),
        };
        let cards = std::mem::take(&mut package.cards);
        let mut placed = Placed {
            cards: cards.len(),
            named: Vec::with_capacity(cards.len()),
            deleted: 0,
            targets: Vec::new(),
            recognised: 0,
            met: BTreeSet::new(),
            edited: Vec::new(),
            made_there: Vec::new(),
            resting: BTreeSet::new(),
            gapped: Vec::new(),
            left_there: BTreeMap::new(),
            under_others: Vec::new(),
            further: Vec::new(),
            notes_there: Vec::new(),
            tagged: Vec::new(),
            doubles: BTreeMap::new(),
            elsewhere: 0,
            plainer: Vec::new(),
            moved: Vec::new(),
            followed: Vec::new(),
            own_gone,
            own_left_out: own.left_out(package),
            made,
            is_older,
            holds_moves: false,
        };
        for mut card in in_pieces(cards).flatten() {
            let has_new_gaps = card.is_own && !heard.knows_gaps(&card.guid, card.gapped.as_deref());
            if has_new_gaps {
                let gapped = card.gapped.as_deref().cloned();
                placed.gapped.push((card.guid.clone(), gapped));
            }
            // A text has no fields but those that went out.
            if !package.is_text()
                && let Some((guid, left)) = own.left_there(&card)
                && heard.left_there(guid) != left.as_ref()
            {
                placed.left_there.insert(guid.to_owned(), left);
            }
            if let Some(OwnNote { guid, card: name }) = own.under_another(&card) {
                places.note(name, guid, card.deck);
                placed.under_others.push(card.item.id.0);
                placed.recognise(name, card.history, &own);
                continue;
            }
            if let Some(name) = own.recognised(&card) {
                placed
                    .edited
                    .extend(own.edited(&mut card, name, takes, has_new_gaps));
                places.note(name, &card.guid, card.deck);
                placed.recognise(name, card.history, &own);
                continue;
            }
            let own_gone = own
                .returning(&card)
                .filter(|_| brings_deleted || !deleted.has(&card));
            if let Some(name) = own_gone
                && let Some((id, place)) = placing.home_of(name, &own)
            {
                placed.made_there.extend(alike(&card, name));
                placed.tagged.push((card.guid.clone(), card.tags_there.clone()));
                let topic = own.topic(&id.deck, &package.decks[card.deck]);
                let history = placing.targets[place].returning.add(&id, topic, card);
                placed.named.push((name.clone(), history));
                continue;
            }
            let known = here.get(&card.item.id.0);
            if known.is_none() && deleted.has(&card) {
                placed.deleted += 1;
                continue;
            }
            let double = match may_double && known.is_none() {
                true => double_of(shelf, &card)?,
                false => None,
            };
            if let Some(deck) = double {
                *placed.doubles.entry(deck.0).or_default() += 1;
                continue;
            }
            let made_from = own.made_from(&card).filter(|_| deck.is_none());
            let further = made_from.and_then(|name| placing.deck_of(name, &own, brings_deleted));
            let home = known
                .or_else(|| siblings.deck_of(&card))
                .or(further.as_ref())
                .or_else(|| strayed.renamed(card.deck));
            let key = match home {
                Some(deck) => Key::Known(deck.clone()),
                None => Key::Named(package.decks[card.deck].clone()),
            };
            let from = card.deck;
            let lies_there = known.and_then(|deck| Some((deck, strayed.get(deck, card.deck)?)));
            if let Some((deck, there)) = lies_there {
                moves.add(there, deck, &card.item.id);
                if let Some(lies_in) = &there.here {
                    let place = placing.target(&Key::Known(lies_in.clone()))?;
                    placing.targets[place].lying.push(card.item.clone());
                }
            }
            let is_at_home = lies_there.is_none();
            if let Some(deck) = known.filter(|_| is_at_home && strayed.is_compared()) {
                let (card, there) = (
                    CardId::new(deck.clone(), card.item.id.clone()),
                    &package.decks[from],
                );
                if heard.knows(&card, there) {
                    placed.followed.push((card, there.clone()));
                }
            }
            let place = placing.target(&key)?;
            let target = &mut placing.targets[place];
            if is_at_home {
                target.decks.insert(from);
            }
            let is_asked_for = deck.is_none_or(|deck| naming::is_called(&target.id.0, &target.title, deck));
            placed.elsewhere += usize::from(!is_asked_for);
            if !card.plainer.is_whole() {
                let plainer = (place, card.item.id.clone(), card.plainer);
                placed.plainer.push(plainer);
            }
            let name = format!("{}/{}", target.id, card.item.id);
            if !card.is_described {
                target.undescribed.insert(card.item.id.clone());
            }
            placed.made_there.extend(own.made_there(&card, &name));
            placed.note_there(&mut card, &name);
            if known.is_none() && own.is_further(&card) {
                placed.further.push(name.clone());
            }
            placed.named.push((name, card.put_into(&mut target.theirs)));
        }
        places.add_to(&mut moves);
        let is_all = is_whole(wanted.file) && deck.is_none() && !is_older;
        let began = package.began();
        let has_all_of = |deck: &DeckId| is_all && heard.has_merged(deck, began);
        placing.add_emptied(&has_all_of)?;
        // In this order the log takes them fastest.
        placed.named.sort_by(|(one, _), (next, _)| one.cmp(next));
        let now = app.timestamp();
        placed.targets = placing.targets;
        let shelf = app.shelf()?;
        let mut merging = Merging {
            shelf,
            decks: &decks,
            here: &here,
            left_out: &package.left_out,
            editions: Editions::default(),
            has_scheduling: package.has_scheduling(),
            made: package.made(),
            is_outdated: &|deck| heard.merged_later(made?, package.began(), deck),
            is_older,
            is_whole: &has_all_of,
            takes,
            now: &now,
        };
        for target in &mut placed.targets {
            let is_same_source = !package.is_text() && strayed.has_home(&target.id) || has_all_of(&target.id);
            target.merge(&mut merging, is_same_source)?;
        }
        let targets = &placed.targets;
        let moved = moves.told(&|there, card| {
            let lies_in = there.here.as_ref();
            let target = lies_in.and_then(|deck| targets.iter().find(|target| target.id == *deck));
            match target.is_some_and(|target| target.known_lying.contains(&card.item)) {
                _ if heard.knows(card, &there.name) => Standing::Told,
                // It was there once, or when it was merged last, and left that deck here.
                _ if heard.has_followed(card, &there.name) => Standing::MovedHere,
                true => Standing::MovedHere,
                false => Standing::Fresh,
            }
        });
        match placed.is_outdated() {
            true => placed.holds_moves = !moved.is_empty(),
            false => placed.moved = moved,
        }
        Ok(placed)
    }

    /// Takes note of how a note that Suraq wrote elsewhere is there.
    fn note_there(&mut self, card: &mut PackageCard, name: &str) {
        let Some(wording) = card.wording.take() else {
            return;
        };
        if !card.tags_there.is_empty() {
            self.tagged.push((card.guid.clone(), card.tags_there.clone()));
        }
        self.notes_there.extend(alike(card, name).map(|card| NoteThere {
            card,
            wording: *wording,
        }));
    }

    /// Takes a card of the learner's own that is here: only what was learned comes along.
    fn recognise(&mut self, name: &str, history: CardHistory, own: &OwnNames) {
        if own.resting.contains(name) {
            self.resting.insert(name.to_owned());
        }
        if let Some((deck, _)) = name.split_once('/')
            && !self.met.contains(deck)
        {
            self.met.insert(deck.to_owned());
        }
        self.named.push((name.to_owned(), history));
        self.recognised += 1;
    }

    /// Whether a later package of the same cards was read before.
    pub fn is_outdated(&self) -> bool {
        self.is_older || self.targets.iter().any(|target| target.is_outdated)
    }

    /// Whether it says of cards that they moved or are gone.
    pub fn tells_places(&self) -> bool {
        let is_any_gone = |target: &Target| !target.gone.fresh.is_empty();
        self.moved.iter().any(|moved| moved.fresh > 0)
            || self.own_gone.iter().any(|gone| !gone.fresh.is_empty())
            || self.targets.iter().any(is_any_gone)
    }

    /// Whether cards from here are gone or lie elsewhere there, told before or not.
    pub fn knows_places(&self) -> bool {
        let is_any_gone = |target: &Target| !target.gone.all.is_empty();
        !self.moved.is_empty()
            || self.own_gone.iter().any(|gone| !gone.all.is_empty())
            || self.targets.iter().any(is_any_gone)
    }

    /// What became plainer on each card that is new or says something else than before.
    pub fn plainer(&self) -> impl Iterator<Item = Plainer> {
        let news: Vec<BTreeSet<&ItemId>> = match self.plainer.is_empty() {
            true => Vec::new(),
            false => self
                .targets
                .iter()
                .map(|target| target.news().collect())
                .collect(),
        };
        let fresh = self.plainer.iter();
        let fresh = fresh.filter(move |(place, item, _)| news[*place].contains(item));
        fresh.map(|(_, _, plainer)| *plainer)
    }

    /// Files of decks that are here, and the texts they get.
    ///
    /// Each deck before the edition it was merged with: one that is in the edition and not in the deck
    /// counts as deleted.
    pub fn files(&mut self) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        for target in self.targets.iter_mut().filter(|target| !target.is_new) {
            files.extend(target.text.take().map(|text| (target.path.clone(), text)));
            files.extend(target.base.take().map(|text| (base_path(&target.path), text)));
        }
        files
    }

    /// The decks that were not there, and their texts.
    pub fn new_decks(&mut self) -> Vec<(PathBuf, String)> {
        let new = self.targets.iter_mut().filter(|target| target.is_new);
        new.filter_map(|target| Some((target.path.clone(), target.text.take()?)))
            .collect()
    }

    /// Ids of all decks that cards go to.
    pub fn decks(&self) -> BTreeSet<String> {
        let names = self.named.iter();
        let decks = names.filter_map(|(name, _)| name.split('/').next());
        decks.map(str::to_owned).collect()
    }
}

/// Cards in one piece while they move to their decks.
const IN_ONE_PIECE: usize = 1 << 16;

/// Cuts cards into pieces, from the first on, each of which gives its room back once it was taken.
fn in_pieces(mut cards: Vec<PackageCard>) -> impl Iterator<Item = Vec<PackageCard>> {
    let mut pieces = Vec::new();
    while cards.len() > IN_ONE_PIECE {
        pieces.push(cards.split_off(cards.len() - IN_ONE_PIECE));
        cards.shrink_to_fit();
    }
    pieces.push(cards);
    pieces.into_iter().rev()
}

/// A deck by what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A card is in it.
    Known(DeckId),
    /// Its name over there.
    Named(String),
}

struct Placing<'a> {
    decks: &'a [OnShelf],
    /// Those that did not come with the program: a deck of the same name over there is another.
    own: Vec<OnShelf>,
    /// What went out from here.
    own_names: &'a OwnNames,
    folder: PathBuf,
    wanted: Option<&'a str>,
    targets: Vec<Target>,
    places: BTreeMap<Key, usize>,
}

impl Placing<'_> {
    fn target(&mut self, key: &Key) -> Result<usize, Failure> {
        if let Some(place) = self.places.get(key) {
            return Ok(*place);
        }
        let target = match key {
            Key::Known(id) => {
                let known = self.decks.iter().find(|deck| deck.id == *id);
                known.map(|deck| Target::new(&deck.path, &deck.id, &deck.title))
            }
            Key::Named(name) => Some(match self.wanted {
                Some(wanted) => self.named(wanted, self.decks),
                None => self.sent(name).unwrap_or_else(|| self.named(name, &self.own)),
            }),
        };
        let Some(target) = target else {
            return Err(Failure::input("the decks changed meanwhile").hint("do the same import once more"));
        };
        let known = self.targets.iter().position(|one| one.path == target.path);
        let place = known.unwrap_or_else(|| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        self.places.insert(key.clone(), place);
        Ok(place)
    }

    /// Adds decks of which the package has no card and, as it `has_all_of` their collection, none is there any more.
    fn add_emptied(&mut self, has_all_of: &dyn Fn(&DeckId) -> bool) -> Result<(), Failure> {
        let ids: Vec<DeckId> = self.own.iter().map(|deck| deck.id.clone()).collect();
        for id in ids.into_iter().filter(has_all_of) {
            self.target(&Key::Known(id))?;
        }
        Ok(())
    }

    /// The deck of a card that is here, or that was; `is_wanted` says that one which was deleted comes back.
    fn deck_of(&mut self, card: &str, own: &OwnNames, is_wanted: bool) -> Option<DeckId> {
        let deck = DeckId(card.split('/').next()?.to_owned());
        if self.decks.iter().all(|one| one.id != deck) {
            let is_back = is_wanted && !is_imported(card);
            let (_, place) = is_back.then(|| self.home_of(card, own)).flatten()?;
            self.places.insert(Key::Known(deck.clone()), place);
        }
        Some(deck)
    }

    /// The deck of a card of the learner's own by its name here, and its place; a deck that is gone is made anew. None
    /// where a file stands in its way.
    fn home_of(&mut self, card: &str, own: &OwnNames) -> Option<(CardId, usize)> {
        let id: CardId = card.parse().ok()?;
        let begun = self.targets.iter().position(|target| target.id == id.deck);
        if let Some(place) = begun {
            return Some((id, place));
        }
        if self.decks.iter().any(|deck| deck.id == id.deck) {
            let place = self.target(&Key::Known(id.deck.clone())).ok()?;
            return Some((id, place));
        }
        let path = self.folder.join(format!("{}.toml", id.deck));
        if path.exists() {
            return None;
        }
        let file = match own.deleted_decks.get(&id.deck.0) {
            Some(meta) => naming::begin_again(&path, meta),
            None => {
                let name = own.decks.get(&id.deck.0).unwrap_or(&id.deck.0);
                naming::begin_as(&path, &id.deck, name)
            }
        };
        self.targets.push(new_target(file));
        Some((id, self.targets.len() - 1))
    }

    /// The deck that went out under a name, where it takes cards.
    fn sent(&self, name: &str) -> Option<Target> {
        if let Some(known) = self.own_names.sent_as(name, self.decks) {
            return Some(Target::new(&known.path, &known.id, &known.title));
        }
        let id = self.own_names.id_sent_as(name)?;
        let begun = self.targets.iter().find(|target| target.id.0 == *id)?;
        Some(Target::new(&begun.path, &begun.id, &begun.title))
    }

    /// The deck among `known` with a name, or a new one.
    fn named(&self, name: &str, known: &[OnShelf]) -> Target {
        if let Some(known) = naming::find(known, name) {
            return Target::new(&known.path, &known.id, &known.title);
        }
        let begun = self
            .targets
            .iter()
            .find(|target| target.is_new && target.title == name);
        if let Some(begun) = begun {
            return Target::new(&begun.path, &begun.id, &begun.title);
        }
        let is_known = |id: &str| {
            let begun = self.targets.iter().any(|target| target.id.0 == id);
            begun || self.decks.iter().any(|deck| deck.id.0 == id)
        };
        let file = naming::begin_below(&self.folder, name, &is_known);
        new_target(file)
    }
}

/// A deck that is not there yet.
fn new_target(file: DeckFile) -> Target {
    let meta = file.deck().meta;
    let target = Target::new(file.path(), &meta.id, &meta.title);
    Target {
        is_new: true,
        file: Some(file),
        ..target
    }
}

/// Decks of the items that packages gave, by item. A shipped deck has none.
fn ids_of(ids: Vec<String>, decks: &[OnShelf]) -> BTreeMap<String, DeckId> {
    let own: BTreeSet<&str> = decks
        .iter()
        .filter(|deck| !deck.is_builtin())
        .map(|deck| deck.id.0.as_str())
        .collect();
    ids.into_iter()
        .filter_map(|id| {
            let (deck, item) = id.split_once('/')?;
            let is_ours = note_of(item).is_some() && own.contains(deck);
            is_ours.then(|| (item.to_owned(), DeckId(deck.to_owned())))
        })
        .collect()
}
