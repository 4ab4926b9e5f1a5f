//! CSV, as spreadsheets and `export` write it: a header line, then a row for each question.
//!
//! Commas, semicolons or tabs between the cells, a byte order mark, Windows line
//! ends and line ends inside quotes are all understood. One bad row does not
//! stop the others.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use csv::ReaderBuilder;
use csv::StringRecord;

use crate::decks::Deck;
use crate::decks::DeckId;
use crate::decks::Fault;
use crate::decks::id::fresh;
use crate::items::Item;
use crate::items::ItemId;

use super::super::Format;
use super::super::ImportError;
use super::super::ImportProblem;
use super::super::Imported;
use super::super::Options;
use super::super::columns::Columns;
use super::super::columns::Field;
use super::super::row::Row;
use super::super::written::text_of;

/// A table of questions.
pub struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn read(&self, bytes: &[u8], options: &Options) -> Result<Imported, ImportError> {
        let text = text_of(bytes)?;
        if text.trim().is_empty() {
            return Err(ImportError::Empty);
        }
        let delimiter = options.delimiter.unwrap_or_else(|| guess_delimiter(text));
        let records = records(text, delimiter)?;
        let mut rows = records.iter();
        let columns = if options.no_header {
            let width = records.iter().map(|(_, record)| record.len()).max().unwrap_or(0);
            Columns::in_order(width)
        } else {
            let header: Vec<String> = match rows.next() {
                Some((_, record)) => record.iter().map(|cell| cell.trim().to_owned()).collect(),
                None => return Err(ImportError::Empty),
            };
            Columns::of_header(&header, options)?
        };
        let mut table = Table::new(&columns);
        for (line, record) in rows {
            table.add(*line, record);
        }
        Ok(table.finish())
    }
}

/// The sign that stands most often in the first line, outside of quotes.
fn guess_delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            byte => {
                for (_, count) in counts.iter_mut().filter(|(sign, _)| *sign == byte) {
                    *count += 1;
                }
            }
        }
    }
    // A comma where nothing speaks for another sign.
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .iter()
        .find(|(_, count)| *count == most)
        .map_or(b',', |(sign, _)| *sign)
}

/// Every row with the line it begins in; empty ones are left out.
fn records(text: &str, delimiter: u8) -> Result<Vec<(usize, StringRecord)>, ImportError> {
    if let Some(line) = open_quote(text.as_bytes(), delimiter) {
        return Err(ImportError::OpenQuote { line });
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut records: Vec<(usize, StringRecord)> = Vec::new();
    let (mut counted, mut line) = (0, 1);
    // The text is UTF-8 and rows may have any length: nothing is left that could fail.
    for record in reader.records().flatten() {
        let start = record.position().map_or(0, |position| position.byte());
        let start = usize::try_from(start).unwrap_or(text.len()).min(text.len());
        // The reader counts empty lines before a row as its own.
        let blank = text.as_bytes()[start..]
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let begins = start + blank.count();
        line += lines_in(&text.as_bytes()[counted..begins.max(counted)]);
        counted = begins.max(counted);
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            records.push((line, record));
        }
    }
    Ok(records)
}

fn lines_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The line of a quote that opens a cell and is never closed.
fn open_quote(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let (mut line, mut at_start, mut at) = (1, true, 0);
    let mut open = None;
    while at < bytes.len() {
        let byte = bytes[at];
        line += usize::from(byte == b'\n');
        if open.is_some() {
            if byte == b'"' && bytes.get(at + 1) == Some(&b'"') {
                at += 1;
            } else if byte == b'"' {
                open = None;
            }
        } else if byte == b'"' && at_start {
            open = Some(line);
        }
        at_start = open.is_none() && (matches!(byte, b'\n' | b'\r') || byte == delimiter);
        at += 1;
    }
    open
}

struct Table<'a> {
    columns: &'a Columns,
    decks: Vec<Deck>,
    /// Place of each deck named in the table.
    places: BTreeMap<String, usize>,
    /// Ids in use, and the line that has each.
    taken: BTreeMap<(String, String), usize>,
    problems: Vec<ImportProblem>,
    /// Rows without an id: deck, place and words to make one from, when all given ids are known.
    nameless: Vec<(usize, usize)>,
}

impl<'a> Table<'a> {
    fn new(columns: &'a Columns) -> Self {
        Table {
            columns,
            decks: Vec::new(),
            places: BTreeMap::new(),
            taken: BTreeMap::new(),
            problems: Vec::new(),
            nameless: Vec::new(),
        }
    }

    fn add(&mut self, line: usize, record: &StringRecord) {
        let mut row = Row {
            columns: self.columns,
            record,
            faults: Vec::new(),
            lost: false,
            is_shifted: false,
        };
        let item = row.item();
        if row.is_shifted {
            // What else seems wrong is only in the wrong column.
            row.faults.truncate(1);
        }
        let deck = row.cell(Field::Deck).to_owned();
        if !item.id.0.is_empty() {
            let key = (deck.clone(), item.id.0.clone());
            match self.taken.get(&key) {
                Some(first) => row.lose(Fault::DuplicateId {
                    id: item.id.0.clone(),
                    first: *first,
                }),
                None => {
                    self.taken.insert(key, line);
                }
            }
        }
        let entry = match item.id.0.as_str() {
            "" => String::new(),
            id => format!("item `{id}`"),
        };
        let left_out = row.lost;
        self.problems
            .extend(row.faults.into_iter().map(|fault| ImportProblem {
                line: Some(line),
                entry: entry.clone(),
                fault,
                left_out,
            }));
        if !left_out {
            self.push(deck, item);
        }
    }

    fn push(&mut self, deck: String, item: Item) {
        let place = *self.places.entry(deck.clone()).or_insert_with(|| {
            let mut new = Deck::default();
            new.meta.id = DeckId(deck);
            self.decks.push(new);
            self.decks.len() - 1
        });
        if item.id.0.is_empty() {
            self.nameless.push((place, self.decks[place].items.len()));
        }
        self.decks[place].items.push(item);
    }

    fn finish(mut self) -> Imported {
        let mut taken: Vec<BTreeSet<String>> = self
            .decks
            .iter()
            .map(|deck| deck.items.iter().map(|item| item.id.0.clone()).collect())
            .collect();
        for (deck, place) in &self.nameless {
            let item = &mut self.decks[*deck].items[*place];
            let taken = &mut taken[*deck];
            item.id = ItemId(fresh(&item.stem, "item", &|id| taken.contains(id)));
            taken.insert(item.id.0.clone());
        }
        Imported {
            decks: self.decks,
            problems: self.problems,
            ignored: self.columns.ignored.clone(),
            by_type: None,
        }
    }
}
