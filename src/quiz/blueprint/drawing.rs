//! Draws question after question: what is rarest and most needed first.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Candidate;
use super::Share;
use super::hints::Text;
use super::hints::common;
use crate::items::Kind;

/// A drawing under way.
pub(super) struct Drawing<'a> {
    candidates: &'a [Candidate],
    texts: &'a [Text],
    shares: &'a [Share],
    number: usize,
    /// Those that may be drawn still, in an order of chance.
    left: Vec<usize>,
    /// How many of each share are missing.
    open: Vec<usize>,
    /// How many questions of each list need not fit a share.
    free: BTreeMap<usize, usize>,
    of_topic: BTreeMap<&'a str, usize>,
    of_kind: BTreeMap<Option<Kind>, usize>,
    /// For each candidate whether so many others name its key that it waits for the end.
    common: Vec<bool>,
    /// For each candidate, how often its key is an option of one that is drawn, or the other way round.
    hints: Vec<usize>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(
        candidates: &'a [Candidate],
        texts: &'a [Text],
        shares: &'a [Share],
        number: usize,
        seed: u64,
    ) -> Drawing<'a> {
        let mut left: Vec<usize> = (0..candidates.len()).collect();
        left.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let mut free: BTreeMap<usize, usize> = BTreeMap::new();
        for share in shares {
            let free = free.entry(share.list).or_insert(number);
            *free = free.saturating_sub(share.number);
        }
        Drawing {
            candidates,
            texts,
            shares,
            number,
            left,
            open: shares.iter().map(|share| share.number).collect(),
            free,
            of_topic: BTreeMap::new(),
            of_kind: BTreeMap::new(),
            common: common(texts),
            hints: vec![0; candidates.len()],
        }
    }

    /// Returns what is drawn, and how many of each share are missing.
    pub(super) fn draw(mut self) -> (Vec<usize>, Vec<usize>) {
        let mut drawn: Vec<usize> = Vec::new();
        while drawn.len() < self.number {
            let spare = self.spare();
            let may = self.left.iter().copied().filter(|at| self.fits(*at));
            // The first of the least is the one that chance put first.
            let Some(next) = may.min_by_key(|at| self.rank(*at, &spare)) else {
                break;
            };
            self.take(next);
            drawn.push(next);
        }
        drawn.sort_unstable();
        (drawn, self.open)
    }

    /// For each share that is open, how many more there are than it needs; the scarcest is filled first.
    fn spare(&self) -> Vec<usize> {
        let left: BTreeSet<usize> = match self.shares.is_empty() {
            true => BTreeSet::new(),
            false => self.left.iter().copied().collect(),
        };
        let of = |(share, open): (&Share, &usize)| match open {
            0 => usize::MAX,
            open => share.members.intersection(&left).count().saturating_sub(*open),
        };
        self.shares.iter().zip(&self.open).map(of).collect()
    }

    fn rank(&self, at: usize, spare: &[usize]) -> (usize, bool, usize, usize, usize, u8) {
        let one = &self.candidates[at];
        let needed = self.shares.iter().zip(spare);
        let needed = needed.filter(|(share, _)| share.members.contains(&at));
        (
            needed.map(|(_, spare)| *spare).min().unwrap_or(usize::MAX),
            self.common[at],
            self.of_topic.get(one.topic.as_str()).copied().unwrap_or_default(),
            self.of_kind.get(&one.kind).copied().unwrap_or_default(),
            self.hints[at],
            u8::MAX - one.importance,
        )
    }

    /// Whether every list has room for it: in a share that is open, or among those that fit none.
    fn fits(&self, at: usize) -> bool {
        let mut lists = self.free.iter();
        lists.all(|(list, free)| *free > 0 || self.share_for(*list, at).is_some())
    }

    /// The share of a list that it fills: of those that are open, the one that misses most.
    fn share_for(&self, list: usize, at: usize) -> Option<usize> {
        let open = (0..self.shares.len()).filter(|share| {
            let known = &self.shares[*share];
            known.list == list && self.open[*share] > 0 && known.members.contains(&at)
        });
        open.max_by_key(|share| self.open[*share])
    }

    fn take(&mut self, next: usize) {
        let lists: Vec<usize> = self.free.keys().copied().collect();
        for list in lists {
            match self.share_for(list, next) {
                Some(share) => self.open[share] -= 1,
                None => {
                    if let Some(free) = self.free.get_mut(&list) {
                        *free = free.saturating_sub(1);
                    }
                }
            }
        }
        let (candidates, texts) = (self.candidates, self.texts);
        self.left.retain(|at| {
            *at != next
                && candidates[*at].rests_on != candidates[next].rests_on
                && !texts[*at].is_told_by(&texts[next])
                && !texts[next].is_told_by(&texts[*at])
        });
        for at in &self.left {
            self.hints[*at] += usize::from(texts[*at].is_option_of(&texts[next]));
            self.hints[*at] += usize::from(texts[next].is_option_of(&texts[*at]));
        }
        *self.of_topic.entry(&candidates[next].topic).or_default() += 1;
        *self.of_kind.entry(candidates[next].kind).or_default() += 1;
    }
}
