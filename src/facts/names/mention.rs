//! One name in a sentence: its full form and what it stands for.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::runs::{Run, text_of};
use super::titles::{head_of, titles};
use super::votes::Votes;
use crate::facts::aliases::spells;
use crate::facts::frame::NameKind;
use crate::language::Tag;
use crate::language::Word;
use crate::lexicon::fold::fold;
use crate::lexicon::{Head, Lexicon, OrganisationKind, PlaceKind};

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of its first word.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
    /// The full form, without article or title.
    pub full: String,
    /// What it stands for.
    pub kind: NameKind,
    /// Whether several persons of the document may be meant.
    pub is_ambiguous: bool,
}

/// What the document has shown about its persons.
pub(super) struct Known<'a> {
    pub(super) canonical: &'a BTreeMap<String, String>,
    pub(super) surnames: &'a BTreeMap<String, BTreeSet<String>>,
    pub(super) titles: &'a [&'a str],
    pub(super) main: Option<&'a str>,
    pub(super) votes: &'a Votes,
    /// How often each single word with a capital stands alone.
    pub(super) alone: &'a BTreeMap<&'a str, usize>,
}

/// A person called so often by a given name is whom the text is on. Ours, may be tuned.
const OFTEN: usize = 4;

impl Known<'_> {
    /// The kind a table gives, unless the document says otherwise of the name.
    fn settled(&self, name: &str, kind: NameKind) -> NameKind {
        match self.votes.kind(name) {
            Some(said @ (NameKind::City | NameKind::Place)) => said,
            None if !self.votes.is_split(name) => kind,
            // A place may be called two things: "the province of Berdi" around a city.
            _ => NameKind::Place,
        }
    }
}

/// "LAKE BERDI" at the head of an article: the name in its usual letters, where title or tables have it.
fn unshouted(whole: &str, titles: &[&str], lexicon: &Lexicon) -> Option<String> {
    let is_shouted =
        whole.chars().filter(|c| c.is_alphabetic()).count() > 4 && whole.chars().all(|c| !c.is_lowercase());
    if !is_shouted {
        return None;
    }
    let of_title = titles
        .iter()
        .filter_map(|title| title.split([',', '(']).next())
        .map(|title| title.trim())
        .map(|title| title.strip_prefix("The ").unwrap_or(title))
        .find(|title| title.to_uppercase() == whole);
    if let Some(title) = of_title {
        return Some(title.trim().to_owned());
    }
    let cased: Vec<String> = whole.split(' ').map(cased).collect();
    let cased = cased.join(" ");
    (lexicon.place(&cased).is_some() || lexicon.country(&cased).is_some()).then_some(cased)
}

/// "Velk Outline Language VOL": the name without its own letters behind it.
fn without_letters(written: String) -> String {
    match written.rsplit_once(' ') {
        Some((name, letters)) if name.contains(' ') && is_acronym(letters) && spells(letters, name) => {
            name.to_owned()
        }
        _ => written,
    }
}

/// First letter large, the others small.
fn cased(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_string() + &letters.as_str().to_lowercase())
        .unwrap_or_default()
}

