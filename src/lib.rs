//! Suraq turns documents into things worth knowing.
//!
//! Data flows one way, and every arrow is a function from values to values:
//!
//! ```text
//! document → sentences → facts → items → deck → (session | quiz | export)
//! ```
//!
//! The library is given its text, its time and its seed. It prints nothing,
//! reads no clock, and touches no disk outside [`decks`], [`progress`] and
//! [`import`]. The program in `src/bin/suraq/` talks to people, files and clocks.

#![warn(missing_docs)]
#![deny(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types
)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod answers;
pub mod decks;
pub mod export;
pub mod facts;
pub mod import;
pub mod items;
pub mod language;
pub mod lexicon;
pub mod progress;
pub mod schedule;
pub mod session;
pub mod text;
