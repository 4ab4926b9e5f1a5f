//! A learner's progress in a package: states, reviews and options.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::Value;
use suraq::export::Context;
use suraq::export::Learner;
use suraq::progress::Answer;
use suraq::progress::Store;
use suraq::schedule::EasyDays;
use suraq::schedule::Moment;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;
use suraq::schedule::Settings;

use crate::collection;
use crate::deck;
use crate::json;
use crate::number;
use crate::opened;
use crate::rows;
use crate::write;

fn now() -> Moment {
    let at: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
    Moment::new(at, Offset::constant(5), 240)
}

fn later(days: i64) -> Moment {
    now().later(days * 86_400, 240)
}

fn rate(store: &mut Store, item: &str, rating: Rating, now: Moment) {
    let answer = Answer {
        item,
        rating,
        asked_as: None,
        typed: None,
        verdict: None,
        took: SignedDuration::from_secs(4),
        other_face: None,
    };
    store.rate(&answer, &Scheduler::default(), now).unwrap();
}

/// Somebody who learned one card, forgot another, and has a third on its first step.
pub fn context() -> Context {
    let mut store = Store::in_memory().unwrap();
    rate(&mut store, "kinds/plain", Rating::Easy, now());
    rate(&mut store, "kinds/plain", Rating::Good, later(16));
    rate(&mut store, "kinds/typed", Rating::Easy, now());
    rate(&mut store, "kinds/typed", Rating::Again, later(16));
    rate(&mut store, "kinds/choice", Rating::Again, later(16));
    rate(&mut store, "kinds/number", Rating::Good, later(16));
    store.reset(&["kinds/number"], later(16)).unwrap();
    store.suspend(&["kinds/plain"], later(16)).unwrap();
    store
        .bury(&["kinds/ferry/kk-en"], later(17).day, later(16))
        .unwrap();
    store.flag(&["kinds/choice"], 3, later(16)).unwrap();
    let learner = Learner {
        cards: store.cards(None).unwrap(),
        reviews: store.histories().unwrap(),
        of_decks: BTreeMap::new(),
        settings: Settings {
            desired_retention: 0.92,
            ..Settings::default()
        },
        now: later(16),
    };
    Context {
        learner: Some(learner),
        ..Context::default()
    }
}

#[test]
fn a_package_with_progress_is_of_the_second_kind_with_a_card_for_old_programs() {
    let exported = write(&deck("kinds"), &context());
    let (names, connection) = opened(&exported.bytes, "collection.anki21");
    assert_eq!(names, ["meta", "collection.anki21", "collection.anki2", "media"]);
    assert_eq!(number(&connection, "SELECT count(*) FROM notes"), 18);
    let stub = collection(&exported);
    assert_eq!(number(&stub, "SELECT count(*) FROM notes"), 1);
    assert_eq!(exported, write(&deck("kinds"), &context()));
}

#[test]
fn states_are_those_of_the_learner() {
    let exported = write(&deck("kinds"), &context());
    let (_, connection) = opened(&exported.bytes, "collection.anki21");
    let states = rows(
        &connection,
        "SELECT type, queue, due, ivl > 0, reps, lapses, left, flags FROM cards ORDER BY id",
    );
    let day_16 = later(16).at.as_second();
    assert!(
        states[0].starts_with("2 -1 "),
        "learned and suspended: {}",
        states[0]
    );
    assert_eq!(states[1], format!("3 1 {} 1 2 1 1001 0", day_16 + 600));
    assert_eq!(states[2], format!("1 1 {} 0 1 0 2002 3", day_16 + 60));
    assert_eq!(states[3], "0 0 4 0 0 0 0 0", "new again");
    assert_eq!(states[16], "0 -3 17 0 0 0 0 0", "buried");
    // The study day began at four in the morning, five hours east.
    let began: Timestamp = "2026-03-10T04:00:00+05:00".parse().unwrap();
    assert_eq!(number(&connection, "SELECT crt FROM col"), began.as_second());
    let data = rows(&connection, "SELECT data FROM cards ORDER BY id");
    let data: Value = serde_json::from_str(&data[0]).unwrap();
    assert_eq!(data["dr"], 0.92);
    assert_eq!(data["decay"], 0.154);
    assert_eq!(data["lrt"], day_16);
    assert!(data["s"].as_f64().unwrap() > 10.0 && data["d"].as_f64().unwrap() >= 1.0);
}

