//! Offices: one office has several titles, and a deputy is not a minister.

use crate::answers::edits;
use crate::answers::forms::Form;
use crate::answers::spelling;
use crate::answers::verdict::Verdict;
use crate::lexicon::fold::normalise;
use crate::lexicon::fold::words;

/// Titles of several words that mean the same as one.
const PHRASES: &[(&str, &str)] = &[
    ("head of the local administration", "akim"),
    ("head of a local administration", "akim"),
    ("head of local administration", "akim"),
    ("head of the administration", "akim"),
    ("commander in chief", "commander"),
    ("of the city of", "of"),
    ("of the united nations", "un"),
    ("united nations", "un"),
    ("prime minister", "premier"),
    ("head of government", "premier"),
    ("head of the government", "premier"),
    ("head of state", "president"),
    ("foreign affairs", "foreign"),
    ("internal affairs", "interior"),
    ("of the republic of kazakhstan", ""),
    ("of kazakhstan", ""),
];

/// Words for one office, each list under its first word.
const TITLES: &[&str] = &[
    "chair chairman chairwoman chairperson speaker",
    "akim mayor governor äkim әкім аким",
    "premier",
    "minister",
    "president",
    "head chief",
    "secretary",
    "ambassador envoy",
    "deputy",
    "director",
    "commander",
    "prosecutor",
    "judge",
    "khan",
    "commissar",
    "adviser advisor counsellor counselor",
    "chancellor",
    "member mp",
];

/// Words that make another office of the same title.
const RANKS: &str = "deputy vice acting former first second assistant ex interim junior senior state";

/// Grades an answer that names an office; `None` when the key names none.
pub(super) fn grade(key: &str, typed: &str) -> Option<Verdict> {
    let (mended, has_slip) = mended(key, typed);
    let (key, typed) = (plain(key), plain(&mended));
    let head = key
        .iter()
        .find(|word| is_title(word) && !is_rank(word))
        .or_else(|| key.iter().find(|word| is_title(word)))?;
    let part = |word: &String| Form::of(vec![word.clone()]).joined();
    let near = |left: &String, right: &String| edits::forgivable_part(&part(left), &part(right));
    let missing: Vec<&String> = key
        .iter()
        .filter(|word| !typed.iter().any(|other| near(word, other).is_some()))
        .collect();
    let extra: Vec<&String> = typed
        .iter()
        .filter(|word| !key.iter().any(|other| near(other, word).is_some()))
        .collect();
    let is_other_rank = missing.iter().chain(&extra).any(|word| is_rank(word));
    let has_head = typed.iter().any(|word| near(head, word).is_some());
    Some(match (missing.is_empty(), extra.is_empty()) {
        _ if !has_head || is_other_rank => Verdict::wrong("this is another office"),
        (true, true) => {
            let exact = !has_slip && key.iter().all(|word| typed.contains(word));
            if exact {
                Verdict::right("right")
            } else {
                Verdict::typo("right, with a slip")
            }
        }
        (false, true) => Verdict::partial(500, "the office is right, but it does not say of what"),
        _ => Verdict::wrong("this is another office"),
    })
}

/// The answer with words that are a slip away from a word of the key, and whether there was one.
///
/// Titles are found word by word, so they are mended before they are looked for.
fn mended(key: &str, typed: &str) -> (String, bool) {
    let (key, typed) = (spaced(key), spaced(typed));
    let part = |word: &str| Form::of(vec![word.to_owned()]).joined();
    let mut has_slip = false;
    let mut mend = |word: &str| {
        let wrote = part(word);
        let near = words(&key)
            .find(|meant| edits::forgivable_part(&part(meant), &wrote).is_some_and(|slips| slips > 0));
        let is_there = words(&key).any(|meant| meant == word)
            || near.is_none_or(|meant| spelling::plain(meant) == spelling::plain(word));
        has_slip |= !is_there;
        near.filter(|_| !is_there).unwrap_or(word).to_owned()
    };
    let mended: Vec<String> = words(&typed).map(&mut mend).collect();
    (mended.join(" "), has_slip)
}

/// The normal text with hyphens apart: `secretary general`.
fn spaced(text: &str) -> String {
    normalise(text).replace('-', " ")
}

/// Whether a text names an office.
pub(in crate::answers) fn is_office(text: &str) -> bool {
    plain(text).iter().any(|word| is_title(word))
}

fn is_title(word: &str) -> bool {
    TITLES.iter().any(|titles| titles.split(' ').next() == Some(word))
}

fn is_rank(word: &str) -> bool {
    RANKS.split(' ').any(|rank| rank == word)
}

/// The telling words of an office, each in its one spelling.
fn plain(text: &str) -> Vec<String> {
    let mut text = format!(" {} ", spaced(text));
    for (phrase, word) in PHRASES {
        text = text.replace(&format!(" {phrase} "), &format!(" {word} "));
    }
    let small = |word: &&str| {
        matches!(
            *word,
            "the" | "a" | "an" | "of" | "for" | "and" | "in" | "to" | "its" | "s"
        )
    };
    let plain = |word: &str| {
        let title = TITLES
            .iter()
            .find(|titles| titles.split(' ').any(|title| title == word));
        title
            .and_then(|titles| titles.split(' ').next())
            .map_or_else(|| spelling::plain(word), str::to_owned)
    };
    words(&text).filter(|word| !small(word)).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::grade;
    use crate::answers::verdict::Outcome;
    use Outcome::{Partial, Right, Typo, Wrong};

    fn check(key: &str, typed: &str, expected: Outcome) {
        assert_eq!(grade(key, typed).unwrap().outcome, expected, "{key} | {typed}");
    }

    #[test]
    fn one_office_has_several_titles() {
        check("akim of Almaty", "mayor of Almaty", Right);
        check("chair of the Senate", "Senate speaker", Right);
        check(
            "foreign minister",
            "minister of foreign affairs of Kazakhstan",
            Right,
        );
        check("prime minister", "head of government", Right);
        check("vice president", "vice-president", Right);
        check("prosecutor general", "prosecuter general", Typo);
        check("minister of defence", "minsiter of defnece", Typo);
        check(
            "akim of Taraz",
            "head of the administration of the city of Taraz",
            Right,
        );
        check(
            "secretary-general of the United Nations",
            "UN secretary general",
            Right,
        );
    }

    #[test]
    fn a_deputy_is_another_office() {
        check("prime minister", "deputy prime minister", Wrong);
        check("minister of finance", "minister of justice", Wrong);
        check("chair of the Senate", "Senate", Wrong);
        check("chair of the Senate", "chair", Partial);
        assert!(grade("steppe eagle", "eagle").is_none());
    }
}
