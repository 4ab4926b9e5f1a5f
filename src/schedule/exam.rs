//! An exam: what to do each day, what will be known on the day, and what it does to the time after.
//!
//! Cards of an exam are studied as all others are, so that what is learned for
//! it stays learned. Two things are different: its new cards come first and so
//! many a day that the last of them are met in time; and those that would be
//! known least on the day are gone over once more on the day before, which the
//! schedule does not see.

use super::CardState;
use super::Course;
use super::CourseCard;
use super::CourseDay;
use super::FirstNew;
use super::Moment;
use super::Pace;
use super::Scheduler;
use super::StudyDay;
use super::course;
use super::course::is_off;

/// Days before the exam that are kept free of new cards, at most: those learned last come back once before it.
const LAST_DAYS: usize = 3;

/// Of the days that are left no more than one in so many is kept free, so that a short time is used.
const FREE_ONE_IN: usize = 3;

/// Days after the exam over which the load is compared.
const AFTER: u32 = 30;

/// So many cards are simulated at least, a small exam several times over.
const ENOUGH: usize = 1_000;

/// What is to be known, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exam {
    /// The day of the exam.
    pub day: StudyDay,
    /// Share of the cards to be known on it, 0 to 1.
    pub know: f64,
}

/// How an exam is to be met.
#[derive(Clone, Debug, PartialEq)]
pub struct ExamPlan {
    /// New cards of the exam that are left.
    pub new: usize,
    /// New cards of the exam today, those met already included, and on the days after it; fewer on the last
    /// ones. 0 where none is left, and where every day until the exam is off.
    pub new_per_day: u32,
    /// The days until the exam, without it, as they may go.
    pub days: Vec<CourseDay>,
    /// Share that would be known if the exam were today.
    pub known_now: f64,
    /// Share that will be known on the day where nothing is changed for it.
    pub known_as_it_goes: f64,
    /// Share that will be known on the day with the plan, before anything is gone over once more.
    pub known: f64,
    /// The cards to go over on the day before, as indices, the least known first.
    pub cram: Vec<usize>,
    /// Share that will be known on the day after that.
    pub known_after_cram: f64,
    /// Reviews a day of all cards in the month after, without and with the plan.
    pub reviews_after: (f64, f64),
}

/// Returns how many of `new` cards must come on a day from today on, so that all are met in time for `exam`.
///
/// Days that are off do not count, and the last ones are kept free of new cards while there are enough. On the
/// day of the exam it is too late for any, and where all days are off none comes.
pub fn new_per_day(new: usize, today: StudyDay, exam: StudyDay, is_off: &dyn Fn(StudyDay) -> bool) -> u32 {
    if exam <= today {
        return 0;
    }
    let days = (0..exam.days_since(today)).map(|day| today.plus(day));
    let days = days.filter(|day| !is_off(*day)).count();
    if days == 0 {
        return 0;
    }
    let free = (days / FREE_ONE_IN).min(LAST_DAYS);
    u32::try_from(new.div_ceil((days - free).max(1))).unwrap_or(u32::MAX)
}

/// Returns the chance that a card is known on `day` if it is not asked before; 0 for a new one.
pub fn known_on(scheduler: &Scheduler, state: &CardState, day: StudyDay) -> f64 {
    scheduler.retrievability(state, day).unwrap_or(0.0)
}

/// Returns the chance that a card is known on `day` if it is gone over on the day before it.
fn known_after_cram(scheduler: &Scheduler, state: &CardState, day: StudyDay) -> f64 {
    known_then(scheduler, state, Some(day.plus(-1)), day)
}

/// Returns the chance that a card was known on the day of an exam, as the day ended with it.
///
/// `crammed` is the day on which it was gone over and known, where no review came later: it counts on that day and
/// on the next one; by then what the schedule does not see has faded.
pub fn known_then(scheduler: &Scheduler, state: &CardState, crammed: Option<StudyDay>, day: StudyDay) -> f64 {
    let since = crammed.map(|crammed| day.days_since(crammed));
    match (crammed, since) {
        (Some(crammed), Some(days @ 0..=1)) => {
            let model = scheduler.model();
            let memory = model.after(state.memory, state.elapsed_days(crammed)).good;
            model.retrievability(memory, days as f64)
        }
        _ => known_on(scheduler, state, day),
    }
}

/// Returns the day on which a card was gone over where that still counts for `exam`: on its day and the one before.
/// What was gone over earlier has faded by then.
pub fn lasting(crammed: Option<StudyDay>, exam: Exam) -> Option<StudyDay> {
    crammed.filter(|day| exam.day.days_since(*day) <= 1)
}

