//! Tables of cards as they are shown, which say nothing of the notes they are made of.
//!
//! Such a table has no names and no note types, so that each of its rows would be a note of its own: what is here
//! already would come a second time, and a card that is asked both ways would be two that know nothing of each other.

use std::collections::BTreeSet;

use twox_hash::XxHash3_64;

/// How the gap of a cloze begins where it is shown.
const GAP: &str = "class=\"cloze";

/// The gap of a cloze in plain text.
const PLAIN_GAP: &str = "[...]";

/// Looks through the rows of a table for what only cards have.
pub(super) struct AsShown {
    /// Whether nothing spoke against it yet.
    may_be: bool,
    has_gaps: bool,
    /// Hashes of the two sides of each row.
    sides: BTreeSet<(u64, u64)>,
    rows: usize,
    turned: usize,
}

impl AsShown {
    /// `may_be` says whether the first lines leave it open.
    pub(super) fn new(may_be: bool) -> AsShown {
        AsShown {
            may_be,
            has_gaps: false,
            sides: BTreeSet::new(),
            rows: 0,
            turned: 0,
        }
    }

    /// Takes a row into account.
    pub(super) fn note(&mut self, cells: &[&str]) {
        let [front, back] = cells else {
            self.may_be = false;
            return;
        };
        if !self.may_be {
            return;
        }
        self.rows += 1;
        self.has_gaps |= front.contains(GAP) || is_filled(front, back);
        let hash = |side: &str| XxHash3_64::oneshot(side.trim().as_bytes());
        let (front, back) = (hash(front), hash(back));
        self.turned += usize::from(front != back && self.sides.contains(&(back, front)));
        self.sides.insert((front, back));
    }

    /// Whether the rows are cards: gaps are shown, or many are another one turned around.
    pub(super) fn is_likely(&self) -> bool {
        self.may_be && (self.has_gaps || self.turned > 0 && self.turned * 10 >= self.rows)
    }
}

/// Whether the back says the sentence of the front once more, with its gaps filled.
fn is_filled(front: &str, back: &str) -> bool {
    let mut parts = front.trim().split(PLAIN_GAP).peekable();
    let Some(mut rest) = parts.next().and_then(|lead| back.trim().strip_prefix(lead)) else {
        return false;
    };
    let has_gap = parts.peek().is_some();
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    has_gap && front.trim() != PLAIN_GAP
}

#[cfg(test)]
mod tests {
    use super::AsShown;

    fn is_likely(rows: &[[&str; 2]]) -> bool {
        let mut as_shown = AsShown::new(true);
        rows.iter().for_each(|row| as_shown.note(row));
        as_shown.is_likely()
    }

    #[test]
    fn gaps_and_turned_rows_are_signs_of_cards() {
        assert!(is_likely(&[["su", "water"], ["water", "su"], ["ot", "fire"]]));
        let gap = "The <span class=\"cloze\" data-ordinal=\"1\">[...]</span> flows";
        assert!(is_likely(&[["su", "water"], [gap, "Tur"]]));
        let plain = "The [...] flows.";
        assert!(is_likely(&[["su", "water"], [plain, "The Tur flows.  by day"]]));
        assert!(!is_likely(&[["su", "water"], [plain, "Tur"], ["[...]", "a gap"]]));
        assert!(!is_likely(&[["su", "water"], ["ot", "fire"], ["yes", "yes"]]));
        let mut as_shown = AsShown::new(true);
        as_shown.note(&["su", "water"]);
        as_shown.note(&["water", "su", "x"]);
        assert!(!as_shown.is_likely(), "notes have fields besides");
    }
}
