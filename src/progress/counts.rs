//! What is due: the counts of Home and the cards of a sitting.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::params_from_iter;

use super::Card;
use super::ProgressError;
use super::Store;
use super::card;
use super::store::deck_of;
use crate::schedule::Moment;
use crate::schedule::Phase;

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
    /// Touched and never rated: marked, or made new again.
    pub new: usize,
    /// Of these, how many are out of study today.
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

/// A card that is not new, or is new but out of study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotNew<'a> {
    /// Which card.
    pub item: &'a str,
    /// How often it was forgotten, where it is suspended; 0 where it is not.
    pub suspended_lapses: i64,
}

/// How many due cards to read, and which first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// All of them, the longest due first.
    All,
    /// This many at most, those with the best chance of recall first.
    BestRecalled(usize),
}

/// Which cards are due on the day `?1`.
const IS_DUE: &str = "due_day <= ?1 AND suspended = 0 AND due_day IS NOT NULL \
                      AND (buried_until IS NULL OR buried_until <= ?1)";

impl Store {
    /// Returns the counts of every deck that has been touched.
    pub fn decks(&self, now: Moment) -> Result<BTreeMap<String, DeckCounts>, ProgressError> {
        let waiting = "SELECT count(*) FROM card INDEXED BY card_due \
                       WHERE suspended = 0 AND due_day IS NOT NULL AND due_day <= ?1";
        let all = "SELECT count(*) FROM card INDEXED BY card_item";
        self.read(|connection| {
            let number = |sql: &str, values: &[i32]| {
                let mut statement = connection.prepare_cached(sql)?;
                statement.query_row(params_from_iter(values), |row| row.get::<_, i64>(0))
            };
            // Where most of them wait, one pass is faster than a look at each that waits.
            match number(waiting, &[now.day.0])? * FEW > number(all, &[])? {
                true => count_each(connection, now),
                false => count_by_index(connection, now),
            }
        })
    }

