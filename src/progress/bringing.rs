//! Reviews and states that a learner brings along from another program.
//!
//! They become entries of the log like any others, each once: what is there
//! already, by card and moment, is for the caller to leave out. A bringing is one
//! transaction and one step of undo, however many cards it touches.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Transaction;

use super::Card;
use super::ProgressError;
use super::Store;
use super::review_log;
use super::review_log::What;
use super::review_log::Written;
use super::store;
use super::undo;
use crate::schedule::CardState;
use crate::schedule::Moment;
use crate::schedule::Rating;
use crate::schedule::StudyDay;

/// What is brought of one card.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Which card: deck/item.
    pub item: String,
    /// Its reviews that are not in the log yet, oldest first.
    pub reviews: Vec<BroughtReview>,
    /// Since when, and since which study day, the card stands as below; `None` where only now is known.
    pub since: Option<(Timestamp, StudyDay)>,
    /// The card after all of them.
    pub card: Card,
}

/// One review made elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BroughtReview {
    /// When.
    pub at: Timestamp,
    /// The study day.
    pub day: StudyDay,
    /// [`What::Rating`], [`What::Cram`] or [`What::Reset`].
    pub what: What,
    /// How well it was remembered; `None` for a reset.
    pub rating: Option<Rating>,
    /// Milliseconds from question to rating.
    pub took: Option<i64>,
    /// The schedule it met.
    pub before: CardState,
    /// The schedule afterwards.
    pub after: CardState,
}

/// What the log knows of a card, as far as bringing needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Logged {
    /// Its ratings, resets and answers of quizzes and while cramming: moment in milliseconds, and rating.
    pub reviews: Vec<(i64, What, Option<Rating>)>,
    /// The last thing that happened to it, and when.
    pub last: Option<(i64, What)>,
    /// Marks that were last changed here.
    pub set_here: SetHere,
}

/// Which marks of a card the learner set or took away here, and nothing brought has changed since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SetHere {
    /// Suspended, or resumed.
    pub suspended: bool,
    /// Buried, or unburied.
    pub buried: bool,
    /// A flag, or none.
    pub flag: bool,
}

impl SetHere {
    /// Takes an entry of the log into account, from the oldest to the newest.
    fn note(&mut self, what: What, before: &Marked, after: &Marked) {
        match what {
            What::Suspend | What::Resume => self.suspended = true,
            What::Bury | What::Unbury => self.buried = true,
            What::Flag => self.flag = true,
            What::Brought => {
                self.suspended &= before.0 == after.0;
                self.buried &= before.1 == after.1;
                self.flag &= before.2 == after.2;
            }
            _ => {}
        }
    }
}

/// Suspended, buried until, flag.
type Marked = (bool, Option<i64>, u8);

impl Store {
    /// Returns what the log knows of the cards of `decks`, by item; cards without entries are not among them.
    pub fn logged(&self, decks: &BTreeSet<String>) -> Result<BTreeMap<String, Logged>, ProgressError> {
        let sql = "SELECT item, at, what, rating, review_log.suspended, review_log.buried_until, review_log.flag FROM review_log JOIN card USING (card) \
                   WHERE undone IS NULL ORDER BY entry";
        self.read(|connection| {
            let mut known: BTreeMap<String, Logged> = BTreeMap::new();
            let mut marks: BTreeMap<String, Marked> = BTreeMap::new();
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let item: String = row.get(0)?;
                if !decks.contains(store::deck_of(&item)) {
                    continue;
                }
                let what = What::from_word(&row.get::<_, String>(2)?).unwrap_or(What::Saved);
                let rating = row.get::<_, Option<u8>>(3)?.and_then(Rating::from_number);
                let marked: Marked = (row.get(4)?, row.get(5)?, row.get(6)?);
                let before = marks.insert(item.clone(), marked).unwrap_or_default();
                let logged = known.entry(item).or_default();
                logged.set_here.note(what, &before, &marked);
                let at = row.get(1)?;
                // Two histories united, and other weights, are nothing the learner did to the card here.
                if !matches!(what, What::Merged | What::Refit) {
                    logged.last = Some((at, what));
                }
                if matches!(what, What::Rating | What::Quiz | What::Cram | What::Reset) {
                    logged.reviews.push((at, what, rating));
                }
            }
            Ok(known)
        })
    }

    /// Takes over what is brought of `cards`, one by one: none is held longer than it takes. By name they are
    /// taken over fastest. `payload` is what `undo` needs for files that change along.
    ///
    /// Nothing is noted where there is neither. Returns how many entries the log grew by.
    pub fn bring<B: Borrow<Brought>>(
        &mut self,
        cards: impl IntoIterator<Item = B>,
        label: &str,
        payload: Option<&str>,
        now: Moment,
    ) -> Result<usize, ProgressError> {
        let usual: i64 =
            self.read(|connection| connection.pragma_query_value(None, "cache_size", |row| row.get(0)))?;
        self.read(|connection| connection.pragma_update(None, "cache_size", CACHE))?;
        let done = self.change(|change| {
            let (mut entries, mut count) = (None, 0);
            for card in cards {
                for entry in bring_card(change, card.borrow(), now)? {
                    let (first, _) = entries.unwrap_or((entry, entry));
                    entries = Some((first, entry));
                    count += 1;
                }
            }
            if entries.is_some() || payload.is_some() {
                undo::record(change, label, entries, payload, now)?;
            }
            Ok(count)
        });
        self.read(|connection| connection.pragma_update(None, "cache_size", usual))?;
        done
    }
}

