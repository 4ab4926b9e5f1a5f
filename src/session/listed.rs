//! What stands below a stem however the card is asked: events to put in order, halves to match.

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use twox_hash::XxHash3_64;

use crate::answers::Question;
use crate::answers::Verdict;
use crate::answers::grade;
use crate::answers::grade_order;
use crate::answers::grade_pairs;
use crate::items::Item;
use crate::items::Kind;

/// Whether a card is only complete with the list below its stem.
pub(super) fn has_list(item: &Item) -> bool {
    is_order(item) || !item.detail.pairs.is_empty()
}

fn is_order(item: &Item) -> bool {
    item.kind == Some(Kind::Timeline) && item.detail.keys.len() > 1
}

/// Returns what is listed, in an order drawn from `seed` and `name`: the events, or the right halves with
/// those that belong to none.
pub fn listed_of(item: &Item, name: &str, seed: u64) -> Vec<String> {
    let mut shown: Vec<String> = if is_order(item) {
        item.detail.keys.clone()
    } else {
        let right = item.detail.pairs.iter().map(|(_, right)| right.clone());
        let spare = item.distractors.iter().map(|wrong| wrong.text.clone());
        right.chain(spare).collect()
    };
    // Sorted first, so that the order of the file does not show.
    shown.sort();
    let are_years = shown.iter().all(|text| text.parse::<u16>().is_ok());
    if !are_years {
        let seed = XxHash3_64::oneshot_with_seed(seed, name.as_bytes());
        shown.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    }
    shown
}

/// The left halves of a matching as lines to stand below the stem, numbered.
pub(super) fn left_of(item: &Item) -> String {
    let numbered = item.detail.pairs.iter().enumerate();
    numbered
        .map(|(place, (left, _))| format!("\n{}  {}", place + 1, left.replace('\n', " ")))
        .collect()
}

/// Returns the right answer in the letters of the list as it was `shown`: `b a c` of an order, `1c 2a` of a matching.
pub(super) fn letters_of(item: &Item, shown: &[String]) -> Option<String> {
    let letter = |text: &String| -> Option<char> {
        let place = shown.iter().position(|other| other == text)?;
        u8::try_from(place)
            .ok()
            .filter(|place| *place < 26)
            .map(|place| char::from(b'a' + place))
    };
    let letters: Option<Vec<String>> = match is_order(item) {
        true => {
            let keys = item.detail.keys.iter();
            keys.map(|key| letter(key).map(String::from)).collect()
        }
        false => {
            let numbered = item.detail.pairs.iter().zip(1..);
            numbered
                .map(|((_, right), number)| Some(format!("{number}{}", letter(right)?)))
                .collect()
        }
    };
    letters
        .filter(|letters| !letters.is_empty())
        .map(|letters| letters.join(" "))
}

/// Whether a letter points below the end of the list: a slip of the finger, and no answer.
pub(super) fn names_no_place(item: &Item, shown: &[String], typed: &str) -> bool {
    let lower = typed.trim().to_lowercase();
    let words = || {
        lower
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let letter_of = |word: &str| -> Option<char> {
        let letter = word.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let mut letters = letter.chars();
        letters
            .next()
            .filter(|first| letters.next().is_none() && first.is_ascii_lowercase())
    };
    let apart: Option<Vec<char>> = words().map(letter_of).collect();
    let joined = || {
        let is_short = is_order(item)
            && lower.len() == shown.len()
            && lower.bytes().all(|byte| byte.is_ascii_lowercase());
        is_short.then(|| lower.chars().collect())
    };
    let letters: Vec<char> = apart.or_else(joined).unwrap_or_default();
    letters
        .iter()
        .any(|letter| usize::from(*letter as u8 - b'a') >= shown.len())
}

/// Grades letters that point to the list; words are compared as always.
pub(super) fn grade_listed(question: &Question<'_>, shown: &[String], typed: &str) -> Verdict {
    let detail = &question.item.detail;
    let is_letters = typed
        .split(|letter: char| !letter.is_alphanumeric())
        .all(|word| word.chars().count() <= 1)
        || typed.chars().count() <= detail.keys.len();
    match (detail.pairs.is_empty(), is_letters) {
        (false, _) => grade_pairs(&detail.pairs, shown, typed),
        (true, true) => grade_order(&detail.keys, shown, typed),
        (true, false) => grade(question, typed),
    }
}

#[cfg(test)]
mod tests {
    use super::super::proposal::tests::card;
    use super::{grade_listed, has_list, left_of, letters_of, listed_of, names_no_place};
    use crate::answers::{Outcome, Question};
    use crate::items::{Distractor, Item, Kind};

    fn timeline() -> Item {
        let mut item = card("").item;
        item.kind = Some(Kind::Timeline);
        item.detail.keys = ["flood", "vote", "fire"].map(str::to_owned).to_vec();
        item.detail.ordered = true;
        item
    }

    fn outcome(item: &Item, typed: &str) -> Outcome {
        let question = Question {
            item,
            rivals: &[],
            day_first: true,
            word: None,
        };
        grade_listed(&question, &listed_of(item, "a", 1), typed).outcome
    }

    #[test]
    fn events_are_listed_and_ordered_by_letter_or_by_word() {
        let item = timeline();
        let shown = listed_of(&item, "a", 1);
        assert_eq!(shown.len(), 3);
        let letters: String = item
            .detail
            .keys
            .iter()
            .map(|key| shown.iter().position(|other| other == key).unwrap())
            .map(|place| char::from(b'a' + u8::try_from(place).unwrap()))
            .collect();
        assert_eq!(outcome(&item, &letters), Outcome::Right);
        let apart = letters_of(&item, &shown).unwrap();
        assert_eq!(apart.replace(' ', ""), letters);
        assert_eq!(outcome(&item, "flood, vote, fire"), Outcome::Right);
        assert_eq!(outcome(&item, "fire, vote, flood"), Outcome::Wrong);
    }

    #[test]
    fn a_letter_below_the_list_is_no_answer() {
        let item = timeline();
        let shown = listed_of(&item, "a", 1);
        for typed in ["a b d", "abz", "c, a, e"] {
            assert!(names_no_place(&item, &shown, typed), "{typed}");
        }
        for typed in ["a b c", "cab", "", "flood, vote, fire"] {
            assert!(!names_no_place(&item, &shown, typed), "{typed}");
        }
    }

    #[test]
    fn right_halves_are_listed_with_the_spare_and_years_ascend() {
        let mut item = card("").item;
        item.kind = Some(Kind::Matching);
        item.detail.pairs = [("flood", "1923"), ("vote", "1911")]
            .map(|(left, right)| (left.to_owned(), right.to_owned()))
            .to_vec();
        item.distractors = vec![Distractor {
            text: "1917".to_owned(),
            why: None,
        }];
        assert_eq!(listed_of(&item, "a", 9), ["1911", "1917", "1923"]);
        assert_eq!(left_of(&item), "\n1  flood\n2  vote");
        assert_eq!(outcome(&item, "1c 2a"), Outcome::Right);
        assert_eq!(letters_of(&item, &listed_of(&item, "a", 9)).unwrap(), "1c 2a");
        assert_eq!(letters_of(&card("Oak").item, &[]), None);
        assert!(has_list(&item) && has_list(&timeline()));
        assert!(!has_list(&card("Oak").item));
    }
}
