//! Names of persons: surname alone, any order, initials, titles, patronymics.

use crate::answers::edits;
use crate::answers::forms::Form;
use crate::answers::spelling;

/// Titles and forms of address; no part of a name.
const TITLES: &str = "mr mrs ms miss dr prof professor president prime minister premier general colonel marshal \
    comrade sir lord lady senator deputy akim khan bi biy bey bek batyr sultan tsar czar empress emperor king queen \
    prince princess saint st first former late then chairman chairwoman chair secretary speaker leader ambassador \
    poet writer activist journalist господин госпожа президент мырза ханым хан би батыр г-н";

/// A person's name in folded words.
struct Person {
    given: Vec<String>,
    surname: String,
}

/// How a typed name lies to the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// The whole name, or more of it.
    Whole,
    /// The surname and nothing else.
    Surname,
    /// A few slips in the name; those in the surname apart.
    Slips { all: usize, in_surname: usize },
    /// The right surname with another first name.
    OtherGiven,
    /// The right first name with the other sex's form of the surname.
    OtherSex,
    /// A first name without the surname.
    GivenOnly,
}

/// Compares a typed name with the name of a person; `None` when it is another's.
pub(super) fn compare(key: &Form, typed: &Form) -> Option<Match> {
    if key.is_same(typed) {
        return Some(Match::Whole);
    }
    let person = Person::new(key)?;
    let words = bare(typed);
    if words.is_empty() || words.len() > 8 || typed.numerals != key.numerals {
        return None;
    }
    let whole: String = person.given.concat() + &person.surname;
    if joined_is(&words, &whole) || joined_is(&words, &(person.surname.clone() + &person.given.concat())) {
        return Some(Match::Whole);
    }
    if joined_is(&words, &person.surname) {
        return Some(if person.given.is_empty() {
            Match::Whole
        } else {
            Match::Surname
        });
    }
    match &words[..] {
        [word] => person.compare_word(word, &whole),
        _ => person.compare_words(&words),
    }
}

/// The folded surname of a name, where it has more than one word.
pub(super) fn surname(name: &Form) -> Option<String> {
    Person::new(name).map(|person| person.surname)
}

/// The folded words without titles.
fn bare(name: &Form) -> Vec<String> {
    let is_title = |word: &str| TITLES.split_ascii_whitespace().any(|title| title == word);
    let bare = name.without(is_title);
    let only_titles = bare.words.iter().all(|word| is_title(word));
    if only_titles { Vec::new() } else { bare.sounds }
}

fn joined_is(words: &[String], whole: &str) -> bool {
    let plain = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect::<String>()
    };
    plain(&words.concat()) == plain(whole)
}

impl Person {
    fn new(name: &Form) -> Option<Person> {
        let mut words = bare(name);
        let surname = words.pop()?;
        Some(Person {
            given: words,
            surname,
        })
    }

    fn compare_word(&self, word: &str, whole: &str) -> Option<Match> {
        if self.given.iter().any(|given| given == word) {
            return Some(Match::GivenOnly);
        }
        if spelling::are_man_and_woman(&self.surname, word) {
            return None;
        }
        let in_surname = edits::forgivable(&self.surname, word).map(|slips| (slips, slips));
        let in_all = edits::forgivable(whole, word).map(|slips| (slips, 0));
        let (all, in_surname) = in_surname.or(in_all)?;
        Some(Match::Slips { all, in_surname })
    }

    fn compare_words(&self, words: &[String]) -> Option<Match> {
        let place_of = |test: &dyn Fn(&str) -> bool| words.iter().rposition(|word| test(word));
        let exact = place_of(&|word| word == self.surname);
        let other_sex = place_of(&|word| spelling::are_man_and_woman(&self.surname, word));
        let near = place_of(&|word| edits::forgivable(&self.surname, word).is_some());
        let (place, in_surname) = match (exact, other_sex, near) {
            (Some(place), _, _) => (place, 0),
            (_, Some(place), _) => (place, 0),
            (_, _, Some(place)) => (place, edits::forgivable(&self.surname, &words[place])?),
            _ => return None,
        };
        let mut rest = words.to_vec();
        rest.remove(place);
        let Some(in_given) = self.slips_in_given(&rest) else {
            return (exact.is_some()).then_some(Match::OtherGiven);
        };
        if exact.is_none() && other_sex.is_some() {
            return Some(Match::OtherSex);
        }
        match in_surname + in_given {
            0 => Some(Match::Whole),
            all @ 1..=2 => Some(Match::Slips { all, in_surname }),
            _ => None,
        }
    }

    /// Slips in the other words of a name; `None` when one of them is another name.
    fn slips_in_given(&self, rest: &[String]) -> Option<usize> {
        if let Some(slips) = edits::forgivable(&self.given.concat(), &rest.concat())
            && !rest.is_empty()
        {
            return Some(slips);
        }
        let mut left: Vec<&String> = self.given.iter().collect();
        let mut slips = 0;
        for word in rest {
            let is_initial = word.chars().count() == 1;
            let fits = |given: &&String| {
                if is_initial {
                    given.starts_with(word.as_str())
                } else {
                    edits::forgivable(given, word).is_some()
                }
            };
            match left.iter().position(fits) {
                Some(place) => {
                    let given = left.remove(place);
                    slips += if is_initial {
                        0
                    } else {
                        edits::forgivable(given, word).unwrap_or(0)
                    };
                }
                None if is_patronymic(word) && !self.given.iter().any(|given| is_patronymic(given)) => {}
                None => return None,
            }
        }
        Some(slips)
    }
}

/// Father's names, which a key may leave out: Abishevich, Petrovna, Abishuly, Abishkyzy.
fn is_patronymic(word: &str) -> bool {
    word.len() >= 6
        && ["vich", "vna", "uli", "kizi", "ich", "ichna"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::Match;
    use super::compare;
    use crate::answers::forms::Form;

    fn check(key: &str, typed: &str, expected: Option<Match>) {
        assert_eq!(
            compare(&Form::new(key), &Form::new(typed)),
            expected,
            "{key} | {typed}"
        );
    }

    #[test]
    fn finds_the_person_in_any_order_and_spelling() {
        for typed in [
            "Marat Sadyqov",
            "Sadykov Marat",
            "Sadykov, Marat",
            "М. Садыков",
            "Садықов Марат",
            "President Marat Sadykov",
            "Marat Abenovich Sadykov",
            "maratsadykov",
        ] {
            check("Marat Sadykov", typed, Some(Match::Whole));
        }
        check("Marat Sadykov", "Sadykov", Some(Match::Surname));
        check("Ablai Khan", "Ablai", Some(Match::Whole));
        check("Kassym-Jomart Aliyev", "Kasym Zhomart Aliev", Some(Match::Whole));
    }

    #[test]
    fn tells_other_persons_from_slips() {
        check(
            "Marat Sadykov",
            "Marat Sadkyov",
            Some(Match::Slips {
                all: 1,
                in_surname: 1,
            }),
        );
        check("Marat Sadykov", "Serik Sadykov", Some(Match::OtherGiven));
        check("Marat Sadykov", "B. Sadykov", Some(Match::OtherGiven));
        check("Marat Sadykov", "Marat", Some(Match::GivenOnly));
        check("Marat Sadykov", "Marat Omarov", None);
        check("Aliya Sadykova", "Sadykov", None);
        check("Aliya Sadykova", "Aliya Sadykov", Some(Match::OtherSex));
        check("Kairat Mami", "Mamin", None);
        check("Marat Sadykov", "Khan", None);
    }
}
