//! Reads the fields of one table of a deck, and notes everything wrong with them.

use crate::items::PartialDate;

use super::Fault;
use super::nearest;
use super::table::Field;
use super::table::Placed;
use super::table::Table;
use super::table::Value;

/// A fault and the byte of the block it stands at.
pub(super) type Found = (usize, Fault);

/// One table, its known fields, and what was found wrong so far.
pub(super) struct Fields<'t, 'i> {
    table: &'t Table<'i>,
    /// Where the table begins, for what is missing.
    start: usize,
    pub(super) faults: Vec<Found>,
    /// Whether a field was unusable without which the entry cannot be studied.
    pub(super) lost: bool,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// Looks at a table; fields that are not in `known` are noted at once.
    pub(super) fn new(table: &'t Table<'i>, start: usize, known: &[&str]) -> Self {
        let mut fields = Fields {
            table,
            start,
            faults: Vec::new(),
            lost: false,
        };
        for field in &table.fields {
            let name: &str = &field.key;
            if !known.contains(&name) {
                let nearest = nearest(name, known.iter().copied()).map(str::to_owned);
                fields.note(
                    field.at,
                    Fault::UnknownField {
                        field: name.to_owned(),
                        nearest,
                    },
                );
            }
        }
        fields
    }

    pub(super) fn note(&mut self, at: usize, fault: Fault) {
        self.faults.push((at, fault));
    }

    /// Notes a fault without which the entry cannot be studied.
    pub(super) fn lose(&mut self, at: usize, fault: Fault) {
        self.note(at, fault);
        self.lost = true;
    }

    pub(super) fn get(&self, name: &str) -> Option<&'t Placed<'i>> {
        self.table.get(name)
    }

    /// Where a field stands, or where the table begins when it is not there.
    pub(super) fn place(&self, name: &str) -> usize {
        self.get(name).map_or(self.start, |value| value.at)
    }

    /// Notes that a field is of another type than it should be.
    pub(super) fn wrong_type(&mut self, name: &str, value: &Placed<'_>, expected: &str) {
        self.wrong(name, value, &format!("is {}", described(&value.value)), expected);
    }

    /// Notes that a list holds something of another type than it should.
    pub(super) fn wrong_element(&mut self, name: &str, value: &Placed<'_>, expected: &str) {
        let found = format!("holds {}", described(&value.value));
        self.wrong(name, value, &found, expected);
    }

    fn wrong(&mut self, name: &str, value: &Placed<'_>, found: &str, expected: &str) {
        let fault = Fault::WrongType {
            field: name.to_owned(),
            expected: expected.to_owned(),
            found: found.to_owned(),
        };
        self.note(value.at, fault);
    }

    /// Whether a field is there and is a text.
    pub(super) fn is_text(&self, name: &str) -> bool {
        self.get(name)
            .is_some_and(|value| value.value.as_text().is_some())
    }

