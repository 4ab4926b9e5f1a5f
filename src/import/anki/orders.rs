//! In which order the templates of a note type stood when its cards came first.
//!
//! A card is known by its note and its place among the note's cards. Over there a template may be moved or taken
//! away later, and each card keeps what was learned of it: so the place that counts is the first one, and the
//! template is known by its name.

use std::collections::BTreeMap;

use super::described::NoteType;

/// Names of templates by the numbers of their note types, each at its first place.
pub type Orders = BTreeMap<i64, Vec<String>>;

/// Returns the first place of each template of a note type, given those `known` so far, and adds what is new to them.
///
/// Where as many names are new as are gone, these are the same templates under other names.
pub(super) fn first_places(kind: &NoteType, known: &mut Vec<String>) -> Vec<usize> {
    let names: Vec<&str> = kind.templates.iter().map(|one| one.name.as_str()).collect();
    let before = known.clone();
    let is_gone = |name: &&String| !names.contains(&name.as_str());
    let mut gone: Vec<usize> = (0..before.len())
        .filter(|place| is_gone(&&before[*place]))
        .collect();
    let is_new = |name: &&&str| !before.iter().any(|one| one == **name);
    if gone.len() != names.iter().filter(is_new).count() {
        gone.clear();
    }
    let mut renamed = gone.into_iter();
    let places = names.iter().map(|name| {
        if let Some(first) = before.iter().position(|one| one == name) {
            return first;
        }
        if let Some(place) = renamed.next() {
            (*name).clone_into(&mut known[place]);
            return place;
        }
        known.push((*name).to_owned());
        known.len() - 1
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::super::described::NoteType;
    use super::super::described::Template;
    use super::first_places;

    fn places(names: &[&str], known: &mut Vec<String>) -> Vec<usize> {
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
        // Taken away, and added.
        assert_eq!(places(&["to", "spoken"], &mut known), [0, 2]);
        assert_eq!(places(&["to", "drawn", "spoken"], &mut known), [0, 1, 2]);
        assert_eq!(known, ["to", "drawn", "spoken"]);
        assert_eq!(
            places(&["new", "to", "drawn", "spoken"], &mut known),
            [3, 0, 1, 2]
        );
        // Called otherwise.
        assert_eq!(
            places(&["new", "to", "painted", "spoken"], &mut known),
            [3, 0, 1, 2]
        );
    }
}
