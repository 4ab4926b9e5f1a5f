//! Reviews of both programs in one row, each once.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Here;
use super::Review;
use super::There;
use crate::progress::What;
use crate::schedule::Rating;

/// Kinds of entries over there.
pub(super) const FILTERED: u8 = 3;
/// See [`FILTERED`].
pub(super) const BY_HAND: u8 = 4;

/// One review of either program, on its way through the memory.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub at: i64,
    pub what: What,
    pub rating: Option<Rating>,
    /// The entry over there; `None` for one made here.
    pub there: Option<Review>,
    /// Whether it is in the log here.
    is_known: bool,
}

impl Step {
    /// Whether it comes from over there and is not here yet.
    pub(super) fn is_news(&self) -> bool {
        self.there.is_some() && !self.is_known
    }

    /// What makes an entry there and one here the same review, besides the moment.
    fn likeness(&self) -> (u8, u8) {
        likeness(self.what, self.rating)
    }
}

/// An answer of a quiz goes out as one while cramming: a package knows no other that changes no schedule.
fn likeness(what: What, rating: Option<Rating>) -> (u8, u8) {
    let what = match what {
        What::Rating => 0,
        What::Cram | What::Quiz => 1,
        _ => 2,
    };
    (what, rating.map_or(0, Rating::number))
}

/// Returns the reviews of both sides in the order of time, each once, and the moments of those here that are there too.
///
/// One that is on both sides has the moment it has here: in a package no two reviews have the same, so that
/// an export moves the second on.
pub(super) fn together(there: &There<'_>, here: &Here<'_>) -> (Vec<Step>, BTreeSet<i64>) {
    let logged = here.logged.map_or(&[][..], |logged| &logged.reviews);
    // By likeness and moment, with those that have both in common.
    let mut own: BTreeMap<((u8, u8), i64), Vec<Step>> = BTreeMap::new();
    for (at, what, rating) in logged {
        own.entry((likeness(*what, *rating), *at))
            .or_default()
            .push(Step {
                at: *at,
                what: *what,
                rating: *rating,
                there: None,
                is_known: true,
            });
    }
    let mut steps: Vec<Step> = there.reviews.iter().filter_map(step).collect();
    let mut known = BTreeSet::new();
    // Those of the very same moment first: none of them may be taken for another that was moved on.
    for is_exact in [true, false] {
        for step in steps.iter_mut().filter(|step| !step.is_known) {
            let moved = step.there.map_or(0, |review| i64::from(review.moved_at_most));
            let from = if is_exact {
                step.at
            } else {
                step.at.saturating_sub(moved)
            };
            let found = own
                .range((step.likeness(), from)..=(step.likeness(), step.at))
                .next();
            let Some(found) = found.map(|(key, _)| *key) else {
                continue;
            };
            (step.at, step.is_known) = (found.1, true);
            known.insert(found.1);
            if let Some(alike) = own.get_mut(&found) {
                alike.pop();
                if alike.is_empty() {
                    own.remove(&found);
                }
            }
        }
    }
    steps.extend(own.into_values().flatten());
    steps.sort_by_key(|step| step.at);
    (steps, known)
}

/// An entry over there as a review here; rescheduling without a rating says nothing.
fn step(review: &Review) -> Option<Step> {
    let rating = Rating::from_number(review.rating);
    let what = match (review.kind, review.factor, rating) {
        (BY_HAND, 0, _) => What::Reset,
        (_, _, None) => return None,
        (FILTERED, 0, _) => What::Cram,
        _ => What::Rating,
    };
    Some(Step {
        at: review.at,
        what,
        rating: if what == What::Reset { None } else { rating },
        there: Some(*review),
        is_known: false,
    })
}
