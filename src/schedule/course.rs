//! What a course of study comes to, day by day.
//!
//! A learner of chance studies as the schedule says and remembers as often as
//! the model expects. What is counted on the way answers every question about
//! days to come: an exam, a holiday, a backlog, another retention. The same
//! cards and seed give the same course.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Away;
use super::CardState;
use super::DailyLimits;
use super::Due;
use super::EasyDays;
use super::Moment;
use super::Phase;
use super::Rating;
use super::Scheduler;
use super::StudyDay;
use super::fuzz_seed;
use super::new_per_day;

/// How often a new card is not known at its first answer. Ours: people who read a card before they
/// rate it forget about one in four until its first step.
const FIRST_FORGOTTEN: f64 = 0.25;

/// Steps of one card on one day, at most.
const STEPS: usize = 12;

/// A card of the course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CourseCard {
    /// Where it stands.
    pub state: CardState,
    /// Which of the schedulers is its own.
    pub scheduler: usize,
    /// Whether it is one of those that are asked about.
    pub is_meant: bool,
    /// The day on which it was gone over and known, where no review came later: the schedule does not see it.
    pub crammed: Option<StudyDay>,
}

/// How a learner studies.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    /// What a day allows.
    pub limits: DailyLimits,
    /// What is left of it today.
    pub today: DailyLimits,
    /// Days on which nothing is done.
    pub away: Vec<Away>,
    /// New cards that come first.
    pub first: Option<FirstNew>,
    /// Cards that are meant and were met for the first time today; they are new no more.
    pub met_today: u32,
}

/// New cards that are meant come before others until a day, so many a day as [`new_per_day`] says, also
/// where the day's limit is lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstNew {
    /// The day on which this ends.
    pub until: StudyDay,
    /// Today, on which [`Pace::met_today`] of the day's cards are done already.
    pub today: StudyDay,
}

/// One day of a course.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CourseDay {
    /// New cards.
    pub new: u32,
    /// Reviews.
    pub reviews: u32,
    /// Of both, cards that are meant.
    pub meant: u32,
    /// Reviews that were forgotten.
    pub forgotten: u32,
    /// Cards that were due and not asked.
    pub left: u32,
}

impl CourseDay {
    /// Returns all cards of the day.
    pub fn cards(&self) -> u32 {
        self.new + self.reviews
    }
}

/// What a course came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Its days, today first.
    pub days: Vec<CourseDay>,
    /// The cards as they stand after the last day.
    pub states: Vec<CardState>,
}

/// Whether nothing new comes on `day`: it is away, or a day of the week set to 0 per cent.
pub(super) fn is_off(pace: &Pace, schedulers: &[Scheduler], day: StudyDay) -> bool {
    easy_days(schedulers).of(day) == 0 || pace.away.iter().any(|away| away.contains(day))
}

/// Those of the first schedule, which is that of all decks.
fn easy_days(schedulers: &[Scheduler]) -> EasyDays {
    schedulers
        .first()
        .map_or(EasyDays::NONE, |scheduler| scheduler.settings().easy_days)
}

/// Studies `cards` for `days` days from `now` on.
pub fn course(
    cards: &[CourseCard],
    schedulers: &[Scheduler],
    pace: &Pace,
    now: Moment,
    days: u32,
    seed: u64,
) -> Course {
    let mut learner = Learner {
        cards: cards.to_vec(),
        schedulers: schedulers.to_vec(),
        chance: ChaCha8Rng::seed_from_u64(seed),
    };
    let mut counted = Vec::new();
    for index in 0..days {
        let then = now.later(i64::from(index) * 86_400, learner.day_starts());
        let limits = match index {
            0 => pace.today,
            _ => DailyLimits {
                new: easy_days(schedulers).share_of(pace.limits.new, then.day),
                ..pace.limits
            },
        };
        counted.push(match pace.away.iter().any(|away| away.contains(then.day)) {
            true => CourseDay {
                left: learner.due(then.day).len() as u32,
                ..CourseDay::default()
            },
            false => learner.study(then, limits, pace),
        });
    }
    Course {
        days: counted,
        states: learner.cards.iter().map(|card| card.state).collect(),
    }
}

struct Learner {
    cards: Vec<CourseCard>,
    schedulers: Vec<Scheduler>,
    chance: ChaCha8Rng,
}

