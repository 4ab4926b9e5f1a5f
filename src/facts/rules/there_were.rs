//! Counts told with "there were": "As of 1911, there were 58 districts and 367 parishes in Berdiland".

use super::Rule;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::frame::Frame;
use crate::facts::frame::Quantity;
use crate::facts::quantity::read_count;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::TimeValue;
use crate::language::Word;

/// Finds dated counts of what a place has.
pub struct ThereWere;

impl Rule for ThereWere {
    fn name(&self) -> &'static str {
        "there-were"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .filter(|view| view.objection.is_none())
            .flat_map(|view| in_view(scene, view).unwrap_or_default())
            .collect()
    }
}

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Vec<Found>> {
    let words = &view.words;
    let there = (0..words.len()).find(|at| words[*at].is("there"))?;
    if !words.get(there + 1)?.is("were") {
        return None;
    }
    let (lead, when) = opening(view, there)?;
    let (counts, end) = counts(words, there + 2)?;
    let last = (end..words.len()).find(|at| words[*at].is_any(&[".", ","]))?;
    let place: Vec<usize> = (end..last).collect();
    let is_placed = words.get(end)?.is("in") && place.len() <= 5;
    let place = scene
        .phrase(view, &place)
        .filter(|place| is_placed && place.names.len() == 1)?;
    let told = |quantity: &Quantity| {
        let stem = format!("{lead}, how many {} were there {}", quantity.of, place.text);
        let statement = format!(
            "{lead}, there were {} {} {}.",
            quantity.key(),
            quantity.of,
            place.text
        );
        Found::begin(scene, view, "there-were", statement::capitalised(&statement))
            .about(&place.text, &quantity.of, &quantity.key())
            .at(when)
            .worth(2, 800)
            .framed(Frame::Measure {
                stem,
                value: quantity.key(),
            })
    };
    Some(counts.iter().map(told).collect())
}

/// "As of 1911," or "In 1911,": with its preposition, and the date.
fn opening(view: &View<'_>, there: usize) -> Option<(String, PartialDate)> {
    let words = &view.words;
    let [time] = &view.times[..] else { return None };
    let TimeValue::Date(date) = time.value else {
        return None;
    };
    let as_of = words[0].is("as") && words.get(1)?.is("of");
    let before_comma = words.get(time.end)?.is(",") && time.end + 1 == there;
    let opens = (as_of && time.start <= 2) || (time.start == 0 && words[0].is("in"));
    let link = if as_of { "as of" } else { "in" };
    (opens && before_comma).then(|| (format!("{link} {}", statement::date(date)), date))
}

/// One count, or two joined by "and", and where they end.
fn counts(words: &[Word<'_>], start: usize) -> Option<(Vec<Quantity>, usize)> {
    let all: Vec<&Word<'_>> = words.iter().collect();
    let one = read_count(all.get(start..)?)?;
    let end = start + one.length;
    if !words.get(end)?.is("and") {
        return Some((vec![one.quantity], end));
    }
    let other = read_count(all.get(end + 1..)?)?;
    let end = end + 1 + other.length;
    Some((vec![one.quantity, other.quantity], end))
}

#[cfg(test)]
mod tests {
    use super::ThereWere;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_one_count_or_two() {
        assert_eq!(
            statements(
                &ThereWere,
                "As of 1911, there were 58 districts and 367 parishes in Mongolia."
            ),
            [
                "As of 1911, there were 58 districts in Mongolia.",
                "As of 1911, there were 367 parishes in Mongolia."
            ]
        );
    }

    #[test]
    fn leaves_counts_without_date_or_place() {
        for text in [
            "There were 58 districts in Mongolia.",
            "As of 1911, there were 58 districts in the country.",
            "In 1911, there were many districts in Mongolia.",
        ] {
            assert!(statements(&ThereWere, text).is_empty(), "{text}");
        }
    }
}
