//! A cloze as its note in Anki has it, where somebody gave it more gaps there than the one that is asked here.
//!
//! What was made there stays there: the gaps are put into the sentence again when the note is written, also when the
//! sentence was edited here, as long as the words that they hide still stand in it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

/// The number of the gap that is asked here.
pub const OWN: u32 = 1;

/// A gap of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The number of its card, from 1.
    pub number: u32,
    /// Where in the sentence what it hides begins, in bytes.
    pub from: usize,
    /// Where that ends.
    pub to: usize,
    /// What is shown in its place; may be empty.
    #[serde(default)]
    pub hint: String,
}

/// A sentence and all its gaps, each before those within it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gapped {
    /// The sentence with nothing hidden.
    pub text: String,
    /// Its gaps.
    pub gaps: Vec<Gap>,
    /// What the cards of other gaps than the first are called here, by their numbers; for whoever writes the note.
    #[serde(skip)]
    pub cards: BTreeMap<u32, String>,
}

impl Gapped {
    /// Returns the gaps of the sentence as it reads now: its `own`, and those that others made. Nothing where the words
    /// of one stand in it no longer, would be parted by another, or are those of its own gap, which hides others there.
    pub fn moved_to(&self, text: &str, own: Vec<Gap>) -> Option<Vec<Gap>> {
        let mut gaps = own.clone();
        for gap in self.gaps.iter().filter(|gap| gap.number != OWN) {
            let placed = self.place(gap, text)?;
            if hides(&own, &placed) && !hides(&self.gaps, gap) {
                return None;
            }
            gaps.push(placed);
        }
        gaps.sort_by_key(|gap| (gap.from, usize::MAX - gap.to, gap.number));
        are_nested(&gaps).then_some(gaps)
    }

    /// The numbers of the gaps that others made.
    pub fn others(&self) -> Vec<u32> {
        let numbers = self.gaps.iter().map(|gap| gap.number);
        let mut numbers: Vec<u32> = numbers.filter(|number| *number != OWN).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// A gap where its words stand in `text`: at the same of several places.
    fn place(&self, gap: &Gap, text: &str) -> Option<Gap> {
        let hidden = self
            .text
            .get(gap.from..gap.to)
            .filter(|hidden| !hidden.is_empty())?;
        let stands_alone = is_word(&self.text, gap.from, gap.to);
        let places = |text: &str| -> Vec<usize> {
            let found = text.match_indices(hidden).map(|(at, _)| at);
            let found = found.filter(|at| !stands_alone || is_word(text, *at, at + hidden.len()));
            found.collect()
        };
        let (before, now) = (places(&self.text), places(text));
        let which = before.iter().position(|at| *at == gap.from)?;
        let from = *now.get(which).filter(|_| before.len() == now.len())?;
        Some(Gap {
            from,
            to: from + hidden.len(),
            ..gap.clone()
        })
    }
}

/// Whether the gap that is asked here hides the same words as another.
fn hides(gaps: &[Gap], other: &Gap) -> bool {
    let mut own = gaps.iter().filter(|gap| gap.number == OWN);
    own.any(|gap| (gap.from, gap.to) == (other.from, other.to))
}

/// Whether no letter or digit stands right before or behind a part of a text.
fn is_word(text: &str, from: usize, to: usize) -> bool {
    let before = text[..from].chars().next_back();
    let after = text[to..].chars().next();
    let is_part = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    !is_part(before) && !is_part(after)
}

/// Whether each gap ends within the one that it begins in.
fn are_nested(gaps: &[Gap]) -> bool {
    let mut open: Vec<usize> = Vec::new();
    gaps.iter().all(|gap| {
        open.retain(|end| *end > gap.from);
        let is_within = open.last().is_none_or(|end| gap.to <= *end);
        open.push(gap.to);
        is_within
    })
}

#[cfg(test)]
mod tests {
    use super::Gap;
    use super::Gapped;

    fn gap(number: u32, text: &str, hidden: &str) -> Gap {
        let from = text.find(hidden).unwrap();
        Gap {
            number,
            from,
            to: from + hidden.len(),
            hint: String::new(),
        }
    }

    /// The words that the gaps of the second card hide in the sentence as it reads now.
    fn moved(text: &str, hidden: &str, now: &str, own: &str) -> Option<Vec<String>> {
        let there = Gapped {
            text: text.to_owned(),
            gaps: vec![gap(1, text, "river"), gap(2, text, hidden)],
            ..Gapped::default()
        };
        let gaps = there.moved_to(now, vec![gap(1, now, own)])?;
        let second = gaps.iter().filter(|gap| gap.number == 2);
        Some(second.map(|gap| now[gap.from..gap.to].to_owned()).collect())
    }

    #[test]
    fn gaps_stay_where_their_words_stand() {
        let text = "Which river leaves it?";
        let now = "Say which great river leaves it.";
        assert_eq!(moved(text, "leaves", now, "great river").unwrap(), ["leaves"]);
        assert_eq!(moved(text, "river leaves", now, "great river"), None, "parted");
        assert_eq!(
            moved(text, "river leaves", now, "river").unwrap(),
            ["river leaves"]
        );
        assert_eq!(
            moved(text, "leaves", "Which river is in it?", "river"),
            None,
            "gone"
        );
        assert_eq!(
            moved(text, "it", "Which river is with it?", "river").unwrap(),
            ["it"]
        );
        assert_eq!(
            moved(text, "it", "It is a river, is it, of it?", "river"),
            None,
            "which?"
        );
    }

    #[test]
    fn a_gap_that_changed_places_with_the_own_one_is_not_put_into_it() {
        let text = "Which river leaves it?";
        assert_eq!(moved(text, "leaves", text, "leaves"), None);
        assert_eq!(
            moved(text, "river", text, "river").unwrap(),
            ["river"],
            "both there"
        );
    }
}
