//! From bytes and a file name to a [`Document`] of blocks, sentences and tokens.
//!
//! The text is stored as it was read and never normalised; every block, sentence
//! and token is a byte [`Span`] of it, so that a fact can always show its place.
//! Nothing here knows what a fact is.

pub mod abbreviation;
pub mod articles;
pub mod clean;
pub mod date;
pub mod document;
pub mod encoding;
pub mod english;
pub mod footnote;
pub mod front_matter;
pub mod furniture;
pub mod header;
pub mod heading;
pub mod lines;
pub mod markup;
pub mod quotation;
pub mod read;
pub mod residue;
pub mod sentence;
pub mod span;
pub mod table;
pub mod token;

pub use date::PartialDate;
pub use document::{Article, Block, BlockKind, Document, DocumentId, Notice, Sentence, Token};
pub use read::{LARGEST, LARGEST_PACKED, ReadError, read};
pub use span::Span;
