//! L43: a matching pairs four to seven things of one kind a side, each with one partner.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::ValueKind;
use crate::items::anatomy::read_value;
use crate::lexicon::fold::fold;

const PAIRS: std::ops::RangeInclusive<usize> = 4..=7;

/// See the file's first line.
///
/// The spare on the right is a distractor of the item.
pub struct Matching;

impl Check for Matching {
    fn id(&self) -> &'static str {
        "L43"
    }

    fn rule(&self) -> &'static str {
        "a matching has 4 to 7 pairs, one kind a side, no partner twice, a spare on the right"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let pairs = &item.item.detail.pairs;
        if !item.is_kind(&[Kind::Matching]) {
            return Vec::new();
        }
        let left: Vec<&str> = pairs.iter().map(|(left, _)| left.as_str()).collect();
        let spares = item.item.distractors.iter().map(|spare| spare.text.as_str());
        let right: Vec<&str> = pairs
            .iter()
            .map(|(_, right)| right.as_str())
            .chain(spares)
            .collect();
        let what = if !PAIRS.contains(&pairs.len()) {
            Some(format!("{} pairs; 4 to 7 fit", pairs.len()))
        } else if let Some(twice) = repeated(&left).or_else(|| repeated(&right)) {
            Some(format!("`{twice}` stands on one side twice"))
        } else if is_mixed(&left) || is_mixed(&right) {
            Some("one side mixes kinds of things".to_owned())
        } else if right.len() == left.len() && context.is_generated {
            Some("no spare on the right: the last pair answers itself".to_owned())
        } else {
            second_partner(context, pairs)
        };
        what.map_or_else(Vec::new, |what| block("L43", what))
    }
}

fn repeated<'t>(side: &[&'t str]) -> Option<&'t str> {
    let folded: Vec<String> = side.iter().map(|text| fold(text)).collect();
    let twice = (1..side.len()).find(|at| !folded[*at].is_empty() && folded[..*at].contains(&folded[*at]));
    twice.map(|at| side[at])
}

fn is_mixed(side: &[&str]) -> bool {
    let kind = |text: &str| match read_value(text).kind {
        ValueKind::Years => ValueKind::Year,
        kind => kind,
    };
    side.windows(2).any(|pair| kind(pair[0]) != kind(pair[1]))
}

/// A right side that a fact of the deck ties to another left side as well, by the same relation.
fn second_partner(context: &Context<'_>, pairs: &[(String, String)]) -> Option<String> {
    let relation = |left: &str, right: &str| {
        let mut facts = context.facts().naming(left);
        facts
            .find(|known| known.subject == left && known.object == right)
            .map(|known| known.relation.clone())
    };
    let folded: Vec<(String, String)> = pairs
        .iter()
        .map(|(left, right)| (fold(left), fold(right)))
        .collect();
    for (at, (left, right)) in folded.iter().enumerate() {
        let Some(own) = relation(left, right) else {
            continue;
        };
        let rival = folded.iter().enumerate().find(|(other, (_, theirs))| {
            *other != at && relation(left, theirs).is_some_and(|relation| relation == own)
        });
        if let Some((other, _)) = rival {
            return Some(format!("`{}` goes with `{}` too", pairs[at].0, pairs[other].1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::items::Item;
    use crate::items::Kind;
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks, blocks_in, choice, fact, of_kind, passes_in};

    fn matching(pairs: &[(&str, &str)], spare: &str) -> Item {
        let mut item = of_kind(
            Kind::Matching,
            choice("Match each leader with the year of office.", "", &[spare]),
        );
        let owned = pairs
            .iter()
            .map(|(left, right)| ((*left).to_owned(), (*right).to_owned()));
        item.detail.pairs = owned.collect();
        item
    }

    const YEARS: [(&str, &str); 4] = [
        ("Ann Lund", "1991"),
        ("Otto Velk", "1995"),
        ("Dina Berdi", "2001"),
        ("Asan Oral", "2010"),
    ];

    #[test]
    fn finds_matchings_that_cannot_be_solved_or_solve_themselves() {
        blocks("L43", &matching(&YEARS[..3], "2015"));
        blocks("L43", &matching(&YEARS, "1991"));
        let mut mixed = YEARS;
        mixed[1].1 = "Aksu";
        blocks("L43", &matching(&mixed, "2015"));
        let mut even = matching(&YEARS, "2015");
        even.distractors.clear();
        blocks("L43", &even);
        let facts = [
            fact("a", "Ann Lund", "took office in", "1991"),
            fact("b", "Ann Lund", "took office in", "2001"),
        ];
        blocks_in("L43", &matching(&YEARS, "2015"), &Context::new("en", &facts));
    }

    #[test]
    fn leaves_a_sound_matching_alone() {
        let facts = [
            fact("a", "Ann Lund", "took office in", "1991"),
            fact("b", "Ann Lund", "left office in", "2001"),
        ];
        passes_in(
            "L43",
            &matching(&YEARS, "2015"),
            &Context::new("en", &facts).generated(),
        );
    }
}
