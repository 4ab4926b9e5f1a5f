//! The four futures a rating chooses from.
//!
//! A new card climbs the learning steps, then lives by the model's intervals; a
//! lapse sends it through the relearning steps. Hard, Good and Easy always lead
//! to ever longer intervals.

use twox_hash::XxHash3_64;

use super::CardState;
use super::Due;
use super::Futures;
use super::Load;
use super::Memory;
use super::Model;
use super::Moment;
use super::Phase;
use super::Rating;
use super::ScheduleError;
use super::Settings;
use super::StudyDay;
use super::Wait;
use super::load::Calendar;

/// What one rating would lead to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Future {
    /// The card afterwards.
    pub state: CardState,
    /// How long until it comes back.
    pub wait: Wait,
}

/// Settings that were checked, with their model.
#[derive(Clone, Debug, Default)]
pub struct Scheduler {
    settings: Settings,
    model: Model,
    load: Option<Load>,
}

/// Returns the seed of a card's fuzz: the same for one card and repetition on every machine.
pub fn fuzz_seed(card: &str, repetitions: u32) -> u64 {
    XxHash3_64::oneshot_with_seed(u64::from(repetitions), card.as_bytes())
}

impl Scheduler {
    /// Checks the settings.
    ///
    /// Errors with the first value that is out of range.
    pub fn new(settings: Settings) -> Result<Scheduler, ScheduleError> {
        let model = settings.model()?;
        Ok(Scheduler {
            settings,
            model,
            load: None,
        })
    }

    /// Returns the scheduler with what is known of the coming days, so that cards are spread over them.
    /// Where the settings do not ask for it nothing changes.
    #[must_use]
    pub fn with_load(mut self, load: Load) -> Scheduler {
        self.load = Some(load).filter(|_| self.settings.spread && self.settings.fuzz);
        self
    }

    /// Takes note that a card now comes back on its day.
    pub fn note_due(&mut self, due: Due) {
        if let (Some(load), Due::On(day)) = (&mut self.load, due) {
            load.add(day);
        }
    }

    /// Returns the settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the forgetting model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Returns the probability that the card is remembered today; `None` for a new card.
    pub fn retrievability(&self, card: &CardState, today: StudyDay) -> Option<f64> {
        let memory = card.memory?;
        Some(
            self.model
                .retrievability(memory, f64::from(card.elapsed_days(today))),
        )
    }

    /// Returns what each rating would lead to; `fuzz` comes from [`fuzz_seed`].
    pub fn futures(&self, card: &CardState, now: Moment, fuzz: u64) -> Futures<Future> {
        let memories = self.model.after(card.memory, card.elapsed_days(now.day));
        let waits = self.waits(card, &memories, now.day, fuzz);
        let future = |rating: Rating| self.future(card, now, rating, *memories.of(rating), *waits.of(rating));
        Futures {
            again: future(Rating::Again),
            hard: future(Rating::Hard),
            good: future(Rating::Good),
            easy: future(Rating::Easy),
        }
    }

    fn future(&self, card: &CardState, now: Moment, rating: Rating, memory: Memory, next: Next) -> Future {
        let lapsed = rating == Rating::Again && card.phase == Phase::Review;
        let state = CardState {
            phase: next.phase,
            step: next.step,
            memory: Some(memory),
            due: next.wait.due(now, self.settings.day_starts),
            last: Some((now.at, now.day)),
            repetitions: card.repetitions.saturating_add(1),
            lapses: card.lapses.saturating_add(u32::from(lapsed)),
        };
        Future {
            state,
            wait: next.wait,
        }
    }

    fn waits(
        &self,
        card: &CardState,
        memories: &Futures<Memory>,
        today: StudyDay,
        fuzz: u64,
    ) -> Futures<Next> {
        let (phase, steps) = match card.phase {
            Phase::New | Phase::Learning => (Phase::Learning, &self.settings.learning_steps),
            Phase::Review | Phase::Relearning => (Phase::Relearning, &self.settings.relearning_steps),
        };
        let hard_waits_days = card.phase == Phase::Review || steps.is_empty();
        let days = self.intervals(memories, today, fuzz, hard_waits_days);
        let review = |rating| Next {
            phase: Phase::Review,
            step: 0,
            wait: Wait::Days(*days.of(rating)),
        };
        let graduated = Futures {
            again: review(Rating::Again),
            hard: review(Rating::Hard),
            good: review(Rating::Good),
            easy: review(Rating::Easy),
        };
        let Some(first) = steps.first() else {
            return graduated;
        };
        let again = Next {
            phase,
            step: 0,
            wait: step_wait(*first),
        };
        if card.phase == Phase::Review {
            return Futures { again, ..graduated };
        }
        // Steps may have been shortened since the card got onto them.
        let step = usize::from(card.step).min(steps.len() - 1);
        let hard = Next {
            phase,
            step: step as u8,
            wait: step_wait(hard_step(steps, step)),
        };
        let good = match steps.get(step + 1) {
            Some(next) => Next {
                phase,
                step: step as u8 + 1,
                wait: step_wait(*next),
            },
            None => graduated.good,
        };
        Futures {
            again,
            hard,
            good,
            easy: graduated.easy,
        }
    }

