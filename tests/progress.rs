//! The progress file in good days and bad: undo across restarts, two programs at once, damage, backups.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::tz::Offset;
use suraq::progress;
use suraq::progress::Answer;
use suraq::progress::Card;
use suraq::progress::ExamResult;
use suraq::progress::Limit;
use suraq::progress::NotNew;
use suraq::progress::ProgressError;
use suraq::progress::Reason;
use suraq::progress::Restored;
use suraq::progress::Store;
use suraq::progress::What;
use suraq::schedule::LeechStep;
use suraq::schedule::Moment;
use suraq::schedule::Phase;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;
use suraq::schedule::Settings;

fn now() -> Moment {
    let at: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
    Moment::new(at, Offset::UTC, 240)
}

fn days_later(days: i64) -> Moment {
    now().later(days * 86_400, 240)
}

fn answer(item: &str, rating: Rating) -> Answer<'_> {
    Answer {
        item,
        rating,
        asked_as: Some("plain"),
        typed: None,
        verdict: None,
        took: SignedDuration::from_secs(4),
        other_face: Some("choices"),
    }
}

fn rate(store: &mut Store, item: &str, rating: Rating, now: Moment) -> Card {
    store
        .rate(&answer(item, rating), &Scheduler::default(), now)
        .unwrap()
        .after
}

struct Home {
    _folder: tempfile::TempDir,
    path: PathBuf,
    backups: PathBuf,
}

fn home() -> Home {
    let folder = tempfile::tempdir().unwrap();
    let (path, backups) = (folder.path().join("progress.db"), folder.path().join("backups"));
    Home {
        _folder: folder,
        path,
        backups,
    }
}

#[test]
fn undo_survives_a_restart_and_redo_brings_everything_back() {
    let home = home();
    let mut store = Store::open(&home.path).unwrap();
    let mut states = vec![store.card("d/a").unwrap()];
    for rating in [Rating::Good, Rating::Again, Rating::Easy] {
        states.push(rate(&mut store, "d/a", rating, now()));
    }
    store.suspend(&["d/a", "d/b"], now()).unwrap();
    drop(store);

    let mut store = Store::open(&home.path).unwrap();
    let undone = store.undo(now()).unwrap();
    assert_eq!((undone.label.as_str(), undone.items.len()), ("suspend", 2));
    assert_eq!(store.card("d/b").unwrap(), Card::NEW);
    for state in states.iter().rev().skip(1) {
        store.undo(now()).unwrap();
        assert_eq!(store.card("d/a").unwrap(), *state);
    }
    assert!(matches!(store.undo(now()), Err(ProgressError::NothingToUndo)));
    assert!(store.history("d/a").unwrap().is_empty());
    drop(store);

    let mut store = Store::open(&home.path).unwrap();
    for state in &states[1..] {
        assert!(!store.redo().unwrap().label.is_empty());
        assert_eq!(store.card("d/a").unwrap(), *state);
    }
    assert_eq!(store.redo().unwrap().label, "suspend");
    assert!(store.card("d/b").unwrap().marks.suspended);
    assert!(matches!(store.redo(), Err(ProgressError::NothingToRedo)));
    assert_eq!(store.history("d/a").unwrap().len(), 4);
    assert_eq!(store.rebuild().unwrap(), 0);
}

#[test]
fn what_nothing_takes_back_is_told_first_and_ends_no_redo() {
    let mut store = Store::in_memory().unwrap();
    for rating in [Rating::Good, Rating::Again, Rating::Easy] {
        rate(&mut store, "d/a", rating, now());
    }
    let last = store.card("d/a").unwrap();
    store.undo(now()).unwrap();
    store.undo(now()).unwrap();
    store.record_beside("another name", "{}", now()).unwrap();
    assert_eq!(store.undo(now()).unwrap().label, "another name");
    store.drop_undone().unwrap();
    store.redo().unwrap();
    store.redo().unwrap();
    assert_eq!(store.card("d/a").unwrap(), last);
    assert!(matches!(store.redo(), Err(ProgressError::NothingToRedo)));
    // A new step still ends what waits.
    store.undo(now()).unwrap();
    store.record_beside("another name", "{}", now()).unwrap();
    rate(&mut store, "d/a", Rating::Easy, now());
    assert!(matches!(store.redo(), Err(ProgressError::NothingToRedo)));
}

