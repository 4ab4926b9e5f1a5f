//! Exams that are to come: their cards, how they stand, and which new ones come first.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::query::Query;
use suraq::progress::Entry;
use suraq::progress::KeptExam;
use suraq::progress::What;
use suraq::schedule;
use suraq::schedule::Away;
use suraq::schedule::CardState;
use suraq::schedule::Exam;
use suraq::schedule::ExamPlan;
use suraq::schedule::Phase;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;
use suraq::schedule::StudyDay;
use suraq::schedule::cram_now;
use suraq::schedule::known_on;
use suraq::schedule::known_then;
use suraq::schedule::lasting;
use suraq::schedule::plan_exam;

use crate::app::App;
use crate::report::Failure;
use crate::study::field;
use crate::study::field::Field;
use crate::study::left_out::LeftOut;

/// Days before an exam from which on its cards are gone over.
const LAST_DAYS: i64 = 1;

/// So many cards are gone over where enough is known as it is and no number was asked for.
pub const USUAL_CRAM: usize = 20;

/// An exam as it stands today.
#[derive(Clone, Debug)]
pub struct ExamStanding {
    /// The exam.
    pub exam: KeptExam,
    /// Its cards that are studied.
    pub cards: Vec<String>,
    /// How many more it would have, were they not suspended.
    pub suspended: usize,
    /// Where it has none: what it would have, and why these are not studied.
    pub left_out: LeftOut,
    /// Of these, the new ones, in the order they come.
    pub new: Vec<String>,
    /// Share that would be known if it were today.
    pub known_now: f64,
    /// New cards a day that meet the last one in time, those met today included.
    pub new_per_day: u32,
    /// Of these, the ones of today that were not met yet.
    pub new_today: u32,
    /// Whether those of today were met, and new ones are left.
    pub is_done_today: bool,
    /// The new cards of the days after today, where those of today were met.
    pub new_later: Option<NewLater>,
    /// The cards to go over so that enough is known, the least known first. Those gone over already stand last;
    /// when the exam is near they are left out.
    pub cram: Vec<String>,
    /// All its cards, the least known on the day first; those gone over already stand last.
    pub weakest: Vec<String>,
    /// How many were gone over already, today or on the day before the exam.
    pub gone_over: usize,
}

/// The new cards of an exam once those of today were met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewLater {
    /// How many a day meet the last one in time.
    pub per_day: u32,
    /// The next day of study.
    pub first: StudyDay,
    /// Whether it is the only one before the exam.
    pub is_only: bool,
}

impl NewLater {
    /// Of `new` cards that are left; nothing where no day of study is.
    fn read(
        new: usize,
        today: StudyDay,
        exam: StudyDay,
        is_off: &dyn Fn(StudyDay) -> bool,
    ) -> Option<NewLater> {
        let days = (1..exam.days_since(today)).map(|ahead| today.plus(ahead));
        let mut days = days.filter(|day| !is_off(*day));
        let first = days.next()?;
        Some(NewLater {
            per_day: schedule::new_per_day(new, first, exam, is_off),
            first,
            is_only: days.next().is_none(),
        })
    }
}

impl ExamStanding {
    /// Returns the days until it.
    pub fn days_left(&self, today: StudyDay) -> i64 {
        self.exam.day.days_since(today)
    }

    /// Whether it is time to go over what would be known least.
    pub fn is_near(&self, today: StudyDay) -> bool {
        self.days_left(today) <= LAST_DAYS && !self.cards.is_empty()
    }

    /// Whether going over cards is the thing to do: it is time, and something is missing or nothing was gone
    /// over yet.
    pub fn wants_cram(&self, today: StudyDay) -> bool {
        self.is_near(today) && (!self.cram.is_empty() || self.gone_over == 0)
    }

