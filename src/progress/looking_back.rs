//! Cards as they stood at the end of a day that is past.
//!
//! Nothing that happened later counts: neither reviews nor marks. Where logs were
//! united since, the entries are taken in the order of their moments, as a merge does.

use std::collections::BTreeMap;

use super::Card;
use super::ProgressError;
use super::Store;
use super::merging::line;
use super::merging::line::Line;
use crate::schedule::Rating;
use crate::schedule::Scheduler;
use crate::schedule::StudyDay;

/// A card as it stood at the end of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct CardThen {
    /// Its schedule and its marks.
    pub card: Card,
    /// The last answer while cramming, and its day, where no review came after it: the schedule does not see it.
    pub crammed: Option<(StudyDay, Rating)>,
}

impl Store {
    /// Returns a card as it stood at the end of `day`; new where nothing had happened to it yet.
    ///
    /// `scheduler` is the card's own; it computes reviews again that two machines made of one state.
    pub fn card_on(
        &self,
        item: &str,
        day: StudyDay,
        scheduler: &Scheduler,
    ) -> Result<CardThen, ProgressError> {
        self.read(|connection| {
            let row = "SELECT card FROM card WHERE item = ?1";
            let mut statement = connection.prepare_cached(row)?;
            let mut rows = statement.query([item])?;
            let mut lines = match rows.next()? {
                Some(row) => line::of_card(connection, row.get(0)?)?,
                None => Vec::new(),
            };
            lines.retain(|line| line.day <= day);
            lines.sort_by_cached_key(Line::key);
            let last = lines.iter().rfind(|line| line.is_answer());
            Ok(CardThen {
                card: line::follow_all(item, &lines, scheduler),
                crammed: last.and_then(|line| Some((line.day, line.crammed()?))),
            })
        })
    }
}

impl Store {
    /// Returns the study day of the first entry of each card.
    pub fn first_days(&self) -> Result<BTreeMap<String, StudyDay>, ProgressError> {
        self.read(|connection| {
            let sql = "SELECT item, min(day) FROM review_log JOIN card USING (card) WHERE undone IS NULL GROUP BY card";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, StudyDay(row.get(1)?))))?;
            rows.collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use crate::progress::Answer;
    use crate::progress::Card;
    use crate::progress::Store;
    use crate::progress::What;
    use crate::schedule::Moment;
    use crate::schedule::Rating;
    use crate::schedule::Scheduler;

    fn moment(day: i64) -> Moment {
        let at = Timestamp::from_second(1_900_000_000 + day * 86_400).unwrap();
        Moment::new(at, Offset::UTC, 240)
    }

    fn answer(item: &str, rating: Rating) -> Answer<'_> {
        Answer {
            item,
            rating,
            asked_as: None,
            typed: None,
            verdict: None,
            took: SignedDuration::from_secs(2),
            other_face: None,
        }
    }

    fn rate(store: &mut Store, rating: Rating, day: i64) {
        let answer = answer("lakes/deepest", rating);
        store.rate(&answer, &Scheduler::default(), moment(day)).unwrap();
    }

    fn cram(store: &mut Store, rating: Rating, day: i64) {
        let answer = answer("lakes/deepest", rating);
        store.log_answer(&answer, What::Cram, moment(day)).unwrap();
    }

    #[test]
    fn what_happened_later_does_not_count() {
        let mut store = Store::in_memory().unwrap();
        let on = |store: &Store, day: i64| {
            let then = store.card_on("lakes/deepest", moment(day).day, &Scheduler::default());
            then.unwrap()
        };
        assert_eq!(on(&store, 0).card, Card::NEW);
        rate(&mut store, Rating::Easy, 0);
        let first = store.card("lakes/deepest").unwrap();
        rate(&mut store, Rating::Again, 5);
        store.suspend(&["lakes/deepest"], moment(6)).unwrap();
        assert_eq!(on(&store, -1).card, Card::NEW);
        assert_eq!(on(&store, 0).card, first);
        assert_eq!(on(&store, 4).card, first);
        assert!(!on(&store, 5).card.marks.suspended && on(&store, 6).card.marks.suspended);
        assert_eq!(on(&store, 6).card, store.card("lakes/deepest").unwrap());
        let first_days = store.first_days().unwrap();
        assert_eq!(first_days.get("lakes/deepest"), Some(&moment(0).day));
        store.undo(moment(7)).unwrap();
        store.undo(moment(7)).unwrap();
        assert_eq!(
            on(&store, 6).card,
            first,
            "what was taken back counts for nothing"
        );
    }

    #[test]
    fn the_last_cram_is_told_until_a_review_comes() {
        let mut store = Store::in_memory().unwrap();
        let crammed = |store: &Store, day: i64| {
            let then = store.card_on("lakes/deepest", moment(day).day, &Scheduler::default());
            then.unwrap().crammed
        };
        cram(&mut store, Rating::Again, 0);
        cram(&mut store, Rating::Good, 0);
        assert_eq!(crammed(&store, 0), Some((moment(0).day, Rating::Good)));
        cram(&mut store, Rating::Again, 1);
        assert_eq!(crammed(&store, 1), Some((moment(1).day, Rating::Again)));
        store.flag(&["lakes/deepest"], 2, moment(1)).unwrap();
        assert!(crammed(&store, 1).is_some(), "a flag is no answer");
        rate(&mut store, Rating::Good, 2);
        assert_eq!(crammed(&store, 2), None);
        assert!(crammed(&store, 1).is_some());
    }
}
