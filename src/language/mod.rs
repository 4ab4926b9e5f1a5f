//! Words in a sentence: their tags, lemmas and how they hang together; and how to inflect them back.
//!
//! [`Parse`] analyses the tokens of a sentence with the trained [`Model`] that is part of
//! the program, unpacked when it is first asked for. [`lemma()`] gives a word's dictionary
//! form, [`inflect`] its other forms for the question writer, [`tag`] the rough classes that
//! need no model. Nothing here knows a fact.

pub mod conllu;
pub mod feature;
pub mod form;
pub mod inflect;
pub mod labels;
pub mod layout;
pub mod lemma;
pub mod line;
pub mod model;
mod open_table;
mod packed;
pub mod parse;
pub mod parser;
mod sorted_text;
pub mod tag;
pub mod tagger;
pub mod tagset;
#[cfg(feature = "train")]
pub mod train;
pub mod transition;
pub mod vocabulary;
pub mod weights;

pub use lemma::lemma;
pub use model::Model;
pub use model::ModelError;
pub use parse::Parse;
pub use tag::{Tag, Word, words};