    /// Days for each rating, at least 1, with Hard below Good below Easy. Where Hard stays
    /// on a step, Good need not make room for it.
    fn intervals(
        &self,
        memories: &Futures<Memory>,
        today: StudyDay,
        fuzz: u64,
        hard_waits_days: bool,
    ) -> Futures<u32> {
        let most = self.settings.maximum_interval_days;
        let calendar = Calendar {
            easy: &self.settings.easy_days,
            away: &self.settings.holidays,
            load: self.load.as_ref(),
        };
        let draw = |memory: &Memory, least: u32, most: u32| {
            let days = self
                .model
                .interval_days(memory.stability, self.settings.desired_retention);
            if self.settings.fuzz {
                fuzzed(days, fuzz, least, most, &|lower, upper, chance| {
                    calendar.pick(today, lower, upper, chance)
                })
            } else {
                rounded(days, least, most)
            }
        };
        let hard = draw(&memories.hard, 1, most - 2);
        let good = draw(
            &memories.good,
            if hard_waits_days { hard + 1 } else { 1 },
            most - 1,
        );
        let easy = draw(&memories.easy, good + 1, most);
        let again = draw(&memories.again, 1, hard);
        Futures {
            again,
            hard,
            good,
            easy,
        }
    }
}

/// The phase, step and wait a rating leads to.
#[derive(Clone, Copy)]
struct Next {
    phase: Phase,
    step: u8,
    wait: Wait,
}

fn step_wait(seconds: u32) -> Wait {
    if seconds >= 86_400 {
        Wait::Days(seconds / 86_400)
    } else {
        Wait::Seconds(seconds)
    }
}

/// Hard on the first step waits between Again and Good; on a later step it repeats the step. Source: Anki.
fn hard_step(steps: &[u32], step: usize) -> u32 {
    match (step, steps.get(1)) {
        (0, Some(second)) => steps[0].midpoint(steps[0].max(*second)),
        (0, None) => (steps[0] / 2).min(86_400).saturating_add(steps[0]),
        _ => steps[step],
    }
}

fn rounded(days: f64, least: u32, most: u32) -> u32 {
    // The cast stops at the ends and turns a NaN into 0.
    (days.round() as u32).clamp(least, most)
}

/// How far an interval may move, as a share of the part of it between two lengths in days. Source: Anki.
const FUZZ_RANGES: [(f64, f64, f64); 3] = [(2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, f64::INFINITY, 0.05)];

