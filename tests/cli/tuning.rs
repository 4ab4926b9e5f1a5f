//! Settings of decks, saved queries, and weights found from one's own answers.

use jiff::Timestamp;
use jiff::tz::Offset;
use suraq::progress::Answer;
use suraq::progress::Store;
use suraq::schedule::Moment;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;

use super::study::GARDEN;
use super::study::garden;
use super::world::World;

/// Text with its lines joined, for sentences that were wrapped.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A home whose learner answered `cards` cards on days that double, and forgot all that was away long.
fn learned(cards: usize) -> World {
    let world = World::new();
    let items: String = (0..cards)
        .map(|card| {
            format!(
                "\n[[item]]\nid = \"n{card}\"\nstem = \"What is the number of {card}?\"\nkey = \"{card}\"\n"
            )
        })
        .collect();
    let deck = format!("format = 1\n[deck]\nid = \"numbers\"\ntitle = \"Numbers\"\n{items}");
    world.deck("numbers", &deck);
    world.run(&["home"]).ended(0);
    let mut store = Store::open(&world.home().join("progress.db")).unwrap();
    let scheduler = Scheduler::default();
    let start: Timestamp = "2031-01-01T09:00:00Z".parse().unwrap();
    for card in 0..cards {
        let mut day = card as i64 % 20;
        for step in 0..6i64 {
            let at = Timestamp::from_second(start.as_second() + day * 86_400 + card as i64).unwrap();
            let is_forgotten = step > 1 && (card as i64 + step) % 3 != 0;
            let answer = Answer {
                item: &format!("numbers/n{card}"),
                rating: if is_forgotten { Rating::Again } else { Rating::Good },
                asked_as: None,
                typed: None,
                verdict: None,
                took: jiff::SignedDuration::from_secs(4),
                other_face: None,
            };
            store
                .rate(&answer, &scheduler, Moment::new(at, Offset::UTC, 240))
                .unwrap();
            day += 2 << step;
        }
    }
    world
}

#[test]
fn too_few_answers_for_weights_are_said_plainly() {
    let world = garden();
    let ran = world.run(&["optimize"]).ended(0);
    let said = flat(&ran.out);
    assert!(
        said.starts_with("0 answers of yours say something about forgetting"),
        "{said}"
    );
    assert!(said.contains("400 are needed"), "{said}");
    let json = world.run(&["optimize", "--json"]).ended(0).json();
    assert_eq!(
        (json[0]["kept"].clone(), json[0]["needed"].clone()),
        (false.into(), 400.into())
    );
    assert!(!world.home().join("config.toml").exists() || !flat(&ran.out).contains("Kept"));
}

#[test]
fn weights_are_found_looked_at_kept_and_taken_back() {
    let world = learned(120);
    let card = || world.run(&["show", "numbers/n3", "--json"]).ended(0).json()[0].clone();
    let before = card();
    let ran = world.run(&["optimize", "--dry-run"]).ended(0);
    let said = flat(&ran.out);
    for expected in [
        "600 answers of 120 cards were looked at. The newest 120 were kept aside",
        "Log loss",
        "A card that is always answered Good comes back after",
        "Nothing was changed. Keep them with suraq optimize",
    ] {
        assert!(said.contains(expected), "{expected}\n{}", ran.out);
    }
    assert!(!world.home().join("config.toml").exists());
    let found = world.run(&["optimize", "--json"]).ended(0).json()[0].clone();
    assert_eq!(found["kept"], true);
    assert!(found["log_loss_after"].as_f64() < found["log_loss_before"].as_f64());
    assert!(found["intervals_after"] != found["intervals_before"]);
    assert_eq!(found["recomputed"], 120);
    let after = card();
    assert_eq!(
        after["schedule"]["due"], before["schedule"]["due"],
        "no card changes its day"
    );
    assert_ne!(
        after["schedule"]["stability_days"],
        before["schedule"]["stability_days"]
    );
    let weights = world.run(&["set", "weights", "--json"]).ended(0).json()[0].clone();
    assert_eq!(weights["value"].as_str().unwrap().split(' ').count(), 21);
    assert_eq!(weights["default"], "default");
    let again = world.run(&["optimize"]).ended(0);
    assert!(
        flat(&again.out).contains("Not kept") || flat(&again.out).contains("Kept"),
        "{}",
        again.out
    );
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains("optimize"), "{}", ran.out);
    assert_eq!(card(), before);
    assert_eq!(
        world.run(&["set", "weights", "--json"]).ended(0).json()[0]["value"],
        "default"
    );
    world.run(&["doctor"]).ended(0);
}

#[test]
fn weights_set_by_hand_count_for_what_is_known() {
    let world = learned(3);
    let weights = "0.4 1.2 3.1 15.7 7.2 0.5 1.5 0.005 1.5 0.1 1.0 1.9 0.1 0.3 2.3 0.2 3.0 0.5 0.7 0.06 0.15";
    let stability = || {
        world.run(&["show", "numbers/n0", "--json"]).ended(0).json()[0]["schedule"]["stability_days"].clone()
    };
    let before = stability();
    world.run(&["set", "weights", weights]).ended(0);
    assert_ne!(stability(), before);
    world.run(&["set", "weights", "default"]).ended(0);
    assert_eq!(stability(), before);
    let ran = world.run(&["set", "weights", "1 2 3"]).ended(2);
    assert!(ran.err.contains("21 numbers, or `default`"), "{}", ran.err);
}