#[test]
fn a_new_rating_ends_what_could_be_brought_back() {
    let mut store = Store::in_memory().unwrap();
    rate(&mut store, "d/a", Rating::Good, now());
    store.undo(now()).unwrap();
    rate(&mut store, "d/a", Rating::Easy, now());
    assert!(matches!(store.redo(), Err(ProgressError::NothingToRedo)));
    assert_eq!(store.history("d/a").unwrap().len(), 1);
}

#[test]
fn a_change_of_a_file_takes_its_turn_in_undo() {
    let mut store = Store::in_memory().unwrap();
    rate(&mut store, "d/a", Rating::Good, now());
    store.record_change("edit d/a", "the old text", now()).unwrap();
    let undone = store.undo(now()).unwrap();
    assert_eq!(undone.payload.as_deref(), Some("the old text"));
    assert_eq!(store.undo_steps(9).unwrap()[0].label, "Good");
    assert_eq!(store.redo().unwrap().payload.as_deref(), Some("the old text"));
}

#[test]
fn an_answer_in_a_quiz_is_logged_and_moves_nothing() {
    let mut store = Store::in_memory().unwrap();
    let before = rate(&mut store, "d/a", Rating::Good, now());
    store
        .log_answer(&answer("d/a", Rating::Again), What::Quiz, days_later(1))
        .unwrap();
    assert_eq!(store.card("d/a").unwrap(), before);
    assert_eq!(store.history("d/a").unwrap().len(), 2);
    let day = store.day(days_later(1).day).unwrap();
    assert_eq!((day.other_answers, day.ratings, day.again), (1, 0, 0));
}

#[test]
fn a_leech_changes_its_face_and_is_then_suspended_and_one_undo_takes_it_back() {
    let settings = Settings {
        leech_after: 2,
        relearning_steps: vec![],
        ..Settings::default()
    };
    let scheduler = Scheduler::new(settings).unwrap();
    let mut store = Store::in_memory().unwrap();
    store
        .rate(&answer("d/a", Rating::Easy), &scheduler, now())
        .unwrap();
    let mut steps = Vec::new();
    for day in 1..=3 {
        let rated = store
            .rate(&answer("d/a", Rating::Again), &scheduler, days_later(day * 20))
            .unwrap();
        steps.push(rated.leech);
    }
    assert_eq!(
        steps,
        [None, Some(LeechStep::ChangeFace), Some(LeechStep::Suspend)]
    );
    let marks = store.card("d/a").unwrap().marks;
    assert!(marks.suspended);
    assert_eq!(marks.face.as_deref(), Some("choices"));
    store.undo(now()).unwrap();
    assert!(!store.card("d/a").unwrap().marks.suspended);
}

#[test]
fn two_programs_rate_one_card_and_neither_rating_is_lost() {
    let home = home();
    let (mut one, mut other) = (Store::open(&home.path).unwrap(), Store::open(&home.path).unwrap());
    for round in 0..5 {
        rate(&mut one, "d/a", Rating::Good, days_later(round));
        rate(&mut other, "d/a", Rating::Hard, days_later(round));
    }
    let card = one.card("d/a").unwrap();
    assert_eq!(card, other.card("d/a").unwrap());
    assert_eq!(card.state.repetitions, 10);
    assert_eq!(other.history("d/a").unwrap().len(), 10);
}

