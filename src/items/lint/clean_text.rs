//! L10: text is clean: capital first, quotes in pairs, no markup, no doubled spaces, one alphabet a word.

use std::borrow::Cow;

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::BLANK;
use crate::lexicon::scripts::mixed_word;

#[rustfmt::skip]
const MARKUP: &[&str] = &[
    "**", "__", "[[", "]]", "{{", "}}", "](", "&nbsp;", "&amp;", "&quot;", "</", "/>", "<b>", "<i>", "<br",
    "http:", "https:", "\\n", "[edit]", "[citation",
];
const STRAY: &[&str] = &[
    " ?", " ,", " ;", " !", "??", ",,", ",?", ".?", "( ", " )", ";?", ":?",
];
const DOUBLED: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "to", "by", "was", "were", "is", "are", "did", "for", "at", "with",
    "from",
];

/// See the file's first line.
pub struct CleanText;

impl Check for CleanText {
    fn id(&self) -> &'static str {
        "L10"
    }

    fn rule(&self) -> &'static str {
        "stem and options are free of slips of the keyboard and of leftover markup"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let stem = item.item.stem.as_str();
        let shown = match stem.contains(BLANK) {
            true => Cow::Owned(stem.replace(BLANK, "…")),
            false => Cow::Borrowed(stem),
        };
        let what = slip(&shown)
            .map(|what| format!("the stem has {what}"))
            .or_else(|| stem_slip(item, context))
            .or_else(|| option_slip(item));
        what.map_or_else(Vec::new, |what| block("L10", what))
    }
}

fn stem_slip(item: &Anatomy<'_>, context: &Context<'_>) -> Option<String> {
    let stem = item
        .item
        .stem
        .trim_start_matches(['“', '"', '‘', '\'', '«', '(', '…']);
    if context.is_english && stem.starts_with(char::is_lowercase) && item.stem.len() > 2 {
        return Some(format!(
            "the stem begins with a small letter: `{}`",
            item.stem[0].text
        ));
    }
    let doubled = item.stem.windows(2).enumerate().find(|(at, pair)| {
        pair[0].lower == pair[1].lower
            && DOUBLED.contains(&pair[0].lower.as_ref())
            && item.gap_after(*at) == " "
    });
    doubled.map(|(_, pair)| format!("the stem says `{} {}`", pair[0].text, pair[1].text))
}

fn option_slip(item: &Anatomy<'_>) -> Option<String> {
    for (place, option) in item.options.iter().enumerate() {
        let what = if option.text.trim().is_empty() {
            Some("no text".to_owned())
        } else if option.text.trim() != option.text {
            Some("a space at its end".to_owned())
        } else if place > 0 && option.text.ends_with('.') && !item.options[0].text.ends_with('.') {
            Some("a full stop that the key lacks".to_owned())
        } else {
            slip(option.text)
        };
        if let Some(what) = what {
            return Some(format!("the option `{}` has {what}", option.text));
        }
    }
    None
}

/// What is wrong with a text in any language, as the object of `has`.
fn slip(text: &str) -> Option<String> {
    if is_plain(text) {
        return None;
    }
    if let Some(mark) = MARKUP.iter().find(|mark| text.contains(**mark)) {
        return Some(format!("markup: `{mark}`"));
    }
    if let Some(control) = text
        .chars()
        .find(|letter| letter.is_control() || *letter == '\u{fffd}')
    {
        return Some(format!(
            "a character that does not print (U+{:04X})",
            u32::from(control)
        ));
    }
    if text.contains("  ") || text.contains("\u{a0} ") {
        return Some("a doubled space".to_owned());
    }
    if let Some(sign) = STRAY.iter().find(|sign| text.contains(**sign)) {
        return (!is_initial_before(text, sign)).then(|| format!("stray punctuation: `{sign}`"));
    }
    if let Some(word) = mixed_word(text) {
        return Some(format!("Latin and Cyrillic letters in one word: `{word}`"));
    }
    unbalanced(text).map(|sign| format!("an unpaired {sign}"))
}

/// Whether a look at each sign is enough: Latin letters and digits, single spaces, and after a letter
/// or digit the signs of every sentence. Most texts are so, and none of the slips can be written in it.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    text.bytes().all(|byte| {
        let fits = match byte {
            b' ' => before != b' ',
            b',' | b'.' | b'?' | b'-' | b'\'' => before.is_ascii_alphanumeric(),
            _ => byte.is_ascii_alphanumeric(),
        };
        before = byte;
        fits
    })
}

/// `U.S.?` ends with an abbreviation.
fn is_initial_before(text: &str, sign: &str) -> bool {
    let Some(at) = text.find(sign).filter(|_| sign == ".?") else {
        return false;
    };
    let word = text[..at].rsplit(' ').next().unwrap_or("");
    word.chars().count() == 1 || word.contains('.') || word.len() < 4 && word.starts_with(char::is_uppercase)
}

fn unbalanced(text: &str) -> Option<char> {
    let count = |sign: char| text.matches(sign).count();
    for (open, close) in [('(', ')'), ('[', ']'), ('“', '”'), ('«', '»')] {
        if count(open) != count(close) && !(open == '“' && count('„') > 0) {
            return Some(open);
        }
    }
    if count('"') % 2 == 1 { Some('"') } else { None }
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, card, choice, passes};

    #[test]
    fn finds_slips() {
        for stem in [
            "which party did Dina Ospanova found in 2018?",
            "Which party  did Dina Ospanova found in 2018?",
            "Which **party** did Dina Ospanova found in 2018?",
            "Which party did Dina “Voice Ospanova found in 2018?",
            "Which party did (the lawyer Dina Ospanova found in 2018?",
            "Which party did the the lawyer Dina Ospanova found?",
            "Which party did Dina Ospanova found in 2018 ?",
            "Which party did Нe found in 2018 in Aksu?",
            "Which party did Dina Ospanova found in 2018,?",
            "Which\tparty did Dina Ospanova found in 2018?",
        ] {
            blocks("L10", &card(stem, "Ulu"));
        }
        blocks(
            "L10",
            &choice(
                "Which party did Dina Ospanova found?",
                "Ulu",
                &["Ak  Zhol", "Adal"],
            ),
        );
        blocks(
            "L10",
            &choice("Which party did Dina Ospanova found?", "Ulu", &["", "Adal"]),
        );
    }

    #[test]
    fn a_plain_text_is_searched_for_nothing() {
        let text = "Which party did Asan's friend, a well-known lawyer, found in 2018?";
        assert!(super::is_plain(text) && super::is_plain("2,297") && super::is_plain(""));
        let signs = super::MARKUP
            .iter()
            .chain(super::STRAY)
            .chain(&["  ", "\u{a0} ", "\t", "(", "“"]);
        for sign in signs {
            assert!(!super::is_plain(&format!("party{sign}of")), "{sign}");
        }
    }

    #[test]
    fn leaves_clean_text_alone() {
        for stem in [
            "Which party did Dina “Voice” Ospanova found in 2018?",
            "In ____ Dina Ospanova (a lawyer) founded the Ulu party.",
            "Which party did Dina Ospanova found in the U.S.?",
            "Қай партия 2018 жылы құрылды?",
        ] {
            passes("L10", &card(stem, "Ulu"));
        }
    }
}
