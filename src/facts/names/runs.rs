//! Runs of name words: where a name begins and ends, before it is known what it names.
//!
//! The first word of a sentence has a capital anyway and is a name only if the
//! document or the tables say so. Small words inside a name ("of", "de") join
//! its parts.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::facts::time::month;
use crate::language::Tag;
use crate::language::Word;
use crate::lexicon::{Head, Lexicon};

/// A run of name words before it is known what it names.
pub(super) struct Run {
    pub(super) sentence: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is the title of a work, set apart from the words around it.
    pub(super) is_title: bool,
}

/// The first word of a sentence has a capital anyway: it is a name only if the document says so.
pub(super) fn settle_openings(sentences: &mut [Vec<Word<'_>>], lexicon: &Lexicon) {
    let mut inside: BTreeSet<String> = BTreeSet::new();
    for words in sentences.iter() {
        let mut opens = true;
        for word in words {
            if word.tag == Tag::Name && !opens {
                inside.insert(word.text.to_owned());
            }
            if word.tag != Tag::Mark {
                opens = false;
            }
        }
    }
    for words in sentences.iter_mut() {
        let Some(first) = words.iter().position(|word| word.tag != Tag::Mark) else {
            continue;
        };
        if words[first].tag != Tag::Name {
            continue;
        }
        let next_is_name = words
            .get(first + 1)
            .is_some_and(|next| matches!(next.tag, Tag::Name | Tag::Genitive));
        let text = words[first].text;
        let is_known = inside.contains(text)
            || lexicon.place(text).is_some()
            || lexicon.country_of_adjective(text).is_some()
            || lexicon.is_given(text)
            || month(&words[first].lower).is_some();
        let is_word = lexicon.role(&words[first].lower).is_some()
            || crate::language::inflect::is_plural(&words[first].lower)
            || words[first].lemma.is_some();
        let is_acronym = text.len() > 1 && text.chars().all(|c| c.is_uppercase() || c == '-');
        if is_known || (next_is_name && !is_word) || is_acronym {
            continue;
        }
        let keeps_name = next_is_name && lexicon.role(&words[first].lower).is_some();
        if !keeps_name {
            words[first].tag = if words[first].lower.ends_with("ing") {
                Tag::Ing
            } else {
                Tag::Noun
            };
        }
    }
}

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

fn is_name(word: &Word<'_>) -> bool {
    word.tag == Tag::Name
        && !word.is_any(WEEKDAYS)
        && (month(&word.lower).is_none() || word.text.chars().nth(1).is_some_and(char::is_uppercase))
        && word.text.chars().any(char::is_alphabetic)
}

/// The runs of all sentences; `works` has the titles of works in each.
pub(super) fn runs(sentences: &[Vec<Word<'_>>], works: &[Vec<Range<usize>>], lexicon: &Lexicon) -> Vec<Run> {
    let mut runs = Vec::new();
    for (sentence, words) in sentences.iter().enumerate() {
        let mut at = 0;
        let work_at = |at: usize| works[sentence].iter().find(|work| work.start == at);
        while at < words.len() {
            if let Some(work) = work_at(at) {
                runs.push(Run {
                    sentence,
                    start: work.start,
                    end: work.end,
                    is_title: true,
                });
                at = work.end;
                continue;
            }
            if !is_name(&words[at]) {
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            while at < words.len() && work_at(at).is_none() {
                if is_name(&words[at]) {
                    at += 1;
                } else if let Some(next) = link(words, start, at, lexicon)
                    .filter(|next| (at..*next).all(|inside| work_at(inside).is_none()))
                {
                    at = next;
                } else {
                    break;
                }
            }
            runs.push(Run {
                sentence,
                start,
                end: at,
                is_title: false,
            });
        }
    }
    runs
}

/// Where a name goes on behind a small word inside it: Ministry *of* Culture *and* Sport.
fn link(words: &[Word<'_>], start: usize, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let word = &words[at];
    let name_at = |index: usize| words.get(index).is_some_and(is_name);
    let is_particle = word.is_any(&[
        "de", "von", "van", "al", "bin", "ibn", "la", "el", "du", "der", "da", "del",
    ]);
    // "Velk de las Lundas".
    let is_second = words
        .get(at + 1)
        .is_some_and(|next| next.is_any(&["la", "las", "los", "der", "den"]));
    let skip = 1 + usize::from(is_particle && is_second);
    if is_particle && name_at(at + skip) {
        return Some(at + skip + 1);
    }
    let head = lexicon.head(words[at - 1].text);
    let has_head = head.is_some() || (start + 1 < at && lexicon.head(words[start].text).is_some());
    // "elected to the Council of Berdi for the Velk Party": a second "for" begins something else.
    let begins_anew = word.is("for") && words[start..at].iter().any(|inside| inside.is("of"));
    if word.is_any(&["of", "for"]) && has_head && !begins_anew && lexicon.role(&words[at - 1].lower).is_none()
    {
        let skip = usize::from(words.get(at + 1).is_some_and(|word| word.is("the")));
        return name_at(at + 1 + skip).then_some(at + 2 + skip);
    }
    let is_inside = words[start..at].iter().any(|word| word.is_any(&["of", "for"]));
    // "the Velk Recovery and Berdi Relief Act": the class at the end is that of the whole.
    if word.is("and") && !is_inside && name_at(at + 1) && start > 0 && words[start - 1].is("the") {
        let end = (at + 1..words.len())
            .find(|index| !is_name(&words[*index]))
            .unwrap_or(words.len());
        let is_law = lexicon.head(words[end - 1].text) == Some(Head::Law) && end > at + 2;
        let inside = &words[start..end - 1];
        let is_one = inside.iter().all(|part| {
            lexicon.head(part.text).is_none()
                && lexicon.place(part.text).is_none()
                && !lexicon.is_given(part.text)
                && (part.is("and") || is_name(part))
        });
        return (is_law && is_one).then_some(at + 2);
    }
    if word.is("and") && is_inside && name_at(at + 1) {
        let opens = lexicon.head(words[start].text);
        let is_body = matches!(opens, Some(Head::Organisation | Head::Law));
        // "Ministry of Culture and Sport", but "Bank of Berdi and Ann Lund" is two names.
        let next_is_place =
            lexicon.place(words[at + 1].text).is_some() || lexicon.is_given(words[at + 1].text);
        return (is_body && !next_is_place && lexicon.place(words[at - 1].text).is_none()).then_some(at + 2);
    }
    None
}

pub(super) fn text_of(words: &[Word<'_>]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && word.is_apart {
            text.push(' ');
        }
        text.push_str(word.text);
    }
    text
}
