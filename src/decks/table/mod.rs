//! A table of a deck file: its keys and values, and the byte each stands at.
//!
//! Most entries are written as the program writes them, and [`regular`] reads
//! those in one pass. Whatever else TOML allows, and every mistake, is left to
//! the crate `toml`, whose tables are looked at through the same type.

mod regular;

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

pub(super) use regular::read as read_regular;

/// The fields of a table, each key once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table<'i> {
    pub(super) fields: Vec<Field<'i>>,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field<'i> {
    pub(super) key: Cow<'i, str>,
    /// Where the key stands.
    pub(super) at: usize,
    pub(super) value: Placed<'i>,
}

/// A value and the byte it begins at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed<'i> {
    pub(super) at: usize,
    pub(super) value: Value<'i>,
}

/// A value as TOML knows them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'i> {
    Text(Cow<'i, str>),
    Integer(Integer<'i>),
    Float(Cow<'i, str>),
    Boolean(bool),
    /// Date, time or both, in their usual form.
    Date(Cow<'i, str>),
    List(Vec<Placed<'i>>),
    Table(Table<'i>),
}

/// A whole number, however large.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Integer<'i> {
    /// As it is written, without what only parts its digits.
    pub(super) written: Cow<'i, str>,
    /// Its digits without a prefix such as `0x`.
    pub(super) digits: Cow<'i, str>,
    pub(super) radix: u32,
}

impl<'i> Table<'i> {
    /// Looks at a table as the crate `toml` has read it.
    pub(super) fn of(table: &'i DeTable<'_>) -> Self {
        let fields = table.iter().map(|(key, value)| Field {
            key: Cow::Borrowed(key.get_ref()),
            at: key.span().start,
            value: Placed::of(value),
        });
        Table {
            fields: fields.collect(),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Placed<'i>> {
        let field = self.fields.iter().find(|field| field.key == key)?;
        Some(&field.value)
    }
}

impl<'i> Placed<'i> {
    fn of(value: &'i Spanned<DeValue<'_>>) -> Self {
        Placed {
            at: value.span().start,
            value: Value::of(value.get_ref()),
        }
    }
}

impl<'i> Value<'i> {
    fn of(value: &'i DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Value::Text(Cow::Borrowed(text)),
            DeValue::Integer(number) => Value::Integer(Integer {
                written: Cow::Owned(number.to_string()),
                digits: Cow::Borrowed(number.as_str()),
                radix: number.radix(),
            }),
            DeValue::Float(number) => Value::Float(Cow::Borrowed(number.as_str())),
            DeValue::Boolean(boolean) => Value::Boolean(*boolean),
            DeValue::Datetime(moment) => Value::Date(Cow::Owned(moment.to_string())),
            DeValue::Array(array) => Value::List(array.iter().map(Placed::of).collect()),
            DeValue::Table(table) => Value::Table(Table::of(table)),
        }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_boolean(&self) -> Option<bool> {
        match self {
            Value::Boolean(boolean) => Some(*boolean),
            _ => None,
        }
    }

    pub(super) fn as_list(&self) -> Option<&[Placed<'i>]> {
        match self {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    pub(super) fn as_table(&self) -> Option<&Table<'i>> {
        match self {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }
}
