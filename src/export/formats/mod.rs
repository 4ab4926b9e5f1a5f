//! The formats decks can be written in, one to a file.

pub mod aiken;
pub mod anki;
pub mod anki_text;
pub mod canvas;
pub mod csv;
pub mod gift;
pub mod json;
pub mod kahoot;
pub mod markdown;
pub mod moodle_xml;
pub mod qti21;

use super::Format;

/// Every format, in the order of the help.
pub const FORMATS: &[&dyn Format] = &[
    &anki::Anki,
    &anki_text::AnkiText,
    &csv::Csv,
    &json::Json,
    &markdown::Markdown,
    &gift::Gift,
    &moodle_xml::MoodleXml,
    &aiken::Aiken,
    &qti21::Qti21,
    &canvas::Canvas,
    &kahoot::Kahoot,
];
