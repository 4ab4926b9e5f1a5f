//! What kind of thing a name may be: countries, places, heads of names, roles and given names.
//!
//! The tables under `tables/` are plain text for people to edit. They hold
//! names and word classes only; which of two things is older, larger or in
//! charge stands nowhere in them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A state, present or past.
    Country,
    /// A city or town.
    City,
    /// A province or another part of a country.
    Region,
    /// A sea, river, lake, mountain range, continent or larger area.
    Landscape,
}

/// What the head of a name says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// Party, Movement
    Party,
    /// Ministry, University
    Organisation,
    /// War, Election
    Event,
    /// Constitution, Act
    Law,
    /// Republic, Lake
    Place,
    /// Prize, Programme
    Work,
}

/// What a word for a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// An office somebody holds: president, director.
    Office,
    /// What somebody is by calling: poet, activist.
    Calling,
    /// A title of address: Mr, Dr.
    Title,
}

/// Whether a given name is a man's or a woman's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// he
    Man,
    /// she
    Woman,
}

/// A country as the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// The name used in questions, without article.
    pub name: String,
    /// Whether the name takes `the`.
    pub takes_the: bool,
    /// Adjectives and names of its people.
    pub adjectives: Vec<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// All tables, ready to be asked.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// In the order of the table.
    pub countries: Vec<Country>,
    country_by_name: BTreeMap<String, usize>,
    country_by_adjective: BTreeMap<String, usize>,
    places: BTreeMap<String, PlaceKind>,
    heads: BTreeMap<String, Head>,
    roles: BTreeMap<String, Role>,
    given: BTreeMap<String, Sex>,
    persons: Vec<String>,
}

static SHIPPED: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    lexicon.add_countries(include_str!("tables/countries.txt"));
    lexicon.add_places(include_str!("tables/places.txt"));
    lexicon.add_heads(include_str!("tables/heads.txt"));
    lexicon.add_roles(include_str!("tables/roles.txt"));
    lexicon.add_given(include_str!("tables/given_names.txt"));
    lexicon.add_persons(include_str!("tables/persons.txt"));
    lexicon
});

/// The `kind: name, name` lines of a table.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(kind, names)| names.split(',').map(move |name| (kind.trim(), name.trim())))
        .filter(|(_, name)| !name.is_empty())
}

