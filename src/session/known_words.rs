//! The words of all language decks, so that one typed in place of another is named.
//!
//! `халық` typed for `ұлт` is not "something else" but a word the learner has met: the verdict says
//! what it means. So is the Russian word, which many learners know. Words are found by their folded
//! spelling, in Cyrillic and in either Latin.

use std::collections::BTreeMap;

use crate::decks::CardId;
use crate::decks::Direction;
use crate::decks::Term;
use crate::items::Item;
use crate::lexicon::fold::fold;

/// The words of all language decks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownWords {
    /// By folded spelling: the Kazakh word in both scripts and its English.
    kazakh: BTreeMap<String, Known>,
    english: BTreeMap<String, Known>,
    russian: BTreeMap<String, Known>,
}

/// A word of a deck, as a verdict names it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    cyrillic: String,
    latin: Option<String>,
    english: String,
}

impl KnownWords {
    /// Takes up the words of `terms`. Where two terms share a form, the word that has it as its own comes
    /// before one that only accepts it, and an earlier one before a later.
    pub fn new<'a>(terms: impl Iterator<Item = &'a Term> + Clone) -> KnownWords {
        let mut words = KnownWords::default();
        for term in terms.clone() {
            words.add_own(term);
        }
        for term in terms {
            words.add_accepted(term);
        }
        words
    }

    fn add_own(&mut self, term: &Term) {
        let known = Known::of(term);
        let kazakh = std::iter::once(&term.kk_cyrl).chain(&term.kk_latn);
        for form in kazakh {
            self.kazakh.entry(fold(form)).or_insert_with(|| known.clone());
        }
        for form in [&term.en, &known.english] {
            self.english.entry(fold(form)).or_insert_with(|| known.clone());
        }
        let russian = term.ru.iter().flat_map(|forms| forms.split([',', ';']));
        for form in russian {
            self.russian.entry(fold(form)).or_insert_with(|| known.clone());
        }
    }

    fn add_accepted(&mut self, term: &Term) {
        for form in &term.accept_kk {
            let known = Known {
                cyrillic: form.clone(),
                latin: None,
                english: term.plain_english(),
            };
            self.kazakh.entry(fold(form)).or_insert(known);
        }
        for form in &term.accept_en {
            let entry = self.english.entry(fold(form));
            entry.or_insert_with(|| Known::of(term));
        }
    }

    /// Says what the word typed means, where it is another one than those that are right for `item`:
    /// `memleket (мемлекет) means state`.
    pub(super) fn reason(&self, card: &str, item: &Item, typed: &str) -> Option<String> {
        let (direction, spellings) = asked(card, item, typed)?;
        let known = match direction {
            Direction::EnKk => find(&self.kazakh, &spellings)?,
            Direction::KkEn => find(&self.english, &spellings)?,
        };
        Some(match direction {
            Direction::EnKk => known.kazakh_means(typed),
            Direction::KkEn => known.english_is(typed),
        })
    }

    /// Says of which language the word typed is, where it is not the one that is asked for:
    /// `народ is Russian for халық; the Kazakh is asked`.
    pub(super) fn other_language(&self, card: &str, item: &Item, typed: &str) -> Option<String> {
        let (direction, spellings) = asked(card, item, typed)?;
        let typed = typed.trim();
        let (other, wanted) = match direction {
            Direction::EnKk => (find(&self.english, &spellings), "Kazakh"),
            Direction::KkEn => (find(&self.kazakh, &spellings), "English"),
        };
        let said = match (other, direction) {
            (Some(known), Direction::EnKk) => format!("{typed} is English for {}", known.cyrillic),
            (Some(known), Direction::KkEn) => format!("{typed} is Kazakh for {}", known.english),
            (None, _) => {
                let known = find(&self.russian, &spellings)?;
                format!("{typed} is Russian for {}", known.cyrillic)
            }
        };
        Some(format!("{said}; the {wanted} is asked"))
    }
}

/// The direction in which a word is asked and the spellings of what was typed for it; nothing where it is no word, or
/// a right answer was typed.
fn asked(card: &str, item: &Item, typed: &str) -> Option<(Direction, Vec<String>)> {
    let direction = card.parse::<CardId>().ok()?.direction?;
    let right = std::iter::once(&item.key).chain(&item.accept);
    let right: Vec<String> = right.map(|form| fold(form)).collect();
    let spellings = spellings(typed, direction);
    let is_other = |spelling: &String| !spelling.is_empty() && !right.contains(spelling);
    spellings.iter().all(is_other).then_some((direction, spellings))
}

fn find<'w>(words: &'w BTreeMap<String, Known>, spellings: &[String]) -> Option<&'w Known> {
    spellings.iter().find_map(|spelling| words.get(spelling))
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
    fn of(term: &Term) -> Known {
        Known {
            cyrillic: term.kk_cyrl.clone(),
            latin: term.kk_latn.clone(),
            english: term.plain_english(),
        }
    }

    /// The word as it was typed, with the reference beside what is not written like it.
    fn kazakh_means(&self, typed: &str) -> String {
        let typed = typed.trim();
        match typed.to_lowercase() == self.cyrillic.to_lowercase() {
            true => format!("{} means {}", self.cyrillic, self.english),
            false => format!("{typed} ({}) means {}", self.cyrillic, self.english),
        }
    }

    fn english_is(&self, typed: &str) -> String {
        match &self.latin {
            Some(latin) => format!("{} is {} ({latin})", typed.trim(), self.cyrillic),
            None => format!("{} is {}", typed.trim(), self.cyrillic),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KnownWords;
    use crate::decks::{Direction, Term};
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
            words.reason(&id, &item, typed),
            words.other_language(&id, &item, typed),
        )
    }

    fn said(direction: Direction, typed: &str) -> Option<String> {
        of_both(direction, typed).0
    }

    #[test]
    fn another_word_is_named_in_every_script() {
        let kazakh = |typed| said(Direction::EnKk, typed).unwrap();
        assert_eq!(kazakh("халық"), "халық means people");
        assert_eq!(kazakh("Halyq"), "Halyq (халық) means people");
        assert_eq!(kazakh("xalyq"), "xalyq (халық) means people");
        assert_eq!(kazakh("memleket"), "memleket (мемлекет) means state");
        assert_eq!(kazakh("жұрт"), "жұрт means people");
        assert_eq!(
            said(Direction::KkEn, "state").unwrap(),
            "state is мемлекет (memleket)"
        );
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
