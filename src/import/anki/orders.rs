//! In which order the templates of a note type stood when its cards came first.
//!
//! A card is known by its note and its place among the note's cards. Over there a template may be moved, renamed or
//! taken away later, and each card keeps what was learned of it: so the place that counts is the first one, and the
//! template is known by its number, or by its name where packages give no numbers. One that has another name then is
//! told from one that was added by where it stands: at the same place as before, or after the same template.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use super::described::NoteType;
use super::described::Template;
use super::own_cards::TEMPLATE;

/// Most numbers that are kept of one template. Two collections may have given it two; a program that gives it another
/// each time is known by names.
const MOST_NUMBERS: usize = 4;

/// The templates of note types by the numbers of these, each template at its first place.
pub type Orders = BTreeMap<i64, Vec<Known>>;

/// A template that a package had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    name: String,
    /// How it was called earlier, so that an older package is understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    former: Vec<String>,
    /// Its numbers over there, the last one at the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ids: Vec<i64>,
    /// Its place in the last package; none where it was gone by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<usize>,
}

/// The templates of a note type of ours as it goes out: one, which others may stand before when it comes back first.
pub(super) fn of_own(number: Option<i64>) -> Vec<Known> {
    vec![Known {
        name: TEMPLATE.to_owned(),
        former: Vec::new(),
        ids: number.into_iter().collect(),
        last: Some(0),
    }]
}

/// Notes that the first template was taken away, so that none which stands in its place is taken for it.
pub(super) fn note_first_gone(known: &mut [Known]) {
    if let Some(first) = known.first_mut() {
        first.last = None;
    }
}

/// Notes in `known` what a package older than the last one has: only note types and templates that none had, the
/// latter as gone.
pub fn note_older(known: &mut Orders, older: Orders) {
    for (kind, templates) in older {
        let Some(noted) = known.get_mut(&kind) else {
            known.insert(kind, templates);
            continue;
        };
        let new = templates.into_iter().skip(noted.len());
        noted.extend(new.map(|template| Known {
            last: None,
            ..template
        }));
    }
}

/// Returns the first place of each template of a note type, given those `known` so far, and notes there how they are
/// called and where they stand now.
pub(super) fn first_places(kind: &NoteType, known: &mut Vec<Known>) -> Vec<usize> {
    let templates = &kind.templates;
    let numbered = numbered_places(templates, known);
    // Where none is found by its number they were all given anew.
    let are_numbered = numbered.iter().any(Option::is_some);
    // With a number each, the two are the same only where it is.
    let may_be = |now: usize, before: usize| {
        !are_numbered || templates[now].id.is_none() || known[before].ids.is_empty()
    };
    let stays = named_places(templates, numbered, known, &may_be);
    let mut places = stays.clone();
    let is_gone = |place: &usize| known[*place].last.is_some() && !stays.contains(&Some(*place));
    let mut gone: Vec<usize> = (0..known.len()).filter(is_gone).collect();
    pair(&mut places, &mut gone, &|now, before| {
        known[before].last == Some(now) && may_be(now, before)
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
        after_now(now) == after_before(before) && may_be(now, before)
    });
    for one in known.iter_mut() {
        one.last = None;
    }
    let mut first = Vec::new();
    for (now, (template, place)) in templates.iter().zip(places).enumerate() {
        let place = place.unwrap_or(known.len());
        match known.get_mut(place) {
            Some(known) => known.is_called(&template.name, now),
            None => known.push(Known {
                name: template.name.clone(),
                former: Vec::new(),
                ids: Vec::new(),
                last: Some(now),
            }),
        }
        known[place].has_number(template.id);
        first.push(place);
    }
    first
}

impl Known {
    /// Notes its name and its place now.
    fn is_called(&mut self, name: &str, now: usize) {
        self.last = Some(now);
        if self.name != name {
            let before = std::mem::replace(&mut self.name, name.to_owned());
            self.former.retain(|former| former != name);
            self.former.push(before);
        }
    }

    /// Notes its number.
    fn has_number(&mut self, id: Option<i64>) {
        if let Some(id) = id
            && self.ids.last() != Some(&id)
        {
            self.ids.retain(|known| *known != id);
            self.ids.push(id);
            let surplus = self.ids.len().saturating_sub(MOST_NUMBERS);
            self.ids.drain(..surplus);
        }
    }
}

/// The places of templates by their numbers.
fn numbered_places(templates: &[Template], known: &[Known]) -> Vec<Option<usize>> {
    let mut places = vec![None; templates.len()];
    for (now, template) in templates.iter().enumerate() {
        let has_it = |one: &Known| template.id.is_some_and(|id| one.ids.contains(&id));
        let found = (0..known.len()).find(|place| has_it(&known[*place]) && !places.contains(&Some(*place)));
        places[now] = found;
    }
    places
}