    /// Returns the cards due on `now`'s day or before, with those on their steps.
    pub fn due(&self, now: Moment, limit: Limit) -> Result<Vec<DueCard>, ProgressError> {
        let columns: Vec<String> = card::COLUMNS
            .split(',')
            .map(|column| format!("card.{}", column.trim()))
            .collect();
        let columns = columns.join(", ");
        let (sql, most) = match limit {
            // In the order of the covering index, so that nothing is sorted.
            Limit::All => (
                format!(
                    "SELECT item, {columns} FROM card INDEXED BY card_due WHERE {IS_DUE} \
                     ORDER BY due_day, stability, last_day, buried_until, phase, card LIMIT ?2"
                ),
                -1,
            ),
            // As the forgetting curve orders them; a damaged stability goes last. The order is found in the
            // covering index alone, then the few rows wanted are read.
            Limit::BestRecalled(most) => {
                let order = "coalesce((?1 - last_day) / nullif(stability, 0), 1e300), due_day";
                let sql = format!(
                    "SELECT item, {columns} FROM (SELECT card AS chosen FROM card INDEXED BY card_due \
                     WHERE {IS_DUE} ORDER BY {order}, card LIMIT ?2) \
                     JOIN card ON card.card = chosen ORDER BY {order}, card.card"
                );
                (sql, most as i64)
            }
        };
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

    /// Whether no card was ever rated or marked.
    pub fn is_untouched(&self) -> Result<bool, ProgressError> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM card)";
        self.read(|connection| connection.query_row(sql, [], |row| row.get(0)))
    }

    /// Returns the decks of which a card was ever touched.
    pub fn touched_decks(&self) -> Result<BTreeSet<String>, ProgressError> {
        self.read(|connection| {
            let mut decks = BTreeSet::new();
            each_deck(connection, &mut |deck, _, _| {
                decks.insert(deck.to_owned());
                Ok(())
            })?;
            Ok(decks)
        })
    }

    /// Returns how many cards [`Store::due`] would return with [`Limit::All`].
    pub fn count_due(&self, now: Moment) -> Result<usize, ProgressError> {
        let sql = format!("SELECT count(*) FROM card INDEXED BY card_due WHERE {IS_DUE}");
        let count = self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_row([now.day.0], |row| row.get::<_, i64>(0))
        })?;
        Ok(usize::try_from(count).unwrap_or(0))
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

    /// Calls `visit` with the same cards of all decks, in one pass over everything.
    pub fn each_not_new_at_all(
        &self,
        now: Moment,
        visit: &mut dyn FnMut(NotNew<'_>),
    ) -> Result<(), ProgressError> {
        let sql = "SELECT item, suspended * lapses FROM card NOT INDEXED \
                   WHERE phase <> 0 OR suspended = 1 OR buried_until > ?1";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([now.day.0])?;
            while let Some(row) = rows.next()? {
                visit(NotNew {
                    item: row.get_ref(0)?.as_str()?,
                    suspended_lapses: row.get_ref(1)?.as_i64()?,
                });
            }
            Ok(())
        })
    }

    /// Returns how many cards fall due on each of the next `days` days. The first is today with all before it.
    pub fn forecast(&self, now: Moment, days: usize) -> Result<Vec<u32>, ProgressError> {
        // Of a backlog, which may be long, only the few that are buried are looked at one by one.
        let sql = "SELECT max(due_day, coalesce(buried_until, due_day)) - ?1, count(*) FROM card \
                   INDEXED BY card_due WHERE suspended = 0 AND due_day IS NOT NULL AND due_day < ?1 + ?2 \
                   AND (due_day > ?1 OR buried_until > ?1) GROUP BY 1";
        let today = self.count_due(now)?;
        self.read(|connection| {
            let mut counts = vec![0; days];
            if let Some(first) = counts.first_mut() {
                *first = u32::try_from(today).unwrap_or(u32::MAX);
            }
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

    /// Returns the same of the cards in those decks that `is_meant` says yes to. Every card that falls due is
    /// looked at by name, so [`Store::forecast`] is faster where all decks are meant.
    pub fn forecast_of(
        &self,
        now: Moment,
        days: usize,
        is_meant: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<u32>, ProgressError> {
        let sql = "SELECT max(due_day, coalesce(buried_until, due_day), ?1) - ?1, item FROM card \
                   WHERE suspended = 0 AND due_day IS NOT NULL AND due_day < ?1 + ?2";
        self.read(|connection| {
            let mut counts = vec![0; days];
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([i64::from(now.day.0), days as i64])?;
            while let Some(row) = rows.next()? {
                let place = row.get::<_, u32>(0)? as usize;
                if let Some(count) = counts.get_mut(place)
                    && is_meant(deck_of(row.get_ref(1)?.as_str()?))
                {
                    *count += 1;
                }
            }
            Ok(counts)
        })
    }
}

/// What [`DeckCounts::add`] has to know of a card, in one number: its phase, and a bit each for suspended, hidden
/// today and due today.
// Shifts and `|` bind alike in SQL, so each shift has its brackets.
const PACKED: &str = "item, phase | (suspended << 2) | (coalesce(buried_until > ?1, 0) << 3) \
                      | (coalesce(due_day <= ?1, 0) << 4)";

/// Fewer than one in so many cards are few. Ours: with 50,000 cards of which a fifth waits, looking at those takes
/// two thirds of the time of one pass.
const FEW: i64 = 2;

/// Counts in one pass over all cards.
fn count_each(connection: &Connection, now: Moment) -> rusqlite::Result<BTreeMap<String, DeckCounts>> {
    let mut decks = BTreeMap::new();
    each_packed(
        connection,
        &format!("SELECT {PACKED} FROM card"),
        now,
        &mut |deck, counts| {
            decks
                .entry(deck.to_owned())
                .or_insert_with(DeckCounts::default)
                .add_all(counts);
        },
    )?;
    Ok(decks)
}

/// Counts the cards of each deck by the index of their names, and looks only at those of which more is to be said.
fn count_by_index(connection: &Connection, now: Moment) -> rusqlite::Result<BTreeMap<String, DeckCounts>> {
    let mut decks = touched(connection)?;
    let with_day = format!(
        "SELECT {PACKED} FROM card INDEXED BY card_due WHERE suspended = 0 AND due_day IS NOT NULL \
         AND (due_day <= ?1 OR buried_until > ?1 OR phase = 0)"
    );
    let without = format!("SELECT {PACKED} FROM card NOT INDEXED WHERE suspended = 1 OR due_day IS NULL");
    for sql in [with_day, without] {
        each_packed(connection, &sql, now, &mut |deck, counts| {
            if let Some(kept) = decks.get_mut(deck) {
                // All were taken for started.
                kept.started -= counts.started + counts.new;
                kept.add_all(counts);
            }
        })?;
    }
    Ok(decks)
}

/// Returns how many cards of each deck were ever touched, as if all of them had been started.
fn touched(connection: &Connection) -> rusqlite::Result<BTreeMap<String, DeckCounts>> {
    let cards = "SELECT count(*) FROM card INDEXED BY card_item WHERE item >= ?1 AND item < ?2";
    let mut cards = connection.prepare_cached(cards)?;
    let mut decks: BTreeMap<String, DeckCounts> = BTreeMap::new();
    each_deck(connection, &mut |deck, first, end| {
        let started = cards.query_row([first, end], |row| row.get::<_, i64>(0))?;
        decks.entry(deck.to_owned()).or_default().started += usize::try_from(started).unwrap_or(0);
        Ok(())
    })?;
    Ok(decks)
}

/// Calls `visit` with each deck of which a card was ever touched, its first card, and a name after all of its cards.
fn each_deck(
    connection: &Connection,
    visit: &mut dyn FnMut(&str, &str, &str) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let first = "SELECT item FROM card INDEXED BY card_item WHERE item >= ?1 ORDER BY item LIMIT 1";
    let mut first = connection.prepare_cached(first)?;
    let mut from = String::new();
    while let Some(item) = first
        .query_row([&from], |row| row.get::<_, String>(0))
        .optional()?
    {
        let deck = deck_of(&item);
        // `0` follows `/`: up to there stand the cards of the deck, and a name without a slash is one.
        let end = if deck == item {
            format!("{item}\0")
        } else {
            format!("{deck}0")
        };
        visit(deck, &item, &end)?;
        from = end;
    }
    Ok(())
}

/// Calls `visit` with a deck and what some of its cards come to, until all are counted.
fn each_packed(
    connection: &Connection,
    sql: &str,
    now: Moment,
    visit: &mut dyn FnMut(&str, &DeckCounts),
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([now.day.0])?;
    // Cards of one deck mostly follow one another: they are summed up before the visit.
    let (mut name, mut sum) = (String::new(), DeckCounts::default());
    while let Some(row) = rows.next()? {
        let deck = deck_of(row.get_ref(0)?.as_str()?);
        if deck != name {
            if sum != DeckCounts::default() {
                visit(&name, &std::mem::take(&mut sum));
            }
            deck.clone_into(&mut name);
        }
        sum.add(row.get(1)?);
    }
    if sum != DeckCounts::default() {
        visit(&name, &sum);
    }
    Ok(())
}

impl DeckCounts {
    fn add_all(&mut self, others: &DeckCounts) {
        self.due += others.due;
        self.learning += others.learning;
        self.started += others.started;
        self.new += others.new;
        self.new_held_back += others.new_held_back;
        self.suspended += others.suspended;
        self.buried += others.buried;
    }

    /// Counts a card; `packed` as [`PACKED`] reads it.
    fn add(&mut self, packed: u8) {
        let has = |bit: u8| packed >> bit & 1 == 1;
        let (suspended, buried, due) = (has(2), has(3), has(4));
        self.suspended += usize::from(suspended);
        self.buried += usize::from(buried && !suspended);
        let phase = Phase::from_number(packed & 3).unwrap_or(Phase::New);
        if phase == Phase::New {
            self.new_held_back += usize::from(suspended || buried);
            self.new += 1;
            return;
        }
        self.started += 1;
        if suspended || buried || !due {
            return;
        }
        if phase.is_learning() {
            self.learning += 1;
        } else {
            self.due += 1;
        }
    }
}
