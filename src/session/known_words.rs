//! The words of all language decks, so that one typed in place of another is named.
//!
//! `халық` typed for `ұлт` is not "something else" but a word the learner has met: the verdict says
//! what it means. So is the Russian word, which many learners know. Words are found by their folded
//! spelling, in Cyrillic and in either Latin.

use std::collections::BTreeMap;

use crate::answers::Word;
use crate::answers::has_cyrillic_word;
use crate::decks::CardId;
use crate::decks::Direction;
use crate::decks::Script;
use crate::decks::Term;
use crate::decks::term::each_word;
use crate::items::Item;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::normalise;

/// The words of all language decks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownWords {
    terms: Vec<Term>,
    /// By folded spelling: the Kazakh word in both scripts, its English and its Russian.
    kazakh: BTreeMap<String, Vec<Known>>,
    english: BTreeMap<String, Vec<Known>>,
    russian: BTreeMap<String, Vec<Known>>,
}

/// A form of a word of a deck.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    /// Its place among the terms.
    term: usize,
    form: String,
    /// The word in Cyrillic, or the form where it is only accepted in its place.
    cyrillic: String,
}

/// What was typed in place of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// Says what it is.
    pub reason: String,
    /// Whether it sounds like the right one, or one of the two is right where the other is asked: then asking
    /// again is fair.
    pub is_near: bool,
    /// Whether it is the answer of another card that asks the very same.
    pub is_right: bool,
}

