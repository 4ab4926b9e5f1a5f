//! The formats that can be read, one to a file.

pub mod csv;
pub mod deck;
pub mod gift;
pub mod json;
pub mod lettered;

use super::Format;

/// Every format, in the order of the help.
pub const FORMATS: &[&dyn Format] = &[
    &csv::Csv,
    &json::Json,
    &deck::DeckFile,
    &gift::Gift,
    &lettered::Lettered,
];
