//! Names of persons: surname alone, any order, initials, titles, patronymics.

use crate::answers::edits;
use crate::answers::forms::Form;
use crate::answers::forms::Part;
use crate::answers::spelling;

/// Titles and forms of address; no part of a name.
const TITLES: &str = "mr mrs ms miss dr prof professor president prime minister premier general colonel marshal \
    comrade sir lord lady senator deputy akim khan bi biy bey bek batyr sultan tsar czar empress emperor king queen \
    prince princess saint st first former late then chairman chairwoman chair secretary speaker leader ambassador \
    poet writer activist journalist chancellor governor mayor baron baroness count countess duke duchess dame     madame monsieur herr frau pandit mahatma imam sheikh ayatollah pope father mother commander comandante     captain major lieutenant admiral daw sayyid hajji pasha господин госпожа президент мырза ханым хан би батыр г-н";

/// Small words that belong to the surname behind them: de Gaulle, von Papen.
const PARTICLES: &str = "de del della di da du dos van von der den ter ten la le";

/// Articles of Arabic names, which one may write or not: Sadat, el-Sadat.
const ARTICLES: &str = "al el as ad ar";

/// A person's name.
struct Person {
    given: Vec<Part>,
    surname: Part,
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
    let given = Part::concat(&person.given);
    let whole = Part::concat(&[given.clone(), person.surname.clone()]);
    let turned = Part::concat(&[person.surname.clone(), given]);
    if joined_is(&words, &whole) || joined_is(&words, &turned) {
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
    Person::new(name).map(|person| person.surname.sound)
}

/// The given names and the surname.
pub(super) fn parts(name: &Form) -> Option<(Vec<Part>, Part)> {
    Person::new(name).map(|person| (person.given, person.surname))
}

/// The words without titles and Arabic articles, particles joined to the surname behind them.
fn bare(name: &Form) -> Vec<Part> {
    let is_title = |word: &str| has(TITLES, word);
    let mut bare = name.without(|word| is_title(word) || has(ARTICLES, word));
    if bare.words.iter().all(|word| is_title(word)) {
        return Vec::new();
    }
    for word in &mut bare.words {
        let after_article = word.split_once('-').filter(|(article, _)| has(ARTICLES, article));
        if let Some((_, after)) = after_article {
            *word = after.to_owned();
        }
    }
    with_particles(Form::of(bare.words).parts())
}

fn with_particles(words: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::with_capacity(words.len());
    let mut particles: Vec<Part> = Vec::new();
    for word in words {
        if has(PARTICLES, &word.spelt) {
            particles.push(word);
            continue;
        }
        particles.push(word);
        joined.push(Part::concat(&particles));
        particles.clear();
    }
    joined.extend(particles);
    joined
}

fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

fn joined_is(words: &[Part], whole: &Part) -> bool {
    Part::concat(words).sound == whole.sound
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

    fn compare_word(&self, word: &Part, whole: &Part) -> Option<Match> {
        if self.given.iter().any(|given| given.sound == word.sound) {
            return Some(Match::GivenOnly);
        }
        if spelling::are_man_and_woman(&self.surname.sound, &word.sound) {
            return None;
        }
        let in_surname = edits::forgivable_part(&self.surname, word).map(|slips| (slips, slips));
        let in_all = edits::forgivable_part(whole, word).map(|slips| (slips, 0));
        let (all, in_surname) = in_surname.or(in_all)?;
        Some(Match::Slips { all, in_surname })
    }

    fn compare_words(&self, words: &[Part]) -> Option<Match> {
        let place_of = |test: &dyn Fn(&Part) -> bool| words.iter().rposition(test);
        let exact = place_of(&|word| word.sound == self.surname.sound);
        let other_sex = place_of(&|word| spelling::are_man_and_woman(&self.surname.sound, &word.sound));
        let near = place_of(&|word| edits::forgivable_part(&self.surname, word).is_some());
        let (place, in_surname) = match (exact, other_sex, near) {
            (Some(place), _, _) => (place, 0),
            (_, Some(place), _) => (place, 0),
            (_, _, Some(place)) => (place, edits::forgivable_part(&self.surname, &words[place])?),
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
    ///
    /// A second name that the key leaves out may follow a first name that is right.
    fn slips_in_given(&self, rest: &[Part]) -> Option<usize> {
        if let Some(slips) = edits::forgivable_part(&Part::concat(&self.given), &Part::concat(rest))
            && !rest.is_empty()
        {
            return Some(slips);
        }
        let mut left: Vec<Part> = self.given.iter().flat_map(initials_or_name).collect();
        let (mut slips, mut is_first_right) = (0, false);
        for word in rest.iter().flat_map(initials_or_name) {
            let fits = |given: &Part| slips_in_one(given, &word).is_some();
            match left.iter().position(fits) {
                Some(place) => {
                    let given = left.remove(place);
                    slips += slips_in_one(&given, &word).unwrap_or(0);
                    is_first_right |= place == 0;
                }
                None if is_patronymic(&word.sound) && !self.has_patronymic() => {}
                None if is_first_right && left.is_empty() => {}
                None => return None,
            }
        }
        Some(slips)
    }

    fn has_patronymic(&self) -> bool {
        self.given.iter().any(|given| is_patronymic(&given.sound))
    }
}

/// A name, or one initial after another where they were run together: `K.-J.`, `JF`.
fn initials_or_name(name: &Part) -> Vec<Part> {
    let letters: Vec<char> = name.spelt.chars().collect();
    let are_initials = letters.len() == 2 && !letters.iter().any(|letter| is_vowel(*letter));
    if !are_initials {
        return vec![name.clone()];
    }
    let initial = |letter: &char| Form::of(vec![letter.to_string()]).joined();
    letters.iter().map(initial).collect()
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Slips between two given names; an initial stands for every name that begins with it.
fn slips_in_one(given: &Part, typed: &Part) -> Option<usize> {
    let is_initial = |name: &Part| name.sound.chars().count() == 1;
    if is_initial(typed) && given.sound.starts_with(&typed.sound)
        || is_initial(given) && typed.sound.starts_with(&given.sound)
    {
        return Some(0);
    }
    edits::forgivable_part(given, typed)
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
            "M. A. Sadykov",
            "Marat Iskander Sadykov",
            "Professor Marat al-Sadykov",
        ] {
            check("Marat Sadykov", typed, Some(Match::Whole));
        }
        check("Marat Sadykov", "Sadykov", Some(Match::Surname));
        check("Ludwig van Linden", "VanLinden", Some(Match::Surname));
        check("Kassym-Jomart Aliyev", "K.-J. Aliyev", Some(Match::Whole));
        check("John F. Smith", "John Franklin Smith", Some(Match::Whole));
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
        check(
            "Marat Sadykov",
            "Iskander Marat Omar Sadykov",
            Some(Match::OtherGiven),
        );
        check("John F. Smith", "John Robert Smith", Some(Match::OtherGiven));
    }
}
