//! Spans of years: when somebody was active, when a name was in use.

/// A span of years, either end of which may be open or unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Years {
    /// The first year.
    pub from: Option<i16>,
    /// The last year.
    pub to: Option<i16>,
}

impl Years {
    /// Reads `1936–1991`, `–1991` or `1997–`; `None` for anything else.
    pub(super) fn read(text: &str) -> Option<Years> {
        let (from, to) = text.trim().split_once('–')?;
        let year = |digits: &str| match digits {
            "" => Some(None),
            _ => digits.parse::<i16>().ok().map(Some),
        };
        Some(Years {
            from: year(from)?,
            to: year(to)?,
        })
    }

    /// Whether a year lies in the span, its first and last year included.
    pub fn contains(&self, year: i16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// Returns how many years lie between a year and the span; 0 inside it.
    pub fn distance(&self, year: i16) -> u16 {
        match (self.from, self.to) {
            (Some(from), _) if year < from => from.abs_diff(year),
            (_, Some(to)) if to < year => year.abs_diff(to),
            _ => 0,
        }
    }

    /// Whether two spans share a year.
    pub fn overlaps(&self, other: Years) -> bool {
        let starts_in_time = |one: &Years, other: &Years| {
            one.from
                .zip(other.to)
                .is_none_or(|(from, other_to)| from <= other_to)
        };
        starts_in_time(self, &other) && starts_in_time(&other, self)
    }
}

#[cfg(test)]
mod tests {
    use super::Years;

    #[test]
    fn an_open_end_reaches_any_year() {
        let since = Years::read("1997–").unwrap();
        assert!(since.contains(2024) && !since.contains(1996));
        assert_eq!(since.distance(1990), 7);
        assert_eq!(Years::read("–1991").unwrap().distance(1995), 4);
        assert!(Years::read("1991").is_none() && Years::read("a–b").is_none());
    }

    #[test]
    fn spans_share_a_year_or_not() {
        let span = |text| Years::read(text).unwrap();
        assert!(span("1936–1991").overlaps(span("1991–")));
        assert!(!span("1936–1990").overlaps(span("1991–")));
    }
}
