//! Named, ordered items with stable ids: the files people write, read, merge and search.
//!
//! A deck is a TOML file that people and git read. This module reads it with
//! every problem it has in one run, writes it back without losing a comment,
//! merges a new draft into an edited deck, and keeps an index so that a start
//! need not read every file. Nothing here knows a learner: what is due comes
//! from the caller.

pub mod blocks;
pub mod builtin;
mod confusable;
pub mod deck;
pub mod edit;
pub mod error;
mod fields;
pub mod file;
mod hiding;
pub mod id;
mod index;
pub mod levels;
pub mod merge;
pub mod moving;
mod nearest;
pub mod outlines;
pub mod problem;
pub mod query;
mod read;
mod reading_order;
pub mod row;
pub mod save;
pub mod script;
pub mod shelf;
mod table;
pub mod term;
pub mod write;
mod wrong_words;

pub use builtin::Shipped;
pub use deck::Deck;
pub use deck::Meta;
pub use deck::Source;
pub use edit::DeckFile;
pub use error::DeckError;
pub use file::Parsed;
pub use file::Place;
pub use file::parse;
pub use file::read;
pub use file::read_each;
pub use hiding::hidden_shipped;
pub use id::CardId;
pub use id::DeckId;
pub use id::Direction;
pub use index::rows::Counts;
pub use nearest::nearest;
pub use outlines::CardKey;
pub use outlines::Outline;
pub use outlines::Outlines;
pub use problem::Fault;
pub use problem::Problem;
pub use read::same_option;
pub use row::Row;
pub use row::State;
pub use row::is_old;
pub use script::Script;
pub use script::Scripts;
pub use shelf::Ageing;
pub use shelf::Asked;
pub use shelf::OnShelf;
pub use shelf::Resting;
pub use shelf::Shelf;
pub use term::Example;
pub use term::Forms;
pub use term::Sides;
pub use term::Term;