impl Learner {
    fn day_starts(&self) -> u16 {
        self.schedulers
            .first()
            .map_or(0, |scheduler| scheduler.settings().day_starts)
    }

    fn due(&self, day: StudyDay) -> Vec<usize> {
        let is_due = |index: &usize| self.cards[*index].state.due.day().is_some_and(|due| due <= day);
        (0..self.cards.len()).filter(is_due).collect()
    }

    fn study(&mut self, then: Moment, limits: DailyLimits, pace: &Pace) -> CourseDay {
        let mut counted = CourseDay::default();
        let mut due = self.due(then.day);
        let most = limits.reviews as usize;
        if due.len() > most {
            due.sort_by(|one, other| {
                self.faded(*one, then.day)
                    .total_cmp(&self.faded(*other, then.day))
            });
            counted.left = (due.len() - most) as u32;
            due.truncate(most);
        }
        for index in due {
            let card = self.cards[index];
            let recall = self.recall(index, then.day);
            let rating = match self.chance.random_bool(recall.clamp(0.0, 1.0)) {
                true => Rating::Good,
                false => Rating::Again,
            };
            self.answer(index, rating, then);
            counted.reviews += 1;
            counted.meant += u32::from(card.is_meant);
            counted.forgotten += u32::from(rating == Rating::Again);
        }
        for index in self.new_cards(then.day, limits.new, pace) {
            let rating = match self.chance.random_bool(FIRST_FORGOTTEN) {
                true => Rating::Again,
                false => Rating::Good,
            };
            self.answer(index, rating, then);
            counted.new += 1;
            counted.meant += u32::from(self.cards[index].is_meant);
        }
        counted
    }

    /// Days over stability orders as the forgetting curve does.
    fn faded(&self, index: usize, day: StudyDay) -> f64 {
        let state = &self.cards[index].state;
        state.memory.map_or(f64::INFINITY, |memory| {
            f64::from(state.elapsed_days(day)) / memory.stability.days()
        })
    }

    fn recall(&self, index: usize, day: StudyDay) -> f64 {
        let card = &self.cards[index];
        self.schedulers[card.scheduler]
            .retrievability(&card.state, day)
            .unwrap_or(0.0)
    }

    fn new_cards(&self, day: StudyDay, limit: u32, pace: &Pace) -> Vec<usize> {
        let new = (0..self.cards.len()).filter(|index| self.cards[*index].state.phase == Phase::New);
        let is_off = |day| is_off(pace, &self.schedulers, day);
        let Some(first) = pace.first.filter(|first| day < first.until && !is_off(day)) else {
            return new.take(limit as usize).collect();
        };
        let (mut meant, others): (Vec<usize>, Vec<usize>) =
            new.partition(|index| self.cards[*index].is_meant);
        let done = if day == first.today { pace.met_today } else { 0 };
        let of_day = new_per_day(meant.len() + done as usize, day, first.until, &is_off);
        meant.truncate(of_day.saturating_sub(done) as usize);
        let room = (limit as usize).saturating_sub(meant.len());
        meant.extend(others.into_iter().take(room));
        meant
    }

