//! Countries of today and of the past, their adjectives and other names.

use super::table::{Table, lines, names};
use super::years::Years;

/// A country as the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// The name used in questions, without article.
    pub name: &'static str,
    /// Whether the name takes `the`.
    pub takes_the: bool,
    /// Adjectives and names of its people.
    pub adjectives: Vec<&'static str>,
    /// Other names.
    pub aliases: Vec<&'static str>,
    /// For a state of the past, when it was one.
    pub existed: Option<Years>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Countries {
    pub(super) all: Vec<Country>,
    by_name: Table<usize>,
    by_adjective: Table<usize>,
}

impl Countries {
    pub(super) fn read(table: &'static str) -> Countries {
        let all: Vec<Country> = lines(table)
            .filter(|line| line.contains('|'))
            .map(country)
            .collect();
        let indexed = || all.iter().enumerate();
        let by_name = indexed().flat_map(|(index, country)| {
            let names = country.aliases.iter().chain([&country.name]);
            names.map(move |name| (*name, index))
        });
        let by_adjective =
            indexed().flat_map(|(index, country)| country.adjectives.iter().map(move |word| (*word, index)));
        Countries {
            by_name: Table::of(by_name),
            by_adjective: Table::of(by_adjective),
            all,
        }
    }

    pub(super) fn named(&self, name: &str) -> Option<&Country> {
        Some(&self.all[*self.by_name.get(name)?])
    }

    pub(super) fn of_adjective(&self, word: &str) -> Option<&Country> {
        Some(&self.all[*self.by_adjective.get(word)?])
    }
}

/// Reads `*Name | adjectives | other names | years`.
fn country(line: &'static str) -> Country {
    let mut columns = line.split('|').map(str::trim);
    let written = columns.next().unwrap_or("");
    Country {
        name: written.trim_start_matches('*'),
        takes_the: written.starts_with('*'),
        adjectives: names(columns.next().unwrap_or("")).collect(),
        aliases: names(columns.next().unwrap_or("")).collect(),
        existed: columns.next().and_then(Years::read),
    }
}

#[cfg(test)]
mod tests {
    use super::Countries;

    #[test]
    fn a_row_tells_the_names_and_years() {
        let countries = Countries::read("*Velk Isles | Velkish, Velks | Velkland | 1911–1950\nBerdi | |\n");
        let isles = countries.named("Velkland").unwrap();
        assert_eq!(isles.name, "Velk Isles");
        assert!(isles.takes_the && isles.existed.unwrap().contains(1911));
        assert_eq!(countries.of_adjective("Velks").unwrap().name, "Velk Isles");
        assert!(countries.named("Berdi").unwrap().existed.is_none());
        assert!(countries.named("Lund").is_none());
    }
}
