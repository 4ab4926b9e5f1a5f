//! Sheets that came in one step, taken back by `undo` and brought back by `redo`.
//!
//! A step keeps no sheet and no name: the sheets know in which step they came, and go aside among the results,
//! where forgetting a name finds them.

use serde::Deserialize;
use serde::Serialize;

use super::keep_results;
use super::results;
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
            keep_results(app, &results)?;
        }
        if turned.left > 0 {
            app.screen.remark(&format!(
                "Paper {}: {} taken away or replaced since then, and {} so.",
                self.paper,
                count(turned.left, "sheet of this step was", "sheets of this step were"),
                if turned.left == 1 { "stays" } else { "stay" }
            ));
        }
        Ok(turned.sheets > 0)
    }
}
