//! An item taken apart once, so that every check can look at its parts.
//!
//! The stem becomes words with their roles; key and distractors become options
//! with their folded form and kind of value. Nothing here judges an item.

mod marks;
mod root;
mod value;

use std::borrow::Cow;

use super::Item;
use super::Kind;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;

pub use marks::Marks;
pub use root::Roots;
pub use root::SAME_BEGIN;
pub use root::is_same_root;
pub use root::root;
pub use value::Value;
pub use value::ValueKind;
pub use value::read_value;
pub use value::spelled_number;

/// What a cloze stem holds in the place of its deletion.
pub const BLANK: &str = "____";

/// An item, its stem as words, its key and distractors as options.
#[derive(Debug)]
pub struct Anatomy<'a> {
    /// The item itself.
    pub item: &'a Item,
    /// The words of the stem in order; a blank is not a word.
    pub stem: Vec<Word<'a>>,
    /// All roles that occur in the stem outside quotation marks.
    pub marks: Marks,
    /// Roots of the content words of the stem.
    pub roots: Roots,
    /// The key first, then the distractors; empty when the item has no key.
    pub options: Vec<Choice<'a>>,
}

/// A word of a stem.
#[derive(Debug)]
pub struct Word<'a> {
    /// As it stands there.
    pub text: &'a str,
    /// In lower case.
    pub lower: Cow<'a, str>,
    /// Byte offset in the stem.
    pub start: usize,
    /// Its roles.
    pub marks: Marks,
    /// Its root, see [`root()`]; empty for a function word that is no number.
    pub root: String,
    /// Inside quotation marks.
    pub quoted: bool,
}

impl Word<'_> {
    /// Whether the word begins with a capital letter or is written in capitals.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether the word begins with a digit.
    pub fn is_number(&self) -> bool {
        is_number(self.text)
    }

    /// Whether the word says what a question is about: a number, or no function word.
    pub fn is_content(&self) -> bool {
        !self.marks.has(Marks::FUNCTION) || self.is_number()
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// The key or a distractor.
#[derive(Debug)]
pub struct Choice<'a> {
    /// As shown.
    pub text: &'a str,
    /// Folded; equal for two spellings of one name.
    pub folded: String,
    /// Number of characters.
    pub length: usize,
    /// Number of words.
    pub words: usize,
    /// Kind of value.
    pub value: Value<'a>,
}

impl<'a> Choice<'a> {
    fn new(text: &'a str) -> Self {
        Choice {
            text,
            folded: fold(text),
            length: text.chars().count(),
            words: words(text).count(),
            value: read_value(text),
        }
    }
}

impl<'a> Anatomy<'a> {
    /// Takes `item` apart.
    pub fn new(item: &'a Item) -> Self {
        let stem = stem_words(&item.stem);
        let spoken = stem.iter().filter(|word| !word.quoted);
        let marks = spoken.fold(Marks::NONE, |all, word| all.and(word.marks));
        let distractors = item.distractors.iter().map(|distractor| distractor.text.as_str());
        let key = (!item.key.is_empty()).then_some(item.key.as_str());
        Anatomy {
            item,
            marks,
            roots: Roots::of_stem(&stem),
            stem,
            options: key
                .into_iter()
                .flat_map(|key| std::iter::once(key).chain(distractors.clone()))
                .map(Choice::new)
                .collect(),
        }
    }

    /// The key as an option; `None` for kinds that keep theirs elsewhere.
    pub fn key(&self) -> Option<&Choice<'a>> {
        self.options.first()
    }

    /// The distractors as options.
    pub fn distractors(&self) -> &[Choice<'a>] {
        self.options.get(1..).unwrap_or(&[])
    }

    /// Whether the item offers options.
    pub fn has_options(&self) -> bool {
        self.options.len() > 1
    }

    /// Whether the stem is a sentence with a blank.
    pub fn is_cloze(&self) -> bool {
        self.item.kind == Some(Kind::Cloze) || self.item.stem.contains(BLANK)
    }

    /// Whether the item is of one of `kinds`.
    pub fn is_kind(&self, kinds: &[Kind]) -> bool {
        self.item.kind.is_some_and(|kind| kinds.contains(&kind))
    }

    /// The first unquoted word of the stem with one of `marks`, and its place.
    pub fn find(&self, marks: Marks) -> Option<(usize, &Word<'a>)> {
        if !self.marks.has(marks) {
            return None;
        }
        self.stem
            .iter()
            .enumerate()
            .find(|(_, word)| !word.quoted && word.marks.has(marks))
    }

    /// The lower-case word at `at`; empty beyond the ends.
    pub fn lower(&self, at: usize) -> &str {
        self.stem.get(at).map_or("", |word| word.lower.as_ref())
    }

    /// The roles of the word at `at`; none beyond the ends.
    pub fn marks_at(&self, at: usize) -> Marks {
        self.stem.get(at).map_or(Marks::NONE, |word| word.marks)
    }

    /// What stands between the word at `at` and the next word or the end, such as `, ` or `?`.
    pub fn gap_after(&self, at: usize) -> &str {
        let Some(word) = self.stem.get(at) else { return "" };
        let from = word.start + word.text.len();
        let to = self
            .stem
            .get(at + 1)
            .map_or(self.item.stem.len(), |next| next.start);
        self.item.stem.get(from..to).unwrap_or("")
    }

    /// Whether the words beginning at `at` are `phrase`, in lower case.
    pub fn stands_at(&self, at: usize, phrase: &[&str]) -> bool {
        phrase
            .iter()
            .enumerate()
            .all(|(offset, word)| self.lower(at + offset) == *word)
    }

    /// Whether `phrase` occurs anywhere in the stem, quoted or not.
    pub fn mentions(&self, phrase: &[&str]) -> bool {
        (0..self.stem.len()).any(|at| self.stands_at(at, phrase))
    }

    /// Whether the stem names a year or another number of four digits.
    pub fn has_year(&self) -> bool {
        self.stem.iter().any(|word| is_year(word.text))
    }

    /// The first wh-word outside quotation marks, and its place: the one that asks.
    pub fn question_word(&self) -> Option<(usize, &Word<'a>)> {
        self.find(Marks::WH)
    }

    /// Whether a name, that is a capitalised word other than the first, stands before the word at `at`.
    pub fn has_name_before(&self, at: usize) -> bool {
        self.stem.iter().take(at).enumerate().any(|(place, word)| {
            word.is_capital()
                && (place > 0 || !word.marks.has(Marks::FUNCTION))
                && !word.marks.has(Marks::MONTH)
        })
    }
}

