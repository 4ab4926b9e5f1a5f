//! Cards from Anki that were left out and named, so that each is named once and not at every import.
//!
//! It is only a memory: where it is lost the next import names them once more.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use suraq::decks::edit::base_path;
use suraq::decks::save::save;
use suraq::import::anki::Remark;

use crate::app::App;
use crate::report::Failure;

/// Its name among the editions, which no deck has.
const NAME: &str = "anki-left-out.txt";

/// Most cards that are remembered; of a collection with more than that nobody looks at each.
const MOST: usize = 1_000;

/// The ids that they would have here.
#[derive(Clone, Debug, Default)]
pub struct LeftOut(BTreeSet<String>);

impl LeftOut {
    /// Reads them.
    pub fn read(app: &App) -> LeftOut {
        let text = fs::read_to_string(place(app)).unwrap_or_default();
        LeftOut(text.lines().map(str::to_owned).collect())
    }

    /// Whether a card is to be named though all else is as before: one that is left out for the first time, and one
    /// of the learner's own always, which is here and reads otherwise there.
    pub fn names(&self, remark: &Remark) -> bool {
        let is_fresh = |id: &str| self.0.len() < MOST && !self.0.contains(id);
        !remark.guid.is_empty() || remark.left_out.as_ref().is_some_and(|id| is_fresh(&id.0))
    }

    /// Keeps those of a package as well.
    ///
    /// Errors: the system refuses.
    pub fn keep(&self, app: &App, remarks: &[Remark]) -> Result<(), Failure> {
        let left_out = remarks.iter().filter_map(|remark| remark.left_out.as_ref());
        let mut all = self.0.clone();
        for id in left_out {
            if all.len() < MOST {
                all.insert(id.0.clone());
            }
        }
        if all == self.0 {
            return Ok(());
        }
        let text: String = all.iter().map(|id| format!("{id}\n")).collect();
        Ok(save(&place(app), text.as_bytes())?)
    }
}

fn place(app: &App) -> PathBuf {
    base_path(&app.paths.decks().join(NAME))
}
