//! Marks for shares of points: `90 75 60` is a 5 from 90 per cent, a 4 from 75, a 3 from 60, and a 2 under that.

use std::fmt;
use std::str::FromStr;

/// Marks with the least share of points of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The mark and the least per cent of points for it, the best first.
    steps: Vec<(String, u8)>,
    /// The mark under all of them.
    lowest: String,
}

/// Why a scale cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScaleError {
    /// Numbers alone name the marks 5, 4 and 3, so there are three of them.
    Count {
        /// How many there are.
        found: usize,
    },
    /// A part is neither a number from 1 to 100 nor a mark with one.
    Step {
        /// As typed.
        part: String,
    },
    /// A step is not under the one before it.
    Order {
        /// As typed.
        part: String,
    },
    /// The last mark has a share, so that what is under it has none.
    NoLowest,
}

impl fmt::Display for ScaleError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScaleError::Count { found } => {
                write!(out, "{found} numbers, where three are for the marks 5, 4 and 3")
            }
            ScaleError::Step { part } => write!(out, "`{part}` is no share from 1 to 100"),
            ScaleError::Order { part } => write!(out, "`{part}` is not under the share before it"),
            ScaleError::NoLowest => write!(out, "no mark is left for less than all of these"),
        }
    }
}

impl std::error::Error for ScaleError {}

impl Scale {
    /// Returns the mark for a share of points in whole per cent, 0 to 100.
    pub fn mark(&self, percent: u8) -> &str {
        let found = self.steps.iter().find(|(_, least)| percent >= *least);
        found.map_or(&self.lowest, |(mark, _)| mark)
    }
}

/// Returns the share of points in whole per cent, 0 to 100; marks follow from this number, so that a page never shows
/// 90 per cent with the mark for 89.
///
/// ```
/// assert_eq!(suraq::quiz::scale::percent(17.5, 20), 88);
/// assert_eq!(suraq::quiz::scale::percent(0.0, 0), 0);
/// ```
pub fn percent(points: f64, of: usize) -> u8 {
    match of {
        0 => 0,
        // Between 0 and 100, so nothing is cut off.
        of => (points / of as f64 * 100.0).round().clamp(0.0, 100.0) as u8,
    }
}

/// Reads `90 75 60`, or marks with their shares and the lowest one alone: `A=90 B=75 C=60 D`.
impl FromStr for Scale {
    type Err = ScaleError;

    fn from_str(text: &str) -> Result<Scale, ScaleError> {
        let parts: Vec<&str> = text
            .split([' ', ',', ';'])
            .filter(|part| !part.is_empty())
            .collect();
        let mut steps: Vec<(String, u8)> = Vec::new();
        let mut lowest = None;
        let is_named = parts.iter().any(|part| part.contains('='));
        if !is_named && parts.len() != 3 {
            return Err(ScaleError::Count { found: parts.len() });
        }
        for (at, part) in parts.iter().enumerate() {
            let (mark, share) = match part.split_once('=') {
                Some((mark, share)) => (mark.to_owned(), share),
                None if is_named && at + 1 == parts.len() => {
                    lowest = Some((*part).to_owned());
                    break;
                }
                None => ((5 - at.min(5)).to_string(), *part),
            };
            let least = share.trim_end_matches('%').parse::<u8>().ok();
            let step = || ScaleError::Step {
                part: (*part).to_owned(),
            };
            let least = least.filter(|least| (1..=100).contains(least)).ok_or_else(step)?;
            if mark.is_empty() || (is_named && !part.contains('=')) {
                return Err(step());
            }
            if steps.last().is_some_and(|(_, before)| *before <= least) {
                return Err(ScaleError::Order {
                    part: (*part).to_owned(),
                });
            }
            steps.push((mark, least));
        }
        let lowest = match is_named {
            true => lowest.ok_or(ScaleError::NoLowest)?,
            false => "2".to_owned(),
        };
        Ok(Scale { steps, lowest })
    }
}

/// As it would be typed.
impl fmt::Display for Scale {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (mark, least) in &self.steps {
            write!(out, "{mark}={least} ")?;
        }
        write!(out, "{}", self.lowest)
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, ScaleError};

    #[test]
    fn three_shares_are_the_marks_of_a_school() {
        let scale: Scale = "90 75 60".parse().unwrap();
        let marks: Vec<&str> = [100, 90, 89, 75, 74, 60, 59, 0]
            .into_iter()
            .map(|percent| scale.mark(percent))
            .collect();
        assert_eq!(marks, ["5", "5", "4", "4", "3", "3", "2", "2"]);
        assert_eq!(scale.to_string(), "5=90 4=75 3=60 2");
        assert_eq!("5=90% 4=75%, 3=60% 2".parse(), Ok(scale));
    }

    #[test]
    fn marks_may_have_names() {
        let scale: Scale = "pass=50 fail".parse().unwrap();
        assert_eq!([scale.mark(50), scale.mark(49)], ["pass", "fail"]);
    }

    #[test]
    fn what_is_wrong_with_a_scale_is_named() {
        let error = |text: &str| text.parse::<Scale>().unwrap_err();
        let part = |part: &str| part.to_owned();
        assert_eq!(error("90 75"), ScaleError::Count { found: 2 });
        assert_eq!(error(""), ScaleError::Count { found: 0 });
        assert_eq!(error("90 75 6o"), ScaleError::Step { part: part("6o") });
        assert_eq!(error("101 75 60"), ScaleError::Step { part: part("101") });
        assert_eq!(error("90 75 75"), ScaleError::Order { part: part("75") });
        assert_eq!(error("A=90 60 C"), ScaleError::Step { part: part("60") });
        assert_eq!(error("A=90 B=60"), ScaleError::NoLowest);
    }
}