/// Returns which cards to go over on the day before `exam`, the least known first, so that the share is
/// known that it wants; and the share that is known then.
///
/// `known` is the chance of each card without that. Where the share is out of reach, all are named that gain.
pub fn cram_list(known: &[f64], after: &[f64], exam: Exam) -> (Vec<usize>, f64) {
    if known.is_empty() {
        return (Vec::new(), 0.0);
    }
    let mut order: Vec<usize> = (0..known.len()).collect();
    order.sort_by(|one, other| known[*one].total_cmp(&known[*other]));
    let mut sum: f64 = known.iter().sum();
    let wanted = exam.know * known.len() as f64;
    let mut list = Vec::new();
    for index in order {
        let gain = after[index] - known[index];
        if sum >= wanted {
            break;
        }
        if gain > 0.01 {
            sum += gain;
            list.push(index);
        }
    }
    (list, sum / known.len() as f64)
}

/// Returns the cards to go over for an exam that is near, as they stand now: see [`cram_list`].
///
/// Those that were gone over already are as well known as that makes them.
pub fn cram_now(
    states: &[(CardState, &Scheduler)],
    is_gone_over: &dyn Fn(usize) -> bool,
    exam: Exam,
) -> (Vec<usize>, f64) {
    let after = |(state, scheduler): &(CardState, &Scheduler)| known_after_cram(scheduler, state, exam.day);
    let after: Vec<f64> = states.iter().map(after).collect();
    let known = |(place, (state, scheduler)): (usize, &(CardState, &Scheduler))| match is_gone_over(place) {
        true => after[place],
        false => known_on(scheduler, state, exam.day),
    };
    let known: Vec<f64> = states.iter().enumerate().map(known).collect();
    cram_list(&known, &after, exam)
}

/// Plans an exam; those of `cards` that are meant are its own.
///
/// Of today only what is left is planned. On the day of the exam itself nothing is, and what is known stays.
pub fn plan_exam(
    cards: &[CourseCard],
    schedulers: &[Scheduler],
    pace: &Pace,
    exam: Exam,
    now: Moment,
    seed: u64,
) -> ExamPlan {
    let meant: Vec<usize> = (0..cards.len()).filter(|index| cards[*index].is_meant).collect();
    let count = meant.len().max(1);
    let new = meant
        .iter()
        .filter(|index| cards[**index].state.memory.is_none())
        .count();
    let new_per_day = match new {
        0 => 0,
        new => new_per_day(new + pace.met_today as usize, now.day, exam.day, &|day| {
            is_off(pace, schedulers, day)
        }),
    };
    let with = Pace {
        first: Some(FirstNew {
            until: exam.day,
            today: now.day,
        }),
        ..pace.clone()
    };
    let until = u32::try_from(exam.day.days_since(now.day)).unwrap_or(0);
    let scheduler = |index: usize| &schedulers[cards[index].scheduler];
    let known_with = |index: usize, state: &CardState, day: StudyDay| {
        // A review after it is what counts.
        let crammed = cards[index].crammed.filter(|_| *state == cards[index].state);
        known_then(scheduler(index), state, lasting(crammed, exam), day)
    };
    let share = |states: &[CardState], day: StudyDay| {
        let known = meant.iter().map(|index| known_with(*index, &states[*index], day));
        known.sum::<f64>() / count as f64
    };
    let now_states: Vec<CardState> = cards.iter().map(|card| card.state).collect();
    let passes = (ENOUGH.div_ceil(count)).clamp(1, 20) as u64;
    let (mut known, mut after) = (vec![0.0; meant.len()], vec![0.0; meant.len()]);
    let mut known_as_it_goes = 0.0;
    let mut days = Vec::new();
    for pass in 0..passes {
        let seed = seed.wrapping_add(pass);
        let planned = course(cards, schedulers, &with, now, until, seed);
        for (place, index) in meant.iter().enumerate() {
            let state = &planned.states[*index];
            known[place] += known_with(*index, state, exam.day) / passes as f64;
            after[place] += known_after_cram(scheduler(*index), state, exam.day) / passes as f64;
        }
        let unchanged = course(cards, schedulers, pace, now, until, seed);
        known_as_it_goes += share(&unchanged.states, exam.day) / passes as f64;
        if pass == 0 {
            days = planned.days;
        }
    }
    let (list, known_after_cram) = cram_list(&known, &after, exam);
    ExamPlan {
        new,
        new_per_day,
        days,
        known_now: share(&now_states, now.day),
        known_as_it_goes,
        known: known.iter().sum::<f64>() / count as f64,
        cram: list.into_iter().map(|place| meant[place]).collect(),
        known_after_cram,
        reviews_after: (
            reviews_after(&course(cards, schedulers, pace, now, until + AFTER, seed)),
            reviews_after(&course(cards, schedulers, &with, now, until + AFTER, seed)),
        ),
    }
}

