//! Words of a language deck: what is typed must be in the language that is asked for.
//!
//! A word is always graded as a word, also when it names a month or a number, and never as
//! a person. What it means may be said in many ways, so that is for the learner to judge.

use super::Question;
use super::expected::Expected;
use super::expected::words;
use super::kazakh;
use super::names::NameKey;
use super::names::Sort;
use super::verdict::Verdict;
use crate::items::Item;
use crate::items::typing::is_short;
use crate::items::typing::without_brackets;
use crate::lexicon::fold::words as words_of;

/// What is asked of a word of a language deck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The Kazakh word, in either script.
    Kazakh,
    /// The English word.
    English,
    /// What it is, in English: its English is the Kazakh word itself.
    Meaning,
}

/// Decides what is expected where `word` is asked.
pub(super) fn expected(question: &Question<'_>, word: Word) -> Expected {
    match (word, words(question.item)) {
        (Word::Meaning, _) => Expected::FreeText,
        (_, Expected::Name(_)) => Expected::Name(Sort::Thing),
        // What makes it long explains the word and need not be typed.
        (_, Expected::FreeText) if is_short(without_brackets(&question.item.key)) => {
            Expected::Name(Sort::Thing)
        }
        (_, expected) => expected,
    }
}

/// What is in another language than the one asked for is wrong, however near it sounds.
pub(super) fn refuse_language(item: &Item, word: Word, typed: &str) -> Option<Verdict> {
    // Whose deck has another language in the place of English is asked for that.
    let is_english = word != Word::Kazakh && !has_cyrillic_word(&item.key);
    (is_english && has_cyrillic_word(typed)).then(|| Verdict::wrong("the English is asked"))
}

/// Whether a word of two letters or more is written in Cyrillic alone.
pub fn has_cyrillic_word(text: &str) -> bool {
    let is_cyrillic = |letter: char| matches!(letter, '\u{400}'..='\u{52f}');
    words_of(text).any(|word| {
        word.chars().count() > 1
            && word.chars().all(|l| !l.is_alphabetic() || is_cyrillic(l))
            && word.chars().any(is_cyrillic)
    })
}

/// Grades a name or a word, Kazakh ones in every way to write them in Latin letters.
///
/// Where a Kazakh word is asked, it is looked at letter by letter as well.
pub(super) fn grade_name(question: &Question<'_>, sort: Sort, typed: &str) -> Verdict {
    let item = question.item;
    let key = NameKey::new(question, &item.key, &item.accept, sort);
    let verdict = other_spellings(item, typed)
        .iter()
        .map(|typed| key.grade(typed))
        .fold(key.grade(typed), Verdict::or_better);
    match question.word {
        Some(Word::Kazakh) => kazakh::by_letters(forms_of(item), typed, verdict, || key.rival(typed)),
        _ => verdict,
    }
}

/// Other ways to write what was typed, where a Kazakh word is right.
pub(super) fn other_spellings(item: &Item, typed: &str) -> Vec<String> {
    kazakh::other_spellings(forms_of(item), typed)
}

fn forms_of(item: &Item) -> impl Iterator<Item = &String> + Clone {
    std::iter::once(&item.key).chain(&item.accept)
}
