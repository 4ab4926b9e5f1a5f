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

/// Takes alternatives in place of the last items of a kind that there are too many of, as many true as false;
/// first where another question shows the fact in another direction.
fn vary(chosen: &mut [Draft], mut instead: BTreeMap<(String, &'static str), Draft>) {
    let most = chosen.len() * OF_ONE_KIND / 100;
    let mut places = chosen.len() * IN_PLACE / 100;
    let mut by_kind: BTreeMap<Option<Kind>, usize> = BTreeMap::new();
    let mut by_fact: BTreeMap<String, usize> = BTreeMap::new();
    for draft in chosen.iter() {
        *by_kind.entry(draft.item.kind).or_default() += 1;
        *by_fact.entry(draft.fact.id.0.clone()).or_default() += 1;
    }
    let mut balance = 0_i32;
    // A paper does not open with statements to be judged.
    let first = chosen.len() / 3;
    for is_shown_otherwise in [true, false] {
        for draft in chosen[first..].iter_mut().rev() {
            let is_over = by_kind.get(&draft.item.kind).is_some_and(|count| *count > most);
            let is_shown = by_fact.get(&draft.fact.id.0).is_some_and(|count| *count > 1);
            if places == 0 || !is_over || is_shown != is_shown_otherwise {
                continue;
            }
            let Some(other) = instead.get(&part_of(draft)) else {
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
            let Some(other) = instead.remove(&part_of(draft)) else {
                continue;
            };
            balance += weight;
            places -= 1;
            if let Some(count) = by_kind.get_mut(&draft.item.kind) {
                *count -= 1;
            }
            *draft = other;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{best, choose, opening};
    use crate::facts::{Assertion, Fact, FactId};
    use crate::items::{Detail, Draft, Item, ItemId, Kind, Status};
    use crate::text::{DocumentId, Span};

    /// A draft of its own fact in a sentence of its own, `place` sentences into the document.
    fn draft(kind: Kind, place: usize, score: u16) -> Draft {
        let fact = Fact {
            id: FactId(format!("fact-{place}")),
            subject: String::new(),
            relation: String::new(),
            object: String::new(),
            time: None,
            statement: String::new(),
            assertion: Assertion::Stated,
            as_of: None,
            contested: false,
            importance: 2,
            evidence: Vec::new(),
        };
        let item = Item {
            id: ItemId(format!("{kind}-{place}")),
            fact: Some(fact.id.clone()),
            kind: Some(kind),
            stem: format!("Asked {kind} of Berdi{place}?"),
            key: format!("key {place}"),
            accept: Vec::new(),
            distractors: Vec::new(),
            detail: Detail::default(),
            explanation: None,
            importance: 2,
            difficulty: None,
            tags: Vec::new(),
            as_of: None,
            contested: false,
            status: Status::Draft,
            changed: None,
            added: None,
            record: Default::default(),
        };
        Draft {
            item,
            fact,
            document: DocumentId(String::new()),
            name: String::new(),
            quote: Span {
                start: place * 100,
                end: place * 100 + 90,
            },
            score,
            rule: "dated-event",
            part: "when",
        }
    }

    fn ids(drafts: &[Draft]) -> Vec<&str> {
        drafts.iter().map(|draft| draft.item.id.0.as_str()).collect()
    }

    #[test]
    fn one_question_for_a_part_of_a_fact_and_three_for_a_sentence() {
        let mut same = vec![draft(Kind::When, 1, 500), draft(Kind::Cloze, 1, 600)];
        assert_eq!(ids(&best(same.clone())), ["cloze-1"]);
        same[1].part = "cloze";
        same[1].item.key = "Velk".to_owned();
        assert_eq!(best(same).len(), 2);
        let mut crowd: Vec<Draft> = (0..5).map(|place| draft(Kind::When, place, 500)).collect();
        for one in &mut crowd {
            one.quote = Span { start: 0, end: 9 };
        }
        assert_eq!(best(crowd).len(), 3);
    }

    #[test]
    fn the_order_they_come_in_does_not_show() {
        let drafts: Vec<Draft> = (0..30)
            .map(|place| {
                let kind = [Kind::When, Kind::Who, Kind::Term][place % 3];
                draft(kind, place, 500 + u16::try_from(place % 4).unwrap())
            })
            .collect();
        let mut turned = drafts.clone();
        turned.reverse();
        turned.rotate_left(7);
        let chosen = |drafts| choose(best(drafts), Vec::new(), Some(12), |_| 0).0;
        assert_eq!(chosen(drafts), chosen(turned));
    }

    #[test]
    fn no_kind_takes_more_than_two_fifths_where_others_are_nearly_as_good() {
        let mut drafts: Vec<Draft> = (0..20).map(|place| draft(Kind::When, place, 600)).collect();
        drafts.extend((20..40).map(|place| draft(Kind::Which, place, 560)));
        drafts.extend((40..60).map(|place| draft(Kind::HowMany, place, 540)));
        let (chosen, more) = choose(best(drafts), Vec::new(), Some(20), |_| 0);
        let of = |kind: Kind| {
            chosen
                .iter()
                .filter(|draft| draft.item.kind == Some(kind))
                .count()
        };
        assert_eq!((chosen.len(), more), (20, 40));
        assert!(of(Kind::When) <= 8 && of(Kind::When) > 4, "{}", of(Kind::When));
    }

    #[test]
    fn a_core_fact_goes_before_a_detail_of_a_rarer_kind() {
        let mut drafts: Vec<Draft> = (0..6).map(|place| draft(Kind::When, place, 800)).collect();
        drafts.push(draft(Kind::Term, 9, 300));
        let (chosen, _) = choose(best(drafts), Vec::new(), Some(6), |_| 0);
        assert!(chosen.iter().all(|draft| draft.item.kind == Some(Kind::When)));
    }

    #[test]
    fn every_article_has_one() {
        let mut drafts: Vec<Draft> = (0..9).map(|place| draft(Kind::When, place, 800)).collect();
        drafts.push(draft(Kind::When, 90, 300));
        let article = |draft: &Draft| usize::from(draft.quote.start > 5_000);
        let (chosen, _) = choose(best(drafts), Vec::new(), Some(4), article);
        assert_eq!(chosen.len(), 4);
        assert!(ids(&chosen).contains(&"when-90"));
    }

    #[test]
    fn a_weaker_alternative_stands_in_where_dates_are_too_many() {
        let drafts: Vec<Draft> = (0..20).map(|place| draft(Kind::When, place, 600)).collect();
        let claims: Vec<Draft> = (0..20)
            .map(|place| {
                let mut claim = draft(Kind::TrueFalse, place, 400);
                claim.item.key = if place % 2 == 0 { "true" } else { "false" }.to_owned();
                claim
            })
            .collect();
        let (chosen, _) = choose(best(drafts.clone()), claims.clone(), None, |_| 0);
        let claimed: Vec<&Draft> = chosen
            .iter()
            .filter(|draft| draft.item.kind == Some(Kind::TrueFalse))
            .collect();
        let all_true = claimed.iter().filter(|draft| draft.item.key == "true").count();
        assert_eq!((chosen.len(), claimed.len()), (20, 3));
        assert!((1..=2).contains(&all_true));
        let mut facts: Vec<&str> = chosen.iter().map(|draft| draft.fact.id.0.as_str()).collect();
        facts.sort_unstable();
        facts.dedup();
        assert_eq!(facts.len(), 20, "no fact is asked twice");
        let (few, _) = choose(best(drafts[..2].to_vec()), claims[..2].to_vec(), None, |_| 0);
        assert!(few.iter().all(|draft| draft.item.kind == Some(Kind::When)));
    }

    #[test]
    fn a_statement_stands_in_first_where_the_fact_is_asked_another_way_too() {
        let mut drafts: Vec<Draft> = (0..12).map(|place| draft(Kind::When, place, 600)).collect();
        let mut other_way = draft(Kind::Who, 8, 700);
        other_way.part = "who";
        "Velk".clone_into(&mut other_way.item.key);
        drafts.push(other_way);
        let claims: Vec<Draft> = (0..12)
            .map(|place| {
                let mut claim = draft(Kind::TrueFalse, place, 400);
                claim.item.key = "true".to_owned();
                claim
            })
            .collect();
        let (chosen, _) = choose(best(drafts), claims, None, |_| 0);
        let claimed = |draft: &&Draft| draft.item.kind == Some(Kind::TrueFalse);
        let claimed: Vec<Draft> = chosen.iter().filter(claimed).cloned().collect();
        assert_eq!(ids(&claimed), ["true-false-8"]);
    }

    #[test]
    fn an_opening_ends_at_the_first_name() {
        assert_eq!(opening("In which year did Berdi fall?"), "in which year did ");
        assert_eq!(opening("Who founded Berdi?"), "who founded ");
        assert_eq!(opening("On what date in 1911 was it?"), "on what date in ");
        assert_eq!(opening("In Berdiland, who fell?"), "in ");
    }
}
