//! Notes, cards and the review history, row by row.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::database::Database;
use super::error::PackageError;
use super::limits::MOST_CARDS;
use super::limits::MOST_NOTE;
use super::limits::MOST_NOTES;
use super::limits::MOST_REVIEWS;
use super::limits::MOST_TEXT;
use super::own_cards::NUMBERS;

/// Sign between the fields of a note.
const BETWEEN: char = '\u{1f}';

/// A note: its fields as they stand in its kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Note {
    pub id: i64,
    pub guid: String,
    pub kind: i64,
    /// When its content changed, seconds.
    pub changed: i64,
    pub tags: Vec<String>,
    pub fields: Vec<String>,
}

/// A card as it is scheduled over there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CardRow {
    pub id: i64,
    pub note: i64,
    /// Its home, also while it visits a filtered deck.
    pub deck: i64,
    /// Template, or number of the cloze less one.
    pub place: i64,
    /// 0 new, 1 learning, 2 review, 3 relearning.
    pub kind: i64,
    /// -3 and -2 buried, -1 suspended, 1 within the day, 2 review, 3 on another day.
    pub queue: i64,
    /// Place of a new card, day of a review, second of a step.
    pub due: i64,
    /// Days.
    pub interval: i64,
    /// Thousandths.
    pub ease: i64,
    pub repetitions: i64,
    pub lapses: i64,
    /// Steps that are left, in its last three digits.
    pub left: i64,
    pub flag: u8,
    pub memory: Option<(f64, f64)>,
    /// When it was last changed, seconds; 0 where that is not said.
    pub changed: i64,
}

impl CardRow {
    /// Whether it is new and without marks, as every row is where scheduling was left out.
    pub(super) fn is_bare(&self) -> bool {
        self.kind == 0 && self.queue >= 0 && self.flag == 0
    }

    /// Whether it says when it was changed.
    pub(super) fn says_when(&self) -> bool {
        self.changed > 0
    }

    /// The last millisecond of the second in which it was changed; nothing where that is not said.
    pub(super) fn changed_until(&self) -> Option<i64> {
        self.says_when()
            .then(|| self.changed.saturating_mul(1_000).saturating_add(999))
    }

    /// Whether it was changed after a moment in milliseconds, or may have been.
    pub(super) fn is_changed_after(&self, at: i64) -> bool {
        self.changed_until().is_none_or(|until| until > at)
    }
}

/// An entry of the review history.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Review {
    pub card: i64,
    /// Milliseconds; also its id.
    pub at: i64,
    /// By how many milliseconds an export may have moved it on, because a moment that is taken is an id that is taken.
    pub moved_at_most: u32,
    /// 1 to 4, or 0 where nothing was rated.
    pub rating: u8,
    /// Days, or seconds below zero.
    pub interval: i32,
    /// Ease in thousandths, or 100 to 1100 for a difficulty; 0 where it does not count.
    pub factor: i32,
    /// Milliseconds.
    pub took: u32,
    /// 0 learning, 1 review, 2 relearning, 3 filtered, 4 by hand, 5 rescheduled.
    pub kind: u8,
}

/// The part of a card's further data that is read.
#[derive(Deserialize)]
struct Data {
    s: Option<f64>,
    d: Option<f64>,
}

/// Reads all cards, by note and template.
pub(super) fn cards(database: &Database) -> Result<Vec<CardRow>, PackageError> {
    let mut cards = Vec::new();
    let sql = "SELECT id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data, mod \
               FROM cards";
    database.each(sql, ("cards", MOST_CARDS), |row| {
        let home = row.number(13)?;
        let due = row.number(6)?;
        let kind = row.number(4)?;
        let original = row.number(12)?;
        cards.push(CardRow {
            id: row.number(0)?,
            note: row.number(1)?,
            deck: if home == 0 { row.number(2)? } else { home },
            place: row.number(3)?,
            kind,
            queue: row.number(5)?,
            due: if home != 0 && original != 0 { original } else { due },
            interval: row.number(7)?,
            ease: row.number(8)?,
            repetitions: row.number(9)?,
            lapses: row.number(10)?,
            left: row.number(11)?,
            // The upper bits are of no use any more.
            flag: (row.number(14)? & 7) as u8,
            memory: memory(row.bytes(15)?),
            changed: row.number(16)?,
        });
        Ok(())
    })?;
    cards.sort_by_key(|card| (card.note, card.place, card.id));
    Ok(cards)
}

