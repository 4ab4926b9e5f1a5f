//! All that is studied, as the library simulates it: the cards as they stand, the schedules and the pace.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::query::Query;
use suraq::schedule::CourseCard;
use suraq::schedule::DailyLimits;
use suraq::schedule::Pace;
use suraq::schedule::Scheduler;

use crate::app::App;
use crate::cards::choice;
use crate::report::Failure;
use crate::study::exams;

/// All that is studied.
pub struct Field {
    /// Names of the cards.
    pub ids: Vec<String>,
    /// The same cards.
    pub cards: Vec<CourseCard>,
    /// The schedule of all decks, then those of decks that have their own.
    pub schedulers: Vec<Scheduler>,
    /// What the settings allow, and what today has left of it.
    pub pace: Pace,
}

impl Field {
    /// Reads the cards of the decks that are studied; those named in `meant` are asked about.
    pub fn read(app: &mut App, meant: &BTreeSet<String>) -> Result<Field, Failure> {
        let ids = studied(app, &Query::everything())?;
        let (schedulers, own) = schedulers(app)?;
        let kept = app.store()?.cards(None)?;
        let mut field = Field {
            ids: Vec::new(),
            cards: Vec::new(),
            schedulers,
            pace: pace(app)?,
        };
        let today = app.now().day;
        let entries = app.store()?.entries_since(today)?;
        let met = exams::met_on(&entries, today);
        let crammed = exams::crammed(&entries);
        for id in ids {
            let card = kept.get(&id);
            if card.is_some_and(|card| card.marks.suspended) {
                continue;
            }
            let deck = id.split('/').next().unwrap_or_default();
            field.cards.push(CourseCard {
                state: card.map_or(suraq::schedule::CardState::NEW, |card| card.state),
                scheduler: own.get(deck).copied().unwrap_or(0),
                is_meant: meant.contains(&id),
                crammed: crammed.get(id.as_str()).copied(),
            });
            field.pace.met_today += u32::from(meant.contains(&id) && met.contains(id.as_str()));
            field.ids.push(id);
        }
        Ok(field)
    }
}

/// Names the cards that `query` means and that are studied: accepted, of a deck that is on, and not
/// disputed where that is not wanted.
pub fn studied(app: &mut App, query: &Query) -> Result<Vec<String>, Failure> {
    let contested = app.config.contested;
    let decks = app.decks_on()?;
    let mut chosen = choice::choose(app, query, &decks)?;
    chosen.retain(|chosen| {
        chosen.row.state == suraq::decks::State::Accepted && (contested || !chosen.row.contested)
    });
    Ok(chosen.iter().map(|chosen| chosen.card.to_string()).collect())
}

/// Returns the schedule of all decks, those of decks that have their own, and which deck has which.
pub fn schedulers(app: &App) -> Result<(Vec<Scheduler>, BTreeMap<String, usize>), Failure> {
    let mut schedulers = vec![app.scheduler()?];
    let mut own = BTreeMap::new();
    for deck in app.config.of_decks.keys() {
        own.insert(deck.clone(), schedulers.len());
        schedulers.push(Scheduler::new(app.config.of_deck(deck).schedule)?);
    }
    Ok((schedulers, own))
}

fn pace(app: &mut App) -> Result<Pace, Failure> {
    let today = app.now().day;
    let settings = app.config.schedule.clone();
    let done = app.store()?.day(today)?;
    let limits = DailyLimits {
        new: settings.new_per_day,
        reviews: settings.reviews_per_day,
    };
    Ok(Pace {
        limits,
        today: DailyLimits {
            new: settings.new_on(today).saturating_sub(done.new_cards),
            reviews: limits.reviews.saturating_sub(done.reviews),
        },
        away: settings.holidays,
        first: None,
        met_today: 0,
    })
}
