//! What waits to be reviewed, deck by deck: due, held back until tomorrow, on its steps.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use suraq::progress::DeckCounts;
use suraq::session::Plan;

use crate::app::App;
use crate::report::Failure;
use crate::screen::grouped;
use crate::study::exams;
use crate::study::plan_in_full;

/// What waits in one deck or in all, as every screen counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Reviews of learned cards, in and over the day's limit.
    pub due: usize,
    /// Reviews due that wait until tomorrow, because one of the same fact comes today.
    pub held_back: usize,
    /// Cards on their steps, which come back today.
    pub learning: usize,
}

impl Waits {
    /// `3 due (1 more tomorrow)`, `2 learning`; what there is none of is left out.
    pub fn said(self) -> Vec<String> {
        let mut said = Vec::new();
        if self.due + self.held_back > 0 {
            said.push(self.due_said());
        }
        if self.learning > 0 {
            said.push(format!("{} learning", grouped(self.learning)));
        }
        said
    }

    /// `3 due (1 more tomorrow)`
    pub fn due_said(self) -> String {
        match self.held_back {
            0 => format!("{} due", grouped(self.due)),
            more => format!("{} due ({} more tomorrow)", grouped(self.due), grouped(more)),
        }
    }
}

impl From<&DeckCounts> for Waits {
    /// Of a deck that is off: nothing comes today that could hold another card back.
    fn from(counts: &DeckCounts) -> Waits {
        Waits {
            due: counts.due,
            held_back: 0,
            learning: counts.learning,
        }
    }
}

impl AddAssign for Waits {
    fn add_assign(&mut self, other: Waits) {
        self.due += other.due;
        self.held_back += other.held_back;
        self.learning += other.learning;
    }
}

/// What waits in each deck that is studied, by its id.
#[derive(Clone, Debug, Default)]
pub struct Waiting(BTreeMap<String, Waits>);

impl Waiting {
    /// Counts it by today's plan.
    pub fn read(app: &mut App) -> Result<Waiting, Failure> {
        let exams = exams::to_come(app)?;
        Ok(Waiting::of(&plan_in_full(app, &exams)?.plan))
    }

    /// Counts it by a plan that was made already.
    pub fn of(plan: &Plan) -> Waiting {
        let mut decks: BTreeMap<String, Waits> = BTreeMap::new();
        let mut count = |card: &str, add: &dyn Fn(&mut Waits)| {
            let deck = card.split('/').next().unwrap_or_default();
            match decks.get_mut(deck) {
                Some(waits) => add(waits),
                None => add(decks.entry(deck.to_owned()).or_default()),
            }
        };
        for card in plan.due() {
            count(card, &|waits| waits.due += 1);
        }
        for held in plan.until_tomorrow() {
            count(&held.card, &|waits| waits.held_back += 1);
        }
        for card in &plan.cards[..plan.learning] {
            count(card, &|waits| waits.learning += 1);
        }
        Waiting(decks)
    }

    /// Of one deck.
    pub fn in_deck(&self, deck: &str) -> Waits {
        self.0.get(deck).copied().unwrap_or_default()
    }
}
