//! What a bracket behind a name tells of a life: "(5 August 1802 – 6 April 1829)", "(born Ann Berg; 1802)".

use crate::facts::PartialDate;
use crate::facts::scene::View;
use crate::facts::time::{Link, TimeValue};
use crate::language::{Tag, Word};

/// Birth and death, as far as a bracket tells them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifetime {
    /// When the person was born.
    pub birth: Option<PartialDate>,
    /// When the person died.
    pub death: Option<PartialDate>,
    /// Whether it says "born" or "died", or tells two days: then it can be of nothing but a life.
    pub is_sure: bool,
}

/// Reads the words from `start` to `end`; empty where anything stands there that is no part of a life.
///
/// A rough date ("c. 1480") is left out, the other one stays. Of a birth the name
/// and the place may be told: "(born Ann Berg, 1802 in Velk; died 1829)".
pub fn lifetime(view: &View<'_>, start: usize, end: usize) -> Lifetime {
    read(view, begin(view, start, end), end).unwrap_or_default()
}

/// Where the life begins: behind the last semicolon, what stands before it says how the name is said, unless
/// the death follows it.
fn begin(view: &View<'_>, start: usize, end: usize) -> usize {
    let ends = |at: usize| view.words.get(at).is_some_and(is_died);
    let said = (start..end)
        .rev()
        .find(|at| view.words[*at].text == ";" && !ends(at + 1));
    said.map_or(start, |mark| mark + 1)
}

fn is_born(word: &Word<'_>) -> bool {
    word.is_any(&["born", "b", "b."])
}

fn is_died(word: &Word<'_>) -> bool {
    word.is_any(&["died", "d", "d."])
}

fn is_dash(word: &Word<'_>) -> bool {
    matches!(word.text, "–" | "—" | "-")
}

fn read(view: &View<'_>, start: usize, end: usize) -> Option<Lifetime> {
    let mut found = Lifetime::default();
    let (mut is_born_told, mut is_death, mut is_rough, mut count) = (false, false, false, 0_u8);
    let mut at = start;
    while at < end {
        let word = &view.words[at];
        let time = view.times.iter().find(|time| time.start == at && time.end <= end);
        if let Some(time) = time {
            count += 1;
            is_rough |= !matches!(time.link, Link::Bare | Link::At | Link::Span);
            match time.value {
                TimeValue::Date(_) if is_rough => {}
                TimeValue::Date(date) if is_death || found.birth.is_some() => found.death = Some(date),
                TimeValue::Date(date) => found.birth = Some(date),
                TimeValue::Range(from, to) if !is_rough => {
                    (found.birth, found.death) = (Some(from), Some(to));
                }
                // "c. 1802 – 6 April 1829" read as one time: its end is sure.
                TimeValue::Range(_, to) => found.death = Some(to),
                TimeValue::Rough => {}
                TimeValue::Relative => return None,
            }
            is_rough = false;
            at = time.end;
            continue;
        }
        match word {
            _ if is_born(word) => is_born_told = true,
            _ if is_died(word) => is_death = true,
            _ if is_dash(word) => is_death = true,
            _ if word.is_any(&["c", "c.", "ca", "ca.", "circa"]) => is_rough = true,
            _ if word.tag == Tag::Mark => {}
            // The name at birth, and behind a date the place.
            _ if word.tag == Tag::Name && is_born_told => {}
            _ if word.is_any(&["in", "at", "of"]) && is_born_told && count > 0 => {}
            _ => return None,
        }
        at += 1;
    }
    let is_told = is_born_told || is_death || found.death.is_some();
    let are_days = [found.birth, found.death]
        .iter()
        .all(|date| date.is_some_and(|date| date.day.is_some()));
    found.is_sure = is_born_told || are_days;
    (is_told && count <= 2).then_some(found)
}
