//! A law of the figures: what is kept of finished days is what a count of the whole log says, whatever happened to it.

use std::path::Path;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::tz::Offset;
use proptest::prelude::*;
use suraq::progress;
use suraq::progress::Answer;
use suraq::progress::Brought;
use suraq::progress::BroughtReview;
use suraq::progress::Card;
use suraq::progress::Reason;
use suraq::progress::Store;
use suraq::progress::What;
use suraq::schedule::CardState;
use suraq::schedule::Moment;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;
use suraq::schedule::StudyDay;

/// What may happen between two looks at the figures.
#[derive(Clone, Debug)]
enum Deed {
    /// A card is rated, minutes later; fewer than none where a clock is set back.
    Rate(u8, Rating, i64),
    /// An answer of a quiz.
    Quiz(u8, Rating),
    /// Steps are taken back; of a merge by the copy that was made before it, as the program does.
    Undo(u8),
    Redo(u8),
    /// Reviews come in that were made days ago elsewhere.
    Bring(u8, i64),
    /// Another machine begins with what is here, takes steps back and rates cards of its own.
    Part(u8, u8),
    /// What the other machine did comes in.
    Merge,
    /// A copy is made; or the last one is put back.
    Copy,
    Restore,
    /// Other changes take their turn in the list of steps.
    Note,
    /// The figures of some days are looked at.
    Look(i64, i64),
}

fn rating() -> impl Strategy<Value = Rating> {
    (1u8..=4).prop_map(|number| Rating::from_number(number).unwrap())
}

fn deed() -> impl Strategy<Value = Deed> {
    let card = 0u8..5;
    prop_oneof![
        8 => (card.clone(), rating(), -900i64..4_000).prop_map(|(card, rating, wait)| Deed::Rate(card, rating, wait)),
        2 => (card.clone(), rating()).prop_map(|(card, rating)| Deed::Quiz(card, rating)),
        3 => (1u8..6).prop_map(Deed::Undo),
        2 => (1u8..6).prop_map(Deed::Redo),
        1 => (card.clone(), 1i64..90).prop_map(|(card, ago)| Deed::Bring(card, ago)),
        1 => (0u8..5, card).prop_map(|(back, card)| Deed::Part(back, card)),
        1 => Just(Deed::Merge),
        1 => Just(Deed::Copy),
        1 => Just(Deed::Restore),
        1 => Just(Deed::Note),
        6 => (0i64..120, 0i64..120).prop_map(|(from, to)| Deed::Look(from, to)),
    ]
}

/// One learner on one machine.
struct Desk {
    folder: tempfile::TempDir,
    store: Store,
    now: Moment,
    copy: Option<std::path::PathBuf>,
    before_merge: Option<std::path::PathBuf>,
    elsewhere: Option<Store>,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let at: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
        let store = open(folder.path());
        Desk {
            folder,
            store,
            now: Moment::new(at, Offset::constant(5), 240),
            copy: None,
            before_merge: None,
            elsewhere: None,
        }
    }

    fn act(&mut self, deed: &Deed) {
        // No two deeds have one moment.
        self.now = Moment::new(self.now.at + SignedDuration::from_millis(1), self.now.offset, 240);
        match deed {
            Deed::Rate(card, rating, minutes) => {
                self.now = self.now.later(minutes * 60, 240);
                rate(&mut self.store, *card, *rating, self.now);
            }
            Deed::Quiz(card, rating) => {
                let item = name(*card);
                let answer = answer(&item, *rating);
                self.store.log_answer(&answer, What::Quiz, self.now).unwrap();
            }
            Deed::Undo(steps) => (0..*steps).for_each(|_| {
                // Nothing may be left to take back.
                let undone = self.store.undo(self.now);
                if undone.is_ok_and(|undone| undone.label.starts_with("merge")) {
                    let copy = self.before_merge.take();
                    self.restore(copy.as_deref());
                }
            }),
            Deed::Redo(steps) => (0..*steps).for_each(|_| {
                let _ = self.store.redo();
            }),
            Deed::Bring(card, ago) => self.bring(*card, *ago),
            Deed::Part(back, card) => self.part(*back, *card),
            Deed::Merge => {
                self.before_merge = Some(self.back_up("merges"));
                if let Some(other) = &self.elsewhere {
                    let scheduler = Scheduler::default();
                    self.store
                        .merge(other, &scheduler, "other.db", None, self.now)
                        .unwrap();
                }
            }
            Deed::Copy => self.copy = Some(self.back_up("copies")),
            Deed::Restore => self.restore(self.copy.clone().as_deref()),
            Deed::Note => self.store.record_change("set ascii on", "{}", self.now).unwrap(),
            Deed::Look(from, to) => self.look(*from, *to),
        }
    }

    fn back_up(&self, folder: &str) -> std::path::PathBuf {
        progress::backup(
            &self.store,
            &self.folder.path().join(folder),
            Reason::Asked,
            self.now,
        )
        .unwrap()
    }

    fn bring(&mut self, card: u8, ago: i64) {
        let at = self.now.at - SignedDuration::from_hours(24 * ago);
        let then = Moment::new(at, self.now.offset, 240);
        let before = self.store.card(&name(card)).unwrap();
        let review = BroughtReview {
            at,
            day: then.day,
            what: What::Rating,
            rating: Some(Rating::Hard),
            took: Some(900),
            before: CardState::NEW,
            after: before.state,
        };
        let brought = Brought {
            item: name(card),
            reviews: vec![review],
            since: None,
            card: Card { ..before },
        };
        self.store
            .bring(&[brought], "import deck", None, self.now)
            .unwrap();
    }

    fn part(&mut self, back: u8, card: u8) {
        let copy = self.back_up("elsewhere");
        let mut other = Store::open(&copy).unwrap();
        for _ in 0..back {
            let _ = other.undo(self.now);
        }
        rate(&mut other, card, Rating::Again, self.now.later(70, 240));
        self.elsewhere = Some(other);
    }

    fn restore(&mut self, copy: Option<&Path>) {
        let Some(copy) = copy else {
            return;
        };
        let (progress, backups) = (
            self.folder.path().join("progress.db"),
            self.folder.path().join("backups"),
        );
        // The file is closed before another takes its place.
        self.store = Store::in_memory().unwrap();
        progress::restore(&progress, copy, &backups, self.now).unwrap();
        self.store = open(self.folder.path());
    }

    /// Compares what is kept with a count of the whole log.
    fn look(&mut self, from: i64, to: i64) {
        let (from, to) = (self.now.day.plus(-from), self.now.day.plus(to));
        let counted = self.counted(from, to);
        assert_eq!(self.store.tally(from, to).unwrap(), counted);
    }

    fn counted(&self, from: StudyDay, to: StudyDay) -> progress::Tally {
        let mut plain = Store::open(&self.folder.path().join("progress.db")).unwrap();
        plain.tally(from, to).unwrap()
    }
}

