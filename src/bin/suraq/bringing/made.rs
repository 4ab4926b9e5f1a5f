//! When packages were made, so that an older one is known.
//!
//! A part of a collection says when it was exported, and the whole says when it was changed last: exported a minute
//! after a part of itself it names an earlier moment than that. So of a part the last change in it is kept as well.

use std::collections::BTreeMap;
use std::io::Read;
use std::io::Seek;

use serde::Deserialize;
use serde::Serialize;
use suraq::import::anki::Package;

/// When one was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// As it says, seconds.
    at: i64,
    /// When anything in it was changed last, seconds.
    changed: i64,
    /// Whether it is a whole collection.
    is_whole: bool,
}

/// The last of each collection that was read, by when the collection began.
pub type OfCollections = BTreeMap<i64, Made>;

impl Made {
    /// Nothing where the package does not say.
    pub fn of<R: Read + Seek>(package: &Package<R>, is_whole: bool) -> Option<Made> {
        let at = package.made()?;
        let last = match is_whole {
            true => at,
            false => package.last_change().unwrap_or(at).min(at),
        };
        Some(Made {
            at,
            changed: last,
            is_whole,
        })
    }

    /// Whether it was made before `other`, of the same collection.
    pub fn is_before(&self, other: &Made) -> bool {
        match self.is_whole {
            true => self.at < other.changed,
            false => self.at < other.at,
        }
    }

    /// Whether the moment that it names is before that of `other`. What is set for decks cannot have changed between
    /// the last change of a whole collection and the export of a part of it, which changes nothing.
    pub fn is_named_before(&self, other: &Made) -> bool {
        self.at < other.at
    }
}

/// Notes one, where none of the same collection was made later.
pub fn note(known: &mut OfCollections, began: i64, made: Made) {
    let last = known.entry(began).or_insert(made);
    if !made.is_before(last) {
        *last = made;
    }
}

#[cfg(test)]
mod tests {
    use super::Made;

    fn made(at: i64, changed: i64, is_whole: bool) -> Made {
        Made {
            at,
            changed,
            is_whole,
        }
    }

    #[test]
    fn a_collection_is_as_new_as_the_part_that_was_exported_from_it() {
        let part = made(90, 70, false);
        assert!(!made(75, 75, true).is_before(&part));
        assert!(made(60, 60, true).is_before(&part));
        assert!(made(80, 70, false).is_before(&part) && !made(95, 70, false).is_before(&part));
        assert!(made(80, 70, false).is_before(&made(85, 85, true)));
    }
}