impl KnownWords {
    /// Takes up the words of `terms`. Where two terms share a form, the word that has it as its own comes
    /// before one that only accepts it, and an earlier one before a later.
    pub fn new<'a>(terms: impl Iterator<Item = &'a Term>) -> KnownWords {
        let terms: Vec<Term> = terms.cloned().collect();
        let mut words = KnownWords::default();
        for (at, term) in terms.iter().enumerate() {
            words.add_own(at, term);
        }
        for (at, term) in terms.iter().enumerate() {
            words.add_accepted(at, term);
        }
        words.terms = terms;
        words
    }

    fn add_own(&mut self, at: usize, term: &Term) {
        let known = |form: &str| Known {
            term: at,
            form: form.to_owned(),
            cyrillic: term.kk_cyrl.clone(),
        };
        for script in [Script::Cyrillic, Script::Latin] {
            add(&mut self.kazakh, known(&term.kazakh(script)));
        }
        for form in [term.en.clone(), term.plain_english()]
            .iter()
            .chain(&each_word(&term.en))
        {
            add(&mut self.english, known(form));
        }
        for form in each_word(&term.kk_cyrl) {
            add(&mut self.kazakh, known(&form));
        }
        if let Some(forms) = &term.ru {
            let single = forms.split([',', ';']).map(str::trim);
            single
                .chain([forms.as_str()])
                .for_each(|form| add(&mut self.russian, known(form)));
        }
    }

    fn add_accepted(&mut self, at: usize, term: &Term) {
        for form in &term.accept_kk {
            let known = Known {
                term: at,
                form: form.clone(),
                cyrillic: form.clone(),
            };
            add(&mut self.kazakh, known);
        }
        for form in &term.accept_en {
            let known = Known {
                term: at,
                form: form.clone(),
                cyrillic: term.kk_cyrl.clone(),
            };
            add(&mut self.english, known);
        }
    }

    /// Returns what is asked by a card of a language deck; `None` for every other card.
    pub(super) fn asked(&self, card: &str, item: &Item) -> Option<Word> {
        let direction = direction_of(card)?;
        let is_meaning = self
            .term(card, item, direction)
            .is_some_and(|term| term.by_definition && term.definition.is_some());
        Some(match direction {
            Direction::EnKk => Word::Kazakh,
            Direction::KkEn if is_meaning => Word::Meaning,
            Direction::KkEn => Word::English,
        })
    }

    /// The term that a card was made of. Decks may share ids, so its answer must fit, in the script that stands first.
    fn term(&self, card: &str, item: &Item, direction: Direction) -> Option<&Term> {
        let id = card.parse::<CardId>().ok()?.item;
        let mut terms = self.terms.iter().filter(|term| term.id == id);
        terms.find(|term| {
            let mut scripts = [Script::Cyrillic, Script::Latin].into_iter();
            scripts.any(|script| term.answers_in(direction, script).contains(&item.key))
        })
    }

    /// Says what the word typed means, where it is another one than those that are right for `item`:
    /// `memleket (мемлекет) means state`.
    pub(super) fn reason(&self, card: &str, item: &Item, typed: &str) -> Option<Taken> {
        let direction = direction_of(card)?;
        let known = match self.asked(card, item)? {
            Word::Kazakh => find(&self.kazakh, typed, direction)?,
            Word::English if !has_cyrillic_word(typed) => find(&self.english, typed, direction)?,
            // What a thing is may be said with any word.
            Word::English | Word::Meaning => return None,
        };
        let other = &self.terms[known.term];
        let sounds_right = is_right(item, typed, fold);
        let asked = self.term(card, item, direction);
        // A card need not name the Latin that is written by rule.
        let is_latin = direction == Direction::EnKk
            && asked.is_some_and(|asked| normalise(&asked.kazakh(Script::Latin)) == normalise(typed));
        // Nor is the word itself another one, in whatever spelling.
        let is_itself = asked == Some(other);
        if is_itself
            || is_latin
            || is_right(item, typed, normalise)
            || (sounds_right && !known.is_written(typed))
        {
            return None;
        }
        if let Some(reason) = asked.and_then(|asked| self.right_too(asked, direction, typed)) {
            return Some(Taken {
                reason,
                is_near: true,
                is_right: true,
            });
        }
        let is_near = asked.is_some_and(|asked| asked != other && asked.is_near(other));
        let said = match direction {
            Direction::EnKk => known.kazakh_means(typed, &other.en),
            Direction::KkEn => known.english_is(typed, other.kk_latn.as_deref()),
        };
        let reason = match (sounds_right, is_near) {
            (true, _) => format!("{said}; write the other word exactly"),
            (false, true) => format!("{said}; it is near in meaning, and another word is asked"),
            (false, false) => said,
        };
        Some(Taken {
            reason,
            is_near: sounds_right || is_near,
            is_right: false,
        })
    }

    /// Says that what was typed is right where another term with that word is asked in the same words as this one.
    fn right_too(&self, asked: &Term, direction: Direction, typed: &str) -> Option<String> {
        let words = match direction {
            Direction::EnKk => &self.kazakh,
            Direction::KkEn => &self.english,
        };
        let found = spellings(typed, direction);
        let mut found = found.iter().filter_map(|spelling| words.get(spelling)).flatten();
        let stem = |term: &Term| normalise(&term.stem(direction, Script::Cyrillic));
        let asks_the_same = |known: &&Known| {
            let other = &self.terms[known.term];
            known.is_written(typed) && other != asked && stem(other) == stem(asked)
        };
        found.find(asks_the_same)?;
        let typed = typed.trim();
        Some(match direction {
            Direction::EnKk => format!(
                "right: {} is {typed}, too; the word of this card is {}",
                asked.en, asked.kk_cyrl
            ),
            Direction::KkEn => format!(
                "right: {} means {typed}, too; the word of this card is {}",
                asked.kk_cyrl, asked.en
            ),
        })
    }

    /// Says of which language the word typed is, where it is not the one that is asked for:
    /// `народ is Russian for халық; the Kazakh is asked`.
    pub(super) fn other_language(&self, card: &str, item: &Item, typed: &str) -> Option<String> {
        let (direction, word) = (direction_of(card)?, self.asked(card, item)?);
        let is_cyrillic = has_cyrillic_word(typed);
        // English in Cyrillic letters is no English.
        let is_other_script = is_cyrillic && word != Word::Kazakh && !has_cyrillic_word(&item.key);
        if !is_other_script && is_right(item, typed, fold) {
            return None;
        }
        let typed = typed.trim();
        match word {
            Word::Kazakh if !is_cyrillic => {
                let known = find(&self.english, typed, direction)?;
                let said = format!("{typed} is English for {}; the Kazakh is asked", known.cyrillic);
                return known.is_written(typed).then_some(said);
            }
            Word::Kazakh => {}
            Word::English | Word::Meaning => {
                let known = find(&self.kazakh, typed, direction);
                let other = known.map(|known| &self.terms[known.term]);
                let asked = self.term(card, item, direction);
                match other {
                    Some(_) if other == asked => {
                        return Some(format!("{typed} is the word itself; what it means is asked"));
                    }
                    Some(other) if is_cyrillic || word == Word::English => {
                        return Some(format!(
                            "{typed} is Kazakh for {}; the English is asked",
                            other.en
                        ));
                    }
                    _ => {}
                }
            }
        }
        let known = find(&self.russian, typed, direction).filter(|known| known.is_written(typed))?;
        let wanted = match direction {
            Direction::EnKk => "Kazakh",
            Direction::KkEn => "English",
        };
        Some(format!(
            "{typed} is Russian for {}; the {wanted} is asked",
            known.cyrillic
        ))
    }

    /// Whether what was typed is the Kazakh word itself, where what it means is asked.
    pub(super) fn is_word_itself(&self, card: &str, item: &Item, typed: &str) -> bool {
        let asked = self.term(card, item, Direction::KkEn);
        self.asked(card, item) == Some(Word::Meaning) && asked.is_some_and(|term| term.is_itself(typed))
    }
}

