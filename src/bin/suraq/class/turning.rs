//! Sheets that came in one step, taken back by `undo` and brought back by `redo`.
//!
//! A step keeps no sheet and no name: the sheets know in which step they came, and go aside among the results,
//! where forgetting a name finds them.

use serde::Deserialize;
use serde::Serialize;
use suraq::quiz::ledger::Ledger;
use suraq::quiz::scores::Change;
use suraq::quiz::steps::Turned;

use super::keep_results;
use super::results;
use super::write_results;
use crate::app::App;
use crate::cards::deeds::Turn;
use crate::report::Failure;
use crate::screen::count;

/// Sheets that came together, as `undo` knows them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Brought {
    /// Code of the paper.
    pub paper: String,
    /// Number of the step among the results; `None` of sheets that an older suraq marked, which know no step.
    pub step: Option<u64>,
}

impl Brought {
    /// Takes the sheets back, or brings them back, and says which stay as they are. Says whether there were any.
    pub fn turn(&self, app: &App, turn: Turn) -> Result<bool, Failure> {
        let mut results = results(app, &self.paper)?;
        let turned = match (turn, self.step) {
            (Turn::Back, Some(step)) => results.take_back(step),
            (Turn::Forth, Some(step)) => results.bring_again(step),
            (_, None) => return Ok(false),
        };
        if turned.sheets > 0 {
            keep_results(app, &mut results)?;
        }
        tell_left(app, &self.paper, turned);
        Ok(turned.sheets > 0)
    }
}

/// Results of other computers that were united with those here, as `undo` knows them.
#[derive(Debug, Serialize, Deserialize)]
pub struct United {
    /// Code of the paper.
    pub paper: String,
    /// The step in which the sheets came.
    pub step: u64,
    /// Changes of the key before.
    pub before: Vec<Change>,
    /// Those afterwards.
    pub after: Vec<Change>,
    /// What was known of sheets that are gone, and of the past of keys, before.
    #[serde(default)]
    pub ledger_before: Ledger,
    /// The same afterwards.
    #[serde(default)]
    pub ledger_after: Ledger,
}

impl United {
    /// Takes the sheets that came away again, or brings them back, and the changes of the key with them where it
    /// was not changed since. Says whether anything was turned.
    pub fn turn(&self, app: &App, turn: Turn) -> Result<bool, Failure> {
        let mut results = results(app, &self.paper)?;
        let ledgers = [&self.ledger_before, &self.ledger_after];
        let known = results.ledger.clone();
        let (turned, from, to) = match turn {
            Turn::Back => (results.part(self.step, ledgers), &self.after, &self.before),
            Turn::Forth => (results.unite_again(self.step, ledgers), &self.before, &self.after),
        };
        let is_same_key = results.changes == *from;
        let changes_key = is_same_key && from != to;
        if changes_key {
            results.changes.clone_from(to);
        }
        let is_turned = turned.sheets > 0 || changes_key || results.ledger != known;
        if is_turned {
            // As it was before: no change of its own that would be later than that of another computer.
            write_results(app, &results)?;
        }
        tell_left(app, &self.paper, turned);
        if !is_same_key && from != to {
            app.screen.remark(&format!(
                "Paper {}: its key was changed since then and stays as it is.",
                self.paper
            ));
        }
        Ok(is_turned)
    }
}

fn tell_left(app: &App, paper: &str, turned: Turned) {
    if turned.left > 0 {
        app.screen.remark(&format!(
            "Paper {paper}: {} taken away or replaced since then, and {} so.",
            count(turned.left, "sheet of this step was", "sheets of this step were"),
            if turned.left == 1 { "stays" } else { "stay" }
        ));
    }
}
