//! The part of a word with hyphens whose lemma counts for the whole.
//!
//! `decision-makers` is about makers, `passers-by` about passers; `co-workers`
//! stays whole. The treebanks part such words and name the head; which part
//! that is most often, is ours, counted in their training files.

/// What only belongs to the word behind it.
const PREFIXES: &[&str] = &[
    "anti", "arch", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "inter", "intra",
    "macro", "mega", "micro", "mid", "mini", "multi", "neo", "non", "over", "pan", "post", "pre", "pro",
    "proto", "pseudo", "psycho", "re", "semi", "socio", "sub", "super", "trans", "ultra", "un", "under",
];

/// What follows a verb that is the main part: `check-in`, `thank-you`.
const AFTER_VERBS: &[&str] = &[
    "about", "around", "away", "back", "by", "down", "in", "it", "me", "off", "on", "out", "over", "through",
    "to", "up", "you",
];

/// What follows the main part in the middle of a longer word: `state-of-the-art`, `mother-in-law`.
const LINKS: &[&str] = &["at", "by", "de", "for", "in", "of", "on", "to"];

/// What parts a word: hyphens of both widths, the en dash, the stroke of `arrival/delivery`.
const BETWEEN: [char; 4] = ['-', '\u{2010}', '\u{2013}', '/'];

/// Returns the main part of a form in lower case, after the prefix that stays with it;
/// none if there is nothing to part.
pub(super) fn main_part<'a>(form: &'a str, tag: &str) -> Option<(&'a str, &'a str)> {
    let (first, rest) = form.split_once(BETWEEN)?;
    let last = form.rsplit(BETWEEN).next()?;
    // "a/c" and "report.doc" are one sign each, not words.
    let is_of_words = !first.is_empty() && !last.is_empty() && !last.contains('.');
    if !is_of_words || (form.contains('/') && first.len().min(last.len()) < 3) {
        return None;
    }
    if PREFIXES.contains(&first) {
        return Some(form.split_at(form.len() - rest.len()));
    }
    Some((
        "",
        if is_led_by_first(first, rest, last, tag) {
            first
        } else {
            last
        },
    ))
}

fn is_led_by_first(first: &str, rest: &str, last: &str, tag: &str) -> bool {
    let second = rest.split(BETWEEN).next().unwrap_or(rest);
    let is_linked = second.len() < rest.len() && LINKS.contains(&second) && !AFTER_VERBS.contains(&first);
    let leads_as_verb = tag.starts_with("VB") && AFTER_VERBS.contains(&second);
    // "passers-by"
    let is_plural_first = tag == "NNS" && first.ends_with('s') && !last.ends_with('s');
    let is_numbered = last.starts_with(|letter: char| letter.is_ascii_digit());
    is_linked || leads_as_verb || is_plural_first || is_numbered
}
