//! Exams that are over: what they came to stays as it was on their day, and they can be taken off the list.

use std::fs;

use super::exam_days::on;
use super::exam_days::told;
use super::planning::flat;
use super::planning::numbers;
use super::world::World;

const RESULT: &str = "about 40 % of 10 cards";

/// A home with an exam of 7 May, for which four of ten cards were known; nobody was told of it yet.
fn examined() -> World {
    let world = numbers(10);
    world.run(&["exam", "+1", "deck:numbers", "--yes"]).ended(0);
    let answers: String = (0..4).map(|card| format!("{card}\n4\n")).collect();
    on(
        &world,
        "2031-05-07",
        &["review", "deck:numbers", "--new", "4"],
        &answers,
    );
    world
}

fn after(world: &World, words: &[&str]) -> String {
    flat(&on(world, "2031-05-09", words, "").out)
}

/// What is said where `words` are refused on 9 May.
fn refused(world: &World, words: &[&str]) -> String {
    let mut command = super::world::bare();
    command.arg("--home").arg(world.home());
    command.args(["--now", "2031-05-09T10:00:00Z"]).args(words);
    flat(&super::world::run(command, b"").ended(2).err)
}

#[track_caller]
fn says_the_same_everywhere(world: &World) {
    let list = after(world, &["exam", "list"]);
    assert!(list.contains(&format!("1. Over, Wed 7 May: {RESULT}")), "{list}");
    let figures = after(world, &["stats", "exams"]);
    assert!(
        figures.contains("Over, Wed 7 May: 10 cards of deck:numbers"),
        "{figures}"
    );
    let json = on(world, "2031-05-09", &["exam", "list", "--json"], "").json();
    assert_eq!((&json[0]["cards"], &json[0]["number"]), (&10.into(), &1.into()));
    assert!(
        json[0]["known_on_the_day"].as_f64().unwrap() > 0.39,
        "{}",
        json[0]
    );
    let home = told(world, "2031-05-09");
    assert_eq!(home, format!("The exam of Wed 7 May is over: {RESULT}"));
}

#[test]
fn a_deck_switched_off_after_its_exam_changes_nothing_of_the_result() {
    let world = examined();
    after(&world, &["decks", "off", "numbers"]);
    says_the_same_everywhere(&world);
}

#[test]
fn a_deck_switched_off_on_the_day_of_its_exam_changes_nothing_of_the_result() {
    let world = examined();
    on(&world, "2031-05-07", &["delete", "numbers/n000"], "");
    on(&world, "2031-05-07", &["decks", "off", "numbers"], "");
    says_the_same_everywhere(&world);
}

#[test]
fn cards_that_move_away_or_are_deleted_after_an_exam_stay_its_cards() {
    let world = examined();
    after(
        &world,
        &["move", "numbers/n000 or numbers/n001", "--to", "garden"],
    );
    after(&world, &["delete", "numbers/n002"]);
    says_the_same_everywhere(&world);
}

#[test]
fn a_card_written_by_hand_after_an_exam_is_none_of_it() {
    let world = examined();
    after(&world, &["exam", "list"]);
    let path = world.home().join("decks/numbers.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        format!("{text}\n[[item]]\nid = \"late\"\nstem = \"Late?\"\nkey = \"Yes\"\n"),
    )
    .unwrap();
    says_the_same_everywhere(&world);
}

#[test]
fn what_is_taken_back_after_an_exam_changes_nothing_of_the_result() {
    let world = examined();
    after(&world, &["decks", "off", "numbers"]);
    after(&world, &["undo"]);
    after(&world, &["redo"]);
    says_the_same_everywhere(&world);
}

#[test]
fn a_result_reckoned_with_a_clock_set_ahead_is_reckoned_again() {
    let world = numbers(10);
    world.run(&["exam", "+1", "deck:numbers", "--yes"]).ended(0);
    let ahead = flat(&on(&world, "2031-06-01", &["exam", "list"], "").out);
    assert!(ahead.contains("about 0 % of 10 cards"), "{ahead}");
    let answers: String = (0..4).map(|card| format!("{card}\n4\n")).collect();
    on(
        &world,
        "2031-05-07",
        &["review", "deck:numbers", "--new", "4"],
        &answers,
    );
    says_the_same_everywhere(&world);
}

