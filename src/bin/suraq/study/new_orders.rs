//! In which order new cards of a deck come, and how many of them a day, where the deck says so itself.

use std::collections::BTreeMap;

use suraq::decks::DeckId;
use suraq::schedule::Moment;

use crate::app::App;
use crate::report::Failure;

/// What the settings of single decks say of new cards today.
#[derive(Clone, Debug, Default)]
pub struct NewOrders {
    /// Whether decks that do not say so themselves are shuffled.
    shuffled: bool,
    of_decks: BTreeMap<String, Order>,
}

#[derive(Clone, Copy, Debug)]
struct Order {
    shuffled: bool,
    /// New cards that today still allows; `None` where only the limit of all decks counts.
    left: Option<usize>,
}

impl NewOrders {
    /// Reads them; of the log only where a deck has a limit.
    pub fn read(app: &mut App, now: Moment) -> Result<NewOrders, Failure> {
        let config = app.config.clone();
        let mut orders = NewOrders {
            shuffled: config.new_shuffled,
            of_decks: BTreeMap::new(),
        };
        let has_limit = |own: &BTreeMap<&str, String>| own.contains_key("new-per-day");
        let done = match config.of_decks.values().any(has_limit) {
            true => app.store()?.new_on(now.day)?,
            false => BTreeMap::new(),
        };
        for (deck, own) in &config.of_decks {
            let of_deck = config.of_deck(deck);
            let limit = of_deck.schedule.new_per_day;
            let done = done.get(deck).copied().unwrap_or(0);
            let order = Order {
                shuffled: of_deck.new_shuffled,
                left: has_limit(own).then(|| limit.saturating_sub(done) as usize),
            };
            orders.of_decks.insert(deck.clone(), order);
        }
        Ok(orders)
    }

    /// Whether new cards of a deck come in an order drawn by lot.
    pub fn is_shuffled(&self, deck: &DeckId) -> bool {
        self.of_decks
            .get(&deck.0)
            .map_or(self.shuffled, |order| order.shuffled)
    }

    /// Lets only the limit of all decks count.
    pub fn lift_limits(&mut self) {
        self.of_decks.values_mut().for_each(|order| order.left = None);
    }

    /// Returns how many new cards of a deck today still allows; `None` where it has no limit of its own.
    pub fn left_of(&self, deck: &DeckId) -> Option<usize> {
        self.of_decks.get(&deck.0)?.left
    }
}
