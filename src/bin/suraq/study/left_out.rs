//! Cards that a query means and that are not studied: in a deck that is off, suspended, or disputed.

use std::collections::BTreeSet;

use suraq::decks::State;
use suraq::decks::query::Query;

use crate::app::App;
use crate::cards::choice;
use crate::report::Failure;

/// How many cards of a query are not studied, and why.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    /// Cards that are studied.
    pub studied: usize,
    /// Decks of the query that are off.
    decks: BTreeSet<String>,
    in_decks_off: usize,
    suspended: usize,
    disputed: usize,
}

impl LeftOut {
    /// Looks at all cards that `query` means.
    pub fn read(app: &mut App, query: &Query) -> Result<LeftOut, Failure> {
        let asks_disputed = app.config.contested;
        let on: BTreeSet<String> = app.decks_on()?.into_iter().map(|deck| deck.id.0).collect();
        let decks = app.shelf()?.decks()?;
        let mut chosen = choice::choose(app, query, &decks)?;
        chosen.retain(|chosen| chosen.row.state == State::Accepted);
        let (store, mut left) = (app.store()?, LeftOut::default());
        for chosen in chosen {
            let deck = &chosen.card.deck.0;
            match () {
                () if !on.contains(deck) => {
                    left.decks.insert(deck.clone());
                    left.in_decks_off += 1;
                }
                () if store.card(&chosen.card.to_string())?.marks.suspended => left.suspended += 1,
                () if chosen.row.contested && !asks_disputed => left.disputed += 1,
                () => left.studied += 1,
            }
        }
        Ok(left)
    }

    /// Says it, each reason with what changes it: `3 are in decks that are off; suraq decks on NAME takes one up
    /// again`. Empty where nothing is left out.
    pub fn said(&self, prefix: &str) -> Vec<String> {
        let are = |cards: usize| if cards == 1 { "is" } else { "are" };
        let mut said = Vec::new();
        if self.in_decks_off > 0 {
            let (cards, are) = (self.in_decks_off, are(self.in_decks_off));
            let decks: Vec<&String> = self.decks.iter().collect();
            said.push(match decks.as_slice() {
                [only] => {
                    format!("{cards} {are} in a deck that is off; {prefix}decks on {only} takes it up again")
                }
                _ => {
                    format!("{cards} {are} in decks that are off; {prefix}decks on NAME takes one up again")
                }
            });
        }
        if self.suspended > 0 {
            let (cards, are) = (self.suspended, are(self.suspended));
            let them = if cards == 1 { "it" } else { "them" };
            said.push(format!(
                "{cards} {are} suspended; {prefix}resume QUERY takes {them} up again"
            ));
        }
        if self.disputed > 0 {
            let say = if self.disputed == 1 { "says" } else { "say" };
            said.push(format!(
                "{} {say} what is disputed; {prefix}set contested on asks that too",
                self.disputed
            ));
        }
        said
    }
}
