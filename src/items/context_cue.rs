//! A word on what is spoken of, in front of a stem that leaves it to the document (F13).
//!
//! "In which year did the original production close?" is clear to who reads on
//! "Velk and Oron", and to nobody else: "Velk and Oron: In which year ...".

use super::Kind;
use crate::facts::frame::{Event, Frame};
use crate::facts::{Findings, Found};
use crate::text::Document;

/// Longest title that serves as a cue, in words. Ours, may be tuned.
const LONGEST_CUE: usize = 5;
/// Longest stem with its cue, in words: the limit of L02.
const LONGEST_STEM: usize = 28;

/// Names that many places have.
const OF_MANY_PLACES: &[&str] = &[
    "Church", "Chapel", "School", "Hotel", "Library", "Hospital", "Station", "Street", "Theatre", "Theater",
    "Cemetery", "Park",
];

/// Why a stem is not asked that leans on its document, where no title can stand in front of it: what a page on
/// a person or a day tells in passing is on neither.
pub fn strays(stem: &str, found: &Found, findings: &Findings, document: &Document) -> bool {
    let Frame::Event(event) = &found.frame else {
        return false;
    };
    let title = document.title.as_deref().unwrap_or_default();
    let is_on_person = findings.main.is_some();
    let told = format!("{stem} {}", found.fact.statement);
    // "the second school west of the Velk" of a page on Ann Lund.
    let is_of_main = findings
        .main
        .as_ref()
        .is_some_and(|main| found.fact.statement.contains(main.as_str()));
    (is_on_person && !is_of_main || is_day(title)) && has_open_subject(event) && !shares_a_word(title, &told)
}

/// "3 May", "May 3", "1911": a page of all that happened then.
fn is_day(title: &str) -> bool {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = title.split(' ').collect();
    words.len() <= 2 && words.iter().any(|word| is_number(word))
}

/// Returns `stem`, with the title of its document in front where the stem leans on it.
pub fn with_cue(stem: String, kind: Kind, found: &Found, document: &Document) -> String {
    let Frame::Event(event) = &found.frame else {
        return stem;
    };
    let asks = matches!(
        kind,
        Kind::When | Kind::Who | Kind::Which | Kind::Where | Kind::HowMany
    );
    let Some(cue) = cue(document).filter(|_| asks && leans(event)) else {
        return stem;
    };
    let told = format!("{stem} {}", found.fact.statement);
    let is_long = stem.split(' ').count() + cue.split(' ').count() > LONGEST_STEM;
    match is_long || shares_a_word(cue, &told) {
        true => stem,
        false => format!("{cue}: {stem}"),
    }
}

/// The title of a document with one article, where it is a name and no headline.
fn cue(document: &Document) -> Option<&str> {
    let title = document.title.as_deref()?;
    let title = title.split(" (").next()?.trim();
    let is_name = (1..=LONGEST_CUE).contains(&title.split(' ').count())
        && title.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
        && !title.contains([':', '?', '!', '“', '"', '/', '|'])
        && !is_day(title);
    (document.articles.len() == 1 && is_name).then_some(title)
}

/// Whether the event speaks of something that only its document tells apart: "the first strip", "a record".
fn leans(event: &Event) -> bool {
    let is_any = ["a ", "an "]
        .iter()
        .any(|article| event.rest.text.starts_with(article));
    has_open_subject(event) || is_any
}

/// Whether the subject itself does.
fn has_open_subject(event: &Event) -> bool {
    let subject = event.subject.text.as_str();
    // "the planet Velk": its name stands behind what it is.
    let is_named = event.subject.names.last().is_some_and(|named| {
        let before = subject.strip_suffix(named.text.as_str()).unwrap_or_default();
        matches!(before.trim_end().split_once(' '), Some(("the", noun)) if !noun.contains(' '))
    });
    let is_open = !is_named
        && subject
            .strip_prefix("the ")
            .is_some_and(|behind| behind.starts_with(char::is_lowercase));
    let is_owned = subject
        .split_once("'s ")
        .is_some_and(|(_, behind)| behind.starts_with(char::is_lowercase));
    let is_of_many = subject.split(' ').any(|word| OF_MANY_PLACES.contains(&word));
    is_open || is_owned || is_of_many
}

/// Whether a word of weight stands in both, by its first letters.
fn shares_a_word(one: &str, other: &str) -> bool {
    const ROOT: usize = 5;
    let roots = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| word.chars().count() > 3)
            .map(|word| word.to_lowercase().chars().take(ROOT).collect())
            .collect()
    };
    let others = roots(other);
    roots(one).iter().any(|root| others.contains(root))
}

#[cfg(test)]
mod tests {
    use crate::facts::find::find;
    use crate::items::{Options, write};
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn stems(page: &str) -> Vec<String> {
        let document = read("a.md", page.as_bytes()).unwrap();
        let options = Options {
            per_thousand: None,
            ..Options::default()
        };
        let written = write(&find(&document, Lexicon::shipped()), &document, options);
        written.drafts.into_iter().map(|draft| draft.item.stem).collect()
    }

    #[test]
    fn what_only_the_page_tells_apart_has_its_title_in_front() {
        let told = "The last station of the Berdi Line was closed in 1911.";
        let asked = stems(&format!("# Karsu and Velk\n\n{told}\n"));
        assert!(!asked.is_empty());
        assert!(
            asked.iter().all(|stem| stem.starts_with("Karsu and Velk: ")),
            "{asked:?}"
        );
        // The stem says it already, or the title is a headline.
        for title in ["Berdi Line", "How the last trains left the north for ever"] {
            let asked = stems(&format!("# {title}\n\n{told}\n"));
            assert!(asked.iter().all(|stem| !stem.contains(": ")), "{asked:?}");
        }
    }

    #[test]
    fn what_stands_alone_has_no_title_in_front() {
        for told in [
            "Ann Lund founded the Berdi Academy in 1911.",
            "The planet Neptune was discovered by the astronomer Ann Lund in 1811.",
        ] {
            let asked = stems(&format!("# Karsu and Velk\n\n{told}\n"));
            assert!(!asked.is_empty(), "{told}");
            assert!(asked.iter().all(|stem| !stem.contains(": ")), "{asked:?}");
        }
    }
}
