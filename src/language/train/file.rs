//! Writing a model file, laid out as `language::packed` reads it.

use std::io;

use twox_hash::XxHash3_64;

use super::treebank::Treebank;
use crate::language::model::MAGIC;
use crate::language::weights::Row;

/// The best that the compressor can do in a reasonable time.
const LEVEL: i32 = 22;

/// The trained tables of a model.
pub struct Tables {
    /// Of the tagger.
    pub tagger: Vec<Row>,
    /// Of the parser that reads forwards.
    pub forwards: Vec<Row>,
    /// Of the parser that reads backwards.
    pub backwards: Vec<Row>,
    /// Of the labels of trees found forwards.
    pub labels: Vec<Row>,
    /// Of the labels of trees found backwards.
    pub labels_backwards: Vec<Row>,
}

/// Returns the bytes of the model file of these lists and tables.
///
/// # Errors
///
/// The compressor failed.
pub fn write(bank: &Treebank, tables: &Tables) -> io::Result<Vec<u8>> {
    let tags: String = bank
        .tagset
        .pairs()
        .iter()
        .map(|(upos, xpos)| format!("{upos} {xpos}\n"))
        .collect();
    let mut parts = Vec::new();
    part(
        format!("{tags}\n{}\n", bank.relations.join("\n")).as_bytes(),
        &mut parts,
    )?;
    part(&of_classes(&tables.tagger), &mut parts)?;
    part(&of_moves(&tables.forwards), &mut parts)?;
    part(&of_moves(&tables.backwards), &mut parts)?;
    part(&of_classes(&tables.labels), &mut parts)?;
    part(&of_classes(&tables.labels_backwards), &mut parts)?;
    let mut file = MAGIC.to_vec();
    file.extend(XxHash3_64::oneshot(&parts).to_le_bytes());
    file.extend(parts);
    Ok(file)
}

/// Packs `content` and puts it behind its length.
fn part(content: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
    out.extend((content.len() as u32).to_le_bytes());
    stream(&zstd::bulk::compress(content, LEVEL)?, out);
    Ok(())
}

fn stream(content: &[u8], out: &mut Vec<u8>) {
    out.extend((content.len() as u32).to_le_bytes());
    out.extend(content);
}

fn of_classes(rows: &[Row]) -> Vec<u8> {
    let counts: Vec<u8> = rows.iter().map(|row| row.weights.len() as u8).collect();
    let weights = || rows.iter().flat_map(|row| &row.weights);
    let classes: Vec<u8> = weights().map(|(class, _)| *class).collect();
    let steps: Vec<u8> = weights().map(|(_, q)| *q as u8).collect();
    let mut out = keys(rows);
    for part in [counts, classes, steps] {
        stream(&part, &mut out);
    }
    out
}

fn of_moves(rows: &[Row]) -> Vec<u8> {
    let mask = |row: &Row| row.weights.iter().fold(0, |mask, (class, _)| mask | 1 << class);
    let masks: Vec<u8> = rows.iter().map(mask).collect();
    let weights = rows.iter().flat_map(|row| &row.weights);
    let steps: Vec<u8> = weights.map(|(_, q)| *q as u8).collect();
    let mut out = keys(rows);
    stream(&masks, &mut out);
    stream(&steps, &mut out);
    out
}

/// The differences of the keys: their lower bytes, then what is above.
fn keys(rows: &[Row]) -> Vec<u8> {
    let (mut low, mut high) = (Vec::new(), Vec::new());
    let mut before = 0;
    for row in rows {
        let difference = row.key - before;
        before = row.key;
        low.push(difference as u8);
        grouped(difference >> 8, &mut high);
    }
    let mut out = Vec::new();
    stream(&low, &mut out);
    stream(&high, &mut out);
    out
}

/// Groups of seven bits, the lowest first; the top bit says that more follow.
fn grouped(mut number: u32, out: &mut Vec<u8>) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}