#[test]
fn the_counts_of_home_follow_the_cards() {
    let mut store = Store::in_memory().unwrap();
    rate(&mut store, "one/a", Rating::Easy, now());
    rate(&mut store, "one/b", Rating::Good, now());
    rate(&mut store, "two/a", Rating::Easy, now());
    store.suspend(&["two/b"], now()).unwrap();
    store.bury(&["two/a"], days_later(30).day, now()).unwrap();

    let decks = store.decks(now()).unwrap();
    assert_eq!(
        (decks["one"].started, decks["one"].learning, decks["one"].due),
        (2, 1, 0)
    );
    assert_eq!(
        (
            decks["two"].started,
            decks["two"].new_held_back,
            decks["two"].suspended
        ),
        (1, 1, 1)
    );
    assert_eq!(decks["two"].buried, 1);

    let later = days_later(20);
    assert_eq!(store.decks(later).unwrap()["one"].due, 1);
    let due: Vec<String> = store
        .due(later, Limit::All)
        .unwrap()
        .into_iter()
        .map(|due| due.item)
        .collect();
    assert_eq!(due, ["one/b", "one/a"]);
    assert_eq!(store.due(later, Limit::BestRecalled(1)).unwrap()[0].item, "one/a");

    let forecast = store.forecast(now(), 40).unwrap();
    let of = |is_meant: &dyn Fn(&str) -> bool| store.forecast_of(now(), 40, is_meant).unwrap();
    assert_eq!(of(&|_| true), forecast, "all decks are meant");
    assert_eq!(of(&|_| false), [0; 40]);
    assert_eq!(forecast[0], 1, "the card on its step");
    assert_eq!(forecast[30], 1, "the buried card comes when it is dug out");
    assert_eq!(forecast.iter().sum::<u32>(), 3);
    assert_eq!(store.rated_on(now().day).unwrap(), ["one/a", "one/b", "two/a"]);
    assert_eq!(store.day(now().day).unwrap().new_cards, 3);
}

#[test]
fn one_pass_over_the_cards_tells_which_are_new_and_which_wait_as_leeches() {
    let mut store = Store::in_memory().unwrap();
    rate(&mut store, "d/rated", Rating::Good, now());
    rate(&mut store, "e/forgotten", Rating::Good, now());
    for days in [10, 20, 30] {
        let later = days_later(days);
        rate(&mut store, "e/forgotten", Rating::Good, later);
        rate(&mut store, "e/forgotten", Rating::Again, later);
    }
    let lapses = store.card("e/forgotten").unwrap().state.lapses;
    assert!(lapses > 0);
    store.suspend(&["d/suspended", "e/forgotten"], now()).unwrap();
    store.flag(&["d/flagged"], 2, now()).unwrap();
    store.bury(&["d/buried"], days_later(1).day, now()).unwrap();
    let not_new = |now| {
        let mut found = BTreeMap::new();
        let mut note = |card: NotNew<'_>| {
            found.insert(card.item.to_owned(), card.suspended_lapses);
        };
        store.each_not_new_at_all(now, &mut note).unwrap();
        found
    };
    let mut told = BTreeMap::from([
        ("d/buried".to_owned(), 0),
        ("d/rated".to_owned(), 0),
        ("d/suspended".to_owned(), 0),
        ("e/forgotten".to_owned(), i64::from(lapses)),
    ]);
    assert_eq!(not_new(now()), told);
    told.remove("d/buried");
    assert_eq!(not_new(days_later(1)), told);
}

