//! Where a learner stands today: what is due, new and waiting, by deck, and what to do next.

use std::collections::BTreeMap;

use suraq::progress::Store;
use suraq::schedule::Away;
use suraq::schedule::Moment;
use suraq::session::HeldBack;
use suraq::session::Plan;

use crate::app::App;
use crate::cards::learner::today as today_date;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::grouped;
use crate::study::FullPlan;
use crate::study::exams;
use crate::study::exams::ExamStanding;
use crate::study::plan_in_full;

/// Days of the forecast.
pub const DAYS: usize = 14;

/// Seconds a card takes where nothing is known of the learner's pace.
const SECONDS: i64 = 10;

/// One deck.
#[derive(Clone, Debug)]
pub struct DeckLine {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Decks of one group stand together.
    pub group: Option<String>,
    /// Reviews due.
    pub due: usize,
    /// On their steps.
    pub learning: usize,
    /// Never answered.
    pub new: usize,
}

impl DeckLine {
    /// Whether something learned before waits in it.
    pub fn has_work(&self) -> bool {
        self.due + self.learning > 0
    }
}

/// Where a learner stands today.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The decks that are studied.
    pub decks: Vec<DeckLine>,
    /// Reviews due that may be asked today, in all decks, in and over the limit.
    pub due: usize,
    /// On their steps.
    pub learning: usize,
    /// New cards of today's limit that are left.
    pub new_today: usize,
    /// Due cards over today's limit.
    pub over_limit: usize,
    /// Learned cards that are due and wait until tomorrow, because one of the same fact comes today.
    pub held_back: Vec<HeldBack>,
    /// Cards that fall due on each of the next days, today first.
    pub forecast: Vec<u32>,
    /// Drafts that wait in the inbox.
    pub drafts: usize,
    /// Entries of deck files with something wrong.
    pub problems: usize,
    /// Studied cards that may be out of date.
    pub old: usize,
    /// Studied cards whose sentence is gone from their documents.
    pub gone: usize,
    /// Minutes today's cards take.
    pub minutes: usize,
    /// Nothing was ever answered, added or planned.
    pub is_first_run: bool,
    /// The exams that are to come, the nearest first.
    pub exams: Vec<ExamStanding>,
    /// Whether the nearest is so near that its cards are gone over.
    pub crams_for_exam: bool,
    /// The days off that today is one of.
    pub away: Option<Away>,
}

impl Standing {
    /// Reads it. Of the decks only the index is read.
    pub fn read(app: &mut App) -> Result<Standing, Failure> {
        let now = app.now();
        let studied = app.decks_on()?;
        let settings = app.config.schedule.clone();
        let exams = exams::to_come(app)?;
        let FullPlan { mut plan, untouched } = plan_in_full(app, &exams)?;
        plan.held_back.retain(|held| !held.is_new);
        let due_of = by_deck(plan.due());
        let learning_of = by_deck(plan.cards[..plan.learning].iter());
        let (shelf, store) = app.both()?;
        let everything = shelf.decks()?;
        let drafts = everything.iter().map(|deck| deck.counts.drafts).sum();
        let has_own = everything.iter().any(|deck| !deck.is_builtin());
        let problems = shelf.problems()?.len();
        let decks: Vec<DeckLine> = studied
            .iter()
            .map(|deck| DeckLine {
                id: deck.id.0.clone(),
                title: deck.title.clone(),
                group: deck.group.clone(),
                due: due_of.get(&deck.id.0).copied().unwrap_or(0),
                learning: learning_of.get(&deck.id.0).copied().unwrap_or(0),
                new: untouched.get(&deck.id).copied().unwrap_or(0),
            })
            .collect();
        let ageing = shelf.ageing(today_date(now.day))?;
        let of_studied = studied.iter().filter_map(|deck| ageing.get(&deck.id));
        let (old, gone) = of_studied.fold((0, 0), |sum, one| (sum.0 + one.old, sum.1 + one.gone));
        let due: usize = decks.iter().map(|deck| deck.due).sum();
        let learning: usize = decks.iter().map(|deck| deck.learning).sum();
        let new_today = plan.new.len();
        let over_limit = plan.reviews_over_limit.len();
        let today = (due - over_limit + learning + new_today) as i64;
        let holidays = settings.holidays.iter();
        let away = holidays.copied().find(|days| days.contains(now.day));
        Ok(Standing {
            forecast: store.forecast(now, DAYS)?,
            minutes: usize::try_from((today * pace(store, now)? + 59) / 60).unwrap_or(0),
            is_first_run: store.is_untouched()? && !has_own && exams.is_empty() && away.is_none(),
            decks,
            due,
            learning,
            new_today,
            over_limit,
            held_back: plan.held_back,
            drafts,
            problems,
            old,
            gone,
            crams_for_exam: exams.first().is_some_and(|exam| exam.is_near(now.day)),
            exams,
            away,
        })
    }

    /// The one command to type next, without the word `suraq`.
    pub fn next_command(&self) -> &'static str {
        let new: usize = self.decks.iter().map(|deck| deck.new).sum();
        match () {
            () if self.due + self.learning > self.over_limit => "review",
            () if self.crams_for_exam => "exam cram",
            () if self.drafts > 0 => "inbox",
            () if self.new_today > 0 => "review",
            () if new > 0 => "review --new 10",
            () => "add FILE",
        }
    }
}

