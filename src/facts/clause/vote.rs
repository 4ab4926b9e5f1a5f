//! The vote a sentence opens with: "In the Berdi election of 1911 the Dawn party won 12 seats".

use crate::facts::scene::{Scene, View};
use crate::facts::time::TimeValue;
use crate::language::Tag;

/// Nouns for what people vote or compete in.
const VOTES: &[&str] = &[
    "election",
    "elections",
    "referendum",
    "vote",
    "census",
    "ballot",
    "poll",
];

/// Reads a dated vote in front of a clause: the words of it ready for a stem, and where the clause begins.
pub fn dated_vote(scene: &Scene<'_>, view: &View<'_>) -> Option<(String, Vec<usize>)> {
    const LONGEST: usize = 9;
    let words = &view.words;
    let seq = &view.visible;
    let opens = words[*seq.first()?].is_any(&["in", "at"]) && words[*seq.get(1)?].is("the");
    let time = view
        .times
        .iter()
        .find(|time| matches!(time.value, TimeValue::Date(_)) && time.start > 1 && time.end <= LONGEST)?;
    let end = seq.iter().position(|index| *index == time.end)?;
    let inside = seq.get(1..end)?;
    let is_vote = inside.iter().any(|index| words[*index].is_any(VOTES));
    let is_plain = inside.iter().all(|index| {
        let timed = time.start <= *index && *index < time.end;
        timed
            || matches!(
                words[*index].tag,
                Tag::Determiner | Tag::Noun | Tag::Name | Tag::Genitive
            )
            || words[*index].is("of")
    });
    // The time must belong to the vote: "the election of 1911", not "the election, in 1911".
    let is_named =
        words[time.start].is("of") || words[time.start - 1].is("of") || words[time.end - 1].is_any(VOTES);
    if !opens || !is_vote || !is_plain || !is_named {
        return None;
    }
    let start = end + usize::from(words[*seq.get(end)?].is(","));
    let told = scene.phrase(view, inside)?.text;
    Some((told, seq.get(start..)?.to_vec()))
}
