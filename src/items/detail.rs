//! What only some kinds of question need.
//!
//! Most items need none of it, and a large deck has a hundred thousand items: so it takes room only where
//! there is something to keep.

use std::fmt;
use std::ops::Deref;
use std::ops::DerefMut;

/// What only some kinds need; read and written as the [`Particulars`] that it is.
///
/// ```
/// use suraq::items::{Detail, Particulars};
///
/// let mut detail = Detail::default();
/// assert!(detail.keys.is_empty());
/// detail.hint = Some("a river".to_owned());
/// assert_eq!(detail, Particulars { hint: Some("a river".to_owned()), ..Particulars::default() }.into());
/// ```
#[derive(Clone, Default)]
pub struct Detail(Option<Box<Particulars>>);

/// The parts of a [`Detail`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Particulars {
    /// Members of a set or the steps of a timeline, in the right order.
    pub keys: Vec<String>,
    /// Whether the order of `keys` counts.
    pub ordered: bool,
    /// Left and right of a matching.
    pub pairs: Vec<(String, String)>,
    /// True-false: what the false statement should have said.
    pub correction: Option<String>,
    /// Estimates: relative error that still counts, 0 to 1.
    pub tolerance: Option<f64>,
    /// Causes and contents: groups of words of which one each is required.
    pub keywords: Vec<Vec<String>>,
    /// The hint, shown letter by letter when absent.
    pub hint: Option<String>,
}

/// Nothing at all.
const NONE: &Particulars = &Particulars {
    keys: Vec::new(),
    ordered: false,
    pairs: Vec::new(),
    correction: None,
    tolerance: None,
    keywords: Vec::new(),
    hint: None,
};

impl Detail {
    /// What there is to write to, without making room for anything where there is nothing.
    pub fn kept_mut(&mut self) -> Option<&mut Particulars> {
        self.0.as_deref_mut()
    }
}

impl From<Particulars> for Detail {
    fn from(particulars: Particulars) -> Detail {
        Detail((particulars != *NONE).then(|| Box::new(particulars)))
    }
}

impl Deref for Detail {
    type Target = Particulars;

    fn deref(&self) -> &Particulars {
        self.0.as_deref().unwrap_or(NONE)
    }
}

impl DerefMut for Detail {
    fn deref_mut(&mut self) -> &mut Particulars {
        self.0.get_or_insert_default()
    }
}

impl PartialEq for Detail {
    fn eq(&self, other: &Detail) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Detail {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::Detail;
    use super::Particulars;

    #[test]
    fn nothing_is_nothing_whether_there_is_room_for_it_or_not() {
        let mut emptied = Detail::from(Particulars {
            ordered: true,
            ..Particulars::default()
        });
        emptied.ordered = false;
        assert_eq!(emptied, Detail::default());
        assert_eq!(Detail::from(Particulars::default()), emptied);
        assert!(Detail::from(Particulars::default()).kept_mut().is_none());
        assert_eq!(size_of::<Detail>(), size_of::<usize>());
    }
}