/// Whether a word is a year of our era with three or four digits, or a range or decade of such.
pub fn is_year(word: &str) -> bool {
    let digits = word.split(['-', '–']).next().unwrap_or("");
    let digits = digits.strip_suffix('s').unwrap_or(digits);
    digits.len() == 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(digits.as_bytes()[0], b'1' | b'2')
}

fn stem_words(stem: &str) -> Vec<Word<'_>> {
    let quotes = quoted_ranges(stem);
    let mut found = Vec::with_capacity(stem.len() / 5);
    for text in words(stem) {
        let start = text.as_ptr() as usize - stem.as_ptr() as usize;
        let lower = lower_case(text);
        let marks = marks_of(text, &lower);
        let mut word = Word {
            text,
            start,
            marks,
            lower,
            root: String::new(),
            quoted: quotes.iter().any(|(from, to)| (*from..*to).contains(&start)),
        };
        if word.is_content() {
            word.root = root(text);
        }
        found.push(word);
    }
    found
}

/// Capitals decide: `US` is no pronoun, `May` no verb, `march` no month; a possessive plays its owner's role.
fn marks_of(text: &str, lower: &str) -> Marks {
    if text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Marks::NONE;
    }
    let bare = lower
        .strip_suffix("'s")
        .or_else(|| lower.strip_suffix("’s"))
        .unwrap_or(lower);
    let marks = Marks::of(bare);
    match (marks.has(Marks::MONTH), text.starts_with(char::is_uppercase)) {
        (false, _) => marks,
        (true, true) => Marks::MONTH.and(Marks::PERIOD),
        (true, false) if lower == "may" => Marks::MODAL.and(Marks::FUNCTION),
        (true, false) => Marks::NONE,
    }
}

/// Returns a word in lower case, itself where it is so.
pub fn lower_case(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase())
}

/// The byte ranges of a text that stand inside quotation marks; an unclosed one runs to the end.
pub fn quoted_ranges(text: &str) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    // Every quotation mark is one of these two or no ASCII.
    if !text
        .bytes()
        .any(|byte| matches!(byte, b'"' | b'\'') || !byte.is_ascii())
    {
        return ranges;
    }
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        match open {
            None => open = closing_of(letter, before).map(|closing| (at, closing)),
            Some((from, closing)) if letter == closing && closes(text, at, letter) => {
                ranges.push((from, at));
                open = None;
            }
            Some(_) => {}
        }
        before = letter;
    }
    if let Some((from, closing)) = open
        && closing != '\''
        && closing != '’'
    {
        ranges.push((from, text.len()));
    }
    ranges
}

fn closing_of(letter: char, before: char) -> Option<char> {
    match letter {
        '“' | '„' => Some('”'),
        '«' => Some('»'),
        '"' => Some('"'),
        '‘' => Some('’'),
        '\'' if !before.is_alphanumeric() => Some('\''),
        _ => None,
    }
}

/// A single quotation mark before a letter is an apostrophe.
fn closes(text: &str, at: usize, letter: char) -> bool {
    !matches!(letter, '\'' | '’') || !text[at + letter.len_utf8()..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::is_year;
    use super::quoted_ranges;

    #[test]
    fn quotations_are_told_from_apostrophes() {
        let quoted = |text: &'static str| -> Vec<&'static str> {
            quoted_ranges(text)
                .into_iter()
                .map(|(from, to)| &text[from..to])
                .collect()
        };
        assert_eq!(quoted("Who said ‘we can’t wait’ in May?"), ["‘we can’t wait"]);
        assert_eq!(quoted("the party's 'new way' of Asan's"), ["'new way"]);
        assert_eq!(quoted("Who called it \"a step\"?"), ["\"a step"]);
        assert!(quoted("the activists' law and James's car").is_empty());
    }

    #[test]
    fn years_are_told_from_other_numbers() {
        for year in ["1465", "2021", "1990s", "1930-1933"] {
            assert!(is_year(year), "{year}");
        }
        for other in ["15,000", "312", "9999", "20211", "17-18"] {
            assert!(!is_year(other), "{other}");
        }
    }
}
