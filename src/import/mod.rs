//! From foreign bytes to decks.
