//! Exams that are over: what was known on the day, as far as can be told afterwards.
//!
//! It is reckoned once, as soon as an exam is over and before its cards change, and kept with the exam: cards that
//! come, move or go later, and decks that are switched off, change nothing of it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use suraq::decks::CardId;
use suraq::progress::Access;
use suraq::progress::CardThen;
use suraq::progress::ExamResult;
use suraq::progress::KeptExam;
use suraq::progress::ProgressError;
use suraq::progress::Store;
use suraq::schedule::Moment;
use suraq::schedule::Phase;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;
use suraq::schedule::StudyDay;
use suraq::schedule::known_then;

use crate::app::App;
use crate::cards::learner;
use crate::report::Failure;
use crate::screen::count;
use crate::study::exams;
use crate::study::field;

/// Days after an exam on which it is still worth a word.
const REMEMBERED: i64 = 30;

/// Days after an exam on which it is still listed among those that are over.
const KEPT: i64 = 366;

/// Exams that are listed at most.
const LISTED: usize = 12;

/// An exam that is over.
#[derive(Clone, Debug)]
pub struct PastExam {
    /// The exam.
    pub exam: KeptExam,
    /// How many cards it had.
    pub cards: usize,
    /// Share of them that was known on its day, as far as can be told afterwards.
    pub known: f64,
}

/// Returns the exams that are over and that nobody was told of, each with what was known on its day; those that
/// are over for long are taken for told.
pub fn just_over(app: &mut App) -> Result<Vec<PastExam>, Failure> {
    let today = app.now().day;
    let mut over = app.store()?.exams()?;
    over.retain(|exam| (1..=REMEMBERED).contains(&today.days_since(exam.day)));
    looked_back_at(app, over)
}

/// Returns the exams of the last year that are over, the latest first, whether they were told of or not.
pub fn lately_over(app: &mut App) -> Result<Vec<PastExam>, Failure> {
    let over = listed(app)?;
    looked_back_at(app, over)
}

/// Returns the exams that are listed as over, the latest first.
pub fn listed(app: &mut App) -> Result<Vec<KeptExam>, Failure> {
    let (now, day_starts) = (app.now(), app.config.schedule.day_starts);
    Ok(listed_in(app.store()?, now, day_starts)?)
}

/// The same, of a file that is open elsewhere.
pub fn listed_in(store: &Store, now: Moment, day_starts: u16) -> Result<Vec<KeptExam>, ProgressError> {
    let day_of = |at| StudyDay::of(at, now.offset, day_starts);
    let mut over = store.past_exams(now.day, day_of)?;
    over.retain(|exam| now.day.days_since(exam.day) <= KEPT);
    over.truncate(LISTED);
    Ok(over)
}

/// Keeps what the exams that are over came to, and the cards of those of today, before cards or the decks that are
/// studied change.
///
/// What cannot be reckoned or kept now is so the next time it is asked for.
pub fn keep_results(app: &mut App) {
    if app.paths.progress().exists() {
        let _ = lately_over(app);
        let _ = keep_cards_of_today(app);
    }
}

/// Keeps the cards that the exams of today have by now: after the exam its deck is often switched off the same day.
fn keep_cards_of_today(app: &mut App) -> Result<(), Failure> {
    let now = app.now();
    let mut exams = app.store()?.exams()?;
    exams.retain(|exam| exam.day == now.day);
    for exam in exams {
        let kept = app.store()?.exam_result(exam.number)?.unwrap_or_default();
        let cards = united(&kept.cards, exams::meant_by(app, &exam)?);
        if cards.len() > kept.cards.len() {
            let result = ExamResult {
                at: now.millisecond(),
                known: None,
                cards,
            };
            app.store()?.keep_exam_result(exam.number, &result)?;
        }
    }
    Ok(())
}

/// All cards of `first`, then those of `more` that are not among them.
fn united(first: &[String], more: Vec<String>) -> Vec<String> {
    let known: BTreeSet<&String> = first.iter().collect();
    let mut cards = first.to_vec();
    cards.extend(more.into_iter().filter(|card| !known.contains(card)));
    cards
}

/// What an exam came to, without its day: `about 96 % of 82 cards were known on the day, 90 % were wanted`.
pub fn came_to(past: &PastExam) -> String {
    format!(
        "about {:.0} % of {} {} known on the day, {} % were wanted",
        past.known * 100.0,
        count(past.cards, "card", "cards"),
        if past.cards == 1 { "was" } else { "were" },
        past.exam.know
    )
}

/// Notes that exams that are over were told of, so that they are not told of again.
pub fn settle(app: &mut App, over: &[PastExam]) {
    let now = app.now();
    for past in over {
        // Where nothing can be written it is told of once more.
        if let Ok(store) = app.store() {
            let _ = store.settle_exam(past.exam.number, now);
        }
    }
}

fn looked_back_at(app: &mut App, over: Vec<KeptExam>) -> Result<Vec<PastExam>, Failure> {
    let mut reckoning = Reckoning::default();
    let each = over.into_iter();
    each.map(|exam| {
        let result = result_of(app, &exam, &mut reckoning)?;
        Ok(PastExam {
            cards: result.cards.len(),
            known: result.known.unwrap_or_default(),
            exam,
        })
    })
    .collect()
}

