//! What days away cost, and what another retention would.

use super::Away;
use super::CardState;
use super::Course;
use super::CourseCard;
use super::DailyLimits;
use super::Moment;
use super::Pace;
use super::ScheduleError;
use super::Scheduler;
use super::Settings;
use super::course;

/// Days after a return over which a backlog is followed.
const FOLLOWED: u32 = 90;

/// What days away cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AwayCost {
    /// Cards that fall due meanwhile.
    pub falls_due: u32,
    /// Cards that wait on the day of the return.
    pub waiting: u32,
    /// Reviews of a usual day around that time.
    pub usual: u32,
    /// Of the cards learned by then, the share remembered on the return after staying, and after being away.
    pub remembered: (f64, f64),
    /// Days from the return until nothing is left over, with the day's limit of reviews; `None` is longer
    /// than is followed.
    pub days_to_clear: Option<u32>,
    /// The same with half as many reviews a day again.
    pub days_to_clear_faster: Option<u32>,
}

/// Reckons what it costs to be `away`.
pub fn away_cost(
    cards: &[CourseCard],
    schedulers: &[Scheduler],
    pace: &Pace,
    away: Away,
    now: Moment,
    seed: u64,
) -> AwayCost {
    let until = u32::try_from(away.to.days_since(now.day) + 1).unwrap_or(0);
    let with = |limits: DailyLimits| {
        let mut pace = pace.clone();
        pace.limits = limits;
        pace.away.push(away);
        course(cards, schedulers, &pace, now, until + FOLLOWED, seed)
    };
    let stayed = course(cards, schedulers, pace, now, until, seed);
    let left = course_until(cards, schedulers, pace, away, now, until, seed);
    let gone = away.days().min(until) as usize;
    let meanwhile = &stayed.days[stayed.days.len().saturating_sub(gone)..];
    let followed = with(pace.limits);
    let back = &followed.days[until as usize..];
    let usual = meanwhile.iter().map(|day| day.reviews).sum::<u32>();
    let remembered = |course: &Course| {
        let day = away.to.plus(1);
        let known = course
            .states
            .iter()
            .zip(cards)
            .filter_map(|(state, card)| schedulers[card.scheduler].retrievability(state, day));
        let known: Vec<f64> = known.collect();
        known.iter().sum::<f64>() / known.len().max(1) as f64
    };
    let faster = DailyLimits {
        reviews: pace
            .limits
            .reviews
            .saturating_add(pace.limits.reviews.div_ceil(2)),
        ..pace.limits
    };
    AwayCost {
        falls_due: followed.days[..until as usize].last().map_or(0, |day| day.left),
        waiting: back.first().map_or(0, |day| day.reviews + day.left),
        usual: usual / u32::try_from(gone.max(1)).unwrap_or(1),
        remembered: (remembered(&stayed), remembered(&left)),
        days_to_clear: days_to_clear(back),
        days_to_clear_faster: days_to_clear(&with(faster).days[until as usize..]),
    }
}

fn course_until(
    cards: &[CourseCard],
    schedulers: &[Scheduler],
    pace: &Pace,
    away: Away,
    now: Moment,
    until: u32,
    seed: u64,
) -> Course {
    let mut pace = pace.clone();
    pace.away.push(away);
    course(cards, schedulers, &pace, now, until, seed)
}

fn days_to_clear(days: &[super::CourseDay]) -> Option<u32> {
    let day = days.iter().position(|day| day.left == 0)?;
    u32::try_from(day + 1).ok()
}

/// What a retention comes to for someone who learns ten new cards a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// The retention.
    pub retention: f64,
    /// Reviews a day after some months.
    pub reviews: f64,
    /// Share of all cards learned that is remembered on any day.
    pub remembered: f64,
}

/// Reckons what `retention` comes to with the other `settings`.
///
/// Errors: a setting is out of range.
pub fn effort(settings: &Settings, retention: f64, now: Moment) -> Result<Effort, ScheduleError> {
    const NEW: u32 = 4;
    const DAYS: u32 = 120;
    const COUNTED: usize = 30;
    let scheduler = Scheduler::new(Settings {
        desired_retention: retention,
        ..settings.clone()
    })?;
    let limits = DailyLimits {
        new: NEW,
        reviews: u32::MAX,
    };
    let pace = Pace {
        limits,
        today: limits,
        away: Vec::new(),
        first: None,
        met_today: 0,
    };
    let card = CourseCard {
        state: CardState::NEW,
        scheduler: 0,
        is_meant: true,
        crammed: None,
    };
    let cards = vec![card; (NEW * DAYS) as usize];
    let studied = course(&cards, std::slice::from_ref(&scheduler), &pace, now, DAYS, 1);
    let last = &studied.days[studied.days.len() - COUNTED..];
    let reviews: u32 = last.iter().map(|day| day.reviews).sum();
    let end = now.day.plus(i64::from(DAYS));
    let known = studied
        .states
        .iter()
        .filter_map(|state| scheduler.retrievability(state, end));
    let known: Vec<f64> = known.collect();
    Ok(Effort {
        retention,
        reviews: f64::from(reviews) / COUNTED as f64 * 10.0 / f64::from(NEW),
        remembered: known.iter().sum::<f64>() / known.len().max(1) as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::away_cost;
    use super::effort;
    use crate::schedule::Away;
    use crate::schedule::Scheduler;
    use crate::schedule::Settings;
    use crate::schedule::course::tests::after;
    use crate::schedule::course::tests::new_cards;
    use crate::schedule::course::tests::now;
    use crate::schedule::course::tests::pace;

    #[test]
    fn a_week_away_costs_a_backlog_that_is_cleared_in_days() {
        let (cards, then) = after(&new_cards(1_000), 20, 50);
        let away = Away {
            from: then.day.plus(3),
            to: then.day.plus(9),
        };
        let cost = away_cost(&cards, &[Scheduler::default()], &pace(0, 100), away, then, 1);
        assert!(cost.falls_due > 5 * cost.usual, "{cost:?}");
        assert!(cost.waiting >= cost.falls_due, "{cost:?}");
        assert!(cost.remembered.1 < cost.remembered.0, "{cost:?}");
        let (days, faster) = (cost.days_to_clear.unwrap(), cost.days_to_clear_faster.unwrap());
        assert!(faster <= days && days > 1, "{cost:?}");
        let none = Away {
            from: then.day.plus(3),
            to: then.day.plus(3),
        };
        let day = away_cost(&cards, &[Scheduler::default()], &pace(0, 100), none, then, 1);
        assert!(day.waiting < cost.waiting);
    }

    #[test]
    fn a_higher_retention_takes_more_reviews_and_leaves_more_remembered() {
        let of = |retention| effort(&Settings::default(), retention, now()).unwrap();
        let (low, usual, high) = (of(0.8), of(0.9), of(0.97));
        assert!(
            low.reviews < usual.reviews && 1.5 * usual.reviews < high.reviews,
            "{low:?} {usual:?} {high:?}"
        );
        assert!(low.remembered < usual.remembered && usual.remembered < high.remembered);
        assert!(effort(&Settings::default(), 1.5, now()).is_err());
    }
}
