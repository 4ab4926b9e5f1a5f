//! A table that is asked by key and never gone through, so that its order, which changes from run to run, shows nowhere.

use std::borrow::Borrow;
use std::collections::hash_map;
use std::hash::Hash;

/// Values by key. Unlike a map it cannot be gone through.
///
/// ```
/// use suraq::lexicon::lookup::Lookup;
///
/// let mut lengths: Lookup<&str, usize> = Lookup::default();
/// assert_eq!(*lengths.known("lake", || 4), 4);
/// assert_eq!(lengths.get("lake"), Some(&4));
/// assert_eq!(lengths.get("river"), None);
/// ```
#[derive(Clone, Debug)]
#[expect(
    clippy::disallowed_types,
    reason = "nothing of this type goes through the entries"
)]
pub struct Lookup<K, V>(hash_map::HashMap<K, V>);

impl<K, V> Default for Lookup<K, V> {
    fn default() -> Self {
        Lookup(Default::default())
    }
}

impl<K: Eq + Hash, V> Lookup<K, V> {
    /// Returns the value of a key.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// Returns the value of a key, to be changed.
    pub fn get_mut<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.0.get_mut(key)
    }

    /// Returns the value of a key; one that has none gets what `make` returns.
    pub fn known(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        self.0.entry(key).or_insert_with(make)
    }
}

impl<K: Eq + Hash, V: Default> Lookup<K, V> {
    /// Returns the value of a key; one that has none gets the usual value.
    pub fn of(&mut self, key: K) -> &mut V {
        self.0.entry(key).or_default()
    }
}
