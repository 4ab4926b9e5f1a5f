//! The other names an answer could have meant: wrong options, and the other keys of the deck.

use crate::answers::Question;
use crate::answers::edits;
use crate::answers::forms::Form;
use crate::answers::forms::Part;

/// Everything the answer could be confused with. Names that are the key itself do not count.
pub(in crate::answers) struct Rivals<'a> {
    names: Vec<&'a str>,
    own: Vec<Form>,
    /// Persons are also known by the last word of their name.
    by_surname: bool,
}

impl<'a> Rivals<'a> {
    pub(in crate::answers) fn new(question: &Question<'a>, own: &[Form], by_surname: bool) -> Rivals<'a> {
        let options = question
            .item
            .distractors
            .iter()
            .map(|distractor| distractor.text.as_str());
        Rivals {
            names: options
                .chain(question.rivals.iter().map(String::as_str))
                .collect(),
            own: own.to_vec(),
            by_surname,
        }
    }

    /// The rival that was typed, in any spelling; a person also by the surname alone.
    pub(in crate::answers) fn named(&self, typed: &Form) -> Option<&'a str> {
        self.alike(&typed.whole)
            .find(|(_, rival)| rival.is_same(typed) || (self.by_surname && is_surname_of(rival, typed)))
            .map(|(name, _)| name)
    }

    /// The nearest rival within `most` slips of a word or name.
    pub(in crate::answers) fn nearest(&self, typed: &Part, most: usize) -> Option<(&'a str, usize)> {
        let distances = self.alike(&typed.sound).filter_map(|(name, rival)| {
            let of_whole = edits::slips_of_part(&rival.joined(), typed, most);
            let parts = rival.parts();
            let surname = parts
                .last()
                .filter(|surname| self.by_surname && !self.is_own_surname(&surname.sound));
            let of_surname = surname.and_then(|surname| edits::slips_of_part(surname, typed, most));
            let nearest = of_whole.into_iter().chain(of_surname).min()?;
            Some((name, nearest))
        });
        distances.min_by_key(|(_, slips)| *slips)
    }

    /// Whether another name passes a test.
    pub(in crate::answers) fn any(&self, test: impl Fn(&Form) -> bool) -> bool {
        let mut names = self.names.iter().map(|name| Form::new(name));
        names.any(|rival| !self.is_own(&rival) && test(&rival))
    }

    /// Whether another name begins like this one, so that it needs its ending to be told apart.
    pub(in crate::answers) fn begins_with(&self, bare: &Form, plain: impl Fn(&Form) -> Form) -> bool {
        self.alike(&bare.whole)
            .any(|(_, rival)| plain(&rival).sounds.starts_with(&bare.sounds))
    }

    /// Another person with that folded surname.
    pub(in crate::answers) fn namesake(&self, surname: &str) -> Option<&'a str> {
        self.alike(surname)
            .find(|(_, rival)| {
                rival.sounds.len() > 1 && rival.sounds.last().is_some_and(|last| last == surname)
            })
            .map(|(name, _)| name)
    }

    /// Rivals with a word that begins like `whole`, made ready for comparing.
    fn alike(&self, whole: &str) -> impl Iterator<Item = (&'a str, Form)> {
        let initial = whole.chars().next().map(initial_class);
        let starts = move |name: &str| {
            let mut before = ' ';
            name.chars().any(|letter| {
                let is_start = letter.is_alphanumeric() && !before.is_alphanumeric();
                before = letter;
                is_start && (!letter.is_ascii() || Some(initial_class(letter)) == initial)
            })
        };
        let candidates = self.names.iter().filter(move |name| starts(name));
        candidates
            .map(|name| (*name, Form::new(name)))
            .filter(|(_, rival)| !self.is_own(rival))
    }

    /// Whether a name of the deck is the key under one of its names, or only its surname.
    fn is_own(&self, rival: &Form) -> bool {
        self.own
            .iter()
            .any(|own| own.is_same(rival) || (self.by_surname && is_surname_of(own, rival)))
    }

    fn is_own_surname(&self, surname: &str) -> bool {
        self.own
            .iter()
            .any(|own| own.sounds.last().is_some_and(|last| last == surname))
    }
}

fn is_surname_of(name: &Form, typed: &Form) -> bool {
    name.sounds.len() > 1
        && typed.sounds.len() == 1
        && typed.numerals.is_empty()
        && name.sounds.last() == typed.sounds.first()
}

/// First letters that folding may turn into each other stand for one class.
fn initial_class(letter: char) -> char {
    match letter.to_ascii_lowercase() {
        'k' | 'q' | 'h' | 'c' | 'x' => 'k',
        'j' | 'z' | 'd' | 'g' => 'j',
        'y' | 'i' | 'e' => 'i',
        'w' | 'u' | 'v' => 'u',
        'p' | 'f' => 'p',
        other => other,
    }
}