/// `pick` may choose among the days from the lower to the upper one; where it does not, the seed does.
fn fuzzed(days: f64, seed: u64, least: u32, most: u32, pick: &dyn Fn(u32, u32, u32) -> Option<u32>) -> u32 {
    if days < 2.5 {
        return rounded(days, least, most);
    }
    let reach: f64 = FUZZ_RANGES
        .iter()
        .map(|(from, to, share)| share * (days.min(*to) - from).max(0.0))
        .sum::<f64>()
        + 1.0;
    let lower = rounded(days - reach, least.max(2).min(most), most);
    let upper = rounded(days + reach, lower, most);
    // The upper half of the seed, spread evenly over the range.
    let chance = seed >> 32;
    let width = u64::from(upper - lower) + 1;
    pick(lower, upper, chance as u32).unwrap_or(lower + ((chance * width) >> 32) as u32)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::CardState;
    use super::Due;
    use super::Phase;
    use super::Rating;
    use super::Scheduler;
    use super::Wait;
    use super::fuzz_seed;
    use crate::schedule::Moment;
    use crate::schedule::Settings;

    fn now() -> Moment {
        let at: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
        Moment::new(at, Offset::UTC, 240)
    }

    fn plain() -> Scheduler {
        Scheduler::new(Settings {
            fuzz: false,
            ..Settings::default()
        })
        .unwrap()
    }

    /// Rates a new card again and again, each time when it is due, and writes down the waits.
    fn waits(scheduler: &Scheduler, ratings: &[Rating]) -> Vec<String> {
        let (mut card, mut now) = (CardState::NEW, now());
        let mut written = Vec::new();
        for rating in ratings {
            let future = *scheduler
                .futures(&card, now, fuzz_seed("d/i", card.repetitions))
                .of(*rating);
            written.push(match future.wait {
                Wait::Seconds(seconds) => format!("{seconds}s"),
                Wait::Days(days) => format!("{days}d"),
            });
            card = future.state;
            now = now.later(future.wait.duration().as_secs(), 240);
        }
        written
    }

    #[test]
    fn a_new_card_climbs_its_steps_and_then_waits_days() {
        use Rating::{Again, Easy, Good, Hard};
        assert_eq!(waits(&plain(), &[Good, Good, Good]), ["600s", "2d", "11d"]);
        assert_eq!(
            waits(&plain(), &[Again, Hard, Good, Hard]),
            ["60s", "330s", "600s", "600s"]
        );
        assert_eq!(waits(&plain(), &[Easy]), ["8d"]);
    }

    #[test]
    fn a_lapse_goes_through_the_relearning_step() {
        use Rating::{Again, Easy, Good};
        let waits = waits(&plain(), &[Easy, Again, Good]);
        assert_eq!(waits[..2], ["8d", "600s"]);
        assert!(waits[2].ends_with('d'), "{waits:?}");
        let card = plain().futures(&CardState::NEW, now(), 0).easy.state;
        let lapsed = plain()
            .futures(&card, now().later(8 * 86_400, 240), 0)
            .again
            .state;
        assert_eq!(
            (lapsed.phase, lapsed.lapses, lapsed.repetitions),
            (Phase::Relearning, 1, 2)
        );
    }

    #[test]
    fn without_steps_every_rating_waits_days() {
        let settings = Settings {
            learning_steps: vec![],
            relearning_steps: vec![],
            ..Settings::default()
        };
        let futures = Scheduler::new(settings)
            .unwrap()
            .futures(&CardState::NEW, now(), 7);
        for rating in Rating::ALL {
            assert!(matches!(futures.of(rating).wait, Wait::Days(_)));
            assert_eq!(futures.of(rating).state.phase, Phase::Review);
        }
    }

    #[test]
    fn a_step_of_a_day_falls_on_a_study_day() {
        let settings = Settings {
            learning_steps: vec![60, 86_400],
            ..Settings::default()
        };
        let future = Scheduler::new(settings)
            .unwrap()
            .futures(&CardState::NEW, now(), 0)
            .good;
        assert_eq!(future.state.due, Due::On(now().day.plus(1)));
        assert_eq!(future.state.phase, Phase::Learning);
    }

    #[test]
    fn the_longest_interval_is_kept_and_still_hard_is_below_good() {
        let settings = Settings {
            maximum_interval_days: 5,
            learning_steps: vec![],
            ..Settings::default()
        };
        let scheduler = Scheduler::new(settings).unwrap();
        let card = scheduler.futures(&CardState::NEW, now(), 0).easy.state;
        let futures = scheduler.futures(&card, now().later(30 * 86_400, 240), u64::MAX);
        let days = futures.map(|future| future.wait);
        assert_eq!(
            (days.hard, days.good, days.easy),
            (Wait::Days(3), Wait::Days(4), Wait::Days(5))
        );
    }

    #[test]
    fn fuzz_depends_on_card_and_repetition_only() {
        assert_eq!(fuzz_seed("a/b", 3), fuzz_seed("a/b", 3));
        assert_ne!(fuzz_seed("a/b", 3), fuzz_seed("a/b", 4));
        assert_ne!(fuzz_seed("a/b", 3), fuzz_seed("a/c", 3));
        let scheduler = Scheduler::default();
        let card = scheduler.futures(&CardState::NEW, now(), 0).easy.state;
        let later = now().later(60 * 86_400, 240);
        let drawn: std::collections::BTreeSet<i64> = (0..50)
            .map(|n| {
                scheduler
                    .futures(&card, later, fuzz_seed("a/b", n))
                    .good
                    .wait
                    .duration()
                    .as_secs()
            })
            .collect();
        assert!(drawn.len() > 3, "{drawn:?}");
    }
}
