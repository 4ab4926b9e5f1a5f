//! How the data files in `model/` are made from treebanks.
//!
//! Only the training command needs this, so it stands behind the feature
//! `train`. Nothing here reads a file: it is given sentences and returns text.

pub mod lemmas;
