//! Stems that lean on their document: "In which year did the original production close?" is clear to who reads on
//! "Velk and Oron", and to nobody else.
//!
//! A title in front ("Velk and Oron: In which year ...") makes no English of it. So they are not asked.

use crate::facts::frame::{Event, Frame};
use crate::facts::{Findings, Found};
use crate::language::vocabulary;
use crate::text::Document;

/// Names that many places have.
const OF_MANY_PLACES: &[&str] = &[
    "Church", "Chapel", "School", "Hotel", "Library", "Hospital", "Station", "Street", "Theatre", "Theater",
    "Cemetery", "Park",
];

/// What many churches are.
const OF_CHURCHES: &[&str] = &[
    "Methodist",
    "Baptist",
    "Catholic",
    "Lutheran",
    "Presbyterian",
    "Anglican",
    "Orthodox",
];

/// Whether a stem speaks of what only its document tells apart, and the stem has no word of its title.
///
/// "The first Velk railway" needs no page. On a page on a person or a day nothing is the page's own.
pub fn leans(stem: &str, found: &Found, findings: &Findings, document: &Document) -> bool {
    let Frame::Event(event) = &found.frame else {
        return false;
    };
    let title = document.title.as_deref().unwrap_or_default();
    let told = format!("{stem} {}", found.fact.statement);
    let is_of_main = findings
        .main
        .as_ref()
        .is_some_and(|main| found.fact.statement.contains(main.as_str()));
    let is_passing = findings.main.is_some() && !is_of_main || is_day(title);
    let is_open = has_open_subject(event) && (is_passing || is_nameless(event) && !is_one_alone(event));
    is_open && !shares_a_word(title, &told)
}

/// "the first synthetic dye", "the only bridge over the Velk": told apart by what it says.
fn is_one_alone(event: &Event) -> bool {
    const ORDERS: &[&str] = &["first", "only", "oldest", "largest", "longest", "highest", "last"];
    let mut words = event.subject.text.split(' ').skip(1);
    let is_ordered = words.next().is_some_and(|word| ORDERS.contains(&word));
    is_ordered && (words.next().is_some() && words.next().is_some() || !event.subject.names.is_empty())
}

/// "3 May", "May 3", "1911": a page of all that happened then.
fn is_day(title: &str) -> bool {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = title.split(' ').collect();
    words.len() <= 2 && words.iter().any(|word| is_number(word))
}

/// Whether nothing in the subject has a name of its own: "the last station", "the Methodist Church" of every town.
fn is_nameless(event: &Event) -> bool {
    event
        .subject
        .names
        .iter()
        .all(|named| is_of_many_places(&named.text))
}

/// "Methodist Church", "City Library": a name of which every word is a common one.
fn is_of_many_places(name: &str) -> bool {
    let is_common = |word: &str| {
        let known = vocabulary::classes_of_form(&word.to_lowercase());
        let is_listed = OF_MANY_PLACES.contains(&word) || OF_CHURCHES.contains(&word);
        is_listed || known.noun.is_some() || known.adjective
    };
    name.split(' ').any(|word| OF_MANY_PLACES.contains(&word)) && name.split(' ').all(is_common)
}

/// Whether the subject is something that only its document tells apart.
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
    fn what_only_the_page_tells_apart_is_not_asked() {
        for told in [
            "The goods station was closed in 1911.",
            "The Methodist Church was built in 1911.",
        ] {
            let asked = stems(&format!("# Karsu and Velk\n\n{told}\n"));
            assert!(asked.is_empty(), "{asked:?}");
        }
    }

    #[test]
    fn what_stands_alone_is() {
        for told in [
            "Ann Lund founded the Berdi Academy in 1911.",
            "The planet Neptune was discovered by the astronomer Ann Lund in 1811.",
            "The last station of the Berdi Line was closed in 1911.",
            "The first synthetic organic dye was discovered by Ann Lund in 1811.",
        ] {
            let asked = stems(&format!("# Karsu and Velk\n\n{told}\n"));
            assert!(!asked.is_empty(), "{told}");
            assert!(asked.iter().all(|stem| !stem.contains(": ")), "{asked:?}");
        }
    }
}
