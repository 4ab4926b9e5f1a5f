//! The one number of a sentence that counts or measures something for good, or in a year that is told.

use super::predicate;
use super::subject;
use super::{Slot, is_in_name};
use crate::facts::frame::{Event, Hidden};
use crate::facts::quantity::is_cardinal;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// What lands and waters are measured in.
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "km", "kilometres", "kilometers", "miles", "metres", "meters", "m", "feet", "ft", "km2", "km²", "acres",
    "hectares", "ha", "tonnes", "tons", "kilograms", "kg", "mi", "square", "cubic",
];

/// What is counted in passing, or in games.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "points", "goals", "runs", "wins", "losses", "draws", "games", "matches", "caps", "appearances", "seasons",
    "episodes", "copies", "pages", "chapters", "songs", "tracks", "singles", "albums", "films", "children", "sons",
    "daughters", "siblings", "brothers", "sisters", "weeks", "months", "days", "hours", "minutes", "seconds", "times",
    "occasions", "votes", "yards", "touchdowns", "rebounds", "assists", "interceptions", "medals", "teams", "players",
    "members", "rooms", "floors", "storeys", "stories", "cars", "seats", "kids", "years", "year", "pm", "am", "p.m.",
    "a.m.", "nominations", "stars", "views", "viewers", "fans", "laps", "rounds", "sets", "wickets", "innings", "books",
    "novels", "articles", "papers", "of", "and", "percent", "others", "people's", "men's",
];

/// Finds the number that may be hidden.
pub fn slot(scene: &Scene<'_>, view: &View<'_>, root: usize, event: &Event) -> Option<Slot> {
    let words = &view.words;
    let is_time = |at: usize| view.times.iter().any(|time| time.start <= at && at < time.end);
    let numbers: Vec<usize> = (0..words.len())
        .filter(|at| !is_time(*at) && !is_in_name(scene, view, *at))
        .filter(|at| has_digit(&words[*at]) || words[*at].tag == Tag::Number)
        .filter(|at| !words[*at].is_any(&["million", "billion", "thousand", "hundred", "trillion"]))
        .collect();
    let [at] = numbers[..] else { return None };
    if !is_cardinal(&words[at])
        || is_year(&words[at])
        || words[at].is_any(&["one", "two", "1", "2", "zero", "0"])
    {
        return None;
    }
    let mut end = at + 1;
    while words
        .get(end)
        .is_some_and(|word| word.is_any(&["million", "billion", "thousand", "hundred", "trillion"]))
    {
        end += 1;
    }
    let start = at - usize::from(at > 0 && is_money(&words[at - 1]));
    let mut key = subject::written(view, start, end);
    let unit = words.get(end)?;
    if unit.is_any(&["%", "percent"]) {
        end += 1;
        key = format!("{key} per cent");
    } else if unit.is("per") && words.get(end + 1).is_some_and(|cent| cent.is("cent")) {
        end += 2;
        key = format!("{key} per cent");
    }
    let is_share = key.ends_with("per cent");
    let is_sum = start < at;
    let counted = counted(words, end);
    if !is_share && !is_sum && counted.is_none_or(|noun| noun.is_any(SMALL) || noun.tag == Tag::Name) {
        return None;
    }
    let is_measure = counted.is_some_and(|noun| noun.is_any(MEASURES));
    let year = view
        .times
        .iter()
        .any(|time| matches!(time.value, crate::facts::time::TimeValue::Date(_)));
    let is_dated = year && predicate::is_past(view, root);
    if !(is_dated || is_measure && !is_share) || !subject::is_named(scene, view, event) || is_ranked(view, at)
    {
        return None;
    }
    Some(Slot {
        start,
        end,
        key: key.trim_end_matches('.').to_owned(),
        hides: match is_bound(words, start) {
            true => Hidden::Bound,
            false => Hidden::Number,
        },
    })
}

fn has_digit(word: &Word<'_>) -> bool {
    word.text.contains(|letter: char| letter.is_ascii_digit())
}

fn is_year(word: &Word<'_>) -> bool {
    word.text.len() == 4
        && word
            .text
            .parse::<u16>()
            .is_ok_and(|year| (1000..2100).contains(&year))
}

fn is_money(word: &Word<'_>) -> bool {
    matches!(word.text, "$" | "€" | "£" | "¥" | "US$" | "A$" | "C$")
}

/// The noun behind a number: `inhabitants` of "5,000 registered inhabitants".
fn counted<'w, 'a>(words: &'w [Word<'a>], from: usize) -> Option<&'w Word<'a>> {
    let inside = words[from..]
        .iter()
        .take(4)
        .take_while(|word| matches!(word.tag, Tag::Noun | Tag::Present | Tag::Participle | Tag::Past));
    let first = words.get(from)?;
    if first.is_any(MEASURES) {
        return Some(first);
    }
    inside
        .filter(|word| word.text.ends_with('s') || word.is("people"))
        .last()
}

/// "more than 2,000": of which every smaller number is true as well.
fn is_bound(words: &[Word<'_>], start: usize) -> bool {
    let before = &words[start.saturating_sub(3)..start];
    before.iter().any(|word| {
        word.is_any(&[
            "than",
            "over",
            "least",
            "most",
            "up",
            "nearly",
            "almost",
            "under",
            "below",
            "above",
            "to",
            "between",
            "exceeding",
            "exceeded",
            "minimum",
            "maximum",
        ])
    })
}

/// "number 5", "page 5", "aged 5", "No. 5", "Act 5".
fn is_ranked(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &view.words[before]) else {
        return true;
    };
    before.is_any(&[
        "number", "page", "aged", "no", "no.", "age", ".", "chapter", "act", "room", "top", "the", "all",
        "its",
    ]) || before.tag == Tag::Name
}

#[cfg(test)]
mod tests {
    use super::super::sample::gaps;

    #[test]
    fn the_one_number_of_a_thing_is_hidden() {
        let text = "Lake Karsu in the north of Finland has a length of 23 kilometres.";
        assert_eq!(
            gaps(text),
            ["Lake Karsu in the north of Finland has a length of ____ kilometres. 23"]
        );
    }

    #[test]
    fn what_is_counted_in_passing_is_not() {
        for text in [
            "The Berdi Academy of Velkland has a choir with 23 members of the north.",
            "Lake Karsu in the north of Finland has a length of two kilometres.",
            "Lake Karsu in the north of Finland is 23 kilometres long and 14 kilometres wide.",
        ] {
            assert_eq!(gaps(text), Vec::<String>::new(), "{text}");
        }
    }
}
