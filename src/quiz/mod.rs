//! A class answers questions: what its answers are worth, and what they say about the questions.
//!
//! Nothing here knows a screen, a socket or a single learner's schedule; names of
//! pupils stay with the caller, who hands over rows of answers and gets figures.

pub mod analysis;
pub mod blueprint;
pub mod forgetting;
pub mod habit;
pub mod joining;
mod keyboard;
pub mod ledger;
mod namesakes;
pub mod paper;
pub mod parallel;
mod parting;
pub mod print;
pub mod question;
mod rekeyed;
pub mod roster;
pub mod rows;
pub mod scale;
pub mod scores;
pub mod steps;

pub use paper::Paper;
pub use paper::Version;
pub use question::Answer;
pub use question::Question;
