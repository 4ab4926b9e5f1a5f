//! Widely known persons: calling, sex and active years, and the word that alone names each.

use super::kinds::Sex;
use super::table::{Table, rows};
use super::years::Years;

/// A widely known person; what they did stands nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// The full name in the spelling we print.
    pub name: &'static str,
    /// What the person was known as: `politician`, `writer`, `scientist`.
    pub calling: &'static str,
    /// A man or a woman.
    pub sex: Sex,
    /// When the person was active in public, roughly.
    pub active: Years,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Persons {
    by_name: Table<KnownPerson>,
    /// Full names by the one word that names the person.
    alone: Table<&'static str>,
}

impl Persons {
    pub(super) fn read(table: &'static str) -> Persons {
        let mut known: Vec<(KnownPerson, Option<&'static str>)> = Vec::new();
        for (kind, row) in rows(table) {
            let (calling, sex) = kind.split_once(' ').unwrap_or((kind, "man"));
            let (written, active) = row
                .rsplit_once(' ')
                .and_then(|(name, years)| Some((name, Years::read(years)?)))
                .unwrap_or((row, Years::default()));
            let sex = if sex == "woman" { Sex::Woman } else { Sex::Man };
            let name = written.trim_end_matches('*');
            let alone = written
                .ends_with('*')
                .then(|| name.rsplit(' ').next().unwrap_or(name));
            known.push((
                KnownPerson {
                    name,
                    calling,
                    sex,
                    active,
                },
                alone,
            ));
        }
        Persons {
            by_name: Table::of(known.iter().map(|(person, _)| (person.name, *person))),
            alone: Table::of(
                known
                    .iter()
                    .filter_map(|(person, alone)| alone.map(|alone| (alone, person.name))),
            ),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&KnownPerson> {
        self.by_name.get(name)
    }

    pub(super) fn alone(&self, word: &str) -> Option<&'static str> {
        self.alone.get(word).copied()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.by_name.values().map(|person| person.name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Persons, Sex};

    #[test]
    fn a_row_tells_calling_sex_and_years() {
        let persons = Persons::read("writer woman: Ann Lund* 1901–1940, Ada Velk 1911–\n");
        let lund = persons.get("Ann Lund").unwrap();
        assert_eq!((lund.calling, lund.sex), ("writer", Sex::Woman));
        assert!(lund.active.contains(1911) && !lund.active.contains(1950));
        assert_eq!(persons.alone("Lund"), Some("Ann Lund"));
        assert_eq!(persons.alone("Velk"), None);
    }
}