#[test]
fn retention_counts_the_first_review_of_a_day_and_not_what_was_taken_back() {
    let mut store = Store::in_memory().unwrap();
    for item in ["d/a", "d/b", "d/c"] {
        rate(&mut store, item, Rating::Easy, now());
    }
    let day = days_later(10);
    rate(&mut store, "d/a", Rating::Again, day);
    rate(&mut store, "d/a", Rating::Good, day.later(700, 240));
    rate(&mut store, "d/b", Rating::Good, day);
    rate(&mut store, "d/c", Rating::Again, day);
    store.undo(day).unwrap();
    let (young, mature) = store.retention(now().day, day.day).unwrap();
    assert_eq!((young.passed, young.total, mature.total), (1, 2, 0));
    assert_eq!(young.share(), Some(0.5));
    let tally = store.tally(now().day, day.day).unwrap();
    assert_eq!(tally.retention(now().day, day.day), (young, mature));
    assert_eq!(tally.days[&day.day].totals, store.day(day.day).unwrap());
    assert_eq!(tally.days[&now().day].totals.new_cards, 3);
    assert_eq!((tally.hours[9].answers, tally.hours[9].kept.total), (6, 2));
    assert_eq!(tally.hours.iter().map(|hour| hour.answers).sum::<u32>(), 6);
    assert!(
        store
            .tally(day.day.plus(1), day.day.plus(9))
            .unwrap()
            .days
            .is_empty()
    );
    assert_eq!(
        (store.later_than(day).unwrap(), store.later_than(now()).unwrap()),
        (0, 3)
    );
    assert_eq!(store.hardest(5).unwrap()[0].0, "d/a");
}

#[test]
fn retention_counts_the_first_review_in_time_whenever_it_came_into_the_log() {
    let mut store = Store::in_memory().unwrap();
    rate(&mut store, "d/a", Rating::Easy, now());
    let day = days_later(10);
    rate(&mut store, "d/a", Rating::Good, day.later(700, 240));
    rate(&mut store, "d/a", Rating::Again, day);
    let (young, mature) = store.retention(day.day, day.day).unwrap();
    assert_eq!((young.passed + mature.passed, young.total + mature.total), (0, 1));
    let tally = store.tally(day.day, day.day).unwrap();
    assert_eq!(tally.retention(day.day, day.day), (young, mature));
}

#[test]
fn a_reset_card_is_new_and_its_history_stays() {
    let mut store = Store::in_memory().unwrap();
    rate(&mut store, "d/a", Rating::Easy, now());
    assert_eq!(store.reset(&["d/a", "d/b"], now()).unwrap(), 1);
    assert_eq!(store.card("d/a").unwrap().state.phase, Phase::New);
    assert_eq!(store.history("d/a").unwrap().len(), 2);
}

/// A file with four hundred ratings of forty cards.
fn studied(path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    for round in 0..400 {
        let item = format!("deck/card-{:02}", round % 40);
        rate(&mut store, &item, Rating::Good, days_later(round / 40));
    }
    store
}

#[test]
fn a_truncated_file_gives_back_what_it_still_holds() {
    let home = home();
    drop(studied(&home.path));
    let whole = fs::read(&home.path).unwrap();
    fs::write(&home.path, &whole[..whole.len() * 6 / 10]).unwrap();
    let damaged = fs::read(&home.path).unwrap();
    assert!(Store::open(&home.path).unwrap_err().is_damage());

    let salvage = progress::salvage(&home.path, now()).unwrap();
    assert_eq!(
        fs::read(&salvage.kept).unwrap(),
        damaged,
        "the damaged file is kept as it was"
    );
    assert_eq!(salvage.cards, 40);
    assert!(salvage.entries > 50, "{salvage:?}");
    assert_eq!(salvage.entries + salvage.entries_lost, 400, "{salvage:?}");
    let mut store = Store::open(&home.path).unwrap();
    store.check().unwrap();
    assert_eq!(store.rebuild().unwrap(), 0);
    assert_eq!(store.card("deck/card-07").unwrap().state.repetitions, 10);
    rate(&mut store, "deck/card-07", Rating::Good, days_later(30));
}

#[test]
fn a_file_with_a_broken_page_in_the_middle_loses_that_page_only() {
    let home = home();
    drop(studied(&home.path));
    let mut bytes = fs::read(&home.path).unwrap();
    let pages = bytes.len() / 4096;
    for page in [pages / 2, pages / 2 + 3] {
        bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
    }
    fs::write(&home.path, &bytes).unwrap();
    let damaged = match Store::open(&home.path) {
        Ok(store) => store.check().unwrap_err(),
        Err(error) => error,
    };
    assert!(damaged.is_damage(), "{damaged}");
    let salvage = progress::salvage(&home.path, now()).unwrap();
    assert_eq!(salvage.cards, 40);
    assert!(salvage.entries > 300, "{salvage:?}");
    assert_eq!(salvage.entries + salvage.entries_lost, 400, "{salvage:?}");
}

