//! What stands in front of the subject: connectives, and times that belong to the clause.

use crate::facts::scene::View;
use crate::facts::time::Link;
use crate::facts::time::TimeAt;
use crate::facts::time::TimeValue;
use crate::language::Tag;
use crate::lexicon::{Lexicon, Role};

/// Words in front of a sentence that only tie it to the one before.
pub(super) const OPENERS: &[&str] = &[
    "however",
    "moreover",
    "furthermore",
    "nevertheless",
    "additionally",
    "also",
    "thus",
    "therefore",
    "consequently",
    "finally",
    "eventually",
    "initially",
    "originally",
    "indeed",
    "meanwhile",
    "similarly",
];

/// Skips connectives and takes a time in front of the subject.
pub(super) fn opening(
    view: &View<'_>,
    seq: &[usize],
    times: &mut Vec<TimeAt>,
) -> Result<(usize, Vec<usize>), &'static str> {
    let words = &view.words;
    let mut at = 0;
    if let Some(first) = seq.first()
        && words[*first].is_any(OPENERS)
        && seq.get(1).is_some_and(|next| words[*next].is(","))
    {
        at = 2;
    }
    if seq
        .get(at)
        .is_some_and(|first| words[*first].is_any(&["thus", "yet", "subsequently", "and", "but", "so"]))
    {
        at += 1;
    }
    let Some(first) = seq.get(at).copied() else {
        return Err("empty");
    };
    if let Some(time) = view.times.iter().find(|time| time.start == first) {
        times.push(time.clone());
        while seq.get(at).is_some_and(|index| *index < time.end) {
            at += 1;
        }
        if seq.get(at).is_some_and(|index| words[*index].is(",")) {
            return Ok((at + 1, Vec::new()));
        }
        // "In 2008 parliamentary elections": the year belongs to what follows.
        let next = seq.get(at).map(|index| words[*index].tag);
        let after = seq.get(at + 1).map(|index| words[*index].tag);
        let has_day = matches!(time.value, TimeValue::Date(date) if date.day.is_some());
        let names_person = after == Some(Tag::Name)
            && seq.get(at).is_some_and(|index| {
                let role = Lexicon::shipped().role(&words[*index].lower);
                words[*index].tag == Tag::Noun && role == Some(Role::Calling)
            });
        let joins = !has_day
            && !names_person
            && (matches!(next, Some(Tag::Noun | Tag::Ing | Tag::Participle))
                || (next == Some(Tag::Name) && after == Some(Tag::Noun)));
        return if joins {
            Err("a year that may belong to a noun")
        } else {
            Ok((at, Vec::new()))
        };
    }
    if let Some(opened) = dated_opening(view, seq, at, times) {
        return Ok(opened);
    }
    if let Some(start) = behind_pointer(view, seq, at) {
        return Ok((start, Vec::new()));
    }
    match words[first].tag {
        Tag::Preposition
        | Tag::To
        | Tag::Subordinator
        | Tag::Relative
        | Tag::Ing
        | Tag::Past
        | Tag::Participle
        | Tag::Conjunction
        | Tag::Adverb => Err("an opening that is not a time"),
        _ => Ok((at, Vec::new())),
    }
}

/// "During this turmoil Berdiland": words that only point back may go, where a name follows them.
fn behind_pointer(view: &View<'_>, seq: &[usize], at: usize) -> Option<usize> {
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let points = word(at)?.is_any(&["during", "after", "following", "amid", "despite"])
        && word(at + 1)?.is_any(&["this", "that", "these", "those"])
        && word(at + 2)?.tag == Tag::Noun;
    let follows = word(at + 3)?;
    (points && follows.tag == Tag::Name).then_some(at + 3)
}

/// "In a June 5 referendum, ...": takes the date out and keeps the rest for the end of the clause.
fn dated_opening(
    view: &View<'_>,
    seq: &[usize],
    at: usize,
    times: &mut Vec<TimeAt>,
) -> Option<(usize, Vec<usize>)> {
    let words = &view.words;
    let first = &words[*seq.get(at)?];
    if !first.is_any(&["in", "at", "during"]) {
        return None;
    }
    let comma = at + seq[at..].iter().position(|index| words[*index].is(","))?;
    let inside = &seq[at..comma];
    let time = view
        .times
        .iter()
        .find(|time| inside.contains(&time.start) && matches!(time.value, TimeValue::Date(_)))?;
    let is_attributive = words.get(time.end).is_some_and(|word| word.tag == Tag::Noun);
    let is_plain = inside.len() <= 7
        && inside.iter().all(|index| {
            matches!(
                words[*index].tag,
                Tag::Preposition | Tag::Determiner | Tag::Noun | Tag::Name | Tag::Number
            )
        });
    let opens_with_a = inside
        .get(1)
        .is_some_and(|index| words[*index].is_any(&["a", "an"]));
    if !is_attributive || !is_plain || !opens_with_a {
        return None;
    }
    times.push(TimeAt {
        link: Link::At,
        ..time.clone()
    });
    let kept = inside
        .iter()
        .copied()
        .filter(|index| *index < time.start || *index >= time.end)
        .collect();
    Some((comma + 1, kept))
}
