//! A whole package as questions, and what the learner's history says of each.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::Read;
use std::io::Seek;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use crate::decks::Deck;
use crate::items::Item;
use crate::items::as_there::Wording;
use crate::items::gapped::Gapped;
use crate::items::left_there::LeftThere;
use crate::items::media::named_in;
use crate::progress::Brought;
use crate::progress::Card;
use crate::progress::Logged;
use crate::schedule::Model;

use super::archive::Archive;
use super::card_ids::CardIds;
use super::database::Database;
use super::described::Described;
use super::described::Preset;
use super::error::PackageError;
use super::evidence::Evidence;
use super::history;
use super::history::Here;
use super::history::Learner;
use super::history::There;
use super::limits::MOST_TEXT;
use super::media::safe_name;
use super::options::Options;
use super::orders::Orders;
use super::own;
use super::reading::Reading;
use super::reading::texts_of;
use super::remark::Plainer;
use super::remark::Remark;
use super::rows;
use super::rows::CardRow;
use super::rows::Review;
use super::standing::Standing;
use super::text;

/// One card as a question.
#[derive(Clone, Debug)]
pub struct PackageCard {
    /// The question.
    pub item: Item,
    /// Its deck, a place in [`Package::decks`].
    pub deck: usize,
    /// The name of its note over there, where Suraq wrote it, whatever type it has by now; empty for others.
    pub guid: String,
    /// Whether Suraq itself wrote the note, or somebody there with one of its note types.
    pub is_own: bool,
    /// The word of that note type, as the record of exports has it; none for others.
    pub own_type: Option<&'static str>,
    /// Tags of its note that Suraq did not write, where it wrote the note; none for others.
    pub tags_there: Vec<String>,
    /// All that its note consists of, where Suraq wrote that elsewhere or in another home; none for others.
    pub wording: Option<Box<Wording>>,
    /// All gaps of a cloze that Suraq wrote, where somebody there gave it further ones.
    pub gapped: Option<Box<Gapped>>,
    /// What somebody made there of a note of one of Suraq's note types, so that no export may write over it.
    pub left_there: Option<LeftThere>,
    /// Whether what cards its note type makes is known, as from every package.
    pub is_described: bool,
    /// Where its answer is from, where the note says so.
    pub evidence: Option<Evidence>,
    /// What became plainer on it.
    pub plainer: Plainer,
    /// What was learned of it.
    pub history: CardHistory,
}

/// What was learned of one card, as its package has it; see [`Package::learned`].
#[derive(Clone, Debug)]
pub struct CardHistory {
    /// A place in the rows of the package.
    pub(super) row: usize,
    pub(super) reviews: Range<usize>,
    pub(super) preset: usize,
    pub(super) is_typed: bool,
    /// Whether Suraq wrote its note.
    pub(super) is_sent: bool,
}

/// How a card is marked over there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// 1 to 7; 0 for none.
    pub flag: u8,
    /// Whether it is not studied.
    pub is_suspended: bool,
}

impl PackageCard {
    /// Puts the question into a deck, with where its answer is from; returns what was learned of it.
    pub fn put_into(self, deck: &mut Deck) -> CardHistory {
        let mut item = self.item;
        if let Some(evidence) = &self.evidence {
            item.fact = Some(evidence.put_into(deck, &item));
        }
        deck.items.push(item);
        self.history
    }

    /// How many entries its history has.
    pub fn reviews(&self) -> usize {
        self.history.reviews.len()
    }
}

/// What earlier packages said, by which cards are known again.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// The places that templates had.
    pub orders: &'a Orders,
    /// The numbers that cards had.
    pub card_ids: &'a CardIds,
    /// Names of notes that exports wrote, each with when it changed then, in seconds.
    pub sent: &'a BTreeMap<String, i64>,
    /// Whether an item is in a deck here.
    pub is_here: &'a dyn Fn(&str) -> bool,
}

/// From the number of a note to that of the next, in packages that Suraq writes.
const BETWEEN_NOTES: i64 = 1_000;