    /// Returns the cards to go over: `number` of the weakest, else those that are needed, and where none is, a few.
    pub fn to_go_over(&self, number: Option<usize>) -> &[String] {
        let weakest = |number: usize| &self.weakest[..number.min(self.weakest.len())];
        match (number, self.cram.is_empty()) {
            (Some(number), _) => weakest(number),
            (None, false) => &self.cram,
            (None, true) => weakest(USUAL_CRAM),
        }
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

/// Plans an exam as things stand, with `more` days away than those that are set; none on the day itself.
pub fn plan(app: &mut App, standing: &ExamStanding, more: Option<Away>) -> Result<Option<ExamPlan>, Failure> {
    if standing.days_left(app.now().day) < 1 || standing.cards.is_empty() {
        return Ok(None);
    }
    let meant: BTreeSet<String> = standing.cards.iter().cloned().collect();
    let mut field = Field::read(app, &meant)?;
    field.pace.away.extend(more);
    Ok(Some(plan_exam(
        &field.cards,
        &field.schedulers,
        &field.pace,
        aim(&standing.exam),
        app.now(),
        app.lasting_seed(),
    )))
}

/// A card of an exam.
struct ExamCard {
    id: String,
    state: CardState,
    /// Which of the schedulers is its own.
    scheduler: usize,
}

/// Names the cards of an exam that may be studied; none where its query cannot be read any more.
pub fn meant_by(app: &mut App, exam: &KeptExam) -> Result<Vec<String>, Failure> {
    match Query::parse_with(&exam.query, &app.config.queries) {
        Ok(query) => field::studied(app, &query),
        Err(_) => Ok(Vec::new()),
    }
}

/// Returns the place of a card's scheduler among those there are.
pub fn place_of(own: &BTreeMap<String, usize>, id: &str) -> usize {
    let deck = id.split('/').next().unwrap_or_default();
    own.get(deck).copied().unwrap_or(0)
}

/// Reads the cards of an exam that are studied, with the schedulers there are, and how many are suspended.
fn cards_of(app: &mut App, exam: &KeptExam) -> Result<(Vec<Scheduler>, Vec<ExamCard>, usize), Failure> {
    let ids = meant_by(app, exam)?;
    let (schedulers, own) = field::schedulers(app)?;
    let (store, mut cards, mut suspended) = (app.store()?, Vec::new(), 0);
    for id in ids {
        let card = store.card(&id)?;
        if card.marks.suspended {
            suspended += 1;
            continue;
        }
        cards.push(ExamCard {
            state: card.state,
            scheduler: place_of(&own, &id),
            id,
        });
    }
    Ok((schedulers, cards, suspended))
}

/// Returns the share of the cards of `exam` that is known today, with what was gone over for it.
fn known_today(
    schedulers: &[Scheduler],
    cards: &[ExamCard],
    crammed: &BTreeMap<&str, StudyDay>,
    exam: Exam,
    today: StudyDay,
) -> f64 {
    let known = cards.iter().map(|card| {
        let crammed = lasting(crammed.get(card.id.as_str()).copied(), exam);
        known_then(&schedulers[card.scheduler], &card.state, crammed, today)
    });
    // The sum of nothing is a nought with a minus.
    (known.sum::<f64>() + 0.0) / cards.len().max(1) as f64
}

/// What an exam would have, were it studied; nothing where its query cannot be read any more.
fn left_out_of(app: &mut App, exam: &KeptExam) -> Result<LeftOut, Failure> {
    match Query::parse_with(&exam.query, &app.config.queries) {
        Ok(query) => LeftOut::read(app, &query),
        Err(_) => Ok(LeftOut::default()),
    }
}

fn standing(app: &mut App, exam: KeptExam) -> Result<ExamStanding, Failure> {
    let today = app.now().day;
    let (schedulers, cards, suspended) = cards_of(app, &exam)?;
    let left_out = match cards.is_empty() {
        true => left_out_of(app, &exam)?,
        false => LeftOut::default(),
    };
    // On the day of the exam, what was gone over the day before still counts.
    let since = if exam.day == today { today.plus(-1) } else { today };
    let entries = app.store()?.entries_since(since)?;
    let (gone_over, crammed) = (gone_over(&entries), crammed(&entries));
    let met_today = met_on(&entries, today);
    let states: Vec<(CardState, &Scheduler)> = cards
        .iter()
        .map(|card| (card.state, &schedulers[card.scheduler]))
        .collect();
    let is_gone_over = |place: usize| gone_over.contains(cards[place].id.as_str());
    // What was gone over long before the exam is only sorted behind the others: by then it fades.
    let is_near = exam.day.days_since(today) <= LAST_DAYS;
    let (mut list, _) = cram_now(&states, &|place| is_near && is_gone_over(place), aim(&exam));
    list.sort_by_key(|place| is_gone_over(*place));
    let known = |place: usize| known_on(states[place].1, &states[place].0, exam.day);
    let mut weakest: Vec<usize> = (0..cards.len()).collect();
    weakest.sort_by(|one, other| {
        let by_known = known(*one).total_cmp(&known(*other));
        is_gone_over(*one).cmp(&is_gone_over(*other)).then(by_known)
    });
    let is_new = |place: &usize| states[*place].0.phase == Phase::New;
    let new: Vec<usize> = (0..states.len()).filter(is_new).collect();
    let is_met = |card: &&ExamCard| met_today.contains(card.id.as_str());
    let met = cards.iter().filter(is_met).count();
    let is_off = |day| app.config.schedule.is_off(day);
    let new_per_day = match new.len() {
        0 => 0,
        left => schedule::new_per_day(left + met, today, exam.day, &is_off),
    };
    let new_today = new_per_day.saturating_sub(u32::try_from(met).unwrap_or(u32::MAX));
    let is_done = !new.is_empty() && met > 0 && new_today == 0;
    let named = |places: &[usize]| places.iter().map(|place| cards[*place].id.clone()).collect();
    Ok(ExamStanding {
        new_per_day,
        new_today,
        is_done_today: is_done,
        new_later: NewLater::read(new.len(), today, exam.day, &is_off).filter(|_| is_done),
        new: named(&new),
        known_now: known_today(&schedulers, &cards, &crammed, aim(&exam), today),
        cram: named(&list),
        weakest: named(&weakest),
        gone_over: (0..cards.len()).filter(|place| is_gone_over(*place)).count(),
        cards: cards.iter().map(|card| card.id.clone()).collect(),
        suspended,
        left_out,
        exam,
    })
}

/// Names the cards that were crammed and known at last; one that was forgotten since is still to be gone over.
fn gone_over(entries: &[Entry]) -> BTreeSet<&str> {
    let last = last_answers(entries);
    let crams = entries.iter().filter(|entry| entry.what == What::Cram);
    let is_known = |card: &&str| last[card].rating.is_some_and(|rating| rating != Rating::Again);
    crams.map(|entry| entry.item.as_str()).filter(is_known).collect()
}

/// Returns the cards whose last answer was that they were known while cramming, each with the day of it.
pub fn crammed(entries: &[Entry]) -> BTreeMap<&str, StudyDay> {
    let is_crammed = |entry: &Entry| entry.what == What::Cram && entry.rating != Some(Rating::Again);
    let last = last_answers(entries).into_iter();
    last.filter(|(_, entry)| is_crammed(entry))
        .map(|(card, entry)| (card, entry.day))
        .collect()
}

/// Returns the last review of each card, whether the schedule saw it or not, or that it was made new.
fn last_answers(entries: &[Entry]) -> BTreeMap<&str, &Entry> {
    let answers = entries
        .iter()
        .filter(|entry| matches!(entry.what, What::Cram | What::Rating | What::Reset));
    answers.map(|entry| (entry.item.as_str(), entry)).collect()
}

/// Names the cards that were rated for the first time on a day.
pub fn met_on(entries: &[Entry], day: StudyDay) -> BTreeSet<&str> {
    let is_met =
        |entry: &&Entry| entry.day == day && entry.what == What::Rating && entry.phase_before == Phase::New;
    entries
        .iter()
        .filter(is_met)
        .map(|entry| entry.item.as_str())
        .collect()
}

/// Returns the new cards of exams that are to come today, first those of the nearest one.
///
/// `may_come` says whether a card may come today beside those chosen before it.
pub fn first_new(
    exams: &[ExamStanding],
    may_come: &mut dyn FnMut(&str) -> Result<bool, Failure>,
) -> Result<Vec<String>, Failure> {
    let mut first = Vec::new();
    let mut seen = BTreeSet::new();
    for exam in exams {
        let end = first.len() + exam.new_today as usize;
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
