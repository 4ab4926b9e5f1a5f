//! Words in a sentence: their forms, and how to inflect them back.
//!
//! Given tokens, says what form a word has; given a lemma, gives its past,
//! participle, third person and plural for the question writer. Nothing here
//! knows a fact.

pub mod conllu;
pub mod feature;
pub mod form;
pub mod inflect;
pub mod labels;
pub mod layout;
pub mod lemma;
pub mod line;
pub mod model;
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
