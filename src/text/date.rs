//! A calendar date that may lack its day or month.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date in the Gregorian calendar as precise as its source: year, year and month, or day.
///
/// Written `2021`, `2021-07` or `2021-07-25`. Dates order by their first day,
/// and a coarser date stands before a finer one inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// Year of the common era; 0 and below are before it.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31; never without a month.
    pub day: Option<u8>,
}

/// A text that is no date such as `2021`, `2021-07` or `2021-07-25`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate(pub String);

impl fmt::Display for NotADate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "`{}` is no date of the form 2021, 2021-07 or 2021-07-25",
            self.0
        )
    }
}

impl std::error::Error for NotADate {}

impl PartialDate {
    /// A year alone.
    pub fn year(year: i16) -> Self {
        PartialDate {
            year,
            month: None,
            day: None,
        }
    }

    /// A month of a year; `None` when there is no such month.
    pub fn month(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(PartialDate {
            year,
            month: Some(month),
            day: None,
        })
    }

    /// A day; `None` when the calendar has no such day.
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(PartialDate {
            year,
            month: Some(month),
            day: Some(day),
        })
    }

    /// Whether `finer` lies inside this date: `2021` covers `2021-07-25` and itself.
    pub fn covers(self, finer: PartialDate) -> bool {
        self.year == finer.year
            && (self.month.is_none() || self.month == finer.month)
            && (self.day.is_none() || self.day == finer.day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let error = || NotADate(text.to_owned());
        let mut parts = text.split('-');
        let year = parts
            .next()
            .filter(|part| part.len() == 4)
            .and_then(|part| part.parse().ok())
            .ok_or_else(error)?;
        let mut two_digits = || match parts.next() {
            None => Ok(None),
            Some(part) if part.len() == 2 => part.parse().map(Some).map_err(|_| error()),
            Some(_) => Err(error()),
        };
        let (month, day): (Option<u8>, Option<u8>) = (two_digits()?, two_digits()?);
        if parts.next().is_some() {
            return Err(error());
        }
        match (month, day) {
            (None, _) => Ok(PartialDate::year(year)),
            (Some(month), None) => PartialDate::month(year, month).ok_or_else(error),
            (Some(month), Some(day)) => PartialDate::day(year, month, day).ok_or_else(error),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn reads_what_it_writes() {
        for text in ["1465", "2021-07", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_days_the_calendar_lacks() {
        for text in [
            "2023-02-29",
            "2021-13",
            "21",
            "2021-7",
            "2021-07-25-1",
            "",
            "июль",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_year_covers_its_days() {
        let year = PartialDate::year(2021);
        assert!(year.covers("2021-07-25".parse().unwrap()));
        assert!(!year.covers("2022".parse().unwrap()));
    }
}
