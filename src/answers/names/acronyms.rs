//! Acronyms and what they stand for.

use crate::answers::edits;
use crate::answers::forms::Form;
use crate::answers::forms::Part;
use crate::answers::spelling;
use crate::answers::verdict::Verdict;

/// Small words that acronyms and their expansions leave out as they like.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "of" | "for" | "and" | "in" | "on" | "to" | "by" | "with" | "at"
    )
}

/// The initials of the telling words of a name; `None` when there are fewer than two.
pub(super) fn initials(name: &Form) -> Option<String> {
    let telling = name.words.iter().filter(|word| !is_small(word));
    let initials: String = telling.filter_map(|word| word.chars().next()).collect();
    (initials.chars().count() >= 2).then_some(initials)
}

/// The letters of a text that looks like an acronym: one word, or single letters with points.
pub(super) fn letters(typed: &Form) -> Option<String> {
    let is_letter = |word: &String| word.chars().count() == 1;
    match &typed.words[..] {
        [word] if (2..=8).contains(&word.chars().count()) => Some(word.clone()),
        words if (2..=8).contains(&words.len()) && words.iter().all(is_letter) => Some(words.concat()),
        _ => None,
    }
}

/// Whether a key is written as an acronym: a few capitals in one word.
pub(in crate::answers) fn is_acronym(key: &str) -> bool {
    let key = key.strip_prefix("the ").unwrap_or(key);
    let letters: Vec<char> = key.chars().filter(|letter| *letter != '.').collect();
    (2..=8).contains(&letters.len()) && letters.iter().all(|letter| letter.is_uppercase())
}

/// Grades what an acronym stands for: the telling words in any order, small words as one likes.
pub(super) fn grade_expansion(key: &Form, typed: &Form) -> Option<Verdict> {
    let telling = |form: &Form| -> Vec<Part> {
        let words = form
            .words
            .iter()
            .map(|word| word.replace('-', ""))
            .filter(|word| !is_small(word));
        words
            .map(|word| Form::of(vec![spelling::plain(&word)]).joined())
            .filter(|word| !word.sound.is_empty())
            .collect()
    };
    let (key, typed) = (telling(key), telling(typed));
    if key.len() < 2 || typed.len() > 40 {
        return None;
    }
    let mut left: Vec<&Part> = typed.iter().collect();
    let (mut found, mut slips) = (0, 0);
    for word in &key {
        let exact = left.iter().position(|other| other.sound == word.sound);
        let place = exact.or_else(|| left.iter().position(|other| is_near(word, other)));
        if let Some(place) = place {
            slips += usize::from(exact.is_none());
            found += 1;
            left.remove(place);
        }
    }
    let missing = key.len() - found;
    let credit = u16::try_from(found * 1000 / key.len()).unwrap_or(0);
    Some(match (missing, left.len()) {
        (0, 0) if slips == 0 => Verdict::right("right"),
        (0, 0) if slips <= 2 => Verdict::typo("right, with a slip"),
        (0, 1..=2) => Verdict::partial(800, format!("“{}” does not belong to it", left[0].spelt)),
        (1, 0..=1) if found >= 1 => Verdict::partial(credit, "one word is not right"),
        _ if found * 2 >= key.len() && left.len() <= missing => {
            Verdict::partial(credit, "some words are not right")
        }
        _ => Verdict::wrong("it stands for something else"),
    })
}

fn is_near(key: &Part, typed: &Part) -> bool {
    !spelling::are_different_words(&key.sound, &typed.sound) && edits::forgivable_part(key, typed).is_some()
}

#[cfg(test)]
mod tests {
    use super::grade_expansion;
    use super::initials;
    use super::is_acronym;
    use crate::answers::forms::Form;
    use crate::answers::verdict::Outcome;
    use Outcome::{Partial, Right, Typo, Wrong};

    #[test]
    fn small_words_have_no_initials() {
        assert_eq!(
            initials(&Form::new("Union for Open Rivers")).as_deref(),
            Some("uor")
        );
        assert!(is_acronym("OSCE") && !is_acronym("Osce") && !is_acronym("A"));
    }

    #[test]
    fn expansions_are_graded_by_their_words() {
        let check = |typed: &str, expected: Outcome| {
            let verdict = grade_expansion(
                &Form::new("Organization for Security and Co-operation in Europe"),
                &Form::new(typed),
            );
            assert_eq!(verdict.unwrap().outcome, expected, "{typed}");
        };
        check("Organisation for Security and Co-operation in Europe", Right);
        check("Organization of Security, Co-operation, Europe", Right);
        check("Organisation for Security and Cooperation in Europe", Right);
        check("Organization for Securty and Co-operation in Europe", Typo);
        check("Organization for Stability and Co-operation in Europe", Partial);
        check("Office of Strategic Central Estimates", Wrong);
    }
}
