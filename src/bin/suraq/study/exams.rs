//! Exams that are to come: their cards, how they stand today, and which new ones come first.

use std::collections::BTreeSet;

use suraq::decks::query::Query;
use suraq::progress::KeptExam;
use suraq::schedule::CardState;
use suraq::schedule::Exam;
use suraq::schedule::Phase;
use suraq::schedule::Scheduler;
use suraq::schedule::StudyDay;
use suraq::schedule::cram_now;
use suraq::schedule::known_on;
use suraq::schedule::new_per_day;

use crate::app::App;
use crate::report::Failure;
use crate::study::field;

/// Days before an exam from which on its cards are gone over.
const LAST_DAYS: i64 = 1;

/// An exam as it stands today.
#[derive(Clone, Debug)]
pub struct ExamStanding {
    /// The exam.
    pub exam: KeptExam,
    /// Its cards that are studied.
    pub cards: Vec<String>,
    /// Of these, the new ones, in the order they come.
    pub new: Vec<String>,
    /// Share that would be known if it were today.
    pub known_now: f64,
    /// New cards a day that meet the last one in time.
    pub new_per_day: u32,
    /// The cards to go over, the least known first.
    pub cram: Vec<String>,
}

impl ExamStanding {
    /// Returns the days until it.
    pub fn days_left(&self, today: StudyDay) -> i64 {
        self.exam.day.days_since(today)
    }

    /// Whether it is time to go over what would be known least.
    pub fn is_near(&self, today: StudyDay) -> bool {
        self.days_left(today) <= LAST_DAYS && !self.cram.is_empty()
    }
}

/// Returns what is to be known, and when.
pub fn aim(exam: &KeptExam) -> Exam {
    Exam {
        day: exam.day,
        know: f64::from(exam.know) / 100.0,
    }
}

/// Returns the exams of today and later days, the nearest first, as they stand.
///
/// One whose query cannot be read any more, because its deck is gone, has no cards.
pub fn to_come(app: &mut App) -> Result<Vec<ExamStanding>, Failure> {
    let today = app.now().day;
    let mut exams = app.store()?.exams()?;
    exams.retain(|exam| exam.day >= today);
    exams.into_iter().map(|exam| standing(app, exam)).collect()
}

fn standing(app: &mut App, exam: KeptExam) -> Result<ExamStanding, Failure> {
    let today = app.now().day;
    let cards = match Query::parse_with(&exam.query, &app.config.queries) {
        Ok(query) => field::studied(app, &query)?,
        Err(_) => Vec::new(),
    };
    let (schedulers, own) = field::schedulers(app)?;
    let mut states: Vec<(CardState, &Scheduler)> = Vec::new();
    let mut kept_cards = Vec::new();
    let store = app.store()?;
    for id in cards {
        let card = store.card(&id)?;
        if card.marks.suspended {
            continue;
        }
        let deck = id.split('/').next().unwrap_or_default();
        states.push((card.state, &schedulers[own.get(deck).copied().unwrap_or(0)]));
        kept_cards.push(id);
    }
    let known: f64 = states
        .iter()
        .map(|(state, scheduler)| known_on(scheduler, state, today))
        .sum();
    let is_new = |place: &usize| states[*place].0.phase == Phase::New;
    let new: Vec<usize> = (0..states.len()).filter(is_new).collect();
    let (list, _) = cram_now(&states, aim(&exam));
    let named = |places: &[usize]| places.iter().map(|place| kept_cards[*place].clone()).collect();
    Ok(ExamStanding {
        new_per_day: new_per_day(new.len(), today, exam.day),
        new: named(&new),
        known_now: known / states.len().max(1) as f64,
        cram: named(&list),
        cards: kept_cards,
        exam,
    })
}

/// Returns the new cards of exams that are to come today, first those of the nearest one.
///
/// `done` is how many new cards were met today already; `may_come` says whether a card may come today
/// beside those chosen before it.
pub fn first_new(
    exams: &[ExamStanding],
    done: u32,
    may_come: &mut dyn FnMut(&str) -> Result<bool, Failure>,
) -> Result<Vec<String>, Failure> {
    let mut first = Vec::new();
    let mut seen = BTreeSet::new();
    let wanted: u32 = exams.iter().map(|exam| exam.new_per_day).sum();
    let most = wanted.saturating_sub(done) as usize;
    for exam in exams {
        let end = most.min(first.len() + exam.new_per_day as usize);
        for id in &exam.new {
            if first.len() >= end {
                break;
            }
            if seen.insert(id) && may_come(id)? {
                first.push(id.clone());
            }
        }
    }
    Ok(first)
}