fn open(folder: &Path) -> Store {
    let mut store = Store::open(&folder.join("progress.db")).unwrap();
    store.keep_past_in(&folder.join("past.db"));
    store
}

fn name(card: u8) -> String {
    format!("deck/{card}")
}

fn answer(item: &str, rating: Rating) -> Answer<'_> {
    Answer {
        item,
        rating,
        asked_as: None,
        typed: None,
        verdict: None,
        took: SignedDuration::from_millis(1_500),
        other_face: None,
    }
}

fn rate(store: &mut Store, card: u8, rating: Rating, now: Moment) {
    let item = name(card);
    store
        .rate(&answer(&item, rating), &Scheduler::default(), now)
        .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn kept_figures_are_those_of_a_full_count(deeds in prop::collection::vec(deed(), 10..60)) {
        let mut desk = Desk::new();
        for deed in &deeds {
            desk.act(deed);
        }
        desk.look(10_000, 10_000);
        desk.look(40, 0);
    }
}

/// Days of study, then a long look, so that figures are kept.
fn studied() -> Desk {
    let mut desk = Desk::new();
    for _ in 0..50 {
        desk.act(&Deed::Rate(1, Rating::Good, 24 * 60));
    }
    desk.act(&Deed::Look(100, 0));
    desk
}

/// Writes a figure into the kept ones that the log does not hold: it shows whether they are looked at.
fn falsify(desk: &Desk) {
    let past = rusqlite::Connection::open(desk.folder.path().join("past.db")).unwrap();
    let changed = past.execute("UPDATE hour SET ratings = ratings + 7", []).unwrap();
    assert!(changed > 40);
}

fn ratings(desk: &mut Desk) -> u32 {
    let (from, to) = (desk.now.day.plus(-100), desk.now.day);
    let tally = desk.store.tally(from, to).unwrap();
    tally.days.values().map(|day| day.totals.ratings).sum()
}

#[test]
fn finished_days_are_not_counted_again() {
    let mut desk = studied();
    falsify(&desk);
    assert_eq!(ratings(&mut desk), 50 + 49 * 7);
    // Today goes on, and a step of today is taken back.
    desk.act(&Deed::Rate(2, Rating::Good, 1));
    desk.act(&Deed::Rate(3, Rating::Good, 1));
    desk.act(&Deed::Undo(1));
    assert_eq!(ratings(&mut desk), 51 + 49 * 7);
    // Another day begins: only the one that is finished now is counted.
    desk.act(&Deed::Rate(2, Rating::Good, 24 * 60));
    assert_eq!(ratings(&mut desk), 52 + 49 * 7);
}

#[test]
fn a_step_of_a_finished_day_that_is_taken_back_has_all_counted_anew() {
    let mut desk = studied();
    falsify(&desk);
    desk.act(&Deed::Undo(2));
    assert_eq!(ratings(&mut desk), 48);
}

#[test]
fn a_damaged_file_of_figures_is_made_anew() {
    let mut desk = studied();
    let path = desk.folder.path().join("past.db");
    desk.store = open(desk.folder.path());
    std::fs::write(&path, "not figures ".repeat(1_000)).unwrap();
    assert_eq!(ratings(&mut desk), 50);
    desk.store = open(desk.folder.path());
    falsify(&desk);
    assert_eq!(ratings(&mut desk), 50 + 49 * 7);
}
