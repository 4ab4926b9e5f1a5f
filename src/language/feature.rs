//! Features of a perceptron, as numbers.
//!
//! A feature is a template and the values it joins, mixed to 28 bits. Two
//! features that fall together share their weights; a feature that was never met
//! falls on one of a million kept with a chance of 4·10⁻³. Each bit more would
//! cost an eighth of a byte for every feature of the model.

/// A feature's number; what tables of weights are sorted by. Less than 2 to the power of [`BITS`].
pub type Key = u32;

/// Bits of a feature's number.
pub const BITS: u32 = 28;

/// Most features that are looked at for one decision.
pub const MOST: usize = 128;

/// The features of one decision, in the order of their templates.
#[derive(Clone, Debug)]
pub struct Features {
    keys: [Key; MOST],
    count: usize,
    template: u64,
}

impl Default for Features {
    fn default() -> Self {
        Features {
            keys: [0; MOST],
            count: 0,
            template: 0,
        }
    }
}

const STIR: u64 = 0x9E37_79B9_7F4A_7C15;

fn stir(state: u64, value: u64) -> u64 {
    let mixed = (state ^ value).wrapping_mul(STIR);
    mixed ^ (mixed >> 29)
}

impl Features {
    /// Forgets all features and begins with the first template anew.
    ///
    /// `kind` tells models apart that share templates.
    pub fn begin(&mut self, kind: u64) {
        self.count = 0;
        self.template = kind << 32;
    }

    fn put(&mut self, mixed: u64) {
        debug_assert!(self.count < MOST, "too many templates");
        self.keys[self.count] = (mixed >> (64 - BITS)) as Key;
        self.count += 1;
    }

    fn next(&mut self) -> u64 {
        self.template += 1;
        self.template.wrapping_mul(STIR)
    }

    /// Adds the next template with nothing but itself: what is so of every decision.
    pub fn bias(&mut self) {
        let template = self.next();
        self.put(stir(template, 1));
    }

    /// Adds the next template with one value.
    pub fn one(&mut self, a: u64) {
        let template = self.next();
        self.put(stir(template, a));
    }

    /// Adds the next template with two values.
    pub fn two(&mut self, a: u64, b: u64) {
        let template = self.next();
        self.put(stir(stir(template, a), b));
    }

    /// Adds the next template with three values.
    pub fn three(&mut self, a: u64, b: u64, c: u64) {
        let template = self.next();
        self.put(stir(stir(stir(template, a), b), c));
    }

    /// Adds the next template with four values.
    pub fn four(&mut self, a: u64, b: u64, c: u64, d: u64) {
        let template = self.next();
        self.put(stir(stir(stir(stir(template, a), b), c), d));
    }

    /// The features, in order.
    pub fn keys(&self) -> &[Key] {
        &self.keys[..self.count]
    }
}

/// Returns a number for a piece of text, the same on every machine.
pub fn hash(text: &[u8]) -> u64 {
    // FNV-1a, then stirred: the multiplier alone leaves the high bits of short words alike.
    let folded = text.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    stir(folded, 0)
}

/// Joins two values to one.
pub fn join(a: u64, b: u64) -> u64 {
    stir(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_and_values_tell_features_apart() {
        let mut features = Features::default();
        features.begin(1);
        features.one(7);
        features.one(7);
        features.two(7, 8);
        features.two(8, 7);
        features.bias();
        let mut keys = features.keys().to_vec();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 5);
    }
}
