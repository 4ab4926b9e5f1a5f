//! Weights of the model found from a learner's own reviews, and whether they are any better.
//!
//! The newest fifth of the reviews is kept aside: weights are found from the
//! older ones and have to predict the newer ones better than the weights in
//! force. Only then are they found once more, from all reviews. Nothing here
//! knows where reviews are kept, or what becomes of the weights.

use std::fmt;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use fsrs::CombinedProgressState;
use fsrs::ComputeParametersInput;
use fsrs::FSRS;
use fsrs::FSRSError;
use fsrs::FSRSItem;
use fsrs::FSRSReview;
use fsrs::compute_parameters;

use super::Memory;
use super::Model;
use super::Rating;
use super::StudyDay;

/// Fewer reviews on a later day than this say too little. Source: the limit Anki long had.
pub const LEAST_REVIEWS: usize = 400;

/// One part in so many of the reviews is kept aside to judge by.
const KEPT_ASIDE: usize = 5;

/// Losses that differ by less are the same: a few answers more would turn them round.
const SAME: f64 = 0.000_5;

/// How often the work is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// One review as far as the model is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastReview {
    /// When, milliseconds since 1970 in UTC.
    pub at: i64,
    /// The study day.
    pub day: StudyDay,
    /// How well it was remembered.
    pub rating: Rating,
}

/// How well weights predict reviews.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Mean logarithmic loss: 0 would be foreknowledge, 0.69 is a coin.
    pub log_loss: f64,
    /// How far the predicted chance is off, as a share, over groups of like reviews.
    pub error: f64,
}

/// What came of looking for weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimized {
    /// The 21 weights found from all reviews, to four places.
    pub weights: Vec<f32>,
    /// How the weights in force predict the reviews kept aside.
    pub before: Fit,
    /// How weights found without those reviews predict them.
    pub after: Fit,
    /// Reviews that say something: those on a later day than the one before.
    pub reviews: usize,
    /// Of these, how many were kept aside.
    pub kept_aside: usize,
}

impl Optimized {
    /// Whether the new weights predict better than those in force, by more than chance would.
    pub fn is_better(&self) -> bool {
        self.after.log_loss < self.before.log_loss - SAME
    }
}

/// Why no weights were found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotOptimized {
    /// Too few reviews on a later day than the one before.
    TooFew {
        /// How many there are.
        reviews: usize,
        /// How many are needed.
        needed: usize,
    },
    /// The caller did not want to wait any longer.
    Stopped,
    /// The search ended in no usable numbers.
    NoWeights,
}

impl fmt::Display for NotOptimized {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotOptimized::TooFew { reviews, needed } => write!(
                out,
                "{reviews} reviews on a later day are too few; {needed} are needed"
            ),
            NotOptimized::Stopped => out.write_str("stopped; the weights are as they were"),
            NotOptimized::NoWeights => out.write_str("the reviews lead to no usable weights"),
        }
    }
}

impl std::error::Error for NotOptimized {}

/// Returns how many reviews say something about forgetting: those on a later day than the one before.
pub fn telling_reviews(histories: &[Vec<PastReview>]) -> usize {
    let of_card = |history: &Vec<PastReview>| {
        let pairs = history.windows(2);
        pairs.filter(|pair| pair[1].day > pair[0].day).count()
    };
    histories.iter().map(of_card).sum()
}

