//! Which card over there is which here, by the numbers that cards have over there.
//!
//! A card keeps its number whatever becomes of its template, also where its note gets another note type. So of every
//! note that came with several cards their numbers are remembered with their places here; a note with one card has
//! nothing to mix up. A number counts only together with its note. Where all of a note's numbers are new, as in
//! another collection or in a package that was made anew, the places of templates decide as if nothing were known.
//!
//! All of it is a text of one line for each note: the beginning of its name in ids here, how far its first number lies
//! after that of the line before, its note type as a place in the first line, and its places. `1-2` are two cards with
//! one number after the other, `+4` says that so many numbers are passed over up to the next.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::num::NonZero;

use crate::items::origin::SIGNS;
use crate::items::origin::spelled;

/// Most numbers of one place: the newest, and those that a place has in other collections.
const MOST_OF_A_PLACE: usize = 3;

/// Most cards of one note. Who has more has them by gaps, whose numbers are their places.
const MOST_OF_A_NOTE: usize = 100;

/// Most numbers of one note, with those of other collections.
const MOST_KNOWN: usize = MOST_OF_A_NOTE * MOST_OF_A_PLACE;

/// Largest number of a card: what is above is none of Anki's, which counts milliseconds.
const LARGEST: i64 = 1 << 53;

/// Letters of a note's name, each of five bits.
const LETTERS: usize = 8;

/// What stands for a note type whose templates do not tell the places of the note's cards.
const NO_KIND: &str = "-";

/// A card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Known {
    /// The beginning of the hash of its note's name.
    pub note: u64,
    /// Its number over there.
    pub id: i64,
    /// Its place here, from 0.
    pub place: u32,
    /// The number of the note type, where the templates of that told the places of all cards of the note.
    pub kind: Option<NonZero<i64>>,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardIds(Vec<Known>);

/// A card of a package: its number, and its place by its template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub id: i64,
    pub place: i64,
}

impl CardIds {
    /// Reads them; what cannot be read, and all after it, is not known.
    pub fn parse(text: &str) -> CardIds {
        let mut known = Vec::new();
        let mut lines = text.lines();
        let kinds = lines.next().unwrap_or_default();
        let kinds: Vec<Option<NonZero<i64>>> = kinds.split(' ').map(|kind| kind.parse().ok()).collect();
        let mut first = 0;
        for line in lines {
            let before = known.len();
            if read_line(line, &kinds, &mut first, &mut known).is_none() {
                known.truncate(before);
                break;
            }
        }
        known.sort_unstable();
        CardIds(known)
    }

