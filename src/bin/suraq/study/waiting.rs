//! What waits to be reviewed, deck by deck: due, held back for a later day, on its steps.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::AddAssign;

use suraq::decks::OnShelf;
use suraq::decks::query::Query;
use suraq::session::Plan;

use crate::app::App;
use crate::cards::choice::each_chosen;
use crate::report::Failure;
use crate::screen::grouped;
use crate::study::exams;
use crate::study::plan_in_full;

/// What waits in one deck or in all, as every screen counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Reviews of learned cards that may be asked today, in and over the day's limit: one of each fact.
    pub due: usize,
    /// Reviews due that wait for a later day, because one of the same fact is before them.
    pub held_back: usize,
    /// Cards on their steps, which come back today.
    pub learning: usize,
}

impl Waits {
    /// `3 due (1 more later)`, `2 learning`; what there is none of is left out.
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

    /// `3 due (1 more later)`
    pub fn due_said(self) -> String {
        match self.held_back {
            0 => format!("{} due", grouped(self.due)),
            more => format!("{} due ({} more later)", grouped(self.due), grouped(more)),
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
        for held in plan.due_later() {
            count(&held.card, &|waits| waits.held_back += 1);
        }
        for card in &plan.cards[..plan.learning] {
            count(card, &|waits| waits.learning += 1);
        }
        Waiting(decks)
    }

    /// Counts what would wait in `decks`, which are off, were they studied and under no limit.
    pub fn in_decks_off(app: &mut App, decks: &[OnShelf]) -> Result<Waiting, Failure> {
        let mut waiting: BTreeMap<String, Waits> = BTreeMap::new();
        let (with_contested, keeps_apart) = (app.config.contested, app.config.siblings_apart);
        each_chosen(app, &Query::parse("is:due is:learn")?, decks, &mut |one| {
            waiting.entry(one.card.deck.0).or_default().learning += 1;
        })?;
        let mut facts = BTreeSet::new();
        each_chosen(app, &Query::parse("is:due -is:learn")?, decks, &mut |one| {
            if one.row.contested && !with_contested {
                return;
            }
            let fact = one.row.fact.map_or(one.row.item.0, |fact| fact.0);
            let is_first = facts.insert((one.card.deck.0.clone(), fact));
            let waits = waiting.entry(one.card.deck.0).or_default();
            match is_first || !keeps_apart {
                true => waits.due += 1,
                false => waits.held_back += 1,
            }
        })?;
        Ok(Waiting(waiting))
    }

    /// Of one deck.
    pub fn in_deck(&self, deck: &str) -> Waits {
        self.0.get(deck).copied().unwrap_or_default()
    }
}
