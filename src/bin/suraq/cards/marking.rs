//! Commands that put a mark on cards: they find the cards, change them in one step, and say how many.

use serde_json::json;
use suraq::progress::ProgressError;
use suraq::progress::Store;
use suraq::schedule::Moment;

use crate::app::App;
use crate::cards::choice;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::count;

/// How a mark is told.
pub struct Told<'a> {
    /// The name of the number in JSON: `suspended`.
    pub json: &'a str,
    /// What was done, before the number: `Suspended`.
    pub done: &'a str,
    /// What was so already, behind the number: `were suspended before`.
    pub before: &'a str,
    /// What comes of it, as a sentence; may be empty.
    pub now: &'a str,
}

/// Marks the cards that `words` mean with `mark`, which says how many it changed.
pub fn mark(
    app: &mut App,
    words: &[String],
    all: bool,
    told: &Told<'_>,
    mark: impl FnOnce(&mut Store, &[&str], Moment) -> Result<usize, ProgressError>,
) -> Outcome {
    let cards = choice::to_change(app, words, all)?;
    if cards.is_empty() {
        if app.json {
            app.screen.line(&json!({ told.json: 0, "cards": [] }).to_string());
        }
        return Ok(Done::Well);
    }
    let ids: Vec<String> = cards.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    let now = app.now();
    let changed = mark(app.store()?, &names, now)?;
    let text = sentence(told, &names, changed, app.undo_hint());
    app.answer(&json!({ told.json: changed, "cards": ids }), &text);
    Ok(Done::Well)
}

fn sentence(told: &Told<'_>, names: &[&str], changed: usize, undo: &str) -> String {
    let same = names.len() - changed;
    let before = match (names, same) {
        (_, 0) => String::new(),
        ([name], _) => format!("{name}: {} already.", told.before),
        (_, same) => format!("{}: {} already.", count(same, "card", "cards"), told.before),
    };
    let which = match names {
        [name] => (*name).to_owned(),
        _ => count(changed, "card", "cards"),
    };
    let parts = match changed {
        0 => vec![before, "Nothing is changed.".to_owned()],
        _ => vec![
            format!("{}: {which}.", told.done),
            before,
            told.now.to_owned(),
            undo.to_owned(),
        ],
    };
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Told, sentence};

    const TOLD: Told<'static> = Told {
        json: "suspended",
        done: "Suspended",
        before: "suspended",
        now: "",
    };

    #[test]
    fn the_sentence_counts_what_changed_and_what_did_not() {
        let said = |names: &[&str], changed| sentence(&TOLD, names, changed, "undo: u");
        assert_eq!(said(&["a/b"], 1), "Suspended: a/b. undo: u");
        assert_eq!(said(&["a/b"], 0), "a/b: suspended already. Nothing is changed.");
        assert_eq!(
            said(&["a/b", "a/c", "a/d"], 2),
            "Suspended: 2 cards. 1 card: suspended already. undo: u"
        );
        assert_eq!(
            said(&["a/b", "a/c"], 0),
            "2 cards: suspended already. Nothing is changed."
        );
    }
}
