//! Decks as people meet them: files good and bad, the shelf, edits, queries.
//!
//! `UPDATE_GOLDEN=1 cargo test` rewrites the expected halves of the cases.

mod files;
mod formats;
mod golden;
mod merge;
mod queries;
mod shelf;
mod standing;
