//! The formats decks can be written in, one to a file.

pub mod anki;
pub mod anki_text;
pub mod csv;
pub mod json;
pub mod markdown;

use super::Format;

/// Every format, in the order of the help.
pub const FORMATS: &[&dyn Format] = &[
    &anki::Anki,
    &anki_text::AnkiText,
    &csv::Csv,
    &json::Json,
    &markdown::Markdown,
];