/// Returns what an exam came to: as it was kept, or reckoned and kept now.
fn result_of(app: &mut App, exam: &KeptExam, reckoning: &mut Reckoning) -> Result<ExamResult, Failure> {
    let at = app.now().millisecond();
    // One that was reckoned later than now is from a clock that was set ahead.
    let kept = app.store()?.exam_result(exam.number)?;
    let kept = kept.filter(|kept| kept.at <= at);
    let is_of_the_day = |kept: &ExamResult| day_of(app, kept.at).is_none_or(|day| day <= exam.day);
    let (cards, known) = match kept {
        Some(kept) if kept.known.is_some() => return Ok(kept),
        Some(kept) if !is_of_the_day(&kept) => {
            let known = known_of(app, &kept.cards, exam.day)?;
            (kept.cards, known)
        }
        kept => reckoning.cards_and_known(app, exam, &kept.unwrap_or_default().cards)?,
    };
    let known = known / cards.len().max(1) as f64;
    let result = ExamResult {
        at,
        known: Some(known),
        cards,
    };
    let store = app.store()?;
    // Without cards there is nothing to keep: its deck may be off, or its query may be read again some day.
    if !result.cards.is_empty() && store.access() != Access::ReadOnly {
        // Where it cannot be written it is reckoned once more.
        let _ = store.keep_exam_result(exam.number, &result);
    }
    Ok(result)
}

/// The study day of a time in milliseconds.
fn day_of(app: &App, at: i64) -> Option<StudyDay> {
    let at = Timestamp::from_millisecond(at).ok()?;
    Some(StudyDay::of(at, app.now().offset, app.config.schedule.day_starts))
}

/// How many of `cards` were known on `day`, each by its probability.
fn known_of(app: &mut App, cards: &[String], day: StudyDay) -> Result<f64, Failure> {
    let (schedulers, own) = field::schedulers(app)?;
    let store = app.store()?;
    let mut known = 0.0;
    for id in cards {
        let scheduler = &schedulers[exams::place_of(&own, id)];
        known += known_on(&store.card_on(id, day, scheduler)?, scheduler, day);
    }
    Ok(known)
}

/// The probability that a card was known on `day`.
fn known_on(then: &CardThen, scheduler: &Scheduler, day: StudyDay) -> f64 {
    let crammed = then.crammed.filter(|(_, rating)| *rating != Rating::Again);
    known_then(scheduler, &then.card.state, crammed.map(|(day, _)| day), day)
}

/// Reckons exams of which nothing is kept.
#[derive(Default)]
struct Reckoning {
    /// Read for the first exam that needs it.
    shipped: Option<Shipped>,
}

impl Reckoning {
    /// Returns the cards that an exam had on its day, and how many of them were known, from what had happened up
    /// to its end. `kept` are cards that it had during that day.
    fn cards_and_known(
        &mut self,
        app: &mut App,
        exam: &KeptExam,
        kept: &[String],
    ) -> Result<(Vec<String>, f64), Failure> {
        let shipped = match self.shipped.take() {
            Some(shipped) => shipped,
            None => shipped(app)?,
        };
        let shipped = &*self.shipped.insert(shipped);
        let (schedulers, own) = field::schedulers(app)?;
        let (mut cards, mut known) = (Vec::new(), 0.0);
        for id in united(kept, exams::meant_by(app, exam)?) {
            let scheduler = &schedulers[exams::place_of(&own, &id)];
            let then = app.store()?.card_on(&id, exam.day, scheduler)?;
            let is_of_it =
                !then.card.marks.suspended && (is_met(&then) || !came_after(app, &id, exam.day, shipped)?);
            if is_of_it {
                known += known_on(&then, scheduler, exam.day);
                cards.push(id);
            }
        }
        Ok((cards, known))
    }
}

/// Whether a card was answered by then.
fn is_met(then: &CardThen) -> bool {
    then.card.state.phase != Phase::New || then.crammed.is_some()
}

/// What came with the program, and so was there on every day.
struct Shipped {
    /// Decks of which the person has no copy.
    decks: BTreeSet<String>,
    /// Cards of copies.
    cards: BTreeSet<String>,
}

fn shipped(app: &mut App) -> Result<Shipped, Failure> {
    let shelf = app.shelf()?;
    let decks = shelf.decks()?.into_iter().filter(|deck| deck.is_builtin());
    let decks = decks.map(|deck| deck.id.0).collect();
    let cards = learner::shipped_in_copies(shelf)?.into_keys().collect();
    Ok(Shipped { decks, cards })
}

/// Whether a card came after `day`; where that is not noted, it was there.
fn came_after(app: &mut App, id: &str, day: StudyDay, shipped: &Shipped) -> Result<bool, Failure> {
    let Ok(card) = id.parse::<CardId>() else {
        return Ok(false);
    };
    if shipped.decks.contains(&card.deck.0) || shipped.cards.contains(id) {
        return Ok(false);
    }
    let (now, day_starts) = (app.now(), app.config.schedule.day_starts);
    let item = app.shelf()?.item(&card)?;
    let came = item.and_then(|item| item.added);
    let came = came.and_then(|at| at.parse::<Timestamp>().ok());
    Ok(came.is_some_and(|at| StudyDay::of(at, now.offset, day_starts) > day))
}
