//! Names that were replaced: what a thing is called today, and what it was called when.

use super::table::{Table, lines};
use super::years::Years;

/// A name a thing had for some years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormerName {
    /// The name.
    pub name: &'static str,
    /// When it was in use.
    pub used: Years,
}

/// All of them.
#[derive(Debug)]
pub(super) struct FormerNames {
    by_today: Table<Vec<FormerName>>,
    today: Table<&'static str>,
}

impl FormerNames {
    pub(super) fn read(table: &'static str) -> FormerNames {
        let rows: Vec<(&'static str, Vec<FormerName>)> = lines(table)
            .filter_map(|line| line.split_once(':'))
            .map(|(today, list)| (today.trim(), list.split(',').filter_map(former).collect()))
            .collect();
        let mut today: Vec<(&'static str, &'static str)> =
            rows.iter().map(|(today, _)| (*today, *today)).collect();
        for (name, former) in &rows {
            today.extend(former.iter().map(|former| (former.name, *name)));
        }
        FormerNames {
            by_today: Table::of(rows.into_iter()),
            today: Table::of(today.into_iter()),
        }
    }

    /// The names that one of today had before.
    pub(super) fn of(&self, today: &str) -> &[FormerName] {
        self.by_today.get(today).map_or(&[], Vec::as_slice)
    }

    /// What a thing is called today, by any of its names.
    pub(super) fn today(&self, name: &str) -> Option<&'static str> {
        self.today.get(name).copied()
    }
}

/// Reads `Karsu (1936–1991)`.
fn former(written: &'static str) -> Option<FormerName> {
    let (name, years) = written.trim().strip_suffix(')')?.split_once(" (")?;
    Some(FormerName {
        name,
        used: Years::read(years)?,
    })
}

#[cfg(test)]
mod tests {
    use super::FormerNames;

    #[test]
    fn a_name_is_known_by_its_years() {
        let names = FormerNames::read("Berdi: Karsu (–1936), Velk (1936–1991)\n");
        assert_eq!(names.today("Karsu"), Some("Berdi"));
        assert_eq!(names.today("Berdi"), Some("Berdi"));
        assert_eq!(names.today("Lund"), None);
        assert_eq!(names.of("Berdi").len(), 2);
        assert!(names.of("Berdi")[1].used.contains(1950));
        assert!(names.of("Karsu").is_empty());
    }
}
