//! Exams that are just over: what was known on the day, as far as can be told afterwards.

use std::collections::BTreeSet;

use jiff::Timestamp;
use suraq::decks::CardId;
use suraq::progress::CardThen;
use suraq::progress::KeptExam;
use suraq::schedule::Phase;
use suraq::schedule::Rating;
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
    if over.is_empty() {
        return Ok(Vec::new());
    }
    let shipped = shipped(app)?;
    over.into_iter()
        .map(|exam| looked_back_at(app, exam, &shipped))
        .collect()
}

/// Returns the exams of the last year that are over, the latest first, whether they were told of or not.
pub fn lately_over(app: &mut App) -> Result<Vec<PastExam>, Failure> {
    let (now, day_starts) = (app.now(), app.config.schedule.day_starts);
    let day_of = |at| StudyDay::of(at, now.offset, day_starts);
    let mut over = app.store()?.past_exams(now.day, day_of)?;
    over.retain(|exam| now.day.days_since(exam.day) <= KEPT);
    over.truncate(LISTED);
    if over.is_empty() {
        return Ok(Vec::new());
    }
    let shipped = shipped(app)?;
    over.into_iter()
        .map(|exam| looked_back_at(app, exam, &shipped))
        .collect()
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
            let _ = store.turn_exam(past.exam.number, Some(now));
        }
    }
}

/// Reckons what was known on the day of an exam from what had happened up to its end.
fn looked_back_at(app: &mut App, exam: KeptExam, shipped: &Shipped) -> Result<PastExam, Failure> {
    let ids = exams::meant_by(app, &exam)?;
    let (schedulers, own) = field::schedulers(app)?;
    let (mut cards, mut known) = (0, 0.0);
    for id in ids {
        let scheduler = &schedulers[exams::place_of(&own, &id)];
        let then = app.store()?.card_on(&id, exam.day, scheduler)?;
        let is_of_it =
            !then.card.marks.suspended && (is_met(&then) || !came_after(app, &id, exam.day, shipped)?);
        if !is_of_it {
            continue;
        }
        let crammed = then.crammed.filter(|(_, rating)| *rating != Rating::Again);
        known += known_then(scheduler, &then.card.state, crammed.map(|(day, _)| day), exam.day);
        cards += 1;
    }
    Ok(PastExam {
        exam,
        cards,
        known: known / cards.max(1) as f64,
    })
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
