//! A name or text as it is looked for: `*` for any letters, `_` for a single one, a backslash before either of
//! them for the sign itself.

use super::super::Row;
use super::matches::Candidate;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;

/// Fewer letters sound like too much.
const LEAST_SOUND: usize = 4;

/// A name or text with wildcards, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As it was typed, in lower case.
    pub(super) text: String,
    signs: Vec<Sign>,
}

/// A sign of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Letter(char),
    /// `_`: one letter, whichever.
    One,
    /// `*`: any letters, or none.
    Any,
}

impl Sign {
    fn is(self, letter: char) -> bool {
        match self {
            Sign::Letter(own) => own == letter,
            Sign::One => true,
            Sign::Any => false,
        }
    }
}

impl Pattern {
    /// The pattern that `text` writes: `*` stands for any letters, `_` for one, a backslash takes either as it is.
    pub fn new(text: &str) -> Self {
        let text = text.to_lowercase();
        // In the id of a card a `_` is itself: no command is to mean another card than the one that is named.
        let is_id = is_card_id(&text);
        let mut signs = Vec::with_capacity(text.len());
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            signs.push(match letter {
                '*' => Sign::Any,
                '_' if !is_id => Sign::One,
                '\\' => Sign::Letter(letters.next().unwrap_or('\\')),
                letter => Sign::Letter(letter),
            });
        }
        Pattern { text, signs }
    }

    /// Whether it is the whole of `text`.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        is_match(&self.signs, &text.to_lowercase())
    }

    /// Whether it is a name of levels with `::` between them or stands above it: `a` is `a::b` as well.
    pub fn is_above(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let mut ends = name.match_indices("::").map(|(at, _)| at).chain([name.len()]);
        ends.any(|end| is_match(&self.signs, &name[..end]))
    }

    /// Whether it occurs in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let within = [&[Sign::Any], &self.signs[..], &[Sign::Any]].concat();
        is_match(&within, &text.to_lowercase())
    }

    /// Whether a word of `text` begins with it, or the words that begin there; a star at its start finds it
    /// inside of words.
    pub(super) fn begins_a_word_of(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let star = self.signs.iter().position(|sign| *sign == Sign::Any);
        let (head, tail) = self.signs.split_at(star.unwrap_or(self.signs.len()));
        // Where the first piece stands first, most is left for the others.
        let Some(rest) = starts(&text).find_map(|at| after(head, &text[at..])) else {
            return false;
        };
        tail.is_empty() || is_match(&[tail, &[Sign::Any]].concat(), rest)
    }

    /// Whether a word of `text`, or the words that begin there, sounds as it begins: `мажилис` and `majilis` are
    /// `мәжіліс`. Wildcards have no sound, and up to three letters too little of it. It is for Kazakh alone:
    /// a Russian word read as Latin would meet English ones.
    pub(super) fn sounds_like_a_word_of(&self, text: &str) -> bool {
        let is_plain = self.signs.iter().all(|sign| matches!(sign, Sign::Letter(_)));
        let sought = fold(&self.text);
        if !is_plain || sought.chars().count() < LEAST_SOUND {
            return false;
        }
        let words: Vec<String> = words(text).map(fold).collect();
        (0..words.len()).any(|at| words[at..].concat().starts_with(&sought))
    }

    /// Whether it is a whole word of `text`, or several words side by side.
    pub(super) fn is_a_word_of(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        starts(&text).any(|at| is_words(&self.signs, &text[at..]))
    }

    /// Whether it looks like `deck/item` or `deck/item/direction`.
    pub(super) fn is_card_id(&self) -> bool {
        is_card_id(&self.text)
    }

    /// Whether it is the id of the card, or of the term it grew from.
    pub(super) fn names(&self, candidate: &Candidate<'_>) -> bool {
        let row = candidate.row;
        self.is_whole(&candidate.card.to_string())
            || (row.is_term && self.is_whole(&format!("{}/{}", row.deck, row.item)))
    }

    /// Whether it is the id of the item, or of one of its cards, without a star.
    pub(super) fn names_row(&self, row: &Row) -> bool {
        let id = format!("{}/{}", row.deck, row.item).to_lowercase();
        let rest = self.text.strip_prefix(&id);
        self.text == row.item.0.to_lowercase()
            || rest.is_some_and(|rest| rest.is_empty() || (row.is_term && rest.starts_with('/')))
    }
}