    /// Answers a card, and goes over its steps of the day until it is away for a day or more.
    fn answer(&mut self, index: usize, rating: Rating, then: Moment) {
        let card = self.cards[index];
        let scheduler = &self.schedulers[card.scheduler];
        let seed = |state: &CardState| fuzz_seed(&index.to_string(), state.repetitions);
        let mut state = scheduler
            .futures(&card.state, then, seed(&card.state))
            .of(rating)
            .state;
        for _ in 0..STEPS {
            if !matches!(state.due, Due::At(_, _)) {
                break;
            }
            state = scheduler.futures(&state, then, seed(&state)).good.state;
        }
        self.cards[index].state = state;
        for scheduler in &mut self.schedulers {
            scheduler.note_due(state.due);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::CourseCard;
    use super::Pace;
    use super::course;
    use crate::schedule::Away;
    use crate::schedule::CardState;
    use crate::schedule::DailyLimits;
    use crate::schedule::EasyDays;
    use crate::schedule::Load;
    use crate::schedule::Moment;
    use crate::schedule::Scheduler;
    use crate::schedule::Settings;
    use crate::schedule::weekday;

    pub fn now() -> Moment {
        // A Tuesday.
        let at: Timestamp = "2031-05-06T10:00:00Z".parse().unwrap();
        Moment::new(at, Offset::UTC, 240)
    }

    pub fn new_cards(count: usize) -> Vec<CourseCard> {
        let card = CourseCard {
            state: CardState::NEW,
            scheduler: 0,
            is_meant: true,
            crammed: None,
        };
        vec![card; count]
    }

    pub fn pace(new: u32, reviews: u32) -> Pace {
        let limits = DailyLimits { new, reviews };
        Pace {
            limits,
            today: limits,
            away: Vec::new(),
            first: None,
            met_today: 0,
        }
    }

    /// The cards as they stand after `days` days of `new` new ones a day, and the moment after.
    pub fn after(cards: &[CourseCard], new: u32, days: u32) -> (Vec<CourseCard>, Moment) {
        let scheduler = Scheduler::default();
        let studied = course(cards, &[scheduler], &pace(new, 10_000), now(), days, 11);
        let states = studied.states.iter();
        let cards = cards.iter().zip(states).map(|(card, state)| CourseCard {
            state: *state,
            ..*card
        });
        (cards.collect(), now().later(i64::from(days) * 86_400, 240))
    }

    #[test]
    fn a_course_keeps_the_limits_and_remembers_as_the_model_expects() {
        let scheduler = [Scheduler::default()];
        let studied = course(&new_cards(1_000), &scheduler, &pace(20, 10_000), now(), 120, 1);
        let days = &studied.days;
        assert!(days.iter().all(|day| day.new <= 20 && day.left == 0));
        assert_eq!(days.iter().map(|day| day.new).sum::<u32>(), 1_000);
        let reviews: u32 = days.iter().map(|day| day.reviews).sum();
        let forgotten: u32 = days.iter().map(|day| day.forgotten).sum();
        let kept = 1.0 - f64::from(forgotten) / f64::from(reviews);
        assert!((0.87..0.94).contains(&kept), "{kept}");
        let limited = course(&new_cards(1_000), &scheduler, &pace(20, 30), now(), 120, 1);
        assert!(limited.days.iter().all(|day| day.reviews <= 30));
        assert!(limited.days.iter().any(|day| day.left > 0));
        assert_eq!(
            limited,
            course(&new_cards(1_000), &scheduler, &pace(20, 30), now(), 120, 1)
        );
    }

    /// How much the number of reviews differs from day to day, as a share of its mean.
    fn unevenness(settings: Settings) -> f64 {
        let scheduler = Scheduler::new(settings).unwrap();
        let scheduler = [scheduler.with_load(Load::new(now().day, vec![0; 400]))];
        // Learned in heaps: 200 on one day of the week, nothing on the others.
        let mut pace = pace(200, 10_000);
        for week in 0..5i64 {
            pace.away.push(Away {
                from: now().day.plus(7 * week + 1),
                to: now().day.plus(7 * week + 6),
            });
        }
        let studied = course(&new_cards(1_000), &scheduler, &pace, now(), 150, 1);
        let reviews: Vec<f64> = studied.days[60..]
            .iter()
            .map(|day| f64::from(day.reviews))
            .collect();
        let mean = reviews.iter().sum::<f64>() / reviews.len() as f64;
        let variance = reviews.iter().map(|day| (day - mean).powi(2)).sum::<f64>() / reviews.len() as f64;
        variance.sqrt() / mean
    }

    #[test]
    fn spreading_makes_the_days_more_even() {
        let spread = unevenness(Settings::default());
        let fuzzed = unevenness(Settings {
            spread: false,
            ..Settings::default()
        });
        assert!(spread < 0.8 * fuzzed, "{spread} of {fuzzed}");
    }

    #[test]
    fn an_easy_day_has_less_to_do() {
        let mut easy_days = EasyDays::NONE;
        easy_days.0[6] = 0;
        let settings = Settings {
            easy_days,
            ..Settings::default()
        };
        let scheduler = [Scheduler::new(settings).unwrap()];
        let studied = course(&new_cards(1_000), &scheduler, &pace(20, 10_000), now(), 150, 1);
        let (mut sundays, mut others) = (0, 0);
        for (index, day) in studied.days.iter().enumerate().skip(50) {
            match weekday(now().day.plus(index as i64)) {
                6 => sundays += 6 * day.reviews,
                _ => others += day.reviews,
            }
        }
        // Waits of one or two days cannot be moved, so some are left.
        assert!(f64::from(sundays) < 0.5 * f64::from(others), "{sundays} {others}");
    }
}