/// Adds to `places` those of templates known by their names, or by those that they had earlier. A name that another
/// template has had since then is that one's, and a place that is gone is known by its last name alone.
fn named_places(
    templates: &[Template],
    mut places: Vec<Option<usize>>,
    known: &[Known],
    may_be: &dyn Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    let has_it = |one: &Known, name: &String| one.name == *name;
    let had_it = |one: &Known, name: &String| one.last.is_some() && one.former.contains(name);
    for fits in [&has_it as &dyn Fn(&Known, &String) -> bool, &had_it] {
        for (now, template) in templates.iter().enumerate() {
            if places[now].is_none() {
                let free = |place: &usize| may_be(now, *place) && !places.contains(&Some(*place));
                let mut all = 0..known.len();
                places[now] = all.find(|place| fits(&known[*place], &template.name) && free(place));
            }
        }
    }
    places
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
    use super::Orders;
    use super::first_places;
    use super::note_first_gone;
    use super::note_older;
    use super::of_own;

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

    fn numbered(templates: &[(i64, &str)], known: &mut Vec<Known>) -> Vec<usize> {
        let templates = templates.iter().map(|(id, name)| Template {
            id: Some(*id),
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
    fn a_template_is_known_by_its_number_whatever_its_name_and_place() {
        let mut known = Vec::new();
        assert_eq!(places(&["one", "two"], &mut known), [0, 1]);
        // The numbers are learned with the first package that has them.
        assert_eq!(numbered(&[(7, "one"), (8, "two")], &mut known), [0, 1]);
        assert_eq!(numbered(&[(7, "two"), (8, "one")], &mut known), [0, 1]);
        assert_eq!(numbered(&[(8, "two"), (7, "one")], &mut known), [1, 0]);
        assert_eq!(
            numbered(&[(8, "new"), (9, "two"), (7, "third")], &mut known),
            [1, 2, 0]
        );
        // Another at the place of one that was taken away.
        assert_eq!(numbered(&[(10, "drawn"), (7, "third")], &mut known), [3, 0]);
        // Another under its name.
        assert_eq!(numbered(&[(11, "drawn"), (7, "third")], &mut known), [4, 0]);
    }

    #[test]
    fn a_template_that_went_out_is_the_first_wherever_it_stands() {
        assert_eq!(
            numbered(&[(8, "Card 2"), (7, "Card 1")], &mut of_own(None)),
            [1, 0]
        );
        assert_eq!(places(&["Asked"], &mut of_own(None)), [0]);
        assert_eq!(
            numbered(&[(8, "Card 1"), (7, "Asked")], &mut of_own(Some(7))),
            [1, 0]
        );
        let mut known = of_own(Some(7));
        note_first_gone(&mut known);
        assert_eq!(numbered(&[(8, "Back")], &mut known), [1]);
        assert_eq!(places(&["Card 1", "Card 2"], &mut of_own(None)), [0, 1]);
    }

    #[test]
    fn numbers_that_are_all_others_say_nothing() {
        let mut known = Vec::new();
        assert_eq!(numbered(&[(7, "one"), (8, "two")], &mut known), [0, 1]);
        assert_eq!(numbered(&[(17, "one"), (18, "second")], &mut known), [0, 1]);
        assert_eq!(numbered(&[(7, "second"), (8, "one")], &mut known), [0, 1]);
        assert_eq!(numbered(&[(18, "second"), (17, "one")], &mut known), [1, 0]);
        for id in 20..60 {
            let templates = [(id, "second"), (id + 100, "one")];
            assert_eq!(numbered(&templates, &mut known), [1, 0]);
        }
        assert!(known.iter().all(|one| one.ids.len() == 4));
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

    #[test]
    fn an_older_package_finds_the_places_of_earlier_names_and_changes_none() {
        let mut known = Vec::new();
        assert_eq!(places(&["one", "two"], &mut known), [0, 1]);
        assert_eq!(places(&["one", "back"], &mut known), [0, 1]);
        assert_eq!(places(&["one", "back", "spelt"], &mut known), [0, 1, 2]);
        let before = known.clone();
        assert_eq!(places(&["drawn", "one", "two"], &mut known), [3, 0, 1]);
        let mut orders = Orders::from([(1, before.clone())]);
        note_older(&mut orders, Orders::from([(1, known), (2, before.clone())]));
        assert_eq!(orders[&1][..3], before);
        assert_eq!(orders[&2], before);
        // What only the older one had keeps its place, which none that is added later gets.
        assert_eq!(
            places(&["one", "back", "spelt", "said"], orders.get_mut(&1).unwrap()),
            [0, 1, 2, 4]
        );
    }

    #[test]
    fn a_template_that_gets_the_earlier_name_of_another_is_one_of_its_own() {
        let mut known = Vec::new();
        assert_eq!(places(&["one", "two"], &mut known), [0, 1]);
        assert_eq!(places(&["one", "back"], &mut known), [0, 1]);
        assert_eq!(places(&["one", "back", "two"], &mut known), [0, 1, 2]);
        assert_eq!(places(&["one", "two"], &mut known), [0, 2]);
    }
}