#[test]
fn a_file_whose_first_page_is_gone_is_read_all_the_same() {
    let home = home();
    drop(studied(&home.path));
    let mut bytes = fs::read(&home.path).unwrap();
    bytes[..4096].fill(0);
    fs::write(&home.path, &bytes).unwrap();
    assert!(Store::open(&home.path).unwrap_err().is_damage());
    let salvage = progress::salvage(&home.path, now()).unwrap();
    assert_eq!(
        (salvage.cards, salvage.entries, salvage.entries_lost),
        (40, 400, 0)
    );
    assert_eq!(
        Store::open(&home.path)
            .unwrap()
            .history("deck/card-07")
            .unwrap()
            .len(),
        10
    );
}

#[test]
fn a_file_of_other_bytes_is_kept_and_a_new_one_made() {
    let home = home();
    fs::write(&home.path, "not a database at all, ".repeat(1_000)).unwrap();
    let salvage = progress::salvage(&home.path, now()).unwrap();
    assert_eq!((salvage.cards, salvage.entries), (0, 0));
    assert!(
        fs::read_to_string(&salvage.kept)
            .unwrap()
            .starts_with("not a database")
    );
    assert!(Store::open(&home.path).unwrap().decks(now()).unwrap().is_empty());
}

#[test]
fn a_full_disk_is_an_error_of_its_own_and_loses_nothing_before_it() {
    let home = home();
    let mut store = Store::open(&home.path).unwrap();
    store.limit_pages(30).unwrap();
    let (mut kept, mut error) = (0, None);
    for round in 0..10_000 {
        let item = format!("deck/card-{round:05}");
        match store.rate(&answer(&item, Rating::Good), &Scheduler::default(), now()) {
            Ok(_) => kept += 1,
            Err(found) => {
                error = Some(found);
                break;
            }
        }
    }
    assert!(matches!(error, Some(ProgressError::NoSpace { .. })), "{error:?}");
    assert!(kept > 0);
    assert_eq!(store.day(now().day).unwrap().ratings, kept);
    drop(store);
    assert_eq!(
        Store::open(&home.path).unwrap().day(now().day).unwrap().ratings,
        kept
    );
}

#[test]
fn a_backup_is_whole_and_a_restore_keeps_what_it_replaces() {
    let home = home();
    let mut store = studied(&home.path);
    let copy = progress::backup_daily(&store, &home.backups, now())
        .unwrap()
        .unwrap();
    assert_eq!(
        progress::backup_daily(&store, &home.backups, now()).unwrap(),
        None
    );
    let then = store.card("deck/card-01").unwrap();
    let replaced = rate(&mut store, "deck/card-01", Rating::Again, days_later(30));

    let restored = progress::restore(&home.path, &copy, &home.backups, now()).unwrap();
    let Restored::Saved(saved) = restored else {
        panic!("{restored:?}")
    };
    assert_eq!(
        store.card("deck/card-01").unwrap(),
        then,
        "a program that had it open sees the restored file"
    );
    rate(&mut store, "deck/card-02", Rating::Good, days_later(30));
    store.check().unwrap();

    progress::restore(&home.path, &saved, &home.backups, now()).unwrap();
    assert_eq!(
        Store::open(&home.path).unwrap().card("deck/card-01").unwrap(),
        replaced
    );
    let reasons: Vec<Reason> = progress::backups(&home.backups)
        .unwrap()
        .into_iter()
        .map(|copy| copy.reason)
        .collect();
    assert_eq!(
        reasons,
        [Reason::BeforeRestore, Reason::BeforeRestore, Reason::Daily]
    );
}