fn memory(data: &[u8]) -> Option<(f64, f64)> {
    if data.len() < 8 {
        return None;
    }
    let data: Data = serde_json::from_slice(data).ok()?;
    let (stability, difficulty) = (data.s?, data.d?);
    let is_sound = stability.is_finite() && stability > 0.0 && (1.0..=10.0).contains(&difficulty);
    is_sound.then_some((stability, difficulty))
}

/// Reads the review history, by card and time.
pub(super) fn reviews(database: &Database) -> Result<Vec<Review>, PackageError> {
    let mut reviews = Vec::new();
    let sql = "SELECT id, cid, ease, ivl, factor, time, type FROM revlog";
    database.each(sql, ("reviews", MOST_REVIEWS), |row| {
        let small = |number: i64| number.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
        let rating = row.number(2)?;
        reviews.push(Review {
            at: row.number(0)?,
            card: row.number(1)?,
            rating: if (1..=4).contains(&rating) {
                rating as u8
            } else {
                0
            },
            interval: small(row.number(3)?),
            factor: small(row.number(4)?),
            took: u32::try_from(row.number(5)?).unwrap_or(0),
            kind: u8::try_from(row.number(6)?).unwrap_or(u8::MAX),
            moved_at_most: 0,
        });
        Ok(())
    })?;
    note_moved(&mut reviews);
    reviews.sort_by_key(|review| (review.card, review.at));
    Ok(reviews)
}

/// The numbers of notes and cards that a collection once had and has no longer, of those that Suraq may have given: it
/// remembers what was deleted, and the reviews of such cards.
pub(super) fn bygone(
    database: &Database,
    cards: &[CardRow],
    reviews: &[Review],
) -> Result<BTreeSet<i64>, PackageError> {
    let mut bygone = BTreeSet::new();
    if database.has("graves")? {
        // Cards and notes; the others are decks.
        let sql = "SELECT oid FROM graves WHERE type IN (0, 1)";
        let read = database.each(sql, ("deleted notes", MOST_CARDS), |row| {
            bygone.extend(Some(row.number(0)?).filter(|number| NUMBERS.contains(number)));
            Ok(())
        });
        // No card is made of it: where it is not as usual, nothing is told of what was deleted.
        if read.is_err() {
            bygone.clear();
        }
    }
    let reviewed = reviews.iter().map(|review| review.card);
    bygone.extend(reviewed.filter(|card| NUMBERS.contains(card)));
    for card in cards {
        bygone.remove(&card.id);
        bygone.remove(&card.note);
    }
    Ok(bygone)
}

/// Notes of each review how many moments right before it are taken.
fn note_moved(reviews: &mut [Review]) {
    reviews.sort_by_key(|review| review.at);
    let mut before: Option<(i64, u32)> = None;
    for review in reviews {
        review.moved_at_most = match before {
            Some((at, moved)) if review.at == at.saturating_add(1) => moved.saturating_add(1),
            _ => 0,
        };
        before = Some((review.at, review.moved_at_most));
    }
}

/// Calls `visit` for every note, by id.
pub(super) fn each_note(
    database: &Database,
    mut visit: impl FnMut(Note) -> Result<(), PackageError>,
) -> Result<(), PackageError> {
    let mut total = 0;
    let sql = "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id";
    database.each(sql, ("notes", MOST_NOTES), |row| {
        let fields = row.text(5)?;
        if fields.len() > MOST_NOTE {
            return Err(database.too_large("bytes in one note", MOST_NOTE));
        }
        total += fields.len();
        if total > MOST_TEXT {
            return Err(database.too_large("bytes of notes", MOST_TEXT));
        }
        visit(Note {
            id: row.number(0)?,
            guid: row.text(1)?,
            kind: row.number(2)?,
            changed: row.number(3)?,
            tags: row
                .text(4)?
                .split([' ', '\u{3000}'])
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            fields: fields.split(BETWEEN).map(str::to_owned).collect(),
        })
    })
}
