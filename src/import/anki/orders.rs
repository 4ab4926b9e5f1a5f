//! In which order the templates of a note type stood when its cards came first.
//!
//! A card is known by its note and its place among the note's cards. Over there a template may be moved, renamed or
//! taken away later, and each card keeps what was learned of it: so the place that counts is the first one, and the
//! template is known by its name. One that has another name is told from one that was added by where it stands: at
//! the same place as before, or after the same template.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use super::described::NoteType;

/// The templates of note types by the numbers of these, each template at its first place.
pub type Orders = BTreeMap<i64, Vec<Known>>;

/// A template that a package had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    name: String,
    /// Its place in the last package; none where it was gone by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<usize>,
}

/// Returns the first place of each template of a note type, given those `known` so far, and notes there how they are
/// called and where they stand now.
pub(super) fn first_places(kind: &NoteType, known: &mut Vec<Known>) -> Vec<usize> {
    let names: Vec<&str> = kind.templates.iter().map(|one| one.name.as_str()).collect();
    let mut places: Vec<Option<usize>> = names
        .iter()
        .map(|name| known.iter().position(|one| one.name == *name))
        .collect();
    let stays = places.clone();
    let is_gone = |place: &usize| known[*place].last.is_some() && !stays.contains(&Some(*place));
    let mut gone: Vec<usize> = (0..known.len()).filter(is_gone).collect();
    pair(&mut places, &mut gone, &|now, before| {
        known[before].last == Some(now)
    });
    // The nearest template before it that has its name still.
    let after_now = |now: usize| stays[..now].iter().rev().find_map(|place| *place);
    let after_before = |before: usize| {
        let earlier = stays.iter().flatten().copied();
        let earlier = earlier.filter(|place| {
            known[*place]
                .last
                .is_some_and(|last| Some(last) < known[before].last)
        });
        earlier.max_by_key(|place| known[*place].last)
    };
    pair(&mut places, &mut gone, &|now, before| {
        after_now(now) == after_before(before)
    });
    for one in known.iter_mut() {
        one.last = None;
    }
    let mut first = Vec::new();
    for (now, (name, place)) in names.iter().zip(places).enumerate() {
        let place = place.unwrap_or(known.len());
        let template = Known {
            name: (*name).to_owned(),
            last: Some(now),
        };
        match known.get_mut(place) {
            Some(known) => *known = template,
            None => known.push(template),
        }
        first.push(place);
    }
    first
}

/// Gives each template that has no place yet the first of the places `gone` that fits.
fn pair(places: &mut [Option<usize>], gone: &mut Vec<usize>, fits: &dyn Fn(usize, usize) -> bool) {
    for (now, place) in places.iter_mut().enumerate().filter(|(_, place)| place.is_none()) {
        if let Some(at) = gone.iter().position(|before| fits(now, *before)) {
            *place = Some(gone.remove(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::described::NoteType;
    use super::super::described::Template;
    use super::Known;
    use super::first_places;

    fn places(names: &[&str], known: &mut Vec<Known>) -> Vec<usize> {
        let templates = names.iter().map(|name| Template {
            name: (*name).to_owned(),
            ..Template::default()
        });
        let kind = NoteType {
            templates: templates.collect(),
            ..NoteType::default()
        };
        first_places(&kind, known)
    }

    #[test]
    fn a_template_keeps_its_first_place() {
        let mut known = Vec::new();
        assert_eq!(places(&["to", "fro", "spoken"], &mut known), [0, 1, 2]);
        assert_eq!(places(&["fro", "to", "spoken"], &mut known), [1, 0, 2]);
        // Called otherwise, and another added before it and after it.
        assert_eq!(places(&["from", "to", "spoken"], &mut known), [1, 0, 2]);
        assert_eq!(places(&["new", "from", "to", "said"], &mut known), [3, 1, 0, 2]);
        assert_eq!(
            places(&["new", "from", "onto", "said", "drawn"], &mut known),
            [3, 1, 0, 2, 4]
        );
    }

    #[test]
    fn one_that_was_renamed_is_told_from_one_that_was_added_or_taken_away_with_it() {
        let mut known = Vec::new();
        assert_eq!(places(&["one", "two"], &mut known), [0, 1]);
        assert_eq!(places(&["one", "back", "spelt"], &mut known), [0, 1, 2]);
        assert_eq!(places(&["one", "second"], &mut known), [0, 1]);
        let mut known = Vec::new();
        assert_eq!(places(&["one", "two", "three"], &mut known), [0, 1, 2]);
        assert_eq!(places(&["two", "third"], &mut known), [1, 2]);
    }

    #[test]
    fn one_that_was_taken_away_earlier_gives_its_place_to_none_but_itself() {
        let mut known = Vec::new();
        assert_eq!(places(&["one", "two", "three"], &mut known), [0, 1, 2]);
        assert_eq!(places(&["one", "three"], &mut known), [0, 2]);
        assert_eq!(places(&["one", "three", "drawn"], &mut known), [0, 2, 3]);
        assert_eq!(
            places(&["one", "two", "three", "drawn"], &mut known),
            [0, 1, 2, 3]
        );
        // One taken away and one added at the end in the same interval.
        assert_eq!(
            places(&["two", "three", "drawn", "said"], &mut known),
            [1, 2, 3, 4]
        );
    }
}