#[test]
fn a_damaged_file_gives_way_to_a_backup_and_a_damaged_backup_to_nothing() {
    let home = home();
    let store = studied(&home.path);
    let copy = progress::backup(&store, &home.backups, Reason::Asked, now()).unwrap();
    drop(store);
    fs::write(&home.path, "x".repeat(9_000)).unwrap();
    let restored = progress::restore(&home.path, &copy, &home.backups, now()).unwrap();
    assert!(matches!(restored, Restored::KeptAside(_)));
    assert_eq!(
        Store::open(&home.path)
            .unwrap()
            .history("deck/card-01")
            .unwrap()
            .len(),
        10
    );

    let before = fs::read(&home.path).unwrap();
    let bytes = fs::read(&copy).unwrap();
    fs::write(&copy, &bytes[..bytes.len() / 2]).unwrap();
    assert!(
        progress::restore(&home.path, &copy, &home.backups, now())
            .unwrap_err()
            .is_damage()
    );
    assert_eq!(fs::read(&home.path).unwrap(), before);
}

#[test]
fn documents_are_noted_once() {
    let mut store = Store::in_memory().unwrap();
    let mut document = progress::KeptDocument {
        hash: "sha256:00".to_owned(),
        title: Some("One".to_owned()),
        ..Default::default()
    };
    store.keep_document(&document, now()).unwrap();
    document.title = Some("Two".to_owned());
    store.keep_document(&document, days_later(1)).unwrap();
    let kept = store.documents().unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].title.as_deref(), kept[0].added),
        (Some("Two"), now().millisecond())
    );
    assert_eq!(store.document("sha256:01").unwrap(), None);
}

/// What a program that was killed leaves, without the file itself: `home` gets the log of `source` alone.
fn leave_log_alone(source: &Home, home: &Home) -> Vec<u8> {
    let log = fs::read(source.path.with_extension("db-wal")).unwrap();
    assert!(!log.is_empty());
    fs::write(home.path.with_extension("db-wal"), &log).unwrap();
    log
}

#[test]
fn a_log_without_its_file_is_kept_and_gives_back_every_rating() {
    for file_is_empty in [true, false] {
        let (source, home) = (home(), home());
        let mut store = Store::open(&source.path).unwrap();
        for number in 0..30 {
            rate(&mut store, &format!("d/i{}", number % 7), Rating::Good, now());
        }
        let log = leave_log_alone(&source, &home);
        if file_is_empty {
            fs::write(&home.path, "").unwrap();
        }
        let error = Store::open(&home.path).unwrap_err();
        assert!(error.is_damage(), "{error}");
        let salvage = progress::salvage(&home.path, now()).unwrap();
        assert_eq!(fs::read(&salvage.kept).unwrap(), log);
        assert_eq!(
            (salvage.cards, salvage.entries, salvage.entries_lost),
            (7, 30, 0),
            "{salvage:?}"
        );
        let saved = Store::open(&home.path).unwrap();
        assert!(!saved.is_new());
        assert_eq!(saved.cards(None).unwrap(), store.cards(None).unwrap());
    }
}

#[test]
fn a_log_that_holds_only_the_end_is_kept_and_what_is_missing_is_counted() {
    let (source, home) = (home(), home());
    let mut store = studied(&source.path);
    // The file takes up the log, and the log begins anew.
    store.checkpoint().unwrap();
    for number in 0..5 {
        rate(&mut store, &format!("d/new{number}"), Rating::Good, now());
    }
    let log = leave_log_alone(&source, &home);
    let salvage = progress::salvage(&home.path, now()).unwrap();
    assert_eq!(fs::read(&salvage.kept).unwrap(), log);
    assert_eq!(salvage.entries + salvage.entries_lost, 405, "{salvage:?}");
    let saved = Store::open(&home.path).unwrap();
    saved.check().unwrap();
}