fn is_card_id(text: &str) -> bool {
    text.contains('/')
}

/// Places of `text` at which a word begins, or no word stands at all. Scripts that set no blanks between words
/// begin one with every letter.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut before = None;
    text.char_indices().filter_map(move |(at, letter)| {
        let follows_a_letter = before.replace(letter).is_some_and(char::is_alphanumeric);
        let has_no_blanks = matches!(
            letter,
            '\u{0e00}'..='\u{0fff}' | '\u{1000}'..='\u{109f}' | '\u{2e80}'..='\u{9fff}'
        );
        (has_no_blanks || !follows_a_letter || !letter.is_alphanumeric()).then_some(at)
    })
}

/// What follows in `text` after signs without a star; `None` where it does not begin with them.
fn after<'t>(signs: &[Sign], text: &'t str) -> Option<&'t str> {
    let mut letters = text.chars();
    let is_there = signs
        .iter()
        .all(|sign| letters.next().is_some_and(|letter| sign.is(letter)));
    is_there.then_some(letters.as_str())
}

/// Whether `text` begins with `signs` and a word ends behind them. A star stays inside of its word, so that of
/// words side by side each may have its own.
fn is_words(signs: &[Sign], text: &str) -> bool {
    // Up to which signs the text so far may have led.
    let mut reached = vec![false; signs.len() + 1];
    reached[0] = true;
    let mut letters = text.chars();
    while reached.contains(&true) {
        for (at, sign) in signs.iter().enumerate() {
            reached[at + 1] |= reached[at] && *sign == Sign::Any;
        }
        let next = letters.next();
        if reached[signs.len()] && !next.is_some_and(char::is_alphanumeric) {
            return true;
        }
        let Some(letter) = next else {
            return false;
        };
        let mut then = vec![false; signs.len() + 1];
        for (at, sign) in signs.iter().enumerate().filter(|(at, _)| reached[*at]) {
            then[at] |= *sign == Sign::Any && letter.is_alphanumeric();
            then[at + 1] |= sign.is(letter);
        }
        reached = then;
    }
    false
}

