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

    fn wrong_type(&mut self, name: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        self.note(
            value.span().start,
            Fault::WrongType {
                field: name.to_owned(),
                expected: expected.to_owned(),
                found: type_name(value.get_ref()).to_owned(),
            },
        );
    }

    /// A text; numbers and dates without quotes are taken as they are written.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        let text = written(value.get_ref());
        if text.is_none() {
            self.wrong_type(name, value, "a text");
        }
        text
    }

    /// A text that must be there and say something.
    pub(super) fn required(&mut self, name: &str) -> String {
        let before = self.faults.len();
        let text = self.text(name).unwrap_or_default();
        if text.trim().is_empty() {
            if self.faults.len() == before {
                let fault = Fault::MissingField {
                    field: name.to_owned(),
                };
                self.note(self.place(name), fault);
            }
            self.lost = true;
        }
        text
    }

    /// The id of an entry.
    pub(super) fn id(&mut self) -> String {
        let id = self.required("id");
        if !id.trim().is_empty() && !super::id::is_id(&id) {
            self.lose(self.place("id"), Fault::BadId { id: id.clone() });
        }
        id
    }

    /// Texts; a single one may stand without brackets.
    pub(super) fn texts(&mut self, name: &str) -> Vec<String> {
        let Some(value) = self.get(name) else {
            return Vec::new();
        };
        if let Some(text) = written(value.get_ref()) {
            return vec![text];
        }
        self.elements(name, "a list of texts")
            .into_iter()
            .filter_map(|value| {
                let text = written(value.get_ref());
                if text.is_none() {
                    self.wrong_type(name, value, "a list of texts");
                }
                text
            })
            .collect()
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
            let group: Option<Vec<String>> = match value.get_ref() {
                DeValue::Array(array) => array.iter().map(|inner| written(inner.get_ref())).collect(),
                other => written(other).map(|text| vec![text]),
            };
            match group {
                Some(group) => groups.push(group),
                None => self.wrong_type(name, value, expected),
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
        let value = self.text(name)?;
        match value.parse() {
            Ok(date) => Some(date),
            Err(_) => {
                self.bad_date(name, value);
                None
            }
        }
    }

    /// A moment, RFC 3339.
    pub(super) fn moment(&mut self, name: &str) -> Option<String> {
        let value = self.text(name)?;
        if value.parse::<jiff::Timestamp>().is_err() {
            self.bad_date(name, value);
            return None;
        }
        Some(value)
    }

    fn bad_date(&mut self, name: &str, value: String) {
        let fault = Fault::BadDate {
            field: name.to_owned(),
            value,
        };
        self.note(self.place(name), fault);
    }

    /// A word of a closed list.
    pub(super) fn word(&mut self, name: &str, known: &[&'static str]) -> Option<&'static str> {
        let value = self.text(name)?;
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

/// What a value is, in the words of a person.
pub(super) fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
