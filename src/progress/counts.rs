//! What is due: the counts of Home and the cards of a sitting.

use std::collections::BTreeMap;

use super::Card;
use super::ProgressError;
use super::Store;
use super::card;
use super::store::deck_of;
use crate::schedule::Moment;
use crate::schedule::Phase;
use crate::schedule::StudyDay;

/// What a deck holds of cards that were ever touched. Its new cards are those of the deck that
/// are not counted in `started`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeckCounts {
    /// Reviews due today or before.
    pub due: usize,
    /// On their learning or relearning steps today.
    pub learning: usize,
    /// Rated at least once.
    pub started: usize,
    /// Of those never rated, how many are out of study today.
    pub new_held_back: usize,
    /// Out of study until resumed.
    pub suspended: usize,
    /// Out of study until another day.
    pub buried: usize,
}

/// A card that is due, without its name looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct DueCard {
    /// Which card.
    pub item: String,
    /// As it is kept.
    pub card: Card,
}

/// How many due cards to read, and which first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// All of them, the longest due first.
    All,
    /// This many at most, those with the best chance of recall first.
    BestRecalled(usize),
}

impl Store {
    /// Returns the counts of every deck that has been touched.
    pub fn decks(&self, now: Moment) -> Result<BTreeMap<String, DeckCounts>, ProgressError> {
        let sql = "SELECT item, phase, due_day, suspended, buried_until FROM card";
        self.read(|connection| {
            let mut decks: BTreeMap<String, DeckCounts> = BTreeMap::new();
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            // Cards of one deck mostly follow one another: they are summed up before the look into the map.
            let (mut name, mut sum) = (String::new(), None);
            while let Some(row) = rows.next()? {
                let deck = deck_of(row.get_ref(0)?.as_str()?);
                if deck != name {
                    keep(&mut decks, &name, sum.take());
                    deck.clone_into(&mut name);
                }
                let due = row.get::<_, Option<i32>>(2)?.map(StudyDay);
                let buried = row
                    .get::<_, Option<i32>>(4)?
                    .is_some_and(|until| until > now.day.0);
                let counts = sum.get_or_insert_with(DeckCounts::default);
                counts.add(row.get(1)?, due, row.get(3)?, buried, now.day);
            }
            keep(&mut decks, &name, sum);
            Ok(decks)
        })
    }

    /// Returns the cards due on `now`'s day or before, with those on their steps.
    pub fn due(&self, now: Moment, limit: Limit) -> Result<Vec<DueCard>, ProgressError> {
        let (order, most) = match limit {
            Limit::All => ("due_day, stability", -1),
            // Orders as the forgetting curve does. A damaged stability goes last.
            Limit::BestRecalled(most) => (
                "coalesce((?1 - last_day) / nullif(stability, 0), 1e300), due_day",
                most as i64,
            ),
        };
        let columns: Vec<String> = card::COLUMNS
            .split(',')
            .map(|column| format!("card.{}", column.trim()))
            .collect();
        // The order is found in the covering index alone, then the few rows wanted are read.
        let sql = format!(
            "SELECT item, {} FROM (SELECT card AS chosen FROM card INDEXED BY card_due \
             WHERE due_day <= ?1 AND suspended = 0 AND due_day IS NOT NULL \
             AND (buried_until IS NULL OR buried_until <= ?1) ORDER BY {order}, card LIMIT ?2) \
             JOIN card ON card.card = chosen ORDER BY {order}, card.card",
            columns.join(", ")
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([i64::from(now.day.0), most], |row| {
                Ok(DueCard {
                    item: row.get(0)?,
                    card: card::read(row, 1)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Calls `visit` with every card of `deck` that is not new, or is new but out of study today.
    pub fn each_not_new(
        &self,
        deck: &str,
        now: Moment,
        visit: &mut dyn FnMut(&str),
    ) -> Result<(), ProgressError> {
        // `0` follows `/`: the range holds every name that begins with the deck and a slash.
        let sql = "SELECT item FROM card WHERE item >= ?1 || '/' AND item < ?1 || '0' \
                   AND (phase <> 0 OR suspended = 1 OR buried_until > ?2)";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query(rusqlite::params![deck, now.day.0])?;
            while let Some(row) = rows.next()? {
                visit(row.get_ref(0)?.as_str()?);
            }
            Ok(())
        })
    }

    /// Returns how many cards fall due on each of the next `days` days. The first is today with all before it.
    pub fn forecast(&self, now: Moment, days: usize) -> Result<Vec<u32>, ProgressError> {
        let sql = "SELECT max(due_day, coalesce(buried_until, due_day), ?1) - ?1, count(*) FROM card \
                   INDEXED BY card_due WHERE suspended = 0 AND due_day IS NOT NULL AND due_day < ?1 + ?2 GROUP BY 1";
        self.read(|connection| {
            let mut counts = vec![0; days];
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([i64::from(now.day.0), days as i64])?;
            while let Some(row) = rows.next()? {
                if let Some(count) = counts.get_mut(row.get::<_, u32>(0)? as usize) {
                    *count = row.get(1)?;
                }
            }
            Ok(counts)
        })
    }
}

/// Adds some cards of a deck to what was counted of it.
fn keep(decks: &mut BTreeMap<String, DeckCounts>, deck: &str, counts: Option<DeckCounts>) {
    let Some(counts) = counts else {
        return;
    };
    match decks.get_mut(deck) {
        Some(kept) => kept.add_all(&counts),
        None => {
            decks.insert(deck.to_owned(), counts);
        }
    }
}

impl DeckCounts {
    fn add_all(&mut self, others: &DeckCounts) {
        self.due += others.due;
        self.learning += others.learning;
        self.started += others.started;
        self.new_held_back += others.new_held_back;
        self.suspended += others.suspended;
        self.buried += others.buried;
    }

    fn add(&mut self, phase: u8, due: Option<StudyDay>, suspended: bool, buried: bool, today: StudyDay) {
        self.suspended += usize::from(suspended);
        self.buried += usize::from(buried && !suspended);
        let phase = Phase::from_number(phase).unwrap_or(Phase::New);
        if phase == Phase::New {
            self.new_held_back += usize::from(suspended || buried);
            return;
        }
        self.started += 1;
        if suspended || buried || due.is_none_or(|due| due > today) {
            return;
        }
        if phase.is_learning() {
            self.learning += 1;
        } else {
            self.due += 1;
        }
    }
}
