//! A tag for every token, left to right, each seeing the two before it.
//!
//! An averaged perceptron over the looks of five tokens. The tag is universal and
//! Penn tag at once: the finer half tells a past from a participle, the coarser
//! half is what rules ask for.
//!
//! Source: Collins 2002, discriminative training of taggers with perceptrons.

use super::feature::Features;
use super::form::Form;
use super::tagset::TagId;
use super::weights::Score;
use super::weights::Weigh;

/// Tells the tagger's features from the parser's.
const KIND: u64 = 1;

/// Tags the tokens of a sentence; `count` is the number of tags.
pub fn tag(weights: &impl Weigh, count: usize, forms: &[Form]) -> Vec<TagId> {
    let mut tags: Vec<TagId> = Vec::with_capacity(forms.len());
    let mut features = Features::default();
    let mut scores = vec![0; count];
    for at in 0..forms.len() {
        look(forms, &tags, at, &mut features);
        tags.push(best(weights, &features, &mut scores));
    }
    tags
}

/// Returns the class with the highest score, the first of equals.
pub fn best(weights: &impl Weigh, features: &Features, scores: &mut [Score]) -> u8 {
    scores.fill(0);
    weights.sum(features.keys(), scores);
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best as u8
}

/// Collects what decides the tag of token `at`, given the `tags` before it.
pub fn look(forms: &[Form], tags: &[TagId], at: usize, features: &mut Features) {
    const OUTSIDE: Form = Form {
        exact: 1,
        lower: 1,
        prefixes: [1; 3],
        suffixes: [1; 5],
        shape: 1,
        quotation: 0,
        listed: 32,
        sorts: [0; 2],
    };
    let form = |offset: isize| -> &Form {
        at.checked_add_signed(offset)
            .and_then(|place| forms.get(place))
            .unwrap_or(&OUTSIDE)
    };
    let tag = |back: usize| -> u64 { at.checked_sub(back).map_or(254, |place| u64::from(tags[place])) };
    let [before2, before, this, after, after2] = [form(-2), form(-1), form(0), form(1), form(2)];
    let (t1, t2) = (tag(1), tag(2));
    let is_first = u64::from(at == 0);

    features.begin(KIND);
    features.bias();
    features.one(this.lower);
    features.one(this.exact);
    for prefix in this.prefixes {
        features.one(prefix);
    }
    for suffix in this.suffixes {
        features.one(suffix);
    }
    features.one(this.shape);
    features.two(this.shape, is_first);
    features.two(this.listed, this.shape);
    features.two(this.listed, this.suffixes[2]);
    features.two(this.listed, t1);
    features.three(this.listed, t1, after.listed);
    features.two(u64::from(this.sorts[0]), u64::from(this.sorts[1]));
    features.one(t1);
    features.one(t2);
    features.two(t1, t2);
    features.two(t1, this.lower);
    features.three(t1, t2, this.lower);
    features.two(t1, this.suffixes[2]);
    features.three(t1, t2, this.suffixes[1]);
    features.two(t1, this.shape);
    features.one(before.lower);
    features.one(before.suffixes[2]);
    features.two(before.lower, this.lower);
    features.two(before.lower, t2);
    features.one(before2.lower);
    features.two(before2.lower, before.lower);
    features.one(after.lower);
    features.one(after.suffixes[2]);
    features.one(after.suffixes[1]);
    features.one(after.shape);
    features.one(after.listed);
    features.two(after.lower, this.lower);
    features.two(after.lower, t1);
    features.two(after.suffixes[1], t1);
    features.two(after.listed, this.suffixes[1]);
    features.three(after.listed, after2.listed, t1);
    features.one(after2.lower);
    features.two(after.lower, after2.lower);
    features.two(after2.suffixes[1], after.suffixes[1]);
    features.two(this.exact, this.quotation);
    features.three(this.shape, before.shape, after.shape);
    features.three(t1, this.listed, after.lower);
    features.three(t1, this.lower, after.lower);
}