#[test]
fn a_copy_brings_the_result_back() {
    let world = examined();
    after(&world, &["decks", "off", "numbers"]);
    let copy = world.path("copy.db").display().to_string();
    after(&world, &["backup", "--to", &copy]);
    after(&world, &["exam", "drop", "1"]);
    after(&world, &["restore", &copy]);
    let list = after(&world, &["exam", "list"]);
    assert!(list.contains(RESULT), "{list}");
}

#[test]
fn another_machine_takes_the_result_over_and_its_own_reviews_of_the_day_count() {
    let world = examined();
    let other = World::new();
    for part in ["decks/garden.toml", "decks/numbers.toml"] {
        let text = fs::read_to_string(world.home().join(part)).unwrap();
        other.file(&format!("home/{part}"), text);
    }
    other.run(&["exam", "+1", "deck:numbers", "--yes"]).ended(0);
    let answers: String = (4..6).map(|card| format!("{card}\n4\n")).collect();
    let query = "numbers/n004 or numbers/n005";
    on(&other, "2031-05-07", &["review", query, "--new", "2"], &answers);
    for world in [&world, &other] {
        after(world, &["decks", "off", "numbers"]);
    }
    let progress = |world: &World| world.home().join("progress.db").display().to_string();
    after(&world, &["merge", &progress(&other)]);
    after(&other, &["merge", &progress(&world)]);
    for world in [&world, &other] {
        let list = after(world, &["exam", "list"]);
        assert!(list.contains("about 60 % of 10 cards"), "{list}");
    }
    let fresh = World::new();
    after(&fresh, &["merge", &progress(&world)]);
    let list = after(&fresh, &["exam", "list"]);
    assert!(list.contains("about 60 % of 10 cards"), "{list}");
}

#[test]
fn an_exam_that_is_over_is_dropped_by_its_number_or_its_day_and_comes_back_by_undo() {
    let world = examined();
    on(&world, "2031-05-08", &["exam", "+20", "deck:garden", "--yes"], "");
    let dropped = |which: &[&str]| {
        let words: Vec<&str> = ["exam", "drop"].iter().chain(which).copied().collect();
        let said = after(&world, &words);
        assert!(
            said.contains("The exam of Wed 7 May (deck:numbers) is off the list"),
            "{said}"
        );
        let list = after(&world, &["exam", "list"]);
        assert!(!list.contains("Over") && list.contains("Wed 28 May"), "{list}");
        after(&world, &["undo"]);
        let list = after(&world, &["exam", "list"]);
        assert!(list.contains(&format!("2. Over, Wed 7 May: {RESULT}")), "{list}");
    };
    dropped(&["2"]);
    dropped(&["2031-05-07"]);
    dropped(&["7", "May"]);
    let tried = after(&world, &["exam", "drop", "2", "--dry-run"]);
    assert!(tried.contains("would be taken off the list"), "{tried}");
    // The only one to come needs no name; then those that are over do.
    after(&world, &["exam", "drop"]);
    let refused = refused(&world, &["exam", "drop"]);
    assert!(
        refused.contains("no exam is to come") && refused.contains("suraq exam drop 1"),
        "{refused}"
    );
    let help = flat(&world.run(&["help", "exam"]).ended(0).out);
    assert!(
        help.contains("Exams that are over stay in exam list for a year"),
        "{help}"
    );
}

#[test]
fn of_two_exams_on_one_day_the_day_alone_names_none() {
    let world = numbers(10);
    for query in ["deck:numbers", "deck:garden"] {
        world.run(&["exam", "+3", query, "--yes"]).ended(0);
    }
    for words in [["exam", "drop", "2031-05-09"], ["exam", "cram", "2031-05-09"]] {
        let ran = world.run(&words).ended(2);
        assert!(
            ran.err.contains("there are several exams on `2031-05-09`")
                && ran.err.contains("suraq exam list"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn cram_names_an_exam_that_is_over_as_such() {
    let world = examined();
    on(&world, "2031-05-08", &["exam", "+20", "deck:garden", "--yes"], "");
    let refused = refused(&world, &["exam", "cram", "2"]);
    assert!(refused.contains("the exam of Wed 7 May is over"), "{refused}");
}
