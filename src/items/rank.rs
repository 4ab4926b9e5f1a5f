//! Which items come first: worth learning, sure, well put; and not all of one kind.
//!
//! [`best`] keeps one question for each part of a fact. [`choose`] puts in what asks
//! several facts, takes as many as are wanted, every article of the document among
//! them, and sees to it that kinds, persons and openings change. What comes out
//! never depends on the order in which the drafts came.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Kind;
use super::write::Draft;

/// At most this many items from one sentence.
pub const PER_SENTENCE: usize = 3;

/// Hundredths of the items that may be of one kind, where there are others (L53).
const OF_ONE_KIND: usize = 40;

/// Hundredths of the items that may ask for a person, where others do not (L53).
const OF_PERSONS: usize = 30;

/// Hundredths of the items that may begin alike.
const OF_ONE_OPENING: usize = 12;

/// Hundredths of the items that may be true-false in place of the question they are drawn from.
const IN_PLACE: usize = 15;

/// What breaking one of the shares costs, in points of score; a core fact still comes before a detail.
const COSTS: [i32; 3] = [160, 120, 40];

/// Sorts drafts best first and drops all but the best for each part of a fact and each sentence.
///
/// Ties are broken by place in the document, then by stem, so that the order
/// never depends on how the drafts came.
pub fn best(mut drafts: Vec<Draft>) -> Vec<Draft> {
    sort(&mut drafts);
    let mut by_sentence: BTreeMap<_, usize> = BTreeMap::new();
    let mut by_part: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        let same_key = by_key.entry(draft.item.key.clone()).or_default();
        let part = by_part.entry(part_of(&draft)).or_default();
        let sentence = by_sentence.entry(draft.quote).or_default();
        if *part > 0
            || *sentence >= PER_SENTENCE
            || same_key
                .iter()
                .rev()
                .take(40)
                .any(|other| is_same(&kept[*other], &draft))
        {
            continue;
        }
        *part += 1;
        *sentence += 1;
        same_key.push(kept.len());
        kept.push(draft);
    }
    kept
}

fn sort(drafts: &mut [Draft]) {
    drafts.sort_by(|one, other| {
        (other.score, one.quote, &one.item.stem, &one.item.id).cmp(&(
            one.score,
            other.quote,
            &other.item.stem,
            &other.item.id,
        ))
    });
}

fn part_of(draft: &Draft) -> (String, &'static str) {
    (draft.fact.id.0.clone(), draft.part)
}

/// Whether two drafts with one key ask the same in other words: they share most of the stem's words.
fn is_same(one: &Draft, other: &Draft) -> bool {
    let words = |stem: &str| -> Vec<String> {
        stem.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(&one.item.stem), words(&other.item.stem));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared * 10 >= one.len().max(other.len()) * 6
}

