//! The ways one card can be asked, all sharing one memory: plain, typed, by choice, as a cloze.

use std::fmt;

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use twox_hash::XxHash3_64;
use unicode_segmentation::UnicodeSegmentation;

use super::StudyCard;
use super::listed;
use crate::answers::sort_by_value;
use crate::items::Item;
use crate::items::Kind;
use crate::items::media::is_marked;
use crate::items::origin::is_revealed;
use crate::items::others::stands_last;
use crate::items::typing::is_short;
use crate::items::typing::without_brackets;

/// A way to ask a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// Question, then answer; the learner compares.
    Plain,
    /// The answer is typed and graded.
    Typed,
    /// One of several options is chosen.
    Choices,
    /// The fact as a sentence with the answer left out.
    Cloze,
}

/// The blank of a cloze.
const BLANK: &str = "____";

impl Face {
    /// Every face with the word it is stored and typed as.
    pub const ALL: [(Face, &'static str); 4] = [
        (Face::Plain, "plain"),
        (Face::Typed, "typed"),
        (Face::Choices, "choices"),
        (Face::Cloze, "cloze"),
    ];

    /// Finds a face by its word.
    pub fn from_word(word: &str) -> Option<Face> {
        Face::ALL
            .into_iter()
            .find(|(_, known)| *known == word)
            .map(|(face, _)| face)
    }

    /// Returns its word.
    pub fn word(self) -> &'static str {
        Face::ALL[self as usize].1
    }

    /// Whether `card` can be asked this way.
    pub fn fits(self, card: &StudyCard) -> bool {
        let item = &card.item;
        match self {
            Face::Plain => true,
            Face::Typed => {
                let is_there = !item.key.is_empty() || !item.detail.keys.is_empty() || listed::has_list(item);
                is_there && !is_shown(item)
            }
            // A true-false item has its two options by nature; which of two came first, or is more, has two as well.
            Face::Choices => item.distractors.len() >= options_needed(item) && !listed::has_list(item),
            Face::Cloze => cloze(card).is_some(),
        }
    }

    /// Returns the face that suits `card`: short answers are typed, true or false is chosen, others are revealed,
    /// as is what was not typed in Anki.
    pub fn suited(card: &StudyCard) -> Face {
        if asks_correction(&card.item) {
            // Half of the answer is what would be right instead.
            Face::Typed
        } else if options_needed(&card.item) < 2 {
            Face::Choices
        } else if is_revealed(&card.item) {
            // Nobody typed it over there.
            Face::Plain
        } else if Face::Typed.fits(card) && (listed::has_list(&card.item) || is_typed(&card.item)) {
            Face::Typed
        } else {
            Face::Plain
        }
    }

    /// Returns the face a leech asked this way gets: another one that fits, the most different first.
    pub(super) fn other(self, card: &StudyCard) -> Option<Face> {
        let order = [Face::Choices, Face::Cloze, Face::Typed, Face::Plain];
        order.into_iter().find(|face| *face != self && face.fits(card))
    }
}

/// Whether the answer is short enough to type; of a word, what stands in brackets need not be typed.
fn is_typed(item: &Item) -> bool {
    let is_word = item.kind == Some(Kind::Term);
    is_short(&item.key) || (is_word && is_short(without_brackets(&item.key)))
}

/// Whether a picture or sound is part of the answer: it can be looked at and not be typed.
fn is_shown(item: &Item) -> bool {
    is_marked(&item.key) || item.detail.keys.iter().any(|key| is_marked(key))
}

/// Whether a true-false item asks what would be right instead.
pub(super) fn asks_correction(item: &Item) -> bool {
    item.kind == Some(Kind::TrueFalse) && item.stem.to_lowercase().contains("if false")
}

/// How many wrong options a choice needs.
fn options_needed(item: &Item) -> usize {
    match item.kind {
        Some(Kind::TrueFalse) => 0,
        Some(Kind::Earlier | Kind::Compare) => 1,
        _ => 2,
    }
}

impl fmt::Display for Face {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// Returns the card's statement with the key left out; `None` where the key does not stand in it
/// exactly once, or the question is a cloze already.
pub(super) fn cloze(card: &StudyCard) -> Option<String> {
    let (statement, key) = (card.statement.as_deref()?, card.item.key.trim());
    if key.is_empty() || card.item.stem.contains(BLANK) {
        return None;
    }
    let mut places = statement
        .match_indices(key)
        .filter(|(place, _)| stands_alone(statement, *place, key));
    let (place, _) = places.next()?;
    if places.next().is_some() {
        return None;
    }
    Some(format!(
        "{}{BLANK}{}",
        &statement[..place],
        &statement[place + key.len()..]
    ))
}

fn stands_alone(text: &str, place: usize, word: &str) -> bool {
    let before = text[..place].chars().next_back();
    let after = text[place + word.len()..].chars().next();
    ![before, after]
        .iter()
        .flatten()
        .any(|letter| letter.is_alphanumeric())
}

/// Returns the options in the order they are shown: numbers and dates ascending, others shuffled
/// by `seed` and the card's name; true before false.
pub(super) fn options(card: &StudyCard, seed: u64) -> Vec<String> {
    options_of(&card.item, &card.id, seed)
}

/// Returns the key and the distractors of an item as they are shown: numbers and dates ascending,
/// others in an order drawn from `seed` and `name`, what is about all of them last; true before false.
pub fn options_of(item: &Item, name: &str, seed: u64) -> Vec<String> {
    if item.kind == Some(Kind::TrueFalse) && item.distractors.len() < 2 {
        return vec!["True".to_owned(), "False".to_owned()];
    }
    let item = item.as_asked();
    let mut options: Vec<String> = item.distractors.iter().map(|wrong| wrong.text.clone()).collect();
    options.push(item.key.clone());
    if sort_by_value(&mut options) {
        return options;
    }
    // Sorted first, so that the order of the file does not show.
    options.sort();
    let seed = XxHash3_64::oneshot_with_seed(seed, name.as_bytes());
    options.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    options.sort_by_key(|option| stands_last(option));
    options
}

/// Returns the answer with its first `count` letters and a dot for each letter after them.
/// Blanks and signs are shown as they are.
pub(super) fn hint(answer: &str, count: usize) -> String {
    let mut letters = 0;
    let mut shown = String::new();
    for grapheme in answer.graphemes(true) {
        if !grapheme.chars().any(char::is_alphanumeric) {
            shown.push_str(grapheme);
            continue;
        }
        letters += 1;
        shown.push_str(if letters <= count { grapheme } else { "·" });
    }
    shown
}

/// Whether `text` holds a formula, whose letters one by one say nothing.
pub(super) fn has_formula(text: &str) -> bool {
    let pairs = [("\\(", "\\)"), ("\\[", "\\]")];
    pairs.iter().any(|(open, close)| {
        text.split_once(open)
            .is_some_and(|(_, rest)| rest.contains(close))
    })
}

#[cfg(test)]
mod tests {
    use super::super::proposal::tests::card;
    use super::Face;
    use super::cloze;
    use super::has_formula;
    use super::hint;
    use super::options;
    use crate::items::Distractor;

