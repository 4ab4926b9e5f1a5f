//! What kind of thing a name may be: countries, places, heads of names, roles and given names.
//!
//! The tables under `tables/` are plain text for people to edit. They hold
//! names and word classes only; which of two things is older, larger or in
//! charge stands nowhere in them.

use std::sync::LazyLock;

use super::countries::{Countries, Country};
use super::former::{FormerName, FormerNames};
use super::kinds::{Head, OrganisationKind, PlaceKind, Role, Sex};
use super::persons::{KnownPerson, Persons};
use super::table::{Table, rows};

/// All tables, each read when it is first asked.
#[derive(Debug)]
pub struct Lexicon {
    countries: LazyLock<Countries>,
    places: LazyLock<Table<PlaceKind>>,
    heads: LazyLock<Table<Head>>,
    roles: LazyLock<Table<Role>>,
    /// `None` for names of both sexes.
    given: LazyLock<Table<Option<Sex>>>,
    persons: LazyLock<Persons>,
    organisations: LazyLock<Table<OrganisationKind>>,
    former: LazyLock<FormerNames>,
}

static SHIPPED: Lexicon = Lexicon {
    countries: LazyLock::new(|| Countries::read(include_str!("tables/countries.txt"))),
    places: LazyLock::new(|| kinds(include_str!("tables/places.txt"), place_kind)),
    heads: LazyLock::new(|| kinds(include_str!("tables/heads.txt"), head)),
    roles: LazyLock::new(|| kinds(include_str!("tables/roles.txt"), role)),
    given: LazyLock::new(|| kinds(include_str!("tables/given_names.txt"), sex)),
    persons: LazyLock::new(|| Persons::read(include_str!("tables/persons.txt"))),
    organisations: LazyLock::new(|| kinds(include_str!("tables/organisations.txt"), organisation_kind)),
    former: LazyLock::new(|| FormerNames::read(include_str!("tables/former_names.txt"))),
};

/// Reads a table of `kind: name, name` lines.
fn kinds<V>(table: &'static str, kind: fn(&str) -> V) -> Table<V> {
    Table::of(rows(table).map(|(word, name)| (name, kind(word))))
}

fn place_kind(kind: &str) -> PlaceKind {
    match kind {
        "city" => PlaceKind::City,
        "region" => PlaceKind::Region,
        "river" => PlaceKind::River,
        "lake" => PlaceKind::Lake,
        "sea" => PlaceKind::Sea,
        "island" => PlaceKind::Island,
        "mountains" => PlaceKind::Mountains,
        "desert" => PlaceKind::Desert,
        "continent" => PlaceKind::Continent,
        _ => PlaceKind::Area,
    }
}

fn head(kind: &str) -> Head {
    match kind {
        "party" => Head::Party,
        "organisation" => Head::Organisation,
        "event" => Head::Event,
        "law" => Head::Law,
        "place" => Head::Place,
        _ => Head::Work,
    }
}

fn role(kind: &str) -> Role {
    match kind {
        "office" => Role::Office,
        "calling" => Role::Calling,
        _ => Role::Title,
    }
}

fn sex(kind: &str) -> Option<Sex> {
    match kind {
        "man" => Some(Sex::Man),
        "woman" => Some(Sex::Woman),
        _ => None,
    }
}

fn organisation_kind(kind: &str) -> OrganisationKind {
    match kind {
        "party" => OrganisationKind::Party,
        "body" => OrganisationKind::Body,
        "company" => OrganisationKind::Company,
        _ => OrganisationKind::Other,
    }
}

