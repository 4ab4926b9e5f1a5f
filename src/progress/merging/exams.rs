//! Exams of two machines: each is on both, and one that was dropped on either is dropped.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::Transaction;
use rusqlite::params;

/// A day and a query. The same pair may stand there again after it was dropped.
type Named = (i32, String);

/// One exam as it lies in the file.
#[derive(Clone, Copy)]
struct Kept {
    exam: i64,
    know: u8,
    dropped: Option<i64>,
}

/// Takes over exams that are not here, and drops those that were dropped there. Returns how many changed.
pub fn unite(change: &Transaction<'_>, there: &Connection) -> rusqlite::Result<usize> {
    let (here, there) = (read(change)?, read(there)?);
    let mut changed = 0;
    for ((day, query), exams) in &there {
        let known = here.get(&(*day, query.clone())).map_or(&[][..], Vec::as_slice);
        for (place, other) in exams.iter().enumerate() {
            let Some(own) = known.get(place) else {
                let sql = "INSERT INTO exam (day, query, know, dropped) VALUES (?1, ?2, ?3, ?4)";
                change.execute(sql, params![day, query, other.know, other.dropped])?;
                changed += 1;
                continue;
            };
            let (know, dropped) = (own.know.max(other.know), own.dropped.max(other.dropped));
            if (know, dropped) != (own.know, own.dropped) {
                let sql = "UPDATE exam SET know = ?1, dropped = ?2 WHERE exam = ?3";
                change.execute(sql, params![know, dropped, own.exam])?;
                changed += 1;
            }
        }
    }
    Ok(changed)
}

fn read(connection: &Connection) -> rusqlite::Result<BTreeMap<Named, Vec<Kept>>> {
    let mut found: BTreeMap<Named, Vec<Kept>> = BTreeMap::new();
    // A file of an older format has no such table.
    let is_there = "SELECT 1 FROM sqlite_schema WHERE name = 'exam'";
    if !connection.prepare(is_there)?.exists([])? {
        return Ok(found);
    }
    let mut statement =
        connection.prepare("SELECT day, query, exam, know, dropped FROM exam ORDER BY exam")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let kept = Kept {
            exam: row.get(2)?,
            know: row.get(3)?,
            dropped: row.get(4)?,
        };
        found.entry((row.get(0)?, row.get(1)?)).or_default().push(kept);
    }
    Ok(found)
}
