//! Writing a model file; [`crate::language::model`] reads it.

use std::io;

use twox_hash::XxHash3_64;

use super::treebank::Treebank;
use crate::language::model::MAGIC;
use crate::language::weights::Row;

/// The best that the compressor can do in a reasonable time.
const LEVEL: i32 = 22;

/// Returns the bytes of the model file of these lists and tables.
///
/// The tables are in the order of the model's fields.
///
/// # Errors
///
/// The compressor failed.
pub fn write(bank: &Treebank, tables: &[Vec<Row>]) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    let tags: String = bank
        .tagset
        .pairs()
        .iter()
        .map(|(upos, xpos)| format!("{upos} {xpos}\n"))
        .collect();
    part(tags.as_bytes(), &mut body);
    part(format!("{}\n", bank.relations.join("\n")).as_bytes(), &mut body);
    for rows in tables {
        table(rows, &mut body);
    }
    let mut hashed = (body.len() as u32).to_le_bytes().to_vec();
    hashed.extend(zstd::bulk::compress(&body, LEVEL)?);
    let mut file = MAGIC.to_vec();
    file.extend(XxHash3_64::oneshot(&hashed).to_le_bytes());
    file.extend(hashed);
    Ok(file)
}

fn part(content: &[u8], out: &mut Vec<u8>) {
    out.extend((content.len() as u32).to_le_bytes());
    out.extend(content);
}

/// The lower byte of each difference of keys, the rest of it, counts, classes, steps: each a stream of
/// its own, because like packs well with like.
fn table(rows: &[Row], out: &mut Vec<u8>) {
    let mut streams: [Vec<u8>; 5] = Default::default();
    let mut before = 0;
    for row in rows {
        let [low, high, counts, classes, steps] = &mut streams;
        let difference = row.key - before;
        before = row.key;
        low.push(difference as u8);
        rest(difference >> 8, high);
        counts.push(row.weights.len() as u8);
        classes.extend(row.weights.iter().map(|(class, _)| *class));
        steps.extend(row.weights.iter().map(|(_, q)| *q as u8));
    }
    for stream in streams {
        part(&stream, out);
    }
}

/// Groups of seven bits, the lowest first; the top bit says that more follow.
fn rest(mut number: u32, out: &mut Vec<u8>) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}
