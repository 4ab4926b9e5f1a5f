//! What to study today, and in which order.
//!
//! Cards on their steps come when their minute has come; reviews in the order
//! of their days, or by retrievability when more are due than the day allows;
//! new cards are spread among them. Two cards of one fact never meet on one day.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::CardState;
use super::Due;
use super::Moment;
use super::Phase;
use super::StudyDay;

/// A card that might be studied today.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where it is on its way.
    pub state: CardState,
    /// Cards that rest on the same fact share this number; `None` has no siblings.
    pub siblings: Option<u64>,
    /// Order among new cards: smaller first.
    pub position: u64,
}

/// What the day still allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyLimits {
    /// New cards.
    pub new: u32,
    /// Reviews.
    pub reviews: u32,
}

/// The cards of a sitting in the order they are first shown, and what was left for later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// Indices into the candidates: reviews and new cards, mixed.
    pub order: Vec<usize>,
    /// Indices of cards on their steps, the earliest first; they cut in when their minute has come.
    pub learning: Vec<usize>,
    /// Indices of reviews due that the limit left out.
    pub reviews_over_limit: Vec<usize>,
    /// Indices of new cards that the limit left out.
    pub new_over_limit: Vec<usize>,
    /// Cards put off to another day because a sibling is studied today.
    pub put_off: Vec<Held>,
}

/// A card put off to another day by a sibling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Index of the card.
    pub card: usize,
    /// Index of the sibling that comes today in its place; `None` where one was rated today already.
    pub by: Option<usize>,
}

/// The sibling numbers of today, each with the candidate that has it; `None` for one rated already.
type Taken = BTreeMap<u64, Option<usize>>;

/// Draws today's queue from `candidates`.
///
/// `seen_today` holds the sibling numbers of cards already rated today. Reviews
/// due on the same day are shuffled by `seed`; when more are due than
/// `limits.reviews`, those with the best chance of recall come first, because
/// they are the cheapest to keep and the rest is not lost further by a day.
pub fn draw_queue(
    candidates: &[Candidate],
    seen_today: &BTreeSet<u64>,
    limits: DailyLimits,
    now: Moment,
    seed: u64,
) -> Queue {
    let mut queue = Queue {
        learning: learning_today(candidates, now),
        ..Queue::default()
    };
    let mut taken: Taken = seen_today.iter().map(|number| (*number, None)).collect();
    for index in &queue.learning {
        if let Some(number) = candidates[*index].siblings {
            taken.entry(number).or_insert(Some(*index));
        }
    }

    let mut reviews = due_reviews(candidates, now, seed);
    if reviews.len() > limits.reviews as usize {
        sort_by_recall(&mut reviews, candidates, now.day);
    }
    settle_siblings(&mut reviews, candidates, now.day);
    let (reviews, over) = take(
        reviews,
        candidates,
        &mut taken,
        limits.reviews,
        &mut queue.put_off,
    );
    for number in over.iter().filter_map(|index| candidates[*index].siblings) {
        // What does not come today keeps no new card waiting.
        taken.remove(&number);
    }
    queue.reviews_over_limit = over;

    let mut new: Vec<usize> = (0..candidates.len())
        .filter(|index| is_new(&candidates[*index]))
        .collect();
    new.sort_by_key(|index| (candidates[*index].position, *index));
    let (new, over) = take(new, candidates, &mut taken, limits.new, &mut queue.put_off);
    queue.new_over_limit = over;

    queue.order = mixed(&reviews, &new);
    queue
}

fn is_new(candidate: &Candidate) -> bool {
    candidate.state.phase == Phase::New
}

fn learning_today(candidates: &[Candidate], now: Moment) -> Vec<usize> {
    let mut found: Vec<(jiff::Timestamp, usize)> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        if let Due::At(at, day) = candidate.state.due
            && day <= now.day
        {
            found.push((at, index));
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, index)| index).collect()
}

/// Cards due on a day, the longest due first, those of one day in an order drawn from `seed`.
fn due_reviews(candidates: &[Candidate], now: Moment, seed: u64) -> Vec<usize> {
    let mut found: Vec<usize> = (0..candidates.len())
        .filter(|index| matches!(candidates[*index].state.due, Due::On(day) if day <= now.day))
        .collect();
    found.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    found.sort_by_cached_key(|index| candidates[*index].state.due.day());
    found
}

