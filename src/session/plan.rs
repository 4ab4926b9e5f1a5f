//! From what is due and what is new to the cards of a sitting, by name.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use twox_hash::XxHash3_64;

use crate::progress::DueCard;
use crate::schedule::Candidate;
use crate::schedule::CardState;
use crate::schedule::DailyLimits;
use crate::schedule::Moment;
use crate::schedule::draw_queue;

/// A card never rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCard {
    /// deck/item or deck/item/direction.
    pub id: String,
    /// Order among new cards: smaller first.
    pub position: u64,
}

/// The cards of a sitting, and what was left for later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Names in the order they are first shown; those on their steps come first.
    pub cards: Vec<String>,
    /// How many of them are on their steps.
    pub learning: usize,
    /// Those of them that are new.
    pub new: BTreeSet<String>,
    /// Reviews that are due but over the day's limit.
    pub reviews_over_limit: Vec<String>,
    /// Due cards that were not looked at, of a backlog longer than the limit: over it, or held back.
    pub not_looked_at: usize,
    /// New cards over the day's limit.
    pub new_over_limit: usize,
    /// Cards put off because one of the same fact is studied today.
    pub held_back: Vec<HeldBack>,
}

/// A card that waits for a later day because of a sibling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// The card.
    pub card: String,
    /// Whether it was never rated.
    pub is_new: bool,
    /// The sibling.
    pub by: String,
    /// Whether the sibling was rated today already; otherwise it comes today.
    pub is_rated: bool,
    /// Whether the sibling itself waits, over the day's limit of reviews.
    pub is_over_limit: bool,
}

impl Plan {
    /// Returns what holds `card` back today, if anything does.
    pub fn held_back(&self, card: &str) -> Option<&HeldBack> {
        self.held_back.iter().find(|held| held.card == card)
    }

    /// Returns the learned cards that are due and may be asked today, in and over the limit: one of each fact.
    pub fn due(&self) -> impl Iterator<Item = &String> {
        let asked = self.cards.iter().skip(self.learning);
        asked
            .filter(|card| !self.new.contains(*card))
            .chain(&self.reviews_over_limit)
    }

    /// Returns the learned cards that are due and wait for a later day, because one of the same fact is before them.
    pub fn due_later(&self) -> impl Iterator<Item = &HeldBack> {
        self.held_back.iter().filter(|held| !held.is_new)
    }
}

/// Returns the number that cards of one fact share: of `deck` and the fact's id, or of the term's for its
/// two directions.
pub fn sibling_number(deck: &str, fact: &str) -> u64 {
    XxHash3_64::oneshot_with_seed(XxHash3_64::oneshot(deck.as_bytes()), fact.as_bytes())
}

/// Plans a sitting.
///
/// `siblings` says which cards rest on one fact, see [`sibling_number`]; `rated_today` names the
/// cards already rated today; `limits` are what is left of the day's.
pub fn plan(
    due: &[DueCard],
    new: &[NewCard],
    siblings: &dyn Fn(&str) -> Option<u64>,
    rated_today: &[String],
    limits: DailyLimits,
    now: Moment,
    seed: u64,
) -> Plan {
    let candidate = |state, id: &str, position| Candidate {
        state,
        siblings: siblings(id),
        position,
    };
    let mut candidates: Vec<Candidate> = due
        .iter()
        .map(|due| candidate(due.card.state, &due.item, 0))
        .collect();
    candidates.extend(
        new.iter()
            .map(|new| candidate(CardState::NEW, &new.id, new.position)),
    );
    let mut seen: BTreeMap<u64, &String> = BTreeMap::new();
    for id in rated_today {
        if let Some(number) = siblings(id) {
            seen.insert(number, id);
        }
    }
    let queue = draw_queue(&candidates, &seen.keys().copied().collect(), limits, now, seed);
    let name = |index: &usize| match due.get(*index) {
        Some(due) => due.item.clone(),
        None => new[*index - due.len()].id.clone(),
    };
    let is_new = |index: &usize| *index >= due.len();
    let over: BTreeSet<usize> = queue.reviews_over_limit.iter().copied().collect();
    let held_back = queue.put_off.iter().map(|held| {
        let rated = || {
            let number = candidates[held.card].siblings?;
            seen.get(&number).map(|id| (*id).clone())
        };
        HeldBack {
            card: name(&held.card),
            is_new: is_new(&held.card),
            by: held
                .by
                .map_or_else(|| rated().unwrap_or_default(), |by| name(&by)),
            is_rated: held.by.is_none(),
            is_over_limit: held.by.is_some_and(|by| over.contains(&by)),
        }
    });
    Plan {
        cards: queue.learning.iter().chain(&queue.order).map(name).collect(),
        learning: queue.learning.len(),
        new: queue
            .order
            .iter()
            .filter(|index| is_new(index))
            .map(name)
            .collect(),
        reviews_over_limit: queue.reviews_over_limit.iter().map(name).collect(),
        not_looked_at: 0,
        new_over_limit: queue.new_over_limit.len(),
        held_back: held_back.collect(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::NewCard;
    use super::plan;
    use super::sibling_number;
    use crate::schedule::DailyLimits;
    use crate::schedule::Moment;

    #[test]
    fn the_two_directions_of_a_term_are_not_new_on_one_day() {
        let at: Timestamp = "2031-03-10T09:00:00Z".parse().unwrap();
        let now = Moment::new(at, Offset::UTC, 240);
        let new: Vec<NewCard> = ["trees/oak/kk-en", "trees/oak/en-kk", "trees/elm/kk-en"]
            .iter()
            .enumerate()
            .map(|(position, id)| NewCard {
                id: (*id).to_owned(),
                position: position as u64,
            })
            .collect();
        let siblings = |id: &str| {
            let mut parts = id.split('/');
            Some(sibling_number(parts.next()?, parts.next()?))
        };
        let limits = DailyLimits { new: 10, reviews: 10 };
        let drawn = plan(&[], &new, &siblings, &[], limits, now, 1);
        assert_eq!(drawn.cards, ["trees/oak/kk-en", "trees/elm/kk-en"]);
        let held = drawn.held_back("trees/oak/en-kk").unwrap();
        assert_eq!(
            (held.by.as_str(), held.is_rated, held.is_new),
            ("trees/oak/kk-en", false, true)
        );
        let drawn = plan(
            &[],
            &new,
            &siblings,
            &["trees/elm/en-kk".to_owned()],
            limits,
            now,
            1,
        );
        assert_eq!(drawn.cards, ["trees/oak/kk-en"]);
        let held = drawn.held_back("trees/elm/kk-en").unwrap();
        assert_eq!((held.by.as_str(), held.is_rated), ("trees/elm/en-kk", true));
        assert!(drawn.held_back("trees/oak/kk-en").is_none());
    }
}
