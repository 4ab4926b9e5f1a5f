//! Where a learner stands today: what is due, new and waiting, by deck, and what to do next.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::Timestamp;
use suraq::decks::OnShelf;
use suraq::decks::Shelf;
use suraq::progress::Store;
use suraq::schedule::Due;
use suraq::schedule::Settings;
use suraq::schedule::StudyDay;
use suraq::session::HeldBack;
use suraq::session::LEARN_AHEAD;
use suraq::session::Pace;
use suraq::session::Plan;

use crate::app::App;
use crate::cards::learner::today as today_date;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::grouped;
use crate::study::FullPlan;
use crate::study::exams;
use crate::study::exams::ExamStanding;
use crate::study::held_back::days_ahead;
use crate::study::past_exams;
use crate::study::past_exams::PastExam;
use crate::study::plan_in_full;
use crate::study::waiting::Waiting;
use crate::study::waiting::Waits;

/// Days of the forecast.
pub const DAYS: usize = 14;

/// One deck.
#[derive(Clone, Debug)]
pub struct DeckLine {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Decks of one group stand together.
    pub group: Option<String>,
    /// Whether it has any card that can be studied, and not only drafts.
    pub has_cards: bool,
    /// What waits in it.
    pub waits: Waits,
    /// Never answered.
    pub new: usize,
}

