//! Tables of names as they stand in `tables/`: rows of text, looked up by name.
//!
//! A table is read when it is first asked and keeps slices of the program's own
//! text, so that reading thousands of names takes no noticeable time.

/// Names with what is known of each, ordered by name.
#[derive(Clone, Debug)]
pub(super) struct Table<V> {
    rows: Vec<(&'static str, V)>,
}

impl<V> Table<V> {
    /// Orders rows by name; of two rows with one name the first counts.
    pub(super) fn of(rows: impl Iterator<Item = (&'static str, V)>) -> Table<V> {
        let mut rows: Vec<(&'static str, V)> = rows.collect();
        rows.sort_by_key(|(name, _)| *name);
        rows.dedup_by_key(|(name, _)| *name);
        Table { rows }
    }

    /// Returns what is known of a name.
    pub(super) fn get(&self, name: &str) -> Option<&V> {
        let at = self.rows.binary_search_by_key(&name, |(known, _)| known).ok()?;
        Some(&self.rows[at].1)
    }

    /// Returns all values, ordered by name.
    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.rows.iter().map(|(_, value)| value)
    }
}

/// Returns the lines of a table without comments and empty lines.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Returns the names of a list, parted by commas.
pub(super) fn names(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// Returns the names of a table of `kind: name, name` lines, each with its kind.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(table)
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(kind, list)| names(list).map(move |name| (kind.trim(), name)))
}

#[cfg(test)]
mod tests {
    use super::{Table, rows};

    #[test]
    fn the_first_row_of_a_name_counts() {
        let table = Table::of([("Velk", 1), ("Berdi", 2), ("Velk", 3)].into_iter());
        assert_eq!(table.get("Velk"), Some(&1));
        assert_eq!(table.get("Lund"), None);
    }

    #[test]
    fn comments_and_empty_lines_are_no_names() {
        let found: Vec<_> = rows("# kind: names\n\ncity: Berdi, Velk\nriver: Karsu\n").collect();
        assert_eq!(found, [("city", "Berdi"), ("city", "Velk"), ("river", "Karsu")]);
    }
}
