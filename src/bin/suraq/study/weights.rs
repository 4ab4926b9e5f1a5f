//! The weights of the memory model: changed in the settings, and with them what is known of every memory.

use suraq::progress::Store;
use suraq::schedule::Memory;
use suraq::schedule::Model;
use suraq::schedule::Rating;
use suraq::schedule::ScheduleError;
use suraq::schedule::Scheduler;
use suraq::schedule::Settings;
use suraq::schedule::Wait;
use suraq::schedule::remembered;
use suraq::schedule::{CardState, Moment};

use crate::app::App;
use crate::cards::deeds;
use crate::config;
use crate::report::Failure;

/// Memories that differ by less than this part are the same: they are kept with fewer digits.
const SAME: f64 = 0.01;

/// What a change of the weights did.
pub struct Changed {
    /// Cards whose memory was computed again.
    pub cards: usize,
    /// Whether `undo` knows of it.
    pub is_noted: bool,
}

/// Puts `value` in force as the weights, none for the usual ones, and computes memories again from the log.
///
/// The days on which cards come back stay. One step of undo takes all of it back.
pub fn change(app: &mut App, label: &str, value: Option<&str>) -> Result<Changed, Failure> {
    let key = config::find("weights")?;
    let mut changed = app.config.clone();
    changed.take(&key, value)?;
    let failed = |error| Failure::from(ScheduleError::Weights(error));
    let before = Model::new(&app.config.schedule.weights).map_err(failed)?;
    let after = Model::new(&changed.schedule.weights).map_err(failed)?;
    let store = match app.store() {
        Ok(store) if store.check_writable().is_ok() => store,
        // Where progress cannot be written, settings still can.
        _ => {
            let is_noted = deeds::keep_setting(app, label, &key, value)?;
            return Ok(Changed { cards: 0, is_noted });
        }
    };
    let memories = memories(store, &before, &after)?;
    let cards = deeds::refit(app, label, &key, value, &memories)?;
    Ok(Changed {
        cards,
        is_noted: true,
    })
}

/// The memory of every card under the model `after`. One that does not follow from its reviews under
/// `before`, because it was brought along from elsewhere, is left alone.
fn memories(store: &Store, before: &Model, after: &Model) -> Result<Vec<(String, Memory)>, Failure> {
    let cards = store.cards(None)?;
    let mut memories = Vec::new();
    for (item, past) in store.past()? {
        let Some(kept) = cards.get(&item).and_then(|card| card.state.memory) else {
            continue;
        };
        let follows = |model| remembered(model, &past.reviews);
        if past.is_whole
            && follows(before).is_some_and(|memory| is_same(&memory, &kept))
            && let Some(memory) = follows(after)
        {
            memories.push((item, memory));
        }
    }
    Ok(memories)
}

fn is_same(one: &Memory, other: &Memory) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() <= SAME * other.abs();
    near(one.stability.days(), other.stability.days())
        && near(f64::from(one.difficulty), f64::from(other.difficulty))
}

/// How long a card that is always answered Good is away each time, and how long after it was forgotten then.
pub fn typical(settings: &Settings, now: Moment) -> Result<(Vec<Wait>, Wait), Failure> {
    let scheduler = Scheduler::new(Settings {
        fuzz: false,
        learning_steps: Vec::new(),
        relearning_steps: Vec::new(),
        holidays: Vec::new(),
        ..settings.clone()
    })?;
    let (mut state, mut then, mut waits) = (CardState::NEW, now, Vec::new());
    for _ in 0..5 {
        let good = scheduler.futures(&state, then, 0).good;
        waits.push(good.wait);
        state = good.state;
        then = then.later(good.wait.duration().as_secs(), settings.day_starts);
    }
    let forgotten = *scheduler.futures(&state, then, 0).of(Rating::Again);
    Ok((waits, forgotten.wait))
}