/// Memory for pages while cards are brought, at most, in the unit of SQLite's `cache_size`: negative, in KiB.
///
/// Due days stand in an index in which every card has another place: of a million cards its pages would be
/// written again and again with the usual 2 MiB.
const CACHE: i64 = -(64 << 10);

/// Appends the reviews of a card, and the state it is in now; returns the entries.
fn bring_card(change: &Transaction<'_>, brought: &Brought, now: Moment) -> rusqlite::Result<Vec<i64>> {
    let (row, kept) = store::row_of(change, &brought.item)?;
    let mut entries = Vec::with_capacity(brought.reviews.len() + 1);
    let with = |state: CardState| Card {
        state,
        marks: kept.marks.clone(),
    };
    let mut last = kept.clone();
    for review in &brought.reviews {
        // It may lie before what is known of the card here.
        let (before, after) = (with(review.before), with(review.after));
        let written = Written {
            row,
            before: &before,
            after: &after,
            what: review.what,
            rating: review.rating,
            took: review.took,
        };
        let moment = Moment {
            at: review.at,
            offset: now.offset,
            day: review.day,
        };
        entries.push(review_log::append_brought(change, &written, moment)?);
        last = after;
    }
    if last != brought.card {
        let written = Written {
            row,
            before: &last,
            after: &brought.card,
            what: What::Brought,
            rating: None,
            took: None,
        };
        let since = brought.since.unwrap_or((now.at, now.day));
        let moment = Moment {
            at: since.0,
            offset: now.offset,
            day: since.1,
        };
        entries.push(review_log::append_brought(change, &written, moment)?);
    }
    store::write_row(change, row, &brought.card)?;
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::SignedDuration;
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::Brought;
    use super::BroughtReview;
    use super::SetHere;
    use super::Store;
    use crate::progress::Answer;
    use crate::progress::Card;
    use crate::progress::What;
    use crate::schedule::CardState;
    use crate::schedule::Due;
    use crate::schedule::Memory;
    use crate::schedule::Moment;
    use crate::schedule::Phase;
    use crate::schedule::Rating;
    use crate::schedule::Scheduler;
    use crate::schedule::Stability;

    fn moment(day: i64) -> Moment {
        let at = Timestamp::from_second(1_900_000_000 + day * 86_400).unwrap();
        Moment::new(at, Offset::UTC, 240)
    }

    fn brought(item: &str) -> Brought {
        let then = moment(0);
        let state = CardState {
            phase: Phase::Review,
            memory: Some(Memory {
                stability: Stability::from_days(9.0),
                difficulty: 4.5,
            }),
            due: Due::On(then.day.plus(9)),
            last: Some((then.at, then.day)),
            repetitions: 1,
            ..CardState::NEW
        };
        let mut card = Card { state, ..Card::NEW };
        card.marks.flag = 3;
        Brought {
            item: item.to_owned(),
            reviews: vec![BroughtReview {
                at: then.at,
                day: then.day,
                what: What::Rating,
                rating: Some(Rating::Good),
                took: Some(4_000),
                before: CardState::NEW,
                after: state,
            }],
            since: None,
            card,
        }
    }

    #[test]
    fn what_is_brought_is_in_the_log_and_can_be_taken_back() {
        let mut store = Store::in_memory().unwrap();
        let card = brought("lakes/deepest");
        let count = store
            .bring(std::slice::from_ref(&card), "import x", None, moment(3))
            .unwrap();
        assert_eq!(count, 2, "the review, and the flag");
        assert_eq!(store.card("lakes/deepest").unwrap(), card.card);
        assert_eq!(store.rebuild().unwrap(), 0);
        let history = store.history("lakes/deepest").unwrap();
        assert_eq!(
            (history[0].at, history[0].day),
            (moment(0).millisecond(), moment(0).day)
        );
        assert_eq!(history[1].what, What::Brought);
        let decks = BTreeSet::from(["lakes".to_owned()]);
        let logged = &store.logged(&decks).unwrap()["lakes/deepest"];
        assert_eq!(logged.last, Some((moment(3).millisecond(), What::Brought)));
        assert_eq!(logged.reviews.len(), 1);
        let undone = store.undo(moment(3)).unwrap();
        assert_eq!((undone.label.as_str(), undone.items.len()), ("import x", 1));
        assert_eq!(store.card("lakes/deepest").unwrap(), Card::NEW);
        assert!(store.logged(&decks).unwrap().is_empty());
        store.redo().unwrap();
        assert_eq!(store.card("lakes/deepest").unwrap(), card.card);
    }

    #[test]
    fn a_rating_here_builds_upon_what_was_brought() {
        let mut store = Store::in_memory().unwrap();
        store
            .bring(&[brought("lakes/deepest")], "import x", None, moment(3))
            .unwrap();
        let answer = Answer {
            item: "lakes/deepest",
            rating: Rating::Good,
            asked_as: None,
            typed: None,
            verdict: None,
            took: SignedDuration::from_secs(2),
            other_face: None,
        };
        let rated = store.rate(&answer, &Scheduler::default(), moment(9)).unwrap();
        assert_eq!(rated.after.state.repetitions, 2);
        assert!(rated.after.state.memory.unwrap().stability.days() > 9.0);
        assert_eq!(rated.after.marks.flag, 3);
        let decks = BTreeSet::from(["lakes".to_owned()]);
        let last = store.logged(&decks).unwrap()["lakes/deepest"].last;
        assert_eq!(last, Some((moment(9).millisecond(), What::Rating)));
    }

    #[test]
    fn marks_set_here_are_known_until_something_brought_changes_them() {
        let mut store = Store::in_memory().unwrap();
        let mut card = brought("lakes/deepest");
        let decks = BTreeSet::from(["lakes".to_owned()]);
        let set_here = |store: &Store| store.logged(&decks).unwrap()["lakes/deepest"].set_here;
        store
            .bring(std::slice::from_ref(&card), "import x", None, moment(3))
            .unwrap();
        assert_eq!(set_here(&store), SetHere::default());
        store.flag(&["lakes/deepest"], 1, moment(4)).unwrap();
        assert!(set_here(&store).flag && !set_here(&store).suspended);
        card.reviews.clear();
        card.card.marks.flag = 1;
        card.card.state.lapses += 1;
        store
            .bring(std::slice::from_ref(&card), "import x", None, moment(5))
            .unwrap();
        assert!(set_here(&store).flag, "only its state was brought");
        card.card.marks.flag = 4;
        store.bring(&[card], "import x", None, moment(6)).unwrap();
        assert!(!set_here(&store).flag);
    }

    #[test]
    fn nothing_brought_is_no_step() {
        let mut store = Store::in_memory().unwrap();
        let none: [Brought; 0] = [];
        assert_eq!(store.bring(none, "import x", None, moment(0)).unwrap(), 0);
        assert!(store.undo_steps(5).unwrap().is_empty());
    }
}
