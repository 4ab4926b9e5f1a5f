//! The reviews a model learns from, and memories computed again under another model.

use std::collections::BTreeMap;

use super::ProgressError;
use super::Store;
use super::review_log;
use super::review_log::What;
use super::review_log::Written;
use super::store;
use super::undo;
use crate::schedule::Memory;
use crate::schedule::Moment;
use crate::schedule::PastReview;
use crate::schedule::Phase;
use crate::schedule::Rating;
use crate::schedule::StudyDay;

/// The reviews of one card since it was last new, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardPast {
    /// Its reviews.
    pub reviews: Vec<PastReview>,
    /// Whether they begin with the card's first one; where they do not, the model cannot follow them.
    pub is_whole: bool,
}

impl Store {
    /// Returns the past of every card that was ever rated, by item. Quizzes and crams are not part of it.
    pub fn past(&self) -> Result<BTreeMap<String, CardPast>, ProgressError> {
        let sql = "SELECT item, what, rating, at, day, phase_before FROM review_log JOIN card USING (card) \
                   WHERE undone IS NULL AND what IN ('rating', 'reset') ORDER BY card, at, entry";
        self.read(|connection| {
            let mut past: BTreeMap<String, CardPast> = BTreeMap::new();
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            let (mut item, mut of_card) = (String::new(), CardPast::default());
            while let Some(row) = rows.next()? {
                if row.get_ref(0)?.as_str()? != item {
                    let known = std::mem::replace(&mut item, row.get(0)?);
                    past.insert(known, std::mem::take(&mut of_card));
                }
                if row.get_ref(1)?.as_str()? == What::Reset.word() {
                    of_card = CardPast::default();
                    continue;
                }
                let Some(rating) = row.get::<_, Option<u8>>(2)?.and_then(Rating::from_number) else {
                    continue;
                };
                if of_card.reviews.is_empty() {
                    of_card.is_whole = row.get::<_, u8>(5)? == Phase::New.number();
                }
                of_card.reviews.push(PastReview {
                    at: row.get(3)?,
                    day: StudyDay(row.get(4)?),
                    rating,
                });
            }
            past.insert(item, of_card);
            past.retain(|_, past| !past.reviews.is_empty());
            Ok(past)
        })
    }

    /// Gives cards other memories, and notes it as one step of undo with `payload`. The days on which
    /// they come back stay. Returns how many changed.
    pub fn refit(
        &mut self,
        memories: &[(String, Memory)],
        label: &str,
        payload: Option<&str>,
        now: Moment,
    ) -> Result<usize, ProgressError> {
        self.change(|change| {
            let (mut entries, mut count) = (None, 0);
            for (item, memory) in memories {
                let (row, before) = store::row_of(change, item)?;
                let mut after = before.clone();
                after.state.memory = Some(*memory);
                if after == before || before.state.memory.is_none() {
                    continue;
                }
                let written = Written {
                    row,
                    before: &before,
                    after: &after,
                    what: What::Refit,
                    rating: None,
                    took: None,
                };
                let entry = review_log::append_brought(change, &written, now)?;
                store::write_row(change, row, &after)?;
                let (first, _) = entries.unwrap_or((entry, entry));
                entries = Some((first, entry));
                count += 1;
            }
            if entries.is_some() || payload.is_some() {
                undo::record(change, label, entries, payload, now)?;
            }
            Ok(count)
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use crate::progress::Answer;
    use crate::progress::Store;
    use crate::schedule::Memory;
    use crate::schedule::Moment;
    use crate::schedule::Rating;
    use crate::schedule::Scheduler;
    use crate::schedule::Stability;

    fn moment(day: i64) -> Moment {
        let at = Timestamp::from_second(1_900_000_000 + day * 86_400).unwrap();
        Moment::new(at, Offset::UTC, 240)
    }

    fn rate(store: &mut Store, item: &str, rating: Rating, day: i64) {
        let answer = Answer {
            item,
            rating,
            asked_as: None,
            typed: None,
            verdict: None,
            took: SignedDuration::from_secs(2),
            other_face: None,
        };
        store.rate(&answer, &Scheduler::default(), moment(day)).unwrap();
    }

    #[test]
    fn the_past_begins_after_the_last_reset_and_leaves_out_what_was_taken_back() {
        let mut store = Store::in_memory().unwrap();
        rate(&mut store, "lakes/deepest", Rating::Easy, 0);
        store.reset(&["lakes/deepest"], moment(1)).unwrap();
        rate(&mut store, "lakes/deepest", Rating::Again, 2);
        rate(&mut store, "lakes/deepest", Rating::Good, 3);
        rate(&mut store, "lakes/deepest", Rating::Easy, 4);
        store.undo(moment(4)).unwrap();
        rate(&mut store, "lakes/widest", Rating::Good, 5);
        let past = store.past().unwrap();
        let ratings = |item: &str| {
            let reviews = past[item].reviews.iter();
            reviews.map(|review| review.rating).collect::<Vec<_>>()
        };
        assert_eq!(ratings("lakes/deepest"), [Rating::Again, Rating::Good]);
        assert_eq!(ratings("lakes/widest"), [Rating::Good]);
        assert!(past.values().all(|past| past.is_whole));
        assert_eq!(past.len(), 2);
    }

    #[test]
    fn other_memories_keep_the_day_and_can_be_taken_back() {
        let mut store = Store::in_memory().unwrap();
        rate(&mut store, "lakes/deepest", Rating::Easy, 0);
        let before = store.card("lakes/deepest").unwrap();
        let memory = Memory {
            stability: Stability::from_days(99.0),
            difficulty: 2.0,
        };
        let other = [
            ("lakes/deepest".to_owned(), memory),
            ("lakes/new".to_owned(), memory),
        ];
        assert_eq!(store.refit(&other, "optimize", None, moment(1)).unwrap(), 1);
        let after = store.card("lakes/deepest").unwrap();
        assert_eq!(after.state.memory, Some(memory));
        assert_eq!(after.state.due, before.state.due);
        assert!(store.card("lakes/new").unwrap().state.memory.is_none());
        assert_eq!(store.rebuild().unwrap(), 0);
        assert_eq!(store.undo(moment(1)).unwrap().label, "optimize");
        assert_eq!(store.card("lakes/deepest").unwrap(), before);
    }
}
