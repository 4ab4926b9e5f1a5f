//! Why a paper has fewer questions than were asked for, and what takes them anyway.

use suraq::quiz::blueprint;
use suraq::quiz::blueprint::Candidate;
use suraq::quiz::blueprint::Clash;

use super::questions::Meant;
use crate::screen::count;
use crate::screen::cut;
use crate::screen::one_line;

/// So many that were left out are named with what stood against them.
const NAMED: usize = 4;

/// A question is shown by its beginning of so many columns.
const BEGINNING: usize = 48;

/// Returns the lines: how many fit together, which were left out and why, and how many are answered by writing.
pub fn lines(meant: &[Meant], candidates: &[Candidate], places: &[usize], written: usize) -> Vec<String> {
    let there = count(meant.len(), "question", "questions");
    let mut lines = Vec::new();
    if places.len() == meant.len() {
        lines.push(format!("There is no more than {there} to draw."));
    } else {
        lines.push(format!(
            "{} of {there} fit together. The others rest on the same facts or would give an answer away; --all \
             takes them as well.",
            places.len()
        ));
        let clashes = blueprint::clashes(candidates, places);
        lines.extend(clashes.iter().take(NAMED).map(|clash| told(meant, clash)));
        if clashes.len() > NAMED {
            lines.push(format!("  And {} more.", clashes.len() - NAMED));
        }
    }
    if written > 0 {
        let cards = count(written, "card is", "cards are");
        lines.push(format!(
            "{cards} answered by writing and left out; --written draws them as well."
        ));
    }
    lines
}

fn told(meant: &[Meant], clash: &Clash) -> String {
    let begins = |at: usize| format!("“{}”", cut(&one_line(&meant[at].question.text), BEGINNING));
    let (left, drawn) = (begins(clash.left), begins(clash.drawn));
    match clash.is_same_fact {
        true => format!("  {left} rests on the same fact as {drawn}."),
        false => format!("  {left} and {drawn}: one tells the answer of the other."),
    }
}