#[test]
fn a_deck_has_settings_of_its_own() {
    let world = garden();
    let ran = world.run(&["set", "deck.garden.retention", "0.95"]).ended(0);
    let said = flat(&ran.out);
    let changed = "deck.garden.retention is 0.95 now; it was 0.9. undo: suraq undo At 0.95 you remember";
    assert!(said.starts_with(changed), "{said}");
    world.run(&["set", "deck.garden.learning-steps", "none"]).ended(0);
    let ran = world.run_with(&["review", "\"north wall\""], "\n").ended(0);
    assert!(ran.out.contains("3 Good 2 d"), "{}", ran.out);
    world.run(&["set", "deck.garden.face", "choices"]).ended(0);
    let ran = world.run_with(&["review", "gate"], "").ended(0);
    assert!(ran.out.contains("Spindle"), "{}", ran.out);
    let listed = world.run(&["set", "--json"]).ended(0).json();
    let own = listed
        .iter()
        .find(|line| line["setting"] == "deck.garden.retention")
        .unwrap();
    assert_eq!(
        (own["value"].clone(), own["default"].clone()),
        ("0.95".into(), "0.9".into())
    );
    world.run(&["undo", "3"]).ended(0);
    assert!(
        !world
            .run(&["set"])
            .ended(0)
            .out
            .contains("deck.garden.retention =")
    );
    for (key, said) in [
        ("deck.gardne.retention", "there is no deck `gardne`"),
        ("deck.garden.retentoin", "did you mean `deck.garden.retention`?"),
        ("deck.garden.ascii", "`ascii` is the same in all decks"),
        ("deck.garden", "suraq set deck.garden.retention 0.95"),
    ] {
        let ran = world.run(&["set", key, "0.9"]).ended(2);
        assert!(flat(&ran.err).contains(said), "{key}: {}", ran.err);
    }
}

#[test]
fn a_deck_may_give_fewer_new_cards_and_in_another_order() {
    let world = garden();
    world.run(&["set", "deck.garden.new-per-day", "2"]).ended(0);
    assert_eq!(world.run(&["home", "--short"]).ended(0).out, "0 due, 2 new\n");
    let ran = world.run_with(&["review"], "Hawthorn\n4\n").ended(0);
    assert!(ran.out.contains("1 of 2"), "{}", ran.out);
    assert_eq!(world.run(&["home", "--short"]).ended(0).out, "0 due, 1 new\n");
    let world = learned(0);
    let many: String = (0..60)
        .map(|card| format!("\n[[item]]\nid = \"m{card:02}\"\nstem = \"Number {card}?\"\nkey = \"{card}\"\n"))
        .collect();
    world.deck(
        "many",
        &format!("format = 1\n[deck]\nid = \"many\"\ntitle = \"Many\"\n{many}"),
    );
    let first = || {
        let ran = world
            .run_with(&["review", "deck:many", "--json"], "1\n1\n")
            .ended(0);
        ran.json()[0]["card"].clone()
    };
    assert_eq!(first(), "many/m00");
    world.run(&["undo"]).ended(0);
    world.run(&["set", "new-order", "shuffle"]).ended(0);
    let shuffled = first();
    assert_ne!(shuffled, "many/m00");
    world.run(&["undo"]).ended(0);
    assert_eq!(first(), shuffled, "the lot is drawn once");
}

#[test]
fn a_saved_query_is_a_word_of_every_query() {
    let world = garden();
    let tagged = GARDEN.replace("key = \"1904\"", "key = \"1904\"\ntags = [\"water\"]");
    world.deck("garden", &tagged);
    let ran = world.run(&["set", "query.exam", "tag:water or gate"]).ended(0);
    assert!(
        flat(&ran.out).starts_with("query.exam is tag:water or gate now"),
        "{}",
        ran.out
    );
    let ids = |query: &[&str]| -> Vec<String> {
        let words: Vec<&str> = ["find"].iter().chain(query).chain(&["--json"]).copied().collect();
        let found = world.run(&words).ended(0).json();
        found
            .iter()
            .map(|card| card["id"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(ids(&["exam"]), ["garden/gate", "garden/year"]);
    assert_eq!(ids(&["exam", "-gate"]), ["garden/year"]);
    assert_eq!(ids(&["deck:garden", "-exam"]), ["garden/wall"]);
    assert_eq!(ids(&["query:exam", "pond"]), ["garden/year"]);
    for (value, caret) in [
        ("is:deu", "is:deu\n   ^^^"),
        ("deck:gardn", "deck:gardn\n^^^^^^^^^^"),
    ] {
        let ran = world.run(&["set", "query.late", value]).ended(2);
        assert!(ran.err.contains(caret), "{}", ran.err);
    }
    let ran = world.run(&["find", "is:new", "query:exma"]).ended(2);
    assert!(ran.err.contains("did you mean `exam`?"), "{}", ran.err);
    assert!(
        ran.err.contains("is:new query:exma\n             ^^^^"),
        "{}",
        ran.err
    );
    world.run(&["set", "query.exam", "default"]).ended(0);
    let ran = world.run(&["set", "query.exam"]).ended(2);
    assert!(ran.err.contains("there is no saved query `exam`"), "{}", ran.err);
    world.run(&["undo"]).ended(0);
    assert_eq!(ids(&["exam"]).len(), 2);
}

#[test]
fn every_setting_is_listed_with_meaning_default_and_range() {
    let world = World::new();
    let listed = world.run(&["set", "--json"]).ended(0).json();
    assert!(listed.len() >= 20);
    for line in &listed {
        for key in ["meaning", "default", "range", "value"] {
            assert!(line[key].as_str().is_some_and(|text| !text.is_empty()), "{line}");
        }
        assert_eq!(line["value"], line["default"], "{line}");
    }
}
