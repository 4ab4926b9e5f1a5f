//! From decks to the bytes other programs read.
