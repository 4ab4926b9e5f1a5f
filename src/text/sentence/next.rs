//! What the word after a stop says of it: whether a sentence may open there.

use super::WINDOW;
use super::marks::is_roman;
use crate::text::abbreviation::{self, Abbreviation};

/// What is known of the word after a stop.
pub(super) struct Next<'text> {
    pub(super) word: &'text str,
    pub(super) first: Option<char>,
    /// Whether a quotation mark, bracket or dash stands before the word.
    pub(super) is_marked: bool,
    pub(super) is_bracket: bool,
    pub(super) is_number: bool,
    /// A word that opens sentences and can hardly go on after an abbreviation: "The", "However".
    pub(super) is_opener: bool,
    /// A single letter with its own stop, as in "K. M. Orman".
    pub(super) is_initial: bool,
    /// A stop and a small letter follow, as in "Harbour.example".
    pub(super) goes_on: bool,
    /// A weekday, month or time zone, or a place before "time".
    pub(super) names_time: bool,
    /// "Dana Orman said": who spoke the quotation that has just closed.
    pub(super) is_speech_tag: bool,
}

impl<'text> Next<'text> {
    pub(super) fn read(rest: &'text str, is_bracket: bool, is_marked: bool) -> Self {
        let mut words = words(rest);
        let word = words.next().unwrap_or("");
        let first = word.chars().next().or_else(|| rest.chars().next());
        let after_word = &rest[word.len()..];
        let single = word.chars().count() == 1;
        let is_initial = single && after_word.starts_with('.');
        Next {
            word,
            first,
            is_marked,
            is_bracket,
            is_number: first.is_some_and(char::is_numeric) || is_roman(word),
            is_opener: OPENERS.contains(&word) && !is_initial,
            is_initial,
            goes_on: after_word
                .strip_prefix('.')
                .is_some_and(|tail| tail.starts_with(char::is_lowercase)),
            names_time: TIMES.contains(&word) || word.len() < 30 && words.next() == Some("time"),
            is_speech_tag: is_speech_tag(rest),
        }
    }

    /// Whether a sentence may open here: not with a small letter or a mark that goes on.
    pub(super) fn may_open(&self) -> bool {
        match self.first {
            None => true,
            // "iPhone", "al-Farabi"
            Some(c) if c.is_lowercase() => self.word.contains(char::is_uppercase),
            Some(c) if c.is_alphanumeric() => true,
            Some(c) => {
                self.is_marked || matches!(c, '•' | '*' | '#' | '@' | '$' | '€' | '£' | '¥' | '…' | '&')
            }
        }
    }

    /// "12. 5": digits on both sides of a stop and a space, the first of them short.
    pub(super) fn continues_number(&self, before: &str) -> bool {
        before.len() <= 2
            && before.bytes().all(|byte| byte.is_ascii_digit())
            && self.word.len() <= 2
            && !self.word.is_empty()
            && self.word.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// Whether a stop with no white space after it ends a sentence: "mayor.A total", "in 2019.The".
pub(super) fn glued_stop_ends(before: &str, next: &Next<'_>) -> bool {
    let Some(first) = next.first else {
        return true;
    };
    let opens =
        first.is_uppercase() && (next.word.chars().count() == 1 || next.word.chars().any(char::is_lowercase));
    if !opens || next.is_initial || next.goes_on {
        return false;
    }
    if before.contains('.') && next.is_opener && next.word.len() > 1 {
        return true;
    }
    if before.is_empty() {
        return !next.is_marked;
    }
    if before.contains('.') && !next.is_opener || is_file_ending(next.word) {
        return false;
    }
    let mut letters = before.chars().rev();
    let last = letters.next().unwrap_or(' ');
    let sentence_like = last.is_lowercase() && letters.next().is_some_and(char::is_alphanumeric)
        || last.is_ascii_digit()
        || before.chars().count() > 2 && before.chars().all(char::is_uppercase);
    sentence_like
        && !matches!(
            abbreviation::kind(before),
            Some(kind) if kind != Abbreviation::Numbers && !(next.is_opener && kind == Abbreviation::Closes)
        )
}

/// Words at the start of `rest`, at most eight, parted by single spaces.
fn words(rest: &str) -> impl Iterator<Item = &str> {
    let mut end = rest.len().min(8 * WINDOW);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest[..end].split([' ', '\n', '\u{A0}']).take(8).map(|part| {
        let end = part
            .char_indices()
            .take(WINDOW)
            .find(|(_, c)| !(c.is_alphanumeric() || *c == '-'))
            .map_or(part.len(), |(at, _)| at);
        &part[..end]
    })
}

/// Whether `rest` tells who spoke: one to four capitalised words, then a verb of saying.
fn is_speech_tag(rest: &str) -> bool {
    for (names, word) in words(rest).take(5).enumerate() {
        if SAYING.contains(&word) {
            return names > 0 || word.chars().next().is_some_and(char::is_lowercase);
        }
        if !word.chars().next().is_some_and(char::is_uppercase) {
            return false;
        }
    }
    false
}

fn is_file_ending(word: &str) -> bool {
    matches!(
        word,
        "Net" | "Com" | "Org" | "Pdf" | "Jpg" | "Js" | "Kz" | "Ru" | "Txt" | "Doc" | "Html" | "Io" | "D"
    )
}

/// Words that open a sentence and seldom follow an abbreviation inside one.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "The", "A", "An", "In", "On", "At", "By", "For", "From", "With", "He", "She", "It", "They",
    "We", "I", "You", "This", "That", "These", "Those", "There", "Here", "When", "While", "Where",
    "After", "Before", "Since", "As", "If", "But", "And", "Or", "So", "Yet", "Nor", "However",
    "Although", "Though", "Despite", "During", "Under", "Its", "His", "Her", "Their", "Our", "My",
    "Your", "Some", "Many", "Most", "All", "Both", "Each", "Every", "Other", "Others", "Another",
    "Several", "Few", "Who", "What", "Which", "Why", "How", "Then", "Now", "Today", "Yesterday",
    "Tomorrow", "Later", "Earlier", "Meanwhile", "Moreover", "Furthermore", "Instead", "Also",
    "Not", "Only", "Even", "Because", "Until", "Unlike", "Thus", "Therefore", "Nevertheless",
    "Still", "Among", "Between", "According", "Following", "To", "Of", "Is", "Are", "Was", "Were",
    "Once", "Such", "Whether", "Additionally", "Finally", "Overall", "Elsewhere", "Critics",
    "Officials", "Experts", "Observers", "One", "Two", "Three", "Four", "Five", "Six", "Seven",
    "Eight", "Nine", "Ten", "Nobody", "Nothing", "Everyone", "Everybody", "Everything", "Someone",
    "Neither", "Never", "Perhaps", "Maybe", "Please", "Does", "Did", "Do", "Can", "Could", "Would",
    "Should", "Has", "Have", "Had",
];

#[rustfmt::skip]
const TIMES: &[&str] = &[
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
    "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct",
    "Nov", "Dec", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "GMT", "UTC", "EST", "EDT",
    "CET", "CEST", "BST", "PST", "MSK", "Eastern", "Central", "Pacific", "Greenwich", "Standard",
    "Local",
];

#[rustfmt::skip]
const SAYING: &[&str] = &[
    "said", "says", "asked", "asks", "told", "tells", "added", "adds", "wrote", "writes", "replied",
    "answered", "stated", "stressed", "noted", "explained", "shouted", "cried", "wondered",
    "recalled", "warned", "insisted", "concluded", "continued", "argued", "declared", "announced",
    "exclaimed",
];
