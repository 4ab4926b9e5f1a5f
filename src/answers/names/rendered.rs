//! Foreign names as Russian and Kazakh write them by ear: `Тэтчер` for Thatcher.
//!
//! Folding cannot meet such spellings, for they follow the sound. What both
//! spellings keep is the outline, the consonants in their order; an outline of
//! three consonants or more, in a name that is not of the region, is enough.
//! Names of the region are spelt letter by letter, so folding judges them alone.

use super::Part;
use super::persons;
use super::persons::Match;
use crate::answers::forms::Form;
use crate::lexicon::scripts::Script;
use crate::lexicon::scripts::script_of;

/// Consonants that make a name certain.
const ENOUGH: usize = 3;

/// Compares a name typed in Cyrillic with a foreign person's; `None` when the outlines differ.
pub(super) fn compare(key: &Form, typed: &Form) -> Option<Match> {
    let (given, surname) = persons::parts(key)?;
    if !is_in(typed, Script::Cyrillic) || !is_in(key, Script::Latin) || is_of_the_region(&surname) {
        return None;
    }
    let (typed_given, typed_surname) = persons::parts(typed)?;
    let is_surname = are_alike(&surname, &typed_surname);
    if typed_given.is_empty() {
        return (is_surname && consonants(&surname) >= ENOUGH).then_some(Match::Surname);
    }
    let is_given = given.len() >= typed_given.len()
        && given
            .iter()
            .zip(&typed_given)
            .all(|(name, typed)| are_alike(name, typed));
    let all = consonants(&surname) + given.first().map_or(0, consonants);
    (is_surname && is_given && all >= ENOUGH).then_some(Match::Whole)
}

/// Whether an acronym that is read as a word was typed in Cyrillic: `ЮНЕСКО`.
pub(super) fn is_acronym_heard(key: &Form, typed: &Form) -> bool {
    let (key_name, typed_name) = (key.joined(), typed.joined());
    is_in(typed, Script::Cyrillic)
        && is_in(key, Script::Latin)
        && typed.words.len() == 1
        && consonants(&key_name) >= ENOUGH
        && are_alike(&key_name, &typed_name)
}

fn is_in(name: &Form, script: Script) -> bool {
    name.words.iter().all(|word| script_of(word) == Some(script))
}

/// Endings of the region's surnames.
fn is_of_the_region(surname: &Part) -> bool {
    const ENDINGS: [&str; 12] = [
        "ev", "ov", "in", "eva", "ova", "ina", "uli", "kizi", "bai", "bek", "enko", "an",
    ];
    ENDINGS.iter().any(|ending| surname.sound.ends_with(ending))
}

fn consonants(name: &Part) -> usize {
    outline(&name.spelt, 'v')
        .chars()
        .filter(|letter| *letter != '*')
        .count()
}

/// Whether two words have one outline; a w is heard as v or as a vowel.
fn are_alike(key: &Part, typed: &Part) -> bool {
    let heard = outline(&typed.spelt, 'v');
    [outline(&key.spelt, 'v'), outline(&key.spelt, '*')].contains(&heard)
}

/// Spellings of one consonant, longest first; `*` is a vowel, nothing is silent.
const CONSONANTS: &[(&str, &str)] = &[
    ("shch", "c"),
    ("tsch", "c"),
    ("tch", "c"),
    ("ght", "t"),
    ("dzh", "j"),
    ("tsz", "s"),
    ("ch", "c"),
    ("cz", "c"),
    ("sh", "c"),
    ("sz", "c"),
    ("zh", "j"),
    ("kh", ""),
    ("ph", "f"),
    ("th", "t"),
    ("gh", "g"),
    ("ck", "k"),
    ("ts", "s"),
    ("tz", "s"),
    ("ng", "n"),
    ("ce", "s*"),
    ("ci", "s*"),
    ("c", "k"),
    ("q", "k"),
    ("x", "s"),
    ("z", "s"),
    ("h", ""),
];

/// The consonants of a word in plain Latin letters, by class; `*` where it begins or ends with a vowel.
fn outline(word: &str, w: char) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let known = CONSONANTS.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let (heard, length) = match known {
            // An h in front is heard, as Russian writes it: a g.
            Some(("h", _)) if rest.len() == word.len() => ("g".to_owned(), 1),
            Some((spelling, class)) => ((*class).to_owned(), spelling.len()),
            None if matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') => ("*".to_owned(), 1),
            None if letter == 'w' => (w.to_string(), 1),
            None => (letter.to_string(), letter.len_utf8()),
        };
        for letter in heard.chars() {
            if !out.ends_with(letter) {
                out.push(letter);
            }
        }
        rest = &rest[length..];
    }
    let starts_open = out.starts_with('*');
    let bare: String = out.chars().filter(|letter| *letter != '*').collect();
    if starts_open { format!("*{bare}") } else { bare }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use super::is_acronym_heard;
    use crate::answers::forms::Form;
    use crate::answers::names::persons::Match;

    fn check(key: &str, typed: &str, expected: Option<Match>) {
        assert_eq!(
            compare(&Form::new(key), &Form::new(typed)),
            expected,
            "{key} | {typed}"
        );
    }

    #[test]
    fn foreign_names_are_known_by_their_outline() {
        check("Harold Wilson", "Гарольд Вильсон", Some(Match::Whole));
        check("Clement Attlee", "Климент Эттли", Some(Match::Whole));
        check("Clement Attlee", "Климент Эттлер", None);
        check("William Gladstone", "Гладстон", Some(Match::Surname));
        check("Dwight Eisenhower", "Дуайт Эйзенхауэр", Some(Match::Whole));
    }

    #[test]
    fn names_of_the_region_are_left_to_folding() {
        check("Askar Mamin", "Мамун", None);
        check("Arthur Hayes", "Гейтс", None);
        check("George Bush", "Баш", None);
    }

    #[test]
    fn an_acronym_may_be_written_as_it_is_heard() {
        let heard = |key: &str, typed: &str| is_acronym_heard(&Form::new(key), &Form::new(typed));
        assert!(heard("UNESCO", "ЮНЕСКО"));
        assert!(!heard("UNESCO", "ЮНИСЕФ"));
    }
}