#[test]
fn reviews_come_along_one_to_one() {
    let exported = write(&deck("kinds"), &context());
    let (_, connection) = opened(&exported.bytes, "collection.anki21");
    let log = rows(
        &connection,
        "SELECT due, revlog.ease, revlog.type, revlog.ivl, lastIvl, revlog.factor > 99, time \
         FROM revlog JOIN cards ON cards.id = cid ORDER BY nid, revlog.id",
    );
    let plain: Vec<&str> = log[0].split(' ').collect();
    assert_eq!(plain[1..], ["4", "0", plain[3], "0", "1", "4000"]);
    let again: Vec<&str> = log[1].split(' ').collect();
    assert_eq!(again[1..3], ["3", "1"]);
    assert_eq!(again[4], plain[3], "the interval before");
    let seconds: Vec<Vec<&str>> = log[3..5].iter().map(|row| row.split(' ').collect()).collect();
    assert_eq!(seconds[0][1..4], ["1", "1", "-600"], "a lapse");
    assert_eq!(seconds[1][1..5], ["1", "0", "-60", "0"], "a first step");
    assert_eq!(log[6], "4 0 4 0 -600 0 0", "a reset");
    assert_eq!(log.len(), 7);
}

#[test]
fn the_schedule_comes_along_as_options_of_the_decks() {
    let exported = write(&deck("kinds"), &context());
    let (_, connection) = opened(&exported.bytes, "collection.anki21");
    let options = json(&connection, "dconf");
    let ours = options
        .as_object()
        .unwrap()
        .values()
        .find(|preset| preset["name"] == "Suraq");
    let ours = ours.unwrap();
    assert_eq!(ours["desiredRetention"], 0.92);
    assert_eq!(ours["fsrsParams6"].as_array().unwrap().len(), 21);
    let decks = json(&connection, "decks");
    let used = decks
        .as_object()
        .unwrap()
        .values()
        .filter(|deck| deck["conf"] == ours["id"]);
    assert_eq!(used.count(), 2);
}

#[test]
fn a_deck_with_options_of_its_own_gets_them_there() {
    let mut context = context();
    let own = Settings {
        desired_retention: 0.95,
        new_per_day: 7,
        easy_days: EasyDays([100, 100, 100, 100, 100, 50, 0]),
        learning_steps: vec![300],
        ..Settings::default()
    };
    let learner = context.learner.as_mut().unwrap();
    learner.of_decks = BTreeMap::from([("kinds".to_owned(), own)]);
    let (_, connection) = opened(&write(&deck("kinds"), &context).bytes, "collection.anki21");
    let options = json(&connection, "dconf");
    let named = |name: &str| {
        options
            .as_object()
            .unwrap()
            .values()
            .find(|one| one["name"] == name)
    };
    let ours = named("Suraq 95 %, 7 new a day").unwrap();
    assert_eq!(
        (&ours["desiredRetention"], &ours["new"]["perDay"]),
        (&0.95.into(), &7.into())
    );
    assert_eq!(ours["easyDaysPercentages"][5], 0.5);
    assert_eq!(ours["new"]["delays"][0], 5.0);
    assert!(named("Suraq").is_some());
    let decks = json(&connection, "decks");
    let mut used = decks.as_object().unwrap().values();
    assert_eq!(used.by_ref().filter(|deck| deck["conf"] == ours["id"]).count(), 2);
    let data = rows(&connection, "SELECT data FROM cards ORDER BY id");
    assert!(data[0].contains("\"dr\":0.95"), "{}", data[0]);
}

#[test]
fn a_deck_whose_schedule_is_that_of_all_has_the_options_of_all() {
    let mut context = context();
    let learner = context.learner.as_mut().unwrap();
    learner.settings.desired_retention = 0.925;
    learner.of_decks = BTreeMap::from([("kinds".to_owned(), learner.settings.clone())]);
    let (_, connection) = opened(&write(&deck("kinds"), &context).bytes, "collection.anki21");
    let options = json(&connection, "dconf");
    let ours = options.as_object().unwrap().values();
    let ours: Vec<&Value> = ours
        .filter(|one| one["name"].as_str().unwrap().starts_with("Suraq"))
        .collect();
    assert_eq!(ours.len(), 1, "{options}");
    assert_eq!(ours[0]["desiredRetention"], 0.925);

    let own = Settings {
        desired_retention: 0.875,
        ..Settings::default()
    };
    let learner = context.learner.as_mut().unwrap();
    learner.of_decks = BTreeMap::from([("kinds".to_owned(), own)]);
    let (_, connection) = opened(&write(&deck("kinds"), &context).bytes, "collection.anki21");
    let options = json(&connection, "dconf");
    let mut ours = options.as_object().unwrap().values();
    let named =
        ours.any(|one| one["name"] == "Suraq 87.5 %, 20 new a day" && one["desiredRetention"] == 0.875);
    assert!(named, "{options}");
}