fn direction_of(card: &str) -> Option<Direction> {
    card.parse::<CardId>().ok()?.direction
}

fn add(words: &mut BTreeMap<String, Vec<Known>>, known: Known) {
    let spelling = fold(&known.form);
    if !spelling.is_empty() {
        words.entry(spelling).or_default().push(known);
    }
}

/// Whether what was typed is a right answer, both read by `reading`: `normalise` for letters, `fold` for sounds.
fn is_right(item: &Item, typed: &str, reading: impl Fn(&str) -> String) -> bool {
    let typed = reading(typed);
    let mut right = std::iter::once(&item.key).chain(&item.accept);
    right.any(|form| reading(form) == typed)
}

/// Of several words of one sound the one that was written, letter by letter, comes first.
fn find<'w>(words: &'w BTreeMap<String, Vec<Known>>, typed: &str, direction: Direction) -> Option<&'w Known> {
    let known = spellings(typed, direction)
        .iter()
        .find_map(|spelling| words.get(spelling))?;
    let written = known.iter().find(|known| known.is_written(typed));
    written.or(known.first())
}

/// The folded spellings to look for: Kazakh Latin writes х as `h` and as `x`.
fn spellings(typed: &str, direction: Direction) -> Vec<String> {
    let mut spellings = vec![fold(typed)];
    if direction == Direction::EnKk && typed.to_lowercase().contains('x') {
        spellings.push(fold(&typed.to_lowercase().replace('x', "h")));
    }
    spellings
}

impl Known {
    /// Whether it was typed letter by letter; `е` may stand for `ё`.
    fn is_written(&self, typed: &str) -> bool {
        let letters = |text: &str| normalise(text).replace('ё', "е");
        letters(&self.form) == letters(typed)
    }

    /// The word as it was typed, with the reference beside what is not written like it.
    fn kazakh_means(&self, typed: &str, english: &str) -> String {
        let typed = typed.trim();
        match typed.to_lowercase() == self.cyrillic.to_lowercase() {
            true => format!("{} means {english}", self.cyrillic),
            false => format!("{typed} ({}) means {english}", self.cyrillic),
        }
    }

