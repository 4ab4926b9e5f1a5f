//! Time expressions inside a clause: which are told of it, which belong to a noun.

use super::rest::is_of_number;
use crate::facts::scene::View;
use crate::facts::time::Link;
use crate::facts::time::TimeAt;
use crate::facts::time::TimeValue;
use crate::language::Tag;

/// Takes the time expressions out of chosen words.
pub(super) fn without_times(
    view: &View<'_>,
    chosen: &[usize],
) -> Result<(Vec<usize>, Vec<TimeAt>), &'static str> {
    let mut kept = Vec::new();
    let mut times: Vec<TimeAt> = Vec::new();
    for index in chosen {
        let time = view
            .times
            .iter()
            .find(|time| time.start <= *index && *index < time.end);
        match time {
            Some(time) if is_attributive(view, time) => kept.push(*index),
            Some(time) if belongs_to_noun(view, time) => return Err("a year that may belong to a noun"),
            Some(time) => {
                if time.value == TimeValue::Relative {
                    return Err("a time that depends on when it was said");
                }
                if !times.contains(time) {
                    times.push(time.clone());
                }
            }
            None => kept.push(*index),
        }
    }
    while kept
        .last()
        .is_some_and(|last| view.words[*last].tag == Tag::Mark && !is_of_number(&view.words, *last))
    {
        kept.pop();
    }
    Ok((kept, times))
}

/// "in 2008 parliamentary elections": without a comma between, the year is not a time of its own.
fn belongs_to_noun(view: &View<'_>, time: &TimeAt) -> bool {
    let next = view.words.get(time.end);
    next.is_some_and(|next| {
        // "in 1911 due to floods", of which the dictionary knows a noun too.
        let is_link = next.is_any(&["due", "under", "near", "past", "via", "plus", "round"]);
        matches!(next.tag, Tag::Noun | Tag::Name) && next.is_apart && !is_link
    })
}

/// "the 2017 election": a year without a preposition in front of a noun belongs to the name.
fn is_attributive(view: &View<'_>, time: &TimeAt) -> bool {
    let next = view.words.get(time.end);
    let before = time.start.checked_sub(1).map(|before| &view.words[before]);
    // "the referendum of June 2022" says which one.
    if time.value != TimeValue::Relative && before.is_some_and(|before| before.is("of")) {
        return true;
    }
    time.link == Link::Bare
        && time.value != TimeValue::Relative
        && next.is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Name | Tag::Ing))
}