/// A package that was read.
pub struct Package<R> {
    /// Full names of its decks, with `::` between their levels.
    pub decks: Vec<String>,
    /// What is set for each of them, at the same places.
    pub options: Vec<Options>,
    /// Its cards by deck, new ones in their order.
    pub cards: Vec<PackageCard>,
    /// How many notes it has.
    pub notes: usize,
    /// Cards that were left out, or that a person should know of.
    pub remarks: Vec<Remark>,
    /// Ids of items that cards of it would have, which were left out.
    pub left_out: BTreeSet<String>,
    /// First places of templates, with those that this package brings first; for whoever reads the next.
    pub orders: Orders,
    /// Numbers of cards, where they are others than before; for whoever reads the next.
    pub learned_ids: CardIds,
    /// Pictures and sounds that cards name and the package does not have.
    pub missing_media: Vec<String>,
    /// Those it has, with the number of their file.
    pub(super) media: BTreeMap<String, u32>,
    /// `None` for a text file, which has no media.
    pub(super) archive: Option<Archive<R>>,
    /// All its cards as they are scheduled there, also those that were left out.
    pub(super) rows: Vec<CardRow>,
    pub(super) reviews: Vec<Review>,
    pub(super) presets: Vec<(Preset, Model)>,
    pub(super) described: Described,
    /// When any of its notes was changed last, seconds.
    pub(super) last_note: i64,
    pub(super) has_scheduling: bool,
    /// Numbers of notes and cards that it once had.
    pub(super) bygone: BTreeSet<i64>,
    /// Whether a later package of the same cards was read before this: for whoever reads it to say.
    pub is_outdated: bool,
    /// Names of note types of a text file that does not describe their cards: each note gave one.
    pub undescribed: BTreeSet<String>,
    /// Whether notes have the names they have over there; without one a note is known by its words.
    pub has_names: bool,
}

