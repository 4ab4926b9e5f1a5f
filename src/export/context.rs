//! What an export may know besides the decks: earlier exports, and the learner where that was asked for.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::io;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::items::as_there::AsThere;
use crate::items::gapped::Gapped;
use crate::items::left_there::LeftThere;
use crate::progress::Card;
use crate::progress::ExportRecord;
use crate::progress::Histories;
use crate::schedule::Moment;
use crate::schedule::Settings;

/// What the caller hands to a format besides the decks. The default is nothing at all.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// What exports wrote before.
    pub record: ExportRecord,
    /// Tags that cards got in another program, by the names of their notes there: they go back as they came.
    pub tags_there: BTreeMap<String, BTreeSet<String>>,
    /// Clozes that have further gaps in another program, by the names of their notes there.
    pub gapped: BTreeMap<String, Gapped>,
    /// How notes that were written elsewhere read in another program, by their names there.
    pub as_there: BTreeMap<String, AsThere>,
    /// Why notes are left as they are in another program, by their names there.
    pub left_there: BTreeMap<String, LeftThere>,
    /// Whether such notes are written nonetheless, where they have the same note type there.
    pub overwrites: bool,
    /// Whether a format that another program writes over all of takes also what reads as the last export wrote it.
    pub writes_unchanged: bool,
    /// The learner's progress, for formats that carry it.
    pub learner: Option<Learner>,
    /// Now, in seconds since 1970 in UTC. Dates what changed since the last export and does not say when.
    pub now: Option<i64>,
    /// Pictures and sounds that the decks name and that are there, by their plain composed names.
    pub media: BTreeMap<String, Vec<u8>>,
    /// A file for what is large; without one it is held in memory. The bytes are the same.
    pub scratch: Option<Arc<dyn Scratch>>,
}

/// An empty file that the caller lends to one export, and removes.
pub trait Scratch: Debug {
    /// Where it is.
    fn path(&self) -> &Path;

    /// Opens what has been written to it, from its beginning.
    ///
    /// Errors: the system refuses.
    fn open(&self) -> io::Result<Box<dyn Read>>;
}

/// One learner's progress.
#[derive(Clone, Debug)]
pub struct Learner {
    /// Every card that was ever touched, by its name.
    pub cards: BTreeMap<String, Card>,
    /// All reviews that count, by card.
    pub reviews: Histories,
    /// The schedule in force.
    pub settings: Settings,
    /// That of decks which have one of their own, by their ids.
    pub of_decks: BTreeMap<String, Settings>,
    /// When the export is made: a card buried until today is buried no more.
    pub now: Moment,
}
