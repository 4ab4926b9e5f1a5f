//! Two words letter by letter: what was kept, left out, added and changed.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

/// A run of letters in the comparison of what was typed with what was meant.
///
/// Shown without colour: kept letters plain, `(+missing)`, `(-extra)` and `(typed>meant)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Typed as meant, up to case.
    Kept {
        /// The letters typed.
        typed: String,
        /// The same letters as they are meant.
        meant: String,
    },
    /// Meant, not typed.
    Missing(String),
    /// Typed, not meant.
    Extra(String),
    /// One thing typed where another was meant.
    Changed {
        /// The letters typed.
        typed: String,
        /// The letters that should stand there.
        meant: String,
    },
}

impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Kept { typed, .. } => out.write_str(typed),
            Part::Missing(text) => write!(out, "(+{text})"),
            Part::Extra(text) => write!(out, "(-{text})"),
            Part::Changed { typed, meant } => write!(out, "({typed}>{meant})"),
        }
    }
}

/// Longer answers are not compared letter by letter; the table would cost more than it shows.
const LONGEST: usize = 200;

/// Compares `typed` with `meant`, letters regardless of case.
///
/// Putting the typed letters of all parts together gives `typed` back, and the
/// meant letters `meant`. Texts of more than 200 letters give one
/// `Changed` part.
pub fn difference(typed: &str, meant: &str) -> Vec<Part> {
    let typed: Vec<&str> = typed.graphemes(true).take(LONGEST + 1).collect();
    let meant: Vec<&str> = meant.graphemes(true).take(LONGEST + 1).collect();
    if typed.len() > LONGEST || meant.len() > LONGEST {
        return vec![Part::Changed {
            typed: typed.concat(),
            meant: meant.concat(),
        }];
    }
    joined(steps(&typed, &meant))
}

/// Letters of one step: typed and meant, one of them `None`, or both.
type Step<'a> = (Option<&'a str>, Option<&'a str>);

fn same(left: &str, right: &str) -> bool {
    left == right || left.to_lowercase() == right.to_lowercase()
}

/// Whether `letter` only sets words or figures apart.
fn separates(letter: &str) -> bool {
    const SEPARATORS: &str = ",.'’ʼ-–— \u{a0}\u{202f}";
    letter.chars().all(|letter| SEPARATORS.contains(letter))
}

/// What one letter too many or too few costs: separators come and go easily.
fn cost_of_one(letter: &str) -> usize {
    if separates(letter) { 1 } else { 2 }
}

/// What one letter in place of another costs; a separator takes no letter's place.
fn cost_of_change(typed: &str, meant: &str) -> usize {
    match (same(typed, meant), separates(typed) == separates(meant)) {
        (true, _) => 0,
        (false, true) => 2,
        (false, false) => 3,
    }
}

/// The cheapest way from one text to the other, by the usual table of edit distances.
fn steps<'a>(typed: &[&'a str], meant: &[&'a str]) -> Vec<Step<'a>> {
    let costs = costs(typed, meant);
    let (mut row, mut column) = (0, 0);
    let mut steps = Vec::new();
    while row < typed.len() || column < meant.len() {
        let here = costs[row][column];
        if row < typed.len() && column < meant.len() {
            let change = cost_of_change(typed[row], meant[column]);
            if here == costs[row + 1][column + 1] + change {
                steps.push((Some(typed[row]), Some(meant[column])));
                (row, column) = (row + 1, column + 1);
                continue;
            }
        }
        if row < typed.len() && here == costs[row + 1][column] + cost_of_one(typed[row]) {
            steps.push((Some(typed[row]), None));
            row += 1;
        } else {
            steps.push((None, Some(meant[column])));
            column += 1;
        }
    }
    steps
}

/// `costs[i][j]`: what it costs from the typed letters after `i` to the meant letters after `j`.
fn costs(typed: &[&str], meant: &[&str]) -> Vec<Vec<usize>> {
    let mut costs = vec![vec![0; meant.len() + 1]; typed.len() + 1];
    for row in (0..=typed.len()).rev() {
        for column in (0..=meant.len()).rev() {
            let drop = |row: usize| costs[row + 1][column] + cost_of_one(typed[row]);
            let add = |column: usize| costs[row][column + 1] + cost_of_one(meant[column]);
            costs[row][column] = match (row < typed.len(), column < meant.len()) {
                (false, false) => 0,
                (true, false) => drop(row),
                (false, true) => add(column),
                (true, true) => {
                    let change = cost_of_change(typed[row], meant[column]);
                    (costs[row + 1][column + 1] + change)
                        .min(drop(row))
                        .min(add(column))
                }
            };
        }
    }
    costs
}

/// Neighbouring steps of one sort become one part.
fn joined(steps: Vec<Step<'_>>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for step in steps {
        match (step, parts.last_mut()) {
            ((Some(more_typed), Some(more_meant)), Some(Part::Kept { typed, meant }))
                if same(more_typed, more_meant) =>
            {
                typed.push_str(more_typed);
                meant.push_str(more_meant);
            }
            ((Some(typed), Some(meant)), _) if same(typed, meant) => {
                parts.push(Part::Kept {
                    typed: typed.to_owned(),
                    meant: meant.to_owned(),
                });
            }
            ((Some(more_typed), Some(more_meant)), Some(Part::Changed { typed, meant })) => {
                typed.push_str(more_typed);
                meant.push_str(more_meant);
            }
            ((Some(typed), Some(meant)), _) => parts.push(Part::Changed {
                typed: typed.to_owned(),
                meant: meant.to_owned(),
            }),
            ((Some(typed), None), Some(Part::Extra(text))) => text.push_str(typed),
            ((Some(typed), None), _) => parts.push(Part::Extra(typed.to_owned())),
            ((None, Some(meant)), Some(Part::Missing(text))) => text.push_str(meant),
            ((None, Some(meant)), _) => parts.push(Part::Missing(meant.to_owned())),
            ((None, None), _) => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::difference;

    fn check(typed: &str, meant: &str, shown: &str) {
        let parts: String = difference(typed, meant).iter().map(ToString::to_string).collect();
        assert_eq!(parts, shown);
    }

    #[test]
    fn marks_what_is_missing_extra_and_changed() {
        check("Bektnov", "Bektenov", "Bekt(+e)nov");
        check("Bektxenov", "Bektenov", "Bekt(-x)enov");
        check("Bektanov", "Bektenov", "Bekt(a>e)nov");
        check("Astana", "", "(-Astana)");
    }

    #[test]
    fn a_separator_takes_no_letter_s_place() {
        check("2397", "2,297", "2(+,)(3>2)97");
        check("nursultan", "nur-sultan", "nur(+-)sultan");
    }

    #[test]
    fn case_is_no_difference_and_accents_stay_whole() {
        check("ÄKIM", "äkim", "ÄKIM");
        check("акім", "әкім", "(а>ә)кім");
    }

    #[test]
    fn does_not_compare_whole_books() {
        let long = "ж".repeat(10_000);
        assert_eq!(difference(&long, "жүз").len(), 1);
    }
}