    /// The text that is read again.
    pub fn text(&self) -> String {
        let mut notes: Vec<&[Known]> = self.0.chunk_by(|one, next| one.note == next.note).collect();
        notes.sort_by_key(|note| (note[0].id, note[0].note));
        let mut kinds: BTreeMap<Option<NonZero<i64>>, usize> = BTreeMap::from([(None, 0)]);
        let mut head = NO_KIND.to_owned();
        let mut body = String::new();
        let mut first = 0;
        for note in notes {
            let count = kinds.len();
            let kind = *kinds.entry(note[0].kind).or_insert_with(|| {
                // Writing to a string never fails.
                let _ = write!(head, " {}", note[0].kind.map_or(0, NonZero::get));
                count
            });
            write_line(&mut body, note, kind, first);
            first = note[0].id;
        }
        format!("{head}\n{body}")
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is known of the note with a hash, by number.
    pub(super) fn of_note(&self, hash: u64) -> &[Known] {
        let note = begin(hash);
        let start = self.0.partition_point(|known| known.note < note);
        let count = self.0[start..]
            .iter()
            .take_while(|known| known.note == note)
            .count();
        &self.0[start..start + count]
    }

    /// Takes what `news` say of notes in place of what was known of them.
    pub fn learn(&mut self, news: CardIds) {
        let old = std::mem::take(&mut self.0);
        self.0.reserve(old.len() + news.0.len());
        let mut news = news.0.into_iter().peekable();
        let mut replaced = None;
        for known in old {
            while let Some(new) = news.next_if(|new| new.note <= known.note) {
                replaced = Some(new.note);
                self.0.push(new);
            }
            if replaced != Some(known.note) {
                self.0.push(known);
            }
        }
        self.0.extend(news);
    }

    /// Takes the cards of notes in the order in which they were met.
    pub(super) fn of(mut known: Vec<Known>) -> CardIds {
        known.sort_unstable();
        known.dedup_by_key(|known| (known.note, known.id));
        CardIds(known)
    }
}

/// Returns the place here of each card of a note of which no numbers are known: that of its template. Where the note
/// had one card so far, which `is_here`, it is the oldest of them, though its template may stand behind others by now.
pub(super) fn places_of_unknown(rows: &[Row], is_here: &dyn Fn(i64) -> bool) -> Vec<i64> {
    let mut places: Vec<i64> = rows.iter().map(|row| row.place).collect();
    let Some(oldest) = (0..rows.len()).min_by_key(|at| rows[*at].id) else {
        return places;
    };
    let is_first = places.iter().all(|place| *place >= places[oldest]);
    if is_first || rows.len() > MOST_OF_A_NOTE || is_here(places[oldest]) {
        return places;
    }
    let mut here = (0..rows.len()).filter(|at| is_here(places[*at]));
    if let (Some(other), None) = (here.next(), here.next()) {
        places.swap(oldest, other);
    }
    places
}

/// Returns the place here of each card of a note of the type `kind`, by what is `known` of the note.
///
/// A number that is known keeps its place. A new one has the place of its template, unless a card with another number
/// has it: then it is one more card of the note. Where that card is not there any more and the note type is the same,
/// the new one was made in its stead.
pub(super) fn places(rows: &[Row], kind: i64, known: &[Known]) -> Vec<i64> {
    let of_templates = || rows.iter().map(|row| row.place).collect();
    if rows.len() > MOST_OF_A_NOTE {
        return of_templates();
    }
    let found: Vec<Option<i64>> = rows.iter().map(|row| place_of(known, row.id)).collect();
    let is_same_kind = known
        .first()
        .is_some_and(|known| known.kind.map(NonZero::get) == Some(kind));
    let is_any_new = found.contains(&None);
    let is_any_otherwise = found
        .iter()
        .zip(rows)
        .any(|(found, row)| found.is_some_and(|place| place != row.place));
    let is_numbered_anew = is_same_kind && is_any_new && is_any_otherwise && is_any_gone(rows, known);
    // A program that counts cards through gives a card the number of its neighbour when one is added before them.
    if found.iter().all(Option::is_none) || is_numbered_anew {
        return of_templates();
    }
    let is_taken = |found: &[Option<i64>], place: i64| found.contains(&Some(place));
    let is_of_another = |place: i64| {
        let mut all = known.iter();
        !is_same_kind && all.any(|known| i64::from(known.place) == place)
    };
    let mut taken: Vec<Option<i64>> = Vec::new();
    for place in &found {
        let is_first = place.is_none_or(|place| !is_taken(&taken, place));
        taken.push(place.filter(|_| is_first));
    }
    for (at, row) in rows.iter().enumerate() {
        if taken[at].is_none() && !is_taken(&taken, row.place) && !is_of_another(row.place) {
            taken[at] = Some(row.place);
        }
    }
    let places = known.iter().map(|known| i64::from(known.place));
    let places = places.chain(rows.iter().map(|row| row.place));
    let mut last = places.max().unwrap_or_default();
    let mut next = || {
        last = last.saturating_add(1);
        last
    };
    taken
        .into_iter()
        .map(|place| place.unwrap_or_else(&mut next))
        .collect()
}

/// Returns what is to be known of the note with a hash from now on, with the `places` of its cards; nothing where that
/// is as before.
pub(super) fn learned(hash: u64, rows: &[Row], kind: i64, places: &[i64], known: &[Known]) -> Vec<Known> {
    if rows.len() < 2 && known.is_empty() || rows.len() > MOST_OF_A_NOTE {
        return Vec::new();
    }
    let note = begin(hash);
    let is_as_templates = rows.iter().zip(places).all(|(row, place)| row.place == *place);
    let is_whole = known.first().is_none_or(|known| known.kind.is_some()) || !is_any_gone(rows, known);
    let kind = NonZero::new(kind).filter(|_| is_as_templates && is_whole);
    let new = rows.iter().zip(places).filter_map(|(row, place)| {
        let place = u32::try_from(*place).ok()?;
        let id = row.id;
        (0..LARGEST).contains(&id).then_some(Known {
            note,
            id,
            place,
            kind,
        })
    });
    let mut all: Vec<Known> = new.collect();
    // Of those that are not there the newest.
    for old in known.iter().rev() {
        let of_its_place = all.iter().filter(|one| one.place == old.place).count();
        let has_room = of_its_place < MOST_OF_A_PLACE && all.len() < MOST_KNOWN;
        if has_room && all.iter().all(|one| one.id != old.id) {
            all.push(Known { kind, ..*old });
        }
    }
    all.sort_unstable();
    match all == known {
        true => Vec::new(),
        false => all,
    }
}

fn place_of(known: &[Known], id: i64) -> Option<i64> {
    let at = known.binary_search_by_key(&id, |known| known.id).ok()?;
    Some(i64::from(known[at].place))
}

/// Whether a card of those known is not there any more.
fn is_any_gone(rows: &[Row], known: &[Known]) -> bool {
    let is_there = |known: &Known| rows.iter().any(|row| row.id == known.id);
    !known.iter().all(is_there)
}

fn begin(hash: u64) -> u64 {
    hash & ((1 << (5 * LETTERS)) - 1)
}

fn write_line(text: &mut String, note: &[Known], kind: usize, first: i64) {
    let name = spelled(note[0].note, LETTERS);
    let _ = write!(text, "{name} {} {kind}", note[0].id - first);
    let mut next = note[0].id;
    for run in note.chunk_by(|one, next| next.id == one.id + 1 && next.place == one.place + 1) {
        let (start, end) = (run[0], run[run.len() - 1]);
        if start.id > next {
            let _ = write!(text, " +{}", start.id - next);
        }
        let _ = write!(text, " {}", u64::from(start.place) + 1);
        if run.len() > 1 {
            let _ = write!(text, "-{}", u64::from(end.place) + 1);
        }
        next = end.id + 1;
    }
    text.push('\n');
}

/// Reads a line; `first` is the first number of the line before, and then that of this.
fn read_line(
    line: &str,
    kinds: &[Option<NonZero<i64>>],
    first: &mut i64,
    known: &mut Vec<Known>,
) -> Option<()> {
    let mut words = line.split(' ');
    let note = read_name(words.next()?)?;
    let in_bounds = |id: i64| (0..LARGEST).contains(&id).then_some(id);
    *first = in_bounds(first.checked_add(words.next()?.parse().ok()?)?)?;
    let kind = *kinds.get(words.next()?.parse::<usize>().ok()?)?;
    let mut id = *first;
    let before = known.len();
    for word in words {
        if let Some(passed) = word.strip_prefix('+') {
            id = in_bounds(id.checked_add(passed.parse().ok()?)?)?;
            continue;
        }
        let (start, end) = word.split_once('-').unwrap_or((word, word));
        let (start, end): (u32, u32) = (start.parse().ok()?, end.parse().ok()?);
        let places = start.checked_sub(1)?..end;
        // More than that is written of no note, however damaged it is.
        if known.len() - before + places.len() > MOST_KNOWN {
            return None;
        }
        for place in places {
            known.push(Known {
                note,
                id,
                place,
                kind,
            });
            id += 1;
        }
    }
    Some(())
}

fn read_name(name: &str) -> Option<u64> {
    let value = |letter: u8| SIGNS.iter().position(|sign| *sign == letter);
    let mut note = 0;
    for letter in name.bytes().rev() {
        note = note << 5 | value(letter)? as u64;
    }
    (name.len() == LETTERS).then_some(note)
}

#[cfg(test)]
mod tests {
    use super::CardIds;
    use super::Known;
    use super::Row;
    use super::learned;
    use super::places;
    use super::places_of_unknown;