/// Takes `limit` of the `singles` (from [`best`]) and the `sets` made from them, best first, and counts the rest.
///
/// A set item that asks the very part of the fact which a single asks is its alternative: the better of the two
/// is taken, and a weaker one where its kind is rarer than it should be. `article` tells where a draft stands.
pub fn choose(
    singles: Vec<Draft>,
    sets: Vec<Draft>,
    limit: Option<usize>,
    article: impl Fn(&Draft) -> usize,
) -> (Vec<Draft>, usize) {
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    let mut pool = singles;
    for (place, single) in pool.iter().enumerate() {
        places.insert(part_of(single), place);
    }
    let mut instead: BTreeMap<(String, &'static str), Draft> = BTreeMap::new();
    for set in sets {
        match places.get(&part_of(&set)) {
            None => pool.push(set),
            Some(place) if set.score > pool[*place].score => pool[*place] = set,
            Some(_) => {
                instead.insert(part_of(&set), set);
            }
        }
    }
    let all = pool.len();
    let limit = limit.unwrap_or(all).min(all);
    let mut queue = Queue::new(pool);
    let mut chosen: Vec<Draft> = Vec::new();
    while let Some(draft) = (chosen.len() < limit).then(|| queue.next()).flatten() {
        chosen.push(draft);
    }
    let rest = queue.rest();
    give_each_article_one(&mut chosen, &rest, &article);
    vary(&mut chosen, instead);
    (chosen, all - limit)
}

/// What is still to be taken, and how often what was taken.
struct Queue {
    /// Drafts of one kind, sort of answer and opening, best first.
    buckets: BTreeMap<(Option<Kind>, bool, String), VecDeque<Draft>>,
    kinds: BTreeMap<Option<Kind>, usize>,
    openings: BTreeMap<String, usize>,
    persons: usize,
    taken: usize,
}

impl Queue {
    fn new(mut pool: Vec<Draft>) -> Self {
        sort(&mut pool);
        let mut buckets: BTreeMap<_, VecDeque<Draft>> = BTreeMap::new();
        for draft in pool {
            let bucket = (draft.item.kind, asks_person(&draft), opening(&draft.item.stem));
            buckets.entry(bucket).or_default().push_back(draft);
        }
        Queue {
            buckets,
            kinds: BTreeMap::new(),
            openings: BTreeMap::new(),
            persons: 0,
            taken: 0,
        }
    }

    /// Takes the best, less what it costs to take one more of its like.
    fn next(&mut self) -> Option<Draft> {
        let worth = |(bucket, drafts): (&(Option<Kind>, bool, String), &VecDeque<Draft>)| {
            let first = drafts.front()?;
            let worth = i32::from(first.score) - self.cost(bucket);
            Some((
                worth,
                Reverse((first.quote, first.item.stem.clone())),
                bucket.clone(),
            ))
        };
        let (_, _, bucket) = self.buckets.iter().filter_map(worth).max()?;
        let draft = self.buckets.get_mut(&bucket)?.pop_front()?;
        if self.buckets.get(&bucket).is_some_and(VecDeque::is_empty) {
            self.buckets.remove(&bucket);
        }
        self.taken += 1;
        self.persons += usize::from(bucket.1);
        *self.kinds.entry(bucket.0).or_default() += 1;
        *self.openings.entry(bucket.2).or_default() += 1;
        Some(draft)
    }

    fn cost(&self, (kind, is_person, opening): &(Option<Kind>, bool, String)) -> i32 {
        let is_over = |count: usize, share: usize| (count + 1) * 100 > (self.taken + 1).max(5) * share;
        let over = [
            is_over(self.kinds.get(kind).copied().unwrap_or(0), OF_ONE_KIND),
            *is_person && is_over(self.persons, OF_PERSONS),
            self.taken > 8 && is_over(self.openings.get(opening).copied().unwrap_or(0), OF_ONE_OPENING),
        ];
        over.iter()
            .zip(COSTS)
            .filter(|(is_over, _)| **is_over)
            .map(|(_, cost)| cost)
            .sum()
    }

    /// What was not taken, best first.
    fn rest(self) -> Vec<Draft> {
        let mut rest: Vec<Draft> = self.buckets.into_values().flatten().collect();
        sort(&mut rest);
        rest
    }
}

/// Whether the answer is a person: of such questions a paper should have few.
fn asks_person(draft: &Draft) -> bool {
    let stem = &draft.item.stem;
    matches!(
        draft.item.kind,
        Some(Kind::Who | Kind::Succession | Kind::Speaker)
    ) || stem.starts_with("Who ")
        || stem.contains(", who ")
}

/// The words a stem begins with, up to its first name or number, at most four: `in which year did`.
fn opening(stem: &str) -> String {
    let mut words = stem.split(' ').enumerate().take_while(|(place, word)| {
        let is_name = *place > 0 && word.starts_with(|first: char| !first.is_lowercase());
        *place < 4 && !is_name
    });
    let mut opening = String::new();
    for (_, word) in &mut words {
        opening.push_str(&word.to_lowercase());
        opening.push(' ');
    }
    opening
}

/// Puts the best draft of an article that has none in place of the last one of an article that has several.
fn give_each_article_one(chosen: &mut [Draft], rest: &[Draft], article: &impl Fn(&Draft) -> usize) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for draft in chosen.iter() {
        *counts.entry(article(draft)).or_default() += 1;
    }
    let mut missing: BTreeSet<usize> = rest.iter().map(article).collect();
    missing.retain(|place| !counts.contains_key(place));
    for draft in rest {
        if !missing.remove(&article(draft)) {
            continue;
        }
        let spare = chosen
            .iter_mut()
            .rev()
            .find(|last| counts.get(&article(last)).is_some_and(|count| *count > 1));
        let Some(spare) = spare else { return };
        if let Some(count) = counts.get_mut(&article(spare)) {
            *count -= 1;
        }
        counts.insert(article(draft), 1);
        *spare = draft.clone();
    }
}

/// Takes alternatives in place of the last items of a kind that there are too many of, as many true as false.
fn vary(chosen: &mut [Draft], mut instead: BTreeMap<(String, &'static str), Draft>) {
    let most = chosen.len() * OF_ONE_KIND / 100;
    let mut places = chosen.len() * IN_PLACE / 100;
    let mut by_kind: BTreeMap<Option<Kind>, usize> = BTreeMap::new();
    for draft in chosen.iter() {
        *by_kind.entry(draft.item.kind).or_default() += 1;
    }
    let mut balance = 0_i32;
    for draft in chosen.iter_mut().rev() {
        let is_over = by_kind.get(&draft.item.kind).is_some_and(|count| *count > most);
        if places == 0 || !is_over {
            continue;
        }
        let Some(other) = instead.remove(&part_of(draft)) else {
            continue;
        };
        let weight = match other.item.key.as_str() {
            "true" => 1,
            "false" => -1,
            _ => 0,
        };
        if (balance + weight).abs() > 1 {
            continue;
        }
        balance += weight;
        places -= 1;
        if let Some(count) = by_kind.get_mut(&draft.item.kind) {
            *count -= 1;
        }
        *draft = other;
    }
}