pub(super) fn mention(
    words: &[Word<'_>],
    run: &Run,
    known: &Known<'_>,
    lexicon: &Lexicon,
) -> Option<Mention> {
    let all = &words[run.start..run.end];
    let written = text_of(all);
    let written = without_letters(written);
    let whole = unshouted(&written, known.titles, lexicon).unwrap_or(written);
    let plain = |start: usize, full: String, kind: NameKind| Mention {
        start,
        end: run.end,
        full,
        kind,
        is_ambiguous: false,
    };
    if run.is_title {
        let kind = known.votes.kind(&whole).filter(|kind| *kind != NameKind::Person);
        return Some(plain(run.start, whole, kind.unwrap_or(NameKind::Other)));
    }
    if let Some(country) = lexicon.country(&whole) {
        // "for US $121 million", "the firm of US retailer Otto Velk": the letters describe what follows.
        let has_article = run.start > 0 && words[run.start - 1].is("the");
        let describes = whole == "US" && !has_article;
        let named = plain(run.start, country.name.to_owned(), NameKind::Country);
        return Some(named.kept(&whole, country.takes_the && !describes));
    }
    if let Some(place) = lexicon.place(&whole) {
        let kind = if place == PlaceKind::City {
            NameKind::City
        } else {
            NameKind::Place
        };
        return Some(plain(run.start, whole.clone(), known.settled(&whole, kind)));
    }
    if lexicon.country_of_adjective(&whole).is_some() {
        return Some(plain(run.start, whole, NameKind::People));
    }
    let skip = titles(all, lexicon);
    let bare = if skip == 0 {
        whole.clone()
    } else {
        text_of(&all[skip..])
    };
    if let Some(full) = known.canonical.get(&bare).cloned() {
        // "the Astronomer Royal" of a text with "Astronomer Royal Otto Frank Lund": the office, whoever had it.
        let is_office = full
            .strip_prefix(&bare)
            .is_some_and(|rest| rest.trim_start().contains(' '));
        return Some(Mention {
            is_ambiguous: is_office,
            ..plain(run.start + skip, full, NameKind::Person)
        });
    }
    if let Some(main) = known.main.filter(|main| is_fuller_form(&bare, main)) {
        return Some(plain(run.start + skip, main.to_owned(), NameKind::Person));
    }
    if all.len() - skip == 1
        && let Some(bearers) = known
            .surnames
            .get(&bare)
            .or_else(|| known.surnames.get(&fold(&bare)))
        && lexicon.place(&bare).is_none()
    {
        let full = bearers.iter().next().cloned().unwrap_or_default();
        // "Velk" in a text on Velk Island, or on Velk, may be that or whoever it is named after; one half of
        // "Velk–Lund" is neither.
        let is_of_title = known.main != Some(full.as_str())
            && known.titles.iter().any(|title| {
                let is_other = title.split([' ', ',']).any(|word| word == bare);
                is_other && !is_fuller_form(title, &full)
            });
        // "the Barony of Lund", "the Duke of Lund": a place, whoever else is called so.
        let is_of_rank = skip == 0
            && run.start > 1
            && words[run.start - 1].is("of")
            && words[run.start - 2].tag == Tag::Name;
        // "Maria A. Lund" in a text on Otto Lund: the initial begins another name.
        let is_behind_initial = run.start.checked_sub(1).is_some_and(|before| {
            let before = if words[before].text == "." && before > 0 {
                before - 1
            } else {
                before
            };
            let letters = words[before].text.trim_end_matches('.');
            skip == 0
                && letters.chars().count() == 1
                && letters.chars().all(char::is_uppercase)
                && letters != "I"
        });
        // "the first Lund", "Mrs. Lund": of the same name, and another person.
        const OTHERS: &[&str] = &[
            "first", "second", "third", "elder", "younger", "young", "other", "brothers", "sisters",
        ];
        let is_relative = all[..skip]
            .iter()
            .any(|word| word.is_any(&["mrs", "mrs.", "miss"]))
            || run.start > 0 && words[run.start - 1].is_any(OTHERS)
            || run.start > 1 && words[run.start - 1].text == "." && words[run.start - 2].is("mrs")
            || run.start > 0 && words[run.start - 1].is_any(&["mrs", "mrs.", "miss"]);
        // "Otto became king": a given name alone is that of many, unless the text is on the one.
        let is_often = known.alone.get(bare.as_str()).copied().unwrap_or(0) >= OFTEN;
        let is_given_alone = known.main != Some(full.as_str())
            && !is_often
            && skip == 0
            && lexicon.is_given(&bare)
            && !full.ends_with(&bare)
            && full.contains(' ');
        let is_half = [Some(run.end), (run.start + skip).checked_sub(1)]
            .into_iter()
            .flatten()
            .filter_map(|at| words.get(at))
            .any(|mark| matches!(mark.text, "–" | "—" | "-" | "/") && !mark.is_apart);
        // "Maria A. (Velk) Lund": a bracket inside another name.
        let is_half = is_half || skip == 0 && run.start > 0 && words[run.start - 1].text == ")";
        // "bin Velk" of Otto bin Velk: the small word belongs to the surname.
        let particle = (run.start + skip).checked_sub(1).map(|before| words[before].text);
        let has_particle = particle.is_some_and(|word| {
            matches!(
                word,
                "bin" | "ibn" | "al" | "von" | "van" | "de" | "du" | "der" | "la" | "da"
            ) && full.contains(&format!(" {word} {bare}"))
        });
        let start = run.start + skip - usize::from(has_particle);
        return Some(Mention {
            is_ambiguous: bearers.len() > 1
                || is_of_title
                || is_of_rank
                || is_half
                || is_behind_initial
                || is_relative
                || is_given_alone,
            ..plain(start, full, NameKind::Person)
        });
    }
    let kind = match head_of(all, lexicon) {
        Some(Head::Party) => NameKind::Party,
        Some(Head::Organisation) => NameKind::Organisation,
        Some(Head::Event) => NameKind::Event,
        Some(Head::Law) => NameKind::Law,
        Some(Head::Place) => NameKind::Place,
        _ if lexicon.organisation(&whole) == Some(OrganisationKind::Party) => NameKind::Party,
        _ if lexicon.organisation(&whole).is_some() => NameKind::Organisation,
        _ => match known.votes.kind(&whole) {
            // Who is no person by form stays unknown, whatever is said of the name.
            Some(NameKind::Person) => NameKind::Other,
            Some(kind) => kind,
            None if is_acronym(&whole) && known.votes.allow_body(&whole) => NameKind::Organisation,
            None => NameKind::Other,
        },
    };
    Some(plain(run.start, whole, kind))
}

/// "ANNA-MARIA LUND", "Anna Sofia Lund": the person a document is on, in capitals, with accents or more names.
fn is_fuller_form(written: &str, main: &str) -> bool {
    let ends = |name: &str| -> Option<(String, String)> {
        let mut words = name.split(' ');
        let first = fold(words.next()?);
        Some((first, fold(words.next_back()?)))
    };
    let Some(((first, last), (own_first, own_last))) = ends(written).zip(ends(main)) else {
        return false;
    };
    let given = written.split(' ').next().unwrap_or("");
    let joined = given.rsplit_once('-').map(|(_, second)| fold(second));
    // "OTTO Emil Lund" of the page on Emil Lund: all names at the opening, the first in capitals.
    let is_shouted = given.chars().count() > 2 && given.chars().all(char::is_uppercase);
    let is_behind = is_shouted && written.split(' ').skip(1).any(|word| fold(word) == own_first);
    last == own_last && (first == own_first || is_behind || joined == Some(own_first))
}

impl Mention {
    /// Countries keep the form of the source; only an alias with its own article would read badly.
    fn kept(mut self, written: &str, takes_the: bool) -> Self {
        if !takes_the || written != "US" {
            self.full = written.to_owned();
        } else {
            self.full = "United States".to_owned();
        }
        self
    }
}

/// Whether a word is an acronym: two to eight letters, capitals only.
pub fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters)
        && text
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '/' | '&'))
}

#[cfg(test)]
mod tests {
    use super::is_fuller_form;

    #[test]
    fn all_names_at_the_opening_are_those_of_the_title() {
        assert!(is_fuller_form("OTTO Emil Lund", "Emil Lund"));
        assert!(is_fuller_form("Emil Bo Lund", "Emil Lund"));
        assert!(!is_fuller_form("Otto Emil Lund", "Emil Lund"));
        assert!(!is_fuller_form("OTTO Emil Berg", "Emil Lund"));
    }
}