impl<R: Read + Seek> Package<R> {
    /// Reads a package; `scratch` is a folder for its collection while it is read.
    ///
    /// `go_on` is asked now and then; where it says no, reading stops.
    ///
    /// Errors: it is no package, it is damaged or larger than the bounds in [`limits`](super::limits), or
    /// the system refuses. Nothing is kept then.
    pub fn read(
        reader: R,
        scratch: &Path,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Package<R>, PackageError> {
        let earlier = Earlier {
            orders: &Orders::new(),
            card_ids: &CardIds::default(),
            sent: &BTreeMap::new(),
            is_here: &|_| false,
        };
        Package::read_after(reader, scratch, &earlier, go_on)
    }

    /// Reads a package like [`Package::read`], after others.
    ///
    /// Errors: as there.
    pub fn read_after(
        reader: R,
        scratch: &Path,
        earlier: &Earlier<'_>,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Package<R>, PackageError> {
        let mut archive = Archive::open(reader)?;
        let names = archive.media()?;
        let database = Database::open(archive.collection_name(), scratch, |file| {
            archive.collection(file)
        })?;
        let mut described = Described::read(&database)?;
        own::name_again(&mut described.note_types);
        let (rows, reviews) = (rows::cards(&database)?, rows::reviews(&database)?);
        let bygone = rows::bygone(&database, &rows, &reviews)?;
        let mut reading = Reading::new(&described, rows, reviews);
        reading.know(earlier);
        rows::each_note(&database, |note| {
            if reading.notes.is_multiple_of(256) && !go_on() {
                return Err(PackageError::Stopped);
            }
            reading.note(&note);
            match reading.text > MOST_TEXT {
                true => Err(database.too_large("bytes of text on cards", MOST_TEXT)),
                false => Ok(()),
            }
        })?;
        reading.orphans();
        let there: BTreeMap<String, u32> = names
            .into_iter()
            .filter(|(number, _)| archive.has_media(*number))
            .filter_map(|(number, name)| Some((safe_name(&name)?, number)))
            .collect();
        let mut package = reading.finish(there, Some(archive));
        package.bygone = bygone;
        Ok(package)
    }

    /// Reads a text file with Anki's first lines; `deck` is where notes go when it does not say.
    ///
    /// `one_deck` is where all of them go, whatever it says. A note without a name is known by its deck.
    ///
    /// Errors: it is no UTF-8 text, or larger than is read.
    pub fn read_text(bytes: &[u8], deck: &str, one_deck: Option<&str>) -> Result<Package<R>, PackageError> {
        let earlier = Earlier {
            orders: &Orders::new(),
            card_ids: &CardIds::default(),
            sent: &BTreeMap::new(),
            is_here: &|_| false,
        };
        Package::read_text_after(bytes, deck, one_deck, &earlier)
    }

    /// Reads a text file like [`Package::read_text`], after packages.
    ///
    /// Errors: as there.
    pub fn read_text_after(
        bytes: &[u8],
        deck: &str,
        one_deck: Option<&str>,
        earlier: &Earlier<'_>,
    ) -> Result<Package<R>, PackageError> {
        let table = text::read(bytes, deck, one_deck)?;
        let mut reading = Reading::new(&table.described, table.rows, Vec::new());
        reading.know_for_text(earlier, table.is_plain);
        reading.undescribed = table.undescribed;
        for note in &table.notes {
            reading.note(note);
        }
        let mut package = reading.finish(BTreeMap::new(), None);
        package.has_names = table.has_names;
        Ok(package)
    }

    /// Returns what is to be brought of a card that is called `item` here, or nothing where it is here already.
    pub fn learned(
        &self,
        card: &CardHistory,
        item: String,
        logged: Option<&Logged>,
        kept: &Card,
        learner: &Learner<'_>,
    ) -> Option<Brought> {
        let (preset, model) = self.presets.get(card.preset)?;
        let there = There {
            row: self.rows.get(card.row)?,
            reviews: self.reviews.get(card.reviews.clone()).unwrap_or_default(),
            preset,
            model,
            standing: &Standing::new(&self.described, preset, card.is_typed),
            is_scheduled: self.has_scheduling,
            made: (self.has_scheduling && !self.is_outdated).then_some(self.described.changed),
        };
        let brought = history::learned(item, &there, &Here { logged, kept }, learner)?;
        Some(history::dated(brought, &there, kept, learner))
    }

    /// How a card of a note that Suraq wrote is marked there; nothing of others, and where the package does not say.
    pub fn marked(&self, card: &CardHistory) -> Option<Marked> {
        let row = self.rows.get(card.row)?;
        (card.is_sent && self.has_scheduling).then_some(Marked {
            flag: row.flag,
            is_suspended: row.queue == -1,
        })
    }

    /// Whether it says anything of how cards are scheduled; one without leaves out Anki's own tags as well.
    pub fn has_scheduling(&self) -> bool {
        self.has_scheduling
    }

    /// Whether it has a deck of this name, though it may be empty.
    pub fn has_deck(&self, name: &str) -> bool {
        self.described.decks.values().any(|deck| deck.name.trim() == name)
    }

    /// When it was made, or its collection was changed last, in seconds; nothing where it does not say.
    pub fn made(&self) -> Option<i64> {
        let made = self.described.changed / 1_000;
        (made > 0 && !self.is_text()).then_some(made)
    }

    /// When anything in it was changed last, in seconds; nothing where it does not say.
    pub fn last_change(&self) -> Option<i64> {
        let of_cards = self.rows.iter().map(|row| row.changed);
        let of_reviews = self.reviews.iter().map(|review| review.at / 1_000);
        let last = of_cards.chain(of_reviews).chain([self.last_note]).max();
        last.filter(|last| *last > 0)
    }

    /// What tells its collection from others: when that began, in seconds.
    pub fn began(&self) -> i64 {
        self.described.began
    }

    /// Numbers that a package of Suraq gave, from `first` to `last`, of notes and cards that it once had and has no longer.
    pub fn once_had(&self, first: i64, last: i64) -> impl Iterator<Item = i64> {
        let numbers = self.bygone.range(first..=last.max(first)).copied();
        numbers.filter(move |number| (number - first) % BETWEEN_NOTES == 0)
    }

    /// Whether it is a text file; the notes of remarks are its lines then.
    pub fn is_text(&self) -> bool {
        self.archive.is_none()
    }

    /// The pictures and sounds that cards name, with the number of their file in the package.
    pub fn media(&self) -> &BTreeMap<String, u32> {
        &self.media
    }

    /// Unpacks one of them into `target`; returns how many bytes it has.
    ///
    /// Errors: it is damaged or too large, or the system refuses.
    pub fn medium(&mut self, number: u32, target: &mut impl Write) -> Result<u64, PackageError> {
        match &mut self.archive {
            Some(archive) => archive.medium(number, target),
            None => Ok(0),
        }
    }

    /// Gives media other names, in all cards: from the name in the package to the one it is kept under.
    pub fn rename_media(&mut self, renamed: &BTreeMap<String, String>) {
        if renamed.is_empty() {
            return;
        }
        for card in &mut self.cards {
            for text in texts_of(&mut card.item) {
                let names: BTreeSet<String> = named_in(text).into_iter().map(str::to_owned).collect();
                for (old, new) in names.iter().filter_map(|name| Some((name, renamed.get(name)?))) {
                    *text = text.replace(&format!(": {old}]"), &format!(": {new}]"));
                }
            }
        }
    }
}
