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
use crate::decks::id::is_id;
use crate::decks::same_option;
use crate::items::Detail;
use crate::items::Distractor;
use crate::items::Item;
use crate::items::ItemId;

use super::super::Format;
use super::super::ImportError;
use super::super::ImportProblem;
use super::super::Imported;
use super::super::Options;
use super::super::cells;
use super::super::columns::Columns;
use super::super::columns::Field;

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

fn text_of(bytes: &[u8]) -> Result<&str, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        ImportError::NotText {
            line: good.iter().filter(|byte| **byte == b'\n').count() + 1,
        }
    })
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
        }
    }
}

/// One row, and what is wrong with it.
struct Row<'a> {
    columns: &'a Columns,
    record: &'a StringRecord,
    faults: Vec<Fault>,
    lost: bool,
    is_shifted: bool,
}

impl Row<'_> {
    fn lose(&mut self, fault: Fault) {
        self.faults.push(fault);
        self.lost = true;
    }

    fn at(&self, place: usize) -> &str {
        self.record.get(place).unwrap_or("").trim()
    }

    fn cell(&self, field: Field) -> &str {
        self.columns.one(field).map_or("", |place| self.at(place))
    }

    /// A cell as it stands: in a list of values a backslash may keep the spaces at its ends.
    fn raw(&self, field: Field) -> &str {
        let place = self.columns.one(field);
        place.and_then(|place| self.record.get(place)).unwrap_or("")
    }

    fn some(&self, field: Field) -> Option<String> {
        Some(self.cell(field).to_owned()).filter(|cell| !cell.is_empty())
    }

    fn noted<T: Default>(&mut self, value: Result<T, Fault>) -> T {
        value.unwrap_or_else(|fault| {
            self.faults.push(fault);
            T::default()
        })
    }

    fn item(&mut self) -> Item {
        self.check_width();
        let stem = self.required(Field::Stem, "stem");
        let key = self.required(Field::Key, "key");
        let id = self.id();
        let kind = cells::kind(self.cell(Field::Kind));
        let importance = cells::level("importance", self.cell(Field::Importance), 3);
        let difficulty = cells::level("difficulty", self.cell(Field::Difficulty), 5);
        let as_of = cells::date("as_of", self.cell(Field::AsOf));
        let contested = cells::yes_or_no("contested", self.cell(Field::Contested));
        let changed = cells::moment("changed", self.cell(Field::Changed));
        let status = cells::status(self.cell(Field::Status)).unwrap_or_else(|fault| {
            self.faults.push(fault);
            // A status that cannot be read must not put a card before a learner.
            crate::items::Status::Draft
        });
        Item {
            id,
            fact: None,
            kind: self.noted(kind),
            distractors: self.distractors(&key),
            stem,
            key,
            accept: cells::split(self.raw(Field::Accept), &['|']),
            detail: Detail {
                hint: self.some(Field::Hint),
                ..Detail::default()
            },
            explanation: self.some(Field::Explanation),
            importance: self.noted(importance).unwrap_or(2),
            difficulty: self.noted(difficulty),
            tags: cells::split(self.raw(Field::Tags), &['|', ',', ';']),
            as_of: self.noted(as_of),
            contested: self.noted(contested),
            status,
            changed: self.noted(changed),
        }
    }

    /// More cells than columns mean that a comma stands where none was meant.
    fn check_width(&mut self) {
        let width = self.columns.width;
        let extra = (width..self.record.len()).any(|place| !self.at(place).is_empty());
        if extra {
            let found = self.record.len();
            self.lose(Fault::TooManyCells { found, width });
            self.is_shifted = true;
        }
    }

    fn required(&mut self, field: Field, name: &str) -> String {
        let cell = self.cell(field).to_owned();
        if cell.is_empty() {
            self.lose(Fault::MissingField {
                field: name.to_owned(),
            });
        }
        cell
    }

    fn id(&mut self) -> ItemId {
        let id = self.cell(Field::Id).to_owned();
        if !id.is_empty() && !is_id(&id) {
            self.lose(Fault::BadId { id: id.clone() });
        }
        ItemId(id)
    }

    /// Wrong options: a column for each, or several in one cell.
    fn distractors(&mut self, key: &str) -> Vec<Distractor> {
        let places = self.columns.all(Field::Distractors);
        let mut options: Vec<Distractor> = Vec::new();
        for place in places {
            let why = self.columns.why_of(*place).map(|why| self.at(why).to_owned());
            let why = why.filter(|why| !why.is_empty());
            if !self.columns.is_list {
                let text = self.at(*place).to_owned();
                options.push(Distractor { text, why });
            } else {
                let texts = cells::split(self.record.get(*place).unwrap_or(""), &['|']);
                options.extend(texts.into_iter().map(|text| Distractor {
                    text,
                    why: why.clone(),
                }));
            }
        }
        options.retain(|option| !option.text.is_empty());
        self.checked(options, key)
    }

    fn checked(&mut self, options: Vec<Distractor>, key: &str) -> Vec<Distractor> {
        let mut distractors: Vec<Distractor> = Vec::new();
        for option in options {
            if same_option(&option.text, key) {
                self.lose(Fault::KeyAmongDistractors { key: key.to_owned() });
            } else if distractors
                .iter()
                .any(|other| same_option(&other.text, &option.text))
            {
                self.faults.push(Fault::RepeatedDistractor { text: option.text });
            } else {
                distractors.push(option);
            }
        }
        distractors
    }
}
