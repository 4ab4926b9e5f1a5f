//! A tagged sentence as the parser reads it: the values that features are joined from.

use super::feature::join;
use super::form::Form;
use super::tagset::Kind;
use super::tagset::TagId;
use super::tagset::Tagset;

/// Tokens of a sentence, in reading direction, then the root, then a place for "no token".
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Words in lower case.
    pub word: Vec<u64>,
    /// Pairs of tags.
    pub tag: Vec<u64>,
    /// Universal tags.
    pub coarse: Vec<u64>,
    /// Word and tag as one.
    pub both: Vec<u64>,
    /// The sort of thing named or said, with the universal tag; the tag alone where it is not known.
    pub sort: Vec<u64>,
    /// How many marks and verbs stand before each token, and before the root.
    before: Vec<[u16; 2]>,
}

const ROOT: u64 = 200;
const NOTHING: u64 = 201;
/// Between a place and none.
const FAR_AWAY: u64 = 255;

impl Line {
    /// Lays out a sentence; `backwards` for the parser that reads from the end.
    pub fn new(forms: &[Form], tags: &[TagId], tagset: &Tagset, backwards: bool) -> Line {
        let mut line = Line::default();
        let (mut marks, mut verbs) = (0, 0);
        for at in 0..forms.len() {
            let place = if backwards { forms.len() - 1 - at } else { at };
            let (form, tag) = (&forms[place], tags[place]);
            let kind = tagset.kind(tag);
            let sort = match kind {
                Kind::Noun => form.sorts[0],
                Kind::Verb => form.sorts[1],
                _ => 0,
            };
            line.before.push([marks, verbs]);
            line.put(form.lower, tag.into(), tagset.coarse(tag).into(), sort.into());
            marks += u16::from(kind == Kind::Mark);
            verbs += u16::from(kind == Kind::Verb);
        }
        line.before.push([marks, verbs]);
        line.put(ROOT, ROOT, ROOT, 0);
        line.put(NOTHING, NOTHING, NOTHING, 0);
        line
    }

    /// How many marks and verbs stand between two places, as one number; more than two count as three.
    pub fn between(&self, from: u32, to: u32) -> u64 {
        let (low, high) = (from.min(to) as usize, from.max(to) as usize);
        if high > self.len() {
            return FAR_AWAY;
        }
        let [m0, v0] = self.before[(low + 1).min(high)];
        let [m1, v1] = self.before[high];
        u64::from((m1 - m0).min(3)) << 4 | u64::from((v1 - v0).min(3))
    }

    fn put(&mut self, word: u64, tag: u64, coarse: u64, sort: u64) {
        self.word.push(word);
        self.tag.push(tag);
        self.coarse.push(coarse);
        self.both.push(join(word, tag));
        self.sort.push(coarse << 8 | sort);
    }

    /// How many tokens there are; also the place of the root.
    pub fn len(&self) -> usize {
        self.word.len() - 2
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
