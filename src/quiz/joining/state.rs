//! What is known of a sheet, wherever it was seen: the latest state of it counts.

use std::cmp::Ordering;

use crate::quiz::forgetting::answers;
use crate::quiz::scores::Sheet;

/// What is known of a sheet.
pub(super) struct State {
    pub revision: u64,
    pub is_gone: bool,
    /// As it was seen last; of one that is gone, as it was seen at all.
    pub sheet: Option<Sheet>,
}

impl State {
    pub fn of(sheet: Sheet) -> State {
        State {
            revision: sheet.revision,
            is_gone: false,
            sheet: Some(sheet),
        }
    }

    pub fn gone(revision: u64) -> State {
        State {
            revision,
            is_gone: true,
            sheet: None,
        }
    }

    /// The greater one is later; what was changed at the same time is decided alike everywhere.
    pub fn rank(&self) -> (u64, bool, Option<(char, String)>) {
        let told = self.sheet.as_ref().filter(|_| !self.is_gone);
        (self.revision, self.is_gone, told.map(content))
    }

    /// Takes the later of both, and keeps the sheet that was seen.
    pub fn meet(&mut self, mut other: State) {
        let class = class_of(self, &other);
        if other.rank() > self.rank() {
            std::mem::swap(self, &mut other);
        }
        let later = |sheet: &Sheet| (sheet.revision, content(sheet));
        if self.is_gone && other.sheet.as_ref().map(later) > self.sheet.as_ref().map(later) {
            self.sheet = other.sheet;
        }
        if let (Some(sheet), Some(class)) = (&mut self.sheet, class) {
            sheet.class = class;
        }
    }
}

/// The class of a sheet: that of the later state, where it names one; of states of one time the first by its name.
fn class_of(one: &State, other: &State) -> Option<String> {
    let class = |state: &State| {
        let class = state.sheet.as_ref().map(|sheet| sheet.class.clone());
        class.filter(|class| !class.is_empty())
    };
    match (class(one), class(other)) {
        (Some(first), Some(second)) => Some(match one.rank().cmp(&other.rank()) {
            Ordering::Greater => first,
            Ordering::Less => second,
            Ordering::Equal => first.min(second),
        }),
        (first, second) => first.or(second),
    }
}

/// What is compared of a sheet, whoever it is by.
pub(super) fn content(sheet: &Sheet) -> (char, String) {
    (sheet.version, answers(&sheet.given))
}