fn reviews_after(course: &Course) -> f64 {
    let days = &course.days[course.days.len().saturating_sub(AFTER as usize)..];
    let reviews: u32 = days.iter().map(|day| day.reviews).sum();
    f64::from(reviews) / days.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use rand::RngExt;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::Exam;
    use super::cram_list;
    use super::known_on;
    use super::known_then;
    use super::new_per_day;
    use super::plan_exam;
    use crate::schedule::Away;
    use crate::schedule::CardState;
    use crate::schedule::CourseCard;
    use crate::schedule::DailyLimits;
    use crate::schedule::EasyDays;
    use crate::schedule::FirstNew;
    use crate::schedule::Pace;
    use crate::schedule::Scheduler;
    use crate::schedule::Settings;
    use crate::schedule::StudyDay;
    use crate::schedule::course;
    use crate::schedule::course::tests::after;
    use crate::schedule::course::tests::new_cards;
    use crate::schedule::course::tests::now;
    use crate::schedule::course::tests::pace;

    fn in_days(days: i64) -> Exam {
        Exam {
            day: now().day.plus(days),
            know: 0.9,
        }
    }

    #[test]
    fn of_a_thousand_new_cards_as_many_are_known_on_the_day_as_the_plan_says() {
        let (cards, schedulers) = (new_cards(1_000), [Scheduler::default()]);
        let (pace, exam) = (pace(20, 10_000), in_days(40));
        let plan = plan_exam(&cards, &schedulers, &pace, exam, now(), 1);
        assert_eq!(plan.new_per_day, 28, "the last three days are left");
        assert!(plan.known_now == 0.0 && plan.known_as_it_goes < 0.8, "{plan:?}");
        assert!(plan.known > 0.88, "{}", plan.known);
        // The same learner with other luck studies as planned, and sits the exam.
        let studied = Pace {
            first: Some(FirstNew {
                until: exam.day,
                today: now().day,
            }),
            ..pace.clone()
        };
        for seed in [17, 18, 19] {
            let studied = course(&cards, &schedulers, &studied, now(), 40, seed);
            let mut chance = ChaCha8Rng::seed_from_u64(seed);
            let known = studied
                .states
                .iter()
                .filter(|state| chance.random_bool(known_on(&schedulers[0], state, exam.day)));
            let known = known.count() as f64 / 1_000.0;
            assert!((known - plan.known).abs() < 0.03, "{known} of {}", plan.known);
            // No day asks much more than was said.
            let most = |days: &[crate::schedule::CourseDay]| days.iter().map(|day| day.cards()).max();
            assert!(most(&studied.days).unwrap() * 10 < most(&plan.days).unwrap() * 13);
            let all = |days: &[crate::schedule::CourseDay]| days.iter().map(|day| day.cards()).sum::<u32>();
            assert!(all(&studied.days).abs_diff(all(&plan.days)) * 20 < all(&plan.days));
        }
        assert!(plan.known_after_cram >= 0.9, "{}", plan.known_after_cram);
        let (without, with) = plan.reviews_after;
        assert!(
            with < without,
            "what is learned earlier comes back less often then: {without} {with}"
        );
    }

    #[test]
    fn a_thousand_learned_cards_need_only_to_be_gone_over_and_their_schedule_stays() {
        let (cards, then) = after(&new_cards(1_000), 50, 60);
        let schedulers = [Scheduler::default()];
        let exam = Exam {
            day: then.day.plus(10),
            know: 0.97,
        };
        let pace = pace(20, 10_000);
        let plan = plan_exam(&cards, &schedulers, &pace, exam, then, 1);
        assert_eq!(plan.new_per_day, 0);
        assert!(plan.known > 0.9, "{}", plan.known);
        assert_eq!(plan.known, plan.known_as_it_goes);
        assert_eq!(plan.reviews_after.0, plan.reviews_after.1);
        assert!(
            !plan.cram.is_empty() && plan.cram.len() < 700,
            "{}",
            plan.cram.len()
        );
        assert!(plan.known_after_cram >= 0.97);
        let again = plan_exam(&cards, &schedulers, &pace, exam, then, 1);
        assert_eq!(again, plan);
    }

    #[test]
    fn what_is_out_of_reach_is_said_and_not_promised() {
        let (cards, schedulers) = (new_cards(1_000), [Scheduler::default()]);
        let plan = plan_exam(&cards, &schedulers, &pace(20, 40), in_days(30), now(), 1);
        assert!(plan.known < 0.88, "reviews are limited: {}", plan.known);
        let plan = plan_exam(&cards, &schedulers, &pace(20, 10_000), in_days(1), now(), 1);
        assert_eq!(plan.new_per_day, 1_000);
    }

    #[test]
    fn other_cards_get_what_room_is_left() {
        let mut cards: Vec<CourseCard> = new_cards(400);
        for card in &mut cards[..300] {
            card.is_meant = false;
        }
        let plan = plan_exam(
            &cards,
            &[Scheduler::default()],
            &pace(20, 10_000),
            in_days(23),
            now(),
            1,
        );
        assert_eq!(plan.new_per_day, 5);
        assert_eq!(plan.days[0].new, 20);
        assert_eq!(plan.days[0].meant, 5);
        assert!(plan.cram.iter().all(|index| *index >= 300));
    }

    #[test]
    fn the_least_known_are_gone_over_first_and_no_more_than_needed() {
        let exam = Exam {
            day: StudyDay(0),
            know: 0.8,
        };
        let (list, known) = cram_list(&[0.9, 0.3, 0.5, 0.9], &[0.95; 4], exam);
        assert_eq!(list, [1]);
        assert!((known - 0.8125).abs() < 1e-9);
        assert_eq!(cram_list(&[0.9; 3], &[0.95; 3], exam).0, Vec::<usize>::new());
        assert_eq!(cram_list(&[0.2; 3], &[0.2; 3], exam).0, Vec::<usize>::new());
        assert_eq!(cram_list(&[], &[], exam), (vec![], 0.0));
    }

    #[test]
    fn new_cards_are_met_before_the_last_days() {
        let today = StudyDay(100);
        let per_day = |new, exam| new_per_day(new, today, StudyDay(exam), &|_| false);
        assert_eq!(per_day(100, 123), 5);
        assert_eq!(per_day(101, 123), 6);
        assert_eq!(per_day(0, 123), 0);
    }

    #[test]
    fn before_a_near_exam_new_cards_are_spread_over_the_days_there_are() {
        let today = StudyDay(100);
        let per_day = |exam, away: &[Away]| {
            let is_off = |day| away.iter().any(|away| away.contains(day));
            new_per_day(76, today, StudyDay(exam), &is_off)
        };
        assert_eq!(per_day(100, &[]), 0);
        assert_eq!(per_day(101, &[]), 76);
        assert_eq!(per_day(102, &[]), 38);
        assert_eq!(per_day(103, &[]), 38);
        assert_eq!(per_day(104, &[]), 26);
        let away = Away {
            from: StudyDay(101),
            to: StudyDay(105),
        };
        assert_eq!(per_day(108, &[away]), 38, "three of eight days are studied");
        assert_eq!(per_day(104, &[away]), 76);
        let (cards, schedulers) = (new_cards(76), [Scheduler::default()]);
        let plan = plan_exam(&cards, &schedulers, &pace(20, 10_000), in_days(3), now(), 1);
        let new: Vec<u32> = plan.days.iter().map(|day| day.new).collect();
        assert_eq!(new, [38, 19, 19]);
        assert!(plan.known > 0.8, "{}", plan.known);
    }

    #[test]
    fn days_of_the_week_that_are_off_get_no_new_card_and_leave_none_over() {
        // Today is a Tuesday, the exam is on Thursday, and on Wednesdays nothing is done.
        let mut easy_days = EasyDays::NONE;
        easy_days.0[2] = 0;
        let settings = Settings {
            easy_days,
            ..Settings::default()
        };
        let (cards, schedulers) = (new_cards(10), [Scheduler::new(settings).unwrap()]);
        let plan = plan_exam(&cards, &schedulers, &pace(20, 10_000), in_days(2), now(), 1);
        let new: Vec<u32> = plan.days.iter().map(|day| day.new).collect();
        assert_eq!((plan.new_per_day, &new[..]), (10, &[10, 0][..]));
        let usual = [Scheduler::default()];
        let plan = plan_exam(&cards, &usual, &pace(20, 10_000), in_days(2), now(), 1);
        assert_eq!(plan.new_per_day, 5);
    }
    #[test]
    fn what_was_done_today_is_not_planned_again() {
        let schedulers = [Scheduler::default()];
        let (whole, exam) = (new_cards(80), in_days(3));
        let usual = pace(20, 50);
        let morning = plan_exam(&whole, &schedulers, &usual, exam, now(), 1);
        assert_eq!((morning.new_per_day, morning.days[0].new), (40, 40));
        // By noon thirty of the day's forty were met, and twenty more reviews were made.
        let studied = course(&whole[..30], &schedulers, &pace(30, 50), now(), 1, 1);
        let mut cards = whole.clone();
        for (card, state) in cards.iter_mut().zip(&studied.states) {
            card.state = *state;
        }
        let left = Pace {
            today: DailyLimits { new: 0, reviews: 30 },
            met_today: 30,
            ..usual
        };
        let noon = plan_exam(&cards, &schedulers, &left, exam, now(), 1);
        assert_eq!((noon.new, noon.new_per_day, noon.days[0].new), (50, 40, 10));
        assert_eq!(noon.days[0].reviews, 0, "they come back on later days");
        let new: u32 = noon.days.iter().map(|day| day.new).sum();
        assert_eq!(new, 50, "each comes once: {:?}", noon.days);
        // In the evening nothing is left of the day.
        for card in &mut cards[30..40] {
            card.state = studied.states[0];
        }
        let left = Pace {
            met_today: 40,
            ..left
        };
        let evening = plan_exam(&cards, &schedulers, &left, exam, now(), 1);
        assert_eq!((evening.new_per_day, evening.days[0].cards()), (40, 0));
        assert_eq!(evening.days[1].new, 20);
    }

    #[test]
    fn where_every_day_is_off_no_new_card_is_promised() {
        let settings = Settings {
            easy_days: EasyDays([0; 7]),
            ..Settings::default()
        };
        let (cards, schedulers) = (new_cards(10), [Scheduler::new(settings).unwrap()]);
        let idle = Pace {
            today: DailyLimits { new: 0, reviews: 100 },
            ..pace(20, 100)
        };
        for days in [1, 2, 30] {
            let plan = plan_exam(&cards, &schedulers, &idle, in_days(days), now(), 1);
            assert_eq!((plan.new, plan.new_per_day), (10, 0));
            assert!(plan.days.iter().all(|day| day.cards() == 0));
            let shares = [plan.known_now, plan.known_as_it_goes, plan.known];
            assert_eq!(shares, [0.0; 3]);
            assert!(plan.known_after_cram.is_finite() && plan.reviews_after == (0.0, 0.0));
        }
        // Cards that are learned are reviewed on such days as well.
        let (learned, then) = after(&new_cards(40), 20, 20);
        let exam = Exam {
            day: then.day.plus(10),
            know: 0.9,
        };
        let plan = plan_exam(&learned, &schedulers, &pace(20, 100), exam, then, 1);
        assert!(plan.known > 0.8 && plan.known < 1.0, "{plan:?}");
        let away = Away {
            from: now().day,
            to: now().day.plus(9),
        };
        let holidays = Pace {
            away: vec![away],
            ..pace(20, 100)
        };
        let plan = plan_exam(&cards, &[Scheduler::default()], &holidays, in_days(10), now(), 1);
        assert_eq!((plan.new_per_day, plan.known), (0, 0.0));
    }

    #[test]
    fn an_exam_tomorrow_has_today_and_one_today_or_before_has_nothing_left() {
        let (cards, then) = after(&new_cards(40), 20, 20);
        let schedulers = [Scheduler::default()];
        let on = |days: i64| {
            let exam = Exam {
                day: then.day.plus(days),
                know: 0.9,
            };
            plan_exam(&cards, &schedulers, &pace(20, 100), exam, then, 1)
        };
        assert_eq!(on(1).days.len(), 1);
        for days in [0, -3] {
            let plan = on(days);
            assert!(plan.days.is_empty() && plan.new_per_day == 0);
            assert!((plan.known - plan.known_as_it_goes).abs() < 1e-9);
        }
        assert!((on(0).known - on(0).known_now).abs() < 1e-9);
        let none = plan_exam(&[], &schedulers, &pace(20, 100), in_days(1), now(), 1);
        assert_eq!((none.known, none.known_after_cram, none.new), (0.0, 0.0, 0));
    }

    #[test]
    fn a_cram_counts_on_its_day_and_the_next() {
        let scheduler = Scheduler::default();
        let new = CardState::NEW;
        let then = |crammed: Option<i64>| {
            let day = now().day;
            known_then(&scheduler, &new, crammed.map(|ago| day.plus(-ago)), day)
        };
        assert_eq!((then(None), then(Some(0))), (0.0, 1.0));
        assert!(then(Some(1)) > 0.85 && then(Some(1)) < 1.0, "{}", then(Some(1)));
        assert_eq!(then(Some(2)), 0.0);
    }
}
