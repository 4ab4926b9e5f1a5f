//! Suraq turns documents into things worth knowing.
//!
//! Data flows one way, and every arrow is a function from values to values:
//!
//! ```text
//! document → sentences → facts → items → deck → (session | quiz | export)
//! ```
//!
//! From a text to a card that is asked:
//!
//! ```
//! use suraq::{facts, items, lexicon::Lexicon, text};
//!
//! let page = b"The lighthouse of Port Ellery was built in 1847. It is 31 metres high.";
//! let document = text::read("lighthouse.txt", page)?;
//! let findings = facts::find(&document, Lexicon::shipped());
//! let written = items::write(&findings, &document, items::Options::default());
//! let draft = written.drafts.first().expect("a dated event is asked");
//! assert_eq!(draft.item.key, "1847");
//! assert!(draft.quote.of(&document.text).contains("built in 1847"));
//! # Ok::<(), text::ReadError>(())
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
pub mod live;
pub mod progress;
pub mod quiz;
pub mod schedule;
pub mod session;
pub mod text;
