//! From documents to drafts in decks.

pub mod catalogue;
pub mod corrected;
pub mod documents;
pub mod drafting;
pub mod engine;
pub mod faults;
pub mod free_ids;
pub mod known;
pub mod naming;
pub mod placing;
pub mod planning;
pub mod two_keys;
