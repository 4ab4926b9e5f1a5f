//! What is longer than the screen has rows, and the part of it that is shown.
//!
//! Short entries stand in columns, down and then to the right. Nothing here knows what the entries say or which
//! key moves them.

use super::rows::GAP;
use crate::screen::Screen;
use crate::screen::pad;
use crate::screen::width_of;

/// Entries, of which a screen may have room for some only.
pub(super) struct Window {
    entries: Vec<String>,
    rows: usize,
    across: usize,
    columns: usize,
}

impl Window {
    /// Lays short entries out on so many columns and rows; one that is wider than the screen is cut.
    pub(super) fn of_entries(screen: &Screen, entries: &[String], columns: usize, rows: usize) -> Window {
        let widest = entries
            .iter()
            .map(|entry| width_of(entry))
            .max()
            .unwrap_or_default();
        let most = ((columns + GAP) / (widest + GAP)).max(1);
        let entries = entries.iter().map(|entry| screen.cut(entry, columns));
        Window::new(entries.collect(), most, columns, rows)
    }

    /// Takes rows as they are: they fit the columns, and none stands beside another.
    pub(super) fn of_rows(rows: Vec<String>, columns: usize, height: usize) -> Window {
        Window::new(rows, 1, columns, height)
    }

    /// With at most so many entries in a row.
    fn new(entries: Vec<String>, most: usize, columns: usize, rows: usize) -> Window {
        let needed = entries.len().div_ceil(rows.max(1)).max(1);
        // Where not all has room, the last row says which part is shown.
        let (rows, across) = match needed <= most {
            true => (rows, needed),
            false => (rows.saturating_sub(1), most),
        };
        Window {
            entries,
            rows: rows.max(1),
            across,
            columns,
        }
    }

    /// How many entries are shown at once.
    pub(super) fn page(&self) -> usize {
        self.rows * self.across
    }

    /// The last entry with which the part that is shown may begin, from 0; 0 where all are shown.
    pub(super) fn furthest(&self) -> usize {
        self.entries.len().saturating_sub(self.page())
    }

    /// Returns the rows that begin with entry `from`, or with the furthest.
    pub(super) fn rows(&self, screen: &Screen, from: usize) -> Vec<String> {
        let from = from.min(self.furthest());
        let shown = &self.entries[from..self.entries.len().min(from + self.page())];
        let mut rows: Vec<String> = (0..self.rows.min(shown.len()))
            .map(|at| self.row(shown, at))
            .collect();
        if self.furthest() > 0 {
            let told = format!("{} to {} of {}", from + 1, from + shown.len(), self.entries.len());
            rows.push(screen.cut(&format!("{told} (arrows, Space)"), self.columns));
        }
        rows
    }

    fn row(&self, shown: &[String], at: usize) -> String {
        let cells: Vec<&String> = shown.iter().skip(at).step_by(self.rows).collect();
        if let [only] = cells[..] {
            return only.clone();
        }
        let width = shown
            .iter()
            .map(|entry| width_of(entry))
            .max()
            .unwrap_or_default();
        let cells: Vec<String> = cells.into_iter().map(|cell| pad(cell, width)).collect();
        cells.join(&" ".repeat(GAP)).trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Window;
    use crate::screen::Screen;

    fn window(count: usize, (columns, rows): (usize, usize)) -> Window {
        let entries: Vec<String> = (1..=count).map(|number| format!("pupil {number}")).collect();
        Window::of_entries(&Screen::PLAIN, &entries, columns, rows)
    }

    #[test]
    fn what_fits_in_columns_is_shown_whole() {
        let window = window(29, (40, 10));
        let rows = window.rows(&Screen::PLAIN, 7);
        assert_eq!(window.furthest(), 0);
        assert_eq!(rows[0], "pupil 1   pupil 11  pupil 21");
        assert_eq!((rows.len(), rows[9].as_str()), (10, "pupil 10  pupil 20"));
    }

    #[test]
    fn what_does_not_fit_is_shown_in_parts_and_says_which() {
        let window = window(29, (20, 6));
        assert_eq!((window.page(), window.furthest()), (10, 19));
        let first = window.rows(&Screen::PLAIN, 0);
        assert_eq!(first[0], "pupil 1   pupil 6");
        assert_eq!(first[5], "1 to 10 of 29 (arro…");
        let last = window.rows(&Screen::PLAIN, 99);
        assert_eq!(last[4], "pupil 24  pupil 29");
        assert!(last[5].starts_with("20 to 29 of 29"), "{last:?}");
    }

    #[test]
    fn a_screen_without_rows_is_no_harm() {
        for size in [(0, 0), (1, 1), (3, 2)] {
            let window = window(9, size);
            assert!(window.rows(&Screen::PLAIN, window.furthest()).len() <= 2);
        }
    }
}