/// Whether `text` is `signs` from its beginning to its end.
///
/// Of several stars only the last may take more letters than it has: whatever an earlier one took less is as
/// well left to it. So the time grows with the text and not with the ways to divide it.
fn is_match(signs: &[Sign], text: &str) -> bool {
    let (mut at, mut rest) = (0, text.chars());
    let mut star = None;
    loop {
        let mut next = rest.clone();
        match (signs.get(at), next.next()) {
            (None, None) => return true,
            (Some(Sign::Any), _) => {
                at += 1;
                star = Some((at, rest.clone()));
            }
            (Some(sign), Some(letter)) if sign.is(letter) => {
                at += 1;
                rest = next;
            }
            // The text is at its end, and a longer star would leave even less.
            (Some(_), None) => return false,
            (_, Some(_)) => {
                let Some((behind, from)) = &mut star else {
                    return false;
                };
                from.next();
                (at, rest) = (*behind, from.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_kazakh_word_is_found_by_its_sound_in_either_script() {
        let finds = |pattern: &str, text: &str| Pattern::new(pattern).sounds_like_a_word_of(text);
        for pattern in ["мажилис", "majilis", "Mazhil", "Mäjilis"] {
            assert!(finds(pattern, "жаңа мәжіліс"), "{pattern}");
        }
        assert!(finds("тауелсиз", "тәуелсіздік") && finds("ата зан", "Ата Заң"));
        assert!(!finds("лис", "мәжіліс") && !finds("та", "Ата Заң") && !finds("м*лис", "мәжіліс"));
    }

    #[test]
    fn words_are_found_at_their_beginning_and_inside_by_a_star() {
        let finds = |pattern: &str, text: &str| Pattern::new(pattern).begins_a_word_of(text);
        for (pattern, text) in [
            ("nation", "One nation"),
            ("nation", "National Bank"),
            ("*nation", "International law"),
            ("nat*law", "National law"),
            ("the nat", "Of the nation"),
            ("gate", "old-gate"),
            ("“se", "the “Senate”"),
            ("道", "鐵道"),
            ("r_d", "a redder rose"),
            ("*_ation", "international"),
            ("", "anything"),
        ] {
            assert!(finds(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("nation", "International law"),
            ("tion", "nation"),
            ("nat*law", "International law"),
            ("he nat", "the nation"),
            ("r_d", "road"),
            (r"r\_d", "red"),
        ] {
            assert!(!finds(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn stars_and_low_lines_stand_for_letters() {
        let is = |pattern: &str, text: &str| Pattern::new(pattern).is_whole(text);
        for (pattern, text) in [
            ("a*", "abc"),
            ("*c", "abc"),
            ("a*c", "abc"),
            ("*", ""),
            ("a*b*", "axxbyy"),
            ("*ab", "aab"),
            ("abc", "abc"),
            ("a_c", "aбc"),
            ("a_c", "a_c"),
            ("_*_", "ab"),
            (r"a\*c", "a*c"),
            (r"a\_c", "a_c"),
            (r"a\\*", r"a\b"),
        ] {
            assert!(is(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("a", "ab"),
            ("a*bc*c", "abc"),
            ("*b", "abc"),
            ("ab*b", "ab"),
            ("a_", "a"),
            ("_*_", "a"),
            (r"a\*c", "abc"),
            (r"a\_c", "abc"),
            ("deck/a_c", "deck/a-c"),
        ] {
            assert!(!is(pattern, text), "{pattern} {text}");
        }
        assert!(is("deck/a_c", "deck/a_c") && is("deck/a*", "deck/a_c"));
    }

    #[test]
    fn many_stars_cost_no_more_than_a_few() {
        let text = "a".repeat(20_000);
        assert!(!Pattern::new(&"*a".repeat(30)).is_in(&"b".repeat(20_000)));
        assert!(!Pattern::new(&format!("{}b", "a*".repeat(30))).begins_a_word_of(&text));
    }

    #[test]
    fn a_whole_word_ends_where_it_ends() {
        let is = |pattern: &str, text: &str| Pattern::new(pattern).is_a_word_of(text);
        assert!(is("sea", "the sea, again") && is("the sea", "by the sea") && is("s_a", "sea"));
        assert!(is("sea*", "the seaside") && is("*side", "the seaside") && is("sea", "sea-side"));
        assert!(!is("sea", "the seaside") && !is("sea", "undersea") && !is("sea*side", "the sea, the side"));
        // A star in each of several words.
        assert!(
            is("the sea*", "by the seaside, then")
                && is("*er lake", "an upper lake")
                && is("n* l*s", "no lakes")
        );
        assert!(is("*a*e *k*", "the lake Oked") && is("the *", "the seaside") && is("sea*", "sea"));
        assert!(
            !is("the sea*", "the upper seaside") && !is("n* l*s", "no lake") && !is("n*lakes", "no lakes")
        );
        assert!(!is("sea *", "seaside") && !is("*", "") && is("*", "sea"));
        assert!(!is(&"*a".repeat(30), &"b".repeat(20_000)) && is(&"a*".repeat(30), &"a".repeat(2_000)));
    }

    #[test]
    fn what_stands_above_a_level_means_it_too() {
        let is = |pattern: &str, name: &str| Pattern::new(pattern).is_above(name);
        assert!(is("a", "a") && is("a", "a::b") && is("a::b", "A::B::c") && is("a::*", "a::b"));
        assert!(!is("a", "ab") && !is("b", "a::b") && !is("a::b", "a"));
    }
}
