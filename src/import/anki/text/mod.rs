//! Anki's text files: tables whose first lines say what is in them, `#separator:tab`.
//!
//! A row is a note. Its type is known by name as far as the name tells what cards
//! it makes: cloze, reversed, typed, or one of ours; any other asks for the second
//! field when the first is shown. A table of cards as they are shown is refused.

mod as_shown;
mod note_types;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use csv::ReaderBuilder;

use super::cloze;
use super::described::AnkiDeck;
use super::described::Described;
use super::error::PackageError;
use super::limits::MOST_NOTE;
use super::limits::MOST_NOTES;
use super::limits::MOST_PARTS;
use super::limits::MOST_TABLE;
use super::own;
use super::rows::CardRow;
use super::rows::Note;
use as_shown::AsShown;
use note_types::is_stock;
use note_types::note_type;

/// Names of separators.
const SEPARATORS: &[(&str, u8)] = &[
    ("comma", b','),
    ("semicolon", b';'),
    ("tab", b'\t'),
    ("space", b' '),
    ("pipe", b'|'),
    ("colon", b':'),
];

/// Keys that a file of this kind has in its first lines.
const KEYS: &[&str] = &[
    "separator",
    "html",
    "tags",
    "columns",
    "notetype",
    "deck",
    "notetype column",
    "deck column",
    "tags column",
    "guid column",
    "if matches",
    "match scope",
];

/// Signs of HTML, where a file does not say whether it has any.
const HTML: &[&str] = &[
    "<br", "<b>", "<i>", "<div", "<img", "<ul", "<ol", "&nbsp;", "&lt;", "&amp;",
];

/// What a text file holds, as a collection would.
pub(super) struct Table {
    pub described: Described,
    pub rows: Vec<CardRow>,
    pub notes: Vec<Note>,
    /// Names of note types whose cards the file does not describe.
    pub undescribed: BTreeSet<String>,
    /// Whether notes have the names that they have in the collection.
    pub has_names: bool,
    /// Whether it says that markup was left out, and with it pictures and sounds.
    pub is_plain: bool,
}

/// What the first lines say.
#[derive(Default)]
struct Header {
    separator: Option<u8>,
    html: Option<bool>,
    tags: Vec<String>,
    kind: Option<String>,
    deck: Option<String>,
    /// Places of the columns that are no fields, from 0.
    kind_column: Option<usize>,
    deck_column: Option<usize>,
    tags_column: Option<usize>,
    guid_column: Option<usize>,
    /// Whether it says no more than how its cells are parted and written.
    is_bare: bool,
}

/// Whether a file says in its first line that it is of this kind.
pub fn is_anki_text(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(&line[..line.len().min(200)]).to_lowercase();
    let key = line.strip_prefix('#').and_then(|line| line.split_once(':'));
    key.is_some_and(|(key, _)| KEYS.contains(&key.trim()))
}

/// Reads a text file; `deck` is where its notes go when it does not say, `one_deck` where all go whatever it says.
///
/// Errors: it is no UTF-8 text, or larger than is read.
pub(super) fn read(bytes: &[u8], deck: &str, one_deck: Option<&str>) -> Result<Table, PackageError> {
    if bytes.len() > MOST_TABLE {
        return Err(PackageError::too_large("the file", "bytes", MOST_TABLE as u64));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let lines = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n');
        PackageError::damaged("the text", format!("line {} is not UTF-8", lines.count() + 1))
    })?;
    let (header, body) = header(text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(header.separator.unwrap_or_else(|| guessed(body)))
        .from_reader(body.as_bytes());
    let is_html = header
        .html
        .unwrap_or_else(|| HTML.iter().any(|sign| body.contains(sign)));
    let above = text[..text.len() - body.len()].matches('\n').count() as u64;
    let mut building = Building::default();
    // Who names a deck for them wants them as they are.
    let mut as_shown = AsShown::new(header.is_bare && one_deck.is_none());
    for record in reader.records() {
        let record = record.map_err(|error| PackageError::damaged("the text", error.to_string()))?;
        if building.notes.len() >= MOST_NOTES {
            return Err(PackageError::too_large("the file", "notes", MOST_NOTES as u64));
        }
        if record.as_slice().len() > MOST_NOTE || record.len() > MOST_PARTS {
            return Err(PackageError::too_large(
                "the file",
                "bytes in one note",
                MOST_NOTE as u64,
            ));
        }
        let cells: Vec<&str> = record.iter().collect();
        as_shown.note(&cells);
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            building.line = (above + record.position().map_or(0, csv::Position::line)) as i64;
            building.note(&cells, &header, is_html, deck, one_deck);
        }
    }
    match as_shown.is_likely() {
        true => Err(PackageError::CardsAsShown),
        false => Ok(building.finish(&header)),
    }
}