/// How many cards are due over today's limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverLimit {
    /// So many.
    Counted(usize),
    /// Of a long backlog, of which a sitting looks only at the first cards: at most so many, and few less.
    About(usize),
}

impl OverLimit {
    /// Of the plan of a sitting.
    pub fn of(plan: &Plan) -> OverLimit {
        match plan.not_looked_at {
            0 => OverLimit::Counted(plan.reviews_over_limit.len()),
            more => OverLimit::About(plan.reviews_over_limit.len() + more),
        }
    }

    fn number(self) -> usize {
        let (OverLimit::Counted(cards) | OverLimit::About(cards)) = self;
        cards
    }

    /// `12 cards are due over today's limit.`
    fn said(self) -> String {
        match self {
            OverLimit::Counted(cards) => {
                format!("{} due over today's limit.", count(cards, "card is", "cards are"))
            }
            OverLimit::About(cards) => {
                let cards = grouped(two_digits(cards));
                format!("About {cards} cards are due over today's limit.")
            }
        }
    }
}

/// Rounds to two leading digits: 5,339 to 5,300.
fn two_digits(number: usize) -> usize {
    let mut unit = 1;
    while number / unit >= 100 {
        unit *= 10;
    }
    (number + unit / 2) / unit * unit
}

/// Says how many days at which pace clear what is due over the limit; nothing where nothing is.
///
/// `forecast` holds how many cards fall due on the next days, today first; `per_day` is the day's limit.
pub fn backlog(over: OverLimit, forecast: &[u32], per_day: usize) -> Option<String> {
    if over.number() == 0 {
        return None;
    }
    let mut text = over.said();
    let faster = per_day + per_day.div_ceil(2);
    let paces = [per_day, faster].map(|pace| Some((pace, days_to_clear(over.number(), forecast, pace)?)));
    match paces {
        [Some((pace, days)), Some((faster, sooner))] => text.push_str(&format!(
            " At {pace} a day this is cleared in {}, at {faster} in {}.",
            count(days, "day", "days"),
            count(sooner, "day", "days")
        )),
        [None, Some((faster, days))] => text.push_str(&format!(
            " At {per_day} a day it grows; at {faster} a day it is cleared in {}.",
            count(days, "day", "days")
        )),
        _ => text.push_str(" It grows; raise reviews-per-day or learn fewer new cards."),
    }
    Some(text)
}

/// Counts cards by their deck.
fn by_deck<'a>(cards: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for card in cards {
        let deck = card.split('/').next().unwrap_or_default();
        *counts.entry(deck.to_owned()).or_default() += 1;
    }
    counts
}

/// `3 due`, `2 learning`: what waits of a deck or of all, as every screen counts it.
///
/// Due are reviews of learned cards; learning are cards on their steps, which come back today.
pub fn waiting(due: usize, learning: usize) -> Vec<String> {
    let counts = [(due, "due"), (learning, "learning")];
    let some = counts.iter().filter(|(number, _)| *number > 0);
    some.map(|(number, word)| format!("{} {word}", grouped(*number)))
        .collect()
}

/// Seconds a card took in the last two weeks.
fn pace(store: &mut Store, now: Moment) -> Result<i64, Failure> {
    let days = store.tally(now.day.plus(-13), now.day)?.days;
    let totals = days.values().map(|day| day.totals);
    let (answers, took) = totals.fold((0, 0), |(answers, took), day| {
        (
            answers + i64::from(day.ratings + day.other_answers),
            took + day.took,
        )
    });
    // A few answers say little.
    Ok(if answers < 20 {
        SECONDS
    } else {
        (took / answers / 1000).clamp(2, 120)
    })
}

/// Days until `backlog` is gone when `pace` cards a day are reviewed and the forecast falls due
/// meanwhile; `None` when it is not within a year.
fn days_to_clear(backlog: usize, forecast: &[u32], pace: usize) -> Option<usize> {
    let coming = forecast.get(1..).unwrap_or_default();
    let usual = coming
        .iter()
        .map(|day| *day as usize)
        .sum::<usize>()
        .div_ceil(coming.len().max(1));
    let mut left = backlog;
    for day in 1..=365 {
        let due = coming.get(day - 1).map_or(usual, |due| *due as usize);
        left = (left + due).saturating_sub(pace);
        if left == 0 {
            return Some(day);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::OverLimit;
    use super::backlog;
    use super::days_to_clear;

    #[test]
    fn a_backlog_is_cleared_by_what_is_left_of_each_day() {
        assert_eq!(days_to_clear(100, &[100, 0, 0, 0], 50), Some(2));
        assert_eq!(days_to_clear(100, &[300, 150, 150, 150], 200), Some(2));
        assert_eq!(days_to_clear(100, &[300, 210, 210], 200), None);
    }

    #[test]
    fn a_long_backlog_is_said_in_round_numbers_and_a_short_one_exactly() {
        let said = |over| backlog(over, &[0; 14], 100).unwrap();
        assert!(said(OverLimit::Counted(1)).starts_with("1 card is due over"));
        assert!(said(OverLimit::Counted(5_339)).starts_with("5,339 cards are due over"));
        assert!(said(OverLimit::About(5_339)).starts_with("About 5,300 cards are due over"));
        assert!(said(OverLimit::About(99_960)).starts_with("About 100,000 cards"));
        assert_eq!(backlog(OverLimit::Counted(0), &[0; 14], 100), None);
    }
}