#[test]
fn a_log_without_its_file_is_kept_when_a_backup_is_put_in_its_place() {
    let (source, home) = (home(), home());
    let mut store = Store::open(&source.path).unwrap();
    rate(&mut store, "d/a", Rating::Good, now());
    let copy = progress::backup(&store, &home.backups, Reason::Daily, now()).unwrap();
    rate(&mut store, "d/b", Rating::Good, now());
    let log = leave_log_alone(&source, &home);
    let restored = progress::restore(&home.path, &copy, &home.backups, now()).unwrap();
    let Restored::KeptAside(kept) = restored else {
        panic!("{restored:?}");
    };
    assert_eq!(fs::read(kept).unwrap(), log);
    assert_eq!(Store::open(&home.path).unwrap().cards(None).unwrap().len(), 1);
}

/// A store with exams: days from now, query and what is to be known of it.
fn with_exams(exams: &[(i64, &str, u8)]) -> Store {
    let mut store = Store::in_memory().unwrap();
    for (days, query, know) in exams {
        let day = now().day.plus(*days);
        let kept = store.keep_exam(day, query, *know, |_| String::new(), now());
        kept.unwrap();
    }
    store
}

fn exams_of(store: &Store) -> Vec<(String, u8)> {
    let exams = store.exams().unwrap().into_iter();
    exams.map(|exam| (exam.query, exam.know)).collect()
}

fn exams_merged(into: &mut Store, from: &Store) -> usize {
    let merged = into.merge(from, &Scheduler::default(), "other.db", None, now());
    merged.unwrap().exams
}

#[test]
fn each_exam_is_on_both_machines_and_a_dropped_one_on_neither() {
    let mut here = with_exams(&[(20, "deck:a", 90), (30, "deck:b", 80)]);
    let mut there = with_exams(&[(20, "deck:a", 95), (40, "deck:c", 90)]);
    let dropped = here.exams().unwrap().remove(1);
    assert_eq!(exams_merged(&mut there, &here), 1);
    here.drop_exam(&dropped, "", now()).unwrap();
    assert_eq!(
        exams_merged(&mut here, &there),
        2,
        "one is new, one asks for more"
    );
    assert_eq!(exams_merged(&mut there, &here), 1, "one was dropped");
    let both = vec![("deck:a".to_owned(), 95), ("deck:c".to_owned(), 90)];
    assert_eq!((exams_of(&here), exams_of(&there)), (both.clone(), both));
    let again = exams_merged(&mut here, &there) + exams_merged(&mut there, &here);
    assert_eq!(again, 0);
    // One that is taken up again after it was dropped is another.
    let (day, query) = (dropped.day, dropped.query.as_str());
    here.keep_exam(day, query, 80, |_| String::new(), now()).unwrap();
    assert_eq!(exams_merged(&mut there, &here), 1);
    assert_eq!(exams_merged(&mut here, &there), 0);
    assert_eq!(exams_of(&there).len(), 3);
}

/// What an exam came to, of these cards.
fn came_to(cards: &[&str], known: Option<f64>) -> ExamResult {
    ExamResult {
        at: now().millisecond(),
        known,
        cards: cards.iter().map(|card| (*card).to_owned()).collect(),
    }
}

#[test]
fn what_an_exam_came_to_goes_to_the_other_machine_and_is_reckoned_again_where_reviews_come_in() {
    let mut here = with_exams(&[(2, "deck:a", 90)]);
    let mut there = with_exams(&[(2, "deck:a", 90)]);
    let number = here.exams().unwrap()[0].number;
    let more = came_to(&["deck/x", "deck/y"], Some(0.5));
    here.keep_exam_result(number, &more).unwrap();
    there
        .keep_exam_result(number, &came_to(&["deck/x"], Some(1.0)))
        .unwrap();
    exams_merged(&mut here, &there);
    exams_merged(&mut there, &here);
    assert_eq!(here.exam_result(number).unwrap(), Some(more.clone()));
    assert_eq!(there.exam_result(number).unwrap(), Some(more));
    there
        .rate(&answer("deck/x", Rating::Good), &Scheduler::default(), now())
        .unwrap();
    exams_merged(&mut here, &there);
    let again = here.exam_result(number).unwrap();
    assert_eq!(again, Some(came_to(&["deck/x", "deck/y"], None)));
}