    fn english_is(&self, typed: &str, latin: Option<&str>) -> String {
        match latin {
            Some(latin) => format!("{} is {} ({latin})", typed.trim(), self.cyrillic),
            None => format!("{} is {}", typed.trim(), self.cyrillic),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KnownWords;
    use crate::decks::{Direction, Script, Term};
    use crate::items::ItemId;

    fn term(id: &str, en: &str, kk: &str, latn: &str) -> Term {
        Term {
            id: ItemId(id.to_owned()),
            en: en.to_owned(),
            kk_cyrl: kk.to_owned(),
            kk_latn: Some(latn.to_owned()),
            ..Term::default()
        }
    }

    /// What is said of a word typed for `ұлт`, and where that is nothing, of its language.
    fn of_both(direction: Direction, typed: &str) -> (Option<String>, Option<String>) {
        let mut terms = vec![
            term("nation", "nation (ethnic)", "ұлт", "ūlt"),
            term("people", "people (all of them)", "халық", "halyq"),
            term("state", "state", "мемлекет", "memleket"),
        ];
        terms[0].accept_en = vec!["ethnic group".to_owned()];
        terms[1].ru = Some("народ".to_owned());
        terms[2].ru = Some("государство, держава".to_owned());
        terms[1].accept_kk = vec!["жұрт".to_owned()];
        let item = terms[0].card(direction, &terms);
        let id = format!("words/nation/{direction}");
        let words = KnownWords::new(terms.iter());
        (
            words.reason(&id, &item, typed).map(|taken| taken.reason),
            words.other_language(&id, &item, typed),
        )
    }

    fn said(direction: Direction, typed: &str) -> Option<String> {
        of_both(direction, typed).0
    }

    #[test]
    fn another_word_is_named_in_every_script() {
        let kazakh = |typed| said(Direction::EnKk, typed).unwrap();
        assert_eq!(kazakh("халық"), "халық means people (all of them)");
        assert_eq!(kazakh("Halyq"), "Halyq (халық) means people (all of them)");
        assert_eq!(kazakh("xalyq"), "xalyq (халық) means people (all of them)");
        assert_eq!(kazakh("memleket"), "memleket (мемлекет) means state");
        assert_eq!(kazakh("жұрт"), "жұрт means people (all of them)");
        assert_eq!(
            said(Direction::KkEn, "state").unwrap(),
            "state is мемлекет (memleket)"
        );
    }

    #[test]
    fn words_without_a_latin_of_their_own_are_known_in_it_by_rule() {
        let mut terms = vec![
            term("nation", "nation (ethnic)", "ұлт", ""),
            term("people", "people (all of them)", "халық", ""),
            term("hand", "hand", "қол", ""),
        ];
        for term in &mut terms {
            term.kk_latn = None;
        }
        terms[1].accept_kk = vec!["ұлт".to_owned()];
        let item = terms[0].card_in(Direction::EnKk, &terms, Script::Latin);
        assert_eq!(item.key, "ūlt");
        let words = KnownWords::new(terms.iter());
        for typed in ["halyq", "халық"] {
            let taken = words.reason("words/nation/en-kk", &item, typed).unwrap();
            assert!(taken.is_near, "{typed}: {}", taken.reason);
            assert!(taken.reason.contains("near in meaning"), "{}", taken.reason);
        }
        let cyrillic = terms[1].card_in(Direction::EnKk, &terms, Script::Cyrillic);
        for typed in ["halyq", "Halyq", "халық", "khalyq", "xalyq"] {
            assert_eq!(
                words.reason("words/people/en-kk", &cyrillic, typed),
                None,
                "{typed}"
            );
        }
        let other = words.reason("words/nation/en-kk", &item, "qol").unwrap();
        assert_eq!(other.reason, "qol (қол) means hand");
        assert!(!other.is_near);
    }

    #[test]
    fn the_word_of_another_card_that_asks_the_same_is_right() {
        let terms = [
            term("wind", "wind", "жел", "jel"),
            term("breeze", "breeze", "жел", "jel"),
            term("storm", "wind", "дауыл", "dauyl"),
            term("hand", "hand", "қол", "qol"),
        ];
        let words = KnownWords::new(terms.iter());
        let said = |at: usize, direction: Direction, typed: &str| {
            let item = terms[at].card(direction, &terms);
            let taken = words.reason(&format!("words/{}/{direction}", terms[at].id.0), &item, typed)?;
            Some((taken.is_right, taken.reason))
        };
        assert_eq!(
            said(1, Direction::KkEn, "wind").unwrap(),
            (
                true,
                "right: жел means wind, too; the word of this card is breeze".to_owned()
            )
        );
        assert_eq!(
            said(2, Direction::EnKk, "жел").unwrap(),
            (
                true,
                "right: wind is жел, too; the word of this card is дауыл".to_owned()
            )
        );
        assert!(said(2, Direction::EnKk, "jel").unwrap().0);
        assert!(!said(1, Direction::KkEn, "hand").unwrap().0);
        assert!(!said(1, Direction::EnKk, "дауыл").unwrap().0);
        assert_eq!(said(1, Direction::KkEn, "breeze"), None);
    }

    #[test]
    fn a_word_of_another_language_is_named_as_one() {
        let language = |direction, typed| of_both(direction, typed).1;
        for (direction, asked) in [(Direction::EnKk, "Kazakh"), (Direction::KkEn, "English")] {
            assert_eq!(
                language(direction, "Народ").unwrap(),
                format!("Народ is Russian for халық; the {asked} is asked")
            );
            assert_eq!(
                language(direction, "держава").unwrap(),
                format!("держава is Russian for мемлекет; the {asked} is asked")
            );
        }
        assert_eq!(
            language(Direction::EnKk, "state").unwrap(),
            "state is English for мемлекет; the Kazakh is asked"
        );
        assert_eq!(
            language(Direction::KkEn, "Memleket").unwrap(),
            "Memleket is Kazakh for state; the English is asked"
        );
        for (direction, typed) in [
            (Direction::EnKk, "улт"),
            (Direction::EnKk, "үстел"),
            (Direction::KkEn, "nation"),
        ] {
            assert_eq!(language(direction, typed), None, "{typed}");
        }
    }

    #[test]
    fn the_word_itself_and_an_unknown_one_are_not_named() {
        for typed in ["ұлт", "ult", "ūlt", "үстел", "", "state"] {
            assert_eq!(said(Direction::EnKk, typed), None, "{typed}");
        }
        assert_eq!(said(Direction::KkEn, "ethnic group"), None);
        assert_eq!(said(Direction::KkEn, "nation"), None);
    }
}
