//! Reads the fields of one table of a deck, and notes everything wrong with them.

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use crate::items::PartialDate;

use super::Fault;
use super::nearest;

/// A fault and the byte of the block it stands at.
pub(super) type Found = (usize, Fault);

/// One table, its known fields, and what was found wrong so far.
pub(super) struct Fields<'t, 'i> {
    table: &'t DeTable<'i>,
    /// Where the table begins, for what is missing.
    start: usize,
    pub(super) faults: Vec<Found>,
    /// Whether a field was unusable without which the entry cannot be studied.
    pub(super) lost: bool,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// Looks at a table; fields that are not in `known` are noted at once.
    pub(super) fn new(table: &'t DeTable<'i>, start: usize, known: &[&str]) -> Self {
        let mut fields = Fields {
            table,
            start,
            faults: Vec::new(),
            lost: false,
        };
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let nearest = nearest(name, known.iter().copied()).map(str::to_owned);
                fields.note(
                    key.span().start,
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

    pub(super) fn get(&self, name: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.table.get(name)
    }

    /// Where a field stands, or where the table begins when it is not there.
    pub(super) fn place(&self, name: &str) -> usize {
        self.get(name).map_or(self.start, |value| value.span().start)
    }

    /// Notes that a field is of another type than it should be.
    pub(super) fn wrong_type(&mut self, name: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        self.wrong(
            name,
            value,
            &format!("is {}", described(value.get_ref())),
            expected,
        );
    }

    /// Notes that a list holds something of another type than it should.
    pub(super) fn wrong_element(&mut self, name: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = format!("holds {}", described(value.get_ref()));
        self.wrong(name, value, &found, expected);
    }

    fn wrong(&mut self, name: &str, value: &Spanned<DeValue<'_>>, found: &str, expected: &str) {
        let fault = Fault::WrongType {
            field: name.to_owned(),
            expected: expected.to_owned(),
            found: found.to_owned(),
        };
        self.note(value.span().start, fault);
    }

    /// Whether a field is there and is a text.
    pub(super) fn is_text(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.get_ref().is_str())
    }

    /// A text; a number or date without quotes is noted, and taken as it is written.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        if !value.get_ref().is_str() {
            self.wrong_type(name, value, "a text");
        }
        written(value.get_ref())
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
        if let Some(text) = written(value.get_ref()) {
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
    pub(super) fn element_text(
        &mut self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
    ) -> Option<String> {
        if !value.get_ref().is_str() {
            self.wrong_element(name, value, expected);
        }
        let text = written(value.get_ref())?;
        if text.trim().is_empty() {
            self.empty_element(name, value.span().start);
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
    pub(super) fn elements(&mut self, name: &str, expected: &str) -> Vec<&'t Spanned<DeValue<'i>>> {
        let Some(value) = self.get(name) else {
            return Vec::new();
        };
        match value.get_ref().as_array() {
            Some(array) => array.iter().collect(),
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
            match value.get_ref() {
                DeValue::Array(array) => {
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
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong_type(name, value, "true or false");
        }
        boolean
    }

    pub(super) fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        let number = integer(value.get_ref());
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

    /// A number from 0 to 1.
    pub(super) fn share(&mut self, name: &str) -> Option<f64> {
        let value = self.get(name)?;
        let number = match value.get_ref() {
            DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
            DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
            _ => None,
        };
        match number {
            None => {
                self.wrong_type(name, value, "a number");
                None
            }
            Some(share) if (0.0..=1.0).contains(&share) => Some(share),
            Some(share) => {
                self.out_of_range(name, &share.to_string(), "0 to 1");
                None
            }
        }
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
        let Some(written) = written(value.get_ref()) else {
            self.wrong_type(name, value, "a date");
            return None;
        };
        let date = written.parse().ok();
        if date.is_none() {
            let fault = Fault::BadDate {
                field: name.to_owned(),
                value: written,
            };
            self.note(value.span().start, fault);
        }
        date
    }

    /// A moment, RFC 3339.
    pub(super) fn moment(&mut self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        let written = written(value.get_ref()).filter(|text| text.parse::<jiff::Timestamp>().is_ok());
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
pub(super) fn written(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Datetime(moment) => Some(moment.to_string()),
        _ => None,
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// Letters of a value that are shown.
const SHOWN: usize = 40;

/// What a value is, in the words of a person, and the value.
fn described(value: &DeValue<'_>) -> String {
    let name = match value {
        DeValue::String(_) => "the text ",
        DeValue::Integer(_) | DeValue::Float(_) => "the number ",
        DeValue::Boolean(_) => "",
        DeValue::Datetime(_) => "the date ",
        DeValue::Array(_) => "the list ",
        DeValue::Table(_) => "the table ",
    };
    let shown = shown(value);
    match shown.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{name}`{}…`", &shown[..end]),
        None => format!("{name}`{shown}`"),
    }
}

/// A value as it might stand in the file, in one line.
fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Boolean(is) => is.to_string(),
        DeValue::Array(array) => {
            let inner: Vec<String> = array.iter().map(|inner| quoted(inner.get_ref())).collect();
            format!("[{}]", inner.join(", "))
        }
        DeValue::Table(table) => {
            let fields = table.iter();
            let fields =
                fields.map(|(key, value)| format!("{} = {}", key.get_ref(), quoted(value.get_ref())));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        other => written(other).unwrap_or_default(),
    }
}

fn quoted(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("\"{text}\""),
        other => shown(other),
    }
}
