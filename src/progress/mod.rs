//! What was learned, kept so that nothing is ever lost.