/// Looks for weights that predict `histories` better than `weights` do (none means the defaults).
///
/// Each history is one card's, from its first review on, oldest first. `relearning_steps` is how
/// many the learner has. `go_on` is told how far the work is, of how much, and ends it by `false`.
/// The same histories give the same weights.
///
/// Errors: too few reviews, stopped, or no usable weights.
pub fn optimize(
    histories: &[Vec<PastReview>],
    weights: &[f32],
    relearning_steps: usize,
    go_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Optimized, NotOptimized> {
    let set = TrainingSet::new(histories);
    let reviews = set.items.len();
    if reviews < LEAST_REVIEWS {
        return Err(NotOptimized::TooFew {
            reviews,
            needed: LEAST_REVIEWS,
        });
    }
    let kept_aside = reviews / KEPT_ASIDE;
    let older = set.first(reviews - kept_aside);
    let newer = set.items[reviews - kept_aside..].to_vec();
    // Both searches are told as one, twice as long.
    let found = search(older, relearning_steps, &mut |done, total| go_on(done, 2 * total))?;
    let before = fit(weights, newer.clone())?;
    let after = fit(&found, newer)?;
    let found = search(set, relearning_steps, &mut |done, total| {
        go_on(total + done, 2 * total)
    })?;
    Ok(Optimized {
        weights: found,
        before,
        after,
        reviews,
        kept_aside,
    })
}

/// What the model is to learn from: for each telling review, the card's reviews up to it.
#[derive(Clone, Default)]
struct TrainingSet {
    /// By the time of their last review.
    items: Vec<FSRSItem>,
    /// The card of each.
    cards: Vec<i64>,
}

impl TrainingSet {
    fn new(histories: &[Vec<PastReview>]) -> TrainingSet {
        let mut dated = Vec::new();
        for (card, history) in histories.iter().enumerate() {
            let mut reviews = Vec::with_capacity(history.len());
            let mut last: Option<StudyDay> = None;
            for review in history {
                // A clock set back counts as no time.
                let days = last.map_or(0, |last| review.day.days_since(last).max(0));
                last = Some(review.day);
                let delta_t = u32::try_from(days).unwrap_or(u32::MAX);
                reviews.push(FSRSReview {
                    rating: u32::from(review.rating.number()),
                    delta_t,
                });
                if delta_t > 0 {
                    dated.push((
                        review.at,
                        card as i64,
                        FSRSItem {
                            reviews: reviews.clone(),
                        },
                    ));
                }
            }
        }
        dated.sort_by_key(|(at, card, item)| (*at, *card, item.reviews.len()));
        let mut set = TrainingSet::default();
        for (_, card, item) in dated {
            set.items.push(item);
            set.cards.push(card);
        }
        set
    }

    fn first(&self, count: usize) -> TrainingSet {
        TrainingSet {
            items: self.items[..count].to_vec(),
            cards: self.cards[..count].to_vec(),
        }
    }
}

/// Finds weights, on a thread of its own so that `go_on` may end it.
fn search(
    set: TrainingSet,
    relearning_steps: usize,
    go_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Vec<f32>, NotOptimized> {
    let progress = CombinedProgressState::new_shared();
    let input = ComputeParametersInput {
        train_set: set.items,
        card_ids: Some(set.cards),
        progress: Some(Arc::clone(&progress)),
        num_relearning_steps: Some(relearning_steps),
        ..ComputeParametersInput::default()
    };
    let mut is_wanted = look(&progress, go_on);
    let found = thread::scope(|scope| {
        let (send, found) = mpsc::channel();
        scope.spawn(move || send.send(compute_parameters(input)));
        loop {
            match found.recv_timeout(LOOK) {
                Ok(found) => return found,
                Err(mpsc::RecvTimeoutError::Timeout) => is_wanted &= look(&progress, go_on),
                // The thread ended without an answer: it panicked inside the search.
                Err(mpsc::RecvTimeoutError::Disconnected) => return Err(FSRSError::InvalidInput),
            }
        }
    });
    // The search may end, or forget that it was told to, before it looks up.
    if !is_wanted {
        return Err(NotOptimized::Stopped);
    }
    let found = found.map_err(|error| match error {
        FSRSError::Interrupted => NotOptimized::Stopped,
        _ => NotOptimized::NoWeights,
    })?;
    let found: Vec<f32> = found.iter().map(|weight| to_four_places(*weight)).collect();
    Model::new(&found).map_err(|_| NotOptimized::NoWeights)?;
    Ok(found)
}

/// Tells how far the search is; returns whether it is to go on.
fn look(progress: &Mutex<CombinedProgressState>, go_on: &mut dyn FnMut(usize, usize) -> bool) -> bool {
    let mut state = progress.lock().unwrap_or_else(PoisonError::into_inner);
    let total = state.total();
    // Before the search itself begins there is nothing to tell, but it may be ended.
    let is_wanted = go_on(state.current().min(total), total);
    state.want_abort |= !is_wanted;
    is_wanted
}

fn to_four_places(weight: f32) -> f32 {
    ((f64::from(weight) * 10_000.0).round() / 10_000.0) as f32
}

fn fit(weights: &[f32], items: Vec<FSRSItem>) -> Result<Fit, NotOptimized> {
    let model = FSRS::new(weights).map_err(|_| NotOptimized::NoWeights)?;
    let found = model.evaluate(items, |_| true);
    let found = found.map_err(|_| NotOptimized::NoWeights)?;
    // The last digits of the error hang on the order of a hash map.
    let to_places = |number: f32| (f64::from(number) * 100_000.0).round() / 100_000.0;
    Ok(Fit {
        log_loss: to_places(found.log_loss),
        error: to_places(found.rmse_bins),
    })
}

/// Returns the memory that `history` leads to under `model`; `None` without a review.
pub fn remembered(model: &Model, history: &[PastReview]) -> Option<Memory> {
    let mut memory = None;
    let mut last: Option<StudyDay> = None;
    for review in history {
        let days = last.map_or(0, |last| review.day.days_since(last).max(0));
        last = Some(review.day);
        let days = u32::try_from(days).unwrap_or(u32::MAX);
        memory = Some(*model.after(memory, days).of(review.rating));
    }
    memory
}

#[cfg(test)]
mod tests {
    use rand::RngExt;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::LEAST_REVIEWS;
    use super::NotOptimized;
    use super::PastReview;
    use super::optimize;
    use super::remembered;
    use super::telling_reviews;
    use crate::schedule::Model;
    use crate::schedule::Rating;
    use crate::schedule::StudyDay;

    /// Reviews of a learner whose memory lasts `stretch` times as long as the defaults say.
    fn histories(cards: i32, stretch: f64) -> Vec<Vec<PastReview>> {
        let model = Model::default();
        let mut chance = ChaCha8Rng::seed_from_u64(3);
        let mut all = Vec::new();
        for card in 0..cards {
            let mut day = StudyDay(card / 10);
            let mut history = vec![review(day, card, Rating::Good)];
            for _ in 0..6 {
                let memory = remembered(&model, &history).unwrap();
                let days = model.interval_days(memory.stability, 0.9).round().max(1.0);
                day = day.plus(days as i64);
                let recall = model.retrievability(memory, days / stretch);
                let rating = match chance.random_bool(recall) {
                    true => Rating::Good,
                    false => Rating::Again,
                };
                history.push(review(day, card, rating));
            }
            all.push(history);
        }
        all
    }

    fn review(day: StudyDay, card: i32, rating: Rating) -> PastReview {
        PastReview {
            at: i64::from(day.0) * 86_400_000 + i64::from(card),
            day,
            rating,
        }
    }

    #[test]
    fn weights_of_a_learner_who_forgets_faster_are_found_and_are_better() {
        let histories = histories(300, 0.2);
        let mut told = 0;
        let found = optimize(&histories, &[], 1, &mut |done, total| {
            told += 1;
            done <= total
        });
        let found = found.unwrap();
        assert_eq!(found.reviews, telling_reviews(&histories));
        assert_eq!(found.kept_aside, found.reviews / 5);
        assert!(found.is_better(), "{found:?}");
        let (own, usual) = (Model::new(&found.weights).unwrap(), Model::default());
        let stability = |model: &Model| model.after(None, 0).good.stability.days();
        assert!(
            stability(&own) < stability(&usual),
            "{} {}",
            stability(&own),
            stability(&usual)
        );
        let again = optimize(&histories, &[], 1, &mut |_, _| true).unwrap();
        assert_eq!(again, found, "the same reviews give the same weights");
        let once_more = optimize(&histories, &found.weights, 1, &mut |_, _| true).unwrap();
        assert!(once_more.before.log_loss < found.before.log_loss);
    }

    #[test]
    fn too_few_reviews_are_counted_and_named() {
        let few = histories(10, 1.0);
        assert_eq!(
            optimize(&few, &[], 1, &mut |_, _| true),
            Err(NotOptimized::TooFew {
                reviews: 60,
                needed: LEAST_REVIEWS
            })
        );
    }

    #[test]
    fn reviews_of_one_day_say_nothing_of_forgetting() {
        let day = StudyDay(5);
        let history = vec![
            review(day, 0, Rating::Again),
            review(day, 1, Rating::Good),
            review(day.plus(3), 2, Rating::Good),
        ];
        assert_eq!(telling_reviews(&[history]), 1);
    }

    #[test]
    fn a_caller_who_does_not_want_to_wait_ends_it() {
        let histories = histories(2_000, 0.5);
        let stopped = optimize(&histories, &[], 1, &mut |_, _| false);
        assert_eq!(stopped, Err(NotOptimized::Stopped));
    }
}