/// Best chance of recall first. Days over stability orders the same way as the
/// forgetting curve does, and one division gives the same bits on every processor.
fn sort_by_recall(reviews: &mut [usize], candidates: &[Candidate], today: StudyDay) {
    reviews.sort_by_cached_key(|index| Faded(faded(&candidates[*index].state, today)));
}

/// Days over stability, in their order; none is not a number.
struct Faded(f64);

impl Ord for Faded {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Faded {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Faded {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Faded {}

fn faded(state: &CardState, today: StudyDay) -> f64 {
    state.memory.map_or(f64::INFINITY, |memory| {
        f64::from(state.elapsed_days(today)) / memory.stability.days()
    })
}

/// Gives each place that siblings have among the reviews to the one whose turn it is: the longest due, then
/// the best recalled, then the first of the candidates. Which of them comes today is then the same whatever
/// other cards are asked for.
fn settle_siblings(reviews: &mut [usize], candidates: &[Candidate], today: StudyDay) {
    let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, index) in reviews.iter().enumerate() {
        if let Some(number) = candidates[*index].siblings {
            places.entry(number).or_default().push(place);
        }
    }
    for places in places.values().filter(|places| places.len() > 1) {
        let mut turns: Vec<usize> = places.iter().map(|place| reviews[*place]).collect();
        turns.sort_by(|a, b| {
            let (one, other) = (&candidates[*a].state, &candidates[*b].state);
            let by_day = one.due.day().cmp(&other.due.day());
            by_day
                .then(faded(one, today).total_cmp(&faded(other, today)))
                .then(a.cmp(b))
        });
        for (place, index) in places.iter().zip(turns) {
            reviews[*place] = index;
        }
    }
}

/// Takes cards in order until the limit, never two siblings; those that a sibling holds back go to
/// `put_off`. Returns the ones taken and the ones over the limit.
///
/// A card over the limit holds its siblings back as well: two of them are one review that waits.
fn take(
    from: Vec<usize>,
    candidates: &[Candidate],
    taken: &mut Taken,
    limit: u32,
    put_off: &mut Vec<Held>,
) -> (Vec<usize>, Vec<usize>) {
    let (mut kept, mut over) = (Vec::new(), Vec::new());
    for index in from {
        let siblings = candidates[index].siblings;
        if let Some(by) = siblings.and_then(|number| taken.get(&number)) {
            put_off.push(Held { card: index, by: *by });
            continue;
        }
        if let Some(number) = siblings {
            taken.insert(number, Some(index));
        }
        match kept.len() < limit as usize {
            true => kept.push(index),
            false => over.push(index),
        }
    }
    (kept, over)
}

/// Spreads the new cards evenly among the reviews; a review comes first.
fn mixed(reviews: &[usize], new: &[usize]) -> Vec<usize> {
    let total = reviews.len() + new.len();
    let mut order = Vec::with_capacity(total);
    let (mut reviews, mut new_left) = (reviews.iter(), new.iter());
    for place in 1..=total {
        // After `place` cards, this share of the new ones has been shown.
        let wanted = place * new.len() / total;
        let shown = new.len() - new_left.len();
        let next = if wanted > shown {
            new_left.next()
        } else {
            reviews.next().or_else(|| new_left.next())
        };
        order.extend(next.copied());
    }
    order.extend(reviews.copied());
    order.extend(new_left.copied());
    order
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::Candidate;
    use super::DailyLimits;
    use super::Held;
    use super::Queue;
    use super::draw_queue;
    use crate::schedule::CardState;
    use crate::schedule::Due;
    use crate::schedule::Memory;
    use crate::schedule::Moment;
    use crate::schedule::Phase;
    use crate::schedule::Stability;

    fn now() -> Moment {
        let at: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
        Moment::new(at, Offset::UTC, 240)
    }

    fn new(position: u64) -> Candidate {
        Candidate {
            state: CardState::NEW,
            siblings: None,
            position,
        }
    }

    fn review(due_in: i64, stability: f64, seen_days_ago: i64) -> Candidate {
        let day = now().day;
        let state = CardState {
            phase: Phase::Review,
            memory: Some(Memory {
                stability: Stability::from_days(stability),
                difficulty: 5.0,
            }),
            due: Due::On(day.plus(due_in)),
            last: Some((now().at, day.plus(-seen_days_ago))),
            ..CardState::NEW
        };
        Candidate {
            state,
            siblings: None,
            position: 0,
        }
    }

    fn draw(candidates: &[Candidate], new: u32, reviews: u32) -> Queue {
        draw_queue(
            candidates,
            &BTreeSet::new(),
            DailyLimits { new, reviews },
            now(),
            1,
        )
    }

    #[test]
    fn the_longest_due_comes_first_and_tomorrow_waits() {
        let cards = [review(0, 5.0, 5), review(-3, 5.0, 8), review(1, 5.0, 4)];
        assert_eq!(draw(&cards, 10, 10).order, [1, 0]);
    }

    #[test]
    fn a_backlog_starts_with_what_is_best_remembered() {
        let cards = [review(-9, 2.0, 30), review(-1, 50.0, 30), review(-5, 10.0, 30)];
        let queue = draw(&cards, 10, 2);
        assert_eq!(queue.order, [1, 2]);
        assert_eq!(queue.reviews_over_limit, [0]);
    }

    #[test]
    fn new_cards_are_spread_among_reviews() {
        let mut cards: Vec<Candidate> = (0..4).map(|_| review(0, 5.0, 5)).collect();
        cards.extend([new(1), new(0)]);
        let queue = draw(&cards, 10, 10);
        let new_places: Vec<usize> = queue
            .order
            .iter()
            .enumerate()
            .filter(|(_, card)| **card >= 4)
            .map(|(place, _)| place)
            .collect();
        assert_eq!(new_places, [2, 5]);
        assert_eq!(queue.order[2], 5, "the smaller position comes first");
    }

    #[test]
    fn only_new_cards_are_shown_in_their_order() {
        assert_eq!(draw(&[new(2), new(1), new(3)], 2, 10).order, [1, 0]);
    }

    #[test]
    fn siblings_do_not_meet_on_one_day() {
        let mut cards = [new(0), new(1), review(0, 5.0, 5)];
        for card in &mut cards {
            card.siblings = Some(7);
        }
        let queue = draw(&cards, 10, 10);
        assert_eq!(queue.order, [2]);
        let by_the_review = |card| Held { card, by: Some(2) };
        assert_eq!(queue.put_off, [by_the_review(0), by_the_review(1)]);
        let seen = BTreeSet::from([7]);
        let none = draw_queue(&cards, &seen, DailyLimits { new: 9, reviews: 9 }, now(), 1);
        assert!(none.order.is_empty());
        assert!(none.put_off.iter().all(|held| held.by.is_none()));
    }

    #[test]
    fn the_same_sibling_comes_whatever_else_is_asked_for() {
        let with_others = |others: usize, seed: u64| {
            let mut cards: Vec<Candidate> = (0..others).map(|_| review(0, 5.0, 5)).collect();
            cards.extend([review(0, 9.0, 5), review(0, 8.0, 5), review(0, 9.0, 5)]);
            for card in &mut cards[others..] {
                card.siblings = Some(7);
            }
            let limits = DailyLimits { new: 0, reviews: 99 };
            let queue = draw_queue(&cards, &BTreeSet::new(), limits, now(), seed);
            let came = queue.order.iter().find(|card| **card >= others).unwrap();
            came - others
        };
        for seed in 0..20 {
            for others in 0..5 {
                assert_eq!(with_others(others, seed), 0, "{others} others, seed {seed}");
            }
        }
    }

    #[test]
    fn a_sibling_held_back_is_not_over_the_limit() {
        let mut cards = [review(0, 5.0, 5), review(-1, 5.0, 6), review(-2, 5.0, 7)];
        cards[0].siblings = Some(7);
        cards[1].siblings = Some(7);
        let queue = draw(&cards, 0, 1);
        assert_eq!((queue.order.len(), queue.reviews_over_limit.len()), (1, 1));
        assert_eq!(queue.put_off.len(), 1);
        let queue = draw(&cards, 0, 3);
        assert_eq!((queue.order.len(), queue.reviews_over_limit.len()), (2, 0));
        assert_eq!(queue.put_off.len(), 1, "the same under every limit");
    }

    #[test]
    fn one_seed_gives_one_order_and_another_seed_another() {
        let cards: Vec<Candidate> = (0..50).map(|_| review(0, 5.0, 5)).collect();
        let limits = DailyLimits { new: 0, reviews: 100 };
        let draw = |seed| draw_queue(&cards, &BTreeSet::new(), limits, now(), seed).order;
        assert_eq!(draw(3), draw(3));
        assert_ne!(draw(3), draw(4));
    }
}
