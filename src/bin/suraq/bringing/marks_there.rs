//! Which cards of notes that Suraq wrote were flagged or suspended in Anki when that was last heard of.
//!
//! A package without progress carries no marks, so that what it brings back without one was not unmarked there: only
//! what Anki had can be taken off in it. The list stays where an import is taken back; what Anki has is true all the
//! same. Where it is lost a card keeps the marks that it has here.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use suraq::decks::edit::base_path;
use suraq::decks::save::save;
use suraq::import::anki::Marked;
use suraq::progress::Card;
use suraq::progress::Logged;

use crate::app::App;
use crate::report::Failure;

/// Its name among the editions, which no deck has.
const NAME: &str = "anki-marks.txt";

/// How lines begin that name a card: that of one with a flag, and that of one that is suspended.
const FLAGGED: &str = "flag ";
const SUSPENDED: &str = "suspend ";

/// Cards by their names here: deck/item or deck/item/direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarksThere {
    flagged: BTreeSet<String>,
    suspended: BTreeSet<String>,
}

impl MarksThere {
    /// Reads them.
    pub fn read(app: &App) -> MarksThere {
        let text = fs::read_to_string(place(app)).unwrap_or_default();
        let named = |start: &str| {
            let cards = text.lines().filter_map(|line| line.strip_prefix(start));
            cards.map(str::to_owned).collect()
        };
        MarksThere {
            flagged: named(FLAGGED),
            suspended: named(SUSPENDED),
        }
    }

    /// Keeps them, where they are others than `before`.
    ///
    /// Errors: the system refuses.
    pub fn keep(&self, app: &App, before: &MarksThere) -> Result<(), Failure> {
        if self == before {
            return Ok(());
        }
        let mut text = String::new();
        for (start, cards) in [(FLAGGED, &self.flagged), (SUSPENDED, &self.suspended)] {
            for card in cards {
                text.push_str(start);
                text.push_str(card);
                text.push('\n');
            }
        }
        Ok(save(&place(app), text.as_bytes())?)
    }

    /// Lets a card keep the marks that it has here and that Anki never had.
    pub fn spare(&self, card: &str, there: Marked, kept: &Card, logged: Option<&mut Logged>) {
        let Some(logged) = logged else {
            return;
        };
        logged.set_here.flag |= kept.marks.flag != 0 && there.flag == 0 && !self.flagged.contains(card);
        let is_suspended_here = kept.marks.suspended && !there.is_suspended;
        logged.set_here.suspended |= is_suspended_here && !self.suspended.contains(card);
    }

    /// Notes how a card is marked there.
    pub fn note(&mut self, card: &str, there: Marked) {
        let marks = [
            (&mut self.flagged, there.flag != 0),
            (&mut self.suspended, there.is_suspended),
        ];
        for (cards, is_marked) in marks {
            match is_marked {
                true => drop(cards.insert(card.to_owned())),
                false => drop(cards.remove(card)),
            }
        }
    }
}

/// Notes the marks of cards that a package with progress brings to Anki for the first time: those that it has there
/// already it leaves as they are.
///
/// Errors: the system refuses.
pub fn note_sent<'a>(app: &App, cards: impl Iterator<Item = (&'a str, &'a Card)>) -> Result<(), Failure> {
    let before = MarksThere::read(app);
    let mut now = before.clone();
    for (name, card) in cards {
        let there = Marked {
            flag: card.marks.flag,
            is_suspended: card.marks.suspended,
        };
        now.note(name, there);
    }
    now.keep(app, &before)
}

fn place(app: &App) -> PathBuf {
    base_path(&app.paths.decks().join(NAME))
}
