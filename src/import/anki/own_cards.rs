//! Which card of a note that Suraq wrote is the one that it wrote.
//!
//! An export gives a card the number of its note. It keeps that over there whatever becomes of its template, and where
//! the number is taken there, note and card are moved on in steps of one length. So the number tells the card also
//! where templates were added, moved, renamed or exchanged before the note came back first. A note whose number no
//! export gives, as one that was made there from a text, is known by its templates alone.

use std::ops::RangeInclusive;

use super::card_ids::Row;
use super::described::NoteType;
use super::own;
use super::rows::CardRow;

/// Numbers that exports give notes: milliseconds of five years, with room for those that were moved on.
pub(super) const NUMBERS: RangeInclusive<i64> = 1_577_836_800_000..=1_737_500_000_000;

/// By how much a number is moved on that is taken over there.
const STEP: i64 = 999;

/// How often one may have been moved on.
const MOST_STEPS: i64 = 1_000;

/// The name of the only template of a note type of ours as it goes out.
pub(super) const TEMPLATE: &str = "Card 1";

/// Where the card that Suraq wrote is among the cards of its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnCard {
    /// At this place.
    At(usize),
    /// It is none of them.
    Gone,
    /// Numbers do not tell.
    Unknown,
}

/// Finds it among the cards of a note with the number `note` and the type `kind`.
pub(super) fn find(note: i64, rows: &[CardRow], kind: &NoteType) -> OwnCard {
    let is_of_ours = own::is_own(&kind.name);
    // There the number of the gap tells.
    if !NUMBERS.contains(&note) || is_of_ours && kind.is_cloze {
        return OwnCard::Unknown;
    }
    let moved = |at: &usize| (rows[*at].id - note).abs();
    let numbered = (0..rows.len()).filter(|at| moved(at) % STEP == 0 && moved(at) <= STEP * MOST_STEPS);
    if let Some(at) = numbered.min_by_key(moved) {
        return OwnCard::At(at);
    }
    // One that was made there anew in its stead.
    let template = own_template(kind).filter(|_| is_of_ours);
    let is_of_template = |row: &CardRow| template.is_some_and(|template| row.place == template as i64);
    match rows.iter().position(is_of_template) {
        Some(at) => OwnCard::At(at),
        None => OwnCard::Gone,
    }
}

/// Gives the cards of a note their places: the one that Suraq wrote has the first, and none else.
pub(super) fn give_places(rows: &mut [Row], own: OwnCard) {
    let first = rows.iter().position(|row| row.place == 0);
    let highest = rows.iter().map(|row| row.place).max().unwrap_or_default();
    match (own, first) {
        (OwnCard::At(own), Some(first)) => {
            rows[first].place = rows[own].place;
            rows[own].place = 0;
        }
        (OwnCard::At(own), None) => rows[own].place = 0,
        (OwnCard::Gone, Some(first)) => rows[first].place = highest.saturating_add(1),
        (OwnCard::Gone | OwnCard::Unknown, _) => {}
    }
}

/// Whether the template with which a note type of ours went out was taken away there: all that it has now have other
/// numbers, and none its name.
pub(super) fn lacks_template(kind: &NoteType) -> bool {
    own_template(kind).is_none() && kind.templates.iter().all(|template| template.id.is_some())
}

/// The place of the template with which a note type of ours went out.
fn own_template(kind: &NoteType) -> Option<usize> {
    let number = own::template_number(&kind.name);
    let mut templates = kind.templates.iter();
    let numbered = templates.position(|template| template.id.is_some() && template.id == number);
    numbered.or_else(|| {
        kind.templates
            .iter()
            .position(|template| template.name == TEMPLATE)
    })
}

#[cfg(test)]
mod tests {
    use super::super::card_ids::Row;
    use super::super::described::NoteType;
    use super::super::described::Template;
    use super::super::rows::CardRow;
    use super::OwnCard;
    use super::find;
    use super::give_places;
    use super::lacks_template;

    const NOTE: i64 = 1_655_812_228_910;
    const LATER: i64 = 1_795_825_704_489;

    fn kind(name: &str, templates: &[(Option<i64>, &str)]) -> NoteType {
        let templates = templates.iter().map(|(id, name)| Template {
            id: *id,
            name: (*name).to_owned(),
            ..Template::default()
        });
        NoteType {
            name: name.to_owned(),
            templates: templates.collect(),
            ..NoteType::default()
        }
    }

    fn found(note: i64, cards: &[(i64, i64)], kind: &NoteType) -> OwnCard {
        let rows: Vec<CardRow> = cards
            .iter()
            .map(|(id, place)| CardRow {
                id: *id,
                place: *place,
                ..CardRow::default()
            })
            .collect();
        find(note, &rows, kind)
    }

    #[test]
    fn a_card_is_known_by_the_number_of_its_note_wherever_its_template_stands() {
        let swapped = kind("Suraq Typed", &[(None, "Card 1"), (None, "Reverse")]);
        let both = [(LATER, 0), (NOTE, 1)];
        assert_eq!(found(NOTE, &both, &swapped), OwnCard::At(1));
        assert_eq!(found(NOTE, &both, &kind("Basic", &[])), OwnCard::At(1));
        let moved_on = [(NOTE + 2 * 999, 1), (LATER, 0)];
        assert_eq!(found(NOTE + 999, &moved_on, &swapped), OwnCard::At(0));
        // A note that was made there, and one of gaps, whose numbers are theirs.
        assert_eq!(
            found(LATER, &[(LATER, 1), (LATER + 1, 0)], &swapped),
            OwnCard::Unknown
        );
        let cloze = NoteType {
            is_cloze: true,
            ..kind("Suraq Cloze", &[(None, "Card 1")])
        };
        assert_eq!(found(NOTE, &both, &cloze), OwnCard::Unknown);
    }

    #[test]
    fn a_card_that_is_gone_is_told_from_one_that_was_made_anew() {
        let reverse = kind("Suraq Typed", &[(Some(7), "Reverse")]);
        assert_eq!(found(NOTE, &[(LATER, 0)], &reverse), OwnCard::Gone);
        let anew = kind(
            "Suraq Typed",
            &[(Some(7), "Reverse"), (Some(530_118_001_100), "Karte eins")],
        );
        assert_eq!(found(NOTE, &[(LATER, 0), (LATER + 7, 1)], &anew), OwnCard::At(1));
        assert_eq!(
            found(NOTE, &[(LATER, 0)], &kind("Basic", &[(None, "Card 1")])),
            OwnCard::Gone
        );
        assert!(lacks_template(&reverse) && !lacks_template(&anew));
        assert!(!lacks_template(&kind("Suraq Typed", &[(None, "Karte eins")])));
    }

    #[test]
    fn only_the_own_card_has_the_first_place() {
        let places = |before: &[i64], own| {
            let mut rows: Vec<Row> = before.iter().map(|place| Row { id: 7, place: *place }).collect();
            give_places(&mut rows, own);
            rows.into_iter().map(|row| row.place).collect::<Vec<i64>>()
        };
        assert_eq!(places(&[0, 1, 2], OwnCard::At(1)), [1, 0, 2]);
        assert_eq!(places(&[3, 1], OwnCard::At(1)), [3, 0]);
        assert_eq!(places(&[0, 1], OwnCard::Gone), [2, 1]);
        assert_eq!(places(&[0], OwnCard::Gone), [1]);
        assert_eq!(places(&[1, 0], OwnCard::Unknown), [1, 0]);
    }
}
