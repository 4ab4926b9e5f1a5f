//! Exams of two machines: each is on both, one that was dropped on either is dropped, and what it came to stays.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::Transaction;
use rusqlite::params;

use crate::progress::exams;
use crate::progress::exams::ExamRow;
use crate::progress::exams::WithResults;
use crate::schedule::StudyDay;

/// A day and a query. The same pair may stand there again after it was dropped.
type Named = (StudyDay, String);

/// Takes over exams that are not here, and drops those that were dropped there. Returns how many changed.
///
/// `first_day` is that of the first entry of the log that came in: an exam after it may have come to something else.
pub fn unite(
    change: &Transaction<'_>,
    there: &Connection,
    first_day: Option<StudyDay>,
) -> rusqlite::Result<usize> {
    let (here, there) = (read(change)?, read(there)?);
    let mut changed = 0;
    for (named, exams) in &there {
        let known = here.get(named).map_or(&[][..], Vec::as_slice);
        for (place, other) in exams.iter().enumerate() {
            let Some(own) = known.get(place) else {
                insert(change, other)?;
                changed += 1;
                continue;
            };
            changed += usize::from(unite_one(change, own, other)?);
        }
    }
    if let Some(first_day) = first_day {
        reckon_again(change, first_day)?;
    }
    Ok(changed)
}

fn insert(change: &Transaction<'_>, row: &ExamRow) -> rusqlite::Result<()> {
    let sql = "INSERT INTO exam (day, query, know, dropped, removed, result) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let exam = &row.exam;
    let values = params![
        exam.day.0,
        exam.query,
        exam.know,
        row.dropped,
        row.removed,
        row.result
    ];
    change.execute(sql, values).map(|_| ())
}

/// Makes one exam of two; says whether that is another than the one here.
fn unite_one(change: &Transaction<'_>, own: &ExamRow, other: &ExamRow) -> rusqlite::Result<bool> {
    let know = own.exam.know.max(other.exam.know);
    let (dropped, removed) = (own.dropped.max(other.dropped), own.removed.max(other.removed));
    let is_changed = (know, dropped, removed) != (own.exam.know, own.dropped, own.removed);
    let result = fuller(own.result.as_deref(), other.result.as_deref());
    if is_changed || result != own.result.as_deref() {
        let sql = "UPDATE exam SET know = ?1, dropped = ?2, removed = ?3, result = ?4 WHERE exam = ?5";
        change.execute(sql, params![know, dropped, removed, result, own.exam.number])?;
    }
    Ok(is_changed)
}

/// Of two results the one with more cards, so that both machines choose the same.
fn fuller<'a>(own: Option<&'a str>, other: Option<&'a str>) -> Option<&'a str> {
    let weight = |text: Option<&str>| text.and_then(exams::read_result).map(|result| result.cards);
    let (own_cards, other_cards) = (weight(own), weight(other));
    let order = |cards: &Option<Vec<String>>| (cards.as_ref().map(Vec::len), cards.clone());
    match order(&other_cards) > order(&own_cards) {
        true => other,
        false => own,
    }
}

/// Lets the exams of `first_day` and later days be reckoned again of the cards they had.
fn reckon_again(change: &Transaction<'_>, first_day: StudyDay) -> rusqlite::Result<()> {
    for row in exams::read_rows(change, WithResults::Yes)? {
        let result = row.result.as_deref().and_then(exams::read_result);
        let Some(mut result) = result.filter(|_| row.exam.day >= first_day) else {
            continue;
        };
        result.known = None;
        let sql = "UPDATE exam SET result = ?1 WHERE exam = ?2";
        change.execute(sql, params![exams::written(&result), row.exam.number])?;
    }
    Ok(())
}

fn read(connection: &Connection) -> rusqlite::Result<BTreeMap<Named, Vec<ExamRow>>> {
    let mut rows = exams::read_rows(connection, WithResults::Yes)?;
    rows.sort_by_key(|row| row.exam.number);
    let mut found: BTreeMap<Named, Vec<ExamRow>> = BTreeMap::new();
    for row in rows {
        let named = (row.exam.day, row.exam.query.clone());
        found.entry(named).or_default().push(row);
    }
    Ok(found)
}