impl Lexicon {
    /// The tables compiled into the program.
    pub fn shipped() -> &'static Lexicon {
        &SHIPPED
    }

    /// Returns the usual spelling of a widely known person whose full name is written here with one slip.
    ///
    /// `None` for a name that is spelled as usual, and for one that ends in another letter: `Velkov` and
    /// `Velkova` are two persons.
    pub fn respelled(&self, name: &str) -> Option<&'static str> {
        const SHORTEST: usize = 10;
        let (last, length) = (name.chars().next_back(), name.chars().count());
        let is_slip = |known: &&'static str| {
            known.chars().count() >= SHORTEST
                && known.chars().next_back() == last
                && known.chars().count().abs_diff(length) <= 1
                && strsim::damerau_levenshtein(known, name) == 1
        };
        if self.persons.get(name).is_some() {
            return None;
        }
        self.persons.names().find(is_slip)
    }

    /// Returns the countries, in the order of the table.
    pub fn countries(&self) -> &[Country] {
        &self.countries.all
    }

    /// Returns the country of this name.
    pub fn country(&self, name: &str) -> Option<&Country> {
        self.countries.named(name)
    }

    /// Returns the country of this adjective or people: `Kazakh`, `Russians`.
    pub fn country_of_adjective(&self, word: &str) -> Option<&Country> {
        self.countries.of_adjective(word)
    }

    /// Returns what kind of place this name is of, if the tables know it.
    pub fn place(&self, name: &str) -> Option<PlaceKind> {
        if self.country(name).is_some() {
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

    /// Whether this is a given name.
    pub fn is_given(&self, name: &str) -> bool {
        self.given.get(name).is_some()
    }

    /// Returns whose given name this is; `None` for one of both sexes too.
    pub fn given(&self, name: &str) -> Option<Sex> {
        self.given.get(name).copied().flatten()
    }

    /// Returns a widely known person by the full name, as we spell it.
    pub fn person(&self, name: &str) -> Option<&KnownPerson> {
        self.persons.get(name)
    }

    /// Returns the full name of the one widely known person whom this word alone names: `Lenin`.
    pub fn known_as(&self, word: &str) -> Option<&'static str> {
        self.persons.alone(word)
    }

    /// Returns what kind of organisation this name or acronym is of.
    pub fn organisation(&self, name: &str) -> Option<OrganisationKind> {
        self.organisations.get(name).copied()
    }

    /// Returns the names a thing had before the one of today, each with its years.
    pub fn former_names(&self, today: &str) -> &[FormerName] {
        self.former.of(today)
    }

    /// Returns what a thing is called today, by any name it has or had.
    pub fn today(&self, name: &str) -> Option<&'static str> {
        self.former.today(name)
    }

    /// Whether two names are of one thing: one of them, or both, a former name.
    pub fn is_renamed(&self, one: &str, other: &str) -> bool {
        let known = self.today(one);
        one != other && known.is_some() && known == self.today(other)
    }

    /// Returns whether a name was in use in a year; `None` where nothing is known of its years.
    pub fn was_in_use(&self, name: &str, year: i16) -> Option<bool> {
        if let Some(existed) = self.country(name).and_then(|country| country.existed) {
            return Some(existed.contains(year));
        }
        let today = self.today(name)?;
        let former = self.former_names(today);
        let mut own = former.iter().filter(|former| former.name == name).peekable();
        match own.peek() {
            Some(_) => Some(own.any(|former| former.used.contains(year))),
            // The name of today holds from the end of the last one before it.
            None => Some(
                former
                    .iter()
                    .all(|former| former.used.to.is_none_or(|to| to <= year)),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, Lexicon, OrganisationKind, PlaceKind, Role, Sex};

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
        assert!(lexicon.countries().len() > 250);
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

    #[test]
    fn known_persons_have_sex_and_years() {
        let lexicon = Lexicon::shipped();
        assert_eq!(lexicon.person("Indira Gandhi").unwrap().sex, Sex::Woman);
        assert!(!lexicon.person("Vladimir Lenin").unwrap().active.contains(1950));
        assert_eq!(lexicon.known_as("Lenin"), Some("Vladimir Lenin"));
        assert_eq!(lexicon.known_as("Gandhi"), None);
        assert!(lexicon.person("Otto Velk").is_none());
    }

    #[test]
    fn a_name_is_in_use_in_its_own_years() {
        let lexicon = Lexicon::shipped();
        assert_eq!(lexicon.was_in_use("Leningrad", 1950), Some(true));
        assert_eq!(lexicon.was_in_use("Leningrad", 1999), Some(false));
        assert_eq!(lexicon.was_in_use("Astana", 2021), Some(false));
        assert_eq!(lexicon.was_in_use("Astana", 2024), Some(true));
        assert_eq!(lexicon.was_in_use("Kazakh SSR", 1999), Some(false));
        assert_eq!(lexicon.was_in_use("Berdi-Kala", 1999), None);
        assert!(lexicon.is_renamed("Alma-Ata", "Almaty") && !lexicon.is_renamed("Almaty", "Almaty"));
    }

    #[test]
    fn names_of_bodies_are_no_names_of_places() {
        let lexicon = Lexicon::shipped();
        assert_eq!(lexicon.organisation("OSCE"), Some(OrganisationKind::Body));
        assert_eq!(lexicon.organisation("Nur Otan"), Some(OrganisationKind::Party));
        assert_eq!(lexicon.organisation("Berdi"), None);
    }

    #[test]
    fn no_name_of_a_table_stands_under_two_kinds() {
        let tables = [
            include_str!("tables/places.txt"),
            include_str!("tables/given_names.txt"),
            include_str!("tables/organisations.txt"),
        ];
        for table in tables {
            let mut seen = std::collections::BTreeMap::new();
            for (kind, name) in super::rows(table) {
                let first = *seen.entry(name).or_insert(kind);
                assert_eq!(first, kind, "{name}");
            }
        }
    }
}
