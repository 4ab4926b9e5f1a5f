//! L52: over a deck the key has no favourite place among sorted numbers and dates.

use super::Check;
use super::Context;
use super::Finding;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;

/// Smaller sets show nothing.
const SMALLEST_SET: usize = 40;
/// Chi-square at 5 per cent for two and for three degrees of freedom.
const CRITICAL: [f64; 2] = [5.991, 7.815];

/// See the file's first line.
///
/// Names are shuffled when they are shown, so that their place is nobody's fault; numbers and dates
/// stand sorted everywhere, and their place is the key's rank. Runs of one letter depend on the order
/// in which a quiz is drawn, which a deck does not fix.
pub struct KeyRank;

impl Check for KeyRank {
    fn id(&self) -> &'static str {
        "L52"
    }

    fn rule(&self) -> &'static str {
        "among sorted options the key stands first, in the middle and last equally often"
    }

    fn check_set(&self, items: &[Anatomy<'_>], _context: &Context<'_>) -> Vec<(usize, Finding)> {
        let mut found = Vec::new();
        for (options, critical) in [3, 4].into_iter().zip(CRITICAL) {
            let ranked: Vec<(usize, usize)> = items
                .iter()
                .enumerate()
                .filter(|(_, item)| item.options.len() == options)
                .filter_map(|(at, item)| Some((at, rank_of_key(item)?)))
                .collect();
            if ranked.len() < SMALLEST_SET {
                continue;
            }
            let mut counts = vec![0_usize; options];
            ranked.iter().for_each(|(_, rank)| counts[*rank] += 1);
            if chi_square(&counts) > critical {
                let shown: Vec<String> = counts.iter().map(usize::to_string).collect();
                let message = format!(
                    "sorted by size, the key stands {} times in the places 1 to {options}",
                    shown.join(", ")
                );
                found.extend(
                    warn("L52", message)
                        .into_iter()
                        .map(|finding| (ranked[0].0, finding)),
                );
            }
        }
        found
    }
}

fn chi_square(counts: &[usize]) -> f64 {
    // Items of a deck are few enough for exact floats.
    let expected = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    counts
        .iter()
        .map(|count| (*count as f64 - expected).powi(2) / expected)
        .sum()
}

/// How many options are smaller or earlier than the key; `None` where options have no such order.
pub fn rank_of_key(item: &Anatomy<'_>) -> Option<usize> {
    let key = size(item.key()?)?;
    let sizes: Option<Vec<f64>> = item.distractors().iter().map(size).collect();
    Some(sizes?.into_iter().filter(|other| *other < key).count())
}

/// Numbers by amount, dates by day.
fn size(option: &Choice<'_>) -> Option<f64> {
    match option.value.kind {
        ValueKind::Words | ValueKind::Years => None,
        ValueKind::Month | ValueKind::Day => {
            let day: f64 = option.text.split(' ').next()?.parse().unwrap_or(0.0);
            let month = MONTHS.iter().position(|month| option.text.contains(month))?;
            Some(option.value.amount.unwrap_or(0.0) * 400.0 + month as f64 * 32.0 + day)
        }
        _ => option.value.amount,
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

#[cfg(test)]
mod tests {
    use super::rank_of_key;
    use crate::items::Item;
    use crate::items::anatomy::Anatomy;
    use crate::items::lint::Context;
    use crate::items::lint::lint_set;
    use crate::items::lint::sample::choice;

    fn is_found(items: &[Item]) -> bool {
        let found = lint_set(items, &Context::new("en", &[]));
        found.iter().any(|(_, finding)| finding.check == "L52")
    }

    fn with_rank(rank: usize) -> Item {
        let mut years = vec!["1991", "1993", "1995", "1997"];
        let key = years.remove(rank);
        choice("In which year did Aksu vote?", key, &years)
    }

    #[test]
    fn finds_a_key_that_is_mostly_in_the_middle() {
        let items: Vec<Item> = (0..60).map(|at| with_rank(1 + at % 2)).collect();
        assert!(is_found(&items));
    }

    #[test]
    fn leaves_even_ranks_and_small_sets_alone() {
        let even: Vec<Item> = (0..60).map(|at| with_rank(at % 4)).collect();
        assert!(!is_found(&even));
        let few: Vec<Item> = (0..20).map(|_| with_rank(1)).collect();
        assert!(!is_found(&few));
    }

    #[test]
    fn days_and_months_are_ordered_as_in_the_calendar() {
        let rank = |key: &str, others: &[&str]| rank_of_key(&Anatomy::new(&choice("When?", key, others)));
        assert_eq!(
            rank("5 June 2022", &["7 May 2022", "1 July 2022", "4 June 2022"]),
            Some(2)
        );
        assert_eq!(rank("May 2022", &["July 2021", "June 2022"]), Some(1));
        assert_eq!(rank("Ulu", &["Adal", "Asar"]), None);
    }
}