    fn with_options(key: &str, others: &[&str]) -> super::StudyCard {
        let mut card = card(key);
        card.item.distractors = others
            .iter()
            .map(|text| Distractor {
                text: (*text).to_owned(),
                why: None,
            })
            .collect();
        card
    }

    #[test]
    fn numbers_and_dates_ascend() {
        let shown = options(&with_options("1,045", &["98", "2,297"]), 1);
        assert_eq!(shown, ["98", "1,045", "2,297"]);
        let shown = options(&with_options("5 June 2031", &["14 May 2031", "2 June 2030"]), 1);
        assert_eq!(shown, ["2 June 2030", "14 May 2031", "5 June 2031"]);
        let shown = options(&with_options("9.5 %", &["10 %", "9.25 %"]), 1);
        assert_eq!(shown, ["9.25 %", "9.5 %", "10 %"]);
        let shown = options(&with_options("three", &["twenty-one", "five", "four"]), 1);
        assert_eq!(shown, ["three", "four", "five", "twenty-one"]);
        let shown = options(&with_options("June 2031", &["May 2031", "March 2032"]), 1);
        assert_eq!(shown, ["May 2031", "June 2031", "March 2032"]);
    }

    #[test]
    fn names_stand_in_an_order_drawn_from_the_seed() {
        let card = with_options("Oak Party", &["Elm Party", "Ash Party", "Fir Party"]);
        let orders: std::collections::BTreeSet<Vec<String>> =
            (0..40).map(|seed| options(&card, seed)).collect();
        assert!(orders.len() > 8, "{}", orders.len());
        assert_eq!(options(&card, 7), options(&card, 7));
        assert!(orders.iter().all(|order| order.len() == 4));
    }

    #[test]
    fn choices_need_two_wrong_options() {
        assert!(!Face::Choices.fits(&with_options("Oak", &["Elm"])));
        assert!(Face::Choices.fits(&with_options("Oak", &["Elm", "Ash"])));
    }

    #[test]
    fn which_of_two_is_chosen_from_two() {
        let mut item = with_options("Oak", &["Elm"]);
        item.item.kind = Some(crate::items::Kind::Earlier);
        assert!(Face::Choices.fits(&item));
        assert_eq!(Face::suited(&item), Face::Choices);
        item.item.distractors.clear();
        assert!(!Face::Choices.fits(&item));
    }

    #[test]
    fn short_answers_are_typed_and_long_ones_revealed() {
        assert_eq!(Face::suited(&card("2,297")), Face::Typed);
        assert_eq!(Face::suited(&card("Қазақстан Республикасы")), Face::Typed);
        assert_eq!(Face::suited(&card("because the river had moved")), Face::Plain);
        assert_eq!(Face::suited(&card("")), Face::Plain);
        assert_eq!(Face::suited(&card("[image: flag.png]")), Face::Plain);
        assert!(!Face::Typed.fits(&card("su [sound: su.mp3]")));
        let mut claim = card("True");
        claim.item.kind = Some(crate::items::Kind::TrueFalse);
        assert_eq!(Face::suited(&claim), Face::Choices);
    }

    #[test]
    fn a_cloze_leaves_the_key_out_where_it_stands_once() {
        let mut card = card("Oak");
        card.statement = Some("Oakland elected Oak in 2031.".to_owned());
        assert_eq!(cloze(&card).as_deref(), Some("Oakland elected ____ in 2031."));
        card.statement = Some("Oak met Oak.".to_owned());
        assert_eq!(cloze(&card), None);
        card.statement = None;
        assert!(!Face::Cloze.fits(&card));
    }

    #[test]
    fn formulas_are_known_by_both_their_ends() {
        assert!(has_formula(r"It is \[x=\pm 2\]") && has_formula(r"\(a\)"));
        assert!(!has_formula(r"\(a") && !has_formula(r"a\) \(b") && !has_formula("(a)"));
    }

    #[test]
    fn a_hint_grows_letter_by_letter() {
        assert_eq!(hint("Әсел Ó-1", 0), "···· ·-·");
        assert_eq!(hint("Әсел Ó-1", 2), "Әс·· ·-·");
        assert_eq!(hint("Әсел Ó-1", 99), "Әсел Ó-1");
    }
}