impl Lexicon {
    /// The tables compiled into the program.
    pub fn shipped() -> &'static Lexicon {
        &SHIPPED
    }

    fn add_countries(&mut self, table: &str) {
        let list = |text: &str| -> Vec<String> {
            let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
            names.map(str::to_owned).collect()
        };
        for line in table
            .lines()
            .filter(|line| !line.starts_with('#') && line.contains('|'))
        {
            let mut columns = line.split('|');
            let written = columns.next().unwrap_or("").trim();
            let country = Country {
                name: written.trim_start_matches('*').to_owned(),
                takes_the: written.starts_with('*'),
                adjectives: list(columns.next().unwrap_or("")),
                aliases: list(columns.next().unwrap_or("")),
            };
            let index = self.countries.len();
            for name in country.aliases.iter().chain([&country.name]) {
                self.country_by_name.insert(name.clone(), index);
            }
            for adjective in &country.adjectives {
                self.country_by_adjective.insert(adjective.clone(), index);
            }
            self.countries.push(country);
        }
    }

    fn add_places(&mut self, table: &str) {
        for (kind, name) in rows(table) {
            let kind = match kind {
                "city" => PlaceKind::City,
                "region" => PlaceKind::Region,
                _ => PlaceKind::Landscape,
            };
            self.places.insert(name.to_owned(), kind);
        }
    }

    fn add_heads(&mut self, table: &str) {
        for (kind, word) in rows(table) {
            let head = match kind {
                "party" => Head::Party,
                "organisation" => Head::Organisation,
                "event" => Head::Event,
                "law" => Head::Law,
                "place" => Head::Place,
                _ => Head::Work,
            };
            self.heads.entry(word.to_owned()).or_insert(head);
        }
    }

    fn add_roles(&mut self, table: &str) {
        for (kind, word) in rows(table) {
            let role = match kind {
                "office" => Role::Office,
                "calling" => Role::Calling,
                _ => Role::Title,
            };
            self.roles.entry(word.to_owned()).or_insert(role);
        }
    }

    fn add_given(&mut self, table: &str) {
        for (kind, name) in rows(table) {
            let sex = if kind == "man" { Sex::Man } else { Sex::Woman };
            self.given.insert(name.to_owned(), sex);
        }
    }

    fn add_persons(&mut self, table: &str) {
        self.persons.extend(rows(table).map(|(_, name)| name.to_owned()));
    }

    /// Returns the usual spelling of a widely known person whose full name is written here with one slip.
    ///
    /// `None` for a name that is spelled as usual, and for one that ends in another letter: `Velkov` and
    /// `Velkova` are two persons.
    pub fn respelled(&self, name: &str) -> Option<&str> {
        const SHORTEST: usize = 10;
        let is_slip = |known: &&String| {
            known.chars().count() >= SHORTEST
                && known.chars().next_back() == name.chars().next_back()
                && known.chars().count().abs_diff(name.chars().count()) <= 1
                && strsim::damerau_levenshtein(known, name) == 1
        };
        if self.persons.iter().any(|known| known == name) {
            return None;
        }
        self.persons.iter().find(is_slip).map(String::as_str)
    }

    /// Returns the country of this name.
    pub fn country(&self, name: &str) -> Option<&Country> {
        self.country_by_name
            .get(name)
            .map(|index| &self.countries[*index])
    }

    /// Returns the country of this adjective or people: `Kazakh`, `Russians`.
    pub fn country_of_adjective(&self, word: &str) -> Option<&Country> {
        self.country_by_adjective
            .get(word)
            .map(|index| &self.countries[*index])
    }

    /// Returns what kind of place this name is of, if the tables know it.
    pub fn place(&self, name: &str) -> Option<PlaceKind> {
        if self.country_by_name.contains_key(name) {
            return Some(PlaceKind::Country);
        }
        self.places.get(name).copied()
    }

    /// Returns what a word says as the head of a name.
    pub fn head(&self, word: &str) -> Option<Head> {
        self.heads.get(word).copied()
    }

    /// Returns what a word or phrase in lower case says of a person.
    pub fn role(&self, words: &str) -> Option<Role> {
        self.roles
            .get(words)
            .or_else(|| self.roles.get(words.strip_suffix('s')?))
            .copied()
    }

    /// Returns whether this is a given name, and of whom.
    pub fn given(&self, name: &str) -> Option<Sex> {
        self.given.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, Lexicon, PlaceKind, Role, Sex};

    #[test]
    fn one_slip_in_a_known_name_is_put_right() {
        let lexicon = Lexicon::shipped();
        assert_eq!(lexicon.respelled("Winston Churchil"), Some("Winston Churchill"));
        assert_eq!(lexicon.respelled("Mihkail Gorbachev"), Some("Mikhail Gorbachev"));
        for other in [
            "Winston Churchill",
            "Roza Otunbayev",
            "Winton Churchil",
            "Otto Velk",
        ] {
            assert_eq!(lexicon.respelled(other), None, "{other}");
        }
    }

    #[test]
    fn the_tables_are_read() {
        let lexicon = Lexicon::shipped();
        assert!(lexicon.countries.len() > 90);
        assert_eq!(lexicon.country("USSR").unwrap().name, "Soviet Union");
        assert!(lexicon.country("USSR").unwrap().takes_the);
        assert_eq!(lexicon.country_of_adjective("Poles").unwrap().name, "Poland");
        assert_eq!(lexicon.place("Almaty"), Some(PlaceKind::City));
        assert_eq!(lexicon.head("Ministry"), Some(Head::Organisation));
        assert_eq!(lexicon.role("prime minister"), Some(Role::Office));
        assert_eq!(lexicon.role("poets"), Some(Role::Calling));
        assert_eq!(lexicon.given("Dinara"), Some(Sex::Woman));
        assert_eq!(lexicon.place("Berdi-Kala"), None);
    }
}
