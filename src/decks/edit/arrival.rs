//! When an entry came here, kept while it changes.
//!
//! An entry that never changed says it with `changed` alone. Only the first change writes a line more.

use crate::items::Item;
use crate::items::Status;

use super::super::Term;

/// An entry of a deck that says when it changed.
pub(super) trait Dated: Clone {
    fn status(&self) -> &Status;
    fn changed(&self) -> Option<&String>;
    fn added(&mut self) -> &mut Option<String>;
}

impl Dated for Item {
    fn status(&self) -> &Status {
        &self.status
    }

    fn changed(&self) -> Option<&String> {
        self.changed.as_ref()
    }

    fn added(&mut self) -> &mut Option<String> {
        &mut self.added
    }
}

impl Dated for Term {
    fn status(&self) -> &Status {
        &self.status
    }

    fn changed(&self) -> Option<&String> {
        self.changed.as_ref()
    }

    fn added(&mut self) -> &mut Option<String> {
        &mut self.added
    }
}

/// Returns `new` with the day on which `old` came, where it is not told and the change would hide it; a draft comes
/// when it is accepted.
pub(super) fn kept<T: Dated>(old: &T, new: &T) -> T {
    let mut new = new.clone();
    if new.added().is_none() {
        let is_hidden = new.changed() != old.changed() && *old.status() != Status::Draft;
        let noted = old.clone().added().take();
        *new.added() = noted.or_else(|| old.changed().filter(|_| is_hidden).cloned());
    }
    new
}
