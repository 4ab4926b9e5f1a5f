//! Draws question after question: what is most needed, and what is furthest behind its share, first.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;
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
    /// Those that may be drawn still, in an order of chance in which the important ones stand rather in front.
    left: Vec<usize>,
    /// How many of each share are missing.
    open: Vec<usize>,
    /// How many questions of each list need not fit a share.
    free: BTreeMap<usize, usize>,
    of_topic: BTreeMap<&'a str, Portion>,
    of_kind: BTreeMap<Option<Kind>, Portion>,
    /// For each candidate whether so many others name its key that it waits for the end.
    common: Vec<bool>,
    /// For each candidate, how often its key is an option of one that is drawn, or the other way round.
    hints: Vec<usize>,
}

/// One, where a part of the candidates is counted in fractions.
const ONE: u64 = 1 << 32;

/// What was drawn of the candidates of one topic or kind.
struct Portion {
    /// How many candidates there are, 1 or more.
    there: u64,
    /// How many were drawn, in parts of [`ONE`]; at the beginning a part that chance sets, which rounds its share
    /// up or down.
    drawn: u64,
}

impl Portion {
    /// How far it is on: the one that is least far comes next.
    fn level(&self) -> u64 {
        self.drawn / self.there
    }
}

/// Counts the candidates by what `name` says of each.
fn portions<K: Ord>(names: impl Iterator<Item = K>, chance: &mut ChaCha8Rng) -> BTreeMap<K, Portion> {
    let mut portions: BTreeMap<K, Portion> = BTreeMap::new();
    for name in names {
        let portion = portions.entry(name).or_insert(Portion { there: 0, drawn: 0 });
        portion.there += 1;
    }
    for portion in portions.values_mut() {
        portion.drawn = u64::from(chance.next_u32());
    }
    portions
}

/// All candidates by the lowest of their lots: two for a detail, four for the core.
fn in_order_of_chance(candidates: &[Candidate], chance: &mut ChaCha8Rng) -> Vec<usize> {
    let mut lowest = |one: &Candidate| (0..=one.importance.max(1)).map(|_| chance.next_u64()).min();
    let mut order: Vec<(Option<u64>, usize)> = candidates.iter().map(&mut lowest).zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

impl<'a> Drawing<'a> {
    pub(super) fn new(
        candidates: &'a [Candidate],
        texts: &'a [Text],
        shares: &'a [Share],
        number: usize,
        seed: u64,
    ) -> Drawing<'a> {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
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
            left: in_order_of_chance(candidates, &mut chance),
            of_topic: portions(candidates.iter().map(|one| one.topic.as_str()), &mut chance),
            of_kind: portions(candidates.iter().map(|one| one.kind), &mut chance),
            open: shares.iter().map(|share| share.number).collect(),
            free,
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

    fn rank(&self, at: usize, spare: &[usize]) -> (usize, bool, Option<u64>, Option<u64>, usize) {
        let one = &self.candidates[at];
        let needed = self.shares.iter().zip(spare);
        let needed = needed.filter(|(share, _)| share.members.contains(&at));
        (
            needed.map(|(_, spare)| *spare).min().unwrap_or(usize::MAX),
            self.common[at],
            self.of_topic.get(one.topic.as_str()).map(Portion::level),
            self.of_kind.get(&one.kind).map(Portion::level),
            self.hints[at],
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
        let topic = self.of_topic.get_mut(candidates[next].topic.as_str());
        let kind = self.of_kind.get_mut(&candidates[next].kind);
        for portion in topic.into_iter().chain(kind) {
            portion.drawn += ONE;
        }
    }
}
