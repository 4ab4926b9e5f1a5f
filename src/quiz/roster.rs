//! The names of a class, and which of them a sheet means.

use serde::Deserialize;
use serde::Serialize;
use strsim::osa_distance;

use crate::lexicon::fold::name_key;
use crate::lexicon::fold::spelt;

/// Number of the layout of stored classes.
pub const FORMAT: u32 = 1;

/// A name is a slip of another up to so many wrong letters, when it has at least so many.
const SLIPS: usize = 2;
const LONG: usize = 4;

/// A class: who is in it, and which quizzes it wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// See [`FORMAT`].
    pub format: u32,
    /// What the class is called.
    pub name: String,
    /// In the order of the list they came from.
    pub pupils: Vec<String>,
    /// Codes of its papers, in the order in which they were marked.
    pub papers: Vec<String>,
    /// The last number that was given in place of a name; none is given twice.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub numbered: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Whom a name on a sheet means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant<'a> {
    /// This pupil: the name is the same, or begins one name alone.
    Pupil(&'a str),
    /// One of these.
    Several(Vec<&'a str>),
    /// Nobody; this one is written nearly so.
    Near(&'a str),
    /// Nobody.
    Nobody,
}

impl Roster {
    /// Begins a class without pupils.
    pub fn new(name: &str) -> Roster {
        Roster {
            format: FORMAT,
            name: name.to_owned(),
            ..Roster::default()
        }
    }

    /// Adds a name; says whether it is new. Case, signs and look-alike letters make no other name.
    pub fn add(&mut self, name: &str) -> bool {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_known = self.pupils.iter().any(|pupil| name_key(pupil) == name_key(&name));
        let is_new = !name.is_empty() && !is_known;
        if is_new {
            self.pupils.push(name);
        }
        is_new
    }

    /// Notes that the class wrote a paper.
    pub fn note_paper(&mut self, code: &str) {
        if !self.papers.iter().any(|known| known == code) {
            self.papers.push(code.to_owned());
        }
    }

    /// Gives a number in place of a name, such as `9A-3`: the same pupil on all papers of the class. `is_taken`
    /// knows those that stand on sheets already.
    pub fn number(&mut self, is_taken: &dyn Fn(&str) -> bool) -> String {
        loop {
            self.numbered += 1;
            let number = format!("{}-{}", self.name, self.numbered);
            if !is_taken(&number) {
                return number;
            }
        }
    }

    /// Whether a name on a sheet is such a number.
    pub fn is_number(&self, name: &str) -> bool {
        let number = name
            .strip_prefix(&self.name)
            .and_then(|rest| rest.strip_prefix('-'));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Finds whom a typed name means: `dana`, `akh dana` and `Dana Akhmetova` all mean Dana Akhmetova where
    /// nobody else begins so.
    pub fn meant(&self, typed: &str) -> Meant<'_> {
        if let Some(same) = self
            .pupils
            .iter()
            .find(|pupil| name_key(pupil) == name_key(typed))
        {
            return Meant::Pupil(same);
        }
        let begun: Vec<&str> = self
            .pupils
            .iter()
            .map(String::as_str)
            .filter(|pupil| begins(typed, pupil))
            .collect();
        // Where the letters that only Kazakh has tell them apart, they do.
        let exact: Vec<&str> = begun
            .iter()
            .copied()
            .filter(|pupil| begins_exactly(typed, pupil))
            .collect();
        if let [only] = exact[..] {
            return Meant::Pupil(only);
        }
        match begun[..] {
            [only] => Meant::Pupil(only),
            [] => match self.near(typed) {
                Some(near) => Meant::Near(near),
                None => Meant::Nobody,
            },
            _ => Meant::Several(begun),
        }
    }

    /// The name that is written most like `typed`, as a whole or, where one word was typed, in one of its words.
    fn near(&self, typed: &str) -> Option<&str> {
        let is_word = typed.split_whitespace().nth(1).is_none();
        let typed = spelt(typed);
        let slips = |name: &str| osa_distance(&spelt(name), &typed);
        let least = |pupil: &str| {
            let words = pupil.split_whitespace().filter(|_| is_word).map(slips);
            words.chain([slips(pupil)]).min().unwrap_or(usize::MAX)
        };
        let pupils = self.pupils.iter().map(|pupil| (least(pupil), pupil.as_str()));
        let nearest = pupils.min_by_key(|(slips, _)| *slips);
        nearest
            .filter(|(slips, _)| *slips <= SLIPS && typed.chars().count() >= LONG)
            .map(|(_, pupil)| pupil)
    }
}

/// Whether each typed word begins another word of the name, as both are spelt in Latin letters.
fn begins(typed: &str, name: &str) -> bool {
    begins_as(typed, name, spelt)
}

/// The same in the letters themselves.
fn begins_exactly(typed: &str, name: &str) -> bool {
    begins_as(typed, name, str::to_lowercase)
}

fn begins_as(typed: &str, name: &str, written: fn(&str) -> String) -> bool {
    let mut words: Vec<String> = name.split_whitespace().map(written).collect();
    let mut typed = typed.split_whitespace().map(written).peekable();
    typed.peek().is_some()
        && typed.all(|begun| {
            let found = words
                .iter()
                .position(|word| !begun.is_empty() && word.starts_with(&begun));
            found.map(|at| words.remove(at)).is_some()
        })
}

#[cfg(test)]
mod tests {
    use super::{Meant, Roster};

    fn class() -> Roster {
        let mut class = Roster::new("8B");
        for name in ["Dana Akhmetova", "Dana Serik", "Arman  Omarov", "Әсел Нұрлан"] {
            assert!(class.add(name));
        }
        class
    }

    #[test]
    fn a_name_is_there_once() {
        let mut class = class();
        assert!(!class.add("dana SERIK") && !class.add("  "));
        assert_eq!(class.pupils[2], "Arman Omarov");
    }

    #[test]
    fn a_beginning_that_fits_one_name_means_it() {
        let class = class();
        for typed in ["arman", "om arm", "ARMAN OMAROV", "omarov"] {
            assert_eq!(class.meant(typed), Meant::Pupil("Arman Omarov"), "{typed}");
        }
        assert_eq!(class.meant("dana s"), Meant::Pupil("Dana Serik"));
        assert_eq!(class.meant("әсел"), Meant::Pupil("Әсел Нұрлан"));
        assert_eq!(
            class.meant("dana"),
            Meant::Several(vec!["Dana Akhmetova", "Dana Serik"])
        );
    }

    #[test]
    fn letters_that_only_kazakh_has_make_another_name() {
        let mut class = Roster::new("8Ә");
        for name in ["Алия", "Әлия", "Ұлан", "Улан", "Гүлнар"] {
            assert!(class.add(name), "{name}");
        }
        assert_eq!(class.meant("Әлия"), Meant::Pupil("Әлия"));
        assert_eq!(class.meant("улан"), Meant::Pupil("Улан"));
        assert_eq!(class.meant("ұл"), Meant::Pupil("Ұлан"));
        assert_eq!(class.meant("ali"), Meant::Several(vec!["Алия", "Әлия"]));
        // Nobody else has the name so: it was typed on a Russian keyboard.
        assert_eq!(class.meant("Гулнар"), Meant::Pupil("Гүлнар"));
        assert_eq!(class.meant("гул"), Meant::Pupil("Гүлнар"));
    }

    #[test]
    fn a_number_is_given_once() {
        let mut class = class();
        let is_taken = |name: &str| name == "8B-2";
        assert_eq!(
            [class.number(&is_taken), class.number(&is_taken)],
            ["8B-1", "8B-3"]
        );
        assert!(class.is_number("8B-17"));
        assert!(!class.is_number("17") && !class.is_number("8B-") && !class.is_number("8B-a"));
    }

    #[test]
    fn a_slip_is_told_and_a_stranger_is_nobody() {
        let class = class();
        assert_eq!(class.meant("Amran Omarov"), Meant::Near("Arman Omarov"));
        assert_eq!(class.meant("Omarof"), Meant::Near("Arman Omarov"));
        assert_eq!(class.meant("Bekzat"), Meant::Nobody);
        let mut other = Roster::new("8B");
        other.add("Иванова Мария");
        assert_eq!(other.meant("Асанов А"), Meant::Nobody);
        assert_eq!(other.meant("Ивонова"), Meant::Near("Иванова Мария"));
        assert_eq!(class.meant(""), Meant::Nobody);
    }
}