#[test]
fn an_exam_that_is_over_and_was_dropped_is_so_on_both_machines() {
    let mut here = with_exams(&[(2, "deck:a", 90)]);
    let mut there = with_exams(&[(2, "deck:a", 90)]);
    let exam = here.exams().unwrap().remove(0);
    there.settle_exam(exam.number, now()).unwrap();
    here.drop_exam(&exam, "", now()).unwrap();
    assert_eq!(exams_merged(&mut there, &here), 1);
    let past = there
        .past_exams(now().day.plus(9), |_| now().day.plus(5))
        .unwrap();
    assert!(past.is_empty(), "{past:?}");
}

#[test]
fn what_an_exam_came_to_is_saved_from_a_damaged_file() {
    let home = home();
    let mut store = studied(&home.path);
    let day = now().day;
    let number = store
        .keep_exam(day, "deck:a", 90, |_| String::new(), now())
        .unwrap();
    let kept = came_to(&["deck/x"], Some(0.25));
    store.keep_exam_result(number, &kept).unwrap();
    store.settle_exam(number, now()).unwrap();
    drop(store);
    let mut bytes = fs::read(&home.path).unwrap();
    bytes[..4096].fill(0);
    fs::write(&home.path, &bytes).unwrap();
    progress::salvage(&home.path, now()).unwrap();
    let saved = Store::open(&home.path).unwrap();
    assert_eq!(saved.exam_result(number).unwrap(), Some(kept));
    assert!(saved.exams().unwrap().is_empty(), "somebody was told of it");
}

#[test]
fn a_card_met_on_two_machines_on_one_day_is_one_new_card() {
    let (mut here, mut there) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
    rate(&mut here, "deck/x", Rating::Good, now());
    rate(&mut there, "deck/x", Rating::Good, now().later(60, 240));
    rate(&mut there, "deck/y", Rating::Good, now().later(90, 240));
    here.merge(&there, &Scheduler::default(), "other.db", None, now())
        .unwrap();
    let day = now().day;
    assert_eq!(here.day(day).unwrap().new_cards, 2);
    assert_eq!(here.day(day).unwrap().ratings, 3);
    assert_eq!(here.new_on(day).unwrap()["deck"], 2);
    let tally = here.tally(day, day).unwrap();
    assert_eq!(tally.days[&day].totals.new_cards, 2);
}

#[test]
fn a_card_that_another_machine_met_on_a_day_before_is_no_new_card() {
    let (mut here, mut there) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
    let tomorrow = now().later(24 * 3_600, 240);
    rate(&mut there, "deck/x", Rating::Good, now());
    rate(&mut here, "deck/x", Rating::Good, tomorrow);
    rate(&mut here, "deck/y", Rating::Good, tomorrow);
    assert_eq!(here.day(tomorrow.day).unwrap().new_cards, 2);
    here.merge(&there, &Scheduler::default(), "other.db", None, tomorrow)
        .unwrap();
    let new = |store: &Store, day| {
        let of_deck = store.new_on(day).unwrap().get("deck").copied().unwrap_or(0);
        (store.day(day).unwrap().new_cards, of_deck)
    };
    assert_eq!(new(&here, tomorrow.day), (1, 1));
    assert_eq!(new(&here, now().day), (1, 1));
    // What was made new is new.
    let later = tomorrow.later(24 * 3_600, 240);
    here.reset(&["deck/y"], later).unwrap();
    rate(&mut here, "deck/y", Rating::Good, later.later(60, 240));
    assert_eq!(new(&here, later.day), (1, 1));
}