/// Reads the first lines, as far as they begin with `#`; returns the rest.
fn header(text: &str) -> (Header, &str) {
    let mut header = Header {
        is_bare: true,
        ..Header::default()
    };
    let mut rest = text;
    if let Some(line) = rest.lines().next()
        && let Some(tags) = line.strip_prefix("tags:")
    {
        header.tags = words(tags);
        header.is_bare = false;
        rest = after_line(rest);
    }
    while rest.starts_with('#') {
        let line = rest.lines().next().unwrap_or_default();
        if let Some((key, value)) = line[1..].split_once(':') {
            header.take(key.trim().to_lowercase().as_str(), value);
        }
        rest = after_line(rest);
    }
    (header, rest)
}

fn after_line(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, rest)| rest)
}

fn words(text: &str) -> Vec<String> {
    text.split([' ', '\u{3000}', '\r'])
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Header {
    fn take(&mut self, key: &str, value: &str) {
        let value = value.trim_end_matches('\r');
        let plain = value.trim();
        let column = || plain.parse::<usize>().ok()?.checked_sub(1);
        self.is_bare &= matches!(key, "separator" | "html");
        match key {
            "separator" => {
                let known = SEPARATORS
                    .iter()
                    .find(|(name, _)| name.eq_ignore_ascii_case(plain));
                let sign = value.bytes().next().filter(|_| value.len() == 1);
                self.separator = known.map(|(_, sign)| *sign).or(sign);
            }
            "html" => self.html = plain.to_lowercase().parse().ok(),
            "tags" => self.tags.extend(words(plain)),
            "notetype" => self.kind = Some(plain.to_owned()),
            "deck" => self.deck = Some(plain.to_owned()),
            "notetype column" => self.kind_column = column(),
            "deck column" => self.deck_column = column(),
            "tags column" => self.tags_column = column(),
            "guid column" => self.guid_column = column(),
            _ => {}
        }
    }

    fn is_field(&self, place: usize) -> bool {
        let columns = [
            self.kind_column,
            self.deck_column,
            self.tags_column,
            self.guid_column,
        ];
        !columns.contains(&Some(place))
    }
}

/// The sign that stands most often in the first line.
fn guessed(body: &str) -> u8 {
    let line = body.lines().next().unwrap_or_default();
    let count = |sign: u8| line.bytes().filter(|byte| *byte == sign).count();
    let mut signs = [b'\t', b';', b',', b'|'];
    signs.sort_by_key(|sign| std::cmp::Reverse(count(*sign)));
    signs[0]
}

#[derive(Default)]
struct Building {
    described: Described,
    /// Where the note begins, from 1; also its number.
    line: i64,
    rows: Vec<CardRow>,
    notes: Vec<Note>,
    kinds: BTreeMap<(String, usize), i64>,
    decks: BTreeMap<String, i64>,
    undescribed: BTreeSet<String>,
}

impl Building {
    fn note(
        &mut self,
        cells: &[&str],
        header: &Header,
        is_html: bool,
        usual_deck: &str,
        one_deck: Option<&str>,
    ) {
        let cell = |column: Option<usize>| column.and_then(|place| cells.get(place)).map(|cell| cell.trim());
        let said = |column: Option<usize>, all: &Option<String>| {
            let own = cell(column).filter(|text| !text.is_empty()).map(str::to_owned);
            own.or_else(|| all.clone())
        };
        let fields: Vec<String> = cells
            .iter()
            .enumerate()
            .filter(|(place, _)| header.is_field(*place))
            .map(|(_, text)| {
                if is_html {
                    (*text).to_owned()
                } else {
                    escaped(text)
                }
            })
            .collect();
        let name = said(header.kind_column, &header.kind).unwrap_or_default();
        let deck_name = said(header.deck_column, &header.deck);
        let deck_name = deck_name.as_deref().unwrap_or(usual_deck).to_owned();
        let mut tags = header.tags.clone();
        tags.extend(words(cell(header.tags_column).unwrap_or_default()));
        let guid = match cell(header.guid_column).filter(|guid| !guid.is_empty()) {
            Some(guid) => guid.to_owned(),
            // Without a name a note is known by its deck and its first field: two languages share words.
            None => {
                let first = fields.first().map_or("", String::as_str);
                format!("text:{}\u{1f}{first}", folded(one_deck.unwrap_or(&deck_name)))
            }
        };
        let id = self.line;
        let kind = self.kind(&name, &fields);
        let deck = self.deck(&deck_name);
        for place in self.places(kind, &fields) {
            self.rows.push(CardRow {
                id: self.rows.len() as i64 + 1,
                note: id,
                deck,
                place,
                due: id,
                ..CardRow::default()
            });
        }
        self.notes.push(Note {
            id,
            guid,
            kind,
            changed: 0,
            tags,
            fields,
        });
    }

    /// Places of the cards that a note makes.
    fn places(&self, kind: i64, fields: &[String]) -> Vec<i64> {
        let Some(kind) = self.described.note_types.get(&kind) else {
            return Vec::new();
        };
        if own::is_own(&kind.name) {
            return vec![0];
        }
        match kind.is_cloze {
            true => {
                let numbers = cloze::numbers(fields.first().map_or("", String::as_str));
                let places: Vec<i64> = numbers
                    .into_iter()
                    .filter_map(|number| i64::try_from(number).ok()?.checked_sub(1))
                    .collect();
                if places.is_empty() { vec![0] } else { places }
            }
            false => {
                let all = 0..kind.templates.len() as i64;
                let is_made = |place: &i64| note_types::makes(kind, *place, fields);
                all.filter(is_made).collect()
            }
        }
    }

    fn kind(&mut self, name: &str, fields: &[String]) -> i64 {
        // Over there a type that is no cloze shows braces as they are.
        let is_cloze = match name.is_empty() {
            true => fields
                .first()
                .is_some_and(|field| !cloze::numbers(field).is_empty()),
            false => name.to_lowercase().contains("cloze"),
        };
        let shape = format!("{name}{}", if is_cloze { "\u{1f}" } else { "" });
        let next = self.kinds.len() as i64 + 1;
        let id = *self.kinds.entry((shape, fields.len())).or_insert(next);
        if id == next {
            if !name.is_empty() && !is_stock(name) && !own::is_own(name) {
                self.undescribed.insert(name.to_owned());
            }
            self.described
                .note_types
                .insert(id, note_type(name, is_cloze, fields.len()));
        }
        id
    }

    fn deck(&mut self, name: &str) -> i64 {
        let next = self.decks.len() as i64 + 1;
        let id = *self.decks.entry(name.to_owned()).or_insert(next);
        if id == next {
            let deck = AnkiDeck {
                name: name.to_owned(),
                ..AnkiDeck::default()
            };
            self.described.decks.insert(id, deck);
        }
        id
    }

    fn finish(self, header: &Header) -> Table {
        Table {
            described: self.described,
            rows: self.rows,
            notes: self.notes,
            undescribed: self.undescribed,
            has_names: header.guid_column.is_some(),
            is_plain: header.html == Some(false),
        }
    }
}

/// A deck's name as far as its title and its id have it in common.
fn folded(deck: &str) -> String {
    let letters = deck.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A plain text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace("\r\n", "\n")
        .replace('\n', "<br>")
}

#[cfg(test)]
mod tests;
