//! Folding: one spelling for all the ways a name or word may be written.
