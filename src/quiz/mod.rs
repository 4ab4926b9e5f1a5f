//! A class answers questions: what its answers are worth, and what they say about the questions.
//!
//! Nothing here knows a screen, a socket or a single learner's schedule; names of
//! pupils stay with the caller, who hands over rows of answers and gets figures.

pub mod analysis;
