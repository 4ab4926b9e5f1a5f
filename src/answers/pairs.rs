//! Answers of a matching: which right half belongs to which left one.

use super::verdict::FULL;
use super::verdict::Verdict;

/// More pairs than this are not sorted out one by one.
const MOST: usize = 24;

/// A word with fewer letters than this says nothing of a half.
const LEAST_LETTERS: usize = 3;

/// Grades a matching given by numbers and letters, `1b 2a 3c`, or by letters alone in the order of the left side.
///
/// `pairs` are the halves that belong together, in the order the left ones are shown; `shown` are the right
/// halves as they stood on the screen, those that belong to none among them.
pub fn grade_pairs(pairs: &[(String, String)], shown: &[String], typed: &str) -> Verdict {
    let pairs = &pairs[..pairs.len().min(MOST)];
    if typed.trim().is_empty() {
        return Verdict::wrong("nothing typed");
    }
    let Some(given) = read(pairs.len(), shown.len(), typed) else {
        return Verdict::self_grade(500, "compare with the answer and say yourself");
    };
    let is_right = |(left, (_, right)): (usize, &(String, String))| {
        given[left].is_some_and(|letter| shown[letter] == *right)
    };
    let right = pairs.iter().enumerate().filter(|pair| is_right(*pair)).count();
    match (right, pairs.len()) {
        (right, all) if right == all => Verdict::right("right"),
        (0, _) => Verdict::wrong("no pair is right"),
        (right, all) => {
            let credit = right * usize::from(FULL) / all;
            Verdict::partial(
                u16::try_from(credit).unwrap_or(FULL),
                format!("{right} of {all} pairs"),
            )
        }
    }
}

/// Whether `typed` neither names pairs by numbers and letters nor has a word of a half in it: it can be compared with
/// nothing.
pub fn names_no_pair(pairs: &[(String, String)], shown: &[String], typed: &str) -> bool {
    let given = read(pairs.len().min(MOST), shown.len(), typed);
    if typed.trim().is_empty() || given.is_some_and(|given| given.iter().any(Option::is_some)) {
        return false;
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words = words.filter(|word| word.chars().count() >= LEAST_LETTERS);
        words.map(str::to_lowercase).collect()
    };
    let halves = pairs.iter().flat_map(|(left, right)| [left, right]);
    let known: Vec<String> = halves.chain(shown).flat_map(|half| words(half)).collect();
    !words(typed).iter().any(|word| known.contains(word))
}

/// For each left half the place of the right one; `None` where words are typed in place of letters.
fn read(pairs: usize, shown: usize, typed: &str) -> Option<Vec<Option<usize>>> {
    let runs: Vec<&str> = typed
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|run| !run.is_empty())
        .collect();
    let is_letters = runs.iter().all(|run| run.chars().count() == 1);
    let is_one_run = runs.len() == 1 && runs[0].len() <= pairs;
    if runs.is_empty() || !(is_letters || is_one_run) {
        return None;
    }
    let mut given = vec![None; pairs];
    let mut left = 0;
    for mark in typed.chars() {
        match mark.to_ascii_lowercase() {
            digit @ '1'..='9' => left = digit as usize - '1' as usize,
            letter @ 'a'..='z' => {
                let place = letter as usize - 'a' as usize;
                *given.get_mut(left)? = Some(place).filter(|place| *place < shown);
                left += 1;
            }
            letter if letter.is_alphabetic() => return None,
            _ => {}
        }
    }
    Some(given)
}

#[cfg(test)]
mod tests {
    use super::super::Outcome;
    use super::grade_pairs;
    use super::names_no_pair;

    fn halves() -> ([(String, String); 3], [String; 4]) {
        let pairs = [("flood", "1911"), ("vote", "1923"), ("fire", "1930")];
        let pairs = pairs.map(|(left, right)| (left.to_owned(), right.to_owned()));
        (pairs, ["1911", "1917", "1923", "1930"].map(str::to_owned))
    }

    #[test]
    fn what_names_neither_pairs_nor_halves_is_no_answer() {
        let (pairs, shown) = halves();
        for typed in ["zz", "1a 2bzz", "1a 2bzz1a2a3", "3:choices", "…", "a b c d e"] {
            assert!(names_no_pair(&pairs, &shown, typed), "{typed}");
        }
        for typed in ["1a 2b", "acd", "a", "flood in 1911", "1911 1923 1930", " ", ""] {
            assert!(!names_no_pair(&pairs, &shown, typed), "{typed}");
        }
    }

    fn graded(typed: &str) -> (Outcome, u16) {
        let (pairs, shown) = halves();
        let verdict = grade_pairs(&pairs, &shown, typed);
        (verdict.outcome, verdict.credit)
    }

    #[test]
    fn letters_may_come_with_numbers_or_alone() {
        for typed in ["1a 2c 3d", "acd", "a, c, d", "3d 1a 2c", "1 a; 2 c; 3 d", "A C D"] {
            assert_eq!(graded(typed), (Outcome::Right, 1000), "{typed}");
        }
    }

    #[test]
    fn each_right_pair_earns_its_share() {
        assert_eq!(graded("1a 2b 3d"), (Outcome::Partial, 666));
        assert_eq!(graded("a"), (Outcome::Partial, 333));
        assert_eq!(graded("b a b").0, Outcome::Wrong);
    }

    #[test]
    fn words_are_for_the_learner_to_compare() {
        assert_eq!(graded("flood in 1911").0, Outcome::SelfGrade);
        assert_eq!(graded("a b c d e").0, Outcome::SelfGrade);
        assert_eq!(graded("z").0, Outcome::Wrong);
        assert_eq!(graded("…").0, Outcome::SelfGrade);
        assert_eq!(graded(" ").0, Outcome::Wrong, "nothing typed");
    }
}
