//! Words in a sentence: their forms, and how to inflect them back.
//!
//! Given tokens, says what form a word has; given a lemma, gives its past,
//! participle, third person and plural for the question writer. Nothing here
//! knows a fact.

pub mod conllu;
pub mod inflect;
pub mod lemma;
mod sorted_text;
pub mod tag;
#[cfg(feature = "train")]
pub mod train;
pub mod vocabulary;

pub use lemma::lemma;
pub use tag::{Tag, Word, words};