    /// A note as it comes: its type, its cards by number and place of the template, and the places expected of them.
    type Import<'a> = (i64, &'a [(i64, i64)], &'a [i64]);

    /// Imports a note again and again.
    #[track_caller]
    fn check(imports: &[Import<'_>]) {
        let mut known: Vec<Known> = Vec::new();
        for (kind, cards, expected) in imports {
            let rows: Vec<Row> = cards
                .iter()
                .map(|(id, place)| Row {
                    id: *id,
                    place: *place,
                })
                .collect();
            let found = places(&rows, *kind, &known);
            assert_eq!(found, *expected, "{cards:?} after {known:?}");
            let learned = learned(77, &rows, *kind, &found, &known);
            if !learned.is_empty() {
                known = learned;
            }
            let text = CardIds(known.clone()).text();
            assert_eq!(CardIds::parse(&text).0, known, "{text}");
        }
    }

    #[test]
    fn a_card_keeps_its_place_under_other_templates_and_note_types() {
        check(&[
            (1, &[(11, 0), (12, 1)], &[0, 1]),
            (1, &[(12, 0), (11, 1)], &[1, 0]),
        ]);
        check(&[
            (1, &[(11, 0), (12, 1)], &[0, 1]),
            (2, &[(12, 0), (11, 1)], &[1, 0]),
        ]);
        check(&[
            (1, &[(11, 0), (12, 1), (13, 2)], &[0, 1, 2]),
            (2, &[(12, 0), (13, 1)], &[1, 2]),
            (2, &[(12, 0), (13, 1), (14, 2)], &[1, 2, 3]),
            // Back in its first type, the first card is made anew.
            (1, &[(15, 0), (12, 1), (13, 2), (14, 3)], &[4, 1, 2, 3]),
        ]);
    }

    #[test]
    fn a_card_made_in_the_stead_of_another_has_its_place_and_one_of_another_type_has_not() {
        check(&[
            (1, &[(11, 0), (12, 1)], &[0, 1]),
            (1, &[(11, 0), (15, 1)], &[0, 1]),
        ]);
        check(&[
            (1, &[(11, 0), (12, 1)], &[0, 1]),
            (2, &[(15, 0), (12, 1)], &[2, 1]),
        ]);
        // A part of the note says nothing of the rest.
        check(&[
            (1, &[(11, 0), (12, 1)], &[0, 1]),
            (1, &[(12, 1)], &[1]),
            (2, &[(12, 0)], &[1]),
            (2, &[(12, 0), (11, 1)], &[1, 0]),
        ]);
    }

    #[test]
    fn other_collections_and_programs_that_count_cards_through_are_known_by_templates() {
        check(&[
            (1, &[(11, 0), (12, 1)], &[0, 1]),
            (1, &[(31, 0), (32, 1)], &[0, 1]),
            (1, &[(12, 0), (11, 1)], &[1, 0]),
            (1, &[(31, 1), (32, 0)], &[0, 1]),
        ]);
        check(&[
            (1, &[(11, 0), (12, 1)], &[0, 1]),
            (1, &[(12, 0), (13, 1)], &[0, 1]),
            (1, &[(13, 0), (14, 1)], &[0, 1]),
            (1, &[(12, 0), (13, 1)], &[0, 1]),
        ]);
    }

    #[test]
    fn the_oldest_card_of_a_note_is_the_one_that_is_here_alone() {
        let rows = [(15, 0), (11, 1), (16, 2)].map(|(id, place)| Row { id, place });
        let found = |here: &'static [i64]| places_of_unknown(&rows, &|place| here.contains(&place));
        assert_eq!(found(&[0]), [1, 0, 2]);
        assert_eq!(found(&[2]), [0, 2, 1]);
        for here in [&[][..], &[1], &[0, 1], &[0, 2], &[7]] {
            assert_eq!(found(here), [0, 1, 2], "{here:?}");
        }
        assert!(places_of_unknown(&[], &|_| true).is_empty());
    }

    #[test]
    fn of_each_place_only_the_newest_numbers_are_kept_and_of_one_card_none() {
        let row = |id, place| Row { id, place };
        assert_eq!(learned(77, &[row(11, 0)], 1, &[0], &[]), []);
        let mut known = Vec::new();
        for id in (10..90).step_by(10) {
            known = learned(77, &[row(id, 0), row(id + 1, 1)], 1, &[0, 1], &known);
        }
        let ids: Vec<i64> = known.iter().map(|known| known.id).collect();
        assert_eq!(ids, [60, 61, 70, 71, 80, 81]);
        assert_eq!(learned(77, &[row(80, 0), row(81, 1)], 1, &[0, 1], &known), []);
        // Numbers that Anki gives no card.
        assert_eq!(learned(77, &[row(-4, 0), row(i64::MAX, 1)], 1, &[0, 1], &[]), []);
        let many: Vec<Row> = (0..200).map(|at| row(200 - at, at)).collect();
        let of_templates: Vec<i64> = (0..200).collect();
        assert_eq!(places(&many, 1, &known), of_templates);
        assert_eq!(learned(77, &many, 1, &of_templates, &known), []);
    }

    #[test]
    fn what_is_learned_takes_the_place_of_what_was_known_of_the_same_note() {
        let cards = |note: u64, ids: &[i64]| {
            let rows: Vec<Row> = ids
                .iter()
                .map(|id| Row {
                    id: *id,
                    place: id % 10,
                })
                .collect();
            let places: Vec<i64> = rows.iter().map(|row| row.place).collect();
            learned(note, &rows, 1, &places, &[])
        };
        let mut known = CardIds::of([cards(3, &[31, 30]), cards(1, &[10, 11])].concat());
        known.learn(CardIds::of(
            [cards(2, &[20, 21]), cards(3, &[32, 33]), cards(4, &[40, 45])].concat(),
        ));
        let ids: Vec<i64> = known.0.iter().map(|known| known.id).collect();
        assert_eq!(ids, [10, 11, 20, 21, 32, 33, 40, 45]);
        assert_eq!(known.of_note(3).len(), 2);
        assert!(known.of_note(5).is_empty());
        let text = known.text();
        assert_eq!(
            text,
            "- 1\nbaaaaaaa 10 1 1-2\ncaaaaaaa 10 1 1-2\ndaaaaaaa 12 1 3-4\neaaaaaaa 8 1 1 +4 6\n"
        );
        assert_eq!(CardIds::parse(&text), known);
    }

    #[test]
    fn a_damaged_line_ends_what_is_known() {
        let sound = "- 1\nbaaaaaaa 10 1 1-2\n";
        assert_eq!(CardIds::parse(sound).0.len(), 2);
        for line in [
            "baaaaaa 1 1 1-2",
            "b!aaaaaa 1 1 1-2",
            "caaaaaaa -11 1 1-2",
            "caaaaaaa 9223372036854775807 1 1-2",
            "caaaaaaa 1 2 1-2",
            "caaaaaaa 1 1 0-2",
            "caaaaaaa 1 1 1-4294967295",
            "caaaaaaa 1 1 +9223372036854775807 1",
            "caaaaaaa 1",
            "",
        ] {
            let read = CardIds::parse(&format!("{sound}{line}\n{sound}"));
            assert_eq!(read.of_note(1).len(), 2, "{line}");
            assert_eq!(read.0.len(), 2, "{line}");
        }
        assert!(CardIds::parse("").is_empty());
    }
}