    /// A text; a number or date without quotes is noted, and taken as it is written.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        if value.value.as_text().is_none() {
            self.wrong_type(name, value, "a text");
        }
        written(&value.value)
    }

    /// A text that must be there and say something.
    pub(super) fn required(&mut self, name: &str) -> String {
        let before = self.faults.len();
        let text = self.text(name).unwrap_or_default();
        if text.trim().is_empty() {
            if self.faults.len() == before {
                self.missing(name);
            }
            self.lost = true;
        }
        text
    }

    /// Notes that a field is missing, unless it is there under a misspelled name that was noted already.
    pub(super) fn missing(&mut self, name: &str) {
        let is_misspelled = |(_, fault): &Found| match fault {
            Fault::UnknownField { nearest, .. } => nearest.as_deref() == Some(name),
            _ => false,
        };
        if !self.faults.iter().any(is_misspelled) {
            let field = name.to_owned();
            self.note(self.place(name), Fault::MissingField { field });
        }
    }

    /// The id of an entry.
    pub(super) fn id(&mut self) -> String {
        let id = self.required("id");
        if !id.trim().is_empty() && !super::id::is_id(&id) {
            self.lose(self.place("id"), Fault::BadId { id: id.clone() });
        }
        id
    }

    /// Texts; a single one without brackets is noted, and taken as a list of one.
    pub(super) fn texts(&mut self, name: &str) -> Vec<String> {
        let expected = "a list of texts";
        let Some(value) = self.get(name) else {
            return Vec::new();
        };
        if let Some(text) = written(&value.value) {
            self.wrong_type(name, value, expected);
            return vec![text];
        }
        let mut texts = Vec::new();
        for value in self.elements(name, expected) {
            texts.extend(self.element_text(name, value, expected));
        }
        texts
    }

    /// A text in a list; one that says nothing is noted and left out.
    pub(super) fn element_text(&mut self, name: &str, value: &Placed<'_>, expected: &str) -> Option<String> {
        if value.value.as_text().is_none() {
            self.wrong_element(name, value, expected);
        }
        let text = written(&value.value)?;
        if text.trim().is_empty() {
            self.empty_element(name, value.at);
            return None;
        }
        Some(text)
    }

    /// Notes that a list holds a text that says nothing.
    pub(super) fn empty_element(&mut self, name: &str, at: usize) {
        let field = name.to_owned();
        self.note(at, Fault::EmptyText { field });
    }

    /// The elements of a list, none when the field is not there or no list.
    pub(super) fn elements(&mut self, name: &str, expected: &str) -> Vec<&'t Placed<'i>> {
        let Some(value) = self.get(name) else {
            return Vec::new();
        };
        match value.value.as_list() {
            Some(list) => list.iter().collect(),
            None => {
                self.wrong_type(name, value, expected);
                Vec::new()
            }
        }
    }

    /// Lists of texts: `[["a", "b"], ["c"]]`; a text alone is a list of one.
    pub(super) fn groups(&mut self, name: &str) -> Vec<Vec<String>> {
        let expected = "a list of lists of texts";
        let mut groups = Vec::new();
        for value in self.elements(name, expected) {
            match &value.value {
                Value::List(array) => {
                    let texts = array.iter();
                    groups.push(
                        texts
                            .filter_map(|inner| self.element_text(name, inner, expected))
                            .collect(),
                    );
                }
                _ => groups.extend(self.element_text(name, value, expected).map(|text| vec![text])),
            }
        }
        groups
    }

    pub(super) fn boolean(&mut self, name: &str) -> Option<bool> {
        let value = self.get(name)?;
        let boolean = value.value.as_boolean();
        if boolean.is_none() {
            self.wrong_type(name, value, "true or false");
        }
        boolean
    }

    pub(super) fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        let number = integer(&value.value);
        if number.is_none() {
            self.wrong_type(name, value, "a whole number");
        }
        number
    }

    /// A small whole number from 1 to `most`.
    pub(super) fn level(&mut self, name: &str, most: u8) -> Option<u8> {
        let number = self.integer(name)?;
        match u8::try_from(number) {
            Ok(level) if (1..=most).contains(&level) => Some(level),
            _ => {
                self.out_of_range(name, &number.to_string(), &format!("1 to {most}"));
                None
            }
        }
    }

    /// A number with or without a fraction.
    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        let value = self.get(name)?;
        let number = match &value.value {
            Value::Float(number) => number.parse::<f64>().ok(),
            Value::Integer(number) => number.digits.parse::<f64>().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(name, value, "a number");
        }
        number
    }

    /// A number from 0 to 1.
    pub(super) fn share(&mut self, name: &str) -> Option<f64> {
        let share = self.number(name)?;
        if (0.0..=1.0).contains(&share) {
            return Some(share);
        }
        self.out_of_range(name, &share.to_string(), "0 to 1");
        None
    }

    fn out_of_range(&mut self, name: &str, value: &str, range: &str) {
        let fault = Fault::OutOfRange {
            field: name.to_owned(),
            value: value.to_owned(),
            range: range.to_owned(),
        };
        self.note(self.place(name), fault);
    }

    /// A date that may lack day or month.
    pub(super) fn date(&mut self, name: &str) -> Option<PartialDate> {
        let value = self.get(name)?;
        let Some(written) = written(&value.value) else {
            self.wrong_type(name, value, "a date");
            return None;
        };
        let date = written.parse().ok();
        if date.is_none() {
            let fault = Fault::BadDate {
                field: name.to_owned(),
                value: written,
            };
            self.note(value.at, fault);
        }
        date
    }

    /// A moment, RFC 3339.
    pub(super) fn moment(&mut self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        let written = written(&value.value).filter(|text| text.parse::<jiff::Timestamp>().is_ok());
        if written.is_none() {
            self.wrong_type(name, value, "a time such as 2026-11-22T09:00:00Z");
        }
        written
    }

    /// A word of a closed list.
    pub(super) fn word(&mut self, name: &str, known: &[&'static str]) -> Option<&'static str> {
        let value = self.text(name).filter(|_| self.is_text(name))?;
        let word = known.iter().copied().find(|word| *word == value);
        if word.is_none() {
            let nearest = nearest(&value, known.iter().copied()).map(str::to_owned);
            let fault = Fault::UnknownWord {
                field: name.to_owned(),
                value,
                nearest,
            };
            self.note(self.place(name), fault);
        }
        word
    }
}

/// A scalar as it is written in the file; numbers such as `key = 2297` are kindly read as texts.
pub(super) fn written(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) | Value::Float(text) | Value::Date(text) => Some(text.clone().into_owned()),
        Value::Integer(number) => Some(number.written.clone().into_owned()),
        _ => None,
    }
}

fn integer(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Integer(number) => i64::from_str_radix(&number.digits, number.radix).ok(),
        _ => None,
    }
}

/// Letters of a value that are shown.
const SHOWN: usize = 40;

/// What a value is, in the words of a person, and the value.
fn described(value: &Value<'_>) -> String {
    let name = match value {
        Value::Text(_) => "the text ",
        Value::Integer(_) | Value::Float(_) => "the number ",
        Value::Boolean(_) => "",
        Value::Date(_) => "the date ",
        Value::List(_) => "the list ",
        Value::Table(_) => "the table ",
    };
    let shown = shown(value);
    match shown.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{name}`{}…`", &shown[..end]),
        None => format!("{name}`{shown}`"),
    }
}

/// A value as it might stand in the file, in one line.
fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Boolean(is) => is.to_string(),
        Value::List(array) => {
            let inner: Vec<String> = array.iter().map(|inner| quoted(&inner.value)).collect();
            format!("[{}]", inner.join(", "))
        }
        Value::Table(table) => {
            let mut fields: Vec<&Field<'_>> = table.fields.iter().collect();
            fields.sort_by_key(|field| &field.key);
            let fields = fields
                .into_iter()
                .map(|field| format!("{} = {}", field.key, quoted(&field.value.value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        other => written(other).unwrap_or_default(),
    }
}

fn quoted(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => format!("\"{text}\""),
        other => shown(other),
    }
}