impl DeckLine {
    /// Whether something learned before waits in it.
    pub fn has_work(&self) -> bool {
        self.waits.due + self.waits.learning > 0
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
    /// Learned cards that are due and wait for a later day, because one of the same fact is before them.
    pub held_back: Vec<HeldBack>,
    /// When the first card comes, where all that is left of today waits on longer steps.
    pub first_minute: Option<Timestamp>,
    /// Cards that come on each of the next days, today first: of those held back one of each fact a day.
    pub forecast: Vec<u32>,
    /// Drafts that wait in the inbox.
    pub drafts: usize,
    /// Entries of deck files with something wrong.
    pub problems: usize,
    /// Studied cards that may be out of date, and were not said to be known as such.
    pub old: usize,
    /// Studied cards whose sentence is gone from their documents.
    pub gone: usize,
    /// Cards of the decks that are studied that were forgotten so often that they are suspended.
    pub leeches: usize,
    /// Minutes today's cards take.
    pub minutes: usize,
    /// Nothing was ever answered, added or planned.
    pub is_first_run: bool,
    /// The exams that are to come, the nearest first.
    pub exams: Vec<ExamStanding>,
    /// Whether going over cards for the nearest one is the thing to do.
    pub crams_for_exam: bool,
    /// The exams that are just over.
    pub past_exams: Vec<PastExam>,
    /// Where today is a day off, the day on which study goes on.
    pub back: Option<StudyDay>,
    /// The last day of the holidays that today is one of.
    pub away_until: Option<StudyDay>,
}

impl Standing {
    /// Reads it. Of the decks only the index is read.
    pub fn read(app: &mut App) -> Result<Standing, Failure> {
        let now = app.now();
        let studied = app.decks_on()?;
        let settings = app.config.schedule.clone();
        let leech_after = leech_after(app);
        let old_seen = app.config.old_seen;
        let exams = exams::to_come(app)?;
        let past_exams = past_exams::just_over(app)?;
        let FullPlan {
            plan,
            untouched,
            forgotten,
        } = plan_in_full(app, &exams)?;
        let waiting = Waiting::of(&plan);
        let first_minute = first_minute(app, &plan.cards)?;
        let mut forecast = forecast(app, &studied, DAYS)?;
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
                has_cards: deck.counts.cards > 0,
                waits: waiting.in_deck(&deck.id.0),
                new: untouched.get(&deck.id).copied().unwrap_or(0),
            })
            .collect();
        let (mut old, gone) = ageing(shelf, &studied, now.day)?;
        if let Some(seen) = old_seen {
            old = old.saturating_sub(ageing(shelf, &studied, seen)?.0);
        }
        let leeches = suspended_leeches(&leech_after, &forgotten);
        let due: usize = decks.iter().map(|deck| deck.waits.due).sum();
        let learning: usize = decks.iter().map(|deck| deck.waits.learning).sum();
        let new_today = plan.new.len();
        let over_limit = plan.reviews_over_limit.len();
        let today = due - over_limit + learning + new_today;
        let back = back_on(&settings, now.day);
        let mut holidays = settings.holidays.iter();
        let away_until = holidays.find(|days| days.contains(now.day)).map(|days| days.to);
        let mut standing = Standing {
            forecast: Vec::new(),
            first_minute,
            minutes: pace(store)?.minutes(today),
            is_first_run: store.is_untouched()?
                && !has_own
                && exams.is_empty()
                && past_exams.is_empty()
                && away_until.is_none(),
            decks,
            due,
            learning,
            new_today,
            over_limit,
            held_back: plan.due_later().cloned().collect(),
            drafts,
            problems,
            old,
            gone,
            leeches,
            crams_for_exam: exams.first().is_some_and(|exam| exam.wants_cram(now.day)),
            exams,
            past_exams,
            back,
            away_until,
        };
        standing.put_today(&mut forecast);
        standing.forecast = forecast;
        Ok(standing)
    }

    /// What waits in all decks.
    pub fn waits(&self) -> Waits {
        Waits {
            due: self.due,
            held_back: self.held_back.len(),
            learning: self.learning,
        }
    }

    /// Counts in a forecast as today what may be asked today; those held back come after it, one of each fact a day.
    pub fn put_today(&self, forecast: &mut [u32]) {
        let number = |cards: usize| u32::try_from(cards).unwrap_or(u32::MAX);
        if let Some(today) = forecast.first_mut() {
            *today = number(self.due + self.learning);
        }
        for ahead in days_ahead(&self.held_back) {
            if let Some(day) = forecast.get_mut(ahead) {
                *day += 1;
            }
        }
    }

    /// Whether `review` has something to show now.
    pub fn has_cards_now(&self) -> bool {
        self.due + self.learning + self.new_today > self.over_limit && self.first_minute.is_none()
    }

    /// The one command to type next, without the word `suraq`.
    pub fn next_command(&self) -> String {
        let new: usize = self.decks.iter().map(|deck| deck.new).sum();
        let has_reviews = self.has_cards_now() && self.due + self.learning > self.over_limit;
        match () {
            () if has_reviews => "review".to_owned(),
            () if self.crams_for_exam => "exam cram".to_owned(),
            () if self.drafts > 0 => "inbox".to_owned(),
            () if self.new_today > 0 => "review".to_owned(),
            () if self.over_limit > 0 => format!("review --limit {}", more_reviews(self.over_limit)),
            () if new > 0 => "review --new 10".to_owned(),
            () => "add FILE".to_owned(),
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
        let over = plan.reviews_over_limit.len();
        match plan.not_looked_at {
            0 => OverLimit::Counted(over),
            more => OverLimit::About(over + more),
        }
    }

    fn number(self) -> usize {
        let (OverLimit::Counted(cards) | OverLimit::About(cards)) = self;
        cards
    }

    /// `12 cards are due over today's limit.`
    pub fn said(self) -> String {
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

/// Returns how many reviews over the day's limit are suggested at once, of `over` that wait.
pub fn more_reviews(over: usize) -> usize {
    /// So many at most.
    const MORE: usize = 50;
    over.next_multiple_of(10).min(MORE)
}

/// When all cards are on steps that are too long to be waited for: the time of the first one.
pub fn first_minute(app: &mut App, cards: &[String]) -> Result<Option<Timestamp>, Failure> {
    let now = app.now();
    let store = app.store()?;
    let mut first = None;
    for card in cards {
        match store.card(card)?.state.due {
            Due::At(at, _) if at.duration_since(now.at) > LEARN_AHEAD => {
                first = Some(first.map_or(at, |first: Timestamp| first.min(at)));
            }
            _ => return Ok(None),
        }
    }
    Ok(first)
}

/// Returns how many cards of the decks that are studied fall due on each of the next days, today first.
pub fn forecast(app: &mut App, studied: &[OnShelf], days: usize) -> Result<Vec<u32>, Failure> {
    let now = app.now();
    let store = app.store()?;
    let names: BTreeSet<&str> = studied.iter().map(|deck| deck.id.0.as_str()).collect();
    let touched = store.touched_decks()?;
    Ok(match touched.iter().all(|deck| names.contains(deck.as_str())) {
        true => store.forecast(now, days)?,
        false => store.forecast_of(now, days, &|deck| names.contains(deck))?,
    })
}

/// Returns how many cards of the decks that are studied are right as of a date long before `day`, and how many
/// rest on a sentence that is gone.
fn ageing(shelf: &Shelf, studied: &[OnShelf], day: StudyDay) -> Result<(usize, usize), Failure> {
    let ageing = shelf.ageing(today_date(day))?;
    let of_studied = studied.iter().filter_map(|deck| ageing.get(&deck.id));
    Ok(of_studied.fold((0, 0), |sum, one| (sum.0 + one.old, sum.1 + one.gone)))
}

/// Lapses after which a card is a leech: of all decks, and of those that have their own number.
struct LeechAfter {
    usual: u32,
    of_decks: BTreeMap<String, u32>,
}

fn leech_after(app: &App) -> LeechAfter {
    let decks = app.config.of_decks.keys();
    let of = |deck: &String| (deck.clone(), app.config.of_deck(deck).schedule.leech_after);
    LeechAfter {
        usual: app.config.schedule.leech_after,
        of_decks: decks.map(of).collect(),
    }
}

/// Counts the cards, of those that are suspended, that were forgotten as often as a leech.
fn suspended_leeches(after: &LeechAfter, suspended: &[(String, i64)]) -> usize {
    let is_leech = |(card, lapses): &&(String, i64)| {
        let deck = card.split('/').next().unwrap_or_default();
        *lapses >= i64::from(*after.of_decks.get(deck).unwrap_or(&after.usual))
    };
    suspended.iter().filter(is_leech).count()
}

/// Where `today` is a day off, returns the day on which study goes on.
fn back_on(settings: &Settings, today: StudyDay) -> Option<StudyDay> {
    /// Longer than any holidays; who has set every day to nothing never comes back.
    const FOLLOWED: i64 = 3 * 366;
    if !settings.is_off(today) {
        return None;
    }
    let mut later = (1..FOLLOWED).map(|days| today.plus(days));
    later.find(|day| !settings.is_off(*day))
}

/// How long the last answers took.
pub fn pace(store: &Store) -> Result<Pace, Failure> {
    let (answers, took) = store.last_answers(Pace::LAST)?;
    Ok(Pace::of(answers, took))
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
